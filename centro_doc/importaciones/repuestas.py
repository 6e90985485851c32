"""Volver a importar lo que se retiró al deshacer una importación: vuelve, con lo que ahora se dice de ello.

Lo que otra persona retiró por su cuenta se queda retirado: es un duplicado como los demás.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo import constancias, procedencia
from centro_doc.catalogo.constancias import Constancia
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.modelos_recibos import Lote
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion, RelacionDocumental
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor
from centro_doc.curaduria.casos import reponer
from centro_doc.importaciones.modelos import EstadoImportacion, Importacion

_DE_DENTRO = (ClaseRelacion.ADJUNTO_DE, ClaseRelacion.MIEMBRO_DE)


def importacion_deshecha(sesion: Session, documento: Documento) -> Importacion | None:
    """La importación que lo creó, si está retirado porque se deshizo."""
    if documento.estado != Estado.RETIRADO or documento.lote_id is None:
        return None
    suya = sesion.scalar(
        select(Importacion).where(
            Importacion.lote_id == documento.lote_id, Importacion.estado == EstadoImportacion.DESHECHA
        )
    )
    se_deshizo = suya is not None and documento.retiro_motivo.endswith(marca_de(suya))
    return suya if se_deshizo else None


def marca_de(importacion: Importacion) -> str:
    """Cómo acaba el motivo de lo que se retira al deshacerla."""
    return f"(se deshizo {importacion.clave})"


def aviso_de(documento: Documento, importacion: Importacion) -> str:
    """Lo que se dice de lo que vuelve."""
    return f"Vuelve {documento.identificador}, que se retiró al deshacer {importacion.clave}."


def volver(sesion: Session, actor: Actor, lote: Lote, constancia: Constancia, *, reloj: Reloj) -> Constancia:
    """Si es duplicado de algo que se deshizo, lo repone en este lote, con lo que venía dentro."""
    if constancia.estado != constancias.DUPLICADO or constancia.documento is None:
        return constancia
    documento = sesion.scalars(select(Documento).where(Documento.identificador == constancia.documento)).one()
    suya = importacion_deshecha(sesion, documento)
    if suya is None:
        return constancia
    aviso = aviso_de(documento, suya)
    por_mirar = [documento]
    while por_mirar:
        uno = por_mirar.pop()
        por_mirar += _de_dentro(sesion, uno, suya)
        reponer(sesion, actor, uno.identificador, reloj=reloj)
        uno.lote_id = lote.id
        procedencia.poner(uno, procedencia.de(lote))
    return constancias.corregir_recibo(sesion, constancia, constancias.RECIBIDO, aviso)


def _de_dentro(sesion: Session, documento: Documento, importacion: Importacion) -> Sequence[Documento]:
    """Los que venían dentro de él y se retiraron con él."""
    consulta = (
        select(Documento)
        .join(RelacionDocumental, RelacionDocumental.documento_id == Documento.id)
        .where(
            RelacionDocumental.otro_id == documento.id,
            RelacionDocumental.clase.in_(_DE_DENTRO),
            Documento.estado == Estado.RETIRADO,
            Documento.retiro_motivo.endswith(marca_de(importacion), autoescape=True),
        )
        .distinct()
    )
    return sesion.scalars(consulta).all()
