"""Enmienda lo que un OCR sin español le hizo a un título: «exenci6n», «10 que», «MI GRA CIÓN», «retormas».

Sólo toca lo que está roto (cifras dentro de una palabra, pedazos que juntos son una palabra conocida) y dice
si tocó algo: el valor enmendado se propone con confianza baja y el literal queda como está en la página.
"""

import re
from functools import cache
from pathlib import Path

from indexador.juridico.confusiones import existe
from indexador.lengua.plano import plano

_VOCABULARIO = Path(__file__).parent / "datos" / "vocabulario.txt"
_ESQUELETO = str.maketrans(
    {
        "1": "l",
        "i": "l",
        "|": "l",
        "!": "l",
        "j": "l",
        "0": "o",
        "6": "o",
        "q": "g",
        "9": "g",
        "5": "s",
        "$": "s",
        "t": "f",
        "v": "u",
        "8": "b",
        "h": "b",
        "e": "c",
        "(": "c",
        "2": "z",
        "3": "a",
        "4": "a",
    }
)
_MINIMO = 5
_PEDAZOS = 4
_ARTICULO = re.compile(
    r"(?<![\w.,-])(?:1[0Oo]|[lI]0)(?:(?= (?:que|cual|relativo)\b)|([sS])(?!\w))", re.IGNORECASE
)
_PALABRA = re.compile(r"\w+", re.UNICODE)
_CIFRA_DENTRO = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")
_ORDINAL_O_CLAVE = re.compile(
    r"\d+[a-zA-Zºª°]{1,2}|[A-Z]{1,8}\d{2,}|[A-Z]{1,4}\d[A-Z]?|\d+[A-Z]+|N[º°]\d+|(?:[A-Z]\d){2,}|\d[A-Z]\d"
)
_ENLACES = ("para", "las", "los", "del", "por", "que", "con", "de", "el", "la", "en", "al", "y")
_BASURA = re.compile(
    r"(?<=\s)[^\w\s\"«»“”(]{1,3}(?=\s)|(?<=\.)\W{0,4}(?:\b\w{1,2}\W{1,3}){0,3}\w{0,2}\W{0,3}$|(?<=\s)[|_~>]+|"
    r"[|_~]+(?=\s|$)|¡"
)
_LETRA_SUELTA = re.compile(r"(?<=[A-ZÁÉÍÓÚÑ]{2} )E (?!H?[IÍ])|(?<=[A-ZÁÉÍÓÚÑ]{2} )[a-zñz] (?=[A-ZÁÉÍÓÚÑ]{2})")
_LETRAS = {"6": "ó", "0": "o", "1": "l", "5": "s", "3": "a", "4": "a", "8": "b"}


@cache
def vocabulario() -> dict[str, str]:
    """De cada esqueleto a la única palabra conocida que lo tiene."""
    halladas: dict[str, str] = {}
    for palabra in _VOCABULARIO.read_text(encoding="utf-8").split():
        clave = esqueleto(palabra)
        halladas[clave] = palabra if halladas.get(clave, palabra) == palabra else ""
    return halladas


def sin_basura(escrito: str) -> str:
    """El texto leído de una imagen, sin las motas que el OCR tomó por signos o letras sueltas.

    >>> sin_basura("LEY DE FOMENTO DE o INVERSIÓN | - EXTRANJERA. Ñ |")
    'LEY DE FOMENTO DE INVERSIÓN EXTRANJERA.'
    >>> sin_basura("EL VIRUS E DE INMUNODEFICIENCIA E INFLUENZA")
    'EL VIRUS DE INMUNODEFICIENCIA E INFLUENZA'
    """
    return " ".join(_LETRA_SUELTA.sub("", " ".join(_BASURA.sub(" ", escrito).split())).split())


def esqueleto(palabra: str) -> str:
    """La palabra con las letras que un OCR confunde hechas una sola.

    >>> esqueleto("exenci6n") == esqueleto("Exención"), esqueleto("retorma") == esqueleto("reforma")
    (True, True)
    """
    return plano(palabra).translate(_ESQUELETO)


def reparar(escrito: str, *, de_imagen: bool = False) -> tuple[str, bool]:
    """El texto de un renglón enmendado, y si hubo que tocarlo; `de_imagen` separa además las palabras juntas.

    >>> reparar("Ley de Exenci6n de 10 que pagan las M1GRA NTES")
    ('Ley de Exención de lo que pagan las MIGRANTES', True)
    >>> reparar("Reformas al Decreto 17-73, Código Penal")
    ('Reformas al Decreto 17-73, Código Penal', False)
    """
    arreglado = _ARTICULO.sub(_articulo, escrito)
    palabras = list(_PALABRA.finditer(arreglado))
    partes: list[str] = []
    lugar = cual = 0
    while cual < len(palabras):
        nueva, cuantas = _palabra(arreglado, palabras, cual, de_imagen)
        ultima = palabras[cual + cuantas - 1]
        partes += [arreglado[lugar : palabras[cual].start()], nueva]
        lugar = ultima.end()
        cual += cuantas
    final = "".join([*partes, arreglado[lugar:]])
    return final, final != escrito


def _articulo(hallazgo: re.Match[str]) -> str:
    articulo = "lo" + (hallazgo[1] or "").lower()
    altas = sum(letra.isupper() for letra in hallazgo.string) * 2 > sum(map(str.isalpha, hallazgo.string))
    return articulo.upper() if altas else articulo


def _palabra(texto: str, palabras: list[re.Match[str]], cual: int, de_imagen: bool) -> tuple[str, int]:
    """La palabra que empieza ahí, enmendada, y cuántos pedazos la formaban."""
    conocidas = vocabulario()
    for cuantas in range(min(_PEDAZOS, len(palabras) - cual), 1, -1):
        trozo = texto[palabras[cual].start() : palabras[cual + cuantas - 1].end()]
        pedazos = [p[0] for p in palabras[cual : cual + cuantas]]
        if len(trozo) != sum(map(len, pedazos)) + cuantas - 1 or any(
            p.isdigit() and p != "1" for p in pedazos
        ):
            continue
        junta = conocidas.get(esqueleto("".join(pedazos)), "")
        sigla = len(pedazos[-1]) == 1 and texto.startswith(".", palabras[cual + cuantas - 1].end())
        if (
            not sigla
            and len(junta) >= _MINIMO
            and not all(_conocida(pedazo) or existe(pedazo) for pedazo in pedazos)
        ):
            return _con_caja(junta, trozo), cuantas
    sola = _sola(palabras[cual][0])
    return (_separar(sola) if de_imagen else sola), 1


def _es_clave(palabra: str) -> bool:
    """Si las cifras son suyas: «4º», «COVID19», «Nº19», «H1N1», o de una nota («independientes26»)."""
    sin_cifras = palabra.rstrip("0123456789")
    return (
        _ORDINAL_O_CLAVE.fullmatch(palabra) is not None
        or sum(letra.isdigit() for letra in palabra) >= _CIFRAS_DE_CLAVE
        or (sin_cifras != palabra and len(sin_cifras) >= _MINIMO and existe(sin_cifras))
    )


_CIFRAS_DE_CLAVE = 3


def _sola(palabra: str) -> str:
    rota = _CIFRA_DENTRO.search(palabra) and not _es_clave(palabra)
    conocida = vocabulario().get(esqueleto(palabra), "")
    if (
        conocida
        and not existe(palabra)
        and plano(conocida) != plano(palabra)
        and (rota or len(palabra) > _MINIMO)
    ):
        return _con_caja(conocida, palabra)
    if not rota:
        return palabra
    return _con_caja("".join(_letra(palabra, lugar) for lugar in range(len(palabra))), palabra)


def _separar(palabra: str) -> str:
    """Dos palabras que el OCR juntó, si una es de enlace y la otra se conoce: «PARAEL», «RESERVADE»."""
    if len(palabra) < _MINIMO or _conocida(palabra) or not palabra.isalpha():
        return palabra
    llana = plano(palabra)
    for enlace in _ENLACES:
        if llana.startswith("ala") and _sirve(palabra[3:]):
            return f"{palabra[0]} {palabra[1:3]} {palabra[3:]}"
        delante, detras = llana[: len(enlace)], llana[-len(enlace) :]
        if delante == enlace and _sirve(palabra[len(enlace) :]):
            return f"{palabra[: len(enlace)]} {palabra[len(enlace) :]}"
        if detras == enlace and _sirve(palabra[: -len(enlace)]):
            return f"{palabra[: -len(enlace)]} {palabra[-len(enlace) :]}"
    return palabra


def _sirve(pedazo: str) -> bool:
    return (len(pedazo) >= _MINIMO or plano(pedazo) in _ENLACES) and _conocida(pedazo)


def _letra(palabra: str, lugar: int) -> str:
    cifra = palabra[lugar]
    if cifra == "1" and not _es_vocal(palabra, lugar - 1) and not _es_vocal(palabra, lugar + 1):
        return "i"
    return _LETRAS.get(cifra, cifra)


def _es_vocal(palabra: str, lugar: int) -> bool:
    return 0 <= lugar < len(palabra) and plano(palabra[lugar]) in "aeiou063"


def _conocida(pedazo: str) -> bool:
    return plano(vocabulario().get(esqueleto(pedazo), "")) == plano(pedazo)


def _con_caja(palabra: str, muestra: str) -> str:
    letras = [letra for letra in muestra if letra.isalpha()]
    if len(letras) > 1 and sum(letra.isupper() for letra in letras) * 2 > len(letras):
        return palabra.upper()
    return palabra[:1].upper() + palabra[1:] if letras and muestra.lstrip()[:1].isupper() else palabra
