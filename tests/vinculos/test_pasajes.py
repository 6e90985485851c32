"""El pasaje pegado se encuentra en la página, con las tolerancias que dice la regla y ninguna más."""

import hashlib

import pytest

from centro_doc.vinculos.pasajes import Anclaje, buscar, buscar_en_todo, largo_util

PAGINA = (
    "ARTÍCULO 12. Retornados. CONAMIGUA propondrá un plan nacional de re-\ntorno con «especial  atención»\n"
    "al trabajo."
)
OTRA = "Página 8\nde los migrantes. El listado de cinco perso-"
SIGUIENTE = "nas será enviado al Pleno."
PAGINAS = {7: PAGINA, 8: OTRA, 9: SIGUIENTE}


def literal(pagina: int, pasaje: str) -> str | None:
    anclaje = buscar(PAGINAS, pagina, pasaje)
    return None if anclaje is None else anclaje.literal


@pytest.mark.parametrize(
    ("pegado", "guardado"),
    [
        ("un plan nacional", "un plan nacional"),
        ("un   plan\n\tnacional", "un plan nacional"),
        ("UN PLAN NACIONAL", "un plan nacional"),
        ("plan nacional de retorno", "plan nacional de re-\ntorno"),
        ('retorno con "especial atención" al trabajo', "re-\ntorno con «especial  atención»\nal trabajo"),
        ("A R T Í C U L O 12", "ARTÍCULO 12"),
        ("especial atencio\u0301n", "especial  atención"),
        ("n plan nacio", "un plan nacional"),
    ],
)
def test_espacios_cortes_comillas_mayusculas_y_medias_palabras_no_estorban(
    pegado: str, guardado: str
) -> None:
    assert literal(7, pegado) == guardado


def test_se_guarda_lo_que_dice_la_pagina_y_su_huella() -> None:
    anclaje = buscar(PAGINAS, 7, "plan nacional de retorno")
    assert anclaje is not None
    assert PAGINA[anclaje.inicio : anclaje.fin] == anclaje.literal
    assert anclaje.huella == hashlib.sha256(anclaje.literal.encode()).hexdigest()


@pytest.mark.parametrize("pegado", ["un plan regional", "especial atencion", "", "«…»"])
def test_no_se_acepta_lo_que_la_pagina_no_dice(pegado: str) -> None:
    assert literal(7, pegado) is None


def test_una_pagina_que_no_existe_no_tiene_pasajes() -> None:
    assert literal(30, "un plan nacional") is None


def test_un_pasaje_sigue_en_la_pagina_siguiente() -> None:
    anclaje = buscar(PAGINAS, 8, "El listado de cinco personas será enviado")
    assert anclaje == Anclaje(8, OTRA.index("El"), 9, 16, "El listado de cinco perso-\nnas será enviado")


def test_un_pasaje_no_empieza_en_la_pagina_siguiente() -> None:
    assert literal(7, "El listado de cinco") is None
    assert literal(8, "enviado al Pleno") is None


def test_una_palabra_a_medias_en_la_pagina_siguiente_se_completa() -> None:
    assert (
        literal(8, "El listado de cinco personas será envia")
        == "El listado de cinco perso-\nnas será enviado"
    )


def test_repetido_vale_el_primero_o_el_mas_cercano_a_donde_se_senalo() -> None:
    paginas = {1: "la misma frase larga. Después, la misma frase larga."}
    primero, segundo = buscar(paginas, 1, "la misma frase"), buscar(paginas, 1, "la misma frase", cerca_de=40)
    assert primero is not None and primero.inicio == 0
    assert segundo is not None and segundo.inicio == 31
    assert buscar(paginas, 1, "otra frase", cerca_de=3) is None


def test_en_todo_el_texto_se_prefiere_la_pagina_mas_cercana() -> None:
    paginas = {1: "la misma frase", 2: "nada", 4: "la misma frase"}
    hallado = buscar_en_todo(paginas, "la misma frase", preferida=5)
    assert hallado is not None and hallado.pagina_inicio == 4
    assert buscar_en_todo(paginas, "otra cosa") is None


def test_las_letras_acentuadas_en_dos_partes_se_anclan_enteras() -> None:
    paginas = {1: "la migracio\u0301n y despue\u0301"}
    uno, dos = buscar(paginas, 1, "la migración"), buscar(paginas, 1, "y despué")
    assert uno is not None and uno.literal == "la migracio\u0301n"
    assert dos is not None and dos.literal == "y despue\u0301"


def test_el_largo_util_cuenta_letras_y_cifras() -> None:
    assert largo_util("«Art. 12, ﬁn»") == 8
