"""Cuántos pasajes se reanclan bien cuando un papel se vuelve a escanear y otro OCR lo lee.

    python -m tests.rendimiento.reescaneo PDF… [--paginas 60] [--pasajes 12] [--leidas LEIDAS.jsonl]

De cada página se hacen dos imágenes, estropeadas de dos maneras, y las dos se leen con el OCR del producto:
una lectura es el documento y la otra, su versión nueva. En la primera se eligen pasajes al azar (semilla
fija) y se buscan en la segunda; el lugar verdadero se sabe alineando letra a letra las dos. Con `--leidas`,
lo leído se guarda ahí la primera vez y no se vuelve a leer.
"""

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from rapidfuzz.distance import Levenshtein

from centro_doc.vinculos.guardados import TextoDeOrigen
from centro_doc.vinculos.pasajes import Anclaje
from centro_doc.vinculos.reanclaje import TextoBuscado
from indexador.extraccion.ocr import buscar_ocr
from tests.rendimiento.paginas_dibujadas import en_jpeg
from tests.rendimiento.paginas_impresas import ESTROPEOS, de_archivos, hoja
from tests.rendimiento.reanclaje import _bien, _llevar, _por_palabras

ESTROPEOS["fax"] = (110, lambda imagen, _numero: en_jpeg(imagen, 30))
ESTROPEOS["fotocopia"] = (150, lambda imagen, _numero: _fotocopiar(imagen))
_PAREJAS = (
    ("jpeg_200", "fotocopia"),
    ("fax", "torcida"),
    ("fotografiada", "fax"),
    ("fotocopia", "con_ruido"),
)
"""Cómo se estropea la página la primera vez y la segunda, en rueda."""
_LETRAS = 10
"""Las que ha de tener un pasaje."""


def principal() -> None:
    """Mide e imprime la tabla."""
    opciones = argparse.ArgumentParser(description=__doc__)
    opciones.add_argument("pdf", type=Path, nargs="+")
    opciones.add_argument("--paginas", type=int, default=60)
    opciones.add_argument("--pasajes", type=int, default=12, help="por página")
    opciones.add_argument("--leidas", type=Path)
    opciones.add_argument("--ver", action="store_true", help="escribe los que no se reanclan bien")
    dado = opciones.parse_args()
    documentos = _documentos(dado.pdf, dado.paginas, dado.leidas)
    azar = random.Random(20_110_817)
    cuenta: Counter[str] = Counter()
    for paginas in documentos.values():
        cuenta.update(_medir(paginas, dado.pasajes, azar, ver=dado.ver))
    total = sum(cuenta.values())
    for clase, cuantos in cuenta.most_common():
        print(f"{clase:24} {cuantos:6}  {100 * cuantos / total:6.2f} %")


def _fotocopiar(imagen: Image.Image) -> Image.Image:
    """Sólo blanco y negro, como la deja una fotocopiadora."""
    return imagen.point(lambda tono: 255 if tono > 150 else 0)


def _documentos(rutas: list[Path], cuantas: int, guardadas: Path | None) -> dict[str, list[tuple[str, str]]]:
    """De cada archivo, sus páginas: lo leído la primera vez y la segunda."""
    if guardadas is None or not guardadas.exists():
        leidas = list(_leer(rutas, cuantas))
        if guardadas is not None:
            guardadas.write_text("\n".join(map(json.dumps, leidas)), encoding="utf-8")
    else:
        leidas = [json.loads(linea) for linea in guardadas.read_text(encoding="utf-8").splitlines()]
    documentos: dict[str, list[tuple[str, str]]] = {}
    for archivo, primera, segunda in leidas:
        documentos.setdefault(archivo, []).append((primera, segunda))
    return documentos


def _leer(rutas: list[Path], cuantas: int) -> Iterator[tuple[str, str, str]]:
    ocr = buscar_ocr()
    if ocr is None:
        raise SystemExit("No hay tesseract con español.")
    for numero, (ruta, pagina, texto) in enumerate(de_archivos(rutas, cuantas)):
        lecturas = []
        for estropeo in _PAREJAS[numero % len(_PAREJAS)]:
            dibujada = hoja(ruta, pagina, texto, estropeo, numero)
            leida = ocr.leer_imagen(dibujada.imagen, dibujada.puntos, math.inf)
            lecturas.append(leida.texto if leida is not None else "")
        yield ruta.name, lecturas[0], lecturas[1]


def _medir(paginas: list[tuple[str, str]], pasajes: int, azar: random.Random, *, ver: bool) -> Iterator[str]:
    origen = TextoDeOrigen({n: primera for n, (primera, _) in enumerate(paginas, 1)})
    buscado = TextoBuscado({n: segunda for n, (_, segunda) in enumerate(paginas, 1)})
    for numero, (primera, segunda) in enumerate(paginas, 1):
        bloques = Levenshtein.opcodes(primera, segunda)
        for _ in range(pasajes):
            largo = azar.choice((40, 80, 160, 300))
            inicio = azar.randrange(max(1, len(primera) - largo))
            inicio, fin = _por_palabras(primera, inicio, min(len(primera), inicio + largo))
            literal = primera[inicio:fin]
            if sum(c.isalnum() for c in literal) < _LETRAS:
                continue
            hallado = buscado.reanclar(origen.guardado(Anclaje(numero, inicio, numero, fin, literal)))
            suyo = (_llevar(bloques, inicio, tras=True), _llevar(bloques, fin))
            verdad = _por_palabras(segunda, *suyo) if suyo[0] < suyo[1] else suyo
            como = "roto, señalado"
            if hallado is not None:
                uno = hallado.anclaje
                en_pagina = (uno.pagina_inicio, uno.pagina_fin) == (numero, numero)
                bien = en_pagina and _bien((uno.inicio, uno.fin), verdad)
                como = ("exacto" if hallado.exacto else "reanclado, señalado") + (" bien" if bien else " MAL")
            if ver and not como.endswith("bien"):
                print(f"[{como}]\n  {literal!r}\n  {segunda[slice(*verdad)]!r}")
            yield como


if __name__ == "__main__":
    principal()
