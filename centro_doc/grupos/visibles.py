"""Qué mesas, acuerdos e integrantes ve hoy un lector, sin leer lo que dicen. Una consulta cada uno."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.cuentas.modelos import Membresia
from centro_doc.grupos.consultas import a_la_vista, es_del_grupo
from centro_doc.grupos.modelos import Acuerdo, Divulgacion, Integrante, Mesa


def mesas_visibles(
    sesion: Session, temas: Collection[str], marcas: frozenset[str]
) -> Iterable[tuple[str, int]]:
    """El tema y el número de las que se ven."""
    filas = sesion.execute(
        select(Tema.codigo, Mesa.numero)
        .join(Tema, Tema.id == Mesa.tema_id)
        .where(Tema.codigo.in_(temas), a_la_vista(marcas))
    )
    return [(tema, numero) for tema, numero in filas]


def acuerdos_visibles(
    sesion: Session, temas: Collection[str], marcas: frozenset[str]
) -> Iterable[tuple[str, int, int]]:
    """El tema, la mesa y el número en ella de los que se ven: los de las mesas que se ven."""
    filas = sesion.execute(
        select(Tema.codigo, Mesa.numero, Acuerdo.numero)
        .select_from(Acuerdo)
        .join(Mesa, Mesa.id == Acuerdo.mesa_id)
        .join(Tema, Tema.id == Mesa.tema_id)
        .where(Tema.codigo.in_(temas), Acuerdo.anulado.is_(False), a_la_vista(marcas))
    )
    return [(tema, mesa, numero) for tema, mesa, numero in filas]


def integrantes_visibles(
    sesion: Session, numeros: Iterable[int], marcas: frozenset[str]
) -> Iterable[tuple[int, bool]]:
    """De esos, los que no se anularon, cada uno con si se ve su nombre."""
    filas = sesion.execute(
        select(Membresia.id, Membresia.tema, Integrante.divulgacion)
        .outerjoin(Integrante, Integrante.membresia_id == Membresia.id)
        .where(Membresia.id.in_(set(numeros)), Membresia.anulada.is_(False))
    )
    return [
        (numero, (divulgacion or Divulgacion.NINGUNA) != Divulgacion.NINGUNA or es_del_grupo(marcas, tema))
        for numero, tema, divulgacion in filas
    ]
