"""Cotejar las citas guardadas con el texto del que salieron."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, PaginaGuardada
from centro_doc.grafo.modelos import CitaGuardada


def citas_fuera_de_lugar(sesion: Session) -> tuple[str, ...]:
    """Los registros de los documentos con alguna cita que su página no trae donde la cita dice.

    De las que pasan de página no se mira. Lo que la rutina aún no ha vuelto a leer no es una diferencia.
    """
    escrito = func.substr(
        PaginaGuardada.texto, CitaGuardada.inicio + 1, CitaGuardada.fin - CitaGuardada.inicio
    )
    return tuple(
        sesion.scalars(
            select(Documento.identificador)
            .join(CitaGuardada, CitaGuardada.documento_id == Documento.id)
            .join(
                PaginaGuardada,
                (PaginaGuardada.texto_id == CitaGuardada.texto_id)
                & (PaginaGuardada.numero == CitaGuardada.pagina),
            )
            .where(CitaGuardada.pagina == CitaGuardada.pagina_final, escrito != CitaGuardada.literal)
            .distinct()
            .order_by(Documento.identificador)
        )
    )
