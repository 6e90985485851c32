"""Lo nuevo de un tema, como lo ve un lector: documentos, versiones, etapas y expedientes congelados.

Sale de los datos cada vez: lo que el lector deja de ver deja de estar. La clave de cada novedad no cambia.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.anotadas import anotadas
from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.modelos import Documento, Version
from centro_doc.catalogo.tipos import nombre_de_tipo
from centro_doc.catalogo.vigente import rige
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.expedientes.congelados import versiones
from centro_doc.vinculos.entradas import entradas


@dataclass(frozen=True, slots=True)
class Novedad:
    """Algo que entró en un tema. `clase`: documento, version, etapa o expediente; `ruta`, su dirección."""

    clave: str
    clase: str
    titulo: str
    resumen: str
    cuando: datetime
    ruta: str


def novedades(sesion: Session, tema: Tema, marcas: frozenset[str]) -> list[Novedad]:
    """Todas las de un tema que ve el lector, de la más reciente a la más antigua. Cuatro consultas."""
    halladas = [
        *_documentos(sesion, tema, marcas),
        *_etapas(sesion, tema, marcas),
        *_expedientes(sesion, tema, marcas),
    ]
    return sorted(halladas, key=lambda una: (una.cuando, una.clave), reverse=True)


def _documentos(sesion: Session, tema: Tema, marcas: frozenset[str]) -> list[Novedad]:
    """Los vinculados, desde que lo están y quien lee los ve; y cada versión suya después de la primera."""
    unas = entradas(sesion, {tema.id: None}, marcas)
    desde = {una.documento.id: una.cuando for una in unas}
    suyos = {una.documento.id: una.documento for una in unas}
    halladas = [_documento(uno, desde[uno.id]) for uno in suyos.values()]
    nuevas = sesion.scalars(
        select(Version).where(Version.documento_id.in_(suyos), Version.numero > 1, rige())
    )
    for una in nuevas:
        documento = suyos[una.documento_id]
        halladas.append(
            Novedad(
                f"version:{una.id}",
                "version",
                f"Versión {una.numero} de {documento.titulo_corto or documento.titulo}",
                f"{documento.identificador}. {una.nota}".strip(),
                max(una.creada, desde[documento.id]),
                f"/documentos/{documento.identificador}?version={una.numero}",
            )
        )
    return halladas


def _documento(documento: Documento, cuando: datetime) -> Novedad:
    return Novedad(
        f"documento:{documento.id}",
        "documento",
        documento.titulo_corto or documento.titulo,
        f"{nombre_de_tipo(documento.tipo)}, {documento.identificador}.",
        cuando,
        f"/documentos/{documento.identificador}",
    )


def _etapas(sesion: Session, tema: Tema, marcas: frozenset[str]) -> list[Novedad]:
    return [
        Novedad(
            f"etapa:{una.etapa.id}",
            "etapa",
            f"Iniciativa {una.iniciativa}: {una.nombre}",
            f"{fecha_con_precision(una.etapa.fecha, una.etapa.precision)}. Lo prueba {una.registro}.",
            una.cuando,
            f"/iniciativas/{una.iniciativa}",
        )
        for una in anotadas(sesion, {tema.id: None}, marcas)
    ]


def _expedientes(sesion: Session, tema: Tema, marcas: frozenset[str]) -> list[Novedad]:
    return [
        Novedad(
            f"expediente:{una.direccion}",
            "expediente",
            f"Versión congelada {una.numero}: {una.titulo}",
            f"Expediente de {tema.codigo}.",
            una.congelado,
            f"/agenda/{tema.codigo}/versiones/{una.direccion}",
        )
        for una in versiones(sesion, tema.codigo, marcas)
    ]
