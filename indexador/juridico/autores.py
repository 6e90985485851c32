"""Quién escribió lo publicado: el autor que la portada rotula, o el nombre que está solo en ella."""

import re
from collections.abc import Iterator, Sequence

from indexador.juridico.hojas import Hoja
from indexador.juridico.propuesta import Propuesta
from indexador.lengua.personas import es_persona
from indexador.lengua.plano import forma

_AUTOR = forma(
    r"(?:^|\n)\s{0,12}(?:«autor»(?:es|as?)?|«elaborado» por|por|«ponente»|«presentad»[oa] por|"
    r"«consultor»[a]?)\s?:?\s{1,3}(?P<quien>[^\n]{6,120})"
)
_NOMBRE = forma(r"(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñÁÉÍÓÚÑ'.-]+(?:\s+|$)){2,6}|(?:[A-ZÁÉÍÓÚÑ]{2,}\.?(?:\s+|$)){2,6}")


def autores(paginas: Sequence[Hoja], *, sin_rotulo: bool = False) -> Iterator[Propuesta]:
    """Los autores que una portada rotula; con `sin_rotulo`, también el nombre de persona que está solo.

    Sólo en lo publicado (un libro, una tesis) un nombre solo en la portada es el del autor.
    """
    for hoja in paginas[:3]:
        hallazgo = _AUTOR.search(hoja.plano[:3_000])
        if hallazgo is None:
            continue
        escrito = hoja.texto[hallazgo.start("quien") : hallazgo.end("quien")].strip(" .:")
        nombres = [parte.strip() for parte in re.split(r"\s*[,;]\s*|\s+y\s+", escrito) if parte.strip()]
        if nombres and all(es_persona(nombre) or _NOMBRE.match(nombre) for nombre in nombres):
            inicio = hoja.texto.index(escrito, hallazgo.start("quien"))
            yield hoja.propuesta("autores", "\n".join(nombres), inicio, inicio + len(escrito), 0.85)
            return
    if sin_rotulo:
        yield from _solo_en_la_portada(paginas[0])


def _solo_en_la_portada(hoja: Hoja) -> Iterator[Propuesta]:
    anterior = ""
    for renglon in hoja.renglones(0, _PORTADA):
        if es_persona(renglon.texto) and not _NO_AUTOR.search(anterior):
            valor = " ".join(renglon.texto.strip(" .,").split())
            yield hoja.propuesta("autores", valor, renglon.inicio, renglon.fin, 0.75)
            return
        anterior = renglon.plano


_NO_AUTOR = forma(
    r"«asesor»|«revisor»|«rector»|«decan»|«editor»|«director»|«coordinador»|«jurado»|«tribunal»"
)
_PORTADA = 1_500
