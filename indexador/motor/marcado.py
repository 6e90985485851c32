"""Qué hay que marcar en los textos para mostrar por qué responden a una consulta."""

from collections.abc import Iterable

from indexador.consulta import Cercanas, Resaltar
from indexador.lengua.analizador import piezas_de
from indexador.motor.campos import TEXTO
from indexador.motor.nodos import (
    EN_TODO,
    Cerca,
    Comodin,
    Exacta,
    Frase,
    Hoja,
    Nodo,
    Palabra,
    Parecida,
    Prefijo,
    hojas_afirmadas,
)


def lo_que_se_marca(nodo: Nodo) -> Resaltar:
    """Las hojas que la consulta afirma del texto; las que sólo pide en el título o en el registro, no."""
    return _de_hojas(hoja for hoja in hojas_afirmadas(nodo) if hoja.seccion in (EN_TODO, TEXTO))


def con_hojas(resaltar: Resaltar, hojas: Iterable[Hoja]) -> Resaltar:
    """Lo mismo, y además esas hojas."""
    otro = _de_hojas(hojas)
    return Resaltar(
        raices=resaltar.raices | otro.raices,
        prefijos=resaltar.prefijos | otro.prefijos,
        frases=(*resaltar.frases, *otro.frases),
        formas=resaltar.formas | otro.formas,
        patrones=(*resaltar.patrones, *otro.patrones),
        parecidas=(*resaltar.parecidas, *otro.parecidas),
        holgadas=(*resaltar.holgadas, *otro.holgadas),
        cercanas=(*resaltar.cercanas, *otro.cercanas),
    )


def _de_hojas(hojas: Iterable[Hoja]) -> Resaltar:
    raices: set[str] = set()
    formas: set[str] = set()
    prefijos: set[str] = set()
    patrones: list[str] = []
    parecidas: list[tuple[str, int]] = []
    frases: list[tuple[str, ...]] = []
    holgadas: list[tuple[tuple[str, ...], int]] = []
    cercanas: list[Cercanas] = []
    for hoja in hojas:
        match hoja:
            case Palabra(forma) | Exacta(forma) if piezas := piezas_de(forma):
                frases.append(piezas)
            case Palabra(forma, propias, vacia):
                formas.add(forma)
                raices.update(() if vacia else propias)
            case Exacta(forma):
                formas.add(forma)
            case Prefijo(prefijo):
                prefijos.add(prefijo)
            case Comodin(patron):
                patrones.append(patron)
            case Parecida(forma, faltas):
                parecidas.append((forma, faltas))
            case Frase(de_la_frase, _, 0):
                frases.append(de_la_frase)
            case Frase(de_la_frase, _, holgura):
                holgadas.append((de_la_frase, holgura))
            case Cerca(partes, distancia):
                cercanas.append(Cercanas(tuple(_de_hojas([parte]) for parte in partes), distancia))
    return Resaltar(
        raices=frozenset(raices),
        prefijos=frozenset(prefijos),
        frases=tuple(frases),
        formas=frozenset(formas),
        patrones=tuple(patrones),
        parecidas=tuple(parecidas),
        holgadas=tuple(holgadas),
        cercanas=tuple(cercanas),
    )
