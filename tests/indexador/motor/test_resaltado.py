import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.consulta import Resaltar
from indexador.motor.resaltado import extracto, marcas, marcas_entre, marcas_seguidas
from indexador.motor.sintaxis import interpretar


def marcado(texto: str, consulta: str) -> list[str]:
    return [texto[inicio:fin] for inicio, fin in marcas(texto, interpretar(consulta).resaltar)]


@pytest.mark.parametrize(
    ("texto", "consulta", "esperado"),
    [
        ("Los migrantes y la migración", "migrante", ["migrantes"]),
        ("La MIGRACIÓN", "migracion", ["MIGRACIÓN"]),
        ("La migra-\nción", "migración", ["migra-\nción"]),
        ("Decreto 46-2007 y 09-2009", "46/2007 9-2009", ["46-2007", "09-2009"]),
        ("Decreto 46-2007", "2007", ["46-2007"]),
        ("en C.A. y EE. UU.", "CA EEUU", ["C.A.", "EE. UU."]),
        ("refugio, refugiada, huir", "refug*", ["refugio", "refugiada"]),
        ("la ley de la paz", "la", ["la", "la"]),
        ("el derecho de los migrantes", "derecho de los migrantes", ["derecho", "migrantes"]),
        ("retorno y migrantes", "migrantes -retorno", ["migrantes"]),
        ("nada", "migrantes", []),
        ("", "migrantes", []),
    ],
)
def test_se_marca_lo_mismo_que_se_encuentra(texto, consulta, esperado):
    assert marcado(texto, consulta) == esperado


class TestFrases:
    def test_solo_se_marca_donde_va_seguida(self):
        texto = "el plan regional y el plan\nnacional, nacional plan"
        assert marcado(texto, '"plan nacional"') == ["plan\nnacional"]

    def test_abarca_una_palabra_partida(self):
        assert marcado("acceso a la informa-\nción pública", '"la información pública"') == [
            "la informa-\nción pública"
        ]

    def test_una_palabra_entre_comillas_se_marca_tal_cual(self):
        assert marcado("migrante migrantes", '"migrante"') == ["migrante"]

    def test_dos_marcas_encimadas_se_funden(self):
        assert marcado("el plan nacional de acción", '"plan nacional" "nacional de acción" plan') == [
            "plan nacional de acción"
        ]


class TestPalabraCortadaEntrePaginas:
    @pytest.mark.parametrize(
        ("paginas", "consulta", "esperado"),
        [
            (("por la repa-\n", "triación digna"), "repatriación", [["repa-"], ["triación"]]),
            (
                ("por la repa-", " triación digna"),
                '"la repatriación digna"',
                [["la repa-"], ["triación", "digna"]],
            ),
            (("la repa-", "tria-", "ción y la"), "repatriación", [["repa-"], ["tria-"], ["ción"]]),
            (("el ex-", "presidente y"), "presidentes", [["ex-"], ["presidente"]]),
            (("a pre-", "y posgrado"), "posgrado", [[], ["posgrado"]]),
            (("la repa-", "triación", "retorno"), "retorno", [[], [], ["retorno"]]),
        ],
    )
    def test_se_marca_en_cada_pagina_su_parte(self, paginas, consulta, esperado):
        lugares = marcas_seguidas(paginas, interpretar(consulta).resaltar)
        hecho = [[pagina[a:b] for a, b in suyas] for pagina, suyas in zip(paginas, lugares, strict=True)]
        assert hecho == esperado

    @pytest.mark.parametrize("consulta", ["repatriación", '"la repatriación digna"'])
    def test_un_pasaje_mira_a_los_lados(self, consulta):
        resaltar, relleno = interpretar(consulta).resaltar, "Nada que ver aquí. " * 20
        primera, segunda = f"{relleno}por la repa-", f"triación digna. {relleno}"
        ((desde, hasta),) = marcas_entre(("", ""), primera, ("", segunda), resaltar)
        assert primera[desde:hasta].endswith("repa-")
        desde, hasta = marcas_entre((primera, ""), segunda, ("", ""), resaltar)[0]
        assert segunda[desde:hasta] == "triación"


class TestExtracto:
    PAGINA = (
        "Primera oración sin nada. " * 10
        + "El Estado protege a los migrantes y a sus familias. "
        + "Otra oración cualquiera. " * 10
    )

    def _extracto(self, consulta: str, ancho: int = 120, texto: str = PAGINA):
        return extracto(texto, marcas(texto, interpretar(consulta).resaltar), ancho)

    def test_muestra_lo_marcado_desde_el_comienzo_de_una_oracion(self):
        trozo = self._extracto("migrantes")
        assert trozo.texto.startswith("… ")
        assert trozo.texto.endswith(" …")
        assert "protege a los migrantes y a sus familias." in trozo.texto
        assert trozo.texto[2:].startswith(("Primera", "El Estado"))
        assert [trozo.texto[a:b] for a, b in trozo.marcas] == ["migrantes"]
        assert self.PAGINA[trozo.inicio :].startswith(trozo.texto[2:20])

    def test_un_texto_corto_va_entero_y_sin_puntos(self):
        trozo = self._extracto("breve", texto="Texto breve")
        assert trozo.texto == "Texto breve"
        assert trozo.marcas == ((6, 11),)

    def test_sin_marcas_muestra_el_comienzo(self):
        trozo = self._extracto("inexistente", 60)
        assert trozo.texto == "Primera oración sin nada. Primera oración sin nada. Primera …"

    def test_prefiere_el_lugar_con_mas_palabras_distintas(self):
        texto = "migrantes. " + "relleno " * 60 + "migrantes y familias " + "relleno " * 60
        trozo = self._extracto("migrantes familias", 80, texto)
        assert {trozo.texto[a:b] for a, b in trozo.marcas} == {"migrantes", "familias"}

    def test_los_saltos_de_renglon_se_vuelven_espacios(self):
        trozo = self._extracto("migrantes", 200, "Los\nmigrantes\n\nllegan")
        assert trozo.texto == "Los migrantes  llegan"

    def test_cerca_del_final_se_aprovecha_el_ancho(self):
        texto = "relleno " * 100 + "migrantes"
        trozo = self._extracto("migrantes", 100, texto)
        assert trozo.texto.endswith("migrantes")
        assert len(trozo.texto) > 80

    def test_una_palabra_mas_ancha_que_el_trozo_se_muestra_entera(self):
        texto = "antes " + "x" * 64 + "*" * 40 + " después"
        trozo = extracto(texto, [(6, 70)], 20)
        assert "x" * 64 in trozo.texto

    @given(
        st.text(alphabet="abc. \nñé«»-", max_size=300),
        st.sets(st.sampled_from(["a", "b", "ab", "abc", "ñ"])),
        st.integers(10, 120),
    )
    def test_las_marcas_del_trozo_caen_en_las_mismas_palabras(self, texto, formas, ancho):
        hechas = marcas(texto, Resaltar(formas=frozenset(formas)))
        trozo = extracto(texto, hechas, ancho)
        de_origen = {" ".join(texto[a:b].split()) for a, b in hechas}
        for a, b in trozo.marcas:
            assert 0 <= a < b <= len(trozo.texto)
            assert " ".join(trozo.texto[a:b].split()) in de_origen
        assert bool(trozo.marcas) == bool(hechas)
