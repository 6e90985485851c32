"""Mandar por correo lo nuevo, sin repetirlo aunque el proceso muera y con reintento.

La regla: lo que un correo lleva se anota, y el correo como `entregando`, en la transacción justo anterior a
mandar su contenido. Antes de eso no hay nada entregado y se repite entero; después, si el servidor dice que
no lo tomó se borra lo anotado y se repite, y si no se sabe (el proceso murió, la conexión se cortó) no se
repite y queda `dudoso`, a la vista de quien lo esperaba. Sólo un trabajador manda a la vez.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage

import structlog
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.avisos.casos import siguiente
from centro_doc.avisos.correo import EntregaDudosa, NoEntregado, carta, entregar, nombre_de_mensaje
from centro_doc.avisos.modelos import Avisado, Cada, Envio, EstadoEnvio, Suscripcion
from centro_doc.avisos.novedades import Novedad, novedades
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.consultas import actor_de
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import marcas
from centro_doc.tareas import casos as tareas
from config import Config

ESPERAS = tuple(timedelta(minutes=n) for n in (1, 5, 30, 120, 360))
"""Lo que se espera tras cada fallo seguido; después, siempre la última."""
_TURNO = "avisos"

registro = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Pendiente:
    """Un correo compuesto con lo que su lector ve en este momento."""

    suscripcion: int
    mensaje: str
    correo: EmailMessage
    claves: tuple[str, ...]


def mandar_lo_nuevo(bd: BaseDeDatos, config: Config, titular: str, *, reloj: Reloj) -> int:
    """Manda los correos que tocan y devuelve cuántos tomó el servidor; 0 si no hay servidor puesto."""
    if not config.correo_servidor:
        return 0
    with transaccion(bd) as sesion:
        if not tareas.arrendar(sesion, _TURNO, titular, reloj=reloj):
            return 0
        _dudar_de_lo_cortado(sesion)
        tocan = _tocan(sesion, reloj)
    mandados = 0
    for numero in tocan:
        with transaccion(bd) as sesion:
            if not tareas.arrendar(sesion, _TURNO, titular, reloj=reloj):
                return mandados
        mandados += _mandar(bd, config, numero, reloj)
    with transaccion(bd) as sesion:
        tareas.soltar(sesion, _TURNO, titular)
    return mandados


def _mandar(bd: BaseDeDatos, config: Config, numero: int, reloj: Reloj) -> bool:
    with lectura(bd) as sesion:
        pendiente = _componer(sesion, config, numero, reloj)
    if pendiente is None:
        with transaccion(bd) as sesion:
            _nada_nuevo(sesion, config, numero, reloj)
        return False
    envios: list[int] = []

    def al_entregar() -> None:
        with transaccion(bd) as sesion:
            envios.append(_anotar(sesion, pendiente, reloj))

    try:
        entregar(config, pendiente.correo, al_entregar)
    except NoEntregado as error:
        with transaccion(bd) as sesion:
            _aplazar(sesion, numero, envios, error.mensaje, reloj)
        registro.warning("aviso_no_entregado", suscripcion=numero, motivo=error.mensaje)
        return False
    except EntregaDudosa as error:
        with transaccion(bd) as sesion:
            _cerrar(sesion, config, numero, envios[0], EstadoEnvio.DUDOSO, reloj)
        registro.warning("aviso_dudoso", suscripcion=numero, motivo=error.mensaje)
        return False
    with transaccion(bd) as sesion:
        _cerrar(sesion, config, numero, envios[0], EstadoEnvio.ENVIADO, reloj)
    registro.info("aviso_enviado", suscripcion=numero, novedades=len(pendiente.claves))
    return True


def _tocan(sesion: Session, reloj: Reloj) -> Sequence[int]:
    return sesion.scalars(
        select(Suscripcion.id)
        .join(Usuario, Usuario.id == Suscripcion.usuario_id)
        .where(Suscripcion.proximo <= reloj.ahora(), Usuario.activo)
        .order_by(Suscripcion.proximo, Suscripcion.id)
    ).all()


def _componer(sesion: Session, config: Config, numero: int, reloj: Reloj) -> _Pendiente | None:
    """El correo, con los permisos de este momento; nada si se dio de baja o no hay nada nuevo que vea."""
    suya = sesion.get(Suscripcion, numero)
    if suya is None:
        return None
    tema, usuario = sesion.get_one(Tema, suya.tema_id), sesion.get_one(Usuario, suya.usuario_id)
    nuevas = _por_avisar(sesion, suya, tema, marcas(actor_de(usuario, hoy=reloj.hoy())))
    if not nuevas:
        return None
    mensaje = nombre_de_mensaje(config, secrets.token_hex(16))
    a = (usuario.nombre, usuario.correo)
    correo = carta(config, a, suya, tema, nuevas, mensaje=mensaje, reloj=reloj)
    return _Pendiente(numero, mensaje, correo, tuple(una.clave for una in nuevas))


def _por_avisar(sesion: Session, suya: Suscripcion, tema: Tema, suyas: frozenset[str]) -> list[Novedad]:
    avisadas = set(sesion.scalars(select(Avisado.clave).where(Avisado.suscripcion_id == suya.id)))
    return [una for una in novedades(sesion, tema, suyas) if una.clave not in avisadas]


def _anotar(sesion: Session, pendiente: _Pendiente, reloj: Reloj) -> int:
    envio = Envio(
        suscripcion_id=pendiente.suscripcion,
        mensaje=pendiente.mensaje,
        estado=EstadoEnvio.ENTREGANDO,
        cuando=reloj.ahora(),
        novedades=len(pendiente.claves),
    )
    sesion.add(envio)
    sesion.flush()
    sesion.add_all(
        Avisado(suscripcion_id=pendiente.suscripcion, clave=clave, envio_id=envio.id)
        for clave in pendiente.claves
    )
    return envio.id


def _nada_nuevo(sesion: Session, config: Config, numero: int, reloj: Reloj) -> None:
    suya = sesion.get(Suscripcion, numero)
    if suya is not None and suya.cada != Cada.INMEDIATO:
        suya.proximo = siguiente(suya.cada, reloj.ahora(), config.zona_horaria)


def _cerrar(
    sesion: Session, config: Config, numero: int, envio: int, estado: EstadoEnvio, reloj: Reloj
) -> None:
    """El correo salió, o no se sabe; si la persona se dio de baja entretanto, no queda nada que anotar."""
    sesion.execute(update(Envio).where(Envio.id == envio).values(estado=estado))
    suya = sesion.get(Suscripcion, numero)
    if suya is not None:
        suya.proximo = siguiente(suya.cada, reloj.ahora(), config.zona_horaria)
        suya.fallos, suya.error = 0, ""


def _aplazar(sesion: Session, numero: int, envios: Sequence[int], motivo: str, reloj: Reloj) -> None:
    """No lo tomó: se olvida lo anotado y se repite más tarde."""
    sesion.execute(delete(Avisado).where(Avisado.envio_id.in_(envios)))
    sesion.execute(delete(Envio).where(Envio.id.in_(envios)))
    suya = sesion.get(Suscripcion, numero)
    if suya is not None:
        suya.proximo = reloj.ahora() + ESPERAS[min(suya.fallos, len(ESPERAS) - 1)]
        suya.fallos, suya.error = suya.fallos + 1, motivo


def _dudar_de_lo_cortado(sesion: Session) -> None:
    """Quien tiene el turno sabe que nadie más entrega: lo que quedó a medias es de un proceso que murió."""
    sesion.execute(
        update(Envio).where(Envio.estado == EstadoEnvio.ENTREGANDO).values(estado=EstadoEnvio.DUDOSO)
    )
