"""Qué hace el texto con lo que cita, por el verbo que va delante: reforma, deroga, de conformidad con…"""

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import DE, DETERMINANTES

_VERBOS = {
    "reforma": "reforma reforman reformase reformanse reformar reformas modifica modifican modificase "
    "modificanse modificar modificaciones sustituye sustituyen sustituyese",
    "adiciona": "adiciona adicionan adicionase adicionanse adicionar adiciones agrega agregan",
    "deroga": "deroga derogan derogase deroganse derogar derogatoria suprime suprimen suprimese suprimense",
    "reglamenta": "reglamenta reglamentar reglamento",
    "en_ejercicio_de": "ejercicio",
    "de_conformidad_con": "conformidad conforme segun fundamento arreglo base",
}
_RELACION = {forma: relacion for relacion, formas in _VERBOS.items() for forma in formas.split()}
_PARTICIPIOS = {
    f"{raiz}{final}": (activa, pasiva)
    for raiz, activa, pasiva in (
        ("reformad", "reforma", "reformado_por"),
        ("modificad", "reforma", "reformado_por"),
        ("adicionad", "adiciona", "adicionado_por"),
        ("derogad", "deroga", "derogado_por"),
        ("suprimid", "deroga", "derogado_por"),
    )
    for final in ("o", "a", "os", "as")
}
_ALCANCE = 40
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
_INTERESAN = frozenset(_RELACION) | frozenset(_PARTICIPIOS) | {"acuerdo", "por", "."}


class Relaciones:
    """Las relaciones que dicen las palabras de unas fichas; hay que preguntar de izquierda a derecha."""

    def __init__(self, f: Fichas) -> None:
        self._f = f
        self._vistas: list[int] = []
        self._hasta = 0

    def antes_de(self, lugar: int) -> str:
        """La relación que dice la oración antes de la cita que empieza ahí; vacía si no dice ninguna."""
        f, formas = self._f, self._f.formas
        self._vistas += [uno for uno in range(self._hasta, lugar) if formas[uno] in _INTERESAN]
        self._hasta = max(self._hasta, lugar)
        previa = lugar - 1
        while formas[previa] in DE | DETERMINANTES:
            previa -= 1
        if formas[previa] in _DE_LUGAR:
            return ""
        retoma = formas[lugar - 1] in DE and formas[lugar - 2] == ","
        por = False
        for antes in reversed(self._vistas):
            if antes < lugar - _ALCANCE:
                break
            if antes >= lugar:
                continue
            forma = formas[antes]
            if forma == "." and f.mayuscula(antes + 1) and formas[antes - 1] not in _ABREVIADAS:
                break
            por = por or forma == "por"
            dicha = self._dicha(antes, lugar, por)
            if retoma and dicha.endswith("_por"):  # «…, reformado por el Decreto 10-2015, del Decreto 95-98»
                por = False
            elif dicha:
                aparte = f.texto.find("\n\n", f.fines[antes], f.inicios[lugar]) >= 0
                return "" if aparte else dicha
        return ""

    def _dicha(self, antes: int, lugar: int, por: bool) -> str:
        """La que dice la palabra de un lugar."""
        f, forma = self._f, self._f.formas[antes]
        if forma in _PARTICIPIOS:
            return _PARTICIPIOS[forma][por]
        if forma in _RELACION and _dice(f, antes, lugar):
            return _RELACION[forma]
        de_acuerdo = forma == "acuerdo" and f.formas[antes - 1] == "de"
        return "de_conformidad_con" if de_acuerdo and f.formas[antes + 1] in {"con", "a", "al"} else ""
