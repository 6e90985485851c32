"""La pertenencia de una persona al grupo de un tema, y la cuenta que la tiene."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.escrito import plegar
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.casos import anotar_cuenta, retrato, se_cruzan
from centro_doc.cuentas.formularios import DatosMembresia
from centro_doc.cuentas.modelos import Membresia, Rol, Usuario
from centro_doc.cuentas.permisos import Actor
from centro_doc.grupos.formularios import DatosIntegrante
from centro_doc.grupos.modelos import Divulgacion, Integrante, Papel

_NO_SE_GUARDO = "No se guardó el integrante."


def tema_para(sesion: Session, codigo: str) -> Tema:
    """El tema con ese código; levanta `NoEncontrado` si la agenda no lo tiene."""
    tema = sesion.scalar(select(Tema).where(Tema.codigo == codigo))
    if tema is None:
        raise NoEncontrado("La agenda no tiene un tema con ese código.")
    return tema


def abrir(
    sesion: Session, codigo: str, numero: int, *, anulada: bool = False
) -> tuple[Membresia, Integrante]:
    """Una pertenencia de ese tema y su ficha; la que se dio desde las cuentas recibe una, con su nombre."""
    membresia = sesion.get(Membresia, numero)
    if membresia is None or membresia.tema != codigo or membresia.anulada is not anulada:
        raise NoEncontrado("El grupo no tiene esa pertenencia.")
    integrante = sesion.get(Integrante, numero)
    if integrante is None:
        cuenta = cuenta_de(sesion, membresia)
        integrante = Integrante(
            membresia_id=numero,
            nombre=cuenta.nombre if cuenta is not None else "",
            institucion="",
            papel=Papel.INTEGRANTE,
            divulgacion=Divulgacion.NINGUNA,
            contacto="",
            edicion=1,
        )
        sesion.add(integrante)
    return membresia, integrante


def cuenta_con(sesion: Session, correo: str, suya: Usuario | None = None) -> Usuario | None:
    """La cuenta con ese correo, si puede leer lo de un grupo; la que ya era `suya` no se vuelve a revisar.

    Levanta `DatosInvalidos` en `correo` si no hay una activa o si no tiene el rol.
    """
    if not correo:
        return None
    if suya is not None and suya.correo == correo:
        return suya
    cuenta = sesion.scalar(select(Usuario).where(Usuario.correo == correo, Usuario.activo))
    if cuenta is None:
        mensaje = "No hay una cuenta activa con ese correo. Déjelo vacío si la persona no tiene cuenta."
        raise DatosInvalidos(_NO_SE_GUARDO, {"correo": mensaje})
    if Rol.GRUPO_TECNICO not in {asignado.rol for asignado in cuenta.roles}:
        mensaje = "Esa cuenta no tiene el rol «Grupo técnico». Pídalo a la administración del centro."
        raise DatosInvalidos(_NO_SE_GUARDO, {"correo": mensaje})
    return cuenta


def cuenta_de(sesion: Session, membresia: Membresia) -> Usuario | None:
    """La cuenta que tiene la pertenencia, si alguna."""
    return sesion.get(Usuario, membresia.usuario_id) if membresia.usuario_id is not None else None


def exigir_libre(
    sesion: Session, membresia: Membresia, datos: DatosIntegrante, cuenta: Usuario | None
) -> None:
    """Que la persona no integre ya el grupo en parte de esos días: la misma cuenta, o el mismo nombre.

    Levanta `DatosInvalidos` en `desde`.
    """
    filas = sesion.execute(
        select(Membresia, Integrante.nombre)
        .outerjoin(Integrante, Integrante.membresia_id == Membresia.id)
        .where(Membresia.tema == membresia.tema, Membresia.anulada.is_(False))
    )
    periodo = DatosMembresia(membresia.tema, datos.desde, datos.hasta)
    nombre = plegar(datos.nombre)
    for otra, suyo in filas:
        misma = (cuenta is not None and otra.usuario_id == cuenta.id) or (
            cuenta is None and otra.usuario_id is None and plegar(suyo or "") == nombre
        )
        if otra is not membresia and misma and se_cruzan(otra, periodo):
            mensaje = f"Ya integra el grupo de {membresia.tema} en parte de esos días. Cambie las fechas."
            raise DatosInvalidos(_NO_SE_GUARDO, {"desde": mensaje})


def asignar(sesion: Session, membresia: Membresia, cuenta: Usuario | None) -> None:
    """Pone la pertenencia en la cuenta, o la deja sin ninguna, sin borrarla."""
    membresia.usuario_id = cuenta.id if cuenta is not None else None
    sesion.add(membresia)
    sesion.flush()


def retratos_de(sesion: Session, membresia: Membresia) -> dict[Usuario, dict[str, Any]]:
    """La cuenta de la pertenencia y cómo está antes de cambiarla; vacío si no tiene."""
    cuenta = cuenta_de(sesion, membresia)
    return {cuenta: retrato(cuenta)} if cuenta is not None else {}


def anotar_en_cuentas(
    sesion: Session,
    actor: Actor,
    accion: str,
    antes: Mapping[Usuario, Mapping[str, Any]],
    reloj: Reloj,
) -> None:
    """También en cada cuenta a la que le cambió la pertenencia: es de lo que sale lo que puede leer."""
    for cuenta in antes:
        sesion.refresh(cuenta, ["membresias"])
        if retrato(cuenta) != antes[cuenta]:
            anotar_cuenta(sesion, actor, accion, cuenta, antes[cuenta], reloj=reloj)
