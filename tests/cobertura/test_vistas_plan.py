from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from conftest import contando, ficha_csrf
from fabrica import sembrar_documento, sembrar_texto, sembrar_version, sembrar_vinculo
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import SISTEMA, Actor
from centro_doc.plan.casos import cargar
from centro_doc.plan.lectura import planes_de_fabrica
from centro_doc.plan.modelos import Nodo


def _html(cliente: FlaskClient, ruta: str) -> str:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200, ruta
    return respuesta.get_data(as_text=True)


def test_cada_nodo_del_plan_tiene_su_pagina_con_el_texto_literal(app: Flask, de_fabrica: BaseDeDatos) -> None:
    cliente = app.test_client()
    with lectura(de_fabrica) as sesion:
        nodos = sesion.scalars(select(Nodo).order_by(Nodo.orden)).all()
    assert len(nodos) == 92
    for nodo in nodos:
        html = _html(cliente, f"/plan/{nodo.codigo}")
        assert nodo.texto.replace('"', "&#34;") in html, nodo.codigo


@pytest.mark.parametrize("ruta", ["/plan/OO9", "/plan/oo1", "/plan/OO1?periodo=1990-1994", "/plan?periodo=x"])
def test_lo_que_el_plan_no_tiene_no_se_encuentra(app: Flask, de_fabrica: BaseDeDatos, ruta: str) -> None:
    assert app.test_client().get(ruta).status_code == 404


def test_sin_plan_cargado_la_cobertura_no_se_encuentra(app: Flask) -> None:
    assert app.test_client().get("/plan").status_code == 404


def test_la_accion_vacia_y_la_actividad_truncada_se_muestran_como_tales(
    app: Flask, de_fabrica: BaseDeDatos
) -> None:
    cobertura = _html(app.test_client(), "/plan")
    assert "El plan no define actividades para esta acción." in cobertura
    assert "(texto incompleto en el original)" in cobertura
    assert "Sin actividades en el plan" in _html(app.test_client(), "/plan/OO3.A1")
    assert "Texto incompleto en el original" in _html(app.test_client(), "/plan/OO4.A6.4")


def test_un_nodo_con_erratas_dice_como_estan_en_el_original(app: Flask, de_fabrica: BaseDeDatos) -> None:
    html = _html(app.test_client(), "/plan/OO4.A4.1")
    assert "«materia legislativo» <em>(sic)</em>" in html


def test_el_nodo_muestra_sus_documentos_por_relacion_con_el_pasaje(
    app: Flask, de_fabrica: BaseDeDatos
) -> None:
    with transaccion(de_fabrica) as sesion:
        informe = sembrar_documento(sesion, 1, "Informe anual de CONAMIGUA")
        texto = sembrar_version(sesion, informe, ["una página", "El plan nacional de retorno"])
        sembrar_vinculo(sesion, informe, "OO3.A2.7.a", pasaje=(texto, 2, "El plan nacional de retorno"))
        otro = sembrar_documento(sesion, 2, "Carta sin texto")
        sembrar_vinculo(sesion, otro, "OO3.A2.7", relacion="antecedente", motivo="Es la carta de origen.")
    html = _html(app.test_client(), "/plan/OO3.A2.7")
    assert "Lo sustentan" in html and "Son antecedente" in html
    assert "«El plan nacional de retorno»" in html
    assert "p=2" in html and "OO3.A2.7.a" in html
    assert "Es la carta de origen." in html
    assert "Documento que lo respalda" in html


def test_el_nodo_no_muestra_lo_que_el_lector_no_ve(
    app: Flask, de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    antes = app.test_client().get("/plan/OO1.A1.1").data
    with transaccion(de_fabrica) as sesion:
        interno = sembrar_documento(sesion, 1, "Documento interno", marcas=("personal",))
        sembrar_vinculo(sesion, interno, "OO1.A1.1")
    assert app.test_client().get("/plan/OO1.A1.1").data == antes
    crear("ana@ejemplo.gt", Rol.PERSONAL)
    assert "Documento interno" in _html(entrar("ana@ejemplo.gt"), "/plan/OO1.A1.1")


def test_los_documentos_sin_vinculos_se_listan_para_quien_vincula(
    app: Flask, de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Folleto suelto", sin_vinculos_motivo="Es un folleto de consulta.")
        sembrar_vinculo(sesion, sembrar_documento(sesion, 2, "Vinculado"), "OO1.A1.1")
    crear("ana@ejemplo.gt", Rol.PERSONAL)
    crear("luis@ejemplo.gt", Rol.INVESTIGADOR)
    html = _html(entrar("ana@ejemplo.gt"), "/plan/sin-vinculos")
    assert "Folleto suelto" in html and "Es un folleto de consulta." in html and "Vinculado" not in html
    assert "1 documento publicado" in _html(entrar("ana@ejemplo.gt"), "/plan")
    assert entrar("luis@ejemplo.gt").get("/plan/sin-vinculos").status_code == 403
    assert app.test_client().get("/plan/sin-vinculos").status_code == 303
    assert "Documentos sin vínculos" not in _html(app.test_client(), "/plan")


def test_las_consultas_de_un_nodo_no_crecen_con_sus_documentos(app: Flask, de_fabrica: BaseDeDatos) -> None:
    base = app.extensions["centro_doc"][BaseDeDatos]
    cuentas = []
    for ronda in range(2):
        with transaccion(de_fabrica) as sesion:
            for numero in range(ronda * 15 + 1, ronda * 15 + 16):
                documento = sembrar_documento(sesion, numero, f"D{numero}")
                texto = sembrar_version(sesion, documento, ["Un pasaje largo"])
                sembrar_texto(sesion, texto.version, ["Un pasaje largo"])
                sembrar_vinculo(sesion, documento, "OO1.A1.1", pasaje=(texto, 1, "Un pasaje largo"))
        with contando(base) as contador:
            html = _html(app.test_client(), "/plan/OO1.A1.1")
        cuentas.append(contador.cuantas)
    assert cuentas[0] == cuentas[1] <= 19
    assert "Ver los 30" in html
    assert ">D30<" in html and ">D11<" in html and ">D10<" not in html


def test_un_plan_de_otro_periodo_tiene_sus_paginas_al_lado_del_activo(
    app: Flask, de_fabrica: BaseDeDatos, reloj: Reloj
) -> None:
    plan = planes_de_fabrica()[0]
    viejo = replace(
        plan,
        clave="2005-2008",
        desde=2005,
        hasta=2008,
        fecha_version=date(2005, 1, 15),
        activo=False,
        nodos=tuple(replace(n, texto=f"Antes: {n.texto}") for n in plan.nodos),
    )
    with transaccion(de_fabrica) as sesion:
        cargar(sesion, SISTEMA, viejo, reloj=reloj)
    cliente = app.test_client()
    assert 'href="/plan?periodo=2005-2008"' in _html(cliente, "/plan")
    cobertura = _html(cliente, "/plan?periodo=2005-2008")
    assert 'Plan Estratégico <span class="nowrap">2005-2008</span>' in cobertura
    assert "Antes: Promover reuniones" in cobertura and "/plan/OO1?periodo=2005-2008" in cobertura
    assert "Antes: Contratación de personal" in _html(cliente, "/plan/OO4.A1.2?periodo=2005-2008")
    assert "Antes:" not in _html(cliente, "/plan/OO4.A1.2")


def test_cada_cuadro_tiene_su_hoja_de_calculo(app: Flask, de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        ley = sembrar_documento(sesion, 1, "Iniciativa", tipo="iniciativa", numero="4126")
        texto = sembrar_version(sesion, ley, ["Nada", "El pasaje"])
        sembrar_vinculo(sesion, ley, "OO2.A1.1", pasaje=(texto, 2, "El pasaje"))
        sembrar_vinculo(sesion, ley, "AG1")
    suyo = "CD-00001,Iniciativa,Iniciativa de ley,T3 2008,T3 2011,Sustenta"
    esperados = {
        "/plan.csv?cuadro=documentos": f"OO2.A1.1,{suyo},2,",
        "/plan.csv?cuadro=tipos": "Iniciativas,1,T3 2008",
        "/plan.csv?cuadro=esperada": "OO2.A1.3,Conformación de grupo técnico,1,por tema de la agenda,5,0,0",
        "/plan.csv?cuadro=metas": "OO2.M1,5,iniciativas de ley gestionadas,1,1,Iniciativa de ley,",
        "/plan/OO2.csv": f"OO2.P1.a,{suyo},sin pasaje,",
        "/plan/OO2.csv?cuadro=partes": "OO2.P1,Iniciativas de ley gestionadas,1,T3 2008",
        "/plan/OO2.csv?cuadro=tipos": "Iniciativa de ley,1,T3 2008",
        "/plan/OO2.csv?cuadro=esperada": "OO2.A1.1,Convocatoria,1,por tema de la agenda,5,0,0,5,",
        "/plan/OO2.M1.csv?cuadro=metas": "OO2.M1,5,iniciativas de ley gestionadas,1",
    }
    cliente = app.test_client()
    for ruta, renglon in esperados.items():
        assert renglon in _html(cliente, ruta), ruta
    assert cliente.get("/plan.csv?cuadro=nada").status_code == 404


def test_nada_de_lo_oculto_se_adivina_en_ninguna_pagina_del_plan(app: Flask, de_fabrica: BaseDeDatos) -> None:
    rutas = (
        "/plan?fecha=ingreso",
        "/plan?trimestre=20083",
        "/plan/matriz",
        "/plan/OO2.M1",
        "/plan/OO2.A1.1?fecha=ingreso",
        *(f"/plan.csv?cuadro={uno}" for uno in ("trimestres", "documentos", "tipos", "esperada", "metas")),
        "/plan/OO2.csv",
    )
    cliente = app.test_client()
    antes = {ruta: cliente.get(ruta).data for ruta in rutas}
    with transaccion(de_fabrica) as sesion:
        for numero, tipo in enumerate(("iniciativa", "convocatoria", "grupo_tecnico_conformacion"), 1):
            oculto = sembrar_documento(sesion, numero, "Interno", tipo=tipo, numero="1", marcas=("personal",))
            for codigo in ("OO2.A1.1", "OO2.A1.3", "AG1"):
                sembrar_vinculo(sesion, oculto, codigo)
            sembrar_vinculo(sesion, oculto, "AG2", estado="propuesto")
    assert {ruta: cliente.get(ruta).data for ruta in rutas} == antes


@pytest.mark.parametrize("pedido", ["20095", "2009", "abc", "09992"])
def test_lo_que_no_es_un_trimestre_se_dice(app: Flask, de_fabrica: BaseDeDatos, pedido: str) -> None:
    cliente = app.test_client()
    html = _html(cliente, f"/plan?fecha=ingreso&trimestre={pedido}")
    assert f"«{pedido}» no es un trimestre" in html and f"trimestre={pedido}" not in html
    assert f"«{pedido}» no es un trimestre" in _html(cliente, f"/plan/matriz?trimestre={pedido}")
    assert cliente.get(f"/plan.csv?trimestre={pedido}").status_code == 404


def test_el_trimestre_de_ingreso_que_se_elige_llega_a_la_hoja_y_a_la_matriz(
    app: Flask, de_fabrica: BaseDeDatos
) -> None:
    cliente, pedido = app.test_client(), "fecha=ingreso&trimestre=20092"
    html = _html(cliente, f"/plan?{pedido}")
    assert '<option value="20092" selected>T2 2009</option>' in html
    assert "con lo que ingresó en T2 2009" in html and "la de recepción en el centro" in html
    assert "sólo T2 2009" in _html(cliente, f"/plan/matriz?{pedido}")
    assert "sólo T2 2009, por fecha de ingreso" in _html(cliente, f"/plan.csv?{pedido}")


def test_la_matriz_pone_cada_meta_en_su_fila(app: Flask, de_fabrica: BaseDeDatos) -> None:
    html = _html(app.test_client(), "/plan/matriz")
    filas = {
        codigo: html.split(f">{codigo}</th>")[1].split("</tr>")[0] for codigo in ("OO2", "OO3.A1", "OO3.A3")
    }
    assert "Meta OO2.M1: 5 iniciativas" in filas["OO2"]
    assert "Meta OO3.M1: 6 instituciones" in filas["OO3.A1"]
    assert "Meta OO3.M2: 5 ciudadanos" in filas["OO3.A3"]
    assert html.count('scope="row"') == 52 and html.count("Sin evidencia") == 51


def test_el_personal_cambia_lo_que_se_espera_en_la_pagina_del_nodo(
    app: Flask, de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear("ana@ejemplo.gt", Rol.PERSONAL)
    ana = entrar("ana@ejemplo.gt")
    ficha = ficha_csrf(ana, "/plan/OO4.A5.2")

    def pedir(**datos: str) -> int:
        return ana.post("/plan/OO4.A5.2/esperada", data={"csrf_token": ficha, **datos}).status_code

    assert pedir(tipo="directorio", cantidad="4", cada="anio", nota="Uno cada año") == 303
    assert "(16 en total)" in _html(ana, "/plan/OO4.A5.2") and "Uno cada año" in _html(ana, "/plan/OO4.A5.2")
    assert pedir(tipo="directorio", accion="quitar") == 303
    assert "Ya no se espera: Directorio" in _html(ana, "/plan/OO4.A5.2")
    assert "Ya no se espera" not in _html(app.test_client(), "/plan/OO4.A5.2")
    assert pedir(tipo="directorio", accion="volver") == 303
    assert "Integrar directorio" in _html(ana, "/plan/OO4.A5.2#esperada")
    assert pedir(tipo="directorio", cantidad="muchos") == 422


@pytest.mark.parametrize(
    ("parametros", "nombre"),
    [
        ("cuadro=documentos", "cobertura-2009-2012-documentos.csv"),
        (
            "cuadro=documentos&trimestre=20092&fecha=ingreso",
            "cobertura-2009-2012-T2-2009-ingreso-documentos.csv",
        ),
        ("cuadro=metas&trimestre=20092", "cobertura-2009-2012-metas.csv"),
        ("objetivo=OO2&evidencia=sin&palabras=mesa", "cobertura-2009-2012-OO2-sin-halladas-trimestres.csv"),
        ("objetivo=%0d%0a%22OO2", "cobertura-2009-2012-OO2-trimestres.csv"),
    ],
)
def test_la_hoja_se_llama_por_sus_filtros(
    app: Flask, de_fabrica: BaseDeDatos, parametros: str, nombre: str
) -> None:
    respuesta = app.test_client().get(f"/plan.csv?{parametros}")
    assert respuesta.headers["Content-Disposition"] == f'attachment; filename="{nombre}"'
    pagina = _html(app.test_client(), f"/plan?{parametros}")
    assert ("Avance de las metas, de todo el período" in pagina) is ("trimestre=" in parametros)


def test_lo_vinculado_sin_publicar_se_dice_al_personal_y_a_nadie_mas(
    app: Flask, de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear("ana@congreso.gob.gt", "personal")
    with transaccion(de_fabrica) as sesion:
        for numero, estado in ((1, "por_catalogar"), (2, "por_catalogar"), (3, "retirado")):
            suyo = sembrar_documento(sesion, numero, f"Nota {numero}", estado=estado, marcas=("personal",))
            sembrar_vinculo(sesion, suyo, "OO4.A5.2", motivo="Llegó con el informe")
        plan = sembrar_documento(sesion, 4, "El plan", tipo="plan")
        sembrar_vinculo(sesion, plan, "OO4.A5.2", relacion="enuncia", motivo="Lo enuncia")
    html = _html(entrar("ana@congreso.gob.gt"), "/plan/OO4.A5.2")
    assert "2 documentos vinculados</a>: aún no cuentan" in html and "Sin evidencia publicada" in html
    assert 'href="/catalogar/CD-00001"' in html and "CD-00003" not in html
    assert "Lo enuncian" in html and 'name="elegidos"' not in html and "los elegidos…" not in html
    publico = _html(app.test_client(), "/plan/OO4.A5.2")
    assert "Sin evidencia</span>" in publico and "sin-publicar" not in publico
