"""Mide el PDF de un expediente grande: tiempo, memoria, octetos iguales en dos corridas y si abre sin quejas.

    python -m tests.rendimiento.exportes [CARPETA_DE_PDF…] [--documentos 300] [--paginas 5000] [--megas 200]

Los documentos son, por turno, los PDF de las carpetas y otros hechos aquí: de una imagen de ruido por página,
como un escaneo, hasta llegar a las páginas y al peso pedidos. Falla si pasa de 90 segundos o de 1.5 GB.
"""

import argparse
import hashlib
import io
import random
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from pypdf import PdfReader
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from centro_doc.encuadernacion import aparte, limpieza
from centro_doc.encuadernacion.obra import Apartado, Archivo, Documento, Obra, Pasaje

SEGUNDOS, MEMORIA = 90.0, 1_500_000_000


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
    """Los que hay y los que se hacen, hasta juntar las páginas y el peso pedidos."""
    azar, elegidos, suyas = random.Random(7), list[Path](), 0
    for ruta in sorted(r for c in carpetas for r in c.rglob("*.pdf")):
        try:
            tiene = limpieza.contar(ruta)
        except limpieza.Ilegible:
            continue
        if len(elegidos) < cuantos // 2 and tiene >= 5:
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
    return [_documento(n, ruta) for n, ruta in enumerate(elegidos, 1)]


def _documento(n: int, ruta: Path) -> Documento:
    archivo = Archivo(ruta.name, "application/pdf", ruta.stat().st_size, "0" * 64, str(ruta), str(ruta))
    pasaje = Pasaje(1, "El Estado reconoce el derecho a emigrar e inmigrar.", "Ana Sical, 12 may 2009")
    titulo, ficha = f"Documento {n} del expediente", "12 de mayo de 2009 · Estudio · Comisión de Migrantes"
    frase = "Sustenta AG2: «El Estado reconoce»."
    return Documento(n, f"CD-{n:05}", titulo, ficha, frase, 1, "0" * 64, (pasaje,), archivo)


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
    """Mira la memoria (Pss) de los procesos que éste levante, diez veces por segundo."""

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
        while not self._fin.wait(0.1):
            self.maxima = max(self.maxima, sum(_residente(pid) for pid in _hijos()))


def _hijos() -> list[str]:
    propio = Path("/proc/self/task")
    return [pid for hilo in propio.iterdir() for pid in (hilo / "children").read_text().split()]


def _residente(pid: str) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    except (OSError, IndexError):
        return 0


def correr(una: Obra, carpeta: Path, nombre: str) -> tuple[Path, float, int]:
    """El archivo, los segundos de reloj y la memoria máxima del proceso que lo arma."""
    paso = carpeta / f"paso-{nombre}"
    paso.mkdir()
    comienzo = time.monotonic()
    with Vigia() as vigia:
        hecho = aparte.encuadernar(una, "pdf", paso, memoria=MEMORIA)
    tardo = time.monotonic() - comienzo
    destino = carpeta / f"{nombre}.pdf"
    hecho.rename(destino)
    shutil.rmtree(paso)
    return destino, tardo, vigia.maxima


def comprobar(ruta: Path) -> list[str]:
    """Lo que dicen qpdf, poppler y pypdf; de los programas, los que estén."""
    lector = PdfReader(ruta)
    dicho = [f"pypdf: {len(lector.pages)} páginas, última etiqueta «{lector.page_labels[-1]}»"]
    for orden in (["qpdf", "--check", str(ruta)], ["pdfinfo", str(ruta)]):
        if shutil.which(orden[0]):
            salida = subprocess.run(orden, capture_output=True, text=True, check=False)
            dicho.append(f"{orden[0]}: código {salida.returncode}")
    return dicho


def principal() -> int:
    """Corre la medida y da las cifras; 1 si algo pasa del límite."""
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("carpetas", nargs="*", type=Path)
    for nombre, valor in (("documentos", 300), ("paginas", 5_000), ("megas", 200)):
        analizador.add_argument(f"--{nombre}", type=int, default=valor)
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
        corridas = [correr(una, carpeta, nombre) for nombre in ("primera", "segunda")]
        for ruta, tardo, memoria in corridas:
            print(f"{tardo:.1f} s, {memoria / 1e6:.0f} MB de memoria, {ruta.stat().st_size / 1e6:.0f} MB")
        iguales = len({hashlib.sha256(ruta.read_bytes()).digest() for ruta, *_ in corridas}) == 1
        print("idénticas" if iguales else "DISTINTAS", *comprobar(corridas[0][0]), sep="\n")
    bien = iguales and all(tardo <= SEGUNDOS and memoria <= MEMORIA for _, tardo, memoria in corridas)
    return 0 if bien else 1


if __name__ == "__main__":
    raise SystemExit(principal())
