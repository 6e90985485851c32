"""Halla muchas expresiones a la vez en un texto ya cortado, en tiempo lineal.

Las expresiones se guardan en un árbol por raíces y sin sus palabras vacías: «ley de migración» se halla en
«Leyes de Migraciones». Las que se tapan («se trata de») van en otro, que sí las tiene en cuenta.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from indexador.lengua import analizar
from indexador.lengua.palabras import raiz

_ARCHIVO = Path(__file__).parent / "datos" / "aparte.txt"
_LUGARES = {"exterior": frozenset({"el", "al", "del"}), "extranjero": frozenset({"el", "al"})}
_DE_LUGAR = frozenset({"en", "desde", "hacia", "territorio"})
"""«En el extranjero» y «al extranjero» son un lugar; «el extranjero» solo, una persona."""
_HUECO = 24
"""Caracteres que caben entre dos palabras de una expresión: «políticas y/o de la …»."""
_CORTES = frozenset(".;:?!")


class Ficha(NamedTuple):
    """Una palabra del texto: su raíz, o su forma si es vacía, y dónde está."""

    raiz: str
    forma: str
    inicio: int
    fin: int
    vacia: bool
    otras: tuple[str, ...]


class Hallazgo(NamedTuple):
    """Una expresión hallada: cuál, entre qué fichas (la última incluida) y en qué caracteres."""

    expresion: int
    desde: int
    hasta: int
    inicio: int
    fin: int


@cache
def _aparte() -> Mapping[str, str]:
    """Las formas cuya raíz es la de otra palabra que aquí quiere decir otra cosa, con la suya propia."""
    renglones = _ARCHIVO.read_text(encoding="utf-8").splitlines()
    grupos = [renglon.split() for renglon in renglones if not renglon.startswith("#")]
    return {forma: formas[0] for formas in grupos for forma in formas}


def fichas_de(texto: str) -> list[Ficha]:
    """Las palabras de un texto, con las que un reconocimiento óptico quizá leyó mal."""
    fichas: list[Ficha] = []
    aparte = _aparte()
    anterior = antepenultima = ""
    for t in analizar(texto):
        raiz_propia = t.forma if t.vacia else aparte.get(t.forma) or t.raiz
        if anterior in _LUGARES.get(t.forma, ()) and (
            t.forma == "exterior" or anterior == "al" or antepenultima in _DE_LUGAR
        ):
            raiz_propia = f"{t.forma} (lugar)"
        fichas.append(Ficha(raiz_propia, t.forma, t.inicio, t.fin, t.vacia, t.variantes))
        antepenultima, anterior = anterior, t.forma
    return fichas


def raices_de(expresion: str, *, con_vacias: bool = False) -> tuple[str, ...]:
    """Las raíces de una expresión, en orden."""
    return tuple(ficha.raiz for ficha in fichas_de(expresion) if con_vacias or not ficha.vacia)


@dataclass(slots=True)
class _Rama:
    hijas: dict[str, "_Rama"] = field(default_factory=dict)
    expresion: int = -1


class Arbol:
    """Un juego de expresiones numeradas; la misma escrita dos veces tiene un solo número."""

    def __init__(self, *, con_vacias: bool = False) -> None:
        self._con_vacias = con_vacias
        self._raiz = _Rama()
        self.escritas: list[str] = []

    def numero(self, expresion: str) -> int:
        """El número de una expresión; −1 si no tiene ninguna palabra que buscar."""
        rama = self._raiz
        raices = raices_de(expresion, con_vacias=self._con_vacias)
        if not raices:
            return -1
        for una in raices:
            rama = rama.hijas.setdefault(una, _Rama())
        if rama.expresion < 0:
            rama.expresion = len(self.escritas)
            self.escritas.append(expresion)
        return rama.expresion

    def copia(self) -> "Arbol":
        """Otro igual, con los mismos números, al que ya no se añade lo que se añada a éste."""
        otro = Arbol(con_vacias=self._con_vacias)
        for escrita in self.escritas:
            otro.numero(escrita)
        return otro

    def hallar(self, texto: str, fichas: Sequence[Ficha], tapadas: frozenset[int]) -> Iterator[Hallazgo]:
        """Todas las expresiones, también unas dentro de otras; las fichas `tapadas` no forman ninguna."""
        visibles = [
            i for i, ficha in enumerate(fichas) if (self._con_vacias or not ficha.vacia) and i not in tapadas
        ]
        primeras = self._raiz.hijas
        for lugar, i in enumerate(visibles):
            if fichas[i].raiz in primeras or fichas[i].otras:
                yield from self._desde(texto, fichas, visibles, lugar)

    def _desde(
        self, texto: str, fichas: Sequence[Ficha], visibles: Sequence[int], lugar: int
    ) -> Iterator[Hallazgo]:
        rama: _Rama | None = self._raiz
        primera = visibles[lugar]
        anterior = -1
        for siguiente in range(lugar, len(visibles)):
            i = visibles[siguiente]
            ficha = fichas[i]
            if anterior >= 0 and _corta(texto, fichas[anterior].fin, ficha.inicio):
                return
            rama = _hija(rama, ficha) if rama else None
            if rama is None:
                return
            if rama.expresion >= 0:
                yield Hallazgo(rama.expresion, primera, i, fichas[primera].inicio, ficha.fin)
            anterior = i


def _hija(rama: _Rama, ficha: Ficha) -> _Rama | None:
    directa = rama.hijas.get(ficha.raiz)
    if directa is not None or not ficha.otras:
        return directa
    posibles = (rama.hijas.get(_aparte().get(otra) or raiz(otra)) for otra in ficha.otras)
    return next((hija for hija in posibles if hija is not None), None)


def _corta(texto: str, fin: int, inicio: int) -> bool:
    entre = texto[fin:inicio]
    return len(entre) > _HUECO or "\n\n" in entre or not _CORTES.isdisjoint(entre)


def tapar(hallazgos: Iterable[Hallazgo]) -> frozenset[int]:
    """Las fichas que ocupan unos hallazgos."""
    return frozenset(i for uno in hallazgos for i in range(uno.desde, uno.hasta + 1))
