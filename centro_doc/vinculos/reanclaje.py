"""Dónde queda un pasaje cuando el documento tiene otro texto: otra versión, otra lectura, una corrección.

Lo exacto: las mismas letras y cifras en su orden (la regla de `pasajes`). Y lo aproximado, que compite con
ello, pues las letras iguales pueden ser de otra fórmula casi igual y las de ésta haberse estropeado: trozos
cortos del pasaje votan por lugares; en cada uno se busca su principio y su final, y se mide cuántas de
sus letras hay en medio (subsecuencia común más larga), sin contar tildes ni las confusiones corrientes de un
reconocimiento. Decide además lo que lo rodeaba y a qué altura del documento estaba. Si dos lugares sirven
casi igual no se elige: el pasaje queda roto y lo repara una persona. Se guarda de él lo del selector
de cita del modelo de anotaciones del W3C (TextQuoteSelector: `prefix`, `exact`, `suffix`).
"""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from centro_doc.vinculos.pasajes import Anclaje, anclar_entre, letras_de
from centro_doc.vinculos.sentido import dice_lo_mismo
from centro_doc.vinculos.vocablos import vocablos

CONTEXTO = 120
"""Caracteres que se miran a cada lado del pasaje."""
MINIMO_LARGO, MINIMO_CORTO = 0.8, 0.88
"""Parecido que se pide a un pasaje largo y a uno corto (0–1)."""
MINIMO_RODEADO = 0.7
"""Y el que basta si se conserva lo que lo rodeaba; siempre lo mira después una persona."""
CORTO = 40
"""Letras por debajo de las cuales un pasaje es corto."""
MARGEN = 0.005
"""Cuánto mejor que el segundo lugar debe ser el primero para elegirlo."""
_MARGEN_CALLADO = 0.1
"""Y para no pedir que nadie lo mire."""
_PESO_DEL_CONTEXTO, _PESO_DE_LA_LEJANIA = 0.3, 0.3
_LARGO = 60
"""Letras desde las que un pasaje único casi no puede estar repetido."""
_CONTEXTO_MINIMO, _CONTEXTO_SEGURO = 0.5, 0.8
"""Lo que debe conservarse alrededor de unas letras iguales para tomarlas en cuenta, y para no pedir que nadie
las mire: las mismas palabras están a veces en otro lugar, y las de éste se estropearon."""
_PUNTA, _PUNTA_MINIMA, _PUNTA_BUENA = 28, 62, 80
"""Letras del principio y del final que se buscan aparte, y cuánto han de parecerse (0–100)."""
_BORDE, _AJUSTE = 80, 12
"""Letras del principio y del final que se miran para cortarlo, y cuántas se le pueden quitar."""
_ENCABEZADO = 250
"""Letras de más que un salto de página puede meter dentro de un pasaje."""
_REPETIDA = 2
"""Veces que el resto del texto ha de escribir una palabra que no está en los vocabularios, para creer que lo
es y no una mala lectura."""
_TROZOS = (9, 6, 4)
_MUESTRAS = 80
_LUGARES = 6
_APARICIONES = 200
_CONFUSIONES = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b", "6": "o"})


@dataclass(frozen=True, slots=True)
class PasajeGuardado:
    """Lo que dice un pasaje, lo que lo rodeaba y en qué punto del documento estaba (0–1)."""

    literal: str
    antes: str = ""
    despues: str = ""
    altura: float = 0.0


@dataclass(frozen=True, slots=True)
class Reanclaje:
    """Dónde está ahora. `parecido` es la parte de sus letras que está allí (0–1).

    `exacto`: son las mismas, y no hay otro lugar con ellas que convenga lo mismo.
    """

    anclaje: Anclaje
    parecido: float
    exacto: bool


@dataclass(frozen=True, slots=True)
class _Lugar:
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
        return self.parecido + _PESO_DEL_CONTEXTO * self.contexto - _PESO_DE_LA_LEJANIA * self.lejania


class TextoBuscado:
    """Las páginas de un texto, reducidas una sola vez, para reanclar en ellas muchos pasajes."""

    def __init__(self, paginas: Mapping[int, str]) -> None:
        self._paginas = paginas
        self._numeros = sorted(paginas)
        por_pagina = [letras_de(paginas[numero]) for numero in self._numeros]
        self._letras = "".join(por_pagina)
        self._comienzos = [0, *accumulate(map(len, por_pagina))]

    @cached_property
    def _llanas(self) -> str:
        return _llano(self._letras)

    @cached_property
    def _repetidas(self) -> Mapping[str, int]:
        """Las palabras que el texto escribe más de una vez, y cuántas."""
        cuentas = Counter(v.letras for texto in self._paginas.values() for v in vocablos(texto))
        return {letras: veces for letras, veces in cuentas.items() if veces >= _REPETIDA and letras.isalpha()}

    def reanclar(self, pasaje: PasajeGuardado) -> Reanclaje | None:
        """El lugar del pasaje en estas páginas; `None` si no está o si no se puede elegir entre varios."""
        buscado = letras_de(pasaje.literal)
        if not buscado or not self._letras:
            return None
        entorno = _Entorno.de(pasaje)
        iguales = self._iguales(buscado, entorno)
        parecidos = self._parecidos(_llano(buscado), entorno)
        aparte = len(buscado) // 2
        otros = [uno for uno in parecidos if all(abs(uno.desde - i.desde) > aparte for i in iguales)]
        lugares = sorted((*iguales, *otros), key=lambda uno: -uno.valor)
        return self._elegir(lugares, entorno, pasaje.literal)

    def _elegir(self, lugares: "list[_Lugar]", entorno: "_Entorno", literal: str) -> Reanclaje | None:
        """El que más conviene, de los iguales y los parecidos; ninguno, si dos convienen casi lo mismo."""
        if not lugares:
            return None
        mejor, llano = lugares[0], _llano(letras_de(literal))
        largo = len(llano)
        rivales = [u for u in lugares[1:] if abs(u.desde - mejor.desde) > largo // 2]
        unico = not rivales or mejor.valor - rivales[0].valor >= MARGEN
        if not mejor.igual:
            if not unico:
                return None
            ancla = self._anclaje(self._ajustado(llano, mejor))
            if not self._dice_lo_mismo(literal, ancla.literal, en_su_sitio=mejor.rodeado):
                return None
            return Reanclaje(ancla, round(mejor.parecido, 3), False)
        holgado = not rivales or mejor.valor - rivales[0].valor >= _MARGEN_CALLADO
        basta = _CONTEXTO_SEGURO if largo < _LARGO or rivales else _CONTEXTO_MINIMO
        seguro = not entorno.hay or mejor.contexto >= basta
        ancla = self._anclaje(mejor)
        if not self._dice_lo_mismo(literal, ancla.literal, en_su_sitio=True):
            return None
        return Reanclaje(ancla, 1.0, holgado and seguro)

    def _dice_lo_mismo(self, literal: str, ahora: str, *, en_su_sitio: bool) -> bool:
        suyas = Counter(v.letras for v in vocablos(ahora))
        miradas = (*suyas, *(v.letras for v in vocablos(literal)))
        resto = {una for una in miradas if self._repetidas.get(una, 0) >= suyas[una] + _REPETIDA}
        return dice_lo_mismo(literal, ahora, en_su_sitio=en_su_sitio, del_documento=resto)

    def _iguales(self, buscado: str, entorno: "_Entorno") -> "list[_Lugar]":
        comienzos = _apariciones(self._letras, buscado, _APARICIONES)
        lugares = [self._medido(c, c + len(buscado), 1.0, entorno) for c in comienzos]
        return [
            replace(uno, igual=True) for uno in lugares if not entorno.hay or uno.contexto >= _CONTEXTO_MINIMO
        ]

    def _parecidos(self, llano: str, entorno: "_Entorno") -> "list[_Lugar]":
        """Los lugares que se le parecen lo que se pide, el mejor primero; uno por sitio."""
        minimo = MINIMO_CORTO if len(llano) < CORTO else MINIMO_LARGO
        candidatos = self._candidatos(llano, round(entorno.altura * len(self._letras)))
        lugares = {lugar for c in candidatos if (lugar := self._alinear(llano, c, entorno))}
        pasan = (
            uno
            for uno in lugares
            if uno.parecido >= (MINIMO_RODEADO if uno.contexto >= _CONTEXTO_MINIMO else minimo)
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

    def _alinear(self, llano: str, comienzo: int, entorno: "_Entorno") -> _Lugar | None:
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

    def _medido(self, desde: int, hasta: int, parecido: float, entorno: "_Entorno") -> _Lugar:
        antes = self._llanas[max(0, desde - len(entorno.antes)) : desde]
        despues = self._llanas[hasta : hasta + len(entorno.despues)]
        lejania = abs(desde / len(self._letras) - entorno.altura)
        contexto, peor = entorno.parecido(antes, despues)
        return _Lugar(desde, hasta, parecido, contexto, lejania, peor >= _CONTEXTO_SEGURO)

    def _ajustado(self, llano: str, lugar: _Lugar) -> _Lugar:
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

    def _anclaje(self, lugar: _Lugar) -> Anclaje:
        puesto = bisect_right(self._comienzos, lugar.desde) - 1
        numero = self._numeros[puesto]
        sobra = lugar.desde - self._comienzos[puesto]
        return anclar_entre(self._paginas, numero, sobra, lugar.hasta - lugar.desde)


@dataclass(frozen=True, slots=True)
class _Entorno:
    antes: str
    despues: str
    altura: float

    @property
    def hay(self) -> bool:
        """¿Se sabe qué lo rodeaba?"""
        return bool(self.antes or self.despues)

    @classmethod
    def de(cls, pasaje: PasajeGuardado) -> "_Entorno":
        return cls(_llano(letras_de(pasaje.antes)), _llano(letras_de(pasaje.despues)), pasaje.altura)

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


def _llano(letras: str) -> str:
    """Las letras sin tildes y con una sola forma para las que un reconocimiento confunde; mismo largo."""
    tabla = {ord(letra): _sin_tilde(letra) for letra in set(letras) if not letra.isascii()}
    return letras.translate(tabla).translate(_CONFUSIONES)


@lru_cache(maxsize=1024)
def _sin_tilde(letra: str) -> str:
    return unicodedata.normalize("NFD", letra)[0]
