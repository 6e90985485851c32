"""Qué citas existen para un lector: las de los documentos que ve, si su texto sigue a la vista."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from centro_doc.catalogo.modelos import Documento, Estado, TextoGuardado, Version, Vista
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.cuentas.permisos import PUBLICO
from centro_doc.grafo.modelos import LecturaJuridica

_FUERA = sorted(vista for vista in Vista if vista != Vista.A_LA_VISTA)


def se_ven(documento_id: InstrumentedAttribute[int], marcas: Iterable[str]) -> ColumnElement[bool]:
    """La condición de las filas del grafo (por su columna `documento_id`) que existen para un lector.

    Lo leído de una versión que salió de la vista deja de existir en el acto, sin esperar a que se relea.
    """
    marcada = exists().where(
        DocumentoMarca.documento_id == documento_id, DocumentoMarca.marca.in_(sorted(marcas))
    )
    return marcada & documento_id.not_in(_de_versiones_retiradas())


def cuentan(documento_id: InstrumentedAttribute[int], marcas: Iterable[str]) -> ColumnElement[bool]:
    """Las que además se cuentan: lo que cita un documento retirado lo lee quien lo ve, pero ya no vale."""
    retirados = select(Documento.id).where(Documento.estado == Estado.RETIRADO)
    return se_ven(documento_id, marcas) & documento_id.not_in(retirados)


def no_publicos(sesion: Session, documentos: Iterable[Documento]) -> list[Documento]:
    """Los que no ve cualquiera: de leerlos queda constancia. Una consulta."""
    suyos = {uno.id: uno for uno in documentos}
    publicos = sesion.scalars(
        select(DocumentoMarca.documento_id).where(
            DocumentoMarca.documento_id.in_(suyos), DocumentoMarca.marca == PUBLICO
        )
    )
    return [suyos[numero] for numero in sorted(suyos.keys() - set(publicos))]


def _de_versiones_retiradas() -> Select[int]:
    """Casi siempre ninguno: se llega por el índice de la vista, sin recorrer las versiones que rigen."""
    return (
        select(LecturaJuridica.documento_id)
        .join(Version, Version.documento_id == LecturaJuridica.documento_id)
        .join(
            TextoGuardado,
            (TextoGuardado.version_id == Version.id) & (TextoGuardado.id == LecturaJuridica.texto_id),
        )
        .where(Version.vista.in_(_FUERA))
    )
