"""La caja de búsqueda con sugerencias: teclado, puntero, accesibilidad, y sin JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from recorridos.conftest import Sitio
from recorridos.revision import exceso, faltas_de_accesibilidad, visitar

pytestmark = pytest.mark.navegador

Abrir = Callable[..., Page]


def escribir(pestana: Page, texto: str, ruta: str = "/buscar") -> tuple[Locator, Locator]:
    """La caja con lo escrito y sus opciones ya a la vista."""
    assert visitar(pestana, ruta) == []
    caja = pestana.locator("#q")
    expect(caja).to_have_role("combobox")
    caja.fill("")
    caja.press_sequentially(texto)
    opciones = pestana.locator(".sugeridas").get_by_role("option")
    expect(opciones.first).to_be_visible()
    return caja, opciones


def test_las_flechas_recorren_las_sugerencias_y_escape_devuelve_lo_escrito(pagina: Abrir) -> None:
    pestana = pagina()
    caja, opciones = escribir(pestana, "cons")
    expect(caja).to_have_attribute("aria-expanded", "true")
    total = opciones.count()
    assert 0 < total <= 8
    caja.press("ArrowDown")
    expect(opciones.first).to_have_attribute("aria-selected", "true")
    assert caja.get_attribute("aria-activedescendant") == opciones.first.get_attribute("id")
    assert caja.input_value() != "cons"
    caja.press("ArrowUp")
    assert caja.input_value() == "cons"
    caja.press("ArrowUp")
    expect(opciones.nth(total - 1)).to_have_attribute("aria-selected", "true")
    caja.press("Escape")
    expect(opciones.first).to_be_hidden()
    expect(caja).to_have_attribute("aria-expanded", "false")
    assert caja.input_value() == "cons"
    expect(caja).to_be_focused()


def test_un_titulo_lleva_a_su_documento_y_una_palabra_se_busca_con_sus_filtros(pagina: Abrir) -> None:
    pestana = pagina()
    for clase, ruta in (("titulo", "**/documentos/CD-*"), ("norma", "**/normas/DC-46-2007")):
        escribir(pestana, "consejo")
        pestana.locator(f'.sugeridas [data-clase="{clase}"]').filter(has_text="Consejo").first.click()
        pestana.wait_for_url(ruta)
    _, opciones = escribir(pestana, "retor", "/buscar?orden=titulo")
    opciones.filter(has_text="retorno").first.click()
    pestana.wait_for_url(lambda url: "q=retorno" in url and "orden=titulo" in url)


def test_entrar_sin_elegir_busca_lo_escrito(pagina: Abrir) -> None:
    pestana = pagina()
    caja, _ = escribir(pestana, "retor")
    caja.press("Enter")
    pestana.wait_for_url(lambda url: "q=retor" in url)


@pytest.mark.parametrize("ruta", ["/", "/buscar"])
def test_la_lista_abierta_es_accesible_y_cabe(pagina: Abrir, ruta: str) -> None:
    pestana = pagina()
    pestana.emulate_media(color_scheme="light")
    caja, _ = escribir(pestana, "cons", ruta)
    for ancho in (1360, 390):
        for modo in ("light", "dark"):
            pestana.set_viewport_size({"width": ancho, "height": 900})
            pestana.emulate_media(color_scheme=modo)
            caja.press("ArrowDown")
            assert faltas_de_accesibilidad(pestana) + exceso(pestana) == []


def test_sin_javascript_es_una_caja_corriente(navegador: Browser, sitio: Sitio) -> None:
    ventana = navegador.new_context(base_url=sitio.url, java_script_enabled=False)
    pestana = ventana.new_page()
    pestana.goto("/buscar")
    caja = pestana.get_by_role("searchbox", name="Buscar en el texto completo")
    caja.fill("retorno")
    caja.press("Enter")
    pestana.wait_for_url(lambda url: "q=retorno" in url)
    expect(pestana.locator(".hit").first).to_be_visible()
    ventana.close()
