"""Cuenta las consultas que hace una petición."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import event

from centro_doc.comun.bd import BaseDeDatos


@dataclass
class Cuenta:
    """Cuántas sentencias SQL se ejecutaron, sin contar el comienzo de las transacciones."""

    total: int = 0


@contextmanager
def contar_consultas(bd: BaseDeDatos, app: Flask | None = None) -> Iterator[Cuenta]:
    """Cuenta las sentencias de `bd` y, si se da, las de la base que usa `app`."""
    cuenta = Cuenta()
    motores = [bd.motor]
    if app is not None:
        motores.append(app.extensions["centro_doc"][BaseDeDatos].motor)

    def anotar(_conexion, _cursor, sentencia, *_resto) -> None:
        cuenta.total += not sentencia.startswith("BEGIN")

    for motor in motores:
        event.listen(motor, "before_cursor_execute", anotar)
    try:
        yield cuenta
    finally:
        for motor in motores:
            event.remove(motor, "before_cursor_execute", anotar)
