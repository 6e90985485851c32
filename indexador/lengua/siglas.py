"""Las siglas: cuáles define un texto y cuáles le corresponden a un título.

Una definición es una sigla junto a las palabras que abrevia, con un signo o un «en adelante» de por medio:
«Ministerio de Economía y Finanzas (MEF)», «MEF (Ministerio de Economía y Finanzas)». Sólo vale si la sigla
se arma con los comienzos de esas palabras, en orden y sin saltarse ninguna que no sea vacía. La idea es la
de Schwartz y Hearst, «A Simple Algorithm for Identifying Abbreviation Definitions» (2003), más estricta.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, takewhile

from indexador.lengua.meses import MESES, SETIEMBRE
from indexador.lengua.palabras import VACIAS, plegar

LARGO_MINIMO, LARGO_MAXIMO = 2, 10
"""Letras de una sigla."""
LARGO_DE_TITULO = 40
"""Palabras de un título que se miran."""
VALOR_MAXIMO = 15
"""Cuánto nombra a un título la sigla hecha de todas sus palabras, desde la primera."""

_VALOR_DE_UN_NOMBRE = 6
_PALABRAS_DE_MAS = 6
_LETRAS_POR_PALABRA = 30
_COMIENZO_MAS_LARGO = 5
_MINIMO_DE_INICIALES, _MAXIMO_DE_INICIALES = 3, 8

_MAYUSCULA = "[A-ZÑÁÉÍÓÚ]"
# Lo primero que se mira es que haya otra mayúscula: casi toda palabra que empieza con una no es sigla.
_SIGLA = rf"{_MAYUSCULA}(?=[.a-z]{{0,17}}+{_MAYUSCULA})(?:\.?[A-ZÑÁÉÍÓÚa-z]){{1,9}}(?![^\W_])"
# Cada patrón comienza por un signo o por texto fijo, y no por la sigla: así un texto largo se recorre rápido.
# Tras una cifra va el número de una norma («046-2010-EF»), que es lo más corriente y no define nada.
_TRAS_SIGNO = re.compile(rf"[-–—(“\"«](?<!\d.) ?[“\"«]?({_SIGLA})")
_TRAS_ANUNCIO = re.compile(
    rf"en (?:adelante|lo sucesivo)[,:]? (?:(?:denominad[oa]|la|el|las|los) ){{0,2}}[“\"«(]?({_SIGLA})"
)
_FINALES = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZÑÁÉÍÓÚ”"»')
_SIGLA_AL_FINAL = re.compile(rf"(?<![^\W_])({_SIGLA})$")
_PALABRA = re.compile(r"[^\W\d_]+")
_CORTE = re.compile(r"[.;:()\[\]\d]|\n\s*\n")
_ORLA = ' \n,“"«(-–—'
_PREVIO_A_LA_SIGLA = 16

_MES = rf"(?:{'|'.join((*MESES, SETIEMBRE))})"
NUMERO_O_FECHA = re.compile(
    rf"\d+ de {_MES}(?: del? (?:año )?\d+)?|(?:\bn[.ºo°]+ ?)?\d[\w./-]*", re.IGNORECASE
)
_NOMBRES_DE_NORMA = frozenset({"ley", "codigo", "estatuto", "reglamento", "constitucion"})


def definiciones(texto: str) -> Iterator[tuple[str, str]]:
    """Las definiciones de un texto como pares (sigla, expansión), plegadas; puede repetirlas.

    >>> list(definiciones("del Ministerio de Economía y Finanzas (MEF)"))
    [('mef', 'ministerio de economia y finanzas')]
    """
    yield from _con_la_sigla_detras(texto)
    yield from _con_la_sigla_delante(texto)


def _con_la_sigla_detras(texto: str) -> Iterator[tuple[str, str]]:
    for patron in (_TRAS_SIGNO, _TRAS_ANUNCIO):
        for hallazgo in patron.finditer(texto):
            sigla = _sigla(hallazgo[1])
            if sigla:
                desde = max(0, hallazgo.start() - _LETRAS_POR_PALABRA * len(sigla))
                previo = texto[desde : hallazgo.start()].rstrip(_ORLA)
                palabras = _palabras(_CORTE.split(previo)[-1], ultimas=len(sigla) + _PALABRAS_DE_MAS)
                yield from _validas(sigla, (palabras[-n:] for n in range(2, len(palabras) + 1)))


def _con_la_sigla_delante(texto: str) -> Iterator[tuple[str, str]]:
    for lugar in chain(_lugares(texto, "("), _lugares(texto, ":")):
        # Casi todo se descarta aquí, antes de cortar nada: delante ha de haber una mayúscula o una comilla.
        if not _FINALES.intersection(texto[max(0, lugar - 2) : lugar]):
            continue
        previo = texto[max(0, lugar - _PREVIO_A_LA_SIGLA) : lugar].rstrip(' ”"»')
        antes = _SIGLA_AL_FINAL.search(previo) if previo[-1:].isupper() else None
        sigla = _sigla(antes[1]) if antes else ""
        if sigla:
            siguiente = texto[lugar + 1 : lugar + 1 + _LETRAS_POR_PALABRA * len(sigla)]
            palabras = _palabras(_CORTE.split(siguiente, maxsplit=1)[0])
            yield from _validas(sigla, (palabras[:n] for n in range(2, len(palabras) + 1)))


def _lugares(texto: str, signo: str) -> Iterator[int]:
    lugar = texto.find(signo)
    while lugar >= 0:
        yield lugar
        lugar = texto.find(signo, lugar + 1)


@lru_cache(maxsize=10_000)
def _sigla(escrita: str) -> str:
    """La sigla plegada y sin puntos; vacía si no tiene forma de sigla (al menos la mitad, mayúsculas)."""
    letras = escrita.replace(".", "")
    mayusculas = sum(letra.isupper() for letra in letras)
    es_sigla = LARGO_MINIMO <= len(letras) <= LARGO_MAXIMO and mayusculas >= max(2, len(letras) / 2)
    return plegar(letras) if es_sigla else ""


_plegada = lru_cache(maxsize=20_000)(plegar)


def _palabras(texto: str, ultimas: int = 0) -> list[str]:
    return [_plegada(palabra) for palabra in _PALABRA.findall(texto)[-ultimas:]]


def _validas(sigla: str, candidatas: Iterator[list[str]]) -> Iterator[tuple[str, str]]:
    """La primera candidata, de menos a más palabras, que la sigla abrevia."""
    inicial = sigla[0]
    for palabras in candidatas:
        if len(palabras) > len(sigla) + _PALABRAS_DE_MAS:
            return
        empieza = palabras[0].startswith(inicial) and palabras[0] not in VACIAS
        if empieza and palabras[-1] not in VACIAS and abrevia(sigla, palabras):
            yield sigla, " ".join(palabras)
            return


def abrevia(sigla: str, palabras: Sequence[str]) -> bool:
    """¿Se arma la sigla con los comienzos de esas palabras plegadas? Una vacía puede no poner nada.

    >>> abrevia("sunat", ["superintendencia", "nacional", "de", "administracion", "tributaria"])
    True
    """
    # Cuántas letras de la sigla pueden llevar puestas las palabras ya vistas.
    puestas = {0}
    for palabra in palabras:
        antes, puestas = puestas, set(puestas) if palabra in VACIAS else set()
        for desde in antes:
            letras = zip(palabra[:_COMIENZO_MAS_LARGO], sigla[desde:], strict=False)
            iguales = takewhile(lambda par: par[0] == par[1], letras)
            puestas.update(desde + largo for largo, _ in enumerate(iguales, start=1))
        if not puestas:
            return False
    return len(sigla) in puestas


def contiene_abreviado(sigla: str, palabras: Sequence[str]) -> bool:
    """¿Abrevia la sigla algunas palabras seguidas de ésas, que vienen plegadas?

    >>> contiene_abreviado("lecrim", "real decreto de la ley de enjuiciamiento criminal".split())
    True
    """
    largo = len(sigla) + _PALABRAS_DE_MAS
    return any(
        abrevia(sigla, palabras[desde:hasta])
        for desde in range(len(palabras))
        if palabras[desde][0] == sigla[0]
        for hasta in range(desde + 2, min(len(palabras), desde + largo) + 1)
    )


def siglas_de_titulo(titulo: str) -> Mapping[str, int]:
    """Las siglas que se le pueden dar a un título, con cuánto lo nombran: de 1 a `VALOR_MAXIMO`.

    Son las iniciales de sus palabras no vacías seguidas, sin números ni fechas, desde donde puede empezar un
    nombre: las dos primeras palabras, una con mayúscula o el nombre de una norma.

    >>> siglas_de_titulo("Ley 40/2015, de 1 de octubre, de Régimen Jurídico")
    {'lrj': 15}
    """
    escritas = _PALABRA.findall(NUMERO_O_FECHA.sub(" ", titulo))[:LARGO_DE_TITULO]
    palabras = [(escrita, forma) for escrita in escritas if (forma := plegar(escrita)) not in VACIAS]
    en_mayusculas = sum(escrita.isupper() for escrita, _ in palabras) * 2 > len(palabras)
    iniciales = "".join(forma[0] for _, forma in palabras)
    halladas: dict[str, int] = {}
    for desde, (escrita, forma) in enumerate(palabras):
        if desde > 1 and forma not in _NOMBRES_DE_NORMA and (en_mayusculas or not escrita[0].isupper()):
            continue
        cuantas = len(iniciales) - desde
        es_nombre = desde == 0 or not _NOMBRES_DE_NORMA.isdisjoint((forma, palabras[desde - 1][1]))
        comienza_un_nombre = _VALOR_DE_UN_NOMBRE if es_nombre else 0
        for largo in range(_MINIMO_DE_INICIALES, min(_MAXIMO_DE_INICIALES, cuantas) + 1):
            sigla = iniciales[desde : desde + largo]
            valor = comienza_un_nombre + max(1, (VALOR_MAXIMO - _VALOR_DE_UN_NOMBRE) * largo // cuantas)
            halladas[sigla] = max(valor, halladas.get(sigla, 0))
    return halladas
