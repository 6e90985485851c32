"""Las páginas que el OCR ya leyó de un archivo, guardadas una por una: una lectura cortada no las repite.

Cada una es un archivo JSON con su número por nombre, que se escribe aparte y se pone en su lugar de una vez.
Lo que no se entienda, o lo que dejó otra versión del lector, es como si no estuviera.
"""

import base64
import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexador.extraccion.cajas import Empaquetadas, empaquetar
from indexador.ficha import Palabra


@dataclass(frozen=True, slots=True)
class Reconocida:
    """Lo que dio el OCR de una página; `confianza`, la media de sus palabras, de 0 a 100."""

    texto: str
    palabras: Sequence[Palabra]
    confianza: float


@dataclass(frozen=True, slots=True)
class Reconocidas:
    """Las de UN archivo, en `carpeta`, por ese `lector`. Sin carpeta, no se guarda ni se halla nada."""

    carpeta: Path | None
    lector: str

    def buscar(self, numero: int) -> Reconocida | None:
        """La página, si quedó entera de otra vez."""
        if self.carpeta is None:
            return None
        with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
            lector, texto, confianza, cajas = json.loads(self._lugar(numero).read_text(encoding="utf-8"))
            if lector == self.lector:
                palabras = Empaquetadas(base64.b64decode(cajas, validate=True))
                return Reconocida(str(texto), palabras, float(confianza))
        return None

    def guardar(self, numero: int, pagina: Reconocida) -> bool:
        """La deja para la próxima vez; falso si no cabe, y entonces se leerá de nuevo."""
        if self.carpeta is None:
            return False
        cajas = base64.b64encode(empaquetar(pagina.palabras)).decode("ascii")
        fila = json.dumps([self.lector, pagina.texto, pagina.confianza, cajas], ensure_ascii=False)
        borrador = self._lugar(numero).with_suffix(".nueva")
        with contextlib.suppress(OSError):
            self.carpeta.mkdir(parents=True, exist_ok=True)
            borrador.write_text(fila, encoding="utf-8", errors="replace")
            borrador.replace(self._lugar(numero))
            return True
        return False

    def _lugar(self, numero: int) -> Path:
        return Path(self.carpeta or ".", f"{numero}.json")
