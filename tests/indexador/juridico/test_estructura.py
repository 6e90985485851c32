"""La estructura de un documento: divisiones, párrafos, notas, direcciones y lo que ocupa cada cosa."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.extraccion.fragmentos import fragmentar
from indexador.ficha import Pagina, Texto
from indexador.juridico.estructura import Division, Estructura, estructurar
from tests.crecimiento import crece_con_la_entrada

LEY = [
    "DECRETO NÚMERO 7-2031\n\nCONSIDERANDO:\nQue el agua falta.\n\nCONSIDERANDO:\nQue el agua sobra.\n\n"
    "POR TANTO:\nEn ejercicio de sus atribuciones,\n\nDECRETA:\n\nLEY DEL AGUA\n\nTÍTULO I\nDel agua\n\n"
    "CAPÍTULO ÚNICO\nGeneralidades\n\nArtículo 1. Objeto. Esta ley regula el agua:\n\n"
    "a) La dulce:\n\n1. De río.\n\n2. De lago.\n\nb) La salada.\n\nEl reglamento dirá cuál es cuál.\n\n"
    "*Reformado por el Artículo 2, del Decreto Número\n8-2032 el 1-1-2033\n\n"
    "Artículo 2.- * Fines.\n\nSon fines de esta ley los que dice su nombre y los que",
    "LEY DEL AGUA\ndiga el reglamento, que se publicará.\n\nTÍTULO II\nDe la sed\n\nSECCIÓN PRIMERA\n\n"
    "Artículo 2 Bis. Vigencia. Esta ley rige desde hoy.\n\nPASE AL ORGANISMO EJECUTIVO\n\nDADO EN EL PALACIO",
]  # fmt: skip


def clases(estructura: Estructura) -> list[tuple[str, str]]:
    return [(d.clase, d.numero) for d in estructura.divisiones]


def una(estructura: Estructura, clase: str, numero: str = "") -> Division:
    return next(d for d in estructura.divisiones if d.clase == clase and numero in ("", d.numero))


def dicho(paginas: list[str], estructura: Estructura, division: Division) -> str:
    indice = estructura.divisiones.index(division)
    return "|".join(paginas[p - 1][a:b].strip() for p, a, b in estructura.tramos(indice))


@pytest.fixture(scope="module")
def ley() -> Estructura:
    return estructurar(LEY)


def test_una_norma_entera_en_orden(ley):
    assert [" ".join(par).rstrip() for par in clases(ley)] == [
        "considerando 1", "considerando 2", "encabezado", "titulo 1", "capitulo 1", "articulo 1", "parrafo 1",
        "literal a", "numeral 1", "numeral 2", "literal b", "parrafo 2", "nota_de_reforma", "articulo 2",
        "parrafo 1", "parrafo 2", "titulo 2", "seccion 1", "articulo 2-bis", "parrafo 1", "formula_final",
    ]  # fmt: skip


def test_cada_una_cuelga_de_la_que_la_contiene(ley):
    padres = {d.ancla: ley.divisiones[d.padre].ancla for d in ley.divisiones if d.padre is not None}
    assert padres["art-1-lit-a-num-2"] == "art-1-lit-a"
    assert padres["art-1-lit-a"] == padres["art-1-nota"] == "art-1"
    assert padres["art-1"] == "tit-1-cap-1"
    assert padres["art-2-bis"] == "tit-2-sec-1"
    assert "considerando-1" not in padres


def test_los_epigrafes_son_los_nombres_y_no_el_texto(ley):
    assert [d.epigrafe for d in ley.divisiones if d.clase == "articulo"] == ["Objeto", "Fines", "Vigencia"]
    assert [d.epigrafe for d in ley.divisiones if d.clase in ("titulo", "capitulo", "seccion")] == [
        "Del agua", "Generalidades", "De la sed", "",
    ]  # fmt: skip
    sin = estructurar(
        ["Artículo 1. Se crea la oficina de la materia. Su sede es la capital.\nArtículo 2.\nNada."]
    )
    assert [d.epigrafe for d in sin.divisiones if d.clase == "articulo"] == ["", ""]


def test_el_texto_de_un_articulo_no_lleva_notas_ni_lo_que_sigue(ley):
    assert dicho(LEY, ley, una(ley, "articulo", "1")).endswith("cuál es cuál.")
    assert dicho(LEY, ley, una(ley, "nota_de_reforma")).split() == LEY[0][LEY[0].index("*Ref") :].split()[:11]
    assert dicho(LEY, ley, una(ley, "articulo", "2-bis")).endswith("rige desde hoy.")
    assert dicho(LEY, ley, una(ley, "considerando", "2")).endswith("el agua sobra.")


def test_el_articulo_que_pasa_de_pagina_no_lleva_su_encabezado():
    paginas = [f"LEY DEL AGUA\nArtículo {n}. Nombre. Se hará lo que\n{n}" for n in range(1, 5)]
    paginas[1] = "LEY DEL AGUA\ndiga el reglamento.\nArtículo 2. Nombre. Se hará lo que\n2"
    estructura = estructurar(paginas)
    primero = una(estructura, "articulo", "1")
    assert (primero.pagina, primero.pagina_final) == (1, 2)
    assert dicho(paginas, estructura, primero) == "Artículo 1. Nombre. Se hará lo que|diga el reglamento."


@pytest.mark.parametrize(("uno", "otro"), [("Que,", "Que,"), ("Primero.-", "Segundo. -")])
def test_un_rotulo_de_considerando_que_encabeza_varios(uno, otro):
    texto = (
        f"CONSIDERANDO:\n{uno} el agua falta;\n{otro} el agua\nsobra.\nRESUELVE:\nArtículo 1.- Beber.\nYa."
    )
    assert [d.numero for d in estructurar([texto]).divisiones if d.clase == "considerando"] == ["1", "2"]
    sin_articulos = estructurar([texto[: texto.index("Art")]]).divisiones
    assert [d.clase for d in sin_articulos] == ["considerando", "considerando", "encabezado"]


@pytest.mark.parametrize(
    ("texto", "esperadas"),
    [
        ("g) x;\nh) x;\ni) x;\nj) x.", ["literal g", "literal h", "literal i", "literal j"]),
        (
            "1. x:\ni) y;\nii) y;\niii) y.\n2. x.",
            ["numeral 1", "inciso 1", "inciso 2", "inciso 3", "numeral 2"],
        ),
        ("a) x;\nb) x;\ne) x;\nd) x.", ["literal a", "literal b", "literal c", "literal d"]),
        ("y) x;\nz) x;\naa) x;\nab) x.", ["literal y", "literal z", "literal aa", "literal ab"]),
        ("m) x;\nn) x;\no) x.", ["literal m", "literal n", "literal o"]),
        ("El plazo será de\n15. Nada más.", []),
    ],
    ids=["i es letra", "i es romano", "una mal leída", "dos letras", "sin eñe", "un número en la prosa"],
)
def test_las_subdivisiones_siguen_una_lista(texto, esperadas):
    previas = {"g": "abcdef", "y": "abcdefghijklmnñopqrstuvwx", "m": "abcdefghijkl"}.get(texto[0], "")
    lista = "".join(f"{letra}) x;\n" for letra in previas)
    divisiones = estructurar([f"Artículo 1. Lista. Son:\n{lista}{texto}"]).divisiones
    halladas = [f"{d.clase} {d.numero}" for d in divisiones if d.clase in ("literal", "numeral", "inciso")]
    assert halladas[len(previas) :] == esperadas


@pytest.mark.parametrize(
    ("nota", "lo_es"),
    [
        ("*Adicionado por el Artículo 5, del Decreto Número 3-2031", True),
        ("(*) Artículo modificado por la Ley 300", True),
        ("**Derogado por el Decreto 4-2031", True),
        ("Derogada la frase “de un mes” contenida en el artículo 3, ver\nExpediente 28-2031.", True),
        ("Inconstitucionalidad parcial en la palabra “mes” Expediente 29-2031.", True),
        ("Derogado el reglamento, la oficina hará otro.", False),
        ("Se reforma el artículo 3, creado por el Decreto 3-2031.", False),
    ],
)
def test_las_notas_del_editor_no_son_texto_de_la_norma(nota, lo_es):
    paginas = [f"Artículo 1. Nombre. El texto.\n\n{nota}\n\nArtículo 2. Nombre. Otro."]
    estructura = estructurar(paginas)
    assert [d.clase for d in estructura.divisiones].count("nota_de_reforma") == lo_es
    assert (nota in dicho(paginas, estructura, una(estructura, "articulo", "1"))) != lo_es


@pytest.mark.parametrize(
    ("nota", "lo_es"),
    [
        ("(Reformado por el artículo 1 del Decreto 10-2031\ndel Congreso de la República)", True),
        ("[Adicionado por Decreto 10-2031]", True),
        ("Reformado por el Artículo 2 del Decreto 10-2031.", True),
        ("Párrafo reformado DOF 3-1-2031", True),
        ("* Texto Original", True),
        ("Texto original.", True),
        ("Reformado el reglamento por la autoridad, el Decreto regirá.", False),
        ("El texto original\ndel contrato se archiva.", False),
    ],
)
def test_una_nota_pegada_al_articulo_tampoco_es_su_texto_y_acaba_donde_se_cierra(nota, lo_es):
    paginas = [f"Artículo 1. Nombre. El texto.\n{nota}\nOtro párrafo suyo.\nArtículo 2. Nombre. Otro."]
    estructura = estructurar(paginas)
    dicho_suyo = dicho(paginas, estructura, una(estructura, "articulo", "1"))
    assert (nota in dicho_suyo) != lo_es
    assert [d.clase for d in estructura.divisiones].count("nota_de_reforma") == lo_es
    assert dicho_suyo.endswith("Otro párrafo suyo.")


def test_una_nota_pegada_no_se_lleva_la_literal_que_la_sigue():
    paginas = [
        "Artículo 1. Nombre. Son:\nInciso reformado DOF 13-03-2031\nb) la otra.\nArtículo 2. Nombre. Y."
    ]
    assert "b) la otra." in dicho(paginas, estructurar(paginas), una(estructurar(paginas), "articulo", "1"))


def test_la_frase_que_el_renglon_corta_antes_de_reformado_no_es_una_nota():
    paginas = [
        "Artículo 1. Nombre. Se cita el texto\nReformado por el Decreto 3-2031.\nArtículo 2. Nombre. Y."
    ]
    assert "Reformado" in dicho(paginas, estructurar(paginas), una(estructurar(paginas), "articulo", "1"))


@pytest.mark.parametrize(
    "renglon",
    [
        "Capítulo II de la ley",
        "TÍTULO I La sed ........ 7",
        "según el\nCapítulo II",
        "Sección cuarta y quinta",
    ],
)
def test_lo_que_sólo_menciona_un_capitulo_no_lo_abre(renglon):
    estructura = estructurar([f"Artículo 1. Nombre. Lo dice.\n{renglon}\nArtículo 2. Otro. Más."])
    assert {d.clase for d in estructura.divisiones} == {"articulo", "parrafo"}


def test_el_numero_romano_mal_leido_de_un_libro():
    texto = "UBROI\nReformas\nArtículo 1. A.\nUno.\nLIBRO |I\nMás\nArtículo 2. B.\nDos."
    assert [d.numero for d in estructurar([texto]).divisiones if d.clase == "libro"] == ["1", "2"]


def test_las_partes_y_los_encabezados_de_lo_que_no_es_norma():
    texto = "INFORME DE LA VISITA\n\n1. Antecedentes\nHubo.\n\n2. Hallazgos\n2.1 Puesto\nHay.\n2.2 Otro\nNo."
    assert [(d.clase, d.numero, d.ancla) for d in estructurar([texto]).divisiones][1:] == [
        ("parte", "1", "enc-informe-de-la-visita-parte-1"),
        ("parte", "2", "enc-informe-de-la-visita-parte-2"),
        ("parte", "2.1", "enc-informe-de-la-visita-parte-2-parte-2-1"),
        ("parte", "2.2", "enc-informe-de-la-visita-parte-2-parte-2-2"),
    ]


def test_los_puntos_de_un_acta_son_de_agenda():
    texto = "Acta 3-2031\nPRIMERO: Se abre la sesión.\nSEGUNDO: Se lee la agenda.\nTERCERO: Se cierra."
    divisiones = estructurar([texto], clase_de_documento="acta_sesion_comision").divisiones
    assert [(d.clase, d.numero) for d in divisiones] == [("punto_de_agenda", str(n)) for n in (1, 2, 3)]


def test_los_fragmentos_del_indice_llevan_la_direccion_de_la_estructura(ley):
    fragmentos = fragmentar(Texto(tuple(Pagina(n, t) for n, t in enumerate(LEY, 1)), ""))
    de_articulos = {f.ancla for f in fragmentos if f.etiqueta.startswith("Artículo")}
    assert de_articulos == {d.ancla for d in ley.divisiones if d.clase == "articulo"}
    nota = next(f for f in fragmentos if f.texto.startswith("*Reformado"))
    assert (nota.etiqueta, nota.ancla) == ("Artículo 1, nota de reforma", "art-1")
    assert all("Reformado por" not in f.texto for f in fragmentos if f is not nota)


_TROZOS = st.sampled_from(
    ["Artículo 1. ", "Artículo 2 Bis. ", "“Artículo 9. ", "CAPÍTULO I", "\n", "\n\n", "a) ", "1. ", "el ",
     "ANEXO", "*Reformado por", "”\n", "Que ", "CONSIDERANDO", "PASE AL ORGANISMO", "TRANSITORIOS"]
)  # fmt: skip


@given(st.lists(st.lists(_TROZOS | st.text(max_size=4), max_size=30).map("".join), max_size=4))
def test_lo_que_sea_da_divisiones_en_orden_dentro_de_su_padre_y_con_direccion_propia(paginas):
    estructura = estructurar(paginas)
    assert len({d.ancla for d in estructura.divisiones}) == len(estructura.divisiones)
    for indice, division in enumerate(estructura.divisiones):
        assert (division.pagina, division.inicio) <= (division.pagina_final, division.fin)
        assert division.fin <= len(paginas[division.pagina_final - 1])
        if division.padre is not None:
            padre = estructura.divisiones[division.padre]
            assert division.padre < indice
            assert (padre.pagina, padre.inicio) <= (division.pagina, division.inicio)
            assert (division.pagina_final, division.fin) <= (padre.pagina_final, padre.fin)
        assert all(desde <= hasta for _, desde, hasta in estructura.tramos(indice))


@pytest.mark.parametrize(
    "renglon",
    [
        "CAPÍTULO I\n",
        "a) x\n",
        "x.\n(Reformado por el Decreto 1\n",
        "Texto original\n",
        "*Reformado por\n",
        "CONSIDERANDO:\nQue x;\n",
        "ANEXO\n",
        "1.1 Ab\n",
        "”\n",
    ],
)
def test_lo_que_se_repite_miles_de_veces_cuesta_en_proporcion(renglon):
    crece_con_la_entrada(lambda veces: estructurar(["Artículo 1. Uno\n" + renglon * veces]), 6_000)
