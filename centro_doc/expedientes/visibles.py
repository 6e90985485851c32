"""Qué documentos de los que nombra un expediente se ven hoy."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.modelos_relaciones import DocumentoUnido


def visibles(sesion: Session, registros: Iterable[str], marcas: frozenset[str]) -> frozenset[str]:
    """De esos registros, los que quien lee ve hoy; el que se unió a otro se ve si se ve el otro."""
    numeros = dict(
        sesion.execute(
            select(Documento.id, Documento.identificador).where(Documento.identificador.in_(set(registros)))
        ).all()
    )
    unidos = sesion.execute(
        select(DocumentoUnido.documento_id, DocumentoUnido.queda_id).where(
            DocumentoUnido.documento_id.in_(numeros)
        )
    )
    ahora = {numero: numero for numero in numeros} | dict(unidos.all())
    consulta = select(Documento.id).where(
        Documento.id.in_(set(ahora.values())), Documento.estado == Estado.PUBLICADO, visible_para(marcas)
    )
    se_ven = frozenset(sesion.scalars(consulta))
    return frozenset(numeros[numero] for numero, queda in ahora.items() if queda in se_ven)
