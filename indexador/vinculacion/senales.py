"""Las señales de un documento: qué término, norma o institución de qué perfil hay en cada pasaje."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indexador.vinculacion.compilado import Buscado, Compilado
from indexador.vinculacion.expresiones import Ficha, Hallazgo, fichas_de, tapar
from indexador.vinculacion.pasajes import Pasaje

CERCA_DE_DUDA = 16
"""Palabras, con las vacías, entre una expresión ambigua y la que la decide."""
_SIGLA_CORTA = 4
"""Letras de una sigla que sólo se escribe en mayúsculas."""
_NEUTRA = 2
"""Maneras distintas de hablar del ámbito, de las que no bastan solas, que hacen contexto."""


@dataclass(frozen=True, slots=True)
class Visto:
    """Un término hallado en un pasaje, con los lugares de sus partes en la página."""

    buscado: Buscado
    lugares: tuple[Hallazgo, ...]
    veces: int = 1
    fuerza: float = 1.0
    """De un término de papel: lo que distingue lo dicho; uno, si lo dice con palabras que son sólo suyas."""


@dataclass(slots=True)
class Senales:
    """Lo hallado en un pasaje."""

    pasaje: Pasaje
    raices: list[str] = field(default_factory=list)
    expresiones: dict[int, list[Hallazgo]] = field(default_factory=dict)
    contexto: bool = False
    personas: bool = False
    """Si nombra a quien migra, o a quien lo atiende."""
    vistos: dict[int, list[Visto]] = field(default_factory=dict)
    """Por perfil."""


def de_pagina(
    texto: str, pasajes: Sequence[Pasaje], compilado: Compilado, ajenas: Counter[int], *, papel: bool
) -> list[Senales]:
    """Las expresiones de cada pasaje de una página, ya sin las tapadas y las ambiguas de otro sentido.

    En `ajenas` se cuenta cuántas veces va cada una en otro sentido.
    """
    senales = [Senales(pasaje) for pasaje in pasajes]
    if not senales:
        return senales
    en_su_lugar = _Repartidas(senales)
    fichas = fichas_de(texto)
    tapadas = tapar(compilado.tapas.hallar(texto, fichas, frozenset()))
    for i, ficha in enumerate(fichas):
        if i in tapadas:
            ajenas.update(compilado.sueltas.get(ficha.raiz, ()))
        elif not ficha.vacia and (suya := en_su_lugar.en(ficha.inicio)) is not None:
            suya.raices.append(ficha.raiz)
    arbol = compilado.arbol if papel else compilado.sin_papeles
    hallazgos = [
        hallazgo
        for hallazgo in arbol.hallar(texto, fichas, tapadas)
        if hallazgo.expresion not in compilado.siglas or _es_sigla(texto, hallazgo, fichas)
    ]
    for hallazgo in _sin_dudosas(hallazgos, compilado, ajenas):
        suya = en_su_lugar.en(hallazgo.inicio)
        if suya is not None:
            suya.expresiones.setdefault(hallazgo.expresion, []).append(hallazgo)
            suya.personas = suya.personas or _nombra_a_alguien(hallazgo, fichas, compilado)
    return senales


def _nombra_a_alguien(uno: Hallazgo, fichas: Sequence[Ficha], compilado: Compilado) -> bool:
    """¿Es el nombre de unas personas? «Migrante» lo es tras una palabra vacía o cifra, o si no concuerda."""
    if uno.expresion in compilado.personas:
        return True
    if uno.expresion not in compilado.gentes:
        return False
    plural = fichas[uno.desde].forma.endswith("s")
    if not uno.desde:
        return plural
    anterior = fichas[uno.desde - 1]
    concuerda = plural == anterior.forma.endswith("s")
    return anterior.vacia or anterior.forma.isdigit() or (plural and not concuerda)


class _Repartidas:
    """A qué pasaje toca cada lugar de la página; a ninguno, lo que no es de su texto."""

    def __init__(self, senales: Sequence[Senales]) -> None:
        self._senales = senales
        self._comienzos = [senal.pasaje.inicio for senal in senales]

    def en(self, lugar: int) -> Senales | None:
        """La del pasaje en que está el lugar."""
        suya = self._senales[max(0, bisect_right(self._comienzos, lugar) - 1)]
        return suya if suya.pasaje.inicio <= lugar < suya.pasaje.fin else None


def decidir(senales: Sequence[Senales], ajenas: Mapping[int, int], compilado: Compilado) -> None:
    """Quita las expresiones que el documento usa sobre todo en otro sentido, y mira dónde hay contexto.

    Quien usa una palabra en un sentido la sigue usando en él: tras «pasaporte fitosanitario», «el pasaporte».
    """
    veces = Counter(e for senal in senales for e, hallazgos in senal.expresiones.items() for _ in hallazgos)
    fuera = {expresion for expresion, cuantas in ajenas.items() if cuantas > veces[expresion]}
    for senal in senales:
        for expresion in fuera & senal.expresiones.keys():
            del senal.expresiones[expresion]
        seguro = not compilado.seguras.isdisjoint(senal.expresiones)
        posibles = sum(expresion in compilado.posibles for expresion in senal.expresiones)
        senal.contexto = seguro or posibles >= _NEUTRA


def _es_sigla(texto: str, hallazgo: Hallazgo, fichas: Sequence[Ficha]) -> bool:
    """Una sigla va en mayúsculas, o como un nombre si es larga, y no es una palabra más de un renglón."""
    escrita = texto[hallazgo.inicio : hallazgo.fin]
    if not escrita.isupper():
        return len(escrita) > _SIGLA_CORTA and escrita.istitle()
    vecinas = [
        texto[fichas[i].inicio : fichas[i].fin]
        for i in range(max(0, hallazgo.desde - 2), min(len(fichas), hallazgo.desde + 3))
        if i != hallazgo.desde
    ]
    return len(escrita) > _SIGLA_CORTA or not vecinas or not all(v.isupper() or v.isdigit() for v in vecinas)


def _sin_dudosas(
    hallazgos: Sequence[Hallazgo], compilado: Compilado, ajenas: Counter[int]
) -> Iterator[Hallazgo]:
    """Los hallazgos que no están en otro sentido, por lo que hay cerca de cada uno.

    Con la palabra dudosa cae la expresión que la lleva dentro, si nada más dice su sentido.
    """
    comienzos = [h.desde for h in hallazgos]
    valen, caidos = [], []
    for hallazgo in hallazgos:
        if _vale(hallazgo, hallazgos, comienzos, compilado):
            valen.append(hallazgo)
        elif compilado.dudas[hallazgo.expresion].ajenas:
            caidos.append(hallazgo)
    arrastrados = set(_arrastrados(valen, caidos, compilado)) if caidos else set()
    ajenas.update(hallazgo.expresion for hallazgo in (*caidos, *arrastrados))
    yield from (hallazgo for hallazgo in valen if hallazgo not in arrastrados)


def _arrastrados(
    valen: Sequence[Hallazgo], caidos: Sequence[Hallazgo], compilado: Compilado
) -> Iterator[Hallazgo]:
    """Los que llevan dentro una palabra que allí quiere decir otra cosa, y ninguna que diga que no."""
    caidas = {i for caido in caidos for i in range(caido.desde, caido.hasta + 1)}
    seguras = {h.desde for h in valen if h.expresion in compilado.seguras and h.desde == h.hasta}
    for uno in valen:
        suyas = range(uno.desde, uno.hasta + 1)
        decidido = uno.expresion in compilado.dudas or uno.expresion in compilado.personas
        if not decidido and not caidas.isdisjoint(suyas) and seguras.isdisjoint(suyas):
            yield uno


def _vale(
    uno: Hallazgo, hallazgos: Sequence[Hallazgo], comienzos: Sequence[int], compilado: Compilado
) -> bool:
    duda = compilado.dudas.get(uno.expresion)
    if duda is None:
        return True
    primero = bisect_right(comienzos, uno.desde - CERCA_DE_DUDA - 1)
    ultimo = bisect_right(comienzos, uno.hasta + CERCA_DE_DUDA)
    cerca = {h.expresion for h in hallazgos[primero:ultimo] if h.hasta < uno.desde or h.desde > uno.hasta}
    dentro = {h.expresion for h in hallazgos[primero:ultimo] if h.desde <= uno.desde and h.hasta >= uno.hasta}
    if not duda.ajenas.isdisjoint(cerca | dentro):
        return False
    return not duda.propias or not duda.propias.isdisjoint(cerca | dentro)


def hay_contexto(senales: Sequence[Senales], *, titulo: bool) -> list[bool]:
    """Qué pasajes hablan del ámbito: por sí mismos, por sus vecinos o porque el documento entero lo hace."""
    if titulo:
        return [True] * len(senales)
    suyo = [senal.contexto for senal in senales]
    if sum(suyo) * 3 >= len(suyo) and sum(suyo) > 1:
        return [True] * len(senales)
    return [
        suyo[i] or (i > 0 and suyo[i - 1]) or (i + 1 < len(suyo) and suyo[i + 1]) for i in range(len(suyo))
    ]
