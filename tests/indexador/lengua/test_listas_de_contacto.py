"""Los teléfonos de una lista de personas se cubren aunque el rótulo esté lejos o no esté."""

import pytest

from indexador.lengua.personales import datos_personales


def dichos(texto: str) -> list[str]:
    return [texto[uno.inicio : uno.fin] for uno in datos_personales(texto)]


@pytest.mark.parametrize(
    ("texto", "suyos"),
    [
        ("MARÍA POP CAAL 4312-3456\nJUAN TUM IXCOY 3312-3456\n", ["4312-3456", "3312-3456"]),
        ("María Pop Caal\n4312-3456\nJuan Tum Ixcoy\n33123456", ["4312-3456", "33123456"]),
        ("Presentes: María Pop 4312-3456, Juan Tum 3312-3456", ["4312-3456", "3312-3456"]),
        ("Nombre | Teléfono\nMaría Pop | 4312-3456\nJuan Tum | 3312 3456", ["4312-3456", "3312 3456"]),
        ("No. Nombre Teléfono\n1 María Pop 43123456\n2 Juan Tum 7951-2345", ["43123456", "7951-2345"]),
        ("No. Nombre DPI Celular\n1 María Pop 2345 67890 0101 4312 3456", ["4312 3456"]),
        ("nombre,celular,correo\nMaría Pop,4412-7786,mp@gmail.com", ["4412-7786", "mp@gmail.com"]),
        ("María Pop,4412-7786,sí\nJuan Tum,3312-7786,no", ["4412-7786", "3312-7786"]),
        ("Celular\n4312-3456\n3312-3456", ["4312-3456", "3312-3456"]),
        ("Nombre\nTeléfono\nMaría Pop\n4312-3456\nJuan Tum\n3312-3456", ["4312-3456", "3312-3456"]),
        ("Nombre | Entidad | Teléfono\nMaría Pop | Ministerio de Trabajo | 5512-3456", ["5512-3456"]),
    ],
)
def test_el_de_una_lista_se_halla(texto: str, suyos: list[str]) -> None:
    assert dichos(texto) == suyos


@pytest.mark.parametrize(
    "texto",
    [
        "MARÍA POP CAAL 43123456",
        "Nombre NIT\nMaría Pop 43123456\nJuan Tum 55123456",
        "Nombre Expediente\nMaría Pop 33124019\nJuan Tum 44124018",
        "María Pop 3312-2019\nJuan Tum 4412-2018",
        "VOTOS\nMARÍA POP 4312 3456\nJUAN TUM 3312 3456",
        "Renglón Nombre\nMaría Pop 10123456\nJuan Tum 40123456\nAna Tum 50123456",
        "Nombre Monto\nMaría Pop Q 43123456\nJuan Tum Q 55123456",
        "Dependencia | Teléfono | Dirección\nMunicipalidad de Mixco | 5512-3456 | Centro",
        "Nombre | Teléfono\nAlbergue Jesús Pop | 5512-3456\nHospital de Cobán | 4412-3456",
        "Nombre | Cargo | Teléfono\nMaría Pop | Directora General | 2411-2411",
        "Del uso del teléfono en los centros y de la red\nVéase 4312-3456 y 5512-3456",
        "Teléfono | Nombre\nse regirá por lo que digan los acuerdos del pleno\n4312-3456",
    ],
)
def test_lo_que_no_es_una_lista_de_telefonos_se_deja(texto: str) -> None:
    assert dichos(texto) == []
