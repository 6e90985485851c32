"""Las migraciones de la base de datos, y cómo llevarla a la última."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config as ConfigAlembic
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData
from sqlalchemy.exc import IntegrityError

from centro_doc.agenda import modelos as _agenda
from centro_doc.avisos import modelos as _avisos
from centro_doc.bitacora import modelos as _bitacora
from centro_doc.catalogo import modelos as _catalogo
from centro_doc.catalogo import modelos_firmas as _firmas
from centro_doc.catalogo import modelos_recibos as _recibos
from centro_doc.catalogo import modelos_relaciones as _relaciones
from centro_doc.catalogo import modelos_subida as _subida
from centro_doc.catalogo import modelos_sugerencias as _sugerencias
from centro_doc.cobertura import modelos as _cobertura
from centro_doc.comun.bd import Base, BaseDeDatos
from centro_doc.cuentas import modelos as _cuentas
from centro_doc.curaduria import modelos as _curaduria
from centro_doc.directorio import modelos as _directorio
from centro_doc.expedientes import modelos as _expedientes
from centro_doc.exportaciones import modelos as _exportaciones
from centro_doc.grafo import modelos as _grafo
from centro_doc.grupos import modelos as _grupos
from centro_doc.importaciones import modelos as _importaciones
from centro_doc.indice import modelos as _indice
from centro_doc.lecturas import modelos as _lecturas
from centro_doc.normas import modelos as _normas
from centro_doc.plan import modelos as _plan
from centro_doc.propuestas import modelos as _propuestas
from centro_doc.tareas import modelos as _tareas
from centro_doc.tesauro import modelos as _tesauro
from centro_doc.vinculos import modelos as _vinculos

MODELOS = (
    *(_agenda, _bitacora, _catalogo, _cuentas, _curaduria, _directorio, _expedientes, _firmas, _grafo),
    *(_avisos, _cobertura, _exportaciones, _grupos, _importaciones, _lecturas, _recibos),
    *(_indice, _normas, _plan, _propuestas, _relaciones, _subida, _sugerencias, _tareas, _tesauro, _vinculos),
)


def metadatos() -> MetaData:
    """Los metadatos de todas las tablas del producto."""
    return Base.metadata


def configuracion() -> ConfigAlembic:
    """La configuración de Alembic, sin archivo `.ini`."""
    configuracion = ConfigAlembic()
    configuracion.set_main_option("script_location", str(Path(__file__).parent))
    configuracion.set_main_option("path_separator", "os")
    return configuracion


def migrar(bd: BaseDeDatos) -> None:
    """Lleva la base de datos a la última migración; no hace nada si ya está en ella."""
    mover(bd, command.upgrade, "head")


def mover(bd: BaseDeDatos, orden: Callable[[ConfigAlembic, str], None], revision: str) -> None:
    """Sube o baja la base de datos a una revisión, entera o nada.

    Levanta `IntegrityError` si alguna fila quedara apuntando a otra que no está.
    """
    ajustes = configuracion()
    with bd.motor.connect() as conexion, _sin_vigilar_las_referencias(conexion):
        ajustes.attributes["conexion"] = conexion
        antes = _revisiones(conexion)
        orden(ajustes, revision)
        if _revisiones(conexion) != antes:
            _revisar_las_referencias(conexion)
        conexion.commit()


@contextmanager
def _sin_vigilar_las_referencias(conexion: Connection) -> Iterator[None]:
    """SQLite cambia una tabla haciéndola de nuevo y quitando la vieja: a la que otras apuntan no la deja.

    Sólo atiende ese ajuste fuera de una transacción (https://sqlite.org/lang_altertable.html, §7).
    """
    directa = conexion.connection.dbapi_connection
    if conexion.dialect.name != "sqlite" or directa is None:
        yield
        return
    directa.cursor().execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        conexion.rollback()
        directa.cursor().execute("PRAGMA foreign_keys=ON")


def _revisar_las_referencias(conexion: Connection) -> None:
    if conexion.dialect.name == "sqlite":
        sueltas = conexion.exec_driver_sql("PRAGMA foreign_key_check").all()
        if sueltas:
            tablas = ", ".join(sorted({str(fila[0]) for fila in sueltas}))
            raise IntegrityError(f"Quedarían filas sueltas en {tablas}.", None, ValueError(len(sueltas)))


def _revisiones(conexion: Connection) -> tuple[str, ...]:
    return MigrationContext.configure(conexion).get_current_heads()
