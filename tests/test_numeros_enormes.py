"""Un número que no cabe en la base es, en cualquier dirección o formulario, el de algo que no existe."""

from collections.abc import Callable

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_documento, sembrar_vinculo
from flask import Flask
from flask.testing import FlaskClient

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.curaduria.guardado import Orden
from centro_doc.expedientes.congelar import congelar

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
BUENOS = {
    "codigo": "AG2",
    "identificador": "CD-00001",
    "direccion": "publica-1",
    "clase": "plan",
    "clave": "CONST",
    "forma": "pdf",
}
ENORMES = ("9" * 25, "9" * 5000)


@pytest.fixture
def navegador(
    de_fabrica: BaseDeDatos,
    crear: Callable[..., Actor],
    entrar: Callable[[str], FlaskClient],
    reloj: Reloj,
) -> FlaskClient:
    """Alguien del personal, con un documento y una versión congelada de AG2."""
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "Ley"), "AG2", motivo="Trata de él")
        congelar(sesion, ANA, "AG2", "publica", "Reunión", reloj=reloj)
    crear("ana@centro.gt", "personal")
    return entrar("ana@centro.gt")


def test_ninguna_direccion_falla_con_un_numero_enorme(app: Flask, navegador: FlaskClient) -> None:
    direcciones = []
    with app.test_request_context():
        for regla in app.url_map.iter_rules():
            libres = regla.arguments - set(regla.defaults or {})
            if "GET" not in (regla.methods or ()) or regla.endpoint == "static":
                continue
            for nombre in libres:
                valores: dict[str, object] = {uno: BUENOS.get(uno, 1) for uno in libres}
                if nombre == "clase" or ("direccion" in libres and nombre != "direccion"):
                    continue
                valores[nombre] = f"publica-{ENORMES[0]}" if nombre == "direccion" else ENORMES[0]
                _, camino = regla.build(valores | (regla.defaults or {})) or ("", "")
                direcciones.append(camino)
    direcciones += [f"/agenda/AG2/versiones/publica-1/diferencias?con=publica-{uno}" for uno in ENORMES]
    direcciones += [f"/expedientes/seleccion/{uno}" for uno in ENORMES]
    direcciones += [f"/expedientes/selecciones?cambiar={uno}" for uno in ENORMES]
    assert len(direcciones) > 40
    estados = {una: navegador.get(una).status_code for una in direcciones if una}
    assert [una for una, estado in estados.items() if estado >= 500] == []


@pytest.mark.parametrize("enorme", ENORMES)
def test_un_formulario_con_un_numero_enorme_no_halla_nada(navegador: FlaskClient, enorme: str) -> None:
    datos = {
        "csrf_token": ficha_csrf(navegador, "/expedientes/selecciones"),
        "nombre": "Una",
        "registros": "CD-00001",
        "numero": enorme,
    }
    assert navegador.post("/expedientes/selecciones", data=datos).status_code == 404
    assert Orden("aceptar", f"v{enorme}", 1).propuesto is None
