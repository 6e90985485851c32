"""Hacer una importación: por grupos, cada uno a salvo en disco antes de su transacción.

La hace un proceso a la vez (un arriendo): la orden `importar` o el trabajador.
"""

import stat
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from almacen import DepositoLocal
from almacen.local import BLOQUE
from centro_doc.catalogo.constancias import Constancia
from centro_doc.catalogo.puerta import Llegada, admitir
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import Conflicto, motivo_del_sistema
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor
from centro_doc.importaciones import casos, renglones, rutas
from centro_doc.importaciones.fichas import instituciones_por_nombre
from centro_doc.importaciones.modelos import EstadoImportacion, EstadoRenglon, Importacion, Renglon
from centro_doc.tareas.casos import arrendar, soltar

GRUPO = 25
"""Renglones por transacción."""


@dataclass(frozen=True, slots=True)
class Taller:
    """Lo que hace falta para importar en este proceso; `titular` es su nombre en los arriendos."""

    bd: BaseDeDatos
    deposito: DepositoLocal
    reloj: Reloj
    limite: int
    titular: str


@dataclass(frozen=True, slots=True)
class Hecho:
    """Un renglón ya recibido y su constancia."""

    ruta: str
    constancia: Constancia


def recibir_todo(taller: Taller, actor: Actor, importacion_id: int) -> Generator[Hecho, None, None]:
    """Recibe los renglones pendientes hasta acabar, o hasta que alguien la pause.

    Levanta `Conflicto` si otro proceso la está haciendo.
    """
    nombre = f"importacion-{importacion_id}"
    with lectura(taller.bd) as sesion:
        instituciones = instituciones_por_nombre(sesion)
    try:
        while grupo := _siguientes(taller, nombre, importacion_id):
            llegadas = [
                (numero, ruta, traer(taller, rutas.leer(ruta)) if ruta else None) for numero, ruta in grupo
            ]
            with transaccion(taller.bd) as sesion:
                if sesion.get_one(Importacion, importacion_id).estado in casos.DESHECHAS:
                    return  # se deshizo mientras se copiaban: no entran
                hechos = [
                    Hecho(
                        ruta, renglones.recibir(sesion, actor, n, llegada, instituciones, reloj=taller.reloj)
                    )
                    for n, ruta, llegada in llegadas
                ]
            yield from hechos
    finally:
        with transaccion(taller.bd) as sesion:
            casos.cerrar_si_acabo(sesion, importacion_id, reloj=taller.reloj)
            soltar(sesion, nombre, taller.titular)


def deshacer_todo(taller: Taller, actor: Actor, importacion_id: int) -> int:
    """Retira lo que creó, por grupos; devuelve cuántos documentos retiró."""
    retirados = 0
    while True:
        with transaccion(taller.bd) as sesion:
            cuantos = casos.deshacer_grupo(sesion, actor, importacion_id, 4 * GRUPO, reloj=taller.reloj)
        if not cuantos:
            return retirados
        retirados += cuantos


def _siguientes(taller: Taller, nombre: str, importacion_id: int) -> list[tuple[int, str]]:
    with transaccion(taller.bd) as sesion:
        if not arrendar(sesion, nombre, taller.titular, reloj=taller.reloj):
            raise Conflicto("Otro proceso está haciendo esa importación.")
        return _pendientes(sesion, importacion_id)


def _pendientes(sesion: Session, importacion_id: int) -> list[tuple[int, str]]:
    if sesion.get_one(Importacion, importacion_id).estado != EstadoImportacion.EN_CURSO:
        return []
    filas = sesion.execute(
        select(Renglon.id, Renglon.ruta)
        .where(Renglon.importacion_id == importacion_id, Renglon.estado == EstadoRenglon.PENDIENTE)
        .order_by(Renglon.numero)
        .limit(GRUPO)
    )
    return [(int(numero), str(ruta)) for numero, ruta in filas]


def exigir_archivo(ruta: Path) -> None:
    """Levanta `OSError` si no se puede leer hasta el final: una tubería o un dispositivo no terminan."""
    modo = ruta.stat().st_mode
    if not stat.S_ISREG(modo) and not stat.S_ISDIR(modo):
        raise OSError(0, "no es un archivo")


def traer(taller: Taller, ruta: Path) -> Llegada:
    """Copia un archivo al depósito, por bloques; uno que no se puede leer es un rechazo más."""
    recepcion = taller.deposito.abrir_recepcion(taller.limite)
    try:
        exigir_archivo(ruta)
        with ruta.open("rb") as archivo:
            while (bloque := archivo.read(BLOQUE)) and recepcion.tamano <= taller.limite:
                recepcion.write(bloque)
            if recepcion.tamano > taller.limite:
                recepcion.tamano = ruta.stat().st_size
    except OSError as error:
        recepcion.descartar()
        motivo = f"No se pudo leer el archivo: {motivo_del_sistema(error)}."
        return Llegada(ruta.name, 0, motivo=motivo, salida="Revise sus permisos y vuelva a importarlo.")
    except BaseException:
        recepcion.descartar()
        raise
    return admitir(recepcion, ruta.name, limite=taller.limite)
