"""Por la web: la dirección vieja de una ficha unida, las decisiones, los lotes y el archivo repetido."""

import re

import pytest
from conftest import CLAVE
from fabrica import AHORA, sembrar_documento, sembrar_plan
from sqlalchemy import select

from centro_doc.catalogo.firmas import firmar_pendientes
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_recibos import Lote, Recibo
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.modelos import Rol

TEXTO = " ".join(f"palabra{n}" for n in range(200))
PARECIDO = TEXTO.replace("palabra7 ", "otra ")


@pytest.fixture
def cliente(app, bd, crear):
    crear("ana@congreso.gob.gt", Rol.PERSONAL)
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        sembrar_documento(sesion, 1, "Ley", (TEXTO,), sin_vinculos_motivo="Prueba", numero="1-2009")
        for n, marca in ((2, "personal"), (3, "reservada")):
            acceso = "reservada" if marca == "reservada" else "publica"
            sembrar_documento(
                sesion, n, f"Copia {n}", (PARECIDO,), marcas=(marca,), estado="por_catalogar", acceso=acceso
            )
    firmar_pendientes(bd)
    cliente = app.test_client()
    ficha = _ficha(cliente.get("/acceso").text)
    cliente.post("/acceso", data={"correo": "ana@congreso.gob.gt", "clave": CLAVE, "csrf_token": ficha})
    return cliente


def _ficha(pagina):
    return re.search(r'name="csrf_token" value="([^"]+)"', pagina)[1]


def enviar(cliente, ruta, **datos):
    ficha = _ficha(cliente.get("/lotes/editar").text)
    return cliente.post(ruta, data=datos | {"csrf_token": ficha})


def test_catalogar_y_la_bandeja_avisan_del_parecido_y_callan_lo_oculto(cliente):
    for ruta in ("/catalogar/CD-00002", "/ingreso"):
        pagina = cliente.get(ruta).text
        assert "Se parece" in pagina and "CD-00001" in pagina
        assert "CD-00003" not in pagina
    assert "Se parece" not in cliente.get("/documentos/CD-00001").text


def test_decidir_sin_relacion_deja_de_preguntar(cliente):
    respuesta = enviar(cliente, "/comparar/CD-00002/CD-00001", decision="sin_relacion")
    assert respuesta.status_code == 303
    assert "Se parece" not in cliente.get("/catalogar/CD-00002").text


def test_sin_relacion_se_ve_y_se_quita_desde_la_comparacion_y_desde_la_ficha(cliente, app):
    for pagina, vuelta in (
        ("/comparar/CD-00002/CD-00001", "/comparar/CD-00002/CD-00001"),
        ("/catalogar/CD-00002", "/catalogar/CD-00002#relaciones"),
    ):
        enviar(cliente, "/comparar/CD-00002/CD-00001", decision="sin_relacion")
        vista = cliente.get(pagina).text
        assert "sin relación con" in vista.lower()
        quitar = re.search(r'action="(/catalogar/CD-00002/relaciones/\d+/quitar)"', vista)[1]
        comparado = {"comparado": "CD-00001"} if 'name="comparado" value="CD-00001"' in vista else {}
        assert enviar(cliente, quitar, **comparado).location == vuelta
        assert "Se parece" in cliente.get("/catalogar/CD-00002").text
    enviar(cliente, "/comparar/CD-00002/CD-00001", decision="sin_relacion")
    assert "Sin relación con" not in cliente.get("/documentos/CD-00001").text


def test_la_decision_nueva_de_un_par_dice_que_sustituye_y_el_circulo_se_explica(cliente, bd):
    enviar(cliente, "/comparar/CD-00002/CD-00001", decision="version_de")
    nueva = enviar(cliente, "/comparar/CD-00001/CD-00002", decision="traduce")
    assert nueva.location == "/comparar/CD-00001/CD-00002"
    vista = cliente.get(nueva.location).text
    assert "Ya no vale lo que se había anotado: CD-00002 es versión de CD-00001" in vista
    assert vista.count("Ya se anotó") == 1
    with transaccion(bd) as sesion:
        for n in (4, 5):
            sembrar_documento(sesion, n, f"Informe {n}")
    enviar(cliente, "/catalogar/CD-00004/relaciones", clase="version_de", otro="CD-00005")
    enviar(cliente, "/catalogar/CD-00005/relaciones", clase="version_de", otro="CD-00001")
    circulo = enviar(cliente, "/comparar/CD-00001/CD-00004", decision="version_de")
    assert circulo.location == "/comparar/CD-00001/CD-00004"
    assert "CD-00004 ya es versión de CD-00001" in cliente.get(circulo.location).text


def test_la_direccion_vieja_lleva_a_la_que_quedo_y_a_nadie_mas(cliente, app, bd):
    mismo = enviar(cliente, "/comparar/CD-00002/CD-00001", decision="mismo")
    assert mismo.location == "/unir/CD-00001/CD-00002"
    datos = {"accion": "unir", "edicion_queda": "1", "edicion_unido": "1", "orden": "despues"}
    assert enviar(cliente, "/unir/CD-00001/CD-00002", **datos).status_code == 303
    llevado = app.test_client().get("/documentos/CD-00002?p=1&_external=1")
    assert (llevado.status_code, llevado.location.split("?")[0]) == (302, "/documentos/CD-00001")
    assert "version=2" in llevado.location
    assert cliente.get("/catalogar/CD-00002").location == "/catalogar/CD-00001"
    with transaccion(bd) as sesion:
        for marca in sesion.get_one(Documento, 1).marcas:
            marca.marca = "reservada"
    ajeno = app.test_client()
    perdido, inexistente = ajeno.get("/documentos/CD-00002"), ajeno.get("/documentos/CD-99999")
    assert (perdido.status_code, perdido.text) == (404, inexistente.text.replace("CD-99999", "CD-00002"))


def test_unir_otra_vez_lo_ya_unido_lleva_a_la_ficha_que_quedo(cliente):
    datos = {"accion": "unir", "edicion_queda": "1", "edicion_unido": "1", "orden": "despues"}
    assert enviar(cliente, "/unir/CD-00001/CD-00002", **datos).location.startswith("/lotes/")
    for ruta in ("/unir/CD-00001/CD-00002", "/unir/CD-00002/CD-00001"):
        repetida = enviar(cliente, ruta, **datos)
        assert (repetida.status_code, repetida.location) == (303, "/catalogar/CD-00001")
        assert cliente.get(ruta).location == "/catalogar/CD-00001"
    assert "CD-00002 ya es parte de CD-00001" in cliente.get("/catalogar/CD-00001").text
    assert enviar(cliente, "/unir/CD-00001/CD-00003", **datos).status_code == 404


def test_la_sustitucion_se_ve_se_aplica_y_se_deshace_con_formularios(cliente, bd):
    pedido = {"que": "sustituir", "campo": "titulo", "de": "Copia", "por": "Ejemplar"}
    vista = enviar(cliente, "/lotes/editar", **pedido).text
    assert "1 ficha cambiaría" in vista
    huella = re.search(r'name="h-CD-00002" value="(\w+)"', vista)[1]
    aplicar = pedido | {"accion": "aplicar", "elegidos": "CD-00002", "h-CD-00002": huella}
    hecha = enviar(cliente, "/lotes/editar", **aplicar)
    assert hecha.status_code == 303
    assert enviar(cliente, "/lotes/editar", **aplicar).status_code == 409
    with lectura(bd) as sesion:
        assert sesion.get_one(Documento, 2).titulo == "Ejemplar 2"
    assert enviar(cliente, f"{hecha.location}/deshacer").status_code == 303
    with lectura(bd) as sesion:
        assert sesion.get_one(Documento, 2).titulo == "Copia 2"


def test_repetir_el_boton_no_culpa_a_otra_persona_y_lo_que_hizo_otra_la_nombra(cliente, app, crear):
    crear("rosa@congreso.gob.gt", Rol.PERSONAL)
    otro = app.test_client()
    ficha = _ficha(otro.get("/acceso").text)
    otro.post("/acceso", data={"correo": "rosa@congreso.gob.gt", "clave": CLAVE, "csrf_token": ficha})
    assert enviar(cliente, "/catalogar/CD-00002/retirar", motivo="Prueba").status_code == 303
    repetida = enviar(cliente, "/catalogar/CD-00002/retirar", motivo="Prueba")
    assert repetida.status_code == 409 and "Usted ya lo había hecho" in repetida.text
    ajena = enviar(otro, "/catalogar/CD-00002/retirar", motivo="Prueba")
    assert (
        "Otra persona lo hizo antes" in ajena.text
        and "CD-00002 ya estaba retirado. Lo hizo Ana" in ajena.text
    )


@pytest.mark.parametrize(("accion", "estado"), [("usar", "usado"), ("retirar", "descartado")])
def test_un_archivo_repetido_se_resuelve_una_vez(cliente, bd, accion, estado):
    with transaccion(bd) as sesion:
        lote = Lote(creado=AHORA, creado_por=1, acceso="publica")
        sesion.add(lote)
        sesion.flush()
        sesion.add(
            Recibo(
                codigo="R-1",
                lote_id=lote.id,
                documento_id=1,
                estado="duplicado",
                nombre="ley.pdf",
                creado=AHORA,
            )
        )
    pagina = cliente.get("/ingreso").text
    assert "Usar el existente" in pagina
    assert enviar(cliente, "/ingreso/recibos/R-1/duplicado", accion=accion).status_code == 303
    assert enviar(cliente, "/ingreso/recibos/R-1/duplicado", accion=accion).status_code == 409
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Recibo.estado)).all() == [estado]
    assert "Usar el existente" not in cliente.get("/ingreso").text


def test_una_relacion_se_anota_y_se_ve_en_la_ficha_publica(cliente, app):
    enviar(cliente, "/catalogar/CD-00001/relaciones", clase="traduce", otro="CD-00002")
    assert "Traducción de" in cliente.get("/documentos/CD-00001").text
    assert "Traducción de" not in app.test_client().get("/documentos/CD-00001").text


def test_un_valor_elegido_sin_marcar_su_accion_es_lo_que_se_pide(cliente):
    pedido = {"registros": "CD-00001", "que": "sustituir", "campo": "titulo"}
    solo = enviar(cliente, "/lotes/editar", **pedido, valor_tipo="comunicado").text
    assert 'value="tipo" checked' in solo and "Escriba el texto que se cambia" not in solo
    assert '<input type="hidden" name="que" value="tipo">' in solo
    for mas in ({}, {"valor_tipo": "comunicado", "valor_acceso": "publica"}):
        assert "Escriba el texto que se cambia" in enviar(cliente, "/lotes/editar", **pedido, **mas).text
    con_texto = enviar(cliente, "/lotes/editar", **pedido, de="xx", por="yy", valor_tipo="comunicado").text
    assert 'value="sustituir" checked' in con_texto
