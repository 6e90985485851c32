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
from indexador.motor.vocabulario import Codificado, Vocabulario

TEXTO_POR_TANDA = 60_000_000
"""Caracteres que se invierten de una vez: acota la memoria de un grupo grande."""
TEXTO_POR_LOTE = 500_000
"""Los que se codifican de una vez."""


class Constructor:
    """Junta fichas y da los arreglos de su segmento."""

    def __init__(self, vocabulario: Vocabulario) -> None:
        self._apuntador = Apuntador()
        self._vocabulario = vocabulario
        self._tandas: list[dict[str, Parte]] = []
        self._anotaciones: dict[str, list[Anotadas]] = {anotacion: [] for anotacion in ANOTACIONES}
        self._vaciar()
        self._abrir_lote()
        self.entradas = 0

    def _vaciar(self) -> None:
        self._vocabulario.reposar()
        self._lotes: dict[str, list[Codificado]] = {seccion: [] for seccion in SECCIONES}
        self._caracteres = 0

    def _abrir_lote(self) -> None:
        self._textos: dict[str, list[str]] = {seccion: [] for seccion in SECCIONES}
        self._cuantos: dict[str, list[int]] = {seccion: [] for seccion in SECCIONES}
        self._por_codificar = 0

    def agregar(self, ficha: Ficha) -> None:
        """Agrega un documento: su entrada propia (título y registro) y una por fragmento."""
        self._apuntador.agregar(ficha)
        self._anotar(ficha)
        titulo = ficha.titulo, ficha.titulo_corto, ficha.numero
        self._entrada({TITULO: titulo, REGISTRO: (ficha.identificador, ficha.tipo, ficha.registro)})
        for fragmento in ficha.fragmentos:
            self._entrada({TEXTO: (fragmento.texto,)})

    def _entrada(self, textos: Mapping[str, Sequence[str]]) -> None:
        for seccion in SECCIONES:
            suyos = textos.get(seccion, ())
            self._textos[seccion] += suyos
            self._cuantos[seccion].append(len(suyos))
            self._por_codificar += sum(map(len, suyos))
        self.entradas += 1
        if self._por_codificar >= TEXTO_POR_LOTE:
            self._codificar()
            if self._caracteres >= TEXTO_POR_TANDA or self._vocabulario.lleno:
                self._invertir()

    def _anotar(self, ficha: Ficha) -> None:
        textos = (ficha.titulo, ficha.registro, *(fragmento.texto for fragmento in ficha.fragmentos))
        pares = Counter(par for texto in textos for par in definiciones(texto))
        definidas = {f"{sigla}={expansion}": veces for (sigla, expansion), veces in pares.items()}
        definidas |= {f"{expansion}={sigla}": veces for (sigla, expansion), veces in pares.items()}
        propias = {SIGLAS: siglas_de_titulo(ficha.titulo), DEFINICIONES: definidas}
        for anotacion, anotadas in self._anotaciones.items():
            anotadas.append((self.entradas, propias[anotacion]))

    def _codificar(self) -> None:
        for seccion, lotes in self._lotes.items():
            codificado = self._vocabulario.codificar(self._textos[seccion])
            if seccion != TEXTO:
                codificado = codificado.con_huecos()
            lotes.append(codificado.por_entrada(self._cuantos[seccion]))
        self._caracteres += self._por_codificar
        self._abrir_lote()

    def _invertir(self) -> None:
        claves = list(self._vocabulario.claves)
        tanda = {}
        for seccion, lotes in self._lotes.items():
            juntos = Codificado(*map(np.concatenate, zip(*lotes, strict=True)))
            tanda[seccion] = invertir(self._vocabulario.desplegar(juntos), claves)
        self._tandas.append(tanda)
        self._vaciar()

    def arreglos(self) -> dict[str, Arreglo]:
        """Los arreglos del segmento. Después, el constructor ya no sirve."""
        if self._cuantos[TEXTO] or not (self._lotes[TEXTO] or self._tandas):
            self._codificar()
        if self._lotes[TEXTO]:
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
