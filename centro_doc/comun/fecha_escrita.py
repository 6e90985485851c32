"""Las fechas como se escriben en una casilla: «17/08/2011», «2011-08-17», «17 de agosto de 2011».

Todas las casillas de fecha del sitio leen con esto y muestran lo guardado como día/mes/año: la del navegador
la enseña según el idioma de cada equipo, y 10/11/2026 se leería al revés.
"""

import re
import unicodedata
from datetime import date

from indexador.lengua.fechas_escritas import hallar_fechas
from indexador.lengua.meses import MESES, SETIEMBRE

PIDE_DIA = "Escriba la fecha con día, mes y año: 17/08/2011."
_ISO = re.compile(r"(?P<a>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?\Z")
_CIFRAS = re.compile(r"(?:(?:(?P<d>\d{1,2})[/.-])?(?P<m>\d{1,2})[/.-])?(?P<a>\d{4})\Z")
_PALABRAS = re.compile(
    r"(?:(?:(?P<d>\d{1,2})(?:\.?[ºo°])?\s+(?:de\s+)?)?(?P<m>[a-z]+)\.?\s+(?:del?\s+)?)(?P<a>\d{4})\Z"
)
_FORMULAS = ("", "a los", "a", "el", "el dia", "al")
"""Con qué empieza una fecha en palabras, además de ella."""
_SOLO_ANIO = "anio"
_GUARDADA = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def leer_dia(escrito: str) -> date | None:
    """El día escrito; `None` si no se entiende, no existe o le falta el día.

    >>> leer_dia("17/08/2011") == leer_dia("2011-08-17") == date(2011, 8, 17), leer_dia("31/02/2011")
    (True, None)
    """
    partes = partes_de_fecha(escrito[:40])
    if partes is None or len(partes) < 3:
        return None
    try:
        return date(*partes)
    except ValueError:
        return None


def como_dia(valor: date | str | None) -> str:
    """Como se muestra en su casilla: «17/08/2011», también lo guardado en ISO; lo demás, como está.

    >>> como_dia(date(2011, 8, 17)), como_dia("2011-08-17"), como_dia("ayer"), como_dia(None)
    ('17/08/2011', '17/08/2011', 'ayer', '')
    """
    if isinstance(valor, str):
        return f"{valor[8:]}/{valor[5:7]}/{valor[:4]}" if _GUARDADA.match(valor) else valor
    return f"{valor.day:02}/{valor.month:02}/{valor.year:04}" if isinstance(valor, date) else ""


def partes_de_fecha(escrito: str) -> tuple[int, ...] | None:
    """El año, el mes y el día escritos, o los dos primeros, o el primero; `None` si no se entiende.

    >>> partes_de_fecha("17/08/2011"), partes_de_fecha("agosto de 2011"), partes_de_fecha("ayer")
    ((2011, 8, 17), (2011, 8), None)
    """
    texto = _plegar(escrito)
    for forma in (_ISO, _CIFRAS, _PALABRAS):
        if hallada := forma.match(texto):
            crudas = [hallada["a"], hallada["m"], hallada["d"]]
            partes = [_numero(parte) for parte in crudas if parte is not None]
            return tuple(partes) if all(partes) else None
    return _en_palabras(texto)


def _en_palabras(texto: str) -> tuple[int, ...] | None:
    """Una fecha como la de un decreto, si es lo único que se escribió y no deja duda."""
    halladas = hallar_fechas(texto)
    if len(halladas) != 1 or halladas[0].confianza < 1 or halladas[0].precision == _SOLO_ANIO:
        return None
    alrededor = texto[: halladas[0].inicio] + texto[halladas[0].fin :]
    if alrededor.strip(" .,") not in _FORMULAS:
        return None
    return tuple(int(parte) for parte in halladas[0].iso.split("-"))


def _numero(parte: str) -> int:
    if parte.isdigit():
        return int(parte)
    meses = [n for n, mes in enumerate(MESES, 1) if mes.startswith(parte) or (parte == SETIEMBRE and n == 9)]
    return meses[0] if len(parte) >= 3 and len(meses) == 1 else 0


def _plegar(texto: str) -> str:
    partes = unicodedata.normalize("NFKD", texto.strip().lower())
    return " ".join("".join(p for p in partes if not unicodedata.combining(p)).split())
