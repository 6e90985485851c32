"""De qué país es una norma cuando el texto lo dice."""

from indexador.juridico.citas.entidades import ENTIDADES
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.frases import frase, por_primera
from indexador.juridico.citas.hallazgo import LOCAL
from indexador.juridico.citas.lexico import CONJUNCIONES, DE, DETERMINANTES
from indexador.juridico.citas.territorios import territorio

_PAISES = {
    "mexico": "MX",
    "estados unidos mexicanos": "MX",
    "estados unidos": "US",
    "estados unidos de america": "US",
    "estados unidos de norteamerica": "US",
    "ee . uu": "US",
    "ee . uu .": "US",
    "eeuu": "US",
    "eua": "US",
    "el salvador": "SV",
    "honduras": "HN",
    "nicaragua": "NI",
    "costa rica": "CR",
    "panama": "PA",
    "belice": "BZ",
    "españa": "ES",
    "peru": "PE",
    "chile": "CL",
    "colombia": "CO",
    "argentina": "AR",
    "republica argentina": "AR",
    "ecuador": "EC",
    "bolivia": "BO",
    "venezuela": "VE",
    "paraguay": "PY",
    "uruguay": "UY",
    "brasil": "BR",
    "cuba": "CU",
    "republica dominicana": "DO",
    "puerto rico": "PR",
    "haiti": "HT",
    "jamaica": "JM",
    "canada": "CA",
    "francia": "FR",
    "italia": "IT",
    "alemania": "DE",
    "portugal": "PT",
    "reino unido": "GB",
    "gran bretaña": "GB",
    "inglaterra": "GB",
    "suiza": "CH",
    "china": "CN",
    "taiwan": "TW",
    "japon": "JP",
    "belgica": "BE",
    "suecia": "SE",
    "paises bajos": "NL",
    "holanda": "NL",
    "austria": "AT",
    "corea": "KR",
    "rusia": "RU",
    "marruecos": "MA",
    "israel": "IL",
    "guatemala": "GT",
}
_GENTILICIOS = {
    f"{raiz}{final}": pais
    for raiz, finales, pais in (
        ("mexican", "o a", "MX"),
        ("estadounidense", " s", "US"),
        ("salvadoreñ", "o a", "SV"),
        ("hondureñ", "o a", "HN"),
        ("nicaraguense", " s", "NI"),
        ("costarricense", " s", "CR"),
        ("panameñ", "o a", "PA"),
        ("español", " a", "ES"),
        ("peruan", "o a", "PE"),
        ("chilen", "o a", "CL"),
        ("colombian", "o a", "CO"),
        ("argentin", "o a", "AR"),
        ("ecuatorian", "o a", "EC"),
        ("bolivian", "o a", "BO"),
        ("venezolan", "o a", "VE"),
        ("paraguay", "o a", "PY"),
        ("uruguay", "o a", "UY"),
        ("brasileñ", "o a", "BR"),
        ("cuban", "o a", "CU"),
        ("dominican", "o a", "DO"),
        ("frances", " a", "FR"),
        ("italian", "o a", "IT"),
        ("aleman", " a", "DE"),
        ("ingles", " a", "GB"),
        ("britanic", "o a", "GB"),
        ("norteamerican", "o a", "US"),
        ("portugues", " a", "PT"),
        ("puertorriqueñ", "o a", "PR"),
        ("beliceñ", "o a", "BZ"),
        ("canadiense", " s", "CA"),
        ("haitian", "o a", "HT"),
        ("belga", " s", "BE"),
        ("suiz", "o a", "CH"),
        ("suec", "o a", "SE"),
        ("holandes", " a", "NL"),
        ("austriac", "o a", "AT"),
        ("japones", " a", "JP"),
        ("chin", "o a", "CN"),
        ("corean", "o a", "KR"),
        ("rus", "o a", "RU"),
        ("marroqui", " s", "MA"),
        ("israeli", " s", "IL"),
        ("guatemaltec", "o a", "GT"),
    )
    for final in finales.split(" ")
}
_LO_JURIDICO = frozenset({
    "legislacion", "ley", "leyes", "normativa", "derecho", "ordenamiento", "norma", "normas", "congreso",
    "legislador", "codigo",
})  # fmt: skip
_ORACION = 18
_MAS_PARENTESIS, _CON_SU_ANIO = 12, 2
_ABREN, _CIERRAN_PARENTESIS = frozenset({"(", "["}), frozenset({")", "]"})
_PUBLICADA = frozenset({"publicada", "publicado"})
_POR_PAIS = por_primera(_PAISES)
_POR_LUGAR = por_primera({**ENTIDADES, **_PAISES})
"""Con los estados que legislan: sólo tras una norma, que «en Chiapas» no dice de qué leyes se habla."""
_POR_ULTIMA = por_primera({" ".join(reversed(nombre.split())): pais for nombre, pais in _PAISES.items()})
PALABRAS = (frozenset(_GENTILICIOS) | frozenset(_POR_ULTIMA)) - {"."}
"""Con cuáles acaba de decirse un país; el punto de «EE. UU.» no dice nada sin su «UU»."""
_DE_ESTADO = frozenset({"republica", "estado", "reino", "estados", "pais"})
_DE_QUE_ESTADO = frozenset({
    "hermana", "vecina", "hermano", "vecino", "bolivariana", "plurinacional", "oriental", "federativa",
    "federal", "cooperativa",
})  # fmt: skip
"""Lo que va junto a «República» o «Estado» y el nombre del país."""
_ARTICULOS = frozenset({"art", "arts", "articulo", "articulos"})
_CIERRAN = frozenset({",", ".", ";", ")", ":", "-", ""})


def pais_de_antes(f: Fichas, lugar: int) -> str:
    """El último país de cuyas leyes viene hablando la oración: «la legislación mexicana», «en Honduras»."""
    for antes in range(lugar - 1, max(-1, lugar - 1 - _ORACION), -1):
        forma = f.formas[antes]
        if forma == "." and f.mayuscula(antes + 1):
            return ""
        if forma in _GENTILICIOS and f.formas[antes - 1] in _LO_JURIDICO:
            return _GENTILICIOS[forma]
        donde = forma == "en" or (forma in DE and f.formas[antes - 1] in _LO_JURIDICO)
        if donde and (hallado := frase(f, antes + 1, _POR_PAIS)):
            return hallado[0]
    return ""


def _en_el_de_mexico(f: Fichas, lugar: int) -> bool:
    """Si sigue «… en el Diario Oficial de la Federación», que sólo hay en México."""
    diario = ("diario", "oficial", "de", "la", "federacion")
    return any(f.siguen(tras, diario) for tras in range(lugar + 1, lugar + 5))


def pais(f: Fichas, lugar: int) -> tuple[str, int] | None:
    """El país que califica a la norma que acaba ahí, y dónde termina de decirlo.

    «de México», «de la hermana República de El Salvador», «española», «(Honduras)», «(México, 2011)»,
    «, Honduras,», «— México —», «del Estado de Chiapas», «, Chiapas».
    """
    fin = f.tras(lugar, ",")
    if f.formas[fin] in DE:
        suyo = frase(f, fin + 1, _POR_LUGAR) or frase(f, _tras_estado(f, fin + 1), _POR_PAIS)
        return suyo or territorio(f, fin)
    if f.formas[lugar] in _PUBLICADA and _en_el_de_mexico(f, lugar):
        return "MX", lugar
    if f.formas[fin] in _ABREN and (hallado := frase(f, fin + 1, _POR_LUGAR)):
        return _entre_parentesis(f, *hallado)
    fin += f.formas[fin] == "-" and not f.pegada(fin + 1)
    if fin > lugar and f.mayuscula(fin) and (hallado := frase(f, fin, _POR_LUGAR)):
        tras = hallado[1]  # «…, El Salvador, Honduras y…» es una lista de países
        return hallado if f.formas[tras] in _CIERRAN and not frase(f, tras + 1, _POR_LUGAR) else None
    gentilicio = _GENTILICIOS.get(f.formas[lugar])
    return (gentilicio, lugar + 1) if gentilicio else None


def lugar_ajeno(texto: str, *, suelto: bool = True) -> bool:
    """¿Dice lo que sigue a una norma que es de otro país o de un estado suyo? «de Chiapas», «panameña».

    Como lo escribe quien busca: con mayúsculas y signos o sin ellos. Tras Guatemala no se mira. El que va sin
    «de» ni signo sólo si es `suelto` y nada más se dice: «ley de migración panamá, artículo 3», y no «código
    de migración México deportados». Un gentilicio en plural, o tras «de» o una coma, es de personas.
    """
    f = Fichas(texto)
    con_signo = f.tras(0, ",", "(", "-", ":")
    lugar = con_signo + (f.formas[con_signo] in DE)
    unido = lugar > 0
    hallado = frase(f, lugar, _POR_LUGAR) or frase(f, _tras_estado(f, lugar), _POR_LUGAR)
    if hallado is None and not unido and (suyo := gentilicio(f, lugar)):
        plural = f.formas[lugar][:-1] in _GENTILICIOS
        hallado = None if plural else (suyo, lugar + 1)
    if hallado is None or hallado[0] == LOCAL:
        return False
    return unido or (suelto and _nada_mas(f, hallado[1]))


def lugar_ajeno_delante(texto: str) -> bool:
    """¿Es todo lo que va delante de una norma el nombre de otro país o de un estado suyo? «México, la».

    Lleve o no su signo: «Perú: ley de migraciones», «Chiapas, el código»; «en México, la ley», sólo con él.
    Con más palabras es otra cosa lo que se pregunta: «deportados a México, ley de migración».
    """
    f = Fichas(texto)
    en = f.formas[0] == "en"
    lugar = int(en or f.formas[0] in DE)
    hallado = frase(f, lugar, _POR_LUGAR) or frase(f, _tras_estado(f, lugar), _POR_LUGAR)
    if hallado is None or hallado[0] == LOCAL:
        return False
    fin = f.tras(hallado[1], ",", ":", ";", "-", ".", ")")
    con_signo = fin > hallado[1]
    return (con_signo or not en) and not f.palabra(fin + (f.formas[fin] in DETERMINANTES))


def dice_ley_ajena(texto: str) -> bool:
    """¿Nombra la ley por el gentilicio de otro país: «ley mexicana de migración»?"""
    f = Fichas(texto)
    return any(
        f.formas[lugar - 1] in _LO_JURIDICO and gentilicio(f, lugar) not in {"", LOCAL}
        for lugar in range(1, len(f.formas))
    )


def _nada_mas(f: Fichas, lugar: int) -> bool:
    """¿Acaba ahí lo escrito, o sigue un signo, un número o el artículo que se pide?"""
    forma = f.formas[lugar]
    return not f.palabra(lugar) or f.numero(lugar) or forma in _ARTICULOS


def pais_en(f: Fichas, lugar: int) -> tuple[str, int] | None:
    """El país cuyo nombre empieza ahí, y dónde termina."""
    return frase(f, lugar, _POR_PAIS)


def _entre_parentesis(f: Fichas, hallado: str, fin: int) -> tuple[str, int] | None:
    """El país que abre un paréntesis, solo o con lo que se dice de su ley: «(México, reformada en 2011)».

    Termina tras el paréntesis, si cierra cerca; «(México, Guatemala y Honduras)» es una lista.
    """
    sigue = f.tras(fin, ",")
    if f.formas[sigue] in CONJUNCIONES or (sigue > fin and frase(f, sigue, _POR_PAIS)):
        return None
    for cierre in range(fin, fin + _MAS_PARENTESIS):
        if f.formas[cierre] in _CIERRAN_PARENTESIS:
            junto = cierre == fin or sigue > fin or f.numero(fin)
            con_mas = hallado == LOCAL and cierre > fin + _CON_SU_ANIO  # «(Guatemala, Decreto 95-98)»
            return (hallado, cierre + 1) if junto and not con_mas else None
    return None


def _tras_estado(f: Fichas, lugar: int) -> int:
    """Tras «la República Bolivariana de», «el Reino de», «los», si están."""
    fin = lugar + (f.formas[lugar] in DETERMINANTES)
    tras = fin + (f.formas[fin] in _DE_QUE_ESTADO)
    if f.formas[tras] in _DE_ESTADO:
        tras += 1 + (f.formas[tras + 1] in _DE_QUE_ESTADO)
        if f.formas[tras] in DE:
            return tras + 1
    return fin


def gentilicio(f: Fichas, lugar: int) -> str:
    """El país del gentilicio que está ahí; vacío si no lo es."""
    return _GENTILICIOS.get(f.formas[lugar], "")


def pais_hasta(f: Fichas, fin: int) -> tuple[str, int] | None:
    """El país cuyo nombre acaba ahí, y dónde empieza a decirse, con su «República de» delante.

    De «… de la República de Honduras», el lugar es el del primer «la».
    """
    for palabras, hallado in _POR_ULTIMA.get(f.formas[fin - 1], ()):
        desde = fin - len(palabras)
        if desde >= 0 and tuple(f.formas[desde:fin]) == palabras[::-1]:
            return hallado, _antes_de_estado(f, desde)
    return None


def _antes_de_estado(f: Fichas, lugar: int) -> int:
    antes = lugar - 1
    if f.formas[antes] in DE:
        estado = antes - 1 - (f.formas[antes - 1] in _DE_QUE_ESTADO)
        if f.formas[estado] in _DE_ESTADO:
            lugar = estado - (f.formas[estado - 1] in _DE_QUE_ESTADO)
    return lugar - (f.formas[lugar - 1] in DETERMINANTES)
