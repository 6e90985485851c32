"""Lo que el tesauro dice que vale por lo escrito: se busca también, y pesa algo menos."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise, product

from indexador.lengua import Tesauro, raices_de_consulta
from indexador.lengua.concordancia import formas_de
from indexador.lengua.palabras import VACIAS
from indexador.motor.ampliacion import Ampliacion, BuscadorAmpliado
from indexador.motor.nodos import EN_TODO, Cerca, Exacta, Frase, Hoja, Palabra

PESOS: Mapping[str, float] = {
    "sigla": 0.9,
    "nombre_anterior": 0.8,
    "nombre_popular": 0.8,
    "sinonimo": 0.6,
    "afin": 0.3,
}
"""Cuánto vale un equivalente de cada clase junto a lo que se escribió."""
MAXIMO_DE_EXPRESIONES = 6
"""Expresiones de una consulta que se amplían: más son de un texto pegado, que ya dice lo que quiere."""
MAXIMO_FLEXIBLE = 3
"""Palabras con significado hasta las que un sinónimo se busca en cualquier número y género."""
MAXIMO_DE_FRASES = 64
"""Frases que puede dar un sinónimo que niega, con sus palabras en cualquier número y género."""
_FLEXIBLES = frozenset({"sinonimo", "afin"})
_NEGACIONES = frozenset({"no", "sin"})


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
        con_peso = (
            (hoja, PESOS.get(clase, min(PESOS.values())))
            for formas, clase in zip(hallada.otros, hallada.clases, strict=True)
            for hoja in _hojas(formas, clase)
        )
        ampliacion = Ampliacion(tuple(par for par in con_peso if not buscador.evidencia(par[0]).vacia))
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


def _hojas(formas: tuple[str, ...], clase: str) -> Iterator[Hoja]:
    """Un nombre se busca como es; un sinónimo o un afín cortos, en cualquier número y género.

    De una sola palabra no se toma la raíz, que «legislador» comparte con «legislación»; y uno que niega
    («sin documentos») se busca seguido y con su negación.
    """
    lugares = [lugar for lugar, forma in enumerate(formas) if forma not in VACIAS]
    if clase not in _FLEXIBLES or not 1 <= len(lugares) <= MAXIMO_FLEXIBLE:
        yield Frase(formas) if len(formas) > 1 else Exacta(formas[0])
    elif len(formas) == 1:
        yield from map(Exacta, formas_de(formas[0]))
    elif len(lugares) == 1 or not _NEGACIONES.isdisjoint(formas):
        de_cada_una = [(forma,) if forma in VACIAS else formas_de(forma) for forma in formas]
        yield from map(Frase, islice(product(*de_cada_una), MAXIMO_DE_FRASES))
    else:
        partes = tuple(Palabra(formas[lugar], raices_de_consulta(formas[lugar])) for lugar in lugares)
        yield Cerca(partes, max(hasta - desde for desde, hasta in pairwise(lugares)))
