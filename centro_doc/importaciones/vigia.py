"""Vigilar una carpeta: qué archivos ya dejaron de crecer, y adónde van después de recibirlos.

Nada se borra: lo recibido se mueve a `recibidos/` y lo que no entró a `rechazados/`; si no se puede mover, o
si así se pide, se deja en su sitio y se recuerda.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

RECIBIDOS, RECHAZADOS = "recibidos", "rechazados"
QUIETUD = 2.0
"""Segundos sin cambiar tras los que un archivo se da por entero."""


@dataclass(frozen=True, slots=True)
class Visto:
    """Un archivo de la carpeta y su firma: tamaño y fecha."""

    ruta: Path
    firma: str


@dataclass
class Vigia:
    """Mira una carpeta una y otra vez. `ahora`, en segundos de un reloj que sólo avanza."""

    carpeta: Path
    quietud: float = QUIETUD
    _desde: dict[Path, tuple[str, float]] = field(default_factory=dict)

    def mirar(self, ahora: float) -> list[Visto]:
        """Los archivos que llevan quietos lo suficiente, en orden; levanta `OSError` si no hay carpeta."""
        firmas = {ruta: firma for ruta in self._archivos() if (firma := firma_de(ruta))}
        self._desde = {
            ruta: anterior
            if (anterior := self._desde.get(ruta)) is not None and anterior[0] == firma
            else (firma, ahora)
            for ruta, firma in firmas.items()
        }
        return [
            Visto(ruta, firma)
            for ruta, (firma, desde) in sorted(self._desde.items())
            if ahora - desde >= self.quietud
        ]

    def _archivos(self) -> list[Path]:
        aparte = {self.carpeta / RECIBIDOS, self.carpeta / RECHAZADOS}
        return [
            ruta
            for ruta in self.carpeta.rglob("*")
            if ruta.is_file()
            and not aparte & set(ruta.parents)
            and not any(parte.startswith(".") for parte in ruta.relative_to(self.carpeta).parts)
        ]


def firma_de(ruta: Path) -> str:
    """Tamaño y fecha de un archivo; vacía si ya no está."""
    with suppress(OSError):
        datos = ruta.stat()
        return f"{datos.st_size}:{datos.st_mtime_ns}"
    return ""


def apartar(carpeta: Path, visto: Visto, destino: str) -> Path | None:
    """Mueve un archivo a `recibidos/` o `rechazados/` sin pisar nada; `None` si no se pudo o ya cambió."""
    if firma_de(visto.ruta) != visto.firma:
        return None
    final = carpeta / destino / visto.ruta.relative_to(carpeta)
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        libre = _libre(final)
        visto.ruta.rename(libre)
    except OSError:
        return None
    return libre


def _libre(ruta: Path) -> Path:
    numero, candidata = 1, ruta
    while candidata.exists():
        numero += 1
        candidata = ruta.with_name(f"{ruta.stem} ({numero}){ruta.suffix}")
    return candidata


def destino_de(estado: str) -> str:
    """La carpeta en que acaba un archivo, según su suerte; un duplicado ya está en el centro."""
    destinos: Mapping[str, str] = {"recibido": RECIBIDOS, "duplicado": RECIBIDOS}
    return destinos.get(estado, RECHAZADOS)
