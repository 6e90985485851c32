"""El recorrido: de izquierda a derecha, una sola vez, reuniendo artículos con la norma de que son."""

from collections.abc import Sequence

from indexador.juridico.citas import articulos, extranjeras
from indexador.juridico.citas.anotaciones import ABREN_NORMA, Anotaciones
from indexador.juridico.citas.colas import es_de_otra_cosa
from indexador.juridico.citas.destinos import Destinos
from indexador.juridico.citas.encabezados import Encabezados
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.grupos import Grupo
from indexador.juridico.citas.hallazgo import EXPLICITA, LOCAL, SIN_RESOLUCION, Cita, Contexto, Norma
from indexador.juridico.citas.herencia import HASTA_LA_NORMA
from indexador.juridico.citas.lexico import CONJUNCIONES, SUSTANTIVOS, enderezar
from indexador.juridico.citas.listas_sueltas import ListasSueltas
from indexador.juridico.citas.nombres import Nombres
from indexador.juridico.citas.referencias import Referencias
from indexador.juridico.citas.remisiones import REMITEN
from indexador.juridico.citas.subdivisiones import CLASES, ORDINALES_EN_CIFRAS
from indexador.juridico.citas.transitorias import tras_enlazadas
from indexador.juridico.objetivos import TRANSITORIA

_ABREN_GRUPO = SUSTANTIVOS | frozenset(CLASES) | frozenset({
    "primer", "segundo", "tercer", "cuarto", "quinto", "sexto", "ultimo", "penultimo", "primero", "septimo",
    "octavo", "noveno", "decimo", "primeros",
})  # fmt: skip
_UNEN_CIFRAS = (",", "y")


class Lector:
    """Las citas de un texto."""

    def __init__(self, texto: str, contexto: Contexto, nombres: Nombres) -> None:
        self._f = Fichas(texto)
        enderezar(self._f)
        self._anotaciones = Anotaciones(self._f, contexto)
        self._referencias = Referencias(self._f, contexto, nombres, self._anotaciones.antes)
        ajenas = frozenset[str]() if contexto.jurisdiccion == LOCAL else extranjeras.PRIMERAS
        self._de_norma = ABREN_NORMA | nombres.primeras | REMITEN | ajenas
        self._destinos = Destinos(self._f, self._referencias, self._de_norma)
        self._encabezados = Encabezados(self._f)
        self._sueltas = ListasSueltas(self._f)

    def leer(self) -> tuple[Cita, ...]:
        """Las citas, en orden."""
        f, hasta = self._f, 0
        for lugar in range(f.largo):
            if lugar < hasta:
                continue
            forma = f.formas[lugar]
            if forma in _ABREN_GRUPO:
                hasta = self._con_articulos(lugar)
            elif f.numero(lugar):
                hasta = self._desde_cifras(lugar, hasta)
            if forma in self._de_norma and hasta <= lugar:
                hasta = self._sola(lugar)
            elif (
                forma == "transitorias" and f.formas[lugar - 1] == "disposiciones" and f.mayuscula(lugar - 1)
            ):
                self._anotaciones.titular(aparte=f.en_otro_renglon(lugar - 1))
        return tuple(self._anotaciones.citas)

    def _con_articulos(self, lugar: int) -> int:
        """Lee un grupo de artículos y la norma de que son; devuelve dónde seguir."""
        if self._sueltas.es_de_una(lugar):
            return lugar
        grupo = articulos.grupo(self._f, lugar)
        if grupo is None:
            self._sueltas.anotar(lugar)
        if grupo is None or es_de_otra_cosa(self._f, grupo.fin):
            return grupo.fin if grupo else lugar
        destino, fin, serie = self._destinos.de(grupo)
        if grupo.contado and not (destino and destino[0].clave):  # «los dos primeros artículos de la revista»
            return lugar
        if self._encabezados.es(grupo) and not self._encabezados.pegado(grupo, destino):
            self._anotaciones.encabezar(grupo.piezas[0].articulo)
            return grupo.fin
        if grupo.ilegible and not any(norma.resolucion == EXPLICITA for norma in destino):
            return grupo.fin
        self._anotaciones.anotar(grupo, destino, fin, serie)
        return self._continuar(destino, fin) if destino else max(fin, lugar + 1)

    def _desde_cifras(self, lugar: int, desde: int) -> int:
        """Los artículos que empiezan en una cifra.

        «2o. párrafo del artículo 5», «el 26 de las disposiciones transitorias de la Constitución».
        """
        f = self._f
        if f.formas[lugar + 1] in ORDINALES_EN_CIFRAS and f.formas[f.tras(lugar + 2, ".")] in CLASES:
            return max(desde, self._con_articulos(lugar))
        if tras_enlazadas(f, lugar + 1) == lugar + 1:
            return desde
        inicio, tope = lugar, max(desde, lugar - HASTA_LA_NORMA)
        while inicio > tope and (f.numero(inicio - 1) or f.formas[inicio - 1] in _UNEN_CIFRAS):
            inicio -= 1
        grupo = articulos.elidido(f, f.tras(inicio, *_UNEN_CIFRAS))
        if grupo is None or grupo.fin != lugar + 1:
            return desde
        destino, fin, serie = self._destinos.de(grupo)
        if not destino or not destino[0].clave:
            return desde
        self._anotaciones.anotar(grupo, destino, fin, serie)
        return fin

    def _continuar(self, destino: Sequence[Norma], fin: int) -> int:
        """Las citas que siguen con el sustantivo elidido: «…, 12 de la Declaración y 17 del Pacto»."""
        f = self._f
        while destino and destino[0].adelante:
            lugar = f.tras(fin, ",", ";")
            lugar += f.formas[lugar] in CONJUNCIONES
            if lugar == fin or f.formas[lugar] in SUSTANTIVOS:
                break
            grupo = articulos.elidido(f, lugar)
            if grupo is None or not self._destinos.se_dice(grupo):
                break
            previo = destino
            destino, hasta, serie = self._destinos.de(grupo)
            if not destino and serie == TRANSITORIA:  # «… de la Constitución y 7 de sus disposiciones…»
                destino = previo
            if not destino or destino[0].resolucion == SIN_RESOLUCION:
                break
            self._anotaciones.anotar(grupo, destino, hasta, serie)
            fin = hasta
        return fin

    def _sola(self, lugar: int) -> int:
        """Lee normas que se nombran sin artículo delante; quizá lo llevan detrás («Ley X, artículo 5»)."""
        remite = self._f.formas[lugar] in REMITEN
        normas = self._referencias.en(lugar, tras_articulos=remite)
        if not normas:
            return lugar
        if remite and not self._detras(normas[0]):
            self._anotaciones.recordar(normas[0])
            return lugar
        if len(normas) == 1 and normas[0].clave and (grupo := self._detras(normas[0])):
            self._anotaciones.anotar_con_detras(normas[0], grupo)
            return grupo.fin
        self._anotaciones.anotar_solas(normas, lugar)
        return normas[-1].fin

    def _detras(self, norma: Norma) -> Grupo | None:
        return self._destinos.detras(norma, self._encabezados)
