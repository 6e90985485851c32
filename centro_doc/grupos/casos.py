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

from centro_doc.bitacora.casos import anotar
from centro_doc.comun.errores import Conflicto
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.casos import retrato
from centro_doc.cuentas.modelos import Membresia, Usuario
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.directorio.modelos import Institucion
from centro_doc.directorio.nombres import casar
from centro_doc.grupos.formularios import DatosIntegrante
from centro_doc.grupos.modelos import Integrante
from centro_doc.grupos.pertenencias import (
    abrir,
    anotar_en_cuentas,
    asignar,
    cuenta_con,
    cuenta_de,
    exigir_libre,
    retratos_de,
    tema_para,
)
from centro_doc.grupos.termino import DatosDeTermino

registro = structlog.get_logger(__name__)
PERMISO = "llevar_grupos"
OBJETO = "integrante"
OTRA_PERSONA = "Otra persona lo cambió entretanto. Si guarda otra vez, queda lo suyo."


def anadir(sesion: Session, actor: Actor, codigo: str, datos: DatosIntegrante, *, reloj: Reloj) -> Integrante:
    """Suma una persona al grupo de un tema.

    Levanta `SinPermiso`, `NoEncontrado` si no hay tal tema, y `DatosInvalidos` si la cuenta no sirve o si ya
    integra el grupo en parte de esos días.
    """
    exigir(actor, PERMISO)
    tema = tema_para(sesion, codigo)
    membresia = Membresia(tema=tema.codigo, desde=datos.desde, hasta=datos.hasta, anulada=False)
    cuenta = cuenta_con(sesion, datos.correo)
    exigir_libre(sesion, membresia, datos, cuenta)
    antes = {cuenta: retrato(cuenta)} if cuenta is not None else {}
    asignar(sesion, membresia, cuenta)
    integrante = Integrante(membresia_id=membresia.id, edicion=1)
    _escribir(sesion, integrante, datos, cuenta)
    sesion.add(integrante)
    sesion.flush()
    _anotar(sesion, actor, "integrante_anadido", membresia, reloj, _ficha(membresia, integrante))
    anotar_en_cuentas(sesion, actor, "membresia_anadida", antes, reloj)
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
    anterior = cuenta_de(sesion, membresia)
    cuenta = cuenta_con(sesion, datos.correo, anterior)
    exigir_libre(sesion, membresia, datos, cuenta)
    retratos = {una: retrato(una) for una in (cuenta, anterior) if una is not None}
    antes, contacto = _ficha(membresia, integrante), integrante.contacto
    membresia.desde, membresia.hasta = datos.desde, datos.hasta
    asignar(sesion, membresia, cuenta)
    _escribir(sesion, integrante, datos, cuenta)
    sesion.flush()
    cambios = cambios_entre(antes, _ficha(membresia, integrante))
    if contacto != integrante.contacto:
        cambios["contacto"] = "cambió"
    if not cambios:
        return
    integrante.edicion += 1
    _anotar(sesion, actor, "integrante_editado", membresia, reloj, cambios)
    anotar_en_cuentas(sesion, actor, "membresia_editada", retratos, reloj)


AYER = DatosDeTermino()
"""El término de quien ya no estuvo hoy."""


def terminar(
    sesion: Session,
    actor: Actor,
    codigo: str,
    numero: int,
    datos: DatosDeTermino = AYER,
    *,
    reloj: Reloj,
) -> None:
    """Termina una pertenencia el día que dicen los datos o, sin él, ayer. La que no había empezado se anula.

    Levanta `SinPermiso`, `NoEncontrado`, y `Conflicto` si ya había terminado.
    """
    exigir(actor, PERMISO)
    membresia, integrante = abrir(sesion, codigo, numero)
    ayer = reloj.hoy() - timedelta(days=1)
    if membresia.hasta is not None and membresia.hasta <= ayer:
        raise Conflicto("Esa pertenencia ya había terminado.")
    retratos = retratos_de(sesion, membresia)
    antes = _ficha(membresia, integrante)
    ultimo = datos.hasta or ayer
    if membresia.desde > ultimo:
        membresia.anulada = True
    else:
        membresia.hasta = ultimo
    sesion.flush()
    _anotar(
        sesion,
        actor,
        "integrante_terminado",
        membresia,
        reloj,
        cambios_entre(antes, _ficha(membresia, integrante)),
        motivo=datos.motivo,
    )
    anotar_en_cuentas(sesion, actor, "membresia_terminada", retratos, reloj)


def anular(sesion: Session, actor: Actor, codigo: str, numero: int, motivo: str, *, reloj: Reloj) -> None:
    """Saca del grupo, como si nunca hubiera estado, a quien se anotó por error; se puede recuperar."""
    _poner_anulada(sesion, actor, codigo, numero, True, motivo, reloj)


def recuperar(sesion: Session, actor: Actor, codigo: str, numero: int, *, reloj: Reloj) -> None:
    """Vuelve a contar una pertenencia anulada.

    Levanta `DatosInvalidos` si entretanto la persona se anotó otra vez en parte de esos días.
    """
    _poner_anulada(sesion, actor, codigo, numero, False, "", reloj)


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
        exigir_libre(sesion, membresia, datos, cuenta_de(sesion, membresia))
    retratos = retratos_de(sesion, membresia)
    membresia.anulada = anulada
    sesion.flush()
    accion = "integrante_anulado" if anulada else "integrante_recuperado"
    _anotar(sesion, actor, accion, membresia, reloj, _ficha(membresia, integrante), motivo=motivo)
    anotar_en_cuentas(sesion, actor, "membresia_editada", retratos, reloj)


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
