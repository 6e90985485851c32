"""Mide el buscador sobre una colección juzgada: cuánto acierta, cuánto tarda y cuánto ocupa.

Una cifra sola no dice nada: en la misma corrida se puede medir a un rival sobre lo mismo.
"""

from indexador.evaluacion.coleccion import Coleccion
from indexador.evaluacion.corrida import CENTRO, CONTENDIENTES, Informe, medir
from indexador.evaluacion.medidas import Aciertos, Fallo, Medida, evaluar
from indexador.evaluacion.rivales import RivalAusente

__all__ = [
    "CENTRO",
    "CONTENDIENTES",
    "Aciertos",
    "Coleccion",
    "Fallo",
    "Informe",
    "Medida",
    "RivalAusente",
    "evaluar",
    "medir",
]
