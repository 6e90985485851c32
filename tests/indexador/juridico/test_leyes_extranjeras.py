"""El número y la fecha de las leyes extranjeras, en las maneras menos corrientes de escribirlos."""

import pytest

from indexador.juridico.metadatos import proponer
from tests.indexador.juridico.documentos import texto

FIN = "\n\nLima, 12 de mayo de 2008\n\nVISTO: el informe del Perú y la ley peruana."


@pytest.mark.parametrize(
    ("encabezado", "numero"),
    [
        ("RESOLUCION DIRECTORAL Nº 135-2008-AG-SENASA LIMA-CALLAO", "135-2008-AG-SENASA LIMA-CALLAO"),
        ("RESOLUCIÓN DIRECTORAL N° 1084-2024 MGP/DICAPI", "1084-2024 MGP/DICAPI"),
        ("RESOLUCION DE INTENDENCIA NACIONAL Nº 000 ADR-2000-000035", "000 ADR-2000-000035"),
        ("ANEXO - RESOLUCION MINISTERIAL Nº 234-99-PROMUDEH", "234-99-PROMUDEH"),
        (
            "RESOLUCION DE CONSEJO DIRECTIVO ORGANISMO SUPERVISOR DE LA INVERSION EN ENERGIA Y MINERIA "
            "OSINERGMIN Nº 089-2010-OS-CD",
            "089-2010-OS-CD",
        ),
        ("Así se tramitarán [Directiva 007-2020-CE-PJ]\nRESOLUCIÓN 167-2020-CE-PJ", "007-2020-CE-PJ"),
    ],
)
def test_los_numeros_peruanos_llevan_sus_siglas_y_su_oficina(encabezado, numero):
    propuestas = proponer(texto(f"Directiva sobre el calendario de vacunación\n\n{encabezado}{FIN}"))
    assert [p.valor for p in propuestas if p.campo == "numero"] == [numero]


@pytest.mark.parametrize(
    ("titulo", "numero", "fecha"),
    [
        ("Ley 14/1985, de 29 mayo, de Régimen Fiscal de Activos", "14/1985", "1985-05-29"),
        ("Resolución 4B0/38106/2019, de 11 de abril, del Instituto Social", "4B0/38106/2019", "2019-04-11"),
    ],
)
def test_los_numeros_y_fechas_espanoles_admiten_letras_y_la_falta_de_un_de(titulo, numero, fecha):
    dichos = {p.campo: p.valor for p in proponer(texto(f"{titulo}\n\nJUAN CARLOS I\n\nREY DE ESPAÑA"))}
    assert (dichos["numero"], dichos["fecha:emision"]) == (numero, fecha)
