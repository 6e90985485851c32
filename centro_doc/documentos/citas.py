"""Las citas que se enlazan en la página que se ve; las dudosas no: llevarían a donde quizá no es."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from centro_doc.documentos.marcas import CitaALaVista
from centro_doc.grafo import palabras
from centro_doc.grafo.salientes import en_pagina
from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import Objetivo

_SIN_FIN = 1 << 30


def citas_en_pagina(sesion: Session, texto_id: int, pagina: int) -> tuple[CitaALaVista, ...]:
    """Lo que ocupa de la página cada cita cierta, y a dónde lleva: a su primer objetivo."""
    return tuple(_citas(sesion, texto_id, pagina))


def _citas(sesion: Session, texto_id: int, pagina: int) -> Iterator[CitaALaVista]:
    for una in en_pagina(sesion, texto_id, pagina):
        objetivos = [objetivo for objetivo in una.objetivos if leer_clave(objetivo.norma) is not None]
        if objetivos:
            primero = objetivos[0]
            yield CitaALaVista(
                una.inicio if una.pagina == pagina else 0,
                una.fin if una.pagina_final == pagina else _SIN_FIN,
                primero.norma,
                palabras.direccion(primero),
                "; ".join(map(_titulo, objetivos)),
            )


def _titulo(objetivo: Objetivo) -> str:
    return ", ".join(parte for parte in (palabras.corta(objetivo.norma), palabras.donde(objetivo)) if parte)
