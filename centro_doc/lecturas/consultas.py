"""Qué ha leído una persona, qué le falta de un tema, y las notas que puede leer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased, selectinload

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Version
from centro_doc.catalogo.vigente import rige
from centro_doc.comun.escrito import plegar
from centro_doc.comun.paginacion import Hoja
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import PUBLICO, Actor, marcas
from centro_doc.lecturas.alcance import clave_de, dicho, es_de, legible_para
from centro_doc.lecturas.formularios import FiltroDeNotas
from centro_doc.lecturas.modelos import Leido, Nota
from centro_doc.vinculos.anclados import PasajeAnclado, datos_de, lo_cubierto, textos_quitados
from centro_doc.vinculos.consultas import lista_de_tema
from centro_doc.vinculos.cubiertos import Lugar
from centro_doc.vinculos.modelos import Relacion

POR_HOJA = 50


class EstadoDeLectura(StrEnum):
    """Cómo va una persona con un documento."""

    POR_LEER = "por_leer"
    VERSION_NUEVA = "version_nueva"
    """Lo leyó, y después llegó otra versión."""
    LEIDO = "leido"


@dataclass(frozen=True, slots=True)
class LecturaDeTema:
    """Los documentos de un tema que se piden, y cuántos hay de cada estado."""

    tema: Tema
    cuentas: Mapping[str, int]
    hoja: Hoja[Documento]
    estados: Mapping[int, str]

    @property
    def total(self) -> int:
        """Los documentos del tema que ve."""
        return sum(self.cuentas.values())

    @property
    def pendientes(self) -> int:
        """Los que le faltan: por leer, o con una versión que no ha leído."""
        return self.total - self.cuentas[EstadoDeLectura.LEIDO]


@dataclass(frozen=True, slots=True)
class NotaVista:
    """Una nota para quien la lee."""

    id: int
    identificador: str
    titulo: str
    texto: str
    alcance: str
    con: str
    clave: str
    autor: str
    propia: bool
    creada: datetime
    editada: datetime | None
    edicion: int
    pasaje: PasajeAnclado | None
    """Sin lo que decía, si está roto o cambió y salió de una versión que se quitó de la vista: pudo quitarse
    para taparlo."""


def estados_de_lectura(sesion: Session, actor: Actor, documentos: Collection[int]) -> Mapping[int, str]:
    """Cómo va esta persona con cada documento, por su número interno; vacío para quien no tiene cuenta."""
    if actor.usuario_id is None or not documentos:
        return {}
    leida = aliased(Version)
    filas = sesion.execute(
        select(Leido.documento_id, func.coalesce(leida.numero, 0))
        .join(leida, leida.id == Leido.version_id, isouter=True)
        .where(Leido.usuario_id == actor.usuario_id, Leido.documento_id.in_(documentos))
    ).all()
    leidos = {documento: int(numero) for documento, numero in filas}
    ultimas = _ultimas(sesion, leidos)
    return {uno: _estado(leidos.get(uno), ultimas.get(uno, 0)) for uno in documentos}


def lectura_de_tema(
    sesion: Session, actor: Actor, tema: Tema, *, estado: str = "", hoja: int = 1, por_hoja: int = POR_HOJA
) -> LecturaDeTema:
    """Los documentos del expediente de un tema en ese estado (o todos), del más reciente al más antiguo.

    Los que sólo enuncian el tema no son de su expediente.
    """
    numeros = list(
        dict.fromkeys(
            uno.documento_id
            for uno in lista_de_tema(sesion, tema, marcas(actor))
            if uno.relacion != Relacion.ENUNCIA
        )
    )
    estados = estados_de_lectura(sesion, actor, numeros)
    pedidos = [uno for uno in numeros if not estado or estados.get(uno) == estado]
    a_mostrar = pedidos[(hoja - 1) * por_hoja : hoja * por_hoja]
    filas = {
        documento.id: documento
        for documento in sesion.scalars(
            select(Documento).where(Documento.id.in_(a_mostrar)).options(selectinload(Documento.fechas))
        )
    }
    cuentas = {clave.value: 0 for clave in EstadoDeLectura}
    for uno in estados.values():
        cuentas[uno] += 1
    return LecturaDeTema(
        tema, cuentas, Hoja([filas[uno] for uno in a_mostrar], hoja, por_hoja, len(pedidos)), estados
    )


def notas_de_documento(sesion: Session, actor: Actor, documento_id: int) -> Sequence[NotaVista]:
    """Las notas de un documento que lee esta persona, en el orden del texto; sin pasaje, al final."""
    if actor.usuario_id is None:
        return ()
    notas = _leer(sesion, actor, _notas(actor).where(Nota.documento_id == documento_id))
    return sorted(notas, key=_en_el_texto)


def notas_legibles(sesion: Session, actor: Actor, filtro: FiltroDeNotas) -> Sequence[NotaVista]:
    """Las notas propias, o las que otros comparten con esta persona, de la más nueva a la más vieja.

    Las palabras del filtro se buscan en la nota, en su pasaje y en el título, sin distinguir tildes.
    """
    consulta = _notas(actor).order_by(Nota.creada.desc(), Nota.id.desc())
    consulta = consulta.where(~es_de(actor) if filtro.de_otros else es_de(actor))
    if filtro.alcance:
        consulta = consulta.where(Nota.alcance == filtro.alcance)
    palabras = plegar(filtro.palabras).split()
    return [una for una in _leer(sesion, actor, consulta) if _contiene(una, palabras)]


def nota_propia(sesion: Session, actor: Actor, nota_id: int) -> NotaVista | None:
    """Una nota de esta persona, si la ve."""
    halladas = _leer(sesion, actor, _notas(actor).where(Nota.id == nota_id, es_de(actor)))
    return next(iter(halladas), None)


def borradas(sesion: Session, actor: Actor) -> Sequence[tuple[int, str, datetime]]:
    """Las notas propias que se pueden recuperar: su número, lo que dicen y cuándo se borraron."""
    filas = sesion.execute(
        select(Nota.id, Nota.texto, Nota.borrada)
        .join(Documento, Documento.id == Nota.documento_id)
        .where(es_de(actor), Nota.borrada.is_not(None), visible_para(marcas(actor)))
        .order_by(Nota.borrada.desc(), Nota.id.desc())
    )
    return [(numero, texto, cuando) for numero, texto, cuando in filas if cuando is not None]


def fuera_de_alcance(sesion: Session, actor: Actor) -> int:
    """Cuántas notas propias son de documentos que esta persona ya no ve: se conservan, sin mostrarlas."""
    propias = sesion.scalar(select(func.count(Nota.id)).where(es_de(actor), Nota.borrada.is_(None))) or 0
    vistas = select(func.count()).select_from(_notas(actor).where(es_de(actor)).subquery())
    return propias - (sesion.scalar(vistas) or 0)


def no_publicos(sesion: Session, identificadores: Collection[str]) -> Sequence[str]:
    """De esos documentos, los que no ve cualquiera, en orden."""
    return sesion.scalars(
        select(Documento.identificador)
        .where(Documento.identificador.in_(identificadores), ~visible_para({PUBLICO}))
        .order_by(Documento.identificador)
    ).all()


def _notas(actor: Actor) -> Select[Nota, Documento, str]:
    return (
        select(Nota, Documento, Usuario.nombre)
        .join(Documento, Documento.id == Nota.documento_id)
        .join(Usuario, Usuario.id == Nota.usuario_id)
        .where(legible_para(actor))
    )


def _leer(sesion: Session, actor: Actor, consulta: Select[Nota, Documento, str]) -> list[NotaVista]:
    filas = sesion.execute(consulta).all()
    anclados = [nota.pasaje for nota, _, _ in filas if nota.pasaje is not None]
    quitados = textos_quitados(sesion, anclados)
    dichos = lo_cubierto(sesion, anclados)
    return [
        _vista(nota, documento, quien, actor, _pasaje(nota, quitados, dichos))
        for nota, documento, quien in filas
    ]


def _vista(
    nota: Nota, documento: Documento, quien: str, actor: Actor, pasaje: PasajeAnclado | None
) -> NotaVista:
    return NotaVista(
        id=nota.id,
        identificador=documento.identificador,
        titulo=documento.titulo_corto or documento.titulo,
        texto=nota.texto,
        alcance=nota.alcance,
        con=dicho(nota),
        clave=clave_de(nota),
        autor=quien,
        propia=nota.usuario_id == actor.usuario_id,
        creada=nota.creada,
        editada=nota.editada,
        edicion=nota.edicion,
        pasaje=pasaje,
    )


def _pasaje(nota: Nota, quitados: frozenset[int], dichos: Mapping[Lugar, str]) -> PasajeAnclado | None:
    guardado = nota.pasaje
    if guardado is None:
        return None
    pasaje = PasajeAnclado(**datos_de(guardado, dichos))
    if guardado.texto_id not in quitados:
        return pasaje
    return replace(pasaje, literal="" if pasaje.rota else pasaje.literal, origen="")


def _en_el_texto(nota: NotaVista) -> tuple[bool, int, int, int]:
    lugar = nota.pasaje
    return (lugar is None, lugar.pagina if lugar else 0, lugar.inicio if lugar else 0, nota.id)


def _contiene(nota: NotaVista, palabras: Sequence[str]) -> bool:
    if not palabras:
        return True
    pasaje = nota.pasaje.literal if nota.pasaje is not None else ""
    buscable = plegar(f"{nota.texto} {pasaje} {nota.titulo} {nota.identificador} {nota.autor}")
    return all(palabra in buscable for palabra in palabras)


def _ultimas(sesion: Session, documentos: Collection[int]) -> Mapping[int, int]:
    """El turno de la última versión a la vista de cada documento."""
    filas = sesion.execute(
        select(Version.documento_id, func.max(Version.numero))
        .where(Version.documento_id.in_(documentos), rige())
        .group_by(Version.documento_id)
    )
    return {documento: int(numero) for documento, numero in filas}


def _estado(leida: int | None, ultima: int) -> str:
    if leida is None:
        return EstadoDeLectura.POR_LEER
    return EstadoDeLectura.VERSION_NUEVA if ultima > leida else EstadoDeLectura.LEIDO
