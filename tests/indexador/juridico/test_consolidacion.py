"""El texto de una norma a una fecha, hecho sólo de lo que se tiene."""

from datetime import date

import pytest
from leyes_de_prueba import DE_LA_LEY, NORMA, fuente, reforma

from indexador.juridico.consolidacion import consolidar
from indexador.juridico.consolidado import Situacion
from indexador.juridico.texto_nuevo import sin_motas

ANTES, DESPUES = date(2019, 12, 31), date(2020, 1, 1)
CAMBIA = f'Se reforma el artículo 1 {DE_LA_LEY}, el cual queda así:\n"Artículo 1. Objeto. Otro."'
ANADE = f'Se adiciona el artículo 1 Bis {DE_LA_LEY}, el cual queda así:\n"Artículo 1 Bis. Fin. Nuevo."'
PARTE = f'Se reforma el segundo párrafo del artículo 2 {DE_LA_LEY}, el cual queda así:\n"Otro párrafo."'
DEROGA = f"Se deroga el artículo 3 {DE_LA_LEY}."
TODO = reforma(CAMBIA, ANADE, PARTE, DEROGA, "Vigencia. Rige hoy.")
ORIGINAL = fuente("Objeto. Uno.", "Fines. Dos.", "Sede. Tres.")


def _a(fecha, *reformas, **textos):
    hecha = consolidar(NORMA, fecha, reformas, **textos)
    return {uno.cual[1]: uno for uno in hecha.articulos}


def test_con_el_original_cada_artículo_tiene_su_texto_antes_y_después():
    antes, despues = _a(ANTES, TODO, original=ORIGINAL), _a(DESPUES, TODO, original=ORIGINAL)
    assert [uno.situacion for uno in antes.values()] == ["original", "no_existia", "original", "original"]
    assert [uno.situacion for uno in despues.values()] == [
        "consolidado",
        "consolidado",
        "con_reforma",
        "derogado",
    ]
    assert antes["1"].texto == "ARTÍCULO 1. Objeto. Uno."
    assert despues["1"].texto == "Artículo 1. Objeto. Otro." and despues["3"].texto == ""
    pieza = despues["1"].piezas[0]
    assert (pieza.documento, pieza.norma, pieza.articulo) == ("CD-DC-9-2020", "DC-9-2020", "1")


def test_sin_el_original_sólo_se_tiene_lo_que_la_reforma_trae():
    editor = fuente(
        "Objeto. Otro.", "Fines. Dos.\n\n*Reformado por el Decreto 9-2020 el 01-01-2020", "Sede. Tres."
    )
    antes, despues = _a(ANTES, TODO, editor=editor), _a(DESPUES, TODO, editor=editor)
    assert antes["1"].situacion == Situacion.SIN_ORIGINAL and not antes["1"].piezas
    assert despues["1"].situacion == Situacion.CONSOLIDADO
    assert despues["1"].editor.texto == "ARTÍCULO 1. Objeto. Otro."
    assert despues["2"].situacion == Situacion.CON_REFORMA and not despues["2"].piezas
    assert [una.razon for una in despues["2"].pendientes] == ["Cambia sólo una parte del artículo."]


def test_lo_que_el_editor_dice_que_cambió_después_deja_de_estar_consolidado():
    nota = "*Reformado por el Artículo 4, del Decreto Número 15-2021 el 03-03-2021"
    editor = fuente(f"Objeto. Aún otro.\n\n{nota}", "Fines. Dos.", "Sede. Tres.")
    assert _a(DESPUES, TODO, editor=editor)["1"].situacion == Situacion.CONSOLIDADO
    luego = _a(date(2022, 1, 1), TODO, editor=editor)
    assert luego["1"].situacion == Situacion.CON_REFORMA and luego["1"].otras == ("DC-15-2021",)
    assert luego["1"].texto == "Artículo 1. Objeto. Otro."
    assert _a(date(2022, 1, 1), editor=editor)["2"].situacion == Situacion.DEL_EDITOR


def test_la_literal_nueva_se_pone_sólo_detrás_de_la_anterior():
    ordena = reforma(
        f'Se adiciona la literal c) al artículo 1 {DE_LA_LEY}, la cual queda así:\n"c) Tres."',
        "Vigencia. Hoy.",
    )
    sigue = fuente("Son:\na) Uno; y\nb) Dos.", "Otra.")
    assert _a(DESPUES, ordena, original=sigue)["1"].texto.endswith("b) Dos.\nc) Tres.")
    for otro in ("Son:\na) Uno.", "Son:\na) Uno;\nb) Dos.\nEl reglamento dirá.", "Son muchos."):
        articulo = _a(DESPUES, ordena, original=fuente(otro, "Otra."))["1"]
        assert articulo.situacion == Situacion.CON_REFORMA and "literal" in articulo.pendientes[0].razon


def test_no_se_aplica_lo_que_choca_con_el_texto_que_se_tiene():
    repetida = reforma(
        CAMBIA.replace("artículo 1 ", "artículo 9 ").replace("Artículo 1.", "Artículo 9."), "Vigencia. Hoy."
    )
    assert (
        _a(DESPUES, repetida, original=ORIGINAL)["9"]
        .pendientes[0]
        .razon.startswith("El texto que se tiene no")
    )
    ya = reforma(ANADE.replace("1 Bis", "2"), "Vigencia. Hoy.")
    assert _a(DESPUES, ya, original=ORIGINAL)["2"].pendientes[0].razon == "Ya hay un artículo con ese número."
    sin_fecha = reforma(CAMBIA, "Vigencia. Hoy.", rige=None)
    assert _a(DESPUES, sin_fecha, original=ORIGINAL)["1"].situacion == Situacion.CON_REFORMA


def test_una_reforma_entera_posterior_resuelve_lo_que_estaba_pendiente():
    segunda = reforma(
        CAMBIA.replace("artículo 1 ", "artículo 2 ").replace("Artículo 1. Objeto", "Artículo 2. Fines"),
        "Vigencia. Hoy.",
        rige=date(2021, 1, 1),
        clave="DC-3-2021",
    )
    dos = _a(date(2021, 1, 1), TODO, segunda, original=ORIGINAL)["2"]
    assert (dos.situacion, dos.texto, dos.pendientes) == ("consolidado", "Artículo 2. Fines. Otro.", ())


def test_lo_que_no_se_sabe_a_qué_artículo_va_se_lista_y_marca_al_que_quizá_sea():
    ilegible = reforma(CAMBIA.replace("artículo 1 ", "artículo fil "), "Vigencia. Hoy.")
    hecha = consolidar(NORMA, DESPUES, [ilegible], original=ORIGINAL)
    assert [una.razon for una in hecha.no_consolidadas] == ["No se lee qué artículo cambia."]
    assert hecha.articulos[0].situacion == Situacion.CON_REFORMA


@pytest.mark.parametrize(
    ("escaneado", "limpio"),
    [
        ("la · información", "la información"),
        ("el ·anual de·\nla ley", "el anual de\nla ley"),
        ("públicos·. Nada", "públicos. Nada"),
        ("del\n· Ministerio", "del\nMinisterio"),
        ("p·blico y recurso~", "p·blico y recurso~"),
        ("Son:\n· Una.\n\n· Otra.", "Son:\n· Una.\n\n· Otra."),
        ("13·2013", "13·2013"),
    ],
)
def test_lo_consolidado_no_lleva_las_motas_sueltas_del_escaner_y_no_toca_palabras(escaneado, limpio):
    assert sin_motas(escaneado) == limpio
    motas = reforma(CAMBIA.replace("Otro.", f"{escaneado} dicho."), "Vigencia. Rige hoy.")
    assert _a(DESPUES, motas)["1"].texto == f"Artículo 1. Objeto. {limpio} dicho."


def test_sin_ningún_texto_un_rango_derogado_dice_cada_artículo():
    deroga = reforma(f"Se derogan los artículos 3 al 6 Bis {DE_LA_LEY}.", "Vigencia. Rige hoy.")
    despues = _a(DESPUES, deroga)
    assert list(despues) == ["3", "4", "5", "6", "6-bis"]
    assert {uno.situacion for uno in despues.values()} == {Situacion.DEROGADO}
    assert list(_a(DESPUES, deroga, original=ORIGINAL)) == ["1", "2", "3"]
