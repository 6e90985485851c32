"""Las imágenes de las páginas: se dibujan al pedirlas y se guardan en disco por contenido, página y ancho."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from almacen import DepositoLocal, NoGuardado
from centro_doc.comun.errores import NoEncontrado
from indexador.errores import NoExtraible
from indexador.extraccion.imagenes import dibujar

ANCHOS = (160, 480, 720, 1080, 1440)
"""Los únicos anchos que se dibujan, en píxeles."""
ANCHO_POR_OMISION = 1080
MINIATURA = 160


@dataclass(frozen=True, slots=True)
class Imagen:
    """Una imagen ya en disco; `etiqueta` cambia con su contenido."""

    ruta: Path
    etiqueta: str


class Dibujos:
    """La caché de imágenes de página. Varios hilos y procesos pueden usarla a la vez."""

    def __init__(self, raiz: Path, deposito: DepositoLocal) -> None:
        self._raiz = raiz
        self._deposito = deposito

    def pagina(self, sha256: str, numero: int, ancho: int) -> Imagen:
        """La imagen WebP de una página de un PDF o de una imagen guardados.

        Levanta `NoEncontrado` si el ancho no es de los previstos o la página no se puede dibujar.
        """
        if ancho not in ANCHOS:
            raise NoEncontrado("Esa imagen no existe.")
        ruta = self._raiz / sha256[:2] / sha256 / f"{numero}-{ancho}.webp"
        if not ruta.exists():
            self._dibujar(sha256, numero, ancho, ruta)
        return Imagen(ruta, f"{sha256[:32]}-{numero}-{ancho}")

    def _dibujar(self, sha256: str, numero: int, ancho: int, ruta: Path) -> None:
        try:
            datos = dibujar(self._deposito.ruta(sha256), numero, ancho)
        except (NoExtraible, NoGuardado) as error:
            raise NoEncontrado("No se pudo dibujar esa página. Baje el original.") from error
        ruta.parent.mkdir(parents=True, exist_ok=True)
        temporal = ruta.with_name(f"{secrets.token_hex(8)}.tmp")
        temporal.write_bytes(datos)
        temporal.replace(ruta)
