"""Qué tan bueno es el texto de una página: decide cuáles se leen por OCR y con qué texto se quedan.

El puntaje es la parte de las palabras que se sostienen. En español, las que están en la lista de frecuentes
(`datos/palabras_frecuentes.txt`: las 15,000 escritas en más leyes de varios países; con sus tildes, porque
las capas de texto hechas sin español las pierden). En otros idiomas, las que tienen forma de palabra.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexador.extraccion.limpieza import ilegible

VACIA = "vacia"
MOJIBAKE = "mojibake"
CODIFICACION = "codificacion"
PALABRAS = "palabras"
"""Por qué una página es mala: sin letras, con una codificación leída por otra, sin tabla de caracteres o con
demasiadas palabras que no existen."""

ACEPTABLE = 0.55
"""Debajo de este puntaje, el texto de un archivo hecho en computadora se da por roto."""
ACEPTABLE_DE_ESCANEO = 0.93
"""Lo mismo para el que acompaña a una imagen de la página: casi siempre salió de otro OCR."""
_MINIMO_DE_PALABRAS = 25
_MINIMO_DE_SIGNOS = 40
_ORILLAS = "().,;:«»\"'“”‘’¿?¡![]*–—-_/…"
_PARTES = re.compile(r"[-–/.,:;()]+")
_SENAS_DE_MOJIBAKE = re.compile("[ÃÂâï\ufffd]")
_RAROS = re.compile("[^\x20-\x7e\xa0-\xff\n‐-‧€]")
_MUESTRA = 150
"""De una página más larga se mira una palabra de cada tantas."""
_TILDES = str.maketrans("áéíóúü", "aeiouu")
_DIEZ_POR_CIENTO = 0.1
_SIN_TABLA = re.compile(r"[^\s\w.,;:()_\-–—«»\"'“”‘’/%°ºª$+=¿?¡!&*@•·#\[\]]")
_MOJIBAKE = re.compile(r"Ã[©³±¡ºª­¼‰“”–‘’š¨\x80-\xbf]|Ã(?=[\s,.;]|\w)|Â[°ª«»¿¡·º]|â€|ï¿½|\ufffd")
_LIMPIA = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOCAL = re.compile(r"[aeiouyáéíóúüàèìòùâêîôûäëïöãõ]", re.IGNORECASE)
_IMPRONUNCIABLE = re.compile(r"[bcdfghjklmnpqrstvwxzñ]{5}|^[^aeiouyáéíóúü]+$", re.IGNORECASE)
_FUNCION_ES = """de la que el en y a los del se las por un para con no una su al lo o como"""
_FUNCION_OTRAS = """
the of and to in is for that with as on be by or are this from which shall et les des une dans pour est sur au
aux qui par ou pas da do dos em os um uma com não na ao às pelo und der die von den zu mit ist nicht ein eine
"""
_DE_ESPANOL, _DE_OTROS = frozenset(_FUNCION_ES.split()), frozenset(_FUNCION_OTRAS.split())


@dataclass(frozen=True, slots=True)
class Calidad:
    """`puntaje` de 0 a 1 sobre `palabras` contadas; `motivo`, vacío si nada anda mal con los signos."""

    puntaje: float
    palabras: int
    idioma: str
    """`es`, `otro` (uno de los europeos que llegan) o vacío si no se sabe."""
    motivo: str = ""
    con_forma: float = 1.0
    """Si el idioma no se sabe, la parte de las palabras que se pueden pronunciar: un texto en un idioma maya
    las tiene todas, y uno con los signos cambiados, casi ninguna."""

    def es_mala(self, *, escaneada: bool) -> bool:
        """Si conviene leer la página otra vez; `escaneada`, si el texto acompaña a una imagen de ella."""
        if self.motivo:
            return True
        if self.palabras < _MINIMO_DE_PALABRAS or self.idioma == "otro":
            return False
        if not escaneada and not self.idioma:
            return self.con_forma < ACEPTABLE
        return self.puntaje < (ACEPTABLE_DE_ESCANEO if escaneada else ACEPTABLE)


def medir(texto: str) -> Calidad:
    """La calidad del texto de una página."""
    trozos = texto.split()
    if not trozos:
        return Calidad(0.0, 0, "", VACIA)
    muestra = trozos[:: max(1, len(trozos) // _MUESTRA)]
    limpios = [limpio for trozo in muestra if (limpio := trozo.strip(_ORILLAS))]
    idioma = _idioma(limpios)
    if motivo := _motivo(texto, len(trozos)):
        return Calidad(0.0, len(limpios), idioma, motivo)
    sostenidas, dudosas = _contar(limpios, idioma)
    contadas = sostenidas + dudosas
    puntaje = sostenidas / contadas if contadas else 1.0
    return Calidad(puntaje, contadas, idioma, con_forma=1.0 if idioma else _parte_con_forma(limpios))


def _parte_con_forma(trozos: list[str]) -> float:
    largas = [trozo for trozo in trozos if len(trozo) > 2 and any(map(str.isalpha, trozo))]
    bien = sum(1 for t in largas if _LIMPIA.fullmatch(t) and not _IMPRONUNCIABLE.search(t))
    return bien / len(largas) if largas else 1.0


def _motivo(texto: str, palabras: int) -> str:
    """Lo que anda mal con los signos, o vacío. Lo común, que nada ande mal, se ve sin contarlos."""
    if _SENAS_DE_MOJIBAKE.search(texto) and len(_MOJIBAKE.findall(texto)) > max(1, palabras // 50):
        return MOJIBAKE
    if _RAROS.search(texto) and ilegible(texto):
        return CODIFICACION
    visibles = len(texto) - palabras + 1
    if visibles < _MINIMO_DE_SIGNOS or len(_SIN_TABLA.findall(texto)) * 5 <= visibles:
        return ""
    return "" if sum(map(str.isalnum, texto)) > 0.6 * visibles else CODIFICACION


def _contar(trozos: list[str], idioma: str) -> tuple[int, int]:
    """Cuántas palabras se sostienen y cuántas no; los nombres propios limpios no cuentan."""
    sostenidas = dudosas = 0
    for trozo in trozos:
        for palabra in [trozo] if trozo.isalpha() else _PARTES.split(trozo):
            juicio = _juzgar(palabra, idioma)
            sostenidas += juicio > 0
            dudosas += juicio < 0
    return sostenidas, dudosas


def _juzgar(palabra: str, idioma: str) -> int:
    """1 si se sostiene, -1 si no, 0 si no dice nada (cifras, siglas, nombres, letras sueltas)."""
    if palabra in _frecuentes():
        return 1
    letras = len(palabra) if palabra.isalpha() else sum(map(str.isalpha, palabra))
    if letras == 0 or len(palabra) == 1:
        return 0
    if _LIMPIA.fullmatch(palabra) is None:
        return 0 if letras < 2 or _es_codigo(palabra) else -1
    if idioma == "otro":
        return 1 if len(palabra) < 3 or _VOCAL.search(palabra) else -1
    if palabra.isupper():
        if palabra.lower().translate(_TILDES) in _sin_tildes():
            return 1
        return -1 if letras > 3 and _IMPRONUNCIABLE.search(palabra) else 0
    if palabra.lower() in _frecuentes():
        return 1
    if palabra[0].isupper() and palabra[1:].islower():
        return 0 if palabra.lower().translate(_TILDES) not in _sin_tildes() else -1
    return -1


def _es_codigo(palabra: str) -> bool:
    """«A4», «3o», «12a», «B2B»: letras y cifras de las que hay en los textos buenos."""
    return len(palabra) <= 3 or palabra[0].isdigit() or palabra.rstrip("0123456789").isupper()


def _idioma(trozos: list[str]) -> str:
    menores = [t.lower() for t in trozos]
    espanol = sum(t in _DE_ESPANOL for t in menores)
    otras = sum(t in _DE_OTROS for t in menores)
    if max(espanol, otras) < _DIEZ_POR_CIENTO * len(menores):
        return ""
    return "es" if espanol >= otras else "otro"


@cache
def _frecuentes() -> frozenset[str]:
    ruta = Path(__file__).with_name("datos") / "palabras_frecuentes.txt"
    return frozenset(ruta.read_text(encoding="utf-8").split())


@cache
def _sin_tildes() -> frozenset[str]:
    """Las mayúsculas se escriben a menudo sin ellas."""
    return frozenset("\n".join(_frecuentes()).translate(_TILDES).split())
