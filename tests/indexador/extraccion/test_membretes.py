"""Los encabezados y pies repetidos salen del texto buscable y se quedan en el de la página."""

import pytest

from centro_doc.documentos.coincidencias import hallar
from indexador.consulta import Resaltar
from indexador.extraccion.fragmentos import fragmentar
from indexador.extraccion.membretes import cuerpos
from indexador.ficha import Pagina, Texto

FRASES = ("La autoridad migratoria", "dará aviso a la procuraduría", "del niño que viaja", "sin compañía")


def restos(*textos):
    """Lo que queda de cada página."""
    tramos = cuerpos(list(enumerate(textos, 1)))
    return [texto[desde:hasta].strip() for texto, (desde, hasta) in zip(textos, tramos, strict=True)]


@pytest.mark.parametrize(
    ("arriba", "abajo"),
    [
        ("Código de Migración\n", ""),
        ("", "\nCongreso de la República"),
        ("Diario de Centro América\nGuatemala, martes\n\n", "\nPágina {n} de 4"),
        ("", "\n— {n} —"),
        ("{otro} Protocolo Nacional\n", ""),
    ],
)
def test_lo_que_se_repite_en_la_orilla_sale(arriba, abajo):
    paginas = [
        arriba.format(n=n, otro=n + 17) + frase + abajo.format(n=n, otro=n + 17)
        for n, frase in enumerate(FRASES, 1)
    ]
    assert restos(*paginas) == list(FRASES)


@pytest.mark.parametrize(
    ("encabezado", "sale"),
    [
        ("Artículo 5\nLEY DE PRUEBA\n", True),
        ("LEY DE PRUEBA\nArtículo 5\n", True),
        ("Artículo 1. Objeto\nLEY DE PRUEBA\n", False),
        ("Artículo {n}5. Objeto\nLEY DE PRUEBA\n", False),
    ],
)
def test_lo_que_parece_un_articulo_sale_si_dice_lo_mismo_en_la_mitad_de_las_paginas(encabezado, sale):
    quedan = restos(*(encabezado.format(n=n) + frase for n, frase in enumerate(FRASES, 1)))
    assert ("Artículo" not in "".join(quedan)) == sale
    pocas = [encabezado.format(n=1) + FRASES[n % 4] if n < 3 else f"Otra {'abcdefg'[n]}" for n in range(7)]
    assert any("Artículo" in resto for resto in restos(*pocas))


def test_los_numeros_romanos_y_las_caras_alternas_tambien():
    romanos = ["Uno", "Dos", "Tres"]
    assert restos(*(f"{t}\n{n}" for t, n in zip(romanos, ("iv", "v", "vi"), strict=True))) == romanos
    caras = [f"{'Protocolo' if n % 2 else 'Comisión'}\nTexto {'abcdefg'[n]} propio" for n in range(6)]
    assert restos(*caras) == [f"Texto {'abcdefg'[n]} propio" for n in range(6)]


@pytest.mark.parametrize(
    "paginas",
    [
        ("Igual\nuno", "Igual\ndos"),
        ("Igual\nuno", "Igual\ndos", "Otro\ntres"),
        ("Artículo 1. Objeto\na", "Artículo 2. Objeto\nb", "Artículo 3. Objeto\nc"),
        ("CAPÍTULO I\na", "CAPÍTULO I\nb", "CAPÍTULO I\nc"),
        ("1.\nuno", "5.\ndos", "2.\ntres", "9.\ncuatro", "x\ncinco"),
        ("Lo mismo en todas", "Lo mismo en todas", "Lo mismo en todas"),
        ("Se acuerda:\na", "Se acuerda:\nb", "Se acuerda:\nc"),
    ],
)
def test_lo_que_no_es_membrete_se_queda(paginas):
    assert restos(*paginas) == list(paginas)


def test_tres_coincidencias_perdidas_entre_muchas_no_son_un_membrete():
    paginas = [f"{'nacional.' if n in (3, 20, 39) else f'empieza {n * n}'}\ncuerpo {n}" for n in range(40)]
    assert restos(*paginas)[20].startswith("nacional.")


def test_el_fragmento_no_los_lleva_y_sus_posiciones_son_las_de_la_pagina():
    paginas = tuple(
        Pagina(n, f"Congreso de la República\n{frase}\nPágina {n}") for n, frase in enumerate(FRASES, 1)
    )
    fragmentos = fragmentar(Texto(paginas, ""))
    assert [f.texto for f in fragmentos] == list(FRASES)
    assert [paginas[f.pagina - 1].texto[f.inicio : f.fin] for f in fragmentos] == list(FRASES)


def test_una_frase_que_cruza_la_pagina_se_marca_aunque_en_medio_este_el_pie():
    textos = {n: f"{frase}\nCongreso de la República {n}" for n, frase in enumerate(FRASES, 1)}
    halladas = hallar(textos, Resaltar(frases=(("migratoria", "dara", "aviso"),)))
    assert [(p.pagina, [textos[p.pagina][a:b] for a, b in p.marcas]) for p in halladas.pasajes] == [
        (1, ["migratoria"]),
        (2, ["dará aviso"]),
    ]
    assert not hallar(textos, Resaltar(formas=frozenset({"congreso"}))).pasajes


def test_la_palabra_que_corta_la_pagina_se_une_aunque_en_medio_este_el_pie():
    textos = ("Velará por la repa-\nCongreso 1", "triación digna\nCongreso 2", "Así lo hará\nCongreso 3")
    fragmentos = fragmentar(Texto(tuple(Pagina(n, t) for n, t in enumerate(textos, 1)), ""))
    assert [f.texto for f in fragmentos] == ["Velará por la repa-\ftriación", " digna", "Así lo hará"]


def test_el_encabezado_al_que_el_ocr_le_perdió_algo_también_sale():
    entero = "2 Guatemala, MARTES 12 de noviembre 2013 DIARIO de CENTRO AMÉRICA NÚMERO 29"
    paginas = [f"{entero}\n{frase}" for frase in FRASES]
    recortado = "DIARIO de CENTRO AMÉRICA MARTES 12 de noviembre 2013\nuna frase propia"
    ajeno = "El Diario de Centro América dijo un martes de noviembre 2013\notra frase propia"
    assert restos(*paginas, recortado, ajeno)[4:] == ["una frase propia", ajeno]
