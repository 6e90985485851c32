"""OCR con el programa `tesseract` y sus datos de español, cuando están en el sistema."""

import io
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from functools import cache

import pypdfium2 as pdfium

from indexador.extraccion.limpieza import limpiar_palabra
from indexador.ficha import Palabra

_PUNTOS_POR_PULGADA = 300
_PIXELES_MAXIMOS = 40_000_000
_SEGUNDOS_POR_PAGINA = 120.0
_CONFIANZA_DUDOSA = 60.0
_NIVEL_PALABRA = "5"
_DIERESIS = re.compile(r"(?<=g)ú(?=[eéií])")
_ENTORNO = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
"""Un hilo: con varios, tesseract tarda seis veces más en una máquina ocupada."""


@dataclass(frozen=True, slots=True)
class PaginaReconocida:
    """Texto y palabras de una imagen; `confianza` es la media de sus palabras, de 0 a 100."""

    texto: str
    palabras: tuple[Palabra, ...]
    confianza: float


@dataclass(frozen=True, slots=True)
class Ocr:
    """El programa hallado en `programa`; `orienta`, si además sabe ver que una hoja está girada."""

    programa: str
    orienta: bool = False

    def leer(self, pagina: pdfium.PdfPage, plazo: float) -> PaginaReconocida | None:
        """Dibuja la página a 300 puntos por pulgada y la lee; `None` si no alcanzó el tiempo o falló.

        Una página en blanco da texto vacío sin gastar en el programa. Lo leído con poca confianza se
        intenta otra vez averiguando el giro de la hoja, y queda lo mejor.
        """
        imagen, puntos = _dibujar(pagina)
        if imagen is None:
            return PaginaReconocida("", (), 0.0)
        derecha = self._reconocer(imagen, puntos, plazo, "3")
        if derecha is None or derecha.confianza >= _CONFIANZA_DUDOSA or not self.orienta:
            return derecha
        girada = self._reconocer(imagen, puntos, plazo, "1")
        return girada if girada is not None and girada.confianza > derecha.confianza else derecha

    def _reconocer(self, imagen: bytes, puntos: int, plazo: float, modo: str) -> PaginaReconocida | None:
        segundos = min(_SEGUNDOS_POR_PAGINA, plazo - time.monotonic())
        orden = [self.programa, "stdin", "stdout", "-l", "spa", "--dpi", str(puntos), "--psm", modo, "tsv"]
        try:
            corrida = subprocess.run(
                orden, input=imagen, capture_output=True, timeout=max(1.0, segundos), check=True, env=_ENTORNO
            )
        except (subprocess.SubprocessError, OSError):
            return None
        return interpretar_tsv(corrida.stdout.decode("utf-8", errors="replace"))


@cache
def buscar_ocr() -> Ocr | None:
    """El OCR, si el sistema tiene `tesseract` con español (`spa`)."""
    programa = shutil.which("tesseract")
    if programa is None:
        return None
    try:
        corrida = subprocess.run([programa, "--list-langs"], capture_output=True, timeout=20, check=True)
    except (subprocess.SubprocessError, OSError):
        return None
    idiomas = corrida.stdout.split()
    return Ocr(programa, orienta=b"osd" in idiomas) if b"spa" in idiomas else None


def interpretar_tsv(tsv: str) -> PaginaReconocida:
    """Arma el texto (renglones y párrafos) y las cajas desde la salida TSV de tesseract."""
    renglones = [fila.split("\t") for fila in tsv.splitlines()[1:]]
    filas = [fila for fila in renglones if len(fila) == 12]
    ancho, alto = _tamano(filas)
    piezas: list[str] = []
    palabras: list[Palabra] = []
    confianzas: list[float] = []
    largo, anterior = 0, ("", "", "")
    for fila in filas:
        palabra = _enmendar(limpiar_palabra(fila[11].strip()))
        if fila[0] != _NIVEL_PALABRA or not palabra:
            continue
        lugar = (fila[2], fila[3], fila[4])
        separador = _separador(anterior, lugar) if piezas else ""
        piezas += [separador, palabra]
        inicio = largo + len(separador)
        largo = inicio + len(palabra)
        palabras.append(Palabra(inicio, largo, *_caja(fila, ancho, alto)))
        confianzas.append(float(fila[10]))
        anterior = lugar
    media = sum(confianzas) / len(confianzas) if confianzas else 0.0
    return PaginaReconocida("".join(piezas), tuple(palabras), media)


def _enmendar(palabra: str) -> str:
    """«bilingúe» → «bilingüe»: el modelo español no distingue la diéresis, y «gúe» no existe en español."""
    return _DIERESIS.sub("ü", palabra) if "ú" in palabra else palabra


def _tamano(filas: list[list[str]]) -> tuple[int, int]:
    for fila in filas:
        if fila[0] == "1":
            return max(1, int(fila[8])), max(1, int(fila[9]))
    return 1, 1


def _separador(anterior: tuple[str, str, str], lugar: tuple[str, str, str]) -> str:
    if anterior == lugar:
        return " "
    return "\n" if anterior[:2] == lugar[:2] else "\n\n"


def _caja(fila: list[str], ancho: int, alto: int) -> tuple[float, float, float, float]:
    izquierda, arriba, lado, altura = (int(valor) for valor in fila[6:10])
    cajas = (izquierda / ancho, arriba / alto, (izquierda + lado) / ancho, (arriba + altura) / alto)
    x0, y0, x1, y1 = (min(1.0, max(0.0, valor)) for valor in cajas)
    return x0, y0, x1, y1


def _dibujar(pagina: pdfium.PdfPage) -> tuple[bytes | None, int]:
    """La página en gris (PGM) y a cuántos puntos por pulgada; `None` si está en blanco."""
    ancho, alto = pagina.get_size()
    escala = _PUNTOS_POR_PULGADA / 72
    pixeles = ancho * alto * escala * escala
    if pixeles > _PIXELES_MAXIMOS:
        escala *= (_PIXELES_MAXIMOS / pixeles) ** 0.5
    mapa = pagina.render(scale=escala, grayscale=True)
    try:
        imagen = mapa.to_pil()
        extremos = imagen.getextrema()
        if extremos[0] == extremos[1]:
            return None, 0
        salida = io.BytesIO()
        imagen.save(salida, "PPM")
        return salida.getvalue(), max(70, round(escala * 72))
    finally:
        mapa.close()
