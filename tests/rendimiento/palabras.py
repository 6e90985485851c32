"""Compara el texto que se saca de los PDF con el que saca `pdftotext`: `palabras.py RUTA… [--minimo 0.9]`.

De cada archivo donde los dos leen algo, la parte de las palabras de `pdftotext` (poppler) que también están
aquí, contadas con repetición (solapamiento de multiconjuntos). Nombra los que quedan debajo del mínimo con
las palabras que faltan, y termina con error si el conjunto no llega a `META`.
"""

import argparse
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from indexador.errores import NoExtraible
from indexador.extraccion.aislado import extraer_aislado
from indexador.extraccion.limites import Limites

META = 0.98
_PALABRA = re.compile(r"\w+")
_CORTE = re.compile(r"(?<=\w)[-\xad\u2010]\s*\n\s*(?=\w)")


@dataclass(frozen=True, slots=True)
class Comparacion:
    """Un archivo: cuántas palabras halla cada uno, cuántas son comunes, y las que más faltan."""

    ruta: Path
    rival: int
    propias: int
    comunes: int
    faltan: tuple[tuple[str, int], ...]
    nota: str = ""

    @property
    def parte(self) -> float:
        """De 0 a 1."""
        return self.comunes / self.rival if self.rival else 1.0


def palabras(texto: str) -> Counter[str]:
    """Las palabras con sus veces: sin tipografía de compatibilidad, en minúsculas, y lo partido, unido."""
    unido = _CORTE.sub("", unicodedata.normalize("NFKC", texto))
    return Counter(_PALABRA.findall(unido.lower()))


def con_poppler(ruta: Path) -> str:
    """Lo que dice `pdftotext`; vacío si falla o tarda más de un minuto."""
    try:
        corrida = subprocess.run(
            ["pdftotext", "-enc", "UTF-8", str(ruta), "-"], capture_output=True, timeout=60, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return corrida.stdout.decode("utf-8", errors="replace")


def comparar(ruta: Path, limites: Limites) -> Comparacion:
    """Lee el archivo con los dos."""
    rival = palabras(con_poppler(ruta))
    try:
        texto = extraer_aislado(ruta, ruta.name, limites=limites)
    except NoExtraible as error:
        return Comparacion(ruta, rival.total(), 0, 0, (), error.codigo)
    propias = palabras("\n".join(pagina.texto for pagina in texto.paginas))
    origenes = Counter(pagina.origen for pagina in texto.paginas)
    nota = f"{texto.extractor} {dict(origenes)}"
    faltan = tuple((rival - propias).most_common(8))
    return Comparacion(ruta, rival.total(), propias.total(), (rival & propias).total(), faltan, nota)


def archivos(rutas: list[Path]) -> Iterator[Path]:
    """Los PDF de las rutas, en orden."""
    for ruta in rutas:
        yield from [ruta] if ruta.is_file() else sorted(ruta.rglob("*.pdf"))


def informar(todas: list[Comparacion], minimo: float) -> bool:
    """Escribe la tabla y dice si se llegó a la meta."""
    ambas = [c for c in todas if c.rival and c.propias]
    total, comunes = sum(c.rival for c in ambas), sum(c.comunes for c in ambas)
    solo_rival = [c for c in todas if c.rival and not c.propias]
    solo_propias = sum(1 for c in todas if c.propias and not c.rival)
    print(f"{len(todas)} archivos; leen ambos {len(ambas)}, sólo aquí {solo_propias}")
    print(f"palabras recuperadas: {comunes / max(1, total):.4f} de {total} (meta {META})")
    print(f"media por archivo: {sum(c.parte for c in ambas) / max(1, len(ambas)):.4f}")
    print(f"\nDebajo de {minimo:.0%}:")
    for c in sorted(ambas, key=lambda c: c.parte):
        if c.parte < minimo:
            print(f"  {c.parte:6.1%} de {c.rival:6} ({c.propias} aquí) {c.ruta.name} · {c.nota} · {c.faltan}")
    print(f"\nSólo pdftotext ({len(solo_rival)}):")
    for c in solo_rival:
        print(f"  {c.rival:6} {c.ruta.name} · {c.nota}")
    return comunes >= META * total


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("rutas", nargs="+", type=Path)
    partes.add_argument("--minimo", type=float, default=0.9)
    partes.add_argument("--segundos", type=float, default=60.0)
    partes.add_argument("--hilos", type=int, default=2)
    elegido = partes.parse_args()
    limites = Limites(segundos=elegido.segundos)
    with ThreadPoolExecutor(elegido.hilos) as grupo:
        todas = list(grupo.map(lambda ruta: comparar(ruta, limites), archivos(elegido.rutas)))
    return 0 if informar(todas, elegido.minimo) else 1


if __name__ == "__main__":
    sys.exit(principal())
