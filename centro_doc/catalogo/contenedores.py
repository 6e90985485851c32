"""Los archivos que traen otros dentro, cuando alguno de ésos se cerró: entregarlos sería entregarlo también.

Lo que sólo está por catalogar no cuenta: quien publicó el que lo trae vio lo que traía y lo aceptó. Cuenta lo
que una persona cerró o retiró después, a cualquier hondura (LAIP, artículos 22 a 25).
"""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import AMPLIAS, visible_para
from centro_doc.catalogo.modelos import Archivo, Documento, Estado, Version
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion, RelacionDocumental

TIPOS = frozenset({"application/zip", "message/rfc822"})
"""Los que se separan al leerlos; de lo que traen, cada uno es un documento."""
_DE_DENTRO = (ClaseRelacion.ADJUNTO_DE, ClaseRelacion.MIEMBRO_DE)


def con_algo_cerrado(sesion: Session, archivos: Iterable[Archivo], marcas: frozenset[str]) -> frozenset[int]:
    """De esos archivos, los que traen algo cerrado que ese lector no ve. A lo sumo una consulta."""
    numeros = [uno.id for uno in archivos if uno.tipo in TIPOS]
    if not numeros:
        return frozenset()
    traen = (
        select(Archivo.id.label("archivo"), RelacionDocumental.documento_id.label("de_dentro"))
        .join(Version, Version.id == Archivo.version_id)
        .join(RelacionDocumental, RelacionDocumental.otro_id == Version.documento_id)
        .where(Archivo.id.in_(numeros), RelacionDocumental.clase.in_(_DE_DENTRO))
        .cte(recursive=True)
    )
    traen = traen.union(
        select(traen.c.archivo, RelacionDocumental.documento_id)
        .join(RelacionDocumental, RelacionDocumental.otro_id == traen.c.de_dentro)
        .where(RelacionDocumental.clase.in_(_DE_DENTRO))
    )
    cerrado = or_(Documento.acceso.not_in(sorted(AMPLIAS)), Documento.estado == Estado.RETIRADO)
    return frozenset(
        sesion.scalars(
            select(traen.c.archivo)
            .join(Documento, Documento.id == traen.c.de_dentro)
            .where(cerrado, ~visible_para(marcas))
        )
    )
