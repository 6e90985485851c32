"""Mata con `kill -9` al trabajador a media exportación, y comprueba que termina sin restos ni repetidos.

    python tests/rendimiento/matar_exportes.py [--documentos 80] [--muertes 2] [--semilla N]

En cada muerte espera a que el que encuaderna vaya por un documento al azar, y mira que se vaya con él. Al
final hay una sola copia, igual octeto por octeto a la de una corrida sin cortes, y nada más en el disco.
Termina con 1 si algo no se cumple.
"""

import argparse
import io
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from archivos import pdf
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo
from rendimiento.matar import PLAZO, Centro, centro_nuevo
from rendimiento.procesos import arbol
from sqlalchemy import select

from almacen import DepositoLocal
from centro_doc.catalogo.modelos import Archivo
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.exportaciones import casos
from centro_doc.exportaciones.modelos import Exportacion
from centro_doc.tareas.modelos import EstadoTarea, Tarea

_RELOJ = RelojDelSistema()


def sembrar(centro: Centro, bd: BaseDeDatos, cuantos: int) -> None:
    """AG2 con tantos documentos de treinta páginas, congelado."""
    deposito = DepositoLocal(centro.config.ruta_archivos)
    with transaccion(bd) as sesion:
        base = 1_000
        for n in range(base, base + cuantos):
            octetos = pdf(*(f"Documento {n}, hoja {hoja}\nPalabras" for hoja in range(30)))
            guardado = deposito.recibir(io.BytesIO(octetos), 1 << 24)
            uno = sembrar_documento(sesion, n, f"Documento {n}")
            sembrar_version(sesion, uno, ["Palabras"], sha256=guardado.sha256)
            archivo = sesion.scalars(select(Archivo).where(Archivo.sha256 == guardado.sha256)).one()
            archivo.tamano = guardado.tamano
            sembrar_vinculo(sesion, uno, "AG2", motivo="Trata de ella")
        congelar(sesion, SISTEMA, "AG2", "publica", "Reunión", reloj=_RELOJ)


def pedir(bd: BaseDeDatos) -> int:
    """Pide el PDF y devuelve su número."""
    with transaccion(bd) as sesion:
        congelado = sesion.scalars(select(ExpedienteCongelado)).one()
        return casos.pedir(sesion, SISTEMA, congelado, casos.opcion_de("pdf"), reloj=_RELOJ).id


def cortar(centro: Centro, cual: int) -> list[str]:
    """Mata al trabajador cuando ya se limpiaron `cual` documentos; lo que quedó vivo de lo suyo."""
    trabajador = centro.levantar("trabajador")
    _esperar(lambda: len(list(centro.config.ruta_temporal.glob("exportacion-*/*.pdf"))) >= cual)
    hijos = [pid for pid in arbol(trabajador.pid) if pid != trabajador.pid]
    centro.matar(trabajador)
    limite = time.monotonic() + 5
    while time.monotonic() < limite and any(Path(f"/proc/{pid}").exists() for pid in hijos):
        time.sleep(0.02)
    return [f"sigue vivo {pid}" for pid in hijos if Path(f"/proc/{pid}").exists()]


def terminar(centro: Centro, bd: BaseDeDatos) -> None:
    """Levanta un trabajador y espera a que la cola se vacíe."""
    trabajador = centro.levantar("trabajador")
    _esperar(lambda: not _por_hacer(bd))
    trabajador.terminate()
    trabajador.wait(60)
    centro.procesos.remove(trabajador)


def faltas(centro: Centro, bd: BaseDeDatos, conocidos: set[str], limpia: str) -> list[str]:
    """Lo que no quedó como debía."""
    with lectura(bd) as sesion:
        copias = sesion.scalars(select(Exportacion)).all()
        tareas = [t.estado for t in sesion.scalars(select(Tarea).where(Tarea.clase == casos.TAREA))]
    nuevos = {uno.sha256 for uno in DepositoLocal(centro.config.ruta_archivos).listar()} - conocidos
    restos = [una.name for una in centro.config.ruta_temporal.glob("exportacion-*")]
    mal = [f"resto {uno}" for uno in restos]
    if [una.sha256 for una in copias] != [limpia]:
        mal.append(f"copias: {[(una.sha256[:8], una.falla) for una in copias]}, no {limpia[:8]}")
    if nuevos != {limpia}:
        mal.append(f"en el depósito sobran {len(nuevos) - 1}")
    if tareas[-1:] != [EstadoTarea.HECHA]:
        mal.append(f"tareas: {tareas}")
    return mal


def medir(carpeta: Path, cuantos: int, muertes: int, azar: random.Random) -> list[str]:
    """Una exportación limpia y otra con cortes; lo que no se cumplió."""
    with centro_nuevo(carpeta) as centro:
        bd = BaseDeDatos(centro.config.url_bd)
        sembrar(centro, bd, cuantos)
        numero = pedir(bd)
        terminar(centro, bd)
        with transaccion(bd) as sesion:
            una = sesion.get_one(Exportacion, numero)
            limpia = una.sha256
            sesion.delete(una)
        deposito = DepositoLocal(centro.config.ruta_archivos)
        deposito.ruta(limpia).unlink()
        conocidos = {uno.sha256 for uno in deposito.listar()}
        pedir(bd)
        mal: list[str] = []
        for _ in range(muertes):
            mal += cortar(centro, azar.randint(1, cuantos - 1))
        terminar(centro, bd)
        mal += faltas(centro, bd, conocidos, limpia)
        bd.cerrar()
        return mal


def _por_hacer(bd: BaseDeDatos) -> bool:
    with lectura(bd) as sesion:
        vivas = select(Tarea.id).where(Tarea.estado.in_([EstadoTarea.PENDIENTE, EstadoTarea.TOMADA]))
        return sesion.scalar(vivas.limit(1)) is not None


def _esperar(listo: Callable[[], bool]) -> None:
    limite = time.monotonic() + PLAZO
    while not listo():
        if time.monotonic() > limite:
            raise SystemExit("No terminó a tiempo.")
        time.sleep(0.02)


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    partes.add_argument("--documentos", type=int, default=80)
    partes.add_argument("--muertes", type=int, default=2)
    partes.add_argument("--semilla", type=int, default=random.SystemRandom().randrange(10_000))
    elegido = partes.parse_args()
    azar = random.Random(elegido.semilla)
    with tempfile.TemporaryDirectory(prefix="exportes-") as carpeta:
        mal = medir(Path(carpeta) / "datos", elegido.documentos, elegido.muertes, azar)
    print(f"semilla {elegido.semilla}: {f'MAL: {mal}' if mal else 'una copia, la misma, y nada más'}")
    return 1 if mal else 0


if __name__ == "__main__":
    sys.exit(principal())
