"""La cola de lo que está en trabajo: quién lo tiene, qué le falta y qué ya se puede publicar.

Todo filtra por las marcas del lector: lo que no ve no existe, ni en las listas ni en las cuentas.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.consultas import paginas_de
from centro_doc.catalogo.modelos import Archivo, Documento, Estado, Papel, Version
from centro_doc.catalogo.modelos_sugerencias import Sugerencia
from centro_doc.catalogo.retenidas import Retenido, con_retenidos, retenidos
from centro_doc.catalogo.sugerencias import pendientes, titulo_pendiente, totales
from centro_doc.comun.paginacion import Hoja
from centro_doc.cuentas.modelos import Usuario

POR_HOJA = (25, 50, 100)
"""Cuántos documentos por página se pueden pedir; el primero, si no se pide."""
EN_TRABAJO = (Estado.RECIBIDO, Estado.EN_PROCESO, Estado.POR_CATALOGAR, Estado.CON_FALLA)
PESTANAS: Mapping[str, str] = {
    "todos": "Todos",
    "por_catalogar": "Por catalogar",
    "en_revision": "En revisión",
    "listos": "Listos para publicar",
    "con_falla": "Con problema",
    "en_proceso": "En proceso",
    "mios": "Asignados a mí",
    "retirados": "Retirados",
}
"""Clave de la pestaña → su nombre.

«Por catalogar» no lo tiene nadie, «En revisión» lo tiene una persona y «Listos» ya se puede publicar: cada
documento leído está en una de las tres. En revisión están también los publicados con algo por revisar.
"""
ORDENES = ("ingreso", "-ingreso", "titulo", "-titulo", "registro", "-registro")
PROTEGIDO = "protegido"
_LEYENDOSE = (Estado.RECIBIDO, Estado.EN_PROCESO)


@dataclass(frozen=True, slots=True)
class FiltroCola:
    """Qué parte de la cola se pide; los valores que no existen ya vienen cambiados por los de siempre."""

    pestana: str = "por_catalogar"
    texto: str = ""
    orden: str = "ingreso"
    hoja: int = 1
    lote: int | None = None
    por_hoja: int = POR_HOJA[0]

    @property
    def estrecha(self) -> bool:
        """¿Deja fuera a parte de la pestaña?"""
        return bool(self.texto) or self.lote is not None


@dataclass(frozen=True, slots=True)
class FilaCola:
    """Un documento en trabajo. `paginas` es `None` si aún no se lee.

    `abrible`: lo que le falta es una contraseña, y se le puede dar. `por_revisar` son las sugerencias que
    esperan decisión y `sugerencias`, todas las que valen. `titulo_propuesto` va vacío salvo que el título sea
    todavía el que salió del archivo y el texto proponga otro, sin revisar.
    """

    identificador: str
    titulo: str
    titulo_propuesto: str
    origen: str
    paginas: int | None
    ingreso: datetime
    estado: str
    falla: str
    avisos: tuple[str, ...]
    asignado: str | None
    listo: bool
    abrible: bool
    por_revisar: int
    sugerencias: int
    retenidos: tuple[Retenido, ...] = ()
    """Las versiones y los archivos que se le sumaron y esperan a que alguien los publique o los quite."""


@dataclass(frozen=True, slots=True)
class Cuentas:
    """Cuántos hay en cada pestaña y cuándo entró el más antiguo de los que están en trabajo."""

    por_pestana: Mapping[str, int]
    mas_antiguo: datetime | None


@dataclass(frozen=True, slots=True)
class Cola:
    """Lo que está en trabajo para un lector: la hoja pedida, las cuentas y el más antiguo."""

    hoja: Hoja[FilaCola]
    cuentas: Mapping[str, int]
    mas_antiguo: datetime | None


@dataclass(frozen=True, slots=True)
class Lector:
    """Quien mira la cola. `listo` es la condición de los que se pueden publicar, que sabe `curaduria`."""

    marcas: frozenset[str]
    usuario_id: int | None
    listo: ColumnElement[bool]


def cola(sesion: Session, lector: Lector, filtro: FiltroCola) -> Cola:
    """La hoja pedida de los documentos en trabajo. Siete consultas a lo sumo, sea cual sea el tamaño."""
    cuentas = contar(sesion, lector)
    condicion = and_(_en_pestana(filtro.pestana, lector), _cabe(filtro), visible_para(lector.marcas))
    total = cuentas.por_pestana[filtro.pestana]
    if filtro.estrecha:
        total = sesion.scalar(select(func.count(Documento.id)).where(condicion)) or 0
    hoja = min(filtro.hoja, max(1, -(-total // filtro.por_hoja)))
    filas = sesion.execute(
        select(Documento, Usuario.nombre, _listo(lector), titulo_pendiente().scalar_subquery())
        .join(Usuario, Usuario.id == Documento.asignado_a, isouter=True)
        .where(condicion)
        .order_by(*_orden(filtro.orden))
        .offset((hoja - 1) * filtro.por_hoja)
        .limit(filtro.por_hoja)
    ).all()
    numeros = [fila[0].id for fila in filas]
    paginas = paginas_de(sesion, numeros)
    faltan, todas = pendientes(sesion, numeros), totales(sesion, numeros)
    esperan = retenidos(sesion, numeros)
    cerrados = _con_clave(sesion, [fila[0].id for fila in filas if fila[0].falla_codigo == PROTEGIDO])
    elementos = [
        _fila(
            d,
            titulo or "",
            quien,
            (bool(listo), d.id in cerrados or any(uno.abrible for uno in esperan.get(d.id, ()))),
            paginas.get(d.id),
            (faltan.get(d.id, 0), todas.get(d.id, 0)),
            esperan.get(d.id, ()),
        )
        for d, quien, listo, titulo in filas
    ]
    return Cola(Hoja(elementos, hoja, filtro.por_hoja, total), cuentas.por_pestana, cuentas.mas_antiguo)


def contar(sesion: Session, lector: Lector) -> Cuentas:
    """Lo que hay en cada pestaña, sin filtrar. Una consulta, que mira cada documento en trabajo una vez."""
    quien = case(
        (Documento.asignado_a.is_(None), ""), (Documento.asignado_a == lector.usuario_id, "yo"), else_="otro"
    )
    mirados = (
        select(Documento.estado, quien.label("quien"), _listo(lector).label("listo"), Documento.creado)
        .where(or_(Documento.estado.in_((*EN_TRABAJO, Estado.RETIRADO)), con_retenidos()))
        .where(visible_para(lector.marcas))
        .subquery()
    )
    grupos = sesion.execute(
        select(
            mirados.c.estado, mirados.c.quien, mirados.c.listo, func.count(), func.min(mirados.c.creado)
        ).group_by(mirados.c.estado, mirados.c.quien, mirados.c.listo)
    ).all()
    cuentas = dict.fromkeys(PESTANAS, 0)
    for estado, de_quien, listo, cuantos, _ in grupos:
        for pestana in _pestanas_de(estado, de_quien, bool(listo)):
            cuentas[pestana] += cuantos
    antiguos = [antiguo for estado, _, _, _, antiguo in grupos if estado in EN_TRABAJO]
    return Cuentas(cuentas, min(antiguos, default=None))


def cuantos_por_catalogar(sesion: Session, lector: Lector) -> int:
    """Los que esperan a que alguien los tome: los de la pestaña «Por catalogar»."""
    condicion = and_(_en_pestana("por_catalogar", lector), visible_para(lector.marcas))
    return sesion.scalar(select(func.count(Documento.id)).where(condicion)) or 0


def _pestanas_de(estado: str, de_quien: str, listo: bool) -> list[str]:
    if estado == Estado.RETIRADO:
        return ["retirados"]
    if estado == Estado.PUBLICADO:
        return ["todos", "en_revision"]
    propia = {
        Estado.RECIBIDO: "en_proceso",
        Estado.EN_PROCESO: "en_proceso",
        Estado.CON_FALLA: "con_falla",
    }.get(Estado(estado), "listos" if listo else "en_revision" if de_quien else "por_catalogar")
    return ["todos", propia, *(["mios"] if de_quien == "yo" else [])]


def _listo(lector: Lector) -> ColumnElement[int]:
    """1 o 0, nunca nulo: un documento sin tipo no cumple la condición ni la contraria."""
    return case((and_(Documento.estado == Estado.POR_CATALOGAR, lector.listo), 1), else_=0)


def _en_pestana(pestana: str, lector: Lector) -> ColumnElement[bool]:
    por_catalogar = Documento.estado == Estado.POR_CATALOGAR
    en_trabajo = Documento.estado.in_(EN_TRABAJO)
    asignado = and_(por_catalogar, Documento.asignado_a.is_not(None), _listo(lector) == 0)
    return {
        "por_catalogar": and_(por_catalogar, Documento.asignado_a.is_(None), _listo(lector) == 0),
        "en_revision": or_(asignado, con_retenidos()),
        "listos": and_(por_catalogar, lector.listo),
        "mios": and_(en_trabajo, Documento.asignado_a == lector.usuario_id),
        "en_proceso": Documento.estado.in_(_LEYENDOSE),
        "con_falla": Documento.estado == Estado.CON_FALLA,
        "retirados": Documento.estado == Estado.RETIRADO,
    }.get(pestana, or_(en_trabajo, con_retenidos()))


def _cabe(filtro: FiltroCola) -> ColumnElement[bool]:
    """Lo que deja pasar lo que la persona escribió."""
    de_lote = true() if filtro.lote is None else Documento.lote_id == filtro.lote
    campos = (Documento.titulo, Documento.identificador, Documento.numero, Documento.origen_entrega)
    texto = filtro.texto
    if not texto:
        return de_lote
    quien = select(Usuario.id).where(Usuario.nombre.icontains(texto, autoescape=True))
    contienen = (campo.icontains(texto, autoescape=True) for campo in campos)
    propuesto = titulo_pendiente().where(Sugerencia.valor.icontains(texto, autoescape=True)).exists()
    return and_(de_lote, or_(*contienen, propuesto, Documento.asignado_a.in_(quien)))


def _con_clave(sesion: Session, protegidos: Collection[int]) -> set[int]:
    """De estos documentos protegidos, los que se abren con una contraseña: los PDF."""
    if not protegidos:
        return set()
    return set(
        sesion.scalars(
            select(Version.documento_id)
            .join(Archivo, Archivo.version_id == Version.id)
            .where(Version.documento_id.in_(protegidos), Archivo.tipo == "application/pdf")
            .where(Archivo.papel == Papel.PRINCIPAL)
        )
    )


def _orden(orden: str) -> tuple[ColumnElement[Any], ...]:
    columna: ColumnElement[Any] = {
        "titulo": func.lower(Documento.titulo),
        "registro": Documento.id.expression,
    }.get(orden.lstrip("-"), Documento.creado.expression)
    return (columna.desc(), Documento.id.desc()) if orden.startswith("-") else (columna, Documento.id.asc())


def _fila(
    documento: Documento,
    propuesto: str,
    asignado: str | None,
    suerte: tuple[bool, bool],
    paginas: int | None,
    sugerencias: tuple[int, int],
    esperan: tuple[Retenido, ...],
) -> FilaCola:
    return FilaCola(
        documento.identificador,
        documento.titulo,
        propuesto if documento.edicion == 1 and propuesto != documento.titulo else "",
        documento.origen_entrega,
        paginas,
        documento.creado,
        documento.estado,
        documento.falla_motivo,
        tuple(documento.avisos),
        asignado,
        *suerte,
        *sugerencias,
        esperan,
    )
