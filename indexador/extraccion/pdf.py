"""Lectura de PDF con PDFium: texto, cajas y, para las páginas que no se leen bien, OCR."""

import ctypes
import mmap
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as crudo

from indexador.extraccion.fallas import pdf_danado, pdf_protegido
from indexador.extraccion.huellas import AUTOR, EMPRESA, Dicho, huellas
from indexador.extraccion.limites import Opciones
from indexador.extraccion.pdf_miradas import Miradas
from indexador.extraccion.pdf_oculto import Oculto
from indexador.extraccion.pdf_pagina import con_lo_escrito_encima, leer_pagina
from indexador.extraccion.relectura import Relectura, lista
from indexador.ficha import Pagina, Texto

_CLAVES = {"Title": "titulo", "Author": "autor", "Subject": "asunto", "Keywords": "palabras_clave"}
_FECHAS = {"CreationDate": "creado", "ModDate": "modificado"}
_FECHA_PDF = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")
_DE_CIFRADO = frozenset({crudo.FPDF_ERR_PASSWORD, crudo.FPDF_ERR_SECURITY})
"""Hay archivos dañados con que PDFium deja el código de error de otro, leído antes en el mismo proceso."""
_CON_HUELLAS = (b"Exif\0\0", b"/XML", b"/Encrypt")
"""Sin ninguna de ellas no hay XMP ni EXIF: un flujo no va dentro de otro (ISO 32000-1, 7.5.7)."""
_ETIQUETA_UTIL = re.compile(r"[\w.\-]{1,8}")


def leer_pdf(ruta: Path, opciones: Opciones) -> Texto:
    """Todas las páginas, en orden. Levanta `NoExtraible` (`protegido` o `danado`) si no hay ninguna."""
    try:
        documento = pdfium.PdfDocument(ruta, password=opciones.clave or None)
    except pdfium.PdfiumError as error:
        if error.err_code in _DE_CIFRADO and b"/Encrypt" in ruta.read_bytes():
            raise pdf_protegido() from error
        raise pdf_danado() from error
    try:
        if len(documento) == 0:
            raise pdf_danado()
        return _Lectura(documento, opciones, ruta).leer()
    finally:
        documento.close()


@dataclass
class _Lectura:
    """El recorrido de un documento abierto."""

    documento: pdfium.PdfDocument
    opciones: Opciones
    ruta: Path
    rotas: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        miradas = Miradas(self.opciones.reconocidas, f"pdfium {pdfium.PDFIUM_INFO.build}")
        self.oculto = Oculto(segundos=self.opciones.segundos_de_dibujo, miradas=miradas)
        self.relectura = Relectura(self.opciones, total=min(len(self.documento), self.opciones.paginas))

    def leer(self) -> Texto:
        self.oculto.mirar_documento(self.documento)
        suyas = self._huellas()
        total = len(self.documento)
        paginas = tuple(self._pagina(n) for n in range(min(total, self.opciones.paginas)))
        if len(self.rotas) == len(paginas):
            raise pdf_danado()
        if all(not p.texto for p in paginas) and not self.relectura.sin_texto and self.rotas:
            raise pdf_danado()
        return Texto(
            paginas=paginas,
            extractor=f"pdfium {pdfium.PDFIUM_INFO.build}{self.relectura.lector}",
            propiedades=_propiedades(self.documento)
            | suyas
            | self.relectura.propiedades
            | self.oculto.propiedades,
            avisos=tuple(self._avisos(total, paginas)),
        )

    def _pagina(self, indice: int) -> Pagina:
        numero = indice + 1
        try:
            pagina = self.documento[indice]
        except pdfium.PdfiumError:
            self.rotas.append(numero)
            return Pagina(numero, "", f"p. {numero}", origen="sin_texto")
        try:
            con_imagenes = self.oculto.mirar(pagina, numero)
            mirada, pagina = pagina, con_lo_escrito_encima(self.documento, indice, pagina)
            ancho, alto = pagina.get_size()
            texto, palabras = leer_pagina(pagina, lambda largo: self.oculto.anotar_fuera(numero, largo))
            etiqueta = _etiqueta(self.documento, indice)
            origen = "nativo" if texto else "sin_texto"
            leida = Pagina(numero, texto, etiqueta, round(ancho, 2), round(alto, 2), palabras, origen)
            puede_ser_escaneo = con_imagenes or pagina is not mirada
            return self.relectura.revisar(pagina, leida, puede_ser_escaneo=puede_ser_escaneo)
        except pdfium.PdfiumError:
            self.rotas.append(numero)
            return Pagina(numero, "", f"p. {numero}", origen="sin_texto")
        finally:
            pagina.close()

    def _huellas(self) -> dict[str, str]:
        """Quién dice el archivo que lo hizo. El lector de XMP y de fotos sólo se carga si hace falta."""
        dichos: list[Dicho] = []
        if _puede_llevar_huellas(self.ruta):
            suyas = import_module("indexador.extraccion.pdf_huellas")
            dichos, self.oculto.con_lugar = suyas.huellas_de_pdf(self.ruta, self.opciones.clave)
        datos = ((AUTOR, "Author"), (EMPRESA, "Company"))
        propios: list[Dicho] = [(clase, self.documento.get_metadata_value(suyo)) for clase, suyo in datos]
        return huellas([*propios, *dichos])

    def _avisos(self, total: int, paginas: Sequence[Pagina]) -> Iterator[str]:
        if total > self.opciones.paginas:
            yield f"Sólo se leyeron las primeras {self.opciones.paginas} páginas de {total}."
        if self.rotas:
            yield f"El archivo está dañado: no se pudieron abrir {lista(self.rotas)}."
        yield from self.relectura.avisos()
        yield from self.oculto.avisos([pagina.texto for pagina in paginas])


def _puede_llevar_huellas(ruta: Path) -> bool:
    with ruta.open("rb") as archivo, mmap.mmap(archivo.fileno(), 0, access=mmap.ACCESS_READ) as octetos:
        return any(octetos.find(una) >= 0 for una in _CON_HUELLAS)


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
