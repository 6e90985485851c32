"""Un archivo con varias normas, y los artículos transitorios que no dicen «Artículo»."""

import pytest

from indexador.juridico.estructura import Division, estructurar
from tests.crecimiento import crece_con_la_entrada

_UNA = """DECRETO NÚMERO 1-2031

CONSIDERANDO:
Que falta el agua.

DECRETA:

Artículo 1. Objeto. Repartirla.

Artículo 2. Vigencia. Hoy.

DADO EN EL PALACIO DEL ORGANISMO LEGISLATIVO

"""
_OTRA = """ACUERDO GUBERNATIVO NÚMERO 2-2031

CONSIDERANDO:
Que sobra la sed.

CONSIDERANDO:
Que hay que beber.

POR TANTO:

ACUERDA:

Artículo 1. Objeto. Beber.

Artículo 2. Vigencia. Mañana.

COMUNÍQUESE
"""
_LEY = "LEY DEL AGUA\n\nArtículo 1. Objeto. Uno.\n\nArtículo 2. Fin. Dos.\n\n"


def _considerandos(texto: str) -> list[str]:
    divisiones = estructurar([texto]).divisiones
    return [texto[d.inicio : d.fin] for d in divisiones if d.clase == "considerando"]


def _transitorios(texto: str) -> list[Division]:
    return [d for d in estructurar([texto]).divisiones if d.serie == "transitoria"]


def test_los_considerandos_de_la_segunda_norma_cuelgan_de_ella_y_cuentan_desde_uno():
    divisiones = estructurar([_UNA + _OTRA]).divisiones
    suyos = [d for d in divisiones if d.clase == "considerando"]
    assert [d.numero for d in suyos] == ["1", "1", "2"]
    padres = [divisiones[d.padre].etiqueta if d.padre is not None else "" for d in suyos]
    assert padres == ["", *["ACUERDO GUBERNATIVO NÚMERO 2-2031"] * 2]
    assert _considerandos(_UNA + _OTRA)[1:] == [
        "CONSIDERANDO:\nQue sobra la sed.",
        "CONSIDERANDO:\nQue hay que beber.",
    ]


def test_lo_que_se_considera_dentro_de_un_articulo_no_es_un_considerando():
    texto = _UNA.replace("Vigencia. Hoy.", "Vigencia. Hoy,\nCONSIDERANDO:\nque urge.")
    assert len(_considerandos(texto)) == 1


@pytest.mark.parametrize(
    ("titulo", "escritos", "numeros"),
    [
        ("TRANSITORIOS", ("PRIMERO.-", "SEGUNDO.-", "TERCERO.-"), ["1", "2", "3"]),
        ("Transitorios", ("Primero. ", "Segundo. "), ["1", "2"]),
        ("ARTÍCULOS TRANSITORIOS", ("1o.-", "2o.-"), ["1", "2"]),
        ("TRANSITORIO", ("ÚNICO.-",), ["unico"]),
        ("DISPOSICIONES TRANSITORIAS Y FINALES", ("PRIMERO:", "SEGUNDO:"), ["1", "2"]),
        ("TRANSITORIOS", ("SEGUNDO.-", "TERCERO.-"), []),
        ("DISPOSICIONES TRANSITORIAS", ("PRIMERA.-", "SEGUNDA.-"), []),
        ("TRANSITORIOS", ("1.", "2."), []),
    ],
)
def test_los_transitorios_que_no_dicen_articulo_van_de_uno_en_uno_bajo_su_titulo(titulo, escritos, numeros):
    texto = f"{_LEY}{titulo}\n\n" + "\n\n".join(f"{escrito} Se hará así." for escrito in escritos)
    assert [d.numero for d in _transitorios(texto)] == numeros


def test_un_transitorio_se_llama_y_se_direcciona_como_los_demas():
    (uno, otro) = _transitorios(f"{_LEY}TRANSITORIOS\n\nPRIMERO.- Rige hoy.\n\nSEGUNDO.- Nada.\n")
    assert (uno.etiqueta, uno.ancla) == ("Artículo primero (transitorio)", "art-t1")
    assert (otro.etiqueta, otro.ancla) == ("Artículo segundo (transitorio)", "art-t2")


def test_los_transitorios_de_los_decretos_que_la_reformaron_no_son_suyos():
    texto = f"{_LEY}TRANSITORIOS\n\nPRIMERO.- Rige hoy.\n\nTRANSITORIO\n\nÚNICO.- El de la reforma.\n"
    assert [d.numero for d in _transitorios(texto)] == ["1"]


def test_una_prosa_que_empieza_por_un_ordinal_no_es_un_transitorio():
    texto = f"{_LEY}TRANSITORIOS\n\nRige desde el\nPrimero. De enero.\n"
    assert _transitorios(texto) == []


@pytest.mark.parametrize("pieza", ["TRANSITORIOS\n\nPRIMERO.- x\n", "ACUERDO 1\nCONSIDERANDO:\nQue x;\n"])
def test_muchas_normas_y_transitorios_cuestan_en_proporcion(pieza):
    crece_con_la_entrada(lambda veces: estructurar([_LEY + pieza * veces]), 3_000)


def _de_serie(texto: str, serie: str) -> list[str]:
    return [d.numero for d in estructurar([texto]).divisiones if d.serie == serie]


@pytest.mark.parametrize(
    ("aparte", "ordinarios", "transitorios"),
    [
        ("Artículo 1 Transitorio. Va.\n\nArtículo 2 Transitorio. Va.", ["1", "2"], ["1", "2"]),
        ("Artículo 1º (transitorio).- Va.\n\nArtículo 2º (transitorio).- Va.", ["1", "2"], ["1", "2"]),
        ("Artículo primero transitorio.- Va.", ["1", "2"], ["1"]),
        ("Artículo 1. Transitorio. Va.\n\nArtículo 2. Transitorio. Va.", ["1", "2"], ["1", "2"]),
        ("Artículo transitorio 1. Va.\n\nArtículo transitorio 2. Va.", ["1", "2"], ["1", "2"]),
        ("ARTÍCULO TRANSITORIO. Va.", ["1", "2"], ["unico"]),
        ("Artículo 3. Transitorio. Va.", ["1", "2", "3"], []),
        (
            "DISPOSICIONES TRANSITORIAS\n\nArtículo 1. Va.\n\nArtículo 2. Va.\n\nDISPOSICIONES FINALES\n\n"
            "Artículo 3. Deroga.\n\nArtículo 4. Rige.",
            ["1", "2", "3", "4"],
            ["1", "2"],
        ),
        ("TRANSITORIOS\n\nArtículo 3. Deroga.\n\nArtículo 4. Rige.", ["1", "2", "3", "4"], []),
    ],
)
def test_los_que_vuelven_a_empezar_son_transitorios_y_los_que_siguen_no(aparte, ordinarios, transitorios):
    texto = f"{_LEY}{aparte}\n"
    assert _de_serie(texto, "ordinaria") == ordinarios
    assert _de_serie(texto, "transitoria") == transitorios


def test_lo_que_dice_un_transitorio_no_es_del_ultimo_articulo_y_tiene_su_direccion():
    texto = f"{_LEY}Artículo transitorio 1. Plazo. Un mes.\n"
    *_, ultimo, transitorio = [d for d in estructurar([texto]).divisiones if d.clase == "articulo"]
    assert texto[ultimo.inicio : ultimo.fin] == "Artículo 2. Fin. Dos."
    assert (transitorio.ancla, transitorio.epigrafe) == ("art-t1", "Plazo")


def test_el_reglamento_que_aprueba_un_decreto_con_transitorias_no_es_transitorio():
    decreto = "Artículo 1. Aprueba. El que sigue.\n\nDisposición transitoria única.\n\nSe hará.\n\n"
    propio = "".join(f"Artículo {n}. Nombre. Se hará así.\n\n" for n in range(1, 5))
    texto = f"{decreto}Disposición final primera.\n\nRige.\n\nTÍTULO I\nDel agua\n\n{propio}"
    assert _de_serie(texto, "ordinaria") == ["1", "1", "2", "3", "4"]


def test_el_indice_que_nombra_las_transitorias_no_aparta_la_ley_que_sigue():
    indice = "Artículo 1. Objeto\nArtículo 2. Fin\nDISPOSICIONES TRANSITORIAS\n"
    propio = "".join(f"Artículo {n}. Nombre. {'Se hará así. ' * 12}\n\n" for n in range(1, 6))
    assert _de_serie(indice + propio, "transitoria") == []


def test_lo_que_solo_cita_un_transitorio_no_es_una_norma():
    texto = "Se agrega lo siguiente:\n\nArtículo 1° transitorio.- Plazo.\n\nArtículo 2° transitorio.- Otro.\n"
    assert [d for d in estructurar([texto]).divisiones if d.clase == "articulo"] == []


@pytest.mark.parametrize(
    "pieza", ["Artículo 1 transitorio. x\n", "DISPOSICIONES TRANSITORIAS\nArtículo 1. x\nArtículo 2. x\n"]
)
def test_miles_de_transitorios_aparte_cuestan_en_proporcion(pieza):
    crece_con_la_entrada(lambda veces: estructurar([_LEY + pieza * veces]), 4_000)
