"""El recorrido de una página HTML: lo que se lee en pantalla, en orden, y lo que lleva sin mostrarlo."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Script, Stylesheet, Tag

from indexador.extraccion.html_oculto import Hoja, es_comentario_con_letras, es_plantilla

_MUDAS = frozenset(
    re.findall(
        r"\w+",
        """
    script style noscript template head title iframe object math canvas select audio video
    desc metadata defs symbol clippath mask marker pattern
""",
    )
)
_BLOQUES = frozenset(
    re.findall(
        r"\w+",
        """
    address article aside blockquote body br caption center dd details div dl dt fieldset figcaption
    figure footer foreignobject form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section
    summary svg table tbody text textarea tfoot thead tr ul
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
_CALLADAS = frozenset({"template", "noscript", "desc", "defs", "symbol", "clippath", "mask", "pattern"})
"""Las mudas que llevan texto que alguien escribió."""
_SIN_LETRAS = frozenset({"svg", "g"})
"""Lo escrito directamente en ellas no se dibuja: en un `svg` sólo se ve lo que va en un `text`."""
_ESCRITOS = frozenset({"", "text", "search", "email", "tel", "url", "number", "date", "submit", "button"})
"""Los `input` cuyo valor se lee en la página."""
_CALLADOS = frozenset({"hidden", "password"})
_PALABRA = re.compile(r"(?:(?<=[\s.,;:()«»\"'¿¡/-])|^)[^\W\d_]{4,}(?=[\s.,;:()«»\"'?!/-]|$)")
_DE_MAQUINA = frozenset({"true", "false", "search", "submit", "null", "none"})


class CuerpoHtml:
    """Recorre una página sin recursión; al agotar `piezas`, `ocultos` dice cuánto no se muestra."""

    def __init__(self, sopa: BeautifulSoup) -> None:
        self._sopa = sopa
        self._hoja = Hoja(sopa)
        self._confundido = False
        self.ocultos = 0

    def piezas(self) -> Iterator[str]:
        """Los textos en orden, con saltos en los bloques y blancos entre celdas."""
        return _sin_bordes_dobles(self._recorrer())

    def _recorrer(self) -> Iterator[str]:
        pila: list[PageElement | str] = [self._sopa]
        while pila:
            elemento = pila.pop()
            if isinstance(elemento, str) and not isinstance(elemento, NavigableString):
                yield elemento
            elif isinstance(elemento, NavigableString):
                yield self._leer(elemento)
            elif isinstance(elemento, Tag) and self._se_pisa(elemento):
                borde = _borde(elemento.name)
                yield borde
                if elemento.name == "input":
                    yield _del_campo(elemento)
                pila.append(borde)
                pila.extend(reversed(elemento.contents))

    def _leer(self, escrito: NavigableString) -> str:
        """Lo del color de su fondo se lee y se cuenta, los trozos seguidos una vez."""
        if isinstance(escrito, PreformattedString):
            self.ocultos += es_comentario_con_letras(escrito)
            return ""
        padre = escrito.parent
        if padre is None or not any(map(str.isalnum, escrito)):
            return str(escrito) if padre is not None and padre.name == "pre" else re.sub(r"\s+", " ", escrito)
        if padre.name in _SIN_LETRAS:
            self.ocultos += 1
            return ""
        confundido = self._hoja.tintas(padre).se_confunden()
        self.ocultos += confundido and not self._confundido
        self._confundido = confundido
        return str(escrito) if padre.name == "pre" else re.sub(r"\s+", " ", escrito)

    def _se_pisa(self, elemento: Tag) -> bool:
        """Si se ve; lo que no, se cuenta cuando dice algo."""
        if elemento.name in _MUDAS:
            if elemento.name in _CALLADAS or es_plantilla(elemento):
                self.ocultos += _dice_algo(elemento)
            return False
        if elemento.name == "input" and _clase(elemento) in _CALLADOS:
            self.ocultos += _lleva_palabras(str(elemento.get("value", "")))
            return False
        if self._hoja.no_se_muestra(elemento):
            self.ocultos += _dice_algo(elemento)
            return False
        return True


def _clase(campo: Tag) -> str:
    return str(campo.get("type", "")).lower().strip()


def _del_campo(campo: Tag) -> str:
    """Lo que un formulario lleva ya escrito."""
    return f" {campo.get('value', '')} " if _clase(campo) in _ESCRITOS else ""


def _lleva_palabras(valor: str) -> bool:
    """Si alguien escribió el valor: los de los programas son claves, números o una orden."""
    return any(palabra.lower() not in _DE_MAQUINA for palabra in _PALABRA.findall(valor))


def _dice_algo(elemento: Tag) -> bool:
    """Si lleva letras o cifras; las reglas y los programas que tenga dentro no dicen nada."""
    if elemento.name == "script":
        return any(letra.isalpha() for letra in "".join(map(str, elemento.contents)))
    textos = (uno for uno in elemento.find_all(string=True) if not isinstance(uno, Stylesheet | Script))
    return any(letra.isalnum() for texto in textos for letra in texto)


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
