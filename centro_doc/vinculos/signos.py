"""Los signos que dicen algo y no son letras ni cifras: moneda, tanto por ciento, mayor o menor, un quebrado.

Un reconocimiento pierde a veces uno; no pone otro en su lugar, ni hace de «3/4» un 34.
"""

import re
import unicodedata

_SIGNO = re.compile(r"[$€£¥%‰<>=±+/⁄]|(?<![\w\-−–])[\-−–](?=\s?\d)")
_EXPRESION = re.compile(r"\d+(?:\s?[.,:;/⁄\-–−]\s?\d+)*")
_MILES = re.compile(r"[.,](?=\d{3}(?!\d))")
_ENTRE_CIFRAS = re.compile(r"(?<=\d)\s*([.,:;/⁄\-–−]|\s)\s*(?=\d)")
_HASTA_LA_PALABRA, _DESDE_LA_PALABRA = re.compile(r".*\w", re.DOTALL), re.compile(r"\w.*", re.DOTALL)
_RAYAS = str.maketrans(dict.fromkeys("−–", "-"))


def mismos_signos(antes: str, ahora: str) -> bool:
    """¿Tienen los dos los mismos signos, las mismas separaciones entre cifras y las mismas preguntas?"""
    return _todos(antes) == _todos(ahora)


def signos_cambiados(antes: str, ahora: str) -> bool:
    """¿Hay en uno un signo en lugar de otro, o el mismo número partido de otra manera?"""
    viejos, nuevos = (_SIGNO.findall(_llano(texto)) for texto in (antes, ahora))
    if len(viejos) == len(nuevos) and viejos != nuevos:
        return True
    dichos, ahora_dichos = _expresiones(antes), _expresiones(ahora)
    return any(dichos[cifras] != ahora_dichos[cifras] for cifras in dichos.keys() & ahora_dichos.keys())


def con_sus_orillas(antes: str, pasaje: str, despues: str) -> str:
    """El pasaje, con los signos que tiene pegados fuera: «¿», «$»."""
    return f"{_HASTA_LA_PALABRA.sub('', antes)}{pasaje}{_DESDE_LA_PALABRA.sub('', despues)}"


def _todos(texto: str) -> tuple[list[str], list[str], list[str]]:
    llano = _llano(texto)
    preguntas = [signo for signo in llano if signo in "¿?"]
    return _SIGNO.findall(llano), _ENTRE_CIFRAS.findall(llano), preguntas


def _expresiones(texto: str) -> dict[str, set[str]]:
    """De cada número, por sus cifras, cómo se escribe, sin blancos ni el signo de los miles."""
    dichas: dict[str, set[str]] = {}
    for una in _EXPRESION.findall(_llano(texto)):
        escrita = _MILES.sub("", "".join(una.split()))
        dichas.setdefault("".join(letra for letra in escrita if letra.isdigit()), set()).add(escrita)
    return dichas


def _llano(texto: str) -> str:
    return unicodedata.normalize("NFKC", texto).translate(_RAYAS)
