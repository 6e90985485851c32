"""Lo que se decidió de dos documentos que se parecen: una sola cosa por par, y sin círculos de versiones."""

from collections.abc import Collection, Mapping

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion, RelacionDocumental

DECISIONES = frozenset({ClaseRelacion.VERSION_DE, ClaseRelacion.TRADUCE, ClaseRelacion.SIN_RELACION})
"""Las que se excluyen entre sí. De dónde salió un archivo (adjunto, paquete) es un hecho aparte."""
_DICHAS: Mapping[str, str] = {
    ClaseRelacion.VERSION_DE: "{0} es versión de {1}",
    ClaseRelacion.TRADUCE: "{0} es traducción de {1}",
    ClaseRelacion.SIN_RELACION: "{0} y {1} no tienen relación",
}


def decir(clase: str, uno: str, otro: str) -> str:
    """«CD-00002 es versión de CD-00001», de una decisión."""
    return _DICHAS[clase].format(uno, otro)


def decididas(sesion: Session, uno: int, otro: int) -> tuple[RelacionDocumental, ...]:
    """Las decisiones que hay entre dos documentos, en cualquiera de los dos sentidos."""
    columna, pareja = RelacionDocumental.documento_id, RelacionDocumental.otro_id
    consulta = select(RelacionDocumental).where(
        RelacionDocumental.clase.in_(DECISIONES),
        or_(and_(columna == uno, pareja == otro), and_(columna == otro, pareja == uno)),
    )
    return tuple(sesion.scalars(consulta.order_by(RelacionDocumental.id)))


def cerraria_circulo(
    sesion: Session, uno: int, otro: int, *, marcas: frozenset[str] | None, sin: Collection[int] = ()
) -> bool:
    """¿Sería `uno` versión de sí mismo si lo fuera de `otro`?

    Con `marcas`, sólo por documentos que el lector ve: el aviso no puede contar lo que no se ve. `sin` son
    las relaciones que no cuentan, porque van a dejar de estar.
    """
    vistos, por_mirar = {otro}, [otro]
    while por_mirar:
        consulta = (
            select(RelacionDocumental.otro_id)
            .join(Documento, Documento.id == RelacionDocumental.otro_id)
            .where(
                RelacionDocumental.documento_id.in_(por_mirar),
                RelacionDocumental.clase == ClaseRelacion.VERSION_DE,
                RelacionDocumental.id.not_in(sin),
            )
        )
        if marcas is not None:
            consulta = consulta.where(visible_para(marcas))
        por_mirar = [numero for numero in sesion.scalars(consulta) if numero not in vistos]
        vistos.update(por_mirar)
    return uno in vistos
