"""Ejecuta consultas de Whoosh por fragmento, con operaciones de NumPy sobre las listas de los segmentos.

Da los mismos aciertos y los mismos puntajes que el buscador de Whoosh con su BM25F y los largos exactos:
frecuencias y medias son de todo el índice, también de lo borrado y lo oculto. Por eso sólo lo usan quienes no
muestran esos puntajes a un lector; el orden de los documentos, con estadísticas públicas, es de `puntaje`.
Una frase o una cercanía siguen de un fragmento al siguiente del mismo documento. Lo que no conoce lo hacen
los recorridos del propio Whoosh sobre los mismos segmentos.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from whoosh import query
from whoosh.query import spans

from indexador.motor import terminos
from indexador.motor.consultas import Raiz, texto_de
from indexador.motor.esquema import SECCIONES, seccion_de
from indexador.motor.frases import Frases
from indexador.motor.nodos import Campo
from indexador.motor.operaciones import NADA, Puntuadas, estan, iguales, primeras, sumar
from indexador.motor.pesos_de_serie import PesosDeSerie
from indexador.motor.reserva import por_whoosh
from indexador.motor.tipos import Enteros, Mascara, Reales
from indexador.motor.vista import Eleccion, Vista

_LITERAL = re.compile(r"[^*?\[\]]")


@dataclass(frozen=True, slots=True)
class Hallazgos:
    """Lo que cumple una consulta: cuántas entradas, las de la página pedida y las cuentas por faceta."""

    total: int
    entradas: Enteros
    puntajes: Reales
    facetas: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Ejecutor:
    """Ejecuta sobre una vista; sirve a varios hilos."""

    def __init__(self, vista: Vista) -> None:
        self._vista = vista
        self._pesos = PesosDeSerie(vista)
        self._frases = Frases(vista, self._pesos)

    @property
    def vista(self) -> Vista:
        """Sobre qué se ejecuta: de ahí salen las máscaras de `filtro`."""
        return self._vista

    def buscar(
        self,
        consulta: query.Query,
        *,
        limite: int = 10,
        desde: int = 0,
        orden: str | None = None,
        facetas: Sequence[str] = (),
        filtro: Mascara | None = None,
    ) -> Hallazgos:
        """Una página de lo que cumple la consulta y pasa `filtro` (por entrada), con la cuenta exacta.

        `orden` es None (puntaje) o `fecha` (la más reciente primero); los empates, por número de entrada.
        Las `facetas` (`anio` o un valor de `Campo`) se cuentan por fragmento.
        """
        todas = self._vivas(self.evaluar(consulta), filtro)
        claves = self._fechas[todas.entradas] if orden == "fecha" else todas.puntajes
        elegidas = primeras(claves, todas.entradas, desde + limite)[desde:]
        return Hallazgos(
            len(todas.entradas),
            todas.entradas[elegidas],
            todas.puntajes[elegidas],
            self._contar(todas.entradas, facetas) if facetas else {},
        )

    def _vivas(self, puntuadas: Puntuadas, filtro: Mascara | None) -> Puntuadas:
        mascara = self._sin_borrar if filtro is None else self._con_filtro(filtro)
        if mascara is None:
            return puntuadas
        quedan = mascara[puntuadas.entradas]
        return Puntuadas(puntuadas.entradas[quedan], puntuadas.puntajes[quedan])

    def _con_filtro(self, filtro: Mascara) -> Mascara:
        return filtro if self._sin_borrar is None else filtro & self._sin_borrar

    @cached_property
    def _sin_borrar(self) -> Mascara | None:
        vivo = self._vista.vivo
        return None if vivo.all() else vivo[self._vista.documento_de]

    @cached_property
    def _fechas(self) -> Reales:
        return np.asarray(self._vista.fecha[self._vista.documento_de], np.float64)

    def _contar(self, entradas: Enteros, facetas: Iterable[str]) -> dict[str, Mapping[str, int]]:
        vista = self._vista
        cuantas = np.bincount(vista.documento_de[entradas], minlength=vista.documentos)
        tablas = {
            nombre: vista.anios if nombre == "anio" else vista.tablas[Campo(nombre)] for nombre in facetas
        }
        return {nombre: tabla.sumar(cuantas) for nombre, tabla in tablas.items()}

    # --- el árbol

    def evaluar(self, consulta: query.Query) -> Puntuadas:
        """Todas las entradas que cumplen la consulta, también las borradas, y su puntaje."""
        evaluar = self._evaluadores.get(type(consulta))
        puntuadas = evaluar(consulta) if evaluar and _sin_pegas(consulta) else None
        if puntuadas is None:
            return por_whoosh(consulta, self._vista, self._pesos.de_whoosh)
        if getattr(consulta, "boost", 1.0) != 1.0:
            return Puntuadas(puntuadas.entradas, puntuadas.puntajes * consulta.boost)
        return puntuadas

    @cached_property
    def _evaluadores(self) -> Mapping[type, Callable[[query.Query], Puntuadas | None]]:
        return {
            query.Term: lambda q: self._pesos.termino(q.fieldname, terminos.por_forma(texto_de(q.text))),
            Raiz: self._raiz,
            query.And: self._y,
            query.Or: self._o,
            query.Not: self._no,
            query.AndNot: lambda q: self._solo(q.a, q.b, con=False),
            query.Require: lambda q: self._solo(q.a, q.b, con=True),
            query.AndMaybe: self._y_quiza,
            query.DisjunctionMax: self._maximo,
            query.Every: self._todo,
            query.Phrase: self._frases.frase,
            spans.SpanNear2: self._frases.cerca,
            query.Prefix: self._prefijo,
            query.Wildcard: self._comodin,
            query.FuzzyTerm: self._parecida,
            query.ConstantScoreQuery: self._constante,
        }

    def _raiz(self, consulta: Raiz) -> Puntuadas:
        seccion = seccion_de(consulta.fieldname)
        formas = {
            listas.forma_de(int(par))
            for listas in self._vista.de_cada_segmento(seccion)
            for par in listas.pares_de_raiz(consulta.raiz)
        }
        elecciones = [terminos.por_forma(forma) for forma in sorted(formas)]
        return sumar(
            [self._pesos.termino(consulta.fieldname, uno) for uno in elecciones], self._vista.entradas
        )

    def _o(self, consulta: query.Or) -> Puntuadas | None:
        if consulta.minmatch > 1 or consulta.scale:
            return None
        return sumar([self.evaluar(parte) for parte in consulta.subqueries], self._vista.entradas)

    def _y(self, consulta: query.And) -> Puntuadas:
        if not consulta.subqueries:
            return NADA
        afirmadas = [q for q in consulta.subqueries if not isinstance(q, query.Not)]
        negadas = [q.query for q in consulta.subqueries if isinstance(q, query.Not)]
        partes = sorted((self.evaluar(q) for q in afirmadas), key=lambda parte: len(parte.entradas))
        partes = partes or [self.evaluar(query.Not(negadas.pop()))]
        entradas = partes[0].entradas
        for parte in partes[1:]:
            entradas = entradas[self._cruzar(entradas, parte.entradas)]
        for negada in negadas:
            entradas = entradas[~self._cruzar(entradas, self.evaluar(negada).entradas)]
        # En Whoosh, no tener lo que se niega puntúa 1.
        puntajes = np.full(len(entradas), float(len(negadas)))
        for parte in partes:
            puntajes += parte.puntajes[np.searchsorted(parte.entradas, entradas)]
        return Puntuadas(entradas, puntajes)

    def _cruzar(self, unas: Enteros, otras: Enteros) -> Mascara:
        return estan(unas, otras, self._vista.entradas)

    def _no(self, consulta: query.Not) -> Puntuadas:
        marcadas = np.ones(self._vista.entradas, bool)
        marcadas[self.evaluar(consulta.query).entradas] = False
        return iguales(np.flatnonzero(marcadas))

    def _solo(self, una: query.Query, otra: query.Query, *, con: bool) -> Puntuadas:
        """Lo de una que también está en la otra, o que no está; puntúa sólo la una."""
        parte = self.evaluar(una)
        quedan = self._cruzar(parte.entradas, self.evaluar(otra).entradas) == con
        return Puntuadas(parte.entradas[quedan], parte.puntajes[quedan])

    def _y_quiza(self, consulta: query.AndMaybe) -> Puntuadas:
        una, otra = self.evaluar(consulta.a), self._solo(consulta.b, consulta.a, con=True)
        puntajes = una.puntajes.copy()
        puntajes[np.searchsorted(una.entradas, otra.entradas)] += otra.puntajes
        return Puntuadas(una.entradas, puntajes)

    def _maximo(self, consulta: query.DisjunctionMax) -> Puntuadas | None:
        if consulta.tiebreak:
            return None
        partes = [self.evaluar(parte) for parte in consulta.subqueries]
        mayores = np.full(self._vista.entradas, -np.inf)
        for parte in partes:
            mayores[parte.entradas] = np.maximum(mayores[parte.entradas], parte.puntajes)
        entradas = np.flatnonzero(mayores > -np.inf)
        return Puntuadas(entradas, mayores[entradas])

    def _todo(self, consulta: query.Every) -> Puntuadas | None:
        return None if consulta.fieldname else iguales(np.arange(self._vista.entradas))

    def _constante(self, consulta: query.ConstantScoreQuery) -> Puntuadas:
        return iguales(self.evaluar(consulta.child).entradas, consulta.score)

    # --- patrones: puntúan 1 (Whoosh les da BM25 si en un segmento hallan una sola forma, y si no, 1)

    def _prefijo(self, consulta: query.Prefix) -> Puntuadas:
        return self._de_patron(consulta.fieldname, terminos.por_prefijo(texto_de(consulta.text)))

    def _comodin(self, consulta: query.Wildcard) -> Puntuadas | None:
        patron = texto_de(consulta.text)
        if not _LITERAL.search(patron) or "[" in patron:
            return None
        return self._de_patron(consulta.fieldname, terminos.por_patron(patron))

    def _parecida(self, consulta: query.FuzzyTerm) -> Puntuadas:
        texto, comienzo = texto_de(consulta.text), texto_de(consulta.text)[: consulta.prefixlength]
        return self._de_patron(consulta.fieldname, terminos.a_distancia(texto, consulta.maxdist, comienzo))

    def _de_patron(self, campo: str, eleccion: Eleccion) -> Puntuadas:
        return iguales(np.flatnonzero(self._vista.marcadas(eleccion, seccion_de(campo))))


def _sin_pegas(consulta: query.Query) -> bool:
    """¿Es sobre un campo de palabras (o sobre ninguno)?"""
    campo = consulta.field()
    return campo is None or seccion_de(campo) in SECCIONES
