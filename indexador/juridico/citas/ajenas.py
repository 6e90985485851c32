"""Cuándo una norma numerada es de otro país, aunque el catálogo no conozca su nombre.

«Ley General de Migración de Honduras, Decreto 208-2003», «el Decreto 208-2003 hondureño», «la de El Salvador,
Decreto 286». Un país que sólo es parte en un tratado no hace suya la norma que lo aprueba.
"""

from bisect import bisect_left

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.hallazgo import LOCAL
from indexador.juridico.citas.lexico import CONJUNCIONES, DE, DETERMINANTES, ENLACES, LIGAN, SUSTANTIVOS
from indexador.juridico.citas.normas import Leida
from indexador.juridico.citas.paises import PALABRAS, gentilicio, pais, pais_de_antes, pais_hasta
from indexador.juridico.citas.territorios import DEMARCACIONES, OTRO, acaba_en_territorio, territorio

_LEYES = {
    "ley": "a",
    "leyes": "as",
    "legislacion": "a",
    "normativa": "a",
    "norma": "a",
    "constitucion": "a",
    "codigo": "o",
    "reglamento": "o",
    "estatuto": "o",
    "ordenamiento": "o",
}
"""Lo que puede ser de un país, y cómo acaba el gentilicio que lo califica."""
_TRATADOS = frozenset({
    "convenio", "convenios", "convencion", "tratado", "tratados", "protocolo", "pacto", "acuerdo", "acuerdos",
    "declaracion", "memorando",
})  # fmt: skip
_DE_PARTE = frozenset({
    "gobierno", "gobiernos", "embajada", "consulado", "nacionales", "ciudadanos", "originarios",
    "procedentes", "oriundos", "provenientes",
})  # fmt: skip
"""«… a los nacionales de Honduras»: el país no es de la ley."""
_ORGANOS = frozenset({
    "congreso", "asamblea", "poder", "presidente", "presidencia", "gobierno", "consejo", "ministerio",
    "secretaria", "camara", "senado", "parlamento", "cortes", "junta", "organismo", "jefe", "jefatura",
    "organo",
})  # fmt: skip
_RIGEN = frozenset({"vigente", "vigentes", "vigor", "aplicable", "rige"})
_TIENEN = frozenset({
    "cuenta", "tiene", "emitio", "aprobo", "promulgo", "dicto", "posee", "adopto", "dispone", "rige",
    "regula",
})  # fmt: skip
"""«Honduras cuenta con…», «En El Salvador rige…»."""
_SUPLEN = frozenset({"par", "homologa", "equivalente", "similar", "homologo"})
_SOLEMNES = frozenset({"soberano", "honorable", "augusto", "ilustre"})
_ANTES_DEL_ORGANO = _SOLEMNES | ENLACES
_UNEN_PAIS = DE | {","}
_SEPARAN = CONJUNCIONES | {","}
_SU_REGLAMENTO = ("su", "reglamento")
_CORTAN = frozenset({".", ";", ":", "(", ")"})
_INTRODUCEN = (
    ("en", "particular"), ("en", "especial"), ("por", "ejemplo"), ("a", "saber"), ("como",),
    ("especificamente",), ("concretamente",), ("principalmente",), ("especialmente",),
)  # fmt: skip
_ALREDEDOR = 32
_SENALAN = PALABRAS | DEMARCACIONES
_MAS_NOMBRE, _MAS_ORGANO, _MAS_PARENTESIS = 18, 8, 20


class Ajenas:
    """Dice cuáles de las normas leídas en unas fichas son de otro país."""

    def __init__(self, f: Fichas) -> None:
        self._f = f
        self._hasta: set[int] = set()
        """Dónde acaban las que son de otro país."""
        self._paises = [lugar for lugar, forma in enumerate(f.formas) if forma in _SENALAN]

    def es(self, leida: Leida, fin: int) -> bool:
        """Si el texto dice que la norma es de otro país; `fin` es donde acaba lo leído, con su nombre."""
        if territorio(self._f, leida.emisor.fin if leida.emisor else leida.numero.fin):
            self.anotar(fin)
            return True
        cerca = bisect_left(self._paises, leida.inicio - _ALREDEDOR)
        if cerca == len(self._paises) or self._paises[cerca] >= fin + _ALREDEDOR:
            return False
        f, propio = self._f, leida.numero.fin
        if leida.emisor is not None and leida.emisor.fin > propio:
            propio = leida.emisor.fin
            if f.formas[propio - 1] == "guatemala":
                return False
        de = _detras(f, propio) or (fin > propio and (_detras(f, fin) or _del_nombre(f, fin)))
        ajena = (de or _delante(f, leida.inicio) or LOCAL) != LOCAL or self._es_reglamento(leida, fin)
        if ajena:
            self.anotar(fin)
        return ajena

    def anotar(self, fin: int) -> None:
        """En esa ficha acaba una de otro país."""
        self._hasta.add(fin)

    def _es_reglamento(self, leida: Leida, fin: int) -> bool:
        """Si se dice reglamento de una de otro país: «Ley 761 de Nicaragua y el Decreto 31-2012, su…»."""
        f = self._f
        antes = leida.inicio - (f.formas[leida.inicio - 1] in DETERMINANTES)
        if not f.siguen(f.tras(fin, ",", "("), _SU_REGLAMENTO):
            antes = _tras_signos(f, antes)
            if not f.siguen(antes - 2, _SU_REGLAMENTO):
                return False
            antes -= 2
        antes = _tras_signos(f, antes - (f.formas[antes - 1] in CONJUNCIONES))
        de = pais_hasta(f, antes)
        return antes in self._hasta or (de is not None and de[0] != LOCAL and f.formas[de[1] - 1] in DE)

    def vienen_de_otro(self, primera: Leida) -> bool:
        """Si lo dice lo que va delante de una lista: «Ley de Honduras, Decretos 87-91 y…»."""
        return (_delante(self._f, primera.inicio) or LOCAL) != LOCAL


def _tras_signos(f: Fichas, fin: int) -> int:
    """Hacia atrás, donde acaba lo que va antes de unos signos."""
    while fin > 0 and f.formas[fin - 1] in {",", "("}:
        fin -= 1
    return fin


def _detras(f: Fichas, lugar: int) -> str:
    """El país que se dice tras el número, tras su órgano o en el nombre que va entre paréntesis."""
    if f.formas[lugar] == "(" and f.formas[lugar + 1] in _LEYES:
        for cierre in range(lugar + 2, lugar + _MAS_PARENTESIS):
            if f.formas[cierre] == ")":
                return _del_nombre(f, cierre)
    lugar += f.formas[lugar] == ")"
    if hallado := pais(f, lugar):
        return hallado[0]
    organo = f.tras(lugar, ",")
    organo += 1 + (f.formas[organo + 1] in DETERMINANTES)
    organo += f.formas[organo] in _SOLEMNES
    if f.formas[organo - 1] not in _ANTES_DEL_ORGANO or f.formas[organo] not in _ORGANOS:
        return ""
    for fin in range(organo + 1, organo + _MAS_ORGANO):
        if hallado := pais(f, fin) if f.formas[fin] in DE else None:
            return hallado[0]
        if not f.palabra(fin) or not (f.mayuscula(fin) or f.formas[fin] in LIGAN):
            break
    return ""


def _delante(f: Fichas, lugar: int) -> str:
    """El país que se dice antes de «Decreto»: con el nombre de la ley o al empezar la oración."""
    determinado = lugar - (f.formas[lugar - 1] in DETERMINANTES)
    if de := gentilicio(f, lugar - 1) or _en_pais(f, determinado):
        return de
    antes = determinado - (f.formas[determinado - 1] == ",")
    if any(f.siguen(antes - len(frase), frase) for frase in _INTRODUCEN):
        return pais_de_antes(f, antes)
    if f.formas[lugar - 1] == "(" and (de := _rotulo(f, lugar - 1)):
        return de
    fin = lugar
    for _ in range(2):  # «Ley de Migración de Honduras, artículo 5, Decreto 208-2003»
        while fin > 0 and f.formas[fin - 1] in {",", "(", "-", '"'}:
            fin -= 1
        fin -= 2 if f.numero(fin - 1) and f.formas[fin - 2] in SUSTANTIVOS else 0
    if f.siguen(determinado - 2, ("contenida", "en")) or f.siguen(determinado - 2, ("contenido", "en")):
        fin = determinado - 2 - (f.formas[determinado - 3] == ",")
    return _del_nombre(f, fin) or _que_la_tiene(f, determinado, fin)


def _que_la_tiene(f: Fichas, lugar: int, fin: int) -> str:
    """El país que es el sujeto de la oración: «Honduras cuenta con la Ley…», «En El Salvador rige…»."""
    ley = _ley(f, fin)
    for desde in (lugar, ley - (f.formas[ley - 1] in DETERMINANTES) if ley is not None else lugar):
        verbo = desde - 1 - (f.formas[desde - 1] == "con")
        if f.formas[verbo] in _TIENEN and (hallado := pais_hasta(f, verbo)):
            en = hallado[1] - (f.formas[hallado[1] - 1] == "en")
            if en == 0 or f.formas[en - 1] in _CORTAN or f.en_otro_renglon(en):
                return hallado[0]
    return ""


def _del_nombre(f: Fichas, fin: int) -> str:
    """El país de la ley cuyo nombre acaba ahí."""
    if f.formas[fin - 1] == ")" and (hallado := pais_hasta(f, fin - 1)):
        suya = f.formas[hallado[1] - 1] == "(" and _ley(f, hallado[1] - 1) is not None
        return hallado[0] if suya else ""
    de = gentilicio(f, fin - 1)
    if de and (
        f.formas[fin - 2] in _SUPLEN or (f.formas[fin - 2] == "la" and f.formas[fin - 1].endswith("a"))
    ):
        return de  # «y la hondureña, Decreto 208-2003»
    ley = _ley(f, fin - 1) if de else None
    if ley is not None and _concuerda(f, fin - 1, ley):
        return de
    if de := _calificada(f, fin):
        return de
    ley = _ley(f, fin)
    if ley is None:
        return ""
    if acaba_en_territorio(f, fin):
        return OTRO
    if (de := gentilicio(f, ley - 1)) and _concuerda(f, ley - 1, ley):
        return de
    desde = ley - (f.formas[ley - 1] in DETERMINANTES)
    return _en_pais(f, desde) or (_rotulo(f, desde - 1) if f.formas[desde - 1] == ":" else "")


def _calificada(f: Fichas, fin: int) -> str:
    """El país que acaba ahí, si califica a una ley: «… de Honduras», «…, Honduras», «vigente en Honduras»."""
    hallado = pais_hasta(f, fin)
    if hallado is None:
        return ""
    de, desde = hallado
    while f.formas[desde - 1] in CONJUNCIONES and (otro := pais_hasta(f, desde - 1)):
        if otro[0] == LOCAL:
            return ""
        desde = otro[1]
    antes = f.formas[desde - 1]
    if antes == "en":
        return de if f.formas[desde - 2] in _RIGEN else ""
    if antes in DE and f.formas[desde - 2] in DETERMINANTES:  # «la de Honduras, Decreto 208-2003»
        return de
    if antes not in _UNEN_PAIS or f.formas[desde - 2] in _DE_PARTE:
        return ""
    return de if _ley(f, desde - 1) is not None else ""


def _ley(f: Fichas, fin: int) -> int | None:
    """Dónde empieza la ley cuyo nombre acaba ahí, si no nombra a Guatemala ni es un tratado."""
    for lugar in range(fin - 1, max(-1, fin - _MAS_NOMBRE), -1):
        forma = f.formas[lugar]
        if forma in _LEYES:
            return lugar
        if forma in _CORTAN or forma in _TRATADOS or f.numero(lugar) or forma.startswith("guatemal"):
            return None
    return None


def _concuerda(f: Fichas, adjetivo: int, ley: int) -> bool:
    """Si el gentilicio puede ser de esa palabra.

    «Ley … hondureña», y no «Ley del Idioma Español» ni «Ley de Fomento de la Cultura Francesa».
    """
    forma = f.formas[adjetivo]
    if adjetivo > ley + 1 and (f.formas[adjetivo - 2] in DETERMINANTES or f.formas[adjetivo - 2] == "del"):
        return False
    return forma.endswith(_LEYES[f.formas[ley]]) or forma[-1] == "e"


def _en_pais(f: Fichas, lugar: int) -> str:
    """El país de «En Honduras, la…», con que empieza la oración."""
    hallado = pais_hasta(f, lugar - (f.formas[lugar - 1] == ","))
    if hallado is None or f.formas[hallado[1] - 1] != "en":
        return ""
    en = hallado[1] - 1
    return hallado[0] if f.mayuscula(en) or f.formas[en - 1] in {".", ";", ":"} else ""


def _rotulo(f: Fichas, fin: int) -> str:
    """El país que encabeza el renglón o el elemento de una lista: «Honduras (Decreto 208-2003); …»."""
    hallado = pais_hasta(f, fin)
    if hallado is None:
        return ""
    desde = hallado[1]
    antes = desde - 1 - (f.formas[desde - 1] in _SEPARAN)
    cierra = f.formas[antes] in {".", ";", ":"} if antes == desde - 1 else f.formas[antes] == ")"
    return hallado[0] if cierra or f.en_otro_renglon(desde) else ""
