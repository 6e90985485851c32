"""Lo que ve la administración: la bitácora, la cola y el índice.

Las cifras de la cola y del índice son del sistema entero y no dicen nada de ningún documento; en cambio
los nombres (de la bitácora y de las tareas fallidas) sólo aparecen para quien puede ver el documento.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from centro_doc.admin.formularios import FiltroDeBitacora
from centro_doc.agenda.iniciativas import OBJETO as INICIATIVA
from centro_doc.agenda.modelos import Iniciativa, Tema
from centro_doc.agenda.numeros import leer_numero
from centro_doc.agenda.visibles import a_la_vista
from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_recibos import Recibo
from centro_doc.comun.paginacion import Hoja
from centro_doc.cuentas.permisos import PERSONAL
from centro_doc.tareas.consultas import fallidas
from centro_doc.tareas.modelos import Arriendo, Tarea

POR_HOJA = 50
DEL_SISTEMA = frozenset({"usuario", "plan", "agenda", "directorio", "indice", "tarea", "tesauro"})
"""Clases de objeto de la bitácora que no dicen nada de ningún documento."""


@dataclass(frozen=True, slots=True)
class TareaFallida:
    """Una tarea que agotó sus intentos. `objeto` y `motivo` van vacíos si el lector no ve el documento."""

    id: int
    clase: str
    objeto: str
    motivo: str
    intentos: int
    terminada: datetime | None


@dataclass(frozen=True, slots=True)
class Turno:
    """Un permiso exclusivo en uso, como el de escribir el índice."""

    nombre: str
    titular: str
    vence: datetime
    vivo: bool


def bitacora(
    sesion: Session,
    filtro: FiltroDeBitacora,
    *,
    marcas: frozenset[str],
    zona: str,
    hoja: int = 1,
) -> Hoja[Asiento]:
    """Los asientos que este lector puede ver, del más nuevo al más viejo."""
    pedido = _con_filtro(select(Asiento).where(_visible(marcas)), filtro, zona, marcas)
    total = sesion.scalar(select(func.count()).select_from(pedido.subquery())) or 0
    orden = pedido.order_by(Asiento.cuando.desc(), Asiento.id.desc())
    elementos = sesion.scalars(orden.offset((hoja - 1) * POR_HOJA).limit(POR_HOJA)).all()
    return Hoja(elementos, hoja, POR_HOJA, total)


def acciones_anotadas(sesion: Session, *, marcas: frozenset[str]) -> Sequence[str]:
    """Las acciones que hay en los asientos que este lector puede ver."""
    pedido = select(Asiento.accion).where(_visible(marcas)).distinct()
    return sesion.scalars(pedido.order_by(Asiento.accion)).all()


def tareas_fallidas(sesion: Session, *, marcas: frozenset[str]) -> Sequence[TareaFallida]:
    """Las tareas que agotaron sus intentos, de la más reciente a la más vieja."""
    tareas = fallidas(sesion)
    pedidos = {tarea.objeto for tarea in tareas}
    a_la_vista = set(
        sesion.scalars(
            select(Documento.identificador).where(Documento.identificador.in_(pedidos), visible_para(marcas))
        )
    )
    return [_fallida(tarea, tarea.objeto in a_la_vista) for tarea in tareas]


def turnos(sesion: Session, *, ahora: datetime) -> Sequence[Turno]:
    """Los arriendos, vivos o vencidos, por su nombre."""
    filas = sesion.scalars(select(Arriendo).order_by(Arriendo.nombre))
    return [Turno(fila.nombre, fila.titular, fila.vence, ahora < fila.vence) for fila in filas]


def temas(sesion: Session) -> Sequence[tuple[str, str]]:
    """Código y nombre de los temas de la agenda, para las pertenencias."""
    filas = sesion.execute(select(Tema.codigo, Tema.nombre).order_by(Tema.orden))
    return [(codigo, nombre) for codigo, nombre in filas]


def _con_filtro(
    pedido: Select[Asiento], filtro: FiltroDeBitacora, zona: str, marcas: frozenset[str]
) -> Select[Asiento]:
    if filtro.persona:
        pedido = pedido.where(Asiento.actor_nombre.icontains(filtro.persona, autoescape=True))
    if filtro.accion:
        pedido = pedido.where(Asiento.accion == filtro.accion)
    if filtro.objeto:
        pedido = pedido.where(*_del_objeto(filtro.objeto, marcas))
    if filtro.desde is not None:
        pedido = pedido.where(Asiento.cuando >= _medianoche(filtro.desde, zona))
    if filtro.hasta is not None and filtro.hasta < date.max:
        pedido = pedido.where(Asiento.cuando < _medianoche(filtro.hasta + timedelta(days=1), zona))
    return pedido


def _del_objeto(escrito: str, marcas: frozenset[str]) -> tuple[ColumnElement[bool], ...]:
    """«CD-00012», «usuario 8»; la iniciativa, por su número, que es como se lee: «iniciativa 6503»."""
    clase, _, identificador = escrito.rpartition(" ")
    if clase.strip().lower() != INICIATIVA:
        suyo = (Asiento.objeto_id == identificador,)
        return (*suyo, Asiento.objeto_clase == clase.strip()) if clase else suyo
    fila = select(cast(Iniciativa.id, String)).where(
        Iniciativa.numero == leer_numero(identificador), a_la_vista(marcas)
    )
    return (Asiento.objeto_clase == INICIATIVA, Asiento.objeto_id.in_(fila))


def _medianoche(dia: date, zona: str) -> datetime:
    return datetime.combine(dia, time.min, ZoneInfo(zona))


def _visible(marcas: frozenset[str]) -> ColumnElement[bool]:
    """Un asiento sobre un documento, o sobre un archivo que llegó, existe sólo para quien puede verlo.

    Lo que no se conoce se trata como interno: sólo lo ve quien lee lo del personal.
    """
    visto = visible_para(marcas)
    documento = exists().where(Documento.identificador == Asiento.objeto_id, visto)
    reglas = [
        Asiento.objeto_clase.in_(DEL_SISTEMA),
        and_(Asiento.objeto_clase == "documento", documento),
    ]
    if PERSONAL in marcas:
        de_otro = exists().where(
            Recibo.codigo == Asiento.objeto_id, Documento.id == Recibo.documento_id, not_(visto)
        )
        reglas.append(and_(Asiento.objeto_clase.not_in(DEL_SISTEMA | {"documento"}), not_(de_otro)))
    return or_(*reglas)


def _fallida(tarea: Tarea, a_la_vista: bool) -> TareaFallida:
    objeto, motivo = (tarea.objeto, tarea.error or "") if a_la_vista else ("", "")
    return TareaFallida(tarea.id, tarea.clase, objeto, motivo, tarea.intentos, tarea.terminada)
