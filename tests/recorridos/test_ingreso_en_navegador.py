"""Subir archivos desde el navegador, con JavaScript y sin él."""

from collections.abc import Callable
from pathlib import Path

import pytest
from archivos import docx
from playwright.sync_api import Browser, Page, Route, expect

from recorridos.conftest import Sitio

pytestmark = pytest.mark.navegador

Abrir = Callable[..., Page]


def archivo(carpeta: Path, nombre: str, texto: str) -> Path:
    ruta = carpeta / nombre
    ruta.write_bytes(docx(texto))
    return ruta


def test_con_javascript_se_sube_sin_cambiar_de_pagina_y_el_lote_aparece(
    pagina: Abrir, tmp_path: Path
) -> None:
    pestana = pagina("personal")
    pestana.goto("/ingreso")
    pestana.evaluate("window.laMisma = true")
    rutas = [archivo(tmp_path, f"minuta_{n}.docx", f"Minuta {n} con JavaScript") for n in (1, 2)]
    pestana.set_input_files("#archivos", rutas)
    expect(pestana.locator(".soltar__lista li")).to_have_text(["minuta_1.docx", "minuta_2.docx"])
    pestana.get_by_role("button", name="Subir los archivos").click()
    lote = pestana.locator("#lote")
    expect(lote).to_contain_text("minuta_1.docx")
    expect(lote).to_contain_text("minuta_2.docx")
    assert pestana.evaluate("window.laMisma") is True
    expect(pestana.locator(".soltar__lista")).to_be_hidden()


def test_mientras_se_lee_el_lote_tambien_se_pone_al_dia_la_cola(pagina: Abrir, tmp_path: Path) -> None:
    pestana = pagina("personal")
    pestana.goto("/ingreso?ver=todos")
    pestana.set_input_files("#archivos", archivo(tmp_path, "nueva.docx", "Minuta que se está leyendo"))
    pestana.get_by_role("button", name="Subir los archivos").click()
    expect(pestana.locator("#lote")).to_contain_text("nueva.docx")

    def responder(ruta: Route) -> None:
        respuesta = ruta.fetch()
        ruta.fulfill(response=respuesta, body=respuesta.text().replace('"t-cola">', '"t-cola">Al día: '))

    pestana.route("**/ingreso*", responder)
    expect(pestana.locator("#t-cola")).to_have_text("Al día: Por trabajar")


def test_un_archivo_que_pasa_del_limite_se_dice_antes_de_enviarlo(pagina: Abrir, tmp_path: Path) -> None:
    pestana = pagina("personal")
    pestana.goto("/ingreso")
    pestana.evaluate("document.querySelector('form.soltar').dataset.limite = '1000'")
    pestana.set_input_files("#archivos", archivo(tmp_path, "grande.docx", "texto"))
    pestana.get_by_role("button", name="Subir los archivos").click()
    expect(pestana.locator(".soltar__estado")).to_contain_text("y el límite es 1 KB. No se envió nada.")
    expect(pestana.get_by_role("button", name="Subir los archivos")).to_be_enabled()


def test_si_se_corta_la_red_se_dice_y_se_puede_reintentar(pagina: Abrir, tmp_path: Path) -> None:
    pestana = pagina("personal")
    pestana.goto("/ingreso")
    pestana.route("**/ingreso", lambda ruta: ruta.abort())
    pestana.set_input_files("#archivos", archivo(tmp_path, "sin_red.docx", "texto"))
    pestana.get_by_role("button", name="Subir los archivos").click()
    expect(pestana.locator(".soltar__estado")).to_contain_text("Se cortó la conexión")
    expect(pestana.get_by_role("button", name="Subir los archivos")).to_be_enabled()


def test_sin_javascript_se_sube_igual(navegador: Browser, sitio: Sitio, tmp_path: Path) -> None:
    ventana = navegador.new_context(base_url=sitio.url, java_script_enabled=False)
    pestana = ventana.new_page()
    pestana.goto("/acceso?next=/ingreso")
    pestana.get_by_label("Correo").fill(sitio.preparado.cuentas["personal"])
    pestana.get_by_label("Contraseña", exact=True).fill(sitio.preparado.clave)
    pestana.get_by_role("button", name="Ingresar").click()
    pestana.set_input_files("#archivos", archivo(tmp_path, "a_mano.docx", "Subido sin JavaScript"))
    pestana.get_by_role("button", name="Subir los archivos").click()
    expect(pestana.locator("#lote")).to_contain_text("a_mano.docx")
    ventana.close()
