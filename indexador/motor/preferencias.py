"""Qué va antes, además de lo que puntúa más: lo del país de quien pregunta y lo que él dijo."""

import numpy as np

from indexador.consulta import Consulta
from indexador.lengua.paises import INTERNACIONAL, paises_nombrados
from indexador.motor import cumplimiento
from indexador.motor.evidencia import Buscador
from indexador.motor.nodos import Campo
from indexador.motor.planes import Plan
from indexador.motor.puntaje import Pesos
from indexador.motor.sintaxis import interpretar
from indexador.motor.tipos import Enteros, Mascara, Reales
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


def los_de_detras(plan: Plan, consulta: Consulta, buscador: Buscador) -> Mascara:
    """Los que van detrás: ni los de `Consulta.delante` ni con el número, o no de materia o de otro país."""
    resto: Mascara = np.zeros(buscador.vista.documentos, bool)
    if consulta.delante is not None:
        resto = ~_con_id(consulta.delante, buscador.vista)
        for cita in plan.citas:
            resto[cita.documentos] = False
    if consulta.de_materia:
        suyos = [cumplimiento.documentos(interpretar(una).nodo, buscador) for una in consulta.de_materia]
        resto |= ~np.logical_or.reduce(suyos)
    if consulta.lo_ajeno_detras:
        resto |= los_ajenos(consulta, buscador.vista)
    return resto


def los_ajenos(consulta: Consulta, vista: Vista) -> Mascara:
    """Los documentos de otro país que `Consulta.del_pais`; ni los internacionales ni los que no lo dicen."""
    tabla = vista.tablas[Campo.PAIS]
    ajenos = np.array([uno not in {consulta.del_pais, INTERNACIONAL} for uno in tabla.valores], bool)
    mascara: Mascara = np.zeros(vista.documentos, bool)
    mascara[tabla.documentos[ajenos[tabla.codigos]]] = True
    return mascara


def turnos(consulta: Consulta, detras: Mascara, vista: Vista) -> Enteros:
    """El turno de cada documento por relevancia: -1 los que encabezan, 1 los de detrás y 0 los demás."""
    turno: Enteros = detras.astype(np.int64)
    if consulta.encabezan:
        turno[_con_id(consulta.encabezan, vista)] = -1
    return turno


def _con_id(ids: frozenset[int], vista: Vista) -> Mascara:
    mascara: Mascara = np.isin(vista.ids, np.fromiter(ids, np.int64, len(ids)))
    return mascara
