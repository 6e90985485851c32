"""Qué documentos responden a una consulta y qué de ella puntúa.

Por omisión, los que tienen TODAS las palabras y las normas cuyo número se citó. Si no hay ninguno, se corrige
lo mal escrito y, si tampoco, basta alguna. Una consulta larga (una cita copiada de un texto, una oración)
rara vez está entera en el documento que quiere: basta que tenga casi todo su peso. Los operadores escritos
se obedecen siempre al pie de la letra.
"""

from dataclasses import dataclass, replace

import numpy as np

from indexador.consulta import CON_ALGUNA, Aviso
from indexador.lengua import Termino, analizar
from indexador.lengua.giros import Giro, separar_giro
from indexador.lengua.preguntas import sin_pregunta
from indexador.motor import cumplimiento
from indexador.motor.ampliacion import BuscadorAmpliado, ampliar_con_prefijo, ampliar_siglas
from indexador.motor.articulo_nombrado import ampliar_abreviado
from indexador.motor.correccion import Correccion, corregir
from indexador.motor.enmiendas import con_valores_conocidos
from indexador.motor.equivalentes import ampliar_equivalentes
from indexador.motor.evidencia import Buscador
from indexador.motor.lexico import limpiar
from indexador.motor.nodos import (
    Alguna,
    Frase,
    Hoja,
    Nodo,
    Palabra,
    Todas,
    hojas_afirmadas,
    relajada,
    solo_de_texto,
)
from indexador.motor.normas_citadas import Cita, normas_citadas
from indexador.motor.puntaje import rareza
from indexador.motor.sintaxis import Interpretacion, interpretar
from indexador.motor.tipos import Enteros, Mascara, Reales

PALABRAS_DE_CONSULTA_LARGA = 6
"""Palabras no vacías desde las que una consulta se toma por una cita o una oración."""
PARTE_DE_CONSULTA_LARGA = 0.6
"""La parte del peso de una consulta larga que basta tener."""
_SIN_COMILLAS = {ord(signo): " " for signo in '"“”„«»'}
_CASI_TODAS = "La consulta es larga. Se muestran también los documentos que tienen casi todas sus palabras."


@dataclass(frozen=True, slots=True)
class Plan:
    """Una consulta entendida contra lo que hay: quién la cumple, qué puntúa y qué se le dice al lector.

    `frases` puntúan sin exigirse. Es `completo` si algo cumple la consulta entera o lleva un número que cita.
    """

    entendida: Interpretacion
    texto: str
    terminos: tuple[Termino, ...]
    cumplen: Mascara
    completo: bool
    citas: tuple[Cita, ...] = ()
    frases: tuple[Frase, ...] = ()
    sugerencia: str | None = None

    @property
    def hojas(self) -> tuple[Hoja, ...]:
        """Lo que puntúa, en el orden en que se escribió."""
        return hojas_afirmadas(self.entendida.nodo)

    def con_aviso(self, mensaje: str, parte: str = "") -> "Plan":
        """El mismo plan, que además dice algo al lector."""
        avisos = (*self.entendida.avisos, Aviso(mensaje, parte))
        return replace(self, entendida=replace(self.entendida, avisos=avisos))


def planear(texto: str, buscador: BuscadorAmpliado, *, corregir_: bool) -> Plan:
    """El plan de una consulta: de lo escrito o, si nada lo cumple entero, de lo corregido o de algo menos.

    Sólo se cambian las palabras que nadie tiene, y si con el cambio algún documento tiene más de lo buscado.
    """
    if corregir_ and (pedido := _de_un_giro(texto, buscador)) is not None:
        return pedido
    plan = _plan(texto, buscador, tal_cual=not corregir_)
    if plan.completo or not corregir_:
        return plan
    correccion = corregir(limpiar(texto), plan.hojas, buscador, buscador.tesauro)
    if correccion is not None:
        corregido = _corregido(correccion, texto, buscador)
        if corregido.completo:
            return corregido
        relajado = _relajado(corregido, buscador)
        tenidas = _tenidas(relajado, buscador)[relajado.cumplen].max(initial=0)
        if tenidas > _tenidas(plan, buscador).max(initial=0):
            return relajado
    return plan if plan.cumplen.any() else _relajado(plan, buscador)


def _de_un_giro(texto: str, buscador: BuscadorAmpliado) -> Plan | None:
    """El plan de la materia y la clase de documentos que pide un giro, si algo lo cumple."""
    giro = separar_giro(limpiar(texto))
    if giro is None:
        return None
    plan = _plan(texto, buscador, giro=giro)
    if not plan.completo:
        plan = _relajado(plan, buscador)
    return plan if plan.cumplen.any() else None


def _tenidas(plan: Plan, buscador: Buscador) -> Enteros:
    """Cuántas hojas de la consulta tiene cada documento visible."""
    tenidas = np.zeros(buscador.vista.documentos, np.int64)
    for hoja in plan.hojas:
        tenidas += buscador.evidencia(hoja).documentos
    return tenidas


def _corregido(correccion: Correccion, texto: str, buscador: BuscadorAmpliado) -> Plan:
    dichos = ", ".join(f"«{escrita}» por «{propuesta}»" for escrita, propuesta in correccion.cambios)
    plan = replace(_plan(correccion.texto, buscador), sugerencia=correccion.texto)
    return plan.con_aviso(f"Nada tiene lo que escribió. Se cambió {dichos}.", texto)


def _plan(
    texto: str, buscador: BuscadorAmpliado, *, tal_cual: bool = False, giro: Giro | None = None
) -> Plan:
    """El plan de un texto sin corregirlo ni relajarlo. Véase `interpretar`."""
    limpio = sin_pregunta(giro.resto if giro is not None else limpiar(texto))
    terminos = tuple(analizar(limpio))
    interpretada = interpretar(texto, tal_cual=tal_cual, giro=giro)
    # De los tipos que pide un giro basta que haya alguno: no son valores que alguien escribiera.
    conocida = interpretada if giro is not None else con_valores_conocidos(interpretada, buscador)
    entendida, frases = _ablandada(conocida, limpio)
    ampliar_siglas(hojas_afirmadas(entendida.nodo), limpio, terminos, buscador)
    ampliar_con_prefijo(hojas_afirmadas(entendida.nodo), buscador)
    ampliar_abreviado(hojas_afirmadas(entendida.nodo), limpio, buscador)
    ampliar_equivalentes(hojas_afirmadas(entendida.nodo), buscador.tesauro, buscador)
    cumplen = cumplimiento.documentos(entendida.nodo, buscador)
    plan = Plan(entendida, limpio, terminos, cumplen, completo=bool(cumplen.any()), frases=frases)
    if entendida.exigente or not _es_de_texto(entendida.nodo):
        return plan
    plan = _con_citas(plan, buscador)
    return _con_casi_todo(plan, buscador) if _es_larga(entendida.nodo) else plan


def _ablandada(entendida: Interpretacion, limpio: str) -> tuple[Interpretacion, tuple[Frase, ...]]:
    """Sin paréntesis que sobran; y, si es larga, con sus frases como palabras sueltas, y aparte las frases.

    En «R.M. 194-2010 (Aprueban “Protocolo para…”)» las comillas son del título y no de quien busca.
    """
    entendida = replace(entendida, nodo=_aplanado(entendida.nodo))
    hojas = hojas_afirmadas(entendida.nodo)
    frases = tuple(hoja for hoja in hojas if isinstance(hoja, Frase))
    if entendida.exigente or not frases or len(hojas) == 1 or not _es_larga(entendida.nodo):
        return entendida, ()
    suelta = interpretar(limpio.translate(_SIN_COMILLAS))
    return replace(entendida, nodo=_aplanado(suelta.nodo)), frases


def _aplanado(nodo: Nodo) -> Nodo:
    """Sin conjunciones dentro de conjunciones: unos paréntesis con sólo palabras no cambian nada."""
    if not isinstance(nodo, Todas):
        return nodo
    partes: list[Nodo] = []
    for parte in map(_aplanado, nodo.partes):
        partes += parte.partes if isinstance(parte, Todas) else [parte]
    return Todas(tuple(partes))


def _con_citas(plan: Plan, buscador: Buscador) -> Plan:
    """Con las normas citadas entre los que cumplen, tengan o no el resto de lo escrito."""
    citas = normas_citadas(plan.terminos, buscador)
    cumplen = plan.cumplen.copy()
    for cita in citas:
        cumplen[cita.documentos] = True
    return replace(plan, cumplen=cumplen, citas=citas, completo=plan.completo or bool(citas))


def _con_casi_todo(plan: Plan, buscador: Buscador) -> Plan:
    """Con los que tienen casi todo el peso de la consulta."""
    casi = buscador.visibles & (peso_hallado(plan.hojas, buscador) >= PARTE_DE_CONSULTA_LARGA)
    if not (casi & ~plan.cumplen).any():
        return plan
    entendida = replace(plan.entendida, nodo=Alguna(plan.hojas))
    return replace(plan, entendida=entendida, cumplen=plan.cumplen | casi).con_aviso(_CASI_TODAS)


def _relajado(plan: Plan, buscador: Buscador) -> Plan:
    """Con los que tienen alguna de las palabras, si los hay."""
    menos = None if plan.entendida.exigente else relajada(plan.entendida.nodo)
    if menos is None:
        return plan
    cumplen = cumplimiento.documentos(menos, buscador)
    if not cumplen.any():
        return plan
    return replace(plan, entendida=replace(plan.entendida, nodo=menos), cumplen=cumplen).con_aviso(CON_ALGUNA)


def peso_hallado(hojas: tuple[Hoja, ...], buscador: Buscador) -> Reales:
    """De 0 a 1, qué parte del peso de lo buscado tiene cada documento. Lo que nadie tiene no cuenta."""
    publicos = int(np.count_nonzero(buscador.publicos))
    hallado, buscado = np.zeros(buscador.vista.documentos), 0.0
    for hoja in hojas:
        evidencia = buscador.evidencia(hoja)
        if evidencia.frecuencia:
            idf = rareza(evidencia.frecuencia, publicos)
            hallado += idf * evidencia.documentos
            buscado += idf
    return hallado / buscado if buscado else hallado


def _es_de_texto(nodo: Nodo) -> bool:
    return isinstance(nodo, Palabra) or solo_de_texto(nodo)


def _es_larga(nodo: Nodo) -> bool:
    hojas = hojas_afirmadas(nodo)
    palabras = sum(len(hoja.formas) if isinstance(hoja, Frase) else 1 for hoja in hojas)
    return solo_de_texto(nodo) and palabras >= PALABRAS_DE_CONSULTA_LARGA
