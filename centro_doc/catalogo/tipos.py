"""Los tipos de documento: qué datos propios tiene cada uno y con qué clase de acceso nace.

Son datos (`datos/tipos.yaml`), no código: añadir un tipo o un campo es añadir renglones. Al cargarlos se
revisan enteros y todo lo que esté mal se dice junto.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from centro_doc.catalogo.modelos import Acceso
from indexador.lengua.paises import PAISES

RUTA = Path(__file__).parent / "datos" / "tipos.yaml"
CLASES = frozenset({"texto", "numero", "fecha", "lista", "opcion"})
MARCAS = frozenset({"V", "C", "D"})
IDIOMAS: Mapping[str, str] = {
    "es": "Español",
    "en": "Inglés",
    "pt": "Portugués",
    "quc": "K'iche'",
    "cak": "Kaqchikel",
    "kek": "Q'eqchi'",
    "mam": "Mam",
}
JURISDICCIONES = PAISES
"""País (ISO 3166) cuyas leyes rigen el documento; «INT», las de varios."""
PAIS = "GT"
"""El del Centro: lo que es de él no necesita decirlo."""
ANIO = "anio"
"""El campo de una ficha que dice de qué año es el documento."""
_CLAVES_DE_TIPO = frozenset(
    {"nombre", "grupo", "etiqueta", "norma", "acceso", "base", "numero", "fechas", "campos", "nota"}
)


class TiposInvalidos(ValueError):
    """El archivo de tipos tiene errores; el mensaje los enumera todos."""


@dataclass(frozen=True, slots=True)
class Campo:
    """Un dato propio de un tipo. `clase`: texto, numero, fecha, lista u opcion (`opciones`: clave → nombre).

    `marca`: V confirmado en una fuente, C sin confirmar, D dudoso.
    """

    clave: str
    etiqueta: str
    clase: str
    obligatorio: bool = False
    ayuda: str = ""
    marca: str = "V"
    opciones: Mapping[str, str] = field(default_factory=dict)
    minimo: int | None = None
    maximo: int | None = None


@dataclass(frozen=True, slots=True)
class ClaseDeFecha:
    """Una clase de fecha que le toca a un tipo."""

    clave: str
    etiqueta: str
    obligatoria: bool = False


@dataclass(frozen=True, slots=True)
class Tipo:
    """Un tipo de documento. `numero` es `None` si el tipo no lleva número propio."""

    clave: str
    nombre: str
    grupo: str
    etiqueta: str
    norma: bool
    acceso: Acceso
    base: str
    numero: Campo | None
    fechas: tuple[ClaseDeFecha, ...]
    campos: tuple[Campo, ...]
    nota: str = ""


@dataclass(frozen=True, slots=True)
class Catalogo:
    """Todos los tipos, en el orden del archivo, y los nombres de grupos, etiquetas y clases de fecha."""

    tipos: Mapping[str, Tipo]
    grupos: Mapping[str, str]
    etiquetas: Mapping[str, str]
    fechas: Mapping[str, str]

    def del_grupo(self, grupo: str) -> tuple[Tipo, ...]:
        """Los tipos de un grupo (A–G)."""
        return tuple(tipo for tipo in self.tipos.values() if tipo.grupo == grupo)

    def claves_de(self, etiqueta: str) -> tuple[str, ...]:
        """Las claves de los tipos que se muestran bajo una etiqueta de la portada."""
        return tuple(tipo.clave for tipo in self.tipos.values() if tipo.etiqueta == etiqueta)


@cache
def tipos() -> Catalogo:
    """El catálogo de tipos del producto."""
    return leer(RUTA.read_text(encoding="utf-8"))


def tipo(clave: str | None) -> Tipo | None:
    """El tipo con esa clave, o `None`."""
    return tipos().tipos.get(clave or "")


def nombre_de_tipo(clave: str | None) -> str:
    """El nombre que se muestra de un tipo; la clave misma si ya no existe."""
    encontrado = tipo(clave)
    return encontrado.nombre if encontrado else (clave or "Sin tipo")


@cache
def tipos_anuales() -> tuple[str, ...]:
    """Los que no se pueden catalogar sin decir de qué año son."""
    return tuple(
        clave
        for clave, uno in tipos().tipos.items()
        if any(campo.clave == ANIO and campo.obligatorio for campo in uno.campos)
    )


def leer(texto: str) -> Catalogo:
    """Lee y revisa un catálogo de tipos; levanta `TiposInvalidos` con todos los errores."""
    try:
        datos = yaml.load(texto, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise TiposInvalidos(f"El archivo de tipos no es YAML válido: {error}") from error
    if not isinstance(datos, dict):
        raise TiposInvalidos("El archivo de tipos debe tener grupos, etiquetas, fechas, campos y tipos.")
    lector = _Lector(datos)
    catalogo = lector.catalogo()
    if lector.errores:
        raise TiposInvalidos("El archivo de tipos tiene errores:\n- " + "\n- ".join(lector.errores))
    return catalogo


class _Lector:
    """Convierte el YAML en dataclasses y junta los errores."""

    def __init__(self, datos: dict[str, Any]) -> None:
        self.errores: list[str] = []
        self._grupos = self._nombres(datos, "grupos")
        self._etiquetas = self._nombres(datos, "etiquetas")
        self._fechas = self._nombres(datos, "fechas")
        self._campos = {c: self._campo(f"campos.{c}", c, d) for c, d in self._mapa(datos, "campos").items()}
        self._tipos = self._mapa(datos, "tipos")

    def catalogo(self) -> Catalogo:
        tipos = {clave: self._tipo(str(clave), datos) for clave, datos in self._tipos.items()}
        return Catalogo(tipos, self._grupos, self._etiquetas, self._fechas)

    def _mapa(self, datos: dict[str, Any], clave: str) -> dict[str, Any]:
        valor = datos.get(clave)
        if isinstance(valor, dict):
            return valor
        self.errores.append(f"falta «{clave}», o no es una lista de claves y valores")
        return {}

    def _nombres(self, datos: dict[str, Any], clave: str) -> dict[str, str]:
        return {str(c): str(nombre) for c, nombre in self._mapa(datos, clave).items()}

    def _campo(self, donde: str, clave: str, datos: Any) -> Campo:
        if not isinstance(datos, dict) or not datos.get("etiqueta"):
            self.errores.append(f"{donde}: falta «etiqueta»")
            return Campo(clave, clave, "texto")
        clase = datos.get("clase", "texto")
        opciones = datos.get("opciones") or {}
        if clase not in CLASES:
            self.errores.append(f"{donde}: la clase «{clase}» no existe; use {', '.join(sorted(CLASES))}")
        if (clase == "opcion") != bool(opciones):
            self.errores.append(f"{donde}: «opciones» va con la clase «opcion», y sólo con ella")
        marca = datos.get("marca", "V")
        if marca not in MARCAS:
            self.errores.append(f"{donde}: la marca «{marca}» debe ser V, C o D")
        return Campo(
            clave,
            str(datos["etiqueta"]),
            str(clase),
            bool(datos.get("obligatorio", False)),
            str(datos.get("ayuda", "")),
            str(marca),
            {str(c): str(n) for c, n in opciones.items()},
            datos.get("minimo"),
            datos.get("maximo"),
        )

    def _tipo(self, clave: str, datos: Any) -> Tipo:
        datos = datos if isinstance(datos, dict) else {}
        for sobra in sorted(set(datos) - _CLAVES_DE_TIPO):
            self.errores.append(f"{clave}: no se conoce «{sobra}»")
        for falta in sorted(
            {"nombre", "grupo", "etiqueta", "acceso", "base", "fechas", "campos"} - set(datos)
        ):
            self.errores.append(f"{clave}: falta «{falta}»")
        for parte, permitidos in (("grupo", self._grupos), ("etiqueta", self._etiquetas)):
            if datos.get(parte, "") not in permitidos:
                self.errores.append(f"{clave}: {parte} «{datos.get(parte)}» no existe")
        return Tipo(
            clave,
            str(datos.get("nombre", clave)),
            str(datos.get("grupo", "")),
            str(datos.get("etiqueta", "")),
            bool(datos.get("norma", False)),
            self._acceso(clave, datos.get("acceso")),
            str(datos.get("base", "")),
            self._campo(f"{clave}.numero", "numero", datos["numero"]) if "numero" in datos else None,
            tuple(self._fecha(clave, cruda) for cruda in datos.get("fechas") or ()),
            tuple(self._campo_del_tipo(clave, cruda) for cruda in datos.get("campos") or ()),
            str(datos.get("nota", "")),
        )

    def _acceso(self, clave: str, valor: Any) -> Acceso:
        if valor in set(Acceso):
            return Acceso(valor)
        self.errores.append(f"{clave}: el acceso «{valor}» no existe; use {', '.join(Acceso)}")
        return Acceso.PUBLICA

    def _fecha(self, tipo: str, cruda: str) -> ClaseDeFecha:
        clave = cruda.removesuffix("!")
        if clave not in self._fechas:
            self.errores.append(f"{tipo}: la fecha «{clave}» no existe")
        return ClaseDeFecha(clave, self._fechas.get(clave, clave), cruda.endswith("!"))

    def _campo_del_tipo(self, tipo: str, cruda: str) -> Campo:
        clave = cruda.removesuffix("!")
        campo = self._campos.get(clave)
        if campo is None:
            self.errores.append(f"{tipo}: el campo «{clave}» no existe")
            return Campo(clave, clave, "texto")
        if not cruda.endswith("!"):
            return campo
        return Campo(
            campo.clave,
            campo.etiqueta,
            campo.clase,
            True,
            campo.ayuda,
            campo.marca,
            campo.opciones,
            campo.minimo,
            campo.maximo,
        )
