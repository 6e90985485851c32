"""La sesión del navegador: quién hace esta petición, y lo que se le exige antes de atenderla."""

from typing import cast
from urllib.parse import urlencode

from flask import Flask, Response, g, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError, CSRFProtect

from centro_doc.comun import web
from centro_doc.comun.errores import NecesitaIngreso
from centro_doc.comun.estaticos import es_estatico
from centro_doc.cuentas import consultas
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import ANONIMO, Actor, puede
from config import Config

_VISTO = "visto"
_REFRESCO_SEGUNDOS = 60
_SIN_CLAVE_NUEVA = frozenset({"cuentas.clave", "cuentas.clave_post", "cuentas.salir"})
_CADUCADA = (
    "La página estuvo abierta demasiado tiempo o se abrió en otra sesión. No se guardó nada. "
    "Vuelva atrás, recargue la página y envíe otra vez."
)

csrf = CSRFProtect()


class UsuarioDeSesion(UserMixin):  # type: ignore[misc]
    """Lo que Flask-Login sabe de quien entró: la ficha de su sesión y su cuenta."""

    def __init__(self, ficha: str, usuario: Usuario) -> None:
        self.ficha = ficha
        self.usuario = usuario

    def get_id(self) -> str:
        """La galleta lleva la ficha de la sesión, no el número de la cuenta."""
        return self.ficha


def conectar(app: Flask) -> None:
    """Protege `app`: sesiones, CSRF en todo lo que escribe y cambio obligado de la primera contraseña."""
    app.config.update(WTF_CSRF_TIME_LIMIT=None, SESSION_REFRESH_EACH_REQUEST=False)
    csrf.init_app(app)
    ingreso = LoginManager()
    ingreso.session_protection = None
    ingreso.user_loader(_cargar)
    ingreso.init_app(app, add_context_processor=False)
    app.before_request(_revisar_sesion)
    app.register_error_handler(CSRFError, _csrf_invalido)
    app.register_error_handler(NecesitaIngreso, _llevar_al_ingreso)
    app.context_processor(lambda: {"actor_actual": actor_actual, "puede": puede_actual})
    app.after_request(_no_guardar_lo_propio)


def actor_actual() -> Actor:
    """Quien hace esta petición: el público, o la persona con sus roles y grupos de HOY."""
    if "actor" not in g:
        g.actor = ANONIMO
        if current_user.is_authenticated:
            usuario = cast(UsuarioDeSesion, current_user).usuario
            g.actor = consultas.actor_de(usuario, hoy=web.reloj().hoy())
    return cast(Actor, g.actor)


def puede_actual(accion: str) -> bool:
    """¿Puede quien hace esta petición? Para mostrar o no un control; el caso de uso lo exige igual."""
    return puede(actor_actual(), accion)


def abrir_sesion(ficha: str, *, mantener: bool = False) -> None:
    """Empieza de cero la sesión del navegador con una ficha recién abierta.

    Nada de lo que hubiera en la galleta anterior pasa a la nueva.
    """
    session.clear()
    usuario = _usuario(ficha)
    if usuario is None:
        raise NecesitaIngreso()
    login_user(usuario)
    session[_VISTO] = int(web.reloj().ahora().timestamp())
    session.permanent = mantener
    g.pop("actor", None)


def cerrar_sesion() -> None:
    """Vacía la sesión del navegador."""
    logout_user()
    session.clear()
    g.pop("actor", None)


def ficha_actual() -> str | None:
    """La ficha de la sesión de esta petición."""
    return cast(UsuarioDeSesion, current_user).ficha if current_user.is_authenticated else None


def _usuario(ficha: str) -> UsuarioDeSesion | None:
    ahora = web.reloj().ahora()
    usuario = consultas.usuario_de_sesion(web.sesion_de_lectura(), ficha, ahora=ahora)
    return None if usuario is None else UsuarioDeSesion(ficha, usuario)


def _cargar(ficha: str) -> UsuarioDeSesion | None:
    """La persona de la galleta, si no pasó el plazo de inactividad."""
    ahora = int(web.reloj().ahora().timestamp())
    if ahora - session.get(_VISTO, 0) > web.servicio(Config).sesion_horas * 3600:
        return None
    return _usuario(ficha)


def _revisar_sesion() -> Response | None:
    if es_estatico() or "_user_id" not in session:
        return None
    if not current_user.is_authenticated:
        cerrar_sesion()
        return None
    ahora = int(web.reloj().ahora().timestamp())
    if ahora - session.get(_VISTO, 0) >= _REFRESCO_SEGUNDOS:
        session[_VISTO] = ahora
    if cast(UsuarioDeSesion, current_user).usuario.debe_cambiar_clave:
        return _exigir_clave_nueva()
    return None


def _exigir_clave_nueva() -> Response | None:
    if request.endpoint in _SIN_CLAVE_NUEVA:
        return None
    if web.quiere_json():
        return web.pagina_de_error(403, "Cambie su contraseña", "Entre al sitio y elija su contraseña.")
    return cast(Response, redirect(url_for("cuentas.clave"), 303))


def _csrf_invalido(error: CSRFError) -> Response:
    return web.pagina_de_error(400, "La página caducó", _CADUCADA)


def _llevar_al_ingreso(error: NecesitaIngreso) -> Response:
    if web.quiere_json():
        return web.pagina_de_error(error.estado, error.titulo, error.mensaje)
    destino = url_for("cuentas.acceso")
    if request.method == "GET":
        destino += "?" + urlencode({"next": request.full_path.rstrip("?")})
    return cast(Response, redirect(destino, 303))


def _no_guardar_lo_propio(respuesta: Response) -> Response:
    """Lo que ve una persona con cuenta no queda en cachés compartidas ni en el historial del equipo.

    Tampoco la página de error de un archivo fijo, que lleva su nombre.
    """
    if "_user_id" in session and (not es_estatico() or respuesta.status_code >= 400):
        respuesta.headers.setdefault("Cache-Control", "private, no-store")
    return respuesta
