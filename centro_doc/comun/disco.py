"""Cuando falta disco: cómo se reconoce y cómo se dice. Sólo biblioteca estándar: lo usan procesos chicos."""

import errno
import shutil
from pathlib import Path

DISCO_LLENO = (
    "No queda espacio en el disco del Centro. No se guardó ningún cambio. Avise a la administración."
)
_HOLGURA = 100_000_000
"""Octetos libres."""
_DE_ESPACIO = frozenset({errno.ENOSPC, errno.EDQUOT})


def falta_disco(error: BaseException | None) -> bool:
    """¿Falló porque no queda espacio, o porque se acabó la cuota?"""
    return isinstance(error, OSError) and error.errno in _DE_ESPACIO


def queda_poco(carpeta: Path) -> bool:
    """¿Tan poco que un programa que falló pudo fallar por eso? Los que no son nuestros no lo dicen."""
    return shutil.disk_usage(carpeta).free < _HOLGURA


def sin_disco() -> OSError:
    """La falla de quedarse sin espacio, para levantarla donde el sistema no la dio como tal."""
    return OSError(errno.ENOSPC, DISCO_LLENO)
