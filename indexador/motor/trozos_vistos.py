"""Los trozos de texto que ya se analizaron, y cuáles llevan una palabra.

Un trozo es lo que va entre dos blancos. Lo que se recuerda es de la lengua y no de ningún documento, y vale
para cualquier consulta: saber qué trozos de un pasaje la responden es cruzar conjuntos.
"""

from collections.abc import Iterable, Mapping, Set

from indexador.lengua import Termino, reducir
from indexador.lengua.trozos import terminos_de_trozo

MEMORIA = 100_000
"""Trozos distintos que se recuerdan."""


class Vistos:
    """Unos trozos ya analizados. Sirve a varios hilos: sólo se le añade."""

    def __init__(self) -> None:
        self._palabras: dict[str, int] = {}
        self._con: dict[str, list[str]] = {}

    @property
    def palabras(self) -> Mapping[str, int]:
        """Cuántas palabras tiene cada trozo."""
        return self._palabras

    def con_alguna(self, claves: Iterable[str], trozos: Set[str]) -> set[str]:
        """Los de esos trozos, ya vistos, con alguna de esas formas, variantes o raíces."""
        return {trozo for clave in claves for trozo in self._con.get(clave, ()) if trozo in trozos}

    def ver(self, trozos: set[str]) -> None:
        """Analiza los que falten."""
        for trozo in trozos.difference(self._palabras):
            terminos = terminos_de_trozo(trozo)
            for clave in {clave for t in terminos for clave in (t.forma, t.raiz, *_variantes(t))}:
                self._con.setdefault(clave, []).append(trozo)
            # Lo último: otro hilo que ya lo halle aquí lo hallará también por sus claves.
            self._palabras[trozo] = len(terminos)


def _variantes(termino: Termino) -> Iterable[str]:
    """Las de un término, con sus raíces."""
    return (*termino.variantes, *(reducir(variante).raiz for variante in termino.variantes))


_guardados = [Vistos()]


def vistos(trozos: set[str]) -> Vistos:
    """Lo que se sabe de esos trozos y de los de antes; se empieza de nuevo al llenarse."""
    actuales = _guardados[0]
    if len(actuales.palabras) >= MEMORIA:
        _guardados[0] = actuales = Vistos()
    actuales.ver(trozos)
    return actuales
