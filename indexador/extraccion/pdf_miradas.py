"""Lo que ya se supo de las páginas de un PDF al dibujarlas: la lectura siguiente sigue con las demás."""

import contextlib
import json
from dataclasses import dataclass, field
from pathlib import Path

OCULTO_SIN_COMPROBAR = "oculto_sin_comprobar"
"""Propiedad del texto: a cuántas páginas que pueden esconder algo no les alcanzó el tiempo de dibujarse."""
_ARCHIVO = "miradas.json"


@dataclass(frozen=True, slots=True)
class Mirada:
    """Las clases de texto que no se ve en una página, y lo que dice el que tapa su fondo."""

    clases: tuple[str, ...]
    bajo_fondo: tuple[str, ...] = ()


@dataclass
class Miradas:
    """Las de UN archivo, en `carpeta`, hechas por ese `lector`. Sin carpeta, sólo duran lo que la lectura."""

    carpeta: Path | None
    lector: str
    hechas: dict[int, Mirada] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lo que no se entienda, o lo dejó otra versión del lector, es como si no estuviera."""
        if self.carpeta is None:
            return
        with contextlib.suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
            lector, paginas = json.loads((self.carpeta / _ARCHIVO).read_text(encoding="utf-8"))
            if lector == self.lector:
                self.hechas = {int(n): Mirada(tuple(c), tuple(b)) for n, (c, b) in paginas.items()}

    def guardar(self) -> None:
        """Las deja para la próxima lectura; si no caben, se mirarán de nuevo."""
        if self.carpeta is None:
            return
        paginas = {numero: [uno.clases, uno.bajo_fondo] for numero, uno in self.hechas.items()}
        borrador = self.carpeta / f"{_ARCHIVO}.nueva"
        with contextlib.suppress(OSError):
            self.carpeta.mkdir(parents=True, exist_ok=True)
            borrador.write_text(json.dumps([self.lector, paginas]), encoding="utf-8", errors="replace")
            borrador.replace(self.carpeta / _ARCHIVO)
