"""La orden `evaluar`: mide el buscador sobre una colección juzgada, solo o frente a un rival."""

import argparse
import json
import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from centro_doc.comun.consola import Avance, Consola, FalloDeOrden, Ordenes
from centro_doc.comun.errores import motivo_del_sistema
from indexador.evaluacion import (
    CENTRO,
    CONTENDIENTES,
    Coleccion,
    Fallo,
    Informe,
    Medida,
    RivalAusente,
    medir,
)

ENCABEZADO = (
    f"{'':20} {'n':>5}  {'MRR@10':>6}  {'R@10':>6}  {'P@1':>6}  {'mediana':>9}  {'p95':>9}  {'máximo':>9}"
)


def registrar(ordenes: Ordenes) -> None:
    """Registra `evaluar`."""
    analizador = ordenes.anadir(
        "evaluar", "Mide cuánto acierta, cuánto tarda y cuánto ocupa el buscador.", orden
    )
    analizador.add_argument("corpus", type=Path, metavar="CORPUS", help="documentos, en JSONL o JSONL.xz")
    analizador.add_argument("consultas", type=Path, metavar="CONSULTAS", help="consultas juzgadas, en JSONL")
    analizador.add_argument(
        "--contra",
        choices=[nombre for nombre in CONTENDIENTES if nombre != CENTRO],
        help="medir también a ese rival, en la misma corrida",
    )
    analizador.add_argument(
        "--sustituir",
        type=Path,
        metavar="ARCHIVO",
        help="otros textos para los mismos id (los de un OCR con errores), en JSONL o JSONL.xz",
    )
    analizador.add_argument("--documentos", type=int, metavar="N", help="tomar una muestra de N documentos")
    analizador.add_argument("--preguntas", type=int, metavar="N", help="tomar una muestra de N consultas")
    analizador.add_argument(
        "--fallos", action="store_true", help="decir qué consultas no traen primero lo suyo"
    )
    analizador.add_argument("--json", action="store_true", help="un informe por línea, para un programa")


def orden(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Indexa la colección en una carpeta aparte, la mide y borra la carpeta."""
    coleccion = Coleccion(
        argumentos.corpus,
        argumentos.consultas,
        sustitutos=argumentos.sustituir,
        documentos=argumentos.documentos,
        preguntas=argumentos.preguntas,
    )
    for nombre in (CENTRO, argumentos.contra):
        if nombre:
            informe = _medir_aparte(nombre, coleccion)
            if argumentos.json:
                consola.json(_como_json(informe, con_fallos=argumentos.fallos))
            else:
                _escribir(informe, consola, con_fallos=argumentos.fallos)
    return 0


def _medir_aparte(nombre: str, coleccion: Coleccion) -> Informe:
    """Mide en un proceso nuevo, para que la memoria que se cuenta sea la suya."""
    contexto = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(1, mp_context=contexto) as proceso:
            return proceso.submit(_medir, nombre, coleccion).result()
    except RivalAusente as error:
        raise FalloDeOrden(str(error)) from error
    except OSError as error:
        raise FalloDeOrden(f"no se pudo leer {error.filename}: {motivo_del_sistema(error)}") from error
    except (json.JSONDecodeError, KeyError, ValueError) as error:
        raise FalloDeOrden(f"la colección no tiene la forma esperada: {error}") from error


def _medir(nombre: str, coleccion: Coleccion) -> Informe:
    with Avance(sys.stderr, f"Indexando ({nombre})", coleccion.tamano()) as avance:
        return medir(nombre, coleccion, avance.sumar)


def _como_json(informe: Informe, *, con_fallos: bool) -> dict[str, object]:
    completo: dict[str, object] = {
        "nombre": informe.nombre,
        "nota": informe.nota,
        "indice": asdict(informe.indice),
        "total": asdict(informe.aciertos.total),
        "por_tipo": {tipo: asdict(medida) for tipo, medida in informe.aciertos.por_tipo.items()},
    }
    if con_fallos:
        completo["fallos"] = [asdict(fallo) for fallo in informe.aciertos.fallos]
        completo["titulos"] = dict(informe.titulos)
    return completo


def _escribir(informe: Informe, consola: Consola, *, con_fallos: bool) -> None:
    indice, aciertos = informe.indice, informe.aciertos
    nombre = f"{informe.nombre} ({informe.nota})" if informe.nota else informe.nombre
    consola.decir(f"{nombre}: {indice.documentos} documentos, {indice.mb_texto:.1f} MB de texto")
    consola.decir(
        f"  indexa {indice.mb_por_segundo_cpu:.2f} MB por segundo de procesador "
        f"y {indice.mb_por_segundo_pared:.2f} de reloj"
    )
    consola.decir(
        f"  índice de {indice.mb_indice:.1f} MB ({indice.indice_por_texto:.2f} del texto); "
        f"memoria máxima de {indice.mb_memoria:.0f} MB"
    )
    consola.decir(ENCABEZADO)
    for tipo, medida in aciertos.por_tipo.items():
        consola.decir(_fila(tipo, medida))
    consola.decir(_fila("todas", aciertos.total))
    consola.decir()
    if con_fallos:
        for linea in _fallos(informe):
            consola.decir(linea)


def _fila(nombre: str, medida: Medida) -> str:
    return (
        f"{nombre:20} {medida.consultas:5}  {medida.mrr:6.3f}  {medida.exhaustividad:6.3f}  "
        f"{medida.precision:6.3f}  {medida.mediana:6.2f} ms  {medida.p95:6.2f} ms  {medida.maximo:6.2f} ms"
    )


def _fallos(informe: Informe) -> Iterator[str]:
    for tipo, del_tipo in groupby(informe.aciertos.fallos, key=lambda fallo: fallo.tipo):
        fallos = list(del_tipo)
        consultas = informe.aciertos.por_tipo[tipo].consultas
        yield f"{tipo}: {len(fallos)} de {consultas} no traen primero lo esperado"
        for fallo in sorted(fallos, key=lambda fallo: -(fallo.lugar or 1000)):
            yield from _fallo(fallo, informe)
        yield ""


def _fallo(fallo: Fallo, informe: Informe) -> Iterator[str]:
    lugar = f"vino en el lugar {fallo.lugar}" if fallo.lugar else "no vino entre los diez primeros"
    yield f"  «{fallo.consulta}»: {lugar}"
    for id_ in fallo.esperados:
        yield f"    se esperaba  {id_}  {informe.titulos[id_]}"
    primero = f"{fallo.primero}  {informe.titulos[fallo.primero]}" if fallo.primero else "nada"
    yield f"    vino primero {primero}"
