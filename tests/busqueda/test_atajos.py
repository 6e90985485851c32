"""Lo que se pregunta en la búsqueda y no son documentos lleva a su lista."""

from datetime import date

import pytest

from centro_doc.agenda.modelos import Tema
from centro_doc.busqueda.atajos import ACUERDOS, AGENDA, LLEVAR, MESAS, TRIMESTRE, atajo

HOY = date(2026, 11, 30)
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
        ("temas sin grupo tecnico", MESAS, ""),
        ("que temas siguen sin mesa", MESAS, ""),
        ("deme todo en un zip para trabajar sin internet", LLEVAR, ""),
        ("descargar el expediente de AG4", LLEVAR, "AG4"),
        ("exportar AG1", LLEVAR, "AG1"),
        ("imprimir el dossier de la ley de migración", LLEVAR, "AG1"),
        ("documentos para el informe trimestral abril junio 2009", TRIMESTRE, ""),
        ("agenda legislativa", AGENDA, ""),
    ],
)
def test_lleva_a_la_lista_y_a_su_tema(consulta: str, lista: str, tema: str) -> None:
    hallado = atajo(consulta, TEMAS, HOY)
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
        "decretos de abril a junio de 2009",
        "informe trimestral",
        "agenda de la mesa",
        "",
    ],
)
def test_lo_que_pide_documentos_no_lleva_a_ninguna(consulta: str) -> None:
    assert atajo(consulta, TEMAS, HOY) is None


def test_el_informe_trimestral_lleva_sus_dias_y_la_agenda_su_fecha() -> None:
    trimestre = atajo("Informe Trimestral abr–jun 2009", TEMAS, HOY)
    assert trimestre is not None and trimestre.dias == (date(2009, 4, 1), date(2009, 6, 30))
    for consulta, fecha in (
        ("agenda legislativa de junio", date(2026, 6, 30)),
        ("agenda legislativa de junio de 2010", date(2010, 6, 30)),
        ("agenda legislativa de noviembre", HOY),
        ("la agenda legislativa", None),
    ):
        hallada = atajo(consulta, TEMAS, HOY)
        assert hallada is not None and hallada.fecha == fecha, consulta
