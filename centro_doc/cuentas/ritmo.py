"""El ritmo: cuántas veces se puede ingresar, buscar y subir por minuto (Flask-Limiter).

Los contadores son uno solo para todos los procesos web. Si no se puede llevar la cuenta (un disco lleno), se
atiende igual.
"""

import math
import time
from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response
from flask_limiter import Limiter, RateLimitExceeded
from flask_limiter.util import get_remote_address

from centro_doc.comun import web
from centro_doc.cuentas.contadores import direccion
from centro_doc.cuentas.sesion import actor_actual
from config import Config

V = TypeVar("V", bound=Callable[..., object])

limitador = Limiter(get_remote_address, strategy="fixed-window", headers_enabled=False, swallow_errors=True)


def conectar(app: Flask) -> None:
    """Pone en marcha los límites de `app` y la página que ve quien los pasa."""
    config: Config = app.extensions["centro_doc"][Config]
    app.config["RATELIMIT_STORAGE_URI"] = direccion(config.ruta_ritmo)
    limitador.init_app(app)
    app.register_error_handler(RateLimitExceeded, _demasiado_rapido)


def limitar_ingreso(vista: V) -> V:
    """Para quien comprueba contraseñas: por dirección y sólo al enviar."""
    return limitador.limit(lambda: web.servicio(Config).ritmo_ingreso, methods=["POST"])(vista)  # type: ignore[return-value]


def limitar_busqueda(vista: V) -> V:
    """Para quien busca: por cuenta, o por dirección si no la hay."""
    return limitador.limit(lambda: web.servicio(Config).ritmo_busqueda, key_func=_quien)(vista)  # type: ignore[return-value]


def limitar_completado(vista: V) -> V:
    """Para lo que se pide a cada tecla: lleva su propia cuenta, que no gasta la de las búsquedas."""
    return limitador.limit(lambda: web.servicio(Config).ritmo_completado, key_func=_quien)(vista)  # type: ignore[return-value]


def limitar_subida(vista: V) -> V:
    """Para quien sube archivos: por cuenta y sólo al enviar."""
    return limitador.limit(  # type: ignore[return-value]
        lambda: web.servicio(Config).ritmo_subida, key_func=_quien, methods=["POST"]
    )(vista)


def _quien() -> str:
    actor = actor_actual()
    return actor.clave if actor.tiene_cuenta else get_remote_address()


def _demasiado_rapido(error: RateLimitExceeded) -> Response:
    actual = limitador.current_limit
    espera = max(1, math.ceil(actual.reset_at - time.time())) if actual is not None else 60
    respuesta = web.pagina_de_error(
        429,
        "Demasiadas peticiones seguidas",
        f"Para que el sitio responda a todos hay un límite por minuto. No se perdió nada de lo guardado. "
        f"Espere {espera} segundos y vuelva a intentarlo.",
    )
    respuesta.headers["Retry-After"] = str(espera)
    return respuesta
