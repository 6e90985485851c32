"""Mide la memoria del trabajador leyendo de todo: `memoria.py RUTA… [--tope-mb 1500]`.

Importa las rutas en un centro nuevo y deja a un trabajador leerlas e indexarlas; cada `MIRADA` segundos suma
lo que ocupan él y todos los procesos que levanta. Escribe el máximo, lo que fue de los archivos por motivo y
lo que tardó la lectura más lenta. Termina con 1 si se pasa del tope, si una lectura pasa de su límite o si
algo queda sin leer ni motivo.
"""

import argparse
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rendimiento.matar import Centro, centro_nuevo
from rendimiento.procesos import memoria

MIRADA = 0.2
HOLGURA = 15.0
"""Segundos, tras el límite de una lectura, en que debe quedar anotada."""
PLAZO = 7_200.0
_POR_HACER = "SELECT count(*) FROM tarea WHERE estado IN ('pendiente', 'tomada')"
_EN_CURSO = "SELECT id FROM tarea WHERE estado = 'tomada' AND clase = 'extraer'"
_MOTIVOS = """
SELECT estado, falla_codigo, count(*) FROM documento GROUP BY estado, falla_codigo ORDER BY count(*) DESC
"""


def consultar(centro: Centro, sentencia: str) -> list[tuple[object, ...]]:
    """Mira la base sin estorbar."""
    with closing(sqlite3.connect(f"file:{centro.config.ruta_bd}?mode=ro", uri=True, timeout=30)) as base:
        return base.execute(sentencia).fetchall()


def vigilar(centro: Centro) -> tuple[int, float]:
    """Corre el trabajador hasta que no queda nada; devuelve los bytes del máximo y la lectura más larga."""
    trabajador = centro.levantar("trabajador")
    inicio, maximo = time.monotonic(), 0
    primera: dict[object, float] = {}
    larga = 0.0
    while consultar(centro, _POR_HACER) != [(0,)]:
        if trabajador.poll() is not None:
            raise SystemExit(f"El trabajador terminó con {trabajador.returncode}.")
        ahora = time.monotonic()
        if ahora - inicio > PLAZO:
            raise SystemExit("No terminó a tiempo.")
        maximo = max(maximo, memoria(trabajador.pid))
        for (tarea,) in consultar(centro, _EN_CURSO):
            larga = max(larga, ahora - primera.setdefault(tarea, ahora))
        time.sleep(MIRADA)
    trabajador.terminate()
    trabajador.wait(60)
    centro.procesos.remove(trabajador)
    return maximo, larga


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("rutas", nargs="+", type=Path)
    partes.add_argument("--tope-mb", type=int, default=1_500)
    elegido = partes.parse_args()
    with tempfile.TemporaryDirectory(prefix="memoria-") as carpeta, centro_nuevo(Path(carpeta)) as centro:
        importar = centro.levantar("importar", *(str(ruta.resolve()) for ruta in elegido.rutas))
        importar.wait(PLAZO)  # termina con 1: de lo que no es un documento da un recibo de rechazo
        centro.procesos.remove(importar)
        maximo, larga = vigilar(centro)
        motivos = consultar(centro, _MOTIVOS)
        limite = centro.config.extraccion_segundos + HOLGURA
    sueltos = [fila for fila in motivos if fila[0] in {"recibido", "en_proceso"}]
    sys.stdout.write(f"memoria máxima del trabajador y los suyos: {maximo / 1e6:.0f} MB\n")
    sys.stdout.write(f"lectura más larga: {larga:.0f} s (límite {limite:.0f})\n")
    sys.stdout.writelines(f"{n:6} {estado} {motivo}\n" for estado, motivo, n in motivos)
    return 1 if maximo > elegido.tope_mb * 1_000_000 or larga > limite or sueltos else 0


if __name__ == "__main__":
    sys.exit(principal())
