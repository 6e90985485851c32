"""Lo que un texto llama «la Constitución» tras nombrar la de otro país no es la de aquí en lo que sigue."""

import pytest

from indexador.juridico.citas import NO_DICHA, Contexto, hallar
from tests.indexador.juridico.nombres_de_citas import NOMBRES

MEXICANA = "la Constitución Política de los Estados Unidos Mexicanos"
NUESTRA = "la Constitución Política de la República de Guatemala"
SIGUE = (
    "El artículo 26 de la Constitución obliga. El artículo 1 constitucional. La Constitución Política manda."
)


def _objetivos(texto: str, jurisdiccion: str = "GT") -> list[str]:
    return [str(o) for c in hallar(texto, Contexto(None, jurisdiccion), NOMBRES) for o in c.objetivos]


@pytest.mark.parametrize(
    "definida",
    [
        "(en lo sucesivo, la “Constitución”)",
        "(en adelante, la Constitución)",
        ", en lo sucesivo denominada «Constitución»,",
        "(la “Constitución”)",
        '("Constitución")',
    ],
)
def test_lo_definido_tras_la_de_otro_pais_no_es_la_nuestra(definida: str) -> None:
    assert _objetivos(f"El artículo 28 de {MEXICANA} {definida} lo dispone. {SIGUE}") == []
    assert _objetivos(f"El artículo 4 de {NUESTRA} {definida} lo dispone. {SIGUE}")[-3:] == [
        *("CPRG#26", "CPRG#1", "CPRG")
    ]


def test_manda_la_ultima_definicion_y_la_que_dice_su_pais_no_define_la_palabra_sola() -> None:
    luego = f"{MEXICANA} (en adelante, la Constitución). {NUESTRA} (en adelante, la Constitución). {SIGUE}"
    assert _objetivos(luego)[-3:] == ["CPRG#26", "CPRG#1", "CPRG"]
    con_pais = f"{MEXICANA} (en adelante, la Constitución mexicana). {SIGUE}"
    assert _objetivos(con_pais) == ["CPRG#26", "CPRG#1", "CPRG"]
    entera = f"{MEXICANA} (en adelante, la Constitución). El artículo 26 de {NUESTRA}."
    assert _objetivos(entera) == ["CPRG#26"]
    assert _objetivos("En adelante la Constitución será otra. Artículo 5 de la Constitución.")[-1] == "CPRG#5"


def test_en_un_texto_de_otro_pais_que_no_se_dice_nada_es_de_aqui_ni_de_uno_sin_nombre() -> None:
    texto = "El artículo 5 de la Ley N.° 27444 y el 26 de la Constitución. Trata de Guatemala también."
    assert _objetivos(texto, NO_DICHA) == []
    assert _objetivos(f"El artículo 26 de {NUESTRA}", NO_DICHA) == ["CPRG#26"]
