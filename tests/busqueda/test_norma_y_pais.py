"""El país que se nombra junto a una norma: la hace de otro sólo si va justo detrás de su nombre."""

import pytest

from centro_doc.busqueda.norma_pedida import objetivos_pedidos
from centro_doc.comun.bd import BaseDeDatos, lectura
from centro_doc.tesauro.consultas import tesauro_actual


@pytest.mark.parametrize(
    ("consulta", "es_la_nuestra"),
    [
        ("qué dice el código de migración sobre México", True),
        ("código de migración retorno desde México", True),
        ("código de migración deportados de Estados Unidos", True),
        ("deportados de Estados Unidos código de migración", True),
        ("código de migración niñez de Honduras", True),
        ("código de migración para hondureños", True),
        ("código de migración hondureños", True),
        ("código de migración para estadounidenses", True),
        ("código de migración estadounidense", False),
        ("art. 50 código de migración, Belice", False),
        ("código de migración de hondureños", True),
        ("código de migración, mexicanos deportados", True),
        ("ley de migración y los salvadoreños", True),
        ("código de migración y México", True),
        ("código de migración en México", True),
        ("código de migración artículo 50 Belice", True),
        ("código de migración México deportados", True),
        ("código de migración de Honduras", False),
        ("código de migración de Honduras artículo 50", False),
        ("código de migración artículo 50 de Honduras", False),
        ("código de migración artículo 50, Honduras", False),
        ("código de migración del Perú", False),
        ("código de migración de la República de Honduras", False),
        ("código de migración de los Estados Unidos", False),
        ("ley de migración panamá", False),
        ("ley de migración panamá artículo 3", False),
        ("ley de migración méxico 2011", False),
        ("¿qué dice la ley de migración méxico?", False),
        ("ley de migración panameña", False),
        ("ley mexicana de migración", False),
        ("qué dice la ley mexicana de migración sobre el refugio", False),
        ("Ley de Migración, Chiapas", False),
        ("código de migración de El Salvador", False),
        ("Ley de Migración, El Salvador", False),
        ("código penal jalisco", False),
        ("código penal mexicano artículo 5", False),
        ("constitución española artículo 3", False),
    ],
)
def test_solo_el_país_que_sigue_al_nombre_dice_de_quién_es(
    de_fabrica: BaseDeDatos, consulta: str, es_la_nuestra: bool
) -> None:
    with lectura(de_fabrica) as sesion:
        assert bool(objetivos_pedidos(sesion, consulta, tesauro_actual(sesion))) is es_la_nuestra


@pytest.mark.parametrize(
    ("consulta", "es_la_nuestra"),
    [
        ("México, ley de migración", False),
        ("México: la ley de migración artículo 5", False),
        ("méxico ley de migración", False),
        ("El Salvador, ley de migración", False),
        ("República de Honduras - código de migración", False),
        ("Chiapas, ley de migración", False),
        ("Guatemala, ley de migración", True),
        ("México, Guatemala: ley de migración", True),
        ("mexicanos, ley de migración", True),
        ("deportados a México, ley de migración", True),
        ("en México, el código de migración", False),
        ("en México, artículo 10 de la ley de migración", False),
        ("en México código de migración", True),
    ],
)
def test_el_pais_que_es_todo_lo_que_va_delante_tambien_dice_de_quien_es(
    de_fabrica: BaseDeDatos, consulta: str, es_la_nuestra: bool
) -> None:
    with lectura(de_fabrica) as sesion:
        assert bool(objetivos_pedidos(sesion, consulta, tesauro_actual(sesion))) is es_la_nuestra
