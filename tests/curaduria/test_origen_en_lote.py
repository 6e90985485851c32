"""Corregir de una vez de dónde vinieron los documentos de un lote, y deshacerlo."""

import re
from datetime import date

import pytest
from conftest import ficha_csrf
from fabrica import AHORA, sembrar_documento
from sqlalchemy import select

from centro_doc.catalogo import procedencia
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_recibos import Lote
from centro_doc.catalogo.procedencia import Procedencia
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.modelos import Rol

ANA = "ana@congreso.gob.gt"


@pytest.fixture
def lote(bd, crear):
    """Dos documentos de un lote, uno de ellos oculto, y otro de fuera."""
    crear(ANA, Rol.PERSONAL)
    with transaccion(bd) as sesion:
        nuevo = Lote(creado=AHORA, acceso="publica")
        sesion.add(nuevo)
        sesion.flush()
        for numero, marca, suyo in (
            (1, "personal", nuevo.id),
            (2, "persona:99", nuevo.id),
            (3, "personal", None),
        ):
            sembrar_documento(
                sesion, numero, f"Oficio {numero}", marcas=(marca,), estado="por_catalogar", lote_id=suyo
            )
        return nuevo.id


def origenes(bd):
    with lectura(bd) as sesion:
        return [procedencia.de(uno) for uno in sesion.scalars(select(Documento).order_by(Documento.id))]


@pytest.mark.parametrize(
    ("que", "escrito", "quedo", "dicho"),
    [
        (
            "origen_entrega",
            "Dirección  General de Migración",
            Procedencia("Dirección General de Migración"),
            "General",
        ),
        ("origen_via", "oficio", Procedencia(via="oficio"), "Oficio o nota"),
        ("origen_fecha", "mayo de 2010", Procedencia(fecha=date(2010, 5, 1), precision="mes"), "2010-05"),
        ("licencia", "cc_by", Procedencia(licencia="cc_by"), "Creative Commons BY"),
    ],
)
def test_lo_comun_del_lote_se_ve_se_pone_y_se_deshace(bd, lote, entrar, que, escrito, quedo, dicho):
    cliente = entrar(ANA)
    pagina = cliente.get(f"/lotes/editar?lote={lote}&que={que}").text
    assert re.search(r"<textarea[^>]*>CD-00001</textarea>", pagina)
    datos = {"csrf_token": ficha_csrf(cliente, "/ingreso"), "que": que, f"valor_{que}": escrito}
    vista = cliente.post("/lotes/editar", data={**datos, "registros": "CD-00001"}).text
    assert dicho in vista
    huellas = dict(re.findall(r'name="(h-CD-\d+)" value="([^"]+)"', vista))
    hecho = cliente.post(
        "/lotes/editar", data={**datos, **huellas, "elegidos": "CD-00001", "accion": "aplicar"}
    )
    assert origenes(bd) == [quedo, Procedencia(), Procedencia()]
    cliente.post(f"{hecho.location}/deshacer", data=datos)
    assert origenes(bd) == [Procedencia()] * 3


@pytest.mark.parametrize(
    ("que", "escrito"), [("origen_fecha", "ayer"), ("licencia", "regalado"), ("origen_via", " ")]
)
def test_lo_que_no_se_entiende_se_dice_junto_a_su_campo(lote, entrar, que, escrito):
    cliente = entrar(ANA)
    datos = {"csrf_token": ficha_csrf(cliente, "/ingreso"), "que": que, f"valor_{que}": escrito}
    respuesta = cliente.post("/lotes/editar", data={**datos, "registros": "CD-00001"})
    assert respuesta.status_code == 422
    assert f'id="e-valor_{que}"' in respuesta.text
