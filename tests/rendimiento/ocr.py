"""Mide los errores del OCR sobre textos conocidos: `ocr.py TEXTOS.jsonl[.xz] [--pais gt] [--paginas 12]`.

De cada texto (clave `texto`; con `--pais`, sólo los de `pais`) dibuja una página de cada clase —limpia y a
300 puntos por pulgada, o estropeada de una de siete maneras— y la lee como el producto. Con `--chromium
PROGRAMA`, las imprime ese navegador con otras letras; con `--pdf RUTA…`, son las de esos archivos:
unas y otras las pasa a imagen `pdftoppm`. La tasa es la distancia de edición entre caracteres, blancos
sencillos, sobre los dibujados. Termina con error si la media pasa de `META_LIMPIA` en lo limpio o de
`META_VARIADA` en lo demás.
"""

import argparse
import json
import lzma
import math
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from PIL import Image
from rapidfuzz.distance import Levenshtein

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from indexador.extraccion.calidad import medir
from indexador.extraccion.ocr import Ocr, buscar_ocr
from tests.rendimiento.paginas_dibujadas import CLASES, VARIADAS, Hoja
from tests.rendimiento.paginas_impresas import ESTROPEOS, de_archivos, de_chromium
from tests.rendimiento.paginas_impresas import hoja as hoja_impresa

META_LIMPIA, META_VARIADA = 0.01, 0.03
_CARACTERES = 12_000
_PUNTOS_DE_GUIA = re.compile(r"\.{4,}|…{2,}")
_ESPACIADAS = re.compile(r"(?:\b\w ){5}")


@dataclass(frozen=True, slots=True)
class Leida:
    """Una página: la clase, su tasa de error, la confianza del OCR y lo que gastó de reloj."""

    clase: str
    tasa: float
    confianza: float
    segundos: float
    esperado: str
    leido: str


def textos(ruta: Path, pais: str) -> Iterator[str]:
    """Los textos largos y bien escritos del archivo, sin sus renglones ni los puntos de sus índices."""
    abrir: Callable[..., object] = lzma.open if ruta.suffix == ".xz" else open
    with abrir(ruta, "rt", encoding="utf-8") as archivo:  # type: ignore[attr-defined]
        for linea in archivo:
            dato = json.loads(linea)
            texto = " ".join(_PUNTOS_DE_GUIA.sub(" ", dato["texto"][:_CARACTERES]).split())
            if (not pais or dato.get("pais") == pais) and len(texto) >= _CARACTERES * 0.8:
                calidad = medir(texto)
                if calidad.idioma == "es" and calidad.puntaje > 0.97 and not _ESPACIADAS.search(texto):
                    yield texto


def leer(ocr: Ocr, clase: str, hoja: Hoja) -> Leida:
    """Una página por el OCR del producto."""
    inicio = time.perf_counter()
    leida = ocr.leer_imagen(hoja.imagen, hoja.puntos, math.inf)
    gasto = time.perf_counter() - inicio
    leido = " ".join(leida.texto.split()) if leida is not None else ""
    distancia = Levenshtein.distance(hoja.texto, leido)
    confianza = leida.confianza if leida is not None else 0.0
    return Leida(clase, distancia / len(hoja.texto), confianza, gasto, hoja.texto, leido)


def informar(leidas: list[Leida]) -> bool:
    """Una tabla por clase y las dos medias; si se llegó a las dos metas."""
    print("| clase | páginas | error medio | peor | confianza | s/página |\n|---|---|---|---|---|---|")
    for clase in CLASES:
        suyas = [leida for leida in leidas if leida.clase == clase]
        if suyas:
            n = len(suyas)
            print(
                f"| {clase} | {n} | {sum(u.tasa for u in suyas) / n:.2%} | {max(u.tasa for u in suyas):.2%} "
                f"| {sum(u.confianza for u in suyas) / n:.0f} | {sum(u.segundos for u in suyas) / n:.1f} |"
            )
    limpias = [leida.tasa for leida in leidas if leida.clase not in VARIADAS]
    variadas = [leida.tasa for leida in leidas if leida.clase in VARIADAS]
    limpia, variada = (sum(tasas) / max(1, len(tasas)) for tasas in (limpias, variadas))
    print(
        f"\nlimpias {limpia:.2%} (meta {META_LIMPIA:.0%}); variadas {variada:.2%} (meta {META_VARIADA:.0%})"
    )
    return limpia <= META_LIMPIA and variada <= META_VARIADA


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("textos", type=Path)
    partes.add_argument("--pais", default="")
    partes.add_argument("--paginas", type=int, default=12, help="por clase")
    partes.add_argument("--chromium", default="", help="el programa con que se imprimen las páginas")
    partes.add_argument("--pdf", type=Path, nargs="*", default=[], help="archivos de donde salen las páginas")
    partes.add_argument("--clase", action="append", choices=list(CLASES))
    partes.add_argument("--guardar", type=Path, help="carpeta para las imágenes y lo leído")
    elegido = partes.parse_args()
    ocr = buscar_ocr()
    if ocr is None:
        print("No hay tesseract con español.")
        return 2
    leidas = []
    for clase, numero, hoja in _hojas(elegido):
        leidas.append(leer(ocr, clase, hoja))
        if elegido.guardar:
            _guardar(elegido.guardar / f"{clase}-{numero}", hoja.imagen, leidas[-1])
    return 0 if informar(leidas) else 1


def _hojas(elegido: argparse.Namespace) -> Iterator[tuple[str, int, Hoja]]:
    """Clase, número y hoja de cada página que se va a leer."""
    dados = textos(elegido.textos, elegido.pais)
    if not elegido.chromium and not elegido.pdf:
        for numero, texto in enumerate(islice(dados, elegido.paginas)):
            for clase in elegido.clase or CLASES:
                yield clase, numero, CLASES[clase](texto, numero)
        return
    impresas = (
        de_archivos(elegido.pdf, elegido.paginas)
        if elegido.pdf
        else de_chromium(dados, elegido.paginas, elegido.chromium)
    )
    for numero, (ruta, pagina, texto) in enumerate(impresas):
        for clase in elegido.clase or ESTROPEOS:
            yield clase, numero, hoja_impresa(ruta, pagina, texto, clase, numero)


def _guardar(base: Path, imagen: Image.Image, leida: Leida) -> None:
    base.parent.mkdir(parents=True, exist_ok=True)
    imagen.save(f"{base}.png")
    Path(f"{base}.txt").write_text(f"{leida.esperado}\n---\n{leida.leido}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(principal())
