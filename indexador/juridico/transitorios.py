"""Los artículos transitorios que no dicen «Artículo»: «TRANSITORIOS», «PRIMERO.- …», «2o.- …».

Sólo los de la norma: los que siguen a su último artículo, bajo el primer rótulo que los llama transitorios,
desde el primero (o el único) y de uno en uno. «Primera», en femenino, es una disposición y no un artículo.
"""

import re
from collections.abc import Iterator, Sequence

from indexador.juridico import marcas
from indexador.juridico.divisiones import habla_de_transitorias
from indexador.juridico.encabezados_de_articulo import quedo_abierto
from indexador.juridico.marcas import Marca
from indexador.juridico.numero_de_articulo import ORDINALES, Escrito, canonico, etiqueta, valor_en_letras
from indexador.juridico.objetivos import TRANSITORIA

Lugar = tuple[int, int]
_RENGLON = re.compile(
    rf"^[ \t]{{0,80}}(?P<numero>(?i:{ORDINALES})|\d{{1,2}}(?=[oº°]))[oº°]?"
    r"(?:\.?[ ]?[-–—]+|[.:])[ \t]+(?=\S)",
    re.MULTILINE,
)


def sin_su_palabra(
    textos: Sequence[str],
    tramos: Sequence[tuple[int, int]],
    agrupadoras: Sequence[Marca],
    desde: Lugar,
    hasta: Lugar,
) -> Iterator[Marca]:
    """Los que hay tras el último artículo de una norma y hasta `hasta`; `agrupadoras` va en orden."""
    siguientes = [marca for marca in agrupadoras if desde < marca.lugar < hasta]
    titulo = next((n for n, marca in enumerate(siguientes) if habla_de_transitorias(marca)), None)
    if titulo is None:
        return
    fin = siguientes[titulo + 1].lugar if titulo + 1 < len(siguientes) else hasta
    comienzo = siguientes[titulo].pagina, siguientes[titulo].tras_rotulo
    debido = 1
    for indice, hallado in _renglones(textos, tramos, comienzo, fin):
        numero = hallado["numero"]
        valor = int(numero) if numero.isdigit() else valor_en_letras(numero)
        de_articulo = not numero[0].islower() and numero[-1] not in "aA"
        if valor == debido and de_articulo and not quedo_abierto(textos[indice], hallado.start()):
            debido += 1
            yield _marca(indice, hallado, valor)


def _renglones(
    textos: Sequence[str], tramos: Sequence[tuple[int, int]], desde: Lugar, hasta: Lugar
) -> Iterator[tuple[int, re.Match[str]]]:
    for indice in range(desde[0], min(hasta[0] + 1, len(textos))):
        inicio = desde[1] if indice == desde[0] else tramos[indice][0]
        fin = min(hasta[1], tramos[indice][1]) if indice == hasta[0] else tramos[indice][1]
        for hallado in _RENGLON.finditer(textos[indice], inicio, max(inicio, fin)):
            yield indice, hallado


def _marca(pagina: int, hallado: re.Match[str], valor: int) -> Marca:
    escrito = Escrito(hallado["numero"])
    return Marca(
        pagina,
        hallado.start("numero"),
        hallado.end(),
        marcas.ARTICULO,
        f"{etiqueta((valor, 0), escrito)} (transitorio)",
        canonico((valor, 0), escrito),
        serie=TRANSITORIA,
    )
