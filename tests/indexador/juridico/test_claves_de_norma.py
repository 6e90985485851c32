"""La clave de una norma: se lee y se escribe igual, y la tiene cada clase que las citas pueden dar."""

import pytest

from centro_doc.normas import palabras
from indexador.juridico.citas import Contexto, hallar
from indexador.juridico.claves import CLASES, leer_clave
from tests.indexador.juridico.nombres_de_citas import NOMBRES

DE_CADA_PREFIJO = {
    "CPRG": ("la Constitución", "CPRG"),
    "DC": ("el Decreto 46-2007", "DC-46-2007"),
    "DS": ("el Decreto 1613", "DS-1613"),
    "DANC": ("el Decreto 1-85 de la Asamblea Nacional Constituyente", "DANC-1-1985"),
    "DL": ("el Decreto Ley 22-86", "DL-22-1986"),
    "DG": ("el Decreto Gubernativo 5-2022", "DG-5-2022"),
    "AG": ("el Acuerdo Gubernativo 106-2009", "AG-106-2009"),
    "AM": ("el Acuerdo Ministerial 47-2008 del Ministerio de Gobernación", "AM-MINGOB-47-2008"),
    "AMN": ("el Acuerdo de la Autoridad Migratoria Nacional 2-2023", "AMN-2-2023"),
    "AIGM": ("el Acuerdo de Dirección General IGM-017-2023", "AIGM-17-2023"),
    "ATSE": ("el Acuerdo 274-2016 del Tribunal Supremo Electoral", "ATSE-274-2016"),
    "AL": ("el Acuerdo Legislativo 18-93", "AL-18-1993"),
    "AJD": ("el Acuerdo 20-2016 de la Junta Directiva del Congreso", "AJD-20-2016"),
    "INI": ("la iniciativa 4126", "INI-4126"),
    "CC": ("el expediente 1523-2011 de la Corte de Constitucionalidad", "CC-1523-2011"),
    "TR": ("la Convención sobre los Derechos del Niño", "TR-CDN-1989"),
}


def test_no_hay_prefijo_sin_ejemplo_ni_sin_nombre_en_las_paginas():
    assert set(DE_CADA_PREFIJO) == set(CLASES) == set(palabras.CLASES)


@pytest.mark.parametrize("prefijo", DE_CADA_PREFIJO)
def test_lo_que_cita_cada_clase_es_una_clave(prefijo):
    texto, esperada = DE_CADA_PREFIJO[prefijo]
    (cita,) = hallar(texto, Contexto(), NOMBRES)
    clave = leer_clave(str(cita.objetivos[0]))
    assert clave is not None
    assert (str(clave), clave.clase) == (esperada, prefijo)
    assert clave.numero in clave.en_prosa()


@pytest.mark.parametrize(
    "escrita", ["DG-5", "DC-46", "DS-1613-1966", "INI-4126-2009", "AM-47-2008", "XX-1-2000"]
)
def test_lo_que_no_tiene_la_forma_de_su_clase_no_es_una_clave(escrita):
    assert leer_clave(escrita) is None
