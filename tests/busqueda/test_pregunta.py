from datetime import date

import pytest

from centro_doc.busqueda.pregunta import Contados, PeriodoDicho, Pregunta


@pytest.mark.parametrize(
    ("escrita", "dias", "escrito", "suelto"),
    [
        ("informes entre 2005 y 2009", (date(2005, 1, 1), date(2009, 12, 31)), "entre 2005 y 2009", False),
        ("actas desde 2007", (date(2007, 1, 1), date.max), "desde 2007", False),
        ("actas antes de 2007", (date.min, date(2006, 12, 31)), "antes de 2007", False),
        ("voto en el extranjero 2009", (date(2009, 1, 1), date(2009, 12, 31)), "2009", True),
    ],
)
def test_el_periodo_en_que_termina_va_antes_que_el_anio_suelto(
    escrita: str, dias: tuple[date, date], escrito: str, suelto: bool
) -> None:
    dicho = Pregunta(escrita).periodo
    assert dicho is not None
    assert (dicho.dias, dicho.escrito, dicho.suelto) == (dias, escrito, suelto)


def test_quien_no_dice_un_anio_no_dice_un_periodo() -> None:
    assert Pregunta("Decreto 46-2007").periodo is None
    assert Pregunta("actas 2005, 2006 y 2007").anio is None


def test_un_periodo_abierto_no_tiene_su_extremo() -> None:
    assert Pregunta("actas desde 2007").periodo == PeriodoDicho(
        "actas", date(2007, 1, 1), None, "desde 2007", suelto=False
    )


def test_contar_documentos_no_es_pedir_una_cifra() -> None:
    contados, cifra = Pregunta("cuántas Opiniones hay sobre el refugio"), Pregunta("cuántos migrantes hay")
    assert contados.contados == Contados("opiniones", "el refugio")
    assert not contados.pide_cifras
    assert cifra.pide_cifras and cifra.contados is None


@pytest.mark.parametrize(
    ("escrita", "propiedad"),
    [
        ("trata O tráfico", "con_operadores"),
        ("4,126", "es_un_numero"),
        ("qué documentos citan la Ley de Migración", "pide_quien_cita"),
        ("leyes que ya no rigen", "pide_lo_que_ya_no_rige"),
        ("el refugio en Centroamérica", "mira_afuera"),
    ],
)
def test_cada_cosa_se_lee_donde_se_dice_y_no_en_otra(escrita: str, propiedad: str) -> None:
    assert getattr(Pregunta(escrita), propiedad)
    assert not getattr(Pregunta("la trata de personas"), propiedad)


def test_el_signo_con_que_acaba_una_pregunta_no_es_un_comodin() -> None:
    assert not Pregunta("¿Cuántos migrantes hay en 2008?").con_operadores
    assert not Pregunta("qué opina la PDH?").con_operadores
    assert Pregunta("migrant?").con_operadores and Pregunta("¿qué dice tipo:acta?").con_operadores


def test_dice_los_paises_que_nombra() -> None:
    assert Pregunta("asilo en México y Guatemala").paises == {"MX", "GT"}


@pytest.mark.parametrize(
    ("escrita", "del_indice"),
    [
        ("mesa de regularización: acuerdos sin cumplir", False),
        ("remesas: costos", False),
        ("tipo:acta remesas", True),
        ("título: remesas", True),
        ("publicación:2009-03..", True),
    ],
)
def test_los_dos_puntos_son_del_indice_solo_tras_un_campo(escrita: str, del_indice: bool) -> None:
    assert Pregunta(escrita).con_operadores is del_indice
