"""Lo que se lee de un archivo y lo que se indexa de un documento: estructuras inmutables.

Las posiciones (`inicio`, `fin`) son siempre puntos de código sobre el texto de UNA página, normalizado
en NFC, tal como lo guarda la base de datos; `fin` queda excluido. Las páginas se cuentan desde 1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple


class Palabra(NamedTuple):
    """Una palabra sobre la imagen de la página.

    La caja va en fracciones de la página (0 a 1), con origen arriba a la izquierda. Es una tupla porque un
    libro tiene cientos de miles.
    """

    inicio: int
    fin: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Pagina:
    """Texto de una página. `ancho` y `alto` en puntos; 0 si el formato no tiene página dibujable."""

    numero: int
    texto: str
    etiqueta: str = ""
    ancho: float = 0.0
    alto: float = 0.0
    palabras: Sequence[Palabra] = ()
    origen: str = "nativo"
    """`nativo`, `ocr` o `sin_texto`."""


@dataclass(frozen=True, slots=True)
class Adjunto:
    """Un archivo que venía dentro de otro: el adjunto de un correo o el miembro de un comprimido.

    `ruta` es dónde quedó, en la carpeta que dio quien lee; sin ella no se pudo separar, y `motivo` y
    `salida` dicen por qué y qué hacer. `clase` es `adjunto_de` o `miembro_de`. `nombre` es el que trae, sin
    limpiar: puede llevar carpetas.
    """

    nombre: str
    clase: str
    ruta: Path | None = None
    motivo: str = ""
    salida: str = ""


@dataclass(frozen=True, slots=True)
class Texto:
    """Una extracción completa: las páginas en orden y lo que el archivo dice de sí mismo."""

    paginas: tuple[Pagina, ...]
    extractor: str
    propiedades: Mapping[str, str] = field(default_factory=dict)
    avisos: tuple[str, ...] = ()
    adjuntos: tuple[Adjunto, ...] = ()


@dataclass(frozen=True, slots=True)
class Fragmento:
    """Una entrada del índice: un artículo de una norma, o un pasaje del tamaño de una página.

    `ancla` es la dirección permanente del artículo dentro de su documento: «art-117-bis», «art-t7».
    """

    numero: int
    pagina: int
    inicio: int
    fin: int
    etiqueta: str
    texto: str
    ancla: str = ""


@dataclass(frozen=True, slots=True)
class Ficha:
    """El estado ACTUAL de un documento, tal como debe verlo la búsqueda.

    `marcas` son las marcas de acceso de las que el lector necesita al menos una; `publica` decide en
    cuál de los dos índices entra. `actividades` y `temas` traen sólo vínculos confirmados, con los
    códigos de los ancestros ya añadidos. `registro` reúne los campos bibliográficos que se buscan
    como texto (autor, lugar, ubicación…), y es lo único buscable de un documento sin archivo. `fecha` es la
    principal; `fechas`, la primera de cada clase que el documento tiene (`emision`, `publicacion`…), y
    `publicado`, cuándo se puso a la vista en el centro. `pais` es un código de `lengua.paises`, si se sabe.
    """

    documento: int
    identificador: str
    revision: int
    titulo: str
    tipo: str
    publica: bool
    marcas: frozenset[str]
    acceso: str = "publica"
    titulo_corto: str = ""
    numero: str = ""
    fecha: date | None = None
    fechas: Mapping[str, date] = field(default_factory=dict)
    publicado: datetime | None = None
    pais: str = ""
    temas: tuple[str, ...] = ()
    actividades: tuple[str, ...] = ()
    instituciones: tuple[str, ...] = ()
    registro: str = ""
    fragmentos: tuple[Fragmento, ...] = ()

    @property
    def tiene_palabras(self) -> bool:
        """¿Hay algo que buscar en ella? La de lo confidencial no lleva ninguna."""
        return bool(self.titulo or self.titulo_corto or self.numero or self.registro or self.fragmentos)
