"""La orden `centro-doc`: junta las órdenes de las tajadas y traduce sus fallos a una línea."""

import argparse
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy.exc import OperationalError

from centro_doc import (
    citas,
    importacion,
    medicion,
    preparacion,
    respaldo,
    servidor,
    sugerir,
    taller,
    vinculacion,
)
from centro_doc.busqueda import consola as busqueda
from centro_doc.comun import registro
from centro_doc.comun.consola import Analizador, Consola, FalloDeOrden, Ordenes, abrir
from centro_doc.comun.errores import ErrorDelCentro, motivo_del_sistema
from centro_doc.cuentas import consola as cuentas
from centro_doc.exportaciones import consola as exportaciones
from config import Config, ConfiguracionInvalida

REGISTROS: tuple[Callable[[Ordenes], None], ...] = (
    servidor.registrar,
    preparacion.registrar,
    taller.registrar,
    importacion.registrar,
    busqueda.registrar,
    respaldo.registrar,
    medicion.registrar,
    sugerir.registrar,
    citas.registrar,
    vinculacion.registrar,
    exportaciones.registrar,
    cuentas.registrar,
)
INTERRUMPIDO = 130
FALLAS = "fallas.log"
_BASE_DE_DATOS = (
    ("no such table", "la base de datos no está preparada. Ejecute antes «centro-doc migrar»."),
    ("disk is full", "no queda espacio en el disco. Libere espacio y repita la orden."),
    ("readonly database", "no se puede escribir en la base de datos. Revise los permisos de {ruta}."),
    ("unable to open", "no se puede abrir la base de datos. Revise los permisos de {ruta}."),
    ("is locked", "otro proceso tiene ocupada la base de datos. Repita la orden."),
)
"""Lo que SQLite dice y lo que la persona puede hacer."""


def analizador() -> Analizador:
    """El analizador completo, con todas las órdenes."""
    raiz = Analizador(prog="centro-doc", description="Centro de Documentación de la Comisión de Migrantes.")
    ordenes = Ordenes(raiz)
    for registrar in REGISTROS:
        registrar(ordenes)
    return raiz


def principal(argumentos: Sequence[str] | None = None) -> int:
    """Punto de entrada de `centro-doc`; devuelve el código de salida."""
    pedido = analizador().parse_args(argumentos)
    registro.configurar(logging.INFO if pedido.diario else logging.WARNING)
    try:
        config = Config.desde_entorno()
    except ConfiguracionInvalida as error:
        print(f"centro-doc: {error}", file=sys.stderr)
        return 2
    try:
        config.ruta_datos.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        razon = motivo_del_sistema(error)
        print(f"centro-doc: no se puede usar {config.ruta_datos}: {razon}.", file=sys.stderr)
        return 2
    consola = abrir(config)
    sys.excepthook = ReportarFalla(config.ruta_datos / FALLAS)
    try:
        return _ejecutar(pedido, consola)
    finally:
        consola.bd.cerrar()


def _ejecutar(pedido: argparse.Namespace, consola: Consola) -> int:
    try:
        if pedido.prepara and not consola.config.ruta_bd.exists():
            preparacion.preparar(consola)
        return int(pedido.accion(pedido, consola))
    except FalloDeOrden as error:
        consola.avisar(f"centro-doc: {error}")
        return error.salida
    except ErrorDelCentro as error:
        consola.avisar(f"centro-doc: {error.mensaje}")
        return 1
    except OperationalError as error:
        frases = [frase for rastro, frase in _BASE_DE_DATOS if rastro in str(error.orig)]
        if not frases:
            raise
        consola.avisar(f"centro-doc: {frases[0].format(ruta=consola.config.ruta_datos)}")
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        consola.avisar("Interrumpido.")
        return INTERRUMPIDO


class ReportarFalla:
    """Lo no previsto: el detalle va a un archivo de los datos, y a la persona, una línea."""

    def __init__(self, ruta: Path) -> None:
        self._ruta = ruta

    def __call__(self, clase: type[BaseException], error: BaseException, traza: TracebackType | None) -> None:
        """Con la forma de `sys.excepthook`."""
        detalle = "".join(traceback.format_exception(clase, error, traza))
        with suppress(OSError), self._ruta.open("a", encoding="utf-8") as fallas:
            fallas.write(f"{datetime.now(UTC).isoformat()} {' '.join(sys.argv[1:2])}\n{detalle}\n")
        resumen = " ".join(str(error).split())[:200]
        print(f"centro-doc: falla no prevista ({clase.__name__}: {resumen}).", end=" ", file=sys.stderr)
        print(f"El detalle está en {self._ruta}.", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(principal())
