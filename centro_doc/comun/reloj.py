"""La hora, como un objeto que las pruebas pueden cambiar."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Reloj(Protocol):
    """Da la hora; siempre en UTC y con zona."""

    def ahora(self) -> datetime:
        """El instante actual, en UTC."""

    def hoy(self) -> date:
        """El día actual en la zona del centro."""


class RelojDelSistema:
    """La hora de esta máquina."""

    def __init__(self, zona: str = "America/Guatemala") -> None:
        self._zona = ZoneInfo(zona)

    def ahora(self) -> datetime:
        return datetime.now(UTC)

    def hoy(self) -> date:
        return datetime.now(self._zona).date()
