"""El tercer conjunto etiquetado: iniciativas y leyes extranjeras que las otras medidas no usaron.

    python -m tests.rendimiento.tercer_conjunto --iniciativas JSON --textos CORPUS --parte mirada

Las carátulas van en siete maquetas y por seis caminos: PDF y TXT limpios, el texto como lo deja un mal OCR,
la capa de tesseract sin español sola y sobre su imagen, y la imagen sola.
"""

import argparse
import hashlib
import io
import json
import lzma
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from indexador.lengua.fechas_escritas import hallar_fechas
from indexador.lengua.plano import plano
from tests.rendimiento.caratulas import degradar
from tests.rendimiento.conjunto_nuevo import Etiquetado
from tests.rendimiento.ficha_propuesta import medir
from tests.rendimiento.lienzos import EnImagen, EnPdf
from tests.rendimiento.maquetas_nuevas import NUEVAS
from tests.rendimiento.metadatos import plegado
from tests.rendimiento.portadas_de_iniciativa import PONENTES, TRAMITES, Maqueta, Portada

CAMINOS = ("texto", "degradada", "imagen", "limpia", "inglés", "imagen", "emparedada", "degradada")
_FORMULA = re.compile(r"^iniciativa que dispone (?:(?:la )?(?:aprobar|aprobacion de)\s+)?")
_CIFRA_MAL_LEIDA = {"0": "O", "1": "l", "5": "S"}


class _Renglones:
    """Un lienzo que sólo junta lo escrito, en el orden en que se escribe."""

    def __init__(self) -> None:
        self.escritos: list[tuple[float, float, str]] = []

    def texto(self, x: float, y: float, escrito: str, cuerpo: float) -> None:
        self.escritos.append((y, x, escrito))

    def linea(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """No deja texto."""

    def ancho(self, escrito: str, cuerpo: float) -> float:
        return len(escrito) * cuerpo * 0.5

    def otra_pagina(self) -> None:
        """No la hay."""


class _Degradado(EnPdf):
    """El PDF cuyo texto se escribe como lo deja un OCR sin español, con alguna cifra del número por letra."""

    def __init__(self, ruta: Path, azar: random.Random, numero: str) -> None:
        super().__init__(ruta, "palo")
        self._azar, self._numero = azar, numero
        if azar.random() < 0.5:
            EnPdf.texto(self, 40, 24, "INFO. LEGISLATIVA   www.congreso.gob.gt   26/11/2025", 7)

    def texto(self, x: float, y: float, escrito: str, cuerpo: float) -> None:
        mal = degradar(self._azar, escrito)
        if self._azar.random() < 0.3:
            leido = "".join(
                _CIFRA_MAL_LEIDA.get(c, c) if self._azar.random() < 0.5 else c for c in self._numero
            )
            mal = mal.replace(self._numero, leido)
        super().texto(x, y, mal, cuerpo)


def de_caratulas(
    iniciativas: Path, carpeta: Path, cuantas: int, semilla: str = "tercera"
) -> Iterator[Etiquetado]:
    """Carátulas de iniciativas; a la mitad se les cambia el número por otro de su serie.

    Otra `semilla` da otro orden, otras maquetas y otras hojas sucias.
    """
    datos = json.loads(iniciativas.read_text(encoding="utf-8"))["iniciativas"]
    orden = "otra" if semilla == "tercera" else semilla
    vistas = sorted(datos, key=lambda d: hashlib.sha256(d["numero"].encode()).digest())[240:]
    nuevas = sorted(vistas, key=lambda d: hashlib.sha256(f"{orden} {d['numero']}".encode()).digest())
    nuevas = [dato for dato in nuevas[100:] + nuevas[:100] if "…" not in dato["resumen"]]
    for lugar, dato in enumerate(nuevas[:cuantas]):
        azar = random.Random(f"{semilla} {dato['numero']}")
        numero = dato["numero"] if azar.random() < 0.5 else str(azar.randint(2_600, 6_900))
        anio, mes, dia = map(int, hallar_fechas(dato["fecha"])[0].iso.split("-"))
        asunto = dato["resumen"].strip().rstrip(".")
        presenta, tramite = azar.choice(list(PONENTES)), azar.choice(list(TRAMITES))
        portada = Portada(numero, anio, mes, dia, asunto + ".", presenta, tramite)
        maqueta, letras = NUEVAS[lugar % len(NUEVAS)]
        camino = CAMINOS[lugar % len(CAMINOS)]
        sufijo = "txt" if camino == "texto" else "pdf"
        archivo = carpeta / f"{semilla}-{dato['numero']}-{camino}.{sufijo}"
        if not archivo.exists():
            _DIBUJAR[camino](archivo, maqueta, azar.choice(letras), portada, azar)
        yield Etiquetado(
            f"{semilla}-{dato['numero']}-{maqueta.__name__}-{camino}",
            f"carátula {camino}",
            archivo,
            {"tipo": "iniciativa", "numero": numero, "titulo": _FORMULA.sub("", plano(asunto))},
            {"conocimiento_pleno": f"{anio}-{mes:02}-{dia:02}"},
            "conocimiento_pleno",
        )


def _en_texto(archivo: Path, maqueta: Maqueta, letra: str, portada: Portada, azar: random.Random) -> None:
    renglones = _Renglones()
    maqueta(renglones, portada, azar)
    lineas: list[str] = []
    anterior = -100.0
    for y, _, escrito in renglones.escritos:
        if y - anterior > 22:
            lineas.append("")
        lineas = [*lineas[:-1], f"{lineas[-1]}  {escrito}"] if y == anterior else [*lineas, escrito]
        anterior = y
    archivo.write_text("\n".join(lineas), encoding="utf-8")


def _en_pdf(archivo: Path, maqueta: Maqueta, letra: str, portada: Portada, azar: random.Random) -> None:
    lienzo = EnPdf(archivo, letra)
    maqueta(lienzo, portada, azar)
    lienzo.guardar()


def _degradada(archivo: Path, maqueta: Maqueta, letra: str, portada: Portada, azar: random.Random) -> None:
    lienzo = _Degradado(archivo, azar, portada.numero)
    maqueta(lienzo, portada, azar)
    lienzo.guardar()


def _escaneada(maqueta: Maqueta, letra: str, portada: Portada, azar: random.Random) -> Image.Image:
    """La hoja sucia como la de un escáner, a 150 o 200 puntos por pulgada y en JPEG."""
    lienzo = EnImagen(letra, azar)
    maqueta(lienzo, portada, azar)
    (hoja,) = lienzo.ensuciar()
    if azar.random() < 0.4:
        hoja = hoja.resize((1275, 1650), Image.Resampling.BOX)
    if azar.random() < 0.3:  # tóner gastado
        hoja = hoja.point(lambda gris: min(255, 90 + gris * 2 // 3)).filter(ImageFilter.SMOOTH)
    memoria = io.BytesIO()
    hoja.save(memoria, "JPEG", quality=azar.choice((45, 60, 75)))
    memoria.seek(0)
    return Image.open(memoria)


def _en_imagen(archivo: Path, maqueta: Maqueta, letra: str, portada: Portada, azar: random.Random) -> None:
    lienzo = Canvas(str(archivo), pagesize=letter, invariant=1)
    lienzo.drawImage(ImageReader(_escaneada(maqueta, letra, portada, azar)), 0, 0, *letter)
    lienzo.save()


def _en_ingles(archivo: Path, maqueta: Maqueta, letra: str, portada: Portada, azar: random.Random) -> None:
    leido = _tesseract(archivo, _escaneada(maqueta, letra, portada, azar))
    capa = EnPdf(archivo, "palo")
    for renglon, escrito in enumerate(leido.splitlines()[:52]):
        capa.texto(60, 60 + 13.5 * renglon, escrito, 9)
    capa.guardar()


def _emparedada(archivo: Path, maqueta: Maqueta, letra: str, portada: Portada, azar: random.Random) -> None:
    """La imagen con la capa de texto, invisible, de un OCR sin español: como las que publica el Congreso."""
    hoja = _escaneada(maqueta, letra, portada, azar)
    leido = _tesseract(archivo, hoja)
    lienzo = Canvas(str(archivo), pagesize=letter, invariant=1)
    lienzo.drawImage(ImageReader(hoja), 0, 0, *letter)
    capa = lienzo.beginText(60, 730)
    capa.setFont("Helvetica", 9)
    capa.setTextRenderMode(3)
    for escrito in leido.splitlines()[:52]:
        capa.textLine(escrito)
    lienzo.drawText(capa)
    lienzo.save()


def _tesseract(archivo: Path, hoja: Image.Image) -> str:
    """Lo que lee tesseract sin español."""
    hoja.save(archivo.with_suffix(".png"))
    return subprocess.run(
        ["tesseract", str(archivo.with_suffix(".png")), "-", "-l", "eng"],
        capture_output=True, text=True, check=True, timeout=120,
    ).stdout  # fmt: skip


_DIBUJAR = {
    "texto": _en_texto, "limpia": _en_pdf, "degradada": _degradada, "imagen": _en_imagen,
    "inglés": _en_ingles, "emparedada": _emparedada,
}  # fmt: skip


def de_leyes(corpus: Path, carpeta: Path, cuantas: int, saltadas: int) -> Iterator[Etiquetado]:
    """Leyes de otros países, pasadas las primeras `saltadas` de cada uno: lo que su texto dice."""
    por_pais: Counter[str] = Counter()
    with lzma.open(corpus, "rt", encoding="utf-8") as lineas:
        for dato in map(json.loads, lineas):
            por_pais[dato["pais"]] += 1
            if dato["pais"] == "gt" or not saltadas < por_pais[dato["pais"]] <= saltadas + cuantas // 4:
                continue
            yield _de_ley(dato, carpeta)


def _de_ley(dato: dict[str, str], carpeta: Path) -> Etiquetado:
    archivo = carpeta / f"{dato['id']}.txt"
    archivo.write_text(dato["texto"], encoding="utf-8")
    texto, fecha, numero = dato["texto"], dato["fecha"] or "", dato["numero"] or ""
    principio = f" {plegado(texto[:5_000])} "
    if f" {plegado(numero)} " not in principio:  # la colección pospone el año a algunos
        numero = re.sub(rf"-{fecha[:4]}$", "", numero)
    campos = {}
    if numero and f" {plegado(numero)} " in principio:
        campos["numero"] = numero
    if plegado(dato["titulo"]) in plegado(texto[:3_000]):
        campos["titulo"] = dato["titulo"]
    dichas = {f.iso for f in hallar_fechas(f"{texto[:4_000]}\n{texto[-3_000:]}")}
    fechas = {"principal": fecha} if fecha and (fecha in dichas or dato["pais"] == "es") else {}
    return Etiquetado(
        dato["id"], f"extranjera {dato['pais']}", archivo, campos, fechas, "principal" if fechas else ""
    )


def principal() -> int:
    """Lee los argumentos y mide."""
    lector = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    lector.add_argument("--iniciativas", type=Path)
    lector.add_argument("--textos", type=Path)
    lector.add_argument("--caratulas", type=int, default=240)
    lector.add_argument("--extranjeras", type=int, default=320)
    lector.add_argument("--saltadas", type=int, default=150, help="cuántas leyes de cada país se saltan")
    lector.add_argument("--semilla", default="tercera", help="otra palabra hace otras carátulas")
    lector.add_argument("--parte", choices=("mirada", "guardada", "todo"), default="guardada")
    lector.add_argument("--lecturas", type=Path, help="dónde guardar los archivos y los textos extraídos")
    pedido = lector.parse_args()
    with tempfile.TemporaryDirectory() as temporal:
        base = pedido.lecturas or Path(temporal)
        carpeta = base / "archivos"
        carpeta.mkdir(parents=True, exist_ok=True)
        casos: list[Iterator[Etiquetado]] = []
        if pedido.textos:
            casos.append(de_leyes(pedido.textos, carpeta, pedido.extranjeras, pedido.saltadas))
        if pedido.iniciativas:
            casos.append(de_caratulas(pedido.iniciativas, carpeta, pedido.caratulas, pedido.semilla))
        todos = (caso for grupo in casos for caso in grupo)
        return 0 if medir(todos, pedido.parte, pedido.lecturas) else 1


if __name__ == "__main__":
    sys.exit(principal())
