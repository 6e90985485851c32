"""Vincular con el ratón: se selecciona un pasaje en el texto de la página y se guarda con su lugar."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from recorridos.conftest import Sitio
from recorridos.preparacion import PASAJE
from recorridos.revision import faltas_de_accesibilidad, visitar

pytestmark = pytest.mark.navegador

SELECCIONAR = """frase => {
  const nodo = document.createTreeWalker(document.querySelector('.hoja-texto'), NodeFilter.SHOW_TEXT);
  while (nodo.nextNode()) {
    const lugar = nodo.currentNode.data.indexOf(frase);
    if (lugar < 0) continue;
    const rango = document.createRange();
    rango.setStart(nodo.currentNode, lugar);
    rango.setEnd(nodo.currentNode, lugar + frase.length);
    getSelection().removeAllRanges();
    getSelection().addRange(rango);
    return true;
  }
  return false;
}"""


def test_lo_seleccionado_se_vincula_y_se_ve_en_la_pagina(pagina: Callable[..., Page], sitio: Sitio) -> None:
    registro = sitio.preparado.documentos["publicado"]
    pestana = pagina("personal")
    assert visitar(pestana, f"/documentos/{registro}?p=2&vista=texto") == []
    boton = pestana.get_by_role("button", name="Vincular este pasaje")
    expect(boton).to_be_hidden()
    assert pestana.evaluate(SELECCIONAR, "especial atencion")
    boton.click()
    expect(pestana.get_by_label("Pasaje que lo prueba")).to_have_value("especial atencion")
    pestana.get_by_label("Con qué se vincula").fill("OO3.A2.8")
    assert faltas_de_accesibilidad(pestana) == []
    pestana.get_by_role("button", name="Vincular", exact=True).click()
    expect(pestana.get_by_text("Vínculo guardado")).to_be_visible()
    expect(pestana.locator(".evidencia", has_text="«especial atencion»")).to_be_visible()
    assert "especial atencion" in PASAJE


def test_los_pasajes_se_recorren_con_el_teclado(pagina: Callable[..., Page], sitio: Sitio) -> None:
    registro = sitio.preparado.documentos["publicado"]
    pestana = pagina("")
    visitar(pestana, f"/documentos/{registro}?q=retorno")
    expect(pestana.locator(".visor__golpes")).to_contain_text("Pasaje 1 de")
    pestana.locator(".visor__marco").focus()
    pestana.keyboard.press("n")
    pestana.wait_for_url("**g=2**")
    expect(pestana.locator(".visor__golpes")).to_contain_text("Pasaje 2 de")
    expect(pestana.locator(".caja--actual").first).to_be_visible()
