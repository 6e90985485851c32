"""Comparar textos enormes, vacíos, repetidos o iguales responde, y dice su límite."""

from io import BytesIO

import pytest
from docx import Document
from fabrica import sembrar_documento

from centro_doc.comun.bd import transaccion
from centro_doc.cotejos import comparaciones, cuadro, palabras
from centro_doc.normas.modelos import Norma
from indexador.juridico.comparacion import Suerte, cotejar
from indexador.juridico.estructura import estructurar
from indexador.juridico.unidades import unidades
from tests.crecimiento import VECES, crece_con_la_entrada

LARGO = "Artículo 1. Todo. " + " ".join(f"palabra{n % 5000}" for n in range(90_000))
TEXTOS = {
    1: ("\n".join(f"Artículo {n}. La regla {n} rige." for n in range(1, 40)),),
    2: ("\n".join(f"Artículo {n}. La norma {n} manda." for n in range(1, 40)),),
    3: ("\n".join(f"Artículo 1. La regla {n} rige." for n in range(40)),),
    4: (LARGO,),
    5: (LARGO.replace("palabra1 ", "otra "),),
    6: ("", " \n"),
    7: ("\n".join(f"Artículo {n}. La regla {n} rige." for n in range(1, 40)),),
    8: (),
}


@pytest.fixture
def cliente(app, bd):
    with transaccion(bd) as sesion:
        for n, texto in TEXTOS.items():
            sembrar_documento(sesion, n, f"Documento {n}", texto, tipo="estudio")
    return app.test_client()


def pagina(cliente, uno, otro, mas=""):
    respuesta = cliente.get(f"/comparar-textos?a={uno}&b={otro}{mas}")
    return respuesta.status_code, respuesta.text


@pytest.mark.parametrize(
    ("uno", "otro", "dicho"),
    [
        (6, 8, "Ninguno de los dos tiene texto que comparar."),
        (1, 6, "CD-00006 no tiene texto que comparar."),
        (8, 1, "CD-00008 no tiene texto que comparar."),
        (1, 7, "Los dos dicen lo mismo."),
        (1, 3, "sólo a la izquierda"),
        (4, 5, "Los textos son muy largos o muy distintos"),
        (4, 5, "Se muestran las primeras 20,000 letras de 1,0"),
    ],
)
def test_responde_y_dice_lo_que_pasa(cliente, uno, otro, dicho):
    estado, texto = pagina(cliente, uno, otro)
    assert estado == 200 and dicho in texto
    assert len(texto) < 200_000


def test_si_pasan_del_límite_la_página_y_el_cuadro_lo_dicen(cliente, monkeypatch):
    monkeypatch.setattr(comparaciones, "LARGO", 100)
    estado, texto = pagina(cliente, 1, 2)
    assert estado == 422 and "escriba qué artículo quiere comparar" in texto
    cuadro_pedido = cliente.get("/comparar-textos.docx?a=1&b=2")
    assert (cuadro_pedido.status_code, cuadro_pedido.location) == (303, "/comparar-textos?a=1&b=2")
    assert pagina(cliente, 1, 2, "&articulo=7&con=7")[0] == 200


def test_el_cuadro_tiene_un_límite_de_renglones_y_de_letras_y_lo_dice(cliente, monkeypatch):
    monkeypatch.setattr(cuadro, "FILAS", 3)
    hecho = Document(BytesIO(cliente.get("/comparar-textos.docx?a=1&b=2").data))
    assert len(hecho.tables[0].rows) == 4
    assert "El cuadro llega hasta aquí: 3 renglones. Faltan 36;" in hecho.paragraphs[-1].text
    largo = Document(BytesIO(cliente.get("/comparar-textos.docx?a=4&b=5").data)).tables[0]
    celda = largo.rows[1].cells[0].text
    assert len(celda) < 21_000 and celda.endswith("letras de 1,060,025.")


def test_se_corta_en_un_espacio_y_cuenta_lo_de_todas_las_corridas():
    partes = [palabras.Corrida("uno dos "), palabras.Corrida("tres cuatro", "puesto"), palabras.Corrida("x")]
    assert [una.texto for una in palabras.hasta(partes, 15)] == ["uno dos ", "tres …"]
    assert [una.texto for una in palabras.hasta(partes, 20)] == ["uno dos ", "tres cuatro", "x"]
    assert [una.texto for una in palabras.hasta([palabras.Corrida("abcdef")], 3)] == ["abc …"]


def test_muchos_artículos_cuestan_lo_que_miden():
    def preparar(cuantos):
        hojas = ["\n".join(f"Artículo {n}. La regla {n} rige." for n in range(1, cuantos + 1))]
        otras = [hojas[0].replace("rige", "manda")]
        return [unidades(texto, estructurar(texto)) for texto in (hojas, otras)]

    def comparar(cuantos):
        hecho = cotejar(*preparados[cuantos])
        assert hecho.cuantos(Suerte.CAMBIADO) == len(preparados[cuantos][0]) > 0.9 * cuantos

    preparados = {cuantos: preparar(cuantos) for cuantos in (4_000 // VECES, 4_000)}
    crece_con_la_entrada(comparar, 4_000)


def test_el_texto_de_una_norma_enorme_va_por_hojas_y_cada_artículo_tiene_límite(app, bd):
    articulos = [f"Artículo {n}. La regla {n} rige." for n in range(1, 601)]
    articulos[0] = LARGO.removesuffix("\nArtículo 2. Fin.")
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 1, "Ley", ("\n".join(articulos),), numero="46-2007")
        sesion.add(Norma(clave="DC-46-2007", clase="DC", numero="46", anio=2007, nombre="Ley", marca="V"))
    primera = app.test_client().get("/normas/DC-46-2007/texto").text
    assert 'id="art-500"' in primera and 'id="art-501"' not in primera and len(primera) < 400_000
    assert "Se muestran las primeras 20,000 letras de 1,0" in primera
    segunda = app.test_client().get("/normas/DC-46-2007/texto?pagina=2").text
    assert 'id="art-501"' in segunda and 'id="art-500"' not in segunda
