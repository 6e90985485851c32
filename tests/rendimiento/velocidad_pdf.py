"""Compara la velocidad de la extracción con la de pypdf solo: `velocidad_pdf.py RUTA… [--rondas 3]`.

Sobre los PDF nativos de las rutas (los que ninguno de los dos deja de leer y no piden OCR). El producto los
lee como el trabajador, con dos lectores a la vez y todo lo que eso cuesta: levantar sus procesos, las cajas
de las palabras, la calidad, lo oculto y llevar el resultado de un proceso a otro. pypdf, solo: uno tras otro,
en este proceso y ya cargado. Se comparan los segundos de reloj y, porque las máquinas son ruidosas, los de
procesador (los del producto, repartidos entre dos núcleos); se toma la mejor ronda. Termina con error si el
producto no es `META` veces más rápido por procesador.
"""

import argparse
import contextlib
import logging
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

from pypdf import PdfReader

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from indexador.extraccion.aislado import extraer_aislado, preparar_lectores, terminar_lectores
from indexador.extraccion.limites import Limites
from indexador.extraccion.relectura import OCR_PENDIENTE

META = 5.0
NUCLEOS = 2

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Gasto:
    """Segundos de reloj y de procesador, hijos incluidos."""

    reloj: float
    cpu: float


def gasto_de(hacer: Callable[[], object]) -> Gasto:
    """Lo que gasta una llamada."""
    pared, antes = time.perf_counter(), _cpu()
    hacer()
    return Gasto(time.perf_counter() - pared, _cpu() - antes)


def _cpu() -> float:
    propios, hijos = (resource.getrusage(q) for q in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return propios.ru_utime + propios.ru_stime + hijos.ru_utime + hijos.ru_stime


def con_pypdf(ruta: Path) -> int:
    """Cuántos caracteres halla pypdf."""
    return sum(len(pagina.extract_text()) for pagina in PdfReader(ruta).pages)


def es_nativo(ruta: Path) -> bool:
    """Si el producto lo lee sin pedir OCR y pypdf no falla."""
    with contextlib.suppress(Exception):  # ante un PDF roto, pypdf levanta cualquier cosa
        texto = extraer_aislado(ruta, ruta.name, limites=Limites(segundos=20))
        sin_ocr = "tesseract" not in texto.extractor and OCR_PENDIENTE not in texto.propiedades
        return sin_ocr and any(p.texto for p in texto.paginas) and con_pypdf(ruta) > 0
    return False


def medir(rutas: list[Path]) -> tuple[Gasto, Gasto]:
    """Lo que gastan el producto y pypdf en leerlas todas, una vez."""

    def leer(ruta: Path) -> object:
        return extraer_aislado(ruta, ruta.name, limites=Limites(segundos=60))

    def leer_todas() -> None:
        with ThreadPoolExecutor(NUCLEOS) as grupo:
            list(grupo.map(leer, rutas))
        terminar_lectores()

    return gasto_de(leer_todas), gasto_de(lambda: list(map(con_pypdf, rutas)))


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("rutas", nargs="+", type=Path)
    partes.add_argument("--rondas", type=int, default=3)
    elegido = partes.parse_args()
    todas = [r for ruta in elegido.rutas for r in ([ruta] if ruta.is_file() else sorted(ruta.rglob("*.pdf")))]
    preparar_lectores()
    with ThreadPoolExecutor(NUCLEOS) as grupo:
        rutas = list(compress(todas, grupo.map(es_nativo, todas)))
    terminar_lectores()
    rondas = [medir(rutas) for _ in range(elegido.rondas)]
    reloj = [min(ronda[n].reloj for ronda in rondas) for n in (0, 1)]
    cpu = [min(ronda[n].cpu for ronda in rondas) for n in (0, 1)]
    print(f"{len(rutas)} PDF nativos de {len(todas)}; mejor de {elegido.rondas} rondas")
    veces_de_reloj, veces = reloj[1] / reloj[0], NUCLEOS * cpu[1] / cpu[0]
    print(f"reloj: producto {reloj[0]:.2f} s, pypdf {reloj[1]:.2f} s: {veces_de_reloj:.1f} veces")
    print(
        f"procesador: producto {cpu[0]:.2f} s, pypdf {cpu[1]:.2f} s; en {NUCLEOS} núcleos, {veces:.1f} veces"
    )
    return 0 if veces >= META else 1


if __name__ == "__main__":
    sys.exit(principal())
