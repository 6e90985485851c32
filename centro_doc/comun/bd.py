"""La base de datos: la clase base de las tablas, el motor y la única función que confirma.

SQLite en modo WAL con `BEGIN IMMEDIATE` al escribir; el SQL se mantiene portátil (PostgreSQL llega después).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Engine, MetaData, TypeDecorator, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

CONVENCION = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Instante(TypeDecorator[datetime]):
    """Un instante con zona; se guarda en UTC y vuelve en UTC, también en SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("Un instante necesita zona horaria.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Base de todas las tablas, con nombres de restricciones estables para las migraciones."""

    metadata = MetaData(naming_convention=CONVENCION)
    type_annotation_map = {datetime: Instante}  # noqa: RUF012 - lo define SQLAlchemy


class BaseDeDatos:
    """El motor y la fábrica de sesiones de un proceso."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.motor = _crear_motor(url)
        self._fabrica = sessionmaker(self.motor, expire_on_commit=False, autoflush=True)

    def sesion(self) -> Session:
        """Una sesión nueva; quien la pide la cierra. Para leer: `lectura`; para escribir: `transaccion`."""
        return self._fabrica()

    def cerrar(self) -> None:
        """Suelta todas las conexiones."""
        self.motor.dispose()


def _crear_motor(url: str) -> Engine:
    # Sin `hide_parameters`, una falla llevaría al registro el texto de los documentos y los datos personales.
    espera = {"timeout": 30} if url.startswith("sqlite") else {}
    motor = create_engine(url, connect_args=espera, hide_parameters=True)
    if motor.dialect.name == "sqlite":
        event.listen(motor, "connect", _preparar_sqlite)
        event.listen(motor, "begin", _comenzar_sqlite)
    return motor


def _preparar_sqlite(conexion: Any, _registro: Any) -> None:
    conexion.isolation_level = None
    cursor = conexion.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _comenzar_sqlite(conexion: Any) -> None:
    escribe = conexion.get_execution_options().get("escribe", False)
    conexion.exec_driver_sql("BEGIN IMMEDIATE" if escribe else "BEGIN")


@contextmanager
def transaccion(bd: BaseDeDatos) -> Iterator[Session]:
    """Abre una transacción de escritura y la confirma al salir; si algo se levanta, no queda nada.

    Es el único lugar del producto que confirma.
    """
    with bd.sesion() as sesion:
        sesion.connection(execution_options={"escribe": True})
        yield sesion
        sesion.commit()


@contextmanager
def lectura(bd: BaseDeDatos) -> Iterator[Session]:
    """Una sesión para leer un estado coherente; lo que se cambie en ella se descarta."""
    with bd.sesion() as sesion:
        yield sesion
