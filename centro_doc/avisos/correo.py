"""El correo con lo nuevo de un tema, y entregarlo a un servidor SMTP."""

import smtplib
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as POLITICA
from email.utils import format_datetime

from centro_doc.agenda.modelos import Tema
from centro_doc.avisos.modelos import Suscripcion
from centro_doc.avisos.novedades import Novedad
from centro_doc.comun.errores import ErrorDelCentro
from centro_doc.comun.fechas import en_zona, fecha_larga
from centro_doc.comun.reloj import Reloj
from config import Config

ESPERA = 15
"""Segundos que se espera cada respuesta del servidor de correo."""
A_LA_VISTA = 40
"""Novedades que caben en un correo; las demás se cuentan y están en el expediente."""
_CLASES = {
    "documento": "Documentos",
    "version": "Versiones nuevas",
    "etapa": "Iniciativas",
    "expediente": "Expedientes congelados",
}


class NoEntregado(ErrorDelCentro):
    """El servidor de correo no tomó el mensaje; se puede repetir. El motivo no nombra a nadie."""


class EntregaDudosa(ErrorDelCentro):
    """Se cortó mientras tomaba el mensaje: no se sabe si lo tomó, y no se repite."""


def carta(
    config: Config,
    a: tuple[str, str],
    suya: Suscripcion,
    tema: Tema,
    nuevas: Sequence[Novedad],
    *,
    mensaje: str,
    reloj: Reloj,
) -> EmailMessage:
    """El mensaje para `a` (nombre y correo), con la baja de un clic (RFC 2369 y RFC 8058)."""
    base = config.sitio
    baja = f"{base}/avisos/baja/{suya.ficha}"
    cuantas = f"{len(nuevas)} novedades" if len(nuevas) > 1 else "1 novedad"
    correo = EmailMessage(policy=POLITICA)
    correo["From"] = Address("Centro de Documentación", addr_spec=config.correo_remitente)
    correo["To"] = Address(_una_linea(a[0]), addr_spec=a[1])
    correo["Subject"] = f"{tema.codigo} {_una_linea(tema.nombre)}: {cuantas}"
    correo["Date"] = format_datetime(reloj.ahora())
    correo["Message-ID"] = mensaje
    correo["List-Id"] = f"<{tema.codigo.lower()}.avisos.{_dominio(config)}>"
    correo["List-Unsubscribe"] = f"<{baja}>"
    correo["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    correo["Auto-Submitted"] = "auto-generated"
    correo.set_content(_cuerpo(config, tema, nuevas, base, baja), cte="quoted-printable")
    return correo


def nombre_de_mensaje(config: Config, ficha: str) -> str:
    """Un `Message-ID`; `ficha` es única."""
    return f"<{ficha}@{_dominio(config)}>"


def entregar(config: Config, correo: EmailMessage, al_entregar: Callable[[], None]) -> None:
    """Entrega el mensaje; llama a `al_entregar` justo antes de mandar su contenido.

    Levanta `NoEntregado` si es seguro que no lo tomó, y `EntregaDudosa` si no se sabe.
    """
    servidor = _conectar(config)
    try:
        _presentar(servidor, correo)
        al_entregar()
        _mandar(servidor, correo)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            servidor.quit()
        servidor.close()


def _conectar(config: Config) -> smtplib.SMTP:
    try:
        servidor = _abrir(config)
        try:
            if config.correo_cifrado == "starttls":
                servidor.starttls(context=_confianza(config))
            if config.correo_usuario:
                servidor.login(config.correo_usuario, config.correo_clave)
        except BaseException:
            servidor.close()
            raise
    except smtplib.SMTPAuthenticationError as error:
        raise NoEntregado("El servidor de correo no acepta la cuenta con que se entra.") from error
    except ssl.SSLCertVerificationError as error:
        raise NoEntregado("No se pudo comprobar el certificado del servidor de correo.") from error
    except smtplib.SMTPNotSupportedError as error:
        raise NoEntregado("El servidor de correo no ofrece lo que se le pide: cifrar, o entrar.") from error
    except (smtplib.SMTPException, OSError) as error:
        raise NoEntregado("No se pudo hablar con el servidor de correo.") from error
    return servidor


def _abrir(config: Config) -> smtplib.SMTP:
    donde = (config.correo_servidor, config.correo_puerto)
    if config.correo_cifrado == "tls":
        return smtplib.SMTP_SSL(*donde, timeout=ESPERA, context=_confianza(config))
    return smtplib.SMTP(*donde, timeout=ESPERA)


def _confianza(config: Config) -> ssl.SSLContext:
    """Las autoridades del sistema y, si se nombra, la del servidor de correo."""
    contexto = ssl.create_default_context()
    if config.correo_autoridad:
        contexto.load_verify_locations(cafile=config.correo_autoridad)
    return contexto


def _presentar(servidor: smtplib.SMTP, correo: EmailMessage) -> None:
    """Quién manda y a quién: hasta aquí no hay nada entregado."""
    de, a = correo["From"].addresses[0].addr_spec, correo["To"].addresses[0].addr_spec
    try:
        servidor.ehlo_or_helo_if_needed()
        for codigo, _ in (servidor.mail(de), servidor.rcpt(a)):
            if codigo not in {250, 251}:
                raise NoEntregado(
                    f"El servidor de correo no acepta a quien manda o a quien recibe ({codigo})."
                )
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        raise NoEntregado("El servidor de correo cortó antes de tomar el mensaje.") from error


def _mandar(servidor: smtplib.SMTP, correo: EmailMessage) -> None:
    try:
        codigo, _ = servidor.data(correo.as_bytes())
    except smtplib.SMTPDataError as error:
        raise NoEntregado(f"El servidor de correo no aceptó el mensaje ({error.smtp_code}).") from error
    except (smtplib.SMTPException, OSError) as error:
        raise EntregaDudosa("El servidor de correo cortó mientras tomaba el mensaje.") from error
    if codigo != 250:
        raise NoEntregado(f"El servidor de correo no aceptó el mensaje ({codigo}).")


def _cuerpo(config: Config, tema: Tema, nuevas: Sequence[Novedad], base: str, baja: str) -> str:
    renglones = [f"Lo nuevo de {tema.codigo}, {tema.nombre}:", ""]
    for clase, nombre in _CLASES.items():
        suyas = [una for una in nuevas[:A_LA_VISTA] if una.clase == clase]
        if suyas:
            renglones += [nombre.upper(), ""]
        for una in suyas:
            dia = fecha_larga(en_zona(una.cuando, config.zona_horaria).date())
            renglones += [f"* {_una_linea(una.titulo)}", f"  {_una_linea(una.resumen)} {dia}."]
            renglones += [f"  {base}{una.ruta}", ""]
    if len(nuevas) > A_LA_VISTA:
        renglones += [f"Y {len(nuevas) - A_LA_VISTA} más en el expediente.", ""]
    renglones += [
        f"El expediente: {base}/agenda/{tema.codigo}",
        f"Cambiar cada cuánto se le avisa: {base}/avisos",
        f"Dejar de recibir estos correos: {baja}",
        "",
    ]
    return "\n".join(renglones)


def _una_linea(texto: str) -> str:
    return " ".join(texto.split())


def _dominio(config: Config) -> str:
    return config.correo_remitente.rpartition("@")[2]
