"""Lo que ordena un decreto reformador y lo que de ello se puede aplicar sin juzgar."""

import pytest
from leyes_de_prueba import DE_LA_LEY, leidas, ley

from indexador.juridico.citas import Alias, Contexto, Nombres
from indexador.juridico.estructura import estructurar
from indexador.juridico.instrucciones import instrucciones
from indexador.juridico.ordenes import POR_PARTES

SEDE = f'Se reforma el artículo 3 {DE_LA_LEY}, el cual queda así:\n\n"Artículo 3. Sede. En la capital."'


def _dichas(articulo: str) -> list[tuple[str, str, str]]:
    return [(str(una.objetivo), una.nuevo, una.razon) for una in leidas(articulo, "Vigencia. Rige hoy.")]


@pytest.mark.parametrize(
    ("articulo", "objetivos", "nuevo"),
    [
        (SEDE, ["DC-46-2007#3"], "Artículo 3. Sede. En la capital."),
        (
            f'Se adiciona el artículo 7 Bis {DE_LA_LEY}, el cual queda así:\n"Articulo 7 Bis. Es económica".',
            ["DC-46-2007#7-bis"],
            "Articulo 7 Bis. Es económica.",
        ),
        (
            f'Se adiciona la literal e) al artículo 2 {DE_LA_LEY}, la cual queda así:\n"e) Otro fin."',
            ["DC-46-2007#2.lit:e"],
            "e) Otro fin.",
        ),
        (f"Se derogan los artículos 5, 6 y 9 {DE_LA_LEY}.", [f"DC-46-2007#{n}" for n in (5, 6, 9)], ""),
        (f"Se suprime el artículo 5 {DE_LA_LEY}. Sigue en vigor el artículo 8.", ["DC-46-2007#5"], ""),
        (SEDE.replace("así:\n\n", "así: "), ["DC-46-2007#3"], "Artículo 3. Sede. En la capital."),
        (SEDE.replace("46-2007", "46~2007"), ["DC-46-2007#3"], "Artículo 3. Sede. En la capital."),
        (SEDE.replace('capital."', "capital. n"), ["DC-46-2007#3"], "Artículo 3. Sede. En la capital."),
        (SEDE.replace('"Artículo', "MArtículo"), ["DC-46-2007#3"], "Artículo 3. Sede. En la capital."),
    ],
)
def test_las_formas_seguras_dicen_su_objetivo_y_su_texto(articulo, objetivos, nuevo):
    halladas = _dichas(articulo)
    assert [objetivo for objetivo, _, _ in halladas] == objetivos
    assert {(dicho, razon) for _, dicho, razon in halladas} == {(nuevo, "")}


@pytest.mark.parametrize(
    ("articulo", "razon"),
    [
        (SEDE.replace("artículo 3 del", "artículo fil del"), "No se lee"),
        (SEDE.replace('"Artículo 3.', '"Artículo 8.'), "se titula de otro modo: artículo 8"),
        (SEDE.replace('"Artículo 3. ', '"'), "no empieza por el número"),
        (SEDE.replace("el artículo 3", "el segundo párrafo del artículo 3"), "sólo una parte"),
        (SEDE.replace("el artículo 3", "el epígrafe y el último párrafo del artículo 3"), "sólo una parte"),
        (SEDE.replace("República,", "República, en su literal b),"), "sólo una parte"),
        (SEDE.replace("el artículo 3", "la literal a) del artículo 3"), "literales que ya estaban"),
        (SEDE.replace("Se reforma", "Se reforma el artículo 2 y se adiciona"), "varios cambios"),
        (SEDE.replace("del Decreto", "de dicha ley y del Decreto 44-2016 y del Decreto"), "más de una norma"),
        (SEDE + "\nLo anterior no afecta a los nombramientos hechos.", "sigue otro texto"),
        (SEDE.replace("la capital.", "la ~~ca.'.~ ,.<-:?"), "cómo acaba"),
        (f"Se derogan los artículos 5 al 9 {DE_LA_LEY}, salvo el 7.", "excepción"),
        (f"Se deroga el artículo 5 {DE_LA_LEY}, a partir del uno de enero de 2022.", "fecha propia"),
        ("Se deroga el Decreto Número 95-98 del Congreso de la República.", "No se refiere a un artículo"),
    ],
)
def test_lo_que_no_es_seguro_dice_por_que(articulo, razon):
    halladas = _dichas(articulo)
    assert halladas and all(razon in suya for _, _, suya in halladas), halladas


def test_si_los_articulos_no_rigen_todos_a_la_vez_ninguno_se_aplica():
    rige = "Vigencia. Rige hoy, salvo el artículo 1, que rige en un año."
    assert [una.razon for una in leidas(SEDE, rige)] == [
        "El decreto no pone en vigor todos sus artículos a la vez."
    ]


def test_la_norma_dicha_otra_vez_por_su_nombre_no_deja_dudas():
    nombres = Nombres.de([Alias("Ley de CONAMIGUA", "DC-46-2007")])
    paginas = ley(SEDE.replace("de la República", "de 18 República1 Ley de CONAMIGUA"), "Vigencia. Rige hoy.")
    (una,) = instrucciones(paginas, estructurar(paginas), Contexto("DC-9-2020"), nombres)
    assert (str(una.objetivo), una.razon) == ("DC-46-2007#3", "")


def test_lo_que_sólo_habla_de_reformar_no_ordena_nada():
    assert leidas(f"Quórum. Para que se reforme el artículo 3 {DE_LA_LEY} hace falta mayoría.") == ()


def test_el_texto_nuevo_dice_en_qué_lugar_de_la_página_está():
    una, *_ = leidas(SEDE, "Vigencia. Rige hoy.")
    assert [trozo.pagina for trozo in una.texto] == [1]
    assert una.texto[0].fin - una.texto[0].inicio == len(una.nuevo)


INCISOS = (
    "Se deroga, del Decreto Número 95-98 del Congreso de la República, lo siguiente:\n"
    "a) El Título I y los artículos 1 y 2.\nb) El Título II y los artículos del 3 al 11.\n"
    "c) El Título XI y el artículo 116."
)
DOS_LEYES = (
    f"Se derogan las siguientes disposiciones: 1. Los artículos 5 y 6 {DE_LA_LEY}. 2. El artículo 9 del "
    "Decreto Número 95-98 del Congreso de la República. 3. El Acuerdo Gubernativo 383-2001."
)


@pytest.mark.parametrize(
    ("articulo", "objetivos"),
    [
        (INCISOS, ["DC-95-1998#1", "DC-95-1998#2", "DC-95-1998#3..11", "DC-95-1998#116"]),
        (DOS_LEYES, ["DC-46-2007#5", "DC-46-2007#6", "DC-95-1998#9"]),
        (f"Se deroga el Título III y los artículos 5 y 6 {DE_LA_LEY}.", ["DC-46-2007#5", "DC-46-2007#6"]),
        (
            f"Se derogan los artículos 10 y 11, así como la literal b) del artículo 12, {DE_LA_LEY}.",
            ["DC-46-2007#10", "DC-46-2007#11"],
        ),
        (
            f"Se derogan la literal b) del artículo 12 y los artículos 10 y 11 {DE_LA_LEY}.",
            ["DC-46-2007#10", "DC-46-2007#11"],
        ),
        (f"Se derogan las literales a) y b) de los artículos 10 y 11 {DE_LA_LEY}.", []),
        (f"Se derogan los artículos 10 y 11, literales a) y b), {DE_LA_LEY}.", []),
        (f"Se deroga la frase «y otros» del artículo 12 y el artículo 14 {DE_LA_LEY}.", []),
    ],
)
def test_de_una_lista_se_derogan_los_articulos_enteros_y_no_los_de_una_parte(articulo, objetivos):
    assert [objetivo for objetivo, _, razon in _dichas(articulo) if not razon] == objetivos


def test_lo_que_una_lista_no_deroga_entero_dice_por_que():
    assert {objetivo: razon for objetivo, _, razon in _dichas(DOS_LEYES) if razon} == {
        "AG-383-2001": "No se refiere a un artículo determinado."
    }
    reforma = (
        f"Se reforman los artículos 10 y 11, así como la literal b) del artículo 12, {DE_LA_LEY}, los cuales "
        'quedan así:\n"Artículo 10. Uno."\n"Artículo 11. Dos."\n"b) Tres."'
    )
    razones = {objetivo: razon for objetivo, _, razon in _dichas(reforma)}
    assert (
        "otro artículo" in razones["DC-46-2007#10"] and razones["DC-46-2007#10"] == razones["DC-46-2007#11"]
    )
    assert "sólo una parte" in razones["DC-46-2007#12"]


def test_la_reforma_anterior_que_se_recuerda_no_es_de_la_orden():
    recordada = SEDE.replace("República,", "República, reformado por el artículo 2 del Decreto 5-2010,")
    assert _dichas(recordada) == [("DC-46-2007#3", "Artículo 3. Sede. En la capital.", "")]


def test_si_lo_que_rige_aparte_son_otros_articulos_la_orden_se_aplica():
    aparte = "Vigencia especial. El artículo 61 rige el día de su publicación."
    for rige, razones in (("Vigencia. Rige en seis meses.", [""]), ("Alcance. Es general.", [POR_PARTES])):
        assert [una.razon for una in leidas(SEDE, aparte, rige)] == razones
