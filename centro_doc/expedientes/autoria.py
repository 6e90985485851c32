"""Qué pudo ver quien escribió el nombre de una selección o el título de una versión.

Lo que dice entero el título de un documento cerrado se calla a quien no lo ve; pero sólo si lo escribió quien
pudo verlo. Quien no lo ve no puede contarlo, y si se callara lo suyo sabría, probando, qué títulos hay.
"""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import Actor, marcas
from centro_doc.expedientes.modelos import ExpedienteCongelado, Nivel, Seleccion


def autor_de(sesion: Session, cosa: object) -> frozenset[str] | None:
    """Las marcas con que pudo leer quien hizo una selección o una versión; nada, si no se mira o no consta.

    No se mira la de lo público que abrió el personal: lo lee cualquiera, y lo respondió quien lo abrió.
    """
    if isinstance(cosa, Seleccion):
        return de_cuenta(sesion, cosa.creada_por, cosa.grupos)
    if isinstance(cosa, ExpedienteCongelado) and not (cosa.abierta and cosa.nivel == Nivel.PUBLICA):
        return de_cuenta(sesion, cosa.congelado_por)
    return None


def autores_de(sesion: Session, una: ExpedienteCongelado, cosa: object) -> frozenset[str] | None:
    """Las de quien congeló una versión y, si es de una selección, las de quien la hizo."""
    suyas, de_la_cosa = autor_de(sesion, una), autor_de(sesion, cosa)
    if suyas is None or de_la_cosa is None:
        return suyas
    return suyas | de_la_cosa


def de_cuenta(sesion: Session, quien: int | None, grupos: Iterable[str] = ()) -> frozenset[str] | None:
    """Las de una cuenta y las de todo grupo que integró; nada, si no consta cuál."""
    cuenta = sesion.get(Usuario, quien) if quien is not None else None
    if cuenta is None:
        return None
    suyo = Actor(cuenta.id, cuenta.nombre, frozenset(asignado.rol for asignado in cuenta.roles))
    temas = {*grupos, *(una.tema for una in cuenta.membresias)}
    return marcas(suyo) | {f"grupo:{tema}" for tema in temas}
