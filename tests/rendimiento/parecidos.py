"""Mide los casi duplicados: lo que cuesta hallarlos entre muchos y cuántos se hallan.

    python -m tests.rendimiento.parecidos CORPUS.jsonl[.xz] [--documentos 15000] [--pares 300]

`CORPUS` lleva un `texto` por línea. Cada documento es un trozo de quinientas palabras de uno de ellos. Los
pares se hacen cambiando, quitando o añadiendo una parte de las palabras de un trozo. Lo demás que se señala
es falso si, palabra por palabra, se parece menos de `VERDADERO`. El tiempo es de procesador.
"""

import argparse
import json
import lzma
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path

from sqlalchemy import insert

from centro_doc.catalogo.firmas import PARECIDO_MINIMO, casi_duplicados, guardar_firma
from centro_doc.catalogo.modelos import Documento, TextoGuardado, Version
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.migraciones import migrar
from indexador.parecido import firmar

PALABRAS = 500
VERDADERO = 0.7
PARTES = (0.02, 0.05, 0.1, 0.2)
LIMITE_MS = 50
MARCAS = frozenset({"publico"})
_AHORA = datetime(2011, 8, 17, tzinfo=UTC)


def trozos(corpus: Path) -> Iterator[list[str]]:
    """Trozos de quinientas palabras, sin repetir, de todos los textos."""
    abrir = lzma.open if corpus.suffix == ".xz" else open
    with abrir(corpus, "rt", encoding="utf-8") as archivo:
        for linea in archivo:
            palabras = json.loads(linea)["texto"].split()
            for desde in range(0, len(palabras) - PALABRAS + 1, PALABRAS):
                yield palabras[desde : desde + PALABRAS]


def alterar(palabras: Sequence[str], parte: float, azar: random.Random, otras: Sequence[str]) -> list[str]:
    """El texto con esa parte de sus palabras cambiada, quitada o con otra delante, a partes iguales."""
    salida: list[str] = []
    for palabra in palabras:
        caso = azar.random() / parte if parte else 3.0
        if caso < 1 / 3:
            salida.append(azar.choice(otras))
        elif caso < 2 / 3:
            continue
        elif caso < 1:
            salida += [azar.choice(otras), palabra]
        else:
            salida.append(palabra)
    return salida


def sembrar(bd: BaseDeDatos, textos: Sequence[Sequence[str]], desde: int = 1) -> float:
    """Guarda un documento público por texto, con su firma; segundos de procesador por documento."""
    firmas = [firmar([" ".join(texto)]) for texto in textos]
    comienzo = time.thread_time()
    with transaccion(bd) as sesion:
        numeros = range(desde, desde + len(textos))
        fila = {"estado": "publicado", "titulo": "T", "acceso": "publica", "creado": _AHORA}
        sesion.execute(insert(Documento), [fila | {"id": n, "identificador": f"CD-{n:05}"} for n in numeros])
        sesion.execute(insert(DocumentoMarca), [{"documento_id": n, "marca": "publico"} for n in numeros])
        version = {"numero": 1, "creada": _AHORA}
        sesion.execute(insert(Version), [version | {"id": n, "documento_id": n} for n in numeros])
        texto = {"clase": "extraccion", "extractor": "prueba", "creado": _AHORA}
        sesion.execute(insert(TextoGuardado), [texto | {"id": n, "version_id": n} for n in numeros])
        for numero, firma in zip(numeros, firmas, strict=True):
            guardar_firma(sesion, numero, numero, firma)
    return (time.thread_time() - comienzo) / len(textos)


def hallar(bd: BaseDeDatos, numero: int) -> tuple[float, list[int]]:
    """Milisegundos de procesador y los documentos hallados."""
    with lectura(bd) as sesion:
        comienzo = time.thread_time()
        hallados = casi_duplicados(sesion, MARCAS, [numero]).get(numero, ())
        tiempo = 1000 * (time.thread_time() - comienzo)
        return tiempo, [uno.documento.id for uno in hallados]


def igualdad(uno: list[str], otro: list[str]) -> float:
    """Cuánto se parecen palabra por palabra, de 0 a 1."""
    return SequenceMatcher(None, uno, otro, autojunk=False).ratio()


def medir(bd: BaseDeDatos, textos: Sequence[list[str]], pares: int) -> list[float]:
    """Imprime la tabla de hallazgos y devuelve los milisegundos de cada uno."""
    azar = random.Random(20090512)
    otras = [palabra for texto in textos[:200] for palabra in texto]
    tiempos: list[float] = []
    siguiente = len(textos) + 1
    print("| cambiado | pares | hallados | otros parecidos de verdad | falsos | precisión |")
    print("|---|---|---|---|---|---|")
    for parte in (*PARTES, 1.0):
        elegidos = azar.sample(range(1, len(textos) + 1), pares)
        alterados = [alterar(textos[n - 1], parte, azar, otras) for n in elegidos]
        sembrar(bd, alterados, siguiente)
        aciertos = otros = falsos = 0
        for lugar, original in enumerate(elegidos):
            tiempo, hallados = hallar(bd, siguiente + lugar)
            tiempos.append(tiempo)
            aciertos += original in hallados
            for ajeno in hallados:
                if ajeno != original and ajeno <= len(textos):
                    cierto = igualdad(alterados[lugar], textos[ajeno - 1]) >= VERDADERO
                    otros, falsos = otros + cierto, falsos + (not cierto)
        siguiente += pares
        precision = 1 - falsos / max(1, aciertos + otros + falsos)
        print(f"| {parte:.0%} | {pares} | {aciertos / pares:.1%} | {otros} | {falsos} | {precision:.1%} |")
    return tiempos


def principal() -> int:
    """Siembra, mide e imprime; 1 si hallar los de un documento pasa del límite."""
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("corpus", type=Path)
    analizador.add_argument("--documentos", type=int, default=15_000)
    analizador.add_argument("--pares", type=int, default=300)
    pedido = analizador.parse_args()
    textos = list(islice(trozos(pedido.corpus), pedido.documentos))
    with tempfile.TemporaryDirectory() as carpeta:
        ruta = Path(carpeta) / "centro.sqlite3"
        bd = BaseDeDatos(f"sqlite:///{ruta}")
        migrar(bd)
        comienzo = time.thread_time()
        for desde in range(0, len(textos), 1000):
            sembrar(bd, textos[desde : desde + 1000], desde + 1)
        porcada = 1000 * (time.thread_time() - comienzo) / len(textos)
        print(f"{len(textos)} documentos; firmar y guardar uno, {porcada:.1f} ms de procesador")
        print(
            f"SQLite {sqlite3.sqlite_version}, {ruta.stat().st_size / 1e6:.0f} MB; mínimo {PARECIDO_MINIMO}"
        )
        tiempos = sorted(medir(bd, textos, pedido.pares))
        bd.cerrar()
    mediana, peor = statistics.median(tiempos), tiempos[int(0.99 * len(tiempos))]
    print(f"hallar los de uno: mediana {mediana:.1f} ms, p99 {peor:.1f} ms de procesador")
    return int(peor > LIMITE_MS)


if __name__ == "__main__":
    raise SystemExit(principal())
