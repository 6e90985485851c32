"""Lo que una página imprime y no prueba nada: índices, sumarios, encabezados, pies y notas.

Por reglas sobre los renglones, sin diccionario: lo que se repite en el borde de varias páginas es de la
página y no del texto; unos renglones seguidos que acaban en número de página, o que son sólo nombres de
artículos, son un índice.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexador.ficha import Pagina

Tramo = tuple[int, int]
_BORDE = 8
"""Renglones de arriba y de abajo en que va lo que se repite de página en página."""
_VECES = 3
_ENTRADAS, _CON_TITULO = 4, 3
"""Renglones con número de página que hacen un índice, y los que bastan si dice que lo es."""
_RUBROS = 5
"""Nombres de artículos o capítulos que, seguidos, no son artículos sino su lista."""
_HUECO = 3
"""Renglones de un índice que pueden ir entre dos números."""
_LARGO = 160
_TITULO = re.compile(r"(?:[íi]ndice(?: general)?|(?:tabla de )?contenidos?|sumario)\s*:?", re.IGNORECASE)
_PUNTOS = re.compile(r"[.·…_‧∙ -]*(?:[.·‧∙_]{4}|…{2}|(?:\. ){4})[.·…_‧∙ -]*(\d{1,4})?$")
_NUMERO = re.compile(r"(?:^|[^\W\d][).]?\s{1,60})(\d{1,4})$")
_RUBRO = re.compile(
    r"(?:art[ií]culo|art\.|libro|t[ií]tulo|cap[ií]tulo|secci[oó]n|disposici[oó]n|anexo|parte)\s+\S.*",
    re.IGNORECASE,
)
_DIVISION = re.compile(
    r"(?:libro|t[ií]tulo|cap[ií]tulo|secci[oó]n|parte|anexo)\s+(?:[ivxlc]+|\d+|[úu]nico|[a-zá-ú]+)\b.{0,120}",
    re.IGNORECASE,
)
_NOTA = re.compile(
    r"\d{1,3}[A-ZÁÉÍÓÚÑ“][a-zá-ú]|\[?\d{1,3}[\])]?\s.{0,80}(?:[Ii]b[ií]d|[Oo]p\. ?[Cc]it|https?:|www\.)"
)
_CIFRAS = re.compile(r"\d+")
_DE_UNA_ORACION = 6
"""Palabras seguidas, no todas con mayúscula, que ha de tener una oración."""


@dataclass(frozen=True, slots=True)
class _Renglon:
    inicio: int
    fin: int
    texto: str

    @property
    def molde(self) -> str:
        """El renglón sin sus números: el mismo en cada página."""
        return " ".join(_CIFRAS.sub("#", self.texto).casefold().split())


def mudos(paginas: Sequence[Pagina]) -> Mapping[int, tuple[Tramo, ...]]:
    """De cada página, los tramos que no son de su texto: encabezados y pies repetidos, e índices."""
    de_cada = {pagina.numero: _renglones(pagina.texto) for pagina in paginas}
    repetidos = _repetidos(list(de_cada.values()))
    ultima = max(de_cada, default=0)
    return {
        numero: tuple((uno.inicio, uno.fin) for uno in renglones if id(uno) in callados)
        for numero, renglones in de_cada.items()
        if (callados := _de_borde(renglones, repetidos) | _de_indice(renglones, ultima))
    }


def es_prosa(texto: str) -> bool:
    """¿Dice algo? No, si son sólo títulos de partes, rótulos, nombres o una lista de ellos."""
    return any(_oracion(renglones) for renglones in _parrafos(_renglones(texto)))


def hay_notas(texto: str, inicio: int, fin: int) -> bool:
    """¿Hay en ese tramo, o en el renglón en que empieza, una nota al pie?"""
    desde = texto.rfind("\n", 0, inicio) + 1
    return any(_NOTA.match(renglon.lstrip()) for renglon in texto[desde:fin].splitlines())


def _renglones(texto: str) -> list[_Renglon]:
    renglones, lugar = [], 0
    for escrito in texto.splitlines(keepends=True):
        if escrito.strip():
            renglones.append(_Renglon(lugar, lugar + len(escrito), escrito.strip()))
        lugar += len(escrito)
    return renglones


def _bordes(renglones: Sequence[_Renglon]) -> list[_Renglon]:
    return [*renglones[:_BORDE], *renglones[_BORDE:][-_BORDE:]]


def _repetidos(de_cada: Sequence[Sequence[_Renglon]]) -> frozenset[str]:
    veces = Counter(molde for suyos in de_cada for molde in {uno.molde for uno in _bordes(suyos)})
    hacen_falta = max(_VECES, len(de_cada) // 10)
    return frozenset(molde for molde, cuantas in veces.items() if cuantas >= hacen_falta)


def _de_borde(renglones: Sequence[_Renglon], repetidos: frozenset[str]) -> set[int]:
    return {id(uno) for uno in _bordes(renglones) if uno.molde in repetidos}


def _de_indice(renglones: Sequence[_Renglon], ultima: int) -> set[int]:
    callados: set[int] = set()
    for desde, hasta in (*_con_numeros(renglones, ultima), *_de_rubros(renglones)):
        callados.update(id(uno) for uno in renglones[desde:hasta])
    return callados


def _con_numeros(renglones: Sequence[_Renglon], ultima: int) -> Iterator[Tramo]:
    """Los renglones que acaban en un número de página, y los que van entre ellos.

    Tras un renglón que dice que es un índice basta que acaben en número; si no, o van tras unos puntos o son
    páginas del documento que no bajan.
    """
    titulo = next((i for i, uno in enumerate(renglones) if _TITULO.fullmatch(uno.texto)), len(renglones))
    numeradas = [
        (i, n) for i, uno in enumerate(renglones[titulo:], titulo) if (n := _pagina_de(uno)) is not None
    ]
    for tanda in _tandas(numeradas, en_orden=False):
        if len(tanda) >= _CON_TITULO:
            cerca = tanda[0] - titulo <= 2 * _HUECO
            yield (titulo if cerca else tanda[0]), tanda[-1] + 1
    sueltas = [
        (i, numero)
        for i, uno in enumerate(renglones)
        if (numero := _pagina_de(uno)) is not None and (numero <= ultima or _PUNTOS.search(uno.texto))
    ]
    for tanda in _tandas(sueltas, en_orden=True):
        if len(tanda) >= _ENTRADAS:
            yield tanda[0], tanda[-1] + 1


def _tandas(numeradas: Sequence[tuple[int, int]], *, en_orden: bool) -> Iterator[list[int]]:
    """Los lugares que van cerca uno de otro, con números que no bajan si han de ir en orden."""
    tanda: list[int] = []
    anterior = 0
    for lugar, numero in numeradas:
        if tanda and (lugar - tanda[-1] > _HUECO or (en_orden and numero < anterior)):
            yield tanda
            tanda = []
        tanda.append(lugar)
        anterior = numero
    yield tanda


def _pagina_de(uno: _Renglon) -> int | None:
    """El número en que acaba un renglón de índice; 0 si van los puntos y no el número."""
    if len(uno.texto) >= _LARGO:
        return None
    if (punteado := _PUNTOS.search(uno.texto)) is not None:
        return int(punteado[1] or 0)
    numero = _NUMERO.search(uno.texto)
    return int(numero[1]) if numero else None


def _de_rubros(renglones: Sequence[_Renglon]) -> Iterator[Tramo]:
    desde = 0
    for i in range(len(renglones) + 1):
        if i < len(renglones) and len(renglones[i].texto) < _LARGO and _RUBRO.fullmatch(renglones[i].texto):
            continue
        if i - desde >= _RUBROS:
            yield desde, i
        desde = i + 1


def _parrafos(renglones: Sequence[_Renglon]) -> Iterator[list[str]]:
    """Los renglones seguidos, sin los que sólo nombran una parte."""
    parrafo: list[str] = []
    for uno in renglones:
        if _DIVISION.fullmatch(uno.texto) or uno.texto.isupper():
            yield parrafo
            parrafo = []
        else:
            parrafo.append(uno.texto)
    yield parrafo


def _oracion(renglones: Sequence[str]) -> bool:
    """Si hay una oración: varias palabras y un punto, coma o dos puntos, o muchas palabras."""
    palabras = " ".join(renglones).split()
    menores = sum(palabra[:1].islower() for palabra in palabras)
    acaba = any(palabra[-1] in ".;:,»”" for palabra in palabras)
    return (
        len(palabras) >= _DE_UNA_ORACION and menores >= 3 and (acaba or len(palabras) >= 3 * _DE_UNA_ORACION)
    )
