"""Qué países nombra lo que alguien escribe."""

import pytest

from indexador.lengua.paises import PAISES, codigo_de_pais, es_comienzo_de_pais, paises_nombrados


@pytest.mark.parametrize(
    ("texto", "paises"),
    [
        ("ley de migracion mexico", {"MX"}),
        ("Ley de Migración de México", {"MX"}),
        ("ley mexicana de migración", {"MX"}),
        ("guatemaltecos en Estados Unidos", {"GT", "US"}),
        ("deportados de EE. UU.", {"US"}),
        ("remesas EEUU", {"US"}),
        ("españoles y peruanas", {"ES", "PE"}),
        ("un acta de la mesa", set()),
        ("el salvador del mundo", {"SV"}),
        ("mexiquense", set()),
    ],
)
def test_por_el_nombre_o_el_gentilicio(texto: str, paises: set[str]) -> None:
    assert paises_nombrados(texto) == paises


def test_cada_pais_se_conoce_por_su_nombre_y_por_su_codigo() -> None:
    for codigo, nombre in PAISES.items():
        assert codigo_de_pais(nombre.upper()) == codigo_de_pais(codigo.lower()) == codigo
        assert (" " in nombre) == es_comienzo_de_pais(nombre.split()[0])
    assert codigo_de_pais("") == "" and not es_comienzo_de_pais("z")
