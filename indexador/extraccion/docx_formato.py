"""Lo que en un DOCX decide si unas letras se ven: `vanish`, el color de la letra y el de su fondo.

Lo propio del trozo manda sobre su estilo de carácter, y éste sobre el de su párrafo (ECMA-376, 17.7.2);
`vanish` es de los que se invierten si lo ponen los dos estilos (17.7.3).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

_NS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_OSCURO = 80
_HERENCIAS = 30
PAPEL = "FFFFFF"
DESCONOCIDO = "?"
"""El fondo de un cuadro dibujado o de una tabla con estilo propio: su color no está en el texto."""
_RESALTADOS = {"black": "000000", "white": PAPEL}
_DE_TEMA = {"background1": PAPEL, "light1": PAPEL, "text1": "000000", "dark1": "000000"}
"""Los del tema que casi todos dejan como vienen (17.18.97)."""
_MENUDOS = frozenset({"0", "1", "2", "3"})
"""Medios puntos: menos de dos puntos de letra."""
_IGUALES = 16
"""Diferencia por canal que no se distingue."""
_MARCAS = frozenset(f"{_NS}{n}" for n in ("vanish", "specVanish", "color", "highlight", "shd", "sz"))
_DIBUJO = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
_DETRAS = (_DIBUJO, f"{_NS}pict", f"{_NS}background")


class Rasgos(NamedTuple):
    """Lo que dice un `rPr`; lo que calla es None.

    `fondo` es su resaltado o su sombreado; `menudo`, si su letra es tan chica que no se lee.
    """

    oculto: bool | None = None
    color: str | None = None
    fondo: str | None = None
    menudo: bool | None = None

    def sobre(self, otro: "Rasgos") -> "Rasgos":
        """Éstos, y de lo que callan, los del otro."""
        return Rasgos(
            otro.oculto if self.oculto is None else self.oculto,
            otro.color if self.color is None else self.color,
            otro.fondo if self.fondo is None else self.fondo,
            otro.menudo if self.menudo is None else self.menudo,
        )


NINGUNO = Rasgos()


def rasgos_de(formato: etree._Element | None) -> Rasgos:
    """Los de un `rPr`."""
    if formato is None or not len(formato):
        return NINGUNO
    dicho = {str(marca.tag): marca for marca in formato if marca.tag in _MARCAS}
    if not dicho:
        return NINGUNO
    ocultan = [dicho[marca] for marca in (f"{_NS}vanish", f"{_NS}specVanish") if marca in dicho]
    tinta, resaltado, cuerpo = (dicho.get(f"{_NS}{n}") for n in ("color", "highlight", "sz"))
    propio = "" if resaltado is None else _RESALTADOS.get(str(resaltado.get(f"{_NS}val")), DESCONOCIDO)
    return Rasgos(
        any(map(encendido, ocultan)) if ocultan else None,
        None if tinta is None else _tinta(tinta),
        propio or sombreado(formato),
        None if cuerpo is None else _valor(cuerpo) in _MENUDOS,
    )


def _tinta(marca: etree._Element) -> str:
    """El color de un `color`, o el del tema que nombra si no da otro."""
    propia = str(marca.get(f"{_NS}val"))
    return propia if _HEX.fullmatch(propia) else _DE_TEMA.get(str(marca.get(f"{_NS}themeColor")), propia)


def encendido(marca: etree._Element | None) -> bool:
    """Si está y no dice que no."""
    return marca is not None and str(marca.get(f"{_NS}val", "1")) not in {"0", "false", "off"}


def sombreado(formato: etree._Element | None) -> str | None:
    """El color del `shd` de un formato, en hexadecimal; None si no tiene, y `DESCONOCIDO` si es una trama."""
    marca = None if formato is None else formato.find(f"{_NS}shd")
    if marca is None:
        return None
    clase, tinta, relleno = (str(marca.get(f"{_NS}{n}", "")) for n in ("val", "color", "fill"))
    if clase == "solid":
        return tinta if _HEX.fullmatch(tinta) else "000000"
    if clase not in {"clear", "nil", ""}:
        return DESCONOCIDO
    return relleno if _HEX.fullmatch(relleno) else None


class Estilos:
    """Los rasgos de cada estilo, con lo que hereda (`basedOn`)."""

    def __init__(self, raiz: etree._Element | None = None, contenido: Sequence[etree._Element] = ()) -> None:
        """`raiz` es la de `styles.xml`; `contenido`, el cuerpo y los membretes, que dicen qué hay detrás."""
        self.hoja = DESCONOCIDO if any(map(_pinta_detras, contenido)) else PAPEL
        estilos = [] if raiz is None else list(raiz.iter(f"{_NS}style"))
        self._propios = {_clave(estilo): rasgos_de(estilo.find(f"{_NS}rPr")) for estilo in estilos}
        self._bases = {_clave(estilo): _valor(estilo.find(f"{_NS}basedOn")) for estilo in estilos}
        self._pintan = {_clave(e) for e in estilos if next(e.iter(f"{_NS}shd"), None) is not None}
        de_todos = None if raiz is None else raiz.find(f"{_NS}docDefaults/{_NS}rPrDefault/{_NS}rPr")
        omision = rasgos_de(de_todos)
        self._de_todos = omision if omision.oculto or omision.menudo else NINGUNO
        self._resueltos: dict[str, Rasgos] = {}
        self._omision = next((_clave(e) for e in estilos if _es_el_de_parrafo(e)), "")

    def de_parrafo(self, formato: etree._Element | None, tabla: Rasgos = NINGUNO) -> Rasgos:
        """Los que su estilo, y debajo el de su tabla, da a sus letras; el fondo es su sombreado."""
        estilo = "" if formato is None else _valor(formato.find(f"{_NS}pStyle"))
        propio = sombreado(formato)
        pinta = DESCONOCIDO if propio is None and self._pinta(estilo) else propio
        heredados = self._rasgos(estilo or self._omision)
        for base in (tabla, self._de_todos):
            heredados = heredados if base is NINGUNO else heredados.sobre(base)
        return heredados if pinta is None else Rasgos(fondo=pinta).sobre(heredados)

    def de_trozo(self, formato: etree._Element | None, parrafo: Rasgos) -> tuple[Rasgos, bool]:
        """Los de un `r` de ese párrafo, y si el fondo es suyo y no de lo que lo rodea."""
        propios = rasgos_de(formato)
        clave = "" if formato is None else _valor(formato.find(f"{_NS}rStyle"))
        estilo = self._rasgos(clave) if clave else NINGUNO
        if estilo is NINGUNO and propios is NINGUNO:
            return parrafo, False
        alternado = bool(estilo.oculto) != bool(parrafo.oculto)
        suyos = propios.sobre(Rasgos(alternado, estilo.color, estilo.fondo))
        return suyos.sobre(parrafo), suyos.fondo is not None

    def de_tabla(self, tabla: etree._Element) -> str | None:
        """Su sombreado, o `DESCONOCIDO` si su estilo pinta celdas; si no, None."""
        estilo = tabla.find(f"{_NS}tblPr/{_NS}tblStyle")
        propio = sombreado(tabla.find(f"{_NS}tblPr"))
        return DESCONOCIDO if propio is None and self._pinta(_valor(estilo)) else propio

    def letras_de_tabla(self, tabla: etree._Element) -> Rasgos:
        """Si su estilo esconde sus letras: su color va con celdas que el estilo pinta, y no se sabe."""
        rasgos = self._rasgos(_valor(tabla.find(f"{_NS}tblPr/{_NS}tblStyle")))
        return Rasgos(oculto=True) if rasgos.oculto or rasgos.menudo else NINGUNO

    def _pinta(self, clave: str) -> bool:
        return any(uno in self._pintan for uno in self._linaje(clave))

    def _rasgos(self, clave: str) -> Rasgos:
        if clave not in self._resueltos:
            juntos = NINGUNO
            for ancestro in self._linaje(clave):
                juntos = juntos.sobre(self._propios[ancestro])
            self._resueltos[clave] = NINGUNO if juntos == NINGUNO else juntos
        return self._resueltos[clave]

    def _linaje(self, clave: str) -> Iterator[str]:
        for _ in range(_HERENCIAS):
            if clave not in self._propios:
                return
            yield clave
            clave = self._bases[clave]


def se_confunde(rasgos: Rasgos, alrededor: str, *, propio: bool) -> bool:
    """Si la letra es del color de su fondo. `alrededor` es el fondo de la celda o de la hoja.

    La letra «automática» se aclara sola sobre una celda oscura; sobre un resaltado o un sombreado suyo
    (`propio`), que es como se tacha con Word, se toma por negra.
    """
    tinta = rasgos.color if rasgos.color and _HEX.fullmatch(rasgos.color) else ""
    fondo = rasgos.fondo or alrededor
    if fondo == DESCONOCIDO or not (tinta or propio):
        return False
    letra, hoja = _canales(tinta or "000000"), _canales(fondo)
    iguales = all(abs(una - otra) <= _IGUALES for una, otra in zip(letra, hoja, strict=True))
    return iguales or max(*letra, *hoja) < _OSCURO


def _pinta_detras(raiz: etree._Element) -> bool:
    """Si hay un fondo o dibujos que pueden ir detrás del texto."""
    hallados = raiz.iter(*_DETRAS)
    return any(uno.tag != _DIBUJO or str(uno.get("behindDoc")) in {"1", "true"} for uno in hallados)


def _canales(hexadecimal: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(hexadecimal))


def _clave(estilo: etree._Element) -> str:
    return str(estilo.get(f"{_NS}styleId"))


def _valor(elemento: etree._Element | None) -> str:
    return "" if elemento is None else str(elemento.get(f"{_NS}val", ""))


def _es_el_de_parrafo(estilo: etree._Element) -> bool:
    return estilo.get(f"{_NS}type") == "paragraph" and str(estilo.get(f"{_NS}default")) in {"1", "true", "on"}
