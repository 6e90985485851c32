"""Lectura de PDF con PDFium: texto, cajas y, para las páginas que son imagen, OCR."""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as crudo

from indexador.extraccion.fallas import pdf_danado, pdf_protegido
from indexador.extraccion.limites import Opciones
from indexador.extraccion.limpieza import ilegible
from indexador.extraccion.ocr import Ocr, buscar_ocr
from indexador.extraccion.pdf_pagina import leer_pagina
from indexador.ficha import Pagina, Texto

_LETRAS_DE_UN_SELLO = 40
"""Con menos letras que éstas, una página cubierta por una imagen se trata como escaneada."""
_CLAVES = {"Title": "titulo", "Author": "autor", "Subject": "asunto", "Keywords": "palabras_clave"}
_FECHAS = {"CreationDate": "creado", "ModDate": "modificado"}
_FECHA_PDF = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")
_ETIQUETA_UTIL = re.compile(r"[\w.\-]{1,8}")


def leer_pdf(ruta: Path, opciones: Opciones) -> Texto:
    """Todas las páginas, en orden. Levanta `NoExtraible` (`protegido` o `danado`) si no hay ninguna."""
    try:
        documento = pdfium.PdfDocument(ruta)
    except pdfium.PdfiumError as error:
        if error.err_code == crudo.FPDF_ERR_PASSWORD:
            raise pdf_protegido() from error
        if error.err_code == crudo.FPDF_ERR_SECURITY and b"/Encrypt" in ruta.read_bytes():
            raise pdf_protegido() from error
        raise pdf_danado() from error
    try:
        if len(documento) == 0:
            raise pdf_danado()
        return _Lectura(documento, opciones).leer()
    finally:
        documento.close()


@dataclass
class _Lectura:
    """El recorrido de un documento abierto."""

    documento: pdfium.PdfDocument
    opciones: Opciones
    ocr: Ocr | None = None
    confianzas: list[float] = field(default_factory=list)
    rotas: list[int] = field(default_factory=list)
    sin_texto: list[int] = field(default_factory=list)

    def leer(self) -> Texto:
        self.ocr = buscar_ocr()
        total = len(self.documento)
        paginas = tuple(self._pagina(n) for n in range(min(total, self.opciones.paginas)))
        if len(self.rotas) == len(paginas):
            raise pdf_danado()
        if all(not p.texto for p in paginas) and not self.sin_texto and self.rotas:
            raise pdf_danado()
        return Texto(
            paginas=paginas,
            extractor=f"pdfium {pdfium.PDFIUM_INFO.build}",
            propiedades=_propiedades(self.documento),
            avisos=tuple(self._avisos(total)),
        )

    def _pagina(self, indice: int) -> Pagina:
        numero = indice + 1
        try:
            pagina = self.documento[indice]
        except pdfium.PdfiumError:
            self.rotas.append(numero)
            return Pagina(numero, "", f"p. {numero}", origen="sin_texto")
        try:
            ancho, alto = pagina.get_size()
            texto, palabras = leer_pagina(pagina)
            etiqueta = _etiqueta(self.documento, indice)
            origen = "nativo" if texto else "sin_texto"
            leida = Pagina(numero, texto, etiqueta, round(ancho, 2), round(alto, 2), palabras, origen)
            return self._con_ocr(pagina, leida) if _parece_escaneada(pagina, texto) else leida
        except pdfium.PdfiumError:
            self.rotas.append(numero)
            return Pagina(numero, "", f"p. {numero}", origen="sin_texto")
        finally:
            pagina.close()

    def _con_ocr(self, pagina: pdfium.PdfPage, leida: Pagina) -> Pagina:
        """La página leída por OCR, si se puede y mejora lo que ya trae."""
        inservible = not leida.texto or ilegible(leida.texto)
        vacia = replace(leida, texto="", palabras=(), origen="sin_texto") if inservible else leida
        if self.ocr is not None and self.opciones.queda_tiempo():
            reconocida = self.ocr.leer(pagina, self.opciones.plazo)
            if reconocida is not None and len(reconocida.texto) > len(vacia.texto):
                self.confianzas.append(reconocida.confianza)
                return replace(leida, texto=reconocida.texto, palabras=reconocida.palabras, origen="ocr")
            if reconocida is not None:
                return vacia
        if inservible:
            self.sin_texto.append(leida.numero)
        return vacia

    def _avisos(self, total: int) -> Iterator[str]:
        if total > self.opciones.paginas:
            yield f"Sólo se leyeron las primeras {self.opciones.paginas} páginas de {total}."
        if self.rotas:
            yield f"El archivo está dañado: no se pudieron abrir {_lista(self.rotas)}."
        if self.confianzas:
            media = sum(self.confianzas) / len(self.confianzas)
            yield (
                f"{len(self.confianzas)} páginas eran imagen y se leyeron por OCR "
                f"(confianza media: {media:.0f} %). Puede haber letras equivocadas."
            )
        if self.sin_texto:
            porque = "no hay OCR en este servidor" if self.ocr is None else "el OCR no terminó a tiempo"
            yield f"Sin texto que buscar en {_lista(self.sin_texto)}: son imagen y {porque}."


def _parece_escaneada(pagina: pdfium.PdfPage, texto: str) -> bool:
    """Sin texto (o con texto ilegible, o sólo un sello sobre una imagen grande) y con algo dibujado."""
    if ilegible(texto):
        return True
    if sum(1 for c in texto if c.isalpha()) >= _LETRAS_DE_UN_SELLO:
        return False
    if not texto:
        return bool(crudo.FPDFPage_CountObjects(pagina) > 0)
    return _parte_cubierta_por_imagenes(pagina) > 0.5


def _parte_cubierta_por_imagenes(pagina: pdfium.PdfPage) -> float:
    izquierda, abajo, derecha, arriba = pagina.get_bbox()
    area = max(1.0, (derecha - izquierda) * (arriba - abajo))
    cubierta = 0.0
    for objeto in pagina.get_objects(filter=[crudo.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        x0, y0, x1, y1 = objeto.get_bounds()
        cubierta += max(0.0, x1 - x0) * max(0.0, y1 - y0)
    return float(cubierta / area)


def _etiqueta(documento: pdfium.PdfDocument, indice: int) -> str:
    """«p. iv»: el número impreso, si el archivo lo declara y es razonable; si no, el de orden."""
    bufer = ctypes.create_string_buffer(64)
    largo = crudo.FPDF_GetPageLabel(documento, indice, bufer, 64)
    if 2 < largo <= 64:
        declarada = bufer.raw[: largo - 2].decode("utf-16-le", errors="ignore").strip()
        if _ETIQUETA_UTIL.fullmatch(declarada):
            return f"p. {declarada}"
    return f"p. {indice + 1}"


def _propiedades(documento: pdfium.PdfDocument) -> dict[str, str]:
    datos = documento.get_metadata_dict(skip_empty=True)
    propiedades = {}
    for clave, nombre in _CLAVES.items():
        valor = " ".join(unicodedata.normalize("NFC", datos.get(clave, "")).split())[:1000]
        if valor.isprintable() and valor:
            propiedades[nombre] = valor
    for clave, nombre in _FECHAS.items():
        if fecha := fecha_iso(datos.get(clave, "")):
            propiedades[nombre] = fecha
    return propiedades


def fecha_iso(cruda: str) -> str:
    """`D:20170306141404-06'00'` → `2017-03-06`; vacío si no es una fecha de PDF."""
    hallada = _FECHA_PDF.match(cruda.strip())
    if hallada is None:
        return ""
    partes = [hallada[1], hallada[2] or "01", hallada[3] or "01"]
    valida = 1900 <= int(partes[0]) <= 2100 and 1 <= int(partes[1]) <= 12 and 1 <= int(partes[2]) <= 31
    return "-".join(partes) if valida else ""


def _lista(numeros: list[int]) -> str:
    """«la página 3», «las páginas 1, 2 y 5», «12 páginas (1, 2, 3…)»."""
    if len(numeros) == 1:
        return f"la página {numeros[0]}"
    if len(numeros) <= 6:
        return f"las páginas {', '.join(map(str, numeros[:-1]))} y {numeros[-1]}"
    return f"{len(numeros)} páginas ({', '.join(map(str, numeros[:3]))}…)"
