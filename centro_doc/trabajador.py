"""El trabajador: hace las tareas de la cola, escribe el índice y cuida la casa.

Puede haber varios procesos. Cada tarea se prepara fuera de toda transacción (leer un archivo tarda) y se
guarda en UNA transacción que también la da por hecha; si el proceso muere en medio, otro la repite.
"""

import os
import secrets
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

import structlog
from sqlalchemy.orm import Session

from almacen import DepositoLocal
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.fallas import es_de_la_casa
from centro_doc.comun.reloj import Reloj
from centro_doc.tareas import casos as tareas
from centro_doc.tareas import turnos
from centro_doc.tareas.casos import TareaTomada
from centro_doc.tareas.latido import latiendo
from config import Config

registro = structlog.get_logger(__name__)

ESPERA = 0.5
"""Segundos entre dos miradas a una cola vacía."""
ESPERA_TRAS_FALLO = 5.0
"""Segundos de pausa si el propio ciclo falla (disco lleno, base de datos inaccesible)."""
_SENAL = secrets.token_hex(4)


@dataclass(frozen=True, slots=True)
class Contexto:
    """Lo que las etapas necesitan del proceso."""

    config: Config
    bd: BaseDeDatos
    deposito: DepositoLocal
    reloj: Reloj


Guardar = Callable[[Session], None]


class Etapa(Protocol):
    """Cómo se hace una clase de tarea."""

    def preparar(self, contexto: Contexto, tarea: TareaTomada) -> Guardar:
        """El trabajo largo, sin transacción; devuelve el caso de uso que guarda el resultado.

        Levanta `turnos.Cede` para dejar pasar a otra tarea y seguir después.
        """

    def agotar(self, contexto: Contexto, tarea: TareaTomada, sesion: Session) -> None:
        """Lo que se anota cuando la tarea falló por última vez."""


class Escritor(Protocol):
    """El escritor del índice."""

    def una_vuelta(self) -> int:
        """Indexa un grupo y devuelve cuántos documentos escribió; 0 si no había o si escribe otro."""

    def cerrar(self) -> None:
        """Suelta el permiso de escribir."""


@dataclass(frozen=True, slots=True)
class Rutina:
    """Algo que se hace cada cierto tiempo; `hacer` abre su propia transacción."""

    nombre: str
    cada: timedelta
    hacer: Callable[[Contexto], None]


class TareaAjena(Exception):
    """El plazo venció mientras se trabajaba y otro tomó la tarea: lo hecho se descarta."""


def titular_propio() -> str:
    """El nombre de este proceso en los arriendos: máquina, número de proceso y una señal que no se repite."""
    return f"{_maquina()}:{os.getpid()}:{_SENAL}"


def esta_muerto(titular: str) -> bool:
    """¿Era un proceso de esta máquina que ya no existe? De otras máquinas no se sabe: falso."""
    maquina, _, resto = titular.partition(":")
    pid, _, senal = resto.partition(":")
    if maquina != _maquina() or not pid.isdigit():
        return False
    if int(pid) == os.getpid():
        return senal != _SENAL
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _maquina() -> str:
    return socket.gethostname().replace(":", "-").replace("/", "-")[:50]


class Trabajador:
    """Un trabajador con `lectores` hilos de tareas, un hilo escritor y uno de rutinas."""

    def __init__(
        self,
        contexto: Contexto,
        etapas: Mapping[str, Etapa],
        escritor: Escritor,
        rutinas: Sequence[Rutina] = (),
        *,
        lectores: int = 2,
    ) -> None:
        self._contexto = contexto
        self._etapas = etapas
        self._escritor = escritor
        self._rutinas = rutinas
        self._ultima: dict[str, datetime] = {}
        self._lectores = lectores
        self._titular = titular_propio()

    def ejecutar(self, detener: threading.Event) -> None:
        """Trabaja hasta que se pida `detener`; termina lo que tiene entre manos y suelta sus permisos.

        Antes deja libre lo que tenían los procesos de esta máquina que murieron sin avisar.
        """
        self._recoger_de_muertos()
        ciclos = [self._ciclo_de_tareas(n) for n in range(self._lectores)]
        ciclos += [("escritor", self._escribir), ("rutinas", self.rutinas)]
        hilos = [
            threading.Thread(target=self._ciclo, args=(nombre, vuelta, detener), name=nombre)
            for nombre, vuelta in ciclos
        ]
        for hilo in hilos:
            hilo.start()
        for hilo in hilos:
            hilo.join()
        self._escritor.cerrar()

    def una_tarea(self, titular: str | None = None) -> bool:
        """Hace la tarea más antigua; falso si no había ninguna."""
        contexto = self._contexto
        with transaccion(contexto.bd) as sesion:
            for agotada in tareas.cerrar_agotadas(sesion, reloj=contexto.reloj):
                self._etapas[agotada.clase].agotar(contexto, agotada, sesion)
            tarea = tareas.tomar(sesion, titular or self._titular, reloj=contexto.reloj)
        if tarea is None:
            return False
        try:
            self._hacer(tarea)
        except turnos.Cede as cesion:
            self._ceder(tarea, cesion)
        except TareaAjena:
            registro.warning("tarea_ajena", tarea=tarea.id, objeto=tarea.objeto)
        except Exception as error:
            registro.error("tarea_fallida", tarea=tarea.id, objeto=tarea.objeto, exc_info=error)
            self._anotar_fallo(tarea, error)
        return True

    def rutinas(self) -> bool:
        """Hace las rutinas a las que les toca; siempre falso: nunca hay prisa por repetirlas."""
        ahora = self._contexto.reloj.ahora()
        for rutina in self._rutinas:
            ultima = self._ultima.get(rutina.nombre)
            if ultima is None or not ultima <= ahora < ultima + rutina.cada:
                self._ultima[rutina.nombre] = ahora
                rutina.hacer(self._contexto)
        return False

    def _recoger_de_muertos(self) -> None:
        with transaccion(self._contexto.bd) as sesion:
            soltados = tareas.soltar_de_muertos(sesion, esta_muerto, reloj=self._contexto.reloj)
        if soltados:
            registro.info("arriendos_recogidos", cuantos=soltados)

    def _hacer(self, tarea: TareaTomada) -> None:
        contexto = self._contexto
        etapa = self._etapas[tarea.clase]
        with latiendo(partial(self._latir, tarea), f"latido-{tarea.id}"):
            guardar = etapa.preparar(contexto, tarea)
            with transaccion(contexto.bd) as sesion:
                guardar(sesion)
                if not tareas.terminar(sesion, tarea, reloj=contexto.reloj):
                    raise TareaAjena
        registro.info("tarea_hecha", tarea=tarea.id, clase=tarea.clase, objeto=tarea.objeto)

    def _ceder(self, tarea: TareaTomada, cesion: turnos.Cede) -> None:
        with transaccion(self._contexto.bd) as sesion:
            turnos.ceder(sesion, tarea, cesion.carga, reloj=self._contexto.reloj)
        registro.info("turno_cedido", tarea=tarea.id, clase=tarea.clase, objeto=tarea.objeto)

    def _anotar_fallo(self, tarea: TareaTomada, error: Exception) -> None:
        contexto = self._contexto
        with transaccion(contexto.bd) as sesion:
            motivo = f"{type(error).__name__}: {error}"
            if es_de_la_casa(error):
                tareas.aplazar(sesion, tarea, motivo, reloj=contexto.reloj)
                return
            suya = tareas.fallar(sesion, tarea, motivo, reloj=contexto.reloj)
            if suya and tarea.ultimo:
                self._etapas[tarea.clase].agotar(contexto, tarea, sesion)

    def _latir(self, tarea: TareaTomada) -> None:
        with transaccion(self._contexto.bd) as sesion:
            tareas.latir(sesion, tarea, reloj=self._contexto.reloj)

    def _ciclo_de_tareas(self, n: int) -> tuple[str, Callable[[], bool]]:
        titular = f"{self._titular}/{n}"
        return (f"tareas-{n}", lambda: self.una_tarea(titular))

    def _escribir(self) -> bool:
        return self._escritor.una_vuelta() > 0

    @staticmethod
    def _ciclo(nombre: str, vuelta: Callable[[], bool], detener: threading.Event) -> None:
        while not detener.is_set():
            try:
                if not vuelta():
                    detener.wait(ESPERA)
            except Exception as error:
                registro.error("ciclo_fallido", ciclo=nombre, exc_info=error)
                detener.wait(ESPERA_TRAS_FALLO)
