"""Todo lo que el índice sabe en un momento dado, numerado de corrido y listo para operar con NumPy.

Dos numeraciones: la entrada (la de un documento o la de uno de sus fragmentos) y el documento. Las entradas
de un documento son contiguas. Una vista no cambia; cada confirmación del escritor da lugar a otra, que sólo
junta las columnas de los segmentos: las listas se leen donde están.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from indexador.motor.arreglos import Arreglo
from indexador.motor.documentos import Documentos, Parte, juntar
from indexador.motor.esquema import TEXTO, campo_de, seccion_de
from indexador.motor.listas import Listas
from indexador.motor.tipos import NINGUNA, Apariciones, Enteros, Mascara, Reales

Eleccion = Callable[[Listas], Arreglo]
"""Qué pares de un segmento se buscan, dadas sus listas."""
Pesaje = Callable[[Listas, Arreglo], Arreglo]
"""Cuánto cuenta cada uno de unos pares."""

_CITAS_RECORDADAS = 4_096


class Vista(Documentos):
    """Los segmentos de uno de los índices, o de los dos, como si fueran uno."""

    def __init__(self, partes: Sequence[Parte]) -> None:
        super().__init__(partes)
        self._comienzos: dict[str, Enteros] = {}
        self._alcances: dict[int, int] = {}
        self._citan: dict[str, Enteros] = {}

    def reunir(self, eleccion: Eleccion, seccion: str, pesos: Pesaje | None = None) -> Apariciones:
        """Las entradas, también las ocultas, con alguno de los términos que se eligen de cada segmento."""
        entradas, veces = [], []
        for parte, base in zip(self.partes, self.bases, strict=False):
            listas = parte.segmento.listas[seccion]
            pares = eleccion(listas)
            if len(pares):
                halladas = listas.lista_de(pares, pesos(listas, pares) if pesos else None)
                entradas.append(np.add(halladas.entradas, base, dtype=np.int64))
                veces.append(halladas.veces.astype(np.float64, copy=False))
        if len(entradas) == 1:
            return Apariciones(entradas[0], veces[0])
        return Apariciones(np.concatenate(entradas), np.concatenate(veces)) if entradas else NINGUNA

    def citan(self, numero: str) -> Enteros:
        """Los documentos, también los ocultos, en cuyo texto está el número de una norma. Se recuerdan."""
        if numero not in self._citan:
            if len(self._citan) >= _CITAS_RECORDADAS:
                self._citan.clear()
            entradas = self.apariciones(campo_de(TEXTO), numero).entradas
            self._citan[numero] = np.unique(self.documento_de[entradas])
        return self._citan[numero]

    def de_cada_segmento(self, seccion: str) -> list[Listas]:
        """Las listas de una sección en cada segmento, en el orden de `bases`."""
        return [parte.segmento.listas[seccion] for parte in self.partes]

    def cuantas(self, eleccion: Eleccion, seccion: str) -> int:
        """Cuántas veces, contando las ocultas, están los términos que se eligen."""
        return sum(listas.veces_de(eleccion(listas)) for listas in self.de_cada_segmento(seccion))

    def lugares(self, eleccion: Eleccion, seccion: str, mascara: Mascara | None = None) -> Enteros:
        """Los lugares, en orden, de los términos que se eligen de cada segmento.

        Un lugar corre por todo un documento y queda lejos del siguiente (`comienzos` da el de cada entrada).
        Con `mascara` (de entradas), sólo los de esas entradas.
        """
        comienzos = self.comienzos(seccion)
        hallados = []
        for parte, base in zip(self.partes, self.bases, strict=False):
            listas = parte.segmento.listas[seccion]
            propios = slice(base, base + listas.total)
            suya = None if mascara is None else mascara[propios]
            hallados += listas.lugares_desde(eleccion(listas), comienzos[propios], suya)
        if len(hallados) == 1:
            return hallados[0]
        return np.concatenate(hallados) if hallados else NINGUNA.entradas

    def presentes(self, eleccion: Eleccion, seccion: str, lugares: Enteros) -> Mascara:
        """En cuáles de esos lugares (en orden) está alguno de los términos que se eligen."""
        entradas = self.entradas_en(lugares, seccion)
        locales = lugares - self.comienzos(seccion)[entradas]
        cortes = np.searchsorted(entradas, self.bases)
        partes = [
            listas.presentes(eleccion(listas), entradas[desde:hasta] - base, locales[desde:hasta])
            for base, desde, hasta, listas in zip(
                self.bases, cortes[:-1], cortes[1:], self.de_cada_segmento(seccion), strict=False
            )
            if desde < hasta
        ]
        return np.concatenate(partes) if partes else np.zeros(0, bool)

    def veces_en(self, eleccion: Eleccion, seccion: str, entradas: Enteros) -> Reales:
        """Cuántas veces están los términos que se eligen en unas entradas (en orden)."""
        cortes = np.searchsorted(entradas, self.bases)
        partes = [
            listas.veces_en(eleccion(listas), entradas[cortes[n] : cortes[n + 1]] - self.bases[n])
            for n, listas in enumerate(self.de_cada_segmento(seccion))
        ]
        return np.concatenate(partes) if partes else NINGUNA.veces

    def en_cuantas(self, eleccion: Eleccion, seccion: str) -> int:
        """En cuántas entradas, contando las ocultas, están los términos que se eligen."""
        return sum(listas.cuantas_entradas(eleccion(listas)) for listas in self.de_cada_segmento(seccion))

    def marcadas(self, eleccion: Eleccion, seccion: str) -> Mascara:
        """Qué entradas, también las ocultas, tienen alguno de los términos que se eligen."""
        mascara = np.zeros(self.entradas, bool)
        for base, listas in zip(self.bases, self.de_cada_segmento(seccion), strict=False):
            mascara[base : base + listas.total][listas.entradas_de(eleccion(listas))] = True
        return mascara

    def comienzos(self, seccion: str) -> Enteros:
        """En qué lugar empieza cada entrada."""
        if seccion not in self._comienzos:
            avances = np.cumsum([0, *(parte.segmento.ancho[seccion] for parte in self.partes)]).tolist()
            suyos = [
                parte.segmento.comienzos[seccion] + avance
                for parte, avance in zip(self.partes, avances, strict=False)
            ]
            # En 32 bits mientras quepan: la mitad de memoria que mover.
            tipo = np.int32 if avances[-1] < np.iinfo(np.int32).max else np.int64
            self._comienzos[seccion] = juntar(suyos).astype(tipo)
        return self._comienzos[seccion]

    def entradas_en(self, lugares: Enteros, seccion: str) -> Enteros:
        """La entrada de cada lugar."""
        return np.searchsorted(self.comienzos(seccion), lugares, "right") - 1

    def alcance(self, seccion: str, palabras: int) -> int:
        """Cuántas entradas a cada lado puede tocar un tramo de tantas palabras."""
        if seccion != TEXTO:
            return 0
        redondo = 1 << max(5, palabras.bit_length())
        if redondo not in self._alcances:
            comienzos = self.comienzos(seccion)
            lejos = np.searchsorted(comienzos, comienzos + redondo, "right") - np.arange(len(comienzos))
            self._alcances[redondo] = int(lejos.max(initial=1))
        return self._alcances[redondo]

    @cached_property
    def vocabulario(self) -> tuple[str, ...]:
        """Las palabras (sólo letras) de los segmentos públicos, en orden; algunas pueden ser de borrados."""
        publicas = [parte.segmento.vocabulario for parte in self.partes if parte.publica]
        return tuple(sorted(frozenset().union(*publicas)))

    def apariciones(self, campo: str, forma: str) -> Apariciones:
        """Las entradas, también las ocultas, con una forma exacta en un campo de palabras o una anotación."""
        return self.reunir(lambda listas: listas.pares_de_forma(forma), seccion_de(campo))

    def con_prefijo(self, campo: str, prefijo: str) -> set[str]:
        """Los términos que empiezan así, de documentos visibles o no: quien llama debe filtrar."""
        hallados: set[str] = set()
        for parte in self.partes:
            listas = parte.segmento.listas[seccion_de(campo)]
            desde, hasta = listas.formas_con_prefijo(prefijo)
            hallados.update(listas.formas[i].decode() for i in range(desde, hasta))
        return hallados

    def hay_con_prefijo(self, campo: str, prefijo: str) -> bool:
        """¿Empieza así algún término, de documentos visibles o no?"""
        de_cada_parte = (parte.segmento.listas[seccion_de(campo)] for parte in self.partes)
        return any(
            desde < hasta for desde, hasta in (una.formas_con_prefijo(prefijo) for una in de_cada_parte)
        )
