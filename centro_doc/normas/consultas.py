"""Lecturas de las normas: la lista, el estado a una fecha, los nombres con que se citan y sus resúmenes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Precision
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.escrito import plegar
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.comun.paginacion import Hoja
from centro_doc.normas import palabras
from centro_doc.normas.dispuestas import dispuestas
from centro_doc.normas.formularios import Filtros
from centro_doc.normas.hechos import SIN_VIGENCIA, Guardado, estado_de
from centro_doc.normas.modelos import (
    AliasDeNorma,
    ClaseDeRelacion,
    EstadoDeNorma,
    FechaDeNorma,
    Norma,
    RelacionDeNormas,
)
from centro_doc.normas.partes import articulo_en_prosa
from centro_doc.normas.uniones import textos_de_normas
from centro_doc.normas.vigencia import EstadoALaFecha
from centro_doc.normas.vigor import vigor_de
from indexador.juridico.citas import Alias
from indexador.juridico.claves import leer_clave

P = TypeVar("P", FechaDeNorma, EstadoDeNorma)
POR_HOJA = 40
_CAUSAN = frozenset({ClaseDeRelacion.DEROGA, ClaseDeRelacion.ADICIONA})
"""Las relaciones que dicen desde cuándo algo deja de estar en la norma, o lo está."""
_ORDEN = {clase: lugar for lugar, clase in enumerate(palabras.CLASES)}


@dataclass(frozen=True, slots=True)
class Renglon:
    """Una norma de la lista, con su estado a la fecha y cuántos documentos visibles traen su texto."""

    norma: Norma
    cita: str
    clase: str
    estado: EstadoALaFecha
    textos: int


@dataclass(frozen=True, slots=True)
class ListaDeNormas:
    """Una hoja de la lista y las clases que ofrecen los filtros, con cuántas normas hay de cada una."""

    hoja: Hoja[Renglon]
    clases: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Resumen:
    """Una norma en pocas palabras, para nombrarla desde otra página; `verificacion` se muestra con ella."""

    clave: str
    cita: str
    nombre: str
    sigla: str
    verificacion: str
    posterior_al_plan: bool
    datos: tuple[tuple[str, str], ...]
    nota: str
    fuentes: Mapping[str, str]


def lista(
    sesion: Session, filtros: Filtros, marcas: frozenset[str], *, fecha: date, hoja: int = 1
) -> ListaDeNormas:
    """Las normas que cumplen los filtros, por clase y de la más reciente a la más antigua.

    El estado por el que se filtra es el de `fecha`; una iniciativa o un expediente no tienen.
    """
    todas = sesion.scalars(select(Norma)).all()
    alias = _alias_de(sesion)
    buscadas = plegar(filtros.palabras).split()
    halladas = sorted(
        (
            una
            for una in todas
            if filtros.clase in {"", una.clase}
            and filtros.marca in {"", una.marca}
            and all(palabra in _buscable(una, alias.get(una.id, ())) for palabra in buscadas)
        ),
        key=_orden,
    )
    if filtros.estado:
        halladas = _en_estado(sesion, halladas, filtros.estado, marcas, fecha)
    desde = (hoja - 1) * POR_HOJA
    elegidas = halladas[desde : desde + POR_HOJA]
    return ListaDeNormas(
        hoja=Hoja(tuple(_renglones(sesion, elegidas, marcas, fecha)), hoja, POR_HOJA, len(halladas)),
        clases=_clases(todas),
    )


def _en_estado(
    sesion: Session, normas: Sequence[Norma], estado: str, marcas: frozenset[str], fecha: date
) -> list[Norma]:
    todo = guardados(sesion, [una for una in normas if una.clase not in SIN_VIGENCIA], marcas)
    return [una for una in normas if una.id in todo and estado_de(todo[una.id], fecha).estado == estado]


def existe(sesion: Session, clave: str) -> bool:
    """¿Tiene el catálogo una norma con esa clave?"""
    return sesion.scalar(select(Norma.id).where(Norma.clave == clave)) is not None


def estado_a(
    sesion: Session, clave: str, fecha: date, articulo: str = "", *, marcas: frozenset[str]
) -> EstadoALaFecha:
    """El estado de una norma, o de uno de sus artículos («107-bis»), a una fecha, por lo que ve un lector.

    Levanta `NoEncontrado` si el catálogo no la tiene.
    """
    una = sesion.scalar(select(Norma).where(Norma.clave == clave))
    if una is None:
        raise NoEncontrado("El catálogo no tiene una norma con esa clave.")
    return estado_de(guardados(sesion, [una], marcas)[una.id], fecha, articulo)


def guardados(sesion: Session, normas: Sequence[Norma], marcas: frozenset[str]) -> Mapping[int, Guardado]:
    """Lo que decide el estado de cada norma para ese lector, por su `id`. Cuatro consultas."""
    ids, claves = [una.id for una in normas], [una.clave for una in normas]
    estados = _por_norma(
        sesion.scalars(
            select(EstadoDeNorma)
            .where(EstadoDeNorma.norma_id.in_(ids), EstadoDeNorma.quitada.is_(False))
            .order_by(EstadoDeNorma.desde, EstadoDeNorma.id)
        ).all()
    )
    recibe: dict[str, list[RelacionDeNormas]] = {}
    for relacion in sesion.scalars(
        select(RelacionDeNormas)
        .where(RelacionDeNormas.destino.in_(claves), RelacionDeNormas.quitada.is_(False))
        .order_by(RelacionDeNormas.id)
    ):
        recibe.setdefault(relacion.destino, []).append(relacion)
    causan = set(_que_causan(estados, recibe))
    fechas = _fechas(sesion, {*claves, *causan})
    dicen = dispuestas(sesion, {*claves, *causan}, marcas)
    vigores = {
        clave: vigor_de(clave.partition("-")[0], fechas.get(clave, ()), dicen.get(clave)) for clave in causan
    }
    return {
        una.id: Guardado(
            *(una, fechas.get(una.clave, ()), estados.get(una.id, ()), tuple(recibe.get(una.clave, ()))),
            dicen.get(una.clave),
            vigores,
        )
        for una in normas
    }


def _que_causan(
    estados: Mapping[int, Sequence[EstadoDeNorma]], recibe: Mapping[str, Sequence[RelacionDeNormas]]
) -> Iterator[str]:
    """Las normas de cuya entrada en vigor depende desde cuándo es un estado de otra."""
    for fila in (uno for suyos in estados.values() for uno in suyos):
        if fila.marca_desde != "V" and fila.norma_prueba:
            yield fila.norma_prueba
    for relacion in (una for suyas in recibe.values() for una in suyas):
        if relacion.clase in _CAUSAN and relacion.fecha is None:
            yield relacion.origen


def _fechas(sesion: Session, claves: Collection[str]) -> Mapping[str, Sequence[FechaDeNorma]]:
    """Las de cada norma, por su clave. Una consulta."""
    fechas: dict[str, list[FechaDeNorma]] = {}
    for clave, fecha in sesion.execute(
        select(Norma.clave, FechaDeNorma)
        .join(FechaDeNorma, FechaDeNorma.norma_id == Norma.id)
        .where(Norma.clave.in_(claves), FechaDeNorma.quitada.is_(False))
        .order_by(FechaDeNorma.valor, FechaDeNorma.id)
    ):
        fechas.setdefault(clave, []).append(fecha)
    return fechas


def resumenes(sesion: Session, claves: Collection[str], marcas: frozenset[str]) -> Mapping[str, Resumen]:
    """Las normas con esas claves, por su clave; las que el catálogo no tiene no aparecen. Seis consultas."""
    normas = sesion.scalars(select(Norma).where(Norma.clave.in_(claves))).all()
    todo = guardados(sesion, normas, marcas)
    hace: dict[str, list[RelacionDeNormas]] = {}
    for relacion in sesion.scalars(
        select(RelacionDeNormas)
        .where(RelacionDeNormas.origen.in_(claves), RelacionDeNormas.quitada.is_(False))
        .order_by(RelacionDeNormas.id)
    ):
        hace.setdefault(relacion.origen, []).append(relacion)
    return {una.clave: _resumen(todo[una.id], hace.get(una.clave, ())) for una in normas}


def nombres(sesion: Session) -> tuple[Alias, ...]:
    """Los nombres con que se citan las normas: el oficial, si basta, y los alias ni quitados ni dudosos."""
    normas = {una.id: una for una in sesion.scalars(select(Norma))}
    oficiales = [Alias(una.nombre, una.clave, una.jurisdiccion) for una in normas.values() if una.citable]
    alias = sesion.scalars(
        select(AliasDeNorma).where(AliasDeNorma.quitada.is_(False), AliasDeNorma.marca != "D")
    )
    return (
        *oficiales,
        *(
            Alias(uno.alias, normas[uno.norma_id].clave, uno.jurisdiccion, uno.desde, uno.hasta)
            for uno in alias
        ),
    )


def en_prosa(clave: str) -> str:
    """«Decreto 95-98 del Congreso de la República»; la clave misma si no tiene la forma de ninguna."""
    leida = leer_clave(clave)
    return leida.en_prosa() if leida is not None else clave


def con_marca(texto: str, marca: str) -> str:
    """El texto y, si no está confirmado, su marca: «1966 (C)»."""
    return texto if marca == "V" else f"{texto} ({marca})"


def _renglones(
    sesion: Session, normas: Sequence[Norma], marcas: frozenset[str], fecha: date
) -> Iterator[Renglon]:
    todo = guardados(sesion, normas, marcas)
    textos = textos_de_normas(sesion, normas, marcas)
    for una in normas:
        yield Renglon(
            una,
            en_prosa(una.clave),
            palabras.CLASES[una.clase],
            estado_de(todo[una.id], fecha),
            len(textos[una.id]),
        )


def _resumen(guardado: Guardado, hace: Sequence[RelacionDeNormas]) -> Resumen:
    una = guardado.norma
    datos = [("Órgano", una.organo)] if una.organo else []
    datos += [(rotulo, _escrito(una.datos[d])) for d, rotulo in palabras.DATOS.items() if d in una.datos]
    rotulos = palabras.fechas()
    for fecha in guardado.fechas:
        dicha = con_marca(fecha_con_precision(fecha.valor, fecha.precision), fecha.marca)
        datos.append((rotulos[fecha.clase], f"{dicha}. {fecha.nota}" if fecha.nota else dicha))
    vigor = guardado.vigor
    if vigor.desde is not None and vigor.porque:
        datos.append((rotulos["vigencia"], con_marca(vigor.dicho, vigor.marca)))
    for relaciones, desde_origen in ((hace, True), (guardado.recibe, False)):
        datos += _relaciones_dichas(relaciones, desde_origen=desde_origen)
    for uno in guardado.estados:
        if not uno.articulo:
            dicho = con_marca(palabras.VIGENCIAS[uno.estado], uno.marca)
            if uno.precision != Precision.DESCONOCIDA:
                desde = fecha_con_precision(uno.desde, uno.precision)
                dicho += f", desde {con_marca(desde, uno.marca_desde)}"
            datos.append(("Estado", f"{dicho}. {uno.nota}" if uno.nota else dicho))
    return Resumen(
        una.clave,
        en_prosa(una.clave),
        una.nombre,
        una.sigla,
        una.marca,
        una.posterior_al_plan,
        tuple(datos),
        una.nota,
        una.fuentes,
    )


def _relaciones_dichas(
    relaciones: Sequence[RelacionDeNormas], *, desde_origen: bool
) -> Iterator[tuple[str, str]]:
    """«Reformada por» → «DC-10-2015, DC-5-2022 (artículos 103, 107 Bis (C))»."""
    dichas: dict[str, dict[str, list[RelacionDeNormas]]] = {}
    for una in relaciones:
        rotulo = palabras.relacion(una.clase, una.origen, desde_origen=desde_origen)
        otra = una.destino if desde_origen else una.origen
        dichas.setdefault(rotulo, {}).setdefault(otra, []).append(una)
    for rotulo, otras in dichas.items():
        yield rotulo, ", ".join(_otra(clave, filas) for clave, filas in otras.items())


def _otra(clave: str, filas: Sequence[RelacionDeNormas]) -> str:
    articulos = [
        con_marca(articulo_en_prosa(f.articulo_destino), f.marca) for f in filas if f.articulo_destino
    ]
    if articulos:
        return f"{clave} ({'artículo' if len(articulos) == 1 else 'artículos'} {', '.join(articulos)})"
    return con_marca(f"{clave}, en parte" if filas[0].parcial else clave, filas[0].marca)


def _escrito(valor: object) -> str:
    return ", ".join(map(str, valor)) if isinstance(valor, list) else str(valor)


def _alias_de(sesion: Session) -> Mapping[int, Sequence[str]]:
    alias: dict[int, list[str]] = {}
    for uno in sesion.scalars(select(AliasDeNorma).where(AliasDeNorma.quitada.is_(False))):
        alias.setdefault(uno.norma_id, []).append(uno.alias)
    return alias


def _por_norma(filas: Sequence[P]) -> Mapping[int, Sequence[P]]:
    juntas: dict[int, list[P]] = {}
    for fila in filas:
        juntas.setdefault(fila.norma_id, []).append(fila)
    return juntas


def _clases(normas: Sequence[Norma]) -> tuple[tuple[str, str, int], ...]:
    usadas = [una.clase for una in normas]
    cuentas = [(clave, nombre, usadas.count(clave)) for clave, nombre in palabras.CLASES.items()]
    return tuple(cuenta for cuenta in cuentas if cuenta[2])


def _orden(una: Norma) -> tuple[int, int, int, str]:
    numero = int(una.numero) if una.numero.isdigit() else 0
    return _ORDEN[una.clase], -(una.anio or 0), -numero, una.nombre


def _buscable(una: Norma, alias: Sequence[str]) -> str:
    return plegar(" ".join((una.clave, en_prosa(una.clave), una.sigla, una.nombre, *alias)))
