"""El recorrido: de izquierda a derecha, una sola vez, reuniendo artículos con la norma de que son."""

from collections.abc import Sequence

from indexador.juridico.citas import articulos, clases, extranjeras
from indexador.juridico.citas.antecedentes import Antecedentes
from indexador.juridico.citas.articulos import Grupo
from indexador.juridico.citas.colas import es_de_otra_cosa
from indexador.juridico.citas.destinos import Destinos, clase_de, objetivos_de
from indexador.juridico.citas.encabezados import Encabezados
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.hallazgo import (
    EN_MINUSCULA,
    EXPLICITA,
    INTERNA,
    LOCAL,
    POR_ANTECEDENTE,
    POR_NOMBRE,
    SIN_RESOLUCION,
    Cita,
    Contexto,
    Norma,
)
from indexador.juridico.citas.herencia import CAMBIAN, HASTA_LA_NORMA, HEREDADA, Herencia
from indexador.juridico.citas.lexico import CONJUNCIONES, DE, DETERMINANTES, SUSTANTIVOS, enderezar
from indexador.juridico.citas.nombres import Nombres
from indexador.juridico.citas.nombres_propios import SUSTANTIVOS_DE_NORMA, quiza_aun_no_es
from indexador.juridico.citas.referencias import Referencias
from indexador.juridico.citas.relaciones import Relaciones
from indexador.juridico.citas.remisiones import REMITEN
from indexador.juridico.citas.subdivisiones import CLASES, ORDINALES_EN_CIFRAS
from indexador.juridico.citas.transitorias import tras_enlazadas
from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import ORDINARIA, SIN_RESOLVER, TRANSITORIA, Objetivo

_ABREN_GRUPO = (
    SUSTANTIVOS
    | frozenset(CLASES)
    | frozenset(
        {
            "primer",
            "segundo",
            "tercer",
            "cuarto",
            "quinto",
            "sexto",
            "ultimo",
            "penultimo",
            "primero",
            "septimo",
        }
    )
    | frozenset({"octavo", "noveno", "decimo"})
)
_ABREN_NORMA = clases.PRIMERAS | frozenset({
    "ley", "codigo", "reglamento", "convencion", "protocolo", "tratado", "pacto", "estatuto", "declaracion",
    "constitucion",
})  # fmt: skip
_UNEN_CIFRAS = (",", "y")
_AJENA = 0.4
_PROYECTO = "INI"
_HASTA_LO_SIGUIENTE = 8
_LO_SIGUIENTE = frozenset({"siguiente", "siguientes"})
_HEREDABLES = {EXPLICITA, POR_NOMBRE}


class Lector:
    """Las citas de un texto."""

    def __init__(self, texto: str, contexto: Contexto, nombres: Nombres) -> None:
        self._f = Fichas(texto)
        enderezar(self._f)
        self._contexto = contexto
        self._antes = Antecedentes()
        propia = leer_clave(contexto.documento) if contexto.documento else None
        self._relaciones = Relaciones(
            self._f,
            propia.numero if propia else "",
            proyecto=propia is not None and propia.clase == _PROYECTO,
        )
        self._referencias = Referencias(self._f, contexto, nombres, self._antes)
        ajenas = frozenset[str]() if contexto.jurisdiccion == LOCAL else extranjeras.PRIMERAS
        self._de_norma = _ABREN_NORMA | nombres.primeras | REMITEN | ajenas
        self._destinos = Destinos(self._f, self._referencias, self._de_norma)
        self._encabezados = Encabezados(self._f)
        self._citas: list[Cita] = []
        self._mandada = ""
        """La última norma que el texto manda cambiar."""
        self._herencia = Herencia(
            self._f, self._citas, self._antes, en_una_norma=contexto.documento is not None
        )
        self._quiza_transitorias = self._en_transitorias = False

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
                self._quiza_transitorias = f.en_otro_renglon(lugar - 1)
        return tuple(self._citas)

    def _con_articulos(self, lugar: int) -> int:
        """Lee un grupo de artículos y la norma de que son; devuelve dónde seguir."""
        grupo = articulos.grupo(self._f, lugar)
        if grupo is None or es_de_otra_cosa(self._f, grupo.fin):
            return grupo.fin if grupo else lugar
        destino, fin, serie = self._destinos.de(grupo)
        if self._encabezados.es(grupo) and not self._encabezados.pegado(grupo, destino):
            self._encabezar(grupo.piezas[0].articulo)
            return grupo.fin
        if grupo.ilegible and not any(norma.resolucion == EXPLICITA for norma in destino):
            return grupo.fin
        self._anotar(grupo, destino, fin, serie)
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
        self._anotar(grupo, destino, fin, serie)
        return fin

    def _encabezar(self, articulo: str) -> None:
        """Empieza un artículo. La serie transitoria es la que, tras su título, vuelve a contar desde el 1."""
        self._antes.encabezar(articulo)
        if articulo == "1":
            self._en_transitorias = self._quiza_transitorias
        self._quiza_transitorias = False

    def _anotar(self, grupo: Grupo, destino: Sequence[Norma], fin: int, serie: str) -> None:
        """Guarda la cita de unos artículos."""
        normas = destino or (self._sin_norma(grupo),)
        norma = normas[0]
        if grupo.relativo and not destino:
            relativos = grupo.relativos or (grupo.relativo,)
            normas = tuple(Norma(uno, grupo.inicio, fin, INTERNA, 0.8) for uno in relativos)
            norma = normas[0]
        if not destino and self._en_transitorias:
            serie = TRANSITORIA
        objetivos = tuple(o for una in normas if una.clave for o in objetivos_de(una, grupo, serie))
        self._guardar(grupo.inicio, fin, objetivos, norma, grupo=grupo)
        if not destino:
            if not grupo.relativo:
                self._herencia.esperar(fin, grupo)
            return
        for una in normas:
            self._recordar(una)
        if norma.resolucion in _HEREDABLES or not norma.clave:
            self._herencia.dar(norma, grupo.inicio)
        if self._citas[-1].relacion in {"reforma", "adiciona"} and norma.resolucion in _HEREDABLES:
            self._antes.reformar(norma.clave, frozenset(pieza.articulo for pieza in grupo.piezas))

    def _sin_norma(self, grupo: Grupo) -> Norma:
        """Un artículo del que no se dice de qué norma es: del propio documento, si lo es de una.

        El que reformó o derogó a otro («Suprimido por artículo 20») no es del documento que lo cuenta.
        """
        f = self._f
        antes = grupo.inicio - 1 - (f.formas[grupo.inicio - 1] in DETERMINANTES)
        if f.formas[antes] == "por" and self._relaciones.antes_de(grupo.inicio).endswith("_por"):
            return Norma("", grupo.inicio, grupo.fin, SIN_RESOLUCION, 0.3)
        if self._antes.anfitriona:
            confianza = HEREDADA if self._contexto.jurisdiccion == LOCAL else _AJENA
            return Norma(self._antes.anfitriona, grupo.inicio, grupo.fin, POR_ANTECEDENTE, confianza)
        manda = self._relaciones.antes_de(grupo.inicio) in CAMBIAN  # ninguna se reforma a sí misma
        if self._contexto.documento and not (manda and self._herencia.habra_norma(grupo, _ABREN_NORMA)):
            return Norma(self._contexto.documento, grupo.inicio, grupo.fin, INTERNA, 0.75)
        return Norma("", grupo.inicio, grupo.fin, SIN_RESOLUCION, 0.3)

    def _guardar(
        self, inicio: int, fin: int, objetivos: tuple[Objetivo, ...], norma: Norma, grupo: Grupo | None = None
    ) -> None:
        f = self._f
        desde, hasta = f.inicios[inicio], f.fines[fin - 1]
        confianza = norma.confianza
        if grupo is not None and (grupo.conflicto or grupo.ilegible):
            confianza = min(confianza, 0.6)
        self._citas.append(
            Cita(
                literal=f.texto[desde:hasta],
                inicio=desde,
                fin=hasta,
                objetivos=objetivos,
                clase=clase_de(norma, grupo),
                relacion=self._relacion(inicio, fin, norma),
                resolucion=norma.resolucion,
                confianza=round(confianza, 2),
                conflicto=norma.conflicto or (grupo is not None and grupo.conflicto),
                abierta=grupo is not None and grupo.abierta,
            )
        )

    def _relacion(self, inicio: int, fin: int, norma: Norma) -> str:
        """La que dice el verbo, o la orden que enumera los artículos; ninguna en el renglón de un índice."""
        f = self._f
        if f.formas[fin] in {".", "…"} and f.formas[fin + 1] == f.formas[fin]:
            return ""
        de_la_lista = norma.resolucion == POR_ANTECEDENTE and norma.clave == self._antes.anfitriona
        ya_mandada = bool(norma.clave) and norma.clave == self._mandada
        dicha = self._relaciones.antes_de(inicio, ya_mandada=ya_mandada)
        if dicha in CAMBIAN and norma.clave:
            self._mandada = norma.clave
        return dicha or (self._antes.relacion if de_la_lista else "")

    def _continuar(self, destino: Sequence[Norma], fin: int) -> int:
        """Las citas que siguen con el sustantivo elidido: «…, 12 de la Declaración y 17 del Pacto»."""
        f = self._f
        while destino and destino[0].adelante:
            lugar = f.tras(fin, ",", ";")
            lugar += f.formas[lugar] in CONJUNCIONES
            if lugar == fin or f.formas[lugar] in SUSTANTIVOS:
                break
            grupo = articulos.elidido(f, lugar)
            if grupo is None or f.formas[f.tras(grupo.fin, ",")] not in DE:
                break
            previo = destino
            destino, hasta, serie = self._destinos.de(grupo)
            if not destino and serie == TRANSITORIA:  # «… de la Constitución y 7 de sus disposiciones…»
                destino = previo
            if not destino or destino[0].resolucion == SIN_RESOLUCION:
                break
            self._anotar(grupo, destino, hasta, serie)
            fin = hasta
        return fin

    def _sola(self, lugar: int) -> int:
        """Lee normas que se nombran sin artículo delante; quizá lo llevan detrás («Ley X, artículo 5»)."""
        f = self._f
        normas = self._referencias.en(lugar, tras_articulos=self._f.formas[lugar] in REMITEN)
        if not normas or (self._f.formas[lugar] in REMITEN and not self._detras(normas[0])):
            return lugar
        if len(normas) == 1 and normas[0].clave and (grupo := self._detras(normas[0])):
            norma = normas[0]
            objetivos = tuple(objetivos_de(norma, grupo, TRANSITORIA if grupo.transitoria else ORDINARIA))
            self._guardar(norma.inicio, grupo.fin, objetivos, norma, grupo=grupo)
            self._recordar(norma)
            return grupo.fin
        for norma in normas:
            self._recordar(norma)
            if norma.clave and norma.clave == self._contexto.documento:
                continue
            objetivos = (Objetivo(norma.clave),) if norma.clave else ()
            generica = f.formas[norma.inicio] in SUSTANTIVOS_DE_NORMA and not f.mayuscula(norma.inicio)
            generica = generica or quiza_aun_no_es(f, norma.inicio)
            if norma.resolucion == POR_NOMBRE and generica:
                norma = norma._replace(confianza=min(norma.confianza, EN_MINUSCULA))
            self._guardar(norma.inicio, norma.fin, objetivos, norma)
        if normas[0].resolucion in _HEREDABLES and self._f.formas[lugar - 1] in DE | DETERMINANTES | {"al"}:
            self._herencia.dar(normas[0], normas[0].inicio, sola=True)
        self._de_lo_siguiente(normas[-1])
        return normas[-1].fin

    def _de_lo_siguiente(self, norma: Norma) -> None:
        """«Se deroga, del Decreto 95-98, lo siguiente: a) … los artículos 1 y 2»: lo que sigue es de él."""
        if norma.resolucion not in _HEREDABLES or not self._citas:
            return
        siguen = self._f.formas[norma.fin : norma.fin + _HASTA_LO_SIGUIENTE]
        if self._citas[-1].relacion in CAMBIAN and _LO_SIGUIENTE & set(siguen):
            self._antes.reformar(norma.clave, frozenset(), self._citas[-1].relacion)

    def _detras(self, norma: Norma) -> Grupo | None:
        return self._destinos.detras(norma, self._encabezados)

    def _recordar(self, norma: Norma) -> None:
        if norma.resolucion in _HEREDABLES and norma.clave and norma.clave != SIN_RESOLVER:
            nombrada = (
                self._f.formas[norma.inicio] == "codigo"
                or "codigo" in self._f.formas[norma.inicio : norma.fin]
            )
            self._antes.citar(norma.clave, como_codigo=nombrada)
