"""Corrige lo que se escribió mal con palabras del propio índice, y sólo donde no hay nada que mostrar.

Las palabras candidatas salen de los documentos públicos que existen ahora: una que sólo está en un documento
oculto, retirado o borrado no se propone nunca. Una palabra que el lector encuentra no se corrige.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from indexador.lengua import analizar, raices_de_consulta, reducir
from indexador.motor.evidencia import Buscador
from indexador.motor.nodos import Frase, Hoja, Palabra

LARGO_MINIMO = 4
"""Una palabra más corta se parece a demasiadas."""
_LARGO_DE_DOS_FALTAS = 6
MAXIMO_DE_CORRECCIONES = 8
"""Palabras desconocidas que se miran en una consulta: cada una recorre todo el vocabulario."""
_SIGLA_MAS_LARGA = 6
_CANDIDATAS = 24
_PESO_DE_UNA_FALTA = 3.0
_PREMIO_DE_LA_INICIAL = 1.5
_SOLO_LETRAS = re.compile(r"[a-zñ]+")


@dataclass(frozen=True, slots=True)
class Correccion:
    """La consulta corregida y las palabras que cambiaron, de la escrita a la propuesta."""

    texto: str
    cambios: tuple[tuple[str, str], ...]


def corregir(texto: str, hojas: Iterable[Hoja], buscador: Buscador) -> Correccion | None:
    """La consulta con sus palabras desconocidas cambiadas por la más parecida; None si no hay ninguna.

    Sólo se corrigen las palabras de `hojas`, las que la consulta pide: lo demás (campos, prefijos, lo que
    se excluye, signos) queda tal cual. A lo sumo cambian `MAXIMO_DE_CORRECCIONES`.
    """
    pedidas = _formas(hojas)
    intentos = 0
    partes: list[str] = []
    cambios: list[tuple[str, str]] = []
    hasta = 0
    for termino in analizar(texto):
        escrita = texto[termino.inicio : termino.fin]
        if termino.vacia or termino.forma not in pedidas or _es_sigla(escrita):
            continue
        if _se_encuentra(escrita, buscador):
            continue
        intentos += 1
        if intentos > MAXIMO_DE_CORRECCIONES:
            break
        propuesta = _mas_parecida(termino.forma, buscador)
        if propuesta is not None:
            partes += [texto[hasta : termino.inicio], propuesta]
            cambios.append((escrita, propuesta))
            hasta = termino.fin
    return Correccion("".join([*partes, texto[hasta:]]), tuple(cambios)) if cambios else None


def _es_sigla(escrita: str) -> bool:
    """Una sigla desconocida no es otra mal escrita: «LAIP» no quiere decir «LTAIP»."""
    return escrita.isupper() and len(escrita) <= _SIGLA_MAS_LARGA


def _formas(hojas: Iterable[Hoja]) -> frozenset[str]:
    return frozenset(
        forma
        for hoja in hojas
        if isinstance(hoja, Palabra | Frase)
        for forma in ((hoja.forma,) if isinstance(hoja, Palabra) else hoja.formas)
    )


def _se_encuentra(escrita: str, buscador: Buscador) -> bool:
    return not buscador.evidencia(_palabra(escrita)).vacia


def _palabra(escrita: str) -> Palabra:
    reducida = reducir(escrita)
    return Palabra(reducida.forma, raices_de_consulta(escrita), reducida.vacia)


def _mas_parecida(forma: str, buscador: Buscador) -> str | None:
    """La palabra que menos se aparta; entre parecidas, la más usada y la que empieza igual."""
    if len(forma) < LARGO_MINIMO or not _SOLO_LETRAS.fullmatch(forma):
        return None
    faltas = 2 if len(forma) >= _LARGO_DE_DOS_FALTAS else 1
    cercanas = process.extract(
        forma, buscador.vista.vocabulario, scorer=OSA.distance, score_cutoff=faltas, limit=None
    )
    mejor, valor, vistas = None, -math.inf, 0
    for candidata, distancia, _ in sorted(cercanas, key=lambda cercana: (cercana[1], cercana[0])):
        # Por su forma misma, y sin que las de documentos excluidos gasten el cupo: no deben notarse.
        documentos = buscador.evidencia(Palabra(candidata, frozenset())).frecuencia
        if not documentos:
            continue
        vistas += 1
        if vistas > _CANDIDATAS:
            break
        propio = math.log(documentos) - _PESO_DE_UNA_FALTA * distancia
        propio += _PREMIO_DE_LA_INICIAL * (candidata[0] == forma[0])
        if propio > valor:
            mejor, valor = candidata, propio
    return mejor
