"""Compara el orden de lectura de los PDF con el de `pdftotext`: `orden_de_lectura.py RUTA… [--detalle]`.

De cada página donde los dos hallan casi las mismas palabras, la parte de ellas que va en el mismo orden (la
subsucesión común más larga) antes y después de ordenarla: tal como está dibujada y como queda. Nombra las
páginas que se apartan de `pdftotext` y las que más se le acercan, y termina con error si alguna se apartó.
"""

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from rapidfuzz.distance import LCSseq

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from indexador.extraccion.pdf_pagina import como_se_dibujo, leer_pagina

_MINIMO_DE_PALABRAS = 20
_COMUNES = 0.8
_PAGINAS = 300
_APENAS = 0.002


@dataclass(frozen=True, slots=True)
class Comparada:
    """Una página: qué parte va como en `pdftotext` según está dibujada, y cómo queda."""

    archivo: str
    numero: int
    palabras: int
    antes: float
    ahora: float


def con_poppler(ruta: Path, numero: int) -> list[str]:
    """Las palabras de una página según `pdftotext`; ninguna si falla."""
    orden = ["pdftotext", "-f", str(numero), "-l", str(numero), "-enc", "UTF-8", str(ruta), "-"]
    try:
        corrida = subprocess.run(orden, capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return []
    return corrida.stdout.decode("utf-8", errors="replace").split()


def comparar(ruta: Path) -> Iterator[Comparada]:
    """Las páginas de un PDF que se pueden comparar."""
    try:
        documento = pdfium.PdfDocument(ruta)
    except pdfium.PdfiumError:
        return
    for indice in range(min(len(documento), _PAGINAS)):
        try:
            pagina = documento[indice]
            dibujadas = [trozo.texto for trozo in como_se_dibujo(pagina)]
            quedan = leer_pagina(pagina)[0].split()
        except pdfium.PdfiumError:
            continue
        if len(dibujadas) < _MINIMO_DE_PALABRAS:
            continue
        rival = con_poppler(ruta, indice + 1)
        comunes = (Counter(dibujadas) & Counter(rival)).total()
        if comunes >= _COMUNES * max(len(dibujadas), len(rival)):
            antes, ahora = (LCSseq.similarity(unas, rival) / comunes for unas in (dibujadas, quedan))
            yield Comparada(ruta.name, indice + 1, len(dibujadas), antes, ahora)


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("rutas", nargs="+", type=Path)
    partes.add_argument("--detalle", action="store_true", help="todas las que cambian, no sólo las que más")
    elegido = partes.parse_args()
    archivos = [a for r in elegido.rutas for a in ([r] if r.is_file() else sorted(r.rglob("*.pdf")))]
    todas = [comparada for archivo in archivos for comparada in comparar(archivo)]
    cambian = sorted((c for c in todas if c.antes != c.ahora), key=lambda c: c.ahora - c.antes)
    peores = [c for c in cambian if c.ahora < c.antes - _APENAS]
    mejores = cambian[::-1][: None if elegido.detalle else 15]
    for c in [*peores, *(m for m in mejores if m.ahora > m.antes)]:
        print(f"{c.antes:.3f} → {c.ahora:.3f}  {c.archivo[-60:]} p. {c.numero} ({c.palabras} palabras)")
    n = max(1, len(todas))
    print(f"\n{len(todas)} páginas de {len(archivos)} archivos; cambian {len(cambian)}, peores {len(peores)}")
    print(
        f"en el orden de pdftotext: {sum(c.antes for c in todas) / n:.4f} como están dibujadas, "
        f"{sum(c.ahora for c in todas) / n:.4f} como quedan"
    )
    return 1 if peores else 0


if __name__ == "__main__":
    sys.exit(principal())
