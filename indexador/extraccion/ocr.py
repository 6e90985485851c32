"""OCR con el programa `tesseract` y sus datos de español, cuando están en el sistema."""

import io
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import pypdfium2 as pdfium
from PIL import Image

from indexador.extraccion.caratulas import sin_su_registro
from indexador.extraccion.enderezar import Enderezada, con_manchas, enderezar, sin_ruido
from indexador.extraccion.espaciado import Trozo
from indexador.extraccion.franja import con_registro, leer_registro
from indexador.extraccion.guias import con_guias, sin_guias
from indexador.extraccion.limpieza import limpiar_palabra
from indexador.extraccion.orden import en_orden
from indexador.extraccion.pdf_pagina import armar
from indexador.ficha import Palabra

_PUNTOS_POR_PULGADA = 300
_PIXELES_MAXIMOS = 40_000_000
_SEGUNDOS_POR_PAGINA = 120.0
_PUNTOS_CREIBLES = 70
_AGRANDAR_DESDE = 1.25
_CONFIANZA_DUDOSA = 60.0
_CONFIANZA_BUENA = 90.0
_ROMANO = re.compile(r"(?<!\w)(?:I[Il]*l[Il]*|l[Il]+)(?!\w)")
_GIRO = re.compile(r"Rotate: (\d+)")
_VERSION = re.compile(r"tesseract v?(\d[\w.]*)")
_NIVEL_PALABRA = "5"
_POR_BLOQUES, _UN_BLOQUE = "3", "6"
"""Cómo parte tesseract la hoja (`--psm`). Sin las guías, los números de un índice quedan lejos de su renglón:
por bloques los pierde, o los da todos juntos."""
_UMBRAL_POR_VECINDAD = ("-c", "thresholding_method=2", "-c", "thresholding_kfactor=0.2")
"""El blanco y negro de Sauvola (2000), que no pierde las letras grises ni las chicas; tesseract 4 lo ignora.

El de costumbre en tesseract (Otsu) es uno para toda la página."""
_DIERESIS = re.compile(r"(?<=g)ú(?=[eéií])")
_ENTORNO = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
"""Un hilo: con varios, tesseract tarda seis veces más en una máquina ocupada."""


@dataclass(frozen=True, slots=True)
class PaginaReconocida:
    """Texto y palabras de una imagen; `confianza` es la media de sus palabras, de 0 a 100."""

    texto: str
    palabras: tuple[Palabra, ...]
    confianza: float
    valor: float = field(default=0.0, compare=False)
    """Para elegir entre dos lecturas de la misma hoja: las letras que dio, cada una por lo que su palabra
    pasa de `_CONFIANZA_DUDOSA` (o le falta para llegar)."""


@dataclass(frozen=True, slots=True)
class Ocr:
    """El programa hallado en `programa`, con su versión; `orienta`, si sabe ver que una hoja está girada."""

    programa: str
    version: str = ""
    orienta: bool = False

    def leer(self, pagina: pdfium.PdfPage, plazo: float) -> PaginaReconocida | None:
        """Dibuja la página a 300 puntos por pulgada y la lee como `leer_imagen`."""
        imagen, puntos = _dibujar(pagina)
        return self.leer_imagen(imagen, puntos, plazo)

    def leer_imagen(
        self, imagen: Image.Image, puntos_por_pulgada: int, plazo: float
    ) -> PaginaReconocida | None:
        """Lee la imagen de una página; `None` si no alcanzó el tiempo (`time.monotonic()`) o falló.

        Endereza antes de leer, y las cajas son las de la imagen dada. Una página en blanco da texto vacío sin
        gastar en el programa. Lo que tiene puntos guía se lee sin ellos (`guias`). Lo leído con poca
        confianza se intenta otra vez con la hoja girada, si lo está, y sin ruido; queda lo mejor. Una
        carátula sin su número de registro lo busca en su franja.
        """
        gris, puntos = _a_medida(imagen.convert("L"), puntos_por_pulgada)
        if gris.getextrema()[0] == gris.getextrema()[1]:
            return PaginaReconocida("", (), 0.0)
        derecha = enderezar(gris)
        leida, modo = self._reconocer(derecha, puntos, plazo), _POR_BLOQUES
        if leida is not None and (leida.confianza < _CONFIANZA_DUDOSA or con_guias(leida.texto)):
            limpia = derecha.con(sin_guias(derecha.imagen, puntos))
            hubo = limpia.imagen != derecha.imagen
            otra = self._reconocer(limpia, puntos, plazo, _UN_BLOQUE) if hubo else None
            if otra is not None and otra.valor > leida.valor:
                derecha, leida, modo = limpia, otra, _UN_BLOQUE
        if leida is not None and leida.confianza < _CONFIANZA_DUDOSA and self.orienta:
            giro = self._giro(derecha.imagen, puntos, plazo)
            girada = enderezar(gris, giro) if giro else derecha
            otra = self._reconocer(girada, puntos, plazo) if giro else None
            if otra is not None and otra.valor > leida.valor:
                derecha, leida = girada, otra
        if leida is not None and leida.confianza < _CONFIANZA_BUENA:
            otra = self._reconocer(derecha.con(sin_ruido(derecha.imagen)), puntos, plazo, modo)
            leida = otra if otra is not None and otra.valor > leida.valor else leida
        return self._con_registro(leida, derecha, puntos, plazo)

    def _con_registro(
        self, leida: PaginaReconocida | None, hoja: Enderezada, puntos: int, plazo: float
    ) -> PaginaReconocida | None:
        """La carátula de una iniciativa que salió sin su número, con el que se lea en su franja."""
        if leida is None or hoja.giro or not sin_su_registro(leida.texto):
            return leida

        def leer(recorte: Image.Image, opciones: tuple[str, ...]) -> str:
            return self._correr(recorte, plazo, "-l", "spa", "--dpi", str(puntos), *opciones) or ""

        hallado = leer_registro(hoja.imagen, leida.texto, leida.palabras, leer)
        if hallado is None:
            return leida
        texto, palabras = con_registro(leida.texto, leida.palabras, hallado)
        return replace(leida, texto=texto, palabras=palabras)

    def _reconocer(
        self, hoja: Enderezada, puntos: int, plazo: float, modo: str = _POR_BLOQUES
    ) -> PaginaReconocida | None:
        umbral = () if con_manchas(hoja.imagen) else _UMBRAL_POR_VECINDAD
        tsv = self._correr(
            hoja.imagen, plazo, "-l", "spa", "--dpi", str(puntos), "--psm", modo, *umbral, "tsv"
        )
        if tsv is None:
            return None
        leida = interpretar_tsv(tsv)
        return replace(leida, palabras=tuple(map(hoja.en_la_pagina, leida.palabras)))

    def _giro(self, imagen: Image.Image, puntos: int, plazo: float) -> int:
        """Cuántos cuartos de vuelta, en contra de las agujas, ponen derecha la hoja; 0 si no se sabe."""
        dicho = self._correr(imagen, plazo, "-l", "osd", "--dpi", str(puntos), "--psm", "0")
        hallado = _GIRO.search(dicho or "")
        return -int(hallado[1]) // 90 % 4 if hallado is not None else 0

    def _correr(self, imagen: Image.Image, plazo: float, *opciones: str) -> str | None:
        segundos = min(_SEGUNDOS_POR_PAGINA, plazo - time.monotonic())
        salida = io.BytesIO()
        imagen.save(salida, "PPM")
        try:
            corrida = subprocess.run(
                [self.programa, "stdin", "stdout", *opciones],
                input=salida.getvalue(),
                capture_output=True,
                timeout=max(1.0, segundos),
                check=True,
                env=_ENTORNO,
            )
        except (subprocess.SubprocessError, OSError):
            return None
        return corrida.stdout.decode("utf-8", errors="replace")


@cache
def buscar_ocr() -> Ocr | None:
    """El OCR, si el sistema tiene `tesseract` con español (`spa`)."""
    programa = shutil.which("tesseract")
    if programa is None:
        return None
    idiomas = _preguntar(programa, "--list-langs").split()
    if "spa" not in idiomas:
        return None
    version = _VERSION.search(_preguntar(programa, "--version"))
    return Ocr(programa, version[1] if version else "", "osd" in idiomas)


olvidar_busqueda = buscar_ocr.cache_clear
"""Para que `buscar_ocr` mire el sistema otra vez."""


def _preguntar(programa: str, que: str) -> str:
    """Lo que responde el programa; vacío si falla."""
    try:
        corrida = subprocess.run([programa, que], capture_output=True, timeout=20, check=True)
    except (subprocess.SubprocessError, OSError):
        return ""
    return (corrida.stdout + corrida.stderr).decode("utf-8", errors="replace")


def interpretar_tsv(tsv: str) -> PaginaReconocida:
    """Arma el texto (renglones y párrafos) y las cajas desde la salida TSV de tesseract.

    Tesseract toma a veces por una columna los incisos de una lista: aquí vuelven a su renglón (`en_orden`).
    """
    renglones = [fila.split("\t") for fila in tsv.splitlines()[1:]]
    filas = [fila for fila in renglones if len(fila) == 12]
    ancho, alto = _tamano(filas)
    trozos: list[Trozo] = []
    confianzas: list[float] = []
    anterior = ("", "", "")
    for fila in filas:
        palabra = _enmendar(limpiar_palabra(fila[11].strip()))
        if fila[0] != _NIVEL_PALABRA or not palabra:
            continue
        lugar = (fila[2], fila[3], fila[4])
        trozos.append(Trozo(palabra, _separador(anterior, lugar), *_caja(fila, ancho, alto)))
        confianzas.append(float(fila[10]))
        anterior = lugar
    media = sum(confianzas) / len(confianzas) if confianzas else 0.0
    valor = sum(len(t.texto) * (c - _CONFIANZA_DUDOSA) for t, c in zip(trozos, confianzas, strict=True))
    leidos = en_orden(trozos, alto / ancho)
    texto, palabras = armar(leidos) if leidos is not trozos else _seguidos(trozos)
    return PaginaReconocida(texto, palabras, media, valor)


def _seguidos(trozos: Sequence[Trozo]) -> tuple[str, tuple[Palabra, ...]]:
    """El texto con los renglones y párrafos que vio el programa, y sus palabras."""
    piezas: list[str] = []
    palabras: list[Palabra] = []
    largo = 0
    for palabra, antes, *caja in trozos:
        separador = antes if piezas else ""
        piezas += [separador, palabra]
        inicio = largo + len(separador)
        largo = inicio + len(palabra)
        palabras.append(Palabra(inicio, largo, *caja))
    return "".join(piezas), tuple(palabras)


def _enmendar(palabra: str) -> str:
    """Lo que el modelo español confunde y no existe en español: «bilingúe» y los romanos «Il» y «lll»."""
    if "ú" in palabra:
        return _DIERESIS.sub("ü", palabra)
    return _ROMANO.sub(lambda hallado: "I" * len(hallado[0]), palabra) if "l" in palabra else palabra


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


def _a_medida(imagen: Image.Image, puntos: int) -> tuple[Image.Image, int]:
    """La imagen a los puntos por pulgada con que se lee mejor; los que no se saben, por una hoja carta."""
    reales = puntos if puntos >= _PUNTOS_CREIBLES else max(_PUNTOS_CREIBLES, round(max(imagen.size) / 11))
    veces = min(3.0, _PUNTOS_POR_PULGADA / reales)
    if veces < _AGRANDAR_DESDE or imagen.width * imagen.height * veces * veces > _PIXELES_MAXIMOS:
        return imagen, reales
    tamano = (round(imagen.width * veces), round(imagen.height * veces))
    return imagen.resize(tamano, Image.Resampling.LANCZOS), round(reales * veces)


def _dibujar(pagina: pdfium.PdfPage) -> tuple[Image.Image, int]:
    """La página en gris y a cuántos puntos por pulgada."""
    ancho, alto = pagina.get_size()
    escala = _PUNTOS_POR_PULGADA / 72
    pixeles = ancho * alto * escala * escala
    if pixeles > _PIXELES_MAXIMOS:
        escala *= (_PIXELES_MAXIMOS / pixeles) ** 0.5
    mapa = pagina.render(scale=escala, grayscale=True)
    try:
        return mapa.to_pil().copy(), round(escala * 72)
    finally:
        mapa.close()
