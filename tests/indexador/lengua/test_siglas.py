"""Qué siglas define un texto y cuáles le corresponden a un título."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.lengua.palabras import VACIAS, plegar
from indexador.lengua.siglas import VALOR_MAXIMO, abrevia, definiciones, siglas_de_titulo


@pytest.mark.parametrize(
    ("texto", "esperada"),
    [
        ("el Ministerio de Economía y Finanzas (MEF) resuelve", ("mef", "ministerio de economia y finanzas")),
        ("la Procuraduría General de la Nación -PGN-", ("pgn", "procuraduria general de la nacion")),
        ("el Instituto Nacional de Estadística – INE", ("ine", "instituto nacional de estadistica")),
        ("la Junta Monetaria Nacional, en adelante la JMN,", ("jmn", "junta monetaria nacional")),
        ("el Registro Nacional de las Personas “RENAP”", ("renap", "registro nacional de las personas")),
        ("el RENAP (Registro Nacional de las Personas) dirá", ("renap", "registro nacional de las personas")),
        ("CPA: Código Penal Abreviado.", ("cpa", "codigo penal abreviado")),
        ("la Organización Mundial de la Salud (O.M.S.)", ("oms", "organizacion mundial de la salud")),
    ],
)  # fmt: skip
def test_reconoce_las_maneras_corrientes_de_definir_una_sigla(texto, esperada):
    assert list(definiciones(texto)) == [esperada]


@pytest.mark.parametrize(
    "texto",
    [
        "el Ministerio de Gobernación (MEF)",
        "la Ley de Migración (2016)",
        "el artículo (A) de la Ley (B)",
        "la ciudad de Guatemala. Economía y Finanzas (MEF)",
        "SE APRUEBA (EL REGLAMENTO)",
        "",
    ],
)
def test_no_toma_por_definicion_lo_que_las_iniciales_no_dicen(texto):
    assert list(definiciones(texto)) == []


PALABRAS = st.lists(
    st.text("abcdefghijlmnoprstuvñáéíóú", min_size=3, max_size=9).filter(lambda p: plegar(p) not in VACIAS),
    min_size=2,
    max_size=6,
)


@given(PALABRAS, st.sampled_from(["{0} ({1})", "{1} ({0})", "{0} - {1}", "{0}, en adelante {1}."]))
def test_encuentra_toda_sigla_hecha_de_las_iniciales(palabras, forma):
    sigla = "".join(palabra[0] for palabra in palabras)
    texto = forma.format(" de ".join(palabra.capitalize() for palabra in palabras), sigla.upper())
    halladas = dict(definiciones(texto))
    assert plegar(sigla) in halladas
    assert abrevia(plegar(sigla), halladas[plegar(sigla)].split())


@given(st.text())
def test_cualquier_texto_se_recorre_y_lo_hallado_es_valido(texto):
    for sigla, expansion in definiciones(texto):
        assert abrevia(sigla, expansion.split())


@pytest.mark.parametrize(
    "trozo",
    [
        *("(A", "ABC (", "(ABCDEFGHIJ", "a a a a a a a (AAAAAAAAAA) ", "- A.B.C.", "e" * 40),
        "ax a a a a a a a a a a a a a a cx (AAAAAAAAAB) ",
    ],
)
def test_el_costo_crece_con_el_texto_y_no_mas(trozo):
    comienzo = time.process_time()
    list(definiciones(trozo * (200_000 // len(trozo))))
    assert time.process_time() - comienzo < 5


@pytest.mark.parametrize(
    ("titulo", "sigla"),
    [
        ("Ley de Acceso a la Información Pública", "laip"),
        ("Ley 39/2015, de 1 de octubre, del Procedimiento Administrativo Común", "lpac"),
        ("Ley de protección integral de la niñez y adolescencia", "pina"),
        ("Real Decreto de 14 de mayo de 1882 por el que se aprueba la Ley de Enjuiciamiento Criminal", "lec"),
        ("LEY DE MIGRACIÓN Y EXTRANJERÍA", "lme"),
    ],
)  # fmt: skip
def test_un_titulo_responde_a_sus_iniciales(titulo, sigla):
    assert sigla in siglas_de_titulo(titulo)


def test_nombra_mas_la_sigla_de_todo_el_titulo_que_la_de_una_parte():
    siglas = siglas_de_titulo("Ley de Acceso a la Información Pública")
    assert siglas["laip"] == VALOR_MAXIMO > siglas["lai"]


@given(st.text())
def test_las_siglas_de_cualquier_titulo_son_cortas_y_de_valor_acotado(titulo):
    for sigla, valor in siglas_de_titulo(titulo).items():
        assert 3 <= len(sigla) <= 8
        assert 1 <= valor <= VALOR_MAXIMO
