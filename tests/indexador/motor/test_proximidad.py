"""La cercanía por arreglos contra quien prueba todas las combinaciones."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.motor.lugares import _TROZO, comunes
from indexador.motor.proximidad import Tramos, cercanos, frase_con_holgura

listas = st.lists(st.sets(st.integers(0, 25), max_size=6), min_size=1, max_size=4)


def _arreglo(lugares):
    return np.array(sorted(lugares), np.int64)


@given(listas, st.integers(0, 5))
def test_la_frase_con_holgura_va_en_orden_y_con_pocas_palabras_de_mas(lugares, holgura):
    esperados = {
        combinacion[0]
        for combinacion in product(*lugares)
        if all(a < b for a, b in pairwise(combinacion))
        and combinacion[-1] - combinacion[0] + 1 - len(lugares) <= holgura
    }
    halladas = frase_con_holgura([_arreglo(uno) for uno in lugares], holgura)
    assert set(halladas.inicios.tolist()) == esperados
    assert (halladas.fines - halladas.inicios + 1 - len(lugares) <= holgura).all()


def _separados(a, b, distancia):
    despues = b[0] - a[1] if b[0] > a[1] else a[0] - b[1]
    return 0 < despues <= distancia


@given(
    st.lists(st.dictionaries(st.integers(0, 25), st.integers(0, 3), max_size=6), min_size=2, max_size=4),
    st.integers(1, 6),
)
def test_cada_parte_esta_cerca_de_la_anterior(partes, distancia):
    tramos = [[(inicio, inicio + largo) for inicio, largo in sorted(parte.items())] for parte in partes]
    cadenas = [
        cadena for cadena in product(*tramos) if all(_separados(a, b, distancia) for a, b in pairwise(cadena))
    ]
    halladas = cercanos(
        [Tramos(_arreglo({i for i, _ in p}), np.array([f for _, f in p], np.int64)) for p in tramos],
        distancia,
    )
    for lugar, tramo in enumerate(halladas):
        assert set(zip(tramo.inicios.tolist(), tramo.fines.tolist(), strict=True)) == {
            cadena[lugar] for cadena in cadenas
        }


def test_lo_mismo_en_otro_documento_no_esta_cerca():
    uno, otro = _arreglo([5]), _arreglo([(1 << 32) + 6])
    assert len(cercanos([Tramos(uno, uno), Tramos(otro, otro)], 100)[0].inicios) == 0


@given(st.sets(st.integers(-5, 60)), st.sets(st.integers(0, 60)))
def test_los_lugares_comunes_son_los_de_los_dos_aunque_alguno_caiga_antes_del_primero(unos, otros):
    for par in ((unos, otros), (otros, unos)):
        assert comunes(*map(_arreglo, par)).tolist() == sorted(unos & otros)


@pytest.mark.parametrize("tipo", [np.int32, np.int64])
@pytest.mark.parametrize("ultimo", [_TROZO - 1, _TROZO, 5 * _TROZO + 7])
def test_los_lugares_comunes_se_hallan_en_todos_los_trozos(ultimo, tipo):
    azar = np.random.default_rng(7)
    cerca_de_un_borde = [-2, 0, _TROZO - 1, _TROZO, _TROZO + 1, ultimo]
    unos, otros = (
        np.unique([*azar.integers(0, ultimo, cuantos), *cerca_de_un_borde]).astype(tipo)
        for cuantos in (ultimo // 9, ultimo // 4)
    )
    esperados = np.intersect1d(unos, otros)
    for par in ((unos, otros), (otros, unos)):
        halladas = comunes(*par)
        assert np.array_equal(halladas[halladas >= 0], esperados[esperados >= 0])
