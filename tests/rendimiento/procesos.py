"""Lo que ocupan y gastan un proceso y los que dependen de él, según `/proc` (Linux)."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_TICS = os.sysconf("SC_CLK_TCK")


def arbol(pid: int) -> Iterator[int]:
    """El proceso y todos sus descendientes."""
    hijos: dict[int, list[int]] = {}
    for carpeta in Path("/proc").glob("[0-9]*"):
        if estado := _estado(int(carpeta.name)):
            hijos.setdefault(int(estado[1]), []).append(int(carpeta.name))
    pendientes = [pid]
    while pendientes:
        uno = pendientes.pop()
        yield uno
        pendientes += hijos.get(uno, [])


def memoria(pid: int) -> int:
    """Bytes que ocupa el árbol: lo que varios comparten se cuenta una vez (PSS)."""
    total = 0
    for uno in arbol(pid):
        with suppress(OSError):
            for renglon in Path(f"/proc/{uno}/smaps_rollup").read_text().splitlines():
                if renglon.startswith("Pss:"):
                    total += int(renglon.split()[1]) * 1024
    return total


def procesador(pid: int) -> float:
    """Segundos de procesador que ha gastado el árbol, con los hijos que ya terminaron."""
    return sum(sum(map(int, estado[11:15])) for uno in arbol(pid) if (estado := _estado(uno))) / _TICS


def _estado(pid: int) -> list[str]:
    """Los campos de `/proc/PID/stat` desde el estado; vacío si ya no existe."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []
