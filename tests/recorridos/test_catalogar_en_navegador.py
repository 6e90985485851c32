"""Catalogar en el navegador: mirar el documento no cuesta lo que se lleva escrito."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect

from recorridos.conftest import Sitio

pytestmark = pytest.mark.navegador

Abrir = Callable[..., Page]


def test_pasar_de_pagina_conserva_lo_escrito(pagina: Abrir, sitio: Sitio) -> None:
    pestana = pagina("personal")
    pestana.goto(f"/catalogar/{sitio.preparado.documentos['publicado']}")
    pestana.get_by_label("Título corto").fill("Lo que llevo escrito")
    pestana.get_by_label("Página siguiente").click()
    expect(pestana.get_by_label("Página", exact=True)).to_have_value("2")
    expect(pestana.get_by_label("Título corto")).to_have_value("Lo que llevo escrito")
    expect(pestana.get_by_label("Página siguiente")).to_be_focused()
    pestana.get_by_label("Página", exact=True).fill("3")
    pestana.get_by_label("Página", exact=True).press("Enter")
    expect(pestana.get_by_alt_text("Imagen de la página 3.")).to_be_visible()
    expect(pestana.get_by_label("Título corto")).to_have_value("Lo que llevo escrito")
    assert pestana.url.endswith("p=3")


def test_salir_con_la_ficha_a_medias_pregunta_antes(pagina: Abrir, sitio: Sitio) -> None:
    pestana = pagina("personal")
    pestana.goto(f"/catalogar/{sitio.preparado.documentos['publicado']}")
    pestana.get_by_label("Título corto").fill("Lo que llevo escrito")
    preguntas: list[str] = []

    def quedarse(dialogo: Dialog) -> None:
        preguntas.append(dialogo.type)
        dialogo.dismiss()

    pestana.once("dialog", quedarse)
    pestana.locator(".volver").click(no_wait_after=True)
    pestana.wait_for_timeout(300)
    assert preguntas == ["beforeunload"]
    assert "/catalogar/" in pestana.url
    expect(pestana.get_by_label("Título corto")).to_have_value("Lo que llevo escrito")
