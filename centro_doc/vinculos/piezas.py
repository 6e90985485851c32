"""Comparar lo que gobierna un pasaje en dos textos, y buscarlo en uno donde no se vio qué era."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from centro_doc.vinculos.oraciones import clausulas
from centro_doc.vinculos.sentido import dice_lo_mismo
from centro_doc.vinculos.signos import signos_cambiados

_HOLGURA, _PARTE = 80, 0.15
"""Caracteres, y parte de la distancia, que puede haberse corrido lo que gobierna un pasaje."""
_PARECIDO = 60
"""Cuánto ha de parecerse lo que hay donde estaba para compararlo (0–100)."""
_SEPARADO = re.compile(r"\s*(?:[.:;\-–—]|\n|$)")
_RODEO = 3
"""Palabras de al lado que se miran si no se ve dónde empieza o acaba."""
_ROTULO = re.compile(r"^\W*(?:(?:a?[a-zñ]|[ivx]{1,5}|\d{1,3})[).°-]+\s+)?|[\s.,:;]+$", re.IGNORECASE)
"""Lo que un punto de una lista lleva delante, y los signos en que acaba una oración."""
_SOBRAN = ((0, 0), (0, 1), (1, 0))
_ORILLAS = re.compile(r"^[\s•·*\-–—]+|[\s.,:;]+$")


@dataclass(frozen=True, slots=True)
class Pieza:
    """Algo que gobierna un pasaje y cuántos caracteres hay de donde acaba al pasaje."""

    texto: str
    distancia: int
    escrito: str = ""
    """Como está escrito, si `texto` lo dice de otra manera."""


def esta_en(texto: str, puesto: int, pieza: Pieza, encabezados: frozenset[str]) -> bool:
    """¿Dice el texto lo mismo a esa distancia de un lugar, y nada más pegado a ello?"""
    dicho, hasta = pieza.escrito or pieza.texto, puesto - pieza.distancia
    holgura = _HOLGURA + round(_PARTE * pieza.distancia)
    desde = max(0, hasta - len(dicho) - holgura)
    ventana = texto[desde : min(puesto, hasta + holgura)].ljust(len(dicho))
    hallado = fuzz.partial_ratio_alignment(dicho, ventana, score_cutoff=_PARECIDO)
    if hallado is None:
        return False
    entero = _entero(ventana, hallado.dest_start, hallado.dest_end, sigue=not pieza.escrito)
    return dicen_lo_mismo(dicho, entero, encabezados)


def dicen_lo_mismo(una: str, otra: str, encabezados: frozenset[str]) -> bool:
    """¿Es lo mismo, mal leído si acaso?

    `encabezados`: los renglones que repiten los dos documentos (`renglones_repetidos`).
    """
    una, otra = (_ORILLAS.sub("", lado) for lado in (una, otra))
    if signos_cambiados(una, otra):
        return False
    return una.split() == otra.split() or dice_lo_mismo(una, otra, en_su_sitio=True, encabezados=encabezados)


def empiezan_igual(una: str, otra: str, encabezados: frozenset[str]) -> bool:
    """Lo mismo, sin contar una palabra del final: la que toca al pasaje pudo partirse, y ya se miró."""
    return any(
        dicen_lo_mismo(_sin_ultimas(una, mias), _sin_ultimas(otra, suyas), encabezados)
        for mias, suyas in _SOBRAN
    )


def acaban_igual(una: str, otra: str, encabezados: frozenset[str]) -> bool:
    """Lo mismo, sin contar una del principio."""
    return any(
        dicen_lo_mismo(_sin_primeras(una, mias), _sin_primeras(otra, suyas), encabezados)
        for mias, suyas in _SOBRAN
    )


def _sin_ultimas(texto: str, cuantas: int) -> str:
    return texto.rstrip().rsplit(maxsplit=cuantas)[0] if cuantas and texto.strip() else texto


def _sin_primeras(texto: str, cuantas: int) -> str:
    return "".join(texto.split(maxsplit=cuantas)[cuantas:]) if cuantas else texto


def _entero(ventana: str, desde: int, hasta: int, *, sigue: bool) -> str:
    """Un trozo, con las palabras de al lado si nada lo separa de ellas; las de detrás, si `sigue`."""
    while desde > 0 and ventana[desde - 1].isalnum():
        desde -= 1
    while hasta < len(ventana) and ventana[hasta].isalnum():
        hasta += 1
    previo, siguiente = clausulas(ventana[:desde])[-1], clausulas(ventana[hasta:])[0]
    if previo.rstrip(" \t").endswith("\n") and not ventana[desde : desde + 1].islower():
        previo = ""
    if not sigue or _SEPARADO.match(siguiente):
        siguiente = ""
    previas, siguientes = _ROTULO.sub("", previo).split()[-_RODEO:], siguiente.split()[:_RODEO]
    return " ".join((*previas, ventana[desde:hasta], *siguientes))
