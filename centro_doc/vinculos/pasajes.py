"""Encontrar en las páginas de un texto el pasaje que alguien pegó.

La regla: se comparan sólo las letras y las cifras, en su orden, sin distinguir mayúsculas; las tildes y la ñ
cuentan. Espacios, saltos de renglón, guiones de corte, comillas, puntuación y títulos con las letras
separadas no estorban. El pasaje empieza en la página indicada y puede seguir en la siguiente; si empieza o
termina a media palabra, se completa la palabra. Lo que se guarda es siempre lo que dice la página, nunca lo
que se pegó.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

MINIMO = 10
"""Letras y cifras que debe tener un pasaje: con menos, casi cualquier página lo contiene."""
MAXIMO = 4000
"""Caracteres que puede tener un pasaje."""
_NO_ES_LETRA = re.compile(r"[\W_]+")
_RECORDABLE = 20_000
"""Caracteres de la página más larga cuya reducción se recuerda; las 32 que caben no pasan de 10 MB."""


@dataclass(frozen=True, slots=True)
class Anclaje:
    """Dónde está un pasaje, de un punto de una página a otro de ella o de la siguiente; `fin` excluido."""

    pagina_inicio: int
    inicio: int
    pagina_fin: int
    fin: int
    literal: str

    @property
    def huella(self) -> str:
        """SHA-256 del literal, en UTF-8."""
        return hashlib.sha256(self.literal.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Reducido:
    """Las letras y cifras de un texto y el lugar de origen de cada una."""

    letras: str
    lugares: Sequence[int]


def largo_util(texto: str) -> int:
    """Cuántas letras y cifras tiene un texto: lo que cuenta para `MINIMO`."""
    return len(_reducir(texto).letras)


def buscar(
    paginas: Mapping[int, str], pagina: int, pasaje: str, cerca_de: int | None = None
) -> Anclaje | None:
    """El pasaje que empieza en `pagina`; `None` si no está.

    Si aparece varias veces vale la primera, o la más cercana a `cerca_de` (un punto de esa página).
    """
    primera, buscado = paginas.get(pagina), _reducir(pasaje).letras
    if primera is None or not buscado:
        return None
    segunda = paginas.get(pagina + 1, "")
    propias, ajenas = _reducir(primera), _reducir(segunda)
    candidatos = [
        _anclar((pagina, primera, propias), (segunda, ajenas), desde, len(buscado))
        for desde in _apariciones(propias.letras + ajenas.letras, buscado, len(propias.letras))
    ]
    if cerca_de is None:
        return candidatos[0] if candidatos else None
    return min(candidatos, key=lambda anclaje: abs(anclaje.inicio - cerca_de), default=None)


def buscar_en_todo(paginas: Mapping[int, str], pasaje: str, preferida: int = 1) -> Anclaje | None:
    """El pasaje en cualquier página, primero en la `preferida` y luego en las más cercanas a ella."""
    for pagina in sorted(paginas, key=lambda numero: (abs(numero - preferida), numero)):
        anclaje = buscar(paginas, pagina, pasaje)
        if anclaje is not None:
            return anclaje
    return None


def letras_de(texto: str) -> str:
    """Las letras y cifras de un texto, en minúsculas: lo que se compara."""
    plegado = unicodedata.normalize("NFKC", texto).casefold()
    if any(unicodedata.combining(caracter) for caracter in set(plegado)):
        return _reducir(texto).letras
    return _NO_ES_LETRA.sub("", plegado)


def anclar_entre(paginas: Mapping[int, str], pagina: int, desde: int, largo: int) -> Anclaje:
    """El ancla de las `largo` letras que empiezan en la número `desde` de una página.

    Siguen en la página siguiente si no caben; las que tampoco quepan en ella no se cuentan.
    """
    primera, segunda = paginas[pagina], paginas.get(pagina + 1, "")
    propias, ajenas = _reducir(primera), _reducir(segunda)
    cabe = min(largo, len(propias.letras) + len(ajenas.letras) - desde)
    return _anclar((pagina, primera, propias), (segunda, ajenas), desde, cabe)


def con_saltos(paginas: Mapping[int, str], ancla: Anclaje, salto: str) -> str:
    """Lo que dice un pasaje, con `salto` donde pasa a la página siguiente."""
    if ancla.pagina_inicio == ancla.pagina_fin:
        return ancla.literal
    primera, segunda = paginas[ancla.pagina_inicio], paginas[ancla.pagina_fin]
    return f"{primera[ancla.inicio :].rstrip()}{salto}{segunda[: ancla.fin].lstrip()}"


def _reducir(texto: str) -> _Reducido:
    return _recordada(texto) if len(texto) <= _RECORDABLE else _reducida(texto)


@lru_cache(maxsize=32)
def _recordada(texto: str) -> _Reducido:
    """Quien ancla muchos pasajes seguidos mira una y otra vez las mismas páginas."""
    return _reducida(texto)


def _reducida(texto: str) -> _Reducido:
    letras: list[str] = []
    lugares: list[int] = []
    for lugar, caracter in enumerate(texto):
        for letra in unicodedata.normalize("NFKC", caracter).casefold():
            if letra.isalnum() or unicodedata.combining(letra):
                letras.append(letra)
                lugares.append(lugar)
    return _componer(letras, lugares)


def _componer(letras: list[str], lugares: list[int]) -> _Reducido:
    """Junta cada letra con las marcas que la siguen: una «é» escrita en dos partes vale como una."""
    if not any(unicodedata.combining(letra) for letra in letras):
        return _Reducido("".join(letras), lugares)
    grupos: list[tuple[str, int]] = []
    anterior = -1
    for letra, lugar in zip(letras, lugares, strict=True):
        if unicodedata.combining(letra) and grupos and lugar <= anterior + 1:
            grupos[-1] = (unicodedata.normalize("NFC", grupos[-1][0] + letra), grupos[-1][1])
        else:
            grupos.append((letra, lugar))
        anterior = lugar
    unidas = [(c, lugar) for grupo, lugar in grupos for c in grupo if c.isalnum()]
    return _Reducido("".join(c for c, _ in unidas), [lugar for _, lugar in unidas])


def _apariciones(donde: str, buscado: str, limite: int) -> list[int]:
    """Los comienzos de `buscado` anteriores a `limite`."""
    halladas: list[int] = []
    desde = donde.find(buscado)
    while 0 <= desde < limite:
        halladas.append(desde)
        desde = donde.find(buscado, desde + 1)
    return halladas


def _anclar(
    propia: tuple[int, str, _Reducido], siguiente: tuple[str, _Reducido], desde: int, largo: int
) -> Anclaje:
    pagina, primera, propias = propia
    segunda, ajenas = siguiente
    inicio = _comienzo_de_palabra(primera, propias.lugares[desde])
    ultimo = desde + largo - 1
    if ultimo < len(propias.letras):
        fin = _fin_de_palabra(primera, propias.lugares[ultimo])
        return Anclaje(pagina, inicio, pagina, fin, primera[inicio:fin])
    fin = _fin_de_palabra(segunda, ajenas.lugares[ultimo - len(propias.letras)])
    return Anclaje(pagina, inicio, pagina + 1, fin, f"{primera[inicio:].rstrip()}\n{segunda[:fin].lstrip()}")


def _comienzo_de_palabra(texto: str, lugar: int) -> int:
    while lugar > 0 and _es_de_palabra(texto[lugar - 1]):
        lugar -= 1
    return lugar


def _fin_de_palabra(texto: str, lugar: int) -> int:
    fin = lugar + 1
    while fin < len(texto) and _es_de_palabra(texto[fin]):
        fin += 1
    return fin


def _es_de_palabra(caracter: str) -> bool:
    return caracter.isalnum() or unicodedata.combining(caracter) > 0
