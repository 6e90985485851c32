"""Dibuja páginas de PDF y de imágenes en este mismo proceso. Fuera de aquí, `imagenes` lo hace aparte."""

import io
import math
import threading
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

from indexador.errores import NoExtraible
from indexador.extraccion import cuadros
from indexador.extraccion.fallas import pdf_danado

ANCHO_MAXIMO = 3_000
PIXELES_MAXIMOS = 24_000_000
_FORMATOS = {"webp": {"quality": 80, "method": 2}, "png": {}, "jpeg": {"quality": 82}}


@dataclass(frozen=True, slots=True)
class _Abierto:
    clave: tuple[str, int, int]
    documento: pdfium.PdfDocument


class Lienzo:
    """Guarda abierto el último documento, porque las páginas se piden de a varias. Un hilo a la vez."""

    def __init__(self) -> None:
        self._candado = threading.Lock()
        self._abierto: _Abierto | None = None

    def dibujar(self, ruta: Path, pagina: int, ancho_px: int, formato: str = "webp") -> bytes:
        """La página (desde 1) en una imagen de `ancho_px`, o menos si pasaría del tope de píxeles.

        Levanta `NoExtraible` (`danado`) si no se puede dibujar y `ValueError` si el formato no se conoce.
        """
        if formato not in _FORMATOS:
            raise ValueError(f"No se dibuja en «{formato}».")
        if _es_imagen(ruta):
            ancho = min(max(1, ancho_px), ANCHO_MAXIMO)
            return cuadros.dibujar(ruta, pagina, ancho, formato, **_FORMATOS[formato])
        with self._candado:
            hoja = self._pagina(ruta, pagina)
            try:
                mapa = hoja.render(scale=_escala(hoja, ancho_px))
                salida = io.BytesIO()
                mapa.to_pil().convert("RGB").save(salida, formato.upper(), **_FORMATOS[formato])
                mapa.close()
                return salida.getvalue()
            except (pdfium.PdfiumError, ValueError, OSError) as error:
                raise pdf_danado() from error
            finally:
                hoja.close()

    def medir(self, ruta: Path, pagina: int) -> tuple[float, float]:
        """Ancho y alto de la página, en puntos, tal como se ve. Levanta `NoExtraible`."""
        if _es_imagen(ruta):
            with cuadros.abrir(ruta) as imagen:
                return cuadros.medidas(*cuadros.cuadro(imagen, pagina - 1))
        with self._candado:
            hoja = self._pagina(ruta, pagina)
            try:
                ancho, alto = hoja.get_size()
                return float(ancho), float(alto)
            finally:
                hoja.close()

    def cerrar(self) -> None:
        """Suelta el documento abierto."""
        with self._candado:
            self._soltar()

    def _pagina(self, ruta: Path, pagina: int) -> pdfium.PdfPage:
        documento = self._documento(ruta)
        if not 1 <= pagina <= len(documento):
            raise NoExtraible("danado", f"El documento no tiene página {pagina}.")
        try:
            return documento[pagina - 1]
        except pdfium.PdfiumError as error:
            raise pdf_danado() from error

    def _documento(self, ruta: Path) -> pdfium.PdfDocument:
        try:
            estado = ruta.stat()
            clave = (str(ruta), estado.st_mtime_ns, estado.st_size)
            if self._abierto is None or self._abierto.clave != clave:
                self._soltar()
                self._abierto = _Abierto(clave, pdfium.PdfDocument(ruta))
            return self._abierto.documento
        except (pdfium.PdfiumError, OSError) as error:
            raise pdf_danado() from error

    def _soltar(self) -> None:
        if self._abierto is not None:
            self._abierto.documento.close()
            self._abierto = None


def _escala(hoja: pdfium.PdfPage, ancho_px: int) -> float:
    """Píxeles por punto para el ancho pedido, dentro de los topes."""
    ancho, alto = (float(lado) for lado in hoja.get_size())
    if ancho <= 0 or alto <= 0:
        raise pdf_danado()
    pedida: float = min(max(1, ancho_px), ANCHO_MAXIMO) / ancho
    return min(pedida, math.sqrt(PIXELES_MAXIMOS / (ancho * alto)))


def _es_imagen(ruta: Path) -> bool:
    try:
        return cuadros.es_imagen(ruta)
    except OSError as error:
        raise pdf_danado() from error
