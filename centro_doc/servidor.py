"""Servir el sitio con el trabajador al lado: si muere se levanta otro, y al parar paran los dos."""

import argparse
import errno
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time

import structlog

from centro_doc.atencion import atender
from centro_doc.comun.consola import Consola, FalloDeOrden, Ordenes
from centro_doc.comun.errores import motivo_del_sistema
from centro_doc.preparacion import preparar
from config import Config

registro = structlog.get_logger(__name__)

PAUSA_INICIAL = 1.0
PAUSA_MAXIMA = 60.0
VIDA_SANA = 60.0
"""Segundos de vida tras los que una caída del trabajador no alarga la pausa."""
PLAZO_DE_CIERRE = 15.0
ESPERA_DEL_PUERTO = 3.0
"""Segundos que se espera un puerto ocupado: los procesos web de un servidor que murió tardan en irse."""
_NACIMIENTO = threading.Lock()
"""Un nacimiento a la vez: un proceso web engendrado mientras nace el trabajador se quedaría con los tubos por
los que este avisa que ya arrancó, y se le esperaría para siempre."""
os.register_at_fork(
    before=_NACIMIENTO.acquire, after_in_parent=_NACIMIENTO.release, after_in_child=_NACIMIENTO.release
)


def registrar(ordenes: Ordenes) -> None:
    """Registra `servir`."""
    orden = ordenes.anadir("servir", "Sirve el sitio, con el trabajador al lado.", servir, diario=True)
    orden.add_argument("--sin-trabajador", action="store_true", help="no levanta el trabajador")


def servir(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Sirve hasta recibir SIGINT o SIGTERM."""
    config = consola.config
    preparar(consola)
    consola.bd.cerrar()  # ninguna conexión debe pasar a los procesos que se engendren
    toma = _escuchar(config)
    _usar_disco_para_lo_temporal(config)
    acompanante = None if argumentos.sin_trabajador else Acompanante()

    def empezar() -> None:
        if acompanante is not None:
            acompanante.comenzar()
        direccion = f"http://{config.anfitrion}:{config.puerto}"
        consola.avisar(f"El centro atiende en {direccion} (Ctrl+C para detenerlo).")

    def terminar() -> None:
        consola.avisar("Deteniendo el centro…")
        if acompanante is not None:
            acompanante.cerrar()

    atender(toma, config, al_empezar=empezar, al_terminar=terminar)
    return 0


class Acompanante:
    """Mantiene vivo un proceso trabajador, con pausas crecientes si muere una y otra vez.

    El código con que terminó puede ser 0 sin serlo: gunicorn recoge a todos los hijos de este proceso.
    """

    def __init__(self, orden: tuple[str, ...] = ("trabajador", "--padre", str(os.getpid()))) -> None:
        self._orden = (sys.executable, "-m", "centro_doc.cli", *orden)
        self._fin = threading.Event()
        self._candado = threading.Lock()
        self._proceso: subprocess.Popen[bytes] | None = None
        self._hilo = threading.Thread(target=self._cuidar, name="acompanante", daemon=True)

    def comenzar(self) -> None:
        """Levanta el trabajador y lo cuida desde otro hilo."""
        self._hilo.start()

    @property
    def pid(self) -> int | None:
        """El número del proceso trabajador de ahora."""
        with self._candado:
            return self._proceso.pid if self._proceso is not None else None

    def cerrar(self) -> None:
        """Pide al trabajador que termine lo que hace y lo espera; pasado el plazo, lo corta."""
        self._fin.set()
        with self._candado:
            proceso = self._proceso
        if proceso is not None and proceso.poll() is None:
            proceso.terminate()
            try:
                proceso.wait(PLAZO_DE_CIERRE)
            except subprocess.TimeoutExpired:
                proceso.kill()
        self._hilo.join()

    def _cuidar(self) -> None:
        pausa = PAUSA_INICIAL
        while not self._fin.is_set():
            with self._candado:
                if self._fin.is_set():
                    return
                with _NACIMIENTO:
                    self._proceso = subprocess.Popen(self._orden, start_new_session=True)
            sano = threading.Event()
            reloj = threading.Timer(VIDA_SANA, sano.set)
            reloj.start()
            codigo = self._proceso.wait()
            reloj.cancel()
            if self._fin.is_set():
                return
            pausa = PAUSA_INICIAL if sano.is_set() else min(pausa * 2, PAUSA_MAXIMA)
            registro.error("trabajador_caido", codigo=codigo, pausa=pausa)
            self._fin.wait(pausa)


def _escuchar(config: Config) -> socket.socket:
    """Toma el puerto. Si quien lo tiene es el servidor que acaba de morir, espera a que lo suelte."""
    limite = time.monotonic() + ESPERA_DEL_PUERTO
    while True:
        try:
            return _atar(config)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                donde = f"{config.anfitrion}:{config.puerto}"
                raise FalloDeOrden(
                    f"no se puede atender en {donde} ({motivo_del_sistema(error)})."
                ) from error
            if time.monotonic() > limite:
                raise FalloDeOrden(
                    f"el puerto {config.puerto} ya está en uso. Elija otro con la variable CENTRO_PUERTO."
                ) from error
        time.sleep(0.1)


def _atar(config: Config) -> socket.socket:
    familia = socket.AF_INET6 if ":" in config.anfitrion else socket.AF_INET
    toma = socket.socket(familia, socket.SOCK_STREAM)
    toma.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        toma.bind((config.anfitrion, config.puerto))
    except OSError:
        toma.close()
        raise
    return toma


def _usar_disco_para_lo_temporal(config: Config) -> None:
    """Las subidas se acumulan junto a los datos: en muchos sistemas `/tmp` es memoria."""
    config.ruta_temporal.mkdir(parents=True, exist_ok=True)
    config.ruta_ritmo.unlink(missing_ok=True)
    tempfile.tempdir = str(config.ruta_temporal)
