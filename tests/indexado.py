"""Indexa en el momento lo que una prueba sembró en la base."""

from centro_doc.busqueda.fichas import leer
from centro_doc.comun.bd import BaseDeDatos
from centro_doc.comun.reloj import Reloj
from centro_doc.indice.escritor import Escritor
from centro_doc.indice.servicio import Indice
from config import Config


def indexar(bd: BaseDeDatos, config: Config, reloj: Reloj) -> Indice:
    """Da vueltas de escritor hasta que no queda nada; devuelve el índice."""
    indice = Indice(config.ruta_indice)
    escritor = Escritor(bd, indice, leer, reloj, "prueba")
    while escritor.una_vuelta():
        pass
    escritor.cerrar()
    return indice
