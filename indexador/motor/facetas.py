"""Las facetas de un resultado y los filtros de la página de resultados.

Cada faceta se cuenta con los filtros de las OTRAS facetas puestos y sin el suyo propio, como los catálogos
de hoy: así se ve cuántos documentos sumaría cada valor que aún no se eligió. Sólo cuentan documentos que el
lector puede ver.
"""

from collections.abc import Callable, Mapping

import numpy as np

from indexador.consulta import Cuenta, Filtros
from indexador.motor.nodos import Campo
from indexador.motor.tipos import Enteros, Mascara
from indexador.motor.vista import Vista

ANIO, VIGENCIA = "anio", "vigencia"
_ELEGIDOS = "documentos"


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
            Campo.PAIS: filtros.paises,
        }
        self._mascaras: dict[str, Mascara] = {
            campo.value: vista.con_valores(campo, frozenset(valores))
            for campo, valores in elegidos.items()
            if valores
        }
        if filtros.desde or filtros.hasta:
            self._mascaras[ANIO] = vista.entre(filtros.desde, filtros.hasta)
        if filtros.documentos is not None:
            self._mascaras[_ELEGIDOS] = _con_ids(vista, filtros.documentos)
        self._clases: dict[str, Mascara] = {}
        if filtros.vigencia is not None:
            self._clases = {clase: _con_ids(vista, ids) for clase, ids in filtros.vigencia.clases.items()}
            admitidas = [
                mascara for clase, mascara in self._clases.items() if clase in filtros.vigencia.admitidas
            ]
            self._mascaras[VIGENCIA] = np.logical_or.reduce([np.zeros(vista.documentos, bool), *admitidas])

    def hay(self, faceta: str) -> bool:
        """¿Se filtró por ella?"""
        return faceta in self._mascaras

    def filtrar(self, documentos: Mascara, *, sin: str = "") -> Mascara:
        """Los documentos que pasan todos los filtros, salvo el de la faceta `sin`."""
        restantes = [mascara for nombre, mascara in self._mascaras.items() if nombre != sin]
        filtrados: Mascara = np.logical_and.reduce([documentos, *restantes])
        return filtrados

    def contar(self, documentos: Mascara) -> Mapping[str, tuple[Cuenta, ...]]:
        """Las facetas de lo que cumple la consulta, de más a menos; los años, del último al primero."""
        filtrados = self.filtrar(documentos)

        def sin(faceta: str) -> Mascara:
            return self.filtrar(documentos, sin=faceta) if faceta in self._mascaras else filtrados

        facetas = {
            campo.value: _ordenar(tabla.contar(sin(campo.value)))
            for campo, tabla in self._vista.tablas.items()
        }
        anios = self._vista.anios.contar(sin(ANIO))
        if self._clases:
            suyos = sin(VIGENCIA)
            cuentas = {clase: int(np.count_nonzero(m & suyos)) for clase, m in self._clases.items()}
            facetas[VIGENCIA] = _ordenar({clase: cuantos for clase, cuantos in cuentas.items() if cuantos})
        facetas[ANIO] = tuple(Cuenta(anio, anios[anio]) for anio in sorted(anios, key=int, reverse=True))
        return facetas


def en_grupos(vista: Vista, hallados: Enteros, por: str) -> tuple[Enteros, tuple[Cuenta, ...]]:
    """Los mismos documentos, juntos los de cada grupo y sin cambiar su orden dentro de él; y los grupos.

    `por` es `tipo` (del que más tiene al que menos), `anio` (del último al primero) o `tema` (por su código;
    de los de un documento vale el primero); cualquier otra cosa no agrupa. Los que no tienen valor van al
    final, en un grupo de valor vacío.
    """
    if por not in _CLAVES:
        return hallados, ()
    tabla = vista.anios if por == ANIO else vista.tablas[Campo(por)]
    alfabeto = sorted(range(len(tabla.valores)), key=tabla.valores.__getitem__)
    sin_valor = len(alfabeto)
    puesto = np.empty(sin_valor, np.int64)
    puesto[alfabeto] = np.arange(sin_valor)
    de_documento = np.full(vista.documentos, sin_valor, np.int64)
    np.minimum.at(de_documento, tabla.documentos, puesto[tabla.codigos])
    suyos = de_documento[hallados]
    cuentas = np.bincount(suyos, minlength=sin_valor + 1).tolist()
    presentes = sorted(
        (numero for numero, cuantos in enumerate(cuentas) if cuantos),
        key=lambda numero: (numero == sin_valor, _CLAVES[por](numero, cuentas[numero])),
    )
    lugar = np.zeros(sin_valor + 1, np.int64)
    lugar[presentes] = np.arange(len(presentes))
    valores = [*(tabla.valores[codigo] for codigo in alfabeto), ""]
    grupos = tuple(Cuenta(valores[numero], cuentas[numero]) for numero in presentes)
    return hallados[np.argsort(lugar[suyos], kind="stable")], grupos


_CLAVES: Mapping[str, Callable[[int, int], tuple[int, int]]] = {
    Campo.TIPO.value: lambda alfabetico, cuantos: (-cuantos, alfabetico),
    ANIO: lambda alfabetico, _: (-alfabetico, 0),
    Campo.TEMA.value: lambda alfabetico, _: (alfabetico, 0),
}
"""En qué orden van los grupos, según el lugar alfabético de su valor y cuántos documentos tienen."""


def _con_ids(vista: Vista, ids: frozenset[int]) -> Mascara:
    con_ids: Mascara = np.isin(vista.ids, np.fromiter(ids, np.int64, len(ids)))
    return con_ids


def _ordenar(cuentas: Mapping[str, int]) -> tuple[Cuenta, ...]:
    return tuple(Cuenta(valor, n) for valor, n in sorted(cuentas.items(), key=lambda par: (-par[1], par[0])))
