"""La institución por cuya voz se pregunta: «qué opina la PDH» pide lo que emitió, no lo que la nombra."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.busqueda.formularios import Peticion
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.directorio.modelos import Institucion
from centro_doc.directorio.nombres import reducir
from centro_doc.tesauro.consultas import InstitucionNombrada, instituciones_actuales
from indexador.lengua import Tesauro

PALABRAS = 12
"""Palabras de una consulta en que se busca el nombre de una institución."""
_LARGO_DE_NOMBRE = 10
_LETRAS_DE_SIGLA_EN_MINUSCULAS = 3
_DICE = (
    r"(?:opin(?:an?|[oó]|aron)|piensan?|pens[oó]|dicen?|dij(?:o|eron)|propon(?:en?)|propus(?:o|ieron)"
    r"|recomiendan?|recomend(?:[oó]|aron)|sostienen?|sostuvo|se[ñn]al(?:an?|[oó]|aron)|piden?|pidi[oó]|pidieron"
    r"|respond(?:en?|i[oó]|ieron)|declar(?:an?|[oó]|aron)|manifest(?:[oó]|aron)|manifiestan?)"
)
_SU_DICHO = (
    r"(?:opini(?:[oó]n|ones)|posici(?:[oó]n|ones)|posturas?|criterios?|pronunciamientos?|propuestas?"
    r"|recomendaci(?:[oó]n|ones)|declaraci(?:[oó]n|ones))"
)
_POR_SU_VOZ = re.compile(
    rf"(?:lo\s+que|(?:y\s+)?qu[eé](?:\s+(?:es\s+lo\s+que|cosa))?)\s+(?:ha\s+)?{_DICE}(?:\s+(?:el|la|los|las))?"
    rf"|(?:qu[eé]|cu[aá]l(?:es)?)\s+(?:es|son|fue|fueron)\s+(?:la|las|el|los)\s+{_SU_DICHO}\s+del?(?:\s+(?:la|los|las))?"
    rf"|(?:(?:la|las|el|los)\s+)?{_SU_DICHO}\s+del?(?:\s+(?:la|los|las))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Nombrada:
    """Una institución que nombra un texto; `antes` y `despues` son lo demás que dice."""

    institucion: InstitucionNombrada
    antes: str
    despues: str


@dataclass(frozen=True, slots=True)
class SuVoz:
    """Lo que se busca entre lo que emitió una institución; sin `texto`, todo ello."""

    institucion: InstitucionNombrada
    texto: str


def su_voz(
    sesion: Session, marcas: frozenset[str], peticion: Peticion, tesauro: Tesauro | None
) -> SuVoz | None:
    """La que pide una consulta de alguien que emitió algo que el lector ve; nada si pide otra cosa.

    Nada tampoco si ya se filtra por institución, si se escribieron operadores o si se quiere tal cual. Una
    consulta, y ninguna si no se pregunta por una voz.
    """
    pregunta = peticion.pregunta
    if peticion.literal or peticion.filtros.instituciones or pregunta.con_operadores:
        return None
    dicha = nombrada(pregunta.texto, instituciones_actuales(sesion, tesauro))
    if dicha is None or not _POR_SU_VOZ.fullmatch(dicha.antes):
        return None
    emitio = (
        select(Documento.id)
        .join(Institucion, Institucion.id == Documento.emisor_id)
        .where(
            Institucion.clave == dicha.institucion.clave,
            Documento.estado == Estado.PUBLICADO,
            visible_para(marcas),
        )
    )
    if sesion.scalar(emitio.limit(1)) is None:
        return None
    # «documentos sobre…» se lee como quien los pide: sólo queda la materia, y un período es su fecha.
    return SuVoz(dicha.institucion, f"documentos {dicha.despues}" if dicha.despues else "")


def nombrada(texto: str, nombres: Mapping[str, InstitucionNombrada]) -> Nombrada | None:
    """La de nombre más largo de las que nombra un texto que no sea largo."""
    if len(texto.split()) > PALABRAS:
        return None
    for inicio, fin in _tramos(texto):
        escrito = texto[inicio:fin]
        hallada = nombres.get(reducir(escrito))
        corta = len(escrito) < _LETRAS_DE_SIGLA_EN_MINUSCULAS and not escrito.isupper()
        if hallada is not None and not corta:
            return Nombrada(hallada, texto[:inicio].strip(" ¿¡"), texto[fin:].strip(" ?!."))
    return None


def _tramos(texto: str) -> Iterator[tuple[int, int]]:
    """Los tramos de palabras enteras, de los más largos a los más cortos."""
    palabras = [hallada.span() for hallada in re.finditer(r"[\w.]+", texto)]
    for largo in range(min(_LARGO_DE_NOMBRE, len(palabras)), 0, -1):
        for desde in range(len(palabras) - largo + 1):
            yield palabras[desde][0], palabras[desde + largo - 1][1]
