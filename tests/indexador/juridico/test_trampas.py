"""Las trampas que se conocen de cómo se citan y se numeran las normas guatemaltecas, una por una."""

import pytest

from indexador.juridico.citas import Contexto, hallar
from tests.indexador.juridico.nombres_de_citas import NOMBRES

SEGURA = 0.5
TRAMPAS = {
    "el decreto-ley no es el decreto del mismo número": ("Decreto Ley 22-86", ["DL-22-1986"]),
    "ni el decreto es el decreto-ley": ("Decreto 22-86", ["DC-22-1986"]),
    "la numeración corrida no se parte": ("Decreto 1613", ["DS-1613"]),
    "aunque se escriba con coma de millares": ("Decreto 1,613", ["DS-1613"]),
    "1768 no es 17-68": ("Decreto 1768", ["DS-1768"]),
    "el órgano antiguo no cambia la numeración": ("Decreto 1735 de la Asamblea Legislativa", ["DS-1735"]),
    "el cero inicial es del dos mil": ("Decreto 4-04", ["DC-4-2004"]),
    "los ceros a la izquierda no cuentan": ("Decreto 09-2009", ["DC-9-2009"]),
    "la Constituyente no es el Congreso": (
        "Decreto 1-85 de la Asamblea Nacional Constituyente",
        ["DANC-1-1985"],
    ),
    "el séptimo no es el séptimo transitorio": ("artículo 7 de la Constitución", ["CPRG#7"]),
    "ni el transitorio es el ordinario": ("artículo 7 transitorio de la Constitución", ["CPRG#t7"]),
    "una lista no es un rango": (
        "artículos 81, 83 y 86 del Código Municipal",
        ["DC-12-2002#81", "DC-12-2002#83", "DC-12-2002#86"],
    ),
    "nombre y número son una cita": ("Ley de Migración, Decreto 95-98", ["DC-95-1998"]),
    "el guion perdido pide que el nombre lo confirme": ("Decreto 6394 del Congreso", ["SIN_RESOLVER"]),
    "y entonces se acepta": ("Decreto 6394, Ley Orgánica del Organismo Legislativo", ["DC-63-1994"]),
    "una fuente equivocada se cita como dice": ("Decreto Ley Nº 9 (2009)", ["DL-9-2009"]),
    "un acuerdo sin órgano no se adivina": (
        "Acuerdo 1-2009 del Ministerio de Gobernación",
        ["AM-MINGOB-1-2009"],
    ),
    "el de la Autoridad no es el de la Dirección": (
        "Acuerdo de Autoridad Migratoria Nacional 2-2023",
        ["AMN-2-2023"],
    ),
    "ni el de la Dirección el de la Autoridad": (
        "Acuerdo de Dirección General IGM-017-2023",
        ["AIGM-17-2023"],
    ),
    "4,126 es una iniciativa": ("la Iniciativa No. 4,126", ["INI-4126"]),
    "44-39 también": ("Iniciativa 44-39", ["INI-4439"]),
    "Tomo y Diario no son citas": (
        "Expediente 1231-2014 Publicado 15/04/2015 Tomo 301, Diario 87",
        ["CC-1231-2014"],
    ),
    "la fecha de vigencia no es un decreto": (
        "Artículo 6 del Decreto 13-2013 el 20-11-2013",
        ["DC-13-2013#6"],
    ),
    "literales, inciso e incluso «f)» son lo mismo": (
        "inciso f) del artículo 118 del Código de Migración",
        ["DC-44-2016#118.lit:f"],
    ),
    "el 17 Bis va entre el 17 y el 18": (
        "artículos 17 al 17 Ter del Decreto 101-97",
        ["DC-101-1997#17..17-ter"],
    ),
    "una dirección": ("3a. avenida 14-62, zona 1", []),
    "un teléfono": ("Teléfono: (502) 2426-2626 ext. 2407", []),
    "una fecha": ("el 20-11-2013", []),
    "un carné": ("Carné: 12345-00", []),
    "un aviso del Diario": ("(E-1181-2013)-12-noviembre", []),
    "un período": ("durante el período 2009-2012", []),
    "un código postal": ("código postal 01001", []),
    "la Constitución de antes es otra": ("la Constitución de 1965", []),
    "la ley de la materia no es ninguna": ("el artículo 5 de la ley de la materia", []),
    "ni el reglamento a secas": ("el artículo 5 del Reglamento", []),
    "ni la ley constitucional de antes de 1985": ("la Ley Electoral Constitucional", []),
    "los Acuerdos de Paz no son acuerdos": ("los Acuerdos de Paz de 1996", []),
    "las aves migratorias no tienen ley": ("la migración de datos y las aves migratorias", []),
}


def _objetivos(texto: str, jurisdiccion: str = "GT") -> list[str]:
    halladas = hallar(texto, Contexto(None, jurisdiccion), NOMBRES)
    return [str(o) for cita in halladas if cita.confianza >= SEGURA for o in cita.objetivos]


@pytest.mark.parametrize("trampa", TRAMPAS)
def test_en_esta_trampa_no_se_cae(trampa):
    texto, esperados = TRAMPAS[trampa]
    assert _objetivos(texto) == esperados


def test_una_ley_de_migracion_de_mexico_no_es_la_de_aqui():
    assert _objetivos("REFORMA EL ARTÍCULO 112 DE LA LEY DE MIGRACIÓN", "MX") == []
    assert _objetivos("DECRETO Nº 2772.", "SV") == []


@pytest.mark.parametrize(
    ("texto", "objetivo"),
    [
        ("número de registro cuatro mil doscientos cincuenta y cuatro (4264)", "INI-4264"),
        ("el artículo cuatro (5) de la Ley de Migración", "DC-95-1998#5"),
        ("Decreto noventa y cinco guión noventa y ocho (95-99)", "DC-95-1999"),
    ],
)
def test_si_las_letras_y_las_cifras_chocan_ganan_las_cifras_y_se_dice(texto, objetivo):
    (cita,) = hallar(f"la iniciativa con {texto}" if "registro" in texto else texto, Contexto(), NOMBRES)
    assert ([str(uno) for uno in cita.objetivos], cita.conflicto) == ([objetivo], True)
