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


def test_sin_conexion_salir_con_la_ficha_a_medias_pregunta_antes(pagina: Abrir, sitio: Sitio) -> None:
    pestana = pagina("personal")
    pestana.goto(f"/catalogar/{sitio.preparado.documentos['publicado']}")
    pestana.get_by_label("Título corto").fill("Lo que llevo escrito")
    preguntas: list[str] = []

    def quedarse(dialogo: Dialog) -> None:
        preguntas.append(dialogo.type)
        dialogo.dismiss()

    pestana.route("**/borrador", lambda ruta: ruta.abort())
    pestana.once("dialog", quedarse)
    pestana.locator(".volver").click(no_wait_after=True)
    expect(pestana.get_by_text("Sin conexión: lo escrito aún no se guarda")).to_be_visible()
    pestana.wait_for_function("() => document.readyState === 'complete'")
    assert preguntas == ["beforeunload"]
    assert "/catalogar/" in pestana.url
    expect(pestana.get_by_label("Título corto")).to_have_value("Lo que llevo escrito")


def test_lo_escrito_se_guarda_solo_y_sigue_al_volver(pagina: Abrir, sitio: Sitio) -> None:
    pestana, ruta = pagina("personal"), f"/catalogar/{sitio.preparado.documentos['por_catalogar']}"
    pestana.goto(ruta)
    pestana.get_by_label("Título corto").fill("Lo que llevo escrito")
    expect(pestana.get_by_text("Borrador guardado")).to_be_visible()
    pestana.goto(ruta)
    expect(pestana.get_by_label("Título corto")).to_have_value("Lo que llevo escrito")
    pestana.get_by_role("button", name="Descartar lo escrito").click()
    expect(pestana.get_by_label("Título corto")).to_have_value("")


def test_recargar_en_la_pausa_muestra_lo_recien_escrito(pagina: Abrir, sitio: Sitio) -> None:
    """Aunque lo que se manda al salir se pierda."""
    pestana, ruta = pagina("personal"), f"/catalogar/{sitio.preparado.documentos['iniciativa']}"
    pestana.goto(ruta)
    corto = pestana.get_by_label("Título corto")
    corto.fill("Lo de antes")
    expect(pestana.get_by_text("Borrador guardado")).to_be_visible()
    pestana.route("**/borrador", lambda pedido: pedido.abort(), times=1)
    corto.fill("Lo recién escrito")
    pestana.once("dialog", lambda dialogo: dialogo.accept())
    pestana.reload()
    expect(corto).to_have_value("Lo recién escrito")
    expect(pestana.get_by_text("Borrador guardado")).to_be_visible()
    otra = pagina("personal")
    otra.goto(ruta)
    expect(otra.get_by_label("Título corto")).to_have_value("Lo recién escrito")
    pestana.get_by_role("button", name="Descartar lo escrito").click()
    expect(corto).to_have_value("")
    pestana.reload()
    expect(corto).to_have_value("")


def test_irse_por_un_enlace_guarda_antes_lo_escrito(pagina: Abrir, sitio: Sitio) -> None:
    pestana, ruta = pagina("personal"), f"/catalogar/{sitio.preparado.documentos['sin_archivo']}"
    pestana.goto(ruta)
    pestana.get_by_label("Título corto").fill("Lo que llevo escrito")
    pestana.locator(".volver").click()
    pestana.wait_for_url("**/ingreso")
    pestana.goto(ruta)
    expect(pestana.get_by_label("Título corto")).to_have_value("Lo que llevo escrito")
    pestana.get_by_label("Título corto").fill("")
    expect(pestana.locator(".borrador")).to_have_text("")


def test_ampliada_y_girada_la_pagina_lleva_sus_cajas_y_se_recuerda(pagina: Abrir, sitio: Sitio) -> None:
    pestana = pagina("personal")
    pestana.goto(f"/catalogar/{sitio.preparado.documentos['iniciativa']}")
    x, y = _lugar_de_la_caja(pestana)
    pestana.get_by_role("button", name="Ampliar").click()
    pestana.locator(".visor__area").press("g")
    girada = _lugar_de_la_caja(pestana)
    assert girada == pytest.approx((1 - y, x), abs=0.01)
    pestana.get_by_label("Página siguiente").click()
    expect(pestana.get_by_alt_text("Imagen de la página 2.")).to_be_visible()
    expect(pestana.locator("#tamano")).to_have_text("125 %, girada 90 grados")
    assert pestana.url.endswith("?p=2&zum=125&giro=90")


def _lugar_de_la_caja(pestana: Page) -> tuple[float, float]:
    """El centro de la primera caja, en partes del ancho y del alto con que se ve la página."""
    hoja, caja = (
        pestana.locator(f".cat__pag {cual}").first.bounding_box() for cual in (".hoja img", ".caja")
    )
    assert hoja
    assert caja
    return (
        (caja["x"] + caja["width"] / 2 - hoja["x"]) / hoja["width"],
        (caja["y"] + caja["height"] / 2 - hoja["y"]) / hoja["height"],
    )
