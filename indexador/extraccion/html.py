"""Lectura de HTML: sólo lo que se lee en pantalla, en secciones de unos 3.000 caracteres."""

import re
from pathlib import Path
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import Tag

from indexador.errores import NoExtraible
from indexador.extraccion.html_cuerpo import CuerpoHtml
from indexador.extraccion.limites import Opciones
from indexador.extraccion.limpieza import limpiar
from indexador.extraccion.oculto import atencion, cuenta
from indexador.extraccion.paginado import en_partes, numerar
from indexador.extraccion.txt import decodificar
from indexador.ficha import Texto

_CODIFICACION = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.I
)


class PaginaHtml(NamedTuple):
    """Lo que se lee de una página, su título y autor si los declara, y cuántos trozos no se muestran."""

    texto: str
    propiedades: dict[str, str]
    ocultos: int


def leer_html(ruta: Path, opciones: Opciones) -> Texto:
    """Lo que no se muestra se avisa. Levanta `NoExtraible` (`vacio`) si no queda nada que leer."""
    texto, propiedades, ocultos = texto_de_html(decodificar_html(ruta.read_bytes()))
    partes = list(en_partes(texto))
    if not partes:
        raise NoExtraible(
            "vacio",
            "La página no tiene texto: probablemente lo carga con programas al abrirse.",
            "Ábrala en el navegador, guárdela como PDF y suba ese PDF.",
        )
    avisos = (*opciones.recorte(len(partes), "partes"), *avisos_de_ocultos(ocultos))
    return Texto(numerar(partes[: opciones.paginas], "parte"), "html 1", propiedades, avisos)


def avisos_de_ocultos(cuantos: int) -> list[str]:
    """El aviso de los trozos que una página no muestra, o ninguno."""
    return atencion(cuenta(cuantos, "trozo de texto oculto", "trozos de texto oculto"))


def texto_de_html(pagina: str) -> PaginaHtml:
    """Una página ya decodificada, limpia, sin lo que sus elementos declaran oculto.

    `aria-hidden` sólo calla a los lectores de pantalla: se ve, y se lee. La letra del color de su fondo
    también se lee, y se cuenta; como los comentarios, las plantillas y los campos ocultos que llevan letras.
    """
    sopa = BeautifulSoup(pagina, "lxml")
    cuerpo = CuerpoHtml(sopa)
    texto = limpiar("".join(cuerpo.piezas()))
    return PaginaHtml(texto, _propiedades(sopa), cuerpo.ocultos)


def decodificar_html(crudo: bytes) -> str:
    """La marca de orden y el UTF-8 válido mandan; después, lo que declare la página."""
    texto, codificacion = decodificar(crudo)
    declarada = _CODIFICACION.search(crudo[:4096])
    if codificacion not in {"utf-8", "utf-8-sig", "utf-16", "utf-32"} and declarada is not None:
        try:
            return crudo.decode(declarada[1].decode("ascii"), errors="strict")
        except (LookupError, UnicodeDecodeError):
            return texto
    return texto


def _propiedades(sopa: BeautifulSoup) -> dict[str, str]:
    propiedades = {}
    if sopa.title is not None and (titulo := limpiar(sopa.title.get_text()).replace("\n", " ")[:1000]):
        propiedades["titulo"] = titulo
    autor = sopa.find("meta", attrs={"name": re.compile(r"^author$", re.I)})
    if isinstance(autor, Tag) and (nombre := limpiar(str(autor.get("content", "")))[:1000]):
        propiedades["autor"] = nombre
    return propiedades
