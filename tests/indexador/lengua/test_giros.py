"""De los giros con que se piden documentos quedan la materia y el tipo."""

import pytest

from indexador.lengua.giros import separar_giro
from tests.crecimiento import crece_con_la_entrada

OPINIONES = ("opinion recibida", "propuesta texto", "ponencia participacion")


@pytest.mark.parametrize(
    ("consulta", "materia", "tipos"),
    [
        ("qué proponen las organizaciones sobre el Consejo Asesor", "el Consejo Asesor", OPINIONES),
        ("¿Qué proponen las organizaciones de migrantes sobre asilo?", "asilo?", OPINIONES),
        ("que opinan las organizaciones de la sociedad civil acerca de la visa", "la visa", OPINIONES),
        ("quien opino sobre el consejo asesor", "el consejo asesor", OPINIONES),
        ("¿Quiénes se pronunciaron sobre la visa", "la visa", OPINIONES),
        ("propuestas de las organizaciones sobre remesas", "remesas", OPINIONES),
        ("opiniones recibidas sobre remesas", "remesas", OPINIONES),
        ("iniciativas de ley sobre migración del año 2010", "migración del año 2010", ("iniciativa",)),
        ("iniciativas de ley migración", "migración", ("iniciativa",)),
        ("iniciativas sobre asilo", "asilo", ("iniciativa",)),
        ("tabla de iniciativas sobre AG1", "AG1", ("iniciativa",)),
        ("cuadro de las opiniones sobre refugio", "refugio", OPINIONES),
        ("dictámenes sobre la iniciativa 4126", "la iniciativa 4126", ("dictamen",)),
        ("actas en materia de trata", "trata", ("acta",)),
    ],
)
def test_queda_la_materia_y_se_toma_el_tipo(consulta: str, materia: str, tipos: tuple[str, ...]) -> None:
    giro = separar_giro(consulta)
    assert giro is not None and (giro.resto, giro.tipos) == (materia, tipos)


@pytest.mark.parametrize(
    "consulta",
    [
        "iniciativa 4126",
        "iniciativas",
        "iniciativas de ley",
        "iniciativas de migración",
        "tabla de multiplicar",
        "ley sobre migración",
        "las organizaciones proponen",
        "Iniciativa que dispone aprobar ley sobre migración",
        "opinión sobre remesas",
        "iniciativas sobre a",
    ],
)
def test_lo_demas_no_es_un_giro(consulta: str) -> None:
    assert separar_giro(consulta) is None


def test_su_costo_no_se_dispara() -> None:
    crece_con_la_entrada(
        lambda veces: separar_giro("qué proponen las " + "organizaciones migrantes " * veces), 20_000
    )
