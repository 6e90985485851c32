"""La clave con que se firman las sesiones: se crea una vez y vive con los datos."""

import contextlib
import os
import secrets
from pathlib import Path


def clave_secreta(ruta_datos: Path) -> bytes:
    """Lee la clave de `ruta_datos/clave_secreta`, o la crea (sólo legible por su dueño).

    Dos procesos que arrancan a la vez terminan con la misma: gana el primero que la deja en su sitio.
    """
    ruta = ruta_datos / "clave_secreta"
    if not ruta.exists():
        ruta_datos.mkdir(parents=True, exist_ok=True)
        propia = ruta_datos / f".clave-{os.getpid()}-{secrets.token_hex(4)}"
        descriptor = os.open(propia, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as archivo:
            archivo.write(secrets.token_bytes(48))
            archivo.flush()
            os.fsync(archivo.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(propia, ruta)
        propia.unlink()
    return ruta.read_bytes()
