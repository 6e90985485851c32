"""Leer y anotar en un navegador: sin recargar, desde la selección y sin perder lo que va a medio escribir."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from recorridos.conftest import Sitio
from recorridos.revision import exceso, faltas_de_accesibilidad, visitar
from recorridos.test_vincular import SELECCIONAR

pytestmark = pytest.mark.navegador


def test_se_anota_lo_seleccionado_y_lo_que_va_a_medias_no_se_pierde(
    pagina: Callable[..., Page], sitio: Sitio
) -> None:
    registro = sitio.preparado.documentos["publicado"]
    pestana = pagina("personal")
    assert visitar(pestana, f"/documentos/{registro}?p=2&vista=texto") == []
    assert pestana.evaluate(SELECCIONAR, "especial atencion")
    pestana.get_by_role("button", name="Anotar este pasaje").click()
    nota = pestana.get_by_label("Nota", exact=True)
    expect(nota).to_be_focused()
    nota.fill("A medio escribir")
    assert faltas_de_accesibilidad(pestana) == []
    pestana.reload()
    pestana.get_by_role("tab", name="Notas").click()
    expect(nota).to_have_value("A medio escribir")
    pestana.get_by_role("button", name="Guardar la nota").click()
    expect(pestana.locator("#notas .nota", has_text="«especial atencion»")).to_be_visible()
    expect(nota).to_have_value("")
    assert faltas_de_accesibilidad(pestana) == []
    pestana.get_by_role("button", name="Borrar").click()
    pestana.get_by_role("button", name="Deshacer").click()
    expect(pestana.get_by_text("Nota recuperada.")).to_be_visible()
    pestana.get_by_role("button", name="Borrar").click()
    expect(pestana.get_by_text("Nota borrada.")).to_be_visible()


def test_se_marca_como_leido_sin_recargar(pagina: Callable[..., Page], sitio: Sitio) -> None:
    pestana = pagina("personal")
    visitar(pestana, f"/documentos/{sitio.preparado.documentos['publicado']}")
    boton = pestana.locator("form[data-lectura] button")
    antes = boton.get_attribute("aria-pressed")
    boton.click()
    expect(boton).to_have_attribute("aria-pressed", "false" if antes == "true" else "true")
    expect(boton).to_be_focused()


@pytest.mark.parametrize("ruta", ["/notas", "/agenda/AG2/por-leer?estado=todos", "/avisos"])
def test_sus_paginas_caben_y_se_leen(pagina: Callable[..., Page], ruta: str) -> None:
    pestana = pagina("personal")
    for ancho in (1360, 390):
        pestana.set_viewport_size({"width": ancho, "height": 900})
        assert visitar(pestana, ruta) == []
        assert faltas_de_accesibilidad(pestana) == []
        assert exceso(pestana) == []
