"""Un pasaje sigue a su documento: dónde queda en otro texto, y cuándo no se elige."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centro_doc.vinculos.guardados import PasajeGuardado, TextoDeOrigen
from centro_doc.vinculos.pasajes import Anclaje, anclar_entre, buscar, letras_de
from centro_doc.vinculos.reanclaje import TextoBuscado

ANTES = "Que el Estado debe velar por los guatemaltecos que viven fuera del territorio nacional. "
PASAJE = "Se crea el Consejo Nacional de Atención al Migrante de Guatemala como ente rector"
DESPUES = " de las acciones de los órganos del Estado en favor de los migrantes."
RUIDO = {"á": "a", "ó": "6", "e": "c", "l": "1", "m": "rn"}
GUARDADO = PasajeGuardado(PASAJE, ANTES, DESPUES, 0.5)


def _con_errores(texto: str, cada: int = 9) -> str:
    """Cambia una letra de cada nueve, como la confunde un reconocimiento."""
    return "".join(RUIDO.get(c, c) if i % cada == 0 else c for i, c in enumerate(texto))


def test_las_mismas_letras_en_su_sitio_son_el_mismo_pasaje_aunque_cambien_los_renglones() -> None:
    hallado = TextoBuscado({1: "Carátula", 2: (ANTES + PASAJE + DESPUES).replace(" de ", "\nde\n")}).reanclar(
        GUARDADO
    )
    assert hallado is not None and hallado.exacto and hallado.parecido == 1
    assert (hallado.anclaje.pagina_inicio, hallado.anclaje.literal.split()) == (2, PASAJE.split())


def test_con_errores_de_reconocimiento_se_reubica_y_se_dice_que_no_es_igual() -> None:
    hallado = TextoBuscado({1: "Otra cosa. " * 40, 2: _con_errores(ANTES + PASAJE + DESPUES)}).reanclar(
        GUARDADO
    )
    assert hallado is not None and not hallado.exacto and 0.8 < hallado.parecido <= 1
    assert hallado.anclaje.pagina_inicio == 2
    assert hallado.anclaje.literal.startswith("S") and hallado.anclaje.literal.endswith("rector")


def test_un_encabezado_en_medio_no_lo_pierde() -> None:
    medio = len(PASAJE) // 2
    cortado = {
        1: ANTES + PASAJE[:medio],
        2: f"CONGRESO DE LA REPÚBLICA\nDirección Legislativa 2\n{PASAJE[medio:]}{DESPUES}",
    }
    hallado = TextoBuscado(cortado).reanclar(GUARDADO)
    assert hallado is not None and (hallado.anclaje.pagina_inicio, hallado.anclaje.pagina_fin) == (1, 2)
    assert not hallado.exacto


def test_lo_que_no_esta_no_se_inventa() -> None:
    otro = "El presupuesto de la Comisión se aprueba cada año por el Pleno del Congreso. " * 30
    assert TextoBuscado({1: otro, 2: ANTES}).reanclar(GUARDADO) is None
    assert TextoBuscado({}).reanclar(GUARDADO) is None


@pytest.mark.parametrize("alto", [0.1, 0.9])
def test_de_dos_lugares_iguales_vale_el_que_conserva_lo_que_lo_rodeaba(alto: float) -> None:
    repetido = {1: "Visto. " + PASAJE + " y se archiva.", 9: ANTES + PASAJE + DESPUES}
    hallado = TextoBuscado(repetido).reanclar(PasajeGuardado(PASAJE, ANTES, DESPUES, alto))
    assert hallado is not None and hallado.anclaje.pagina_inicio == 9


def test_de_dos_lugares_con_errores_y_sin_nada_que_los_distinga_no_se_elige_ninguno() -> None:
    roto = _con_errores(PASAJE)
    texto = TextoBuscado({1: f"Uno. {roto}. Fin del uno.", 2: f"Uno. {roto}. Fin del uno."})
    assert texto.reanclar(PasajeGuardado(PASAJE, altura=0.27)) is None


def test_las_letras_iguales_de_otra_formula_no_se_dan_por_buenas_en_silencio() -> None:
    formula = "El {} resolverá en {} días la solicitud recibida y la notificará al interesado por cédula. "
    quienes = ("Director", "Delegado", "Subdirector", "Jefe", "Inspector")
    parrafos = [formula.format(quien, n) for n, quien in enumerate(quienes * 3, 1)]
    suyo, pasaje = 6, "resolverá en 7 días la solicitud recibida y la notificará al interesado"
    antes, despues = parrafos[suyo].split(pasaje)
    guardado = PasajeGuardado(
        pasaje, parrafos[suyo - 1] + antes, despues + parrafos[suyo + 1], suyo / len(parrafos)
    )
    nuevos = [p.replace("resolverá en 7", "resolvcrá en 1") for p in parrafos]
    nuevos[9] = parrafos[9].replace("en 10 días", "en 7 días")
    hallado = TextoBuscado({1: "".join(nuevos)}).reanclar(guardado)
    assert hallado is None or not hallado.exacto


@pytest.mark.parametrize("numero", [2, 7, 14])
def test_en_el_mismo_texto_la_formula_repetida_se_halla_sin_pedir_que_nadie_la_mire(numero: int) -> None:
    formula = "Artículo {}. El Director resolverá la solicitud y la notificará al interesado por cédula.\n"
    texto = {1: "".join(formula.format(n) for n in range(1, 20))}
    pasaje = "resolverá la solicitud y la notificará al interesado"
    inicio = texto[1].index(pasaje, texto[1].index(f"Artículo {numero}."))
    ancla = Anclaje(1, inicio, 1, inicio + len(pasaje), pasaje)
    hallado = TextoBuscado({1: f"{texto[1]}Es todo."}).reanclar(TextoDeOrigen(texto).guardado(ancla))
    assert hallado is not None and hallado.exacto and hallado.anclaje == ancla


def test_unas_letras_iguales_en_otro_contexto_se_senalan() -> None:
    corto = PasajeGuardado(
        "la inspección técnica", "antes de la firma se hará ", " de los puestos de frontera", 0.1
    )
    hallado = TextoBuscado({1: "El ministerio contrató la inspección técnica y pagó por ella."}).reanclar(
        corto
    )
    assert hallado is None or not hallado.exacto


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(max_codepoint=0x24F, exclude_categories=("Sk", "Lm")),
            st.sampled_from("\u0301\u0303ﬁ…№ºª\u00ad"),
        )
    )
)
def test_las_letras_se_cuentan_igual_de_las_dos_maneras(texto: str) -> None:
    letras = letras_de(texto)
    if letras:
        ancla = anclar_entre({1: texto}, 1, 0, len(letras))
        assert letras_de(ancla.literal) == letras
        assert buscar({1: texto}, 1, texto) is not None
