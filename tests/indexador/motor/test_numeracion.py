"""Numerar muchos textos a la vez da lo mismo que preguntar trozo por trozo."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.lengua.trozos import trozos
from indexador.motor import numeracion
from indexador.motor.numeracion import Numerador

LETRAS = st.sampled_from([*"abñé«.", "\u00ad", "€", "𝒜", "\ud800", "\x00", "\x01"])
BLANCOS = st.sampled_from([*" \t\n\r\x1f", "\x85", "\u00a0", "\u2003", "\u2028", "\u3000", "-\n", "EE. UU."])
TEXTOS = st.lists(
    st.lists(LETRAS | BLANCOS | st.integers(5, 20).map("a".__mul__), max_size=30).map("".join) | st.text(),
    max_size=5,
)


def casi_iguales():
    """Muchos trozos que se parecen en todo menos en una letra, en cualquier lugar."""
    return [
        f"{'x' * antes}{letra}{'x' * despues}" for antes in range(9) for despues in range(9) for letra in "yz"
    ]


class Dicho(dict):
    """Da número a los trozos por orden de llegada, y cuenta las preguntas."""

    preguntas = 0

    def __missing__(self, trozo):
        self[trozo] = len(self) + 1
        return self[trozo]

    def preguntar(self, trozo):
        self.preguntas += 1
        return self[trozo]


@pytest.mark.parametrize(("al_empezar", "bits"), [(1, 1), (4, 4), (12, 20), (1, 20)])
@given(series=st.lists(TEXTOS, max_size=4))
def test_los_numeros_de_unos_textos(al_empezar, bits, series):
    with pytest.MonkeyPatch.context() as cambio:
        cambio.setattr(numeracion, "_BITS_AL_EMPEZAR", al_empezar)
        cambio.setattr(numeracion, "_BITS", bits)
        dicho = Dicho()
        numerador = Numerador(dicho.preguntar)
        for textos in [*series, *series]:
            numeros, cuantos = numerador.numerar(textos)
            partes = [trozos(texto) for texto in textos]
            assert numeros.tolist() == [dicho[trozo] for suyos in partes for trozo in suyos]
            assert cuantos.tolist() == [len(suyos) for suyos in partes]


@pytest.mark.parametrize("bits", [1, 4, 20])
def test_no_confunde_los_que_se_parecen(bits, monkeypatch):
    monkeypatch.setattr(numeracion, "_BITS", bits)
    dicho, todos = Dicho(), casi_iguales()
    numerador = Numerador(dicho.preguntar)
    for _ in range(2):
        numeros, _cuantos = numerador.numerar([" ".join(todos)])
        assert numeros.tolist() == [dicho[trozo] for trozo in todos]
    assert len(np.unique(numeros)) == len(set(todos))


def test_no_vuelve_a_preguntar_por_lo_corriente():
    dicho = Dicho()
    numerador = Numerador(dicho.preguntar)
    numerador.numerar(["la ley de migración"])
    numerador.numerar(["de la ley, la migración"])
    assert dicho.preguntas == len({"la", "ley", "de", "migración", "ley,"})


def test_la_tabla_crece_con_lo_que_se_numera_y_no_olvida():
    dicho = Dicho()
    numerador = Numerador(dicho.preguntar)
    todos = [f"trozo{n}" for n in range(20_000)]
    for desde in range(0, len(todos), 500):
        numerador.numerar([" ".join(todos[desde : desde + 500])])
    dicho.preguntas = 0
    numeros, _cuantos = numerador.numerar([" ".join(todos)])
    assert numeros.tolist() == list(range(1, len(todos) + 1))
    assert dicho.preguntas < len(todos) // 4
