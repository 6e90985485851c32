"""Lo que entra y lo que sale de la consolidación de una norma a una fecha."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indexador.juridico.articulos_de_texto import ArticuloDeTexto, Cual
from indexador.juridico.estructura import Estructura
from indexador.juridico.hilo import Trozo
from indexador.juridico.instruccion import Instruccion
from indexador.juridico.texto_nuevo import sin_motas


class Situacion(StrEnum):
    """Qué se sabe del texto de un artículo a la fecha."""

    ORIGINAL = "original"
    CONSOLIDADO = "consolidado"
    DEROGADO = "derogado"
    NO_EXISTIA = "no_existia"
    SIN_ORIGINAL = "sin_original"
    CON_REFORMA = "con_reforma"
    """Lo toca una reforma que no se consolida."""
    DEL_EDITOR = "del_editor"
    """Ninguna reforma que se tenga lo toca, y sólo está en la copia del editor."""


@dataclass(frozen=True, slots=True)
class Fuente:
    """Un texto que el Centro tiene: el documento, la norma que trae (su clave) y su estructura."""

    documento: str
    norma: str
    paginas: Sequence[str]
    estructura: Estructura


@dataclass(frozen=True, slots=True)
class Reforma:
    """Un decreto reformador, desde cuándo rige (`None`, si no consta) y lo que ordena.

    `rige` es el primer día en que pudo empezar y `seguro`, aquel en que ya regía, si no consta el día.
    `cuando` lo dice en palabras, y `razon`, por qué no consta.
    """

    fuente: Fuente
    rige: date | None
    instrucciones: tuple[Instruccion, ...]
    seguro: date | None = None
    cuando: str = ""
    razon: str = ""
    marca: str = "V"
    """Cuánto está confirmado desde cuándo rige: V, C o D."""


@dataclass(frozen=True, slots=True)
class Pieza:
    """Un texto con su procedencia; `articulo` es el del decreto que lo dispone, vacío en el original."""

    documento: str
    norma: str
    articulo: str
    ancla: str
    trozos: tuple[Trozo, ...]
    texto: str


@dataclass(frozen=True, slots=True)
class Pendiente:
    """Una reforma no consolidada y por qué."""

    norma: str
    documento: str
    rige: date | None
    instruccion: Instruccion
    razon: str
    cuando: str = ""


@dataclass(frozen=True, slots=True)
class ArticuloALaFecha:
    """Un artículo a la fecha. `desde` y `por` son de la última reforma aplicada, o de la que lo añadirá."""

    cual: Cual
    etiqueta: str
    situacion: Situacion
    piezas: tuple[Pieza, ...] = ()
    desde: date | None = None
    cuando: str = ""
    """`desde`, en palabras y con lo que le falte por confirmar."""
    marca: str = "V"
    """La de `desde`."""
    por: tuple[str, str] | None = None
    """Clave y artículo del decreto."""
    pendientes: tuple[Pendiente, ...] = ()
    editor: ArticuloDeTexto | None = None
    otras: tuple[str, ...] = ()
    """Normas que la copia del editor dice que lo cambiaron y cuyo texto no se tiene."""

    @property
    def texto(self) -> str:
        """El de todas sus piezas, sin las motas del escáner."""
        return sin_motas("\n".join(pieza.texto for pieza in self.piezas))


@dataclass(frozen=True, slots=True)
class Consolidada:
    """La norma a la fecha: sus artículos en orden y lo que no se pudo consolidar en ninguno."""

    articulos: tuple[ArticuloALaFecha, ...]
    sueltas: tuple[Pendiente, ...]
    editor_hasta: date | None
    """La última reforma con fecha que las notas del editor nombran."""

    @property
    def no_consolidadas(self) -> tuple[Pendiente, ...]:
        """Todas, en el orden de los decretos."""
        suyas = [una for articulo in self.articulos for una in articulo.pendientes]
        return tuple(sorted((*suyas, *self.sueltas), key=lambda una: (una.rige or date.max, una.norma)))
