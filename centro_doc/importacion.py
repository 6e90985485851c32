"""La orden `importar`: recibe archivos y carpetas de esta máquina por el mismo camino que la web."""

import argparse
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from almacen import DepositoLocal
from almacen.local import BLOQUE
from centro_doc.catalogo.consultas import Suerte, suerte_de
from centro_doc.catalogo.ingreso import (
    DUPLICADO,
    RECHAZADO,
    RECIBIDO,
    Constancia,
    DatosLote,
    abrir_lote,
    recibir,
)
from centro_doc.catalogo.modelos import Acceso
from centro_doc.catalogo.puerta import Llegada, admitir
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.consola import Consola, FalloDeOrden, Ordenes
from centro_doc.comun.errores import motivo_del_sistema
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.taller import armar

MIRADA = 0.25
"""Segundos entre dos miradas a lo que falta."""
BUSCABLE = "buscable"


@dataclass(frozen=True, slots=True)
class Ingresado:
    """Un archivo de la orden y lo que pasó con él."""

    ruta: Path
    constancia: Constancia


def registrar(ordenes: Ordenes) -> None:
    """Registra `importar`."""
    orden = ordenes.anadir(
        "importar", "Recibe archivos y carpetas y encola su lectura.", importar, prepara=True
    )
    orden.add_argument("rutas", nargs="+", type=Path, metavar="RUTA", help="archivo o carpeta")
    orden.add_argument("--remitente", default="", help="quién los entregó")
    orden.add_argument("--interno", action="store_true", help="nacen como internos")
    orden.add_argument("--esperar", action="store_true", help="espera a que se puedan buscar")
    orden.add_argument("--json", action="store_true", help="una línea de JSON por archivo")


def importar(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Importa y, si se pide, espera; 1 si algún archivo no entró o no se pudo leer."""
    archivos = reunir(argumentos.rutas)
    datos = DatosLote(
        argumentos.remitente, Acceso.INTERNA if argumentos.interno else Acceso.PUBLICA, "importar"
    )
    ingresados = [
        _anunciar(consola, ingresado, argumentos.json) for ingresado in _ingresar(consola, archivos, datos)
    ]
    fallidos = sum(1 for i in ingresados if i.constancia.estado == RECHAZADO)
    if argumentos.esperar:
        fallidos += _esperar(consola, ingresados, en_json=argumentos.json)
    if not argumentos.json:
        _resumir(consola, ingresados)
    return 1 if fallidos else 0


def reunir(rutas: Sequence[Path]) -> list[Path]:
    """Los archivos de unas rutas, en orden; las carpetas, con todo lo que cuelga, menos lo oculto."""
    archivos: dict[Path, None] = {}
    for ruta in rutas:
        if ruta.is_dir():
            dentro = (r for r in sorted(ruta.rglob("*")) if r.is_file() and not _oculto(r, ruta))
            archivos.update(dict.fromkeys(dentro))
        elif ruta.is_file():
            archivos[ruta] = None
        else:
            raise FalloDeOrden(f"no existe «{ruta}».", 2)
    if not archivos:
        raise FalloDeOrden("no hay archivos en esas carpetas.", 2)
    return list(archivos)


def _oculto(archivo: Path, carpeta: Path) -> bool:
    return any(parte.startswith(".") for parte in archivo.relative_to(carpeta).parts)


def _ingresar(consola: Consola, archivos: Sequence[Path], datos: DatosLote) -> Iterator[Ingresado]:
    deposito = DepositoLocal(consola.config.ruta_archivos)
    with transaccion(consola.bd) as sesion:
        lote = abrir_lote(sesion, SISTEMA, datos, reloj=consola.reloj).id
    with consola.avance("Recibiendo", len(archivos)) as avance:
        for ruta in archivos:
            llegada = _traer(deposito, ruta, consola.config.limite_archivo)
            with transaccion(consola.bd) as sesion:
                constancia = recibir(sesion, SISTEMA, lote, llegada, reloj=consola.reloj, via=datos.via)
            avance.sumar()
            yield Ingresado(ruta, constancia)


def _traer(deposito: DepositoLocal, ruta: Path, limite: int) -> Llegada:
    """Copia un archivo al depósito, por bloques; uno que no se puede leer es un rechazo más."""
    recepcion = deposito.abrir_recepcion(limite)
    try:
        with ruta.open("rb") as archivo:
            while (bloque := archivo.read(BLOQUE)) and recepcion.tamano <= limite:
                recepcion.write(bloque)
            if recepcion.tamano > limite:
                recepcion.tamano = ruta.stat().st_size
    except OSError as error:
        recepcion.descartar()
        motivo = f"No se pudo leer el archivo: {motivo_del_sistema(error)}."
        return Llegada(ruta.name, 0, motivo=motivo, salida="Revise sus permisos y vuelva a importarlo.")
    except BaseException:
        recepcion.descartar()
        raise
    return admitir(recepcion, ruta.name, limite=limite)


def _anunciar(consola: Consola, ingresado: Ingresado, en_json: bool) -> Ingresado:
    constancia = ingresado.constancia
    if en_json:
        _linea(consola, ingresado.ruta, constancia.estado, constancia.documento, constancia.motivo)
    elif constancia.estado != RECIBIDO:
        consola.decir(f"{ingresado.ruta}: {constancia.estado}. {constancia.motivo} {constancia.salida}")
    return ingresado


def _esperar(consola: Consola, ingresados: Sequence[Ingresado], *, en_json: bool) -> int:
    """Espera a que cada documento se pueda buscar; devuelve cuántos no se pudieron leer.

    Trabaja mientras espera: si no hay otro trabajador, este proceso lee y escribe el índice.
    """
    faltan = {i.constancia.documento: i for i in ingresados if i.constancia.estado == RECIBIDO}
    fallidos = 0
    with _trabajador(consola), consola.avance("Leyendo e indexando", len(faltan)) as avance:
        while faltan:
            with lectura(consola.bd) as sesion:
                suertes = suerte_de(sesion, [documento for documento in faltan if documento])
            for suerte in suertes:
                ingresado = faltan.pop(suerte.documento)
                fallidos += suerte.motivo != ""
                _dar_suerte(consola, ingresado, suerte, en_json)
                avance.sumar()
            if faltan and not suertes:
                threading.Event().wait(MIRADA)
    return fallidos


@contextmanager
def _trabajador(consola: Consola) -> Iterator[None]:
    detener = threading.Event()
    hilo = threading.Thread(target=armar(consola).ejecutar, args=(detener,), name="trabajador")
    hilo.start()
    try:
        yield
    finally:
        detener.set()
        hilo.join()


def _dar_suerte(consola: Consola, ingresado: Ingresado, suerte: Suerte, en_json: bool) -> None:
    if en_json:
        _linea(consola, ingresado.ruta, suerte.estado or BUSCABLE, suerte.documento, suerte.motivo)
    elif suerte.motivo:
        consola.decir(f"{ingresado.ruta}: {suerte.documento} quedó con falla. {suerte.motivo}")


def _linea(consola: Consola, ruta: Path, estado: str, documento: str | None, motivo: str) -> None:
    consola.json({"archivo": str(ruta), "estado": estado, "documento": documento, "motivo": motivo})


def _resumir(consola: Consola, ingresados: Sequence[Ingresado]) -> None:
    cuentas = {
        nombre: sum(1 for i in ingresados if i.constancia.estado == estado)
        for estado, nombre in (
            (RECIBIDO, "recibidos"),
            (DUPLICADO, "duplicados"),
            (RECHAZADO, "rechazados"),
        )
    }
    consola.decir(", ".join(f"{cuantos} {nombre}" for nombre, cuantos in cuentas.items()) + ".")
