"""Qué nodos del plan y qué temas prueba quizá un documento, con el pasaje y las razones de cada uno.

    >>> terminos = (Termino("CONAMIGUA", 3),)
    >>> perfil = Perfil("tema:AG2", "AG2", Clase.TEMA, "Ley de CONAMIGUA", terminos=terminos)
    >>> pagina = Pagina(1, "El informe anual de CONAMIGUA se recibió ayer.")
    >>> [propuesta.codigo for propuesta in proponer([pagina], [perfil], Ambito(), umbral=0)]
    ['AG2']

Por reglas y BM25 contra el perfil de cada destino; sin base de datos, determinista y de costo lineal.
"""

from indexador.ficha import Pagina
from indexador.vinculacion.calibracion import DE_LOS_DEMAS, UMBRAL
from indexador.vinculacion.citadas import Citada, por_paginas, unir
from indexador.vinculacion.motor import proponer, que_se_ensenan, rasgos_de
from indexador.vinculacion.perfil import (
    Ambigua,
    Ambito,
    Clase,
    Ejemplo,
    Institucion,
    Perfil,
    Sentido,
    Termino,
)
from indexador.vinculacion.propuesta import Propuesta, Razon

__all__ = [
    "DE_LOS_DEMAS",
    "UMBRAL",
    "Ambigua",
    "Ambito",
    "Citada",
    "Clase",
    "Ejemplo",
    "Institucion",
    "Pagina",
    "Perfil",
    "Propuesta",
    "Razon",
    "Sentido",
    "Termino",
    "por_paginas",
    "proponer",
    "que_se_ensenan",
    "rasgos_de",
    "unir",
]
