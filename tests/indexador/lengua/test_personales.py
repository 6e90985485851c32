"""Los datos que identifican a un particular: cuáles se cubren y qué números no lo son."""

import pytest
from crecimiento import crece_con_la_entrada

from indexador.lengua.personales import cuantos, datos_personales, sin_datos_personales


@pytest.mark.parametrize(
    ("texto", "dato", "clase"),
    [
        ("Tesis de Ana Prueba, carné 200112345. Análisis", "200112345", "número de carné"),
        ("Carnet estudiantil No. 2001-12345", "2001-12345", "número de carné"),
        ("con número de carné:\n97-12345", "97-12345", "número de carné"),
        ("registro académico 201900123", "201900123", "número de carné"),
        ("DPI 2345 67890 0101", "2345 67890 0101", "número de DPI"),
        ("Código Único de Identificación -CUI- número 2345678900101", "2345678900101", "número de DPI"),
        ("se identifica (2345-67890-0101)", "2345-67890-0101", "número de DPI"),
        (
            "cédula de vecindad, número de orden A-1 y de registro 123,456",
            "A-1 y de registro 123,456",
            "número de cédula de vecindad",
        ),
        ("pasaporte ordinario No. A1234567", "A1234567", "número de pasaporte"),
        ("celular (502) 5555-1234", "502) 5555-1234", "teléfono móvil"),
        ("afiliación al IGSS No. 198712345", "198712345", "número de afiliación"),
    ],
)
def test_el_dato_se_cubre_sin_mover_lo_demas(texto: str, dato: str, clase: str) -> None:
    (hallado,) = datos_personales(texto)
    assert (texto[hallado.inicio : hallado.fin].lstrip("("), hallado.clase) == (dato, clase)
    cubierto = sin_datos_personales(texto)
    assert len(cubierto) == len(texto) and dato not in cubierto
    assert cubierto[: hallado.inicio] == texto[: hallado.inicio]
    assert cubierto[hallado.fin :] == texto[hallado.fin :]


@pytest.mark.parametrize(
    "texto",
    [
        "artículo 8 del Decreto 46-2007",
        "7a. avenida 95-98 zona 9, teléfono 2329-7070",
        "el pasaporte. Decreto 44-2016 del Congreso",
        "el carné de identificación, Acuerdo 12-2009",
        "el Documento Personal de Identificación creado por el Decreto 90-2005",
        "1,458,000 guatemaltecos en 2017",
        "cédula de notificación 123456",
        "de 1990 a 20000 de 2010",
    ],
)
def test_los_demas_numeros_se_dejan(texto: str) -> None:
    assert datos_personales(texto) == () and sin_datos_personales(texto) == texto


def test_se_cuentan_por_clase() -> None:
    datos = datos_personales("carné 200112345; carné 200112346; DPI 2345 67890 0101; celular 5555-1234")
    assert list(cuantos(datos)) == ["2 números de carné", "1 número de DPI", "1 teléfono móvil"]


@pytest.mark.parametrize(
    "trozo", ["carné de a ", "cédula de vecindad ", "dpi ", "pasaporte a", "carné 1-", "celular (1"]
)
def test_buscarlos_cuesta_en_proporcion_al_texto(trozo: str) -> None:
    crece_con_la_entrada(lambda largo: datos_personales(trozo * largo + "1234"), 8_000)
