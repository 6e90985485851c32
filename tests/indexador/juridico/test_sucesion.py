"""Qué encabezados son artículos de la norma y con qué número, aunque el OCR los lea mal."""

import pytest

from indexador.juridico.estructura import Estructura, estructurar
from tests.crecimiento import crece_con_la_entrada

CUERPO = (
    "\nLa autoridad hará lo que le toca, en la forma y en el plazo que el reglamento diga, y dará cuenta.\n"
)


def de(*rotulos: str) -> Estructura:
    """La estructura de un texto con esos encabezados, cada uno con su cuerpo."""
    return estructurar(["".join(rotulo + CUERPO for rotulo in rotulos)])


def numeros(estructura: Estructura, clase: str = "articulo") -> list[str]:
    return [division.numero for division in estructura.divisiones if division.clase == clase]


def test_los_agregados_van_entre_su_articulo_y_el_siguiente():
    leidos = de(
        "Artículo 17. A.",
        "Artículo 17 Bis. B.",
        "ARTICULO 17. Ter. C.",
        "Artículo 17 Quáter. D.",
        "Art. 18. E.",
    )
    assert numeros(leidos) == ["17", "17-bis", "17-ter", "17-quater", "18"]
    assert [d.ancla for d in leidos.divisiones if d.clase == "articulo"][1:4] == [
        "art-17-bis",
        "art-17-ter",
        "art-17-quater",
    ]


@pytest.mark.parametrize(
    ("rotulos", "leidos"),
    [
        (["ARTICULO 10. A", "ARTICULO 20. B", "ARTICULO 30. C", "ARTICULO 4. D"], ["1", "2", "3", "4"]),
        (["Artículo 9. A", "Artículo 1o. B", "Artículo 11. C"], ["9", "10", "11"]),
        (["Artículo 14. A", "Artículo l5. B", "Artículo 16. C"], ["14", "15", "16"]),
        (["Artículo l. A", "Artículo 2. B"], ["1", "2"]),
        (["Artículo 9. A", "Artículo 1 0. B", "Artículo 11. C"], ["9", "10", "11"]),
        (["Artículo 7. A", "Artículo 6. B", "Artículo 9. C"], ["7", "8", "9"]),
        (["Artículo 9. A", "Artículo lO. B", "Artículo ll. C", "Artículo l2. D"], ["9", "10", "11", "12"]),
        (["ARTICULO lO.- A", "ARTICULO 2O.- B", "ARTICULO 3O.- C"], ["1", "2", "3"]),
        (["Artículo 100. A", "Artículo 1O1. B", "Artículo 102. C"], ["100", "101", "102"]),
        (["ARTÍCULO PRIMERO. A", "ARTÍCULO SEGUNDO. B"], ["1", "2"]),
        (["ARTÍCULO UNO. A", "Artículo dos.- B", "Artículo tres: C"], ["1", "2", "3"]),
        (["Artículo veintinueve.- A", "Artículo treinta.- B", "Art. treinta y uno.- C"], ["29", "30", "31"]),
        (["Artículo ciento diecinueve", "Artículo ciento veinte. B"], ["119", "120"]),
        (["Artículo único. A"], ["unico"]),
        (["Artículo 1. A", "AR1ICULO 2. B", "Artícu.lo 3. C", "Artículo_ 4~ D"], ["1", "2", "3", "4"]),
        (["Artículo 1. A", "Artículo 2. B", "Artículo 5. C", "Artículo 6. D"], ["1", "2", "5", "6"]),
    ],
    ids=[
        *("1o por 10", "10 por 1o", "l5", "l", "aparte", "una cifra", "lO", "lO por 1o", "1O1", "ordinales"),
        *("palabras", "dos palabras", "ciento", "único", "letras", "salto"),
    ],
)  # fmt: skip
def test_la_sucesion_resuelve_los_numeros_mal_leidos(rotulos, leidos):
    assert numeros(de(*rotulos)) == leidos


@pytest.mark.parametrize(
    "intruso",
    [
        "“Artículo 7 Bis. Proceso.",
        "\"Artículo 90. Proceso.",
        "Se reforma, y queda así:\nArtículo 3. Proceso.",
        "qArtículo 36. Proceso.",
        "Artículo 171. Otras atribuciones.",
    ],
)  # fmt: skip
def test_el_articulo_de_otra_norma_no_es_de_esta(intruso):
    estructura = de("Artículo 1. A", "Artículo 2. B" + CUERPO + intruso, "Artículo 3. C", "Artículo 4. D")
    assert numeros(estructura) == ["1", "2", "3", "4"]
    (citado,) = [division for division in estructura.divisiones if division.clase == "articulo_citado"]
    padre = estructura.divisiones[citado.padre]
    assert (padre.clase, padre.numero) == ("articulo", "2")
    assert citado.ancla.startswith("art-2-cita-")
    assert (citado.pagina_final, citado.fin) <= (padre.pagina_final, padre.fin)


def test_lo_citado_acaba_donde_se_cierran_sus_comillas():
    texto = 'Artículo 1. Se reforma el artículo 9:\n"Artículo 9. Plazo.\nSerá de un mes."\nSigue lo propio.\n'
    estructura = estructurar([texto + "Artículo 2. Fin.\nYa."])
    citado = next(d for d in estructura.divisiones if d.clase == "articulo_citado")
    assert texto[citado.inicio : citado.fin].endswith("un mes.\"")  # fmt: skip


def test_los_que_la_lectura_dejo_fuera_de_orden_siguen_siendo_articulos():
    assert numeros(de(*(f"Artículo {n}. A" for n in (1, 2, 5, 6, 3, 7, 8)))) == [
        "1",
        "2",
        "5",
        "6",
        "3",
        "7",
        "8",
    ]


@pytest.mark.parametrize(
    ("escritos", "leidos"),
    [
        (["1", "2", "26", "117", "118"], ["1", "2", "26", "117", "118"]),
        (["1", "2", "26", "40", "117", "118"], ["1", "2", "26", "40", "117", "118"]),
        (["1", "2", "l0"], ["1", "2"]),
        (["1", "2", "40", "26", "3", "4"], ["1", "2", "3", "4"]),
    ],
    ids=["uno", "dos", "un diez suelto no es otro uno", "sin salto son citas"],
)
def test_un_extracto_que_salta_no_pierde_al_de_en_medio(escritos, leidos):
    assert numeros(de(*(f"Artículo {escrito}. A" for escrito in escritos))) == leidos


def test_la_norma_que_aprueba_otra_no_le_quita_sus_primeros_articulos():
    aprueba = [f"Artículo {n}. Aprueba{CUERPO * 2}" for n in (1, 2, 3)]
    leidos = de(*aprueba, *(f"Artículo {n}. B" for n in range(1, 9)))
    articulos = [d for d in leidos.divisiones if d.clase == "articulo"]
    assert [d.numero for d in articulos] == ["1", "2", "3", *map(str, range(1, 9))]
    assert not numeros(leidos, "articulo_citado")


def test_un_indice_sin_puntos_no_son_articulos():
    indice = "".join(f"Artículo {n}. Nombre del {n}\n" for n in range(1, 6))
    cuerpo = "".join(f"Artículo {n}. Nombre del {n}.{CUERPO}" for n in range(1, 6))
    estructura = estructurar([indice, cuerpo])
    assert [(d.numero, d.pagina) for d in estructura.divisiones if d.clase == "articulo"] == [
        (str(n), 2) for n in range(1, 6)
    ]


@pytest.mark.parametrize("rotulo", ["ÍNDICE\n\n", "", "TÍTULO I\n", "Contenido\n"])
@pytest.mark.parametrize("pagina", ["", " 7", "........ 7"])
def test_el_indice_del_final_ni_repite_los_articulos_ni_es_del_ultimo(rotulo, pagina):
    cuerpo = "".join(f"Artículo {n}. Nombre del {n}.{CUERPO}\n" for n in range(1, 6))
    indice = "".join(f"Artículo {n}. Nombre del {n}{pagina}\n" for n in range(1, 6))
    texto = f"{cuerpo}{rotulo}{indice}"
    divisiones = estructurar([texto]).divisiones
    assert [d.numero for d in divisiones if d.clase == "articulo"] == ["1", "2", "3", "4", "5"]
    assert not [d for d in divisiones if d.clase == "articulo_citado"]
    if rotulo not in ("", "TÍTULO I\n") or not pagina.startswith("."):
        ultimo = next(d for d in divisiones if d.ancla == "art-5")
        assert texto[ultimo.inicio : ultimo.fin].endswith("dará cuenta.")


def test_otra_norma_con_los_mismos_nombres_no_es_un_indice():
    una = "Artículo 1. Objeto. Repartir el agua.\nArtículo 2. Vigencia. Hoy.\nCOMUNÍQUESE\n"
    otra = una.replace("Repartir el agua", "Beber").replace("Hoy", "Mañana")
    assert [d.numero for d in estructurar([una + otra]).divisiones if d.clase == "articulo"] == ["1", "2"] * 2


def test_los_transitorios_son_otra_serie_con_otra_direccion():
    ordinarios = [f"Artículo {n}. Nombre." for n in range(1, 9)]
    estructura = de(*ordinarios[:-1], ordinarios[-1] + CUERPO + "DISPOSICIONES TRANSITORIAS", *ordinarios[:7])
    articulos = [d for d in estructura.divisiones if d.clase == "articulo"]
    assert [(d.numero, d.serie) for d in articulos][6:9] == [
        ("7", "ordinaria"),
        ("8", "ordinaria"),
        ("1", "transitoria"),
    ]
    assert (articulos[6].ancla, articulos[-1].ancla) == ("art-7", "art-t7")
    assert articulos[-1].etiqueta == "Artículo 7 (transitorio)"


def test_otra_norma_en_el_mismo_archivo_no_repite_direcciones():
    cierre = CUERPO + "COMUNÍQUESE\nACUERDO NÚMERO 9-2013"
    estructura = de("Artículo 1. A", "Artículo 2. B" + cierre, "Artículo 1. C", "Artículo 2. D")
    articulos = [d for d in estructura.divisiones if d.clase == "articulo"]
    assert [d.ancla for d in articulos] == ["art-1", "art-2", "art-1-2", "art-2-2"]
    assert estructura.divisiones[articulos[2].padre].etiqueta == "ACUERDO NÚMERO 9-2013"


@pytest.mark.parametrize("renglon", ["Artículo 1.\n", "Artículo 10. A\n", "\"Artículo 5. A\n"])  # fmt: skip
def test_miles_de_encabezados_cuestan_en_proporcion(renglon):
    crece_con_la_entrada(lambda veces: estructurar(["Artículo 1. Uno\n" + renglon * veces]), 8_000)
