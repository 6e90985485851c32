"""Las operaciones hechas y su deshacer, de una vez, sea cual sea su clase."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Exists, Select, func, select
from sqlalchemy.orm import Session, selectinload

from centro_doc.bitacora.casos import anotar
from centro_doc.bitacora.consultas import ya_hecho
from centro_doc.catalogo.acceso import CERRADAS, visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.catalogo.modelos_relaciones import DocumentoUnido
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.paginacion import Hoja
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import Actor, exigir, marcas
from centro_doc.curaduria import a_la_vista, lotes, quitar_vinculos, unir, vinculos_en_lote
from centro_doc.curaduria.campos import etiqueta
from centro_doc.curaduria.modelos import CambioDeDocumento, ClaseOperacion, Operacion

POR_HOJA = 50
DEJADOS = "dejados"
"""En el detalle de una operación deshecha, con palabras, lo que se dejó como estaba."""


@dataclass(frozen=True, slots=True)
class OperacionVista:
    """Una operación con quién la hizo y cuántos documentos tocó."""

    operacion: Operacion
    quien: str
    documentos: int


def deshacer(sesion: Session, actor: Actor, operacion_id: int, *, reloj: Reloj) -> tuple[str, ...]:
    """Deshace una operación entera; devuelve, con palabras, lo que se dejó como está y por qué, y lo guarda.

    Levanta `NoEncontrado` si el actor no ve todos sus documentos y `Conflicto` si ya estaba deshecha.
    """
    exigir(actor, "catalogar")
    operacion = una(sesion, marcas(actor), operacion_id)
    if operacion.deshecha is not None:
        objeto = ("operacion", str(operacion.id))
        raise ya_hecho(sesion, actor, "Ese cambio ya estaba deshecho.", objeto, "operacion_deshecha")
    if operacion.clase == ClaseOperacion.UNIR:
        dejados = tuple(etiqueta(campo) for campo in unir.deshacer(sesion, actor, operacion, reloj=reloj))
    elif operacion.clase == ClaseOperacion.VINCULAR:
        dejados = vinculos_en_lote.deshacer(sesion, actor, operacion, reloj=reloj)
    elif operacion.clase == ClaseOperacion.QUITAR:
        dejados = quitar_vinculos.deshacer(sesion, actor, operacion, reloj=reloj)
    elif operacion.clase == ClaseOperacion.VISTA:
        dejados = a_la_vista.deshacer(sesion, actor, operacion, reloj=reloj)
    else:
        dejados = lotes.deshacer(sesion, actor, operacion, reloj=reloj)
    operacion.deshecha, operacion.deshecha_por = reloj.ahora(), actor.usuario_id
    if dejados:
        operacion.detalle = {**operacion.detalle, DEJADOS: list(dejados)}
    anotar(
        sesion,
        actor,
        "operacion_deshecha",
        ("operacion", str(operacion.id)),
        reloj=reloj,
        detalle={"dejados": len(dejados)},
    )
    return dejados


def una(sesion: Session, marcas: frozenset[str], operacion_id: int) -> Operacion:
    """La operación, si el lector ve todos los documentos que tocó; si no, `NoEncontrado`."""
    operacion = sesion.scalar(
        select(Operacion)
        .where(Operacion.id == operacion_id, ~_toca_lo_que_no_ve(marcas))
        .options(selectinload(Operacion.cambios))
    )
    if operacion is None:
        raise NoEncontrado("No encontramos ese cambio.")
    return operacion


def lista(sesion: Session, marcas: frozenset[str], *, hoja: int = 1) -> Hoja[OperacionVista]:
    """Las operaciones que el lector puede ver, de la más reciente a la más antigua."""
    visibles = ~_toca_lo_que_no_ve(marcas)
    total = sesion.scalar(select(func.count(Operacion.id)).where(visibles)) or 0
    cuantos = (
        select(func.count())
        .where(CambioDeDocumento.operacion_id == Operacion.id)
        .correlate(Operacion)
        .scalar_subquery()
    )
    filas = sesion.execute(
        select(Operacion, Usuario.nombre, cuantos)
        .join(Usuario, Usuario.id == Operacion.creada_por, isouter=True)
        .where(visibles)
        .order_by(Operacion.id.desc())
        .offset((hoja - 1) * POR_HOJA)
        .limit(POR_HOJA)
    )
    vistas: Sequence[OperacionVista] = [OperacionVista(o, nombre or "", n) for o, nombre, n in filas]
    return Hoja(vistas, hoja, POR_HOJA, total)


def documentos_de(sesion: Session, operacion: Operacion) -> dict[int, Documento]:
    """Los documentos que tocó, por su número."""
    numeros = [cambio.documento_id for cambio in operacion.cambios]
    return {d.id: d for d in sesion.scalars(select(Documento).where(Documento.id.in_(numeros)))}


def _toca_lo_que_no_ve(marcas: frozenset[str]) -> Exists:
    """De una ficha que se unió y no estaba cerrada, cuenta lo que se ve de la que quedó."""
    visto = visible_para(marcas) | (
        Documento.acceso.not_in(CERRADAS) & Documento.id.in_(_unidas_a_la_vista(marcas))
    )
    return (
        select(CambioDeDocumento.documento_id)
        .join(Documento, Documento.id == CambioDeDocumento.documento_id)
        .where(CambioDeDocumento.operacion_id == Operacion.id, ~visto)
        .correlate(Operacion)
        .exists()
    )


def _unidas_a_la_vista(marcas: frozenset[str]) -> Select[tuple[int]]:
    """Las fichas unidas, una tras otra si hace falta, a una que se ve."""
    pasos = select(DocumentoUnido.documento_id.label("unida"), DocumentoUnido.queda_id.label("queda")).cte(
        "pasos", recursive=True
    )
    pasos = pasos.union(
        select(pasos.c.unida, DocumentoUnido.queda_id).join(
            DocumentoUnido, DocumentoUnido.documento_id == pasos.c.queda
        )
    )
    return (
        select(pasos.c.unida)
        .join(DocumentoMarca, DocumentoMarca.documento_id == pasos.c.queda)
        .where(DocumentoMarca.marca.in_(sorted(marcas)))
    )
