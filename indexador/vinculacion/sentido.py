"""Si un pasaje habla de quien migra o de otro asunto que usa las mismas palabras.

Las aves, los datos, los capitales y los delanteros también migran, retornan y tienen residencia o pasaporte.
Quien migra ha de ser una persona: donde se dicen varias palabras de otro asunto y no se nombra a ninguna, lo
que parece del ámbito es del otro.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from indexador.vinculacion.compilado import Compilado
from indexador.vinculacion.expresiones import Hallazgo
from indexador.vinculacion.senales import Senales

_VARIAS = 2
"""Palabras distintas de otro asunto que hacen falta para que se hable de él."""
_PARTE = 0.75
"""Las que hacen falta por cada palabra dudosa."""


def callar_otros_asuntos(
    senales: Sequence[Senales], titulo: Senales, ajenas: Counter[int], compilado: Compilado
) -> None:
    """Quita las expresiones dudosas de los pasajes, o del título, que hablan de otro asunto.

    Un pasaje se juzga con sus vecinos, y el título con los primeros. En `ajenas` se cuenta cada una.
    """
    if not compilado.sentidos:
        return
    ajenos = [i for i in range(len(senales)) if _es_ajeno(senales[max(0, i - 1) : i + 2], compilado)]
    callados = [senales[i] for i in ajenos]
    if _es_ajeno([titulo, *senales[:2]], compilado):
        callados.append(titulo)
    for senal in callados:
        _callar(senal, ajenas, compilado)


def _es_ajeno(juntas: Sequence[Senales], compilado: Compilado) -> bool:
    """¿Dicen de otro asunto casi tanto como del ámbito, o más, y no nombran a quien migra?"""
    if any(senal.personas for senal in juntas):
        return False
    dudosas = {e for senal in juntas for e in _enteras(senal, compilado)}
    if not dudosas:
        return False
    dichas = {dicha for senal in juntas for dicha in _de_otros(senal.raices, compilado)}
    del_otro = max(Counter(asunto for _, asunto in dichas).values(), default=0)
    return del_otro >= max(_VARIAS, _PARTE * len(dudosas))


def _de_otros(raices: Sequence[str], compilado: Compilado) -> Iterator[tuple[tuple[str, ...], int]]:
    for i, raiz in enumerate(raices):
        for suyas, asunto in compilado.sentidos.get(raiz, ()):
            if len(suyas) == 1 or tuple(raices[i : i + len(suyas)]) == suyas:
                yield suyas, asunto


def _enteras(senal: Senales, compilado: Compilado) -> Iterator[int]:
    """Las dudosas que no son parte de otra: «situación irregular» y no además «irregular»."""
    dichas = [h for e in senal.expresiones.keys() & compilado.dudosas for h in senal.expresiones[e]]
    for una in dichas:
        if not any(o.desde <= una.desde and una.hasta <= o.hasta and o != una for o in dichas):
            yield una.expresion


def _callar(senal: Senales, ajenas: Counter[int], compilado: Compilado) -> None:
    """Quita las expresiones dudosas y las que llevan una dentro."""
    fuera = [h for e in senal.expresiones.keys() & compilado.dudosas for h in senal.expresiones[e]]
    for expresion, hallazgos in list(senal.expresiones.items()):
        quedan = [h for h in hallazgos if not any(_se_tocan(h, otro) for otro in fuera)]
        ajenas[expresion] += len(hallazgos) - len(quedan)
        if quedan:
            senal.expresiones[expresion] = quedan
        else:
            del senal.expresiones[expresion]


def _se_tocan(uno: Hallazgo, otro: Hallazgo) -> bool:
    return uno.desde <= otro.hasta and otro.desde <= uno.hasta
