"""Un tema con grupo, una mesa y un acuerdo, y lo que hace falta para llevarlos."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from flask.testing import FlaskClient

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.grupos.formularios import DatosAcuerdo, DatosIntegrante, DatosMesa
from centro_doc.grupos.modelos import EstadoMesa

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
NADIE = Actor(9, "Nadie", frozenset({Rol.INVESTIGADOR}), clave="u:9")
PUBLICO = frozenset({"publico"})
GRUPO = frozenset({"publico", "grupo:AG4"})
OTRO = frozenset({"publico", "grupo:AG1"})
PERSONAL = frozenset({"publico", "personal"})
HOY = date(2011, 8, 17)
_DE_MESA = re.compile(r'href="(/agenda/[A-Z]+\d+/mesas/\d{4}-[^"#]+)"')
R = TypeVar("R")
Hacer = Callable[..., None]


@pytest.fixture
def hacer(de_fabrica: BaseDeDatos, reloj: Reloj) -> Hacer:
    """Llama a un caso de uso en su transacción, como Ana si no se dice otra cosa."""

    def _hacer(caso: Callable[..., object], *argumentos: object, actor: Actor = ANA, **mas: object) -> None:
        with transaccion(de_fabrica) as sesion:
            caso(sesion, actor, *argumentos, reloj=reloj, **mas)

    return _hacer


def ruta_de_mesa(cliente: FlaskClient, codigo: str) -> str:
    """La de la mesa más reciente que ve en la página de su grupo."""
    hallada = _DE_MESA.search(cliente.get(f"/agenda/{codigo}/grupo").text)
    assert hallada is not None
    return hallada[1]


def integrante(nombre: str = "Rosa Quiej", **mas: object) -> DatosIntegrante:
    return DatosIntegrante(**{"nombre": nombre, "desde": date(2011, 1, 1), **mas})  # type: ignore[arg-type]


def mesa(**mas: object) -> DatosMesa:
    datos = {"fecha": date(2011, 8, 3), "estado": EstadoMesa.REALIZADA, "titulo": "Residencias", **mas}
    return DatosMesa(**datos)  # type: ignore[arg-type]


def acuerdo(**mas: object) -> DatosAcuerdo:
    datos = {
        "texto": "Enviar la estadística de residencias",
        "institucion": "Dirección General de Migración",
        "vence": date(2011, 8, 16),
        **mas,
    }
    return DatosAcuerdo(**datos)  # type: ignore[arg-type]
