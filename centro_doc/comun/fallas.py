"""Las fallas de la casa: el disco se llenó o la base está ocupada. No son culpa de lo que se pedía."""

from sqlalchemy.exc import OperationalError

from centro_doc.comun.disco import DISCO_LLENO, falta_disco

BASE_OCUPADA = (
    "La base de datos está ocupada con otro trabajo y no respondió a tiempo. No se guardó ningún cambio."
)


def motivo_de_la_casa(error: BaseException | None) -> str:
    """Lo que se le dice a una persona; vacío si la falla es otra."""
    if isinstance(error, OSError):
        return DISCO_LLENO if falta_disco(error) else ""
    if not isinstance(error, OperationalError):
        return ""
    dicho = str(error.orig).lower()
    if "locked" in dicho or "busy" in dicho:
        return BASE_OCUPADA
    return DISCO_LLENO if "full" in dicho else ""


def es_de_la_casa(error: BaseException) -> bool:
    """¿Vale la pena repetir lo mismo más tarde?"""
    return motivo_de_la_casa(error) != ""
