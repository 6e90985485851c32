"""El visor de un documento: cajas sobre la imagen, teclas, tamaño y pestañas."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.navegador

Abrir = Callable[..., Page]


def test_la_palabra_buscada_queda_en_su_caja_dentro_de_la_imagen(pagina: Abrir) -> None:
    pestana = pagina()
    pestana.goto("/documentos/CD-00001?q=retorno")
    caja = pestana.locator(".caja--actual").first.bounding_box()
    hoja = pestana.locator(".hoja").bounding_box()
    assert caja is not None
    assert hoja is not None
    assert hoja["x"] < caja["x"] < caja["x"] + caja["width"] < hoja["x"] + hoja["width"]
    assert hoja["y"] < caja["y"] < caja["y"] + caja["height"] < hoja["y"] + hoja["height"]
    assert pestana.locator(".hoja img").evaluate("i => i.complete && i.naturalWidth > 0")


def test_las_teclas_solo_valen_con_el_foco_en_la_pagina(pagina: Abrir) -> None:
    pestana = pagina()
    pestana.goto("/documentos/CD-00001?q=retorno")
    expect(pestana.locator(".visor__golpes")).to_contain_text("Pasaje 1")
    pestana.keyboard.press("n")
    expect(pestana.locator(".visor__golpes")).to_contain_text("Pasaje 1")
    pestana.locator(".visor__marco").focus()
    pestana.keyboard.press("+")
    expect(pestana.locator(".visor__zum")).to_contain_text("125 %")
    pestana.keyboard.press("-")
    expect(pestana.locator(".visor__zum")).to_contain_text("100 %")
    pestana.keyboard.press("n")
    expect(pestana.locator(".visor__golpes")).to_contain_text("Pasaje 2")


def test_el_articulo_pedido_es_el_que_se_cita_hasta_que_alguien_se_desplaza(pagina: Abrir) -> None:
    pestana = pagina()
    pestana.goto("/documentos/CD-00001#art-3")
    expect(pestana.locator("#p")).to_have_value("3")
    cita, actual = pestana.locator("#cita-del-articulo"), pestana.locator(".arbol [aria-current]")
    expect(actual).to_have_attribute("data-ancla", "art-3")
    pestana.evaluate("new Promise((listo) => requestAnimationFrame(() => requestAnimationFrame(listo)))")
    expect(actual).to_have_attribute("data-ancla", "art-3")
    expect(cita).to_contain_text("Artículo 3, ")
    pestana.locator(".arbol a[data-ancla=art-4]").click()
    expect(cita).to_contain_text("Artículo 4, ")
    pestana.locator(".visor__citar summary").click()
    expect(cita).to_be_visible()


def test_al_abrir_la_estructura_se_ve_el_articulo_que_se_lee(pagina: Abrir) -> None:
    pestana = pagina()
    pestana.goto("/documentos/CD-00001?p=3#art-3")
    actual = pestana.locator(".arbol [aria-current]")
    expect(actual).to_have_attribute("data-ancla", "art-3")
    pestana.locator(".arbol").evaluate("arbol => { arbol.style.maxHeight = '2rem'; }")
    pestana.get_by_role("tab", name="Estructura").click()
    expect(actual).to_be_in_viewport()


def test_las_pestanas_se_recorren_con_flechas_y_quedan_en_la_direccion(pagina: Abrir) -> None:
    pestana = pagina()
    pestana.goto("/documentos/CD-00001")
    vinculos = pestana.get_by_role("tab", name="Vínculos")
    expect(vinculos).to_have_attribute("aria-selected", "true")
    vinculos.focus()
    pestana.keyboard.press("ArrowRight")
    expect(pestana.get_by_role("tab", name="Estructura")).to_be_focused()
    pestana.keyboard.press("ArrowRight")
    expect(pestana.get_by_role("tab", name="Citas")).to_be_focused()
    pestana.keyboard.press("End")
    expect(pestana.get_by_role("tab", name="Versiones")).to_be_focused()
    expect(pestana.locator("#versiones")).to_be_visible()
    expect(pestana.locator("#vinculos")).to_be_hidden()
    assert pestana.url.endswith("#versiones")
    pestana.reload()
    expect(pestana.locator("#versiones")).to_be_visible()
