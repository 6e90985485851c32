"""Comparar un artículo solo, y con qué se ofrece comparar un documento."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from fabrica import sembrar_documento, sembrar_version
from sqlalchemy import select

from centro_doc.catalogo.firmas import firmar_pendientes
from centro_doc.catalogo.modelos import Documento, Version, Vista
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.web import registrar_servicio
from centro_doc.cotejos import candidatos, comparaciones, de_articulo
from centro_doc.cotejos.comparaciones import Pedido, comparar_documentos
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import ANONIMO
from centro_doc.grafo.atrasadas import leer_atrasados
from config import Config

HOY = date(2011, 8, 17)
CONSTITUCION = (
    "Artículo 25. Registro. El registro de las personas sólo podrá efectuarse por autoridad.\n"
    "Artículo 26. Libertad de locomoción. Toda persona tiene libertad de entrar, permanecer y salir del"
    " territorio nacional.\nArtículo 27. Asilo. Guatemala reconoce el derecho de asilo.\n"
    "DISPOSICIONES TRANSITORIAS Y FINALES\nArtículo 1. Elecciones. Se convocan."
)
INICIATIVA = (
    "Artículo 1. Objeto. La presente ley regula las escuelas.\n"
    "Artículo 2. Tránsito. Conforme al artículo 26 de la Constitución Política de la República, toda persona"
    " puede salir.\nArtículo 3. Refugio. Quien pida asilo en Guatemala tiene derecho a él."
)
LEY = (
    "ARTÍCULO 1. Objeto. Crea el consejo de los migrantes.\n"
    "ARTÍCULO 2. Sede. En la capital, con oficinas en todo el país."
)
REFORMA = (
    "ARTÍCULO 1. Se reforma el artículo 2 del Decreto Número 46-2007 del Congreso de la República, el cual"
    ' queda así:\n\n"Artículo 2. Sede. En Xela, con oficinas en todo el país."\n\nARTÍCULO 2. Se deroga el'
    " artículo 1 del Decreto Número 46-2007 del Congreso de la República."
)


@pytest.fixture
def centro(de_fabrica):
    bd = de_fabrica
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 1, "Constitución", (CONSTITUCION,), tipo="constitucion")
        sembrar_documento(sesion, 2, "Iniciativa 4126", (INICIATIVA,), tipo="iniciativa", numero="4126")
        sembrar_documento(sesion, 3, "Ley", (LEY,), numero="46-2007")
        sembrar_documento(sesion, 4, "Reforma", (REFORMA,), numero="9-2009")
        sembrar_documento(
            sesion, 5, "Reforma secreta", (REFORMA,), numero="10-2009", marcas=("personal",), acceso="interna"
        )
    while leer_atrasados(bd):
        pass
    firmar_pendientes(bd)
    return bd


@pytest.fixture
def cliente(centro, app):
    return app.test_client()


def comparar(bd, *quienes, actor=ANONIMO, **mas):
    with lectura(bd) as sesion:
        hecha = comparar_documentos(sesion, actor, Pedido(*quienes, **mas), hoy=HOY)
        pares = [tuple(una.etiqueta if una else None for una in (p.uno, p.otro)) for p in hecha.cotejo.pares]
        return hecha, pares


def test_si_suman_demasiadas_letras_se_pide_un_artículo(centro, monkeypatch):
    for modulo in (comparaciones, de_articulo):
        monkeypatch.setattr(modulo, "LARGO", 10)
    with pytest.raises(DatosInvalidos) as error:
        comparar(centro, "CD-00003", "CD-00004")
    assert "escriba qué artículo" in error.value.campos["articulo"]
    assert comparar(centro, "CD-00003", "CD-00004", articulo="1")[1] == [("Artículo 1", "Artículo 2")]


@pytest.mark.parametrize(
    ("pedido", "pares", "porque"),
    [
        (("CD-00001", "CD-00002", "26", ""), [("Artículo 26", "Artículo 2")], "lo cita"),
        (("CD-00002", "CD-00001", "2", ""), [("Artículo 2", "Artículo 26")], "él lo cita"),
        (("CD-00002", "CD-00001", "", "26"), [("Artículo 2", "Artículo 26")], "lo cita"),
        (("CD-00001", "CD-00002", "27", ""), [("Artículo 27", "Artículo 3")], "es el que más palabras"),
        (("CD-00001", "CD-00002", "25", ""), [("Artículo 25", None)], ""),
        (("CD-00001", "CD-00002", "", "1"), [(None, "Artículo 1")], ""),
        (("CD-00001", "CD-00002", "25", "3"), [("Artículo 25", "Artículo 3")], ""),
        (("CD-00001", "CD-00002", "t1", "3"), [("Artículo 1 (transitorio)", "Artículo 3")], ""),
        (("CD-00003", "CD-00004", "2", ""), [("Artículo 2", "Artículo 2")], ""),
        (("CD-00003", "CD-00004", "", "2"), [("Artículo 1", None)], ""),
        (("CD-00004", "CD-00003", "2", ""), [("Artículo 1", None)], ""),
    ],
)
def test_al_lado_de_un_artículo_va_el_que_le_toca_y_se_dice_por_qué(centro, pedido, pares, porque):
    uno, otro, articulo, con = pedido
    hecha, hallados = comparar(centro, uno, otro, articulo=articulo, con=con)
    assert hallados == pares and hecha.porque.startswith(porque) and bool(hecha.porque) == bool(porque)


@pytest.mark.parametrize(("campo", "dicho"), [("articulo", "CD-00001"), ("con", "CD-00002")])
def test_el_artículo_que_el_texto_no_trae_se_dice(centro, campo, dicho):
    with pytest.raises(DatosInvalidos) as error:
        comparar(centro, "CD-00001", "CD-00002", **{campo: "99-bis"})
    assert error.value.campos == {campo: f"El texto de {dicho} no trae el artículo 99 Bis."}


def test_la_página_de_un_artículo_y_su_cuadro(cliente):
    entera = cliente.get("/comparar-textos?a=CD-00003&b=CD-00004").text
    enlaces = re.findall(r'href="([^"]+)">Comparar sólo este artículo', entera)
    assert enlaces[0] == "/comparar-textos?a=CD-00003&amp;b=CD-00004&amp;articulo=2"
    sola = cliente.get(enlaces[0].replace("&amp;", "&")).text
    assert "<del>la capital,</del>" in sola and "Se deroga" not in sola and "Ver todos los artículos" in sola
    cuadro = Document(BytesIO(cliente.get("/comparar-textos.docx?a=CD-00003&b=CD-00004&articulo=2").data))
    assert len(cuadro.tables[0].rows) == 2
    porque = cliente.get("/comparar-textos?a=CD-00001&b=CD-00002&articulo=26").text
    assert "Al lado del artículo 26 de CD-00001 se pone el artículo 2 de CD-00002, porque lo cita." in porque
    impreso = cliente.get("/comparar-textos.docx?a=CD-00001&b=CD-00002&articulo=26")
    dicho = " ".join(uno.text for uno in Document(BytesIO(impreso.data)).paragraphs)
    assert "porque lo cita." in dicho and "escriba cuál" not in dicho and "escriba cuál" in porque
    nada = cliente.get("/comparar-textos?a=CD-00001&b=CD-00002&articulo=25").text
    assert "No se halló en CD-00002 un artículo que le corresponda." in nada
    mala = cliente.get("/comparar-textos?a=CD-00001&b=CD-00002&articulo=el octavo")
    assert mala.status_code == 422 and "Escriba el número del artículo" in mala.text


@pytest.mark.parametrize("sitio", ["", "https://centro.example/"])
def test_el_cuadro_enlaza_cada_artículo_si_se_sabe_la_dirección_del_sitio(centro, app, config, sitio):
    registrar_servicio(app, Config, replace(config, url_publica=sitio))
    cuadro = Document(BytesIO(app.test_client().get("/comparar-textos.docx?a=CD-00003&b=CD-00004").data))
    externas = {parte.target_ref for parte in cuadro.part.rels.values() if parte.is_external}
    suya = f"{sitio}comparar-textos?a=CD-00003&b=CD-00004&articulo=2"
    assert (suya in externas) if sitio else not externas
    celda = cuadro.tables[0].rows[1].cells[0].paragraphs[0]
    assert celda.text == "Artículo 2" and bool(celda.hyperlinks) == bool(sitio)


def test_desde_la_página_de_un_artículo_se_llega_a_compararlo(cliente):
    pagina = cliente.get("/normas/CPRG/art/26").text
    (enlace,) = re.findall(r'href="(/comparar-textos[^"]+)"', pagina)
    ofrece = cliente.get(enlace.replace("&amp;", "&")).text
    assert 'href="/comparar-textos?a=CD-00001&amp;b=CD-00002&amp;articulo=26"' in ofrece


def test_se_ofrecen_las_versiones_la_norma_lo_que_la_cambia_y_lo_parecido(centro, crear):
    with transaccion(centro) as sesion:
        sembrar_version(sesion, sesion.get_one(Documento, 3), (LEY + " Nuevo.",), numero=2)
        sembrar_documento(sesion, 6, "La ley, escaneada", (LEY,), numero="46-2007")
        sembrar_documento(
            sesion, 7, "Un estudio", ("Según el artículo 1 del Decreto 46-2007.",), tipo="estudio"
        )
        larga = " ".join(f"palabra{n}" for n in range(400))
        sembrar_documento(sesion, 8, "Informe", (larga,), tipo="informe")
        sembrar_documento(sesion, 9, "Otro", ("Nada.",), tipo="informe")
        sembrar_version(sesion, sesion.get_one(Documento, 9), (larga,), numero=2)
        retenida = sesion.scalars(select(Version).where(Version.documento_id == 9, Version.numero == 2)).one()
        retenida.vista = Vista.POR_REVISAR
    while leer_atrasados(centro):
        pass
    firmar_pendientes(centro)
    assert ofrecidos(centro, ANONIMO, "CD-00003") == {
        "Otras versiones de este documento": [("CD-00003", 1, 2)],
        "Otros textos de la misma norma": [("CD-00006", None, None)],
        "La cambian o lo proponen": [("CD-00004", None, None)],
        "La citan": [("CD-00007", None, None)],
    }
    personal = crear("ana@congreso.gob.gt", Rol.PERSONAL)
    cambian = ofrecidos(centro, personal, "CD-00003")["La cambian o lo proponen"]
    assert sorted(cambian) == [("CD-00004", None, None), ("CD-00005", None, None)]
    assert ofrecidos(centro, ANONIMO, "CD-00004")["Lo que este documento cambia"][0][0] == "CD-00003"
    assert ofrecidos(centro, ANONIMO, "CD-00008") == {}
    assert ofrecidos(centro, ANONIMO, "CD-00005") is None


def ofrecidos(bd, actor, registro):
    with lectura(bd) as sesion:
        oferta = candidatos.oferta(sesion, actor, registro, hoy=HOY)
        return oferta and {
            grupo.titulo: [(uno.documento.identificador, uno.va, uno.vb) for uno in grupo.candidatos]
            for grupo in oferta.grupos
        }


def test_lo_que_no_se_ve_no_se_ofrece_ni_se_nombra(cliente):
    ofrece = cliente.get("/comparar-textos?a=CD-00003").text
    assert "CD-00004" in ofrece and "CD-00005" not in ofrece and "secreta" not in ofrece
    oculto, nada = (cliente.get(f"/comparar-textos?a={n}").text for n in ("CD-00005", "CD-99999"))
    assert oculto.replace("CD-00005", "CD-99999") == nada
