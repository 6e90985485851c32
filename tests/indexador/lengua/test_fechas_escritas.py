import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.lengua import fechas_escritas, plano
from indexador.lengua.fechas_escritas import DISCREPA, MESES, hallar_fechas
from indexador.lengua.numeros import en_letras


@pytest.mark.parametrize("modulo", [fechas_escritas, plano])
def test_los_ejemplos_de_la_documentacion_se_cumplen(modulo):
    assert doctest.testmod(modulo).failed == 0


@pytest.mark.parametrize(
    ("escrito", "iso"),
    [
        ("a los doce días del mes de mayo del año dos mil nueve", "2009-05-12"),
        ("doce de mayo de dos mil nueve", "2009-05-12"),
        ("12-05-2009", "2009-05-12"),
        ("12/05/2009", "2009-05-12"),
        ("05 DE ABRIL DE 2011", "2011-04-05"),
        ("EL DÍA VEINTISIETE\nDEL MES DE SEPTIEMBRE DEL\nAÑO MIL NOVECIENTOS NOVENTA Y CUATRO", "1994-09-27"),
        ("treinta y un de octubre del 2,009", "2009-10-31"),
        ("1º de julio de 2002", "2002-07-01"),
        ("1o. de julio de 2002", "2002-07-01"),
        ("primero de julio del año dos mil dos", "2002-07-01"),
        ("MARTES 12 de noviembre 2013", "2013-11-12"),
        ("13 MAY 2010", "2010-05-13"),
        ("mayo 12, 2009", "2009-05-12"),
        ("siete días del mes de setiembre de mil novecientos ochentitrés", "1983-09-07"),
        ("veinte (20) de mayo de dos mil diez (2010)", "2010-05-20"),
        ("mayo de 2010", "2010-05"),
        ("2009-05-12", "2009-05-12"),
        ("diez y seis de enero de mil novecientos noventa y seis", "1996-01-16"),
        ("veinte y uno de mayo de dos mil veinte y dos", "2022-05-21"),
        ("al primer día del mes de mayo de dos mil nueve", "2009-05-01"),
        ("1ro. de mayo de 2009", "2009-05-01"),
        ("1ero de mayo de 2009", "2009-05-01"),
        ("día doce (12) del mes de mayo (05) del año dos mil nueve (2009)", "2009-05-12"),
        ("12 SET 2009", "2009-09-12"),
        ("Tue, 12 Jan 2010 10:00:00 -0600", "2010-01-12"),
        ("01ENE2009", "2009-01-01"),
        ("31 mar 2004", "2004-03-31"),
        ("12DE MAYO DE2009", "2009-05-12"),
        ("12 - 05 - 2009", "2009-05-12"),
        ("12-V-2009", "2009-05-12"),
        ("2009/05/12", "2009-05-12"),
        ("doce de mayo del año dos mil.", "2000-05-12"),
    ],
)
def test_se_halla_la_fecha_con_cifras_y_con_palabras(escrito, iso):
    (fecha,) = hallar_fechas(escrito)
    assert (fecha.iso, fecha.confianza, fecha.nota) == (iso, 1.0, "")


@pytest.mark.parametrize(
    ("escrito", "iso"),
    [
        ("os DE ABRIL DE 2011", "2011-04-05"),
        ("O5 DE A8RIL DE 2O11", "2011-04-05"),
        ("2 7 O C T 2017", "2017-10-27"),
        ("l2 de mayo de 2009", "2009-05-12"),
        ("A LOS VEINTIOCH O\nDIAS DEL MES DE\nN O VIEMBRE DEL AÑ O D OS MIL D O S.", "2002-11-28"),
    ],
)
def test_la_fecha_mal_leida_se_halla_con_duda_y_nota(escrito, iso):
    (fecha,) = hallar_fechas(escrito)
    assert fecha.iso == iso
    assert fecha.confianza < 0.8
    assert fecha.nota


@pytest.mark.parametrize(
    "escrito", ["veinte (21) de mayo de dos mil diez", "veinte de mayo de dos mil diez (2011)"]
)
def test_si_palabras_y_cifras_no_coinciden_se_dice(escrito):
    (fecha,) = hallar_fechas(escrito)
    assert (fecha.iso, fecha.nota) == ("2010-05-20", DISCREPA)
    assert fecha.confianza < 0.5


@pytest.mark.parametrize(
    "escrito",
    [
        "31 de febrero de 2010",
        "99-99-2010",
        "mayo",
        "12 de mayo",
        "0 de mayo",
        "00-00-2010",
        "doce de los corrientes",
        "doce de mayo del año en curso",
        "veinte de mayo del presente año",
        "doce de mayo próximo pasado",
        "siglo XXI",
        "1-2-10",
        "10.12.20",
        "12/13/99",
    ],
)
def test_lo_que_no_es_una_fecha_entera_no_se_inventa(escrito):
    assert [f for f in hallar_fechas(escrito) if f.precision == "dia"] == []


@pytest.mark.parametrize(
    ("escrito", "iso"), [("31/12/99", "1999-12-31"), ("12-05-09", "2009-05-12"), ("05/13/2009", "2009-05-13")]
)
def test_el_anio_de_dos_cifras_y_el_mes_delante_se_leen_con_duda(escrito, iso):
    (fecha,) = hallar_fechas(escrito)
    assert fecha.iso == iso
    assert fecha.confianza <= 0.6
    assert fecha.nota


@pytest.mark.parametrize("caja", [str.lower, str.upper])
def test_todo_dia_mes_y_anio_en_letras_de_1900_a_2099_se_lee(caja):
    for lugar in range(0, 73_000, 59):
        dia = date(1900, 1, 1) + timedelta(days=lugar)
        numero, mes, anio = en_letras(dia.day), MESES[dia.month - 1], en_letras(dia.year)
        for escrita in (
            f"{numero} de {mes} de {anio}",
            f"a los {numero} días del mes de {mes} del año {anio}",
        ):
            assert [f.iso for f in hallar_fechas(caja(escrita))] == [dia.isoformat()], escrita


@given(st.dates(date(1830, 1, 1), date(2099, 12, 31)), st.sampled_from([str.upper, str.lower, str.title]))
def test_toda_fecha_escrita_a_la_guatemalteca_se_vuelve_a_leer(dia, caja):
    escrita = caja(f"{dia.day:02} de {MESES[dia.month - 1]} de {dia.year}")
    (fecha,) = hallar_fechas(f"Guatemala, {escrita}.")
    assert fecha.iso == dia.isoformat()


@given(st.text(max_size=200))
def test_las_posiciones_caen_en_el_texto(texto):
    assert len(plano.plano(texto)) == len(texto)
    for fecha in hallar_fechas(texto):
        assert 0 <= fecha.inicio < fecha.fin <= len(texto)


@pytest.mark.parametrize(
    ("texto", "iso", "literal"),
    [
        ("Fecha: 10 de ma-\nyo de 2009.", "2009-05-10", "10 de ma-\nyo de 2009"),
        ("el 10 de MA¬\n  YO del 2009 y", "2009-05-10", "10 de MA¬\n  YO del 2009"),
        (
            "a los do-\nce días de mayo de dos mil nue-\nve.",
            "2009-05-12",
            "do-\nce días de mayo de dos mil nue-\nve",
        ),
        ("La repa-\ntriación del 3 de julio de 2010", "2010-07-03", "3 de julio de 2010"),
        ("La migra-\nción; en octu-\nbre; el 3 de julio de 2010", "2010-07-03", "3 de julio de 2010"),
    ],
)
def test_la_fecha_que_un_guion_parte_se_entiende_y_conserva_su_lugar(texto, iso, literal):
    (fecha,) = hallar_fechas(texto)
    assert (fecha.iso, texto[fecha.inicio : fecha.fin], fecha.confianza) == (iso, literal, 1.0)
