"""El armazón se usa con el teclado, y también sin JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from recorridos.conftest import Sitio

pytestmark = pytest.mark.navegador

Abrir = Callable[..., Page]


def test_la_primera_tabulacion_ofrece_ir_al_contenido(pagina: Abrir) -> None:
    pestana = pagina()
    pestana.goto("/ayuda")
    pestana.keyboard.press("Tab")
    salto = pestana.get_by_role("link", name="Ir al contenido")
    expect(salto).to_be_focused()
    expect(salto).to_be_in_viewport()
    pestana.keyboard.press("Enter")
    expect(pestana.locator("main")).to_be_focused()


def test_esc_cierra_el_menu_de_la_cuenta_y_devuelve_el_foco(pagina: Abrir) -> None:
    pestana = pagina("personal")
    pestana.goto("/ayuda")
    menu = pestana.locator(".menu--cuenta > summary")
    menu.focus()
    pestana.keyboard.press("Enter")
    pestana.keyboard.press("Tab")
    expect(pestana.get_by_role("link", name="Mis selecciones")).to_be_focused()
    pestana.keyboard.press("Escape")
    expect(pestana.get_by_role("link", name="Mis selecciones")).to_be_hidden()
    expect(menu).to_be_focused()


def test_un_clic_fuera_cierra_el_menu(pagina: Abrir) -> None:
    pestana = pagina("personal")
    pestana.goto("/ayuda")
    pestana.locator(".menu--cuenta > summary").click()
    expect(pestana.get_by_role("button", name="Salir")).to_be_visible()
    pestana.locator("h1").click()
    expect(pestana.get_by_role("button", name="Salir")).to_be_hidden()


@pytest.mark.parametrize("ancho", [390, 800])
def test_el_menu_de_la_cuenta_se_ve_entero_en_pantallas_chicas(pagina: Abrir, ancho: int) -> None:
    pestana = pagina("personal", 390)
    pestana.set_viewport_size({"width": ancho, "height": 900})
    pestana.goto("/ayuda")
    pestana.locator(".menu--cuenta > summary").click()
    expect(pestana.get_by_role("button", name="Salir")).to_be_in_viewport(ratio=1)


def test_sin_javascript_se_entra_se_abre_el_menu_y_se_sale(navegador: Browser, sitio: Sitio) -> None:
    ventana = navegador.new_context(base_url=sitio.url, java_script_enabled=False)
    pestana = ventana.new_page()
    pestana.goto("/acceso")
    pestana.get_by_label("Correo").fill(sitio.preparado.cuentas["administracion"])
    pestana.get_by_label("Contraseña", exact=True).fill(sitio.preparado.clave)
    pestana.get_by_role("button", name="Ingresar").click()
    pestana.locator(".menu--cuenta > summary").click()
    pestana.get_by_role("button", name="Salir").click()
    expect(pestana.get_by_text("Salió de su cuenta.")).to_be_visible()
    expect(pestana.get_by_role("link", name="Ingresar", exact=True)).to_be_visible()
    ventana.close()
