"""Las páginas de las iniciativas: su trámite como línea de tiempo, y lo que no se ve no existe."""

import re
from collections.abc import Callable

from conftest import RelojFijo, contando, ficha_csrf
from fabrica import sembrar_documento
from flask import Flask
from flask.testing import FlaskClient
from indexado import indexar

from centro_doc.agenda import iniciativas
from centro_doc.agenda.formularios import DatosEtapa
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.cuentas.permisos import Actor
from config import Config


def _html(cliente: FlaskClient, ruta: str, estado: int = 200) -> str:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == estado, ruta
    return " ".join(respuesta.get_data(as_text=True).split())


def test_la_linea_de_tiempo_dice_lo_que_no_tiene_documento_con_su_marca(
    app: Flask, de_fabrica: BaseDeDatos
) -> None:
    html = _html(app.test_client(), "/iniciativas/5121?a=2020-01-01")
    lugar = html.index("18 de septiembre de 2016")
    assert (
        html[lugar : lugar + 200].count("sin documento que lo pruebe") == 1
        and ">Dudoso<" in html[lugar : lugar + 200]
    )
    assert 'aria-current="step"' not in html
    assert "Vigencia declarada" in html and "Vigencia calculada" in html and "26 de octubre de 2016" in html
    assert "Presentada" in _html(app.test_client(), "/iniciativas/5121?a=2016-07-30")
    assert "Redacción final</span><div>" not in _html(app.test_client(), "/iniciativas/5121?a=2016-07-30")


def test_el_tema_muestra_sus_iniciativas_y_la_norma_lleva_a_su_tramite(
    app: Flask, de_fabrica: BaseDeDatos
) -> None:
    html = _html(app.test_client(), "/agenda/AG1")
    for numero in (4126, 5121, 6022):
        assert f'href="/iniciativas/{numero}"' in html and f"Trámite de la iniciativa {numero}" in html
    assert 'href="/iniciativas/4126"' in _html(app.test_client(), "/normas/INI-4126")


def test_lo_que_nombra_la_consulta_lleva_al_tramite(
    app: Flask, de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo
) -> None:
    indexar(de_fabrica, config, reloj)
    html = _html(app.test_client(), "/buscar?q=iniciativa+cuatro+mil+ciento+veintiséis")
    assert 'href="/iniciativas/4126"' in html and "Su trámite" in html
    assert (
        'href="/iniciativas/' not in _html(app.test_client(), "/buscar?q=decreto+46-2007").split("<footer")[0]
    )


def test_el_personal_anota_una_etapa_y_el_plazo_confirmado_se_cuenta(
    app: Flask, de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear("ana@congreso.gob.gt", "personal")
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Oficio 12", tipo="oficio")
    cliente = entrar("ana@congreso.gob.gt")
    datos = {"csrf_token": ficha_csrf(cliente, "/iniciativas/4126/editar"), "estado": "remitida_ejecutivo"}
    malo = cliente.post("/iniciativas/4126/etapas", data={**datos, "fecha": "ayer"})
    assert malo.status_code == 422
    texto = malo.get_data(as_text=True)
    assert 'href="#etapa-fecha"' in texto and 'href="#etapa-documento"' in texto and 'value="ayer"' in texto
    bueno = cliente.post(
        "/iniciativas/4126/etapas",
        data={**datos, "fecha": "10/08/2011", "documento": "cd-00001"},
        follow_redirects=True,
    )
    assert "Se anotó la etapa con su documento" in bueno.get_data(as_text=True)
    html = _html(app.test_client(), "/iniciativas/4126")
    assert "Día 7 de 15" in html and "llega al 25 de agosto de 2011" in html
    despues = _html(app.test_client(), "/iniciativas/4126?a=2012-01-01")
    assert "Día" not in despues.split("Plazo:")[0][-40:] and "El Centro no dice si venció" in despues


def test_al_publicar_una_caratula_se_propone_y_al_confirmar_queda_registrada(
    app: Flask, de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear("ana@congreso.gob.gt", "personal")
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(
            sesion, 1, "Reformas al Decreto 46-2007", tipo="iniciativa", numero="4188", edicion=2
        )
    cliente = entrar("ana@congreso.gob.gt")
    assert 'href="/iniciativas/desde/CD-00001"' in _html(cliente, "/catalogar/CD-00001")
    assert 'href="/iniciativas/desde/CD-00001"' in _html(cliente, "/iniciativas")
    assert "/iniciativas/desde/" not in _html(app.test_client(), "/iniciativas")
    csrf = ficha_csrf(cliente, "/iniciativas/desde/CD-00001")
    respuesta = cliente.post(
        "/iniciativas/desde/CD-00001", data={"csrf_token": csrf, "elegidos": "nombre", "temas": "AG2"}
    )
    assert respuesta.location == "/iniciativas/4188"
    assert 'href="/iniciativas/4188"' in _html(app.test_client(), "/documentos/CD-00001")
    assert "Nada por confirmar" in _html(cliente, "/iniciativas/desde/CD-00001")


def test_las_consultas_no_crecen_con_las_iniciativas_ni_con_sus_etapas(
    app: Flask, de_fabrica: BaseDeDatos, crear: Callable[..., Actor], reloj: RelojFijo
) -> None:
    ana = crear("ana@congreso.gob.gt", "personal")
    cliente, cuentas = app.test_client(), []
    for numeros in ((4126, 4264), (5121, 6022, 4974)):
        with transaccion(de_fabrica) as sesion:
            for numero in numeros:
                sembrar_documento(sesion, numero, "Diario", tipo="diario_sesiones")
                for dia in ("primer_debate", "segundo_debate"):
                    etapa = DatosEtapa(dia, reloj.hoy(), "dia", f"CD-{numero:05}")
                    iniciativas.avanzar(sesion, ana, numero, etapa, reloj=reloj)
        for ruta in ("/iniciativas", "/iniciativas/4126"):
            with contando(app.extensions["centro_doc"][BaseDeDatos]) as contador:
                _html(cliente, ruta)
            cuentas.append(contador.cuantas)
    assert cuentas[:2] == cuentas[2:]
    assert cuentas[0] <= 10 and cuentas[1] <= 11, cuentas


def test_la_tabla_de_etapas_dice_que_plazos_no_estan_verificados(app: Flask, de_fabrica: BaseDeDatos) -> None:
    html = _html(app.test_client(), "/iniciativas")
    fila = re.search(r'<th scope="row">En comisión.*?</tr>', html)
    assert fila is not None and "45 días hábiles" in fila[0]
    assert ">Dudoso<" in fila[0] and "No se cuenta" in fila[0]
