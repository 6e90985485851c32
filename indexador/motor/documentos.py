"""Los documentos de un índice en un momento dado: sus columnas, juntas y numeradas de corrido."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from indexador.motor.arreglos import Arreglo
from indexador.motor.campos import es_del_tipo, valor_canonico
from indexador.motor.columnas import SIN_FECHA, LugarDePasaje, sin_puntos
from indexador.motor.esquema import REGISTRO, TEXTO, TITULO
from indexador.motor.nodos import Campo
from indexador.motor.segmento import Segmento
from indexador.motor.tabla import Tabla
from indexador.motor.tipos import NINGUNA, Enteros, Mascara
from indexador.motor.vocabulario import ANCHO_DEL_HUECO, PARTES_CON_HUECO

_COLUMNA = {
    Campo.TIPO: "tipo",
    Campo.ACCESO: "acceso",
    Campo.PAIS: "pais",
    Campo.TEMA: "temas",
    Campo.ACTIVIDAD: "actividades",
    Campo.INSTITUCION: "instituciones",
}
_MASCARAS_GUARDADAS = 256
RESERVA = 6
"""Palabras que se suponen de más en un título o un registro: así los muy cortos no pesan demasiado."""
_HUECOS = PARTES_CON_HUECO * ANCHO_DEL_HUECO


@dataclass(frozen=True, slots=True)
class Parte:
    """Un segmento en su generación: qué entradas tiene borradas y de cuál de los dos índices es."""

    segmento: Segmento
    borradas: frozenset[int]
    publica: bool


class Documentos:
    """Los documentos de unos segmentos: qué son, quién los ve y dónde están sus entradas."""

    def __init__(self, partes: Sequence[Parte]) -> None:
        self.partes = tuple(partes)
        columnas = [parte.segmento.columnas for parte in partes]
        self.bases: list[int] = np.cumsum([0, *(parte.segmento.total for parte in partes)]).tolist()
        self._bases_de_documento: list[int] = np.cumsum([0, *map(len, columnas)]).tolist()
        self.entradas, self.documentos = self.bases[-1], self._bases_de_documento[-1]
        self.primera = juntar([c.primeras + base for c, base in zip(columnas, self.bases, strict=False)])
        self.ids = juntar([c.ids for c in columnas])
        self.revisiones = juntar([c.revisiones for c in columnas])
        self.fecha = juntar([c.fechas for c in columnas])
        self.publicado = juntar([c.publicados for c in columnas])
        cuantas = juntar([c.entradas for c in columnas])
        self.fragmentos = cuantas - 1
        self.documento_de = np.repeat(np.arange(self.documentos), cuantas)
        self.publico = np.repeat([parte.publica for parte in partes], [len(c) for c in columnas]).astype(bool)
        self.vivo = self._sin_repetidos(self._no_borrados())
        self._mascaras: dict[Hashable, Mascara] = {}

    def _no_borrados(self) -> Mascara:
        entradas = np.ones(self.entradas, bool)
        for parte, base in zip(self.partes, self.bases, strict=False):
            if parte.borradas:
                entradas[np.fromiter(parte.borradas, np.int64, len(parte.borradas)) + base] = False
        vivos: Mascara = entradas[self.primera]
        return vivos

    def _sin_repetidos(self, vivo: Mascara) -> Mascara:
        """Si un cambio de índice se cortó a la mitad, el documento está en los dos: vale el público."""
        publicos = self.ids[vivo & self.publico]
        return vivo & (self.publico | ~np.isin(self.ids, publicos))

    # --- largos, en palabras

    @cached_property
    def largo_entrada(self) -> Enteros:
        """Palabras de texto de cada fragmento; la entrada propia del documento no tiene."""
        return self.largos(TEXTO)

    def largos(self, seccion: str) -> Enteros:
        """Palabras de una sección en cada entrada."""
        return juntar([parte.segmento.listas[seccion].largos for parte in self.partes])

    @cached_property
    def largo_texto(self) -> Enteros:
        """Palabras de todo el texto de cada documento."""
        if not self.documentos:
            return NINGUNA.entradas
        return np.add.reduceat(self.largo_entrada, self.primera)

    @cached_property
    def largo_titulo(self) -> Enteros:
        """Palabras del título de cada documento, y `RESERVA`."""
        return self.largos(TITULO)[self.primera] - _HUECOS + RESERVA

    @cached_property
    def largo_registro(self) -> Enteros:
        """Palabras del registro bibliográfico de cada documento, y `RESERVA`."""
        return self.largos(REGISTRO)[self.primera] - _HUECOS + RESERVA

    # --- valores de los documentos

    @cached_property
    def anio(self) -> Enteros:
        """El año de cada documento; `SIN_FECHA` si no tiene."""
        dias = self.fecha.astype("timedelta64[D]") + np.datetime64("0001-01-01") - np.timedelta64(1, "D")
        anios = dias.astype("datetime64[Y]").astype(np.int64) + 1970
        return np.where(self.fecha == SIN_FECHA, SIN_FECHA, anios)

    @cached_property
    def tablas(self) -> Mapping[Campo, Tabla]:
        """Los valores de cada campo cerrado."""
        return {campo: self._tabla(columna) for campo, columna in _COLUMNA.items()}

    @cached_property
    def anios(self) -> Tabla:
        """El año de cada documento fechado."""
        fechados = np.flatnonzero(self.fecha != SIN_FECHA)
        distintos, codigos = np.unique(self.anio[fechados], return_inverse=True)
        return Tabla(tuple(str(anio) for anio in distintos.tolist()), fechados, codigos)

    def fechas(self, clase: str) -> Enteros:
        """El día (ordinal) de esa clase de fecha en cada documento; `SIN_FECHA` si no la tiene."""
        dias = np.zeros(self.documentos, np.int64)
        tabla = self._fechas
        de_la_clase = np.array([valor.startswith(f"{clase} ") for valor in tabla.valores], bool)
        ordinales = np.array([int(valor.rsplit(" ", 1)[1]) for valor in tabla.valores], np.int64)
        if len(ordinales):
            suyas = de_la_clase[tabla.codigos]
            dias[tabla.documentos[suyas]] = ordinales[tabla.codigos[suyas]]
        return dias

    @cached_property
    def _fechas(self) -> Tabla:
        return self._tabla("fechas")

    @cached_property
    def _marcas(self) -> Tabla:
        return self._tabla("marcas")

    def con_marcas(self, marcas: frozenset[str]) -> Mascara:
        """Los documentos con alguna de esas marcas de acceso. Se recuerda: no la cambie quien la reciba."""
        return self._recordar(marcas, lambda: self._marcas.mascara(self.documentos, marcas.__contains__))

    def _recordar(self, clave: Hashable, calcular: Callable[[], Mascara]) -> Mascara:
        """Una máscara ya calculada. Un `lru_cache` sobre un método ataría cada vista a sí misma.

        La de una generación pasada no se soltaría, con sus segmentos, hasta que pasara el recolector.
        """
        mascara = self._mascaras.get(clave)
        if mascara is None:
            if len(self._mascaras) >= _MASCARAS_GUARDADAS:
                self._mascaras.clear()
            mascara = self._mascaras[clave] = calcular()
        return mascara

    def _tabla(self, columna: str) -> Tabla:
        numeros: dict[str, int] = {}
        documentos, codigos = [NINGUNA.entradas], [NINGUNA.entradas]
        for parte, base in zip(self.partes, self._bases_de_documento, strict=False):
            valores, suyos, propios = parte.segmento.columnas.valores(columna)
            comunes = np.array([numeros.setdefault(valor, len(numeros)) for valor in valores], np.int64)
            documentos.append(suyos.astype(np.int64) + base)
            codigos.append(comunes[propios])
        return Tabla(tuple(numeros), np.concatenate(documentos), np.concatenate(codigos))

    def con_numero(self, numero: str) -> Enteros:
        """Los documentos que llevan ese número de norma, con punto o con guion entre sus partes."""
        return self._con_texto("numero", sin_puntos(numero))

    def con_titulo(self, clave: str) -> Enteros:
        """Los documentos que se llaman así (clave de `columnas.clave_de_titulo`)."""
        return self._con_texto("titulo", clave)

    def _con_texto(self, columna: str, texto: str) -> Enteros:
        if not texto:
            return NINGUNA.entradas
        return juntar(
            [
                parte.segmento.columnas.con_texto(columna, texto) + base
                for parte, base in zip(self.partes, self._bases_de_documento, strict=False)
            ]
        )

    @cached_property
    def titulos(self) -> list[str]:
        """La clave del título de cada documento. Se lee entera: sólo para lo que la necesita toda."""
        return [t for parte in self.partes for t in parte.segmento.columnas.cadenas("titulo").textos()]

    @cached_property
    def orden_de_titulo(self) -> Enteros:
        """El lugar de cada documento si se ordenaran todos por título (los sin título, al final)."""
        ids = self.ids.tolist()
        claves = [(not titulo, titulo, id_) for titulo, id_ in zip(self.titulos, ids, strict=True)]
        lugares = np.empty(self.documentos, np.int64)
        lugares[sorted(range(self.documentos), key=claves.__getitem__)] = np.arange(self.documentos)
        return lugares

    def con_valor(self, campo: Campo, valor: str) -> Mascara:
        """Los documentos con ese valor, comparado sin acentos ni mayúsculas.

        De un tipo basta el comienzo, en palabras enteras: `acta` abarca `acta_sesion_comision`; y `ley`, los
        que son leyes. Se recuerda: no la cambie quien la reciba.
        """
        buscado = valor_canonico(valor)

        def quiere(uno: str) -> bool:
            return es_del_tipo(uno, buscado) if campo is Campo.TIPO else valor_canonico(uno) == buscado

        return self._recordar((campo, buscado), lambda: self.tablas[campo].mascara(self.documentos, quiere))

    def con_valores(self, campo: Campo, valores: frozenset[str]) -> Mascara:
        """Los documentos con alguno de esos valores, tal cual. Se recuerda: no la cambie quien la reciba."""
        return self._recordar(
            (campo, valores), lambda: self.tablas[campo].mascara(self.documentos, valores.__contains__)
        )

    def entre(self, desde: date | None, hasta: date | None) -> Mascara:
        """Los fechados entre dos días, ambos incluidos; sin fecha no se está entre ninguno.

        Se recuerda: no la cambie quien la reciba.
        """

        def calcular() -> Mascara:
            mascara: Mascara = self.fecha != SIN_FECHA
            if desde:
                mascara &= self.fecha >= desde.toordinal()
            if hasta:
                mascara &= self.fecha <= hasta.toordinal()
            return mascara

        return self._recordar((desde, hasta), calcular)

    def del_articulo(self, numero: str) -> Enteros:
        """Las entradas que son ese artículo, de documentos visibles o no."""
        return juntar(
            [
                parte.segmento.columnas.del_articulo(numero) + base
                for parte, base in zip(self.partes, self.bases, strict=False)
            ]
        )

    # --- lo que se muestra de un documento

    def identificador(self, documento: int) -> str:
        """El identificador público de un documento."""
        return self._texto("identificador", documento)

    def numero(self, documento: int) -> str:
        """El número canónico de la norma que es un documento, o nada."""
        return self._texto("numero", documento)

    def titulo(self, documento: int) -> str:
        """El título de un documento, plegado y sin signos."""
        return self._texto("titulo", documento)

    def pasaje(self, entrada: int) -> LugarDePasaje:
        """El fragmento de una entrada."""
        lugar, suya = self._lugar(entrada, self.bases)
        return self.partes[lugar].segmento.columnas.pasaje(suya)

    def _texto(self, columna: str, documento: int) -> str:
        lugar, suyo = self._lugar(documento, self._bases_de_documento)
        return self.partes[lugar].segmento.columnas.texto(columna, suyo)

    def _lugar(self, numero: int, bases: list[int]) -> tuple[int, int]:
        lugar = bisect_right(bases, numero) - 1
        return lugar, numero - bases[lugar]


def juntar(arreglos: Iterable[Arreglo]) -> Enteros:
    """Unos arreglos seguidos, en enteros de 64 bits."""
    juntos = [arreglo.astype(np.int64, copy=False) for arreglo in arreglos]
    return np.concatenate(juntos) if juntos else np.empty(0, np.int64)
