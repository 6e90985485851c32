"""Los documentos cuya ficha propone registrar o completar una iniciativa, y los que no pueden proponerla."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centro_doc.agenda.expediente import DEL_PAIS
from centro_doc.agenda.iniciativas import PERMISO
from centro_doc.agenda.modelos import EtapaDeIniciativa, Iniciativa, PropuestaVista
from centro_doc.agenda.numeros import leer_numero
from centro_doc.agenda.propuestas import TIPO, anaden_algo
from centro_doc.agenda.visibles import a_la_vista
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.comun.paginacion import Hoja
from centro_doc.cuentas.permisos import Actor, marcas, puede

POR_HOJA = 50


@dataclass(frozen=True, slots=True)
class PorConfirmar:
    """Los que se pueden confirmar, y el registro y el título de los que no dicen su número."""

    hoja: Hoja[Documento]
    sin_numero: tuple[tuple[str, str], ...] = ()


def por_confirmar(sesion: Session, actor: Actor, *, hoja: int = 1) -> PorConfirmar:
    """Los documentos publicados de los que nadie confirmó ni descartó una iniciativa. Ocho consultas."""
    if not puede(actor, PERMISO):
        return PorConfirmar(Hoja((), 1, POR_HOJA, 0))
    filas = _candidatos(sesion, actor)
    numeros = {fila[0]: leer_numero(fila[1]) for fila in filas}
    pedidos = {numero for numero in numeros.values() if numero is not None}
    registradas = _registradas(sesion, actor, pedidos)
    de_registrada = [uno for uno, numero in numeros.items() if numero in registradas]
    anaden = anaden_algo(sesion, _documentos(sesion, de_registrada), registradas)
    quedan = [
        uno
        for uno, numero in numeros.items()
        if numero is not None and (numero not in registradas or uno in anaden)
    ]
    de_la_hoja = quedan[(hoja - 1) * POR_HOJA : hoja * POR_HOJA]
    return PorConfirmar(
        Hoja(_documentos(sesion, de_la_hoja), hoja, POR_HOJA, len(quedan)),
        tuple((fila[2], fila[3] or fila[4]) for fila in filas if numeros[fila[0]] is None),
    )


def _candidatos(sesion: Session, actor: Actor) -> list[tuple[int, str, str, str, str]]:
    """De cada uno, su fila, el número de su ficha, su registro y sus títulos: se leen todos, sin su ficha."""
    usados = (
        select(PropuestaVista.documento_id),
        select(EtapaDeIniciativa.documento_id),
        select(Iniciativa.documento_id).where(Iniciativa.documento_id.is_not(None)),
    )
    consulta = select(
        Documento.id, Documento.numero, Documento.identificador, Documento.titulo_corto, Documento.titulo
    ).where(
        Documento.tipo == TIPO,
        Documento.estado == Estado.PUBLICADO,
        Documento.jurisdiccion.in_(DEL_PAIS),
        visible_para(marcas(actor)),
        *(Documento.id.not_in(una) for una in usados),
    )
    filas = sesion.execute(consulta.order_by(Documento.id))
    return [(fila[0], fila[1], fila[2], fila[3], fila[4]) for fila in filas]


def _registradas(sesion: Session, actor: Actor, numeros: set[int]) -> dict[int, Iniciativa]:
    filas = sesion.scalars(
        select(Iniciativa).where(Iniciativa.numero.in_(numeros), a_la_vista(marcas(actor)))
    )
    return {una.numero: una for una in filas}


def _documentos(sesion: Session, ids: list[int]) -> list[Documento]:
    consulta = select(Documento).where(Documento.id.in_(ids)).options(selectinload(Documento.fechas))
    return list(sesion.scalars(consulta.order_by(Documento.id)))
