"""Cómo se dice en la bitácora aquello que en la base va por su fila: las cuentas y las iniciativas."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.iniciativas import OBJETO as INICIATIVA
from centro_doc.agenda.modelos import Iniciativa
from centro_doc.agenda.visibles import a_la_vista
from centro_doc.bitacora.modelos import Asiento
from centro_doc.cuentas.modelos import Usuario

USUARIO = "usuario"
_CUENTA = re.compile(r"u:(\d{1,9})\Z")
_POR_NUMERO = {"documento_asignado": "a"}
"""Las acciones que guardaron una cuenta por su número, sin `u:`, y en qué dato."""


@dataclass(frozen=True, slots=True)
class Nombrados:
    """El nombre de cada cuenta, por su clave (`u:8`), y el número de cada iniciativa, por su fila."""

    cuentas: Mapping[str, str]
    iniciativas: Mapping[str, int]

    def de_objeto(self, asiento: Asiento) -> str:
        """«Berta», «6503»; lo que no se conoce, o no se ve, va por su fila."""
        if asiento.objeto_clase == USUARIO:
            return self.cuentas.get(f"u:{asiento.objeto_id}", asiento.objeto_id)
        if asiento.objeto_clase == INICIATIVA and asiento.objeto_id in self.iniciativas:
            return str(self.iniciativas[asiento.objeto_id])
        return asiento.objeto_id

    def de_dato(self, asiento: Asiento, clave: str, valor: object) -> object:
        """El nombre de la cuenta que dice un dato; lo demás, como está."""
        if (
            isinstance(valor, int)
            and not isinstance(valor, bool)
            and _POR_NUMERO.get(asiento.accion) == clave
        ):
            return self.cuentas.get(f"u:{valor}", valor)
        return self.cuentas.get(valor, valor) if isinstance(valor, str) else valor


def nombrados(sesion: Session, asientos: Iterable[Asiento], marcas: frozenset[str]) -> Nombrados:
    """Lo que hace falta para decir esos asientos a un lector. Dos consultas, sean los que sean."""
    todos = tuple(asientos)
    cuentas = {int(numero) for asiento in todos for numero in _cuentas_de(asiento)}
    filas = {int(a.objeto_id) for a in todos if a.objeto_clase == INICIATIVA and a.objeto_id.isdigit()}
    return Nombrados(
        {
            f"u:{numero}": nombre
            for numero, nombre in sesion.execute(
                select(Usuario.id, Usuario.nombre).where(Usuario.id.in_(cuentas))
            )
        },
        {
            str(fila): numero
            for fila, numero in sesion.execute(
                select(Iniciativa.id, Iniciativa.numero).where(Iniciativa.id.in_(filas), a_la_vista(marcas))
            )
        },
    )


def _cuentas_de(asiento: Asiento) -> Iterator[str]:
    """Los números de las cuentas que nombra."""
    if asiento.objeto_clase == USUARIO and asiento.objeto_id.isdigit():
        yield asiento.objeto_id
    suelta = asiento.detalle.get(_POR_NUMERO.get(asiento.accion, ""))
    if isinstance(suelta, int):
        yield str(suelta)
    for texto in _textos(asiento.detalle):
        if hallada := _CUENTA.match(texto):
            yield hallada[1]


def _textos(valor: object) -> Iterator[str]:
    if isinstance(valor, str):
        yield valor
    elif isinstance(valor, Mapping):
        for uno in valor.values():
            yield from _textos(uno)
    elif isinstance(valor, list):
        for uno in valor:
            yield from _textos(uno)
