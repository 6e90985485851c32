"""Prepara un juego de perfiles para buscarlos todos a la vez, una vez para muchos documentos."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexador.vinculacion.afinado import Afinado, afinar
from indexador.vinculacion.bm25 import Pesos, pesos_de
from indexador.vinculacion.expresiones import Arbol, raices_de
from indexador.vinculacion.lexico import Lexico, lexico_de
from indexador.vinculacion.perfil import CONDICIONES, Ambigua, Ambito, Perfil, Termino, partes_de

Partes = tuple[frozenset[int], ...]
_NINGUNA = -1


@dataclass(frozen=True, slots=True)
class Buscado:
    """Un término de un perfil: de cada parte ha de haber cerca alguna de sus expresiones."""

    perfil: int
    termino: Termino
    partes: Partes


@dataclass(frozen=True, slots=True)
class Duda:
    """Una expresión ambigua, con lo que cerca de ella la decide."""

    sentido: str
    ajenas: frozenset[int]
    propias: frozenset[int]


@dataclass(frozen=True, slots=True)
class Compilado:
    """Los perfiles y todo lo que de ellos se busca en un texto."""

    perfiles: tuple[Perfil, ...]
    arbol: Arbol
    sin_papeles: Arbol
    """El de lo que no es un papel de trabajo: los mismos números, sin lo que sólo se busca en ellos."""
    tapas: Arbol
    buscados: dict[int, tuple[Buscado, ...]]
    """Por cada expresión, los términos cuya primera parte la tiene."""
    rarezas: dict[int, float]
    """De las expresiones de los papeles: uno si es de un solo perfil, y menos cuantos más la tienen."""
    dudas: dict[int, Duda]
    siglas: frozenset[int]
    sueltas: dict[str, tuple[int, ...]]
    """Por cada raíz, la expresión que es ella sola."""
    seguras: frozenset[int]
    posibles: frozenset[int]
    nombres: frozenset[int]
    casa: frozenset[int]
    a_secas: str
    sentidos: dict[str, tuple[tuple[tuple[str, ...], int], ...]]
    """Por su primera raíz, las palabras de otros asuntos: sus raíces y el número del asunto."""
    dudosas: frozenset[int]
    """Las que otro asunto también usa."""
    personas: frozenset[int]
    gentes: frozenset[int]
    exigencias: tuple[Partes, ...]
    instituciones: dict[int, tuple[tuple[int, str], ...]]
    """Por cada expresión, los perfiles que tienen esa institución y su nombre."""
    temas_de_norma: Counter[str]
    """De cuántos temas es núcleo cada norma."""
    pesos: Pesos
    lexico: Lexico
    afinados: tuple[Afinado, ...]


@lru_cache(maxsize=8)
def compilar(perfiles: tuple[Perfil, ...], ambito: Ambito) -> Compilado:
    """Prepara los perfiles; con los mismos devuelve lo ya preparado."""
    arbol, tapas = Arbol(), Arbol(con_vacias=True)
    ambiguas = [*ambito.ambiguas, *(ambigua for perfil in perfiles for ambigua in perfil.ambiguas)]
    for ambigua in ambiguas:
        if not (ambigua.ajenas or ambigua.propias):
            tapas.numero(ambigua.expresion)
    afinados = tuple(afinar(perfil) for perfil in perfiles)
    for perfil, afinado in zip(perfiles, afinados, strict=True):
        _numeros(_de_norma(perfil, afinado), arbol)
        _numeros((e for grupo in perfil.exige for e in grupo), arbol)
    dudas, instituciones = _dudas(ambiguas, arbol), _instituciones(perfiles, arbol)
    _numeros((*ambito.seguras, *ambito.posibles, *ambito.nombres, *ambito.casa), arbol)
    _numeros((*ambito.dudosas, *ambito.personas, *ambito.gentes), arbol)
    sin_papeles = arbol.copia()
    buscados = _buscados(perfiles, afinados, arbol)
    return Compilado(
        perfiles=perfiles,
        arbol=arbol,
        sin_papeles=sin_papeles,
        tapas=tapas,
        buscados=buscados,
        rarezas=_rarezas(buscados, len(perfiles)),
        dudas=dudas,
        seguras=_numeros(ambito.seguras, arbol),
        posibles=_numeros(ambito.posibles, arbol),
        nombres=_numeros(ambito.nombres, arbol),
        casa=_numeros(ambito.casa, arbol),
        a_secas=ambito.a_secas,
        sentidos=_sentidos(ambito),
        dudosas=_numeros(ambito.dudosas, arbol),
        personas=_numeros((*ambito.personas, *ambito.nombres, *ambito.casa), arbol),
        gentes=_numeros(ambito.gentes, arbol),
        exigencias=tuple(tuple(_numeros(grupo, arbol) for grupo in perfil.exige) for perfil in perfiles),
        instituciones=instituciones,
        siglas=frozenset(n for n, escrita in enumerate(arbol.escritas) if _es_sigla(escrita)),
        sueltas=_sueltas(arbol),
        temas_de_norma=Counter(norma for perfil in perfiles for norma in perfil.normas_nucleo),
        pesos=pesos_de(perfiles),
        lexico=lexico_de(perfiles),
        afinados=afinados,
    )


def _numeros(expresiones: Iterable[str], arbol: Arbol) -> frozenset[int]:
    numeros = (CONDICIONES.get(una) or arbol.numero(una) for una in expresiones)
    return frozenset(n for n in numeros if n != _NINGUNA)


def _de_norma(perfil: Perfil, afinado: Afinado) -> Iterator[str]:
    """Lo que se busca en cualquier documento."""
    for termino in (*perfil.terminos, *afinado.aprendidos):
        if not termino.en_papel:
            for parte in partes_de(termino.texto):
                yield from parte


def _buscados(
    perfiles: Sequence[Perfil], afinados: Sequence[Afinado], arbol: Arbol
) -> dict[int, tuple[Buscado, ...]]:
    por_expresion: dict[int, list[Buscado]] = defaultdict(list)
    for numero, (perfil, afinado) in enumerate(zip(perfiles, afinados, strict=True)):
        unicos: dict[Partes, Termino] = {}
        for termino in (*perfil.terminos, *afinado.aprendidos):
            partes = tuple(_numeros(parte, arbol) for parte in partes_de(termino.texto))
            if all(partes) and termino.peso > (unicos[partes].peso if partes in unicos else 0.0):
                unicos[partes] = termino
        for partes, termino in unicos.items():
            buscado = Buscado(numero, termino, partes)
            for expresion in sorted(partes[0]):
                por_expresion[expresion].append(buscado)
    return {expresion: tuple(lista) for expresion, lista in por_expresion.items()}


def _rarezas(buscados: Mapping[int, Sequence[Buscado]], cuantos: int) -> dict[int, float]:
    quienes: dict[int, set[int]] = defaultdict(set)
    for buscado in (uno for suyos in buscados.values() for uno in suyos if uno.termino.en_papel):
        for expresion in set().union(*buscado.partes):
            quienes[expresion].add(buscado.perfil)
    return {e: math.log(1 + cuantos / len(suyos)) / math.log(1 + cuantos) for e, suyos in quienes.items()}


def _dudas(ambiguas: Iterable[Ambigua], arbol: Arbol) -> dict[int, Duda]:
    dudas: dict[int, Duda] = {}
    for ambigua in ambiguas:
        if not (ambigua.ajenas or ambigua.propias):
            continue
        numero = arbol.numero(ambigua.expresion)
        antes = dudas.get(numero, Duda("", frozenset(), frozenset()))
        dudas[numero] = Duda(
            ambigua.sentido or antes.sentido,
            antes.ajenas | _numeros(ambigua.ajenas, arbol),
            antes.propias | _numeros(ambigua.propias, arbol),
        )
    return dudas


def _sentidos(ambito: Ambito) -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """Fuera del árbol: sólo se buscan en los pocos pasajes que dicen algo dudoso y no nombran a nadie."""
    dudosas = {raices_de(una) for una in ambito.dudosas}
    por_raiz: dict[str, dict[tuple[tuple[str, ...], int], None]] = defaultdict(dict)
    for numero, sentido in enumerate(ambito.sentidos):
        for raices in map(raices_de, sentido.palabras):
            if raices and raices not in dudosas:
                por_raiz[raices[0]].setdefault((raices, numero))
    return {raiz: tuple(suyas) for raiz, suyas in por_raiz.items()}


def _instituciones(perfiles: Sequence[Perfil], arbol: Arbol) -> dict[int, tuple[tuple[int, str], ...]]:
    por_expresion: dict[int, dict[int, str]] = defaultdict(dict)
    for numero, perfil in enumerate(perfiles):
        for institucion in perfil.instituciones:
            for expresion in _numeros((institucion.nombre, *institucion.variantes), arbol):
                por_expresion[expresion].setdefault(numero, institucion.nombre)
    return {expresion: tuple(quienes.items()) for expresion, quienes in por_expresion.items()}


def _sueltas(arbol: Arbol) -> dict[str, tuple[int, ...]]:
    por_raiz: dict[str, list[int]] = defaultdict(list)
    for numero, escrita in enumerate(arbol.escritas):
        raices = raices_de(escrita)
        if len(raices) == 1:
            por_raiz[raices[0]].append(numero)
    return {raiz: tuple(numeros) for raiz, numeros in por_raiz.items()}


def _es_sigla(escrita: str) -> bool:
    return " " not in escrita and escrita.isupper() and len(escrita) > 1
