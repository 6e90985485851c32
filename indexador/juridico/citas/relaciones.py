"""Qué hace el texto con lo que cita, por el verbo que va delante: reforma, deroga, de conformidad con…"""

from indexador.juridico.citas.comillas import MUEVEN, Comillas
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import DE, DETERMINANTES, ENLACES

_VERBOS = {
    "reforma": "reforma reforman reformase reformanse reformar reformas modifica modifican modificase "
    "modificanse modificar modificaciones sustituye sustituyen sustituyese",
    "adiciona": "adiciona adicionan adicionase adicionanse adicionar adiciones agrega agregan",
    "deroga": "deroga derogan derogase deroganse derogar derogatoria suprime suprimen suprimese suprimense "
    "abroga abrogan abrogase abrogar",
    "reglamenta": "reglamenta reglamentar reglamento",
    "en_ejercicio_de": "ejercicio",
    "de_conformidad_con": "conformidad conforme segun fundamento arreglo base",
}
_RELACION = {forma: relacion for relacion, formas in _VERBOS.items() for forma in formas.split()}
PARTICIPIOS = {
    f"{raiz}{final}": (activa, pasiva)
    for raiz, activa, pasiva in (
        ("reformad", "reforma", "reformado_por"),
        ("modificad", "reforma", "reformado_por"),
        ("adicionad", "adiciona", "adicionado_por"),
        ("derogad", "deroga", "derogado_por"),
        ("suprimid", "deroga", "derogado_por"),
        ("abrogad", "deroga", "derogado_por"),
    )
    for final in ("o", "a", "os", "as")
}
_ALCANCE = 40
_HASTA_EL_NUMERO = 10
_CERCA = 4
_SUSTANTIVADAS = frozenset({"reformas", "modificaciones", "adiciones"})
_NO_MANDAN = frozenset({"con", "su", "sus", "las", "dichas"})
_DE_LUGAR = frozenset({"continuacion", "despues", "luego", "antes"})
"""«Se adiciona el 3 Bis a continuación del artículo 3»: del 3 no se dice nada."""
_TRAS_CON = frozenset({"con", "en"})


def _dice(f: Fichas, antes: int, lugar: int) -> bool:
    """Si la palabra está en la locución que dice la relación: «en ejercicio de», «con base en»."""
    forma = f.formas[antes]
    if f.siguen(antes - 2, ("no", "se")):
        return False
    if forma in _SUSTANTIVADAS:
        return f.formas[antes - 1] not in _NO_MANDAN and f.formas[antes + 1] in {"a", "al"}
    if forma == "ejercicio":
        return f.formas[antes - 1] in {"en", "del", "el"} and f.formas[antes + 1] == "de"
    if forma in {"base", "fundamento", "arreglo"}:
        return f.formas[antes - 1] in _TRAS_CON
    if forma != "reglamento":
        return True
    return lugar - antes <= _CERCA and f.formas[antes + 1] in DE and f.formas[antes - 1] not in {"su", "sus"}


_ABREVIADAS = frozenset(
    {"art", "arts", "no", "nos", "num", "nro", "dto", "dec", "inc", "lit", "lic", "a", "c"}
)
_EFECTO = frozenset({"efecto", "efectos"})
_DEJAN = frozenset({
    "queda", "quedan", "quedara", "quedaran", "deja", "dejan", "dejar", "dejando", "dejase", "dejanse",
    "dejese", "dejense", "quede", "queden",
})  # fmt: skip
_DEJADO = frozenset({"dejado", "dejada", "dejados", "dejadas"})
DICEN_RELACION = frozenset(_RELACION) | frozenset(PARTICIPIOS)
_SE_SALTAN = DETERMINANTES | {",", "(", '"', ")"}
_INTERESAN = frozenset(_RELACION) | frozenset(PARTICIPIOS) | _EFECTO | {"acuerdo", "por", ".", ":"}
_CAMBIAN = frozenset({"reforma", "adiciona", "deroga"})
_CIERRAN_INCISO = frozenset({")", ".", "-"})
_ANTES_DE_INCISO = frozenset({":", ".", ";", ",", "y"})


class Relaciones:
    """Las relaciones que dicen las palabras de unas fichas; hay que preguntar de izquierda a derecha.

    `numero` es el del documento, si es una norma; `proyecto`, que propone lo que lleva entre comillas.
    """

    def __init__(self, f: Fichas, numero: str = "", *, proyecto: bool = False) -> None:
        self._f, self._numero, self._proyecto = f, numero, proyecto
        self._comillas = Comillas(f)
        self._de_otro: set[int] = set()
        """Los lugares de las palabras que están en lo que el texto cita entre comillas."""
        self._vistas: list[int] = []
        self._hasta = 0
        self._de_la_lista = ""
        """La que dice la orden cuyos incisos se están leyendo: «se derogan: 1. …. 2. …»."""

    def antes_de(self, lugar: int, *, ya_mandada: bool = False) -> str:
        """La relación que dice la oración antes de la cita que empieza ahí; vacía si no dice ninguna.

        `ya_mandada`: el texto ya mandó cambiar esa norma, y lo que va entre comillas puede ser un artículo
        suyo que perdió su encabezado o la comilla de antes.
        """
        formas, comillas = self._f.formas, self._comillas
        for uno in range(self._hasta, lugar):
            forma = formas[uno]
            if forma in MUEVEN or comillas.abierta >= 0:
                comillas.ver(uno)
            if forma in _INTERESAN:
                self._vistas.append(uno)
                self._en_lista(uno)
                if self._comillas.dentro and not self._proyecto:
                    self._de_otro.add(uno)
        self._hasta = max(self._hasta, lugar)
        return self._dicha_antes(lugar, ya_mandada=ya_mandada) or self._de_la_lista

    def _en_lista(self, lugar: int) -> None:
        """Empieza o acaba la lista de incisos de una orden."""
        f = self._f
        if f.formas[lugar] == ":" and self._es_inciso(lugar + 1):
            dicha = self._dicha_antes(lugar)
            self._de_la_lista = dicha if dicha in _CAMBIAN else self._de_la_lista
        elif f.formas[lugar] == "." and self._acaba_oracion(lugar) and not self._es_inciso(lugar + 1):
            self._de_la_lista = ""

    def _es_inciso(self, lugar: int) -> bool:
        """Si ahí empieza «a)», «2.» o «iv)»."""
        f = self._f
        lugar += f.formas[lugar] == '"'
        corta = len(f.formas[lugar]) <= 2 and (f.numero(lugar) or f.palabra(lugar))
        cierra = f.formas[lugar + 1] in _CIERRAN_INCISO and f.pegada(lugar + 1)
        return corta and cierra and not f.pegada(lugar + 2)

    def _acaba_oracion(self, lugar: int) -> bool:
        """Si el punto acaba la oración, y no una abreviatura ni el número de un inciso: «: 1. Los…»."""
        f, previa = self._f, self._f.formas[lugar - 1]
        if not f.mayuscula(lugar + 1) and not f.en_otro_renglon(lugar + 1):
            return False
        inciso = f.numero(lugar - 1) and len(previa) <= 2 and f.formas[lugar - 2] in _ANTES_DE_INCISO
        return previa not in _ABREVIADAS and not inciso

    def _dicha_antes(self, lugar: int, *, ya_mandada: bool = False) -> str:
        f, formas = self._f, self._f.formas
        previa = lugar - 1
        while formas[previa] in ENLACES:
            previa -= 1
        if formas[previa] in _DE_LUGAR:
            return ""
        retoma = formas[previa + 1] in DE and formas[previa] in {",", ")"}
        por = False
        for antes in reversed(self._vistas):
            if antes < lugar - _ALCANCE:
                break
            if antes >= lugar:
                continue
            forma = formas[antes]
            if forma == "." and f.mayuscula(antes + 1) and self._acaba_oracion(antes):
                break
            por = por or forma == "por"
            dicha = self._dicha(antes, lugar, por)
            if retoma and dicha.endswith("_por"):  # «…, reformado por el Decreto 10-2015, del Decreto 95-98»
                por = False
            elif dicha in _CAMBIAN and (
                (antes in self._de_otro and not ya_mandada) or self._es_de_otra(antes)
            ):
                return ""
            elif dicha:
                aparte = f.texto.find("\n\n", f.fines[antes], f.inicios[lugar]) >= 0
                return "" if aparte else dicha
        return ""

    def _es_de_otra(self, antes: int) -> bool:
        """Si la que cambia es otra: «el Decreto 5-2022, que reforma…», «…, Reformas al Decreto 95-98»."""
        f = self._f
        sujeto = antes - 1
        if f.formas[sujeto] in {"que", "cual", "mediante"}:
            sujeto = _hacia_atras(f, sujeto - 1)
        elif f.formas[antes] in _SUSTANTIVADAS:
            if f.formas[sujeto] not in {",", "(", '"'}:
                return False
            sujeto = _hacia_atras(f, sujeto)
        return self._es_otra_norma(sujeto)

    def _es_otra_norma(self, fin: int) -> bool:
        """Si ahí acaba el número de otra norma, o el órgano que la emitió."""
        f = self._f
        if f.formas[fin] in {"guatemala", "republica"}:
            cerca = range(fin - 1, max(0, fin - _HASTA_EL_NUMERO), -1)
            fin = next((uno for uno in cerca if f.numero(uno)), fin)
        if not f.numero(fin) or f.formas[fin - 1] != "-" or not f.numero(fin - 2):
            return False
        return f.formas[fin - 2].lstrip("0") != self._numero

    def _dicha(self, antes: int, lugar: int, por: bool) -> str:
        """La que dice la palabra de un lugar."""
        f, forma = self._f, self._f.formas[antes]
        if forma in PARTICIPIOS:
            return PARTICIPIOS[forma][por]
        if forma in _EFECTO:
            return self._sin_efecto(antes, por)
        if forma in _RELACION and _dice(f, antes, lugar):
            return _RELACION[forma]
        de_acuerdo = forma == "acuerdo" and f.formas[antes - 1] == "de"
        return "de_conformidad_con" if de_acuerdo and f.formas[antes + 1] in {"con", "a", "al"} else ""

    def _sin_efecto(self, lugar: int, por: bool) -> str:
        """«Quedan sin efecto», «dejado sin efecto por el Decreto…»."""
        f = self._f
        if f.formas[lugar - 1] != "sin":
            return ""
        if f.formas[lugar - 2] in _DEJADO:
            return "derogado_por" if por else "deroga"
        return "deroga" if f.formas[lugar - 2] in _DEJAN else ""


def _hacia_atras(f: Fichas, lugar: int) -> int:
    """El primer lugar, hacia atrás, que no es un signo ni un artículo."""
    while f.formas[lugar] in _SE_SALTAN:
        lugar -= 1
    return lugar
