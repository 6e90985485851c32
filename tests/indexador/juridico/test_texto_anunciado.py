"""Los artículos de otra norma que una reforma trae sin comillas no son de quien la reforma."""

import pytest

from indexador.juridico.estructura import estructurar
from tests.crecimiento import crece_con_la_entrada


def _numeros(texto: str) -> tuple[list[str], list[str]]:
    divisiones = estructurar([texto]).divisiones
    return tuple(
        [una.numero for una in divisiones if una.clase == clase] for clase in ("articulo", "articulo_citado")
    )


@pytest.mark.parametrize(
    "orden",
    [
        "Modifícase el Decreto Legislativo 1350 en los siguientes términos:",
        "Reemplázanse los artículos 3 a 6 del Código Civil por los siguientes:",
        "Modifícanse los artículos 3 a 6 del Código Civil, con la siguiente redacción:",
    ],
)
def test_los_anunciados_sin_comillas_no_son_de_la_ley_que_reforma(orden):
    ajenos = "".join(
        f"Artículo {uno}. Nombre\nLo que dice el artículo, que es breve.\n" for uno in range(3, 7)
    )
    texto = f"LEY\n\nArtículo 1. {orden}\n{ajenos}Artículo 2. Vigencia\nEntra en vigencia mañana.\n"
    assert _numeros(texto) == (["1", "2"], ["3", "4", "5", "6"])


def test_si_la_serie_de_la_ley_no_vuelve_los_que_siguen_son_suyos():
    suyos = "".join(
        f"Artículo {uno}. Nombre\nLo que dice el artículo, que es breve.\n" for uno in range(2, 9)
    )
    texto = f"LEY\n\nArtículo 1. Se entiende en los siguientes términos:\n{suyos}"
    assert _numeros(texto) == ([str(uno) for uno in range(1, 9)], [])


def test_el_costo_de_muchos_anunciados_es_lineal():
    def leer(tamano: int) -> None:
        cuantos = tamano // 60
        estructurar(
            ["LEY\n" + "".join(f"Artículo {n}. Queda así:\nArtículo {n}. X.\n" for n in range(cuantos))]
        )

    crece_con_la_entrada(leer, 60_000)
