"""Lo que ya se citó, para saber a qué se refieren «dicha ley» y «esta Ley»."""

from collections import deque

from indexador.juridico.citas.remisiones import antecedente

_RECIENTES = 24


class Antecedentes:
    """Las últimas normas citadas y, dentro del texto que se le da a una ley reformada, cuál es ésta.

    La reforma «Se adiciona el artículo 7 Bis al Decreto 101-97» abre el texto del artículo 7 Bis, en el que
    «esta Ley» es el Decreto 101-97; lo cierra el encabezado de otro artículo.
    """

    def __init__(self) -> None:
        self._citadas: deque[tuple[str, bool]] = deque(maxlen=_RECIENTES)
        self._reformados: frozenset[str] = frozenset()
        self.anfitriona = ""
        self.relacion = ""
        """La que dice de cada artículo la orden que los enumera: «se derogan los siguientes: a)…»."""

    def citar(self, clave: str, *, como_codigo: bool) -> None:
        """Anota una norma citada."""
        self._citadas.appendleft((clave, como_codigo))

    def ultima(self, sustantivo: str) -> str:
        """La última citada a que puede referirse ese sustantivo; vacía si a ninguna."""
        return antecedente(sustantivo, self._citadas)

    def reformar(self, clave: str, articulos: frozenset[str], relacion: str = "") -> None:
        """Se ordena reformar esos artículos de una norma, o los que se enumeran después con esa relación."""
        self.anfitriona, self._reformados, self.relacion = clave, articulos, relacion

    def encabezar(self, articulo: str) -> None:
        """Empieza un artículo: si no es de los reformados, se volvió al documento."""
        if articulo not in self._reformados:
            self.anfitriona = self.relacion = ""
