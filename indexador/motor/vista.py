"""Todo lo que el índice sabe en un momento dado, numerado de corrido y listo para operar con NumPy.

Dos numeraciones: la entrada (la de un documento o la de uno de sus fragmentos) y el documento. Las entradas
de un documento son contiguas. Una vista no cambia; cada confirmación del escritor da lugar a otra.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indexador.motor.campos import valor_canonico
from indexador.motor.esquema import Cabecera
from indexador.motor.nodos import Campo
from indexador.motor.segmento import NINGUNA, Apariciones, Enteros, Mascara, Segmento

SIN_FECHA = 0


@dataclass(frozen=True, slots=True)
class Parte:
    """Un segmento en su generación: qué entradas tiene borradas y de cuál de los dos índices es."""

    segmento: Segmento
    borradas: frozenset[int]
    publica: bool


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
        cuentas = np.bincount(self.codigos[documentos[self.documentos]], minlength=len(self.valores))
        return {self.valores[codigo]: int(cuentas[codigo]) for codigo in np.flatnonzero(cuentas)}


def _sin_puntos(numero: str) -> str:
    """«249-2012-MTC-02» y «249-2012-MTC/02.» son uno."""
    return numero.replace(".", "-")


class Vista:
    """Los segmentos de uno de los índices, o de los dos, como si fueran uno."""

    def __init__(self, partes: Sequence[Parte]) -> None:
        self.partes = tuple(partes)
        self.cabeceras: list[Cabecera] = []
        self._bases = np.cumsum([0, *(parte.segmento.total for parte in partes)])
        self.entradas = int(self._bases[-1])
        primera: list[int] = []
        vivo: list[bool] = []
        publico: list[bool] = []
        for parte, base in zip(partes, self._bases.tolist(), strict=False):
            for guardado in parte.segmento.guardados:
                self.cabeceras.append(guardado.cabecera)
                primera.append(base + guardado.entrada)
                vivo.append(guardado.entrada not in parte.borradas)
                publico.append(parte.publica)
        self.documentos = len(self.cabeceras)
        self.primera = np.array(primera, np.int64)
        self.ids = np.array([c.documento for c in self.cabeceras], np.int64)
        self.publico = np.array(publico, bool)
        self.vivo = self._sin_repetidos(np.array(vivo, bool))
        self.documento_de = np.repeat(
            np.arange(self.documentos), [1 + len(c.pasajes) for c in self.cabeceras]
        )
        self.fecha = np.array(
            [c.fecha.toordinal() if c.fecha else SIN_FECHA for c in self.cabeceras], np.int64
        )
        self.anio = np.array([c.fecha.year if c.fecha else SIN_FECHA for c in self.cabeceras], np.int64)

    def _sin_repetidos(self, vivo: Mascara) -> Mascara:
        """Si un cambio de índice se cortó a la mitad, el documento está en los dos: vale el público."""
        publicos = self.ids[vivo & self.publico]
        return vivo & (self.publico | ~np.isin(self.ids, publicos))

    # --- largos, en palabras

    @cached_property
    def largo_entrada(self) -> Enteros:
        """Palabras de cada fragmento; la entrada propia del documento no tiene."""
        return np.array([n for c in self.cabeceras for n in (0, *(p.largo for p in c.pasajes))], np.int64)

    @cached_property
    def largo_texto(self) -> Enteros:
        """Palabras de todo el texto de cada documento."""
        return np.array([sum(p.largo for p in c.pasajes) for c in self.cabeceras], np.int64)

    @cached_property
    def largo_titulo(self) -> Enteros:
        """Palabras del título de cada documento."""
        return np.array([c.largo_titulo for c in self.cabeceras], np.int64)

    @cached_property
    def largo_registro(self) -> Enteros:
        """Palabras del registro bibliográfico de cada documento."""
        return np.array([c.largo_registro for c in self.cabeceras], np.int64)

    @cached_property
    def fragmentos(self) -> Enteros:
        """Fragmentos de cada documento."""
        return np.array([len(c.pasajes) for c in self.cabeceras], np.int64)

    # --- valores de los documentos

    @cached_property
    def tablas(self) -> Mapping[Campo, Tabla]:
        """Los valores de cada campo cerrado."""
        return {
            Campo.TIPO: self._tabla(lambda c: (c.tipo,) if c.tipo else ()),
            Campo.ACCESO: self._tabla(lambda c: (c.acceso,) if c.acceso else ()),
            Campo.TEMA: self._tabla(lambda c: c.temas),
            Campo.ACTIVIDAD: self._tabla(lambda c: c.actividades),
            Campo.INSTITUCION: self._tabla(lambda c: c.instituciones),
        }

    @cached_property
    def anios(self) -> Tabla:
        """El año de cada documento fechado."""
        return self._tabla(lambda c: (str(c.fecha.year),) if c.fecha else ())

    @cached_property
    def marcas(self) -> Tabla:
        """Las marcas de acceso de cada documento."""
        return self._tabla(lambda c: c.marcas)

    @cached_property
    def _por_numero(self) -> Mapping[str, Enteros]:
        return self._agrupar(_sin_puntos(c.numero) for c in self.cabeceras)

    def con_numero(self, numero: str) -> Enteros:
        """Los documentos que llevan ese número de norma, con punto o con guion entre sus partes."""
        return self._por_numero.get(_sin_puntos(numero), NINGUNA.entradas)

    @cached_property
    def por_titulo(self) -> Mapping[str, Enteros]:
        """Los documentos que llevan cada título, plegado."""
        return self._agrupar(c.clave_titulo for c in self.cabeceras)

    @cached_property
    def orden_de_titulo(self) -> Enteros:
        """El lugar de cada documento si se ordenaran todos por título (los sin título, al final)."""
        claves = [(not c.clave_titulo, c.clave_titulo, c.documento) for c in self.cabeceras]
        lugares = np.empty(self.documentos, np.int64)
        lugares[sorted(range(self.documentos), key=claves.__getitem__)] = np.arange(self.documentos)
        return lugares

    def _agrupar(self, claves: Iterable[str]) -> Mapping[str, Enteros]:
        grupos: dict[str, list[int]] = {}
        for documento, clave in enumerate(claves):
            if clave:
                grupos.setdefault(clave, []).append(documento)
        return {clave: np.array(documentos, np.int64) for clave, documentos in grupos.items()}

    def _tabla(self, valores_de: Callable[[Cabecera], tuple[str, ...]]) -> Tabla:
        codigos: dict[str, int] = {}
        pares = [
            (documento, codigos.setdefault(valor, len(codigos)))
            for documento, cabecera in enumerate(self.cabeceras)
            for valor in valores_de(cabecera)
        ]
        columnas = np.array(pares, np.int64).reshape(-1, 2)
        return Tabla(tuple(codigos), columnas[:, 0], columnas[:, 1])

    def con_valor(self, campo: Campo, valores: Iterable[str]) -> Mascara:
        """Los documentos con alguno de esos valores, comparados sin acentos ni mayúsculas.

        De un tipo basta el comienzo, en palabras enteras: `acta` abarca `acta_sesion_comision`.
        """
        buscados = [valor_canonico(valor) for valor in valores]

        def quiere(valor: str) -> bool:
            propio = valor_canonico(valor)
            return any(
                propio == uno or (campo is Campo.TIPO and propio.startswith(uno + " ")) for uno in buscados
            )

        return self.tablas[campo].mascara(self.documentos, quiere)

    # --- palabras

    def apariciones(self, campo: str, termino: str) -> Apariciones:
        """Las entradas con un término, de todos los segmentos; incluye borradas y ocultas."""
        entradas, veces = [], []
        for parte, base in zip(self.partes, self._bases.tolist(), strict=False):
            halladas = parte.segmento.apariciones(campo, termino)
            if len(halladas.entradas):
                entradas.append(halladas.entradas + base)
                veces.append(halladas.veces)
        return Apariciones(np.concatenate(entradas), np.concatenate(veces)) if entradas else NINGUNA

    def posiciones(self, campo: str, termino: str, entradas: Enteros) -> tuple[Enteros, Enteros]:
        """Las posiciones de un término en esas entradas (en orden): pares (entrada, posición)."""
        de_entrada, posiciones = [NINGUNA.entradas], [NINGUNA.entradas]
        cortes = np.searchsorted(entradas, self._bases)
        for numero, parte in enumerate(self.partes):
            suyas = entradas[cortes[numero] : cortes[numero + 1]] - self._bases[numero]
            if len(suyas):
                halladas, lugares = parte.segmento.posiciones(campo, termino, suyas)
                de_entrada.append(halladas + self._bases[numero])
                posiciones.append(lugares)
        return np.concatenate(de_entrada), np.concatenate(posiciones)

    @cached_property
    def vocabulario(self) -> tuple[str, ...]:
        """Las palabras (sólo letras) de los segmentos públicos, en orden; algunas pueden ser de borrados."""
        publicas = [parte.segmento.vocabulario for parte in self.partes if parte.publica]
        return tuple(sorted(frozenset().union(*publicas)))

    def con_prefijo(self, campo: str, prefijo: str) -> set[str]:
        """Los términos que empiezan así, de documentos visibles o no: quien llama debe filtrar."""
        return {t for parte in self.partes for t in parte.segmento.con_prefijo(campo, prefijo)}
