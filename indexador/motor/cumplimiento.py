"""Qué cumple el árbol de una consulta: qué documentos la cumplen y cuáles de sus fragmentos lo muestran."""

import numpy as np

from indexador.motor.columnas import SIN_FECHA
from indexador.motor.esquema import TITULO
from indexador.motor.evidencia import Buscador
from indexador.motor.fechas import en_fechas
from indexador.motor.nodos import (
    Alguna,
    Anios,
    Articulo,
    Campo,
    Fechas,
    Hoja,
    No,
    Nodo,
    Numero,
    Palabra,
    Todas,
    Todo,
    Valor,
    articulos_afirmados,
    hojas_afirmadas,
)
from indexador.motor.tipos import Mascara


def documentos(nodo: Nodo, buscador: Buscador, dentro: Mascara | None = None) -> Mascara:
    """Los documentos visibles que cumplen la consulta. Y, O y NO son por documento, no por fragmento.

    Salvo con un artículo: lo que se pide junto a él debe estar en sus fragmentos (`dentro`, por entrada), en
    el título o en el registro.
    """
    if isinstance(nodo, Hoja):
        return _con_la_hoja(nodo, buscador, dentro)
    match nodo:
        case Todo():
            return buscador.visibles
        case Valor(campo, valor):
            return buscador.visibles & buscador.vista.con_valor(campo, valor)
        case Anios(desde, hasta):
            anio = buscador.vista.anio
            fechados: Mascara = buscador.visibles & (anio != SIN_FECHA)
            return fechados & (anio >= desde) & (anio <= hasta)
        case Fechas():
            return buscador.visibles & en_fechas(nodo, buscador.vista)
        case Articulo():
            del_numero = np.zeros(buscador.vista.documentos, bool)
            del_numero[buscador.vista.documento_de[buscador.vista.del_articulo(nodo.numero)]] = True
            return buscador.visibles & del_numero
        case Numero(numero, clase):
            return _con_numero(numero, clase, buscador)
        case No(parte):
            return buscador.visibles & ~documentos(parte, buscador, dentro)
        case Todas(partes):
            propio = _dentro_de(nodo, buscador)
            dentro = dentro if propio is None else propio
            todas: Mascara = np.logical_and.reduce([documentos(parte, buscador, dentro) for parte in partes])
            return todas
        case Alguna(partes):
            alguna: Mascara = np.logical_or.reduce([documentos(parte, buscador, dentro) for parte in partes])
            return alguna


def _con_la_hoja(hoja: Hoja, buscador: Buscador, dentro: Mascara | None) -> Mascara:
    evidencia = buscador.evidencia(hoja)
    if dentro is None:
        return evidencia.documentos
    de_texto = evidencia.texto.entradas
    entradas = [de_texto[dentro[de_texto]], evidencia.titulo.entradas, evidencia.registro.entradas]
    hallados = np.zeros(buscador.vista.documentos, bool)
    hallados[buscador.vista.documento_de[np.concatenate(entradas)]] = True
    return hallados


def _dentro_de(nodo: Nodo, buscador: Buscador) -> Mascara | None:
    """Las entradas de los artículos que pide una conjunción; None si no pide ninguno."""
    partes = nodo.partes if isinstance(nodo, Todas) else ()
    pedidos = [a for parte in partes if _son_articulos(parte) for a in articulos_afirmados(parte)]
    if not pedidos:
        return None
    mascara = np.zeros(buscador.vista.entradas, bool)
    for articulo in pedidos:
        mascara[buscador.vista.del_articulo(articulo.numero)] = True
    return mascara


def _son_articulos(nodo: Nodo) -> bool:
    alternativas = nodo.partes if isinstance(nodo, Alguna) else (nodo,)
    return all(isinstance(alternativa, Articulo) for alternativa in alternativas)


def _con_numero(numero: str, clase: str, buscador: Buscador) -> Mascara:
    """Los que llevan el número en su ficha o, si aún no se han catalogado, en su título."""
    hallados = np.zeros(buscador.vista.documentos, bool)
    hallados[buscador.vista.con_numero(numero)] = True
    hallados |= documentos(Palabra(numero, frozenset({numero}), seccion=TITULO), buscador)
    hallados &= buscador.visibles
    if clase:
        de_la_clase = Alguna((Valor(Campo.TIPO, clase), Palabra(clase, frozenset(), seccion=TITULO)))
        hallados &= documentos(de_la_clase, buscador)
    return hallados


def fragmentos(nodo: Nodo, buscador: Buscador) -> Mascara:
    """Las entradas que muestran la consulta.

    De cada documento, las que por sí solas cumplen la parte de texto; si no hay ninguna (las palabras están
    repartidas, o alguna sólo en el título), las que tienen cualquiera de ellas. Si se pide un artículo, los
    suyos.
    """
    vista = buscador.vista
    alguna = np.zeros(vista.entradas, bool)
    for hoja in hojas_afirmadas(nodo):
        alguna[buscador.evidencia(hoja).texto.entradas] = True
    for articulo in articulos_afirmados(nodo):
        alguna[vista.del_articulo(articulo.numero)] = True
    dentro = _dentro_de(nodo, buscador)
    if dentro is not None:
        alguna &= dentro
    completas = _completas(nodo, buscador)
    if completas is None:
        return alguna
    completas &= alguna
    con_completas = np.zeros(vista.documentos, bool)
    con_completas[vista.documento_de[completas]] = True
    return np.where(con_completas[vista.documento_de], completas, alguna)


def _completas(nodo: Nodo, buscador: Buscador) -> Mascara | None:
    """Las entradas que cumplen la parte de texto de un nodo; None si el nodo no pide texto."""
    if isinstance(nodo, Hoja):
        mascara = np.zeros(buscador.vista.entradas, bool)
        mascara[buscador.evidencia(nodo).texto.entradas] = True
        return mascara
    match nodo:
        case Articulo():
            mascara = np.zeros(buscador.vista.entradas, bool)
            mascara[buscador.vista.del_articulo(nodo.numero)] = True
            return mascara
        case Todas(partes) | Alguna(partes):
            de_texto = [m for parte in partes if (m := _completas(parte, buscador)) is not None]
            unir = np.logical_and if isinstance(nodo, Todas) else np.logical_or
            return unir.reduce(de_texto) if de_texto else None
        case _:
            return None
