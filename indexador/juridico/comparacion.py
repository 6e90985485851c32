"""La comparación de dos textos artículo por artículo: qué cambia, se mueve, es nuevo o se suprime.

Los artículos se emparejan por su número y, los que no, por lo que se parecen. El costo tiene tope: la
búsqueda de parecidos es lineal en el texto y la diferencia de palabras se reparte un tiempo; lo que no
alcance sale como cambiado entero y se dice.
"""

import time
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from indexador.diferencia import ClaseTramo, Diferencia, comparar
from indexador.juridico.emparejamiento import emparejar
from indexador.juridico.unidades import Unidad

SEGUNDOS = 3.0
"""Lo que a lo sumo cuesta comparar las palabras de los dos textos, en total."""
_POR_PAR = 0.5
_DE_LECTURA = 0.75
"""Parecido desde el cual un cambio parece de quien leyó o copió, y no del texto."""
_LARGO_DE_LECTURA = 80


class Suerte(StrEnum):
    """Qué le pasa a un artículo al ir del primer texto al segundo."""

    IGUAL = "igual"
    CAMBIADO = "cambiado"
    NUEVO = "nuevo"
    SUPRIMIDO = "suprimido"


@dataclass(frozen=True, slots=True)
class Par:
    """Dos artículos que se corresponden, o uno sin par. `movido`: cambió de lugar o de número.

    Sin `diferencia` no hay palabras que marcar. `nota` dice por qué no se compararon, si no se hizo.
    """

    uno: Unidad | None
    otro: Unidad | None
    suerte: Suerte
    movido: bool = False
    diferencia: Diferencia | None = None
    nota: str = ""
    orden: str = ""
    """De una reforma, cómo lo ordena."""
    hace: str = ""
    """De una reforma, qué ordena y a qué: «Se deroga: artículo 20», «Se reforma: artículo 18, párrafo 2»."""


@dataclass(frozen=True, slots=True)
class Cotejo:
    """Los pares en el orden del segundo texto, con lo suprimido donde estaba."""

    pares: tuple[Par, ...]

    @property
    def entero(self) -> bool:
        """¿Se compararon todas las palabras?"""
        return all(par.diferencia is None or par.diferencia.entera for par in self.pares)

    def cuantos(self, suerte: Suerte) -> int:
        """Los pares con esa suerte."""
        return sum(par.suerte == suerte for par in self.pares)

    @property
    def movidos(self) -> int:
        """Los que cambiaron de lugar o de número."""
        return sum(par.movido for par in self.pares)


@dataclass(frozen=True, slots=True)
class Recuento:
    """Cuántos cambios hay en una diferencia y cuántos parecen de lectura o de copia."""

    cambios: int
    de_lectura: int


def cotejar(
    unas: Sequence[Unidad],
    otras: Sequence[Unidad],
    *,
    segundos: float = SEGUNDOS,
    cronometro: Callable[[], float] = time.monotonic,
) -> Cotejo:
    """La comparación de dos textos, dados por sus unidades en orden."""
    parejas = emparejar(unas, otras)
    quietas = _en_orden(sorted(parejas.items()))
    plazo = cronometro() + segundos
    de_otra = {otra: una for una, otra in parejas.items()}
    pares: list[Par] = []
    puestas = 0
    for lugar, otra in enumerate(otras):
        una = de_otra.get(lugar)
        if una is None:
            pares.append(Par(None, otra, Suerte.NUEVO))
            continue
        if una in quietas:
            pares += _suprimidas(unas, parejas, puestas, una)
            puestas = una + 1
        movido = una not in quietas or unas[una].etiqueta != otra.etiqueta
        pares.append(replace(par_de(unas[una], otra, plazo, cronometro), movido=movido))
    pares += _suprimidas(unas, parejas, puestas, len(unas))
    return Cotejo(tuple(pares))


def par_de(una: Unidad, otra: Unidad, plazo: float, cronometro: Callable[[], float] = time.monotonic) -> Par:
    """Dos unidades comparadas palabra por palabra, si el plazo alcanza."""
    if una.cuerpo.split() == otra.cuerpo.split():
        return Par(una, otra, Suerte.IGUAL)
    segundos = max(0.0, min(_POR_PAR, plazo - cronometro()))
    diferencia = comparar(una.cuerpo, otra.cuerpo, segundos=segundos, cronometro=cronometro)
    suerte = Suerte.CAMBIADO if diferencia.hay else Suerte.IGUAL
    return Par(una, otra, suerte, diferencia=diferencia)


def contar(diferencia: Diferencia) -> Recuento:
    """Los cambios de una diferencia.

    Parece de lectura el que apenas cambia las letras, o sólo los signos; nunca el que cambia una cifra.
    """
    cambios = de_lectura = 0
    tramos = [*diferencia.tramos]
    lugar = 0
    while lugar < len(tramos):
        tramo = tramos[lugar]
        lugar += 1
        if tramo.clase == ClaseTramo.IGUAL:
            continue
        quitado, puesto = (tramo.texto, "") if tramo.clase == ClaseTramo.QUITADO else ("", tramo.texto)
        if quitado and lugar < len(tramos) and tramos[lugar].clase == ClaseTramo.PUESTO:
            puesto = tramos[lugar].texto
            lugar += 1
        cambios += 1
        de_lectura += _es_de_lectura(_letras(quitado), _letras(puesto))
    return Recuento(cambios, de_lectura)


def _letras(texto: str) -> str:
    return "".join(signo for signo in texto.casefold() if signo.isalnum())


def _es_de_lectura(quitado: str, puesto: str) -> bool:
    if max(len(quitado), len(puesto)) > _LARGO_DE_LECTURA:
        return False
    if quitado == puesto:
        return True
    if [*filter(str.isdigit, quitado)] != [*filter(str.isdigit, puesto)]:
        return False
    return SequenceMatcher(None, quitado, puesto, autojunk=False).ratio() >= _DE_LECTURA


def _suprimidas(unas: Sequence[Unidad], parejas: dict[int, int], desde: int, hasta: int) -> list[Par]:
    return [Par(unas[n], None, Suerte.SUPRIMIDO) for n in range(desde, hasta) if n not in parejas]


def _en_orden(parejas: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Las que no se movieron: la subsucesión creciente más larga."""
    finales: list[int] = []
    quienes: list[int] = []
    previas: list[int] = []
    for lugar, (_, otra) in enumerate(parejas):
        donde = bisect_left(finales, otra)
        previas.append(quienes[donde - 1] if donde else -1)
        finales[donde : donde + 1] = [otra]
        quienes[donde : donde + 1] = [lugar]
    salida = []
    lugar = quienes[-1] if quienes else -1
    while lugar >= 0:
        salida.append(parejas[lugar][0])
        lugar = previas[lugar]
    return frozenset(salida)
