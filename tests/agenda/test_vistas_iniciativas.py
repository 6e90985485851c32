"""Las páginas de las iniciativas: su trámite como línea de tiempo, y lo que no se ve no existe."""

import csv
import re
from collections.abc import Callable
from datetime import date

from conftest import RelojFijo, contando, ficha_csrf
from fabrica import AHORA, sembrar_documento, sembrar_vinculo
from flask import Flask
from flask.testing import FlaskClient
from indexado import indexar
from sqlalchemy import select, update

from centro_doc.agenda import iniciativas
from centro_doc.agenda.formularios import DatosEtapa
from centro_doc.agenda.modelos import EtapaDeIniciativa, Iniciativa
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.grafo.atrasadas import leer_atrasados
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


def test_la_lista_avisa_de_las_que_solo_son_documento(app: Flask, de_fabrica: BaseDeDatos) -> None:
    assert "no hay registro" not in _html(app.test_client(), "/iniciativas")
    with transaccion(de_fabrica) as sesion:
        for numero, cual, marcas in (
            (1, "6001", "publico"),
            (2, "4,126", "publico"),
            (3, "6003", "personal"),
        ):
            sembrar_documento(sesion, numero, f"Ley {cual}", tipo="iniciativa", numero=cual, marcas=(marcas,))
        sembrar_documento(sesion, 4, "Ley de Jalisco", tipo="iniciativa", numero="6004", jurisdiccion="MX")
        del_tema = sembrar_documento(sesion, 5, "Ley 6005", tipo="iniciativa", numero="6005")
        sembrar_vinculo(sesion, del_tema, "AG3", motivo="Trata de él")
    assert "De 2 documentos de tipo iniciativa no hay registro" in _html(app.test_client(), "/iniciativas")
    assert "no hay registro" not in _html(app.test_client(), "/iniciativas?tema=AG2")
    html = _html(app.test_client(), "/iniciativas?tema=AG3")
    assert "De 1 documento de tipo iniciativa de AG3 no hay registro" in html
    assert 'href="/buscar?tipo=iniciativa&amp;tema=AG3"' in html


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
    assert max(cuentas) <= 14, cuentas


def test_la_tabla_de_etapas_dice_que_plazos_no_estan_verificados(app: Flask, de_fabrica: BaseDeDatos) -> None:
    html = _html(app.test_client(), "/iniciativas")
    fila = re.search(r'<th scope="row">En comisión.*?</tr>', html)
    assert fila is not None and "45 días hábiles" in fila[0]
    assert ">Dudoso<" in fila[0] and "No se cuenta" in fila[0]
    assert fila[0].count("Es ordenatorio en la práctica") == 1


def test_la_lista_se_baja_en_csv_con_sus_filtros_y_sin_formulas(
    app: Flask, de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    with transaccion(de_fabrica) as sesion:
        sesion.add(
            Iniciativa(numero=4439, nombre="=HYPERLINK(1)", ponentes=["@Pérez"], comisiones=["-Migrantes"])
        )
        sembrar_documento(sesion, 1, "Secreta", marcas=("personal",), tipo="iniciativa", numero="4440")
        sesion.add(Iniciativa(numero=4440, nombre="Secreta", documento_id=1))
    cliente = app.test_client()
    todas = _csv(cliente, "/iniciativas.csv?a=2017-01-01")
    numeros = [fila["número"] for fila in todas]
    assert "4126" in numeros and numeros == sorted(numeros, key=int, reverse=True) and "4440" not in numeros
    (rara,) = (fila for fila in todas if fila["número"] == "4439")
    assert (rara["nombre"], rara["ponentes"], rara["comisiones"]) == (
        "'=HYPERLINK(1)",
        "'@Pérez",
        "'-Migrantes",
    )
    (una,) = _csv(cliente, "/iniciativas.csv?q=5121&a=2017-01-01")
    assert una["ya es ley"].startswith("Decreto 44-2016") and una["a la fecha"] == "2017-01-01"
    assert una["documento que lo prueba"] == "" and una["estado"] and una["temas"]
    de_tema = _csv(cliente, "/iniciativas.csv?tema=AG1")
    assert {"4126", "5121"} <= {fila["número"] for fila in de_tema} and len(de_tema) < len(todas)
    assert 'href="/iniciativas.csv?q=5121' in _html(cliente, "/iniciativas?q=5121")
    assert _csv(cliente, "/iniciativas.csv?q=nadie") == []
    crear("ana@congreso.gob.gt", Rol.PERSONAL)
    suyas = _csv(entrar("ana@congreso.gob.gt"), "/iniciativas.csv")
    assert "4440" in {fila["número"] for fila in suyas}


def _csv(cliente: FlaskClient, ruta: str) -> list[dict[str, str]]:
    respuesta = cliente.get(ruta)
    assert respuesta.mimetype == "text/csv"
    return list(csv.DictReader(respuesta.get_data().decode("utf-8-sig").splitlines()))


def test_la_norma_dice_cuales_de_las_que_proponen_cambiarla_ya_son_ley(
    app: Flask, de_fabrica: BaseDeDatos
) -> None:
    with transaccion(de_fabrica) as sesion:
        propone = "Artículo 1. Se reforma el artículo 3 del Decreto 46-2007 del Congreso de la República."
        sembrar_documento(sesion, 1, "Iniciativa 4439", [propone], tipo="iniciativa", numero="4439")
        sembrar_documento(sesion, 2, "Iniciativa 4440", [propone], tipo="iniciativa", numero="4440")
        sembrar_documento(sesion, 3, "Decreto 7-2010", numero="7-2010")
        una = Iniciativa(numero=4439, nombre="Reforma")
        sesion.add(una)
        sesion.flush()
        etapa = EtapaDeIniciativa(
            iniciativa_id=una.id,
            estado="publicada",
            fecha=date(2010, 3, 1),
            precision="dia",
            documento_id=3,
            anotada=AHORA,
        )
        sesion.add(etapa)
    while leer_atrasados(de_fabrica):
        pass
    html = _html(app.test_client(), "/normas/DC-46-2007")
    proponen, ya = html.split("<h3>Ya son ley</h3>")
    assert "Iniciativa 4440" in proponen and "Iniciativa 4439" not in proponen.split('id="iniciativas"')[1]
    assert 'Ya es ley: <a href="/normas/DC-7-2010">Decreto 7-2010' in ya and "Propuso reformar" in ya
    with transaccion(de_fabrica) as sesion:
        sesion.execute(
            update(DocumentoMarca).where(DocumentoMarca.documento_id == 3).values(marca="personal")
        )
    assert "Ya son ley" not in _html(app.test_client(), "/normas/DC-46-2007")


def test_los_dictamenes_que_la_citan_salen_junto_a_su_expediente(
    app: Flask, de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    dice = ["Se conoció la iniciativa de ley con número de registro 4126."]
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Dictamen conjunto", dice, tipo="dictamen")
        sembrar_documento(sesion, 2, "Dictamen oculto", dice, tipo="dictamen", marcas=("personal",))
        suyo = {"numero_iniciativa": "4126"}
        sembrar_documento(sesion, 3, "Dictamen del expediente", dice, tipo="dictamen", metadatos=suyo)
    while leer_atrasados(de_fabrica):
        pass
    html = _html(app.test_client(), "/iniciativas/4126")
    expediente, otros = html.split("<h3>Otros documentos que la citan</h3>")
    assert "Dictamen del expediente" in expediente and "Dictamen conjunto" not in expediente
    assert "Dictamen conjunto" in otros and "oculto" not in otros.split("</ol>")[0]
    assert "Usar como prueba" not in html
    crear("ana@congreso.gob.gt", Rol.PERSONAL)
    ana = entrar("ana@congreso.gob.gt")
    assert 'href="/iniciativas/4126/editar?documento=CD-00001#etapas"' in _html(ana, "/iniciativas/4126")
    assert 'value="CD-00001"' in _html(ana, "/iniciativas/4126/editar?documento=CD-00001")


def test_lo_que_consta_despues_del_ultimo_paso_probado_se_dice(app: Flask, de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Diario de sesiones", tipo="diario_sesiones")
        (una,) = sesion.scalars(select(Iniciativa).where(Iniciativa.numero == 4126))
        etapa = EtapaDeIniciativa(
            iniciativa_id=una.id,
            estado="conocida",
            fecha=date(2009, 10, 27),
            precision="dia",
            documento_id=1,
            anotada=AHORA,
        )
        sesion.add(etapa)
    for ruta in ("/iniciativas?q=4126", "/iniciativas/4126"):
        html = _html(app.test_client(), ruta)
        assert "Después consta dictaminada, septiembre de 2010," in html
        assert "Según la fuente: sin aprobar; superada por el Código de Migración" in html
    assert "Después consta" not in _html(app.test_client(), "/iniciativas/4126?a=2010-01-01")


def test_la_lista_dice_no_consta_y_sin_presentacion_filtra_por_lo_primero_que_consta(
    app: Flask, de_fabrica: BaseDeDatos
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Acta", tipo="acta_sesion_comision")
        una = Iniciativa(numero=4439, nombre="Sin presentar")
        sesion.add(una)
        sesion.flush()
        etapa = EtapaDeIniciativa(
            iniciativa_id=una.id,
            estado="en_comision",
            fecha=date(1999, 5, 4),
            precision="dia",
            documento_id=1,
            anotada=AHORA,
        )
        sesion.add(etapa)
    html = _html(app.test_client(), "/iniciativas?anio=1999")
    assert "1 iniciativa," in html and "Sin presentar" in html
    vacias = _html(app.test_client(), "/iniciativas?q=5121")
    assert 'data-et="En comisión"><span class="tenue">no consta</span>' in vacias
    assert '<a href="/iniciativas" aria-current="page">Iniciativas</a>' in html


def test_las_que_proponen_se_cuentan_todas_y_se_deciden_varias_a_la_vez(
    app: Flask, de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    with transaccion(de_fabrica) as sesion:
        for n in range(1, 61):
            numero = str(7000 + n)
            sembrar_documento(sesion, n, f"Iniciativa {numero}", tipo="iniciativa", numero=numero, edicion=2)
    crear("ana@congreso.gob.gt", Rol.PERSONAL)
    ana = entrar("ana@congreso.gob.gt")
    assert "60 documentos publicados proponen" in _html(ana, "/iniciativas")
    pagina = _html(ana, "/iniciativas/por-confirmar")
    assert pagina.count('name="documentos"') == 50 and "60 documentos" in pagina
    ficha = ficha_csrf(ana, "/iniciativas/por-confirmar")
    datos = {"csrf_token": ficha, "documentos": ["CD-00001", "CD-00002"], "accion": "confirmar"}
    assert ana.post("/iniciativas/por-confirmar", data=datos).status_code == 303
    ana.post(
        "/iniciativas/por-confirmar",
        data={"csrf_token": ficha, "documentos": ["CD-00003"], "accion": "descartar"},
    )
    assert "57 documentos publicados proponen" in _html(ana, "/iniciativas")
    assert "Iniciativa 7001" in _html(ana, "/iniciativas/7001")
    assert ana.get("/iniciativas/7003").status_code == 404
    assert ana.post("/iniciativas/por-confirmar", data=datos).status_code == 303


def test_un_numero_ya_registrado_lleva_a_su_iniciativa(
    de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear("ana@congreso.gob.gt", "personal")
    cliente = entrar("ana@congreso.gob.gt")
    datos = {"csrf_token": ficha_csrf(cliente, "/iniciativas/nueva"), "numero": "4,126"}
    repetida = cliente.post("/iniciativas", data=datos).get_data(as_text=True)
    assert 'href="/iniciativas/4126">Abrir la iniciativa 4126</a>' in repetida
    mala = cliente.post("/iniciativas", data={**datos, "numero": "x"}).get_data(as_text=True)
    assert "Abrir la iniciativa" not in mala
