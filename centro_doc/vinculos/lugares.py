"""En qué lugares de un texto puede estar un pasaje: donde están sus mismas letras, y donde casi están.

Trozos cortos del pasaje votan por lugares; en cada uno se busca su principio y su final, y se mide cuántas de
sus letras hay en medio (subsecuencia común más larga), sin contar tildes ni las confusiones corrientes de un
reconocimiento. Cada lugar se aprecia además por lo que lo rodea y por la altura del documento en que está.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from centro_doc.vinculos.pasajes import letras_de

MINIMO_LARGO, MINIMO_CORTO = 0.8, 0.88
"""Parecido que se pide a un pasaje largo y a uno corto (0–1)."""
MINIMO_RODEADO = 0.7
"""Y el que basta si se conserva lo que lo rodeaba; siempre lo mira después una persona."""
CORTO = 40
"""Letras por debajo de las cuales un pasaje es corto."""
_PESO_DEL_CONTEXTO, _PESO_DE_LA_LEJANIA = 0.3, 0.3
CONTEXTO_MINIMO, CONTEXTO_SEGURO = 0.5, 0.8
"""Lo que debe conservarse alrededor de unas letras iguales para tomarlas en cuenta, y para no pedir que nadie
las mire: las mismas palabras están a veces en otro lugar, y las de éste se estropearon."""
_PUNTA, _PUNTA_MINIMA, _PUNTA_BUENA = 28, 62, 80
"""Letras del principio y del final que se buscan aparte, y cuánto han de parecerse (0–100)."""
_BORDE, _AJUSTE = 80, 12
"""Letras del principio y del final que se miran para cortarlo, y cuántas se le pueden quitar."""
_ENCABEZADO = 250
"""Letras de más que un salto de página puede meter dentro de un pasaje."""
_TROZOS = (9, 6, 4)
_MUESTRAS = 80
_LUGARES = 6
_APARICIONES = 200
_CONFUSIONES = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b", "6": "o"})


@dataclass(frozen=True, slots=True)
class Lugar:
    """De una letra del texto a otra, excluida, y cuánto conviene; `parecido` y `contexto`, de 0 a 1."""

    desde: int
    hasta: int
    parecido: float
    contexto: float
    lejania: float
    """Cuánto se apartó de la altura que tenía en el documento (0–1)."""
    rodeado: bool = False
    """Si lo que lo rodeaba sigue ahí por todos los lados que se conocen."""
    igual: bool = False
    """Si son las mismas letras y cifras, también sin perdonar confusiones."""

    @property
    def valor(self) -> float:
        """Cuánto conviene, al lado de otros."""
        return self.parecido + _PESO_DEL_CONTEXTO * self.contexto - _PESO_DE_LA_LEJANIA * self.lejania


@dataclass(frozen=True, slots=True)
class Entorno:
    """Las letras que rodeaban a un pasaje, llanas, y a qué altura del documento estaba (0–1)."""

    antes: str
    despues: str
    altura: float

    @property
    def hay(self) -> bool:
        """¿Se sabe qué lo rodeaba?"""
        return bool(self.antes or self.despues)

    @classmethod
    def de(cls, antes: str, despues: str, altura: float) -> "Entorno":
        return cls(llanas_de(letras_de(antes)), llanas_de(letras_de(despues)), altura)

    def parecido(self, antes: str, despues: str) -> tuple[float, float]:
        """El de los dos lados y el del peor (0–1).

        Pesa más el que mejor se conserva: un salto de página suele estropear el otro.
        """
        lados = [
            Levenshtein.normalized_similarity(mio, suyo)
            for mio, suyo in ((self.antes, antes), (self.despues, despues))
            if mio
        ]
        return ((max(lados) + sum(lados) / len(lados)) / 2, min(lados)) if lados else (0.0, 0.0)


class Letras:
    """Las letras y cifras de un texto (`letras_de`), para buscar en ellas muchos pasajes."""

    def __init__(self, letras: str) -> None:
        self._letras = letras

    @cached_property
    def _llanas(self) -> str:
        return llanas_de(self._letras)

    def iguales(self, buscado: str, entorno: Entorno) -> list[Lugar]:
        """Los lugares con sus mismas letras en un entorno que se le parece."""
        comienzos = _apariciones(self._letras, buscado, _APARICIONES)
        lugares = [self._medido(c, c + len(buscado), 1.0, entorno) for c in comienzos]
        return [
            replace(uno, igual=True) for uno in lugares if not entorno.hay or uno.contexto >= CONTEXTO_MINIMO
        ]

    def parecidos(self, llano: str, entorno: Entorno) -> list[Lugar]:
        """Los lugares que se le parecen lo que se pide, el mejor primero; uno por sitio."""
        minimo = MINIMO_CORTO if len(llano) < CORTO else MINIMO_LARGO
        candidatos = self._candidatos(llano, round(entorno.altura * len(self._letras)))
        lugares = {lugar for c in candidatos if (lugar := self._alinear(llano, c, entorno))}
        pasan = (
            uno
            for uno in lugares
            if uno.parecido >= (MINIMO_RODEADO if uno.contexto >= CONTEXTO_MINIMO else minimo)
        )
        return sorted(pasan, key=lambda uno: -uno.valor)

    def _candidatos(self, llano: str, donde_estaba: int) -> list[int]:
        """Los comienzos más votados por los trozos del pasaje, y los votados más cerca de donde estaba."""
        ancho = max(16, len(llano) // 5)
        for largo in _TROZOS:
            votos: Counter[int] = Counter()
            paso = max(1, (len(llano) - largo) // _MUESTRAS, largo // 3)
            for lugar in range(0, max(1, len(llano) - largo + 1), paso):
                apariciones = list(_apariciones(self._llanas, llano[lugar : lugar + largo], _APARICIONES))
                if len(apariciones) < _APARICIONES:
                    votos.update({(a - lugar) // ancho for a in apariciones})
            if votos:
                cerca = sorted(votos, key=lambda cubo: (abs(cubo * ancho - donde_estaba), cubo))[:_LUGARES]
                mas = (cubo for cubo, _ in votos.most_common(_LUGARES))
                return [cubo * ancho for cubo in dict.fromkeys((*mas, *cerca))]
        return []

    def _alinear(self, llano: str, comienzo: int, entorno: Entorno) -> Lugar | None:
        """El trozo de texto que va de donde casa el principio del pasaje a donde casa su final."""
        holgura = max(24, len(llano) // 5)
        desde = max(0, comienzo - holgura)
        ventana = self._llanas[desde : comienzo + len(llano) + holgura + _ENCABEZADO]
        principio = fuzz.partial_ratio_alignment(llano[:_PUNTA], ventana[: _PUNTA + 3 * holgura])
        if principio is None or principio.score < _PUNTA_MINIMA or len(ventana) < len(llano) // 2:
            return None
        inicio = principio.dest_start
        fin = _final(llano, ventana, inicio, holgura)
        if fin <= inicio:
            return None
        parecido = LCSseq.similarity(llano, ventana[inicio:fin]) / len(llano)
        return self._medido(desde + inicio, desde + fin, parecido, entorno)

    def _medido(self, desde: int, hasta: int, parecido: float, entorno: Entorno) -> Lugar:
        antes = self._llanas[max(0, desde - len(entorno.antes)) : desde]
        despues = self._llanas[hasta : hasta + len(entorno.despues)]
        lejania = abs(desde / len(self._letras) - entorno.altura)
        contexto, peor = entorno.parecido(antes, despues)
        return Lugar(desde, hasta, parecido, contexto, lejania, peor >= CONTEXTO_SEGURO)

    def ajustado(self, llano: str, lugar: Lugar) -> Lugar:
        """El mismo, sin letras de lo que viene antes o después: empieza y acaba donde menos difieren."""
        cola = llano[-_BORDE:]
        base = max(lugar.desde, lugar.hasta - len(cola))
        acaban = range(max(base + 1, lugar.hasta - _AJUSTE), lugar.hasta + 1)
        hasta = min(acaban, key=lambda fin: Levenshtein.distance(cola, self._llanas[base:fin]))
        cabeza = llano[:_BORDE]
        tope = min(hasta, lugar.desde + len(cabeza))
        empiezan = range(min(tope - 1, lugar.desde + _AJUSTE), lugar.desde - 1, -1)
        desde = min(empiezan, key=lambda uno: Levenshtein.distance(cabeza, self._llanas[uno:tope]))
        return replace(lugar, desde=desde, hasta=hasta)


def _final(llano: str, ventana: str, inicio: int, holgura: int) -> int:
    """Dónde acaba: primero donde toca por su largo, y más allá sólo si allí no está.

    En medio puede haber letras de más, como el encabezado de la página en que ahora continúa.
    """
    cola = llano[-_PUNTA:]
    salto = inicio + max(0, len(llano) - len(cola) - holgura)
    toca = inicio + len(llano) + holgura
    cerca = fuzz.partial_ratio_alignment(cola, ventana[salto:toca])
    if cerca is not None and cerca.score >= _PUNTA_BUENA:
        return int(salto + cerca.dest_end)
    lejos = fuzz.partial_ratio_alignment(cola, ventana[salto:])
    if lejos is None or lejos.score < _PUNTA_MINIMA:
        return 0
    return int(salto + lejos.dest_end)


def _apariciones(donde: str, buscado: str, tope: int) -> Iterable[int]:
    desde, cuantas = donde.find(buscado), 0
    while desde >= 0 and cuantas < tope:
        yield desde
        cuantas += 1
        desde = donde.find(buscado, desde + 1)


def llanas_de(letras: str) -> str:
    """Las letras sin tildes y con una sola forma para las que un reconocimiento confunde; mismo largo."""
    tabla = {ord(letra): _sin_tilde(letra) for letra in set(letras) if not letra.isascii()}
    return letras.translate(tabla).translate(_CONFUSIONES)


@lru_cache(maxsize=1024)
def _sin_tilde(letra: str) -> str:
    return unicodedata.normalize("NFD", letra)[0]
