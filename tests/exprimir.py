"""Saca de un archivo todo lo que lleva dentro, para buscar en ello palabras que no deben estar.

De un ZIP (y de un DOCX, que lo es), cada parte y su nombre; de un PDF, cada cadena, cada nombre y cada flujo
ya descomprimido de cada objeto, y el texto de sus páginas.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator

import pikepdf
from pypdf import PdfReader


def exprimir(nombre: str, octetos: bytes) -> Iterator[tuple[str, bytes]]:
    """Dónde y qué: los octetos tal como son, su nombre y todo lo que contienen."""
    yield nombre, octetos
    yield f"{nombre} (su nombre)", nombre.encode()
    if octetos.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(octetos)) as paquete:
            for miembro in paquete.namelist():
                yield from exprimir(f"{nombre}/{miembro}", paquete.read(miembro))
    elif octetos.startswith(b"%PDF"):
        yield from ((nombre, parte) for parte in _de_pdf(octetos))


def lugares(palabra: str, exprimido: Iterable[tuple[str, bytes]]) -> list[str]:
    """Dónde está, escrita en mayúsculas o minúsculas, en UTF-8 o en UTF-16, o en hexadecimal."""
    llana = palabra.lower()
    formas = [llana.encode(codigo) for codigo in ("utf-8", "utf-16-le", "utf-16-be")]
    formas.append(formas[0].hex().encode())
    return [donde for donde, octetos in exprimido if any(forma in octetos.lower() for forma in formas)]


def _de_pdf(octetos: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(octetos)) as pdf:
        for objeto in (*pdf.objects, pdf.trailer):
            yield from _de_objeto(objeto)
    yield "\n".join(pagina.extract_text() for pagina in PdfReader(io.BytesIO(octetos)).pages).encode()


def _de_objeto(objeto: object) -> Iterator[bytes]:
    """Lo que un objeto dice él mismo; los indirectos a que lleva llegan por su cuenta."""
    if isinstance(objeto, pikepdf.Stream):
        try:
            yield objeto.read_bytes()
        except pikepdf.PdfError:
            yield objeto.read_raw_bytes()
        yield from _de_objeto(dict(objeto.stream_dict.items()))
    elif isinstance(objeto, (dict, pikepdf.Dictionary)):
        for clave, valor in objeto.items():
            yield str(clave).encode()
            yield from _si_es_suyo(valor)
    elif isinstance(objeto, pikepdf.Array):
        for valor in objeto:
            yield from _si_es_suyo(valor)
    elif isinstance(objeto, pikepdf.String):
        yield bytes(objeto)
    elif isinstance(objeto, pikepdf.Name):
        yield str(objeto).encode()


def _si_es_suyo(valor: object) -> Iterator[bytes]:
    if not (isinstance(valor, pikepdf.Object) and valor.is_indirect):
        yield from _de_objeto(valor)
