"""Qué va antes, además de lo que puntúa más: lo del país de quien pregunta y lo que él dijo."""

import numpy as np

from indexador.ficha import Consulta
from indexador.lengua.paises import paises_nombrados
from indexador.motor.nodos import Campo
from indexador.motor.planes import Plan
from indexador.motor.puntaje import Pesos
from indexador.motor.tipos import Mascara, Reales
from indexador.motor.vista import Vista


def con_los_del_pais(puntajes: Reales, consulta: Consulta, vista: Vista, pesos: Pesos) -> Reales:
    """Los puntajes, algo menores en los documentos de otro país que el que se prefiere.

    El de los que no dicen de qué país son no cambia. Si la consulta nombra otro país, no cambia ninguno.
    """
    if not consulta.del_pais or paises_nombrados(consulta.texto) - {consulta.del_pais}:
        return puntajes
    tabla = vista.tablas[Campo.PAIS]
    de_otro = np.array([valor != consulta.del_pais for valor in tabla.valores], bool)
    menos = np.ones(len(puntajes))
    menos[tabla.documentos[de_otro[tabla.codigos]]] = 1 - pesos.de_otro_pais
    return puntajes * menos


def los_de_detras(plan: Plan, consulta: Consulta, vista: Vista) -> Mascara:
    """Los que van detrás: ni `Consulta.delante` los dice ni llevan el número que se citó."""
    if consulta.delante is None:
        return np.zeros(vista.documentos, bool)
    resto: Mascara = ~np.isin(vista.ids, np.fromiter(consulta.delante, np.int64, len(consulta.delante)))
    for cita in plan.citas:
        resto[cita.documentos] = False
    return resto
