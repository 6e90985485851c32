"""Las subdivisiones de un artículo: literales, numerales, incisos y párrafos.

Una letra o un número al principio de un renglón sólo abre una subdivisión si sigue a la anterior de su clase
(a, b, c…; 1, 2, 3…) o empieza una lista dentro de ella: «i)» tras «h)» es la letra, y tras «2.» es el uno
romano. La división de un artículo es la de `dominio`: literales a)…z), aa), ab); numerales 1. o 1); el
inciso en romanos; párrafos los que no llevan letra ni número.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexador.juridico import marcas
from indexador.juridico.marcas import Marca
from indexador.juridico.numero_de_articulo import valor_romano

_ROTULO = re.compile(
    r"""^[ \t]{0,40}[^\w\n*]{0,3}(?:
        (?P<cifras>\d{1,3})[ ]?(?:\.[°º]?-?|\)|°)
        |(?P<letra>[a-zñA-Z]|[a-z]{2}|[ivxIVX]{1,5})[ ]?(?:\)|\.-?(?=\s))
    )'?(?=\s|$)[ \t]*""",
    re.MULTILINE | re.VERBOSE,
)
_ALFABETO = "abcdefghijklmnñopqrstuvwxyz"
_ROMANO = re.compile(r"[ivx]+")
_HUECO = 3
"""A lo sumo, cuánto se adelanta el siguiente de una lista: el OCR pierde rótulos."""
_FONDO = 4
"""Cuántas listas van una dentro de otra."""
_FIN_DE_PARRAFO = re.compile(r"[.:;][»”\")]*[ \t]*$")
_RENGLON_CORTO = 0.85
"""Parte del ancho de la página bajo la cual un renglón que acaba en punto acaba párrafo."""


class _Lectura(NamedTuple):
    clase: str
    valor: int


class Trozo(NamedTuple):
    """Lo que un artículo ocupa de una página: índice, texto de ella y dónde empieza y acaba."""

    pagina: int
    texto: str
    inicio: int
    fin: int


def fronteras(texto: str) -> Sequence[int]:
    """Dónde empieza cada literal, numeral o inciso de un texto."""
    return [marca.inicio for marca in subdivisiones([Trozo(0, texto, 0, len(texto))])]


def subdivisiones(trozos: Sequence[Trozo]) -> Iterator[Marca]:
    """Los literales, numerales e incisos de un artículo, en orden; el número va en `numero`.

    El rótulo mal leído entre dos que distan dos («b)», «e)», «d)») es el que falta.
    """
    rotulos = [
        (trozo.pagina, hallado)
        for trozo in trozos
        for hallado in _ROTULO.finditer(trozo.texto, trozo.inicio, trozo.fin)
    ]
    niveles: list[_Lectura] = []
    for lugar, (pagina, hallado) in enumerate(rotulos):
        antes = niveles[-1] if niveles else None
        posibles = list(_lecturas(hallado))
        if (
            antes is not None
            and lugar + 1 < len(rotulos)
            and antes._replace(valor=antes.valor + 1) not in posibles
        ):
            despues = antes._replace(valor=antes.valor + 2)
            if despues in _lecturas(rotulos[lugar + 1][1]) and _es_de_su_clase(antes, hallado):
                posibles = [antes._replace(valor=antes.valor + 1)]
        lectura = _encajar(niveles, posibles)
        if lectura is not None:
            inicio = hallado.end() - len(hallado[0].lstrip(" \t"))
            yield _marca(pagina, inicio, hallado.end(), lectura, len(niveles) - 1)


def _es_de_su_clase(antes: _Lectura, hallado: re.Match[str]) -> bool:
    return (antes.clase == marcas.NUMERAL) == bool(hallado["cifras"])


def parrafos(trozos: Sequence[Trozo]) -> Iterator[Marca]:
    """Los párrafos de un artículo que no son literales ni numerales, contados desde 1."""
    numero = 0
    abre, tras_rotulo = True, False
    for trozo in trozos:
        ancho = max(map(len, trozo.texto[trozo.inicio : trozo.fin].split("\n")), default=0)
        for inicio, fin in _renglones(trozo):
            rotulo = _ROTULO.match(trozo.texto, inicio)
            primera = trozo.texto[inicio:fin].lstrip()[:1]
            if abre and not rotulo and not tras_rotulo and not primera.islower():
                numero += 1
                lugar = trozo.texto.index(primera, inicio)
                yield Marca(trozo.pagina, lugar, lugar, marcas.PARRAFO, f"Párrafo {numero}", str(numero))
            tras_rotulo = rotulo is not None and not trozo.texto[rotulo.end() : fin].strip()
            cierra = _FIN_DE_PARRAFO.search(trozo.texto[max(inicio, fin - 8) : fin]) is not None
            corto = fin - inicio < _RENGLON_CORTO * ancho
            abre = cierra and (corto or trozo.texto[fin : fin + 2] == "\n\n")


def _renglones(trozo: Trozo) -> Iterator[tuple[int, int]]:
    """Dónde empieza y acaba cada renglón escrito."""
    lugar = trozo.inicio
    while lugar < trozo.fin:
        salto = trozo.texto.find("\n", lugar, trozo.fin)
        salto = trozo.fin if salto < 0 else salto
        if trozo.texto[lugar:salto].strip():
            yield lugar, salto
        lugar = salto + 1


def _lecturas(hallado: re.Match[str]) -> Iterator[_Lectura]:
    if hallado["cifras"]:
        yield _Lectura(marcas.NUMERAL, int(hallado["cifras"]))
        if hallado["cifras"] == "1":
            yield _Lectura(marcas.LITERAL, _ALFABETO.index("l") + 1)
        return
    letra = hallado["letra"].lower()
    if len(letra) == 1:
        yield _Lectura(marcas.LITERAL, _ALFABETO.index(letra) + 1)
    elif letra[0] == "a" and letra not in {"al"}:
        yield _Lectura(marcas.LITERAL, len(_ALFABETO) + _ALFABETO.index(letra[1]) + 1)
    if _ROMANO.fullmatch(letra):
        yield _Lectura(marcas.INCISO, valor_romano(letra.upper()))


def _encajar(niveles: list[_Lectura], posibles: Iterable[_Lectura]) -> _Lectura | None:
    """La lectura que sigue a alguna lista abierta o empieza una; cierra las de más adentro."""
    primera: _Lectura | None = None
    for lectura in posibles:
        for fondo in range(len(niveles) - 1, -1, -1):
            suyo = niveles[fondo]
            if suyo.clase == lectura.clase and 0 < lectura.valor - _sin_enie(suyo, lectura) <= _HUECO:
                niveles[fondo:] = [lectura]
                return lectura
        if lectura.valor == 1 and primera is None:
            primera = lectura
    if primera is None:
        return None
    dentro = next((n for n, nivel in enumerate(niveles) if nivel.clase == primera.clase), len(niveles))
    del niveles[min(dentro, _FONDO) :]
    niveles.append(primera)
    return primera


def _sin_enie(suyo: _Lectura, lectura: _Lectura) -> int:
    """El valor del anterior; muchas listas saltan la ñ, y de la n a la o no falta ninguna."""
    enie = _ALFABETO.index("ñ") + 1
    salta = lectura.clase == marcas.LITERAL and suyo.valor == enie - 1 and lectura.valor == enie + 1
    return suyo.valor + 1 if salta else suyo.valor


def _marca(pagina: int, inicio: int, fin: int, lectura: _Lectura, nivel: int) -> Marca:
    numero = str(lectura.valor)
    if lectura.clase == marcas.LITERAL:
        vuelta, lugar = divmod(lectura.valor - 1, len(_ALFABETO))
        numero = "a" * vuelta + _ALFABETO[lugar]
    nombre = {marcas.LITERAL: f"Literal {numero})", marcas.NUMERAL: f"Numeral {numero}"}.get(
        lectura.clase, f"Inciso {numero}"
    )
    return Marca(pagina, inicio, fin, lectura.clase, nombre, numero, nivel=nivel)
