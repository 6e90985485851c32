"""Las palabras de la agenda que también se dicen de otra cosa: «regularización» es migratoria o tributaria.

Se ofrecen los sentidos y no se esconde nada: va primero lo que dice algo más del tema, y al final lo demás.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from centro_doc.agenda.consultas import temas
from centro_doc.agenda.modelos import Tema
from indexador.lengua import analizar, raices

PALABRAS = 2
"""Palabras con significado hasta las que una consulta puede no decir cuál de los sentidos quiere."""
_LARGO = 80
_VARIOS_TERMINOS = 3
"""Términos de un tema que han de llevar una palabra para que ella sola diga que se trata de él."""


@dataclass(frozen=True, slots=True)
class Ambigua:
    """Una palabra de un tema que también se dice de otras cosas, y las búsquedas que la precisan."""

    palabra: str
    tema: Tema
    acepciones: tuple[tuple[str, str], ...]
    """Cada sentido que tiene en el tema, y la consulta que lo busca."""
    otras: tuple[tuple[str, str], ...]
    """Cada expresión que no es del tema, o no del todo, y de qué es."""

    @property
    def de_materia(self) -> tuple[str, ...]:
        """Las búsquedas de lo que es del tema: vinculado a él, o que dice otro de sus términos."""
        buscadas, terminos = set(raices(self.palabra)), [str(t) for t in self.tema.datos.get("terminos", ())]
        otros = [termino for termino in terminos if buscadas.isdisjoint(raices(termino))]
        # Una palabra sola («prórroga», «permanencia») se dice de cualquier cosa.
        firmes = (f'"{termino}"' for termino in otros if len(raices(termino)) > 1 or termino.isupper())
        return (f"tema:{self.tema.codigo}", *_repetida(terminos, buscadas), *firmes)


def ambigua(consulta: str, de_agenda: Sequence[Tema]) -> Ambigua | None:
    """Si la consulta es sólo el comienzo de una expresión ambigua, o ella misma."""
    buscadas = raices(consulta[:_LARGO])
    if not 0 < len(buscadas) <= PALABRAS:
        return None
    for tema in de_agenda:
        otras = tuple(
            (str(expresion), str(sentido))
            for expresion, sentido in tema.datos.get("ambiguos", {}).items()
            if _empieza_asi(raices(str(expresion)), buscadas)
        )
        if otras:
            acepciones = tuple((str(n), str(q)) for n, q in tema.datos.get("acepciones", {}).items())
            validas = tuple(par for par in acepciones if set(buscadas) <= set(raices(par[1])))
            return Ambigua(consulta, tema, validas, otras)
    return None


def de_la_agenda(sesion: Session, consulta: str) -> Ambigua | None:
    """Lo mismo, con los temas guardados y sólo si la consulta no dice ya qué otro sentido quiere."""
    if not 0 < len(raices(consulta[:_LARGO])) <= PALABRAS:
        return None
    hallada = ambigua(consulta, temas_leidos(sesion))
    if hallada is None or any(set(raices(otra)) <= set(raices(consulta)) for otra, _ in hallada.otras):
        return None
    return hallada


def temas_leidos(sesion: Session) -> Sequence[Tema]:
    """Los temas de la agenda; se recuerdan mientras dure la sesión."""
    if "temas_leidos" not in sesion.info:
        sesion.info["temas_leidos"] = temas(sesion)
    leidos: Sequence[Tema] = sesion.info["temas_leidos"]
    return leidos


def _repetida(terminos: Sequence[str], buscadas: set[str]) -> Iterator[str]:
    """La palabra que más se repite en los términos del tema, si de veras se repite: «migratoria»."""
    palabras = {
        termino.raiz: termino.forma
        for dicho in terminos
        for termino in analizar(dicho)
        if not termino.vacia and termino.raiz not in buscadas
    }
    veces = Counter(raiz for dicho in terminos for raiz in set(raices(dicho)) - buscadas)
    for raiz, cuantas in veces.most_common(1):
        if cuantas >= _VARIOS_TERMINOS:
            yield palabras[raiz]


def _empieza_asi(expresion: Sequence[str], buscadas: Sequence[str]) -> bool:
    return expresion[:1] == buscadas[:1] and set(buscadas) <= set(expresion)
