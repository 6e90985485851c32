"""Un centro de verdad, en marcha, y un Chromium de verdad que lo recorre.

Donde no hay Chromium las pruebas se saltan y dicen por qué; en CI fallan.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waitress.server import create_server

from centro_doc.aplicacion import create_app
from centro_doc.comun.bd import BaseDeDatos
from centro_doc.comun.web import registrar_servicio
from centro_doc.cuentas.claves import Claves
from config import Config
from recorridos.preparacion import Preparado, preparar

NOMBRES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPCIONES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)
CLAVES_LIGERAS = Claves(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def exigir(programa: str, hallado: str | None) -> str:
    """La ruta de un programa; si falta, se salta la prueba, y en CI falla."""
    if hallado:
        return hallado
    if os.environ.get("CI"):
        pytest.fail(f"Falta {programa}, y en CI estas pruebas no se saltan.")
    pytest.skip(f"Falta {programa}: no se probó en un navegador.")
    raise AssertionError


@dataclass(frozen=True, slots=True)
class Sitio:
    """Un centro atendiendo en `url`; `preparado` dice qué cuentas y documentos tiene."""

    url: str
    app: Flask
    preparado: Preparado


@pytest.fixture(scope="session")
def navegador() -> Iterator[Browser]:
    ruta = exigir("Chromium", next(filter(None, map(shutil.which, NOMBRES)), None))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=ruta, args=list(OPCIONES))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def sitio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitio]:
    """El centro con su plan, sus cuentas y unos documentos, en un puerto libre."""
    carpeta = tmp_path_factory.mktemp("centro")
    config = Config(
        ruta_datos=carpeta,
        ritmo_ingreso="10000 per minute",
        ritmo_busqueda="10000 per minute",
        ritmo_subida="10000 per minute",
    )
    preparado = preparar(config, CLAVES_LIGERAS)
    app = create_app(config)
    registrar_servicio(app, Claves, CLAVES_LIGERAS)
    servidor = create_server(app, host="127.0.0.1", port=0, threads=8)
    hilo = threading.Thread(target=servidor.run, daemon=True)
    hilo.start()
    yield Sitio(f"http://127.0.0.1:{servidor.effective_port}", app, preparado)
    servidor.close()
    hilo.join(timeout=10)
    app.extensions["centro_doc"][BaseDeDatos].cerrar()


@pytest.fixture(scope="session")
def contexto(navegador: Browser, sitio: Sitio) -> Iterator[Callable[..., BrowserContext]]:
    """Una ventana por cuenta y ancho; la cuenta entra una sola vez, por el formulario."""
    abiertas: dict[tuple[str, int], BrowserContext] = {}

    def abrir(cuenta: str = "", ancho: int = 1360) -> BrowserContext:
        llave = (cuenta, ancho)
        if llave not in abiertas:
            ventana = navegador.new_context(
                base_url=sitio.url,
                viewport={"width": ancho, "height": 900},
                locale="es-GT",
            )
            if cuenta:
                _ingresar(ventana, sitio, cuenta)
            abiertas[llave] = ventana
        return abiertas[llave]

    yield abrir
    for ventana in abiertas.values():
        ventana.close()


@pytest.fixture
def pagina(contexto: Callable[..., BrowserContext]) -> Iterator[Callable[..., Page]]:
    """Una pestaña nueva en la ventana pedida, que se cierra al terminar la prueba."""
    pestanas: list[Page] = []

    def abrir(cuenta: str = "", ancho: int = 1360) -> Page:
        pestana = contexto(cuenta, ancho).new_page()
        pestanas.append(pestana)
        return pestana

    yield abrir
    for pestana in pestanas:
        pestana.close()


@pytest.fixture(scope="session")
def java() -> Path:
    """El Java que corre el validador Nu."""
    return Path(exigir("Java", shutil.which("java")))


def _ingresar(ventana: BrowserContext, sitio: Sitio, cuenta: str) -> None:
    pestana = ventana.new_page()
    pestana.goto("/acceso")
    pestana.get_by_label("Correo").fill(sitio.preparado.cuentas[cuenta])
    pestana.get_by_label("Contraseña", exact=True).fill(sitio.preparado.clave)
    pestana.get_by_role("button", name="Ingresar").click()
    pestana.wait_for_url(lambda url: "/acceso" not in url)
    pestana.close()
