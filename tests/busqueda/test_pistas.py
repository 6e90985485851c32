"""Lo que se ofrece encima de los resultados: el expediente, los sentidos de una palabra y la institución."""

import html as html_
import re
from datetime import date
from urllib.parse import unquote_plus

import pytest
from conftest import contando
from fabrica import sembrar_documento, sembrar_vinculo
from flask import Flask
from indexado import indexar
from sqlalchemy import select

from centro_doc.catalogo.modelos import Documento, TextoGuardado, Version
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.directorio.modelos import Institucion
from centro_doc.tesauro.consultas import instituciones_actuales, tesauro_actual
from config import Config


@pytest.fixture
def ver(app: Flask, de_fabrica: BaseDeDatos, config: Config, reloj: Reloj) -> object:
    with transaccion(de_fabrica) as sesion:
        claves = {una.clave: una.id for una in sesion.scalars(select(Institucion))}
        pdh, menamig = claves["PDH"], claves["MENAMIG"]
        trata = ("La trata de personas, según la PDH.",)
        sembrar_documento(sesion, 1, "Opinión", trata, tipo="opinion_recibida", emisor_id=pdh)
        sembrar_documento(sesion, 2, "Nota", trata, tipo="nota_prensa")
        sembrar_documento(sesion, 3, "Nota", ("La PDH calla.",), tipo="minuta", marcas=("personal",))
        sembrar_documento(
            sesion, 4, "Informe", ("Nada.",), tipo="informe", emisor_id=menamig, emitido=date(2006, 1, 1)
        )
        sembrar_documento(sesion, 5, "Cartilla", ("Nada.",), tipo="folleto", emisor_id=menamig, emitido=None)
        sembrar_documento(sesion, 6, "Acta", ("Vino MENAMIG.",), tipo="minuta", emitido=date(2007, 1, 1))
    indexar(de_fabrica, config, reloj)
    cliente = app.test_client()
    return lambda q, **mas: html_.unescape(
        cliente.get("/buscar", query_string={"q": q} | mas).get_data(as_text=True)
    )


@pytest.mark.parametrize("q", ["PDH", "qué es la PDH", "Procuraduría de los Derechos Humanos", "pdh"])
def test_una_institucion_sola_lleva_su_tarjeta_con_lo_que_el_lector_ve(ver: object, q: str) -> None:
    tarjeta = ver(q).split('class="pedida"')[1].split("</section>")[0]
    assert 'href="/directorio/PDH"' in tarjeta
    assert re.search(r'href="/buscar\?institucion=PDH">1 documento<', tarjeta)
    enlace = re.search(r'<a href="/buscar\?q=([^"]+)">Los que la mencionan en su texto</a>', tarjeta)
    assert enlace is not None and "2 documentos</strong>" in ver(unquote_plus(enlace[1]))


@pytest.mark.parametrize(
    "q", ["trata PDH", "institucion:PDH", '"PDH"', "oj", "Ley de la PDH", "xilofón", "migración"]
)
def test_lo_que_no_es_solo_una_institucion_no_la_lleva(ver: object, q: str) -> None:
    assert "La institución que nombra su consulta" not in ver(q)


def test_la_palabra_con_que_se_llaman_varias_normas_las_ofrece_con_su_estado(ver: object) -> None:
    lineas = ver("migración", vigente="2020-01-01").split('<p class="quiso">')
    (suya,) = (linea for linea in lineas if linea.startswith("Así se llaman"))
    for norma in ("DC-95-1998", "DC-44-2016", "AG-529-1999"):
        assert f'href="/normas/{norma}"' in suya
    assert "derogada parcialmente" in suya and "vigente" in suya
    for q in ("migración irregular", "código de migración", "constitución", "ley"):
        assert "Así se llaman" not in ver(q), q


def test_de_quien_se_pide_lo_suyo_se_ofrece_en_un_clic_con_su_cuenta(ver: object) -> None:
    html = ver("documentos de la PDH")
    enlace = re.search(r'<a href="([^"]+)">Sólo lo que emitió PDH</a>: <span class="num">1 documento<', html)
    assert enlace is not None and "institucion=PDH" in enlace[1] and "q=documentos+de" in enlace[1]
    assert "Sólo lo que emitió" not in ver("documentos de la PDH", institucion="PDH")
    assert "Sólo lo que emitió" not in ver("trata PDH")


@pytest.mark.parametrize(
    "q",
    [
        "qué opina la PDH",
        "¿Qué dice la PDH sobre la trata?",
        "opiniones de la PDH",
        "busca: qué opina la PDH",
    ],
)
def test_quien_pregunta_por_una_voz_ve_solo_lo_que_emitio_y_aparte_lo_demas(ver: object, q: str) -> None:
    html = ver(q)
    assert re.findall(r'class="hit__t"><a[^>]*>([^<]+)', html) == ["Opinión"]
    assert "Sólo documentos emitidos por" in html and "Sólo lo que emitió" not in html
    otros = re.search(r'<a href="([^"]+)">los que la mencionan</a> <span class="num">\(2\)', html)
    assert otros is not None and "2 documentos</strong>" in ver(unquote_plus(otros[1].split("q=")[1]))
    assert "Sólo documentos emitidos por" not in ver(q, literal="1")


@pytest.mark.parametrize("q", ["qué dice la PDH sobre remesas", "qué opina la PDH en 1990"])
def test_si_nada_de_lo_que_emitio_lo_dice_no_se_muestra_lo_de_otros(ver: object, q: str) -> None:
    html = ver(q)
    assert not re.findall(r'class="hit__t"><a[^>]*>([^<]+)', html)
    assert "Sólo documentos emitidos por" in html


@pytest.mark.parametrize("q", ["qué opina la OIM", "qué dice el informe de la PDH", "Ley de la PDH"])
def test_quien_no_emitio_nada_o_no_es_la_voz_no_esconde_lo_demas(ver: object, q: str) -> None:
    assert "Sólo documentos emitidos por" not in ver(q)


def test_de_unos_anios_se_dice_cuantos_sin_fecha_quedan_fuera(ver: object) -> None:
    html = ver("documentos de MENAMIG entre 2005 y 2009")
    assert "Además, 1 documento sin fecha dice lo que busca y no aparece." in html
    assert 'Sólo lo que emitió MENAMIG</a>: <span class="num">1 documento<' in html
    assert "sin fecha" in ver("MENAMIG", desde="2005")
    assert "sin fecha dice" not in ver("MENAMIG")


@pytest.mark.parametrize(
    ("q", "dicho"),
    [
        ("AG4", 'href="/agenda/AG4"'),
        ("todo lo que hay de AG4 hasta hoy", 'href="/agenda/AG4"'),
        ("ag5-tra", "AG5-TRA es parte de AG5"),
        ("todo lo de regularizacion migratoria", 'href="/agenda/AG4"'),
    ],
)
def test_el_codigo_de_un_tema_lleva_a_su_expediente(ver: object, q: str, dicho: str) -> None:
    assert dicho in ver(q).split('id="q"')[1].split("<footer")[0].split("Filtros")[-1]
    assert "Expediente del tema" in ver(q)


@pytest.mark.parametrize("q", ["AG99", "remesas", "BAG4"])
def test_lo_que_no_es_un_codigo_no(ver: object, q: str) -> None:
    assert "Expediente del tema" not in ver(q)


def test_una_palabra_con_dos_sentidos_lo_dice_y_ofrece_los_del_tema(ver: object) -> None:
    html = ver("regularización")
    assert "«regularización» tiene más de un sentido" in html
    assert ">«regularización tributaria»</a> (fiscal)" in html and 'href="/agenda/AG4"' in html
    assert ">extranjeros en Guatemala</a>" in html and ">guatemaltecos en otro país</a>" in html
    for q in ("regularización migratoria", "regularización de vehículos robados en frontera", "tributaria"):
        assert "más de un sentido" not in ver(q)


def test_las_instituciones_cuestan_una_consulta(de_fabrica: BaseDeDatos) -> None:
    with lectura(de_fabrica) as sesion:
        nombres = instituciones_actuales(sesion)
        with contando(de_fabrica) as contador:
            assert instituciones_actuales(sesion) is nombres
    with lectura(de_fabrica) as sesion:
        tesauro = tesauro_actual(sesion)
        with contando(de_fabrica) as sin_costo:
            assert instituciones_actuales(sesion, tesauro) is nombres
    assert (contador.cuantas, sin_costo.cuantas) == (1, 0) and nombres["pdh"].clave == "PDH"


@pytest.mark.parametrize(
    ("q", "ruta"),
    [
        ("tabla de iniciativas de AG1 con estado", "/iniciativas?tema=AG1"),
        ("línea de tiempo de la Ley de CONAMIGUA", "/normas/DC-46-2007#linea"),
        ("linea del tiempo conamigua", "/normas/DC-46-2007#linea"),
        ("línea de tiempo de CONAMIGUA", "/normas/DC-46-2007#linea"),
        ("historia de la ley de conamigua", "/normas/DC-46-2007#linea"),
        ("iniciativas sin dictamen", "/iniciativas"),
        ("últimas adquisiciones", "/buscar?orden=publicado_desc"),
        ("documentos que ya no valen", "/normas?estado=derogada"),
    ],
)
def test_lo_que_responde_otra_pagina_la_ofrece(ver: object, q: str, ruta: str) -> None:
    (linea,) = (una for una in ver(q).split('<p class="quiso">') if una.startswith("Quizá quiere"))
    assert f'href="{ruta}"' in linea


def test_comparar_y_lo_que_cita_se_ofrecen_de_lo_que_se_tiene(
    ver: object, de_fabrica: BaseDeDatos, config: Config, reloj: Reloj
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 7, "Constitución", ("Artículo 26.",), tipo="constitucion")
        sembrar_documento(sesion, 8, "Iniciativa", ("Nada.",), tipo="iniciativa", numero="4126")
    indexar(de_fabrica, config, reloj)
    html = ver("compara el artículo 26 constitucional con la iniciativa 4126")
    assert 'href="/comparar-textos?a=CD-00007&b=CD-00008&articulo=26"' in html
    assert 'href="/comparar-textos?a=CD-00007&b=CD-00008&articulo=26"' in ver(
        "compara art 26 de la constitucion con la 4126"
    )
    for q in ("todas las normas que cita la iniciativa 4126", "normas citadas por la 4126"):
        assert 'href="/normas/INI-4126#cita"' in ver(q)
    assert "Quizá quiere" not in ver("línea de tiempo de la Ley de Migración de México")


def test_quien_pide_lo_que_otros_proponen_puede_ir_al_cuadro_de_su_tema(ver: object) -> None:
    cuadro = 'href="/agenda/AG2/cuadro">Cuadro comparado de AG2'
    assert cuadro in ver("qué proponen las organizaciones sobre el Consejo Asesor")
    assert cuadro in ver("opiniones sobre AG2")
    assert "Cuadro comparado" not in ver("Consejo Asesor")
    assert "Cuadro comparado" not in ver("opiniones sobre la calle")


@pytest.mark.parametrize(
    ("parametros", "ruta"),
    [
        ({"q": "AG4"}, "/agenda/AG4"),
        ({"q": "todo lo que hay de AG4 hasta hoy"}, "/agenda/AG4"),
        ({"q": "", "tema": "AG4"}, "/agenda/AG4"),
        ({"q": "AG4", "tipo": "minuta"}, "/expedientes/busqueda"),
        ({"q": "AG4", "literal": "1"}, "/expedientes/busqueda"),
        ({"q": "", "tema": ["AG4", "AG1"]}, "/expedientes/busqueda"),
        ({"q": "trata"}, "/expedientes/busqueda"),
    ],
)
def test_lo_que_es_un_tema_se_ve_en_su_expediente(
    ver: object, de_fabrica: BaseDeDatos, config: Config, reloj: Reloj, parametros: dict, ruta: str
) -> None:
    with transaccion(de_fabrica) as sesion:
        nota = sesion.get_one(Documento, 2)
        for codigo in ("AG1", "AG4"):
            sembrar_vinculo(sesion, nota, codigo)
        minuta = sesion.get_one(Documento, 6)
        sembrar_vinculo(sesion, minuta, "AG4")
        nota.revision, minuta.revision = nota.revision + 1, minuta.revision + 1
    indexar(de_fabrica, config, reloj)
    barra = ver(**parametros).split('class="res__n"')[1].split("</p>")[0]
    assert re.findall(r'href="([^"?]+)', barra) == [ruta]


def test_lo_que_solo_tiene_alguna_palabra_no_tapa_la_respuesta(ver: object) -> None:
    html = ver("deme todo en un zip sobre la trata y la xilofonía")
    plegado = html.split('<details class="res__pleg"><summary>')[1].split("</details>\n</div>")[0]
    assert plegado.startswith("Ningún documento tiene todas las palabras; ") and "Opinión" in plegado
    assert "Se muestran los que tienen alguna" not in html
    assert 'res__pleg" open' in ver("deme todo en un zip sobre la trata y la xilofonía", tipo="nota_prensa")
    for q in ("la trata y la xilofonía", "exportar AG1"):
        assert "res__pleg" not in ver(q)


def test_el_trimestre_y_la_agenda_llevan_a_su_pagina(ver: object) -> None:
    plan = ver("documentos para el informe trimestral abril junio 2009")
    assert 'href="/plan?trimestre=20092">el plan en T2 2009</a>' in plan
    agenda = ver("agenda legislativa de junio de 2010")
    assert (
        'href="/agenda/legislativa?a=2010-06-30">agenda legislativa a la fecha 30 de junio de 2010' in agenda
    )


def test_lo_hallado_sin_palabras_muestra_su_evidencia_o_lo_que_mas_dice(
    ver: object, de_fabrica: BaseDeDatos, config: Config, reloj: Reloj
) -> None:
    prueba, opina = (
        "La mesa pide regularizar a los residentes.",
        "La PDH opina que la multa es ilegal y contraria.",
    )
    with transaccion(de_fabrica) as sesion:
        pdh = sesion.scalars(select(Institucion).where(Institucion.clave == "PDH")).one()
        suyo = sembrar_documento(sesion, 9, "Nota de la mesa", (prueba,), tipo="minuta")
        texto = sesion.scalars(select(TextoGuardado).join(Version).where(Version.documento_id == 9)).one()
        sembrar_vinculo(sesion, suyo, "AG4", pasaje=(texto, 1, prueba))
        sembrar_vinculo(sesion, sesion.get_one(Documento, 2), "AG4")
        parrafos = f"{opina}\n\nAnexo de la nota con su número y fecha de recepción."
        sembrar_documento(sesion, 10, "Otra", (parrafos,), tipo="opinion_recibida", emisor_id=pdh.id)
        suyo.revision += 1
        sesion.get_one(Documento, 2).revision += 1
    indexar(de_fabrica, config, reloj)
    for pedido in ({"q": "AG4"}, {"q": "todo lo que hay de AG4"}, {"q": "", "tema": "AG4"}):
        html = ver(**pedido)
        assert f'<p class="pasaje">{prueba}' in html and "/documentos/CD-00009?p=1&" in html
    for pedido in ({"q": "qué opina la PDH"}, {"q": "", "institucion": "PDH"}):
        assert f'<p class="pasaje">{opina}' in ver(**pedido)
    assert '<p class="pasaje">' not in ver("")


def test_el_registro_que_se_nombra_y_existe_basta(ver: object) -> None:
    for q in ("resumen de CD-00001", "documento cd-00001 sobre la trata"):
        html = ver(q)
        assert html.count('<li class="hit">') == 1 and "1 documento</strong>" in html, q
        assert "Se muestra sólo lo que se nombra: CD-00001." in html and "literal=1" in html
    dos = ver("CD-00001 con CD-00002")
    assert "se nombra: CD-00001, CD-00002." in dos and "2 documentos</strong>" in dos
    for q in ("CD-00003 y la trata", "CD-99999 y la trata"):
        assert "sólo lo que se nombra" not in ver(q)
    assert "sólo lo que se nombra" not in ver("resumen de CD-00001", literal="1")


def test_a_lo_que_se_responde_sin_documentos_no_se_le_dice_que_no_hay_nada(ver: object) -> None:
    html = ver("imprimir el dossier de la ley de migración", tipo="tesis")
    assert "versiones congeladas de AG1" in html and "Ningún documento contiene todas esas palabras." in html
    assert "Pruebe así" not in html and '<h1 class="oculto">Respuesta a' in html
    assert "Pruebe así" in ver("xilofón") or "Quitar un filtro" in ver("xilofón")
