"""Qué siglas define un texto y cuáles le corresponden a un título."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexador.lengua.palabras import VACIAS, plegar
from indexador.lengua.siglas import VALOR_MAXIMO, abrevia, definiciones, siglas_de_titulo
from tests.crecimiento import crece_con_la_entrada


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
        ("el Acuerdo Básico Común de Datos (A.b.c.D.)", ("abcd", "acuerdo basico comun de datos")),
        ("el A.b.c.D (Acuerdo Básico Común de Datos)", ("abcd", "acuerdo basico comun de datos")),
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


def segun_la_regla(texto):
    """Las definiciones halladas sin atajos: en todo lugar, y probando todas las palabras de al lado."""
    sigla = r"[A-ZÑÁÉÍÓÚ](?:\.?[A-ZÑÁÉÍÓÚa-z]){1,9}(?![^\W_])"
    corte, orla = r"[.;:()\[\]\d]|\n\s*\n", ' \n,“"«(-–—'
    anuncio = r"en (?:adelante|lo sucesivo)[,:]? (?:(?:denominad[oa]|la|el|las|los) ){0,2}[“\"«(]?"
    candidatas = []
    for comienzo in (r'[-–—(“"«] ?[“"«]?', anuncio):
        for hallazgo in re.finditer(f"{comienzo}({sigla})", texto):
            letras = hallazgo[1].replace(".", "")
            previo = texto[max(0, hallazgo.start() - 30 * len(letras)) : hallazgo.start()].rstrip(orla)
            palabras = re.findall(r"[^\W\d_]+", re.split(corte, previo)[-1])
            candidatas.append((letras, [palabras[-n:] for n in range(2, len(palabras) + 1)]))
    for hallazgo in re.finditer(r'(?<=[A-ZÑÁÉÍÓÚ”"»])[(:]|(?<=[A-ZÑÁÉÍÓÚ”"»] )[(:]', texto):
        previo = texto[max(0, hallazgo.start() - 16) : hallazgo.start()].rstrip(' ”"»')
        for antes in re.findall(rf"(?<![^\W_])({sigla})(?<=[A-ZÑÁÉÍÓÚ])\Z", previo)[:1]:
            letras = antes.replace(".", "")
            siguiente = texto[hallazgo.end() : hallazgo.end() + 30 * len(letras)]
            palabras = re.findall(r"[^\W\d_]+", re.split(corte, siguiente)[0])
            candidatas.append((letras, [palabras[:n] for n in range(2, len(palabras) + 1)]))
    return sorted(valida for letras, grupos in candidatas for valida in primera_valida(letras, grupos))


def primera_valida(letras, grupos):
    mayusculas = sum(letra.isupper() for letra in letras)
    if not 2 <= len(letras) <= 10 or mayusculas < max(2, len(letras) / 2):
        return
    for grupo in grupos:
        palabras = [plegar(palabra) for palabra in grupo]
        vacia = not VACIAS.isdisjoint((palabras[0], palabras[-1]))
        if len(palabras) <= len(letras) + 6 and not vacia and abrevia(plegar(letras), palabras):
            yield plegar(letras), " ".join(palabras)
            return


UNIONES = st.lists(st.sampled_from([*'()-“”"»: .\n', " (", "2010", ", en adelante ", "a"]), max_size=3)
NOMBRES = st.lists(st.sampled_from(["Banco", "Alto", "Común", "de", "la", "abeto"]), min_size=2, max_size=9)


@st.composite
def casi_definiciones(dame):
    """Un nombre y lo que podría ser su sigla, en cualquier orden y con cualquier cosa en medio."""
    nombre = dame(NOMBRES)
    letras = [palabra[:1] for palabra in nombre if palabra not in VACIAS or dame(st.booleans())]
    sigla = "".join(
        (letra.upper() if dame(st.integers(0, 2)) else letra.lower()) + dame(st.sampled_from(["", "", "."]))
        for letra in letras
    )
    partes = [" ".join(nombre), sigla]
    return dame(UNIONES.map("".join)).join(dame(st.permutations(partes)))


TEXTOS_CON_SIGLAS = st.lists(casi_definiciones() | st.text(max_size=3), max_size=5).flatmap(
    lambda partes: UNIONES.map(lambda union: "".join(union).join(partes))
)


@given(TEXTOS_CON_SIGLAS)
@settings(max_examples=500)
def test_los_atajos_no_pierden_ni_inventan_definiciones(texto):
    assert sorted(definiciones(texto)) == segun_la_regla(texto)


@pytest.mark.parametrize(
    "trozo",
    [
        *("(A", "ABC (", "(ABCDEFGHIJ", "a a a a a a a (AAAAAAAAAA) ", "- A.B.C.", "e" * 40),
        "ax a a a a a a a a a a a a a a cx (AAAAAAAAAB) ",
    ],
)
def test_el_costo_crece_con_el_texto_y_no_mas(trozo):
    crece_con_la_entrada(lambda tamano: list(definiciones(trozo * (tamano // len(trozo)))), 200_000)


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
