"""Qué segmentos conviene unir: por niveles, de modo que cada documento se reescriba pocas veces.

Un nivel abarca los segmentos de un tamaño parecido, cada uno cuatro veces el anterior, y se une cuando
junta `POR_NIVEL`. Al confirmar sólo se unen los niveles pequeños, que se hacen en un instante; los demás, con
`Escritor.unir`, cuando no hay quien espere, y sólo si lo pequeño ya pesa ante lo grande: reescribir un
segmento enorme por cada documento que llega sería no acabar nunca.
"""

from collections.abc import Iterable, Sequence

from whoosh.codec.base import Segment

POR_NIVEL = 4
TOPE_AL_CONFIRMAR = 6_000
"""Entradas que puede tener un segmento unido durante una confirmación."""
TOPE = 65_536
"""Entradas del segmento más grande: hasta aquí, el número de una entrada cabe en 16 bits."""
PROPORCION = 2
"""En un rato libre, un segmento sólo se une a los menores si es a lo sumo tantas veces lo que ellos juntos.

Así cada uno que queda es más del triple que el anterior (unos diez, hasta `TOPE`), y nada se reescribe hasta
que lo que lo acompaña ha crecido al menos la mitad.
"""
TOLERANCIA_DE_BORRADOS = 0.2
"""Parte de un segmento que puede estar borrada sin que se pase en limpio."""


def pequenias(segmentos: Sequence[Segment]) -> list[str]:
    """Los segmentos que unir en esta confirmación; ninguno si no hace falta."""
    return _elegir(segmentos, TOPE_AL_CONFIRMAR)


def con_muchos_borrados(segmento: Segment) -> bool:
    """¿Conviene pasarlo en limpio?"""
    muchos: bool = segmento.deleted_count() > TOLERANCIA_DE_BORRADOS * segmento.doc_count_all()
    return muchos


def en_un_instante(segmento: Segment) -> bool:
    """¿Se reescribe en un instante? Lo demás espera a un rato libre."""
    quedan: int = segmento.doc_count()
    return quedan <= TOPE_AL_CONFIRMAR


def de_un_rato_libre(segmentos: Sequence[Segment]) -> list[str]:
    """Los segmentos que unir, o el que pasar en limpio, en un rato libre; ninguno si no vale la pena."""
    posibles = _que_caben(sorted(segmentos, key=lambda s: s.doc_count()), TOPE)
    cuantos, juntas = 0, 0
    for lugar, segmento in enumerate(posibles):
        if lugar and segmento.doc_count() <= PROPORCION * juntas:
            cuantos = lugar + 1
        juntas += segmento.doc_count()
    elegidos = posibles[:cuantos] or [s for s in segmentos if con_muchos_borrados(s)][:1]
    return [segmento.segment_id() for segmento in elegidos]


def mayores(segmentos: Sequence[Segment]) -> list[str]:
    """Los segmentos que unir para que queden los menos posibles: de menor a mayor, lo que quepa en uno."""
    elegidos = _que_caben(sorted(segmentos, key=lambda s: s.doc_count()), TOPE)
    return [segmento.segment_id() for segmento in elegidos] if len(elegidos) > 1 else []


def _elegir(segmentos: Sequence[Segment], tope: int) -> list[str]:
    por_nivel: dict[int, list[Segment]] = {}
    for segmento in segmentos:
        por_nivel.setdefault(_nivel(segmento.doc_count()), []).append(segmento)
    elegidos: list[Segment] = []
    for nivel in sorted(por_nivel):
        # Lo que se va a unir abajo sube de nivel y puede completar el siguiente.
        subido = bool(elegidos) and _nivel(sum(s.doc_count() for s in elegidos)) >= nivel
        if len(por_nivel[nivel]) + subido < POR_NIVEL:
            continue
        posibles = _que_caben([*elegidos, *por_nivel[nivel]], tope)
        if len(posibles) == len(elegidos) + len(por_nivel[nivel]):
            elegidos = posibles
    return [segmento.segment_id() for segmento in elegidos]


def _que_caben(segmentos: Iterable[Segment], tope: int) -> list[Segment]:
    caben, entradas = [], 0
    for segmento in segmentos:
        entradas += segmento.doc_count()
        if entradas > tope:
            break
        caben.append(segmento)
    return caben


def _nivel(entradas: int) -> int:
    return max(0, entradas.bit_length() - 1) // 2
