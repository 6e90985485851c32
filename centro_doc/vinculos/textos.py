"""El documento que un lector puede ver y el texto vigente donde se buscan sus pasajes."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, PaginaGuardada, TextoGuardado, Version
from centro_doc.comun.errores import NoEncontrado


def documento_visible(sesion: Session, identificador: str, marcas: frozenset[str]) -> Documento:
    """El documento; levanta `NoEncontrado` igual si no existe que si el lector no lo ve."""
    documento = sesion.scalar(
        select(Documento).where(Documento.identificador == identificador, visible_para(marcas))
    )
    if documento is None:
        raise NoEncontrado("No hay un documento con ese registro.")
    return documento


def texto_vigente(sesion: Session, documento_id: int) -> int | None:
    """El último texto de la versión más nueva que ya se leyó; `None` si no hay ninguno.

    Mientras una versión recién llegada no se lee (o si no se puede leer), vale el texto de la anterior: el
    documento no desaparece de la búsqueda.
    """
    return sesion.scalar(el_vigente(documento_id))


def el_vigente(documento_id: int) -> Select[int]:
    """La consulta de `texto_vigente`, para ponerla dentro de otra."""
    return (
        select(TextoGuardado.id)
        .join(Version, Version.id == TextoGuardado.version_id)
        .where(Version.documento_id == documento_id)
        .order_by(Version.numero.desc(), TextoGuardado.id.desc())
        .limit(1)
    )


def paginas(sesion: Session, texto_id: int, *numeros: int) -> dict[int, str]:
    """El texto de las páginas pedidas, o de todas."""
    consulta = select(PaginaGuardada.numero, PaginaGuardada.texto).where(PaginaGuardada.texto_id == texto_id)
    if numeros:
        consulta = consulta.where(PaginaGuardada.numero.in_(numeros))
    return {fila.numero: fila.texto for fila in sesion.execute(consulta)}
