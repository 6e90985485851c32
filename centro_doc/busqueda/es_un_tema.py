"""La búsqueda que no pide más que un tema de la agenda: su expediente es el del tema."""

import re
from collections.abc import Sequence
from dataclasses import replace

from centro_doc.agenda.modelos import Tema
from centro_doc.busqueda.formularios import Peticion
from indexador.consulta import Filtros
from indexador.lengua.preguntas import sin_pregunta

_CODIGO = re.compile(r"(?:tema:\s*)?(?P<codigo>[a-z]{2}\d{1,2})", re.IGNORECASE)


def es_un_tema(peticion: Peticion, temas: Sequence[Tema]) -> Tema | None:
    """El único que pide, por su código o por su filtro; nada si pide algo más o lo quiere tal cual.

    «todo lo que hay de AG4 hasta hoy» pide AG4; «remesas AG4», no.
    """
    filtrados = peticion.filtros.temas
    otros = replace(peticion.filtros, temas=()) != Filtros() or peticion.vigente is not None
    if peticion.literal or otros or len(filtrados) > 1:
        return None
    escritos: tuple[str, ...] = ()
    if dicho := sin_pregunta(peticion.pregunta.texto).strip(" ¿?."):
        hallado = _CODIGO.fullmatch(dicho)
        if hallado is None:
            return None
        escritos = (hallado["codigo"].upper(),)
    codigos = {*filtrados, *escritos}
    return next((tema for tema in temas if codigos == {tema.codigo}), None)
