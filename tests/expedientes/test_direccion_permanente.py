"""Lo congelado se abre siempre en su dirección, aunque aquello de que trata cambie, no rija o se cierre."""

from collections.abc import Callable

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_documento, sembrar_vinculo
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, update

from centro_doc.agenda.modelos import Iniciativa
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.directorio.modelos import Institucion
from centro_doc.expedientes.congelar import congelar
from centro_doc.plan.modelos import PeriodoPlan

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
DEL_PLAN = "/expedientes/plan/OO3.A2.1"
DE_LA_INICIATIVA = "/expedientes/iniciativa/6001"
FORMAS = ("", "/exportar", "/diferencias?con=publica-2")


@pytest.fixture
def centro(de_fabrica: BaseDeDatos, reloj: Reloj) -> BaseDeDatos:
    """Dos versiones públicas de un nodo del plan y otras dos de una iniciativa que nació de un documento."""
    with transaccion(de_fabrica) as sesion:
        for numero in (1, 2):
            documento = sembrar_documento(
                sesion, numero, f"Zqtitulo {numero}", tipo="iniciativa", numero="6001"
            )
            sembrar_vinculo(sesion, documento, "OO3.A2.1", motivo="Lo prueba")
        sesion.add(Iniciativa(numero=6001, nombre="Zqiniciativa", documento_id=1))
        sesion.flush()
        for clave in ("plan:OO3.A2.1", "iniciativa:6001"):
            congelar(sesion, ANA, clave, "publica", "Reunión", reloj=reloj)
        sembrar_vinculo(sesion, sembrar_documento(sesion, 3, "Otra"), "OO3.A2.1", motivo="También")
        congelar(sesion, ANA, "plan:OO3.A2.1", "publica", "Otra reunión", reloj=reloj)
    return de_fabrica


def test_lo_congelado_de_un_plan_que_ya_no_rige_se_abre_y_se_exporta(centro: BaseDeDatos, app: Flask) -> None:
    nadie = app.test_client()
    antes = nadie.get(f"{DEL_PLAN}/versiones/publica-1").text
    with transaccion(centro) as sesion:
        sesion.execute(update(PeriodoPlan).values(activo=False))
    assert nadie.get(DEL_PLAN).status_code == 404
    for forma in FORMAS:
        assert nadie.get(f"{DEL_PLAN}/versiones/publica-1{forma}").status_code == 200, forma
    despues = nadie.get(f"{DEL_PLAN}/versiones/publica-1").text
    assert antes.split("<h1>")[1].split("</section>")[0] == despues.split("<h1>")[1].split("</section>")[0]
    assert f'href="{DEL_PLAN}"' not in despues and "hasta hoy" not in despues
    assert nadie.get(f"{DEL_PLAN}/versiones/publica-1/diferencias").status_code == 404
    assert nadie.get(f"{DEL_PLAN}/versiones/publica-3").status_code == 404
    pedida = {"csrf_token": ficha_csrf(nadie), "forma": "docx"}
    assert nadie.post(f"{DEL_PLAN}/versiones/publica-1/exportar", data=pedida).status_code == 303


@pytest.mark.parametrize("borrada", [False, True])
def test_lo_publico_de_una_iniciativa_reservada_lo_abre_solo_el_personal(
    centro: BaseDeDatos,
    app: Flask,
    crear: Callable[..., Actor],
    entrar: Callable[[str], FlaskClient],
    borrada: bool,
) -> None:
    crear("ana@centro.gt", "personal")
    crear("gil@centro.gt", "grupo_tecnico", temas=("AG2",))
    direccion = f"{DE_LA_INICIATIVA}/versiones/publica-1"
    assert app.test_client().get(direccion).status_code == 200
    with transaccion(centro) as sesion:
        if borrada:
            sesion.execute(delete(Iniciativa).where(Iniciativa.numero == 6001))
        else:
            for documento in sesion.query(Documento).filter_by(numero="6001"):
                documento.acceso, documento.marcas = "reservada", []
    no_hay = app.test_client().get("/expedientes/iniciativa/9999/versiones/publica-1")
    for quien in (app.test_client(), entrar("gil@centro.gt")):
        for forma in ("", "/exportar", "/exportar/zip", "/diferencias"):
            cerrada = quien.get(direccion + forma)
            assert (cerrada.status_code, "Zqiniciativa" in cerrada.text) == (404, False)
    cerrada = app.test_client().get(direccion).text
    assert cerrada.replace("6001", "9999") == no_hay.text
    suyo = entrar("ana@centro.gt")
    abierta = suyo.get(direccion)
    assert (abierta.status_code, "Zqiniciativa" in abierta.text) == (200, True)
    assert "Sólo la abre el personal" in abierta.text
    assert suyo.get(f"{direccion}/exportar").status_code == 200


def test_lo_congelado_de_lo_que_se_quito_del_directorio_conserva_su_nombre(
    de_fabrica: BaseDeDatos, app: Flask, reloj: Reloj
) -> None:
    with transaccion(de_fabrica) as sesion:
        una = sesion.query(Institucion).first()
        assert una is not None
        clave, nombre = una.clave, una.nombre
        sembrar_documento(sesion, 1, "Informe").emisor_id = una.id
        sesion.flush()
        congelar(sesion, ANA, f"institucion:{clave}", "publica", "Reunión", reloj=reloj)
        sesion.execute(update(Institucion).where(Institucion.id == una.id).values(clave="otra-clave"))
    abierta = app.test_client().get(f"/expedientes/institucion/{clave}/versiones/publica-1")
    assert (abierta.status_code, nombre in abierta.text) == (200, True)
