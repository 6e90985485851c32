"""El trimestre y el mes que nombra una consulta."""

from datetime import date

import pytest

from indexador.lengua.periodos_dichos import mes_o_dia_dicho, trimestre_dicho

HOY = date(2026, 5, 10)


@pytest.mark.parametrize(
    "dicha",
    [
        "documentos para el informe trimestral abril junio 2009",
        "Informe Trimestral abr–jun 2009",
        "informe de abril a junio de 2009",
        "abril, mayo y junio de 2009",
        "abr.-jun. 2009",
        "segundo trimestre del año 2009",
        "2.º trimestre de 2009",
        "II trimestre 2009",
        "T2 2009",
        "2T 2009",
    ],
)
def test_dice_el_segundo_de_2009(dicha: str) -> None:
    assert trimestre_dicho(dicha) == (date(2009, 4, 1), date(2009, 6, 30))


def test_el_cuarto_acaba_con_el_anio() -> None:
    assert trimestre_dicho("oct-dic 2010") == (date(2010, 10, 1), date(2010, 12, 31))


@pytest.mark.parametrize(
    "dicha",
    [
        "de mayo a julio de 2009",
        "abril de 2009",
        "abril junio",
        "informe trimestral",
        "marzo-junio 2009",
        "T5 2009",
    ],
)
def test_lo_que_no_es_un_trimestre_con_su_anio_no_lo_dice(dicha: str) -> None:
    assert trimestre_dicho(dicha) is None


@pytest.mark.parametrize(
    ("dicha", "dias"),
    [
        ("agenda legislativa de junio", (date(2025, 6, 1), date(2025, 6, 30))),
        ("agenda legislativa de mayo", (date(2026, 5, 1), date(2026, 5, 31))),
        ("agenda de setiembre de 2010", (date(2010, 9, 1), date(2010, 9, 30))),
        ("agenda al 30 de junio de 2010", (date(2010, 6, 30), date(2010, 6, 30))),
        ("agenda al 30/06/2010", (date(2010, 6, 30), date(2010, 6, 30))),
        ("agenda 2010-06", (date(2010, 6, 1), date(2010, 6, 30))),
        ("agenda de junio a julio de 2010", None),
        ("agenda al 31 de junio de 2010", None),
        ("agenda legislativa", None),
        ("agenda de los marinos", None),
    ],
)
def test_el_mes_o_el_dia_si_es_uno_solo(dicha: str, dias: tuple[date, date] | None) -> None:
    assert mes_o_dia_dicho(dicha, HOY) == dias
