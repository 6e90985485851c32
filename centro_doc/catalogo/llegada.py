"""Cómo llegó un documento al centro, y lo que el correo que lo trajo dice de su origen.

Lo que dice un correo se propone y no se pone solo: el remitente que muestra puede no ser quien entregó.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo import procedencia
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, TextoGuardado, Version
from centro_doc.catalogo.modelos_recibos import Lote
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion, RelacionDocumental
from centro_doc.catalogo.procedencia import LARGO_ENTREGA, VIAS, Procedencia
from centro_doc.cuentas.modelos import Usuario
from centro_doc.directorio.modelos import Institucion

ENTRADAS = {
    "web": "por esta página",
    "importar": "con la orden importar",
    "carpeta vigilada": "por una carpeta vigilada",
    "primer arranque": "al instalar el centro",
}
_CORREO = "eml"
"""Como empieza el nombre del lector de correos."""


@dataclass(frozen=True, slots=True)
class Llegada:
    """`creado` y `entrada` dicen cuándo y por dónde entró, y `quien`, la persona que lo subió, si la hubo.

    `propuesta` es lo que el correo añade a lo que la ficha ya dice, y `correo`, su registro si es otro.
    """

    creado: datetime
    entrada: str
    quien: str
    propuesta: Procedencia | None = None
    correo: str = ""


def llegada_de(sesion: Session, documento: Documento, marcas: frozenset[str]) -> Llegada:
    """Cómo llegó un documento que el lector ve. Una consulta, y otra si hay un correo de por medio."""
    de_correo = or_(_leido_como_correo(documento.id), _correos_de(documento.id).exists())
    entrada, quien, hay_correo = sesion.execute(
        select(Lote.entrada, Usuario.nombre, de_correo)
        .select_from(Documento)
        .join(Lote, Lote.id == Documento.lote_id, isouter=True)
        .join(Usuario, Usuario.id == Documento.creado_por, isouter=True)
        .where(Documento.id == documento.id)
    ).one()
    propuesta, correo = del_correo(sesion, documento, marcas) if hay_correo else (None, "")
    dicha = ENTRADAS.get(entrada or "", entrada or "")
    return Llegada(documento.creado, dicha, quien or "", propuesta, correo)


def origen_visto(sesion: Session, documento: Documento, *, entero: bool) -> list[tuple[str, str]]:
    """El origen de un documento, en renglones de nombre y valor; sin `entero`, sólo lo que es público.

    El público ve el nombre de quien entregó si es una institución del directorio. Ni el de una persona ni la
    referencia, que puede llevar datos personales (LAIP, artículos 9 y 31).
    """
    suya = procedencia.de(documento)
    if not entero:
        suya = replace(
            suya,
            entrega=suya.entrega if _es_institucion(sesion, suya.entrega) else "",
            via=suya.via if suya.via in VIAS else "",
            referencia="",
        )
    renglones = [
        ("Procedencia", suya.dicha),
        ("Referencia", suya.referencia),
        ("Derechos", suya.condiciones),
    ]
    return [(nombre, valor) for nombre, valor in renglones if valor]


def _es_institucion(sesion: Session, nombre: str) -> bool:
    if not nombre:
        return False
    suyo = select(Institucion.id).where(or_(Institucion.nombre == nombre, Institucion.sigla == nombre))
    return sesion.scalar(suyo.limit(1)) is not None


def del_correo(
    sesion: Session, documento: Documento, marcas: frozenset[str]
) -> tuple[Procedencia | None, str]:
    """Lo que el correo añadiría al origen de un documento, y el registro del correo si es otro documento.

    `None` si no es un correo ni venía en uno que el lector vea, o si la ficha ya lo dice todo.
    """
    fila = sesion.execute(
        select(Documento.identificador, TextoGuardado.propiedades)
        .join(Version, Version.documento_id == Documento.id)
        .join(TextoGuardado, TextoGuardado.version_id == Version.id)
        .where(TextoGuardado.extractor.startswith(_CORREO), visible_para(marcas))
        .where(or_(Documento.id == documento.id, Documento.id.in_(_correos_de(documento.id))))
        .order_by((Documento.id == documento.id).desc(), TextoGuardado.id.desc())
        .limit(1)
    ).first()
    if fila is None:
        return None, ""
    actual, dicho = procedencia.de(documento), _de_propiedades(fila.propiedades)
    correo = "" if fila.identificador == documento.identificador else str(fila.identificador)
    return (dicho, correo) if actual.completada(dicho) != actual else (None, "")


def _correos_de(documento_id: int) -> Select[int]:
    """Los documentos de los que es adjunto."""
    return select(RelacionDocumental.otro_id).where(
        RelacionDocumental.documento_id == documento_id, RelacionDocumental.clase == ClaseRelacion.ADJUNTO_DE
    )


def _leido_como_correo(documento_id: int) -> ColumnElement[bool]:
    return (
        select(TextoGuardado.id)
        .join(Version, Version.id == TextoGuardado.version_id)
        .where(Version.documento_id == documento_id, TextoGuardado.extractor.startswith(_CORREO))
        .exists()
    )


def _de_propiedades(propiedades: dict[str, str]) -> Procedencia:
    """Lo que dicen las cabeceras `From` y `Date`, como las guardó el lector de correos."""
    try:
        fecha = date.fromisoformat(propiedades.get("creado", ""))
    except ValueError:
        fecha = None
    return Procedencia(propiedades.get("autor", "")[:LARGO_ENTREGA], "correo", fecha)
