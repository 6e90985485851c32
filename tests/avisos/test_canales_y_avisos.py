"""Los canales Atom y la página de los avisos: válidos, estables, revocables y con lo que cada quien ve."""

import re
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_documento, sembrar_vinculo
from sqlalchemy import select

from centro_doc.avisos.modelos import Semilla, Suscripcion
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.modelos import Rol, Usuario

A = "{http://www.w3.org/2005/Atom}"
PUBLICO = "/agenda/AG2/atom.xml"


@pytest.fixture
def centro(de_fabrica):
    with transaccion(de_fabrica) as sesion:
        ley = sembrar_documento(sesion, 1, "Ley <de> CONAMIGUA\x0b & más")
        acta = sembrar_documento(sesion, 2, "Acta interna", marcas=("grupo:AG2", "personal"))
        for documento in (ley, acta):
            sembrar_vinculo(sesion, documento, "AG2", motivo="Trata de él")
    return de_fabrica


@pytest.fixture
def beto(centro, crear, entrar):
    crear("beto@congreso.gob.gt", Rol.GRUPO_TECNICO, temas=("AG2",))
    return entrar("beto@congreso.gob.gt")


def enviar(cliente, ruta, **campos):
    return cliente.post(ruta, data={"csrf_token": ficha_csrf(cliente, "/acceso/clave"), **campos})


def canal(respuesta):
    assert respuesta.status_code == 200
    return ET.fromstring(respuesta.data)


def titulos(raiz):
    return [entrada.findtext(f"{A}title") for entrada in raiz.iter(f"{A}entry")]


def direccion_privada(cliente):
    pagina = enviar(cliente, "/avisos/clave").get_data(as_text=True)
    return re.search(r">(/canales/[\w-]+/AG2\.atom)<", pagina)[1]


def test_cumple_lo_que_pide_la_rfc_4287(centro, app):
    respuesta = app.test_client().get(PUBLICO)
    assert respuesta.headers["Cache-Control"] == "public, no-cache"
    assert respuesta.mimetype == "application/atom+xml"
    raiz = canal(respuesta)
    assert raiz.tag == f"{A}feed"
    assert [hijo.tag for hijo in raiz].count(f"{A}author") == 1
    propia = [e.get("href") for e in raiz.findall(f"{A}link") if e.get("rel") == "self"]
    assert propia == [PUBLICO], "sin la dirección del sitio, desde donde se leyó"
    assert titulos(raiz) == ["Ley <de> CONAMIGUA & más"]
    todas = [raiz, *raiz.iter(f"{A}entry")]
    for una in todas:
        for obligado in ("id", "title", "updated"):
            assert len(una.findall(f"{A}{obligado}")) == 1
        assert datetime.fromisoformat(una.findtext(f"{A}updated")).tzinfo is not None
        assert una.find(f"{A}link[@rel='alternate']").get("href").startswith(("/documentos/", "/agenda/"))
    assert len({una.findtext(f"{A}id") for una in todas}) == len(todas)


def test_los_identificadores_no_cambian_con_la_direccion_ni_con_la_ficha(centro, app, beto):
    def ids(raiz):
        return {e.findtext(f"{A}id") for e in raiz.iter() if e.find(f"{A}id") is not None}

    antes = ids(canal(app.test_client().get(PUBLICO)))
    with transaccion(centro) as sesion:
        sesion.get_one(Documento, 1).titulo = "Otro título"
    assert ids(canal(app.test_client().get(PUBLICO, base_url="https://otro.example"))) == antes
    assert antes < ids(canal(app.test_client().get(direccion_privada(beto))))


def test_no_se_repite_lo_que_no_ha_cambiado_y_lo_oculto_cambia_el_canal(centro, app):
    cliente = app.test_client()
    primera = cliente.get(PUBLICO)
    marca = {"If-None-Match": primera.headers["ETag"]}
    fecha = {"If-Modified-Since": primera.headers["Last-Modified"]}
    assert cliente.get(PUBLICO, headers=marca).status_code == 304
    assert cliente.get(PUBLICO, headers=fecha).status_code == 304
    with transaccion(centro) as sesion:
        sesion.get_one(Documento, 1).marcas = [DocumentoMarca(marca="personal")]
    assert cliente.get(PUBLICO, headers=marca).status_code == 200
    assert titulos(canal(cliente.get(PUBLICO, headers=fecha))) == []
    with lectura(centro) as sesion:
        creada = sesion.get_one(Semilla, 1).creada
    assert canal(cliente.get(PUBLICO)).findtext(f"{A}updated") == creada.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_el_publico_no_lleva_nada_de_mas_aunque_lo_pida_quien_ingreso(centro, beto):
    assert titulos(canal(beto.get(PUBLICO))) == ["Ley <de> CONAMIGUA & más"]
    assert "Atom" in beto.get("/agenda/AG2").get_data(as_text=True)


def test_el_privado_lleva_lo_que_ve_su_dueno_hasta_que_se_revoca(centro, app, beto, config):
    direccion = direccion_privada(beto)
    lector = app.test_client()
    respuesta = lector.get(direccion)
    assert sorted(titulos(canal(respuesta))) == ["Acta interna", "Ley <de> CONAMIGUA & más"]
    assert respuesta.headers["Cache-Control"] == "private, no-cache"
    assert lector.get(direccion, headers={"If-None-Match": respuesta.headers["ETag"]}).status_code == 304
    (diario,) = config.ruta_accesos.glob("*.jsonl")
    assert diario.read_text(encoding="utf-8").count("canal_leido") == 1
    assert direccion.split("/")[2] not in beto.get("/avisos").get_data(as_text=True)
    otra = direccion_privada(beto)
    assert (lector.get(direccion).status_code, lector.get(otra).status_code) == (404, 200)
    enviar(beto, "/avisos/clave/revocar")
    assert lector.get(otra).status_code == 404


def test_el_privado_de_una_cuenta_de_baja_no_existe(centro, app, beto):
    direccion = direccion_privada(beto)
    with transaccion(centro) as sesion:
        sesion.scalars(select(Usuario)).one().activo = False
    assert app.test_client().get(direccion).status_code == 404


def test_se_pide_el_correo_y_se_deja_con_un_clic_sin_sesion(centro, app, beto):
    assert "no tiene puesto un servidor de correo" in beto.get("/avisos").get_data(as_text=True)
    assert enviar(beto, "/avisos", tema="AG2", cada="diario").status_code == 303
    assert '<option value="diario" selected>' in beto.get("/avisos").get_data(as_text=True)
    mal = enviar(beto, "/avisos", tema="AG2", cada="nunca")
    assert mal.status_code == 422
    assert 'id="e-cada-AG2"' in mal.get_data(as_text=True)
    with lectura(centro) as sesion:
        baja = f"/avisos/baja/{sesion.scalars(select(Suscripcion.ficha)).one()}"
    lector = app.test_client()
    assert "Dejar de recibirlos" in lector.get(baja).get_data(as_text=True)
    with lectura(centro) as sesion:
        assert sesion.scalars(select(Suscripcion)).one().cada == "diario"
    hecha = lector.post(baja, data={"List-Unsubscribe": "One-Click"})
    assert hecha.status_code == 200
    assert lector.post(baja).status_code == 404
    assert lector.get(baja).status_code == 404
