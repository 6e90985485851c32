"""Leer un archivo de datos del producto (YAML) y acumular lo que tenga mal, para decirlo todo de una vez."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from centro_doc.comun.errores import DatosInvalidos, motivo_del_sistema

Mapa = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ArchivoDeDatos:
    """El contenido de un archivo YAML y el SHA-256 de sus octetos."""

    nombre: str
    contenido: Mapa
    huella: str


@dataclass(slots=True)
class Revision:
    """Las faltas halladas en un archivo; `exigir` las levanta juntas."""

    archivo: str
    faltas: list[str] = field(default_factory=list)

    def falta(self, mensaje: str) -> None:
        """Anota una falta."""
        self.faltas.append(mensaje)

    def exigir(self) -> None:
        """Levanta `DatosInvalidos` con todas las faltas, si hay."""
        if self.faltas:
            lista = "\n".join(f"  · {mensaje}" for mensaje in self.faltas)
            raise DatosInvalidos(f"No se cargó {self.archivo}; la base quedó como estaba. Corrija:\n{lista}")

    def texto(self, mapa: Mapa, clave: str, donde: str) -> str:
        """El texto de una clave obligatoria; si falta o no es texto, lo anota y devuelve vacío."""
        valor = mapa.get(clave)
        if isinstance(valor, str) and valor.strip():
            return valor.strip()
        self.falta(f"En {donde} falta «{clave}», o no es un texto.")
        return ""

    def lista(self, mapa: Mapa, clave: str, donde: str) -> Sequence[Any]:
        """La lista de una clave, vacía si no está; si no es lista, lo anota."""
        valor = mapa.get(clave, [])
        if isinstance(valor, list):
            return valor
        self.falta(f"En {donde}, «{clave}» tiene que ser una lista.")
        return []

    def mapas(self, mapa: Mapa, clave: str, donde: str) -> Sequence[Mapa]:
        """Los elementos de una lista que son mapas; los demás se anotan."""
        buenos = [valor for valor in self.lista(mapa, clave, donde) if isinstance(valor, dict)]
        if len(buenos) != len(self.lista(mapa, clave, donde)):
            self.falta(f"En {donde}, cada elemento de «{clave}» tiene que llevar sus campos.")
        return buenos


def abrir(ruta: Path) -> ArchivoDeDatos:
    """Lee un archivo YAML; levanta `DatosInvalidos` si no existe o no se entiende."""
    try:
        octetos = ruta.read_bytes()
        contenido = yaml.load(octetos, Loader=yaml.CSafeLoader)
    except OSError as error:
        raise DatosInvalidos(f"No se pudo leer {ruta.name}: {motivo_del_sistema(error)}.") from error
    except yaml.YAMLError as error:
        raise DatosInvalidos(f"No se entiende {ruta.name}: {error}") from error
    if not isinstance(contenido, dict):
        raise DatosInvalidos(f"{ruta.name} no tiene la forma esperada: tiene que empezar por claves.")
    return ArchivoDeDatos(ruta.name, contenido, hashlib.sha256(octetos).hexdigest())


def simple(valor: Any) -> Any:
    """El mismo valor con las fechas como texto ISO, para guardarlo en una columna JSON."""
    if isinstance(valor, Mapping):
        return {str(clave): simple(v) for clave, v in valor.items()}
    if isinstance(valor, (list, tuple)):
        return [simple(v) for v in valor]
    return valor.isoformat() if isinstance(valor, (date, datetime)) else valor
