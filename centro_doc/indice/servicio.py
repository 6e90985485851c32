"""El índice abierto en este proceso: la generación activa, que cambia sola cuando otra la sustituye."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Protocol, TypeVar

import structlog
from sqlalchemy.orm import Session

from centro_doc.comun.errores import NoDisponible
from centro_doc.comun.fechas import cifra
from centro_doc.indice import consultas
from indexador.consulta import Acierto, Completado, Consulta, Resultado
from indexador.errores import IndiceDanado
from indexador.motor import Motor, MotorWhoosh

registro = structlog.get_logger(__name__)

EN_OBRA = "El índice se está preparando. Los documentos están a salvo; vuelva a buscar en un momento."
REHACIENDO = (
    "El índice se está preparando de nuevo a partir de los documentos, que están a salvo{avance}. "
    "Vuelva a buscar en un momento."
)
R = TypeVar("R")
_DENUNCIA = "por-verificar"


def rehaciendo(sesion: Session) -> str:
    """Por qué no se puede buscar ahora y, si ya empezó a rehacerse, cuánto lleva: «van 120 de 900»."""
    avance = consultas.avance(sesion)
    dicho = f": van {cifra(avance[0])} de {cifra(avance[1])}" if avance else ""
    return REHACIENDO.format(avance=dicho)


class Abridor(Protocol):
    """Abre el motor de una carpeta; sin `crear`, no la toca si no tiene un índice."""

    def __call__(self, ruta: Path, /, *, crear: bool) -> Motor: ...


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
            raise NoDisponible(rehaciendo(sesion) if consultas.hubo_generaciones(sesion) else EN_OBRA)
        self._soltar_anteriores(activa)
        try:
            return responder(self.motor(activa), consulta)
        except IndiceDanado as error:
            self.denunciar(activa, error)
            raise NoDisponible(rehaciendo(sesion)) from error
        except (LookupError, ValueError) as error:
            # Puede ser una falla nuestra, o unos datos alterados que llevan fuera de su sitio.
            self.denunciar(activa, error)
            raise

    def crear(self, generacion: int) -> None:
        """Crea en el disco una generación vacía."""
        self._abrir(self.carpeta(generacion), crear=True)

    def calentar(self, sesion: Session) -> None:
        """Abre de antemano la generación activa, si la hay, para que la primera búsqueda no espere."""
        activa = consultas.generacion_activa(sesion)
        if activa is not None and self.existe(activa):
            try:
                self.motor(activa).calentar()
            except IndiceDanado as error:
                self.denunciar(activa, error)

    def motor(self, generacion: int) -> Motor:
        """El motor de una generación. Si no está en el disco, lo dice (`IndiceDanado`) al usarlo."""
        with self._cerrojo:
            if generacion not in self._motores:
                self._motores[generacion] = self._abrir(self.carpeta(generacion), crear=False)
            return self._motores[generacion]

    def en_disco(self) -> frozenset[int]:
        """Las generaciones que tienen carpeta, se usen o no."""
        if not self._ruta.is_dir():
            return frozenset()
        nombres = (carpeta.name for carpeta in self._ruta.glob("g*"))
        return frozenset(int(nombre[1:]) for nombre in nombres if nombre[1:].isdecimal())

    def carpeta(self, generacion: int) -> Path:
        """Dónde está una generación."""
        return self._ruta / f"g{generacion}"

    def existe(self, generacion: int) -> bool:
        """¿Está su carpeta en el disco?"""
        return self.carpeta(generacion).is_dir()

    def denunciar(self, generacion: int, motivo: Exception) -> None:
        """Deja dicho en el disco que una generación parece dañada, para que el escritor la verifique."""
        registro.warning("indice_denunciado", generacion=generacion, motivo=repr(motivo))
        self.olvidar(generacion)
        with suppress(OSError):
            (self.carpeta(generacion) / _DENUNCIA).touch()

    def denunciada(self, generacion: int) -> bool:
        """¿Alguien la denunció desde la última vez que se absolvió?"""
        return (self.carpeta(generacion) / _DENUNCIA).exists()

    def absolver(self, generacion: int) -> None:
        """Quita la denuncia, porque se va a verificar."""
        (self.carpeta(generacion) / _DENUNCIA).unlink(missing_ok=True)

    def olvidar(self, generacion: int) -> None:
        """Suelta lo abierto de una generación, para abrirlo otra vez."""
        with self._cerrojo:
            self._motores.pop(generacion, None)

    def borrar(self, generacion: int) -> None:
        """Quita del disco una generación retirada."""
        self.olvidar(generacion)
        shutil.rmtree(self.carpeta(generacion), ignore_errors=True)

    def _soltar_anteriores(self, generacion: int) -> None:
        """Lo que sigue abierto sigue ocupando el disco aunque se borre."""
        with self._cerrojo:
            for anterior in [numero for numero in self._motores if numero < generacion]:
                del self._motores[anterior]
