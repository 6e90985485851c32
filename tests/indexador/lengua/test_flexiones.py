"""Qué formas de una raíz son la misma palabra y cuáles otra."""

import pytest
from test_familias import DE_FAMILIA, DE_NUMERO, FALSOS

from indexador.lengua import plegar, raices_de_consulta
from indexador.lengua.flexiones import misma_palabra

INDISTINGUIBLES = {("secretaría", "secretario"), ("cuota", "cuotas")}
"""Sin acentos, «secretaría» es el femenino de «secretario»; y el plural no es otra palabra."""
JUNTOS = [par for par in FALSOS if raices_de_consulta(par[0]) & raices_de_consulta(par[1])]
PARECEN_NOMBRES = {("aprobó", "aprobaron")}
"""«aprobo», sin su acento, parece un nombre."""


@pytest.mark.parametrize("par", [*DE_NUMERO, *DE_FAMILIA], ids="-".join)
def test_las_formas_de_una_palabra_son_la_misma(par):
    una, otra = map(plegar, par)
    assert misma_palabra(otra, una)
    assert misma_palabra(una, otra) or par in PARECEN_NOMBRES


@pytest.mark.parametrize("par", [par for par in JUNTOS if par not in INDISTINGUIBLES], ids="-".join)
def test_las_que_solo_se_parecen_son_otra(par):
    una, otra = map(plegar, par)
    assert not misma_palabra(una, otra)
    assert not misma_palabra(otra, una)


@pytest.mark.parametrize(
    ("buscada", "otra", "lo_es"),
    [
        ("publicar", "publicado", True),
        ("publicar", "publiquen", True),
        ("publicar", "publica", False),
        ("consejeria", "consejerias", True),
        ("consejeria", "consejo", False),
        ("retornar", "retorno", True),
        ("retorno", "retornados", False),
        ("establecer", "establezcan", True),
        ("repatriar", "repatrio", True),
        ("movil", "moviles", True),
        ("presidente", "presidenta", True),
    ],
)
def test_nombres_y_verbos_se_distinguen_por_su_terminacion(buscada, otra, lo_es):
    assert misma_palabra(buscada, otra) is lo_es
