import pytest

from indexador.juridico.objetivos import Objetivo, leer_objetivo, orden_de_articulo


@pytest.mark.parametrize(
    ("escrito", "objetivo"),
    [
        ("DC-95-1998#117", Objetivo("DC-95-1998", "117")),
        ("CPRG", Objetivo("CPRG")),
        ("CPRG#t7", Objetivo("CPRG", "7", serie="transitoria")),
        ("DC-101-1997#27..45-bis", Objetivo("DC-101-1997", "27", "45-bis")),
        ("ANT#2.num:3.lit:b", Objetivo("ANT", "2", subdivision=(("num", "3"), ("lit", "b")))),
        ("AM-MINGOB-47-2008#3", Objetivo("AM-MINGOB-47-2008", "3")),
        ("REL-1", Objetivo("REL-1")),
        ("REL-1.lit:b", Objetivo("REL-1", subdivision=(("lit", "b"),))),
        ("CPRG#unico", Objetivo("CPRG", "unico")),
    ],
)
def test_un_objetivo_se_escribe_y_se_lee(escrito, objetivo):
    assert leer_objetivo(escrito) == objetivo
    assert str(objetivo) == escrito


@pytest.mark.parametrize(
    "escrito", ["", "#5", "dc-46-2007#5", "CPRG#", "CPRG#5..", "CPRG#5.lit", "CPRG#5 bis"]
)
def test_lo_que_no_es_un_objetivo_no_se_lee(escrito):
    assert leer_objetivo(escrito) is None


def test_los_articulos_intercalados_van_en_su_orden():
    desordenados = ["18", "17-quater", "17", "17-ter", "2", "17-bis", "117", "17-a", "unico"]
    assert sorted(desordenados, key=orden_de_articulo) == [
        "2", "17", "17-bis", "17-ter", "17-quater", "17-a", "18", "117", "unico",
    ]  # fmt: skip
