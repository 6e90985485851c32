"""Vigilar una carpeta: qué archivos ya dejaron de crecer, y adónde van después de recibirlos.

Un archivo que un programa tiene abierto para escribir espera; si aun así se recibió a medias, vuelve a su
sitio en cuanto cambia y se recibe otra vez, entero. Nada se borra: lo recibido se mueve a `recibidos/` y lo
que no entró a `rechazados/`; si no se puede mover, o si así se pide, se deja en su sitio y se recuerda.
"""

import fcntl
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

RECIBIDOS, RECHAZADOS = "recibidos", "rechazados"
QUIETUD = 2.0
"""Segundos sin cambiar tras los que un archivo se da por entero."""
PACIENCIA = 60.0
"""Segundos sin cambiar tras los que se recibe aunque el sistema diga que alguien lo escribe: hay carpetas de
red en que lo dice siempre."""
RECORDADOS = 1_000
"""Archivos apartados, los últimos, que se miran por si alguien los sigue escribiendo."""


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
    _apartados: dict[Path, Visto] = field(default_factory=dict)

    def mirar(self, ahora: float) -> list[Visto]:
        """Los archivos que llevan quietos lo suficiente, en orden; levanta `OSError` si no hay carpeta."""
        self._devolver_los_que_cambiaron()
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
            if ahora - desde >= self.quietud and (ahora - desde >= PACIENCIA or not se_escribe(ruta))
        ]

    def apartar(self, visto: Visto, destino: str) -> Path | None:
        """Lo mismo que la función `apartar`, y recuerda adónde fue por si cambia."""
        final = apartar(self.carpeta, visto, destino)
        if final is not None:
            self._apartados[final] = visto
            if len(self._apartados) > RECORDADOS:
                del self._apartados[next(iter(self._apartados))]
        return final

    def _devolver_los_que_cambiaron(self) -> None:
        """Quien lo escribía siguió haciéndolo después de apartado: lo recibido estaba a medias."""
        for final, visto in list(self._apartados.items()):
            firma = firma_de(final)
            if firma == visto.firma:
                continue
            del self._apartados[final]
            if firma:
                with suppress(OSError):
                    final.rename(_libre(visto.ruta))

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


def se_escribe(ruta: Path) -> bool:
    """¿Lo tiene abierto para escribir algún programa? Si el sistema no lo sabe decir, no.

    Un arriendo de lectura (fcntl(2), `F_SETLEASE`) sólo se concede cuando nadie escribe. Si alguien lo abre
    mientras dura, el aviso del sistema es uno que no termina el proceso.
    """
    try:
        descriptor = os.open(ruta, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


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
