"""La orden `centro-doc`: junta las órdenes de las tajadas y traduce sus fallos a una línea."""

import argparse
import logging
import sys
from collections.abc import Callable, Sequence

from sqlalchemy.exc import OperationalError

from centro_doc import importacion, medicion, preparacion, respaldo, servidor, taller
from centro_doc.busqueda import consola as busqueda
from centro_doc.comun import registro
from centro_doc.comun.consola import Analizador, Consola, FalloDeOrden, Ordenes, abrir
from centro_doc.comun.errores import ErrorDelCentro
from centro_doc.cuentas import consola as cuentas
from config import Config, ConfiguracionInvalida

REGISTROS: tuple[Callable[[Ordenes], None], ...] = (
    servidor.registrar,
    preparacion.registrar,
    taller.registrar,
    importacion.registrar,
    busqueda.registrar,
    respaldo.registrar,
    medicion.registrar,
    cuentas.registrar,
)
INTERRUMPIDO = 130


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
        config.ruta_datos.mkdir(parents=True, exist_ok=True)
        consola = abrir(config)
    except (ConfiguracionInvalida, OSError) as error:
        print(f"centro-doc: {error}", file=sys.stderr)
        return 2
    try:
        return _ejecutar(pedido, consola)
    finally:
        consola.bd.cerrar()


def _ejecutar(pedido: argparse.Namespace, consola: Consola) -> int:
    try:
        return int(pedido.accion(pedido, consola))
    except FalloDeOrden as error:
        consola.avisar(f"centro-doc: {error}")
        return error.salida
    except ErrorDelCentro as error:
        consola.avisar(f"centro-doc: {error.mensaje}")
        return 1
    except OperationalError as error:
        if "no such table" not in str(error):
            raise
        consola.avisar("centro-doc: la base de datos no está preparada. Ejecute antes «centro-doc migrar».")
        return 1
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        consola.avisar("Interrumpido.")
        return INTERRUMPIDO


if __name__ == "__main__":
    sys.exit(principal())
