"""El documento que un lector puede ver y las páginas donde se buscan sus pasajes."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, PaginaGuardada
from centro_doc.comun.errores import NoEncontrado


def documento_visible(sesion: Session, identificador: str, marcas: frozenset[str]) -> Documento:
    """El documento; levanta `NoEncontrado` igual si no existe que si el lector no lo ve."""
    documento = sesion.scalar(
        select(Documento).where(Documento.identificador == identificador, visible_para(marcas))
    )
    if documento is None:
        raise NoEncontrado("No hay un documento con ese registro.")
    return documento


def paginas(sesion: Session, texto_id: int, *numeros: int) -> dict[int, str]:
    """El texto de las páginas pedidas, o de todas."""
    consulta = select(PaginaGuardada.numero, PaginaGuardada.texto).where(PaginaGuardada.texto_id == texto_id)
    if numeros:
        consulta = consulta.where(PaginaGuardada.numero.in_(numeros))
    return {fila.numero: fila.texto for fila in sesion.execute(consulta)}
