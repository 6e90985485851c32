"""Lo que ya se nombró, para saber a qué se refieren «dicha ley», «la misma» y «esta Ley»."""

from collections import deque
from typing import NamedTuple

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.remisiones import (
    DECRETOS,
    FEMENINOS,
    MASCULINOS,
    MISMA,
    Remision,
    propia_de,
    puede_ser,
)

_RECIENTES = 24


class Mencion(NamedTuple):
    """Una norma nombrada y las fichas que ocupa. Sin `clave` no se supo cuál es.

    `propia` es la que se nombra por «esta Ley», y a la que «dicha ley» no se refiere.
    """

    clave: str
    inicio: int
    fin: int
    propia: bool


class Antecedentes:
    """Las últimas normas nombradas y, dentro del texto que se le da a una ley reformada, cuál es ésta.

    La reforma «Se adiciona el artículo 7 Bis al Decreto 101-97» abre el texto del artículo 7 Bis, en el que
    «esta Ley» es el Decreto 101-97; lo cierra el encabezado de otro artículo.
    """

    def __init__(self, f: Fichas) -> None:
        self._f = f
        self._nombradas: deque[Mencion] = deque(maxlen=_RECIENTES)
        self._reformados: frozenset[str] = frozenset()
        self.anfitriona = ""
        self.relacion = ""
        """La que dice de cada artículo la orden que los enumera: «se derogan los siguientes: a)…»."""

    def nombrar(self, clave: str, inicio: int, fin: int, *, propia: bool = False) -> None:
        """Anota una norma nombrada; sin clave, la que no se supo cuál es."""
        self._nombradas.appendleft(Mencion(clave, inicio, fin, propia))

    def a_que_se_refiere(self, hallada: Remision, lugar: int) -> str:
        """La clave de la que se dijo antes, a que se remite en ese lugar; vacía si no se puede saber.

        «La misma» es la última que concuerda, también «esta Ley» si se dijo en la misma oración; «dicha ley»,
        la última de esa clase que no es la propia. La que no se supo cuál es no deja saltar a una anterior.
        """
        misma = hallada.adjetivo in MISMA
        for una in self._nombradas:
            if misma and not hallada.sustantivo:
                es = hallada.adjetivo in self._adjetivos(una) and (not una.clave or self._puede("", una))
            elif una.propia and not misma:
                continue
            else:
                es = self._es_un(hallada.sustantivo, una)
            if es:
                return "" if una.propia and not self._en_la_oracion(una.fin, lugar) else una.clave
        return ""

    def _es_un(self, sustantivo: str, una: Mencion) -> bool:
        formas = self._f.formas[una.inicio : una.fin]
        if not una.clave:
            return sustantivo in formas
        return self._puede(sustantivo, una) and (sustantivo != "codigo" or "codigo" in formas)

    def _puede(self, sustantivo: str, una: Mencion) -> bool:
        return (propia_de if una.propia else puede_ser)(sustantivo, una.clave)

    def _adjetivos(self, una: Mencion) -> frozenset[str]:
        """«misma» o «mismo», según cómo se nombró; de un decreto, que es una ley, los dos."""
        formas = self._f.formas[una.inicio : una.fin]
        if not DECRETOS.isdisjoint(formas):
            return MISMA
        for forma in formas:
            if forma in FEMENINOS:
                return frozenset({"misma"})
            if forma in MASCULINOS:
                return frozenset({"mismo"})
        return MISMA

    def _en_la_oracion(self, fin: int, lugar: int) -> bool:
        f = self._f
        return not any(f.formas[uno] == "." and f.mayuscula(uno + 1) for uno in range(fin, lugar))

    def reformar(self, clave: str, articulos: frozenset[str], relacion: str = "") -> None:
        """Se ordena reformar esos artículos de una norma, o los que se enumeran después con esa relación."""
        self.anfitriona, self._reformados, self.relacion = clave, articulos, relacion

    def encabezar(self, articulo: str) -> None:
        """Empieza un artículo: si no es de los reformados, se volvió al documento."""
        if articulo not in self._reformados:
            self.anfitriona = self.relacion = ""
