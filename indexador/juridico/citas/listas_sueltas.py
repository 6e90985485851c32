"""Las listas de literales o numerales que no dicen de qué artículo son, para leer cada una una sola vez."""

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.subdivisiones import CLASES, parte


class ListasSueltas:
    """Hasta dónde llega cada lista que ya se leyó sin hallar su artículo.

    Leída desde cualquiera de los suyos («literal a), literal b), …») acaba en el mismo lugar, y lo que sigue
    tampoco es «del artículo»; el singular y el plural no siguen igual, y se llevan por separado.
    """

    def __init__(self, f: Fichas) -> None:
        self._f = f
        self._hasta: dict[tuple[str, bool], int] = {}

    def es_de_una(self, lugar: int) -> bool:
        """Si ese sustantivo («literal», «numerales») está dentro de una lista ya leída."""
        forma = self._f.formas[lugar]
        return forma in CLASES and lugar < self._hasta.get(_como(forma), 0)

    def anotar(self, lugar: int) -> None:
        """La lista que empieza en ese sustantivo no dice de qué artículo es."""
        forma = self._f.formas[lugar]
        if forma in CLASES and (leida := parte(self._f, lugar)):
            self._hasta[_como(forma)] = leida.fin


def _como(forma: str) -> tuple[str, bool]:
    return CLASES[forma], forma.endswith("s")
