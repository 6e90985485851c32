"""Las frases y cercanías de una consulta de Whoosh: en qué entradas empiezan, y cuánto puntúan."""

from collections.abc import Sequence

import numpy as np
from whoosh import query
from whoosh.query import spans

from indexador.motor import terminos
from indexador.motor.consultas import texto_de
from indexador.motor.esquema import seccion_de
from indexador.motor.lugares import Lugares
from indexador.motor.operaciones import NADA, Puntuadas
from indexador.motor.pesos_de_serie import PesosDeSerie
from indexador.motor.proximidad import Tramos, cercanos, distintas, en_orden
from indexador.motor.segmento import HUECO_ENTRE_DOCUMENTOS
from indexador.motor.tipos import Enteros
from indexador.motor.vista import Vista


class Frases:
    """Halla frases y cercanías en una vista; siguen de un fragmento al siguiente del mismo documento."""

    def __init__(self, vista: Vista, pesos: PesosDeSerie) -> None:
        self._vista, self._pesos = vista, pesos

    def frase(self, consulta: query.Phrase) -> Puntuadas:
        """Sus palabras en orden, cada una a lo sumo a `slop` de la anterior."""
        palabras = [texto_de(palabra) for palabra in consulta.words]
        return self._en_orden(consulta.fieldname, palabras, consulta.slop)

    def cerca(self, consulta: spans.SpanNear2) -> Puntuadas | None:
        """Sus palabras cerca unas de otras; None si pide algo que aquí no se sabe hacer."""
        hojas = consulta.qs
        if consulta.mindist != 1 or not all(type(hoja) is query.Term for hoja in hojas):
            return None
        if len({hoja.fieldname for hoja in hojas}) != 1 or (not consulta.ordered and len(hojas) != 2):
            return None
        campo, formas = hojas[0].fieldname, [texto_de(hoja.text) for hoja in hojas]
        if consulta.ordered:
            return self._en_orden(campo, formas, consulta.slop)
        return self._juntas(campo, formas, consulta.slop)

    def _juntas(self, campo: str, formas: Sequence[str], distancia: int) -> Puntuadas:
        """Dos formas a lo sumo a esa distancia, en cualquier orden."""
        seccion = seccion_de(campo)
        lugares, separacion = (
            Lugares(self._vista, seccion, None),
            _Separacion(self._vista, seccion, distancia),
        )
        una, otra = (terminos.por_forma(forma) for forma in formas)
        if self._vista.cuantas(otra, seccion) < self._vista.cuantas(una, seccion):
            rara = lugares.palabra(otra)
            partes = [lugares.junto_a(rara, separacion.distancia).palabra(una), rara]
        else:
            rara = lugares.palabra(una)
            partes = [rara, lugares.junto_a(rara, separacion.distancia).palabra(otra)]
        separadas = [separacion.separar(parte) for parte in partes]
        inicios = cercanos(separadas, separacion.distancia)[0].inicios
        return self._donde_estan(campo, formas, separacion.entradas_en(inicios))

    def _en_orden(self, campo: str, formas: Sequence[str], distancia: int) -> Puntuadas:
        """Las formas en ese orden, cada una a lo sumo a esa distancia de la anterior."""
        if not formas:
            return NADA
        seccion = seccion_de(campo)
        lugares, separacion = (
            Lugares(self._vista, seccion, None),
            _Separacion(self._vista, seccion, distancia),
        )
        elecciones = [terminos.por_forma(forma) for forma in formas]
        if distancia == 1:
            inicios = lugares.frase(elecciones).inicios
        else:
            separadas = [separacion.separar(lugares.palabra(eleccion)).inicios for eleccion in elecciones]
            inicios = en_orden(separadas, separacion.distancia).inicios
        return self._donde_estan(campo, formas, separacion.entradas_en(inicios))

    def _donde_estan(self, campo: str, formas: Sequence[str], entradas: Enteros) -> Puntuadas:
        """Las entradas (en orden) en que empieza algo, con lo que en ellas puntúan sus formas."""
        return self._pesos.formas(campo, formas, distintas(entradas)) if len(entradas) else NADA


class _Separacion:
    """Una numeración de los lugares en que ningún documento está a esa distancia del siguiente.

    Hasta el hueco que ya hay entre los documentos es la de la vista. `distancia` es la que se pidió o, si no
    cabe en ningún documento, el largo del mayor, que halla lo mismo.
    """

    def __init__(self, vista: Vista, seccion: str, distancia: int) -> None:
        self._vista, self._seccion = vista, seccion
        self._basta_el_hueco = distancia <= HUECO_ENTRE_DOCUMENTOS
        self.distancia = distancia if self._basta_el_hueco else min(distancia, self._mayor())

    def _mayor(self) -> int:
        largos = self._vista.largos(self._seccion)
        return int(np.add.reduceat(largos, self._vista.primera).max()) if len(largos) else 0

    def separar(self, palabra: Tramos) -> Tramos:
        """Las apariciones de una palabra, en esta numeración."""
        if self._basta_el_hueco:
            return palabra
        lugares = palabra.inicios + self._avances()[self._vista.entradas_en(palabra.inicios, self._seccion)]
        return Tramos(lugares, lugares)

    def entradas_en(self, lugares: Enteros) -> Enteros:
        """La entrada de cada lugar de esta numeración."""
        if self._basta_el_hueco:
            return self._vista.entradas_en(lugares, self._seccion)
        comienzos = self._vista.comienzos(self._seccion) + self._avances()
        return np.searchsorted(comienzos, lugares, "right") - 1

    def _avances(self) -> Enteros:
        """Cuánto se corre cada entrada."""
        return self._vista.documento_de * self.distancia
