"""Mide el buscador sobre una colección juzgada: cuánto acierta y cuánto tarda.

El corpus es un JSONL (o `.jsonl.xz`) con `id`, `titulo`, `fecha`, `tipo`, `numero` y `texto`; las consultas,
otro con `id`, `consulta`, `relevantes` y `tipo`. Las medidas son MRR@10 y exhaustividad (R@10), por tipo de
consulta y en conjunto. En la misma corrida se mide una línea de base, porque una cifra sola no dice nada:
SQLite FTS5, sin raíces, con el título por cinco y cualquiera de las palabras (O).
"""

import json
import lzma
import random
import re
import sqlite3
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from indexador.ficha import Consulta, Ficha, Fragmento
from indexador.motor import Motor

PROFUNDIDAD = 10
LARGO_DE_PASAJE = 3_000
_DOCUMENTOS_POR_GRUPO = 400

Buscar = Callable[[str], Sequence[str]]
"""De una consulta escrita a los `id` de los primeros documentos, en orden."""


@dataclass(frozen=True, slots=True)
class DocumentoJuzgado:
    """Un documento del corpus."""

    id: str
    titulo: str
    fecha: date | None
    tipo: str
    numero: str
    texto: str


@dataclass(frozen=True, slots=True)
class ConsultaJuzgada:
    """Una consulta y los documentos que la satisfacen."""

    id: str
    consulta: str
    relevantes: frozenset[str]
    tipo: str


@dataclass(frozen=True, slots=True)
class Medida:
    """Las medidas de un tipo de consulta. Los tiempos, en milisegundos."""

    consultas: int
    mrr: float
    exhaustividad: float
    mediana: float
    p95: float


@dataclass(frozen=True, slots=True)
class Informe:
    """Las medidas de un buscador: `por_tipo` y de todas las consultas juntas."""

    nombre: str
    total: Medida
    por_tipo: Mapping[str, Medida]


@dataclass(frozen=True, slots=True)
class _Observacion:
    tipo: str
    rango_inverso: float
    exhaustividad: float
    milisegundos: float


def leer_corpus(ruta: Path) -> Iterator[DocumentoJuzgado]:
    """Los documentos de un corpus."""
    for dato in _lineas(ruta):
        fecha = dato.get("fecha")
        yield DocumentoJuzgado(
            id=dato["id"],
            titulo=dato["titulo"],
            fecha=date.fromisoformat(fecha) if fecha else None,
            tipo=dato.get("tipo") or "",
            numero=dato.get("numero") or "",
            texto=dato["texto"],
        )


def leer_consultas(ruta: Path) -> list[ConsultaJuzgada]:
    """Las consultas juzgadas de un archivo."""
    return [
        ConsultaJuzgada(dato["id"], dato["consulta"], frozenset(dato["relevantes"]), dato["tipo"])
        for dato in _lineas(ruta)
    ]


def _lineas(ruta: Path) -> Iterator[dict[str, Any]]:
    abrir = lzma.open if ruta.suffix == ".xz" else open
    with abrir(ruta, "rt", encoding="utf-8") as archivo:
        for linea in archivo:
            yield json.loads(linea)


def muestra(
    corpus: Sequence[DocumentoJuzgado],
    consultas: Sequence[ConsultaJuzgada],
    documentos: int,
    cuantas: int,
    semilla: int = 1,
) -> tuple[list[DocumentoJuzgado], list[ConsultaJuzgada]]:
    """Una parte de la colección, siempre la misma: las consultas elegidas y los documentos que piden."""
    azar = random.Random(semilla)  # noqa: S311 (no es un secreto: es una muestra repetible)
    elegidas = azar.sample(list(consultas), min(cuantas, len(consultas)))
    pedidos = frozenset().union(*(consulta.relevantes for consulta in elegidas))
    resto = [documento for documento in corpus if documento.id not in pedidos]
    relleno = azar.sample(resto, min(len(resto), max(0, documentos - len(pedidos))))
    return [d for d in corpus if d.id in pedidos] + relleno, elegidas


def pasajes(texto: str, largo: int = LARGO_DE_PASAJE) -> tuple[Fragmento, ...]:
    """Un texto largo en pasajes del tamaño de una página, cortados entre palabras."""
    cortes = [0]
    while len(texto) - cortes[-1] > largo:
        espacio = texto.rfind(" ", cortes[-1] + largo // 2, cortes[-1] + largo)
        cortes.append(espacio if espacio > 0 else cortes[-1] + largo)
    cortes.append(len(texto))
    return tuple(
        Fragmento(numero, numero, desde, hasta, f"p. {numero}", texto[desde:hasta])
        for numero, (desde, hasta) in enumerate(pairwise(cortes), start=1)
    )


def indexar(motor: Motor, corpus: Sequence[DocumentoJuzgado], avance: Callable[[int], None]) -> None:
    """Escribe el corpus en el motor, en grupos; `avance` recibe cuántos documentos se sumaron."""
    for desde in range(0, len(corpus), _DOCUMENTOS_POR_GRUPO):
        grupo = corpus[desde : desde + _DOCUMENTOS_POR_GRUPO]
        motor.escribir([_ficha(numero, documento) for numero, documento in enumerate(grupo, start=desde + 1)])
        avance(len(grupo))


def _ficha(numero: int, documento: DocumentoJuzgado) -> Ficha:
    return Ficha(
        documento=numero,
        identificador=documento.id,
        revision=1,
        titulo=documento.titulo,
        tipo=documento.tipo,
        publica=True,
        marcas=frozenset({"publico"}),
        numero=documento.numero,
        fecha=documento.fecha,
        fragmentos=pasajes(documento.texto),
    )


def buscador_del_motor(motor: Motor) -> Buscar:
    """El buscador del centro, como lo usa un lector anónimo."""

    def buscar(consulta: str) -> list[str]:
        resultado = motor.buscar(Consulta(consulta, frozenset({"publico"}), por_pagina=PROFUNDIDAD))
        return [acierto.identificador for acierto in resultado.aciertos]

    return buscar


def linea_de_base(corpus: Iterable[DocumentoJuzgado]) -> Buscar:
    """SQLite FTS5 en memoria: la línea de base con la que se compara."""
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, titulo, texto, "
        "tokenize = 'unicode61 remove_diacritics 2')"
    )
    base.executemany("INSERT INTO docs VALUES (?, ?, ?)", ((d.id, d.titulo, d.texto) for d in corpus))

    def buscar(consulta: str) -> list[str]:
        palabras = " OR ".join(f'"{palabra}"' for palabra in re.findall(r"\w+", consulta))
        orden = "SELECT id FROM docs WHERE docs MATCH ? ORDER BY bm25(docs, 0, 5, 1) LIMIT ?"
        return [fila[0] for fila in base.execute(orden, (palabras, PROFUNDIDAD))] if palabras else []

    return buscar


def evaluar(nombre: str, buscar: Buscar, consultas: Sequence[ConsultaJuzgada]) -> Informe:
    """Hace todas las consultas y resume."""
    observaciones = [_observar(buscar, consulta) for consulta in consultas]
    por_tipo: dict[str, list[_Observacion]] = defaultdict(list)
    for observacion in observaciones:
        por_tipo[observacion.tipo].append(observacion)
    return Informe(
        nombre, _resumir(observaciones), {tipo: _resumir(por_tipo[tipo]) for tipo in sorted(por_tipo)}
    )


def _observar(buscar: Buscar, consulta: ConsultaJuzgada) -> _Observacion:
    comienzo = time.perf_counter()
    hallados = list(buscar(consulta.consulta))[:PROFUNDIDAD]
    milisegundos = (time.perf_counter() - comienzo) * 1000
    aciertos = [lugar for lugar, id_ in enumerate(hallados, start=1) if id_ in consulta.relevantes]
    return _Observacion(
        tipo=consulta.tipo,
        rango_inverso=1 / aciertos[0] if aciertos else 0.0,
        exhaustividad=len(aciertos) / min(PROFUNDIDAD, len(consulta.relevantes)),
        milisegundos=milisegundos,
    )


def _resumir(observaciones: Sequence[_Observacion]) -> Medida:
    if not observaciones:
        return Medida(0, 0.0, 0.0, 0.0, 0.0)
    tiempos = sorted(observacion.milisegundos for observacion in observaciones)
    return Medida(
        consultas=len(observaciones),
        mrr=statistics.fmean(observacion.rango_inverso for observacion in observaciones),
        exhaustividad=statistics.fmean(observacion.exhaustividad for observacion in observaciones),
        mediana=statistics.median(tiempos),
        p95=tiempos[min(len(tiempos) - 1, int(len(tiempos) * 0.95))],
    )
