"""Qué formas de una raíz son la misma palabra y cuáles otra."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_familias import DE_FAMILIA, DE_NUMERO, FALSOS

from indexador.lengua import plegar, raices_de_consulta
from indexador.lengua.flexiones import es_flexion, misma_palabra

INDISTINGUIBLES = {("secretaría", "secretario"), ("cuota", "cuotas")}
"""Sin acentos, «secretaría» es el femenino de «secretario»; y el plural no es otra palabra."""
JUNTOS = [par for par in FALSOS if raices_de_consulta(par[0]) & raices_de_consulta(par[1])]
FAMILIAS = [
    "construir construye construyen construyó construyeron construyendo construyan construido",
    "constituir constituye constituyó constituidos",
    "incluir incluye incluyen incluyeron incluida",
    "atribuir atribuye atribuidas",
    "sustituir sustituye sustituyendo sustituido",
    "contribuir contribuye contribuyeron contribución",
    "excluir excluye excluyan excluido",
    "concluir concluye concluyó concluida",
    "derogar derogado derogada deroga derogue deroguen derogó derogación",
    "reformar reformado reforma reformas reformó reforme",
    "establecer establecido establece establezca estableció establecimiento establecería",
    "modificar modificado modifica modifique modificó modificación",
    "declarar declara declaran declaren declarada declaración",
    "presidente presidenta presidentes presidentas",
    "club clubes",
    "denuncia denuncias denunciar denunciado denuncian",
    "aprobar aprobó aprobado aprobación aprobaron",
    "repatriar repatrió repatriación repatriado",
    "refugio refugios refugiado refugiadas",
    "trabajo trabajos trabajar trabajador trabajadoras trabaja",
    "retornar retorno retornos retornados",
    "publicar publicado publiquen publicación",
]
AJENAS = [
    ("público", "publicar"),
    ("públicas", "publicación"),
    ("caso", "casa"),
    ("consejo", "consejería"),
    ("móvil", "movilidad"),
    ("medio", "media"),
    ("presidencia", "presidenta"),
    ("votos", "votar"),
    ("órdenes", "ordenar"),
    ("límites", "limitar"),
    ("delegados", "delegaciones"),
    ("legislativo", "legislación"),
    ("juez", "juicio"),
]
VOCABULARIO = sorted(
    {plegar(p) for f in FAMILIAS for p in f.split()}
    | {plegar(p) for par in [*AJENAS, *DE_NUMERO, *DE_FAMILIA, *FALSOS] for p in par}
)
PALABRAS = st.sampled_from(VOCABULARIO) | st.builds(
    str.__add__,
    st.sampled_from(["public", "derog", "construy", "cas", "consej", "deleg", "denunci", "medi"]),
    st.sampled_from(
        [
            "o",
            "a",
            "e",
            "os",
            "as",
            "es",
            "ar",
            "ado",
            "adas",
            "aron",
            "ue",
            "io",
            "eria",
            "acion",
            "ante",
            "dad",
        ]
    ),
)


@pytest.mark.parametrize("par", [*DE_NUMERO, *DE_FAMILIA], ids="-".join)
def test_las_formas_de_una_palabra_son_la_misma(par):
    assert misma_palabra(*map(plegar, par))


@pytest.mark.parametrize("familia", FAMILIAS, ids=lambda familia: familia.split()[0])
def test_un_verbo_sus_flexiones_y_los_nombres_de_su_accion_son_la_misma(familia):
    formas = map(plegar, familia.split())
    assert [par for par in combinations(formas, 2) if not misma_palabra(*par)] == []


@pytest.mark.parametrize(
    "par", [*AJENAS, *(par for par in JUNTOS if par not in INDISTINGUIBLES)], ids="-".join
)
def test_las_que_solo_se_parecen_son_otra(par):
    una, otra = map(plegar, par)
    assert not misma_palabra(una, otra)


@given(PALABRAS, PALABRAS)
def test_da_lo_mismo_cual_se_busque(una, otra):
    assert misma_palabra(una, otra) is misma_palabra(otra, una)
    assert es_flexion(una, otra) is es_flexion(otra, una)
    assert misma_palabra(una, una)
    assert misma_palabra(una, otra) or not es_flexion(una, otra)


@pytest.mark.parametrize(
    ("una", "otra", "lo_es"),
    [
        ("procedimiento", "procede", False),
        ("derogacion", "derogar", False),
        ("vizados", "viza", False),
        ("derogar", "derogue", True),
        ("derogado", "derogadas", True),
        ("presidente", "presidenta", True),
        ("publico", "publicar", False),
    ],
)
def test_es_flexion_sin_que_quepa_duda(una, otra, lo_es):
    assert es_flexion(una, otra) is lo_es
