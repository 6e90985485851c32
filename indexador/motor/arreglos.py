"""Un archivo con varios arreglos de NumPy, escrito de una vez y leído por mapa de memoria.

Lleva una cabecera en JSON (nada que se ejecute al leerla) con el lugar, el tipo y la suma de control de cada
arreglo. Al abrir se comprueba la cabecera y que el archivo esté entero, que es barato; las sumas de los
datos, sólo con `Arreglos.verificar`.
"""

import json
import mmap
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from indexador.errores import IndiceDanado

Arreglo = NDArray[Any]
MAGIA = b"CDAR\x00\x03\r\n"
"""La firma del archivo; cambia con la disposición de los datos."""
_ALINEACION = 64
_POCOS_TRAMOS = 16
_LARGO_DEL_PROLOGO = len(MAGIA) + 8
_DE_OTRA_VERSION = "El índice es de otra versión del programa o está dañado: hay que reconstruirlo."
_CORTADO = "Al índice le falta parte de un archivo: hay que reconstruirlo."
_ALTERADO = "Los datos del índice no concuerdan con su suma de control: hay que reconstruirlo."


def escribir(archivo: BinaryIO, arreglos: Mapping[str, Arreglo]) -> None:
    """Escribe los arreglos (de una dimensión) en un archivo vacío, en orden."""
    guardados = {nombre: np.ascontiguousarray(arreglo) for nombre, arreglo in arreglos.items()}
    lugar, indice = 0, {}
    for nombre, arreglo in guardados.items():
        suma = zlib.crc32(arreglo.data.cast("B")) if arreglo.size else 0
        indice[nombre] = [lugar, arreglo.dtype.str, arreglo.size, suma]
        lugar = _alineado(lugar + arreglo.nbytes)
    cabecera = json.dumps(indice).encode()
    cabecera += b" " * (_alineado(_LARGO_DEL_PROLOGO + len(cabecera)) - _LARGO_DEL_PROLOGO - len(cabecera))
    archivo.write(MAGIA + len(cabecera).to_bytes(4, "little") + zlib.crc32(cabecera).to_bytes(4, "little"))
    archivo.write(cabecera)
    for arreglo in guardados.values():
        if arreglo.size:
            archivo.write(arreglo.data.cast("B"))
            archivo.write(b"\0" * (_alineado(arreglo.nbytes) - arreglo.nbytes))


def _alineado(lugar: int) -> int:
    return -(-lugar // _ALINEACION) * _ALINEACION


class Arreglos(Mapping[str, Arreglo]):
    """Los arreglos de un archivo, sólo para leer. Valen mientras alguien los tenga, aunque se borre."""

    def __init__(self, ruta: Path) -> None:
        """Abre el archivo. Levanta `IndiceDanado` si no es suyo, está cortado o su cabecera no cuadra."""
        with ruta.open("rb") as archivo:
            try:
                self._mapa = mmap.mmap(archivo.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:
                raise IndiceDanado(_CORTADO) from error
        self.bytes = len(self._mapa)
        self._indice = self._leer_cabecera()
        self._arreglos = {nombre: self._arreglo(*lugar) for nombre, lugar in self._indice.items()}

    def _leer_cabecera(self) -> dict[str, tuple[int, str, int, int]]:
        prologo = self._mapa[:_LARGO_DEL_PROLOGO]
        if not prologo.startswith(MAGIA):
            raise IndiceDanado(_DE_OTRA_VERSION)
        largo, suma = (int.from_bytes(prologo[i : i + 4], "little") for i in (len(MAGIA), len(MAGIA) + 4))
        self._base = _LARGO_DEL_PROLOGO + largo
        cabecera = self._mapa[_LARGO_DEL_PROLOGO : self._base]
        if zlib.crc32(cabecera) != suma:
            raise IndiceDanado(_CORTADO)
        indice: dict[str, tuple[int, str, int, int]] = json.loads(cabecera)
        return indice

    def _arreglo(self, lugar: int, tipo: str, cuantos: int, _: int) -> Arreglo:
        try:
            return np.frombuffer(self._mapa, dtype=tipo, count=cuantos, offset=self._base + lugar)
        except ValueError as error:
            if cuantos == 0:
                return np.empty(0, tipo)
            raise IndiceDanado(_CORTADO) from error

    @property
    def entero(self) -> bool:
        """¿Sigue el archivo con su tamaño? Leer del mapa lo que se le cortó mata el proceso (SIGBUS)."""
        return self._mapa.size() >= self.bytes

    def verificar(self) -> None:
        """Lee el archivo entero y levanta `IndiceDanado` si un bit no es el que se escribió."""
        for nombre, (_, _, cuantos, suma) in self._indice.items():
            if cuantos and zlib.crc32(self._arreglos[nombre].data.cast("B")) != suma:
                raise IndiceDanado(_ALTERADO)

    def __getitem__(self, nombre: str) -> Arreglo:
        return self._arreglos[nombre]

    def __iter__(self) -> Any:
        return iter(self._arreglos)

    def __len__(self) -> int:
        return len(self._arreglos)


def compacto(arreglo: Arreglo, maximo: int | None = None) -> Arreglo:
    """El mismo arreglo de enteros sin signo, en el tipo más estrecho en que cabe su mayor valor."""
    if maximo is None:
        maximo = int(arreglo.max()) if arreglo.size else 0
    return arreglo.astype(np.min_scalar_type(maximo), copy=False)


def desplazamientos(largos: Arreglo) -> Arreglo:
    """De los largos de unas partes seguidas, dónde empieza cada una y, al final, dónde acaba la última."""
    resultado = np.zeros(len(largos) + 1, np.int64)
    np.cumsum(largos, out=resultado[1:])
    return resultado


def tramos(comienzos: Arreglo, largos: Arreglo) -> Arreglo:
    """Los índices de unos tramos, uno tras otro: `[5, 9], [2, 3]` da `[5, 6, 9, 10, 11]`."""
    largos = largos.astype(np.int64, copy=False)
    fines = np.cumsum(largos)
    total = int(fines[-1]) if len(fines) else 0
    resultado: Arreglo = np.repeat(comienzos.astype(np.int64, copy=False) - (fines - largos), largos)
    resultado += np.arange(total)
    return resultado


def tomar(datos: Arreglo, inicios: Arreglo, fines: Arreglo) -> Arreglo:
    """Unos tramos de los datos, uno tras otro; si es uno solo, sin copiar."""
    if len(inicios) == 1:
        return datos[inicios[0] : fines[0]]
    if len(inicios) <= _POCOS_TRAMOS:
        return np.concatenate([datos[a:b] for a, b in zip(inicios.tolist(), fines.tolist(), strict=True)])
    return datos[tramos(inicios, fines - inicios)]


class Cadenas:
    """Una lista de cadenas de bytes en dos arreglos: todas seguidas, y dónde empieza cada una."""

    def __init__(self, juntas: Arreglo, desde: Arreglo) -> None:
        self.juntas, self.desde = juntas, desde
        # De una en una se leen más deprisa así que como números de NumPy.
        self._letras, self._lugares = juntas.data, desde.data

    def __len__(self) -> int:
        return len(self._lugares) - 1

    def __getitem__(self, i: int) -> bytes:
        return self._letras[self._lugares[i] : self._lugares[i + 1]].tobytes()

    def lista(self) -> list[bytes]:
        """Todas, en memoria."""
        juntas, desde = self.juntas.tobytes(), self.desde.tolist()
        return [juntas[desde[i] : desde[i + 1]] for i in range(len(self))]

    def textos(self) -> list[str]:
        """Todas, como texto."""
        return [cadena.decode() for cadena in self.lista()]


def juntar(cadenas: list[bytes]) -> tuple[Arreglo, Arreglo]:
    """Los dos arreglos de una lista de cadenas."""
    largos = np.fromiter(map(len, cadenas), np.int64, len(cadenas))
    return np.frombuffer(b"".join(cadenas), np.uint8), compacto(desplazamientos(largos))
