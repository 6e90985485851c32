"""El emisor que nombra un documento se reconoce en el directorio, o no se reconoce."""

import doctest

import pytest

from centro_doc.comun.bd import lectura
from centro_doc.directorio import nombres
from centro_doc.directorio.modelos import Institucion
from centro_doc.directorio.nombres import casar


def test_los_ejemplos_de_la_documentacion_se_cumplen():
    assert doctest.testmod(nombres).failed == 0


@pytest.mark.parametrize(
    ("nombre", "clave"),
    [
        ("EL CONGRESO DE LA REPÚBLICA DE GUATEMALA", "CONGRESO"),
        ("Congreso de la Republica, C. A.", "CONGRESO"),
        ("la Comisión del Migrante", "COM-MIGRANTES"),
        ("Conamigua", "CONAMIGUA"),
        ("MINISTERIO DE GOBERNACIÓN", "MINGOB"),
        ("Ministerio de Cultura y Deportes", None),
        ("Congreso", None),
        ("", None),
    ],
)
def test_se_casa_por_nombre_sigla_o_variante(de_fabrica, nombre, clave):
    with lectura(de_fabrica) as sesion:
        hallada = casar(nombre, sesion.query(Institucion).all())
        assert (hallada.clave if hallada else None) == clave


def test_un_nombre_de_dos_instituciones_no_se_casa_con_ninguna():
    una, otra = Institucion(nombre="A", sigla="INE"), Institucion(nombre="B", sigla="INE")
    una.variantes = otra.variantes = []
    assert casar("INE", [una, otra]) is None
