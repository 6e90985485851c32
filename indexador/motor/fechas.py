"""Qué documentos tienen una fecha en un intervalo y qué fragmentos son un artículo, según sus cabeceras."""

import numpy as np

from indexador.motor.articulos import articulo_de_etiqueta
from indexador.motor.nodos import FECHA_PRINCIPAL, Articulo, Fechas
from indexador.motor.segmento import Enteros, Mascara
from indexador.motor.vista import SIN_FECHA, Vista


def en_fechas(nodo: Fechas, vista: Vista) -> Mascara:
    """Los documentos fechados en el intervalo; sólo la principal está en el índice."""
    if nodo.clase != FECHA_PRINCIPAL:
        return np.zeros(vista.documentos, bool)
    mascara: Mascara = vista.fecha != SIN_FECHA
    if nodo.desde is not None:
        mascara &= vista.fecha >= nodo.desde.toordinal()
    if nodo.hasta is not None:
        mascara &= vista.fecha <= nodo.hasta.toordinal()
    return mascara


def del_articulo(nodo: Articulo, vista: Vista) -> Enteros:
    """Las entradas que son ese artículo, de documentos visibles o no."""
    halladas = [
        primera + lugar
        for primera, cabecera in zip(vista.primera.tolist(), vista.cabeceras, strict=True)
        for lugar, pasaje in enumerate(cabecera.pasajes, start=1)
        if articulo_de_etiqueta(pasaje.etiqueta) == nodo.numero
    ]
    return np.array(halladas, np.int64)
