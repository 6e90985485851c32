"""Cuánto puede gastar la lectura de un archivo, y cuánto le queda."""

import time
from dataclasses import dataclass, field
from pathlib import Path

from indexador.extraccion.turno import Turno


@dataclass(frozen=True, slots=True)
class Limites:
    """Lo que puede gastar el proceso que lee UN archivo.

    `segundos` es tiempo de pared (los hijos del proceso incluidos); `cpu`, segundos de procesador;
    `memoria_bytes`, espacio de direcciones; `salida_bytes`, lo que puede escribir; `paginas`, las que se
    leen: las demás quedan fuera y un aviso lo dice. `adjuntos` y `adjuntos_bytes`, cuántos archivos que
    vienen dentro de otro se separan, y cuánto pesan juntos ya inflados.
    """

    segundos: float = 600.0
    cpu: int = 600
    memoria_bytes: int = 1_500_000_000
    salida_bytes: int = 200_000_000
    paginas: int = 5_000
    adjuntos: int = 1_000
    adjuntos_bytes: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Opciones:
    """Cómo leer. `plazo` es el instante de `time.monotonic()` en que conviene terminar con lo que haya.

    `lector_de_reserva` lee los PDF sólo con pypdf, para los que hacen caer a PDFium. `carpeta` es donde el
    lector puede dejar archivos (los adjuntos, lo temporal); sin ella, los adjuntos no se separan. `clave` es
    la contraseña del archivo, si alguien la dio. En `avance` se anota por qué página va lo que tarda, y en
    la carpeta `reconocidas` queda cada página que lee el OCR, y se toma de ahí la que ya esté. Con `turno`,
    además, la lectura puede parar entre dos de ellas (`TurnoCedido`). `sin_ocr`, como si no lo hubiera.
    `segundos_de_dibujo`, de procesador, son los que se gastan en comprobar si hay texto que no se ve.
    """

    paginas: int = 5_000
    plazo: float = float("inf")
    lector_de_reserva: bool = False
    carpeta: Path | None = None
    adjuntos: int = 1_000
    adjunto_bytes: int = 200_000_000
    adjuntos_bytes: int = 1_000_000_000
    clave: str = field(default="", repr=False)
    avance: Path | None = None
    reconocidas: Path | None = None
    turno: Turno | None = None
    sin_ocr: bool = False
    segundos_de_dibujo: float = 45.0

    def recorte(self, total: int, que: str) -> list[str]:
        """El aviso de que no se leyeron todas las páginas (`que`: «páginas», «hojas»…); nada si cupieron."""
        if total <= self.paginas:
            return []
        return [f"Sólo se leyeron las primeras {self.paginas} {que} de {total}."]

    def anotar_avance(self, pagina: int, de: int) -> None:
        """Dice a quien mire por qué página va, de cuántas."""
        if self.avance is not None:
            self.avance.write_text(f"{pagina}/{de}", encoding="ascii")

    def queda_tiempo(self) -> bool:
        """Si aún no llega el plazo."""
        return time.monotonic() < self.plazo
