"""Las normas que un documento cita, por página."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexador.ficha import Pagina
from indexador.juridico.citas import Cita
from indexador.juridico.objetivos import TRANSITORIA

ENTRE_PAGINAS = "\f"


@dataclass(frozen=True, slots=True)
class Citada:
    """Una norma citada, con su clave y su artículo si lo dice, y dónde (en caracteres de la página).

    `relacion` es lo que el texto dice que hace con ella («reforma»), como en `juridico.citas.Cita`.
    """

    norma: str
    pagina: int
    inicio: int
    fin: int
    literal: str
    articulo: str = ""
    relacion: str = ""


def unir(paginas: Iterable[Pagina]) -> str:
    """El texto de las páginas, una tras otra, como lo recibe el buscador de citas."""
    return ENTRE_PAGINAS.join(pagina.texto for pagina in paginas)


def por_paginas(citas: Iterable[Cita], paginas: Sequence[Pagina], minima: float = 0.5) -> Iterator[Citada]:
    """Las citas halladas en `unir(paginas)`, cada una en su página; las de confianza menor no van."""
    comienzos, total = [], 0
    for pagina in paginas:
        comienzos.append(total)
        total += len(pagina.texto) + 1
    for cita in citas:
        if cita.confianza < minima:
            continue
        lugar = bisect_right(comienzos, cita.inicio) - 1
        inicio = cita.inicio - comienzos[lugar]
        fin = min(cita.fin - comienzos[lugar], len(paginas[lugar].texto))
        for objetivo in cita.objetivos:
            articulo = "" if objetivo.serie == TRANSITORIA else objetivo.articulo
            numero = paginas[lugar].numero
            yield Citada(objetivo.norma, numero, inicio, fin, cita.literal, articulo, cita.relacion)
