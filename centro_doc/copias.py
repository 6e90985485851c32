"""La forma de un respaldo en disco: sus piezas, su manifiesto y cómo se copia cada archivo.

Las piezas se llaman por su huella, así que un respaldo nuevo en la misma carpeta sólo añade: hasta que su
manifiesto sustituye al anterior, de un golpe, el anterior sigue valiendo entero.
"""

import fcntl
import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from almacen.disco import sincronizar_archivo, sincronizar_carpeta

BASE = "centro.sqlite3"
ARCHIVOS = "archivos"
ACCESOS = "accesos"
BASES = "bases"
MANIFIESTO = "manifiesto.json"
SENAL = "respaldo-del-centro"
"""Un archivo vacío que dice que la carpeta es de respaldos aunque el primero se haya cortado."""
A_MEDIAS = "restauracion-a-medias"
"""Un archivo vacío que dice que en la carpeta de datos se está restaurando: sin él, no se vuelve a poner."""
FORMATO = 2


class ManifiestoAusente(Exception):
    """No hay manifiesto: el respaldo no terminó, o la carpeta no es de respaldos."""


class ManifiestoDanado(Exception):
    """El manifiesto no se entiende."""


class ManifiestoAjeno(Exception):
    """El manifiesto es de otra versión, o nombra algo fuera de su carpeta."""


@dataclass(frozen=True, slots=True)
class Pieza:
    """Un archivo del respaldo: dónde está en él, dónde va en los datos, su tamaño en bytes y su huella."""

    ruta: str
    destino: str
    tamano: int
    sha256: str

    def esta_en(self, carpeta: Path) -> bool:
        """¿Está ahí con su tamaño? Las piezas se colocan enteras: con ese nombre no puede haber media."""
        ruta = carpeta / self.ruta
        return ruta.is_file() and ruta.stat().st_size == self.tamano

    def esta_sana_en(self, carpeta: Path) -> bool:
        """¿Está ahí y su contenido sigue teniendo esa huella?"""
        return self.esta_en(carpeta) and huella(carpeta / self.ruta) == self.sha256


def huella(ruta: Path) -> str:
    """La SHA-256 de un archivo."""
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()


def colocar(temporal: Path, destino: Path) -> None:
    """Deja un archivo ya escrito con su nombre, sincronizado: o está entero o no está."""
    sincronizar_archivo(temporal)
    destino.parent.mkdir(parents=True, exist_ok=True)
    temporal.replace(destino)
    sincronizar_carpeta(destino.parent)


def copiar(origen: Path, destino: Path) -> str:
    """Copia un archivo de un golpe y devuelve la huella de lo copiado."""
    destino.parent.mkdir(parents=True, exist_ok=True)
    temporal = destino.with_name(f".{destino.name}")
    shutil.copyfile(origen, temporal)
    resumen = huella(temporal)
    colocar(temporal, destino)
    return resumen


@contextmanager
def en_exclusiva(carpeta: Path) -> Iterator[None]:
    """Marca la carpeta como de respaldos y la cierra a otro respaldo a la vez: levanta `BlockingIOError`."""
    with (carpeta / SENAL).open("a") as senal:
        fcntl.flock(senal, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def escribir_manifiesto(carpeta: Path, piezas: Iterable[Pieza]) -> None:
    """Sustituye de un golpe el manifiesto anterior: desde ahí vale este respaldo."""
    filas = [[p.ruta, p.destino, p.tamano, p.sha256] for p in piezas]
    temporal = carpeta / f".{MANIFIESTO}"
    temporal.write_text(json.dumps({"formato": FORMATO, "piezas": filas}, indent=1), encoding="utf-8")
    colocar(temporal, carpeta / MANIFIESTO)


def leer_manifiesto(carpeta: Path) -> list[Pieza]:
    """Las piezas de un respaldo; levanta `ManifiestoAusente`, `ManifiestoDanado` o `ManifiestoAjeno`."""
    try:
        contenido = json.loads((carpeta / MANIFIESTO).read_text(encoding="utf-8"))
        formato, filas = contenido.get("formato"), list(contenido["piezas"])
    except FileNotFoundError as error:
        raise ManifiestoAusente(str(carpeta)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifiestoDanado(str(carpeta)) from error
    if formato != FORMATO:
        raise ManifiestoAjeno(str(carpeta))
    try:
        piezas = [Pieza(str(r), str(d), int(t), str(h)) for r, d, t, h in filas]
    except (ValueError, TypeError) as error:
        raise ManifiestoDanado(str(carpeta)) from error
    raiz = carpeta.resolve()
    if not all(
        (raiz / nombre).resolve().is_relative_to(raiz) for p in piezas for nombre in (p.ruta, p.destino)
    ):
        raise ManifiestoAjeno(str(carpeta))
    return piezas
