"""Respaldar y restaurar: la base de datos, los archivos y los diarios, con una huella de cada cosa.

El índice y las imágenes de página no se respaldan: se rehacen solos. La clave de las sesiones tampoco: quien
restaura vuelve a entrar.
"""

import argparse
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from almacen import DepositoLocal, NoGuardado
from almacen.disco import sincronizar_archivo, sincronizar_carpeta
from centro_doc.comun.consola import Consola, FalloDeOrden, Ordenes
from centro_doc.comun.errores import motivo_del_sistema
from centro_doc.migraciones import migrar

BASE = "centro.sqlite3"
ARCHIVOS = "archivos"
ACCESOS = "accesos"
MANIFIESTO = "manifiesto.json"
FORMATO = 1


@dataclass(frozen=True, slots=True)
class Pieza:
    """Un archivo del respaldo: su ruta dentro de él, su tamaño en bytes y su huella."""

    ruta: str
    tamano: int
    sha256: str


def registrar(ordenes: Ordenes) -> None:
    """Registra `respaldar` y `restaurar`."""
    orden = ordenes.anadir(
        "respaldar", "Copia los datos a una carpeta nueva, sin detener el sitio.", respaldar
    )
    orden.add_argument("destino", type=Path, metavar="DESTINO", help="carpeta que no existe o está vacía")
    orden = ordenes.anadir("restaurar", "Pone un respaldo en una carpeta de datos vacía.", restaurar)
    orden.add_argument("origen", type=Path, metavar="ORIGEN", help="carpeta hecha con «respaldar»")


def respaldar(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Copia los datos; el manifiesto se escribe al final: sin él, el respaldo no vale."""
    destino: Path = argumentos.destino
    try:
        _exigir_vacia(destino, "El destino del respaldo")
        destino.mkdir(mode=0o700, parents=True, exist_ok=True)
        _copiar_base(consola, destino / BASE)
        piezas = [_pieza(destino, destino / BASE), *_copiar_archivos(consola, destino)]
        piezas += _copiar_accesos(consola, destino)
        _escribir_manifiesto(destino, piezas)
    except OSError as error:
        raise FalloDeOrden(f"no se pudo respaldar en {destino} ({motivo_del_sistema(error)}).") from error
    consola.decir(f"Respaldo completo en {destino}: {len(piezas)} archivos.")
    return 0


def restaurar(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Comprueba el respaldo entero antes de tocar nada, y lo pone en la carpeta de datos."""
    origen: Path = argumentos.origen
    datos = consola.config.ruta_datos
    consola.bd.cerrar()
    _exigir_vacia(datos, "La carpeta de datos")
    piezas = _leer_manifiesto(origen)
    with consola.avance("Comprobando", len(piezas)) as avance:
        for pieza in piezas:
            if not (origen / pieza.ruta).is_file() or _pieza(origen, origen / pieza.ruta) != pieza:
                raise FalloDeOrden(f"el respaldo está dañado: falla {pieza.ruta}. No se restauró nada.")
            avance.sumar()
    try:
        _poner(origen, datos, piezas, consola)
    except OSError as error:
        raise FalloDeOrden(f"no se pudo restaurar en {datos} ({motivo_del_sistema(error)}).") from error
    migrar(consola.bd)
    consola.decir(f"Restaurado en {datos}. El índice se rehará al servir.")
    return 0


def _exigir_vacia(carpeta: Path, que: str) -> None:
    if carpeta.exists() and (not carpeta.is_dir() or any(carpeta.iterdir())):
        raise FalloDeOrden(f"{que} ({carpeta}) debe no existir o estar vacía. No se cambió nada.")


def _copiar_base(consola: Consola, destino: Path) -> None:
    """Una copia coherente aunque el sitio esté en marcha (interfaz de respaldo de SQLite)."""
    origen = consola.config.ruta_datos / BASE
    if not origen.exists():
        raise FalloDeOrden(f"no hay datos que respaldar en {consola.config.ruta_datos}.")
    with closing(sqlite3.connect(origen)) as viva, closing(sqlite3.connect(destino)) as copia:
        viva.backup(copia)
        copia.execute("PRAGMA journal_mode=DELETE")
    sincronizar_archivo(destino)


def _copiar_archivos(consola: Consola, destino: Path) -> list[Pieza]:
    """Los archivos que nombra la copia de la base, cada uno comprobado contra su huella."""
    deposito = DepositoLocal(consola.config.ruta_archivos)
    huellas = _huellas(destino / BASE)
    piezas = []
    with consola.avance("Respaldando", len(huellas)) as avance:
        for huella in huellas:
            ruta = destino / ARCHIVOS / huella[:2] / huella[2:4] / huella
            try:
                _copiar(deposito.ruta(huella), ruta)
            except NoGuardado as error:
                raise FalloDeOrden(
                    f"falta en el depósito el archivo {huella}. Ejecute «verificar»."
                ) from error
            pieza = _pieza(destino, ruta)
            if pieza.sha256 != huella:
                raise FalloDeOrden(f"el archivo {huella} está dañado en el depósito. Ejecute «verificar».")
            piezas.append(pieza)
            avance.sumar()
    return piezas


def _huellas(base: Path) -> list[str]:
    """Las huellas que nombra la copia, leída sin escribir en ella."""
    try:
        with closing(sqlite3.connect(f"{base.resolve().as_uri()}?mode=ro", uri=True)) as copia:
            return [fila[0] for fila in copia.execute("SELECT DISTINCT sha256 FROM archivo ORDER BY sha256")]
    except sqlite3.OperationalError as error:
        raise FalloDeOrden("la base de datos no está preparada. Ejecute antes «migrar».") from error


def _copiar_accesos(consola: Consola, destino: Path) -> Iterator[Pieza]:
    for diario in sorted(consola.config.ruta_accesos.glob("*.jsonl")):
        ruta = destino / ACCESOS / diario.name
        _copiar(diario, ruta)
        yield _pieza(destino, ruta)


def _escribir_manifiesto(destino: Path, piezas: list[Pieza]) -> None:
    contenido = {"formato": FORMATO, "piezas": [[p.ruta, p.tamano, p.sha256] for p in piezas]}
    temporal = destino / f".{MANIFIESTO}"
    temporal.write_text(json.dumps(contenido, indent=1), encoding="utf-8")
    sincronizar_archivo(temporal)
    temporal.replace(destino / MANIFIESTO)
    sincronizar_carpeta(destino)


def _leer_manifiesto(origen: Path) -> list[Pieza]:
    try:
        contenido = json.loads((origen / MANIFIESTO).read_text(encoding="utf-8"))
        piezas = [Pieza(str(r), int(t), str(h)) for r, t, h in contenido["piezas"]]
    except FileNotFoundError as error:
        raise FalloDeOrden(f"{origen} no es un respaldo completo: no tiene {MANIFIESTO}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise FalloDeOrden(f"el manifiesto de {origen} está dañado. No se restauró nada.") from error
    raiz = origen.resolve()
    if contenido.get("formato") != FORMATO or not all(
        (raiz / p.ruta).resolve().is_relative_to(raiz) for p in piezas
    ):
        raise FalloDeOrden(f"el manifiesto de {origen} no es de esta versión. No se restauró nada.")
    return piezas


def _poner(origen: Path, datos: Path, piezas: list[Pieza], consola: Consola) -> None:
    """La base va al final: si se corta antes, la carpeta no parece un centro."""
    with consola.avance("Restaurando", len(piezas)) as avance:
        for pieza in sorted(piezas, key=lambda p: p.ruta == BASE):
            _copiar(origen / pieza.ruta, datos / pieza.ruta)
            if pieza.ruta.startswith(f"{ARCHIVOS}/"):
                (datos / pieza.ruta).chmod(0o440)
            avance.sumar()


def _copiar(origen: Path, destino: Path) -> None:
    destino.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(origen, destino)
    sincronizar_archivo(destino)


def _pieza(raiz: Path, ruta: Path) -> Pieza:
    with ruta.open("rb") as archivo:
        huella = hashlib.file_digest(archivo, "sha256").hexdigest()
    return Pieza(ruta.relative_to(raiz).as_posix(), ruta.stat().st_size, huella)
