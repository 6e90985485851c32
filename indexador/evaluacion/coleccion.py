"""Las colecciones juzgadas: documentos, consultas y qué documentos satisfacen cada una.

El corpus es un JSONL (o `.jsonl.xz`) con `id`, `titulo`, `fecha`, `tipo`, `numero` y `texto`; las consultas,
otro con `id`, `consulta`, `relevantes` y `tipo`. Un archivo de sustitutos lleva `id` y `texto`: el mismo
documento tal como lo habría leído un OCR.
"""

import json
import lzma
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

SEMILLA = 1


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
class Coleccion:
    """Dónde está una colección y qué parte se toma: con `documentos` o `preguntas`, una muestra fija."""

    corpus: Path
    consultas: Path
    sustitutos: Path | None = None
    documentos: int | None = None
    preguntas: int | None = None

    def leer(self) -> tuple[Iterator[DocumentoJuzgado], list[ConsultaJuzgada]]:
        """Los documentos, de uno en uno, y las consultas.

        Levanta `OSError` si no se puede leer, y `ValueError` o `KeyError` si no tiene la forma esperada.
        """
        textos = leer_sustitutos(self.sustitutos) if self.sustitutos else {}
        consultas = leer_consultas(self.consultas)
        documentos = leer_corpus(self.corpus)
        if self.documentos or self.preguntas:
            ids = [documento.id for documento in leer_corpus(self.corpus)]
            elegidos, consultas = muestra(ids, consultas, self.documentos or len(ids), self.preguntas)
            documentos = (documento for documento in documentos if documento.id in elegidos)
        return (replace(d, texto=textos.get(d.id, d.texto)) for d in documentos), consultas

    def tamano(self) -> int:
        """Cuántos documentos trae, más o menos: los que se pidieron o los renglones del corpus."""
        return self.documentos or sum(1 for _ in _renglones(self.corpus))


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


def leer_sustitutos(ruta: Path) -> dict[str, str]:
    """De cada `id` de un archivo de sustitutos, su texto."""
    return {dato["id"]: dato["texto"] for dato in _lineas(ruta)}


def _lineas(ruta: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, _renglones(ruta))


def _renglones(ruta: Path) -> Iterator[str]:
    abrir = lzma.open if ruta.suffix == ".xz" else open
    with abrir(ruta, "rt", encoding="utf-8") as archivo:
        yield from archivo


def muestra(
    ids: Sequence[str], consultas: Sequence[ConsultaJuzgada], documentos: int, cuantas: int | None = None
) -> tuple[frozenset[str], list[ConsultaJuzgada]]:
    """Una parte de la colección, siempre la misma: las consultas elegidas y los documentos que piden.

    Los documentos pueden ser más de los pedidos, si las consultas piden más.
    """
    azar = random.Random(SEMILLA)  # noqa: S311 (no es un secreto: es una muestra repetible)
    elegidas = azar.sample(list(consultas), min(cuantas or len(consultas), len(consultas)))
    pedidos = frozenset().union(*(consulta.relevantes for consulta in elegidas)) & frozenset(ids)
    resto = [uno for uno in ids if uno not in pedidos]
    relleno = azar.sample(resto, min(len(resto), max(0, documentos - len(pedidos))))
    return pedidos | frozenset(relleno), elegidas
