"""Los artículos que se leyeron de una cita."""

from typing import NamedTuple

from indexador.juridico.citas.subdivisiones import Camino


class Pieza(NamedTuple):
    """Un artículo o un rango, con sus subdivisiones, y dónde termina."""

    articulo: str
    hasta: str
    caminos: tuple[Camino, ...]
    fin: int
    conflicto: bool = False
    transitoria: bool = False


class Grupo(NamedTuple):
    """Los artículos de una cita.

    `relativo` es el de «artículo anterior», y `relativos`, todos los de «los dos artículos anteriores»;
    `ilegible`, que el número no se lee.
    """

    piezas: tuple[Pieza, ...]
    inicio: int
    fin: int
    abierta: bool = False
    ilegible: bool = False
    transitoria: bool = False
    relativo: str = ""
    sustantivo: int = -1
    relativos: tuple[str, ...] = ()
    contado: bool = False
    """Si se dice por su lugar y no por su número: «el primer artículo», «los dos primeros artículos»."""

    @property
    def conflicto(self) -> bool:
        """Si las letras y las cifras de algún número no coinciden."""
        return any(pieza.conflicto for pieza in self.piezas)
