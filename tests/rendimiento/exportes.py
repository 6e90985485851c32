"""Mide las copias de un expediente grande: tiempo, memoria, octetos iguales dos veces y si abren sin quejas.

    python -m tests.rendimiento.exportes [CARPETA_DE_PDF…] [--documentos 300] [--paginas 5000] [--megas 200]

Los documentos son, por turno, los PDF de las carpetas y otros hechos aquí: de una imagen de ruido por página,
como un escaneo, hasta llegar a las páginas y al peso pedidos. Falla si pasa de 90 segundos o de 1.5 GB (PSS
de todo el árbol de procesos, éste incluido), o si algo no está bien.
"""

import argparse
import hashlib
import importlib.util
import io
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from centro_doc.encuadernacion import aparte, limpieza
from centro_doc.encuadernacion.bolsa import Lugares
from centro_doc.encuadernacion.obra import Apartado, Archivo, Documento, Obra, Pasaje
from tests.rendimiento.procesos import memoria

SEGUNDOS, MEMORIA = 90.0, 1_500_000_000


@dataclass(frozen=True, slots=True)
class Corrida:
    """Una copia hecha: segundos de reloj y de procesador, y octetos de memoria del árbol entero."""

    ruta: Path
    segundos: float
    procesador: float
    memoria: int


def escaneado(destino: Path, paginas: int, octetos: int, azar: random.Random) -> None:
    """Un PDF de imágenes de ruido en grises que pesa lo que se pide, más o menos."""
    lado = max(20, int((octetos / paginas) ** 0.5))
    lienzo = Canvas(str(destino), invariant=1)
    for _ in range(paginas):
        ruido = Image.frombytes("L", (lado, lado), azar.randbytes(lado * lado))
        escrita = io.BytesIO()
        ruido.save(escrita, "PNG", compress_level=1)
        lienzo.drawImage(ImageReader(escrita), 40, 40, 530, 700)
        lienzo.showPage()
    lienzo.save()


def documentos(
    carpetas: Sequence[Path], hechos: Path, cuantos: int, paginas: int, octetos: int
) -> list[Documento]:
    """Los que hay y los que se hacen, hasta juntar las páginas y el peso pedidos, cada uno con su texto."""
    azar, elegidos, suyas = random.Random(7), list[Path](), 0
    for ruta in sorted(r for c in carpetas for r in c.rglob("*.pdf")):
        try:
            tiene = limpieza.contar(ruta)
        except limpieza.Ilegible:
            continue
        if len(elegidos) < cuantos // 2 and tiene >= 5 and suyas + tiene <= paginas * 4 // 5:
            elegidos.append(ruta)
            suyas += tiene
    faltan = cuantos - len(elegidos)
    peso = max(1, octetos - sum(ruta.stat().st_size for ruta in elegidos))
    restan = max(faltan, paginas - suyas)
    for n in range(faltan):
        propias = restan // faltan + (n < restan % faltan)
        ruta = hechos / f"{n}.pdf"
        escaneado(ruta, propias, peso // faltan, azar)
        elegidos.append(ruta)
    return [
        _documento(n, ruta, _texto(ruta, hechos / f"{n}.json", azar)) for n, ruta in enumerate(elegidos, 1)
    ]


def _texto(ruta: Path, destino: Path, azar: random.Random) -> Path:
    """El de cada página; de las que son sólo imagen, palabras cualesquiera, como las de un OCR."""
    with PdfDocument(ruta) as abierto:
        paginas = [pagina.get_textpage().get_text_bounded() for pagina in abierto]
    for n, texto in enumerate(paginas):
        paginas[n] = (
            texto if len(texto) > 40 else " ".join(f"pal{azar.randrange(40_000)}" for _ in range(300))
        )
    destino.write_text(json.dumps(paginas, ensure_ascii=False), encoding="utf-8")
    return destino


def _documento(n: int, ruta: Path, texto: Path) -> Documento:
    huella = hashlib.sha256(ruta.read_bytes()).hexdigest()
    tamano, lugares = ruta.stat().st_size, (str(ruta), str(ruta))
    archivo = Archivo(ruta.name, "application/pdf", tamano, huella, *lugares, texto=str(texto))
    pasaje = Pasaje(1, "El Estado reconoce el derecho a emigrar e inmigrar.", "Ana Sical, 12 may 2009")
    titulo, ficha = f"Documento {n} del expediente", "12 de mayo de 2009 · Estudio · Comisión de Migrantes"
    frase = "Sustenta AG2: «El Estado reconoce»."
    return Documento(n, f"CD-{n:05}", titulo, ficha, frase, 1, huella, (pasaje,), archivo)


def obra(todos: Sequence[Documento]) -> Obra:
    """Los documentos en seis apartados."""
    parte = -(-len(todos) // 6)
    apartados = tuple(
        Apartado(str(n + 2), f"Apartado {n + 2}", documentos=tuple(todos[n * parte : (n + 1) * parte]))
        for n in range(6)
    )
    datos = ("Expediente temático", "AG2", "Ley de CONAMIGUA", "publica", "Pública", 1, "Medida", "")
    lugar = ("2009-05-12T00:00:00+00:00", "f" * 64, "/agenda/AG2/versiones/publica-1")
    return Obra(*datos, *lugar, (), Apartado("0", "Carátula"), "", apartados)


class Vigia:
    """Mira lo que ocupan (PSS) este proceso y todos los que de él salgan, cinco veces por segundo."""

    def __init__(self) -> None:
        self.maxima = 0
        self._fin = threading.Event()
        self._hilo = threading.Thread(target=self._mirar, daemon=True)

    def __enter__(self) -> "Vigia":
        self._hilo.start()
        return self

    def __exit__(self, *_excepcion: object) -> None:
        self._fin.set()
        self._hilo.join()

    def _mirar(self) -> None:
        while not self._fin.wait(0.2):
            self.maxima = max(self.maxima, memoria(os.getpid()))


def correr(una: Obra, formato: str, carpeta: Path, vuelta: int) -> Corrida:
    """Arma la copia y la deja en la carpeta."""
    paso = carpeta / f"paso-{formato}-{vuelta}"
    paso.mkdir()
    comienzo, antes = time.monotonic(), _procesador()
    with Vigia() as vigia:
        hecho = aparte.encuadernar(una, formato, paso, memoria=MEMORIA)
    tardo, gasto = time.monotonic() - comienzo, _procesador() - antes
    destino = carpeta / f"{vuelta}.{formato}"
    hecho.ruta.rename(destino)
    shutil.rmtree(paso)
    return Corrida(destino, tardo, gasto, vigia.maxima)


def _procesador() -> float:
    """Segundos de procesador de los procesos hijos que ya terminaron."""
    hijos = resource.getrusage(resource.RUSAGE_CHILDREN)
    return hijos.ru_utime + hijos.ru_stime


def del_pdf(ruta: Path, una: Obra) -> list[str]:
    """Lo que está mal en él según pypdf, el motor de Chromium y, si están, qpdf y poppler.

    Cada documento tiene su marcador y la etiqueta de su primera página, y los dos llevan a la misma.
    """
    lector = PdfReader(ruta)
    etiquetas = lector.page_labels
    lugares = {
        str(hoja["/Title"]): lector.get_destination_page_number(hoja) or 0 for hoja in _hojas(lector.outline)
    }
    mal = [
        uno.identificador
        for uno in una.documentos
        if etiquetas[lugares[f"{uno.identificador} {uno.titulo}"]] != f"{uno.identificador} p. 1"
    ]
    with PdfDocument(ruta) as abierto:
        for n in (0, len(abierto) // 2, len(abierto) - 1):
            abierto[n].render(scale=0.2)
        mal += [] if len(abierto) == len(etiquetas) else ["páginas"]
    for orden in (["qpdf", "--check", str(ruta)], ["pdfinfo", str(ruta)]):
        if shutil.which(orden[0]) and subprocess.run(orden, capture_output=True, check=False).returncode:
            mal.append(orden[0])
    return mal


def _hojas(ramas: Sequence[Any]) -> Iterator[Any]:
    for una in ramas:
        if isinstance(una, list):
            yield from _hojas(una)
        else:
            yield una


def de_la_bolsa(ruta: Path, una: Obra, carpeta: Path) -> list[str]:
    """Lo que está mal en ella según `bagit`, si está, y los originales que no son los de su huella."""
    with zipfile.ZipFile(ruta) as paquete:
        paquete.extractall(carpeta)
    raiz = carpeta / una.nombre_de_archivo
    huellas = dict(
        renglon.split("  ")[::-1] for renglon in (raiz / "manifest-sha256.txt").read_text().split("\n")[:-1]
    )
    lugares = Lugares(una)
    mal = [
        uno.identificador
        for uno in una.documentos
        if uno.archivo is not None and huellas[f"data/{lugares.original(uno)}"] != uno.archivo.sha256
    ]
    if (bagit := importlib.util.find_spec("bagit")) is not None:
        orden = [sys.executable, str(bagit.origin), "--validate", str(raiz)]
        mal += ["bagit"] if subprocess.run(orden, capture_output=True, check=False).returncode else []
    return mal


def principal() -> int:
    """Corre la medida y da las cifras; 1 si algo pasa del límite."""
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("carpetas", nargs="*", type=Path)
    for nombre, valor in (("documentos", 300), ("paginas", 5_000), ("megas", 200)):
        analizador.add_argument(f"--{nombre}", type=int, default=valor)
    analizador.add_argument("--dejar", type=Path, help="carpeta donde dejar las copias")
    pedido = analizador.parse_args()
    with tempfile.TemporaryDirectory() as temporal:
        carpeta = Path(temporal)
        (carpeta / "hechos").mkdir()
        todos = documentos(
            pedido.carpetas, carpeta / "hechos", pedido.documentos, pedido.paginas, pedido.megas * 1_000_000
        )
        una = obra(todos)
        peso = sum(uno.archivo.tamano for uno in todos if uno.archivo is not None)
        print(f"{len(todos)} documentos, {peso / 1e6:.0f} MB de originales")
        bien = [medir(una, formato, carpeta) for formato in ("pdf", "docx", "zip")]
        if pedido.dejar is not None:
            pedido.dejar.mkdir(parents=True, exist_ok=True)
            for formato in ("pdf", "docx", "zip"):
                shutil.copy(carpeta / f"1.{formato}", pedido.dejar)
    return 0 if all(bien) else 1


def medir(una: Obra, formato: str, carpeta: Path) -> bool:
    """Dos corridas de una forma, con sus cifras, y si todo está bien."""
    corridas = [correr(una, formato, carpeta, vuelta) for vuelta in (1, 2)]
    for c in corridas:
        print(
            f"{formato}: {c.segundos:.1f} s ({c.procesador:.1f} de procesador), {c.memoria / 1e6:.0f} MB de "
            f"memoria, {c.ruta.stat().st_size / 1e6:.1f} MB"
        )
    mal = []
    if len({hashlib.sha256(c.ruta.read_bytes()).digest() for c in corridas}) != 1:
        mal.append("dos corridas distintas")
    if formato == "pdf":
        mal += del_pdf(corridas[0].ruta, una)
    elif formato == "zip":
        mal += de_la_bolsa(corridas[0].ruta, una, carpeta / "bolsa")
    print(f"{formato}: {f'MAL: {mal}' if mal else 'idénticas y sin quejas'}")
    return not mal and all(c.segundos <= SEGUNDOS and c.memoria <= MEMORIA for c in corridas)


if __name__ == "__main__":
    raise SystemExit(principal())
