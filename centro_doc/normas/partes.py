"""Lo que se guarda de una norma, ya revisado: viene del archivo del producto o de un formulario."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

_ARTICULO = re.compile(
    r"(?P<serie>t)?\s*(?P<n>[1-9]\d{0,3})\s*[ºo°.]?[\s-]*(?P<s>bis|ter|quater|quinquies|sexies|septies|"
    r"octies|nonies|decies|[a-h])?\.?\Z"
)
_SIN_TILDE = str.maketrans("áéíóú", "aeiou")
_SUFIJOS: Mapping[str, str] = {"quater": "Quáter"}


@dataclass(frozen=True, slots=True)
class DatosNorma:
    """La norma sin sus partes. `fuentes`: clave → cuál es."""

    clave: str
    nombre: str
    marca: str
    organo: str = ""
    citable: bool = True
    sigla: str = ""
    jurisdiccion: str = "GT"
    nota: str = ""
    posterior_al_plan: bool = False
    datos: Mapping[str, Any] = field(default_factory=dict)
    fuentes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DatosAlias:
    """Otro nombre con que se cita; sin `desde` ni `hasta`, siempre."""

    alias: str
    jurisdiccion: str
    desde: date | None
    hasta: date | None
    marca: str

    @property
    def identidad(self) -> tuple[object, ...]:
        """Lo que lo distingue de los demás de su norma."""
        return (self.alias, self.jurisdiccion, self.desde)


@dataclass(frozen=True, slots=True)
class DatosFecha:
    """Una fecha con su clase; `valor` es el primer día del período conocido."""

    clase: str
    valor: date
    precision: str
    marca: str
    nota: str = ""

    @property
    def identidad(self) -> tuple[object, ...]:
        """Lo que la distingue de las demás de su norma."""
        return (self.clase, self.valor)


@dataclass(frozen=True, slots=True)
class DatosEstado:
    """Un estado de la norma o de un artículo, con lo que lo prueba."""

    estado: str
    desde: date
    precision: str
    marca: str
    marca_desde: str
    articulo: str = ""
    hasta: date | None = None
    norma_prueba: str = ""
    articulo_prueba: str = ""
    nota: str = ""

    @property
    def identidad(self) -> tuple[object, ...]:
        """Lo que lo distingue de los demás de su norma."""
        return (self.articulo, self.estado, self.desde)


@dataclass(frozen=True, slots=True)
class DatosRelacion:
    """Lo que una norma hace con otra, cada una por su clave."""

    origen: str
    clase: str
    destino: str
    marca: str
    articulo_origen: str = ""
    articulo_destino: str = ""
    parcial: bool = False
    fecha: date | None = None
    precision: str = "dia"
    nota: str = ""

    @property
    def identidad(self) -> tuple[object, ...]:
        """Lo que la distingue de todas las demás."""
        return (self.origen, self.articulo_origen, self.clase, self.destino, self.articulo_destino)


Parte = DatosAlias | DatosFecha | DatosEstado | DatosRelacion


def leer_articulo(escrito: str) -> str | None:
    """El artículo en su forma canónica, «107-bis», «t7»; vacío si no se escribió, `None` si no se entiende.

    >>> leer_articulo("107 Bis"), leer_articulo("T7"), leer_articulo("el octavo")
    ('107-bis', 't7', None)
    """
    limpio = " ".join(escrito.casefold().translate(_SIN_TILDE).split())
    if not limpio:
        return ""
    hallado = _ARTICULO.match(limpio)
    if hallado is None:
        return None
    sufijo = f"-{hallado['s']}" if hallado["s"] else ""
    return f"{hallado['serie'] or ''}{hallado['n']}{sufijo}"


def articulo_en_prosa(articulo: str) -> str:
    """«107 Bis», «7 (transitorio)».

    >>> articulo_en_prosa("33-quater"), articulo_en_prosa("t7")
    ('33 Quáter', '7 (transitorio)')
    """
    numero, _, sufijo = articulo.removeprefix("t").partition("-")
    dicho = f"{numero} {_SUFIJOS.get(sufijo, sufijo.capitalize())}".strip()
    return f"{dicho} (transitorio)" if articulo.startswith("t") else dicho
