"""Las normas que se citan por su sigla, con y sin artículo, con puntos y tras «Ley»."""

import pytest

from indexador.juridico.citas import Cita, Contexto, hallar
from tests.indexador.juridico.nombres_de_citas import NOMBRES

_LOL, _LAIP, _LEPP, _PINA, _VET = "DC-63-1994", "DC-57-2008", "DANC-1-1985", "DC-27-2003", "DC-9-2009"


def _citas(texto: str) -> tuple[Cita, ...]:
    return hallar(texto, Contexto(), NOMBRES)


def _objetivos(texto: str) -> list[str]:
    return [str(uno) for cita in _citas(texto) for uno in cita.objetivos]


@pytest.mark.parametrize(
    ("texto", "objetivos"),
    [
        ("(Art. 110 LOL)", [f"{_LOL}#110"]),
        ("Art. 9 LAIP", [f"{_LAIP}#9"]),
        ("\nARTÍCULO 12 LEPP\n", [f"{_LEPP}#12"]),
        ("Art. 5o. LAIP", [f"{_LAIP}#5"]),
        ("Art. 60 bis LOL", [f"{_LOL}#60-bis"]),
        ("el artículo 9 (LAIP)", [f"{_LAIP}#9"]),
        ("artículo quinto LAIP", [f"{_LAIP}#5"]),
        ("el artículo 21 transitorio CPRG", ["CPRG#t21"]),
        ("Art. 9, literal b) LAIP", [f"{_LAIP}#9.lit:b"]),
        ("Arts. 3, 4 y del 7 al 9 LAIP", [f"{_LAIP}#3", f"{_LAIP}#4", f"{_LAIP}#7..9"]),
        ("Arts. 9 y siguientes LAIP", [f"{_LAIP}#9"]),
        ("Arts. 24 CPRG y 9 LAIP", ["CPRG#24", f"{_LAIP}#9"]),
        ("artículos 3 LAIP, 5 y 6 PINA", [f"{_LAIP}#3", f"{_PINA}#5", f"{_PINA}#6"]),
        ("LAIP art. 5, LEPP art. 7", [f"{_LAIP}#5", f"{_LEPP}#7"]),
        ("LOL, artículo 110; LAIP: artículo 7", [f"{_LOL}#110", f"{_LAIP}#7"]),
        ("Art. 9 LAIP (Decreto 57-2008)", [f"{_LAIP}#9"]),
    ],
)
def test_la_sigla_que_sigue_al_articulo_es_su_norma(texto, objetivos):
    assert _objetivos(texto) == objetivos


@pytest.mark.parametrize(
    ("texto", "objetivos"),
    [
        ("artículos 20 y 21 de la Ley PINA", [f"{_PINA}#20", f"{_PINA}#21"]),
        ("el artículo 46 de la ley LAIP", [f"{_LAIP}#46"]),
        ('el artículo 5 de la Ley "PINA"', [f"{_PINA}#5"]),
        ("artículo 5 de la Ley de PINA", [f"{_PINA}#5"]),
        ("literal b) del artículo 9 de la Ley LAIP, Decreto 57-2008", [f"{_LAIP}#9.lit:b"]),
        ("Ley VET, artículo 3", [f"{_VET}#3"]),
        ("la ley PINA", [_PINA]),
        ("el artículo 12 de la L.O.L.", [f"{_LOL}#12"]),
        ("Art. 12 L.E.P.P.", [f"{_LEPP}#12"]),
        ("la L.E.P.P. y la L.O.L.", [_LEPP, _LOL]),
    ],
)
def test_la_sigla_con_puntos_o_tras_ley_es_una_sola_cita_segura(texto, objetivos):
    halladas = _citas(texto)
    assert [str(uno) for cita in halladas for uno in cita.objetivos] == objetivos
    assert all(cita.confianza >= 0.8 for cita in halladas)


@pytest.mark.parametrize(
    "texto",
    ["el artículo 3 del Reglamento LAIP", "una Ley PINA nueva", "el proyecto de Ley PINA", "art. 5 L.X.P."],
)
def test_la_sigla_no_es_de_lo_que_no_se_llama_asi(texto):
    assert _objetivos(texto) == []


def test_un_encabezado_que_cierra_su_numero_no_cita_la_sigla_de_su_epigrafe():
    assert [cita.literal for cita in _citas("\nArtículo 12. LEPP y otras leyes.\n")] == ["LEPP"]
