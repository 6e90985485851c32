"""Los flujos de un archivo compuesto de Microsoft ([MS-CFB]), como un Word de 97 a 2003, y sus propiedades.

Ninguna biblioteca del proyecto los lee. Del archivo no se fía nada: cada sector se sigue una vez y con tope.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

FIRMA = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAXIMO = 100_000_000
"""Octetos del archivo que se mira, y los de un flujo suyo."""
_NINGUNO = 0xFFFFFFFA
"""De aquí en adelante, un número de sector es una marca ([MS-CFB], 2.1)."""
_FLUJO, _RAIZ = 2, 5
_CADENAS = {0x1E: 1, 0x1F: 2}
"""Clase de valor (VT_LPSTR, VT_LPWSTR) y octetos por letra ([MS-OLEPS], 2.15)."""
_PAGINA_DE_CODIGOS = 1


@dataclass(slots=True)
class Compuesto:
    """Un archivo compuesto abierto. `flujo` da los octetos de uno por su nombre, o vacío si no está."""

    octetos: bytes
    _sector: int = 512
    _fat: list[int] = field(default_factory=list)
    _minifat: list[int] = field(default_factory=list)
    _mini: bytes = b""
    _corte: int = 4096
    _entradas: dict[str, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def abrir(cls, octetos: bytes) -> "Compuesto | None":
        """Nada si no es uno o está tan dañado que no se puede seguir."""
        try:
            uno = cls(octetos)
            uno._leer()
        except (struct.error, IndexError, ValueError):
            return None
        return uno

    def flujo(self, nombre: str) -> bytes:
        """Sus octetos; de uno dañado, los que se puedan seguir."""
        inicio, largo = self._entradas.get(nombre, (_NINGUNO, 0))
        largo = min(largo, MAXIMO)
        if largo < self._corte:
            return b"".join(self._cadena(self._mini, inicio, self._minifat, 64, desde=0))[:largo]
        return b"".join(self._grandes(inicio))[:largo]

    def _leer(self) -> None:
        if not self.octetos.startswith(FIRMA):
            raise ValueError("No es un archivo compuesto.")
        potencia = struct.unpack_from("<H", self.octetos, 30)[0]
        if potencia not in {9, 12}:
            raise ValueError("Sectores de otro tamaño.")
        self._sector = 1 << potencia
        directorio, self._corte, minifat = struct.unpack_from("<I4xII", self.octetos, 48)
        self._fat = list(self._numeros(self._sectores_de_la_fat()))
        self._minifat = list(self._numeros(b"".join(self._grandes(minifat))))
        raiz = self._leer_entradas(b"".join(self._grandes(directorio)))
        self._mini = b"".join(self._grandes(raiz))

    def _sectores_de_la_fat(self) -> bytes:
        """Los que dice la cabecera, y los que siguen en la cadena DIFAT ([MS-CFB], 2.5)."""
        numeros = list(struct.unpack_from("<109I", self.octetos, 76))
        siguiente = struct.unpack_from("<I", self.octetos, 68)[0]
        vistos: set[int] = set()
        while siguiente < _NINGUNO and siguiente not in vistos:
            vistos.add(siguiente)
            trozo = list(self._numeros(self._uno(siguiente)))
            numeros += trozo[:-1]
            siguiente = trozo[-1]
        return b"".join(self._uno(numero) for numero in dict.fromkeys(numeros) if numero < _NINGUNO)

    def _leer_entradas(self, directorio: bytes) -> int:
        """Anota los flujos y devuelve dónde empieza el de los cortos; del repetido, vale el primero."""
        raiz = _NINGUNO
        for lugar in range(0, len(directorio) - 127, 128):
            largo, clase = struct.unpack_from("<HB", directorio, lugar + 64)
            inicio, tamano = struct.unpack_from("<II", directorio, lugar + 116)
            if clase == _RAIZ:
                raiz = inicio
            elif clase == _FLUJO and 2 <= largo <= 64:
                nombre = directorio[lugar : lugar + largo - 2].decode("utf-16-le", "replace")
                self._entradas.setdefault(nombre, (inicio, tamano))
        return raiz

    def _grandes(self, inicio: int) -> Iterator[bytes]:
        return self._cadena(self.octetos, inicio, self._fat, self._sector, desde=self._sector)

    @staticmethod
    def _cadena(octetos: bytes, inicio: int, tabla: list[int], tamano: int, *, desde: int) -> Iterator[bytes]:
        vistos: set[int] = set()
        while inicio < len(tabla) and inicio not in vistos:
            vistos.add(inicio)
            yield octetos[desde + inicio * tamano : desde + (inicio + 1) * tamano]
            inicio = tabla[inicio]

    def _uno(self, numero: int) -> bytes:
        return self.octetos[(numero + 1) * self._sector : (numero + 2) * self._sector]

    @staticmethod
    def _numeros(octetos: bytes) -> Iterator[int]:
        return (numero for (numero,) in struct.iter_unpack("<I", octetos[: len(octetos) // 4 * 4]))


def propiedades(flujo: bytes) -> Mapping[int, str]:
    """Los textos del primer conjunto de propiedades de un flujo ([MS-OLEPS], 2.20 y 2.21), por su número.

    Vacío si no se entiende. La letra es la de la página de códigos que dice, o la de Windows en español.
    """
    try:
        inicio = struct.unpack_from("<I", flujo, 44)[0]
        cuantas = min(struct.unpack_from("<I", flujo, inicio + 4)[0], 1_000)
        lugares = [struct.unpack_from("<II", flujo, inicio + 8 + 8 * n) for n in range(cuantas)]
    except struct.error:
        return {}
    letra = _letra(flujo, inicio, dict(lugares))
    halladas = {numero: _texto(flujo, inicio + lugar, letra) for numero, lugar in lugares}
    return {numero: texto for numero, texto in halladas.items() if texto}


def _letra(flujo: bytes, inicio: int, lugares: Mapping[int, int]) -> str:
    try:
        numero = struct.unpack_from("<H", flujo, inicio + lugares[_PAGINA_DE_CODIGOS] + 4)[0]
    except (struct.error, KeyError):
        return "cp1252"
    nombre = {65001: "utf-8", 1200: "utf-16-le", 10000: "mac_roman"}.get(numero, f"cp{numero}")
    try:
        "".encode(nombre)
    except LookupError:
        return "cp1252"
    return nombre


def _texto(flujo: bytes, lugar: int, letra: str) -> str:
    try:
        clase, largo = struct.unpack_from("<II", flujo, lugar)
    except struct.error:
        return ""
    por_letra = _CADENAS.get(clase)
    if por_letra is None:
        return ""
    crudo = flujo[lugar + 8 : lugar + 8 + min(largo * por_letra, 10_000)]
    return crudo.decode("utf-16-le" if por_letra == 2 else letra, "replace").partition("\0")[0].strip()
