"""El motor sobre Whoosh: dos índices, `publico` y `restringido`, que se buscan como uno.

Un lector anónimo sólo abre el primero. Un documento está en uno de los dos; para pasar al otro se agrega al
que llega antes de quitarlo del que deja. En medio está en los dos y vale el público, que es lo que era o lo
que va a ser: no falta a nadie que pueda verlo, y sólo lo ve quien lo veía antes o lo verá después.
"""

import os
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TypeVar

from whoosh.index import TOC

from indexador.consulta import Acierto, Completado, Consulta, Resultado
from indexador.errores import IndiceDanado
from indexador.ficha import Ficha
from indexador.motor.almacenamiento import AlmacenSincronizado, Sincronizador
from indexador.motor.busqueda import buscar
from indexador.motor.completado import completar
from indexador.motor.documentos import Parte
from indexador.motor.ejecutor import Ejecutor
from indexador.motor.escritura import Escritor
from indexador.motor.esquema import esquema
from indexador.motor.segmento import Segmento, Segmentos, traducir_danios
from indexador.motor.similares import similares
from indexador.motor.vista import Vista

PUBLICO, RESTRINGIDO = "publico", "restringido"
MARCA_PUBLICA = "publico"
_NINGUNA_LEIDA = -2
"""Distinta de -1, que es lo que Whoosh dice de un índice que no existe."""
_INTENTOS = 20
_ESPERA = 0.02
_T = TypeVar("_T")


class Lector:
    """El lado que lee de uno de los índices: sus segmentos en la última generación."""

    def __init__(self, ruta: Path, nombre: str) -> None:
        self._almacen = AlmacenSincronizado(ruta)
        self._nombre = nombre
        self._segmentos = Segmentos(self._almacen)
        self._generacion = _NINGUNA_LEIDA
        self._partes: tuple[Parte, ...] = ()

    def generacion(self) -> int:
        """La última confirmada en el disco."""
        generacion: int = TOC._latest_generation(self._almacen, self._nombre)
        return generacion

    def partes(self) -> tuple[int, tuple[Parte, ...]]:
        """La generación y sus segmentos. Levanta `IndiceDanado` si falta o está roto algún archivo."""
        return _reintentando(self._abrir)

    def verificar(self) -> None:
        """Lee del disco todos los segmentos. Levanta `IndiceDanado` si alguno no es lo que se escribió."""
        _reintentando(self._verificar)

    def _verificar(self) -> None:
        for segmento in self._tabla().segments:
            # Se abren otra vez: un archivo borrado o sustituido sigue entero para quien ya lo tenía abierto.
            Segmento(self._almacen, segmento).arreglos.verificar()

    def _tabla(self) -> TOC:
        generacion = self.generacion()
        if generacion < 0:
            # Ninguna tabla: quizá se leyó la carpeta justo mientras una sustituía a la otra.
            raise FileNotFoundError(self._nombre)
        with traducir_danios():
            return TOC.read(self._almacen, self._nombre, gen=generacion, schema=esquema())

    def _abrir(self) -> tuple[int, tuple[Parte, ...]]:
        if self.generacion() == self._generacion:
            for parte in self._partes:
                parte.segmento.comprobar()
        else:
            tabla = self._tabla()
            leidos = self._segmentos.abrir(tabla.segments)
            self._partes = tuple(
                Parte(leido, frozenset(segmento.deleted_docs()), self._nombre == PUBLICO)
                for leido, segmento in zip(leidos, tabla.segments, strict=True)
            )
            self._generacion = tabla.generation
        return self._generacion, self._partes


def _reintentando(hacer: Callable[[], _T]) -> _T:
    """Repite si una confirmación se lleva archivos a medio abrir."""
    for intento in range(_INTENTOS):
        try:
            return hacer()
        except FileNotFoundError as error:
            if intento == _INTENTOS - 1:
                raise IndiceDanado("Faltan archivos del índice: hay que reconstruirlo.") from error
            time.sleep(_ESPERA)
    raise AssertionError  # pragma: no cover


class MotorWhoosh:
    """Cumple `protocolo.Motor`. Un proceso abre uno y lo comparte entre sus hilos."""

    def __init__(self, ruta: Path, sincronizar: Sincronizador = os.fsync, *, crear: bool = True) -> None:
        self._escritores = {
            nombre: Escritor(ruta / nombre, nombre, sincronizar) for nombre in (PUBLICO, RESTRINGIDO)
        }
        self._lectores = {nombre: Lector(ruta / nombre, nombre) for nombre in (PUBLICO, RESTRINGIDO)}
        self._vistas: dict[tuple[str, ...], tuple[tuple[int, ...], Vista]] = {}
        self._cerrojo = Lock()
        if crear:
            for escritor in self._escritores.values():
                escritor.crear()

    @classmethod
    def abrir(cls, ruta: Path | str, *, crear: bool = True) -> "MotorWhoosh":
        """Abre el índice de esa carpeta; si no existe, lo crea vacío o, sin `crear`, no toca el disco.

        Sin `crear`, un índice que no existe se dice (`IndiceDanado`) al usarlo.
        """
        return cls(Path(ruta), crear=crear)

    def escribir(self, fichas: Sequence[Ficha], borrar: Collection[int] = ()) -> None:
        """Véase `Motor.escribir`."""
        ultimas = {ficha.documento: ficha for ficha in fichas}
        quitar = frozenset(borrar) | frozenset(ultimas)
        publicas = [ficha for ficha in ultimas.values() if ficha.publica]
        restringidas = [ficha for ficha in ultimas.values() if not ficha.publica]
        estrechados = quitar - {ficha.documento for ficha in publicas}
        callados = estrechados - {ficha.documento for ficha in restringidas if ficha.tiene_palabras}
        publico, restringido = self._escritores[PUBLICO], self._escritores[RESTRINGIDO]
        restringido.escribir(restringidas, estrechados, estrechados=callados)
        publico.escribir(publicas, quitar, estrechados=estrechados)
        if publicas:
            restringido.escribir([], quitar - estrechados, estrechados=frozenset())
        # Ya nadie los ve; falta quitar sus palabras de los segmentos que se tarda en reescribir.
        publico.olvidar(estrechados)
        restringido.olvidar(callados)

    def buscar(self, consulta: Consulta) -> Resultado:
        """Véase `Motor.buscar`."""
        return buscar(self._vista_de(consulta), consulta)

    def similares(self, consulta: Consulta, excepto: int, *, por_pasaje: bool = False) -> tuple[Acierto, ...]:
        """Véase `Motor.similares`."""
        return similares(self._vista_de(consulta), consulta, excepto, por_pasaje=por_pasaje)

    def ejecutor(self) -> Ejecutor:
        """El ejecutor de consultas de Whoosh por fragmento, sobre lo público de ahora."""
        return Ejecutor(self._vista(PUBLICO))

    def completar(self, consulta: Consulta) -> Completado:
        """Véase `Motor.completar`."""
        return completar(self._vista_de(consulta), consulta)

    def revisiones(self) -> Mapping[int, int]:
        """Véase `Motor.revisiones`."""
        halladas: dict[int, int] = {}
        for nombre in (PUBLICO, RESTRINGIDO):
            vista = self._vista(nombre)
            ids, revisiones = vista.ids[vista.vivo].tolist(), vista.revisiones[vista.vivo].tolist()
            for documento, revision in zip(ids, revisiones, strict=True):
                halladas[documento] = -1 if documento in halladas else revision
        return halladas

    def optimizar(self) -> None:
        """Véase `Motor.optimizar`."""
        for escritor in self._escritores.values():
            escritor.optimizar()

    def verificar(self) -> None:
        """Véase `Motor.verificar`."""
        for lector in self._lectores.values():
            lector.verificar()

    def unir(self) -> bool:
        """Véase `Motor.unir`."""
        return any(escritor.unir() for escritor in self._escritores.values())

    def calentar(self) -> None:
        """Véase `Motor.calentar`."""
        for marcas in (frozenset({MARCA_PUBLICA}), frozenset({MARCA_PUBLICA, "personal"})):
            self.buscar(Consulta("", marcas))
            self.completar(Consulta("ley", marcas))

    def _vista_de(self, consulta: Consulta) -> Vista:
        """Los índices que le tocan a quien busca."""
        return self._vista(PUBLICO, *(() if consulta.marcas <= {MARCA_PUBLICA} else (RESTRINGIDO,)))

    def _vista(self, *nombres: str) -> Vista:
        """La vista al día de esos índices. Sólo se rehace si alguno tiene otra generación."""
        with self._cerrojo:
            leidas, generaciones = self._leer(nombres)
            guardada = self._vistas.get(nombres)
            if guardada is not None and guardada[0] == generaciones:
                return guardada[1]
            # Dos veces lo mismo, o lo que se publica entre leer un índice y otro no estaría en ninguno.
            for _ in range(_INTENTOS):
                antes, (leidas, generaciones) = generaciones, self._leer(nombres)
                if antes == generaciones:
                    break
            vista = Vista([parte for _, partes in leidas for parte in partes])
            self._vistas[nombres] = (generaciones, vista)
            return vista

    def _leer(self, nombres: tuple[str, ...]) -> tuple[list[tuple[int, tuple[Parte, ...]]], tuple[int, ...]]:
        leidas = [self._lectores[nombre].partes() for nombre in nombres]
        return leidas, tuple(generacion for generacion, _ in leidas)
