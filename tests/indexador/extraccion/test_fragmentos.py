"""Los pasajes que entran en el índice: artículos donde los hay, páginas donde no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.extraccion.fragmentos import TAMANO_MAXIMO, fragmentar
from indexador.extraccion.membretes import cuerpos
from indexador.ficha import Fragmento, Pagina, Texto
from indexador.juridico.encabezados_de_articulo import candidatos
from indexador.juridico.numero_de_articulo import etiqueta


def partir(*paginas: str) -> tuple[Fragmento, ...]:
    return fragmentar(Texto(tuple(Pagina(n, texto) for n, texto in enumerate(paginas, 1)), "x"))


def etiquetas(texto: str) -> list[str]:
    return [etiqueta(uno.lecturas[0].clave, uno.escrito) for uno in candidatos(texto)]


def test_cada_pagina_es_un_pasaje_y_las_vacias_ninguno() -> None:
    texto = Texto((Pagina(1, "Uno", "p. i"), Pagina(2, "  "), Pagina(3, "Tres")), "x")
    assert [(f.numero, f.pagina, f.etiqueta, f.texto) for f in fragmentar(texto)] == [
        (1, 1, "p. i", "Uno"),
        (2, 3, "p. 3", "Tres"),
    ]


def test_una_pagina_larga_sin_articulos_da_varios_pasajes_con_sus_posiciones() -> None:
    largo = "\n\n".join(f"Considerando {n}. " + "palabra " * 60 for n in range(30))
    pasajes = partir(largo)
    assert len(pasajes) > 3
    assert all(largo[f.inicio : f.fin] == f.texto and len(f.texto) <= TAMANO_MAXIMO for f in pasajes)
    assert {f.etiqueta for f in pasajes} == {"p. 1"}


@pytest.mark.parametrize(
    ("renglon", "etiqueta"),
    [
        ("Artículo 12. Objeto.", "Artículo 12"),
        ("ARTÍCULO 1. Creación.", "Artículo 1"),
        ("ARTICULO 1o.- Protección a la persona.", "Artículo 1"),
        ("Artículo 1º. Protección a la persona.", "Artículo 1"),
        ("Artículo 3°. Derecho a la vida.", "Artículo 3"),
        ("Artículo 12 bis. Informes.", "Artículo 12 Bis"),
        ("ARTICULO 7 Bis.* Proceso Presupuestario.", "Artículo 7 Bis"),
        ("ARTICULO 17. Quáter. Ejecución", "Artículo 17 Quáter"),
        ("Artículo 5 A.- Informes.", "Artículo 5 A"),
        ("Art. 5.- Del Consejo.", "Artículo 5"),
        ("ART. 5. Del Consejo.", "Artículo 5"),
        ("ARTICULO 3.- * Desconcentración.", "Artículo 3"),
        ("ARTÍCULO PRIMERO. Se aprueba el reglamento.", "Artículo primero"),
        ("ARTICULO DÉCIMO SEGUNDO.- Vigencia.", "Artículo décimo segundo"),
        ("Artículo único. Vigencia.", "Artículo único"),
        ("ARTICULO UNICO. Autorízase.", "Artículo único"),
        ("Artículo 156 quater. Condenas.", "Artículo 156 Quáter"),
        ("ARTÍCULO VIGESIMO SEPTIMO.- Vigencia.", "Artículo vigésimo séptimo"),
        ("Artículo decimocuarto. Vigencia.", "Artículo decimocuarto"),
        ("ARTÍCULO XIV. De los bienes.", "Artículo XIV"),
        ("ARTICUL0 5. Objeto", "Artículo 5"),
        ("ART(CULO 52. Se reforma el párrafo.", "Artículo 52"),
        ("· ARTÍCULO 5. Se adiciona", "Artículo 5"),
        ("\"Artículo 4. Rendición de Cuentas.", "Artículo 4"),
        ("“Artículo 4. Rendición de Cuentas.", "Artículo 4"),
        ("qArtículo 17 Bis. Acceso a la Información", "Artículo 17 Bis"),
        ("Artículo 8\nObjeto de la ley", "Artículo 8"),
        ("ARTÍCULO 9 OBJETO DE LA LEY", "Artículo 9"),
    ],
)  # fmt: skip
def test_un_renglon_que_encabeza_un_articulo_lo_nombra(renglon: str, etiqueta: str) -> None:
    assert etiquetas(f"Decreta lo siguiente.\n{renglon}\nEl texto.") == [etiqueta]


@pytest.mark.parametrize(
    "texto",
    [
        "Se actuará según el Artículo 5 de la Ley.",
        "Se actuará según el\nArtículo 5. En todo caso, se avisará.",
        "De conformidad con lo dispuesto en el\nArtículo 5 de la Ley de Migración.",
        "Lo anterior.\nArtículo 5º de la Constitución, que dice.",
        "Lo anterior.\nArtículo 1o. de la Constitución, que dice.",
        "Lo anterior.\nArtículo 8, literal i) de la Ley.",
        "Lo que dice el\nartículo 14. Además, se avisará.",
        "Lo anterior.\nArtículos 5 y 6. Se derogan.",
        "Lo anterior.\nArtículo sobre la migración. Autor.",
        "Índice\nArtículo 5. Objeto ............ 12\nArtículo 6. Fines . . . . . . . 13",
        "Lo anterior.\nArtículo 5-2010 del acuerdo.",
    ],
)
def test_una_mencion_no_encabeza_nada(texto: str) -> None:
    assert etiquetas(texto) == []


def test_una_norma_se_parte_en_sus_articulos_y_lo_de_antes_es_de_la_pagina() -> None:
    pasajes = partir(
        "DECRETO 46-2007\nEl Congreso decreta:\nArtículo 1. Creación.\nSe crea el Consejo.\n"
        "Artículo 2. Fines.\nAtender a los migrantes."
    )
    assert [(f.numero, f.etiqueta, f.texto.splitlines()[0]) for f in pasajes] == [
        (1, "p. 1", "DECRETO 46-2007"),
        (2, "Artículo 1", "Artículo 1. Creación."),
        (3, "Artículo 2", "Artículo 2. Fines."),
    ]


def test_un_articulo_que_pasa_de_pagina_da_un_pasaje_en_cada_una_con_su_nombre() -> None:
    pasajes = partir(
        "Artículo 1. Creación.\nSe crea.\nArtículo 2. Fines.\nAtender a los",
        "migrantes.\nArtículo 3. Sede.",
    )
    assert [(f.pagina, f.etiqueta) for f in pasajes] == [
        (1, "Artículo 1"), (1, "Artículo 2"), (2, "Artículo 2"), (2, "Artículo 3"),
    ]  # fmt: skip


def test_un_articulo_largo_se_parte_y_cada_parte_lleva_su_nombre() -> None:
    pasajes = partir("Artículo 1. " + "Se crea el Consejo de la materia. " * 300 + "\nArtículo 2. Fin.")
    largos = [f for f in pasajes if f.etiqueta == "Artículo 1"]
    assert len(largos) > 2
    assert all(len(f.texto) <= TAMANO_MAXIMO for f in largos)


def test_un_articulo_largo_se_parte_donde_empieza_un_literal() -> None:
    literales = "".join(f"{letra}) {'Lo que la autoridad dice. ' * 40}\n" for letra in "abcdefgh")
    largos = partir(f"Artículo 1. Son obligaciones:\n{literales}Artículo 2. Fin.")[:-1]
    assert len(largos) > 2
    assert {(f.etiqueta, f.ancla) for f in largos} == {("Artículo 1", "art-1")}
    assert all(f.texto[1] == ")" for f in largos[1:])


def test_tras_la_formula_final_ya_no_hay_articulo_y_un_anexo_lleva_su_nombre() -> None:
    pasajes = partir("Artículo 1. Fin.\nHoy.\n\nCOMUNÍQUESE\nFulano", "ANEXO\nLista de puestos.")
    assert [f.etiqueta for f in pasajes] == ["Artículo 1", "p. 1", "ANEXO"]
    pasajes = partir("Artículo 1. Fin.\nHoy.", "ANEXO\nLista de puestos.")
    assert [(f.etiqueta, f.ancla) for f in pasajes] == [("Artículo 1", "art-1"), ("ANEXO", "enc-anexo")]


def test_el_nombre_del_capitulo_va_con_el_articulo_al_que_encabeza() -> None:
    pasajes = partir("Artículo 1. Creación.\nSe crea.\n\nCAPÍTULO II\nFunciones\n\nArtículo 2. Fines.")
    assert pasajes[0].texto.endswith("Se crea.")
    assert pasajes[1].texto.startswith("CAPÍTULO II\nFunciones")


def test_un_articulo_citado_en_un_dictamen_no_da_nombre_al_resto_del_dictamen() -> None:
    pasajes = partir(
        "El dictamen transcribe:\n\"Artículo 171. Otras atribuciones del Congreso.\"",
        "Por lo expuesto, esta comisión dictamina favorablemente.",
    )  # fmt: skip
    assert [f.etiqueta for f in pasajes] == ["p. 1", "Artículo 171 (citado)", "p. 2"]


_TROZOS = st.sampled_from(
    ["Artículo 1. ", "ARTICULO 2o.-", "CAPÍTULO I", "\n", "\n\n", "a ", "el", " ", ".", "“", "Art. 3", "…"]
)


@given(st.lists(st.lists(_TROZOS | st.text(max_size=5), max_size=40).map("".join), max_size=4))
def test_los_pasajes_cubren_todo_el_texto_una_sola_vez_y_en_orden(paginas: list[str]) -> None:
    pasajes = partir(*paginas)
    assert [f.numero for f in pasajes] == list(range(1, len(pasajes) + 1))
    sin_membrete = cuerpos(list(enumerate(paginas, 1)))
    for numero, (texto, (desde, hasta)) in enumerate(zip(paginas, sin_membrete, strict=True), 1):
        suyos = [f for f in pasajes if f.pagina == numero]
        assert all(texto[f.inicio : f.fin] == f.texto != "" for f in suyos)
        resto = ""
        for f in suyos:
            assert f.inicio >= desde
            resto += texto[desde : f.inicio]
            desde = f.fin
        assert not (resto + texto[desde:hasta]).strip()


@pytest.mark.parametrize("relleno", [" ", ".", ". ", "\n", "CAPÍTULO I\n", "Artículo 1. "])
def test_un_texto_enorme_y_raro_se_parte_en_tiempo_lineal(relleno: str) -> None:
    """Si el costo creciera con el cuadrado, esto no terminaría."""
    assert list(candidatos(f"Artículo 1{relleno * 200_000}x")) is not None
