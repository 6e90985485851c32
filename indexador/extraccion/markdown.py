"""Lectura de Markdown (CommonMark): el texto sin sus marcas, en secciones de unos 3.000 caracteres."""

import re
from dataclasses import replace
from pathlib import Path

from indexador.extraccion.limites import Opciones
from indexador.extraccion.limpieza import limpiar
from indexador.extraccion.paginado import en_partes, numerar
from indexador.extraccion.txt import decodificar, sin_letras
from indexador.ficha import Texto

_TITULO = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_CERCA = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[^\n`]{0,80}$\n?", re.MULTILINE)
_LINEA = re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}$|^ {0,3}={3,}[ \t]*$", re.MULTILINE)
_ENLACE = re.compile(r"!?\[([^\]\n]{0,500})\]\(\s*<?[^()\s<>]{0,2000}>?(?:\s+\"[^\"\n]{0,500}\")?\s*\)")
_MARCADO = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3}|`{1,2}|~~)(?=\S)([^\n]{1,2000}?)(?<=\S)\1(?!\w)")
_CITA = re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def leer_markdown(ruta: Path, opciones: Opciones) -> Texto:
    """El primer título es el del documento. Levanta `NoExtraible` (`vacio`) si no hay letras."""
    crudo, codificacion = decodificar(ruta.read_bytes())
    texto = limpiar(_sin_marcas(crudo.replace("\r\n", "\n")))
    if not texto:
        raise sin_letras()
    titulo = _TITULO.search(crudo)
    partes = list(en_partes(texto))
    leido = Texto(
        numerar(partes[: opciones.paginas], "parte"),
        f"markdown {codificacion}",
        {},
        tuple(opciones.recorte(len(partes), "partes")),
    )
    return leido if titulo is None else replace(leido, propiedades={"titulo": limpiar(titulo[1])[:1000]})


def _sin_marcas(texto: str) -> str:
    for patron, nuevo in (
        (_CERCA, ""),
        (_TITULO, r"\1"),
        (_LINEA, ""),
        (_CITA, ""),
        (_ENLACE, r"\1"),
        (_MARCADO, r"\2"),
        (_ESCAPE, r"\1"),
    ):
        texto = patron.sub(nuevo, texto)
    return texto
