"""Revisar la ficha propuesta sin ratón: pasar, aceptar, corregir, rechazar, ver en la página y publicar."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_sugerencias import Sugerencia
from centro_doc.comun.bd import BaseDeDatos, transaccion
from recorridos.conftest import Sitio

pytestmark = pytest.mark.navegador

Abrir = Callable[..., Page]


@pytest.fixture
def catalogar(pagina: Abrir, sitio: Sitio) -> Page:
    """La ficha de la carátula, recién leída y sin nada decidido."""
    registro = sitio.preparado.documentos["iniciativa"]
    with transaccion(sitio.app.extensions["centro_doc"][BaseDeDatos]) as sesion:
        documento = sesion.scalars(select(Documento).where(Documento.identificador == registro)).one()
        documento.tipo, documento.numero, documento.titulo, documento.titulo_corto = None, "", "doc1", ""
        documento.metadatos, documento.fechas = {}, []
        sesion.execute(
            update(Sugerencia).where(Sugerencia.documento_id == documento.id).values(estado="pendiente")
        )
    pestana = pagina("personal")
    pestana.goto(f"/catalogar/{registro}")
    expect(pestana.locator(".cat__avance")).to_contain_text("0 de")
    return pestana


def mirada(pestana: Page, nombre: str) -> None:
    """La sugerencia con el foco es la de ese dato."""
    expect(pestana.locator(".sug:focus")).to_have_attribute("aria-label", nombre, timeout=15_000)


def test_el_recorrido_entero_con_el_teclado(catalogar: Page) -> None:
    teclas = catalogar.keyboard
    teclas.press("j")
    mirada(catalogar, "Sugerencia 1, Tipo: Iniciativa de ley")
    teclas.press("a")
    mirada(catalogar, "Sugerencia 2, Número: 4307")
    expect(catalogar.locator(".cat__avance")).to_contain_text("1 de")
    teclas.press("j")
    mirada(catalogar, "Sugerencia 3, Título: LEY DE PRUEBA")
    teclas.press("k")
    mirada(catalogar, "Sugerencia 2, Número: 4307")
    foco = catalogar.locator(".cat__pag .rotulo--foco")
    expect(foco).to_contain_text("2")

    teclas.press("e")
    expect(catalogar.get_by_label("Número de registro")).to_be_focused()
    teclas.type("4308")
    teclas.press("Enter")
    mirada(catalogar, "Sugerencia 3, Título: LEY DE PRUEBA")
    expect(catalogar.get_by_text("Se propuso «4307».")).to_be_visible()
    expect(catalogar.get_by_label("Número de registro")).to_have_value("4308")

    catalogar.get_by_label("Página siguiente").click()
    expect(catalogar.get_by_alt_text("Imagen de la página 2.")).to_be_visible()
    teclas.press("j")
    mirada(catalogar, "Sugerencia 3, Título: LEY DE PRUEBA")
    teclas.press("v")
    expect(catalogar.get_by_alt_text("Imagen de la página 1.")).to_be_visible()
    mirada(catalogar, "Sugerencia 3, Título: LEY DE PRUEBA")
    teclas.press("r")
    expect(catalogar.locator(".sug--no")).to_have_count(1)
    expect(catalogar.get_by_label("Título", exact=False).first).to_have_value("doc1")

    teclas.press("?")
    expect(catalogar.get_by_text("sugerencia siguiente")).to_be_visible()


def test_lo_escrito_en_otro_campo_no_se_pierde_al_decidir(catalogar: Page) -> None:
    pestana = catalogar
    pestana.get_by_label("Título corto").fill("Lo que llevo escrito")
    pestana.get_by_label("Motivo, si no hay pasaje").fill("Un motivo a medias")
    pestana.locator(".sug--pend").first.focus()
    pestana.keyboard.press("r")
    expect(pestana.locator(".cat__avance")).not_to_contain_text("0 de", timeout=15_000)
    expect(pestana.get_by_label("Título corto")).to_have_value("Lo que llevo escrito")
    expect(pestana.get_by_label("Motivo, si no hay pasaje")).to_have_value("Un motivo a medias")


def test_escribir_una_letra_en_un_campo_no_decide_nada_y_los_atajos_se_apagan(catalogar: Page) -> None:
    campo = catalogar.get_by_label("Título corto")
    campo.fill("")
    campo.press_sequentially("ajar")
    expect(campo).to_have_value("ajar")
    catalogar.locator(".atajos summary").click()
    catalogar.get_by_label("Usar los de una sola tecla").uncheck()
    catalogar.locator(".sug--pend").first.focus()
    catalogar.keyboard.press("a")
    expect(catalogar.locator(".cat__avance")).to_contain_text("0 de")
    catalogar.get_by_label("Usar los de una sola tecla").check()


def test_si_se_corta_la_red_al_decidir_lo_dice_y_no_se_pierde_nada(catalogar: Page) -> None:
    catalogar.get_by_label("Título corto").fill("Lo que llevo escrito")
    catalogar.route("**/catalogar/*", lambda ruta: ruta.abort())
    catalogar.locator(".sug--pend").first.focus()
    catalogar.keyboard.press("a")
    expect(catalogar.locator(".cat__avance")).to_contain_text("no hay conexión")
    expect(catalogar.get_by_label("Título corto")).to_have_value("Lo que llevo escrito")
    catalogar.unroute("**/catalogar/*")
    catalogar.keyboard.press("a")
    expect(catalogar.locator(".cat__avance")).to_contain_text("1 de", timeout=15_000)
    expect(catalogar.get_by_label("Título corto")).to_have_value("Lo que llevo escrito")
