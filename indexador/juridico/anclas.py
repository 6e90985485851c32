"""La dirección permanente de cada división dentro de su documento: «art-117-bis», «art-t7», «tit-1-cap-2»."""

import re
from collections import Counter

from indexador.juridico import marcas
from indexador.juridico.marcas import Marca
from indexador.juridico.objetivos import TRANSITORIA
from indexador.lengua import plegar

_PREFIJOS = {
    marcas.LIBRO: "lib",
    marcas.TITULO: "tit",
    marcas.CAPITULO: "cap",
    marcas.SECCION: "sec",
    marcas.ARTICULO: "art",
    marcas.CITADO: "cita",
    marcas.CONSIDERANDO: "considerando",
    marcas.LITERAL: "lit",
    marcas.NUMERAL: "num",
    marcas.INCISO: "inc",
    marcas.PARRAFO: "par",
    marcas.FORMULA: "formula-final",
    marcas.NOTA: "nota",
    marcas.ENCABEZADO: "enc",
    marcas.PARTE: "parte",
    marcas.PUNTO: "punto",
}
_PALABRA = re.compile(r"[a-zñ0-9]+")
_PALABRAS = 5
_SUELTAS = frozenset({marcas.ARTICULO, marcas.CONSIDERANDO, marcas.FORMULA, marcas.ENCABEZADO})
"""Las que no llevan delante el ancla de quien las contiene: mudar de capítulo no les cambia la dirección."""


class Anclas:
    """Va dando anclas sin repetir ninguna: la segunda que sería igual lleva «-2»."""

    def __init__(self) -> None:
        self._dadas: set[str] = set()
        self._veces: Counter[str] = Counter()

    def dar(self, marca: Marca, padre: str = "") -> str:
        """La de una división; `padre` es la de la que la contiene."""
        numero = marca.numero.replace(".", "-") or self._nombre(marca)
        if marca.clase == marcas.ARTICULO and marca.serie == TRANSITORIA:
            numero = f"t{numero}"
        propia = "-".join(parte for parte in (_PREFIJOS[marca.clase], numero) if parte)
        if padre and marca.clase not in _SUELTAS:
            propia = f"{padre}-{propia}"
        return self._sin_repetir(propia)

    @staticmethod
    def _nombre(marca: Marca) -> str:
        """Un encabezado sin número se distingue por sus primeras palabras."""
        if marca.clase != marcas.ENCABEZADO:
            return ""
        return "-".join(_PALABRA.findall(plegar(marca.etiqueta))[:_PALABRAS])

    def _sin_repetir(self, ancla: str) -> str:
        self._veces[ancla] += 1
        dada = ancla if self._veces[ancla] == 1 else f"{ancla}-{self._veces[ancla]}"
        while dada in self._dadas:
            self._veces[ancla] += 1
            dada = f"{ancla}-{self._veces[ancla]}"
        self._dadas.add(dada)
        return dada
