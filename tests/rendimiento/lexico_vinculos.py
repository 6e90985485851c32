"""Aprende de los juegos etiquetados el léxico de cada tema y nodo: `centro_doc/propuestas/datos/lexico.txt`.

    python -m tests.rendimiento.lexico_vinculos CORPUS [--pesos]

Una recta por destino, por mínimos cuadrados con freno, sobre las raíces que dice cada documento: vale uno si
lo prueba, un cuarto si se admite y cero si no. Lo que las reglas de un destino dicen cuenta como otro
documento que lo prueba. Se aprende de la mitad de desarrollo del primer juego y de los demás enteros; los
documentos largos no enseñan. Para pesarlo, lo que dice de cada juego lo dice el que se aprendió sin él
(`de_los_otros`): así pesa lo que vale ante un texto que no ha visto. Con `--pesos` no escribe nada: dice los
de `calibracion`.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from centro_doc.propuestas.lectura import ambito_de_fabrica, perfiles_de_fabrica
from centro_doc.propuestas.lexico import ARCHIVO, escribir
from centro_doc.vinculacion import entrada_de
from indexador.vinculacion import Perfil
from indexador.vinculacion.compilado import compilar
from indexador.vinculacion.expresiones import fichas_de, raices_de
from indexador.vinculacion.leido import leer
from indexador.vinculacion.lexico import CORTO, UNIDAD, cuentan, fuerza_de
from indexador.vinculacion.perfil import partes_de
from tests.rendimiento.vinculos import OTROS, Caso, Juego, ajustar, casos, de_otro_juego

_DOS = 2
"""Veces que cuenta a lo sumo lo que dicen las reglas: en ellas se repite lo que se dice de muchas maneras."""
_EN_CUANTOS = 4
"""Documentos en que ha de estar una raíz para aprenderla."""
_RAICES, _DE_CADA_UNO = 1_500, 200
"""Las que más distinguen, y las que guarda cada destino."""
_FRENO = 0.7
_ADMITIDO = 0.25


@dataclass(frozen=True, slots=True)
class Ejemplo:
    """Lo que dice un caso y lo que prueba."""

    veces: Counter[str]
    prueba: frozenset[str]
    admite: frozenset[str] = frozenset()

    def valor(self, codigo: str) -> float:
        """Uno si lo prueba, y algo si se admite."""
        return 1.0 if codigo in self.prueba else _ADMITIDO if codigo in self.admite else 0.0


def juegos(corpus: Path) -> dict[str, list[Caso]]:
    """Los juegos de que se aprende: la mitad apartada del primero, no."""
    otros = {nombre: list(de_otro_juego(corpus, archivo)) for nombre, archivo in OTROS.items()}
    return {"primero": list(casos(corpus, apartada=False)), **otros}


def ejemplos_de(lista: Iterable[Caso]) -> Iterator[Ejemplo]:
    """Los casos cortos, con las mismas raíces que mira quien propone."""
    compilado = compilar(perfiles_de_fabrica(), ambito_de_fabrica())
    for caso in lista:
        entrada = entrada_de(caso.texto)
        leido = leer(caso.texto.paginas, entrada["citas"], entrada["titulo"], entrada["tipo"], compilado)
        if leido.dicho.palabras <= CORTO:
            raices = [raiz for senal in leido.senales for raiz in senal.raices]
            yield Ejemplo(cuentan(raices), caso.temas | caso.nodos, caso.admite)


def de_las_reglas(perfiles: Iterable[Perfil]) -> Iterator[Ejemplo]:
    """De cada destino, lo que dicen su texto y sus términos, con cada palabra dos veces a lo sumo."""
    for perfil in perfiles:
        maneras = (una for t in perfil.terminos for parte in partes_de(t.texto) for una in parte)
        veces = cuentan([raiz for dicho in (perfil.texto, *maneras) for raiz in raices_de(dicho)])
        topadas = Counter({raiz: min(cuantas, _DOS) for raiz, cuantas in veces.items()})
        yield Ejemplo(topadas, frozenset({perfil.codigo}))


def aprender(ejemplos: Sequence[Ejemplo], codigos: Sequence[str]) -> dict[str, dict[str, int]]:
    """De cada destino, sus raíces con su peso en milésimas."""
    valores = np.array([[uno.valor(codigo) for codigo in codigos] for uno in ejemplos])
    en_cuantos = Counter(raiz for uno in ejemplos for raiz in uno.veces)
    raices = sorted(raiz for raiz, cuantos in en_cuantos.items() if cuantos >= _EN_CUANTOS)
    dichas = _dichas(ejemplos, raices)
    importan = np.abs(_pesos(dichas, valores) * dichas.std(axis=0)[:, None]).max(axis=1)
    raices = sorted(raices[n] for n in np.argsort(-importan, kind="stable")[:_RAICES])
    dichas = _dichas(ejemplos, raices)
    pesos = _pesos(dichas, valores)
    importancia = np.abs(pesos * dichas.std(axis=0)[:, None])
    aprendido = {}
    for numero, codigo in enumerate(codigos):
        mayores = np.argsort(-importancia[:, numero], kind="stable")[:_DE_CADA_UNO]
        suyas = {raices[n]: round(UNIDAD * pesos[n, numero]) for n in sorted(mayores)}
        aprendido[codigo] = {raiz: peso for raiz, peso in suyas.items() if peso}
    return aprendido


def _dichas(ejemplos: Sequence[Ejemplo], raices: Sequence[str]) -> np.ndarray:
    columnas = {raiz: n for n, raiz in enumerate(raices)}
    dichas = np.zeros((len(ejemplos), len(raices)))
    for fila, uno in enumerate(ejemplos):
        for raiz, veces in uno.veces.items():
            if raiz in columnas:
                dichas[fila, columnas[raiz]] = fuerza_de(veces)
    normas = np.linalg.norm(dichas, axis=1, keepdims=True)
    return dichas / np.where(normas == 0, 1, normas)


def _pesos(dichas: np.ndarray, valores: np.ndarray) -> np.ndarray:
    nucleo = dichas @ dichas.T + _FRENO * np.eye(len(dichas))
    return dichas.T @ np.linalg.solve(nucleo, valores - valores.mean(axis=0))


def formas_de(lista: Iterable[Caso]) -> dict[str, str]:
    """La manera más corriente de escribir cada raíz, si al leerla da esa raíz."""
    veces: dict[str, Counter[str]] = {}
    for caso in lista:
        for pagina in caso.texto.paginas:
            for ficha in fichas_de(pagina.texto):
                veces.setdefault(ficha.raiz, Counter())[ficha.forma] += 1
    mayores = {raiz: min(suyas, key=lambda f: (-suyas[f], f)) for raiz, suyas in veces.items()}
    return {raiz: forma for raiz, forma in mayores.items() if raices_de(forma) == (raiz,)}


def escrito(aprendido: Mapping[str, Mapping[str, int]], formas: Mapping[str, str]) -> dict[str, str]:
    """El léxico de cada destino como lo lleva su perfil."""
    return {
        codigo: " ".join(f"{formas[raiz]}:{peso}" for raiz, peso in suyas.items() if raiz in formas)
        for codigo, suyas in aprendido.items()
    }


def con_lexico(perfiles: Iterable[Perfil], lexico: Mapping[str, str]) -> tuple[Perfil, ...]:
    """Los perfiles con otro léxico."""
    return tuple(replace(perfil, lexico=lexico.get(perfil.codigo, "")) for perfil in perfiles)


def de_los_otros(todos: Mapping[str, Sequence[Caso]]) -> Iterator[Juego]:
    """Cada juego con los perfiles que llevan el léxico aprendido de los demás."""
    perfiles = perfiles_de_fabrica()
    ejemplos = {nombre: list(ejemplos_de(suyos)) for nombre, suyos in todos.items()}
    ejemplos[""] = list(de_las_reglas(perfiles))
    formas = formas_de(caso for suyos in todos.values() for caso in suyos)
    for nombre, suyos in todos.items():
        otros = [uno for otro, lista in ejemplos.items() if otro != nombre for uno in lista]
        aprendido = aprender(otros, [perfil.codigo for perfil in perfiles])
        yield suyos, con_lexico(perfiles, escrito(aprendido, formas))


def principal(argumentos: Sequence[str] | None = None) -> int:
    """Escribe el archivo del léxico."""
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("corpus", type=Path)
    analizador.add_argument("--pesos", action="store_true", help="dice los pesos, y no escribe el léxico")
    pedido = analizador.parse_args(argumentos)
    if pedido.pesos:
        for clase, pesos in ajustar(de_los_otros(juegos(pedido.corpus))).items():
            print(clase, pesos)
        return 0
    todos = [caso for suyos in juegos(pedido.corpus).values() for caso in suyos]
    perfiles = perfiles_de_fabrica()
    ejemplos = [*ejemplos_de(todos), *de_las_reglas(perfiles)]
    lexico = escrito(aprender(ejemplos, [perfil.codigo for perfil in perfiles]), formas_de(todos))
    escribir(lexico)
    print(f"{len(lexico)} destinos, {ARCHIVO.stat().st_size:,} octetos")
    return 0


if __name__ == "__main__":
    sys.exit(principal())
