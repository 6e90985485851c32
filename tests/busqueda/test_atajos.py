"""Lo que se pregunta en la búsqueda y no son documentos lleva a su lista."""

import pytest

from centro_doc.agenda.modelos import Tema
from centro_doc.busqueda.atajos import ACUERDOS, LLEVAR, MESAS, atajo

TEMAS = tuple(
    Tema(codigo=codigo, nombre=nombre)
    for codigo, nombre in (
        ("AG1", "Ley de Migración"),
        ("AG2", "Ley de CONAMIGUA"),
        ("AG4", "Promoción de Normativa para la Regularización Migratoria."),
    )
)


@pytest.mark.parametrize(
    ("consulta", "lista", "tema"),
    [
        ("mesa de regularización: acuerdos sin cumplir", ACUERDOS, "AG4"),
        ("compromisos vencidos AG2", ACUERDOS, "AG2"),
        ("acuerdos pendientes de la ley de migracion", ACUERDOS, "AG1"),
        ("acuerdos pendientes de la ley", ACUERDOS, ""),
        ("cuáles mesas faltan por convocar", MESAS, ""),
        ("que grupos tecnicos faltan por conformar", MESAS, ""),
        ("deme todo en un zip para trabajar sin internet", LLEVAR, ""),
        ("descargar el expediente de AG4", LLEVAR, "AG4"),
        ("exportar AG1", LLEVAR, "AG1"),
        ("imprimir el dossier de la ley de migración", LLEVAR, "AG1"),
    ],
)
def test_lleva_a_la_lista_y_a_su_tema(consulta: str, lista: str, tema: str) -> None:
    hallado = atajo(consulta, TEMAS)
    assert hallado is not None and hallado.lista == lista
    assert (hallado.tema.codigo if hallado.tema is not None else "") == tema


@pytest.mark.parametrize(
    "consulta",
    [
        "acuerdo gubernativo 106-2009",
        "mesa nacional",
        "convocatoria",
        "expediente 1523-2011",
        "internet",
        "exportar migración",
        "",
    ],
)
def test_lo_que_pide_documentos_no_lleva_a_ninguna(consulta: str) -> None:
    assert atajo(consulta, TEMAS) is None
