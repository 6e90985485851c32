"""Las palabras que un guion corta entre una página y la siguiente: «…la repa-» y «triación…»."""

from collections.abc import Sequence
from dataclasses import replace

from indexador.ficha import Fragmento
from indexador.lengua.cosido import coser


def unir_partidas(fragmentos: Sequence[Fragmento]) -> tuple[Fragmento, ...]:
    """Los mismos fragmentos, cada palabra cortada entera en el texto del primero y fuera del segundo.

    Sus posiciones no cambian: sólo cambia lo que se indexa, que es lo que da `coser`.
    """
    cosidos = coser([fragmento.texto for fragmento in fragmentos])
    return tuple(
        replace(fragmento, texto=cosido.texto) if cosido.texto != fragmento.texto else fragmento
        for fragmento, cosido in zip(fragmentos, cosidos, strict=True)
    )
