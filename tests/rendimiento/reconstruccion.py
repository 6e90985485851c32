"""Mide reconstruir el índice entero desde la base de datos: memoria máxima, tiempo y disco.

    python tests/rendimiento/reconstruccion.py --pasajes pasajes.jsonl [--fragmentos 100000,300000] [--json]

De cada tamaño se llena una base con los pasajes (una página cada uno) y se corre `centro-doc reindexar` en su
propio proceso. La memoria del mayor no puede pasar de 1.5 GB ni crecer con la colección: a lo sumo `HOLGURA`
veces la del menor. Termina con 1 si alguna barra no se cumple. Los pasajes, como en `comun.py`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.migraciones import migrar
from config import Config
from indexador.evaluacion.construccion import Cronometro, tamano
from tests.fabrica import sembrar_documento
from tests.rendimiento.comun import MEGA, Dado, Informe, Renglon, a_lo_sumo, leer_pasajes

RAIZ = Path(__file__).resolve().parents[2]
BARRA_MB = 1_500
HOLGURA = 1.5
"""Cuánto más puede gastar la colección mayor que la menor, con el ruido de la máquina."""


def correr(orden: str, carpeta: Path) -> int:
    """Corre una orden de `centro-doc` sobre esos datos; devuelve los octetos que llegó a ocupar."""
    entorno = os.environ | {"CENTRO_RUTA_DATOS": str(carpeta), "PYTHONPATH": str(RAIZ)}
    llamada = [sys.executable, "-m", "centro_doc.cli", orden]
    with subprocess.Popen(llamada, env=entorno, cwd=RAIZ, stdout=subprocess.DEVNULL) as proceso:
        _, estado, gasto = os.wait4(proceso.pid, 0)
        proceso.returncode = os.waitstatus_to_exitcode(estado)
    if proceso.returncode:
        raise SystemExit(f"«{orden}» terminó con {proceso.returncode}")
    return gasto.ru_maxrss * 1024


def llenar(carpeta: Path, pasajes: Iterator[Dado]) -> int:
    """Deja en la base un documento publicado por cada uno de los pasajes; devuelve los octetos de texto."""
    octetos = 0
    bd = BaseDeDatos(Config.desde_entorno({"CENTRO_RUTA_DATOS": str(carpeta)}).url_bd)
    migrar(bd)
    with transaccion(bd) as sesion:
        por_documento = groupby(pasajes, key=lambda pasaje: pasaje.documento)
        for numero, (_, suyos) in enumerate(por_documento, start=1):
            paginas = list(suyos)
            octetos += sum(len(pagina.texto.encode()) for pagina in paginas)
            datos = {"emitido": paginas[0].fecha, "numero": paginas[0].numero or ""}
            sembrar_documento(sesion, numero, paginas[0].titulo, [p.texto for p in paginas], **datos)
            sesion.expunge_all()
    return octetos


def reconstruir(ruta: Path, cuantos: int, carpeta: Path) -> tuple[int, list[Renglon]]:
    """La memoria máxima de reconstruir un tamaño, y sus renglones."""
    texto = llenar(carpeta, leer_pasajes(ruta, cuantos))
    with Cronometro() as cronometro:
        memoria = correr("reindexar", carpeta)
    nota = f"{texto / MEGA:.0f} MB de texto, índice de {tamano(carpeta / 'indice') / MEGA:.0f} MB"
    nombre = f"reconstruir {cuantos} fragmentos"
    return memoria, [
        a_lo_sumo(f"{nombre}, MB", memoria / MEGA, BARRA_MB, "MB", nota),
        Renglon(f"{nombre}, s", (cronometro.pared,)),
    ]


def medir(ruta: Path, tamanos: list[int], informe: Informe) -> None:
    """Cada tamaño y, si hay varios, cuánto creció la memoria del menor al mayor."""
    memorias = []
    for cuantos in sorted(tamanos):
        with tempfile.TemporaryDirectory() as carpeta:
            memoria, renglones = reconstruir(ruta, cuantos, Path(carpeta))
        memorias.append(memoria)
        for renglon in renglones:
            informe.anotar(renglon)
    if len(memorias) > 1:
        informe.anotar(a_lo_sumo("memoria, mayor por menor", memorias[-1] / memorias[0], HOLGURA, "veces"))


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("--pasajes", type=Path, required=True)
    partes.add_argument("--fragmentos", default="100000,300000", help="tamaños, separados por comas")
    partes.add_argument("--json", action="store_true")
    elegido = partes.parse_args()
    informe = Informe("", elegido.json)
    medir(elegido.pasajes, [int(cuantos) for cuantos in elegido.fragmentos.split(",")], informe)
    return informe.terminar()


if __name__ == "__main__":
    sys.exit(principal())
