"""Un documento como se lista en un expediente: su tipo, su fecha, su emisor y sus vínculos."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.hechos import fecha_del_hecho, fecha_principal
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.tipos import nombre_de_tipo, tipos
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.directorio.modelos import Institucion
from centro_doc.vinculos.consultas import DocumentoVinculado, de_documentos
from centro_doc.vinculos.modelos import Relacion
from centro_doc.vinculos.vistos import VinculoVisto


@dataclass(frozen=True, slots=True)
class DocumentoExpuesto:
    """Un documento en un grupo: sus vínculos con lo que se mira y, aparte, los códigos de los demás."""

    documento: Documento
    tipo: str
    fecha_texto: str
    emisor: str
    vinculos: tuple[VinculoVisto, ...]
    otros: tuple[str, ...]

    @property
    def ficha(self) -> str:
        """La fecha, el tipo y el emisor, en una línea."""
        return " · ".join(filter(None, (self.fecha_texto, self.tipo, self.emisor)))


def exponer(sesion: Session, vinculados: Sequence[DocumentoVinculado]) -> list[DocumentoExpuesto]:
    """Cada uno en su turno. Dos consultas."""
    nombres = emisores(sesion, [uno.documento for uno in vinculados])
    otros = de_documentos(sesion, [uno.documento.id for uno in vinculados])
    return [_expuesto(uno, nombres, otros.get(uno.documento.id, ())) for uno in vinculados]


def _expuesto(
    uno: DocumentoVinculado, emisores: Mapping[int, str], todos: Sequence[VinculoVisto]
) -> DocumentoExpuesto:
    documento = uno.documento
    propios = {vinculo.codigo for vinculo in uno.vinculos}
    otros = dict.fromkeys(
        v.codigo for v in todos if v.codigo not in propios and v.relacion != Relacion.ENUNCIA
    )
    return DocumentoExpuesto(
        documento=documento,
        tipo=nombre_de_tipo(documento.tipo),
        fecha_texto=_fecha(documento),
        emisor=emisores.get(documento.emisor_id or 0, documento.emisor_nombre),
        vinculos=uno.vinculos,
        otros=tuple(otros),
    )


def _fecha(documento: Documento) -> str:
    """La del hecho; si sólo consta otra, como la de recepción, esa con su nombre."""
    fecha = fecha_del_hecho(documento.tipo, documento.fechas)
    if fecha is not None:
        return fecha_con_precision(fecha.valor, fecha.precision)
    otra = fecha_principal(documento.tipo, documento.fechas)
    if otra is None or otra.valor is None:
        return "sin fecha"
    nombre = tipos().fechas.get(otra.clase, otra.clase)
    return f"{nombre.lower()}: {fecha_con_precision(otra.valor, otra.precision)}"


def emisores(sesion: Session, documentos: Iterable[Documento]) -> Mapping[int, str]:
    """El nombre de la institución que emitió cada uno, por el número de ella."""
    ids = {documento.emisor_id for documento in documentos if documento.emisor_id is not None}
    if not ids:
        return {}
    filas = sesion.execute(select(Institucion.id, Institucion.nombre).where(Institucion.id.in_(sorted(ids))))
    return dict(filas.all())
