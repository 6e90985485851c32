import sys
from types import FrameType

import pytest
from arbol_de_prueba import avisos, escribir, leer
from hypothesis import given, settings
from hypothesis import strategies as st

from indexador.consulta import Resaltar
from indexador.lengua import raiz
from indexador.motor.gramatica import MAXIMO_DE_PALABRAS
from indexador.motor.nodos import Campo, Todas
from indexador.motor.sintaxis import interpretar


@pytest.mark.parametrize(
    ("consulta", "arbol"),
    [
        ("ley migración", "(ley & migracion)"),
        ("ley Y migración", "(ley & migracion)"),
        ("ley AND migración && retorno", "(ley & migracion & retorno)"),
        ("migrante O refugiado", "(migrante | refugiado)"),
        ("migrante OR refugiado || asilado", "(migrante | refugiado | asilado)"),
        ("a1 b1 O c1", "((a1 & b1) | c1)"),
        ("a1 (b1 O c1)", "(a1 & (b1 | c1))"),
        ("ley NO retorno", "(ley & -retorno)"),
        ("ley NOT retorno", "(ley & -retorno)"),
        ("ley -retorno", "(ley & -retorno)"),
        ('ley -"plan nacional"', '(ley & -"plan nacional")'),
        ("ley -(plan nacional)", "(ley & -(plan & nacional))"),
        ("NO NO ley", "ley"),
        ("-retorno", "-retorno"),
        ("ley -tipo:acta", "(ley & -tipo=acta)"),
        ('"Plan Nacional"', '"plan nacional"'),
        ("«plan nacional»", '"plan nacional"'),
        ("“plan nacional”", '"plan nacional"'),
        ("„plan nacional“", '"plan nacional"'),
        ('"a la que"', '"a la que"'),
        ('"migrantes"', '"migrantes"'),
        ("migra*", "migra*"),
        ("46-20*", "46-20*"),
        ("C.A. EE. UU.", "(ca & eeuu)"),
        ("migra-\nción", "migracion"),
        ("46/2007", "46-2007"),
        ("ley\x00 de \x07migración", "(ley & migracion)"),
        ("", "todo"),
        ("   ", "todo"),
        ("*", "todo"),
        ("…!?", "todo"),
        ('""', "todo"),
        ("()", "todo"),
        ("- – —", "todo"),
        ("terrorismo (2018 -2021)", "(terrorismo & 2018 & 2021)"),
        ("Consejo -CONAMIGUA-, informe", "(consejo & conamigua & informe)"),
        ("mesa -grupo de trabajo- final", "(mesa & grupo & trabajo & final)"),
        ("ley -retorno -asilo", "(ley & -retorno & -asilo)"),
        ("año:2009 -2010", "(2009-2009 & -2010)"),
        ("(ley de (migración y (la) refugio))", "(ley & migracion & refugio)"),
        ("a1 O (b1 O c1)", "(a1 | b1 | c1)"),
    ],
)
def test_se_entiende(consulta, arbol):
    assert leer(consulta) == arbol
    assert avisos(consulta) == []


@pytest.mark.parametrize(
    ("consulta", "arbol"),
    [
        ("tipo:dictamen", "tipo=dictamen"),
        ("TIPO:Dictámen", "tipo=dictamen"),
        ("tipo: dictamen", "tipo=dictamen"),
        ("tipo:acta,dictamen", "(tipo=acta | tipo=dictamen)"),
        ('tipo:"decreto congreso"', "tipo=decreto congreso"),
        ("tema:AG2", "tema=ag2"),
        ("actividad:OO3.A2", "actividad=oo3.a2"),
        ("institución:CONAMIGUA", "institucion=conamigua"),
        ("acceso:interna", "acceso=interna"),
        ("año:2009", "2009-2009"),
        ("ano:2009", "2009-2009"),
        ("anio:2009..2012", "2009-2012"),
        ("año:2012-2009", "2009-2012"),
        ("año:2009..", "2009-9999"),
        ("año:..2009", "1-2009"),
        ("título:migración", "titulo:migracion"),
        ('titulo:"ley de migración"', 'titulo:"ley de migracion"'),
        ("titulo:(ley migra*) retorno", "(titulo:ley & titulo:migra* & retorno)"),
        ("número:046/2007", "#46-2007"),
        ("decreto:46-2007", "decreto#46-2007"),
        ("iniciativa:4126", "iniciativa#4126"),
        ("Considerando: que migran", "(considerando & migran)"),
        ("tipo:", "tipo"),
    ],
)
def test_un_campo_se_nombra_en_espaniol_con_acento_o_sin_el(consulta, arbol):
    assert leer(consulta) == arbol
    assert avisos(consulta) == []


class TestPalabrasVacias:
    def test_se_ignoran_entre_otras_palabras(self):
        assert leer("el derecho de los migrantes") == "(derecho & migrantes)"
        assert leer("la O migrantes") == "migrantes"

    def test_valen_si_van_solas(self):
        assert leer("de la") == "(de & la)"

    def test_valen_si_lo_demas_se_niega(self):
        assert leer("la -ley") == "(la & -ley)"

    def test_no_se_excluyen_y_se_dice(self):
        assert leer("ley -la") == "ley"
        assert avisos("ley -la") == ["«la» está en casi todos los documentos. No se excluyó."]


class TestLoQueNoSeEntiende:
    def test_la_comilla_sin_cerrar(self):
        assert leer('"plan nacional') == "(plan & nacional)"
        assert avisos('"plan nacional') == [
            'No entendimos la comilla sin cerrar en «"plan nacional». Se buscó sin comillas.'
        ]

    def test_una_comilla_sin_cerrar_y_larga_se_cita_abreviada(self):
        (aviso,) = interpretar('"' + "palabra " * 20).avisos
        assert aviso.parte.endswith("…")
        assert len(aviso.parte) == 40

    @pytest.mark.parametrize(
        "consulta", ["(ley migración", "ley migración)", "((ley) migración", ")ley( migración"]
    )
    def test_el_parentesis_sin_pareja(self, consulta):
        assert leer(consulta) == "(ley & migracion)"
        assert any("paréntesis" in aviso and "Se buscó sin él." in aviso for aviso in avisos(consulta))

    @pytest.mark.parametrize(
        "consulta", ["Y ley", "ley Y", "O ley", "ley O", "ley Y Y Y", "ley NO", "ley NO Y", "(ley O)"]
    )
    def test_el_operador_que_no_une_nada(self, consulta):
        assert leer(consulta) == "ley"
        assert any("no tiene qué unir. Se buscó sin él." in aviso for aviso in avisos(consulta))

    def test_el_campo_que_no_existe(self):
        assert leer("color:verde") == "(color & verde)"
        assert avisos("color:verde") == ["No existe el campo «color:». Se buscó como palabra."]

    def test_el_anio_ilegible(self):
        assert leer("ley año:ayer") == "ley"
        (aviso,) = avisos("ley año:ayer")
        assert aviso.startswith("No entendimos el año en «año:ayer». Se buscó sin él.")

    @pytest.mark.parametrize("valor", ["20092012", "..", "09"])
    def test_otros_anios_ilegibles(self, valor):
        assert leer(f"año:{valor}") == "todo"

    def test_el_numero_sin_nada(self):
        assert leer('ley numero:" "') == "ley"

    def test_el_prefijo_demasiado_corto(self):
        assert leer("m*") == "m"
        (aviso,) = avisos("m*")
        assert aviso == "«m*» es muy corto: además de * y ? van al menos 3 letras. Se buscó «m»."

    def test_un_prefijo_de_dos_letras(self):
        assert (leer("mi*"), avisos("mi*")) == ("mi*", [])

    def test_el_asterisco_tras_un_signo(self):
        assert leer("ley ¿*") == "ley"

    def test_el_prefijo_tras_un_guion(self):
        assert leer("socio-econ*") == "(socio & econ*)"

    def test_la_consulta_demasiado_larga(self):
        arbol = interpretar(" ".join(f"palabra{n}" for n in range(150))).nodo
        assert isinstance(arbol, Todas)
        assert len(arbol.partes) == MAXIMO_DE_PALABRAS
        assert avisos("larga " * 2_000) == [
            "La consulta pasa de 2,000 caracteres. Se buscó sólo el principio.",
            "La consulta es muy larga. Se buscaron sus primeras 64 palabras.",
        ]

    def test_muchas_palabras_parecidas(self):
        consulta = " ".join(f"palabra{letra}~" for letra in "abcdefghij")
        assert leer(consulta).count("~") == 8
        assert avisos(consulta) == [
            "De las palabras con ~, las parecidas se buscaron en las 8 primeras; las demás, tal como están "
            "escritas."
        ]

    def test_una_frase_que_no_cabe_se_deja_fuera(self):
        assert leer('ley "' + "palabra " * 100 + '"') == "ley"

    def test_los_parentesis_muy_hondos(self):
        assert leer("(" * 200 + "ley" + ")" * 200) == "ley"
        assert avisos("(" * 200 + "ley" + ")" * 200) == [
            "Hay demasiados paréntesis, unos dentro de otros. Se dejaron los de fuera."
        ]


class TestMayusculas:
    def test_en_una_consulta_toda_en_mayusculas_los_operadores_son_palabras(self):
        assert (
            leer("LEY DE MIGRANTES Y REFUGIADOS O RETORNADOS")
            == "(ley & migrantes & refugiados & retornados)"
        )

    def test_salvo_que_solo_haya_siglas(self):
        assert leer("OEA O ONU") == "(oea | onu)"

    def test_los_operadores_en_ingles_lo_son_siempre(self):
        assert leer("MIGRANTES OR REFUGIADOS") == "(migrantes | refugiados)"

    def test_en_minusculas_son_palabras(self):
        assert leer("migrantes o refugiados") == "(migrantes & refugiados)"


class TestResaltar:
    def test_se_marca_lo_afirmado_y_no_lo_negado(self):
        resaltar = interpretar('migrantes refug* "plan nacional" -retorno tipo:acta').resaltar
        assert resaltar == Resaltar(
            raices=frozenset({raiz("migrantes")}),
            prefijos=frozenset({"refug"}),
            frases=(("plan", "nacional"),),
            formas=frozenset({"migrantes"}),
        )

    def test_lo_que_solo_se_pide_en_el_titulo_no_se_marca_en_el_texto(self):
        resaltar = interpretar('titulo:migrantes autor:"ana pérez" texto:refugio').resaltar
        assert resaltar == Resaltar(raices=frozenset({raiz("refugio")}), formas=frozenset({"refugio"}))

    def test_una_vacia_sola_se_marca_por_su_forma(self):
        assert interpretar("la").resaltar == Resaltar(formas=frozenset({"la"}))


SIGNOS = [
    '"',
    "«",
    "»",
    "“",
    "(",
    ")",
    "-",
    "*",
    ":",
    " ",
    "\x00",
    "\n",
    "\u00ad",
    "..",
    "||",
    "~",
    "?",
    "=",
    "/",
    "ñ",
    "😀",
    "\ud83d",
]
PALABRAS = [
    "Y",
    "O",
    "NO",
    "AND",
    "tipo:",
    "año:",
    "titulo:",
    "numero:",
    "fecha:",
    "articulo:",
    "autor:",
    "ley:",
    "CERCA",
    "CERCA/3",
    "2009",
    "bis",
    "ley",
    "migra*",
    "46-2007",
    "C.A.",
    "de",
]
PIEZAS = st.sampled_from(SIGNOS + PALABRAS)


@given(st.lists(PIEZAS, max_size=60).map("".join) | st.text(max_size=300))
@settings(max_examples=400)
def test_ninguna_consulta_falla(consulta):
    entendida = interpretar(consulta)
    assert entendida.nodo is not None
    assert escribir(entendida.nodo)
    assert all(aviso.mensaje.endswith(".") for aviso in entendida.avisos)


def _llamadas(consulta: str) -> int:
    """Cuántas funciones se llaman para leer una consulta: su costo, sin reloj."""
    cuenta = 0

    def contar(_marco: FrameType, evento: str, _argumento: object) -> None:
        nonlocal cuenta
        cuenta += evento in ("call", "c_call")

    sys.setprofile(contar)
    try:
        interpretar(consulta)
    finally:
        sys.setprofile(None)
    return cuenta


@pytest.mark.parametrize(
    "pieza",
    ["(", ")", '"', "-", "*", "?", "~", "=", "a:", "NO ", "O ", "\x00", "« ", "a", "1-", "a.a", "a-\n",
     '"a" ', "a CERCA/3 ", "a CERCA ", "titulo:(", "fecha:1 ", "articulo:1 ", "a*b?", "a~2 ", '"a b"~',
     "tipo:-a ", "2009..", "tema:(a O "],
)  # fmt: skip
def test_leer_el_doble_cuesta_a_lo_sumo_el_doble(pieza):
    veces = 900 // len(pieza)
    interpretar(pieza * veces * 2)
    assert _llamadas(pieza * veces * 2) <= 2.2 * _llamadas(pieza * veces) + 400
    assert _llamadas(pieza * veces * 20) <= 60_000


def test_los_campos_de_las_facetas_se_puedenescribir():
    assert {leer(f"{campo.value}:x") for campo in Campo} == {f"{campo.value}=x" for campo in Campo}
