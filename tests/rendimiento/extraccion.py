"""Mide la extracción sobre carpetas: `python tests/rendimiento/extraccion.py RUTA… [--segundos 60]`.

Lee cada archivo como lo haría el trabajador (en un proceso aparte y con límites) y cuenta qué fue de cada
uno: texto, o un motivo. Termina con error si algún archivo acaba de otra manera.
"""

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from indexador.errores import NoExtraible
from indexador.extraccion.aislado import extraer_aislado
from indexador.extraccion.fragmentos import fragmentar
from indexador.extraccion.limites import Limites


@dataclass(frozen=True, slots=True)
class Medida:
    """Lo que pasó con un archivo."""

    ruta: Path
    desenlace: str
    detalle: str
    segundos: float
    paginas: int = 0
    caracteres: int = 0
    fragmentos: int = 0


def medir(ruta: Path, limites: Limites) -> Medida:
    """Lee un archivo y anota el desenlace; un error que no sea `NoExtraible` es un defecto."""
    inicio = time.monotonic()
    try:
        texto = extraer_aislado(ruta, ruta.name, limites=limites)
    except NoExtraible as error:
        return Medida(ruta, error.codigo, error.motivo, time.monotonic() - inicio)
    except Exception as error:  # noqa: BLE001 - aquí un error inesperado es el dato que se busca
        return Medida(ruta, "DEFECTO", repr(error), time.monotonic() - inicio)
    return Medida(
        ruta,
        "texto",
        " / ".join([texto.extractor, *texto.avisos]),
        time.monotonic() - inicio,
        len(texto.paginas),
        sum(len(p.texto) for p in texto.paginas),
        len(fragmentar(texto)),
    )


def archivos(rutas: list[Path]) -> list[Path]:
    """Todos los archivos de las carpetas dadas, en orden."""
    return sorted(r for ruta in rutas for r in ([ruta] if ruta.is_file() else ruta.rglob("*")) if r.is_file())


def resumir(medidas: list[Medida], pared: float) -> None:
    """Cuentas por desenlace y por extractor, y los más lentos."""
    print(f"\n{len(medidas)} archivos en {pared:.0f} s")
    for desenlace, cuantos in Counter(m.desenlace for m in medidas).most_common():
        print(f"  {desenlace:16} {cuantos}")
    paginas = sum(m.paginas for m in medidas)
    con_letras = sum(1 for m in medidas if m.caracteres)
    print(f"  con letras: {con_letras}; páginas: {paginas} ({paginas / pared:.0f}/s de pared)")
    print("Los más lentos:")
    for m in sorted(medidas, key=lambda m: -m.segundos)[:8]:
        print(f"  {m.segundos:6.1f} s  {m.desenlace:12} {m.ruta.name}")


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("rutas", nargs="+", type=Path)
    partes.add_argument("--segundos", type=float, default=120.0)
    partes.add_argument("--hilos", type=int, default=2)
    partes.add_argument("--detalle", action="store_true", help="un renglón por archivo")
    elegido = partes.parse_args()
    limites = Limites(segundos=elegido.segundos)
    inicio = time.monotonic()
    with ThreadPoolExecutor(elegido.hilos) as grupo:
        medidas = list(grupo.map(lambda ruta: medir(ruta, limites), archivos(elegido.rutas)))
    if elegido.detalle:
        for m in medidas:
            print(f"{m.desenlace}\t{m.segundos:.2f}\t{m.paginas}\t{m.caracteres}\t{m.ruta}\t{m.detalle}")
    resumir(medidas, time.monotonic() - inicio)
    return 1 if any(m.desenlace == "DEFECTO" for m in medidas) else 0


if __name__ == "__main__":
    sys.exit(principal())
