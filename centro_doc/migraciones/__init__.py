"""Las migraciones de la base de datos, y cómo llevarla a la última."""

from pathlib import Path

from alembic import command
from alembic.config import Config as ConfigAlembic
from sqlalchemy import MetaData

from centro_doc.agenda import modelos as _agenda
from centro_doc.bitacora import modelos as _bitacora
from centro_doc.catalogo import modelos as _catalogo
from centro_doc.catalogo import modelos_firmas as _firmas
from centro_doc.catalogo import modelos_relaciones as _relaciones
from centro_doc.catalogo import modelos_subida as _subida
from centro_doc.catalogo import modelos_sugerencias as _sugerencias
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
    *(_exportaciones, _grupos, _importaciones, _lecturas),
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
    ajustes = configuracion()
    with bd.motor.connect() as conexion:
        ajustes.attributes["conexion"] = conexion
        command.upgrade(ajustes, "head")
        conexion.commit()
