"""De los términos de unas entradas, en el orden del texto, a las listas de un segmento; y la unión de listas.

Una «parte» es un diccionario de arreglos con las listas de una sección. Para el término t (en el orden de sus
claves), sus entradas son `entradas[listas_de[t]:listas_de[t + 1]]`, con sus `veces` en paralelo; y sus
lugares, contados desde el comienzo de cada entrada, `lugares[lugares_de[t]:lugares_de[t + 1]]`. `largos` trae
las palabras de cada entrada. Todo se ordena y une con NumPy: nada recorre apariciones en Python.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexador.motor.arreglos import Arreglo, Cadenas, compacto, desplazamientos, juntar, tramos
from indexador.motor.vocabulario import SEPARADOR, Terminos, clave

Parte = Mapping[str, Arreglo]
Anotadas = tuple[int, Mapping[str, int]]
"""Una entrada y lo que se anota de ella, con su frecuencia."""
_POR_BLOQUE = 3_000_000
"""Apariciones que se unen de una vez: acota la memoria de una unión."""


def invertir(terminos: Terminos, claves: Sequence[bytes]) -> Parte:
    """Las listas de unas entradas. `claves` da la clave de cada par, por su número."""
    por_par = np.bincount(terminos.pares, minlength=len(claves))
    orden = sorted(np.flatnonzero(por_par).tolist(), key=claves.__getitem__)
    rango = np.zeros(len(claves), np.uint64)
    rango[orden] = np.arange(len(orden), dtype=np.uint64)
    # El término arriba y la posición abajo, en un solo número: ordenarlo es invertir.
    juntos = rango[terminos.pares] << np.uint64(32)
    juntos |= terminos.posiciones
    juntos.sort()
    posiciones = juntos.astype(np.uint32)
    del juntos
    entradas = np.repeat(np.arange(len(terminos.largos), dtype=np.uint32), terminos.largos)[posiciones]
    posiciones -= desplazamientos(terminos.largos).astype(np.uint32)[entradas]
    apariciones = por_par[orden]
    limites = desplazamientos(apariciones)
    nueva = np.ones(len(entradas), bool)
    np.not_equal(entradas[1:], entradas[:-1], out=nueva[1:])
    nueva[limites[:-1]] = True
    inicios = np.flatnonzero(nueva)
    veces = np.diff(inicios, append=len(entradas))
    return _armar(
        [claves[par] for par in orden],
        np.diff(np.searchsorted(inicios, limites)),
        apariciones,
        {"entradas": entradas[inicios], "veces": veces, "lugares": posiciones, "largos": terminos.largos},
    )


def invertir_anotaciones(anotaciones: Sequence[Anotadas], largos: Arreglo) -> Parte:
    """Las listas de lo anotado en cada entrada, con su frecuencia y sin lugares."""
    filas = sorted((clave(nota, nota), n, veces) for n, suyas in anotaciones for nota, veces in suyas.items())
    claves = sorted({una for una, _, _ in filas})
    numeros = {una: numero for numero, una in enumerate(claves)}
    columnas = np.array([(numeros[una], n, veces) for una, n, veces in filas], np.int64).reshape(-1, 3)
    return _armar(
        claves,
        np.bincount(columnas[:, 0], minlength=len(claves)),
        np.zeros(len(claves), np.int64),
        {
            "entradas": columnas[:, 1],
            "veces": columnas[:, 2],
            "lugares": np.empty(0, np.int64),
            "largos": largos,
        },
    )


def _armar(
    claves: list[bytes], listas: Arreglo, lugares: Arreglo, datos: Mapping[str, Arreglo]
) -> dict[str, Arreglo]:
    juntas, desde = juntar(claves)
    return {
        "claves": juntas,
        "claves_de": desde,
        "listas_de": compacto(desplazamientos(listas)),
        "lugares_de": compacto(desplazamientos(lugares)),
        **{nombre: compacto(arreglo) for nombre, arreglo in datos.items()},
    }


@dataclass(frozen=True, slots=True)
class _Fuente:
    """Una parte por unir: sus términos en la numeración común, y adónde va cada una de sus entradas."""

    parte: Parte
    terminos: Arreglo
    destino: Arreglo
    """La entrada nueva de cada entrada; -1 si no queda."""


def unir(partes: Sequence[tuple[Parte, Arreglo | None]]) -> Parte:
    """Las listas de varias partes seguidas, sin las entradas que no están `vivas` (None: todas)."""
    nombres = [Cadenas(parte["claves"], parte["claves_de"]).lista() for parte, _ in partes]
    comunes = sorted(set().union(*nombres))
    numeros = {clave: numero for numero, clave in enumerate(comunes)}
    fuentes, base = [], 0
    for (parte, vivas), propios in zip(partes, nombres, strict=True):
        terminos = np.fromiter(map(numeros.__getitem__, propios), np.int64, len(propios))
        destino = _destinos(len(parte["largos"]), vivas, base)
        fuentes.append(_Fuente(parte, terminos, destino))
        base += len(parte["largos"]) if vivas is None else int(np.count_nonzero(vivas))
    bloques = [_unir_bloque(fuentes, desde, hasta) for desde, hasta in _bloques(fuentes, len(comunes))]
    listas = _pegar([bloque["listas"] for bloque in bloques])
    lugares = _pegar([bloque["cuantos"] for bloque in bloques])
    quedan = listas > 0
    datos = {n: _pegar([bloque[n] for bloque in bloques]) for n in ("entradas", "veces", "lugares")}
    datos["largos"] = _pegar([f.parte["largos"][f.destino >= 0] for f in fuentes])
    claves = [clave for clave, queda in zip(comunes, quedan.tolist(), strict=True) if queda]
    return _armar(claves, listas[quedan], lugares[quedan], datos)


def _pegar(arreglos: list[Arreglo]) -> Arreglo:
    return np.concatenate(arreglos) if arreglos else np.empty(0, np.int64)


def _destinos(cuantas: int, vivas: Arreglo | None, base: int) -> Arreglo:
    if vivas is None:
        return np.arange(base, base + cuantas)
    destinos: Arreglo = np.where(vivas, np.cumsum(vivas) - 1 + base, -1)
    return destinos


def _bloques(fuentes: Sequence[_Fuente], cuantos: int) -> list[tuple[int, int]]:
    """Los términos comunes en tramos que no pasan de `_POR_BLOQUE` apariciones (salvo uno que pase solo)."""
    pesos = np.zeros(cuantos, np.int64)
    for fuente in fuentes:
        pesos[fuente.terminos] += _diferencias(fuente.parte["lugares_de"])
        pesos[fuente.terminos] += _diferencias(fuente.parte["listas_de"])
    acumulado = desplazamientos(pesos)
    cortes = [0]
    while cortes[-1] < cuantos:
        siguiente = int(np.searchsorted(acumulado, acumulado[cortes[-1]] + _POR_BLOQUE, "right")) - 1
        cortes.append(min(cuantos, max(siguiente, cortes[-1] + 1)))
    return list(pairwise(cortes))


def _diferencias(desde: Arreglo) -> Arreglo:
    """De dónde empieza cada parte a su largo. (`np.diff` de un arreglo sin signo da la vuelta.)"""
    enteros = desde.astype(np.int64, copy=False)
    largos: Arreglo = enteros[1:] - enteros[:-1]
    return largos


def _unir_bloque(fuentes: Sequence[_Fuente], desde: int, hasta: int) -> dict[str, Arreglo]:
    """Las listas de los términos comunes `desde`…`hasta`: de cada uno, las de cada fuente, en su orden."""
    trozos = [_tomar(fuente, desde, hasta) for fuente in fuentes]
    listas = [np.bincount(trozo.terminos, minlength=hasta - desde) for trozo in trozos]
    cuantos = [_lugares_de_cada_uno(trozo, hasta - desde) for trozo in trozos]
    total: Arreglo = np.sum(listas, axis=0)
    total_lugares: Arreglo = np.sum(cuantos, axis=0)
    sitio, sitio_lugares = desplazamientos(total)[:-1], desplazamientos(total_lugares)[:-1]
    entradas = np.empty(int(total.sum()), np.uint32)
    veces = np.empty(len(entradas), np.result_type(*(trozo.veces for trozo in trozos)))
    lugares = np.empty(int(total_lugares.sum()), np.result_type(*(trozo.lugares for trozo in trozos)))
    for trozo, suyas, suyos in zip(trozos, listas, cuantos, strict=True):
        en_lista = tramos(sitio, suyas)
        entradas[en_lista], veces[en_lista] = trozo.entradas, trozo.veces
        lugares[tramos(sitio_lugares, suyos)] = trozo.lugares
        sitio, sitio_lugares = sitio + suyas, sitio_lugares + suyos
    return {
        "listas": total,
        "cuantos": total_lugares,
        "entradas": entradas,
        "veces": veces,
        "lugares": lugares,
    }


@dataclass(frozen=True, slots=True)
class _Trozo:
    terminos: Arreglo
    entradas: Arreglo
    veces: Arreglo
    lugares: Arreglo


def _lugares_de_cada_uno(trozo: "_Trozo", terminos: int) -> Arreglo:
    """Cuántos lugares tiene cada término: sus veces, o ninguno si es una anotación."""
    if not len(trozo.lugares):
        return np.zeros(terminos, np.int64)
    return np.bincount(trozo.terminos, weights=trozo.veces, minlength=terminos).astype(np.int64)


def _tomar(fuente: _Fuente, desde: int, hasta: int) -> _Trozo:
    """Lo que una fuente tiene de esos términos, con sus entradas ya renumeradas y sin las que no quedan."""
    parte = fuente.parte
    primero, ultimo = np.searchsorted(fuente.terminos, [desde, hasta]).tolist()
    limites = parte["listas_de"][primero : ultimo + 1].astype(np.int64)
    terminos = np.repeat(fuente.terminos[primero:ultimo] - desde, _diferencias(limites))
    inicio, fin = (int(limites[0]), int(limites[-1])) if len(limites) else (0, 0)
    entradas = fuente.destino[parte["entradas"][inicio:fin]]
    veces = parte["veces"][inicio:fin]
    lugares = parte["lugares"][int(parte["lugares_de"][primero]) : int(parte["lugares_de"][ultimo])]
    quedan = entradas >= 0
    if quedan.all():
        return _Trozo(terminos, entradas, veces, lugares)
    if len(lugares):
        lugares = lugares[np.repeat(quedan, veces)]
    return _Trozo(terminos[quedan], entradas[quedan], veces[quedan], lugares)


def con_formas(parte: Parte) -> dict[str, Arreglo]:
    """La parte con lo que hace falta para buscar por forma: las formas en orden y los pares de cada una."""
    claves = Cadenas(parte["claves"], parte["claves_de"]).lista()
    formas = [clave[clave.index(SEPARADOR) + 1 :] for clave in claves]
    pares = sorted(range(len(formas)), key=formas.__getitem__)
    distintas: list[bytes] = []
    comienzos: list[int] = []
    for lugar, par in enumerate(pares):
        if not distintas or formas[par] != distintas[-1]:
            distintas.append(formas[par])
            comienzos.append(lugar)
    juntas, desde = juntar(distintas)
    return {
        **parte,
        "formas": juntas,
        "formas_de": desde,
        "pares": compacto(np.array(pares, np.int64)),
        "pares_de": compacto(np.array([*comienzos, len(pares)], np.int64)),
    }
