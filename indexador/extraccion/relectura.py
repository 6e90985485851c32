"""Qué páginas de un PDF se leen por OCR, y con cuál de las dos lecturas se queda cada una.

Van las que no traen letras pero sí algo dibujado, las de signos sin sentido y las que traen, sobre una imagen
de la página, un texto de mala calidad (el que dejó otro OCR) o la carátula de una iniciativa sin su número.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as crudo

from indexador.extraccion.calidad import Calidad, medir
from indexador.extraccion.caratulas import sin_su_registro
from indexador.extraccion.limites import Opciones
from indexador.extraccion.limpieza import ilegible
from indexador.extraccion.reconocidas import Reconocida, Reconocidas
from indexador.ficha import Pagina

if TYPE_CHECKING:
    from indexador.extraccion.ocr import Ocr, PaginaReconocida

OCR_PENDIENTE = "ocr_pendiente"
OCR_A_MEDIAS = "ocr_a_medias"
"""Propiedades del texto: cuántas páginas habría leído el OCR si el sistema lo tuviera, y a cuántas no les
alcanzó el tiempo."""
_LETRAS_DE_UN_SELLO, _LARGO_DE_UN_SELLO = 40, 400
"""Con menos letras, y menos signos, que éstos, una página cubierta por una imagen se trata como escaneada."""
_PARTE_CUBIERTA = 0.5
_CONFIANZA_MINIMA = 60.0
_VENTAJA_EN_ESCANEO, _VENTAJA = 0.02, 0.1
"""Cuánto ha de ganar en puntaje el OCR al texto que traía la página."""
_PARTE_DE_LETRAS = 0.6
"""El OCR que halla menos de esta parte de las letras que traía la página la leyó a medias."""


@dataclass
class Relectura:
    """Lleva la cuenta de lo que pasó con las páginas malas de un documento."""

    opciones: Opciones
    confianzas: list[float] = field(default_factory=list)
    pedidas: int = 0
    mejoradas: int = 0
    sin_texto: list[int] = field(default_factory=list)
    dudosas: list[int] = field(default_factory=list)
    a_destiempo: list[int] = field(default_factory=list)
    """Las que el OCR no alcanzó a leer; leer otra vez el archivo empieza por ellas."""
    total: int = 0
    """Páginas que se van a leer, para decir por cuál va."""

    @cached_property
    def ocr(self) -> "Ocr | None":
        """Se busca (y se cargan NumPy y Pillow) al hallar la primera página mala.

        Que no lo haya no se recuerda: este mismo proceso puede leer otro archivo después de que lo instalen.
        """
        if self.opciones.sin_ocr:
            return None
        modulo = import_module("indexador.extraccion.ocr")
        hallado: Ocr | None = modulo.buscar_ocr()
        if hallado is None:
            modulo.olvidar_busqueda()
        return hallado

    def revisar(self, pagina: pdfium.PdfPage, leida: Pagina, *, puede_ser_escaneo: bool = True) -> Pagina:
        """La página como queda: igual, leída por OCR o sin texto.

        `puede_ser_escaneo` es falso si se sabe que la página no tiene imágenes.
        """
        calidad = medir(leida.texto)
        sello = _es_sello(leida.texto)
        if not _conviene(pagina, leida.texto, calidad, sello=sello, puede_ser_escaneo=puede_ser_escaneo):
            return leida
        inservible = not leida.texto or ilegible(leida.texto)
        vacia = replace(leida, texto="", palabras=(), origen="sin_texto") if inservible else leida
        reconocida = self._reconocer(pagina, leida.numero)
        if reconocida is None:
            (self.sin_texto if inservible else self.dudosas).append(leida.numero)
            return vacia
        if not _gana(reconocida, vacia.texto, calidad, sello=sello or inservible):
            return vacia
        self.confianzas.append(reconocida.confianza)
        self.mejoradas += not (sello or inservible)
        return replace(leida, texto=reconocida.texto, palabras=reconocida.palabras, origen="ocr")

    def _reconocer(self, pagina: pdfium.PdfPage, numero: int) -> Reconocida | None:
        """La página por OCR, o como quedó de otra vez; `None` si no hay OCR, falló o no le alcanzó."""
        if self.ocr is None:
            return None
        hechas = Reconocidas(self.opciones.reconocidas, f"pdfium {pdfium.PDFIUM_INFO.build}{self._programa}")
        leida = hechas.buscar(numero)
        if leida is None and self.opciones.queda_tiempo():
            leida = self._leer(self.ocr, pagina, numero, hechas)
        self.pedidas += 1
        if leida is None and not self.opciones.queda_tiempo():
            self.a_destiempo.append(numero)
        return leida

    def _leer(
        self, ocr: "Ocr", pagina: pdfium.PdfPage, numero: int, hechas: Reconocidas
    ) -> Reconocida | None:
        turno = self.opciones.turno
        if turno is not None:
            turno.mirar()
        inicio = time.monotonic()
        self.opciones.anotar_avance(numero, self.total)
        leida = _de_ocr(ocr.leer(pagina, self.opciones.plazo))
        entera = leida is not None and self.opciones.queda_tiempo()
        if leida is not None and entera and hechas.guardar(numero, leida) and turno is not None:
            turno.avanzo(time.monotonic() - inicio)
        return leida

    @property
    def _programa(self) -> str:
        return f", tesseract {self.ocr.version}".rstrip() if self.ocr is not None else ""

    @property
    def lector(self) -> str:
        """«, tesseract 5.3.0» si se le pidió al OCR alguna página, la haya mejorado o no."""
        return self._programa if self.pedidas else ""

    @property
    def propiedades(self) -> dict[str, str]:
        """`OCR_PENDIENTE` si faltó el OCR; `OCR_A_MEDIAS` si no le alcanzó el tiempo."""
        pendientes = len(self.sin_texto) + len(self.dudosas)
        if pendientes and self.ocr is None:
            return {OCR_PENDIENTE: str(pendientes)}
        return {OCR_A_MEDIAS: str(len(self.a_destiempo))} if self.a_destiempo else {}

    def avisos(self) -> Iterator[str]:
        """Lo que conviene que una persona sepa."""
        if self.confianzas:
            media = sum(self.confianzas) / len(self.confianzas)
            verbo = "traía" if self.mejoradas == 1 else "traían"
            traian = f" ({self.mejoradas} {verbo} un texto peor)" if self.mejoradas else ""
            yield (
                f"{_paginas(len(self.confianzas))} por OCR{traian} (confianza media: {media:.0f} %). "
                "Puede haber letras equivocadas."
            )
        for porque, numeros in self._por_causa(self.sin_texto):
            yield f"Sin texto que buscar en {lista(numeros)}: son imagen y {porque}."
        for porque, numeros in self._por_causa(self.dudosas):
            yield f"El texto que trae el archivo en {lista(numeros)} es de mala calidad, y {porque}."

    def _por_causa(self, numeros: list[int]) -> Iterator[tuple[str, list[int]]]:
        """Esas páginas, que quedaron sin leer, juntas las que lo están por lo mismo."""
        causas: dict[str, list[int]] = {}
        for numero in numeros:
            causas.setdefault(self._causa(numero), []).append(numero)
        yield from causas.items()

    def _causa(self, numero: int) -> str:
        if self.ocr is None:
            return "no hay OCR en este servidor"
        return "el OCR no terminó a tiempo" if numero in self.a_destiempo else "el OCR falló"


def _de_ocr(leida: "PaginaReconocida | None") -> Reconocida | None:
    return Reconocida(leida.texto, leida.palabras, leida.confianza) if leida is not None else None


def lista(numeros: list[int]) -> str:
    """«la página 3», «las páginas 1, 2 y 5», «12 páginas (1, 2, 3…)»."""
    if len(numeros) == 1:
        return f"la página {numeros[0]}"
    if len(numeros) <= 6:
        return f"las páginas {', '.join(map(str, numeros[:-1]))} y {numeros[-1]}"
    return f"{len(numeros)} páginas ({', '.join(map(str, numeros[:3]))}…)"


def _paginas(cuantas: int) -> str:
    return "Se leyó 1 página" if cuantas == 1 else f"Se leyeron {cuantas} páginas"


def _es_sello(texto: str) -> bool:
    return len(texto) < _LARGO_DE_UN_SELLO and _letras(texto) < _LETRAS_DE_UN_SELLO


def _letras(texto: str) -> int:
    return sum(map(str.isalpha, texto))


def _conviene(
    pagina: pdfium.PdfPage, texto: str, calidad: Calidad, *, sello: bool, puede_ser_escaneo: bool
) -> bool:
    if not texto:
        return bool(crudo.FPDFPage_CountObjects(pagina) > 0)
    if calidad.es_mala(escaneada=False):
        return True
    if not puede_ser_escaneo:
        return False
    dudosa = sello or calidad.es_mala(escaneada=True) or sin_su_registro(texto)
    return dudosa and _parte_cubierta(pagina) > _PARTE_CUBIERTA


def _gana(reconocida: Reconocida, traia: str, calidad: Calidad, *, sello: bool) -> bool:
    if sello or calidad.motivo:
        return len(reconocida.texto) > (0 if calidad.motivo else len(traia))
    if reconocida.confianza < _CONFIANZA_MINIMA or _letras(reconocida.texto) < _PARTE_DE_LETRAS * _letras(
        traia
    ):
        return False
    ventaja = _VENTAJA if calidad.es_mala(escaneada=False) else _VENTAJA_EN_ESCANEO
    mejor = medir(reconocida.texto).puntaje >= calidad.puntaje + ventaja
    return mejor or (sin_su_registro(traia) and not sin_su_registro(reconocida.texto))


def _parte_cubierta(pagina: pdfium.PdfPage) -> float:
    """Por imágenes, de 0 a 1."""
    izquierda, abajo, derecha, arriba = pagina.get_bbox()
    area = max(1.0, (derecha - izquierda) * (arriba - abajo))
    cubierta = 0.0
    for objeto in pagina.get_objects(filter=[crudo.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        x0, y0, x1, y1 = objeto.get_bounds()
        cubierta += max(0.0, x1 - x0) * max(0.0, y1 - y0)
    return float(cubierta / area)
