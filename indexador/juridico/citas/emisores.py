"""Quién emitió la norma citada, y de qué país es cuando el texto lo dice."""

from typing import NamedTuple

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import DE, DETERMINANTES

_ORGANOS = {
    "congreso": "DC",
    "congreso de la republica": "DC",
    "congreso nacional": "EXT",
    "congreso de la union": "EXT",
    "congreso de los estados unidos": "EXT",
    "asamblea nacional": "EXT",
    "anc": "DANC",
    "jefatura de estado": "DL",
    "jefatura de gobierno": "DL",
    "organismo legislativo": "DC",
    "asamblea nacional constituyente": "DANC",
    "asamblea constituyente": "DANC",
    "asamblea legislativa": "DS",
    "asamblea nacional legislativa": "DS",
    "tribunal supremo electoral": "ATSE",
    "tse": "ATSE",
    "autoridad migratoria nacional": "AMN",
    "amn": "AMN",
    "instituto guatemalteco de migracion": "AIGM",
    "direccion general del instituto guatemalteco de migracion": "AIGM",
    "igm": "AIGM",
    "junta directiva": "AJD",
    "jefe de estado": "DL",
    "jefe de gobierno": "DL",
    "gobierno de la republica": "DL",
    "presidente": "DG",
    "presidente de la republica": "DG",
    "organismo ejecutivo": "DG",
    "corte de constitucionalidad": "CC",
    "cc": "CC",
}
_MINISTERIOS = {
    "gobernacion": "MINGOB",
    "relaciones exteriores": "MINEX",
    "trabajo y prevision social": "MINTRAB",
    "trabajo": "MINTRAB",
    "salud publica y asistencia social": "MSPAS",
    "salud publica": "MSPAS",
    "educacion": "MINEDUC",
    "finanzas publicas": "MINFIN",
    "economia": "MINECO",
    "agricultura ganaderia y alimentacion": "MAGA",
    "agricultura": "MAGA",
    "comunicaciones infraestructura y vivienda": "CIV",
    "comunicaciones": "CIV",
    "la defensa nacional": "MINDEF",
    "defensa nacional": "MINDEF",
    "energia y minas": "MEM",
    "cultura y deportes": "MCD",
    "ambiente y recursos naturales": "MARN",
    "desarrollo social": "MIDES",
}
_SIGLAS = frozenset(_MINISTERIOS.values())
_PAISES = {
    "mexico": "MX",
    "estados unidos mexicanos": "MX",
    "estados unidos": "US",
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
    "ecuador": "EC",
    "bolivia": "BO",
    "venezuela": "VE",
    "paraguay": "PY",
    "uruguay": "UY",
    "brasil": "BR",
    "cuba": "CU",
    "republica dominicana": "DO",
    "canada": "CA",
    "francia": "FR",
    "italia": "IT",
    "alemania": "DE",
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
        ("guatemaltec", "o a", "GT"),
    )
    for final in finales.split(" ")
}
_LO_JURIDICO = frozenset({
    "legislacion", "ley", "leyes", "normativa", "derecho", "ordenamiento", "norma", "normas", "congreso",
    "legislador", "codigo",
})  # fmt: skip
_ORACION = 18
_PUBLICADA = frozenset({"publicada", "publicado"})
_DICTADO = frozenset({"emitido", "emitida", "dictado", "emanado", "promulgado", "aprobado"})


def _por_primera(frases: dict[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Las frases por su primera palabra, las más largas antes."""
    arbol: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for frase in sorted(frases, key=len, reverse=True):
        palabras = tuple(frase.split())
        arbol.setdefault(palabras[0], []).append((palabras, frases[frase]))
    return arbol


_POR_ORGANO, _POR_MINISTERIO, _POR_PAIS = map(_por_primera, (_ORGANOS, _MINISTERIOS, _PAISES))


class Emisor(NamedTuple):
    """La clase que el emisor da a un decreto o acuerdo («DC», «AM»), su ministerio y dónde termina."""

    clase: str
    organo: str
    fin: int


def emisor(f: Fichas, lugar: int) -> Emisor | None:
    """El emisor tras el número.

    «del Congreso de la República», «emitido por el Ministerio de Gobernación».
    """
    fin = f.tras(lugar, ",")
    if f.formas[fin] in _DICTADO:
        fin += 1
    if f.formas[fin] in DE or f.formas[fin] == "por":
        fin += 1
        fin += f.formas[fin] in DETERMINANTES
        fin += f.formas[fin] == "honorable"
    elif f.formas[fin] not in {"mingob", "minex", "tse", "igm", "amn"} | _SIGLAS_PLANAS:
        return None
    return organo(f, fin)


_SIGLAS_PLANAS = frozenset(sigla.lower() for sigla in _SIGLAS)


def organo(f: Fichas, lugar: int) -> Emisor | None:
    """El órgano que se nombra justo ahí, sin «del» delante."""
    if f.formas[lugar] in {"ministerio", "ministro", "despacho"} and f.formas[lugar + 1] in DE:
        inicio = lugar + 2
        inicio += f.formas[inicio] == "la" and f.formas[inicio + 1] == "defensa"
        hallado = _frase(f, inicio, _POR_MINISTERIO)
        return Emisor("AM", hallado[0], _de_la_republica(f, hallado[1])) if hallado else None
    if f.formas[lugar] in _SIGLAS_PLANAS and f.altas(lugar):
        return Emisor("AM", f.formas[lugar].upper(), lugar + 1)
    hallado = _frase(f, lugar, _POR_ORGANO)
    return Emisor(hallado[0], "", _de_la_republica(f, hallado[1])) if hallado else None


def _frase(
    f: Fichas, lugar: int, arbol: dict[str, list[tuple[tuple[str, ...], str]]]
) -> tuple[str, int] | None:
    """Lo que vale la frase más larga que está ahí, sin contar las comas, y dónde termina."""
    for palabras, valor in arbol.get(f.formas[lugar], ()):
        fin = lugar
        for palabra in palabras:
            fin = f.tras(fin, ",") if fin > lugar else fin
            if f.formas[fin] != palabra:
                break
            fin += 1
        else:
            return valor, fin
    return None


def _de_la_republica(f: Fichas, lugar: int) -> int:
    """Tras «de la República de Guatemala», si está, aunque el OCR dañara «República»."""
    if f.siguen(lugar, ("de", "la")) and f.formas[lugar + 2][:5] in {"repub", "rep(j", "repúb"}:
        lugar += 3
    return lugar + 2 if f.siguen(lugar, ("de", "guatemala")) else lugar


def pais_de_antes(f: Fichas, lugar: int) -> str:
    """El último país de cuyas leyes viene hablando la oración: «la legislación mexicana», «en Honduras»."""
    for antes in range(lugar - 1, max(-1, lugar - 1 - _ORACION), -1):
        forma = f.formas[antes]
        if forma == "." and f.mayuscula(antes + 1):
            return ""
        if forma in _GENTILICIOS and f.formas[antes - 1] in _LO_JURIDICO:
            return _GENTILICIOS[forma]
        donde = forma == "en" or (forma in DE and f.formas[antes - 1] in _LO_JURIDICO)
        if donde and (hallado := _frase(f, antes + 1, _POR_PAIS)):
            return hallado[0]
    return ""


def _en_el_de_mexico(f: Fichas, lugar: int) -> bool:
    """Si sigue «… en el Diario Oficial de la Federación», que sólo hay en México."""
    diario = ("diario", "oficial", "de", "la", "federacion")
    return any(f.siguen(tras, diario) for tras in range(lugar + 1, lugar + 5))


def pais(f: Fichas, lugar: int) -> tuple[str, int] | None:
    """El país que califica a la norma: «de México», «de la República de El Salvador», «española»."""
    fin = f.tras(lugar, ",")
    if f.formas[fin] in DE:
        fin += 1
        if f.formas[fin] == "la" and f.formas[fin + 1] == "republica" and f.formas[fin + 2] in DE:
            fin += 3
        else:
            fin += f.formas[fin] in {"los", "la"}
        return _frase(f, fin, _POR_PAIS)
    if f.formas[lugar] in _PUBLICADA and _en_el_de_mexico(f, lugar):
        return "MX", lugar
    if f.formas[fin] == "(" and (hallado := _frase(f, fin + 1, _POR_PAIS)):
        return hallado if f.formas[hallado[1]] == ")" else None
    gentilicio = _GENTILICIOS.get(f.formas[lugar])
    return (gentilicio, lugar + 1) if gentilicio else None
