"""Los trozos de una división leídos como un solo texto, sin perder en qué página está cada carácter."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from indexador.juridico.estructura import Estructura


class Trozo(NamedTuple):
    """Un tramo de una página (contada desde 1), en puntos de código; `fin` queda excluido."""

    pagina: int
    inicio: int
    fin: int


class Hilo:
    """Un texto hecho de trozos, unidos por un salto de renglón que no está en ninguna página."""

    def __init__(self, paginas: Sequence[str], trozos: Iterable[tuple[int, int, int]]) -> None:
        self._trozos = tuple(Trozo(*trozo) for trozo in trozos)
        dichos = [paginas[t.pagina - 1][t.inicio : t.fin] for t in self._trozos]
        self.texto = "\n".join(dichos)
        self._bases: list[int] = []
        base = 0
        for dicho in dichos:
            self._bases.append(base)
            base += len(dicho) + 1

    def trozos(self, inicio: int = 0, fin: int | None = None) -> Iterator[Trozo]:
        """Los tramos de página que ocupa una parte del hilo, en orden."""
        tope = len(self.texto) if fin is None else fin
        for base, trozo in zip(self._bases, self._trozos, strict=True):
            desde, hasta = max(inicio, base), min(tope, base + trozo.fin - trozo.inicio)
            if desde < hasta:
                yield Trozo(trozo.pagina, trozo.inicio + desde - base, trozo.inicio + hasta - base)

    def lugar(self, pagina: int, posicion: int) -> int | None:
        """Dónde queda en el hilo esa posición de esa página; `None` si no está en él."""
        for base, trozo in zip(self._bases, self._trozos, strict=True):
            if trozo.pagina == pagina and trozo.inicio <= posicion < trozo.fin:
                return base + posicion - trozo.inicio
        return None

    def pagina(self, lugar: int) -> int:
        """La página en que cae un lugar del hilo."""
        return self._trozos[max(0, bisect_right(self._bases, lugar) - 1)].pagina


def hilo_de(paginas: Sequence[str], estructura: Estructura, indice: int) -> Hilo:
    """El de una división: sin encabezados ni pies de página ni notas de reforma."""
    return Hilo(paginas, estructura.tramos(indice))
