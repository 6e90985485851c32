"""De dónde vino cada documento: lo dice el lote, lo propone el correo y lo decide la ficha."""

import re
from datetime import date
from email.message import EmailMessage

import pytest
from archivos import pdf
from conftest import ficha_csrf
from fabrica import sembrar_documento, sembrar_plan
from sqlalchemy import select, update

from centro_doc.catalogo import casos, procedencia
from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.modelos import Acceso, Documento
from centro_doc.catalogo.procedencia import LICENCIAS, VIAS, Procedencia, clave_de
from centro_doc.comun.bd import lectura, transaccion

ANA = "ana@congreso.gob.gt"
ROSA = "rosa@congreso.gob.gt"
DEL_LOTE = {
    "remitente": "Dirección General de Migración",
    "via": "oficio",
    "entregado": "2 de marzo de 2010",
    "referencia": "Oficio DGM-447-2010",
    "licencia": "cita",
    "derechos": "Sin alterar",
}
ENTERA = Procedencia(
    "Dirección General de Migración",
    "oficio",
    date(2010, 3, 2),
    "dia",
    "Oficio DGM-447-2010",
    "cita",
    "Sin alterar",
)


def correo():
    mensaje = EmailMessage()
    mensaje["From"], mensaje["To"] = "Luis Pérez <luis@pmh.org.gt>", "centro@congreso.gob.gt"
    mensaje["Subject"], mensaje["Date"] = "Opinión de PMH", "Thu, 14 May 2009 10:00:00 -0600"
    mensaje.set_content("Va nuestra opinión.")
    adjunto = pdf("Opinión sobre el artículo 34")
    mensaje.add_attachment(adjunto, maintype="application", subtype="pdf", filename="opinion.pdf")
    return mensaje.as_bytes()


@pytest.fixture
def cliente(ana, entrar):
    return entrar(ANA)


@pytest.fixture
def recibir(bd, ana, llegar, reloj, leer_todo):
    """Recibe un archivo y corre las lecturas que haya, la suya y las de lo que traiga dentro."""

    def _recibir(nombre, datos, lote=None):
        with transaccion(bd) as sesion:
            recibir_lote(sesion, ana, lote or DatosLote(), [llegar(nombre, datos)], reloj=reloj)
        leer_todo()

    return _recibir


def guardada(bd, numero=1):
    with lectura(bd) as sesion:
        return procedencia.de(sesion.get_one(Documento, numero))


def test_lo_que_se_dice_al_subir_queda_en_el_lote_y_en_cada_documento(bd, cliente):
    datos = {"csrf_token": ficha_csrf(cliente, "/ingreso"), **DEL_LOTE}
    abierta = cliente.post("/ingreso/subidas", data={**datos, "nombre": "a.txt", "tamano": "4"})
    cabeceras = {"X-CSRFToken": datos["csrf_token"], "Upload-Offset": "0"}
    assert cliente.patch(abierta.json["ruta"], data=b"hola", headers=cabeceras).status_code == 200
    assert guardada(bd) == ENTERA


def test_lo_que_no_se_entiende_al_subir_se_dice_junto_a_su_campo_y_no_se_recibe(bd, cliente):
    datos = {"csrf_token": ficha_csrf(cliente, "/ingreso"), **DEL_LOTE, "entregado": "ayer", "via": "paloma"}
    tramos = cliente.post("/ingreso/subidas", data={**datos, "nombre": "a.txt", "tamano": "4"})
    assert tramos.status_code == 422
    assert "Escriba el día, el mes y el año" in tramos.text
    pagina = cliente.post("/ingreso", data=datos, content_type="multipart/form-data")
    assert pagina.status_code == 422
    assert 'id="e-entregado"' in pagina.text and 'id="e-via"' in pagina.text
    assert 'value="Oficio DGM-447-2010"' in pagina.text
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Documento)).all() == []


def test_la_pagina_no_finge_un_registro_de_solicitudes(cliente):
    assert "todavía no hay un registro de solicitudes" in cliente.get("/ingreso").text


def test_un_correo_propone_su_remitente_y_su_fecha_y_nada_se_pone_solo(bd, cliente, recibir):
    recibir("opinion.eml", correo())
    assert guardada(bd) == guardada(bd, 2) == Procedencia()
    pagina = cliente.get("/catalogar/CD-00001").text
    dicho = "Luis Pérez &lt;luis@pmh.org.gt&gt; · Correo electrónico · 14 de mayo de 2009"
    assert dicho in pagina
    del_adjunto = cliente.get("/catalogar/CD-00002").text
    assert dicho in del_adjunto and "CD-00001" in del_adjunto
    escrito = campos(pagina) | {"accion": "origen", "titulo": "Sin guardar", "origen_entrega": "PMH"}
    usada = cliente.post("/catalogar/CD-00001", data=escrito).text
    assert 'value="PMH"' in usada and 'value="14/05/2009"' in usada and "Sin guardar" in usada
    assert guardada(bd) == Procedencia()
    cliente.post("/catalogar/CD-00001", data=campos(usada) | {"accion": "guardar", "titulo": "Opinión"})
    assert guardada(bd) == Procedencia("PMH", "correo", date(2009, 5, 14))
    assert "Usar lo que dice" not in cliente.get("/catalogar/CD-00001").text


def test_el_adjunto_no_dice_lo_de_un_correo_que_el_lector_no_ve(bd, cliente, recibir, rosa, reloj):
    recibir("opinion.eml", correo())
    cerrado = DatosAcceso(Acceso.CONFIDENCIAL, "LAIP 22.5", personas=(rosa.usuario_id,))
    with transaccion(bd) as sesion:
        casos.cambiar_acceso(sesion, rosa, ["CD-00001"], cerrado, reloj=reloj)
    pagina = cliente.get("/catalogar/CD-00002").text
    assert "Luis Pérez" not in pagina and "Usar lo que dice" not in pagina


def campos(pagina):
    """Lo que enviaría el formulario de catalogar, sin tocar nada."""
    ocultos = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', pagina))
    lineas = dict(re.findall(r'<input class="[^"]*" id="[^"]+" name="([^"]+)" value="([^"]*)"', pagina))
    elegidas = {
        nombre: elegido[1]
        for nombre, opciones in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', pagina, re.S)
        if (elegido := re.search(r'value="([^"]*)" selected', opciones))
    }
    return {"acceso": "publica", "tipo": "", **ocultos, **lineas, **elegidas}


@pytest.mark.parametrize(
    ("entrega", "via", "publico"),
    [
        (
            "Congreso de la República de Guatemala",
            "oficio",
            "Congreso de la República de Guatemala · Oficio o nota · 2 de marzo de 2010",
        ),
        ("Juan Secreto", "mano", "En mano · 2 de marzo de 2010"),
        ("Juan Secreto", "lo dejó su prima", "2 de marzo de 2010"),
    ],
)
def test_el_publico_ve_la_institucion_y_los_derechos_y_nunca_a_la_persona_ni_la_referencia(
    bd, app, cliente, entrega, via, publico
):
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        documento = sembrar_documento(sesion, 1, "Informe")
        dicha = Procedencia(entrega, via, date(2010, 3, 2), "dia", "Oficio 9", "cc_by", "Sin alterar")
        procedencia.poner(documento, dicha)
    fuera = app.test_client().get("/documentos/CD-00001").text
    assert f"<dt>Procedencia</dt><dd>{publico}</dd>" in fuera
    assert "Creative Commons BY. Sin alterar" in fuera
    assert "Oficio 9" not in fuera and "Secreto" not in fuera and "prima" not in fuera
    dentro = cliente.get("/documentos/CD-00001").text
    assert entrega in dentro and "Oficio 9" in dentro


def test_una_via_de_antes_de_la_lista_se_conserva_al_guardar(bd, cliente, recibir):
    recibir("a.txt", b"hola")
    with transaccion(bd) as sesion:
        sesion.execute(update(Documento).values(origen_via="en una caja"))
    pagina = cliente.get("/catalogar/CD-00001").text
    cliente.post("/catalogar/CD-00001", data=campos(pagina) | {"accion": "guardar", "titulo": "Nota"})
    assert guardada(bd).via == "en una caja"


@pytest.mark.parametrize(
    ("lista", "escrito", "clave"),
    [
        (VIAS, "Correo", "correo"),
        (VIAS, "escáner", "escaner"),
        (VIAS, "EN MANO", "mano"),
        (VIAS, " ", ""),
        (VIAS, "paloma", None),
        (LICENCIAS, "CC BY-NC-SA", "cc_by_nc_sa"),
        (LICENCIAS, "Todos los derechos reservados", "reservados"),
        (LICENCIAS, "regalado", None),
    ],
)
def test_una_via_o_una_licencia_se_reconoce_por_su_clave_su_nombre_o_un_sinonimo(lista, escrito, clave):
    assert clave_de(lista, escrito) == clave
    assert all(clave_de(lista, una) == una == clave_de(lista, nombre) for una, nombre in lista.items())
