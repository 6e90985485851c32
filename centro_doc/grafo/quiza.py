"""Los documentos que quizá traen el texto de una norma que falta: nadie lo ha dicho, pero se llaman igual.

Una convención suele entrar como tratado, con el número del decreto que la aprobó o con su nombre por título.
"""

from collections.abc import Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.comun.escrito import plegar
from centro_doc.normas.consultas import nombres
from centro_doc.normas.modelos import EstadoDeUnion, Norma, TextoDeNorma
from centro_doc.normas.uniones import clave_de_ficha

_APROBADO_POR_DECRETO = "decreto_congreso"
_CON_NUMERO_DE_DECRETO = ("tratado",)
"""Tipos de documento cuyo número suele ser el del decreto que los aprobó."""
_DEL_PAIS = ("", "GT", "INT")
Quiza = Mapping[str, tuple[Documento, ...]]


def quiza_la_traen(sesion: Session, marcas: frozenset[str]) -> Quiza:
    """Por clave, los documentos visibles que se llaman como la norma o llevan su número. Cuatro consultas.

    No se propone lo que alguien ya dijo que no es.
    """
    dichos = [uno for uno in nombres(sesion) if uno.jurisdiccion == "GT"]
    claves = {plegar(uno.nombre): uno.clave for uno in dichos}
    escritos = [uno.nombre for uno in dichos]
    documentos = sesion.scalars(
        select(Documento)
        .where(
            or_(
                Documento.titulo.in_(escritos),
                Documento.titulo_corto.in_(escritos),
                Documento.tipo.in_(_CON_NUMERO_DE_DECRETO) & (Documento.numero != ""),
            ),
            Documento.jurisdiccion.in_(_DEL_PAIS),
            Documento.estado != Estado.RETIRADO,
            visible_para(marcas),
        )
        .order_by(Documento.id)
    ).all()
    rechazados = _rechazados(sesion) if documentos else frozenset()
    quiza: dict[str, list[Documento]] = {}
    for documento in documentos:
        suyas = {claves.get(plegar(dicho), "") for dicho in (documento.titulo, documento.titulo_corto)}
        suyas.add(_del_numero(documento))
        for clave in sorted(suyas - {""}):
            if (clave, documento.id) not in rechazados:
                quiza.setdefault(clave, []).append(documento)
    return {clave: tuple(suyos) for clave, suyos in quiza.items()}


def _del_numero(documento: Documento) -> str:
    if documento.tipo not in _CON_NUMERO_DE_DECRETO:
        return ""
    return clave_de_ficha(_APROBADO_POR_DECRETO, documento.numero)


def _rechazados(sesion: Session) -> frozenset[tuple[str, int]]:
    filas = sesion.execute(
        select(Norma.clave, TextoDeNorma.documento_id)
        .join(Norma, Norma.id == TextoDeNorma.norma_id)
        .where(TextoDeNorma.estado == EstadoDeUnion.RECHAZADO)
    )
    return frozenset((clave, documento_id) for clave, documento_id in filas)
