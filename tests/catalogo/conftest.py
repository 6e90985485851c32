"""Un depósito en la carpeta de la prueba y la puerta por la que entran los archivos."""

from collections.abc import Callable

import pytest

from almacen import DepositoLocal
from centro_doc.catalogo.lectura import Lectura
from centro_doc.catalogo.puerta import Llegada, admitir
from centro_doc.comun.bd import transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.tareas.casos import terminar, tomar
from centro_doc.trabajador import Contexto

LIMITE = 5_000_000


@pytest.fixture
def deposito(config) -> DepositoLocal:
    return DepositoLocal(config.ruta_archivos)


@pytest.fixture
def contexto(config, bd, deposito, reloj) -> Contexto:
    return Contexto(config, bd, deposito, reloj)


@pytest.fixture
def ana(crear) -> Actor:
    return crear("ana@congreso.gob.gt", Rol.PERSONAL)


@pytest.fixture
def rosa(crear) -> Actor:
    return crear("rosa@congreso.gob.gt", Rol.REVISOR)


@pytest.fixture
def llegar(deposito) -> Callable[..., Llegada]:
    """Pasa unos octetos por la puerta, en trozos, como llegan por la web."""

    def _llegar(nombre: str, datos: bytes, *, limite: int = LIMITE) -> Llegada:
        recepcion = deposito.abrir_recepcion(limite)
        for desde in range(0, len(datos), 65_536):
            recepcion.write(datos[desde : desde + 65_536])
        return admitir(recepcion, nombre, limite=limite)

    return _llegar


@pytest.fixture
def leer_todo(bd, reloj, contexto):
    """Corre las tareas de la cola hasta que no quede ninguna; devuelve cuántas fueron."""

    def _leer_todo():
        hechas = 0
        while True:
            with transaccion(bd) as sesion:
                tarea = tomar(sesion, "prueba", reloj=reloj)
            if tarea is None:
                return hechas
            guardar = Lectura().preparar(contexto, tarea)
            with transaccion(bd) as sesion:
                guardar(sesion)
                terminar(sesion, tarea, reloj=reloj)
            hechas += 1

    return _leer_todo
