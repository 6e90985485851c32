"""Un pasaje con lo que hace falta para buscarlo en otro texto, sacado de las páginas de donde se tomó.

Se guarda de él lo del selector de cita del modelo de anotaciones del W3C (TextQuoteSelector: `prefix`,
`exact`, `suffix`) y la altura del documento en que estaba.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from centro_doc.vinculos.encabezados import SALTO, sin_los_repetidos
from centro_doc.vinculos.gobierno import Gobierno
from centro_doc.vinculos.marcos import Marco
from centro_doc.vinculos.pasajes import Anclaje, con_saltos

CONTEXTO = 120
"""Caracteres que se miran a cada lado del pasaje."""


@dataclass(frozen=True, slots=True)
class PasajeGuardado:
    """Lo que dice un pasaje, lo que lo rodeaba y en qué punto del documento estaba (0–1).

    `encabezados`: los renglones que su documento repetía (`renglones_repetidos`), que no son suyos.
    `gobierno`: lo que lo gobernaba desde lejos; `None`, si ya no se tienen sus páginas.
    """

    literal: str
    antes: str = ""
    despues: str = ""
    altura: float = 0.0
    encabezados: frozenset[str] = frozenset()
    gobierno: Gobierno | None = None


class TextoDeOrigen:
    """Las páginas de un texto del que se tomaron pasajes."""

    def __init__(self, paginas: Mapping[int, str]) -> None:
        self._paginas, self._marco = paginas, Marco(paginas)
        numeros = sorted(paginas)
        largos = accumulate((len(paginas[numero]) for numero in numeros), initial=0)
        self._comienzos = dict(zip(numeros, largos, strict=False))
        self._total = sum(map(len, paginas.values()))

    def guardado(self, ancla: Anclaje) -> PasajeGuardado:
        """El pasaje, con lo que lo rodea y su altura en el documento."""
        en_sus_paginas = self._comienzos.keys() >= {ancla.pagina_inicio, ancla.pagina_fin}
        return PasajeGuardado(
            con_saltos(self._paginas, ancla, SALTO) if en_sus_paginas else ancla.literal,
            *alrededor(self._paginas, ancla, self._marco.encabezados),
            (self._comienzos.get(ancla.pagina_inicio, 0) + ancla.inicio) / max(1, self._total),
            self._marco.encabezados,
            Gobierno(self._marco, ancla) if en_sus_paginas else None,
        )


def alrededor(paginas: Mapping[int, str], ancla: Anclaje, encabezados: frozenset[str]) -> tuple[str, str]:
    """Lo que rodea a un pasaje, aunque esté en la página de al lado, sin los encabezados del documento."""

    def de(pagina: int) -> str:
        return f"{paginas[pagina]}\n" if pagina in paginas else ""

    antes = de(ancla.pagina_inicio - 1) + de(ancla.pagina_inicio)[: ancla.inicio]
    despues = de(ancla.pagina_fin)[ancla.fin :] + de(ancla.pagina_fin + 1)
    previo, pegado = _cortado(antes[-2 * CONTEXTO :], antes[-2 * CONTEXTO :].rfind("\n") + 1)
    fin = despues.find("\n")
    seguido, siguiente = _cortado(despues[: 2 * CONTEXTO], fin if fin >= 0 else len(despues))
    return (
        f"{sin_los_repetidos(previo, encabezados)}{pegado}"[-CONTEXTO:],
        f"{seguido}{sin_los_repetidos(siguiente, encabezados)}"[:CONTEXTO],
    )


def _cortado(texto: str, lugar: int) -> tuple[str, str]:
    """Lo de su renglón va aparte: es un trozo, y no un renglón que se repita."""
    return texto[:lugar], texto[lugar:]
