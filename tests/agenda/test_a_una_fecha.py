"""La lista y la agenda legislativa a una fecha que ya pasó: nada de lo que dicen es posterior."""

import csv
from datetime import date

import pytest
from conftest import RelojFijo
from fabrica import AHORA, sembrar_documento
from flask import Flask

from centro_doc.agenda.formularios import a_la_fecha
from centro_doc.agenda.leida import Momento, momento_de
from centro_doc.agenda.modelos import TEMAS_DE_INICIATIVA, EtapaDeIniciativa, Iniciativa, Tema
from centro_doc.agenda.tramite import Constancia
from centro_doc.comun.bd import BaseDeDatos, transaccion

ENTONCES = "30/06/2010"


def _html(app: Flask, ruta: str) -> str:
    respuesta = app.test_client().get(ruta)
    assert respuesta.status_code == 200, ruta
    return " ".join(respuesta.get_data(as_text=True).split())


@pytest.fixture
def despues(de_fabrica: BaseDeDatos, reloj: RelojFijo) -> None:
    """Hoy es 2026: la 6503 se presentó en 2025, y la 4126 la prueba un documento de 2009."""
    reloj.avanzar(days=15 * 366)
    with transaccion(de_fabrica) as sesion:
        ag5 = sesion.query(Tema).filter_by(codigo="AG5").one()
        for n, numero, estado, dia in (
            (1, 6503, "presentada", date(2025, 3, 4)),
            (2, 4126, "conocida", date(2009, 10, 27)),
        ):
            sembrar_documento(sesion, n, f"Oficio {numero}", tipo="diario_sesiones")
            una = sesion.query(Iniciativa).filter_by(numero=numero).one_or_none()
            una = una or Iniciativa(numero=numero, nombre="Ley Bono Migrante")
            sesion.add(una)
            sesion.flush()
            if numero == 6503:
                sesion.execute(TEMAS_DE_INICIATIVA.insert().values(iniciativa_id=una.id, tema_id=ag5.id))
            etapa = EtapaDeIniciativa(iniciativa_id=una.id, estado=estado, fecha=dia, documento_id=n)
            etapa.precision, etapa.anotada = "dia", AHORA
            sesion.add(etapa)


def test_solo_estan_las_presentadas_hasta_esa_fecha(app: Flask, despues: None) -> None:
    lista, _, aparte = _html(app, f"/iniciativas?a={ENTONCES}").partition(
        "No consta si ya estaban presentadas"
    )
    assert "1 iniciativa, con su estado a la fecha 30 de junio de 2010" in lista
    assert 'href="/iniciativas/4126?a=30/06/2010"' in lista and "6503" not in lista + aparte
    assert "superada por" not in lista + aparte
    for numero in (4264, 4974, 6022):
        assert f"/iniciativas/{numero}?" in aparte and f"/iniciativas/{numero}?" not in lista
    hoy = _html(app, "/iniciativas")
    assert "6 iniciativas" in hoy and "superada por" in hoy and "No consta si ya estaban" not in hoy


def test_la_hoja_tampoco_dice_nada_posterior(app: Flask, despues: None) -> None:
    def renglones(ruta: str) -> dict[str, dict[str, str]]:
        texto = app.test_client().get(ruta).get_data().decode("utf-8-sig")
        return {fila["número"]: fila for fila in csv.DictReader(texto.splitlines())}

    suyos = renglones(f"/iniciativas.csv?a={ENTONCES}")
    assert "6503" not in suyos and {fila["ya es ley"] for fila in suyos.values()} == {""}
    assert suyos["4264"]["observación"] == "no consta si ya estaba presentada"
    assert suyos["4126"]["observación"] == "" and "Conocida" in suyos["4126"]["días en cada etapa"]
    assert next(iter(suyos)) == "4126"
    de_hoy = renglones("/iniciativas.csv")
    assert de_hoy["5121"]["ya es ley"].startswith("Decreto 44-2016") and "6503" in de_hoy
    assert renglones("/iniciativas.csv?a=2016-12-31")["5121"]["ya es ley"].startswith("Decreto 44-2016")


def test_la_agenda_legislativa_va_por_tema_con_su_fecha_en_el_titulo(app: Flask, despues: None) -> None:
    html = _html(app, f"/agenda/legislativa?a={ENTONCES}")
    assert 'Agenda legislativa a la fecha <span class="nowrap">30 de junio de 2010' in html
    ag1 = html.split('id="t-AG1"')[1].split("</section>")[0]
    assert "4126" in ag1 and "CD-00002" in ag1 and "Conocida" in ag1 and "días" in ag1
    assert "Ninguna iniciativa registrada a esa fecha" in html.split('id="t-AG5"')[1].split("</section>")[0]
    assert "6503" not in html and "/iniciativas.csv?a=30/06/2010" in html
    assert "6503" in _html(app, "/agenda/legislativa").split('id="t-AG5"')[1].split("</section>")[0]
    assert "Se muestra la de hoy" in _html(app, "/agenda/legislativa?a=ayer")
    assert 'href="/agenda/legislativa"' in _html(app, "/agenda")


def test_la_que_no_es_de_ningun_tema_va_al_final(app: Flask, de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        sesion.add(Iniciativa(numero=7001, nombre="Sin tema"))
    assert "Sin tema" in _html(app, "/agenda/legislativa").split('id="t-sin-tema"')[1]


def test_el_momento_sale_de_lo_que_consta() -> None:
    def una(estado: str, anio: int) -> Constancia:
        return Constancia(estado, date(anio, 1, 1), "anio")

    dia = date(2010, 6, 30)
    assert momento_de([una("presentada", 2009)], dia) == Momento.YA
    assert momento_de([una("conocida", 2009), una("publicada", 2012)], dia) == Momento.YA
    assert momento_de([una("presentada", 2011)], dia) == Momento.DESPUES
    assert momento_de([una("publicada", 2012)], dia) == momento_de([], dia) == Momento.NO_CONSTA


@pytest.mark.parametrize(
    ("escrita", "dia", "hasta_el_fin"),
    [
        ("junio de 2010", date(2010, 6, 30), True),
        ("06/2010", date(2010, 6, 30), True),
        ("2010", date(2010, 12, 31), True),
        ("12/06/2010", date(2010, 6, 12), False),
        ("noviembre de 2026", date(2026, 11, 15), True),
        ("diciembre de 2026", date(2026, 12, 1), False),
        ("", date(2026, 11, 15), False),
    ],
)
def test_de_un_mes_o_un_anio_se_toma_su_ultimo_dia_que_ya_paso(
    escrita: str, dia: date, hasta_el_fin: bool
) -> None:
    pedida = a_la_fecha({"a": escrita}, date(2026, 11, 15))
    assert (pedida.dia, pedida.hasta_el_fin, pedida.falta) == (dia, hasta_el_fin, "")


@pytest.mark.parametrize("ruta", ["/agenda/legislativa", "/iniciativas", "/iniciativas/4126"])
def test_se_dice_que_dia_se_tomo(app: Flask, despues: None, ruta: str) -> None:
    html = _html(app, f"{ruta}?a=octubre+de+2009")
    assert "De «octubre de 2009» se toma su último día, o hoy si no ha acabado: 31 de octubre de 2009" in html
    assert "4126" in html and "se toma su último día" not in _html(app, f"{ruta}?a=31/10/2009")


@pytest.mark.parametrize(
    ("parametros", "nombre"),
    [
        ("a=30/06/2010", "iniciativas-2010-06-30.csv"),
        ("a=junio+de+2010&tema=AG1", "iniciativas-AG1-2010-06-30.csv"),
        ("a=2010&q=voto&estado=conocida", "iniciativas-conocida-halladas-2010-12-31.csv"),
        ("a=2010&tema=%0d%0a..%2F%22AG1", "iniciativas-AG1-2010-12-31.csv"),
    ],
)
def test_la_hoja_se_llama_por_sus_filtros_y_su_fecha(app: Flask, parametros: str, nombre: str) -> None:
    respuesta = app.test_client().get(f"/iniciativas.csv?{parametros}")
    assert respuesta.headers["Content-Disposition"] == f'attachment; filename="{nombre}"'


def test_lo_que_consta_despues_sin_documento_no_es_otro_estado(app: Flask, despues: None) -> None:
    html = _html(app, "/agenda/legislativa")
    suyo = html.split("/iniciativas/4126")[1].split("</tr>")[0]
    assert "<strong>Conocida" in suyo and "Después consta dictaminada" in suyo
    assert "Dictaminada, si se prueba:" in suyo and "y sigue" not in suyo
    hoja = app.test_client().get("/iniciativas.csv").get_data().decode("utf-8-sig")
    fila = next(una for una in csv.DictReader(hoja.splitlines()) if una["número"] == "4126")
    assert "Dictaminada, si se prueba: " in fila["días en cada etapa"]
