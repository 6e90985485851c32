"""El índice que un archivo trae al final: ni es del último artículo ni sus renglones son artículos."""

import re
from collections.abc import Sequence

from indexador.juridico import marcas
from indexador.juridico.encabezados_de_articulo import Candidato, encabeza, es_de_indice
from indexador.juridico.marcas import Marca

Lugar = tuple[int, int]
_ROTULO = re.compile(
    r"^[^\w\n]{0,4}(?:[ÍI]NDICE|[ÍI]ndice|CONTENIDO|Contenido)(?:[ ](?:GENERAL|general))?[^\w\n]{0,4}$",
    re.MULTILINE,
)
_MIRA = 120
"""Caracteres tras el rótulo entre los que tiene que empezar el primer artículo del índice."""


def indice_final(
    textos: Sequence[str], tramos: Sequence[tuple[int, int]], desde: Lugar, renglones: Sequence[Candidato]
) -> Marca | None:
    """Dónde empieza el que hay tras el último artículo; `renglones`, los suyos que parecían artículos."""
    for pagina in range(desde[0], len(textos)):
        inicio = desde[1] if pagina == desde[0] else tramos[pagina][0]
        for rotulo in _ROTULO.finditer(textos[pagina], inicio, max(inicio, tramos[pagina][1])):
            siguen = textos[pagina][rotulo.end() : rotulo.end() + _MIRA].split("\n")
            if any(es_de_indice(renglon) or encabeza(renglon) for renglon in siguen):
                return _marca(pagina, rotulo.end() - len(rotulo[0].lstrip()), rotulo.end())
    if not renglones:
        return None
    primero = renglones[0]
    return _marca(primero.pagina, primero.inicio, primero.inicio)


def _marca(pagina: int, inicio: int, fin: int) -> Marca:
    return Marca(pagina, inicio, fin, marcas.ENCABEZADO, "Índice")
