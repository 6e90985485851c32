"""Qué segmentos conviene unir: por niveles, de modo que cada documento se reescriba pocas veces.

Un nivel abarca los segmentos de un tamaño parecido, cada uno cuatro veces el anterior, y se une cuando
junta `POR_NIVEL`. Al confirmar sólo se unen los niveles pequeños, que se hacen en un instante; los demás, con
`Escritor.unir`, cuando no hay quien espere.
"""

from collections.abc import Iterable, Sequence

from whoosh.codec.base import Segment

POR_NIVEL = 4
TOPE_AL_CONFIRMAR = 6_000
"""Entradas que puede tener un segmento unido durante una confirmación."""
TOPE = 65_536
"""Entradas del segmento más grande: hasta aquí, el número de una entrada cabe en 16 bits."""


def pequenias(segmentos: Sequence[Segment]) -> list[str]:
    """Los segmentos que unir en esta confirmación; ninguno si no hace falta."""
    return _elegir(segmentos, TOPE_AL_CONFIRMAR)


def mayores(segmentos: Sequence[Segment]) -> list[str]:
    """Los segmentos que unir cuando hay tiempo: lo más que quepa en uno, de menor a mayor."""
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
