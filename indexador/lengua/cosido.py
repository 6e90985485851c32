"""Cose las palabras que un guion corta entre un texto y el siguiente: «…la repa-» y «triación…»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexador.lengua.analizador import es_palabra_partida
from indexador.lengua.palabras import LARGO_MAXIMO

HILO = "\f"
"""Lo que va tras el guion de una palabra cosida: al analizarla se halla entera y también por sus piezas."""
_CORTADA = re.compile(r"([^\W_]+)[-\u00ad]\s*\Z")
_RESTO = re.compile(r"\s*([^\W_]+(?:[-\u00ad]\s*\Z)?)")


@dataclass(slots=True)
class Cosido:
    """Un texto con el final de su última palabra, y sin el comienzo que ya se llevó el anterior.

    `tramos` dice de dónde sale cada parte de `texto`: dónde empieza en él, el número del texto de origen,
    dónde empieza en éste y cuántos caracteres tiene.
    """

    texto: str
    tramos: list[tuple[int, int, int, int]] = field(default_factory=list)

    def agregar(self, numero: int, lugar: int, resto: str) -> None:
        """Cose lo que del texto de ese número empieza en ese lugar."""
        cortado = self.texto.rstrip()
        aqui, suyo, alla, _ = self.tramos[-1]
        self.tramos[-1] = aqui, suyo, alla, len(cortado) - aqui
        self.texto = cortado + HILO + resto
        self.tramos.append((len(cortado) + len(HILO), numero, lugar, len(resto)))

    def origenes(self, inicio: int, fin: int) -> Iterator[tuple[int, tuple[int, int]]]:
        """De un lugar de `texto`, lo que le toca a cada texto de origen: su número y el lugar en él."""
        for aqui, numero, alla, largo in self.tramos:
            desde, hasta = max(inicio, aqui), min(fin, aqui + largo)
            if desde < hasta:
                yield numero, (desde - aqui + alla, hasta - aqui + alla)


def coser(textos: Sequence[str]) -> list[Cosido]:
    """Unos textos seguidos, cada palabra cortada entera en el primero de los que la llevan.

    La que ocupa más de dos («repa-», «tria-», «ción») también. Los lugares de los demás no cambian.

    >>> [cosido.texto for cosido in coser(["la repa-", "triación digna"])]
    ['la repa-\\x0ctriación', ' digna']
    """
    cosidos = [Cosido(texto, [(0, numero, 0, len(texto))]) for numero, texto in enumerate(textos)]
    ultimo = 0
    for numero, texto in enumerate(textos):
        resto = _resto(cosidos[ultimo].texto, texto) if numero else None
        if resto:
            cosidos[ultimo].agregar(numero, resto.start(1), resto[1])
            cosidos[numero] = Cosido(texto[resto.end() :], [(0, numero, resto.end(), len(texto))])
        if cosidos[numero].texto.strip():
            ultimo = numero
    return cosidos


def _resto(antes: str, despues: str) -> re.Match[str] | None:
    """Lo que de un texto es el final de la palabra con que acaba el anterior."""
    cortada, resto = _CORTADA.search(antes[-LARGO_MAXIMO:]), _RESTO.match(despues)
    if cortada and resto and es_palabra_partida(cortada[1], resto[1].rstrip("-\u00ad\n ")):
        return resto
    return None
