"""Quién emitió la norma citada."""

from typing import NamedTuple

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.frases import frase, por_primera
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
    "asamblea nal . constituyente": "DANC",
    "asamblea nal constituyente": "DANC",
    "asamblea nac . constituyente": "DANC",
    "asamblea nacional const .": "DANC",
    "a . n . c .": "DANC",
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
    "jefe del gobierno": "DL",
    "jefe del estado": "DL",
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
_SIGLAS_PLANAS = frozenset(sigla.lower() for sigla in _SIGLAS)
_SIN_ENLACE = _SIGLAS_PLANAS | {"tse", "igm", "amn"}
"""Las siglas que se ponen tras el número sin «de»: «Acuerdo 5-2010 MINGOB»."""
_DICTADO = frozenset({"emitido", "emitida", "dictado", "emanado", "promulgado", "aprobado"})


INTRODUCEN_EMISOR = DE | _DICTADO | _SIN_ENLACE | {"por", "ministerio"}
_POR_ORGANO, _POR_MINISTERIO = map(por_primera, (_ORGANOS, _MINISTERIOS))


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
    if f.formas[fin] not in INTRODUCEN_EMISOR:
        return None
    if f.formas[fin] in _DICTADO:
        fin += 1
    if f.formas[fin] in DE or f.formas[fin] == "por":
        fin += 1
        fin += f.formas[fin] in DETERMINANTES
        fin += f.formas[fin] == "honorable"
    elif f.formas[fin] not in _SIN_ENLACE:
        return None
    return organo(f, fin)


def organo(f: Fichas, lugar: int) -> Emisor | None:
    """El órgano que se nombra justo ahí, sin «del» delante."""
    if f.formas[lugar] in {"ministerio", "ministro", "despacho"} and f.formas[lugar + 1] in DE:
        inicio = lugar + 2
        inicio += f.formas[inicio] == "la" and f.formas[inicio + 1] == "defensa"
        hallado = frase(f, inicio, _POR_MINISTERIO)
        return Emisor("AM", hallado[0], _de_la_republica(f, hallado[1])) if hallado else None
    if f.formas[lugar] in _SIGLAS_PLANAS and f.altas(lugar):
        return Emisor("AM", f.formas[lugar].upper(), lugar + 1)
    hallado = frase(f, lugar, _POR_ORGANO)
    return Emisor(hallado[0], "", _de_la_republica(f, hallado[1])) if hallado else None


def _de_la_republica(f: Fichas, lugar: int) -> int:
    """Tras «de la República de Guatemala», si está, aunque el OCR dañara «República»."""
    if f.siguen(lugar, ("de", "la")) and f.formas[lugar + 2][:5] in {"repub", "rep(j", "repúb"}:
        lugar += 3
    return lugar + 2 if f.siguen(lugar, ("de", "guatemala")) else lugar
