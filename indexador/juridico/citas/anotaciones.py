"""Las citas que se van hallando, y lo que cada una deja dicho para las siguientes."""

from collections.abc import Sequence

from indexador.juridico.citas import clases
from indexador.juridico.citas.antecedentes import Antecedentes
from indexador.juridico.citas.destinos import clase_de, objetivos_de
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.grupos import Grupo
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
from indexador.juridico.citas.herencia import CAMBIAN, HEREDADA, Herencia
from indexador.juridico.citas.lexico import CONJUNCIONES, DETERMINANTES, INTRODUCEN_NORMA
from indexador.juridico.citas.nombres_propios import SUSTANTIVOS_DE_NORMA, quiza_aun_no_es
from indexador.juridico.citas.relaciones import DICEN_RELACION, Relaciones
from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import ANTECEDENTE, ORDINARIA, SIN_RESOLVER, TRANSITORIA, Objetivo

ABREN_NORMA = clases.PRIMERAS | frozenset({
    "ley", "codigo", "reglamento", "convencion", "protocolo", "tratado", "pacto", "estatuto", "declaracion",
    "constitucion",
})  # fmt: skip
"""Las palabras con que empieza una norma, aunque el catálogo no la conozca."""
_AJENA = 0.4
_PROYECTO = "INI"
_HASTA_LO_SIGUIENTE = 8
_LO_SIGUIENTE = frozenset({"siguiente", "siguientes"})
_RELATIVOS = frozenset({"que", "cual", "cuales", "cuyo", "cuya", "cuyos", "cuyas", "donde"})
_CIERRAN_RELATIVA = DICEN_RELACION | {",", ";", ":", "."}
_MAS_RELATIVA = 30
_HEREDABLES = {EXPLICITA, POR_NOMBRE}


class Anotaciones:
    """Guarda las citas de unas fichas, de izquierda a derecha, con la relación que dice el texto.

    Recuerda las normas nombradas, para «dicha ley», y los artículos que esperan la suya.
    """

    def __init__(self, f: Fichas, contexto: Contexto) -> None:
        self._f, self._contexto = f, contexto
        self.citas: list[Cita] = []
        self.antes = Antecedentes(f)
        propia = leer_clave(contexto.documento) if contexto.documento else None
        self._relaciones = Relaciones(
            f, propia.numero if propia else "", proyecto=propia is not None and propia.clase == _PROYECTO
        )
        self._herencia = Herencia(f, self.citas, self.antes, en_una_norma=contexto.documento is not None)
        self._mandada = ""
        """La última norma que el texto manda cambiar."""
        self._hasta = 0
        """La ficha en que acaba la última cita."""
        self._quiza_transitorias = self._en_transitorias = False

    def titular(self, *, aparte: bool) -> None:
        """Se dijo «Disposiciones transitorias»; `aparte`, si abre el renglón y puede titular lo que sigue."""
        self._quiza_transitorias = aparte

    def encabezar(self, articulo: str) -> None:
        """Empieza un artículo. La serie transitoria es la que, tras su título, vuelve a contar desde el 1."""
        self.antes.encabezar(articulo)
        if articulo == "1":
            self._en_transitorias = self._quiza_transitorias
        self._quiza_transitorias = False

    def anotar(self, grupo: Grupo, destino: Sequence[Norma], fin: int, serie: str) -> None:
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
            self.recordar(una)
        if norma.resolucion in _HEREDABLES or not norma.clave:
            self._herencia.dar(norma, grupo.inicio)
        if self.citas[-1].relacion in {"reforma", "adiciona"} and norma.resolucion in _HEREDABLES:
            self.antes.reformar(norma.clave, frozenset(pieza.articulo for pieza in grupo.piezas))

    def anotar_con_detras(self, norma: Norma, grupo: Grupo) -> None:
        """Guarda la de una norma con los artículos que la siguen: «CPRG, artículo 5»."""
        objetivos = tuple(objetivos_de(norma, grupo, TRANSITORIA if grupo.transitoria else ORDINARIA))
        self._guardar(norma.inicio, grupo.fin, objetivos, norma, grupo=grupo)
        self.recordar(norma)

    def anotar_solas(self, normas: Sequence[Norma], lugar: int) -> None:
        """Guarda las de unas normas sin artículos, que se nombran desde ese lugar."""
        f = self._f
        for norma in normas:
            self.recordar(norma)
            if norma.clave and norma.clave == self._contexto.documento:
                continue
            objetivos = (Objetivo(norma.clave),) if norma.clave else ()
            if norma.resolucion == POR_NOMBRE and self._es_generica(norma):
                norma = norma._replace(confianza=min(norma.confianza, EN_MINUSCULA))
            self._guardar(norma.inicio, norma.fin, objetivos, norma)
        if normas[0].resolucion in _HEREDABLES and f.formas[lugar - 1] in INTRODUCEN_NORMA:
            self._herencia.dar(normas[0], normas[0].inicio, sola=True)
        self._de_lo_siguiente(normas[-1])

    def _es_generica(self, norma: Norma) -> bool:
        """Si quizá no es la que se llama así: «la ley de migración interna», «la nueva Ley de…»."""
        f = self._f
        en_minuscula = f.formas[norma.inicio] in SUSTANTIVOS_DE_NORMA and not f.mayuscula(norma.inicio)
        return not norma.sigla and (en_minuscula or quiza_aun_no_es(f, norma.inicio))

    def _sin_norma(self, grupo: Grupo) -> Norma:
        """Un artículo del que no se dice de qué norma es: del propio documento, si lo es de una.

        El que reformó o derogó a otro («Suprimido por artículo 20») no es del documento que lo cuenta.
        """
        f = self._f
        antes = grupo.inicio - 1 - (f.formas[grupo.inicio - 1] in DETERMINANTES)
        if f.formas[antes] == "por" and self._relaciones.antes_de(grupo.inicio).endswith("_por"):
            return Norma("", grupo.inicio, grupo.fin, SIN_RESOLUCION, 0.3)
        if self.antes.anfitriona:
            confianza = HEREDADA if self._contexto.jurisdiccion == LOCAL else _AJENA
            return Norma(self.antes.anfitriona, grupo.inicio, grupo.fin, POR_ANTECEDENTE, confianza)
        manda = self._relaciones.antes_de(grupo.inicio) in CAMBIAN  # ninguna se reforma a sí misma
        if self._contexto.documento and not (manda and self._herencia.habra_norma(grupo, ABREN_NORMA)):
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
        relacion = self._relacion(inicio, fin, norma)
        self._hasta = fin
        self.citas.append(
            Cita(
                literal=f.texto[desde:hasta],
                inicio=desde,
                fin=hasta,
                objetivos=objetivos,
                clase=clase_de(norma, grupo),
                relacion=relacion,
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
        de_la_lista = norma.resolucion == POR_ANTECEDENTE and norma.clave == self.antes.anfitriona
        ya_mandada = bool(norma.clave) and norma.clave == self._mandada
        dicha = self._relaciones.antes_de(inicio, ya_mandada=ya_mandada)
        if dicha in CAMBIAN and self._la_cuenta_la_anterior(inicio):
            return ""
        if dicha in CAMBIAN and norma.clave:
            self._mandada = norma.clave
        return dicha or (self.antes.relacion if de_la_lista else "")

    def _la_cuenta_la_anterior(self, inicio: int) -> bool:
        """Si está en lo que se dice de la cita anterior, y no en la orden.

        «Se deroga el artículo 5, que remite al artículo 8»: el 8 no se deroga.
        """
        f = self._f
        desde = f.tras(self._hasta, ",")
        desde += f.formas[desde] in DETERMINANTES
        if f.formas[desde] not in _RELATIVOS or not 0 < inicio - desde <= _MAS_RELATIVA:
            return False
        entre = f.formas[desde:inicio]
        antes = inicio - 1 - (f.formas[inicio - 1] in DETERMINANTES)
        return f.formas[antes] not in CONJUNCIONES and _CIERRAN_RELATIVA.isdisjoint(entre)

    def _de_lo_siguiente(self, norma: Norma) -> None:
        """Lo que sigue es de ella: «Se deroga, del Decreto 95-98, lo siguiente: a) … los artículos 1 y 2».

        También «los siguientes artículos del Decreto 95-98: …».
        """
        if norma.resolucion not in _HEREDABLES or not self.citas:
            return
        f = self._f
        siguen = f.formas[norma.fin : norma.fin + _HASTA_LO_SIGUIENTE]
        antes = f.formas[max(0, norma.inicio - _HASTA_LO_SIGUIENTE) : norma.inicio]
        anuncia = _LO_SIGUIENTE & set(siguen) or (siguen[0] == ":" and _LO_SIGUIENTE & set(antes))
        if self.citas[-1].relacion in CAMBIAN and anuncia:
            self.antes.reformar(norma.clave, frozenset(), self.citas[-1].relacion)

    def recordar(self, norma: Norma) -> None:
        """Se nombró una norma, con o sin cita: «para los fines de esta Ley, el artículo 8 de la misma»."""
        ajena = norma.clave.startswith("EX-") or norma.clave in {SIN_RESOLVER, ANTECEDENTE}
        clave = "" if ajena else norma.clave
        if clave or self._f.formas[norma.inicio] in ABREN_NORMA:
            propia = norma.resolucion not in _HEREDABLES and clave in self._propias()
            self.antes.nombrar(clave, norma.inicio, norma.fin, propia=propia)

    def _propias(self) -> set[str]:
        """Las que el texto llama «esta Ley»."""
        return {self._contexto.documento or "", self.antes.anfitriona} - {""}
