"""Los artículos transitorios: los que se numeran aparte y los que no dicen «Artículo».

Aparte van los que vuelven a empezar desde el primero (o el único) bajo un rótulo de transitorias o diciendo
ellos mismos que lo son: «Artículo 1 transitorio», «Artículo transitorio 1». El que lo dice y sigue la
numeración de la norma («Artículo 53. Transitorio.») es uno más de ella.

Los que no dicen «Artículo» («TRANSITORIOS», «PRIMERO.- …», «2o.- …») son sólo los de la norma: los que siguen
a su último artículo, bajo el primer rótulo que los llama transitorios y de uno en uno. «Primera», en
femenino, es una disposición y no un artículo.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from indexador.juridico import marcas
from indexador.juridico.divisiones import habla_de_transitorias
from indexador.juridico.encabezados_de_articulo import Candidato, quedo_abierto
from indexador.juridico.marcas import Marca
from indexador.juridico.numero_de_articulo import ORDINALES, Escrito, canonico, etiqueta, valor_en_letras
from indexador.juridico.objetivos import TRANSITORIA
from indexador.juridico.sucesion import Serie, desde_el_primero

Lugar = tuple[int, int]
_RENGLON = re.compile(
    rf"^[ \t]{{0,80}}(?P<numero>(?i:{ORDINALES})|\d{{1,2}}(?=[oº°]))[oº°]?"
    r"(?:\.?[ ]?[-–—]+|[.:])[ \t]+(?=\S)",
    re.MULTILINE,
)


_RANGO = {clase: rango for rango, clase in enumerate(marcas.DE_AGRUPAR, 1)}
_PRIMERO = (1, 0)
_CERCA = 80
"""Caracteres entre un rótulo y el artículo que encabeza."""
_BREVE = 90
"""Caracteres; los artículos de un índice sin puntos no pasan de esto."""


class Zonas:
    """Qué partes de un texto son disposiciones transitorias, según los rótulos que lo agrupan, en orden."""

    def __init__(self, agrupadoras: Sequence[Marca]) -> None:
        self._agrupadoras = agrupadoras
        self._dentro: list[bool] = []
        abierto: int | None = None
        for marca in agrupadoras:
            rango = _RANGO.get(marca.clase, 0)
            if habla_de_transitorias(marca):
                abierto = rango or _RANGO[marcas.TITULO]
            elif abierto is not None and rango <= abierto:
                abierto = None
            self._dentro.append(abierto is not None)

    def rotulo(self, uno: Candidato) -> Marca | None:
        """El último antes de él, si lo que hay ahí son transitorias."""
        cual = bisect_right(self._agrupadoras, (uno.pagina, uno.inicio), key=_lugar) - 1
        return self._agrupadoras[cual] if cual >= 0 and self._dentro[cual] else None


def numerados_aparte(hallados: Sequence[Candidato], largos: Sequence[int], zonas: Zonas) -> list[Serie]:
    """Las sucesiones de los que vuelven a empezar, en orden; `largos` va de cada candidato al siguiente."""
    propios = [n for n, uno in enumerate(hallados) if not uno.citado]
    extenso = next((lugar for lugar in propios if largos[lugar] > _BREVE), len(hallados))
    halladas: list[Serie] = []
    for grupo in _grupos(propios, hallados, zonas):
        serie = desde_el_primero(hallados, largos, grupo)
        preceden = bisect_left(propios, grupo[0])
        # Si sólo los preceden renglones breves y menos que ellos, lo de antes es el índice de lo que sigue.
        if serie and preceden and (preceden >= len(serie) or extenso < grupo[0]):
            halladas.append(serie)
    return halladas


def _grupos(propios: Sequence[int], hallados: Sequence[Candidato], zonas: Zonas) -> Iterator[list[int]]:
    """Los seguidos desde uno que es el primero hasta el que vuelve a serlo.

    El primero lo dice él o viene justo tras su rótulo; el que está más abajo es ya de un decreto que reformó
    la norma.
    """
    grupo: list[int] = []
    for lugar in propios:
        uno = hallados[lugar]
        rotulo = zonas.rotulo(uno)
        es_el_primero = uno.lecturas[0].clave == _PRIMERO
        abre = es_el_primero and (uno.transitorio or (rotulo is not None and _justo_tras(rotulo, uno)))
        sigue = bool(grupo) and not es_el_primero and (uno.transitorio or rotulo is not None)
        if grupo and not sigue:
            yield grupo
            grupo = []
        if abre or sigue:
            grupo.append(lugar)
    if grupo:
        yield grupo


def _justo_tras(rotulo: Marca, uno: Candidato) -> bool:
    """¿No cabe nada entre los dos? Si cambia la página, salvo el encabezado de la segunda."""
    return uno.inicio - (rotulo.tras_rotulo if rotulo.pagina == uno.pagina else 0) <= _CERCA


def sin_su_palabra(
    textos: Sequence[str],
    tramos: Sequence[tuple[int, int]],
    agrupadoras: Sequence[Marca],
    desde: Lugar,
    hasta: Lugar,
) -> Iterator[Marca]:
    """Los que hay tras el último artículo de una norma y hasta `hasta`; `agrupadoras` va en orden."""
    primera = bisect_right(agrupadoras, desde, key=_lugar)
    ultima = bisect_left(agrupadoras, hasta, lo=primera, key=_lugar)
    titulo = next((n for n in range(primera, ultima) if habla_de_transitorias(agrupadoras[n])), None)
    if titulo is None:
        return
    fin = agrupadoras[titulo + 1].lugar if titulo + 1 < ultima else hasta
    comienzo = agrupadoras[titulo].pagina, agrupadoras[titulo].tras_rotulo
    debido = 1
    for indice, hallado in _renglones(textos, tramos, comienzo, fin):
        numero = hallado["numero"]
        valor = int(numero) if numero.isdigit() else valor_en_letras(numero)
        de_articulo = not numero[0].islower() and numero[-1] not in "aA"
        if valor == debido and de_articulo and not quedo_abierto(textos[indice], hallado.start()):
            debido += 1
            yield _marca(indice, hallado, valor)


def _lugar(marca: Marca) -> Lugar:
    return marca.lugar


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
