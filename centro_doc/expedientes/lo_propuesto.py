"""Lo que propone cada opinión de un expediente, con sus palabras, si nadie señaló dónde lo dice."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import PaginaGuardada
from centro_doc.catalogo.vigente import textos_vigentes
from centro_doc.expedientes.frases import recortar
from centro_doc.expedientes.materia import Materia
from indexador.lengua.frases_clave import dispone, frase_que_dispone
from indexador.lengua.personales import sin_datos_personales

TIPOS = ("opinion_recibida", "propuesta_texto")
_PAGINAS = 20
"""Páginas del comienzo que se leen de cada una."""


def lo_propuesto(sesion: Session, materia: Materia) -> Mapping[int, str]:
    """«frase» (p. N), literal, por el número del documento. Tres consultas.

    De la que tiene señalado un pasaje que propone algo, nada: vale ese.
    """
    faltan = [
        pieza.documento_id
        for pieza in materia.piezas
        if pieza.tipo in TIPOS and not any(dispone(una["literal"]) for una in pieza.evidencias)
    ]
    de_quien = {texto: numero for numero, texto in textos_vigentes(sesion, faltan).items()}
    paginas: dict[int, list[tuple[int, str]]] = {}
    for texto, numero, escrito in sesion.execute(
        select(PaginaGuardada.texto_id, PaginaGuardada.numero, PaginaGuardada.texto)
        .where(PaginaGuardada.texto_id.in_(de_quien), PaginaGuardada.numero <= _PAGINAS)
        .order_by(PaginaGuardada.numero)
    ):
        paginas.setdefault(de_quien[texto], []).append((numero, sin_datos_personales(escrito)))
    halladas = {numero: frase_que_dispone(suyas) for numero, suyas in paginas.items()}
    return {
        numero: f"«{recortar(frase.texto)}» (p. {frase.pagina})"
        for numero, frase in halladas.items()
        if frase is not None
    }
