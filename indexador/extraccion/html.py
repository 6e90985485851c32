"""Lectura de HTML: sólo lo que se lee en pantalla, en secciones de unos 3.000 caracteres."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from indexador.errores import NoExtraible
from indexador.extraccion.html_oculto import Hoja, es_comentario_con_letras
from indexador.extraccion.limites import Opciones
from indexador.extraccion.limpieza import limpiar
from indexador.extraccion.oculto import atencion, cuenta
from indexador.extraccion.paginado import en_partes, numerar
from indexador.extraccion.txt import decodificar
from indexador.ficha import Texto

_CODIFICACION = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.I
)
_MUDAS = frozenset(
    re.findall(
        r"\w+",
        """
    script style noscript template head iframe object svg math canvas select audio video
""",
    )
)
_BLOQUES = frozenset(
    re.findall(
        r"\w+",
        """
    address article aside blockquote body br caption center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table
    tbody tfoot thead tr ul
""",
    )
)
_PARRAFOS = frozenset(
    re.findall(
        r"\w+",
        """
    article blockquote h1 h2 h3 h4 h5 h6 ol p section table ul
""",
    )
)
_BORDES = ("", "  ", "\n", "\n\n")
_CELDAS = frozenset({"td", "th"})
_CALLADAS = frozenset({"template", "noscript"})
"""Las mudas que llevan texto que alguien escribió."""


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

    `aria-hidden` sólo calla a los lectores de pantalla: se ve, y se lee. La letra blanca sin fondo también se
    lee, y se cuenta. Los comentarios, `template` y `noscript` se cuentan si llevan letras.
    """
    sopa = BeautifulSoup(pagina, "lxml")
    ocultos: list[PageElement] = []
    texto = limpiar("".join(_sin_bordes_dobles(_recorrer(sopa, ocultos))))
    return PaginaHtml(texto, _propiedades(sopa), sum(map(_dice_algo, ocultos)))


def _dice_algo(elemento: PageElement) -> bool:
    textos = elemento.find_all(string=True) if isinstance(elemento, Tag) else [str(elemento)]
    return any(letra.isalnum() for texto in textos for letra in texto)


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


def _recorrer(sopa: BeautifulSoup, ocultos: list[PageElement]) -> Iterator[str]:
    """Los textos en orden, con saltos en los bloques y blancos entre celdas; sin recursión.

    Los elementos que no se muestran van a `ocultos`.
    """
    hoja = Hoja(sopa)
    pila: list[PageElement | str] = [sopa]
    while pila:
        elemento = pila.pop()
        if isinstance(elemento, str) and not isinstance(elemento, NavigableString):
            yield elemento
        elif isinstance(elemento, NavigableString):
            if not isinstance(elemento, PreformattedString):
                yield str(elemento) if _dentro_de_pre(elemento) else re.sub(r"\s+", " ", elemento)
            elif es_comentario_con_letras(elemento):
                ocultos.append(elemento)
        elif isinstance(elemento, Tag) and elemento.name in _MUDAS:
            if elemento.name in _CALLADAS:
                ocultos.append(elemento)
        elif isinstance(elemento, Tag):
            if hoja.no_se_muestra(elemento):
                ocultos.append(elemento)
                continue
            if hoja.es_blanco(elemento):
                ocultos.append(elemento)
            borde = _borde(elemento.name)
            yield borde
            pila.append(borde)
            pila.extend(reversed(elemento.contents))


def _sin_bordes_dobles(piezas: Iterator[str]) -> Iterator[str]:
    """De los saltos seguidos queda el mayor: el cierre de un bloque y la apertura del siguiente son uno."""
    pendiente = ""
    for pieza in piezas:
        if pieza.strip():
            yield pendiente
            yield pieza
            pendiente = ""
        elif pieza in _BORDES:
            pendiente = max(pendiente, pieza, key=_BORDES.index)
        elif not pendiente:
            yield pieza


def _borde(nombre: str) -> str:
    if nombre in _PARRAFOS:
        return "\n\n"
    if nombre in _BLOQUES:
        return "\n"
    return "  " if nombre in _CELDAS else ""


def _dentro_de_pre(texto: NavigableString) -> bool:
    return texto.parent is not None and texto.parent.name == "pre"


def _propiedades(sopa: BeautifulSoup) -> dict[str, str]:
    propiedades = {}
    if sopa.title is not None and (titulo := limpiar(sopa.title.get_text()).replace("\n", " ")[:1000]):
        propiedades["titulo"] = titulo
    autor = sopa.find("meta", attrs={"name": re.compile(r"^author$", re.I)})
    if isinstance(autor, Tag) and (nombre := limpiar(str(autor.get("content", "")))[:1000]):
        propiedades["autor"] = nombre
    return propiedades
