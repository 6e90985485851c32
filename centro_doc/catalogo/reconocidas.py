"""Dónde espera lo que el OCR ya leyó de un archivo mientras no se guarda su texto entero."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from config import Config

EDAD = timedelta(days=30)
"""Lo que se conserva de un archivo cuya lectura quedó a medias y nadie retomó."""


def carpeta_de(config: Config, sha256: str) -> Path:
    """La de un archivo del depósito; puede no existir."""
    return config.ruta_reconocidas / sha256


def olvidar_al_guardar(sesion: Session, config: Config, sha256: str) -> None:
    """Borra lo de un archivo en cuanto la transacción quede escrita: si no queda, se conserva."""
    carpeta = carpeta_de(config, sha256)

    @event.listens_for(sesion, "after_commit", once=True)
    def _olvidar(_sesion: Session) -> None:
        shutil.rmtree(carpeta, ignore_errors=True)


def barrer(config: Config, *, ahora: datetime) -> int:
    """Borra lo que lleva más de `EDAD` sin tocarse; devuelve de cuántos archivos era."""
    if not config.ruta_reconocidas.is_dir():
        return 0
    limite = (ahora - EDAD).timestamp()
    viejas = [carpeta for carpeta in config.ruta_reconocidas.iterdir() if carpeta.stat().st_mtime < limite]
    for carpeta in viejas:
        shutil.rmtree(carpeta, ignore_errors=True)
    return len(viejas)
