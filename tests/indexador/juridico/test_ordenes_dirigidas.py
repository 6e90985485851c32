"""Ninguna orden de un decreto reformador se calla: la que no se sabe a qué norma va queda en la lista."""

import pytest
from leyes_de_prueba import DE_LA_LEY, NORMA, fuente, leidas, reforma

from indexador.juridico.consolidacion import consolidar
from indexador.juridico.consolidado import Situacion
from indexador.juridico.estructura import estructurar
from indexador.juridico.ordenes_dirigidas import dirigidas_a
from indexador.juridico.vigencia_dicha import vigencia_dicha

REFORMA = f'Se reforma el artículo 1 {DE_LA_LEY}, el cual queda así:\n"Artículo 1. Objeto. Otro."'
OTRA_LEY = "Se deroga el artículo 3 del Decreto Número 95-98 del Congreso de la República."


def dichas(*articulos):
    ordenes = leidas(*articulos)
    return [(str(una.objetivo), una.razon) for una in dirigidas_a(NORMA, "DC-9-2020", ordenes)]


@pytest.mark.parametrize(
    ("articulo", "objetivos", "segura"),
    [
        ("Se deroga el artículo 12.", ["DC-46-2007#12"], False),
        (f"Se derogan las literales a) y b) de los artículos 11 y 12, {DE_LA_LEY}.", ["11", "12"], False),
        (f"Se restablece la vigencia del artículo 7 {DE_LA_LEY}.", ["DC-46-2007#7"], False),
        (f"Queda sin efecto el artículo 7 {DE_LA_LEY}.", ["DC-46-2007#7"], False),
        (f"Derógase el artículo 7 {DE_LA_LEY}.", ["DC-46-2007#7"], True),
        (f'Refórmase el artículo 2 {DE_LA_LEY}, el cual queda así:\n"Artículo 2. Fin. X."', ["2"], True),
    ],
)
def test_toda_orden_sobre_la_ley_que_se_reforma_sale(articulo, objetivos, segura):
    _, *halladas = dichas(REFORMA, articulo)
    assert [objetivo.partition("#")[2] for objetivo, _ in halladas] == [
        objetivo.rpartition("#")[2] for objetivo in objetivos
    ]
    assert all(objetivo.startswith(NORMA) and bool(razon) != segura for objetivo, razon in halladas)


def test_si_reforma_dos_leyes_lo_que_no_dice_de_cual_es_no_va_a_ninguna():
    _, suelta = dichas(REFORMA, OTRA_LEY, "Se deroga el artículo 12.")
    assert suelta == ("None", "No se sabe con certeza a qué norma se refiere.")


def test_lo_que_ordena_un_decreto_que_no_la_reforma_no_sale():
    assert dichas(OTRA_LEY, "Se deroga el artículo 12.") == []


def test_si_consta_que_la_cambia_lo_que_no_se_lee_a_cuál_va_queda_en_la_lista():
    ordenes = leidas("Se deroga el artículo 12.", "Se deroga el artículo 13.")
    halladas = [
        (str(una.objetivo), una.segura) for una in dirigidas_a(NORMA, "DC-9-2020", ordenes, consta=True)
    ]
    assert halladas == [("DC-46-2007#12", False), ("DC-46-2007#13", False)]
    assert list(dirigidas_a(NORMA, "DC-9-2020", ordenes)) == []


def test_lo_dudoso_no_deja_el_artículo_como_original():
    todo = reforma(REFORMA, "Se deroga el artículo 2.", clave="DC-9-2020")
    suyas = type(todo)(todo.fuente, todo.rige, tuple(dirigidas_a(NORMA, "DC-9-2020", todo.instrucciones)))
    hecha = consolidar(NORMA, todo.rige, [suyas], original=fuente("Objeto. Uno.", "Fines. Dos."))
    assert [uno.situacion for uno in hecha.articulos] == [Situacion.CONSOLIDADO, Situacion.CON_REFORMA]
    assert [una.razon for una in hecha.no_consolidadas] == ["No se sabe con certeza a qué norma se refiere."]


@pytest.mark.parametrize(
    ("dicho", "dia", "dias"),
    [
        (
            "El presente decreto entrará en vigencia el uno de julio de dos mil veintiuno.",
            "2021-07-01",
            None,
        ),
        ("El presente decreto entrará en vigencia a los ocho (8) días de su publicación.", None, 8),
        ("Esta ley entrará en vigencia ciento ochenta días después de su publicación.", None, 180),
        ("Vigencia. Este decreto entra en vigencia el día de su publicación en el diario oficial.", None, 0),
        ("Este decreto entra en vigencia quince días contados a partir de su publicación.", None, 15),
        ("Este decreto entra en vigencia un año a partir de su publicación.", None, None),
        ("Este decreto entra en vigencia tres meses contados desde la publicación.", None, None),
        ("Vigencia. Rige a partir del día siguiente de su publicación.", None, 1),
        ("Vigencia. Este decreto empezará a regir seis meses después de su publicación.", None, None),
        ("Vigencia. Entrará en vigencia ocho días hábiles después de su publicación.", None, None),
        ("Este decreto entra en vigencia treinta días después de su publicación, salvo el 3.", None, 30),
    ],
)
def test_la_vigencia_que_el_texto_dispone_se_lee_o_se_dice_que_no(dicho, dia, dias):
    leida = _vigencia(dicho)
    assert (leida.dia and leida.dia.isoformat(), leida.dias) == (dia, dias)
    assert leida.se_lee == (dia is not None or dias is not None) and leida.articulo == "2"


def test_lo_que_no_habla_de_su_vigencia_no_la_dispone():
    assert _vigencia("Los contratos tendrán vigencia de un año.") is None
    queda = '"Artículo 9. Esta ley rige el 1 de mayo de 2001."'
    assert _vigencia(f"Se reforma el artículo 9 {DE_LA_LEY}, el cual queda así:\n{queda}") is None
    acuerdo = "El presente acuerdo empezará a regir al día siguiente de su publicación."
    assert _vigencia(acuerdo) is None and _vigencia(acuerdo, norma="AG-1-2020").dias == 1
    assert not _vigencia(
        "Este decreto rige el 1 de mayo de 2001.", "Esta ley rige el 2 de mayo de 2001."
    ).se_lee


def _vigencia(*dichos, norma="DC-9-2020"):
    paginas = fuente("Objeto. Uno.", *dichos).paginas
    return vigencia_dicha(paginas, estructurar(paginas), norma)


@pytest.mark.parametrize(
    ("dicho", "articulos", "dias"),
    [
        ("a excepción de este artículo el cual entra en vigencia el mismo día de la publicación.", ["2"], 0),
        (
            ". Se exceptúan el presente artículo y los artículos 6 y 8 al 10, los cuales entrarán en vigor el"
            " día de su publicación.",
            ["2", "6", "8", "9", "10"],
            0,
        ),
        (
            "y se exceptúan este artículo y los artículos 4 y 17 de las disposiciones transitorias, "
            "los cuales entrarán en vigor el día de su publicación.",
            ["2", "t4", "t17"],
            0,
        ),
        ("salvo el artículo 5 Bis, que regirá quince días después de su publicación.", ["5-bis"], 15),
        ("salvo el numeral 3 del artículo 5, que regirá desde su publicación.", [], None),
        ("con excepción del artículo 5, que regirá cuando lo diga el reglamento.", ["5"], None),
    ],
)
def test_lo_que_exceptua_de_su_vigencia_se_lee_o_se_dice_que_no(dicho, articulos, dias):
    leida = _vigencia(
        f"Vigencia. Este decreto entrará en vigencia ochenta días después de su publicación {dicho}"
    )
    assert (leida.dias, list(leida.excepcion.articulos), leida.excepcion.dias) == (80, articulos, dias)


@pytest.mark.parametrize(
    ("dicho", "aparte"),
    [
        (
            "Los artículos 1 y 5 al 7 de este Decreto entrarán en vigencia el 1 de enero de 2030.",
            [("3", ("1", "5", "6", "7"), "2030-01-01", None, False)],
        ),
        (
            "Lo normado en el numeral 2 del artículo 1, y el último párrafo del artículo 5 Bis del presente "
            "Código, son funciones de la Dirección, cuya vigencia empieza el mismo día de su publicación.",
            [("3", ("1", "5-bis"), None, 0, True)],
        ),
        ("El artículo 5 del presente Decreto entrará en vigencia cuando haya presupuesto.", []),
        ("El artículo 5 del Código Penal entrará en vigencia el 1 de enero de 2030.", []),
    ],
)
def test_otro_articulo_puede_disponer_desde_cuando_rigen_algunos(dicho, aparte):
    leida = _vigencia("Vigencia. Rige ocho días después de su publicación.", dicho)
    assert [
        (
            uno.articulo,
            uno.suya.articulos,
            uno.suya.dia and uno.suya.dia.isoformat(),
            uno.suya.dias,
            uno.en_parte,
        )
        for uno in leida.aparte
    ] == aparte


@pytest.mark.parametrize("norma", ["CPRG", "DC-2-1989"])
def test_lo_que_una_norma_dice_de_la_vigencia_de_las_leyes_no_es_la_suya(norma):
    ajena = (
        "Vigencia de la ley. La ley empieza a regir ocho días después de su publicación en el Diario Oficial."
    )
    assert _vigencia(ajena, norma=norma) is None
    titulada = _vigencia(ajena.replace("Vigencia de la ley.", "Vigencia."), norma=norma)
    assert (titulada is None) == (norma == "CPRG")
    lejos = "Reforma. La pide esta Constitución. Las leyes que la cambien entrarán en vigencia en 60 días."
    assert _vigencia(lejos, norma=norma) is None
    assert (
        _vigencia("Vigencia. Rige ocho días después de su publicación.", norma="DC-9-2020").excepcion is None
    )
