"""Renovar un plazo desde otro hilo mientras dura un trabajo largo."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy.exc import OperationalError

from centro_doc.tareas.casos import PLAZO

LATIDO = PLAZO.total_seconds() / 4


@contextmanager
def latiendo(latir: Callable[[], object], nombre: str) -> Iterator[None]:
    """Llama a `latir` cada cuarto de plazo mientras dura el bloque, en un hilo con ese nombre.

    Si la base está ocupada, ese latido se pierde y no importa: caben tres más en el plazo.
    """
    fin = threading.Event()

    def repetir() -> None:
        while not fin.wait(LATIDO):
            with suppress(OperationalError):
                latir()

    hilo = threading.Thread(target=repetir, name=nombre, daemon=True)
    hilo.start()
    try:
        yield
    finally:
        fin.set()
        hilo.join()
