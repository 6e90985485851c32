"""Los pasajes que entran en el índice: los artículos de una norma o, si no los tiene, sus páginas."""

from collections.abc import Iterator, Sequence

from indexador.extraccion.articulos import Encabezado, encabezados, es_articulado
from indexador.extraccion.cortes import cortar
from indexador.extraccion.membretes import cuerpos
from indexador.extraccion.partidas import unir_partidas
from indexador.ficha import Fragmento, Texto

TAMANO_MAXIMO = 4_000
"""Caracteres; una página más larga se parte."""
TAMANO_DE_ARTICULO = 3_000
"""Caracteres; un artículo más largo se parte, y cada parte lleva su nombre."""


def fragmentar(texto: Texto) -> tuple[Fragmento, ...]:
    """Un fragmento por artículo y página, o por página donde no hay artículos; lo largo se parte.

    Se numeran desde 1 a lo largo del documento; `texto[inicio:fin]` de la página es el del fragmento. Lo que
    va antes del primer artículo lleva la etiqueta de su página; un artículo que sigue en la página siguiente
    da allí otro fragmento con su mismo nombre. La palabra que un guion corta entre dos páginas va entera en
    el texto del primero. Los encabezados y pies repetidos (`membretes`) no entran.
    """
    tramos = cuerpos([(pagina.numero, pagina.texto) for pagina in texto.paginas])
    por_pagina = [
        tuple(uno for uno in encabezados(pagina.texto) if tramo[0] <= uno.inicio < tramo[1])
        for pagina, tramo in zip(texto.paginas, tramos, strict=True)
    ]
    sigue = es_articulado([uno for suyos in por_pagina for uno in suyos])
    fragmentos: list[Fragmento] = []
    articulo = ""
    for pagina, tramo, suyos in zip(texto.paginas, tramos, por_pagina, strict=True):
        etiqueta_de_pagina = pagina.etiqueta or f"p. {pagina.numero}"
        for desde, hasta, nombre in _tramos(tramo, suyos, articulo):
            tope = TAMANO_DE_ARTICULO if nombre else TAMANO_MAXIMO
            for corte in cortar(pagina.texto[desde:hasta], tope):
                inicio, fin = desde + corte[0], desde + corte[1]
                fragmentos.append(
                    Fragmento(
                        numero=len(fragmentos) + 1,
                        pagina=pagina.numero,
                        inicio=inicio,
                        fin=fin,
                        etiqueta=nombre or etiqueta_de_pagina,
                        texto=pagina.texto[inicio:fin],
                    )
                )
        articulo = suyos[-1].etiqueta if sigue and suyos else articulo
    return unir_partidas(fragmentos)


def _tramos(
    cuerpo: tuple[int, int], suyos: Sequence[Encabezado], articulo: str
) -> Iterator[tuple[int, int, str]]:
    """Lo que cada artículo ocupa del cuerpo de una página; `articulo` es el que viene de la anterior."""
    cortes = [cuerpo[0], *(uno.inicio for uno in suyos), cuerpo[1]]
    nombres = [articulo, *(uno.etiqueta for uno in suyos)]
    return zip(cortes, cortes[1:], nombres, strict=False)
