"""Lo que el tesauro dice que vale por lo escrito: se busca también, y pesa algo menos."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from indexador.lengua import Equivalencia, Tesauro, raices_de_consulta
from indexador.lengua.palabras import VACIAS
from indexador.motor.ampliacion import Ampliacion, BuscadorAmpliado
from indexador.motor.nodos import EN_TODO, Cerca, Exacta, Frase, Hoja, Palabra

PESOS: Mapping[str, float] = {
    "sigla": 0.9,
    "nombre_anterior": 0.8,
    "nombre_popular": 0.8,
    "sinonimo": 0.6,
}
"""Cuánto vale un equivalente de cada clase junto a lo que se escribió."""
MAXIMO_DE_EXPRESIONES = 6
"""Expresiones de una consulta que se amplían: más son de un texto pegado, que ya dice lo que quiere."""
MAXIMO_FLEXIBLE = 3
"""Palabras con significado hasta las que un sinónimo se busca en cualquier número y género."""


def ampliar_equivalentes(hojas: Iterable[Hoja], tesauro: Tesauro, buscador: BuscadorAmpliado) -> None:
    """Amplía las palabras sueltas de la consulta con lo que el tesauro dice de ellas.

    De una expresión de varias palabras, cada una se cumple también con el equivalente entero: quien dice
    «DGM» dice «dirección», «general» y «migración».
    """
    halladas = (
        (corrida[hallada.desde : hallada.hasta], hallada)
        for corrida in _corridas(hojas)
        for hallada in tesauro.equivalencias([palabra.forma for palabra in corrida])
    )
    for palabras, hallada in islice(halladas, MAXIMO_DE_EXPRESIONES):
        peso = PESOS.get(hallada.clase, min(PESOS.values()))
        ampliacion = Ampliacion(tuple((_hoja(formas, hallada), peso) for formas in hallada.otros))
        for palabra in palabras:
            buscador.ampliar(palabra, ampliacion)


def _corridas(hojas: Iterable[Hoja]) -> Iterator[Sequence[Palabra]]:
    """Los tramos de palabras sueltas; una frase o un comodín los corta."""
    corrida: list[Palabra] = []
    for hoja in hojas:
        if isinstance(hoja, Palabra) and hoja.seccion == EN_TODO:
            corrida.append(hoja)
        elif corrida:
            yield corrida
            corrida = []
    if corrida:
        yield corrida


def _hoja(formas: tuple[str, ...], hallada: Equivalencia) -> Hoja:
    """Un nombre se busca como es; un sinónimo corto, en cualquier número y género."""
    lugares = [lugar for lugar, forma in enumerate(formas) if forma not in VACIAS]
    if hallada.clase == "sinonimo" and 1 <= len(lugares) <= MAXIMO_FLEXIBLE:
        partes = tuple(Palabra(formas[lugar], raices_de_consulta(formas[lugar])) for lugar in lugares)
        saltos = (hasta - desde for desde, hasta in pairwise(lugares))
        return Cerca(partes, max(saltos)) if len(partes) > 1 else partes[0]
    return Frase(formas) if len(formas) > 1 else Exacta(formas[0])
