"""Qué cita un documento: a qué norma y artículo, qué hace con él, cuántas veces y en qué pasaje."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from centro_doc.comun.paginacion import Hoja
from centro_doc.grafo import menciones, palabras
from centro_doc.grafo.acceso import se_ven
from centro_doc.grafo.decididas import objetivo_de
from centro_doc.grafo.lectura import FIRME
from centro_doc.grafo.menciones import Mencion
from centro_doc.grafo.modelos import CitaGuardada, EstadoDeCita, LecturaJuridica, ObjetivoDeCita
from centro_doc.normas.modelos import Norma
from indexador.juridico.claves import leer_clave

POR_HOJA = 30
_FIRMES = or_(
    CitaGuardada.estado.in_([EstadoDeCita.CONFIRMADA, EstadoDeCita.CORREGIDA]),
    (CitaGuardada.estado == EstadoDeCita.LEIDA)
    & (CitaGuardada.confianza >= FIRME)
    & (CitaGuardada.resolucion != "sin_resolver"),
)
_DUDOSAS = (CitaGuardada.estado == EstadoDeCita.LEIDA) & ~_FIRMES


@dataclass(frozen=True, slots=True)
class NormaNombrada:
    """Una norma citada: cómo se dice, su nombre si el catálogo la tiene y si el Centro tiene su texto."""

    clave: str
    corta: str
    nombre: str
    en_centro: bool

    @property
    def conocida(self) -> bool:
        """¿Es la clave de una norma, y no algo por resolver?"""
        return leer_clave(self.clave) is not None

    @property
    def titulo(self) -> str:
        """«Decreto 95-98, Ley de Migración»."""
        return f"{self.corta}, {self.nombre}" if self.nombre and self.clave != "CPRG" else self.corta


@dataclass(frozen=True, slots=True)
class Destino:
    """Algo a lo que el documento apunta. `donde` es «artículo 171, literal i)», vacío si es la norma entera.

    `direccion` es la de su artículo, o vacía.
    """

    norma: NormaNombrada
    donde: str
    direccion: str
    relacion: str
    veces: int
    mencion: Mencion | None


@dataclass(frozen=True, slots=True)
class NormaCitada:
    """Una norma que cita un texto, con los artículos que nombra y cuántas veces."""

    norma: NormaNombrada
    articulos: tuple[str, ...]
    veces: int


def destinos(
    sesion: Session,
    documento_id: int,
    marcas: frozenset[str],
    *,
    tipo: str | None = None,
    ancla: str = "",
    cuantos: int = POR_HOJA,
) -> tuple[tuple[Destino, ...], int]:
    """A qué apunta un documento, en el orden en que lo cita, y cuántos destinos hay en total.

    Con `ancla`, sólo lo que cita esa división. Lo que el lector no ve no está. Cinco consultas.
    """
    unos = apuntados(sesion, documento_id, marcas, ancla=ancla, cuantos=cuantos)
    pasajes = menciones.por_numero(sesion, unos.citas)
    return unos.con_pasajes(sesion, pasajes, marcas, tipo=tipo), unos.total


@dataclass(frozen=True, slots=True)
class Apuntados:
    """Los destinos de un texto, cada uno con su primera cita y cuántas son, sin leer sus pasajes."""

    total: int
    filas: tuple[tuple[ObjetivoDeCita, int], ...]

    @property
    def citas(self) -> list[int]:
        """Las citas cuyo pasaje hace falta."""
        return [fila.cita_id for fila, _ in self.filas]

    def con_pasajes(
        self, sesion: Session, pasajes: Mapping[int, Mencion], marcas: frozenset[str], *, tipo: str | None
    ) -> tuple[Destino, ...]:
        """Los destinos, con los pasajes ya leídos. Dos consultas."""
        nombradas = nombrar(sesion, {fila.norma_clave for fila, _ in self.filas}, marcas)
        return tuple(
            Destino(
                nombradas[fila.norma_clave],
                palabras.donde(objetivo_de(fila)),
                palabras.direccion(objetivo_de(fila)),
                palabras.relacion(fila.relacion, tipo),
                veces,
                pasajes.get(fila.cita_id),
            )
            for fila, veces in self.filas
        )


def apuntados(
    sesion: Session, documento_id: int, marcas: frozenset[str], *, ancla: str = "", cuantos: int = POR_HOJA
) -> Apuntados:
    """A qué apunta un documento, o una de sus divisiones: los `cuantos` primeros. Una consulta."""
    grupos = (
        select(
            func.min(ObjetivoDeCita.id).label("primera"),
            func.count(ObjetivoDeCita.cita_id.distinct()).label("veces"),
            func.count().over().label("total"),
        )
        .where(*_los_que_se_ven(documento_id, marcas, ancla))
        .group_by(
            *(ObjetivoDeCita.norma_clave, ObjetivoDeCita.articulo, ObjetivoDeCita.hasta),
            *(ObjetivoDeCita.serie, ObjetivoDeCita.subdivision),
        )
        .order_by(func.min(ObjetivoDeCita.id))
        .limit(cuantos)
        .subquery()
    )
    filas = sesion.execute(
        select(ObjetivoDeCita, grupos.c.veces, grupos.c.total)
        .join(grupos, grupos.c.primera == ObjetivoDeCita.id)
        .order_by(ObjetivoDeCita.id)
    ).all()
    return Apuntados(filas[0][2] if filas else 0, tuple((fila[0], fila[1]) for fila in filas))


def _los_que_se_ven(documento_id: int, marcas: frozenset[str], ancla: str) -> list[ColumnElement[bool]]:
    """Las condiciones de los objetivos de un documento, o de una de sus divisiones, que el lector ve."""
    suyos: list[ColumnElement[bool]] = [
        ObjetivoDeCita.documento_id == documento_id,
        ObjetivoDeCita.vale.is_(True),
        se_ven(ObjetivoDeCita.documento_id, marcas),
    ]
    if ancla:
        suyos.append(ObjetivoDeCita.cita_id.in_(_con_ancla(documento_id, ancla)))
    return suyos


def normas_citadas(
    sesion: Session, documentos: Sequence[int], marcas: frozenset[str]
) -> tuple[NormaCitada, ...]:
    """Las normas que citan unos textos, de la más citada a la que menos."""
    if not documentos:
        return ()
    columnas = (ObjetivoDeCita.articulo, ObjetivoDeCita.hasta, ObjetivoDeCita.serie)
    filas = sesion.execute(
        select(ObjetivoDeCita.norma_clave, *columnas, func.count(ObjetivoDeCita.cita_id.distinct()))
        .where(
            ObjetivoDeCita.documento_id.in_(documentos),
            ObjetivoDeCita.vale.is_(True),
            se_ven(ObjetivoDeCita.documento_id, marcas),
        )
        .group_by(ObjetivoDeCita.norma_clave, *columnas)
    ).all()
    nombradas = nombrar(sesion, [fila[0] for fila in filas], marcas)
    suyas: dict[str, list[tuple[str, str, str]]] = {}
    veces: dict[str, int] = {}
    for clave, articulo, hasta, serie, cuantas in filas:
        suyas.setdefault(clave, []).append((articulo, hasta, serie))
        veces[clave] = veces.get(clave, 0) + cuantas
    return tuple(
        NormaCitada(nombradas[clave], palabras.articulos(suyas[clave]), veces[clave])
        for clave in sorted(suyas, key=lambda clave: (-veces[clave], clave))
    )


def nombrar(sesion: Session, claves: Collection[str], marcas: frozenset[str]) -> Mapping[str, NormaNombrada]:
    """Cada norma por su clave: su nombre, y si este lector tiene en el Centro su texto. Dos consultas."""
    if not claves:
        return {}
    nombres = {
        fila[0]: fila[1]
        for fila in sesion.execute(select(Norma.clave, Norma.nombre).where(Norma.clave.in_(claves)))
    }
    hay = set(
        sesion.scalars(
            select(LecturaJuridica.clave).where(
                LecturaJuridica.clave.in_(claves), se_ven(LecturaJuridica.documento_id, marcas)
            )
        )
    )
    return {
        clave: NormaNombrada(clave, palabras.corta(clave), nombres.get(clave, ""), clave in hay)
        for clave in claves
    }


def menciones_de(
    sesion: Session,
    documento_id: int,
    marcas: frozenset[str],
    *,
    dudosas: bool = False,
    hoja: int = 1,
    por_hoja: int = POR_HOJA,
) -> Hoja[Mencion]:
    """Las citas de un documento, en el orden del texto; `dudosas`, las que esperan a una persona."""
    suyas = (
        CitaGuardada.documento_id == documento_id,
        _DUDOSAS if dudosas else _FIRMES,
        se_ven(CitaGuardada.documento_id, marcas),
    )
    total = sesion.scalar(select(func.count(CitaGuardada.id)).where(*suyas)) or 0
    eleccion = (
        menciones.consulta()
        .where(*suyas)
        .order_by(CitaGuardada.pagina, CitaGuardada.inicio, CitaGuardada.id)
        .limit(por_hoja)
        .offset((hoja - 1) * por_hoja)
    )
    return Hoja(menciones.en_orden(sesion, eleccion), hoja, por_hoja, total)


def propias_a(
    sesion: Session, documento_id: int, numero: str, serie: str, marcas: frozenset[str]
) -> tuple[int, ...]:
    """Las citas en que el mismo texto remite a uno de sus artículos, en su orden."""
    return tuple(
        sesion.scalars(
            select(CitaGuardada.id)
            .join(ObjetivoDeCita, ObjetivoDeCita.cita_id == CitaGuardada.id)
            .where(
                ObjetivoDeCita.documento_id == documento_id,
                ObjetivoDeCita.propia.is_(True),
                ObjetivoDeCita.articulo == numero,
                ObjetivoDeCita.serie == serie,
                se_ven(ObjetivoDeCita.documento_id, marcas),
                _FIRMES,
            )
            .distinct()
            .order_by(CitaGuardada.id)
            .limit(POR_HOJA)
        )
    )


def en_pagina(sesion: Session, texto_id: int, pagina: int) -> tuple[Mencion, ...]:
    """Las citas ciertas que tocan una página de un texto. Quien llama ya vio que el lector puede leerla."""
    eleccion = menciones.consulta().where(
        CitaGuardada.texto_id == texto_id,
        CitaGuardada.pagina <= pagina,
        CitaGuardada.pagina_final >= pagina,
        _FIRMES,
    )
    return menciones.en_orden(sesion, eleccion.order_by(CitaGuardada.inicio, CitaGuardada.id))


def _con_ancla(documento_id: int, ancla: str) -> Select[int]:
    return select(CitaGuardada.id).where(
        CitaGuardada.documento_id == documento_id, CitaGuardada.ancla == ancla
    )
