"""Las páginas de las normas: lo que no está confirmado lleva su marca, y lo que no se ve no existe."""

import re
from collections.abc import Callable

import pytest
from conftest import contando, ficha_csrf
from fabrica import sembrar_documento
from flask import Flask
from flask.testing import FlaskClient

from centro_doc.comun.bd import BaseDeDatos, transaccion


def _html(cliente: FlaskClient, ruta: str, estado: int = 200) -> str:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == estado, ruta
    return " ".join(respuesta.get_data(as_text=True).split())


def test_la_lista_filtra_por_clase_por_palabras_y_por_alias(app: Flask, de_fabrica: BaseDeDatos) -> None:
    cliente = app.test_client()
    assert "76 normas" in _html(cliente, "/normas")
    assert "5 normas" in _html(cliente, "/normas?clase=INI")
    for escrito in ("conamigua", "46-2007", "DC-46-2007", "atencion al migrante"):
        html = _html(cliente, f"/normas?palabras={escrito}&clase=DC")
        assert 'href="/normas/DC-46-2007"' in html, escrito
    assert 'href="/normas/DC-12-2002"' in _html(cliente, "/normas?palabras=codigo+municipal")
    assert "Ninguna norma cumple" in _html(cliente, "/normas?palabras=zzz")


def test_lo_que_no_esta_confirmado_no_se_lee_sin_su_marca(app: Flask, de_fabrica: BaseDeDatos) -> None:
    html = _html(app.test_client(), "/normas/DC-44-2016")
    for fecha in ("18 de septiembre de 2016", "20 de septiembre de 2016"):
        lugar = html.index(f"<dd>{fecha}")
        assert html[lugar : html.index("</dd>", lugar)].count(">Dudoso<") == 1
    lugar = html.index("<dd>18 de octubre de 2016")
    assert ">Sin confirmar<" in html[lugar : html.index("</dd>", lugar)]


def test_la_norma_dice_su_estado_a_la_fecha_que_se_pida(app: Flask, de_fabrica: BaseDeDatos) -> None:
    cliente = app.test_client()

    def estado(ruta: str) -> str:
        hallado = re.search(
            r'norma__e"><span class="estado[^"]*"><svg.*?</svg>([^<]+)<', _html(cliente, ruta)
        )
        assert hallado is not None, ruta
        return hallado[1]

    assert estado("/normas/DC-95-1998?a=2009-05-12") == "Vigente"
    assert estado("/normas/DC-95-1998?a=2020") == "Derogada parcialmente"
    assert estado("/normas/DC-44-2016?a=12/05/2009") == "No vigente aún"
    html = _html(cliente, "/normas/DC-57-2008?a=ayer")
    assert "Escriba el día, el mes y el año" in html and "Declarada" in html and "Calculada" in html
    assert "20 de abril de 2009" in html and "31 de octubre de 2008" in html
    assert "Estado al" not in _html(cliente, "/normas/INI-4126")


@pytest.mark.parametrize(
    ("escrita", "lleva"),
    [
        ("/normas/dc-101-97?a=2010", "/normas/DC-101-1997?a=2010"),
        ("/normas/dc-101-1997/art/17%20Bis", "/normas/DC-101-1997/art/17%20Bis"),
        ("/normas/DC-101-97/texto?fecha=2014", "/normas/DC-101-1997/texto?fecha=2014"),
        ("/normas/cprg", "/normas/CPRG"),
        ("/normas/cprg?_external=1&_scheme=x", "/normas/CPRG?_external=1&_scheme=x"),
    ],
)
def test_una_clave_escrita_de_otra_manera_lleva_a_la_suya(
    app: Flask, de_fabrica: BaseDeDatos, escrita: str, lleva: str
) -> None:
    cliente = app.test_client()
    respuesta = cliente.get(escrita)
    assert (respuesta.status_code, respuesta.location) == (301, lleva)
    assert cliente.get(lleva, follow_redirects=True).status_code == 200
    assert cliente.get("/normas/zz-1-97").status_code == 404


def test_la_lista_se_filtra_por_el_estado_a_la_fecha(app: Flask, de_fabrica: BaseDeDatos) -> None:
    cliente = app.test_client()
    derogadas = _html(cliente, "/normas?estado=derogada&a=01/01/2010")
    assert 'href="/normas/DC-58-1988?a=01/01/2010"' in derogadas and "/normas/DC-95-1998?a=" not in derogadas
    assert "/normas/DC-58-1988" not in _html(cliente, "/normas?estado=derogada&a=01/01/2001")
    renglon = derogadas.split("/normas/DC-58-1988")[1].split("</tr>")[0]
    assert 'por <a href="/normas/DC-12-2002">Decreto 12-2002' in renglon and "; empezó " in renglon
    assert "/normas/INI-" not in _html(cliente, "/normas?estado=desconocido")


def test_el_dia_se_pide_tambien_como_fecha_y_se_dice_de_que_dia_no_se_sabe(
    app: Flask, de_fabrica: BaseDeDatos
) -> None:
    html = _html(app.test_client(), "/normas/DC-46-2007?fecha=12/05/2009")
    assert "Estado al 12 de mayo de 2009" in html and "dice su estado al 12 de mayo de 2009" in html


def test_las_relaciones_se_leen_en_los_dos_sentidos(app: Flask, de_fabrica: BaseDeDatos) -> None:
    cliente = app.test_client()
    ley, reforma = _html(cliente, "/normas/DC-95-1998"), _html(cliente, "/normas/DC-5-2022")
    assert "Reformada por" in ley and 'href="/normas/DC-5-2022"' in ley and "artículo 107 Bis" in ley
    assert "Propuso reformarla" in ley and "Iniciativas que la cambiarían" not in ley
    electoral = _html(cliente, "/normas/DANC-1-1985")
    assert "Iniciativas que la cambiarían" in electoral and "La reformaría" in electoral
    assert "Nació de" in reforma and 'href="/normas/INI-6022"' in reforma
    assert "sin ficha" in _html(cliente, "/normas/DC-63-1994")


def test_un_texto_que_no_se_ve_no_existe(app: Flask, de_fabrica: BaseDeDatos) -> None:
    cliente = app.test_client()
    antes = _html(cliente, "/normas/DC-46-2007"), _html(cliente, "/normas?clase=DC")
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Copia interna", numero="46-2007", marcas=("personal",))
    assert (_html(cliente, "/normas/DC-46-2007"), _html(cliente, "/normas?clase=DC")) == antes
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 2, "Decreto 46-2007", numero="46-2007")
    despues = _html(cliente, "/normas/DC-46-2007")
    assert 'href="/documentos/CD-00002"' in despues and "sin confirmar" in despues


def test_el_personal_anade_y_quita_sin_javascript(
    app: Flask,
    de_fabrica: BaseDeDatos,
    crear: Callable[..., object],
    entrar: Callable[..., FlaskClient],
) -> None:
    crear("ana@congreso.gob.gt", "personal")
    cliente = entrar("ana@congreso.gob.gt")
    ruta = "/normas/DC-46-2007"
    csrf = ficha_csrf(cliente, f"{ruta}/editar")

    def enviar(parte: str, **campos: str) -> str:
        respuesta = cliente.post(
            f"{ruta}/{parte}", data={"csrf_token": csrf, **campos}, follow_redirects=True
        )
        return " ".join(respuesta.get_data(as_text=True).split())

    mala = cliente.post(f"{ruta}/textos", data={"csrf_token": csrf, "documento": "CD-00001", "clase": "x"})
    assert mala.status_code == 422 and "de dónde sale el texto" in mala.get_data(as_text=True)
    assert "Se añadió a la norma" in enviar("fecha", clase="publicacion", valor="15/11/2007", marca="C")
    malo = enviar("fecha", clase="publicacion", valor="ayer", marca="C")
    assert 'value="ayer"' in malo and 'href="#fecha-valor"' in malo
    assert "23 de noviembre de 2007" in _html(cliente, ruta)
    enviar(
        "relacion", sentido="recibe", otra="dc-1-2012", clase="reforma", articulo_destino="9 bis", marca="C"
    )
    html = _html(cliente, ruta)
    assert "Decreto 1-2012" in html and "artículo 9 Bis" in html
    numero = re.search(rf"{ruta}/fecha/(\d+)/quitar", _html(cliente, f"{ruta}/editar"))
    assert numero is not None
    enviar(f"fecha/{numero[1]}/quitar")
    assert "15 de noviembre de 2007" not in _html(cliente, ruta)


def test_las_consultas_no_crecen_con_las_normas_ni_con_sus_textos(
    app: Flask, de_fabrica: BaseDeDatos
) -> None:
    cliente = app.test_client()
    cuentas = []
    for ronda in range(2):
        with transaccion(de_fabrica) as sesion:
            for numero in range(ronda * 5 + 1, ronda * 5 + 6):
                sembrar_documento(sesion, numero, f"D{numero}", numero="63-94")
        for ruta in ("/normas", "/normas?clase=INI", "/normas/DC-63-1994", "/normas/DC-101-1997"):
            with contando(app.extensions["centro_doc"][BaseDeDatos]) as contador:
                _html(cliente, ruta)
            cuentas.append(contador.cuantas)
    lista, filtrada, ley, otra = cuentas[:4]
    assert cuentas[4:] == cuentas[:4]
    assert lista == filtrada <= 9 and otra <= ley <= 28, cuentas


def test_el_documento_enlaza_su_norma(app: Flask, de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Decreto 46-2007", numero="46-2007")
    html = _html(app.test_client(), "/documentos/CD-00001")
    lugar = html.index('href="/normas/DC-46-2007"')
    assert "sin confirmar" in html[lugar : html.index("</dd>", lugar)]
