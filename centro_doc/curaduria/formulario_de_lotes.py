"""Lo que pide el formulario de editar muchos documentos a la vez."""

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Acceso
from centro_doc.catalogo.tipos import tipo
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.escrito import entero
from centro_doc.cuentas.modelos import Rol, RolAsignado, Usuario
from centro_doc.curaduria import campos
from centro_doc.curaduria.origen import DEL_ORIGEN, cambio_de_origen
from centro_doc.curaduria.previa import Cambio
from centro_doc.curaduria.sustitucion import OPCIONES
from centro_doc.directorio.modelos import Institucion

SUSTITUIR = "sustituir"
ACCIONES = {
    SUSTITUIR: "Sustituir un texto",
    "tipo": "Cambiar el tipo",
    "emisor_id": "Cambiar el emisor",
    "acceso": "Cambiar el acceso",
    "asignado_a": "Asignar",
    "origen_entrega": "Decir quién los entregó",
    "origen_via": "Decir cómo llegaron",
    "origen_fecha": "Decir cuándo se entregaron",
    "licencia": "Poner los derechos",
}
ACCESOS = {clase: campos.ACCESOS[clase] for clase in (Acceso.PUBLICA, Acceso.PUBLICA_OFICIO, Acceso.INTERNA)}


def que_pedido() -> str:
    """La acción marcada. Si es la de siempre, «sustituir», y está vacía, la única que se llenó."""
    que = request.values.get("que", SUSTITUIR)
    llenas = [una for una in ACCIONES if request.values.get(f"valor_{una}", "").strip()]
    vacia = not any(request.values.get(campo, "").strip() for campo in ("de", "por"))
    return llenas[0] if que == SUSTITUIR and vacia and len(llenas) == 1 else que


def cambio_pedido(sesion: Session) -> Cambio:
    """Lo que pide el formulario. Levanta `DatosInvalidos` por control."""
    que = que_pedido()
    if que == SUSTITUIR:
        return _sustitucion()
    valor = request.form.get(f"valor_{que}", "")
    if que == "tipo" and tipo(valor) is not None:
        return Cambio("tipo", valor)
    if que == "acceso" and valor in ACCESOS:
        return Cambio("acceso", valor, fundamento=" ".join(request.form.get("fundamento", "").split()))
    if que == "emisor_id" and _hay_institucion(sesion, entero(valor)):
        return Cambio("emisor_id", entero(valor))
    if que in DEL_ORIGEN:
        return cambio_de_origen(que, valor)
    if que == "asignado_a" and not valor:
        return Cambio("asignado_a", None)
    if que == "asignado_a" and entero(valor) in {numero for numero, _ in personal(sesion)}:
        return Cambio("asignado_a", entero(valor))
    campo = f"valor_{que}" if que in ACCIONES else "que"
    raise DatosInvalidos(
        "", {campo: "Elija el valor de la lista." if que in ACCIONES else "Elija qué cambiar."}
    )


def _hay_institucion(sesion: Session, numero: int) -> bool:
    return sesion.scalar(select(Institucion.id).where(Institucion.id == numero)) is not None


def _sustitucion() -> Cambio:
    campo, de = request.form.get("campo", ""), " ".join(request.form.get("de", "").split())
    por = " ".join(request.form.get("por", "").split())
    if campo not in OPCIONES:
        raise DatosInvalidos("", {"campo": "Elija en qué campo."})
    if len(de) < 2 or len(de) > 300 or len(por) > 300:
        raise DatosInvalidos("", {"de": "Escriba el texto que se cambia, de 2 a 300 letras."})
    if de == por:
        raise DatosInvalidos("", {"por": "Es el mismo texto."})
    return Cambio(campo, por, de=de)


def personal(sesion: Session) -> list[tuple[int, str]]:
    """A quiénes se puede asignar un documento: número y nombre, por orden alfabético."""
    filas = sesion.execute(
        select(Usuario.id, Usuario.nombre)
        .join(RolAsignado, RolAsignado.usuario_id == Usuario.id)
        .where(Usuario.activo, RolAsignado.rol.in_([Rol.PERSONAL, Rol.REVISOR]))
        .distinct()
        .order_by(Usuario.nombre)
    )
    return [(fila.id, fila.nombre) for fila in filas]
