"""Los contadores del ritmo, en un archivo que comparten todos los procesos web."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from limits.storage import Storage

ESQUEMA = "centro"
_TABLA = (
    "CREATE TABLE IF NOT EXISTS contadores "
    "(clave TEXT PRIMARY KEY, veces INTEGER NOT NULL, vence REAL NOT NULL) WITHOUT ROWID"
)
_SUMAR = (
    "INSERT INTO contadores VALUES (:clave, :veces, :vence) ON CONFLICT (clave) DO UPDATE SET "
    "veces = CASE WHEN vence <= :ahora THEN :veces ELSE veces + :veces END, "
    "vence = CASE WHEN vence <= :ahora THEN :vence ELSE vence END RETURNING veces"
)


def direccion(ruta: Path) -> str:
    """Cómo se le nombra a Flask-Limiter el archivo de los contadores."""
    return f"{ESQUEMA}://{ruta}"


class ContadoresEnDisco(Storage):
    """Contadores de Flask-Limiter en SQLite. Sobran si se pierden: nada se espera a que llegue al disco.

    Cada operación abre y cierra el archivo: así no hay conexiones que pasen de un proceso o un hilo a otro.
    """

    STORAGE_SCHEME = [ESQUEMA]  # noqa: RUF012 (lo lee así el registro de `limits`)

    def __init__(self, uri: str, wrap_exceptions: bool = False, **opciones: float | str | bool) -> None:
        super().__init__(uri, wrap_exceptions, **opciones)
        self._ruta = Path(uri.removeprefix(f"{ESQUEMA}://"))
        self._ruta.parent.mkdir(parents=True, exist_ok=True)

    @property
    def base_exceptions(self) -> type[Exception]:
        """Lo que levanta el archivo."""
        return sqlite3.Error

    @contextmanager
    def _abierto(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._ruta, timeout=5, isolation_level=None)) as base:
            base.execute("PRAGMA synchronous = OFF")
            base.execute(_TABLA)
            yield base

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Suma al contador, que vuelve a cero cuando vence, y da en cuánto va."""
        ahora = time.time()
        valores = {"clave": key, "veces": amount, "vence": ahora + expiry, "ahora": ahora}
        with self._abierto() as base:
            veces = int(base.execute(_SUMAR, valores).fetchone()[0])
            if veces == amount:
                base.execute("DELETE FROM contadores WHERE vence <= ?", (ahora,))
        return veces

    def get(self, key: str) -> int:
        """En cuánto va el contador."""
        fila = self._fila("SELECT veces FROM contadores WHERE clave = ? AND vence > ?", key)
        return int(fila[0]) if fila else 0

    def get_expiry(self, key: str) -> float:
        """Cuándo vence el contador, en segundos desde 1970."""
        fila = self._fila("SELECT vence FROM contadores WHERE clave = ? AND vence > ?", key)
        return float(fila[0]) if fila else time.time()

    def _fila(self, orden: str, clave: str) -> Any:
        with self._abierto() as base:
            return base.execute(orden, (clave, time.time())).fetchone()

    def check(self) -> bool:
        """¿Se puede usar el archivo?"""
        with self._abierto() as base:
            return base.execute("SELECT 1").fetchone() is not None

    def reset(self) -> int:
        """Olvida todos los contadores; da cuántos eran."""
        with self._abierto() as base:
            return base.execute("DELETE FROM contadores").rowcount

    def clear(self, key: str) -> None:
        """Olvida un contador."""
        with self._abierto() as base:
            base.execute("DELETE FROM contadores WHERE clave = ?", (key,))
