"""Las preguntas de cada clase, elegidas de los pasajes con semilla fija y sin mirar a ningún motor."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indexador.lengua import analizar
from tests.rendimiento.comun import SEMILLA, Dado

COMUN = (0.10, 0.60)
MEDIA = (0.003, 0.03)
RARAS = (3, 30)
"""Parte de los pasajes (o pasajes, las raras) en que está una palabra de cada clase."""
FACETAS = ("tipo", "anio", "tema")
POR_FACETAS = 0.8
"""Parte de los pasajes que abarca la palabra cuyas facetas se cuentan."""


@dataclass(frozen=True, slots=True)
class Pedido:
    """Una pregunta, dicha sin el lenguaje de ningún motor."""

    forma: str
    """`palabra`, `o`, `y`, `frase`, `cerca`, `prefijo`, `comodin` o `parecida`."""
    palabras: tuple[str, ...]
    faltas: int = 0
    tipo: str = ""
    fechas: tuple[date, date] | None = None
    por_fecha: bool = False
    facetas: bool = False
    desde: int = 0


def _alguna_no_comun(partes: Sequence[float]) -> bool:
    return min(partes) < COMUN[0]


def _comunes(partes: Sequence[float]) -> bool:
    return all(COMUN[0] <= parte <= COMUN[1] for parte in partes)


def _casi_en_todo(partes: Sequence[float]) -> bool:
    return min(partes) > COMUN[1]


class Muestrario:
    """Las palabras de los pasajes y en cuántos está cada una; de aquí salen los pedidos."""

    def __init__(self, pasajes: Sequence[Dado], cuantos: int) -> None:
        self._variantes: set[str] = set()
        self.palabras = [self._cortar(dado.texto) for dado in pasajes]
        self._tipos = {dado.tipo for dado in pasajes if dado.tipo}
        self._cuantos = cuantos
        self._azar = random.Random(SEMILLA)
        self.en = Counter(palabra for suyas in self.palabras for palabra in set(suyas))
        total = len(pasajes)
        self.comunes = self._entre(*(parte * total for parte in COMUN))
        self.medias = self._entre(*(parte * total for parte in MEDIA))
        self.raras = self._entre(*RARAS)
        self._frecuentes = frozenset(self.comunes)
        self._usables = frozenset(self.comunes + self.medias)

    def _cortar(self, texto: str) -> list[str]:
        terminos = list(analizar(texto))
        self._variantes.update(variante for termino in terminos for variante in termino.variantes)
        return [termino.forma for termino in terminos]

    def _entre(self, menos: float, mas: float) -> list[str]:
        """Las que están en tantos pasajes, sin las que el centro halla también dentro de otra palabra."""
        elegidas = (p for p, n in self.en.items() if menos <= n <= mas and p.isalpha() and len(p) > 1)
        return sorted(palabra for palabra in elegidas if palabra not in self._variantes)

    def clases(self) -> dict[str, list[Pedido]]:
        """Los pedidos de cada clase."""
        comunes = [Pedido("palabra", (p,)) for p in self._varias(self.comunes)]
        medias = [Pedido("palabra", (p,)) for p in self._varias(self.medias)]
        largas = [p for p in self.comunes + self.medias if len(p) >= 6]
        return {
            "palabra común": comunes,
            "palabra media": medias,
            "palabra rara": [Pedido("palabra", (p,)) for p in self._varias(self.raras)],
            "O de 3": self._repetir(lambda: Pedido("o", self._sueltas())),
            "Y de 3": self._repetir(lambda: Pedido("y", self._juntas(3, self._usables))),
            "dos comunes": self._repetir(lambda: Pedido("y", self._juntas(2, self._frecuentes))),
            "frase de 2": self._repetir(lambda: Pedido("frase", self._seguidas(2, _alguna_no_comun))),
            "frase de 3": self._repetir(lambda: Pedido("frase", self._seguidas(3, _alguna_no_comun))),
            "frase de comunes": self._repetir(lambda: Pedido("frase", self._seguidas(2, _comunes))),
            "frase de vacías": self._repetir(lambda: Pedido("frase", self._seguidas(2, _casi_en_todo))),
            "NEAR/10": self._repetir(lambda: Pedido("cerca", self._vecinas())),
            "prefijo de 5": [Pedido("prefijo", (p[:5],)) for p in self._varias(largas)],
            "prefijo de 2": [Pedido("prefijo", (p[:2],)) for p in self._varias(largas)],
            "filtro de campo": [replace(p, tipo=self._un_tipo()) for p in comunes],
            "rango de fechas": [replace(p, fechas=self._un_rango()) for p in comunes],
            "3 facetas, 80 %": [Pedido("palabra", (p,), facetas=True) for p in self._las_del_80()],
            "por fecha": [replace(p, por_fecha=True) for p in comunes],
            "página 10": [replace(p, desde=90) for p in comunes],
            "comodín dentro": self._repetir(lambda: Pedido("comodin", (self._patron(),))),
            "parecida ~1": [Pedido("parecida", (p,), faltas=1) for p in self._varias(largas)],
            "parecida ~2": [Pedido("parecida", (p,), faltas=2) for p in self._varias(largas)],
        }

    def paginas(self) -> list[tuple[str, str, tuple[date, date]]]:
        """Para la página de resultados: dos comunes que van juntas en algún pasaje, y un rango de fechas."""
        pares = (self._juntas(2, self._frecuentes) for _ in range(self._cuantos))
        return [(una, otra, self._un_rango()) for una, otra in pares]

    def mal_escritas(self) -> list[str]:
        """Palabras con dos letras vecinas traspuestas que no existen así."""
        return [next(self._traspuestas()) for _ in range(self._cuantos)]

    def _traspuestas(self) -> Iterator[str]:
        candidatas = [p for p in self.comunes + self.medias if len(p) >= 6]
        while True:
            palabra = self._azar.choice(candidatas)
            lugar = self._azar.randrange(1, len(palabra) - 2)
            mal = palabra[:lugar] + palabra[lugar + 1] + palabra[lugar] + palabra[lugar + 2 :]
            if mal not in self.en:
                yield mal

    def _repetir(self, hacer: Callable[[], Pedido]) -> list[Pedido]:
        return [hacer() for _ in range(self._cuantos)]

    def _varias(self, palabras: Sequence[str]) -> list[str]:
        return self._azar.choices(palabras, k=self._cuantos)

    def _sueltas(self) -> tuple[str, ...]:
        """Dos comunes y una que no lo es tanto."""
        return (*self._azar.sample(self.comunes, 2), self._azar.choice(self.medias))

    def _juntas(self, cuantas: int, de: frozenset[str]) -> tuple[str, ...]:
        while True:
            presentes = sorted(de.intersection(self._azar.choice(self.palabras)))
            if len(presentes) >= cuantas:
                return tuple(self._azar.sample(presentes, cuantas))

    def _seguidas(self, cuantas: int, sirve: Callable[[Sequence[float]], bool]) -> tuple[str, ...]:
        """Palabras seguidas de un pasaje, si `sirve` la parte de los pasajes en que está cada una."""
        while True:
            suyas = self._azar.choice(self.palabras)
            desde = self._azar.randrange(max(1, len(suyas) - cuantas))
            frase = tuple(suyas[desde : desde + cuantas])
            entera = len(frase) == cuantas and all(palabra.isalpha() for palabra in frase)
            if entera and sirve([self.en[palabra] / len(self.palabras) for palabra in frase]):
                return frase

    def _vecinas(self) -> tuple[str, ...]:
        while True:
            suyas = self._azar.choice(self.palabras)
            desde = self._azar.randrange(max(1, len(suyas) - 10))
            una, *otras = suyas[desde : desde + 10]
            cerca = [otra for otra in otras if otra in self._usables and otra != una]
            if una in self._usables and cerca:
                return una, self._azar.choice(cerca)

    def _un_tipo(self) -> str:
        """Uno que no sea el comienzo de otro: el centro los tomaría a los dos."""
        return self._azar.choice(
            sorted(uno for uno in self._tipos if not any(o.startswith(f"{uno}_") for o in self._tipos))
        )

    def _un_rango(self) -> tuple[date, date]:
        desde = self._azar.randrange(1985, 2015)
        return date(desde, 1, 1), date(desde + self._azar.randrange(1, 10), 12, 31)

    def _las_del_80(self) -> list[str]:
        meta = POR_FACETAS * len(self.palabras)
        propias = (p for p in self.en if p.isalpha() and p not in self._variantes)
        cercanas = sorted(propias, key=lambda p: abs(self.en[p] - meta))[:5]
        return [cercanas[n % len(cercanas)] for n in range(self._cuantos)]

    def _patron(self) -> str:
        """Un comodín con tres letras o más: en medio de la palabra, o a sus dos lados."""
        palabra = self._azar.choice([p for p in self.medias if len(p) >= 8])
        if self._azar.random() < 0.5:
            return f"{palabra[:2]}*{palabra[-3:]}"
        desde = self._azar.randrange(1, len(palabra) - 4)
        return f"*{palabra[desde : desde + 4]}*"
