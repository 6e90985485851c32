"""El servidor web: gunicorn con varios procesos donde lo hay (Linux) y, si no, waitress con uno."""

import ctypes
import gc
import signal
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any, cast

from flask import Flask
from jinja2 import Environment
from waitress.server import BaseWSGIServer, create_server

from centro_doc.aplicacion import create_app
from centro_doc.comun import web
from centro_doc.comun.bd import BaseDeDatos, lectura
from centro_doc.indice.servicio import Indice
from centro_doc.recepcion import Portero, acotar
from config import Config

try:
    from gunicorn.app.base import BaseApplication

    from centro_doc.rechazos import Obrero
except ImportError:  # sólo se instala en Linux
    BaseApplication = None

PLAZO_DE_CIERRE = 15
"""Segundos que se da a lo que se está atendiendo para terminar."""
PLAZO_DE_UN_PROCESO = 120
"""Segundos tras los que un proceso que no da señales de vida se sustituye."""
ESPERA_DE_OTRA_PETICION = 15
ESPERA_DE_UN_CUERPO = 10
"""Segundos sin recibir nada de un cuerpo a medias: mientras se espera, ese hilo no atiende a nadie más."""
RENGLON_MAXIMO = 8190
"""Octetos de la primera línea de una petición: caben las direcciones de las búsquedas más largas."""

COMPILADOR = "plantillas"
"""El nombre del hilo que compila las plantillas."""
_LAS_MAS_VISTAS = ("base", "macros", "inicio", "busqueda", "documentos", "grafo", "normas", "vinculos")

_PR_SET_PDEATHSIG = 1

Aviso = Callable[[], None]


def atender(toma: socket.socket, config: Config, *, al_empezar: Aviso, al_terminar: Aviso) -> None:
    """Atiende en una toma ya ligada a su puerto hasta recibir SIGINT o SIGTERM.

    `al_empezar` se llama cuando ya se aceptan conexiones y `al_terminar` cuando ya no, las dos veces en
    este proceso. Con gunicorn no vuelve: termina con `SystemExit`, también en cada proceso que engendra.
    """
    atender_con = _con_waitress if BaseApplication is None else _con_gunicorn
    atender_con(toma, config, al_empezar, al_terminar)


def _con_gunicorn(toma: socket.socket, config: Config, al_empezar: Aviso, al_terminar: Aviso) -> None:
    ajustes = {
        **ajustes_de_gunicorn(config),
        "bind": f"fd://{toma.fileno()}",
        "post_fork": lambda _arbitro, _proceso: _morir_con_el_padre(),
        "when_ready": lambda _arbitro: al_empezar(),
        "on_exit": lambda _arbitro: al_terminar(),
    }

    class Sitio(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for nombre, valor in ajustes.items():
                self.cfg.set(nombre, valor)

        def load(self) -> Portero:
            """La aplicación de cada proceso: nada abierto pasa de uno a otro."""
            return Portero(caliente(config))

    # Lo heredan las conexiones que acepta; gunicorn, por su parte, esperaría para siempre.
    toma.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", ESPERA_DE_UN_CUERPO, 0))
    Sitio().run()


def caliente(config: Config) -> Flask:
    """La aplicación de un proceso que sólo atiende, con el índice ya abierto en él.

    Lo que se cargó al empezar dura tanto como el proceso, y queda fuera del recolector de ciclos: si lo
    recorriera, de vez en cuando una petición cualquiera tardaría tres veces lo suyo. El índice no: se reabre.
    """
    app = create_app(config)
    gc.collect()
    gc.freeze()
    with app.app_context(), lectura(web.servicio(BaseDeDatos)) as sesion:
        web.servicio(Indice).calentar(sesion)
    threading.Thread(target=_compilar, args=(app.jinja_env,), name=COMPILADOR, daemon=True).start()
    return app


def _compilar(plantillas: Environment) -> None:
    """Compila las plantillas mientras ya se atiende: si no, la primera vez de cada página tarda el triple."""
    nombres = plantillas.list_templates(extensions=("html",))
    for nombre in sorted(nombres, key=lambda uno: not uno.startswith(_LAS_MAS_VISTAS)):
        plantillas.get_template(nombre)


def _morir_con_el_padre() -> None:
    """Que este proceso muera con quien lo engendró: si no, retendría el puerto un rato y no se podría servir.

    `prctl(2)` de Linux; si fallara, gunicorn mira cada segundo si sigue teniendo padre.
    """
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def ajustes_de_gunicorn(config: Config) -> Mapping[str, Any]:
    """Los ajustes que no dependen de la corrida.

    De las cabeceras de un proxy sólo hace caso la aplicación, y sólo si `detras_de_proxy`.
    """
    return {
        "workers": config.procesos,
        "worker_class": Obrero,
        "threads": config.hilos,
        "timeout": PLAZO_DE_UN_PROCESO,
        "graceful_timeout": PLAZO_DE_CIERRE,
        "keepalive": ESPERA_DE_OTRA_PETICION,
        "limit_request_line": RENGLON_MAXIMO,
        "loglevel": "warning",
        "control_socket_disable": True,
        "forwarded_allow_ips": "",
        "forwarder_headers": "",
        "secure_scheme_headers": {},
    }


def _con_waitress(toma: socket.socket, config: Config, al_empezar: Aviso, al_terminar: Aviso) -> None:
    app = caliente(config)
    servidor = create_server(
        app,
        sockets=[toma],
        threads=config.hilos,
        ident="centro",
        max_request_body_size=2 * config.limite_peticion,
        channel_timeout=300,
        clear_untrusted_proxy_headers=not config.detras_de_proxy,
    )
    acotar(cast(BaseWSGIServer, servidor), app)  # con una sola toma no hay varios servidores
    signal.signal(signal.SIGTERM, _detener)
    al_empezar()
    try:
        servidor.run()
    except KeyboardInterrupt:
        pass
    finally:
        servidor.close()
        al_terminar()


def _detener(_senal: int, _marco: FrameType | None) -> None:
    raise KeyboardInterrupt
