"""Las frases y cercanías de una consulta de Whoosh: en qué entradas empiezan, y cuánto puntúan."""

from collections.abc import Sequence

from whoosh import query
from whoosh.query import spans

from indexador.motor import terminos
from indexador.motor.consultas import texto_de
from indexador.motor.esquema import seccion_de
from indexador.motor.lugares import Lugares
from indexador.motor.operaciones import NADA, Puntuadas
from indexador.motor.pesos_de_serie import PesosDeSerie
from indexador.motor.proximidad import Tramos, cercanos, distintas, en_orden
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
        lugares = Lugares(self._vista, seccion, None)
        una, otra = (terminos.por_forma(forma) for forma in formas)
        if self._vista.cuantas(otra, seccion) < self._vista.cuantas(una, seccion):
            rara = lugares.palabra(otra)
            partes = [lugares.junto_a(rara, distancia).palabra(una), rara]
        else:
            rara = lugares.palabra(una)
            partes = [rara, lugares.junto_a(rara, distancia).palabra(otra)]
        return self._donde_estan(campo, formas, cercanos(partes, distancia)[0])

    def _en_orden(self, campo: str, formas: Sequence[str], distancia: int) -> Puntuadas:
        """Las formas en ese orden, cada una a lo sumo a esa distancia de la anterior."""
        if not formas:
            return NADA
        lugares = Lugares(self._vista, seccion_de(campo), None)
        elecciones = [terminos.por_forma(forma) for forma in formas]
        if distancia == 1:
            return self._donde_estan(campo, formas, lugares.frase(elecciones))
        tramos = en_orden([lugares.palabra(eleccion).inicios for eleccion in elecciones], distancia)
        return self._donde_estan(campo, formas, tramos)

    def _donde_estan(self, campo: str, formas: Sequence[str], tramos: Tramos) -> Puntuadas:
        """Las entradas en que empiezan unos tramos, con lo que en ellas puntúan sus formas."""
        if not len(tramos.inicios):
            return NADA
        entradas = distintas(self._vista.entradas_en(tramos.inicios, seccion_de(campo)))
        return self._pesos.formas(campo, formas, entradas)
