"""Lo que pasó con una mesa o con un integrante, lo que se anuló, y los documentos que nombran al grupo."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.modelos_acceso import DocumentoGrupo
from centro_doc.comun.fechas import fecha_larga
from centro_doc.cuentas.modelos import Membresia, Usuario
from centro_doc.grupos.consultas import es_del_grupo
from centro_doc.grupos.modelos import Acuerdo, Integrante, Mesa
from centro_doc.grupos.vistos import HECHOS

INTERNOS = 20
"""Documentos del grupo que se muestran en su página."""


@dataclass(frozen=True, slots=True)
class Hecho:
    """Una línea de la historia: qué pasó, quién lo hizo, cuándo y por qué."""

    que: str
    quien: str
    cuando: datetime
    motivo: str


@dataclass(frozen=True, slots=True)
class Anulado:
    """Algo anotado por error. `clase`: integrante, mesa o acuerdo; `numero` y `mesa`, los que lo nombran."""

    clase: str
    texto: str
    numero: int
    mesa: int = 0


def historia(sesion: Session, objetos: Collection[tuple[str, int]]) -> tuple[Hecho, ...]:
    """Lo que la bitácora dice de esos objetos, (clase, fila), de lo más reciente a lo más antiguo."""
    pedidos = or_(
        *(and_(Asiento.objeto_clase == clase, Asiento.objeto_id == str(fila)) for clase, fila in objetos)
    )
    asientos = sesion.scalars(select(Asiento).where(pedidos).order_by(Asiento.id.desc()))
    return tuple(
        Hecho(HECHOS.get(uno.accion, uno.accion), uno.actor_nombre, uno.cuando, uno.motivo or "")
        for uno in asientos
    )


def anulados_de(sesion: Session, codigo: str) -> tuple[Anulado, ...]:
    """Lo anulado de un tema, para recuperarlo. Tres consultas; lo pide sólo quien lleva los grupos."""
    integrantes = sesion.execute(
        select(Membresia.id, Integrante.nombre, Usuario.nombre, Membresia.desde)
        .outerjoin(Integrante, Integrante.membresia_id == Membresia.id)
        .outerjoin(Usuario, Usuario.id == Membresia.usuario_id)
        .where(Membresia.tema == codigo, Membresia.anulada)
    )
    mesas = sesion.execute(
        select(Mesa.numero, Mesa.titulo, Mesa.fecha)
        .join(Tema, Tema.id == Mesa.tema_id)
        .where(Tema.codigo == codigo, Mesa.anulada)
    )
    acuerdos = sesion.execute(
        select(Acuerdo.numero, Mesa.numero, Acuerdo.texto)
        .join(Mesa, Mesa.id == Acuerdo.mesa_id)
        .join(Tema, Tema.id == Mesa.tema_id)
        .where(Tema.codigo == codigo, Acuerdo.anulado, Mesa.anulada.is_(False))
    )
    return (
        *(
            Anulado("integrante", f"{suyo or cuenta or ''}, desde el {fecha_larga(desde)}", numero)
            for numero, suyo, cuenta, desde in integrantes
        ),
        *(Anulado("mesa", _de_mesa(numero, titulo, dia), numero) for numero, titulo, dia in mesas),
        *(
            Anulado("acuerdo", f"Acuerdo {mesa}.{numero}: {texto}", numero, mesa)
            for numero, mesa, texto in acuerdos
        ),
    )


def internos_del_grupo(
    sesion: Session, codigo: str, marcas: frozenset[str]
) -> tuple[Sequence[Documento], bool]:
    """Los documentos internos que nombran al grupo, los últimos primero, y si hay más. Sólo para el grupo."""
    if not es_del_grupo(marcas, codigo):
        return (), False
    nombran = select(DocumentoGrupo.documento_id).where(DocumentoGrupo.tema == codigo)
    hallados = sesion.scalars(
        select(Documento)
        .where(Documento.id.in_(nombran), Documento.estado == Estado.PUBLICADO, visible_para(marcas))
        .order_by(Documento.publicado.desc(), Documento.id.desc())
        .limit(INTERNOS + 1)
    ).all()
    return hallados[:INTERNOS], len(hallados) > INTERNOS


def _de_mesa(numero: int, titulo: str, dia: date) -> str:
    return f"Mesa {numero}{f'. {titulo}' if titulo else ''}, del {fecha_larga(dia)}"
