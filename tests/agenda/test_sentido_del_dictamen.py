"""Un dictamen que dice lo contrario no prueba la etapa, si no se escribe por qué se anota aun así."""

from collections.abc import Callable
from datetime import date

import pytest
from conftest import RelojFijo, ficha_csrf
from fabrica import sembrar_documento, sembrar_version
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from centro_doc.agenda import iniciativas
from centro_doc.agenda.formularios import DatosEtapa
from centro_doc.agenda.sentido import DESFAVORABLE, FAVORABLE, sentidos_de
from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
DICHOS = (
    ("DICTAMEN FAVORABLE\n\nHONORABLE PLENO:", FAVORABLE),
    ("Congreso\nDICTAMEN CONJUNTO No. 01-2010\nDESFAVORABLE", DESFAVORABLE),
    ("DICTAMEN NO FAVORABLE", DESFAVORABLE),
    ("Por lo anterior, se emite DICTAMEN FAVORABLE CON MODIFICACIONES a la iniciativa", FAVORABLE),
    ("esta Comisión emite dictamen en sentido desfavorable", DESFAVORABLE),
    ("acuerdan emitir el presente dictamen favorable", FAVORABLE),
    ("la Comisión dictamina desfavorablemente la iniciativa", DESFAVORABLE),
    ("la Comisión anterior emitió dictamen desfavorable", None),
    ("Reformarla requiere dictamen favorable de la Corte", None),
    ("no se emite dictamen favorable mientras no conste el costo", None),
    ("Las opiniones recibidas fueron favorables. DICTAMEN 01-2010", None),
)


@pytest.mark.parametrize(("texto", "sentido"), DICHOS)
def test_dice_su_sentido_lo_que_lo_encabeza_o_lo_emite(texto: str, sentido: str | None) -> None:
    assert [cual for cual, _ in sentidos_de(texto)] == ([sentido] if sentido else [])


@pytest.mark.parametrize(
    ("titulo", "ficha", "texto", "estado", "dice"),
    [
        ("Dictamen 1", "", "DICTAMEN FAVORABLE", DESFAVORABLE, "en su página 1, «DICTAMEN FAVORABLE»"),
        ("Dictamen 1", "", "se emite dictamen desfavorable", FAVORABLE, "en su página 1, «emite dictamen"),
        ("Dictamen 1", "desfavorable", "", FAVORABLE, "en su ficha, «Desfavorable»"),
        ("Dictamen desfavorable a la 4126", "", "", FAVORABLE, "en su título, «Dictamen desfavorable»"),
    ],
)
def test_lo_contrario_pide_por_que_y_queda_dicho_con_la_etapa(
    de_fabrica: BaseDeDatos, reloj: RelojFijo, titulo: str, ficha: str, texto: str, estado: str, dice: str
) -> None:
    with transaccion(de_fabrica) as sesion:
        documento = sembrar_documento(
            sesion, 1, titulo, tipo="dictamen", metadatos={"sentido_dictamen": ficha}
        )
        sembrar_version(sesion, documento, [texto])
        datos = DatosEtapa(estado, date(2010, 5, 10), "dia", "CD-00001", "Acta 3.")
        with pytest.raises(DatosInvalidos) as sin_motivo:
            iniciativas.avanzar(sesion, ANA, 4126, datos, reloj=reloj)
        assert dice in sin_motivo.value.campos["aun_asi"]
        con = DatosEtapa(estado, date(2010, 5, 10), "dia", "CD-00001", "Acta 3.", aun_asi="Voto razonado.")
        etapa = iniciativas.avanzar(sesion, ANA, 4126, con, reloj=reloj)
        assert etapa.nota.startswith(f"Acta 3. Su documento dice lo contrario ({dice}")
        assert etapa.nota.endswith("se anotó porque: Voto razonado.")
        asiento = sesion.scalars(select(Asiento).where(Asiento.accion == "etapa_anotada")).one()
        assert asiento.motivo == "Voto razonado."


def test_lo_que_dice_lo_mismo_o_no_lo_dice_se_anota_sin_mas(
    de_fabrica: BaseDeDatos, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        for numero, texto in enumerate(("DICTAMEN DESFAVORABLE", "Dictamen 02-2010"), 1):
            documento = sembrar_documento(sesion, numero, "Dictamen", tipo="dictamen")
            sembrar_version(sesion, documento, [texto])
            datos = DatosEtapa(
                DESFAVORABLE, date(2010, 5, 9 + numero), "dia", documento.identificador, aun_asi="No."
            )
            etapa = iniciativas.avanzar(sesion, ANA, 4126, datos, reloj=reloj)
            assert etapa.nota == ""


def test_el_formulario_pide_el_motivo_donde_se_ve(
    de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear("ana@congreso.gob.gt", "personal")
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Uno", tipo="dictamen", metadatos={"sentido_dictamen": "favorable"})
    cliente = entrar("ana@congreso.gob.gt")
    ficha = ficha_csrf(cliente, "/iniciativas/4126/editar")
    campos = {"csrf_token": ficha, "estado": DESFAVORABLE, "fecha": "10/05/2010", "documento": "CD-00001"}
    assert 'name="aun_asi"' not in cliente.get("/iniciativas/4126/editar").get_data(as_text=True)
    negada = cliente.post("/iniciativas/4126/etapas", data=campos)
    html = negada.get_data(as_text=True)
    assert negada.status_code == 422 and 'id="etapa-aun_asi"' in html
    assert "CD-00001 dice lo contrario: en su ficha, «Favorable»" in html
    anotada = cliente.post("/iniciativas/4126/etapas", data=campos | {"aun_asi": "Se leyó mal."})
    assert anotada.status_code == 303


def test_dos_dictamenes_contrarios_se_dicen_en_la_ficha_y_en_la_agenda(
    app: Flask, de_fabrica: BaseDeDatos, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        for numero, estado in ((1, DESFAVORABLE), (2, FAVORABLE)):
            documento = sembrar_documento(sesion, numero, "Dictamen", tipo="dictamen")
            datos = DatosEtapa(estado, date(2010, 4 + numero, 1), "dia", documento.identificador)
            iniciativas.avanzar(sesion, ANA, 4126, datos, reloj=reloj)
    for ruta in ("/iniciativas/4126", "/agenda/legislativa", "/iniciativas?q=4126"):
        html = app.test_client().get(ruta).get_data(as_text=True)
        assert "Consta también lo contrario: «dictaminada desfavorablemente», " in html, ruta
    antes = app.test_client().get("/iniciativas/4126?a=2010-05-15").get_data(as_text=True)
    assert "lo contrario" not in antes
