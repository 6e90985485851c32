"""Donde un lector deja los archivos que venían dentro de otro, sin pasar de lo permitido."""

import errno
from collections.abc import Iterable
from pathlib import Path

from indexador.extraccion.limites import Opciones
from indexador.ficha import Adjunto

_SALIDA = "Ábralo en su equipo, saque ese archivo y súbalo aparte."


class Bolsa:
    """Reúne los adjuntos de una clase (`adjunto_de` o `miembro_de`) en la carpeta de las opciones.

    En el disco se llaman por su número: el nombre que traen no decide dónde se escriben.
    """

    def __init__(self, clase: str, opciones: Opciones) -> None:
        self._clase = clase
        self._opciones = opciones
        self._queda = opciones.adjuntos_bytes
        self.adjuntos: list[Adjunto] = []

    @property
    def llena(self) -> bool:
        """Si ya lleva todos los archivos que puede llevar."""
        return len(self.adjuntos) >= self._opciones.adjuntos

    def poner(self, nombre: str, trozos: Iterable[bytes], declarado: int = 0) -> None:
        """Escribe un archivo; si pasa de los topes queda anotado sin él. Deja subir lo que `trozos` levante.

        `declarado` es lo que el archivo dice pesar: si ya pasa, ni se empieza.
        """
        carpeta = self._opciones.carpeta
        if carpeta is None:
            return
        tope = min(self._opciones.adjunto_bytes, self._queda)
        ruta = carpeta / f"{len(self.adjuntos):05}"
        if declarado > tope or not self._escribir(ruta, trozos, tope):
            ruta.unlink(missing_ok=True)
            self.negar(
                nombre, "Ya abierto pesa más de lo permitido, como los hechos para agotar un servidor."
            )
            return
        self.adjuntos.append(Adjunto(nombre, self._clase, ruta))

    def negar(self, nombre: str, motivo: str, salida: str = _SALIDA) -> None:
        """Anota un archivo que no se separa, y por qué."""
        self.adjuntos.append(Adjunto(nombre, self._clase, None, motivo, salida))

    def _escribir(self, ruta: Path, trozos: Iterable[bytes], tope: int) -> bool:
        """Falso si se pasa de `tope` octetos o del límite de escritura de este proceso."""
        escritos = 0
        with ruta.open("wb") as archivo:
            for trozo in trozos:
                escritos += len(trozo)
                if escritos > tope:
                    return False
                try:
                    archivo.write(trozo)
                except OSError as error:
                    if error.errno == errno.EFBIG:
                        return False
                    raise
        self._queda -= escritos
        return True
