"""Lo que comparten las pruebas: un reloj que se mueve a mano y una base migrada."""

import gc
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import CodeType
from zoneinfo import ZoneInfo

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import event

from centro_doc.aplicacion import create_app
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.cuentas.casos import anadir_membresia, crear_usuario
from centro_doc.cuentas.claves import Claves
from centro_doc.cuentas.consultas import actor_de, usuario
from centro_doc.cuentas.formularios import DatosMembresia, datos_usuario
from centro_doc.cuentas.permisos import CONSOLA, SISTEMA, Actor
from centro_doc.curaduria.fabrica import cargar_datos_de_fabrica
from centro_doc.migraciones import migrar
from config import Config

CLAVE = "cuatro palabras bien largas"

CLAVES_LIGERAS = Claves(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


class PlantillasCompiladas(BytecodeCache):
    """Sirve a todas las aplicaciones del proceso: compilar era un tercio de lo que tarda una página."""

    def __init__(self) -> None:
        self._codigo: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codigo.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codigo[bucket.key, bucket.checksum] = bucket.code


Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": PlantillasCompiladas()}


class RelojFijo:
    """Una hora que sólo avanza cuando la prueba lo pide."""

    def __init__(self, cuando: datetime = datetime(2011, 8, 17, 16, 0, tzinfo=UTC)) -> None:
        self._cuando = cuando

    def ahora(self) -> datetime:
        return self._cuando

    def hoy(self) -> date:
        return self._cuando.astimezone(ZoneInfo("America/Guatemala")).date()

    def avanzar(self, **tiempo: float) -> None:
        self._cuando += timedelta(**tiempo)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Un archivo no da nombre a su prueba: los que llevan la hora dentro lo cambiarían en cada proceso.

    Cuando dos procesos no hallan las mismas pruebas, no se corre ninguna.
    """
    return argname if isinstance(val, bytes) and len(val) > 32 else None


def pytest_collection_finish() -> None:
    """Aparta del recolector lo importado y las pruebas, que no se sueltan.

    Contándolo, tarda tanto en juzgar que vale la pena una vuelta entera que las aplicaciones ya cerradas,
    con sus índices abiertos, se juntan hasta ocupar gigaoctetos.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture
def reloj() -> RelojFijo:
    return RelojFijo()


@pytest.fixture
def claves() -> Claves:
    """Argon2id de verdad con los parámetros más baratos."""
    return CLAVES_LIGERAS


@pytest.fixture(scope="session")
def base_migrada(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Una base recién migrada, que cada prueba copia: migrar cuesta más que la prueba."""
    ruta = tmp_path_factory.mktemp("bases") / "migrada.sqlite3"
    base = BaseDeDatos(f"sqlite:///{ruta}")
    migrar(base)
    base.cerrar()
    return ruta


@pytest.fixture(scope="session")
def base_de_fabrica(base_migrada: Path) -> Path:
    """La misma con los datos que trae el producto."""
    ruta = Path(shutil.copy(base_migrada, base_migrada.with_name("fabrica.sqlite3")))
    base = BaseDeDatos(f"sqlite:///{ruta}")
    with transaccion(base) as sesion:
        cargar_datos_de_fabrica(sesion, SISTEMA, reloj=RelojFijo())
    base.cerrar()
    return ruta


@pytest.fixture
def bd(tmp_path: Path, base_migrada: Path) -> Iterator[BaseDeDatos]:
    ruta = shutil.copy(base_migrada, tmp_path / "centro.sqlite3")
    base = BaseDeDatos(f"sqlite:///{ruta}")
    yield base
    base.cerrar()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Los límites de ritmo se levantan aquí; quien los prueba los pone."""
    return Config(
        ruta_datos=tmp_path,
        ritmo_ingreso="10000 per minute",
        ritmo_busqueda="10000 per minute",
        ritmo_subida="10000 per minute",
    )


@pytest.fixture
def app(config: Config, bd: BaseDeDatos, reloj: RelojFijo, claves: Claves) -> Iterator[Flask]:
    """La aplicación entera sobre una base vacía, con CSRF como en producción."""
    aplicacion = create_app(config, reloj=reloj, claves=claves)
    yield aplicacion
    aplicacion.extensions["centro_doc"][BaseDeDatos].cerrar()


@pytest.fixture
def crear(bd: BaseDeDatos, claves: Claves, reloj: RelojFijo) -> Callable[..., Actor]:
    """Crea una cuenta con contraseña ya elegida (`CLAVE`) y devuelve su actor."""

    def _crear(correo: str, *roles: str, temas: tuple[str, ...] = ()) -> Actor:
        with transaccion(bd) as sesion:
            datos = datos_usuario(correo, correo.partition("@")[0].title(), roles)
            entregada = crear_usuario(sesion, CONSOLA, datos, claves=claves, reloj=reloj)
            for tema in temas:
                membresia = DatosMembresia(tema, reloj.hoy(), None)
                anadir_membresia(sesion, CONSOLA, entregada.usuario_id, membresia, reloj=reloj)
            cuenta = usuario(sesion, entregada.usuario_id)
            cuenta.clave, cuenta.debe_cambiar_clave, cuenta.clave_vence = claves.resumir(CLAVE), False, None
            return actor_de(cuenta, hoy=reloj.hoy())

    return _crear


def ficha_csrf(cliente: FlaskClient, ruta: str = "/acceso") -> str:
    """El CSRF que trae el primer formulario de una página."""
    hallada = re.search(r'name="csrf_token" value="([^"]+)"', cliente.get(ruta).get_data(as_text=True))
    assert hallada is not None, f"{ruta} no trae formulario"
    return hallada[1]


@pytest.fixture
def entrar(app: Flask) -> Callable[..., FlaskClient]:
    """Un navegador que ya ingresó con una cuenta, por el formulario."""

    def _entrar(correo: str, clave: str = CLAVE) -> FlaskClient:
        cliente = app.test_client()
        datos = {"csrf_token": ficha_csrf(cliente), "correo": correo, "clave": clave}
        respuesta = cliente.post("/acceso", data=datos)
        assert respuesta.status_code == 303, respuesta.get_data(as_text=True)
        return cliente

    return _entrar


@pytest.fixture
def de_fabrica(bd: BaseDeDatos, base_de_fabrica: Path) -> BaseDeDatos:
    """La base con el plan, la agenda y el directorio que trae el producto."""
    bd.cerrar()
    shutil.copy(base_de_fabrica, str(bd.motor.url.database))
    return bd


@dataclass
class Contador:
    """Cuántas sentencias SQL se hicieron."""

    cuantas: int = 0


@contextmanager
def contando(bd: BaseDeDatos) -> Iterator[Contador]:
    """Cuenta las sentencias SQL del bloque: una lista no hace una por renglón."""
    contador = Contador()

    def sumar(*_argumentos: object) -> None:
        contador.cuantas += 1

    event.listen(bd.motor, "before_cursor_execute", sumar)
    yield contador
    event.remove(bd.motor, "before_cursor_execute", sumar)
