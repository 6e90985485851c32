"""Lo que se marca de cercanías, comodines, parecidos y frases holgadas, contra quien mira cada palabra."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.consulta import Cercanas, Resaltar
from indexador.lengua import analizar
from indexador.motor import trozos_vistos
from indexador.motor.marcador import Marcador, marcador
from indexador.motor.resaltado import marcas, marcas_entre, marcas_seguidas

PALABRAS = ["ley", "leyes", "mesa", "migra-\nción", "46-2007", "de", "C.A."]
textos = st.lists(st.sampled_from(PALABRAS), max_size=14).map(" ".join)
formas = st.sampled_from(["ley", "mesa", "migracion", "46", "de", "ca"])


def marcado(texto: str, resaltar: Resaltar) -> list[str]:
    return [texto[inicio:fin] for inicio, fin in marcas(texto, resaltar)]


@pytest.mark.parametrize(
    ("texto", "resaltar", "esperado"),
    [
        ("migración inmigrante ley", Resaltar(patrones=("*migra*",)), ["migración", "inmigrante"]),
        ("El Código y el codo", Resaltar(patrones=("c?digo",)), ["Código"]),
        ("la migración, la migrasión", Resaltar(parecidas=(("migrasion", 1),)), ["migración", "migrasión"]),
        (
            "plan nacional, plan muy nacional, plan de otra cosa nacional",
            Resaltar(holgadas=((("plan", "nacional"), 1),)),
            ["plan", "nacional", "plan", "nacional"],
        ),
        ("Decreto 46-2007", Resaltar(patrones=("46-20?7",)), ["46-2007"]),
    ],
)
def test_se_marca(texto, resaltar, esperado):
    assert marcado(texto, resaltar) == esperado


def test_de_lo_cercano_se_marca_solo_lo_que_esta_cerca():
    ley, frase = Resaltar(formas=frozenset({"ley"})), Resaltar(frases=(("plan", "nacional"),))
    texto = "plan nacional de la ley y otras cosas que dice otra ley"
    assert marcado(texto, Resaltar(cercanas=(Cercanas((ley, frase), 3),))) == ["plan", "nacional", "ley"]
    assert marcado(texto, Resaltar(cercanas=(Cercanas((ley, frase), 2),))) == []


@given(textos, st.lists(formas, min_size=2, max_size=3), st.integers(1, 4))
def test_las_cercanas_son_las_de_alguna_cadena(texto, partes, distancia):
    terminos = list(analizar(texto))
    de_cada = [[n for n, t in enumerate(terminos) if forma in (t.forma, *t.variantes)] for forma in partes]
    cadenas = [c for c in product(*de_cada) if all(0 < abs(a - b) <= distancia for a, b in pairwise(c))]
    esperadas = sorted({terminos[n].inicio for cadena in cadenas for n in cadena})
    cercanas = Cercanas(tuple(Resaltar(formas=frozenset({forma})) for forma in partes), distancia)
    assert [inicio for inicio, _ in marcas(texto, Resaltar(cercanas=(cercanas,)))] == esperadas


@given(textos, st.lists(formas, min_size=2, max_size=3), st.integers(0, 3))
def test_las_holgadas_caben_en_su_holgura(texto, frase, holgura):
    terminos = list(analizar(texto))
    de_cada = [[n for n, t in enumerate(terminos) if forma in (t.forma, *t.variantes)] for forma in frase]
    comienzos = {
        c[0]
        for c in product(*de_cada)
        if all(a < b for a, b in pairwise(c)) and c[-1] - c[0] - len(frase) < holgura
    }
    marcador_ = Marcador(Resaltar(holgadas=((tuple(frase), holgura),)))
    hechas = {inicio for _, (inicio, _) in marcador_.lugares([texto])}
    assert {terminos[n].inicio for n in comienzos} <= hechas
    assert bool(hechas) == bool(comienzos)


seguidos = st.lists(textos.map(lambda texto: texto * 4), max_size=2)


@given(seguidos, textos, seguidos, st.lists(formas, min_size=2, max_size=3), st.integers(0, 3))
def test_entre_otros_se_marca_lo_mismo_que_mirandolos_enteros(antes, texto, despues, frase, holgura):
    sueltas = tuple(Resaltar(formas=frozenset({forma})) for forma in frase)
    for resaltar in (
        Resaltar(frases=(tuple(frase),)),
        Resaltar(holgadas=((tuple(frase), holgura),)),
        Resaltar(cercanas=(Cercanas(sueltas, holgura + 1),)),
        Resaltar(cercanas=(Cercanas((Resaltar(frases=(("ley", "mesa"),)), *sueltas), holgura + 1),)),
        Resaltar(formas=frozenset(frase)),
    ):
        esperadas = marcas_seguidas((*antes, texto, *despues), resaltar)[len(antes)]
        assert marcas_entre(antes, texto, despues, resaltar) == esperadas


def test_una_palabra_ya_vista_no_se_vuelve_a_mirar():
    resaltar = Resaltar(raices=frozenset({"migrant"}), formas=frozenset({"ley"}))
    uno = marcador(resaltar)
    assert marcador(Resaltar(raices=frozenset({"migrant"}), formas=frozenset({"ley"}))) is uno
    texto = "La ley de los migrantes. " * 200
    assert len(list(uno.lugares([texto]))) == 400
    assert uno._memoria.keys() == {"ley", "migrantes."}


def test_olvidar_los_trozos_vistos_no_cambia_lo_que_se_marca(monkeypatch):
    monkeypatch.setattr(trozos_vistos, "MEMORIA", 2)
    resaltar = Resaltar(raices=frozenset({"migrant"}), frases=(("ley", "de"),))
    for texto in ("la ley de migrantes", "otra ley de los migrantes", "la ley de migrantes"):
        assert marcado(texto, resaltar) == ["ley de", "migrantes"]
    assert not trozos_vistos.vistos(set()).palabras


def test_una_frase_se_marca_aunque_pase_de_una_pagina_a_otra():
    frase = Resaltar(frases=(("plan", "nacional", "de", "retorno"),), formas=frozenset({"ley"}))
    textos = ["la ley y el plan nacional", "", "de retorno. ley"]
    marcado = [
        [texto[inicio:fin] for inicio, fin in suyas]
        for texto, suyas in zip(textos, marcas_seguidas(textos, frase), strict=True)
    ]
    assert marcado == [["ley", "plan nacional"], [], ["de retorno", "ley"]]
