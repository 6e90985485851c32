"""Numerar deprisa los términos de un texto da lo mismo que analizarlo."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.lengua import analizar, reducir
from indexador.lengua.palabras import LARGO_MAXIMO
from indexador.motor import construccion
from indexador.motor import vocabulario as modulo
from indexador.motor.construccion import Constructor
from indexador.motor.vocabulario import HUECO, Codificado, Vocabulario, clave
from tests.indexador.motor.motor_de_prueba import ficha

textos = st.lists(
    st.text(max_size=12)
    | st.sampled_from(
        ["Ley", "«ley»,", "46-2007.", "C-123/2009", "EE. UU.", "migra-\nción", "ex-\fpresidente", "0AABE"]
    ),
    max_size=8,
).map(" ".join)


def esperados(texto: str) -> list[tuple[bytes, int]]:
    hallados = []
    for termino in analizar(texto.translate(dict.fromkeys(range(6), " "))):
        hallados.append((clave(termino.raiz, termino.forma, vacia=termino.vacia), termino.posicion))
        for variante in termino.variantes:
            raiz = reducir(variante).raiz if termino.forma.isalnum() else variante
            hallados.append((clave(raiz, variante), termino.posicion))
    return hallados


@given(st.lists(textos, max_size=4))
def test_los_terminos_de_unos_textos(varios):
    vocabulario = Vocabulario()
    terminos = vocabulario.desplegar(vocabulario.codificar(varios))
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


def test_un_hueco_tras_cada_texto_y_la_cuenta_por_entradas():
    codificado = Codificado(np.array([5, 6, 7], np.int32), np.array([2, 0, 1])).con_huecos()
    assert codificado.numeros.tolist() == [5, 6, HUECO, HUECO, 7, HUECO]
    assert codificado.por_entrada([0, 2, 0, 1, 0]).cuantos.tolist() == [0, 4, 0, 2, 0]


def palabras_distintas(cuantas, largo=1):
    return [
        f"{'x' * largo}{numero:x}".translate(str.maketrans("0123456789", "ghijklmnop"))
        for numero in range(cuantas)
    ]


@pytest.fixture
def memorias(monkeypatch):
    """Cuántas claves y cuántas letras recordaba el vocabulario cada vez que pudo olvidar."""
    vistas = []

    class Vigilado(Vocabulario):
        def reposar(self):
            vistas.append((len(self.claves), self._trozos.letras))
            super().reposar()

    monkeypatch.setattr(construccion, "TEXTO_POR_LOTE", 1000)
    monkeypatch.setattr(modulo, "_LIMITE", 500)
    monkeypatch.setattr(modulo, "_LIMITE_DE_LETRAS", 20_000)
    return Vigilado, vistas


@pytest.mark.parametrize("largo", [1, 60])
def test_la_memoria_esta_acotada_dentro_de_un_documento_de_palabras_distintas(memorias, largo):
    vigilado, vistas = memorias
    palabras = palabras_distintas(4000, largo)
    paginas = [" ".join(palabras[desde : desde + 20]) for desde in range(0, len(palabras), 20)]
    constructor = Constructor(vigilado())
    constructor.agregar(ficha(1, "Ley hostil", *paginas))
    arreglos = constructor.arreglos()
    claves, letras = (max(columna) for columna in zip(*vistas, strict=True))
    assert claves < 500 + 1000
    assert letras < 20_000 + 2 * 1000 + 20 * 64
    assert len(vistas) > 4
    juntas, desde = arreglos["texto.claves"].tobytes(), arreglos["texto.claves_de"].tolist()
    halladas = {juntas[a:b].split(b"\0")[1].decode() for a, b in itertools.pairwise(desde)}
    assert halladas == {palabra[:LARGO_MAXIMO] for palabra in palabras}


def test_cortar_la_serie_a_mitad_de_un_documento_no_cambia_sus_listas(memorias):
    vigilado, vistas = memorias
    fichas = [
        ficha(n, f"Ley {n}", *(" ".join(palabras_distintas(30, n + k)) for k in range(20))) for n in range(5)
    ]

    def arreglos(vocabulario):
        constructor = Constructor(vocabulario)
        for una in fichas:
            constructor.agregar(una)
        return constructor.arreglos()

    cortados = arreglos(vigilado())
    assert len(vistas) > 4
    with pytest.MonkeyPatch.context() as cambio:
        cambio.setattr(modulo, "_LIMITE", 400_000)
        cambio.setattr(modulo, "_LIMITE_DE_LETRAS", 16_000_000)
        enteros = arreglos(Vocabulario())
    assert cortados.keys() == enteros.keys()
    assert all(np.array_equal(cortados[nombre], enteros[nombre]) for nombre in enteros)
