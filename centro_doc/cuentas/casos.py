"""La administración de las cuentas: crearlas, cambiarlas, darlas de baja y reponer contraseñas."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas import consultas
from centro_doc.cuentas.claves import Claves, clave_de_un_solo_uso
from centro_doc.cuentas.formularios import DatosMembresia, DatosUsuario, datos_usuario
from centro_doc.cuentas.ingreso import nuevo_sello
from centro_doc.cuentas.modelos import Membresia, Rol, RolAsignado, Usuario
from centro_doc.cuentas.permisos import SISTEMA, Actor, exigir

VIGENCIA_CLAVE_UNICA = timedelta(days=7)
"""Plazo para entrar por primera vez con una contraseña de un solo uso."""
CORREO_DEL_PRIMERO = "administracion@centro.local"


@dataclass(frozen=True, slots=True)
class ClaveEntregada:
    """Una cuenta con su contraseña de un solo uso, que se muestra una vez y no se guarda."""

    usuario_id: int
    correo: str
    clave: str


def crear_primer_administrador(
    sesion: Session, *, claves: Claves, reloj: Reloj, correo: str = CORREO_DEL_PRIMERO
) -> ClaveEntregada | None:
    """La cuenta con la que empieza una instalación sin cuentas; `None` si ya hay alguna.

    Lleva también el rol `personal`: la administración sola no puede subir ni leer nada.
    """
    if sesion.scalar(select(Usuario.id).limit(1)) is not None:
        return None
    datos = datos_usuario(correo, "Administración del centro", (Rol.ADMINISTRACION, Rol.PERSONAL))
    return _crear(sesion, SISTEMA, datos, claves=claves, reloj=reloj)


def crear_usuario(
    sesion: Session, actor: Actor, datos: DatosUsuario, *, claves: Claves, reloj: Reloj
) -> ClaveEntregada:
    """Crea una cuenta. Levanta `DatosInvalidos` si el correo ya tiene una."""
    exigir(actor, "administrar")
    return _crear(sesion, actor, datos, claves=claves, reloj=reloj)


def editar_usuario(
    sesion: Session, actor: Actor, usuario_id: int, datos: DatosUsuario, *, reloj: Reloj
) -> None:
    """Cambia correo, nombre y roles; si cambian los roles, cierra sus sesiones."""
    exigir(actor, "administrar")
    usuario = consultas.usuario(sesion, usuario_id)
    if Rol.ADMINISTRACION not in datos.roles:
        _exigir_otra_administracion(sesion, usuario, "quitarle el rol")
    _exigir_correo_libre(sesion, datos.correo, menos=usuario.id)
    antes = retrato(usuario)
    usuario.correo, usuario.nombre = datos.correo, datos.nombre
    if {asignado.rol for asignado in usuario.roles} != datos.roles:
        usuario.roles = [asignado for asignado in usuario.roles if asignado.rol in datos.roles]
        tiene = {asignado.rol for asignado in usuario.roles}
        usuario.roles += [RolAsignado(rol=rol) for rol in sorted(datos.roles - tiene)]
        usuario.sello = nuevo_sello()
    anotar_cuenta(sesion, actor, "cuenta_editada", usuario, antes, reloj=reloj)


def dar_de_baja(sesion: Session, actor: Actor, usuario_id: int, *, reloj: Reloj, motivo: str = "") -> None:
    """Desactiva la cuenta en el acto, cierra sus sesiones y sus pertenencias; lo que hizo se conserva.

    Hoy es el último día en sus grupos; la pertenencia que no había empezado se anula.
    """
    exigir(actor, "administrar")
    usuario = consultas.usuario(sesion, usuario_id)
    _exigir_otra_administracion(sesion, usuario, "darla de baja")
    antes = retrato(usuario)
    usuario.activo, usuario.sello = False, nuevo_sello()
    hoy = reloj.hoy()
    for membresia in usuario.membresias:
        if membresia.desde > hoy:
            membresia.anulada = True
        elif sigue(membresia, hoy):
            membresia.hasta = hoy
    anotar_cuenta(sesion, actor, "cuenta_de_baja", usuario, antes, reloj=reloj, motivo=motivo)


def reactivar(
    sesion: Session, actor: Actor, usuario_id: int, *, claves: Claves, reloj: Reloj
) -> ClaveEntregada:
    """Vuelve a activar una cuenta, con una contraseña nueva de un solo uso."""
    exigir(actor, "administrar")
    usuario = consultas.usuario(sesion, usuario_id)
    antes = retrato(usuario)
    usuario.activo = True
    entregada = _reponer_clave(usuario, claves=claves, reloj=reloj)
    anotar_cuenta(sesion, actor, "cuenta_reactivada", usuario, antes, reloj=reloj)
    return entregada


def restablecer_clave(
    sesion: Session, actor: Actor, usuario_id: int, *, claves: Claves, reloj: Reloj
) -> ClaveEntregada:
    """Da una contraseña de un solo uso, quita el bloqueo y cierra las sesiones.

    Levanta `DatosInvalidos` si la cuenta está de baja.
    """
    exigir(actor, "administrar")
    usuario = consultas.usuario(sesion, usuario_id)
    if not usuario.activo:
        raise DatosInvalidos("La cuenta está de baja. Reactívela y recibirá una contraseña nueva.")
    antes = retrato(usuario)
    entregada = _reponer_clave(usuario, claves=claves, reloj=reloj)
    anotar_cuenta(sesion, actor, "clave_restablecida", usuario, antes, reloj=reloj)
    return entregada


def anadir_membresia(
    sesion: Session, actor: Actor, usuario_id: int, datos: DatosMembresia, *, reloj: Reloj
) -> None:
    """Suma la persona al grupo técnico de un tema. Levanta `DatosInvalidos` si ya estaba en esos días."""
    exigir(actor, "administrar")
    usuario = consultas.usuario(sesion, usuario_id)
    if any(m.tema == datos.tema and se_cruzan(m, datos) for m in usuario.membresias):
        mensaje = f"Ya pertenece al grupo de {datos.tema} en parte de esos días. Cambie las fechas."
        raise DatosInvalidos(mensaje, {"desde": mensaje})
    antes = retrato(usuario)
    usuario.membresias.append(Membresia(tema=datos.tema, desde=datos.desde, hasta=datos.hasta))
    anotar_cuenta(sesion, actor, "membresia_anadida", usuario, antes, reloj=reloj)


def terminar_membresia(
    sesion: Session, actor: Actor, usuario_id: int, membresia_id: int, *, reloj: Reloj
) -> None:
    """Termina una pertenencia: ayer fue su último día. La que no había empezado se anula."""
    exigir(actor, "administrar")
    usuario = consultas.usuario(sesion, usuario_id)
    membresia = next((m for m in usuario.membresias if m.id == membresia_id and not m.anulada), None)
    if membresia is None:
        raise NoEncontrado("No hay tal pertenencia en esta cuenta.")
    antes = retrato(usuario)
    ayer = reloj.hoy() - timedelta(days=1)
    if membresia.desde > ayer:
        membresia.anulada = True
    elif membresia.hasta is None or membresia.hasta > ayer:
        membresia.hasta = ayer
    anotar_cuenta(sesion, actor, "membresia_terminada", usuario, antes, reloj=reloj)


def _crear(
    sesion: Session, actor: Actor, datos: DatosUsuario, *, claves: Claves, reloj: Reloj
) -> ClaveEntregada:
    _exigir_correo_libre(sesion, datos.correo)
    usuario = Usuario(correo=datos.correo, nombre=datos.nombre, activo=True, creado=reloj.ahora())
    usuario.roles = [RolAsignado(rol=rol) for rol in sorted(datos.roles)]
    clave = _poner_clave_unica(usuario, claves=claves, reloj=reloj)
    sesion.add(usuario)
    sesion.flush()
    anotar_cuenta(sesion, actor, "cuenta_creada", usuario, {}, reloj=reloj)
    return ClaveEntregada(usuario.id, usuario.correo, clave)


def _reponer_clave(usuario: Usuario, *, claves: Claves, reloj: Reloj) -> ClaveEntregada:
    clave = _poner_clave_unica(usuario, claves=claves, reloj=reloj)
    return ClaveEntregada(usuario.id, usuario.correo, clave)


def _poner_clave_unica(usuario: Usuario, *, claves: Claves, reloj: Reloj) -> str:
    clave = clave_de_un_solo_uso()
    usuario.clave = claves.resumir(clave)
    usuario.debe_cambiar_clave = True
    usuario.clave_vence = reloj.ahora() + VIGENCIA_CLAVE_UNICA
    usuario.fallos, usuario.bloqueado_hasta = 0, None
    usuario.sello = nuevo_sello()
    return clave


def se_cruzan(membresia: Membresia, datos: DatosMembresia) -> bool:
    """¿Comparten algún día? La anulada no tiene ninguno."""
    termina_antes = membresia.hasta is not None and membresia.hasta < datos.desde
    empieza_despues = datos.hasta is not None and datos.hasta < membresia.desde
    return not (membresia.anulada or termina_antes or empieza_despues)


def sigue(membresia: Membresia, hoy: date) -> bool:
    """¿Le quedan días, hoy entre ellos, o aún no empieza?"""
    return not membresia.anulada and (membresia.hasta is None or membresia.hasta >= hoy)


def _exigir_correo_libre(sesion: Session, correo: str, *, menos: int | None = None) -> None:
    otro = sesion.scalar(select(Usuario.id).where(Usuario.correo == correo))
    if otro is not None and otro != menos:
        mensaje = "Ya hay una cuenta con este correo."
        raise DatosInvalidos(f"{mensaje} No se guardó nada.", {"correo": mensaje})


def _exigir_otra_administracion(sesion: Session, usuario: Usuario, que: str) -> None:
    activas = set(consultas.administradores_activos(sesion))
    if activas == {usuario.id}:
        mensaje = f"Es la única cuenta de administración activa. Antes de {que}, dé ese rol a otra persona."
        raise DatosInvalidos(mensaje, {"roles": mensaje})


def retrato(usuario: Usuario) -> dict[str, Any]:
    """Lo que la bitácora compara de una cuenta; nunca la contraseña."""
    return {
        "correo": usuario.correo,
        "nombre": usuario.nombre,
        "activo": usuario.activo,
        "roles": sorted(asignado.rol for asignado in usuario.roles),
        "membresias": sorted(
            f"{m.tema} {m.desde.isoformat()}/{m.hasta.isoformat() if m.hasta else ''}"
            for m in usuario.membresias
            if not m.anulada
        ),
    }


def anotar_cuenta(
    sesion: Session,
    actor: Actor,
    accion: str,
    usuario: Usuario,
    antes: Mapping[str, Any],
    *,
    reloj: Reloj,
    motivo: str = "",
) -> None:
    """El asiento de un cambio en una cuenta; `antes` es su `retrato` de antes de cambiarla."""
    despues = retrato(usuario)
    cambios = {
        clave: {"antes": antes.get(clave), "despues": valor}
        for clave, valor in despues.items()
        if antes.get(clave, []) != valor
    }
    anotar(
        sesion,
        actor,
        accion,
        ("usuario", str(usuario.id)),
        reloj=reloj,
        motivo=motivo or None,
        detalle=cambios,
    )
