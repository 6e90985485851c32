"""Mide la extracción sobre carpetas: `python tests/rendimiento/extraccion.py RUTA… [--segundos 60]`.

Lee cada archivo como lo haría el trabajador (en un proceso aparte y con límites) y cuenta qué fue de cada
uno: texto, o un motivo; la tabla por motivo, lo que tardó el más lento y la memoria del que más gastó.
Termina con error si algún archivo acaba de otra manera, pasa de su tiempo o de `--memoria-mb`.
"""

import argparse
import re
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from indexador.errores import NoExtraible
from indexador.extraccion.aislado import extraer_aislado, terminar_lectores
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
    adjuntos: int = 0
    separados: int = 0


def medir(ruta: Path, limites: Limites) -> Medida:
    """Lee un archivo y anota el desenlace; un error que no sea `NoExtraible` es un defecto."""
    inicio = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="medida-") as carpeta:
            texto = extraer_aislado(ruta, ruta.name, limites=limites, adjuntos=Path(carpeta))
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
        len(texto.adjuntos),
        sum(1 for adjunto in texto.adjuntos if adjunto.ruta is not None),
    )


def memoria_mb() -> float:
    """Lo más que ocupó en memoria un lector de los que ya terminaron, en MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


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
    adjuntos, separados = sum(m.adjuntos for m in medidas), sum(m.separados for m in medidas)
    print(f"  archivos que venían dentro: {adjuntos}; separados: {separados}")
    print(f"  memoria máxima de un lector: {memoria_mb():.0f} MB")
    print("Los más lentos:")
    for m in sorted(medidas, key=lambda m: -m.segundos)[:8]:
        print(f"  {m.segundos:6.1f} s  {m.desenlace:12} {m.ruta.name}")


def tabla(medidas: list[Medida]) -> None:
    """Cuántos archivos de cada extensión acabaron con cada motivo, y un ejemplo."""
    por_motivo: dict[tuple[str, str], list[Medida]] = defaultdict(list)
    for m in medidas:
        motivo = "se lee" if m.caracteres else "se abre y no tiene texto"
        if m.desenlace != "texto":
            motivo = re.sub(r"«[^»]*»|\d+", "…", m.detalle)
        por_motivo[m.desenlace, motivo].append(m)
    print("\n| desenlace | motivo | archivos | extensiones | ejemplo |\n|---|---|---:|---|---|")
    for (desenlace, motivo), suyas in sorted(por_motivo.items(), key=lambda par: -len(par[1])):
        extensiones = Counter(m.ruta.suffix.lower().lstrip(".") or "sin extensión" for m in suyas)
        lista = ", ".join(f"{nombre} {cuantos}" for nombre, cuantos in extensiones.most_common(6))
        print(f"| {desenlace} | {motivo} | {len(suyas)} | {lista} | {suyas[0].ruta.name[-60:]} |")


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("rutas", nargs="+", type=Path)
    partes.add_argument("--segundos", type=float, default=120.0)
    partes.add_argument("--hilos", type=int, default=2)
    partes.add_argument("--memoria-mb", type=float, default=1_500.0)
    partes.add_argument("--detalle", action="store_true", help="un renglón por archivo")
    elegido = partes.parse_args()
    limites = Limites(segundos=elegido.segundos)
    inicio = time.monotonic()
    with ThreadPoolExecutor(elegido.hilos) as grupo:
        medidas = list(grupo.map(lambda ruta: medir(ruta, limites), archivos(elegido.rutas)))
    terminar_lectores()
    if elegido.detalle:
        for m in medidas:
            print(f"{m.desenlace}\t{m.segundos:.2f}\t{m.paginas}\t{m.caracteres}\t{m.ruta}\t{m.detalle}")
    tabla(medidas)
    resumir(medidas, time.monotonic() - inicio)
    malas = [m for m in medidas if m.desenlace in {"DEFECTO", "interno"} or m.segundos > limites.segundos + 5]
    return 1 if malas or memoria_mb() > elegido.memoria_mb else 0


if __name__ == "__main__":
    sys.exit(principal())
