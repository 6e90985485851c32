import re
from collections.abc import Callable

from conftest import RelojFijo, ficha_csrf
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo
from flask import Flask
from flask.testing import FlaskClient
from indexado import indexar
from sqlalchemy import delete

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.cuentas.modelos import Membresia
from centro_doc.cuentas.permisos import Actor
from centro_doc.expedientes.contenido import Apartado, Tabla
from centro_doc.expedientes.huecos import CITADAS, ROTAS
from centro_doc.expedientes.sustento import FALTAN, SIN_CUMPLIR
from centro_doc.expedientes.vacios import Vacio, vacios
from config import Config


def test_los_vacios_se_cuentan_por_clase_y_los_acuerdos_se_nombran() -> None:
    acuerdos = [
        (f"AG1-1.{n}", f"Acuerdo {n}", "Rosa", "Sin fecha", "Vencido" if n == 1 else "Pendiente")
        for n in range(1, 6)
    ]
    faltan = [
        ("Postura", "Opinión", "CD-00001"),
        ("Postura", "Otra", "CD-00002"),
        ("Dictamen", "Iniciativa 1", "3"),
    ]
    pendientes = Apartado(
        10,
        "Pendientes",
        tablas=(
            Tabla(SIN_CUMPLIR, ("",) * 5, tuple(acuerdos)),
            Tabla(CITADAS["trabajo"], ("",) * 3, (("Ley Uno", "DC-1", "CD-1"), ("Ley Dos", "DC-2", "CD-1"))),
            Tabla(FALTAN, ("",) * 3, tuple(faltan)),
            Tabla(ROTAS, ("",) * 3, (("Informe", "«x»", "CD-00003"),)),
        ),
    )
    hallados = vacios(pendientes)
    assert hallados[0] == Vacio("Vencido", "Acuerdo 1", "AG1-1.1 · Rosa · Sin fecha")
    assert [(uno.sello, uno.texto) for uno in hallados[3:]] == [
        ("Pendiente", "2 acuerdos más"),
        ("Falta", "2 normas que se citan y no tenemos"),
        ("Sin dato", "2 opiniones sin postura"),
        ("Falta", "1 etapa de trámite sin documento que la pruebe"),
        ("Rota", "1 pasaje que ya no está"),
    ]
    assert [uno.grave for uno in hallados[3:6]] == [False, True, False]


def test_la_pagina_numera_pliega_lo_largo_y_dice_que_lo_enuncia(
    de_fabrica: BaseDeDatos, app: Flask, crear: Callable[..., Actor], entrar: Callable[[str], FlaskClient]
) -> None:
    crear("ana@centro.gt", "personal")
    with transaccion(de_fabrica) as sesion:
        for numero in range(1, 11):
            documento = sembrar_documento(sesion, numero, f"Estudio {numero}", tipo="estudio")
            sembrar_vinculo(sesion, documento, "AG2", motivo="Lo estudia")
            sembrar_vinculo(sesion, documento, "OO3.A2.1", motivo="Lo prueba")
        plan = sembrar_documento(sesion, 11, "El plan", tipo="plan_estrategico")
        texto = sembrar_version(sesion, plan, ["Ley de CONAMIGUA"])
        sembrar_vinculo(sesion, plan, "AG2", relacion="enuncia", pasaje=(texto, 1, "Ley de CONAMIGUA"))
    nadie, suyo = app.test_client().get("/agenda/AG2").text, entrar("ana@centro.gt").get("/agenda/AG2").text
    mandato, resto = nadie.split('id="s1"')[1].split('id="s2"')
    assert "«Ley de CONAMIGUA» (p. 1)" in mandato and "CD-00011" in mandato and "CD-00011" not in resto
    visible, plegado = resto.split('class="exp__resto"><summary>Ver los 10')
    assert ('id="CD-00008"' in visible, 'id="CD-00009"' in plegado) == (True, True)
    assert '<span class="pz__n">10</span>' in plegado
    assert 'href="/plan/OO3.A2.1"' in nadie.split("<h1>")[1].split('id="s1"')[0]
    assert "Vacíos pendientes" in nadie and "10 documentos de los que sólo consta" in nadie
    assert "Escribirla a mano" in suyo and "Escribirla a mano" not in nadie
    assert "Congelar versión" in suyo and "Congelar versión" not in nadie


def test_una_seleccion_reune_varios_temas_con_unas_palabras_y_dice_de_cual_es_cada_uno(
    de_fabrica: BaseDeDatos,
    app: Flask,
    config: Config,
    reloj: RelojFijo,
    crear: Callable[..., Actor],
    entrar: Callable[[str], FlaskClient],
) -> None:
    crear("eva@centro.gt", "investigador")
    textos = {1: ("AG5", "La trata de personas"), 2: ("AG1", "El tráfico y la trata"), 3: ("AG5", "Remesas")}
    with transaccion(de_fabrica) as sesion:
        for numero, (tema, texto) in textos.items():
            documento = sembrar_documento(sesion, numero, f"Estudio {numero}", tipo="estudio")
            sembrar_version(sesion, documento, [texto])
            sembrar_vinculo(sesion, documento, tema, motivo="Lo estudia")
            sembrar_vinculo(sesion, documento, "AG2", motivo="También")
        sembrar_documento(sesion, 4, "Elegido a mano", tipo="estudio")
    indexar(de_fabrica, config, reloj)
    eva = entrar("eva@centro.gt")
    lista = "/expedientes/selecciones"
    datos = {"csrf_token": ficha_csrf(eva, lista), "nombre": "Trata", "tema": ["AG1", "AG5"]}
    assert "Elija un tema" in eva.post(lista, data=datos | {"tema": [], "palabras": " "}).text
    hecha = eva.post(lista, data=datos | {"palabras": "trata", "registros": "CD-00004"})
    pagina = eva.get(hecha.location).text
    hallados = re.findall(r'<tr id="(CD-\d+)">', pagina)
    assert sorted(hallados) == ["CD-00001", "CD-00002", "CD-00004"]
    assert "Es de AG1 o AG5 y responde a «trata»" not in pagina.split('id="CD-00004"')[1].split("</tr>")[0]
    assert "es de AG1 o AG5 y responde a «trata»" in pagina.lower().replace("ag", "AG")
    uno = pagina.split('id="CD-00001"')[1].split("</tr>")[0]
    assert re.findall(r'href="/agenda/(AG\d)"', uno) == ["AG5", "AG2"] and "sustenta AG5" in uno
    cambiar = eva.get(f"{lista}?cambiar={hecha.location.rsplit('/', 1)[-1]}").text
    assert cambiar.count(" checked") == 2 and 'value="trata"' in cambiar
    enviada = {"csrf_token": datos["csrf_token"], "nombre": "De la caja", "consulta": "q=Remesas"}
    assert "CD-00003" in eva.get(eva.post(lista, data=enviada).location).text
    tema = eva.get("/agenda/AG5").text
    assert 'name="consulta" value="tema=AG5"' in tema and "Guardar en mis selecciones" in tema
    entero = eva.post(lista, data=enviada | {"nombre": "AG5", "consulta": "tema=AG5"}).location
    assert sorted(re.findall(r'<tr id="(CD-\d+)">', eva.get(entero).text)) == ["CD-00001", "CD-00003"]


def test_la_seleccion_de_un_miembro_lleva_lo_interno_de_su_grupo_y_el_la_congela(
    de_fabrica: BaseDeDatos, app: Flask, crear: Callable[..., Actor], entrar: Callable[[str], FlaskClient]
) -> None:
    crear("gil@centro.gt", "grupo_tecnico", temas=("AG2",))
    crear("eva@centro.gt", "investigador")
    crear("ana@centro.gt", "personal")
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Abierto", tipo="estudio")
        interno = {"marcas": ("personal", "grupo:AG2"), "acceso": "interna", "tipo": "estudio"}
        sembrar_documento(sesion, 2, "SECRETODEAG2", **interno)
    gil, eva, lista = entrar("gil@centro.gt"), entrar("eva@centro.gt"), "/expedientes/selecciones"
    ficha = {"csrf_token": ficha_csrf(gil, lista)}
    hecha = gil.post(lista, data=ficha | {"nombre": "Dos", "registros": "CD-00001 CD-00002"}).location
    assert "SECRETODEAG2" in gil.get(hecha).text
    publica = gil.get(f"{hecha}?nivel=publica").text
    assert "SECRETODEAG2" not in publica and "No entra en esta versión: CD-00002." in publica
    assert eva.get(hecha).status_code == app.test_client().get(hecha).status_code == 404
    assert eva.get(f"{hecha}/congelar").status_code == 404
    assert gil.get("/agenda/AG2/congelar").status_code == 403
    for nivel in ("publica", "trabajo"):
        datos = ficha | {"titulo": "Para llevar", "nivel": nivel}
        assert gil.post(f"{hecha}/congelar", data=datos).location == f"{hecha}/versiones/{nivel}-1"
    assert "SECRETODEAG2" in gil.get(f"{hecha}/versiones/trabajo-1").text
    assert gil.get(f"{hecha}/versiones/trabajo-1/exportar").status_code == 200
    assert eva.get(f"{hecha}/versiones/publica-1").status_code == 404
    assert eva.get(f"{hecha}/versiones/trabajo-1").status_code == 404
    assert "SECRETODEAG2" in entrar("ana@centro.gt").get(f"{hecha}/versiones/trabajo-1").text
    with transaccion(de_fabrica) as sesion:
        sesion.execute(delete(Membresia))
    assert "SECRETODEAG2" not in gil.get(hecha).text
    assert gil.get(f"{hecha}/versiones/trabajo-1").status_code == 404


def test_quien_investiga_congela_su_seleccion_solo_publica(
    de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[[str], FlaskClient]
) -> None:
    crear("eva@centro.gt", "investigador")
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Abierto", tipo="estudio")
    eva, lista = entrar("eva@centro.gt"), "/expedientes/selecciones"
    ficha = {"csrf_token": ficha_csrf(eva, lista)}
    hecha = eva.post(lista, data=ficha | {"nombre": "Una", "registros": "CD-00001"}).location
    assert (
        "Congelar versión" in eva.get(hecha).text
        and 'value="trabajo"' not in eva.get(f"{hecha}/congelar").text
    )
    assert eva.post(f"{hecha}/congelar", data=ficha | {"titulo": "X", "nivel": "trabajo"}).status_code == 404
    assert eva.post(f"{hecha}/congelar", data=ficha | {"titulo": "X", "nivel": "publica"}).status_code == 303
    assert eva.get("/expedientes/seleccion/99999999999999999999").status_code == 404


def test_el_indice_y_el_titulo_cuentan_lo_mismo_y_la_fuente_que_se_nombra_se_enlaza(
    de_fabrica: BaseDeDatos, app: Flask
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "Una ley"), "AG1", motivo="Es la ley")
    pagina = app.test_client().get("/agenda/AG1").text
    for numero in (2, 3, 10):
        del_indice = re.search(rf'href="#s{numero}"><span>[^<]*</span>(?:<span class="num">(\d+))?', pagina)
        del_titulo = re.search(rf'id="s{numero}"><h2>[^<]*(?:<span class="tenue num">(\d+))?', pagina)
        assert del_indice and del_titulo and del_indice[1] == del_titulo[1], numero
    assert '<h3>Documentos <span class="tenue num">1</span>' in pagina
    for ruta in ("/agenda/AG1", "/normas/DC-95-1998", "/iniciativas/5121?a=2020-01-01"):
        suya = app.test_client().get(ruta).text
        enlaces = set(re.findall(r'href="#(F\d+)" title="', suya))
        assert enlaces and all(f'<dt id="{clave}">' in suya for clave in enlaces), ruta
        assert not re.search(r"Según F\d", suya), ruta
