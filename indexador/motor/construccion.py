"""De las fichas, o de otros segmentos, a los arreglos de un segmento nuevo."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from indexador.ficha import Ficha
from indexador.lengua.siglas import definiciones, siglas_de_titulo
from indexador.motor.arreglos import Arreglo
from indexador.motor.columnas import Apuntador, unir_columnas
from indexador.motor.esquema import (
    ANOTACIONES,
    DEFINICIONES,
    REGISTRO,
    SECCIONES,
    SIGLAS,
    TEXTO,
    TITULO,
    VERSION,
)
from indexador.motor.inversion import Anotadas, Parte, con_formas, invertir, invertir_anotaciones, unir
from indexador.motor.vocabulario import HUECO, Vocabulario

TEXTO_POR_TANDA = 60_000_000
"""Caracteres que se invierten de una vez: acota la memoria de un grupo grande."""
_NADA = np.empty(0, np.int32)


class Constructor:
    """Junta fichas y da los arreglos de su segmento."""

    def __init__(self, vocabulario: Vocabulario) -> None:
        self._apuntador = Apuntador()
        self._vocabulario = vocabulario
        self._tandas: list[dict[str, Parte]] = []
        self._anotaciones: dict[str, list[Anotadas]] = {anotacion: [] for anotacion in ANOTACIONES}
        self._vaciar()
        self.entradas = 0

    def _vaciar(self) -> None:
        self._vocabulario.reposar()
        self._codificados: dict[str, list[Arreglo]] = {seccion: [] for seccion in SECCIONES}
        self._caracteres = 0

    def agregar(self, ficha: Ficha) -> None:
        """Agrega un documento: su entrada propia (título y registro) y una por fragmento."""
        self._apuntador.agregar(ficha)
        self._anotar(ficha)
        propia = {
            TITULO: self._codificar(ficha.titulo, ficha.titulo_corto, ficha.numero),
            REGISTRO: self._codificar(ficha.identificador, ficha.tipo, ficha.registro),
        }
        for seccion, codificados in self._codificados.items():
            codificados.append(propia.get(seccion, _NADA))
        for fragmento in ficha.fragmentos:
            self._codificados[TEXTO].append(self._vocabulario.codificar(fragmento.texto))
            self._codificados[TITULO].append(_NADA)
            self._codificados[REGISTRO].append(_NADA)
            self._caracteres += len(fragmento.texto)
        self.entradas += 1 + len(ficha.fragmentos)
        if self._caracteres >= TEXTO_POR_TANDA:
            self._invertir()

    def _anotar(self, ficha: Ficha) -> None:
        textos = (ficha.titulo, ficha.registro, *(fragmento.texto for fragmento in ficha.fragmentos))
        pares = (f"{sigla}={expansion}" for texto in textos for sigla, expansion in definiciones(texto))
        propias = {SIGLAS: siglas_de_titulo(ficha.titulo), DEFINICIONES: Counter(pares)}
        for anotacion, anotadas in self._anotaciones.items():
            anotadas.append((self.entradas, propias[anotacion]))

    def _codificar(self, *textos: str) -> Arreglo:
        hueco = np.array([HUECO], np.int32)
        return np.concatenate([p for texto in textos for p in (self._vocabulario.codificar(texto), hueco)])

    def _invertir(self) -> None:
        claves = list(self._vocabulario.claves)
        self._tandas.append(
            {
                seccion: invertir(self._vocabulario.desplegar(codificados), claves)
                for seccion, codificados in self._codificados.items()
            }
        )
        self._vaciar()

    def arreglos(self) -> dict[str, Arreglo]:
        """Los arreglos del segmento. Después, el constructor ya no sirve."""
        if self._codificados[TEXTO] or not self._tandas:
            self._invertir()
        tandas, self._tandas = self._tandas, []
        listas = {
            s: unir([(t[s], None) for t in tandas]) if len(tandas) > 1 else tandas[0][s] for s in SECCIONES
        }
        sin_palabras = np.zeros(self.entradas, np.int64)
        listas |= {a: invertir_anotaciones(suyas, sin_palabras) for a, suyas in self._anotaciones.items()}
        return _segmento(self._apuntador.columnas(), listas)


def fundir(partes: Sequence[tuple[Mapping[str, Arreglo], Arreglo]]) -> dict[str, Arreglo]:
    """Los arreglos de un segmento con los documentos `vivos` (máscara por documento) de varios, en orden."""
    entradas = [np.repeat(vivos, arreglos["doc.entradas"]) for arreglos, vivos in partes]
    listas = {
        seccion: unir(
            [
                (_parte(arreglos, seccion), None if vivas.all() else vivas)
                for (arreglos, _), vivas in zip(partes, entradas, strict=True)
            ]
        )
        for seccion in (*SECCIONES, *ANOTACIONES)
    }
    return _segmento(unir_columnas(partes), listas)


def _parte(arreglos: Mapping[str, Arreglo], seccion: str) -> Parte:
    nombres = ("claves", "claves_de", "listas_de", "lugares_de", "entradas", "veces", "lugares", "largos")
    return {nombre: arreglos[f"{seccion}.{nombre}"] for nombre in nombres}


def _segmento(columnas: dict[str, Arreglo], listas: Mapping[str, Parte]) -> dict[str, Arreglo]:
    arreglos = {"version": np.array([VERSION], np.int64)} | columnas
    for seccion, parte in listas.items():
        arreglos |= {f"{seccion}.{nombre}": arreglo for nombre, arreglo in con_formas(parte).items()}
    return arreglos
