"""El puntaje final de una consulta: el de sus palabras y lo que se premia además de tenerlas."""

import numpy as np

from indexador.motor.cercania import Pedidas, cercania
from indexador.motor.columnas import clave_de_titulo
from indexador.motor.esquema import TEXTO, TITULO
from indexador.motor.evidencia import Buscador
from indexador.motor.nodos import EN_TODO, Alguna, Frase, Palabra, solo_de_texto
from indexador.motor.planes import Plan, peso_hallado
from indexador.motor.puntaje import Pesos, Puntajes, Puntuador, rareza
from indexador.motor.tipos import Mascara, Reales

MINIMO_DE_FRASE, MAXIMO_DE_FRASE = 4, 16
"""Entre cuántas palabras se mira si un documento las dice seguidas."""
PRECISION = 6
"""Decimales de un puntaje: más allá no hay más que ruido de coma flotante."""
CANDIDATOS = 100
"""Documentos, de los de más puntaje, en que se mira si las palabras están cerca."""
MAXIMO_DE_PALABRAS_CERCANAS = 12
_PARTE_DE_OTRA_CITA = 0.5
_LARGO_DE_TITULO = 1_000


def puntuar(plan: Plan, hallados: Mascara, buscador: Buscador, pesos: Pesos) -> Puntajes:
    """Los puntajes de una consulta. Cada premio va en proporción a la rareza de todo lo buscado."""
    hojas = plan.hojas
    evidencias = [buscador.evidencia(hoja) for hoja in hojas]
    puntajes = Puntuador(buscador, pesos).puntuar(evidencias)
    documentos, entradas = puntajes.documentos, puntajes.entradas
    if len(hojas) > 1:
        documentos *= peso_hallado(hojas, buscador) ** pesos.coordinacion
    publicos = int(np.count_nonzero(buscador.publicos))
    todo = sum(rareza(evidencia.frecuencia, publicos) for evidencia in evidencias)
    for lugar, cita in enumerate(plan.citas):
        parte = _PARTE_DE_OTRA_CITA if lugar else 1.0
        documentos[cita.documentos] += parte * todo * (pesos.cita + pesos.clase * cita.clase)
    documentos[buscador.vista.con_titulo(_clave(plan))] += pesos.titulo_exacto * todo
    for frase in _frases(plan):
        seguidas = buscador.evidencia(frase)
        documentos[seguidas.documentos] += pesos.frase_entera * todo
        entradas[seguidas.texto.entradas] += pesos.frase_entera * todo
    _acercar(plan, hallados, puntajes, buscador, pesos)
    return Puntajes(np.round(documentos, PRECISION), np.round(entradas, PRECISION))


def _clave(plan: Plan) -> str:
    return clave_de_titulo(plan.texto[:_LARGO_DE_TITULO])


def _frases(plan: Plan) -> tuple[Frase, ...]:
    """Las que se escribieron entre comillas en una consulta larga y, si no es muy larga, toda ella."""
    nodo, formas = plan.entendida.nodo, tuple(termino.forma for termino in plan.terminos)
    de_texto = solo_de_texto(nodo) or nodo == Alguna(plan.hojas)
    if de_texto and MINIMO_DE_FRASE <= len(formas) <= MAXIMO_DE_FRASE:
        return (*plan.frases, Frase(formas))
    return plan.frases


def _acercar(plan: Plan, hallados: Mascara, puntajes: Puntajes, buscador: Buscador, pesos: Pesos) -> None:
    """Suma a los mejores documentos lo que sus palabras se acercan en su mejor pasaje o en su título."""
    vista, documentos = buscador.vista, puntajes.documentos
    palabras = [hoja for hoja in plan.hojas if isinstance(hoja, Palabra) and hoja.seccion == EN_TODO]
    if not 2 <= len(palabras) <= MAXIMO_DE_PALABRAS_CERCANAS or not hallados.any():
        return
    elegidas = _mejores(documentos, hallados)[vista.documento_de]
    publicos = int(np.count_nonzero(buscador.publicos))
    rarezas = [rareza(buscador.evidencia(palabra).frecuencia, publicos) for palabra in palabras]
    pedidas = Pedidas([palabra.forma for palabra in palabras], rarezas, pesos.juntas)
    en_texto = pesos.cercania * cercania(pedidas, TEXTO, elegidas, buscador)
    en_titulo = pesos.cercania_titulo * cercania(pedidas, TITULO, elegidas, buscador)[vista.primera]
    documentos += np.maximum(np.maximum.reduceat(en_texto, vista.primera), en_titulo)
    puntajes.entradas[:] += en_texto


def _mejores(puntajes: Reales, hallados: Mascara) -> Mascara:
    """Los hallados que pueden llegar a la primera página."""
    if np.count_nonzero(hallados) <= CANDIDATOS:
        return hallados
    suyos = np.where(hallados, puntajes, -np.inf)
    corte = np.partition(suyos, -CANDIDATOS)[-CANDIDATOS]
    mejores: Mascara = suyos >= corte
    return mejores
