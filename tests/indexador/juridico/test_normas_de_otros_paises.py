"""Las normas numeradas que el texto dice de otro país no se toman por las de aquí con el mismo número."""

import pytest

from indexador.juridico.citas import Contexto, hallar
from tests.indexador.juridico.nombres_de_citas import NOMBRES


def _objetivos(texto: str) -> list[str]:
    return [str(uno) for cita in hallar(texto, Contexto(), NOMBRES) for uno in cita.objetivos]


@pytest.mark.parametrize(
    "texto",
    [
        "los artículos 5 y 6 de la Ley General de Migración de Honduras, Decreto 208-2003",
        "la ley general de migración de Honduras, decreto 208-2003",
        "la Ley General de Migración de la República Dominicana, Decreto 285-2004",
        "la Ley de Servicios Migratorios de Panamá, Decreto Ley 3 de 2008",
        "la Ley Especial de Migración de El Salvador (Decreto 286)",
        "la Ley de Migración del Estado Plurinacional de Bolivia, Decreto 37-2013",
        "la Ley de Extranjería de Panamá y Costa Rica, Decreto 34-2005",
        "la hondureña Ley de Migración, Decreto 208-2003",
        "la Ley General de Migración hondureña, Decreto 208-2003",
        "el Código Penal hondureño (Decreto 130-2017)",
        "el hondureño Decreto 208-2003",
        "la Ley de Migración (Honduras), Decreto 208-2003",
        "la Ley de Migración, Honduras, Decreto 208-2003",
        "el Decreto 208-2003, Ley de Migración y Extranjería de Honduras",
        "el Decreto 208-2003 (Ley de Migración y Extranjería de Honduras)",
        "el Decreto 208-2003, Honduras",
        "el Decreto 208-2003 del Congreso Nacional de la República de Honduras",
        "el Decreto 286-2019 de la Asamblea Legislativa de El Salvador",
        "el Decreto 286 de la Asamblea Legislativa de El Salvador",
        "el Decreto 286-2019 del Poder Legislativo de Honduras",
        "los Decretos 208-2003 y 34-2005 de Honduras",
        "la legislación hondureña (Decreto 208-2003)",
        "la legislación hondureña, en particular el Decreto 208-2003",
        "En Honduras, la Ley General de Migración, Decreto 208-2003, dispone otra cosa",
        "la Ley General de Migración vigente en Honduras, Decreto 208-2003",
        "la Ley General de Migración de Honduras, Decreto 208-2003. El Decreto 208-2003 dispone",
        "la Ley de Nacionalidad belga, Decreto 5-2004",
        "la Ley de Amnistía de Honduras, Decretos 87-91 y 87-92",
        "Ley de Extranjería de Honduras, artículo 5, Decreto 208-2003",
        "Honduras cuenta con la Ley de Migración y Extranjería (Decreto 208-2003)",
        "En El Salvador rige la Ley Especial de Migración, Decreto 286-2019",
        "la hondureña, Decreto 208-2003, y su par hondureña (Decreto 131-2004)",
        "el Decreto 208-2003 del Soberano Congreso Nacional de Honduras",
        "Honduras: Ley de Extranjería, Decreto 208-2003",
        "Honduras (Decreto 208-2003), El Salvador (Decreto 286-2019)",
        "el Decreto 44-2016 del Congreso del Estado de Chiapas",
        "el Decreto 44-2016 del Congreso del Estado Libre y Soberano de Oaxaca",
        "el Decreto 44-2016 de la Legislatura de Jalisco",
        "el Decreto 44-2016 del Congreso de Nuevo León",
        "el Decreto 44-2016 (Honduras, 2016)",
        "el Decreto 44-2016, Ley de Fomento del Estado de Puebla",
        "la Ley de Fomento del Estado de Puebla, Decreto 44-2016",
        "la Ley de Migración del Estado de Nuevo León, Decreto 44-2016",
        "el artículo 10 de la Ley de Migración (México, 2011)",
        "la Ley de Migración, Chiapas",
        "la Ley de Migración (Nuevo León)",
        "el artículo 5 del Código Penal, Jalisco, dispone",
        "el artículo 5 del Código Penal de California",
        "la Ley de Migración (Honduras, 2004), artículo 5",
        "Ley de Migración — México — artículo 2",
        "la Ley de Migración [México], artículo 2",
        "la Ley de Migración (México, reformada en 2011), artículo 5",
        "la Ley de Migración vigente en México",
        "el artículo 33 constitucional mexicano",
        "el artículo 33 constitucional de los Estados Unidos Mexicanos",
    ],
)
def test_la_norma_de_otro_pais_no_tiene_objetivo(texto):
    assert _objetivos(texto) == []


@pytest.mark.parametrize(
    ("texto", "clave"),
    [
        ("la Ley de Migración de Guatemala, Decreto 95-98", "DC-95-1998"),
        ("la Ley de Protección de guatemaltecos en España, Decreto 5-2020", "DC-5-2020"),
        ("la Ley de Protección de los Guatemaltecos en España, Decreto 5-2020", "DC-5-2020"),
        ("el Convenio de Cooperación entre Guatemala y Honduras, Decreto 12-99", "DC-12-1999"),
        ("el Convenio con el Gobierno de la República de Honduras, Decreto 12-99", "DC-12-1999"),
        ("la Ley de Aprobación del Convenio con la República de Honduras, Decreto 12-99", "DC-12-1999"),
        ("el Decreto 12-99, que aprueba el Convenio con Honduras", "DC-12-1999"),
        ("la Ley de Protección a los Nacionales de Nicaragua, Decreto 12-99", "DC-12-1999"),
        ("la Ley del Idioma Español, Decreto 12-99", "DC-12-1999"),
        ("la Ley de Fomento de la Cultura Francesa, Decreto 5-99", "DC-5-1999"),
        ("Ley de Migración (Decreto 95-98), El Salvador, Honduras y Nicaragua suscribieron", "DC-95-1998"),
        ("A diferencia de la legislación mexicana, el Decreto 10-2015 establece", "DC-10-2015"),
        ("Los guatemaltecos residentes en España, según el Decreto 5-2020, podrán", "DC-5-2020"),
        ("Honduras tiene un convenio con Guatemala, aprobado por Decreto 12-99", "DC-12-1999"),
        ("Guatemala cuenta con la Ley de Migración, Decreto 95-98, y Honduras con otra", "DC-95-1998"),
        ("Honduras emitió observaciones sobre el Decreto 44-2016", "DC-44-2016"),
        ("el Decreto 95-98, Ley de Migración, y el Decreto 208-2003 de Honduras", "DC-95-1998"),
        ("el Decreto 44-2016 del Congreso del Estado de Guatemala", "DC-44-2016"),
        ("el Decreto 44-2016 del Congreso de Guatemala", "DC-44-2016"),
        ("el Decreto 44-2016 del Congreso de Repúbiica", "DC-44-2016"),
        ("el Decreto 44-2016 de la Legislatura 2016-2020", "DC-44-2016"),
        ("la Ley de Migración (Guatemala, 1998)", "DC-95-1998"),
        ("la Ley de Migración - México y Guatemala", "DC-95-1998"),
        ("la Ley de Migración (México, Guatemala y Honduras)", "DC-95-1998"),
        ("la Ley de Migración vigente en Guatemala", "DC-95-1998"),
        ("la Ley de Migración (Guatemala, Decreto 95-98 y sus reformas)", "DC-95-1998"),
        ("la Ley de Migración y el Estado de Chiapas", "DC-95-1998"),
        ("en Chiapas se aplicó la Ley de Migración", "DC-95-1998"),
        ("la Ley de Migración, Chiapas y la frontera sur", "DC-95-1998"),
        ("la Ley de Migración, Quetzaltenango, 5 de mayo", "DC-95-1998"),
        ("el artículo 33 constitucional guatemalteco", "CPRG#33"),
        ("la Ley de Orden Público y del Estado de Sitio, Decreto 7-2015", "DC-7-2015"),
    ],
)
def test_un_pais_que_no_es_el_de_la_norma_no_la_hace_ajena(texto, clave):
    assert set(_objetivos(texto)) == {clave}


def test_en_un_documento_de_otro_pais_lo_constitucional_no_es_de_la_de_aqui():
    assert not any(
        cita.objetivos for cita in hallar("el artículo 33 constitucional", Contexto(None, "MX"), NOMBRES)
    )
    de_aqui = hallar("el artículo 33 constitucional guatemalteco", Contexto(None, "MX"), NOMBRES)
    assert [str(uno) for cita in de_aqui for uno in cita.objetivos] == ["CPRG#33"]
