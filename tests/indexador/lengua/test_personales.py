"""Los datos que identifican a un particular: cuáles se cubren y qué números no lo son."""

from collections.abc import Callable

import pytest
from crecimiento import crece_con_la_entrada

from indexador.lengua.personales import TACHA, cuantos, datos_personales, sin_datos_personales


@pytest.mark.parametrize(
    ("texto", "datos"),
    [
        ("carné 200112345. Análisis", ("200112345",)),
        ("Carnet estudiantil No. 2001-12345", ("2001-12345",)),
        ("con número de carné:\n97-12345", ("97-12345",)),
        ("registro académico 201900123", ("201900123",)),
        (
            "carnés 200112345 y 200154321",
            (
                "200112345",
                "200154321",
            ),
        ),
        (
            "carnés: 200112345, 200154321",
            (
                "200112345",
                "200154321",
            ),
        ),
        (
            "carnés 200112345,200154321 y 201512345 de",
            (
                "200112345",
                "200154321",
                "201512345",
            ),
        ),
        ("Carné: 2001 12345", ("2001 12345",)),
        ("carne No. 200112345", ("200112345",)),
        ("CARNE: 200112345", ("200112345",)),
        ("Carne 2001-12345", ("2001-12345",)),
        ("carne de estudiante 200112345", ("200112345",)),
        ("CARNÉ No.: 200112345", ("200112345",)),
        ("Carné ........ 200112345", ("200112345",)),
        ("Carné N.° 200112345", ("200112345",)),
        ("carné (200112345)", ("200112345",)),
        (
            "Carnés:\n200112345\n200154321\nfin",
            (
                "200112345",
                "200154321",
            ),
        ),
        ("DPI: 2345 67890\n0101", ("2345 67890\n0101",)),
        ("DPI núm. 2345\n67890 0101", ("2345\n67890 0101",)),
        ("Código único 2345678900101", ("2345678900101",)),
        ("DPI 2345 67890 0101", ("2345 67890 0101",)),
        ("Código Único de Identificación -CUI- número 2345678900101", ("2345678900101",)),
        ("(2345-67899-0101)", ("2345-67899-0101",)),
        ("Ana Prueba 2345678990101 5555-1234", ("2345678990101",)),
        (
            "Documento Personal de Identificación (DPI), número 2345 67890 0101 y 2345 67890 1205",
            (
                "2345 67890 0101",
                "2345 67890 1205",
            ),
        ),
        ("D.P.I. No. 2345678900101", ("2345678900101",)),
        ("cuyo DPI es 2345 67890 0101", ("2345 67890 0101",)),
        (
            "cédula de vecindad, número de orden A-1 y de registro 123,456",
            (
                "A-1",
                "123,456",
            ),
        ),
        (
            "cédula de vecindad orden A-1 y registro 12345",
            (
                "A-1",
                "12345",
            ),
        ),
        (
            "cédula de vecindad No. A-1 12,345",
            (
                "A-1",
                "12,345",
            ),
        ),
        (
            "cédula de vecindad número de orden\nU-22 y de registro número 45,678",
            (
                "U-22",
                "45,678",
            ),
        ),
        (
            "cédula A-1, registro 12345",
            (
                "A-1",
                "12345",
            ),
        ),
        (
            "cédula de vecindad orden A-1 registro 12345",
            (
                "A-1",
                "12345",
            ),
        ),
        ("cédula de vecindad No. 123456", ("123456",)),
        (
            "cédula de vecindad A-1 12345",
            (
                "A-1",
                "12345",
            ),
        ),
        ("pasaporte ordinario No. A1234567", ("A1234567",)),
        ("pasaporte A1234567", ("A1234567",)),
        ("pasaporte No. 253456789", ("253456789",)),
        ("pasaporte número 253456789", ("253456789",)),
        ("pasaporte: 253456789", ("253456789",)),
        ("número de pasaporte 253456789", ("253456789",)),
        (
            "pasaportes Nos. 253456789 y 253456780",
            (
                "253456789",
                "253456780",
            ),
        ),
        ("pasaporte guatemalteco número 253456789", ("253456789",)),
        ("celular (502) 5555-1234", ("502) 5555-1234",)),
        ("cel. 5555 1234", ("5555 1234",)),
        ("móvil: +502 55551234", ("+502 55551234",)),
        ("Teléfono celular No. 4123-4567", ("4123-4567",)),
        (
            "celulares 5555-1234 y 4123-4567",
            (
                "5555-1234",
                "4123-4567",
            ),
        ),
        ("afiliación al IGSS No. 198712345", ("198712345",)),
        ("número de afiliación 198712345", ("198712345",)),
        ("No. de afiliación al IGSS: 198712345", ("198712345",)),
        (
            "cédula de vecindad extendida en Mixco, con número de orden A-1 y de registro 12,345",
            (
                "A-1",
                "12,345",
            ),
        ),
        ("móvil: 5555-\n1234", ("5555-\n1234",)),
        ("afiliación IGSS 198712345", ("198712345",)),
        ("pasaporte No. 253 456 789", ("253 456 789",)),
        (
            "pasaportes A1234567, B1234567 y C1234567",
            (
                "A1234567",
                "B1234567",
                "C1234567",
            ),
        ),
        (
            "cédula de vecindad A-1 12,345 y B-2 23,456",
            (
                "A-1",
                "12,345",
                "B-2",
                "23,456",
            ),
        ),
        ("cédula de identidad No. 1234567", ("1234567",)),
        ("Tel. 2329-7070, cel. 5555-1234", ("5555-1234",)),
        ("Carnet de la Universidad 7690-12-1234", ("7690-12-1234",)),
    ],
)
def test_el_dato_se_cubre_sin_mover_lo_demas(texto: str, datos: tuple[str, ...]) -> None:
    hallados = datos_personales(texto)
    assert tuple(texto[uno.inicio : uno.fin] for uno in hallados) == datos
    cubierto = sin_datos_personales(texto)
    assert len(cubierto) == len(texto)
    dentro = {lugar for uno in hallados for lugar in range(uno.inicio, uno.fin)}
    for lugar, (antes, despues) in enumerate(zip(texto, cubierto, strict=True)):
        assert despues == (TACHA if lugar in dentro and antes.isalnum() else antes)


@pytest.mark.parametrize("como", [str, str.upper])
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
        "La cédula de vecindad tendrá validez hasta el 31 de diciembre de 2012",
        "cédula de vecindad, Decreto Número 1735",
        "cédula de vecindad, Decreto Número 46-2007",
        "la cédula de vecindad según Decreto 90-2005",
        "por la cédula de vecindad se cobrará Q 1,500.00",
        "por la cédula de vecindad Q 1,500.00",
        "se emitieron pasaportes 145678",
        "se emitieron pasaportes: 145678",
        "total de pasaportes: 1456789",
        "número de pasaportes 1456789",
        "pasaporte de 1234567 personas",
        "exportación de carne 1250000 libras",
        "exportación de carne: 1250000 libras",
        "exportación de carnes 1250000",
        "telefonía móvil 2019-2020",
        "celular de 2010 2015",
        "móvil 2010 2015",
        "afiliaciones de 20102015",
        "afiliación al IGSS 2010-2015",
        "el DPI costó 1234567890123",
        "DPI: 1234567890123",
        "cuenta bancaria 3012 45678 0101",
        "partida 1234 56789 0801",
        "partida presupuestaria No. 1234 56789 0801",
        "3012 45000 1203 total",
        "carné, NIT 469720-7",
        "NIT 469720-7",
        "PBX 2411-2411",
        "carné 46-2007",
        "carné 101-97",
        "carné 1613-2014",
        "carné 2010-2015",
        "carné 2015",
        "se emitieron carnés 1234567",
        "carné para 1234567 personas",
        "carné 1234567 personas",
        "carné 1,234,567",
        "cédula de vecindad número 1735",
        "cédula de vecindad 31-12-2012",
        "el celular 1,500.00",
        "celulares 15000000",
        "ISBN 2345678990101",
        "NIT 2345678990101",
        "cuenta No. 2345 67899 0101",
        "DPI del 1 de enero de 2010 al 31 de diciembre de 2012",
        "el pasaporte, 145678 en total",
        "pasaporte según Acuerdo No. 12345678",
        "carné con 1234567 fotografías",
        "cédula de vecindad, artículo 12 del Decreto 1735",
        "costo de la cédula de vecindad: 1,500",
        "emisión de cédula de vecindad: 145,678",
        "número de cédulas de vecindad 145678",
        "cédula de notificación A-1 12345",
        "carné 2015 300 estudiantes",
        "orden de compra A-1 12345",
        "en orden A-1 12345",
    ],
)
def test_los_demas_numeros_se_dejan(texto: str, como: Callable[[str], str]) -> None:
    assert datos_personales(como(texto)) == () and sin_datos_personales(como(texto)) == como(texto)


def test_se_cuentan_por_clase() -> None:
    datos = datos_personales(
        "carné 200112345; carné 200112346; DPI 2345 67890 0101; celular 5555-1234; pasaporte A1234567; "
        "cédula de vecindad orden A-1 y registro 12345; afiliación al IGSS No. 198712345"
    )
    assert list(cuantos(datos)) == [
        "2 números de carné",
        "1 número de DPI",
        "1 teléfono móvil",
        "1 número de pasaporte",
        "1 número de orden de cédula",
        "1 número de cédula de vecindad",
        "1 número de afiliación",
    ]


@pytest.mark.parametrize(
    "trozo",
    [
        "carné de a ",
        "cédula de vecindad ",
        "dpi ",
        "pasaporte a",
        "carné 1-",
        "celular (1",
        "cuenta 2345 67899 0101 ",
        "orden A-1 ",
        "número de ",
    ],
)
def test_buscarlos_cuesta_en_proporcion_al_texto(trozo: str) -> None:
    crece_con_la_entrada(lambda largo: datos_personales(trozo * largo + "1234"), 8_000)


@pytest.mark.parametrize("relleno", [".", " ", ". ", "\n", ", ", "200112345, "])
@pytest.mark.parametrize("rotulo", ["carnés", "pasaporte no", "cédula de vecindad No. A-1", "DPI 2345"])
def test_un_relleno_tras_el_rotulo_tambien(rotulo: str, relleno: str) -> None:
    crece_con_la_entrada(lambda largo: datos_personales(rotulo + relleno * largo + "x 12345"), 8_000)
