"""Lo que un PDF lleva sin que se vea: texto tapado, invisible, del color de su fondo o fuera de la hoja.

Lo que se dibuja sólo tapa lo de antes (ISO 32000-1, 8.2): el texto blanco de una celda negra, que va después,
se ve. Las anotaciones van encima de todo. De los textos sospechosos, el dibujo dice cuáles no se ven.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType

import pypdfium2 as pdfium
import pypdfium2.raw as crudo

from indexador.extraccion.oculto import atencion, cuenta, en_paginas
from indexador.extraccion.pdf_miradas import OCULTO_SIN_COMPROBAR, Mirada, Miradas
from indexador.extraccion.pdf_notas import anotaciones, comentarios
from indexador.extraccion.pdf_objetos import (
    ANCHO_MINIMO,
    OBJETOS,
    Dibujo,
    Letras,
    Relleno,
    cuerpo_de,
    direccion,
    recorte_de,
    solo_letras,
)
from indexador.extraccion.pdf_sospechas import tapados_y_confundidos

_CUBIERTA = 0.8
"""Parte de la página que cubren sus imágenes si es la hoja escaneada, y el texto invisible, su OCR."""
_BARRA = 0.25
"""Parte de la página desde la que una imagen es su fondo."""
_LARGO_FUERA = 0.04
"""De la página: unas cuatro letras; menos es la basura que deja un recorte."""
_TENUE = 26
"""Opacidad, de 255, con que una letra negra casi no mancha."""
_ILEGIBLE, _MENUDAS = 2.0, 4
"""Cuerpo, en puntos, de la letra que no se puede leer, y cuántas son ya un texto."""


@dataclass
class Oculto:
    """Lo hallado en las páginas de un PDF abierto, para decirlo en un aviso."""

    tapadas: list[int] = field(default_factory=list)
    invisibles: list[int] = field(default_factory=list)
    confundidas: list[int] = field(default_factory=list)
    bajo_fondo: dict[int, list[str]] = field(default_factory=dict)
    """Por página, lo que tapa algo tan grande como ella, sin blancos ni signos."""
    salido: dict[int, float] = field(default_factory=dict)
    """Por página, el largo de lo escrito fuera de ella."""
    comentarios: int = 0
    adjuntos: int = 0
    con_lugar: int = 0
    """Las fotos que dicen dónde se tomaron."""
    sin_comprobar: int = 0
    """Las páginas que quedaron sin dibujar para salir de dudas."""
    segundos: float = 45.0
    """Lo que se puede gastar dibujando, sin contar la primera que haga falta."""
    miradas: Miradas = field(default_factory=lambda: Miradas(None, ""))
    _gastado: float = 0.0

    def mirar(self, pagina: pdfium.PdfPage, numero: int) -> bool:
        """Suma lo que lleve una página, y dice si puede tener imágenes.

        No levanta nada: lo que no se puede mirar no se cuenta.
        """
        mirada, con_imagenes = self.miradas.hechas.get(numero), True
        if mirada is None:
            mirada, con_imagenes = self._mirar(pagina, numero)
        for clase, paginas in (
            ("tapado", self.tapadas),
            ("invisible", self.invisibles),
            ("confundido", self.confundidas),
        ):
            if clase in mirada.clases:
                paginas.append(numero)
        if mirada.bajo_fondo:
            self.bajo_fondo[numero] = list(mirada.bajo_fondo)
        self.comentarios += comentarios(pagina)
        return con_imagenes

    def _mirar(self, pagina: pdfium.PdfPage, numero: int) -> tuple[Mirada, bool]:
        inicio = time.thread_time()
        hoja = _Hoja(pagina, puede_dibujar=self._gastado == 0 or self._gastado < self.segundos)
        mirada = Mirada(tuple(sorted(hoja.clases)), tuple(hoja.bajo_fondo))
        self.sin_comprobar += hoja.dudosa
        if hoja.dibujada:
            self._gastado += time.thread_time() - inicio
            self.miradas.hechas[numero] = mirada
        return mirada, hoja.puede_tener_imagenes

    @property
    def propiedades(self) -> dict[str, str]:
        """`OCULTO_SIN_COMPROBAR`, si no alcanzó el tiempo; y deja lo comprobado para la lectura siguiente."""
        if not self.sin_comprobar:
            return {}
        self.miradas.guardar()
        return {OCULTO_SIN_COMPROBAR: str(self.sin_comprobar)}

    def anotar_fuera(self, numero: int, largo: float) -> None:
        """Suma una palabra que está más allá de las orillas de una página, con su largo en partes de ella."""
        self.salido[numero] = self.salido.get(numero, 0.0) + largo

    def mirar_documento(self, documento: pdfium.PdfDocument) -> None:
        """Suma lo que es del documento entero."""
        self.adjuntos = max(0, crudo.FPDFDoc_GetAttachmentCount(documento))

    def _tapadas(self, textos: Sequence[str]) -> list[int]:
        """Las páginas con algo tapado; un membrete bajo el fondo de una, que se lee en otra, no cuenta."""
        llanos = {n: solo_letras(texto) for n, texto in enumerate(textos, 1)} if self.bajo_fondo else {}
        secretas = (
            numero
            for numero, tapado in self.bajo_fondo.items()
            if any(
                not any(uno in llano and uno not in self.bajo_fondo.get(n, ()) for n, llano in llanos.items())
                for uno in tapado
            )
        )
        return sorted({*self.tapadas, *secretas})

    def avisos(self, textos: Sequence[str] = ()) -> list[str]:
        """Un aviso con todo, o ninguno. `textos` son los de las páginas, desde la primera."""
        tapadas = self._tapadas(textos)
        fuera = [numero for numero, largo in self.salido.items() if largo >= _LARGO_FUERA]
        return atencion(
            f"texto tapado por algo dibujado encima, que se puede copiar y buscar {en_paginas(tapadas)}"
            if tapadas
            else "",
            f"texto invisible {en_paginas(self.invisibles)}" if self.invisibles else "",
            f"texto del mismo color que su fondo {en_paginas(self.confundidas)}" if self.confundidas else "",
            f"texto fuera de la hoja {en_paginas(fuera)}" if fuera else "",
            cuenta(self.comentarios, "comentario o nota", "comentarios o notas"),
            cuenta(self.adjuntos, "archivo adjunto", "archivos adjuntos"),
            cuenta(
                self.con_lugar,
                "imagen que dice dónde se tomó (GPS)",
                "imágenes que dicen dónde se tomaron (GPS)",
            ),
            cuenta(
                self.sin_comprobar,
                "página que puede esconder texto y aún no se comprueba",
                "páginas que pueden esconder texto y aún no se comprueban",
            ),
        )


class _Hoja:
    """Lo que de una página no se ve, por clases: `tapado`, `invisible` o `confundido`."""

    def __init__(self, pagina: pdfium.PdfPage, *, puede_dibujar: bool) -> None:
        self._pagina = pagina
        self._dibujo = Dibujo(pagina)
        ancho, alto = pagina.get_size()
        self._area = ancho * alto
        imagenes = sum(uno.caja.area for uno in self._dibujo.rellenos if uno.imagen)
        self.puede_tener_imagenes = self._dibujo.puede_tener_imagenes
        self._escaneada = imagenes >= _CUBIERTA * self._area
        sospechas = self._sospechas()
        self.dibujada = bool(sospechas) and puede_dibujar
        self.dudosa = bool(sospechas) and not puede_dibujar
        self.clases = self._sin_dibujar()
        self.bajo_fondo: list[str] = []
        if self.dibujada:
            self._comprobar(sospechas)

    def _sin_dibujar(self) -> set[str]:
        textos = self._dibujo.textos
        sin_pintar = any(texto.modo == crudo.FPDF_TEXTRENDERMODE_INVISIBLE for texto in textos)
        menudas = sum(_letras(texto) for texto in textos if _es_menudo(texto))
        return {"invisible"} if (sin_pintar and not self._escaneada) or menudas > _MENUDAS else set()

    def _sospechas(self) -> dict[int, tuple[Letras, str]]:
        """Por dirección, los textos que puede que no se vean y la clase que serían."""
        textos = self._dibujo.textos
        notas = [Relleno(OBJETOS + 1, caja, None) for caja in anotaciones(self._pagina)]
        rellenos = [*self._dibujo.rellenos, *notas]
        tapados, confundidos = tapados_y_confundidos(textos, rellenos, _BARRA * self._area)
        clases = dict.fromkeys(confundidos, "confundido") | dict.fromkeys(tapados, "tapado")
        sospechas = {}
        for indice, texto in enumerate(textos):
            clase = clases.get(indice, "")
            if texto.modo == crudo.FPDF_TEXTRENDERMODE_INVISIBLE:
                continue
            if texto.modo == crudo.FPDF_TEXTRENDERMODE_CLIP or texto.opacidad < _TENUE or _recortado(texto):
                clase = clase or "invisible"
            if clase:
                sospechas[direccion(texto.crudo)] = texto, clase
        return sospechas

    def _comprobar(self, sospechas: dict[int, tuple[Letras, str]]) -> None:
        """Las de recorte (modo 7) se ven donde se pinta a través de ellas, y ahí el dibujo no es liso."""
        de_recorte = crudo.FPDF_TEXTRENDERMODE_CLIP
        for liso in (False, True):
            textos = [t for t, _ in sospechas.values() if (self._escaneada or t.modo == de_recorte) is liso]
            if textos:
                halladas = _dibujante().no_se_ven(self._pagina, textos, sobre_liso=liso)
                self._anotar([sospechas[una] for una in halladas])

    def _anotar(self, halladas: list[tuple[Letras, str]]) -> None:
        """Lo que sólo tapa un fondo de página va aparte, con lo que dice."""
        fondos = [r for r in self._dibujo.rellenos if r.caja.area >= _CUBIERTA * self._area]
        ultimo = max((fondo.orden for fondo in fondos), default=0)
        bajo = [t for t, clase in halladas if clase == "tapado" and t.orden < ultimo]
        self.clases |= {clase for t, clase in halladas if clase != "tapado" or t.orden > ultimo}
        if bajo:
            self.bajo_fondo += _dibujante().lo_que_dicen(self._pagina, bajo)


def _dibujante() -> ModuleType:
    """Sólo al dibujar: un PDF corriente no necesita el lector de imágenes."""
    return import_module("indexador.extraccion.pdf_visto")


def _recortado(texto: Letras) -> bool:
    recorte, caja = recorte_de(texto), texto.caja
    if recorte is None or caja.area <= 0:
        return False
    ancho = min(recorte.x1, caja.x1) - max(recorte.x0, caja.x0)
    alto = min(recorte.y1, caja.y1) - max(recorte.y0, caja.y0)
    return ancho <= caja.x1 - caja.x0 - ANCHO_MINIMO or alto <= (caja.y1 - caja.y0) / 2


def _es_menudo(texto: Letras) -> bool:
    """Si su letra no se puede leer a tamaño natural."""
    caja = texto.caja
    baja = 0 < min(caja.x1 - caja.x0, caja.y1 - caja.y0) < _ILEGIBLE
    return baja and 0 < cuerpo_de(texto) < _ILEGIBLE


def _letras(texto: Letras) -> float:
    """Cuántas caben, más o menos, en un texto: miden medio cuerpo."""
    return max(texto.caja.x1 - texto.caja.x0, texto.caja.y1 - texto.caja.y0) / (cuerpo_de(texto) / 2)
