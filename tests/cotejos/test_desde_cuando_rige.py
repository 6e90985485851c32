"""Desde cuándo se aplica una reforma: lo declarado, lo que ella dispone o lo que resulta de publicarse."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document
from fabrica import sembrar_documento
from sqlalchemy import update

from centro_doc.catalogo.modelos import Version
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cotejos.consolidados import norma_a_la_fecha
from centro_doc.cuentas.permisos import ANONIMO
from centro_doc.normas.dispuestas import Dispuesta
from centro_doc.normas.modelos import FechaDeNorma, Norma, RelacionDeNormas
from centro_doc.normas.vigor import Vigor, calculadas, vigor_de


def dispuesta(dia=None, dias=None):
    return Dispuesta("12", 2, "art-12", 3, dia, dias)


OCHO, DIA, NADA = dispuesta(dias=8), dispuesta(date(2021, 7, 1)), dispuesta()


def filas(*fechas):
    return [
        FechaDeNorma(clase=clase, valor=date.fromisoformat(valor), precision=precision, marca=marca)
        for clase, valor, precision, marca in fechas
    ]


PUBLICADA = ("publicacion", "2020-09-15", "dia", "V")


@pytest.mark.parametrize(
    ("fechas", "dicha", "vigor"),
    [
        ([("vigencia", "2017-05-01", "mes", "C")], OCHO, (date(2017, 5, 1), "mayo de 2017 (sin confirmar)")),
        ([("vigencia", "2020-01-01", "dia", "V"), PUBLICADA], NADA, (date(2020, 1, 1), "1 de enero de 2020")),
        ([("vigencia", "2020-01-01", "dia", "D"), PUBLICADA], OCHO, (None, "dudosa")),
        (
            [("vigencia", "2020-01-01", "dia", "V"), ("vigencia", "2020-02-01", "dia", "V")],
            None,
            (date(2020, 1, 1), "el 1 de enero de 2020 o el 1 de febrero de 2020"),
        ),
        (
            [("vigencia", "2020-12-01", "mes", "C"), PUBLICADA],
            OCHO,
            (date(2020, 9, 23), "2020, según su artículo 12 y su publicación, o diciembre de 2020 (sin"),
        ),
        (
            [("vigencia", "2020-09-01", "mes", "C"), PUBLICADA],
            OCHO,
            (date(2020, 9, 23), "el 23 de septiembre de 2020, según su artículo 12"),
        ),
        ([PUBLICADA], DIA, (date(2021, 7, 1), "1 de julio de 2021 (sin confirmar), según su artículo 12")),
        ([PUBLICADA], OCHO, (date(2020, 9, 23), "según su artículo 12 y su publicación")),
        (
            [PUBLICADA],
            dispuesta(dias=0),
            (date(2020, 9, 15), "2020 (sin confirmar), según su"),
        ),
        ([PUBLICADA], NADA, (None, "Su artículo 12 dispone desde cuándo rige")),
        ([PUBLICADA], None, (date(2020, 9, 23), "ocho días después de publicarse")),
        (
            [("publicacion", "2020-09-15", "dia", "C")],
            None,
            (date(2020, 9, 23), "2020 (sin confirmar), ocho"),
        ),
        ([], OCHO, (None, "no consta cuándo se publicó")),
        ([("publicacion", "2020-09-01", "mes", "V")], OCHO, (None, "no consta cuándo se publicó")),
        ([PUBLICADA, ("publicacion", "2020-10-01", "dia", "V")], None, (date(2020, 9, 23), "o el 9 de oct")),
        ([PUBLICADA, ("publicacion", "2020-10-01", "dia", "C")], OCHO, (date(2020, 9, 23), "según su")),
        ([], None, (None, "")),
    ],
)
def test_lo_declarado_manda_y_lo_que_no_se_lee_no_se_calcula(fechas, dicha, vigor):
    hecho = vigor_de("DC", filas(*fechas), dicha)
    assert hecho.desde == vigor[0] and vigor[1] in (hecho.cuando or hecho.razon)


@pytest.mark.parametrize(
    ("vigencia", "peso"),
    [
        (("2020-09-23", "dia", "V"), "coincide"),
        (("2020-09-01", "mes", "V"), "coincide"),
        (("2020-12-01", "mes", "V"), "no_vale"),
        (("2020-12-01", "mes", "C"), "en_disputa"),
        (None, "vale"),
    ],
)
def test_la_calculada_dice_si_coincide_con_la_que_consta(vigencia, peso):
    declarada = [("vigencia", *vigencia)] if vigencia else []
    (una,) = calculadas("DC", filas(PUBLICADA, *declarada), OCHO)
    assert una.peso == peso


def test_sin_ficha_en_el_catálogo_sólo_vale_lo_que_el_texto_dispone():
    assert vigor_de("DC", (), None) == Vigor()
    assert vigor_de("DC", (), DIA).desde == date(2021, 7, 1) and vigor_de("DC", (), OCHO).desde is None


LEY = "DECRETO NÚMERO 46-2007\n\nARTÍCULO 1. Objeto. Uno.\n\nARTÍCULO 2. Sede. Dos."
CAMBIA = (
    "DECRETO NÚMERO 9-2020\n\nARTÍCULO 1. Se deroga el artículo 2 del Decreto Número 46-2007 del Congreso de"
    " la República.\n\nARTÍCULO 2. Vigencia. El presente decreto entrará en vigencia el uno de julio de dos"
    " mil veintiuno."
)


@pytest.fixture
def con_ley(bd):
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 1, "Ley", (LEY,), numero="46-2007")
        sembrar_documento(sesion, 2, "Reforma", (CAMBIA,), numero="9-2020")
        for clave, numero, anio in (("DC-46-2007", "46", 2007), ("DC-9-2020", "9", 2020)):
            una = Norma(clave=clave, clase="DC", numero=numero, anio=anio, nombre=clave, marca="V")
            sesion.add(una)
            sesion.flush()
            dia = date(2007, 10, 9) if anio == 2007 else date(2021, 1, 10)
            sesion.add(
                FechaDeNorma(norma_id=una.id, clase="publicacion", valor=dia, precision="dia", marca="V")
            )
        for origen, articulo in (("DC-9-2020", ""), ("DC-5-2010", "1"), ("DC-6-2030", "")):
            sesion.add(
                RelacionDeNormas(
                    origen=origen,
                    clase="reforma",
                    destino="DC-46-2007",
                    articulo_destino=articulo,
                    precision="dia",
                    marca="V",
                )
            )
    return bd


def al(bd, fecha):
    with lectura(bd) as sesion:
        hecha = norma_a_la_fecha(
            sesion, ANONIMO, "DC-46-2007", fecha=date.fromisoformat(fecha), hoy=date(2026, 1, 1)
        )
        return hecha, {uno.articulo.cual[1]: uno.articulo.situacion.value for uno in hecha.articulos}


def test_la_reforma_se_aplica_desde_el_día_que_ella_dispone(con_ley):
    assert al(con_ley, "2021-02-01")[1]["2"] == al(con_ley, "2021-06-30")[1]["2"] != "derogado"
    assert al(con_ley, "2021-07-01")[1]["2"] == "derogado"


def test_si_sólo_consta_el_mes_dentro_de_él_no_se_aplica(con_ley):
    with transaccion(con_ley) as sesion:
        norma = sesion.query(Norma).filter_by(clave="DC-9-2020").one()
        sesion.add(
            FechaDeNorma(
                norma_id=norma.id, clase="vigencia", valor=date(2021, 8, 1), precision="mes", marca="V"
            )
        )
    assert al(con_ley, "2021-07-31")[1]["2"] != "derogado"
    dentro, situaciones = al(con_ley, "2021-08-10")
    assert situaciones["2"] == "con_reforma"
    (pendiente,) = dentro.consolidada.no_consolidadas
    assert pendiente.razon == "No consta el día en que empezó a regir: agosto de 2021."
    assert al(con_ley, "2021-08-31")[1]["2"] == "derogado"


def test_antes_de_existir_no_hay_texto_y_se_dice(con_ley, app):
    hecha, situaciones = al(con_ley, "2001-01-01")
    assert situaciones == {} and hecha.no_existia == "Publicación: 9 de octubre de 2007."
    pagina = app.test_client().get("/normas/DC-46-2007/texto?a=01/01/2001").text
    assert "A esa fecha la norma no existía. Publicación: 9 de octubre de 2007." in pagina


def test_el_artículo_que_pudo_cambiar_una_reforma_que_falta_lo_dice(con_ley, app):
    hecha, _ = al(con_ley, "2012-01-01")
    assert {uno.articulo.cual[1]: uno.quiza for uno in hecha.articulos} == {"1": ("DC-5-2010",), "2": ()}
    assert {uno.quiza for uno in al(con_ley, "2009-12-31")[0].articulos} == {()}
    assert al(con_ley, "2031-01-01")[0].articulos[0].quiza == ("DC-5-2010", "DC-6-2030")


def test_sólo_faltan_las_reformas_que_pudieron_obrar_a_la_fecha(con_ley, app):
    assert [al(con_ley, dia)[0].faltan for dia in ("2009-12-31", "2012-01-01", "2031-01-01")] == [
        (),
        ("DC-5-2010",),
        ("DC-5-2010", "DC-6-2030"),
    ]
    with transaccion(con_ley) as sesion:
        fila = sesion.query(RelacionDeNormas).filter_by(origen="DC-5-2010").one()
        fila.fecha = date(2010, 6, 15)
    assert al(con_ley, "2010-06-14")[0].faltan == () and al(con_ley, "2010-06-15")[0].faltan == ("DC-5-2010",)
    assert "5-2010" not in app.test_client().get("/normas/DC-46-2007/texto?a=14/06/2010").text


def test_el_día_del_cuadro_es_el_de_la_zona_del_centro(con_ley, app):
    with transaccion(con_ley) as sesion:
        sesion.execute(update(Version).values(creada=datetime(2011, 8, 18, 3, 0, tzinfo=UTC)))
    cuadro = Document(BytesIO(app.test_client().get("/comparar-textos.docx?a=1&b=2").data))
    assert "versión 1 del 17 de agosto de 2011" in cuadro.paragraphs[1].text
