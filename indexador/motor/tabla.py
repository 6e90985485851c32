"""Un campo de valores de los documentos: de aquí salen facetas y filtros."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from indexador.motor.tipos import Enteros, Mascara, Reales


@dataclass(frozen=True, slots=True)
class Tabla:
    """Los valores de un campo como pares (documento, valor): de aquí salen facetas y filtros."""

    valores: tuple[str, ...]
    documentos: Enteros
    codigos: Enteros

    def mascara(self, total: int, quiere: Callable[[str], bool]) -> Mascara:
        """Los documentos que tienen algún valor de los que se quieren."""
        elegidos = np.array([quiere(valor) for valor in self.valores], bool)
        resultado = np.zeros(total, bool)
        if len(elegidos):
            resultado[self.documentos[elegidos[self.codigos]]] = True
        return resultado

    def contar(self, documentos: Mascara) -> Mapping[str, int]:
        """Cuántos de esos documentos tienen cada valor; los que ninguno tiene no salen."""
        suyos = np.flatnonzero(documentos[self.documentos])
        return self._con_algo(np.bincount(self.codigos[suyos], minlength=len(self.valores)))

    def sumar(self, cuantas: Enteros) -> Mapping[str, int]:
        """La suma, por valor, de una cantidad por documento; los que no suman no salen."""
        sumas = np.bincount(self.codigos, weights=cuantas[self.documentos], minlength=len(self.valores))
        return self._con_algo(sumas)

    def _con_algo(self, sumas: Reales | Enteros) -> Mapping[str, int]:
        codigos = np.flatnonzero(sumas)
        suyas = sumas[codigos].astype(np.int64).tolist()
        return {self.valores[n]: suma for n, suma in zip(codigos.tolist(), suyas, strict=True)}
