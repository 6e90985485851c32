"""Qué lleva el plan impreso, sin decir en qué formato: títulos, párrafos, listas y tablas, en su orden.

Todo es literal. Lo único nuestro son los códigos, los rótulos de las metas y los títulos de las tablas, y el
aviso de la portada lo dice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from centro_doc.comun.fechas import fecha_larga
from centro_doc.plan.lectura import DatosNodo, DatosPlan
from centro_doc.plan.modelos import ClaseNodo


@dataclass(frozen=True, slots=True)
class Titulo:
    """Un título de nivel 1 a 3, que además va al índice del archivo."""

    texto: str
    nivel: int


@dataclass(frozen=True, slots=True)
class Parrafo:
    """Un párrafo; `nuestro` si no es del plan sino del Centro."""

    texto: str
    nuestro: bool = False


@dataclass(frozen=True, slots=True)
class Lista:
    """Renglones, numerados o no."""

    renglones: tuple[str, ...]
    numerada: bool = False


@dataclass(frozen=True, slots=True)
class Fila:
    """Un nodo del plan en una tabla: su código, su texto y cuánto entra bajo el anterior."""

    codigo: str
    texto: str
    nivel: int = 0
    destacada: bool = False


@dataclass(frozen=True, slots=True)
class Tabla:
    """Nodos del plan, uno por fila."""

    titulo: str
    filas: tuple[Fila, ...]


@dataclass(frozen=True, slots=True)
class SaltoDePagina:
    """Lo que sigue empieza en otra página."""


Bloque = Titulo | Parrafo | Lista | Tabla | SaltoDePagina


@dataclass(frozen=True, slots=True)
class Portada:
    """Los renglones de la primera página y el aviso del Centro."""

    institucion: str
    dependencia: str
    titulo: str
    estado: str
    aviso: str


def titulo_del_archivo(plan: DatosPlan) -> str:
    """El título que llevan las propiedades del archivo y los encabezados: el del plan y de quién es."""
    return f"{plan.titulo}, {plan.datos['documento']['dependencia']}"


def portada(plan: DatosPlan) -> Portada:
    """La primera página."""
    documento = plan.datos["documento"]
    return Portada(
        institucion=documento["institucion"],
        dependencia=documento["dependencia"],
        titulo=plan.titulo,
        estado=plan.estado,
        aviso=(
            "Reproducción del texto del plan, en su versión borrador del "
            f"{fecha_larga(plan.fecha_version)}, con sus erratas. Los códigos (OO1.A2.3) son del Centro de "
            "Documentación: el original numera sólo los objetivos operativos. Donde el original dejó una "
            "celda vacía o una frase sin terminar, aquí se dice."
        ),
    )


def bloques(plan: DatosPlan) -> Iterator[Bloque]:
    """El cuerpo, después de la portada."""
    yield from _diagnostico(plan.datos["diagnostico"])
    yield from _marco(plan)
    for nodo in plan.nodos:
        if nodo.clase is ClaseNodo.OBJETIVO_OPERATIVO:
            yield SaltoDePagina()
            yield from _objetivo(plan, nodo)


def pasaje(nodo: DatosNodo) -> str:
    """Las palabras del impreso que enuncian un nodo. Una meta, que puede ser una cifra, va con su rótulo."""
    if nodo.clase is not ClaseNodo.META:
        return nodo.texto
    return f"Meta del producto {nodo.datos['producto']}: {nodo.texto}"


def _diagnostico(diagnostico: dict[str, Any]) -> Iterator[Bloque]:
    yield Titulo("Diagnóstico", 1)
    for clave, titulo in (
        ("fortalezas", "Fortalezas"),
        ("oportunidades", "Oportunidades"),
        ("debilidades", "Debilidades"),
        ("amenazas", "Amenazas"),
    ):
        yield Titulo(titulo, 2)
        yield Lista(tuple(renglon["texto"] for renglon in diagnostico[clave]))


def _marco(plan: DatosPlan) -> Iterator[Bloque]:
    marco, temporalidad = plan.datos["marco_estrategico"], plan.datos["documento"]["temporalidad"]
    (raiz,) = (nodo for nodo in plan.nodos if nodo.clase is ClaseNodo.OBJETIVO_ESTRATEGICO)
    yield SaltoDePagina()
    yield Titulo("Marco estratégico", 1)
    yield Titulo("Visión", 2)
    yield Parrafo(marco["vision"])
    yield Titulo("Misión", 2)
    yield Parrafo(marco["mision"])
    yield Titulo("Objetivos Estratégicos:", 2)
    yield Tabla("Objetivo estratégico", (_fila(raiz),))
    yield Titulo("Objetivos operativos", 2)
    yield Lista(tuple(marco["objetivos_operativos_enunciado"]), numerada=True)
    yield Titulo(temporalidad["titulo"], 2)
    yield Parrafo(temporalidad["texto"])


def _objetivo(plan: DatosPlan, objetivo: DatosNodo) -> Iterator[Bloque]:
    yield Titulo(f"Objetivo operativo {objetivo.codigo.removeprefix('OO')}", 1)
    yield Tabla("Objetivo", (_fila(objetivo, destacada=True),))
    yield Tabla("Productos", tuple(_filas(plan, objetivo, (ClaseNodo.PRODUCTO,))))
    metas = tuple(_filas(plan, objetivo, (ClaseNodo.META,)))
    if metas:
        yield Tabla("Metas", metas)
    else:
        yield Parrafo("La columna de metas está vacía en el original.", nuestro=True)
    for accion in _hijos(plan, objetivo.codigo, (ClaseNodo.ACCION,)):
        actividades = tuple(_filas(plan, accion, (ClaseNodo.ACTIVIDAD,)))
        yield Tabla("Acción y actividades", (_fila(accion, destacada=True), *actividades))
        if not actividades:
            yield Parrafo("La celda de actividades está vacía en el original.", nuestro=True)
        elif any(nodo.incompleto for nodo in _hijos(plan, accion.codigo, (ClaseNodo.ACTIVIDAD,))):
            yield Parrafo("La última frase queda sin terminar en el original.", nuestro=True)


def _filas(plan: DatosPlan, padre: DatosNodo, clases: Sequence[ClaseNodo], nivel: int = 1) -> Iterator[Fila]:
    for nodo in _hijos(plan, padre.codigo, clases):
        yield _fila(nodo, nivel=nivel)
        partes = (ClaseNodo.SUBPRODUCTO, ClaseNodo.SUBACTIVIDAD)
        yield from (_fila(parte, nivel=nivel + 1) for parte in _hijos(plan, nodo.codigo, partes))


def _hijos(plan: DatosPlan, codigo: str, clases: Sequence[ClaseNodo]) -> list[DatosNodo]:
    return [nodo for nodo in plan.nodos if nodo.padre == codigo and nodo.clase in clases]


def _fila(nodo: DatosNodo, *, nivel: int = 0, destacada: bool = False) -> Fila:
    return Fila(nodo.codigo, pasaje(nodo), nivel, destacada)
