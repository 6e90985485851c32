"""Lo que dice un pasaje anclado, sin los datos de un particular que hay en él.

Se miran con lo que lo rodea en su página: la palabra que presenta un número («mi teléfono es») o el nombre de
su dueño pueden haber quedado fuera del pasaje.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import PaginaGuardada
from indexador.lengua.personales import sin_datos_personales

_PUEDE_LLEVAR = re.compile(
    r"\d(?:[^\w\n]{0,3}\n?\d){4}|\A\W*\d|\d\W*\Z|[@\uff20]|\barroba\b|[(\[{]\s?at\s?[)\]}]", re.IGNORECASE
)
"""Lo que hay en todo dato de un particular, o en lo que de él cabe: donde no está no se busca su página."""
_ANTES, _DESPUES = 4_000, 1_000
"""Cuánto se mira a cada lado, en caracteres: lo que mide una página corriente."""
_DE_UNA_VEZ = 400


class Lugar(NamedTuple):
    """Dónde está un pasaje y lo que dice."""

    texto_id: int
    pagina: int
    inicio: int
    pagina_fin: int
    fin: int
    literal: str


def cubiertos(sesion: Session, lugares: Iterable[Lugar]) -> Mapping[Lugar, str]:
    """Lo que dice cada uno de los que llevan datos de un particular, cubiertos; mide lo mismo.

    Una consulta por cada cuatrocientas páginas de los que pueden llevarlos, y ninguna si no los hay.
    """
    dudosos = [uno for uno in dict.fromkeys(lugares) if _PUEDE_LLEVAR.search(uno.literal)]
    pedidas = [(uno.texto_id, numero) for uno in dudosos for numero in (uno.pagina, uno.pagina_fin)]
    textos = _paginas(sesion, list(dict.fromkeys(pedidas)))
    dichos = {uno: _cubierto(uno, textos) for uno in dudosos}
    return {uno: dicho for uno, dicho in dichos.items() if dicho != uno.literal}


def _paginas(sesion: Session, pedidas: list[tuple[int, int]]) -> Mapping[tuple[int, int], str]:
    textos: dict[tuple[int, int], str] = {}
    for desde in range(0, len(pedidas), _DE_UNA_VEZ):
        filas = sesion.execute(
            select(PaginaGuardada.texto_id, PaginaGuardada.numero, PaginaGuardada.texto).where(
                tuple_(PaginaGuardada.texto_id, PaginaGuardada.numero).in_(
                    pedidas[desde : desde + _DE_UNA_VEZ]
                )
            )
        )
        textos |= {(texto, numero): escrito for texto, numero, escrito in filas}
    return textos


def _cubierto(uno: Lugar, textos: Mapping[tuple[int, int], str]) -> str:
    antes = textos.get((uno.texto_id, uno.pagina), "")[max(0, uno.inicio - _ANTES) : uno.inicio]
    despues = textos.get((uno.texto_id, uno.pagina_fin), "")[uno.fin : uno.fin + _DESPUES]
    todo = sin_datos_personales(f"{antes}{uno.literal}{despues}")
    return todo[len(antes) : len(antes) + len(uno.literal)]
