"""Numerar deprisa los términos de un texto da lo mismo que analizarlo."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexador.lengua import analizar
from indexador.motor.vocabulario import Vocabulario, clave

textos = st.lists(
    st.text(max_size=12)
    | st.sampled_from(["Ley", "«ley»,", "46-2007.", "C-123/2009", "EE. UU.", "migra-\nción"]),
    max_size=8,
).map(" ".join)


def esperados(texto: str) -> list[tuple[bytes, int]]:
    hallados = []
    for termino in analizar(texto.translate({1: " ", 2: " ", 3: " ", 4: " "})):
        hallados.append((clave(termino.raiz, termino.forma, vacia=termino.vacia), termino.posicion))
        hallados += [(clave(variante, variante), termino.posicion) for variante in termino.variantes]
    return hallados


@given(st.lists(textos, max_size=4))
def test_los_terminos_de_unos_textos(varios):
    vocabulario = Vocabulario()
    terminos = vocabulario.desplegar([vocabulario.codificar(texto) for texto in varios])
    claves = list(vocabulario.claves)
    de_posicion = np.repeat(np.arange(len(varios)), terminos.largos)
    avance = 0
    for numero, texto in enumerate(varios):
        suyos = de_posicion[terminos.posiciones] == numero
        propios = [
            (claves[par], lugar)
            for par, lugar in zip(terminos.pares[suyos], terminos.posiciones[suyos], strict=True)
        ]
        assert propios == [(una, lugar + avance) for una, lugar in esperados(texto)]
        avance += int(terminos.largos[numero])
