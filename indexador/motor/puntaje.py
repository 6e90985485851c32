"""El orden por relevancia: BM25F por documento, más lo que aporta su mejor fragmento.

Robertson y Zaragoza, «The Probabilistic Relevance Framework: BM25 and Beyond» (2009). Las frecuencias de
título, registro y texto se suman ya normalizadas por su largo y con su peso antes de saturar, de modo que
una palabra del título vale por varias del texto. El mejor fragmento premia que las palabras estén juntas.

Todas las estadísticas (número de documentos, frecuencia de cada palabra, largos medios) son de los
documentos públicos: ni un puntaje delata lo que un lector no puede ver. Una palabra ausente de ellos
cuenta como si estuviera en uno.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from indexador.motor.evidencia import AJENA_CONTADA, Buscador, Evidencia
from indexador.motor.tipos import NINGUNA, Apariciones, Enteros, Mascara, Reales
from indexador.motor.vista import Vista


@dataclass(frozen=True, slots=True)
class Pesos:
    """Los parámetros del orden, elegidos con `indexador.evaluacion` sobre 2246 consultas de desarrollo.

    Son premios, en proporción a la rareza de todo lo buscado: `titulo_completo`, tenerlo todo en el título;
    `titulo_exacto`, llamarse así; `cita`, llevar el número que se citó, y `clase`, ser además de la clase que
    se escribió; `frase_entera`, decirlo todo seguido. `coordinacion` es el exponente de la parte de lo
    buscado que tiene un documento, por el que se multiplica su puntaje si no lo tiene todo. `cercania`,
    `cercania_titulo` y `juntas` pesan lo que dice `motor.cercania`: de un documento vale lo mayor de las dos
    primeras, y `juntas` es parte de ambas. `nombre` y `citada` son de `motor.primeros`; `nombrada`, que la
    sigla escrita abrevie el título; `de_la_clase`, ser de la clase de norma con que empieza la consulta, y
    `articulo`, tener el que se nombra. `de_otro_pais` es la parte que pierde lo que no es del país preferido.
    """

    k1: float = 1.2
    b_texto: float = 0.75
    b_titulo: float = 0.8
    titulo: float = 8.0
    registro: float = 1.5
    fragmento: float = 0.6
    titulo_exacto: float = 2.0
    titulo_completo: float = 0.4
    frase_entera: float = 1.0
    cita: float = 3.0
    clase: float = 1.0
    coordinacion: float = 1.0
    cercania: float = 1.0
    cercania_titulo: float = 2.0
    juntas: float = 0.6
    citada: float = 0.15
    nombre: float = 1.0
    nombrada: float = 1.0
    de_la_clase: float = 0.4
    articulo: float = 0.5
    de_otro_pais: float = 0.002


PESOS = Pesos()
PARTE_DE_LO_AJENO = 0.5
"""Lo que puede aportar lo que sólo comparte la raíz, en proporción a lo que menos aporta la palabra misma.

El resto es holgura: en los fragmentos lo ajeno también cuenta algo, poquísimo, para que tengan orden.
"""


@dataclass(frozen=True, slots=True)
class Medias:
    """Lo que las estadísticas dicen de la colección pública."""

    documentos: int
    texto: float
    fragmento: float
    titulo: float
    registro: float


def medias(vista: Vista, publicos: Mascara) -> Medias:
    """Las medias de los documentos públicos; 1 donde no hay de qué sacarlas."""

    documentos = int(np.count_nonzero(publicos))
    cuales = slice(None) if documentos == len(publicos) else publicos

    def media(largos: Enteros, cuantos: int) -> float:
        return max(1.0, int(largos[cuales].sum()) / cuantos) if cuantos else 1.0

    return Medias(
        documentos=documentos,
        texto=media(vista.largo_texto, documentos),
        fragmento=media(vista.largo_texto, int(vista.fragmentos[cuales].sum())),
        titulo=media(vista.largo_titulo, documentos),
        registro=media(vista.largo_registro, documentos),
    )


@dataclass(frozen=True, slots=True)
class Puntajes:
    """El puntaje de cada documento y el de cada entrada de texto, de los que interesan.

    `pedidas` son las entradas que se muestran aunque no digan lo buscado: el artículo que se nombró.
    """

    documentos: Reales
    entradas: Reales
    pedidas: Enteros = field(default_factory=lambda: NINGUNA.entradas)


def rareza(frecuencia: int, documentos: int) -> float:
    """El idf de BM25, siempre positivo."""
    frecuencia = max(1, frecuencia)
    return math.log(1 + (max(documentos, frecuencia) - frecuencia + 0.5) / (frecuencia + 0.5))


class Puntuador:
    """Puntúa sobre la evidencia ya reunida de una consulta."""

    def __init__(self, buscador: Buscador, pesos: Pesos = PESOS) -> None:
        self._vista = buscador.vista
        self._pesos = pesos
        self._medias = medias(buscador.vista, buscador.publicos)

    def puntuar(self, evidencias: Sequence[Evidencia], hallados: Mascara) -> Puntajes:
        """Suma lo que aporta cada hoja, siempre en el orden de la consulta. Sólo puntúan los hallados."""
        vista, cuales = self._vista, np.flatnonzero(hallados)
        documentos, entradas = np.zeros(vista.documentos), np.zeros(vista.entradas)
        tocadas = np.zeros(vista.entradas, bool)
        for evidencia in evidencias:
            if not evidencia.vacia:
                idf = rareza(evidencia.frecuencia, self._medias.documentos)
                en_texto = evidencia.en(hallados, vista)
                frecuencia = self._frecuencia(evidencia, en_texto, cuales)
                documentos[cuales] += idf * self._de_documento(evidencia, frecuencia, cuales)
                entradas[en_texto.entradas] += idf * self._de_fragmento(en_texto)
                tocadas[en_texto.entradas] = True
        documentos += self._con_todo_en_el_titulo(evidencias) * (
            self._pesos.titulo_completo
            * sum(rareza(evidencia.frecuencia, self._medias.documentos) for evidencia in evidencias)
        )
        con_texto = np.flatnonzero(tocadas)
        suyos, mejores = mayores(vista.documento_de[con_texto], entradas[con_texto])
        documentos[suyos] += self._pesos.fragmento * mejores
        return Puntajes(documentos, entradas)

    def _de_documento(self, evidencia: Evidencia, frecuencia: Reales, cuales: Enteros) -> Reales:
        """Lo que aporta una hoja a unos documentos, dada su frecuencia en ellos.

        Los que no la dicen a ella, sino a otra de su raíz, quedan por debajo del que menos la dice, por
        mucho que la repitan. Si nadie la dice, nada cambia.
        """
        propios = evidencia.propios
        if propios is None or propios[cuales].all() or not evidencia.alguien_la_dice:
            return self._saturar(frecuencia)
        ajenos = np.flatnonzero(~propios[cuales])
        frecuencia[ajenos] *= AJENA_CONTADA
        aporte = self._saturar(frecuencia)
        aporte[ajenos] *= PARTE_DE_LO_AJENO * self._lo_menos(evidencia, propios) / (self._pesos.k1 + 1)
        return aporte

    def _lo_menos(self, evidencia: Evidencia, propios: Mascara) -> float:
        """Lo que aporta una hoja al documento que menos la dice, pase o no los filtros: éstos no puntúan."""
        cuales = np.flatnonzero(propios)
        return float(self._saturar(self._frecuencia(evidencia, evidencia.texto, cuales)).min())

    def _con_todo_en_el_titulo(self, evidencias: Sequence[Evidencia]) -> Mascara:
        """Los documentos en cuyo título está cuanto se buscó."""
        mascara = np.full(self._vista.documentos, bool(evidencias))
        for evidencia in evidencias:
            en_titulo = np.zeros(self._vista.documentos, bool)
            en_titulo[self._vista.documento_de[evidencia.titulo.entradas]] = True
            mascara &= en_titulo
            if evidencia.propios is not None and evidencia.alguien_la_dice:
                mascara &= evidencia.propios
        return mascara

    def _saturar(self, frecuencia: Reales) -> Reales:
        return frecuencia * (self._pesos.k1 + 1) / (self._pesos.k1 + frecuencia)

    def _frecuencia(self, evidencia: Evidencia, en_texto: Apariciones, cuales: Enteros) -> Reales:
        """La frecuencia de una hoja en unos documentos, de todas las secciones, normalizada y pesada."""
        vista, pesos, medias_ = self._vista, self._pesos, self._medias
        total: Reales = np.bincount(
            vista.documento_de[en_texto.entradas], weights=en_texto.veces, minlength=vista.documentos
        ).astype(np.float64, copy=False)
        total[cuales] /= _norma(vista.largo_texto[cuales], medias_.texto, pesos.b_texto)
        for apariciones, largos, media, peso in (
            (evidencia.titulo, vista.largo_titulo, medias_.titulo, pesos.titulo),
            (evidencia.registro, vista.largo_registro, medias_.registro, pesos.registro),
        ):
            suyos = vista.documento_de[apariciones.entradas]
            total[suyos] += peso * apariciones.veces / _norma(largos[suyos], media, pesos.b_titulo)
        return total[cuales]

    def _de_fragmento(self, en_texto: Apariciones) -> Reales:
        largos = self._vista.largo_entrada[en_texto.entradas]
        return self._saturar(en_texto.veces / _norma(largos, self._medias.fragmento, self._pesos.b_texto))


def mayores(numeros: Enteros, valores: Reales) -> tuple[Enteros, Reales]:
    """De unos números en orden y con repeticiones, los distintos y el mayor de los valores de cada uno."""
    if not len(numeros):
        return numeros, valores
    comienzos = np.flatnonzero(np.concatenate([[True], numeros[1:] != numeros[:-1]]))
    return numeros[comienzos], np.maximum.reduceat(valores, comienzos)


def _norma(largos: Enteros, media: float, b: float) -> Reales:
    return np.asarray(1 - b + b * largos / media, np.float64)
