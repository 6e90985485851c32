"""Respaldar y restaurar: la base de datos, los archivos y los diarios, con una huella de cada cosa.

Respaldar otra vez en la misma carpeta sólo copia lo que falta, y se puede cortar en cualquier instante: hasta
que termina, el respaldo anterior sigue valiendo. El índice y las imágenes de página no se respaldan: se
rehacen solos. La clave de las sesiones tampoco: quien restaura vuelve a entrar.
"""

import argparse
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from almacen import DepositoLocal, NoGuardado
from almacen.disco import sincronizar_carpeta
from centro_doc.comun.consola import Consola, FalloDeOrden, Ordenes
from centro_doc.comun.errores import motivo_del_sistema
from centro_doc.copias import (
    A_MEDIAS,
    ACCESOS,
    ARCHIVOS,
    BASE,
    BASES,
    MANIFIESTO,
    SENAL,
    ManifiestoAjeno,
    ManifiestoAusente,
    ManifiestoDanado,
    Pieza,
    colocar,
    copiar,
    en_exclusiva,
    escribir_manifiesto,
    huella,
    leer_manifiesto,
)
from centro_doc.migraciones import migrar


@dataclass(slots=True)
class Cuenta:
    """Cuánto se copió de verdad en esta corrida."""

    copiados: int = 0
    octetos: int = 0


def registrar(ordenes: Ordenes) -> None:
    """Registra `respaldar` y `restaurar`."""
    orden = ordenes.anadir(
        "respaldar", "Copia a una carpeta los datos que le falten, sin detener el sitio.", respaldar
    )
    orden.add_argument(
        "destino", type=Path, metavar="DESTINO", help="carpeta vacía, o la de un respaldo anterior"
    )
    orden.add_argument(
        "--comprobar", action="store_true", help="además, vuelve a leer lo que ya estaba copiado"
    )
    orden = ordenes.anadir("restaurar", "Pone un respaldo en una carpeta de datos vacía.", restaurar)
    orden.add_argument("origen", type=Path, metavar="ORIGEN", help="carpeta hecha con «respaldar»")


def respaldar(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Copia lo que falte; el manifiesto se escribe al final, y hasta entonces vale el anterior."""
    destino: Path = argumentos.destino
    cuenta = Cuenta()
    try:
        _preparar_destino(destino)
        with en_exclusiva(destino):
            base = _copiar_base(consola, destino)
            archivos = _copiar_archivos(consola, destino, base, cuenta, comprobar=argumentos.comprobar)
            piezas = [base, *archivos, *_copiar_accesos(consola, destino)]
            escribir_manifiesto(destino, piezas)
            _limpiar(destino, piezas)
    except BlockingIOError as error:
        raise FalloDeOrden(f"otro respaldo está en marcha en {destino}. Espere a que termine.") from error
    except OSError as error:
        raise FalloDeOrden(f"no se pudo respaldar en {destino} ({motivo_del_sistema(error)}).") from error
    consola.decir(
        f"Respaldo completo en {destino}: {len(piezas)} archivos; {cuenta.copiados} nuevos "
        f"({cuenta.octetos / 1_000_000:.1f} MB) y los demás ya estaban."
    )
    return 0


def restaurar(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Comprueba el respaldo entero antes de tocar nada, y lo pone en la carpeta de datos."""
    origen: Path = argumentos.origen
    datos = consola.config.ruta_datos
    consola.bd.cerrar()
    if not (datos / A_MEDIAS).is_file() and datos.exists() and (not datos.is_dir() or any(datos.iterdir())):
        raise FalloDeOrden(f"La carpeta de datos ({datos}) debe no existir o estar vacía. No se cambió nada.")
    piezas = _leer(origen)
    if (datos / BASE).exists() and not any(p.destino == BASE and _es(p, datos) for p in piezas):
        raise FalloDeOrden(f"{datos} ya tiene otro centro. No se restauró nada.")
    with consola.avance("Comprobando", len(piezas)) as avance:
        for pieza in piezas:
            if not pieza.esta_sana_en(origen):
                raise FalloDeOrden(f"el respaldo está dañado: falla {pieza.ruta}. No se restauró nada.")
            avance.sumar()
    try:
        _poner(origen, datos, piezas, consola)
    except OSError as error:
        raise FalloDeOrden(f"no se pudo restaurar en {datos} ({motivo_del_sistema(error)}).") from error
    migrar(consola.bd)
    consola.decir(f"Restaurado en {datos}. El índice se rehará al servir.")
    return 0


def _preparar_destino(destino: Path) -> None:
    """Sólo se respalda en una carpeta nueva, vacía o que ya sea de respaldos."""
    con_algo = destino.exists() and (not destino.is_dir() or any(destino.iterdir()))
    if con_algo and not any((destino / nombre).is_file() for nombre in (SENAL, MANIFIESTO)):
        raise FalloDeOrden(
            f"el destino ({destino}) debe estar vacío o ser de un respaldo anterior. No se cambió nada."
        )
    destino.mkdir(mode=0o700, parents=True, exist_ok=True)


def _copiar_base(consola: Consola, destino: Path) -> Pieza:
    """Una copia coherente aunque el sitio esté en marcha (interfaz de respaldo de SQLite)."""
    origen = consola.config.ruta_bd
    if not origen.exists():
        raise FalloDeOrden(f"no hay datos que respaldar en {consola.config.ruta_datos}.")
    temporal = destino / f".{BASE}"
    temporal.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(origen)) as viva, closing(sqlite3.connect(temporal)) as copia:
            viva.backup(copia)
            copia.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        for resto in destino.glob(f".{BASE}*"):
            resto.unlink()
        motivo = "no queda espacio en el disco" if "full" in str(error) else "no se pudo copiar la base"
        raise FalloDeOrden(f"no se pudo respaldar en {destino} ({motivo}). Vale el anterior.") from error
    sha256, tamano = huella(temporal), temporal.stat().st_size
    ruta = f"{BASES}/{sha256}.sqlite3"
    colocar(temporal, destino / ruta)
    return Pieza(ruta, BASE, tamano, sha256)


def _copiar_archivos(
    consola: Consola, destino: Path, base: Pieza, cuenta: Cuenta, *, comprobar: bool
) -> Iterator[Pieza]:
    """Los archivos que nombra la copia de la base; los nuevos, comprobados contra su huella."""
    deposito = DepositoLocal(consola.config.ruta_archivos)
    huellas = _huellas(destino / base.ruta)
    with consola.avance("Respaldando", len(huellas)) as avance:
        for sha256 in huellas:
            yield _copiar_archivo(deposito, destino, sha256, cuenta, comprobar=comprobar)
            avance.sumar()


def _copiar_archivo(
    deposito: DepositoLocal, destino: Path, sha256: str, cuenta: Cuenta, *, comprobar: bool
) -> Pieza:
    try:
        origen = deposito.ruta(sha256)
    except NoGuardado as error:
        raise FalloDeOrden(f"falta en el depósito el archivo {sha256}. Ejecute «verificar».") from error
    nombre = f"{ARCHIVOS}/{sha256[:2]}/{sha256[2:4]}/{sha256}"
    pieza = Pieza(nombre, nombre, origen.stat().st_size, sha256)
    if pieza.esta_sana_en(destino) if comprobar else pieza.esta_en(destino):
        return pieza
    if copiar(origen, destino / nombre) != sha256:
        (destino / nombre).unlink()
        raise FalloDeOrden(f"el archivo {sha256} está dañado en el depósito. Ejecute «verificar».")
    cuenta.copiados += 1
    cuenta.octetos += pieza.tamano
    return pieza


def _huellas(base: Path) -> list[str]:
    """Las huellas que nombra la copia, leída sin escribir en ella."""
    try:
        with closing(sqlite3.connect(f"{base.resolve().as_uri()}?mode=ro", uri=True)) as copia:
            return [fila[0] for fila in copia.execute("SELECT DISTINCT sha256 FROM archivo ORDER BY sha256")]
    except sqlite3.OperationalError as error:
        raise FalloDeOrden("la base de datos no está preparada. Ejecute antes «migrar».") from error


def _copiar_accesos(consola: Consola, destino: Path) -> Iterator[Pieza]:
    """Los diarios crecen: cada copia lleva su huella en el nombre, para no pisar la del respaldo anterior."""
    for diario in sorted(consola.config.ruta_accesos.glob("*.jsonl")):
        temporal = destino / ACCESOS / f".{diario.name}.copia"
        sha256 = copiar(diario, temporal)
        ruta = f"{ACCESOS}/{sha256}.jsonl"
        tamano = temporal.stat().st_size
        colocar(temporal, destino / ruta)
        yield Pieza(ruta, f"{ACCESOS}/{diario.name}", tamano, sha256)


def _limpiar(destino: Path, piezas: list[Pieza]) -> None:
    """Quita las bases y los diarios de respaldos anteriores; los archivos se conservan todos."""
    vigentes = {destino / pieza.ruta for pieza in piezas}
    for carpeta in (BASES, ACCESOS):
        for ruta in (destino / carpeta).glob("*"):
            if ruta not in vigentes:
                ruta.unlink()


def _leer(origen: Path) -> list[Pieza]:
    try:
        return leer_manifiesto(origen)
    except ManifiestoAusente as error:
        raise FalloDeOrden(f"{origen} no es un respaldo completo: no tiene {MANIFIESTO}.") from error
    except ManifiestoDanado as error:
        raise FalloDeOrden(f"el manifiesto de {origen} está dañado. No se restauró nada.") from error
    except ManifiestoAjeno as error:
        raise FalloDeOrden(
            f"el manifiesto de {origen} no es de esta versión. No se restauró nada."
        ) from error


def _poner(origen: Path, datos: Path, piezas: list[Pieza], consola: Consola) -> None:
    """La base va al final: si se corta antes, la carpeta no parece un centro y se puede repetir."""
    datos.mkdir(mode=0o700, parents=True, exist_ok=True)
    (datos / A_MEDIAS).touch()
    sincronizar_carpeta(datos)
    with consola.avance("Restaurando", len(piezas)) as avance:
        for pieza in sorted(piezas, key=lambda p: p.destino == BASE):
            copiar(origen / pieza.ruta, datos / pieza.destino)
            if pieza.destino.startswith(f"{ARCHIVOS}/"):
                (datos / pieza.destino).chmod(0o440)
            avance.sumar()
    (datos / A_MEDIAS).unlink()
    sincronizar_carpeta(datos)


def _es(pieza: Pieza, datos: Path) -> bool:
    return huella(datos / pieza.destino) == pieza.sha256
