"""El tesauro halla en una consulta lo que se puede decir de otra manera, y nada más."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.consulta import Consulta
from indexador.lengua import Grupo, Tesauro, analizar, tesauro
from indexador.lengua.tesauro import CLASES, OTROS_MAXIMO, Equivalencia
from tests.crecimiento import crece_con_la_entrada

DGM = Grupo(("DGM", "Dirección General de Migración"), "sigla")
MINERIA = Grupo(("DGM", "Dirección General de Minería"), "sigla")
IGM = Grupo(("Dirección General de Migración", "Instituto Guatemalteco de Migración"), "nombre_anterior")
CONAMIGUA = Grupo(("CONAMIGUA", "Consejo Nacional de Atención al Migrante"), "sigla")
LEY = Grupo(("Ley de CONAMIGUA", "Decreto 46-2007"), "nombre_popular")
DEPORTADO = Grupo(("deportado", "retornado"), "sinonimo")
INDOCUMENTADO = Grupo(("indocumentado", "sin documentos"), "sinonimo")


def hallar(consulta: str, *grupos: Grupo) -> tuple[Equivalencia, ...]:
    return Tesauro(grupos).equivalencias([termino.forma for termino in analizar(consulta)])


def dichos(consulta: str, *grupos: Grupo) -> list[str]:
    return [" ".join(otro) for hallada in hallar(consulta, *grupos) for otro in hallada.otros]


def test_los_ejemplos_de_la_documentacion_se_cumplen():
    assert doctest.testmod(tesauro).failed == 0


class TestSiglas:
    @pytest.mark.parametrize("escrita", ["DGM", "dgm", "D.G.M.", "D.G.M"])
    def test_la_sigla_trae_su_nombre(self, escrita):
        assert dichos(f"informe de la {escrita}", DGM) == ["direccion general de migracion"]

    @pytest.mark.parametrize(
        "escrito",
        [
            "Dirección General de Migración",
            "direccion general migracion",
            "DIRECCIONES GENERALES DE MIGRACIÓN",
        ],
    )
    def test_el_nombre_trae_su_sigla(self, escrito):
        assert dichos(escrito, DGM) == ["dgm"]

    def test_una_sigla_de_dos_instituciones_trae_los_dos_nombres(self):
        (hallada,) = hallar("DGM", DGM, MINERIA)
        assert hallada.otros == (
            ("direccion", "general", "de", "migracion"),
            ("direccion", "general", "de", "mineria"),
        )

    def test_la_sigla_que_se_parece_a_una_palabra_no_la_trae(self):
        mayor = Grupo(("CAS", "Centro de Atención"), "sigla")
        assert dichos("caso casa casos", mayor) == []

    def test_dos_grupos_del_mismo_nombre_se_suman(self):
        assert dichos("Dirección General de Migración", DGM, IGM) == [
            "dgm",
            "instituto guatemalteco de migracion",
        ]


class TestPalabras:
    @pytest.mark.parametrize("escrita", ["deportado", "deportados", "deportada", "Deportadas"])
    def test_valen_en_los_dos_numeros_y_los_dos_generos(self, escrita):
        assert dichos(escrita, DEPORTADO) == ["retornado"]

    @pytest.mark.parametrize("escrita", ["deportación", "deportar", "deporte"])
    def test_la_de_igual_raiz_no_es_la_misma(self, escrita):
        assert dichos(escrita, DEPORTADO) == []

    @pytest.mark.parametrize(
        ("una", "otra"),
        [
            ("juez", "jueces"),
            ("país", "países"),
            ("régimen", "regímenes"),
            ("ley", "leyes"),
            ("director", "directora"),
        ],
    )
    def test_el_plural_irregular_tambien(self, una, otra):
        grupo = Grupo((una, "equivalente"), "sinonimo")
        assert dichos(otra, grupo) == dichos(una, grupo) == ["equivalente"]

    @pytest.mark.parametrize(("una", "otra"), [("trata", "trato"), ("casa", "caso"), ("marca", "marco")])
    def test_la_que_sólo_parece_el_otro_genero_no(self, una, otra):
        assert dichos(otra, Grupo((una, "equivalente"), "sinonimo")) == []


class TestExpresiones:
    def test_gana_la_mas_larga(self):
        assert dichos("Ley de CONAMIGUA", CONAMIGUA, LEY) == ["decreto 46-2007"]
        assert dichos("informe de CONAMIGUA", CONAMIGUA, LEY) == ["consejo nacional de atencion al migrante"]

    def test_una_palabra_entra_en_una_sola(self):
        grupos = (Grupo(("a b c", "x"), "sinonimo"), Grupo(("c d", "z"), "sinonimo"))
        grupos = tuple(Grupo(tuple(t.replace(" ", " palabra") for t in g.terminos), g.clase) for g in grupos)
        halladas = hallar("palabrab palabrac palabrad", *grupos)
        assert [(h.desde, h.hasta) for h in halladas] == [(0, 2)]

    def test_dice_que_parte_de_la_consulta_es(self):
        halladas = hallar("informe de la Dirección General de Migración sobre deportados", DGM, DEPORTADO)
        assert [(h.desde, h.hasta, h.clases[0]) for h in halladas] == [(3, 7, "sigla"), (8, 9, "sinonimo")]

    @pytest.mark.parametrize(
        "escrito",
        ["Consejo Nacional para la Atención del Migrante", "consejo nacional atencion migrantes"],
    )
    def test_los_articulos_y_preposiciones_no_importan(self, escrito):
        assert dichos(escrito, CONAMIGUA) == ["conamigua"]

    @pytest.mark.parametrize("escrito", ["Decreto 46-2007", "decreto número 46-2007", "Decreto No. 46/2007"])
    def test_el_numero_de_una_norma_se_escribe_de_muchas_maneras(self, escrito):
        assert dichos(escrito, LEY) == ["ley de conamigua"]

    def test_sin_y_no_cuentan(self):
        assert dichos("sin documentos", INDOCUMENTADO) == ["indocumentado"]
        assert dichos("documentos", INDOCUMENTADO) == []
        acompanada = Grupo(("niñez no acompañada", "NNA solos"), "sinonimo")
        assert dichos("niñez acompañada", acompanada) == []


class TestBordes:
    def test_el_vacio_no_halla_nada(self):
        assert Tesauro.vacio().equivalencias(["dgm"]) == ()

    def test_dos_consultas_iguales_lo_son_con_distinto_tesauro(self):
        assert Consulta("dgm", frozenset(), tesauro=Tesauro([DGM])) == Consulta("dgm", frozenset())

    def test_un_grupo_que_no_dice_nada_se_pasa_por_alto(self):
        assert dichos("dgm de la", Grupo(("DGM",), "sigla"), Grupo(("de la", "…", "DGM"), "sigla")) == []

    def test_no_se_repite_lo_que_ya_se_escribio(self):
        grupo = Grupo(("CONAMIGUA", "Conamigua", "Consejo del Migrante", "consejos de migrantes"), "sigla")
        assert dichos("conamigua", grupo) == ["consejo del migrante"]

    def test_los_equivalentes_estan_acotados(self):
        grupo = Grupo(("base", *(f"palabra{numero}" for numero in range(50))), "sinonimo")
        (hallada,) = hallar("base", grupo)
        assert len(hallada.otros) == OTROS_MAXIMO

    def test_una_consulta_enorme_tarda_lo_que_su_largo(self):
        tesauro = Tesauro([DGM, Grupo((" ".join(["general"] * 12), "x1"), "sinonimo")])
        crece_con_la_entrada(lambda veces: tesauro.equivalencias(["general", "de"] * veces), 50_000)


TEXTO = st.text(max_size=60)
GRUPOS = st.lists(
    st.builds(Grupo, st.lists(TEXTO, max_size=4).map(tuple), st.sampled_from(sorted(CLASES))), max_size=6
)


@given(GRUPOS, st.lists(TEXTO, max_size=12))
def test_cualquier_entrada_vale(grupos, formas):
    halladas = Tesauro(grupos).equivalencias(formas)
    limites = [limite for hallada in halladas for limite in (hallada.desde, hallada.hasta)]
    assert limites == sorted(limites)
    assert all(0 <= h.desde < h.hasta <= len(formas) and h.otros for h in halladas)


@given(GRUPOS)
def test_cada_termino_trae_los_demas_de_su_grupo_o_una_expresion_mas_larga(grupos):
    tesauro = Tesauro([*grupos, DGM])
    (hallada,) = tesauro.equivalencias(["direccion", "general", "migracion"])
    assert ("dgm",) in hallada.otros
