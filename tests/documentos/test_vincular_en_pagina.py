"""Vincular desde la página del documento, sin JavaScript."""

import re
from collections.abc import Callable

import pytest
from conftest import ficha_csrf
from fabrica import AHORA, sembrar_documento, sembrar_plan
from flask.testing import FlaskClient
from sqlalchemy import select

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.cuentas.permisos import Actor
from centro_doc.vinculos.modelos import Evidencia, Vinculo

RUTA = "/documentos/CD-00001"


@pytest.fixture
def ana(bd: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]) -> FlaskClient:
    crear("ana@centro.gt", "personal")
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        sembrar_documento(sesion, 1, "Ley", ("Carátula", "Un plan nacional de re-\ntorno voluntario."))
    return entrar("ana@centro.gt")


def enviar(cliente: FlaskClient, resto: str, **datos: str) -> tuple[int, str]:
    datos["csrf_token"] = ficha_csrf(cliente, RUTA)
    respuesta = cliente.post(f"{RUTA}{resto}", data=datos)
    return respuesta.status_code, respuesta.location or respuesta.get_data(as_text=True)


def vinculos(bd: BaseDeDatos) -> list[tuple[str, str]]:
    with lectura(bd) as sesion:
        return [(v.destino, v.estado) for v in sesion.scalars(select(Vinculo).order_by(Vinculo.id))]


def test_pegar_un_pasaje_lo_vincula_y_vuelve_al_documento(ana: FlaskClient, bd: BaseDeDatos) -> None:
    estado, destino = enviar(
        ana,
        "/vinculos?p=2&q=plan",
        destino="OO3.A2.7",
        relacion="sustenta",
        p="2",
        pasaje="plan nacional de retorno",
    )
    assert (estado, destino) == (303, "/documentos/CD-00001?p=2&q=plan#vinculos")
    html = ana.get(RUTA).get_data(as_text=True)
    assert "plan nacional de re-\ntorno" in html and "confirmó Ana" in html
    assert vinculos(bd) == [("plan:2009-2012:OO3.A2.7", "confirmado")]


def test_lo_que_no_pasa_vuelve_con_lo_escrito_y_su_error(ana: FlaskClient, bd: BaseDeDatos) -> None:
    estado, html = enviar(
        ana, "/vinculos", destino="OO3.A2.7", relacion="producto", p="1", pasaje="plan nacional de retorno"
    )
    assert estado == 422
    assert "no está en la página 1" in html and "plan nacional de retorno</textarea>" in html
    assert '<option value="producto" selected>' in html and 'id="vincular" open' in html
    assert vinculos(bd) == []


def test_quitar_pide_motivo_y_el_unico_vinculo_de_lo_publicado_se_queda(
    ana: FlaskClient, bd: BaseDeDatos
) -> None:
    enviar(ana, "/vinculos", destino="AG2", relacion="sustenta", motivo="Norma principal")
    assert enviar(ana, "/vinculos/1/quitar")[0] == 422
    estado, html = enviar(ana, "/vinculos/1/quitar", motivo="Por error")
    assert estado == 422 and "único vínculo" in html
    enviar(ana, "/vinculos", destino="OO3.A2.7", relacion="sustenta", motivo="También")
    assert enviar(ana, "/vinculos/1/quitar", motivo="Por error")[0] == 303
    assert vinculos(bd) == [("plan:2009-2012:OO3.A2.7", "confirmado")]


def test_un_propuesto_se_confirma_o_se_descarta(ana: FlaskClient, bd: BaseDeDatos) -> None:
    with transaccion(bd) as sesion:
        for nodo in (7, 8):
            comunes = {"documento_id": 1, "relacion": "sustenta", "estado": "propuesto", "motivo": "Coincide"}
            sesion.add(Vinculo(nodo_id=nodo, destino=f"plan:{nodo}", creado=AHORA, **comunes))
    assert "Solo las ve el personal" in ana.get(RUTA).get_data(as_text=True)
    assert enviar(ana, "/vinculos/1/confirmar")[0] == 303
    assert enviar(ana, "/vinculos/2/rechazar", motivo="Habla de otra cosa")[0] == 303
    assert [estado for _, estado in vinculos(bd)] == ["confirmado", "rechazado"]


def test_el_publico_no_ve_lo_propuesto(ana: FlaskClient, bd: BaseDeDatos) -> None:
    with transaccion(bd) as sesion:
        sesion.add(
            Vinculo(
                documento_id=1, nodo_id=7, destino="plan:7", relacion="sustenta", estado="propuesto",
                motivo="Sospecha", creado=AHORA,
            )
        )  # fmt: skip
    html = ana.application.test_client().get(RUTA).get_data(as_text=True)
    assert "Sospecha" not in html and "csrf_token" not in html


def test_un_pasaje_se_quita_y_el_vinculo_queda_con_su_motivo(ana: FlaskClient, bd: BaseDeDatos) -> None:
    enviar(ana, "/vinculos", destino="AG2", relacion="sustenta", p="2", pasaje="plan nacional de retorno")
    assert enviar(ana, "/evidencias/1/quitar", motivo="Lo dice el título")[0] == 303
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Evidencia)).all() == []
    assert "Sin pasaje" in ana.get(RUTA).get_data(as_text=True)


def test_una_evidencia_rota_se_ve_como_rota(ana: FlaskClient, bd: BaseDeDatos) -> None:
    enviar(ana, "/vinculos", destino="AG2", relacion="sustenta", p="2", pasaje="plan nacional de retorno")
    with transaccion(bd) as sesion:
        sesion.get_one(Evidencia, 1).estado = "rota"
    assert "ya no está en el texto vigente" in ana.get(RUTA).get_data(as_text=True)


def test_el_formulario_ofrece_todos_los_destinos_una_vez(ana: FlaskClient) -> None:
    html = ana.get(RUTA).get_data(as_text=True)
    ofrecidos = re.findall(r'<option value="((?:OO|AG|OE)[^"]*)"', html)
    assert ofrecidos[0] == "AG2" and "OO2.P1.b" not in ofrecidos
    assert len(ofrecidos) == len(set(ofrecidos)) == 9


def test_lo_que_solo_se_enuncia_no_se_cuenta_como_evidencia(ana: FlaskClient) -> None:
    enviar(ana, "/vinculos", destino="OO3.A2.7", relacion="enuncia", motivo="Lo enuncia")
    html = ana.get(RUTA).get_data(as_text=True)
    assert "0 actividades confirmadas, de 2; enuncia 1" in html and "celda--on" not in html
    enviar(ana, "/vinculos", destino="OO3.A2.7.a", relacion="producto", motivo="Es su producto")
    html = ana.get(RUTA).get_data(as_text=True)
    assert "1 actividad confirmada, de 2</p>" in html and "celda--on" in html
