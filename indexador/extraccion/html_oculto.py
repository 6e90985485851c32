"""Qué elementos de una página HTML no se ven, por sus atributos o por las reglas sencillas de su hoja."""

import re
from collections import defaultdict

from bs4 import BeautifulSoup
from bs4.element import Comment, Tag

from indexador.extraccion.html_color import Tintas, tintas

_COMENTARIO = re.compile(r"/\*.*?\*/", re.S)
_CONDICIONADAS = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
"""`@media` y las demás: valen según la pantalla, y la que esconde un menú en un teléfono no oculta nada."""
_REGLA = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SENCILLO = re.compile(r"[A-Za-z][\w-]*|(?:[A-Za-z][\w-]*)?[.#][\w-]+")
_NUMERO = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)")
_LEJOS = -900.0
_PLANTILLA = re.compile(r"\s*text/(?!.*(?:script|babel|jsx|css|less|shader|config)).+", re.I)
_ATRIBUTOS = {"bgcolor": "background", "color": "color"} | {
    nombre: nombre
    for nombre in ("fill", "stroke", "display", "visibility", "opacity", "font-size", "fill-opacity")
}
_DE_PROGRAMA = re.compile(r"\s*(?:\[if\b|<!\[|\[endif|StartFragment|EndFragment|saved from url)", re.I)
"""Los comentarios que ponen Word y los navegadores."""


class Hoja:
    """Las reglas de los `<style>` de una página cuyo selector es una etiqueta, una clase o un `id`."""

    def __init__(self, sopa: BeautifulSoup) -> None:
        self._tintas: dict[int, Tintas] = {}
        self._reglas: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for estilo in sopa.find_all("style"):
            texto = _COMENTARIO.sub("", "".join(map(str, estilo.contents))).replace("<!--", "")
            for selectores, dice in _REGLA.findall(_CONDICIONADAS.sub("", texto)):
                for selector in map(str.strip, selectores.split(",")):
                    if _SENCILLO.fullmatch(selector):
                        self._reglas[selector.lower()] |= _declaraciones(dice)

    def de(self, elemento: Tag) -> dict[str, str]:
        """Lo que se declara para un elemento: sus atributos, y por su etiqueta, clases, `id` y `style`."""
        juntas = _de_atributos(elemento)
        if self._reglas:
            clases = [f".{clase}" for clase in elemento.get_attribute_list("class") if clase]
            propio = [f"#{elemento['id']}"] if "id" in elemento.attrs else []
            for parte in ("", *clases, *propio):
                for selector in (parte, f"{elemento.name}{parte}"):
                    juntas |= self._reglas.get(selector.lower(), {})
        return juntas | _declaraciones(str(elemento.get("style", "")))

    def no_se_muestra(self, elemento: Tag) -> bool:
        """Si se declara oculto; la página entera oculta se muestra con un programa al abrirse."""
        if elemento.name in {"html", "body"}:
            return False
        if "hidden" in elemento.attrs and elemento.get("hidden") != "until-found":
            return True
        dice = self.de(elemento) if elemento.attrs or self._reglas else {}
        return bool(dice) and _esconde(dice)

    def tintas(self, elemento: Tag) -> Tintas:
        """Con qué color de letra y de fondo se pinta, por lo suyo o por lo que lo rodea; sin recursión."""
        linaje = [elemento]
        while id(linaje[-1]) not in self._tintas and linaje[-1].parent is not None:
            linaje.append(linaje[-1].parent)
        halladas = self._tintas.setdefault(id(linaje[-1]), Tintas())
        for uno in reversed(linaje[:-1]):
            halladas = tintas(uno.name, self.de(uno), halladas)
            self._tintas[id(uno)] = halladas
        return halladas


def es_comentario_con_letras(texto: object) -> bool:
    """Un comentario de la página en que alguien escribió algo."""
    return (
        isinstance(texto, Comment)
        and not _DE_PROGRAMA.match(texto)
        and any(letra.isalpha() for letra in texto)
    )


def es_plantilla(elemento: Tag) -> bool:
    """Un `script` que no es un programa sino texto o HTML guardado para después."""
    return elemento.name == "script" and _PLANTILLA.fullmatch(str(elemento.get("type", ""))) is not None


def _de_atributos(elemento: Tag) -> dict[str, str]:
    """Lo que dicen los atributos de antes de las hojas de estilo, y los de presentación de un dibujo."""
    dichos = {
        propiedad: str(elemento.attrs[nombre]).lower().strip()
        for nombre, propiedad in _ATRIBUTOS.items()
        if nombre in elemento.attrs
    }
    if elemento.name == "body" and "text" in elemento.attrs:
        dichos["color"] = str(elemento["text"]).lower().strip()
    return dichos


def _declaraciones(estilo: str) -> dict[str, str]:
    partes = (parte.partition(":") for parte in _COMENTARIO.sub("", estilo).lower().split(";"))
    return {clave.strip(): valor.replace("!important", "").strip() for clave, dos, valor in partes if dos}


def _esconde(dice: dict[str, str]) -> bool:
    if dice.get("display") == "none" or dice.get("visibility") in {"hidden", "collapse"}:
        return True
    if dice.get("mso-hide") == "all" or 0 in {_numero(dice.get(c, "")) for c in ("opacity", "fill-opacity")}:
        return True
    cuerpo = _numero(dice.get("font-size", ""))
    if cuerpo is not None and (cuerpo == 0 or (cuerpo <= 1 and "x" in dice["font-size"])):
        return True
    if dice.get("overflow") == "hidden" and 0 in {_numero(dice.get(c, "")) for c in ("max-height", "height")}:
        return True
    lados = ["text-indent", "margin-left", "margin-top"]
    if dice.get("position") in {"absolute", "fixed"}:
        lados += ["left", "top"]
    return any((_numero(dice.get(lado, "")) or 0) <= _LEJOS for lado in lados)


def _numero(valor: str) -> float | None:
    hallado = _NUMERO.match(valor)
    return float(hallado[0]) if hallado else None
