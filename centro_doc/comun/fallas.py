"""Las fallas de la casa: el disco se llenó o la base está ocupada. No son culpa de lo que se pedía."""

import errno

from sqlalchemy.exc import OperationalError

BASE_OCUPADA = (
    "La base de datos está ocupada con otro trabajo y no respondió a tiempo. No se guardó ningún cambio."
)
DISCO_LLENO = (
    "No queda espacio en el disco del Centro. No se guardó ningún cambio. Avise a la administración."
)
_DE_ESPACIO = frozenset({errno.ENOSPC, errno.EDQUOT})


def motivo_de_la_casa(error: BaseException | None) -> str:
    """Lo que se le dice a una persona; vacío si la falla es otra."""
    if isinstance(error, OSError):
        return DISCO_LLENO if error.errno in _DE_ESPACIO else ""
    if not isinstance(error, OperationalError):
        return ""
    dicho = str(error.orig).lower()
    if "locked" in dicho or "busy" in dicho:
        return BASE_OCUPADA
    return DISCO_LLENO if "full" in dicho else ""


def es_de_la_casa(error: BaseException) -> bool:
    """¿Vale la pena repetir lo mismo más tarde?"""
    return motivo_de_la_casa(error) != ""
