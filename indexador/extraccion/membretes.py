"""Los encabezados y pies que se repiten de página en página, que cortan las frases y no dicen nada nuevo."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from indexador.juridico.encabezados_de_articulo import candidatos
from indexador.juridico.numero_de_articulo import valor_romano

PAGINAS = 3
"""En cuántas páginas tiene que estar un renglón para que sea de un encabezado o de un pie."""
RENGLONES = 4
"""Los que se miran en cada orilla de la página."""
_LARGO = 160
"""Letras; un renglón más largo es un párrafo."""
_LETRAS = 3
_CERCA = 6
"""Páginas entre la primera y la tercera de un renglón que se repite en caras alternas."""
_DIVISION = re.compile(r"\W*(?:libro|t[ií]tulo|cap[ií]tulo|secci[oó]n|parte|anexo)\b", re.IGNORECASE)
_NUMERO = re.compile(r"\d+")
_ROMANO = re.compile(r"[\W_]*([ivxlc]{1,7})[\W_]*", re.IGNORECASE)
_NUMEROS_POR_RENGLON = 4
_DE_ARTICULO = "\1"
_PALABRA = re.compile(r"[^\W\d_]{2,}")
_ANIO = re.compile(r"(?<!\d)\d{4}(?!\d)")
_PALABRAS_DE_UN_RECORTE = 5

Renglon = tuple[int, int, str]
"""Dónde empieza, dónde termina y qué dice."""
Modelo = tuple[frozenset[str], frozenset[str]]
"""Las palabras y los años de un encabezado que se repite."""


def cuerpos(paginas: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    """De cada página, dada por su número y su texto, el tramo que queda sin encabezado ni pie repetidos.

    Un renglón de la orilla está repetido si otras dos páginas tienen en la misma orilla uno igual, o que sólo
    cambia en un número que avanza como las páginas: «Página 3 de 10», «— iv —». Los que encabezan un artículo
    se quitan sólo si dicen lo mismo en la mitad de las páginas (una ley no repite su artículo 5); los que
    encabezan un capítulo, nunca, ni todo lo que una página dice. Con menos de tres páginas no hay repetidos.
    """
    if len(paginas) < PAGINAS:
        return [(0, len(texto)) for _, texto in paginas]
    arriba = [list(_de_arriba(texto)) for _, texto in paginas]
    abajo = [list(_de_abajo(texto)) for _, texto in paginas]
    comunes_arriba, comunes_abajo = (
        (claves, _modelos(claves)) for claves in (_comunes(paginas, arriba), _comunes(paginas, abajo))
    )
    tramos = []
    for (numero, texto), primeros, ultimos in zip(paginas, arriba, abajo, strict=True):
        inicio = max((r[1] for r in _repetidos(primeros, numero, *comunes_arriba)), default=0)
        fin = min((r[0] for r in _repetidos(ultimos, numero, *comunes_abajo)), default=len(texto))
        queda = any(letra.isalnum() for letra in texto[inicio:fin])
        tramos.append((inicio, fin) if queda else (0, len(texto)))
    return tramos


def _repetidos(
    renglones: Sequence[Renglon], numero: int, comunes: frozenset[str], modelos: Sequence[Modelo]
) -> Iterator[Renglon]:
    """Desde la orilla hacia dentro, mientras se repitan."""
    return takewhile(
        lambda renglon: _claves(renglon[2], numero) & comunes or _recortado(renglon[2], modelos), renglones
    )


def _modelos(comunes: frozenset[str]) -> list[Modelo]:
    """Los encabezados repetidos que llevan un año."""
    hechos = [(frozenset(_PALABRA.findall(clave)), frozenset(_ANIO.findall(clave))) for clave in comunes]
    return [(palabras, anios) for palabras, anios in hechos if anios]


def _recortado(dice: str, modelos: Sequence[Modelo]) -> bool:
    """¿Es un encabezado repetido al que el OCR le perdió o le cambió algo en esta página?

    Sólo si lleva su mismo año y a lo sumo una palabra que el otro no tiene: «DIARIO de CENTRO AMÉRICA MARTES
    12 de noviembre 2013», donde en las demás dice además «Guatemala» y el número de la página.
    """
    if not modelos or len(dice) > _LARGO:
        return False
    plano = dice.casefold()
    palabras, anios = frozenset(_PALABRA.findall(plano)), frozenset(_ANIO.findall(plano))
    return (
        len(palabras) >= _PALABRAS_DE_UN_RECORTE
        and bool(anios)
        and any(len(palabras - suyas) <= 1 and anios <= sus_anios for suyas, sus_anios in modelos)
    )


def _comunes(paginas: Sequence[tuple[int, str]], orillas: Sequence[Sequence[Renglon]]) -> frozenset[str]:
    donde: dict[str, list[int]] = defaultdict(list)
    for (numero, _), renglones in zip(paginas, orillas, strict=True):
        for clave in {clave for _, _, dice in renglones for clave in _claves(dice, numero)}:
            donde[clave].append(numero)
    return frozenset(clave for clave, suyas in donde.items() if _se_repite(clave, suyas, len(paginas)))


def _se_repite(clave: str, suyas: Sequence[int], total: int) -> bool:
    """En tres páginas cercanas, o en una de cada diez: tres perdidas entre cien son casualidad.

    Un número solo, o casi, tiene que numerar la mitad de las páginas: las listas también empiezan por él. Lo
    que parece un artículo, también.
    """
    if len(suyas) < PAGINAS:
        return False
    if clave.startswith(_DE_ARTICULO) or sum(c.isalpha() for c in clave) < _LETRAS:
        return 2 * len(suyas) >= total
    cercanas = any(tercera - primera <= _CERCA for primera, tercera in zip(suyas, suyas[2:], strict=False))
    return cercanas or len(suyas) * 10 >= total


def _claves(dice: str, numero: int) -> set[str]:
    """Cómo puede repetirse un renglón: igual, o con uno de sus números como distancia al de la página."""
    plano = " ".join(dice.casefold().split())
    if not plano or len(plano) > _LARGO or plano.endswith(":") or _DIVISION.match(plano):
        return set()
    articulo = next(candidatos(dice), None)
    if articulo is not None:
        return {_DE_ARTICULO + plano} if articulo.lecturas[0].clave[0] > 1 else set()
    claves = {plano} if any(c.isalnum() for c in plano) else set()
    for hallado in list(_NUMERO.finditer(plano))[:_NUMEROS_POR_RENGLON]:
        distancia = int(hallado[0][:9]) - numero
        claves.add(f"{plano[: hallado.start()]}\0{distancia}\0{plano[hallado.end() :]}")
    romano = _ROMANO.fullmatch(plano)
    if romano is not None:
        claves.add(f"\0{valor_romano(romano[1].upper()) - numero}\0")
    return claves


def _de_arriba(texto: str) -> Iterator[Renglon]:
    inicio = vistos = 0
    while vistos < RENGLONES and inicio < len(texto):
        salto = texto.find("\n", inicio)
        fin = len(texto) if salto < 0 else salto
        if texto[inicio:fin].strip():
            vistos += 1
            yield inicio, fin, texto[inicio:fin]
        inicio = fin + 1


def _de_abajo(texto: str) -> Iterator[Renglon]:
    fin, vistos = len(texto), 0
    while vistos < RENGLONES and fin > 0:
        inicio = texto.rfind("\n", 0, fin) + 1
        if texto[inicio:fin].strip():
            vistos += 1
            yield inicio, fin, texto[inicio:fin]
        fin = inicio - 1
