"""Lecturas de las importaciones. De sus renglones sólo cuentan los documentos que el lector ve."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.importaciones.modelos import EstadoImportacion, EstadoRenglon, Importacion, Renglon

RECIENTES = 5


@dataclass(frozen=True, slots=True)
class ImportacionVista:
    """Una importación con sus cuentas."""

    clave: str
    lote_id: int
    estado: str
    origen: str
    creada: datetime
    motivo: str
    total: int
    pendientes: int
    recibidos: int
    duplicados: int
    rechazados: int

    @property
    def hechos(self) -> int:
        """Renglones que ya tienen su suerte."""
        return self.total - self.pendientes

    @property
    def en_marcha(self) -> bool:
        """¿Cambia sola?"""
        return self.estado in {EstadoImportacion.EN_CURSO, EstadoImportacion.DESHACIENDO}

    @property
    def se_puede_deshacer(self) -> bool:
        """¿Queda algo que retirar?"""
        return self.estado not in {EstadoImportacion.DESHACIENDO, EstadoImportacion.DESHECHA}


def recientes(sesion: Session, marcas: frozenset[str], cuantas: int = RECIENTES) -> list[ImportacionVista]:
    """Las últimas importaciones, de la más nueva a la más vieja. Una consulta."""
    suyos = or_(Renglon.documento_id.is_(None), visible_para(marcas))
    cuentas = [
        func.count(case((Renglon.estado == estado, 1)))
        for estado in (
            EstadoRenglon.PENDIENTE,
            EstadoRenglon.RECIBIDO,
            EstadoRenglon.DUPLICADO,
            EstadoRenglon.RECHAZADO,
        )
    ]
    ultimas = select(Importacion.id).order_by(Importacion.id.desc()).limit(cuantas).scalar_subquery()
    filas = sesion.execute(
        select(Importacion, func.count(Renglon.id), *cuentas)
        .join(Renglon, Renglon.importacion_id == Importacion.id)
        .join(Documento, Documento.id == Renglon.documento_id, isouter=True)
        .where(Importacion.id.in_(ultimas), suyos)
        .group_by(Importacion.id)
        .order_by(Importacion.id.desc())
    )
    return [
        ImportacionVista(i.clave, i.lote_id, i.estado, i.origen, i.creada, i.motivo, *map(int, resto))
        for i, *resto in filas
    ]
