"""Las palabras que un guion corta entre una página y la siguiente: «…la repa-» y «triación…»."""

import re
from collections.abc import Sequence
from dataclasses import replace

from indexador.ficha import Fragmento

_CORTADA = re.compile(r"([^\W\d_])[-\u00ad]\Z")
_RESTO = re.compile(r"[^\W\d_]+")


def unir_partidas(fragmentos: Sequence[Fragmento]) -> tuple[Fragmento, ...]:
    """Los mismos fragmentos, cada palabra cortada entera en el texto del primero y fuera del segundo.

    Sus posiciones no cambian: sólo cambia lo que se indexa. El salto queda tras el guion, como el de un
    renglón, y quien analice el texto la lee entera.
    """
    unidos = list(fragmentos)
    for lugar in range(len(unidos) - 1):
        antes, despues = unidos[lugar], unidos[lugar + 1]
        cortada, resto = _CORTADA.search(antes.texto[-2:]), _RESTO.match(despues.texto)
        if not cortada or not resto or antes.pagina == despues.pagina:
            continue
        if resto[0][0].islower() or (cortada[1].isupper() and resto[0].isupper() and len(resto[0]) > 1):
            unidos[lugar] = replace(antes, texto=f"{antes.texto}\n{resto[0]}")
            unidos[lugar + 1] = replace(despues, texto=despues.texto[resto.end() :])
    return tuple(unidos)
