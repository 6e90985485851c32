"""El puntaje final de una consulta: el de sus palabras y lo que se premia además de tenerlas."""

from collections.abc import Sequence

import numpy as np

from indexador.motor.ampliacion import BuscadorAmpliado
from indexador.motor.arreglos import tramos
from indexador.motor.articulo_nombrado import articulo_nombrado, entradas_del_articulo, sin_articulo
from indexador.motor.campos import es_de_la_clase
from indexador.motor.cercania import Pedidas, cercania
from indexador.motor.columnas import clave_de_titulo
from indexador.motor.esquema import TEXTO, TITULO
from indexador.motor.nodos import EN_TODO, Alguna, Campo, Frase, Palabra, solo_de_texto
from indexador.motor.planes import Plan, peso_hallado
from indexador.motor.primeros import mejores, premiar_primeros
from indexador.motor.puntaje import Pesos, Puntajes, Puntuador, mayores, rareza
from indexador.motor.tipos import Enteros, Mascara

MINIMO_DE_FRASE, MAXIMO_DE_FRASE = 4, 16
"""Entre cuántas palabras se mira si un documento las dice seguidas."""
PRECISION = 6
"""Decimales de un puntaje: más allá no hay más que ruido de coma flotante."""
CANDIDATOS = 100
"""Documentos, de los de más puntaje, en que se mira si las palabras están cerca."""
MAXIMO_DE_PALABRAS_CERCANAS = 12
CLASES_DE_NORMA = frozenset({"ley", "codigo", "decreto", "reglamento", "constitucion", "acuerdo", "estatuto"})
"""Palabras que, al comienzo de una consulta, dicen de qué clase es la norma que se busca por su nombre."""
_ARTICULOS = frozenset({"el", "la", "los", "las", "un", "una", "unos", "unas"})
_PARTE_DE_OTRA_CITA = 0.5
_LARGO_DE_TITULO = 1_000


def puntuar(plan: Plan, hallados: Mascara, buscador: BuscadorAmpliado, pesos: Pesos) -> Puntajes:
    """Los puntajes de una consulta. Cada premio va en proporción a la rareza de todo lo buscado."""
    hojas = plan.hojas
    evidencias = [buscador.evidencia(hoja) for hoja in hojas]
    puntajes = Puntuador(buscador, pesos).puntuar(evidencias, hallados)
    documentos, entradas = puntajes.documentos, puntajes.entradas
    if len(hojas) > 1:
        documentos *= peso_hallado(hojas, buscador) ** pesos.coordinacion
    publicos = int(np.count_nonzero(buscador.publicos))
    rarezas = [rareza(evidencia.frecuencia, publicos) for evidencia in evidencias]
    todo = sum(rarezas)
    for lugar, cita in enumerate(plan.citas):
        parte = _PARTE_DE_OTRA_CITA if lugar else 1.0
        documentos[cita.documentos] += parte * todo * (pesos.cita + pesos.clase * cita.clase)
    documentos[_que_se_llaman_asi(plan, buscador)] += pesos.titulo_exacto * todo
    for frase in _frases(plan):
        seguidas = buscador.evidencia(frase)
        documentos[seguidas.documentos] += pesos.frase_entera * todo
        entradas[seguidas.texto.entradas] += pesos.frase_entera * todo
    for hoja, propia in zip(hojas, rarezas, strict=True):
        abreviados, valores = buscador.titulos_abreviados(hoja)
        documentos[abreviados] += pesos.nombrada * propia * valores
    palabras = [hoja for hoja in hojas if isinstance(hoja, Palabra) and hoja.seccion == EN_TODO]
    _acercar(palabras, hallados, puntajes, buscador, pesos)
    numero = articulo_nombrado(plan.texto)
    nombre = sin_articulo(palabras, numero)
    son = _de_la_clase(nombre, buscador)
    articulo = entradas_del_articulo(numero, plan.citas, nombre, son, hallados, buscador)
    if len(articulo):
        documentos[np.unique(buscador.vista.documento_de[articulo])] += pesos.articulo * todo
        entradas[articulo] += pesos.articulo * todo + entradas.max()
    if not plan.citas and hallados.any():
        documentos[son] += pesos.de_la_clase * todo
        premiar_primeros(documentos, hallados, nombre, son, buscador, pesos, todo)
    con_puntaje = np.flatnonzero(entradas != 0)
    entradas[con_puntaje] = np.round(entradas[con_puntaje], PRECISION)
    return Puntajes(np.round(documentos, PRECISION), entradas, articulo)


def _de_la_clase(palabras: Sequence[Palabra], buscador: BuscadorAmpliado) -> Mascara:
    """Los documentos que son lo que dice la primera palabra: de «ley de tránsito», las leyes."""
    son = np.zeros(buscador.vista.documentos, bool)
    if len(palabras) > 1 and palabras[0].forma in CLASES_DE_NORMA:
        tabla = buscador.vista.tablas[Campo.TIPO]
        clases = [es_de_la_clase(valor, palabras[0].forma) for valor in tabla.valores]
        son[tabla.documentos[np.array(clases, bool)[tabla.codigos]]] = True
    return son


def _que_se_llaman_asi(plan: Plan, buscador: BuscadorAmpliado) -> Enteros:
    """Los documentos que se llaman como la consulta, tal cual o sin el artículo con que empieza."""
    clave = clave_de_titulo(plan.texto[:_LARGO_DE_TITULO])
    iguales = buscador.vista.con_titulo(clave)
    return iguales if len(iguales) else buscador.vista.con_titulo(" ".join(_sin_articulo(clave.split())))


def _sin_articulo(formas: Sequence[str]) -> tuple[str, ...]:
    """Sin el artículo con que empieza: «la ley de migración» es «ley de migración»."""
    return tuple(formas[1:] if formas and formas[0] in _ARTICULOS else formas)


def _frases(plan: Plan) -> tuple[Frase, ...]:
    """Las que se escribieron entre comillas en una consulta larga y, si no es muy larga, toda ella."""
    nodo, formas = plan.entendida.nodo, _sin_articulo([termino.forma for termino in plan.terminos])
    de_texto = solo_de_texto(nodo) or nodo == Alguna(plan.hojas)
    if de_texto and MINIMO_DE_FRASE <= len(formas) <= MAXIMO_DE_FRASE:
        return (*plan.frases, Frase(formas))
    return plan.frases


def _acercar(
    palabras: Sequence[Palabra],
    hallados: Mascara,
    puntajes: Puntajes,
    buscador: BuscadorAmpliado,
    pesos: Pesos,
) -> None:
    """Suma a los mejores documentos lo que sus palabras se acercan en su mejor pasaje o en su título."""
    vista, documentos = buscador.vista, puntajes.documentos
    if not 2 <= len(palabras) <= MAXIMO_DE_PALABRAS_CERCANAS or not hallados.any():
        return
    elegidos = np.flatnonzero(mejores(documentos, hallados, CANDIDATOS))
    elegidas = np.zeros(vista.entradas, bool)
    elegidas[tramos(vista.primera[elegidos], vista.fragmentos[elegidos] + 1)] = True
    publicos = int(np.count_nonzero(buscador.publicos))
    rarezas = [rareza(buscador.evidencia(palabra).frecuencia, publicos) for palabra in palabras]
    pedidas = Pedidas([palabra.forma for palabra in palabras], rarezas, pesos.juntas)
    de_texto, en_texto = cercania(pedidas, TEXTO, elegidas, buscador)
    en_texto *= pesos.cercania
    puntajes.entradas[de_texto] += en_texto
    premio = np.zeros(vista.documentos)
    suyos, en_el_mejor = mayores(vista.documento_de[de_texto], en_texto)
    premio[suyos] = en_el_mejor
    de_titulo, en_titulo = cercania(pedidas, TITULO, elegidas, buscador)
    titulados = vista.documento_de[de_titulo]
    premio[titulados] = np.maximum(premio[titulados], pesos.cercania_titulo * en_titulo)
    documentos += premio
