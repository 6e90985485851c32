"""El índice abierto en este proceso: la generación activa, que cambia sola cuando otra la sustituye."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TypeVar

from sqlalchemy.orm import Session

from centro_doc.comun.errores import NoDisponible
from centro_doc.indice import consultas
from indexador.errores import IndiceDanado
from indexador.ficha import Acierto, Completado, Consulta, Resultado
from indexador.motor import Motor, MotorWhoosh

EN_OBRA = "El índice se está preparando. Los documentos están a salvo; vuelva a buscar en un momento."
R = TypeVar("R")
Abridor = Callable[[Path], Motor]


class Indice:
    """La carpeta de las generaciones. Lo comparten los hilos de un proceso."""

    def __init__(self, ruta: Path, abrir: Abridor = MotorWhoosh.abrir) -> None:
        self._ruta = ruta
        self._abrir = abrir
        self._motores: dict[int, Motor] = {}
        self._cerrojo = Lock()

    def buscar(self, sesion: Session, consulta: Consulta) -> Resultado:
        """Responde con la generación activa, sin los documentos que la base manda ocultar.

        Levanta `NoDisponible` si no hay índice o está dañado: el escritor lo reconstruye solo.
        """
        return self._responder(sesion, consulta, lambda motor, completa: motor.buscar(completa))

    def similares(
        self, sesion: Session, consulta: Consulta, excepto: int, *, por_pasaje: bool = False
    ) -> tuple[Acierto, ...]:
        """Los documentos que se parecen al texto de la consulta. Véanse `Motor.similares` y `buscar`."""
        return self._responder(
            sesion,
            consulta,
            lambda motor, completa: motor.similares(completa, excepto, por_pasaje=por_pasaje),
        )

    def completar(self, sesion: Session, consulta: Consulta) -> Completado:
        """Con qué completar lo escrito en la consulta. Véanse `Motor.completar` y `buscar`."""
        return self._responder(sesion, consulta, lambda motor, completa: motor.completar(completa))

    def _responder(self, sesion: Session, consulta: Consulta, responder: Callable[[Motor, Consulta], R]) -> R:
        consulta = replace(consulta, excluidos=consulta.excluidos | consultas.excluidos(sesion))
        activa = consultas.generacion_activa(sesion)
        if activa is None or not self.existe(activa):
            raise NoDisponible(EN_OBRA)
        try:
            return responder(self.motor(activa), consulta)
        except IndiceDanado as error:
            self.olvidar(activa)
            raise NoDisponible(EN_OBRA) from error

    def motor(self, generacion: int) -> Motor:
        """El motor de una generación; crea su carpeta si no existe."""
        with self._cerrojo:
            if generacion not in self._motores:
                self._motores[generacion] = self._abrir(self.carpeta(generacion))
                for vieja in [numero for numero in self._motores if numero < generacion - 1]:
                    del self._motores[vieja]
            return self._motores[generacion]

    def carpeta(self, generacion: int) -> Path:
        """Dónde está una generación."""
        return self._ruta / f"g{generacion}"

    def existe(self, generacion: int) -> bool:
        """¿Está su carpeta en el disco?"""
        return self.carpeta(generacion).is_dir()

    def olvidar(self, generacion: int) -> None:
        """Suelta lo abierto de una generación, para abrirlo otra vez."""
        with self._cerrojo:
            self._motores.pop(generacion, None)

    def borrar(self, generacion: int) -> None:
        """Quita del disco una generación retirada."""
        self.olvidar(generacion)
        shutil.rmtree(self.carpeta(generacion), ignore_errors=True)
