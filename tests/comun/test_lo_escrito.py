"""Lo que una persona escribe, y lo que se baja como hoja."""

import doctest

import pytest

from centro_doc.comun import escrito, fecha_escrita, hojas_de_calculo


@pytest.mark.parametrize("modulo", [escrito, fecha_escrita, hojas_de_calculo])
def test_los_ejemplos_se_cumplen(modulo):
    resultado = doctest.testmod(modulo)
    assert resultado.attempted and not resultado.failed


def test_lo_que_se_pega_de_un_texto_llega_entero():
    pegado = "«Artículo 1.º»\tniñ\u0303ez — co\u00adordinación\r\n👩‍👧"
    assert escrito.sin_invisibles(pegado) == pegado


def test_un_salto_que_no_es_de_linea_sigue_separando():
    assert escrito.sin_invisibles("Ley\x0bde\x0cniñez\x85y\x00 más") == "Ley de niñez y más"
