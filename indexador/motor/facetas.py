"""Las facetas de un resultado y los filtros de la página de resultados.

Cada faceta se cuenta con los filtros de las OTRAS facetas puestos y sin el suyo propio, como los catálogos
de hoy: así se ve cuántos documentos sumaría cada valor que aún no se eligió. Sólo cuentan documentos que el
lector puede ver.
"""

from collections.abc import Mapping
from datetime import date

import numpy as np

from indexador.ficha import Cuenta, Filtros
from indexador.motor.columnas import SIN_FECHA
from indexador.motor.nodos import Campo
from indexador.motor.tipos import Mascara
from indexador.motor.vista import Vista

ANIO = "anio"


class Facetas:
    """Los filtros de una consulta, aplicados a una vista."""

    def __init__(self, vista: Vista, filtros: Filtros) -> None:
        self._vista = vista
        elegidos = {
            Campo.TIPO: filtros.tipos,
            Campo.TEMA: filtros.temas,
            Campo.ACTIVIDAD: filtros.actividades,
            Campo.INSTITUCION: filtros.instituciones,
            Campo.ACCESO: filtros.accesos,
        }
        self._mascaras: dict[str, Mascara] = {
            campo.value: vista.tablas[campo].mascara(vista.documentos, frozenset(valores).__contains__)
            for campo, valores in elegidos.items()
            if valores
        }
        if filtros.desde or filtros.hasta:
            self._mascaras[ANIO] = _entre(vista, filtros.desde, filtros.hasta)

    def filtrar(self, documentos: Mascara, *, sin: str = "") -> Mascara:
        """Los documentos que pasan todos los filtros, salvo el de la faceta `sin`."""
        restantes = [mascara for nombre, mascara in self._mascaras.items() if nombre != sin]
        filtrados: Mascara = np.logical_and.reduce([documentos, *restantes])
        return filtrados

    def contar(self, documentos: Mascara) -> Mapping[str, tuple[Cuenta, ...]]:
        """Las facetas de lo que cumple la consulta, de más a menos; los años, del último al primero."""
        facetas: dict[str, tuple[Cuenta, ...]] = {}
        for campo, tabla in self._vista.tablas.items():
            cuentas = tabla.contar(self.filtrar(documentos, sin=campo.value))
            facetas[campo.value] = _ordenar(cuentas)
        anios = self._vista.anios.contar(self.filtrar(documentos, sin=ANIO))
        facetas[ANIO] = tuple(Cuenta(anio, anios[anio]) for anio in sorted(anios, key=int, reverse=True))
        return facetas


def _ordenar(cuentas: Mapping[str, int]) -> tuple[Cuenta, ...]:
    return tuple(Cuenta(valor, n) for valor, n in sorted(cuentas.items(), key=lambda par: (-par[1], par[0])))


def _entre(vista: Vista, desde: date | None, hasta: date | None) -> Mascara:
    """Los fechados entre dos días, ambos incluidos; sin fecha no se está entre ninguno."""
    mascara: Mascara = vista.fecha != SIN_FECHA
    if desde:
        mascara &= vista.fecha >= desde.toordinal()
    if hasta:
        mascara &= vista.fecha <= hasta.toordinal()
    return mascara
