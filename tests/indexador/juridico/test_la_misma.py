"""A qué ley se refieren «la misma», «el mismo» y «dicha ley», y cuándo no se puede saber."""

import pytest

from indexador.juridico.citas import Contexto, hallar
from tests.indexador.juridico.nombres_de_citas import NOMBRES

_PROPIA = "DC-46-2007"


def _objetivos(texto: str, documento: str | None = _PROPIA) -> list[str]:
    return [str(uno) for cita in hallar(texto, Contexto(documento), NOMBRES) for uno in cita.objetivos]


@pytest.mark.parametrize(
    ("documento", "dicha", "misma"),
    [
        (_PROPIA, "esta Ley", "la misma"),
        (_PROPIA, "la presente ley", "la misma ley"),
        ("DC-44-2016", "este Código", "el mismo cuerpo legal"),
        ("AG-106-2009", "el presente Reglamento", "el mismo"),
        ("CPRG", "esta Constitución", "la misma"),
        ("INI-4126", "esta Ley", "la misma"),
    ],
)
def test_la_misma_es_el_propio_documento_si_acaba_de_nombrarse(documento, dicha, misma):
    texto = f"el artículo 5 de {dicha} y el artículo 8 de {misma}".replace("de el ", "del ")
    assert _objetivos(texto, documento) == [f"{documento}#5", f"{documento}#8"]


@pytest.mark.parametrize(
    ("texto", "ultimo"),
    [
        ("Para los fines de esta Ley, se estará al artículo 8 de la misma.", f"{_PROPIA}#8"),
        ("El Decreto 95-98. Para los fines de esta Ley, el artículo 8 de la misma.", f"{_PROPIA}#8"),
        ("el artículo 5 de esta Ley, el 3 del Código Penal y el artículo 8 de la misma", f"{_PROPIA}#8"),
        ("el artículo 5 de esta Ley, el 3 del Código Penal y el artículo 8 del mismo", "DC-17-1973#8"),
        ("el artículo 5 de esta Ley, el 3 de la LAIP y el artículo 8 de la misma", "DC-57-2008#8"),
        ("el Decreto 95-98, el artículo 5 de esta Ley y el artículo 8 de dicha ley", "DC-95-1998#8"),
        ("el Decreto 95-98 y el artículo 8 del mismo", "DC-95-1998#8"),
    ],
)
def test_es_la_ultima_que_concuerda(texto, ultimo):
    assert _objetivos(texto)[-1] == ultimo


@pytest.mark.parametrize(
    "texto",
    [
        "El artículo 5 de esta Ley. Otra oración. El artículo 8 de la misma.",
        "el artículo 5 de esta Ley y el artículo 8 del mismo",
        "el artículo 5 de esta Ley y el artículo 8 de dicha ley",
        "El Decreto 95-98. El artículo 3 de la Ley de Cosas Raras y el artículo 8 de la misma",
        "El Decreto 95-98. El artículo 3 de la Ley de Cosas Raras y el artículo 8 de dicha ley",
        "El Decreto 95-98. La Ley de Migración de Honduras, en el artículo 8 de dicha ley",
        "el Código Penal y el artículo 8 de la misma",
    ],
)
def test_si_no_concuerda_o_no_se_supo_cual_es_queda_por_resolver(texto):
    assert _objetivos(texto)[-1] == "ANT#8"


def test_sin_saber_de_que_documento_es_la_misma_queda_por_resolver():
    assert _objetivos("el artículo 5 de esta Ley y el artículo 8 de la misma", None) == ["ANT#8"]
