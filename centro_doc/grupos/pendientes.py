"""Los acuerdos sin cumplir de los que responde una persona, y pasarlos a otra cuando ella se va."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.bitacora.casos import anotar
from centro_doc.comun.escrito import plegar
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.consultas import esta_vigente
from centro_doc.cuentas.modelos import Membresia, Usuario
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.grupos.casos_acuerdos import OBJETO
from centro_doc.grupos.consultas import a_la_vista
from centro_doc.grupos.modelos import Acuerdo, Integrante, Mesa

Pendiente = tuple[Acuerdo, Mesa, str]
"""Un acuerdo, su mesa y el tema de ésta."""


def a_cargo_de(sesion: Session, nombre: str) -> Sequence[Pendiente]:
    """Los que la nombran, vea o no sus mesas quien lee. Un acuerdo guarda un nombre, no una cuenta."""
    buscado = plegar(nombre)
    consulta = (
        select(Acuerdo, Mesa, Tema.codigo)
        .join(Mesa, Mesa.id == Acuerdo.mesa_id)
        .join(Tema, Tema.id == Mesa.tema_id)
        .where(Acuerdo.persona != "", Acuerdo.cumplido.is_(None))
        .where(Acuerdo.anulado.is_(False), Mesa.anulada.is_(False))
        .order_by(Tema.orden, Mesa.numero, Acuerdo.numero)
    )
    return [
        (uno, mesa, tema) for uno, mesa, tema in sesion.execute(consulta) if plegar(uno.persona) == buscado
    ]


def los_que_ve(
    sesion: Session, pendientes: Sequence[Pendiente], marcas: frozenset[str]
) -> Sequence[Pendiente]:
    """De ésos, los de las mesas que ve un lector."""
    numeros = [uno.mesa_id for uno, _, _ in pendientes]
    consulta = select(Mesa.id).join(Tema, Tema.id == Mesa.tema_id)
    vistas = set(sesion.scalars(consulta.where(Mesa.id.in_(numeros), a_la_vista(marcas))))
    return [pendiente for pendiente in pendientes if pendiente[0].mesa_id in vistas]


def hay_homonimos(sesion: Session, cuenta: Usuario, hoy: date) -> bool:
    """¿Se llama igual otra cuenta, aunque esté de baja, o alguien que hoy integra un grupo técnico?

    Entonces no se sabe de quién es un acuerdo que dice ese nombre.
    """
    buscado = plegar(cuenta.nombre)
    otras = sesion.scalars(select(Usuario.nombre).where(Usuario.id != cuenta.id))
    if any(plegar(nombre) == buscado for nombre in otras):
        return True
    integrantes = sesion.execute(
        select(Integrante.nombre, Membresia)
        .join(Membresia, Membresia.id == Integrante.membresia_id)
        .where(Membresia.usuario_id.is_distinct_from(cuenta.id))
    )
    return any(plegar(nombre) == buscado and esta_vigente(suya, hoy) for nombre, suya in integrantes)


def pasar(
    sesion: Session,
    actor: Actor,
    pendientes: Collection[Pendiente],
    a: str,
    *,
    motivo: str,
    reloj: Reloj,
) -> int:
    """Pone otra persona en ésos, o ninguna; devuelve cuántos.

    Lo hace la administración aunque no vea sus mesas: sólo cambia quién responde.
    """
    exigir(actor, "administrar")
    for acuerdo, _, _ in pendientes:
        cambio = {"persona": {"antes": acuerdo.persona, "despues": a}}
        acuerdo.persona = a
        acuerdo.edicion += 1
        objeto = (OBJETO, str(acuerdo.id))
        anotar(sesion, actor, "acuerdo_editado", objeto, reloj=reloj, motivo=motivo, detalle=cambio)
    return len(pendientes)
