"""Las letras que un OCR sin español toma por otras, enderezadas con el vocabulario: «Circulacién».

Sólo se toca una palabra que no existe, y si lo que resulta de deshacer una o dos confusiones sí existe y es
lo único que existe.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

from indexador.lengua.plano import plano

_DATOS = Path(__file__).parent / "datos"
_INDEXADOR = Path(__file__).parents[1]
_LISTAS = (
    _DATOS / "vocabulario.txt",
    _INDEXADOR / "extraccion" / "datos" / "palabras_frecuentes.txt",
    _INDEXADOR / "lengua" / "datos" / "nombres.txt",
    _INDEXADOR / "lengua" / "datos" / "apellidos.txt",
)
POR_OTRA = (
    ("é", "ó"), ("d", "ó"), ("i", "ú"), ("t", "ú"), ("l", "ú"), ("ti", "ú"), ("li", "ú"),
    ("ii", "ñ"), ("fi", "ñ"), ("f", "ñ"), ("rn", "m"), ("4", "á"), ("4", "a"), ("6", "ó"), ("0", "o"),
)  # fmt: skip
"""Lo que se lee y la letra que había: un OCR sin español yerra sobre todo en las que llevan tilde."""
_MINIMO, _CON_DOS, _MAXIMO = 5, 7, 22
_PALABRA = re.compile(r"[^\W_]+")
_PEGADAS = re.compile(
    r"(?<!\w)(para|en|con|por|de|que|y)(el|los|las|la)(?!\w)|(?<=pase )(a)(las?)(?!\w)", re.IGNORECASE
)
_SON_PALABRAS = frozenset({"dela", "del", "ella", "porlas", "yel"})
_ENLACES = r"de|del|la|las|los|el|y|para|que|en|por|con|representantes?|diputad[oa]s?"
_PUNTO_DE_MAS = re.compile(
    rf"(?<=[^\W\d_]{{3}})\.(?= (?:{_ENLACES})\b)|(?<=[A-ZÁÉÍÓÚÑ]{{3}})\.(?= (?:{_ENLACES.upper()})\b)"
)
_PUNTO_POR_BLANCO = re.compile(
    r"(?<![\w.@/])(de|del|la|las|los|el|en|para|por|con|que)\.(?=[^\W\d_]{4,}(?![\w.@/]))", re.IGNORECASE
)
_PUNTO_IMPOSIBLE = re.compile(r"\b(?:que|del|la|los|las|para|por|con)\. (?=[^\W\d_]{4})", re.IGNORECASE)
_PUNTO_DENTRO = re.compile(r"(?<=[^\W\d_]{3})\.(?=\s?(?:[^\W\d_]{3}|\d))")
_MOTA = re.compile(r"(?<!\S)['‘’`´]+(?=\w)|(?<=\w)-?:(?=\w)|(?<![\w-])(?<=\s)-(?=\s)")
_GUION_DE_MAS = re.compile(r"(?<![\w-])([^\W\d_]{3,})-(?= [^\W\d_])")
_ABREVIADAS = frozenset(
    {"art", "arts", "num", "inc", "cap", "vol", "pag", "pags", "lic", "ing", "gob", "min"}
)


_ELE_ENTRE_ALTAS = re.compile(r"(?<![^\W_])(?=[^\W\d_]*[A-ZÁÉÍÓÚÑ]{2})[A-ZÁÉÍÓÚÑl]*l[A-ZÁÉÍÓÚÑl]*(?![^\W_])")
_LARTICULO = re.compile(r"(?<![\w.,-])1(?=[ao]s(?!\w))", re.IGNORECASE)
_CORTAS = re.compile(r"(?<!\w)(?:d(?=cl?(?!\w))|qu(?=c(?!\w)))c")
_PEGADA_A_CIFRA = re.compile(r"(?<=\d)(?=del?(?: [^\W\d_]|$))", re.IGNORECASE)
_SUELTA = re.compile(r"(?<![^\W_])([b-df-hj-np-tv-xzñB-DF-HJ-NP-TV-XZÑ]) (?=([^\W\d_]{2,})(?!\w))")


@cache
def existentes() -> dict[str, frozenset[str]]:
    """De cada palabra plana a todas las maneras de escribirla: «pena», «peña»."""
    halladas: dict[str, set[str]] = {}
    for lista in _LISTAS:
        for palabra in lista.read_text(encoding="utf-8").split():
            halladas.setdefault(plano(palabra), set()).add(palabra)
    return {plana: frozenset(escritas) for plana, escritas in halladas.items()}


def existe(palabra: str) -> bool:
    """Si es una palabra corriente o un nombre de persona."""
    return plano(palabra) in existentes()


@lru_cache(maxsize=4096)
def enderezada(palabra: str) -> str:
    """La única palabra que existe tras deshacer una o dos confusiones; la misma si no hay una sola.

    >>> enderezada("Circulacién"), enderezada("PtBLICAS"), enderezada("Quifiénez"), enderezada("migrante")
    ('Circulación', 'PÚBLICAS', 'Quiñónez', 'migrante')
    """
    if not _MINIMO <= len(palabra) <= _MAXIMO or existe(palabra):
        return palabra
    intentos = _deshechas(palabra.lower())
    buenas = {escrita for otra in intentos for escrita in _escritas(otra)}
    if not buenas and len(palabra) >= _CON_DOS:
        segundos = (otra for intento in intentos for otra in _deshechas(intento))
        buenas = {escrita for otra in segundos for escrita in _escritas(otra)}
    if len({plano(escrita) for escrita in buenas}) != 1:
        return palabra
    buena = min(buenas)
    altas = sum(letra.isupper() for letra in palabra) * 2 > len(palabra)
    return buena.upper() if altas else buena[:1].upper() + buena[1:] if palabra[0].isupper() else buena


def _escritas(intento: str) -> list[str]:
    """Las que existen y llevan, donde se deshizo la confusión, la tilde o la eñe que la causó."""
    return [
        escrita
        for escrita in existentes().get(plano(intento), ())
        if all(suya == otra or suya not in _CON_SENAL for suya, otra in zip(intento, escrita, strict=True))
    ]


_CON_SENAL = frozenset("óúñá")


def _deshechas(palabra: str) -> set[str]:
    """La palabra con una confusión menos, de todas las maneras."""
    return {
        palabra[:lugar] + letra + palabra[lugar + len(leido) :]
        for leido, letra in POR_OTRA
        for lugar in range(len(palabra))
        if palabra.startswith(leido, lugar)
    }


def enderezar(escrito: str, *, sucio: bool = False) -> str:
    """Un renglón con sus palabras enderezadas, las de enlace que se pegaron separadas, y sin puntos de más.

    Con `sucio`, de una página `mal_leida`, quita además las motas y los puntos que caen dentro.

    >>> enderezar("Ley. del Impuesto PARALA Circulacién")
    'Ley del Impuesto PARA LA Circulación'
    >>> enderezar("ADQUISICION DE.MEDICAMENTOS"), enderezar("www.de.congreso.gob.gt")
    ('ADQUISICION DE MEDICAMENTOS', 'www.de.congreso.gob.gt')
    >>> enderezar("EDIFlCIOS y lAS 1as de dcl Decreto 17-73DEL Congreso quc")
    'EDIFICIOS y LAS las de del Decreto 17-73 DEL Congreso que'
    >>> enderezar("Prevención dela Violencia, de Ana Dela Cruz")
    'Prevención de la Violencia, de Ana Dela Cruz'
    >>> enderezar("Servicio C ivico", sucio=True)
    'Servicio Civico'
    >>> enderezar("DESARROLLO. URBANO 'Y RURAL", sucio=True)
    'DESARROLLO URBANO Y RURAL'
    """
    separado = _PEGADAS.sub(_separadas, _PUNTO_POR_BLANCO.sub(r"\1 ", escrito))
    puntos = [_PUNTO_DE_MAS]
    separado = _ELE_ENTRE_ALTAS.sub(_en_altas, _LARTICULO.sub("l", separado))
    separado = _PEGADA_A_CIFRA.sub(" ", _CORTAS.sub(lambda corta: f"{corta[0][:-1]}e", separado))
    if sucio:
        separado = _SUELTA.sub(_unida, separado)
        separado = _GUION_DE_MAS.sub(r"\1", _MOTA.sub(" ", separado))
        puntos.append(_PUNTO_DENTRO)
    for patron in puntos:
        separado = _sin_los_que_sobran(patron, separado)
    return _PALABRA.sub(lambda hallazgo: enderezada(hallazgo[0]), " ".join(separado.split()))


def _sin_los_que_sobran(patron: re.Pattern[str], escrito: str) -> str:
    return patron.sub(lambda hallazgo: " " if _sobra(escrito, hallazgo.start()) else ".", escrito)


def _en_altas(hallazgo: re.Match[str]) -> str:
    """La palabra en mayúsculas cuya I, o cuya L, se leyó «l»: la que exista, y si ninguna, con I."""
    con_ele = hallazgo[0].upper()
    con_i = hallazgo[0].replace("l", "I")
    return con_ele if existe(con_ele) and not existe(con_i) else con_i


def _unida(hallazgo: re.Match[str]) -> str:
    """La letra que un blanco separó de su palabra, otra vez con ella: «P ROPANO»."""
    letra, resto = hallazgo[1], hallazgo[2]
    return letra if existe(letra + resto) and not existe(resto) else hallazgo[0]


def _separadas(hallazgo: re.Match[str]) -> str:
    if plano(hallazgo[0]) in _SON_PALABRAS and hallazgo[0] != "dela":  # «Dela» es un apellido
        return hallazgo[0]
    primera, segunda = (hallazgo[1], hallazgo[2]) if hallazgo[1] else (hallazgo[3], hallazgo[4])
    return f"{primera} {segunda}"


def _sobra(escrito: str, punto: int) -> bool:
    """Si el punto va tras una palabra entera y no tras una abreviatura."""
    palabra = re.search(r"[^\W\d_]+$", escrito[max(0, punto - 24) : punto])
    return palabra is not None and plano(palabra[0]) not in _ABREVIADAS and existe(palabra[0])


_MUESTRA = 3_000


def desconocidas(escrito: str) -> bool:
    """Si trae palabras largas que no existen: en lo leído de una imagen, señal de que se leyó mal."""
    return any(
        len(palabra) >= _MINIMO and not existe(palabra) for palabra in re.findall(r"[^\W\d_]+", escrito)
    )


@lru_cache(maxsize=64)
def mal_leida(texto: str) -> bool:
    """Si una página muestra que la leyó un OCR que no sabe español."""
    muestra = texto[:_MUESTRA]
    if _PUNTO_IMPOSIBLE.search(muestra) or any(
        _sobra(muestra, punto.start()) for punto in _PUNTO_DE_MAS.finditer(muestra)
    ):
        return True
    return any(enderezada(palabra) != palabra for palabra in set(_PALABRA.findall(muestra)))
