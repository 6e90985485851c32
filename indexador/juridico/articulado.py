"""Los artículos de un texto, lo que los agrupa y lo que los acaba: de la estructura, lo que usa el índice."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from indexador.extraccion.membretes import cuerpos
from indexador.juridico import marcas
from indexador.juridico.divisiones import divisiones, encabezado_de_norma
from indexador.juridico.encabezados_de_articulo import Candidato, candidatos
from indexador.juridico.indices import indice_final
from indexador.juridico.marcas import Marca
from indexador.juridico.notas_de_reforma import notas
from indexador.juridico.numero_de_articulo import canonico, etiqueta
from indexador.juridico.objetivos import ORDINARIA, TRANSITORIA
from indexador.juridico.sucesion import Serie, series
from indexador.juridico.texto_anunciado import anunciados
from indexador.juridico.transitorios import Zonas, numerados_aparte, sin_su_palabra

_FORMULA = re.compile(
    r"""^[^\w\n]{0,4}(?:
        (?:P[AÁ]SE|REM[IÍ]TASE|TRANSCR[IÍ]BASE)\b[^\n]{0,60}(?:AL\ ORGANISMO|EJECUTIVO)
        |(?:DAD[OA]|EMITID[OA])\ EN\b|PALACIO\ NACIONAL\b
        |(?:Dad[oa]|Emitid[oa])\ en\ (?:el|la|los|Guatemala|San|Lima|Madrid)\b
        |(?:PUBL[IÍ]QUESE|COMUN[IÍ]QUESE|C[UÚ]MPLASE|REG[IÍ]STRESE|NOTIF[IÍ]QUESE|AN[OÓ]TESE)\b
        |(?:Publ[ií]quese|Comun[ií]quese|C[uú]mplase|Reg[ií]strese|An[oó]tese)(?:,|\ y\b|\.?$)
    )[^\n]*""",
    re.MULTILINE | re.VERBOSE,
)
Lugar = tuple[int, int]
"""Índice de página y posición en ella."""


@dataclass(frozen=True, slots=True)
class Articulado:
    """Lo hallado en un texto, en orden, y el cuerpo de cada página sin encabezados ni pies repetidos.

    Sin artículos propios, los encabezados de artículo que haya son citas (`articulo_citado`).
    """

    marcas: tuple[Marca, ...]
    cuerpos: tuple[tuple[int, int], ...]

    @property
    def tiene_articulos(self) -> bool:
        """¿Hay artículos propios?"""
        return any(marca.clase == marcas.ARTICULO for marca in self.marcas)


def articulado(paginas: Sequence[tuple[int, str]]) -> Articulado:
    """El de un texto, dadas sus páginas por número y texto."""
    tramos = cuerpos(paginas)
    textos = [texto for _, texto in paginas]
    hallados = [
        uno
        for indice, (desde, hasta) in enumerate(tramos)
        for uno in candidatos(textos[indice], indice)
        if desde <= uno.inicio < hasta
    ]
    largos, agrupadoras = _largos(hallados, textos), _agrupadoras(textos, tramos)
    zonas = Zonas(agrupadoras)
    aparte = numerados_aparte(hallados, largos, zonas)
    de_otra = {uno.lugar for suya in aparte for uno in suya} | set(anunciados(hallados, textos))
    halladas = series(hallados, largos, de_otra)
    if not halladas.propias:
        aparte, halladas = [], series(hallados, largos)
    ordenadas = sorted((*halladas.propias, *aparte), key=lambda suya: suya[0].lugar)
    del_indice = {uno.lugar for uno in halladas.del_indice}
    indice = _indice(hallados, ordenadas, del_indice, textos, tramos)
    if indice is not None and del_indice:
        acaba = _lugar(hallados[max(del_indice)])
        agrupadoras = [marca for marca in agrupadoras if not indice.lugar < marca.lugar < acaba]
    todas = [*_articulos(hallados, ordenadas, agrupadoras, zonas, textos, tramos)]
    todas += [] if indice is None else [indice]
    todas += _lo_demas(hallados, ordenadas, del_indice, textos, tramos)
    return Articulado(tuple(sorted(todas, key=lambda marca: marca.lugar)), tuple(tramos))


def _indice(
    hallados: Sequence[Candidato],
    ordenadas: Sequence[Serie],
    del_indice: Set[int],
    textos: Sequence[str],
    tramos: Sequence[tuple[int, int]],
) -> Marca | None:
    if not ordenadas:
        return None
    ultimo = hallados[max(suya[-1].lugar for suya in ordenadas)]
    return indice_final(
        textos, tramos, (ultimo.pagina, ultimo.tras_rotulo), [hallados[lugar] for lugar in sorted(del_indice)]
    )


def _largos(hallados: Sequence[Candidato], textos: Sequence[str]) -> list[int]:
    """Caracteres de cada candidato al siguiente, o al final."""
    bases = [0]
    for texto in textos:
        bases.append(bases[-1] + len(texto))
    lugares = [*(bases[uno.pagina] + uno.inicio for uno in hallados), bases[-1]]
    return [despues - antes for antes, despues in pairwise(lugares)]


def _agrupadoras(textos: Sequence[str], tramos: Sequence[tuple[int, int]]) -> list[Marca]:
    return [
        marca
        for indice, (desde, hasta) in enumerate(tramos)
        for marca in divisiones(textos[indice], indice)
        if desde <= marca.inicio < hasta
    ]


def _articulos(
    hallados: Sequence[Candidato],
    ordenadas: Sequence[Serie],
    agrupadoras: Sequence[Marca],
    zonas: Zonas,
    textos: Sequence[str],
    tramos: Sequence[tuple[int, int]],
) -> Iterator[Marca]:
    yield from agrupadoras
    anterior: Serie = ()
    for orden, suya in enumerate(ordenadas):
        en_zona = orden > 0 and zonas.rotulo(hallados[suya[0].lugar]) is not None
        de_transitorios = all(hallados[uno.lugar].transitorio for uno in suya)
        for uno in suya:
            serie = TRANSITORIA if en_zona or de_transitorios else ORDINARIA
            yield _marca(hallados[uno.lugar], uno.clave, marcas.ARTICULO, serie)
        if anterior and suya[-1].lugar < anterior[-1].lugar:
            continue  # La numeración de la norma sigue detrás de éstos.
        anterior = suya
        siguientes = (ordenadas[n] for n in range(orden + 1, len(ordenadas)))
        despues = next((otra for otra in siguientes if otra[0].lugar > suya[-1].lugar), None)
        ultimo = _lugar(hallados[suya[-1].lugar])
        hasta = _lugar(hallados[despues[0].lugar]) if despues else (len(textos), 0)
        cierre = _cierre(textos, tramos, ultimo, hasta)
        if cierre is not None:
            yield cierre
        yield from sin_su_palabra(textos, tramos, agrupadoras, ultimo, hasta)
        if despues:
            yield from _otra_norma(textos, cierre.lugar if cierre else ultimo, hasta)


def _lo_demas(
    hallados: Sequence[Candidato],
    ordenadas: Sequence[Serie],
    del_indice: Set[int],
    textos: Sequence[str],
    tramos: Sequence[tuple[int, int]],
) -> Iterator[Marca]:
    """Los artículos citados y las notas de reforma."""
    propios = {uno.lugar for suya in ordenadas for uno in suya}
    for lugar, hallado in enumerate(hallados):
        if lugar not in propios and lugar not in del_indice:
            yield _marca(hallado, hallado.lecturas[0].clave, marcas.CITADO, "")
    if propios:
        yield from _notas(textos, tramos)


def _notas(textos: Sequence[str], tramos: Sequence[tuple[int, int]]) -> Iterator[Marca]:
    for indice, (desde, hasta) in enumerate(tramos):
        for marca in notas(textos[indice], indice):
            if desde <= marca.inicio < hasta:
                fin = min(marca.tras_rotulo, hasta)
                yield replace(marca, tras_rotulo=fin, acaba=(indice, fin))


def _marca(uno: Candidato, clave: tuple[int, int], clase: str, serie: str) -> Marca:
    nombre = etiqueta(clave, uno.escrito)
    if serie == TRANSITORIA:
        nombre += " (transitorio)"
    return Marca(
        uno.pagina, uno.inicio, uno.tras_rotulo, clase, nombre, canonico(clave, uno.escrito), serie=serie
    )


def _lugar(uno: Candidato) -> Lugar:
    return uno.pagina, uno.inicio


def _cierre(
    textos: Sequence[str], tramos: Sequence[tuple[int, int]], desde: Lugar, hasta: Lugar
) -> Marca | None:
    """La fórmula con que acaba la norma, tras su último artículo."""
    for indice in range(desde[0], min(hasta[0] + 1, len(textos))):
        comienzo = desde[1] if indice == desde[0] else tramos[indice][0]
        fin = hasta[1] if indice == hasta[0] else tramos[indice][1]
        hallada = _FORMULA.search(textos[indice], comienzo, max(comienzo, fin))
        if hallada is not None:
            inicio = hallada.start() + len(hallada[0]) - len(hallada[0].lstrip())
            return Marca(indice, inicio, hallada.end(), marcas.FORMULA, "Fórmula final")
    return None


def _otra_norma(textos: Sequence[str], desde: Lugar, hasta: Lugar) -> Iterator[Marca]:
    """El encabezado de la norma siguiente, en un archivo que trae varias."""
    for indice in range(desde[0], hasta[0] + 1):
        comienzo = desde[1] if indice == desde[0] else 0
        fin = hasta[1] if indice == hasta[0] else len(textos[indice])
        hallado = encabezado_de_norma(textos[indice], comienzo, fin)
        if hallado is not None:
            rotulo = " ".join(textos[indice][hallado[0] : hallado[1]].split())
            yield Marca(indice, hallado[0], hallado[1], marcas.ENCABEZADO, rotulo)
            return
