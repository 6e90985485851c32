"""Todo lo que el índice sabe en un momento dado, numerado de corrido y listo para operar con NumPy.

Dos numeraciones: la entrada (la de un documento o la de uno de sus fragmentos) y el documento. Las entradas
de un documento son contiguas. Una vista no cambia; cada confirmación del escritor da lugar a otra, que sólo
junta las columnas de los segmentos: las listas se leen donde están.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indexador.motor.arreglos import Arreglo
from indexador.motor.campos import valor_canonico
from indexador.motor.codec import Segmento
from indexador.motor.columnas import SIN_FECHA, LugarDePasaje, sin_puntos
from indexador.motor.esquema import REGISTRO, TEXTO, TITULO, seccion_de
from indexador.motor.listas import Listas
from indexador.motor.nodos import Campo
from indexador.motor.tipos import NINGUNA, Apariciones, Enteros, Mascara
from indexador.motor.vocabulario import ANCHO_DEL_HUECO, PARTES_CON_HUECO

Eleccion = Callable[[Listas], Arreglo]
"""Qué pares de un segmento se buscan, dadas sus listas."""
Pesaje = Callable[[Listas, Arreglo], Arreglo]
"""Cuánto cuenta cada uno de unos pares."""
_COLUMNA = {
    Campo.TIPO: "tipo",
    Campo.ACCESO: "acceso",
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

    def sumar(self, cuantas: Enteros) -> Mapping[str, int]:
        """La suma, por valor, de una cantidad por documento; los que no suman no salen."""
        sumas = np.bincount(self.codigos, weights=cuantas[self.documentos], minlength=len(self.valores))
        return {self.valores[codigo]: int(sumas[codigo]) for codigo in np.flatnonzero(sumas)}


class Vista:
    """Los segmentos de uno de los índices, o de los dos, como si fueran uno."""

    def __init__(self, partes: Sequence[Parte]) -> None:
        self.partes = tuple(partes)
        columnas = [parte.segmento.columnas for parte in partes]
        self.bases: list[int] = np.cumsum([0, *(parte.segmento.total for parte in partes)]).tolist()
        self._bases_de_documento: list[int] = np.cumsum([0, *map(len, columnas)]).tolist()
        self.entradas, self.documentos = self.bases[-1], self._bases_de_documento[-1]
        self.primera = _juntar([c.primeras + base for c, base in zip(columnas, self.bases, strict=False)])
        self.ids = _juntar([c.ids for c in columnas])
        self.revisiones = _juntar([c.revisiones for c in columnas])
        self.fecha = _juntar([c.fechas for c in columnas])
        cuantas = _juntar([c.entradas for c in columnas])
        self.fragmentos = cuantas - 1
        self.documento_de = np.repeat(np.arange(self.documentos), cuantas)
        self.publico = np.repeat([parte.publica for parte in partes], [len(c) for c in columnas]).astype(bool)
        self.vivo = self._sin_repetidos(self._no_borrados())
        self._comienzos: dict[str, Enteros] = {}
        self._alcances: dict[int, int] = {}
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
        return _juntar([parte.segmento.listas[seccion].largos for parte in self.partes])

    @cached_property
    def largo_texto(self) -> Enteros:
        """Palabras de todo el texto de cada documento."""
        if not self.documentos:
            return NINGUNA.entradas
        return np.add.reduceat(self.largo_entrada, self.primera)

    @cached_property
    def largo_titulo(self) -> Enteros:
        """Palabras del título de cada documento, y `RESERVA`."""
        return self.largos(TITULO)[self.primera].astype(np.int64) - _HUECOS + RESERVA

    @cached_property
    def largo_registro(self) -> Enteros:
        """Palabras del registro bibliográfico de cada documento, y `RESERVA`."""
        return self.largos(REGISTRO)[self.primera].astype(np.int64) - _HUECOS + RESERVA

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
        return _juntar(
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

        De un tipo basta el comienzo, en palabras enteras: `acta` abarca `acta_sesion_comision`. Se recuerda:
        no la cambie quien la reciba.
        """
        buscado = valor_canonico(valor)

        def quiere(uno: str) -> bool:
            propio = valor_canonico(uno)
            return propio == buscado or (campo is Campo.TIPO and propio.startswith(buscado + " "))

        return self._recordar((campo, buscado), lambda: self.tablas[campo].mascara(self.documentos, quiere))

    def del_articulo(self, numero: str) -> Enteros:
        """Las entradas que son ese artículo, de documentos visibles o no."""
        return _juntar(
            [
                parte.segmento.columnas.del_articulo(numero) + base
                for parte, base in zip(self.partes, self.bases, strict=False)
            ]
        )

    # --- lo que se muestra de un documento

    def identificador(self, documento: int) -> str:
        """El identificador público de un documento."""
        lugar, suyo = self._lugar(documento, self._bases_de_documento)
        return self.partes[lugar].segmento.columnas.texto("identificador", suyo)

    def pasaje(self, entrada: int) -> LugarDePasaje:
        """El fragmento de una entrada."""
        lugar, suya = self._lugar(entrada, self.bases)
        return self.partes[lugar].segmento.columnas.pasaje(suya)

    def _lugar(self, numero: int, bases: list[int]) -> tuple[int, int]:
        lugar = int(np.searchsorted(bases, numero, "right")) - 1
        return lugar, numero - bases[lugar]

    # --- palabras

    def reunir(self, eleccion: Eleccion, seccion: str, pesos: Pesaje | None = None) -> Apariciones:
        """Las entradas, también las ocultas, con alguno de los términos que se eligen de cada segmento."""
        entradas, veces = [], []
        for parte, base in zip(self.partes, self.bases, strict=False):
            listas = parte.segmento.listas[seccion]
            pares = eleccion(listas)
            halladas = listas.lista_de(pares, pesos(listas, pares) if pesos else None)
            if len(halladas.entradas):
                entradas.append(halladas.entradas.astype(np.int64) + base)
                veces.append(halladas.veces.astype(np.float64))
        return Apariciones(np.concatenate(entradas), np.concatenate(veces)) if entradas else NINGUNA

    def de_cada_segmento(self, seccion: str) -> list[Listas]:
        """Las listas de una sección en cada segmento, en el orden de `bases`."""
        return [parte.segmento.listas[seccion] for parte in self.partes]

    def cuantas(self, eleccion: Eleccion, seccion: str) -> int:
        """Cuántas veces, contando las ocultas, están los términos que se eligen."""
        return sum(
            listas.veces_de(eleccion(listas))
            for listas in (parte.segmento.listas[seccion] for parte in self.partes)
        )

    def lugares(self, eleccion: Eleccion, seccion: str, mascara: Mascara | None = None) -> Enteros:
        """Los lugares, en orden, de los términos que se eligen de cada segmento.

        Un lugar corre por todo un documento y queda lejos del siguiente (`comienzos` da el de cada entrada).
        Con `mascara` (de entradas), sólo los de esas entradas.
        """
        comienzos = self.comienzos(seccion)
        hallados = []
        for parte, base in zip(self.partes, self.bases, strict=False):
            listas = parte.segmento.listas[seccion]
            propios = slice(base, base + listas.total)
            suya = None if mascara is None else mascara[propios]
            hallados += listas.lugares_desde(eleccion(listas), comienzos[propios], suya)
        if len(hallados) == 1:
            return hallados[0]
        return np.concatenate(hallados) if hallados else NINGUNA.entradas

    def marcadas(self, eleccion: Eleccion, seccion: str) -> Mascara:
        """Qué entradas, también las ocultas, tienen alguno de los términos que se eligen."""
        mascara = np.zeros(self.entradas, bool)
        for base, listas in zip(self.bases, self.de_cada_segmento(seccion), strict=False):
            mascara[base : base + listas.total][listas.entradas_de(eleccion(listas))] = True
        return mascara

    def comienzos(self, seccion: str) -> Enteros:
        """En qué lugar empieza cada entrada."""
        if seccion not in self._comienzos:
            avances = np.cumsum([0, *(parte.segmento.ancho[seccion] for parte in self.partes)]).tolist()
            suyos = [
                parte.segmento.comienzos[seccion] + avance
                for parte, avance in zip(self.partes, avances, strict=False)
            ]
            # En 32 bits mientras quepan: la mitad de memoria que mover.
            tipo = np.int32 if avances[-1] < np.iinfo(np.int32).max else np.int64
            self._comienzos[seccion] = _juntar(suyos).astype(tipo)
        return self._comienzos[seccion]

    def entradas_en(self, lugares: Enteros, seccion: str) -> Enteros:
        """La entrada de cada lugar."""
        return np.searchsorted(self.comienzos(seccion), lugares, "right") - 1

    def alcance(self, seccion: str, palabras: int) -> int:
        """Cuántas entradas a cada lado puede tocar un tramo de tantas palabras."""
        if seccion != TEXTO:
            return 0
        redondo = 1 << max(5, palabras.bit_length())
        if redondo not in self._alcances:
            comienzos = self.comienzos(seccion)
            lejos = np.searchsorted(comienzos, comienzos + redondo, "right") - np.arange(len(comienzos))
            self._alcances[redondo] = int(lejos.max(initial=1))
        return self._alcances[redondo]

    @cached_property
    def vocabulario(self) -> tuple[str, ...]:
        """Las palabras (sólo letras) de los segmentos públicos, en orden; algunas pueden ser de borrados."""
        publicas = [parte.segmento.vocabulario for parte in self.partes if parte.publica]
        return tuple(sorted(frozenset().union(*publicas)))

    def apariciones(self, campo: str, forma: str) -> Apariciones:
        """Las entradas, también las ocultas, con una forma exacta en un campo de palabras o una anotación."""
        return self.reunir(lambda listas: listas.pares_de_forma(forma), seccion_de(campo))

    def con_prefijo(self, campo: str, prefijo: str) -> set[str]:
        """Los términos que empiezan así, de documentos visibles o no: quien llama debe filtrar."""
        hallados: set[str] = set()
        for parte in self.partes:
            listas = parte.segmento.listas[seccion_de(campo)]
            desde, hasta = listas.formas_con_prefijo(prefijo)
            hallados.update(listas.formas[i].decode() for i in range(desde, hasta))
        return hallados


def _juntar(arreglos: Iterable[Arreglo]) -> Enteros:
    juntos = [arreglo.astype(np.int64, copy=False) for arreglo in arreglos]
    return np.concatenate(juntos) if juntos else np.empty(0, np.int64)
