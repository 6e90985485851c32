"""Subir archivos desde el navegador, con JavaScript y sin él."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from archivos import docx
from flask import Flask
from playwright.sync_api import Browser, Page, Route, expect

from centro_doc.comun.web import registrar_servicio
from config import Config
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
    nombres = pestana.locator(".soltar__lista li > span:first-child")
    expect(nombres).to_have_text(["minuta_1.docx", "minuta_2.docx"])
    expect(pestana.locator(".soltar__estado")).to_contain_text("2 archivos")
    pestana.get_by_role("button", name="Subir los archivos").click()
    lote = pestana.locator("#lote")
    expect(lote).to_contain_text("minuta_1.docx")
    expect(lote).to_contain_text("minuta_2.docx")
    expect(lote).to_contain_text("2 archivos:")
    assert pestana.evaluate("window.laMisma") is True
    expect(pestana.locator(".soltar__lista")).to_be_hidden()


def test_si_lo_comun_del_lote_no_vale_se_dice_una_vez_y_no_se_envia_nada(
    pagina: Abrir, tmp_path: Path
) -> None:
    pestana = pagina("personal")
    pestana.goto("/ingreso")
    pedidos: list[str] = []
    pestana.on("request", lambda pedido: pedidos.append(pedido.url) if pedido.method == "POST" else None)
    pestana.set_input_files("#archivos", [archivo(tmp_path, f"nota_{n}.docx", f"Nota {n}") for n in range(5)])
    pestana.get_by_label("Fecha de entrega").fill("ayer")
    pestana.get_by_role("button", name="Subir los archivos").click()
    expect(pestana.locator(".soltar__estado")).to_contain_text("5 archivos sin subir")
    lista = pestana.locator(".soltar__lista")
    expect(lista.get_by_text("Escriba el día, el mes y el año")).to_have_count(1)
    assert len(pedidos) == 1
    pestana.get_by_label("Fecha de entrega").fill("mayo de 2010")
    pestana.get_by_role("button", name="Subir los archivos").click()
    expect(pestana.locator("#lote")).to_contain_text("5 archivos:")
    expect(pestana.locator("#lote")).to_contain_text("mayo de 2010")


def test_un_archivo_grande_va_por_tramos_y_sobrevive_a_una_red_cortada(pagina: Abrir, tmp_path: Path) -> None:
    pestana = pagina("personal")
    pestana.goto("/ingreso")
    pestana.evaluate("document.querySelector('form.soltar').dataset.tramo = '100000'")
    cortes = iter([True, False, True, True, False])
    tramos: list[str] = []

    def cortar(ruta: Route) -> None:
        if ruta.request.method == "PATCH":
            tramos.append(ruta.request.headers["upload-offset"])
        if ruta.request.method == "PATCH" and next(cortes, False):
            ruta.abort()
        else:
            ruta.continue_()

    pestana.route("**/ingreso/subidas/*", cortar)
    grande = tmp_path / "grande.txt"
    grande.write_text("Ley de migración, renglón tras renglón.\n" * 9_000, encoding="utf-8")
    pestana.set_input_files("#archivos", grande)
    pestana.get_by_role("button", name="Subir los archivos").click()
    entera = pestana.locator(".archivo:not(.archivo--media)", has_text="grande.txt")
    expect(entera).to_be_visible(timeout=30_000)
    expect(pestana.locator(".archivo--media")).to_have_count(0)
    assert tramos[:3] == ["0", "0", "100000"]


def test_al_volver_a_elegir_un_archivo_a_medias_se_sigue_donde_quedo(pagina: Abrir, tmp_path: Path) -> None:
    media = tmp_path / "media.txt"
    media.write_text("Palabras y más palabras del informe.\n" * 9_000, encoding="utf-8")
    cerrada = pagina("personal")
    cerrada.goto("/ingreso")
    cerrada.evaluate("document.querySelector('form.soltar').dataset.tramo = '100000'")
    cerrada.route(
        "**/ingreso/subidas/*",
        lambda ruta: ruta.continue_() if ruta.request.headers.get("upload-offset") == "0" else ruta.abort(),
    )
    cerrada.set_input_files("#archivos", media)
    with cerrada.expect_response(lambda respuesta: respuesta.request.method == "PATCH"):
        cerrada.get_by_role("button", name="Subir los archivos").click()
    cerrada.close(run_before_unload=False)

    pestana = pagina("personal")
    pestana.goto("/ingreso")
    media_subida = pestana.locator(".archivo--media", has_text="media.txt")
    expect(media_subida).to_contain_text("A medio subir")
    desplazamientos: list[str] = []
    pestana.on(
        "request",
        lambda pedido: desplazamientos.extend(filter(None, [pedido.headers.get("upload-offset")])),
    )
    pestana.set_input_files("#archivos", media)
    pestana.get_by_role("button", name="Subir los archivos").click()
    expect(media_subida).to_have_count(0, timeout=30_000)
    expect(pestana.locator("#lote")).to_contain_text("media.txt")
    assert int(desplazamientos[0]) in (100_000, 200_000)  # al cerrarse, otro tramo pudo alcanzar a salir


def test_un_rechazo_queda_en_el_lote_con_su_motivo_y_se_quita_de_la_lista(
    pagina: Abrir, tmp_path: Path
) -> None:
    vacio = tmp_path / "vacio.pdf"
    vacio.write_bytes(b"")
    pestana = pagina("personal")
    pestana.goto("/ingreso")
    pestana.set_input_files("#archivos", vacio)
    pestana.get_by_role("button", name="Subir los archivos").click()
    fila = pestana.locator(".archivo", has_text="vacio.pdf")
    expect(fila).to_contain_text("No admitido")
    fila.get_by_role("button", name="Quitar de la lista").click()
    expect(pestana.locator(".archivo", has_text="vacio.pdf")).to_have_count(0)


def test_un_titulo_larguisimo_y_sin_espacios_no_saca_de_la_vista_las_demas_columnas(pagina: Abrir) -> None:
    pestana = pagina("personal")
    pestana.goto("/ingreso")
    pestana.get_by_text("Registrar un documento sin archivo").click()
    pestana.locator("[name=titulo]").fill("x" * 180)
    pestana.locator("[name=titulo]").press("Enter")
    pestana.wait_for_url("**/catalogar/**")
    pestana.goto("/ingreso?ver=todos")
    expect(pestana.locator(".cola__t", has_text="x" * 180)).to_be_visible()
    sobra = "caja => caja.scrollWidth - caja.clientWidth"
    assert pestana.locator(".cola__f .tabla-caja").evaluate(sobra) <= 0


def test_la_cola_se_recorre_con_las_flechas_y_se_elige_con_la_x(pagina: Abrir) -> None:
    pestana = pagina("personal")
    pestana.goto("/ingreso?ver=todos&orden=registro")
    titulos = pestana.locator("a.cola__t")
    titulos.nth(0).focus()
    pestana.keyboard.press("ArrowDown")
    expect(titulos.nth(1)).to_be_focused()
    pestana.keyboard.press("x")
    expect(pestana.locator('.cola tbody input[type="checkbox"]').nth(1)).to_be_checked()
    pestana.keyboard.press("ArrowUp")
    expect(titulos.nth(0)).to_be_focused()
    pestana.keyboard.press("x")
    pestana.keyboard.press("x")
    expect(pestana.locator('.cola tbody input[type="checkbox"]').nth(0)).not_to_be_checked()


def test_con_mayus_se_elige_el_tramo_y_con_la_a_se_llega_a_las_acciones(pagina: Abrir) -> None:
    pestana = pagina("personal")
    pestana.goto("/ingreso?ver=todos&orden=registro")
    titulos = pestana.locator("a.cola__t")
    titulos.nth(0).focus()
    pestana.keyboard.press("x")
    pestana.keyboard.press("End")
    expect(titulos.last).to_be_focused()
    pestana.keyboard.press("Shift+X")
    casillas = pestana.locator('.cola tbody input[type="checkbox"]')
    expect(pestana.locator('.cola tbody input[type="checkbox"]:checked')).to_have_count(casillas.count())
    expect(pestana.locator(".cola__n")).to_have_text(f"{casillas.count()} elegidos")
    pestana.keyboard.press("a")
    expect(pestana.get_by_role("button", name="Asignarme los elegidos")).to_be_focused()


def test_al_renovarse_la_cola_conserva_lo_elegido_lo_abierto_y_el_foco(pagina: Abrir) -> None:
    pestana = pagina("personal")
    pestana.goto("/ingreso?ver=todos&orden=registro")
    pestana.locator(".atajos summary").click()
    segundo = pestana.locator("a.cola__t").nth(1)
    segundo.focus()
    pestana.keyboard.press("x")

    def responder(ruta: Route) -> None:
        respuesta = ruta.fetch()
        ruta.fulfill(response=respuesta, body=respuesta.text().replace('"t-cola">', '"t-cola">Al día: '))

    pestana.route("**/ingreso?*", responder)
    pestana.evaluate(
        """() => {
          const lote = document.getElementById("lote");
          Object.assign(lote.dataset, { enCurso: "1", sello: "viejo" });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    expect(pestana.locator("#t-cola")).to_have_text("Al día: Por trabajar")
    expect(pestana.locator("a.cola__t").nth(1)).to_be_focused()
    expect(pestana.locator('.cola tbody input[type="checkbox"]').nth(1)).to_be_checked()
    expect(pestana.locator(".cola__n")).to_have_text("1 elegido")
    expect(pestana.locator(".atajos")).to_have_attribute("open", "")


def test_con_la_pestana_oculta_no_se_pregunta(pagina: Abrir) -> None:
    pestana = pagina("personal")
    pedidos: list[str] = []
    pestana.on("request", lambda pedido: pedidos.append(pedido.url))
    pestana.goto("/ingreso")
    pestana.evaluate(
        """() => {
          document.getElementById("lote").dataset.enCurso = "1";
          Object.defineProperty(document, "hidden", { get: () => window.oculta, configurable: true });
          window.oculta = true;
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    assert not [url for url in pedidos if "/avance" in url]
    with pestana.expect_request("**/ingreso/avance*"):
        pestana.evaluate("window.oculta = false; document.dispatchEvent(new Event('visibilitychange'))")


def test_mientras_se_lee_el_lote_tambien_se_pone_al_dia_la_cola(pagina: Abrir, tmp_path: Path) -> None:
    pestana = pagina("personal")
    pestana.goto("/ingreso?ver=todos")
    pestana.set_input_files("#archivos", archivo(tmp_path, "nueva.docx", "Minuta que se está leyendo"))
    pestana.get_by_role("button", name="Subir los archivos").click()
    expect(pestana.locator("#lote")).to_contain_text("nueva.docx")

    def responder(ruta: Route) -> None:
        respuesta = ruta.fetch()
        ruta.fulfill(response=respuesta, body=respuesta.text().replace('"t-cola">', '"t-cola">Al día: '))

    pestana.route("**/ingreso?*", responder)
    pestana.evaluate("document.getElementById('lote').dataset.sello = 'viejo'")
    expect(pestana.locator("#t-cola")).to_have_text("Al día: Por trabajar")


def test_un_archivo_que_pasa_del_limite_se_rechaza_sin_enviarlo(
    pagina: Abrir, sitio: Sitio, tmp_path: Path
) -> None:
    limitado = replace(sitio.app.extensions["centro_doc"][Config], limite_archivo_mb=1)
    grande = tmp_path / "enorme.txt"
    grande.write_text("x" * 1_200_000)
    pestana = pagina("personal")
    pestana.goto("/ingreso")
    with sirviendo_con(sitio.app, limitado):
        pestana.set_input_files("#archivos", grande)
        pestana.get_by_role("button", name="Subir los archivos").click()
        expect(pestana.locator(".archivo", has_text="enorme.txt")).to_contain_text("el límite es 1 MB")


@contextmanager
def sirviendo_con(app: Flask, config: Config) -> Iterator[None]:
    """Cambia la configuración del sitio mientras dura el bloque."""
    antes = app.extensions["centro_doc"][Config]
    registrar_servicio(app, Config, config)
    try:
        yield
    finally:
        registrar_servicio(app, Config, antes)


def test_si_se_cierra_la_sesion_se_dice_y_se_puede_reintentar(pagina: Abrir, tmp_path: Path) -> None:
    pestana = pagina("personal")
    pestana.goto("/ingreso")
    pestana.evaluate("document.querySelector('form.soltar [name=csrf_token]').value = 'vieja'")
    pestana.set_input_files("#archivos", archivo(tmp_path, "sin_sesion.docx", "texto"))
    pestana.get_by_role("button", name="Subir los archivos").click()
    expect(pestana.locator(".soltar__lista")).to_contain_text("sin_sesion.docx")
    expect(pestana.locator(".soltar__lista")).to_contain_text("recargue la página")
    expect(pestana.locator(".soltar__lista")).to_contain_text("Lo subido se conserva")
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
