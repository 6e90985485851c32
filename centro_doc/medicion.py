"""La orden `evaluar`: mide el buscador sobre una colección juzgada, junto a una línea de base."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from centro_doc.comun.consola import Consola, FalloDeOrden, Ordenes
from centro_doc.comun.errores import motivo_del_sistema
from indexador.evaluacion import (
    ConsultaJuzgada,
    DocumentoJuzgado,
    Informe,
    Medida,
    buscador_del_motor,
    evaluar,
    indexar,
    leer_consultas,
    leer_corpus,
    linea_de_base,
    muestra,
)
from indexador.motor import MotorWhoosh

ENCABEZADO = f"{'':20} {'n':>5}  {'MRR@10':>6}  {'R@10':>6}  {'mediana':>9}  {'p95':>9}"


def registrar(ordenes: Ordenes) -> None:
    """Registra `evaluar`."""
    analizador = ordenes.anadir("evaluar", "Mide la relevancia y la rapidez del buscador.", orden)
    analizador.add_argument("corpus", type=Path, metavar="CORPUS", help="documentos, en JSONL o JSONL.xz")
    analizador.add_argument("consultas", type=Path, metavar="CONSULTAS", help="consultas juzgadas, en JSONL")
    analizador.add_argument("--documentos", type=int, metavar="N", help="tomar una muestra de N documentos")
    analizador.add_argument("--preguntas", type=int, metavar="N", help="tomar una muestra de N consultas")
    analizador.add_argument("--json", action="store_true", help="el informe, para un programa")


def orden(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Indexa la colección en una carpeta aparte, la mide y borra la carpeta."""
    try:
        corpus = list(leer_corpus(argumentos.corpus))
        consultas = leer_consultas(argumentos.consultas)
    except OSError as error:
        raise FalloDeOrden(f"no se pudo leer {error.filename}: {motivo_del_sistema(error)}") from error
    except (json.JSONDecodeError, KeyError, ValueError) as error:
        raise FalloDeOrden(f"la colección no tiene la forma esperada: {error}") from error
    if argumentos.documentos or argumentos.preguntas:
        corpus, consultas = muestra(
            corpus,
            consultas,
            documentos=argumentos.documentos or len(corpus),
            cuantas=argumentos.preguntas or len(consultas),
        )
    for informe in _informes(corpus, consultas, consola):
        if argumentos.json:
            consola.json(asdict(informe))
        else:
            _escribir(informe, consola)
    return 0


def _informes(
    corpus: Sequence[DocumentoJuzgado], consultas: Sequence[ConsultaJuzgada], consola: Consola
) -> tuple[Informe, Informe]:
    with TemporaryDirectory() as carpeta, consola.avance("Indexando", len(corpus)) as avance:
        motor = MotorWhoosh.abrir(carpeta)
        indexar(motor, corpus, avance.sumar)
        motor.calentar()
        propio = evaluar("centro", buscador_del_motor(motor), consultas)
    return propio, evaluar("SQLite FTS5 (línea de base)", linea_de_base(corpus), consultas)


def _escribir(informe: Informe, consola: Consola) -> None:
    consola.decir(informe.nombre)
    consola.decir(ENCABEZADO)
    for tipo, medida in informe.por_tipo.items():
        consola.decir(_fila(tipo, medida))
    consola.decir(_fila("todas", informe.total))
    consola.decir()


def _fila(nombre: str, medida: Medida) -> str:
    return (
        f"{nombre:20} {medida.consultas:5}  {medida.mrr:6.3f}  {medida.exhaustividad:6.3f}  "
        f"{medida.mediana:6.1f} ms  {medida.p95:6.1f} ms"
    )
