"""Lectura de texto sin formato: la codificación se averigua, y el salto de página (form feed) es página."""

import codecs
from pathlib import Path

import chardet

from indexador.errores import NoExtraible
from indexador.extraccion.limites import Opciones
from indexador.extraccion.limpieza import limpiar
from indexador.extraccion.paginado import en_partes, numerar
from indexador.ficha import Texto

_MARCAS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def leer_txt(ruta: Path, opciones: Opciones) -> Texto:
    """Levanta `NoExtraible` (`vacio` o `formato`) si no hay letras o no se entienden."""
    texto, codificacion = decodificar(ruta.read_bytes())
    hojas = [limpiar(hoja) for hoja in texto.split("\f")]
    if not any(hojas):
        raise sin_letras()
    if len(hojas) > 1:
        while not hojas[-1]:
            hojas.pop()
        paginas, nombre = hojas, "p."
    else:
        paginas, nombre = list(en_partes(hojas[0])), "parte"
    avisos = tuple(opciones.recorte(len(paginas), "páginas"))
    return Texto(numerar(paginas[: opciones.paginas], nombre), f"txt {codificacion}", {}, avisos)


def sin_letras() -> NoExtraible:
    """El archivo no dice nada."""
    return NoExtraible(
        "vacio", "El archivo no tiene texto: sólo espacios.", "Compruebe que es el archivo correcto."
    )


def decodificar(crudo: bytes) -> tuple[str, str]:
    """El texto y su codificación: marca de orden, UTF-8 estricto, cp1252 y, al final, chardet.

    cp1252 va antes que chardet porque éste lee mal el español corto. Levanta `NoExtraible` si nada sirve.
    """
    for marca, codificacion in _MARCAS:
        if crudo.startswith(marca):
            return crudo.decode(codificacion, errors="replace"), codificacion
    for codificacion in ("utf-8", "cp1252"):
        try:
            return crudo.decode(codificacion), codificacion
        except UnicodeDecodeError:
            continue
    adivinada = chardet.detect(crudo[:200_000])["encoding"]
    try:
        return crudo.decode(adivinada or "cp1252", errors="replace"), adivinada or "cp1252"
    except LookupError:
        return crudo.decode("cp1252", errors="replace"), "cp1252"
