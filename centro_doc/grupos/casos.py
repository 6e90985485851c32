"""Llevar los integrantes de un grupo: sumarlos, corregirlos, terminar su período y anular lo que fue error.

La pertenencia es una sola, `cuentas.Membresia`: de ella sale la marca que deja ver lo interno del grupo. Aquí
se le pone nombre, institución y papel.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.bitacora.casos import anotar
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.escrito import plegar
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.casos import anotar_cuenta, retrato, se_cruzan
from centro_doc.cuentas.formularios import DatosMembresia
from centro_doc.cuentas.modelos import Membresia, Rol, Usuario
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.directorio.modelos import Institucion
from centro_doc.directorio.nombres import casar
from centro_doc.grupos.formularios import DatosIntegrante
from centro_doc.grupos.modelos import Divulgacion, Integrante, Papel

registro = structlog.get_logger(__name__)
PERMISO = "llevar_grupos"
OBJETO = "integrante"
OTRA_PERSONA = "Otra persona lo cambió entretanto. Si guarda otra vez, queda lo suyo."
_NO_SE_GUARDO = "No se guardó el integrante."


def anadir(sesion: Session, actor: Actor, codigo: str, datos: DatosIntegrante, *, reloj: Reloj) -> Integrante:
    """Suma una persona al grupo de un tema.

    Levanta `SinPermiso`, `NoEncontrado` si no hay tal tema, y `DatosInvalidos` si la cuenta no sirve o si ya
    integra el grupo en parte de esos días.
    """
    exigir(actor, PERMISO)
    tema = tema_para(sesion, codigo)
    membresia = Membresia(tema=tema.codigo, desde=datos.desde, hasta=datos.hasta, anulada=False)
    cuenta = _cuenta(sesion, datos.correo)
    _exigir_libre(sesion, membresia, datos, cuenta)
    antes = {cuenta: retrato(cuenta)} if cuenta is not None else {}
    _asignar(sesion, membresia, cuenta)
    integrante = Integrante(membresia_id=membresia.id, edicion=1)
    _escribir(sesion, integrante, datos, cuenta)
    sesion.add(integrante)
    sesion.flush()
    _anotar(sesion, actor, "integrante_anadido", membresia, reloj, _ficha(membresia, integrante))
    _anotar_cuentas(sesion, actor, "membresia_anadida", antes, reloj)
    return integrante


def editar(
    sesion: Session,
    actor: Actor,
    codigo: str,
    numero: int,
    datos: DatosIntegrante,
    *,
    edicion: int,
    reloj: Reloj,
) -> None:
    """Corrige una pertenencia. Si nada cambia, no anota nada.

    Levanta lo mismo que `anadir`, y `Conflicto` si otra persona la guardó después de `edicion`.
    """
    exigir(actor, PERMISO)
    membresia, integrante = abrir(sesion, codigo, numero)
    if integrante.edicion != edicion:
        raise Conflicto(OTRA_PERSONA)
    anterior = _de_la(sesion, membresia)
    cuenta = _cuenta(sesion, datos.correo, anterior)
    _exigir_libre(sesion, membresia, datos, cuenta)
    retratos = {una: retrato(una) for una in (cuenta, anterior) if una is not None}
    antes, contacto = _ficha(membresia, integrante), integrante.contacto
    membresia.desde, membresia.hasta = datos.desde, datos.hasta
    _asignar(sesion, membresia, cuenta)
    _escribir(sesion, integrante, datos, cuenta)
    sesion.flush()
    cambios = cambios_entre(antes, _ficha(membresia, integrante))
    if contacto != integrante.contacto:
        cambios["contacto"] = "cambió"
    if not cambios:
        return
    integrante.edicion += 1
    _anotar(sesion, actor, "integrante_editado", membresia, reloj, cambios)
    _anotar_cuentas(sesion, actor, "membresia_editada", retratos, reloj)


def terminar(sesion: Session, actor: Actor, codigo: str, numero: int, *, reloj: Reloj) -> None:
    """Termina una pertenencia: ayer fue su último día. La que no había empezado se anula.

    Levanta `SinPermiso`, `NoEncontrado`, y `Conflicto` si ya había terminado.
    """
    exigir(actor, PERMISO)
    membresia, integrante = abrir(sesion, codigo, numero)
    ayer = reloj.hoy() - timedelta(days=1)
    if membresia.hasta is not None and membresia.hasta <= ayer:
        raise Conflicto("Esa pertenencia ya había terminado.")
    retratos = _retratos(sesion, membresia)
    antes = _ficha(membresia, integrante)
    if membresia.desde > ayer:
        membresia.anulada = True
    else:
        membresia.hasta = ayer
    sesion.flush()
    _anotar(
        sesion,
        actor,
        "integrante_terminado",
        membresia,
        reloj,
        cambios_entre(antes, _ficha(membresia, integrante)),
    )
    _anotar_cuentas(sesion, actor, "membresia_terminada", retratos, reloj)


def anular(sesion: Session, actor: Actor, codigo: str, numero: int, motivo: str, *, reloj: Reloj) -> None:
    """Saca del grupo, como si nunca hubiera estado, a quien se anotó por error; se puede recuperar."""
    _poner_anulada(sesion, actor, codigo, numero, True, motivo, reloj)


def recuperar(sesion: Session, actor: Actor, codigo: str, numero: int, *, reloj: Reloj) -> None:
    """Vuelve a contar una pertenencia anulada.

    Levanta `DatosInvalidos` si entretanto la persona se anotó otra vez en parte de esos días.
    """
    _poner_anulada(sesion, actor, codigo, numero, False, "", reloj)


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
        cuenta = _de_la(sesion, membresia)
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


def institucion_escrita(sesion: Session, escrito: str) -> tuple[int | None, str]:
    """La institución del directorio que alguien escribió, por su número; si no está, lo escrito."""
    if not escrito:
        return None, ""
    hallada = casar(escrito, sesion.scalars(select(Institucion)))
    return (hallada.id, "") if hallada is not None else (None, escrito)


def cambios_entre(antes: Mapping[str, Any], despues: Mapping[str, Any]) -> dict[str, Any]:
    """Lo que cambió, con su valor de antes y de después."""
    return {
        clave: {"antes": antes.get(clave), "despues": valor}
        for clave, valor in despues.items()
        if antes.get(clave) != valor
    }


def _poner_anulada(
    sesion: Session, actor: Actor, codigo: str, numero: int, anulada: bool, motivo: str, reloj: Reloj
) -> None:
    exigir(actor, PERMISO)
    membresia, integrante = abrir(sesion, codigo, numero, anulada=not anulada)
    if not anulada:
        datos = DatosIntegrante(integrante.nombre, membresia.desde, membresia.hasta)
        _exigir_libre(sesion, membresia, datos, _de_la(sesion, membresia))
    retratos = _retratos(sesion, membresia)
    membresia.anulada = anulada
    sesion.flush()
    accion = "integrante_anulado" if anulada else "integrante_recuperado"
    _anotar(sesion, actor, accion, membresia, reloj, _ficha(membresia, integrante), motivo=motivo)
    _anotar_cuentas(sesion, actor, "membresia_editada", retratos, reloj)


def _cuenta(sesion: Session, correo: str, suya: Usuario | None = None) -> Usuario | None:
    """La cuenta con ese correo, si puede leer lo de un grupo; la que ya era `suya` no se vuelve a revisar."""
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


def _de_la(sesion: Session, membresia: Membresia) -> Usuario | None:
    return sesion.get(Usuario, membresia.usuario_id) if membresia.usuario_id is not None else None


def _exigir_libre(
    sesion: Session, membresia: Membresia, datos: DatosIntegrante, cuenta: Usuario | None
) -> None:
    """Que la persona no integre ya el grupo en parte de esos días: la misma cuenta, o el mismo nombre."""
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


def _asignar(sesion: Session, membresia: Membresia, cuenta: Usuario | None) -> None:
    """Pone la pertenencia en la cuenta, o la deja sin ninguna, sin borrarla."""
    membresia.usuario_id = cuenta.id if cuenta is not None else None
    sesion.add(membresia)
    sesion.flush()


def _escribir(
    sesion: Session, integrante: Integrante, datos: DatosIntegrante, cuenta: Usuario | None
) -> None:
    integrante.nombre = datos.nombre or (cuenta.nombre if cuenta is not None else "")
    integrante.institucion_id, integrante.institucion = institucion_escrita(sesion, datos.institucion)
    integrante.papel, integrante.divulgacion = datos.papel, datos.divulgacion
    integrante.contacto = datos.contacto


def _ficha(membresia: Membresia, integrante: Integrante) -> dict[str, Any]:
    """Lo que la bitácora compara. Del contacto, que es un dato personal, sólo si lo hay."""
    return {
        "tema": membresia.tema,
        "desde": membresia.desde.isoformat(),
        "hasta": membresia.hasta.isoformat() if membresia.hasta else "",
        "cuenta": f"u:{membresia.usuario_id}" if membresia.usuario_id is not None else "",
        "anulada": membresia.anulada,
        "nombre": integrante.nombre,
        "institucion": integrante.institucion_id or integrante.institucion,
        "papel": str(integrante.papel),
        "divulgacion": str(integrante.divulgacion),
        "con_contacto": bool(integrante.contacto),
    }


def _retratos(sesion: Session, membresia: Membresia) -> dict[Usuario, dict[str, Any]]:
    cuenta = _de_la(sesion, membresia)
    return {cuenta: retrato(cuenta)} if cuenta is not None else {}


def _anotar(
    sesion: Session,
    actor: Actor,
    accion: str,
    membresia: Membresia,
    reloj: Reloj,
    detalle: Mapping[str, Any],
    *,
    motivo: str = "",
) -> None:
    objeto = (OBJETO, str(membresia.id))
    anotar(sesion, actor, accion, objeto, reloj=reloj, motivo=motivo or None, detalle=detalle)
    registro.info(accion, integrante=membresia.id, tema=membresia.tema)


def _anotar_cuentas(
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
