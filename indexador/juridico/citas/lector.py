"""El recorrido: de izquierda a derecha, una sola vez, reuniendo artículos con la norma de que son."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from indexador.juridico.citas import articulos, clases, extranjeras
from indexador.juridico.citas.antecedentes import Antecedentes
from indexador.juridico.citas.articulos import Grupo
from indexador.juridico.citas.destinos import Destinos, clase_de, objetivos_de
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.hallazgo import (
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
from indexador.juridico.citas.lexico import CONJUNCIONES, DE, DETERMINANTES, SUSTANTIVOS, enderezar
from indexador.juridico.citas.nombres import Nombres
from indexador.juridico.citas.referencias import Referencias
from indexador.juridico.citas.relaciones import Relaciones
from indexador.juridico.citas.remisiones import REMITEN
from indexador.juridico.citas.subdivisiones import CLASES
from indexador.juridico.encabezados_de_articulo import candidatos
from indexador.juridico.objetivos import ORDINARIA, SIN_RESOLVER, TRANSITORIA, Objetivo

_ABREN_GRUPO = (
    SUSTANTIVOS
    | frozenset(CLASES)
    | frozenset({"primer", "segundo", "tercer", "cuarto", "quinto", "sexto", "ultimo", "primero", "septimo"})
    | frozenset({"octavo", "noveno", "decimo"})
)
_ABREN_NORMA = clases.PRIMERAS | frozenset({
    "ley", "codigo", "reglamento", "convencion", "protocolo", "tratado", "pacto", "estatuto", "declaracion",
    "constitucion",
})  # fmt: skip
_EN_SU = frozenset({"su", "sus"})
_CLAUSULA = frozenset({",", ";", ":", "."})
_HASTA_LA_NORMA = 30
_HEREDADA, _AJENA = 0.6, 0.4
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
        self._relaciones = Relaciones(self._f)
        self._referencias = Referencias(self._f, contexto, nombres, self._antes)
        ajenas = frozenset[str]() if contexto.jurisdiccion == LOCAL else extranjeras.PRIMERAS
        self._de_norma = _ABREN_NORMA | nombres.primeras | REMITEN | ajenas
        self._destinos = Destinos(self._f, self._referencias, self._de_norma)
        self._encabezados = self._donde_encabeza(texto)
        self._citas: list[Cita] = []
        self._sueltas: list[tuple[int, int, Grupo]] = []
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
            if forma in self._de_norma and hasta <= lugar:
                hasta = self._sola(lugar)
            elif (
                forma == "transitorias" and f.formas[lugar - 1] == "disposiciones" and f.mayuscula(lugar - 1)
            ):
                self._quiza_transitorias = f.en_otro_renglon(lugar - 1)
        return tuple(self._citas)

    def _donde_encabeza(self, texto: str) -> frozenset[int]:
        """Las fichas «Artículo» que encabezan uno."""
        f = self._f
        fichas = [lugar for lugar in range(f.largo) if f.formas[lugar] in SUSTANTIVOS]
        inicios = [f.inicios[lugar] for lugar in fichas]
        lugares = (bisect_left(inicios, uno.inicio) for uno in candidatos(texto))
        return frozenset(fichas[lugar] for lugar in lugares if lugar < len(fichas))

    def _con_articulos(self, lugar: int) -> int:
        """Lee un grupo de artículos y la norma de que son; devuelve dónde seguir."""
        grupo = articulos.grupo(self._f, lugar)
        if grupo is None:
            return lugar
        destino, fin, serie = self._destinos.de(grupo)
        if self._encabeza(grupo) and not self._pegado(grupo, destino):
            self._encabezar(grupo.piezas[0].articulo)
            return grupo.fin
        if grupo.ilegible and not any(norma.resolucion == EXPLICITA for norma in destino):
            return grupo.fin
        self._anotar(grupo, destino, fin, serie)
        return self._continuar(destino, fin) if destino else max(fin, lugar + 1)

    def _encabezar(self, articulo: str) -> None:
        """Empieza un artículo. La serie transitoria es la que, tras su título, vuelve a contar desde el 1."""
        self._antes.encabezar(articulo)
        if articulo == "1":
            self._en_transitorias = self._quiza_transitorias
        self._quiza_transitorias = False

    def _pegado(self, grupo: Grupo, destino: Sequence[Norma]) -> bool:
        """Si nada cierra el número: «ARTÍCULO 112 DE LA LEY…» cita, «Artículo 112. De la ley» encabeza."""
        f = self._f
        if not destino or f.formas[grupo.fin - 1] == "." or f.formas[grupo.fin] in {".", ":", "-"}:
            return False
        unido = f.formas[grupo.fin] in DE or destino[0].resolucion == EXPLICITA
        return unido or grupo.sustantivo not in self._encabezados

    def _encabeza(self, grupo: Grupo) -> bool:
        f, lugar = self._f, grupo.sustantivo
        if lugar != grupo.inicio or len(grupo.piezas) != 1:
            return False
        if lugar in self._encabezados:
            return True
        if not f.mayuscula(lugar):
            return False
        mota = len(f.formas[lugar - 1]) == 1 and lugar > 0 and f.en_otro_renglon(lugar - 1)
        empieza = f.en_otro_renglon(lugar) or mota
        cierre = f.formas[grupo.fin - 1] == "." or f.formas[grupo.fin] in {".", ":", "-"}
        tras = f.tras(grupo.fin, ".", "-", ":")
        sigue = f.mayuscula(tras) or f.formas[tras] in {"", '"'}
        abre = empieza or f.formas[lugar - 1] in {'"', ":", "."}
        return sigue and ((abre and cierre) or empieza)

    def _anotar(self, grupo: Grupo, destino: Sequence[Norma], fin: int, serie: str) -> None:
        """Guarda la cita de unos artículos."""
        normas = destino or (self._sin_norma(grupo),)
        norma = normas[0]
        if grupo.relativo and not destino:
            norma = Norma(grupo.relativo, grupo.inicio, fin, INTERNA, 0.8)
            normas = (norma,)
        if not destino and self._en_transitorias:
            serie = TRANSITORIA
        objetivos = tuple(o for una in normas if una.clave for o in objetivos_de(una, grupo, serie))
        self._guardar(grupo.inicio, fin, objetivos, norma, grupo=grupo)
        if not destino:
            if not grupo.relativo:
                self._sueltas.append((len(self._citas) - 1, fin, grupo))
            return
        for una in normas:
            self._recordar(una)
        if norma.resolucion in _HEREDABLES or not norma.clave:
            self._heredar(norma, grupo.inicio)
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
            confianza = _HEREDADA if self._contexto.jurisdiccion == LOCAL else _AJENA
            return Norma(self._antes.anfitriona, grupo.inicio, grupo.fin, POR_ANTECEDENTE, confianza)
        if self._contexto.documento:
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
                relacion=self._relaciones.antes_de(inicio),
                resolucion=norma.resolucion,
                confianza=round(confianza, 2),
                conflicto=norma.conflicto or (grupo is not None and grupo.conflicto),
                abierta=grupo is not None and grupo.abierta,
            )
        )

    def _heredar(self, norma: Norma, inicio: int) -> None:
        """Da la norma a los artículos sueltos de la misma cláusula.

        «el artículo 33 Ter a … del artículo 2 de la».
        """
        f = self._f
        for lugar, fin, grupo in self._sueltas:
            entre = f.formas[fin:inicio]
            cortes = _CLAUSULA if self._contexto.documento else _CLAUSULA - {","}
            if len(entre) > _HASTA_LA_NORMA or not cortes.isdisjoint(entre):
                continue
            objetivos = tuple(objetivos_de(norma, grupo, ORDINARIA)) if norma.clave else ()
            self._citas[lugar] = replace(
                self._citas[lugar],
                objetivos=objetivos,
                clase="norma_y_articulo" if objetivos else "norma",
                resolucion=norma.resolucion,
                confianza=min(_HEREDADA, norma.confianza),
            )
        self._sueltas.clear()

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
            destino, hasta, serie = self._destinos.de(grupo)
            if not destino or destino[0].resolucion == SIN_RESOLUCION:
                break
            self._anotar(grupo, destino, hasta, serie)
            fin = hasta
        return fin

    def _sola(self, lugar: int) -> int:
        """Lee normas que se nombran sin artículo delante; quizá lo llevan detrás («Ley X, artículo 5»)."""
        normas = self._referencias.en(lugar, tras_articulos=self._f.formas[lugar] in REMITEN)
        if not normas or (self._f.formas[lugar] in REMITEN and not self._artos_detras(normas[0].fin)):
            return lugar
        if len(normas) == 1 and (grupo := self._artos_detras(normas[0].fin)) and normas[0].clave:
            norma = normas[0]
            objetivos = tuple(objetivos_de(norma, grupo, ORDINARIA))
            self._guardar(norma.inicio, grupo.fin, objetivos, norma, grupo=grupo)
            self._recordar(norma)
            return grupo.fin
        for norma in normas:
            self._recordar(norma)
            if norma.clave and norma.clave == self._contexto.documento:
                continue
            objetivos = (Objetivo(norma.clave),) if norma.clave else ()
            self._guardar(norma.inicio, norma.fin, objetivos, norma)
        self._de_lo_siguiente(normas[-1])
        return normas[-1].fin

    def _de_lo_siguiente(self, norma: Norma) -> None:
        """«Se deroga, del Decreto 95-98, lo siguiente: a) … los artículos 1 y 2»: lo que sigue es de él."""
        if norma.resolucion not in _HEREDABLES or not self._citas:
            return
        siguen = self._f.formas[norma.fin : norma.fin + _HASTA_LO_SIGUIENTE]
        if self._citas[-1].relacion in {"reforma", "adiciona", "deroga"} and _LO_SIGUIENTE & set(siguen):
            self._antes.reformar(norma.clave, frozenset())

    def _artos_detras(self, fin: int) -> Grupo | None:
        """Los artículos tras el nombre de la norma, si no son de otra."""
        f = self._f
        lugar = f.tras(fin, ",", "(", ":")
        if f.formas[lugar] == "en" and f.formas[lugar + 1] in _EN_SU:
            lugar += 2
        if f.formas[lugar] not in SUSTANTIVOS or (f.mayuscula(lugar) and f.en_otro_renglon(lugar)):
            return None
        grupo = articulos.grupo(f, lugar)
        if grupo is None or grupo.ilegible or grupo.relativo or self._encabeza(grupo):
            return None
        destino, _, _ = self._destinos.de(grupo, con_enlace=True)
        return None if destino else grupo

    def _recordar(self, norma: Norma) -> None:
        if norma.resolucion in _HEREDABLES and norma.clave and norma.clave != SIN_RESOLVER:
            nombrada = (
                self._f.formas[norma.inicio] == "codigo"
                or "codigo" in self._f.formas[norma.inicio : norma.fin]
            )
            self._antes.citar(norma.clave, como_codigo=nombrada)
