"""Un tratado se une a su norma por su título o un alias enteros; en la duda, a ninguna."""

from datetime import date

import pytest
from fabrica import sembrar_documento
from flask import Flask

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.normas.titulos import por_titulo
from centro_doc.normas.uniones import clave_de, clave_de_ficha
from centro_doc.normas.vigentes import por_estado

PUBLICO = frozenset({"publico"})
REFUGIADOS = "Convención sobre el Estatuto de los Refugiados"


@pytest.mark.parametrize(
    ("titulo", "clave"),
    [
        (REFUGIADOS, "TR-REFUGIADOS-1951"),
        (f"LA {REFUGIADOS.upper()}.", "TR-REFUGIADOS-1951"),
        (f"{REFUGIADOS} (1951)", "TR-REFUGIADOS-1951"),
        (f"{REFUGIADOS}, 1967", ""),
        (f"{REFUGIADOS} y su Protocolo", ""),
        ("Protocolo sobre el Estatuto de los Refugiados de 1967", "TR-PROTOCOLO-1967"),
        ("Convención sobre el Estatuto de los Apátridas", "TR-APATRIDAS-1954"),
        ("Convención sobre el Estatuto de los Apátridas, 1961", ""),
        ("Convención para Reducir los Casos de Apatridia", "TR-APATRIDAS-1961"),
        ("Protocolo contra el tráfico ilícito de migrantes por tierra, mar y aire", "TR-PALERMO-TRAFICO"),
        (
            "Protocolo contra el Tráfico Ilícito de Migrantes por Tierra, Mar y Aire, que complementa la "
            "Convención de las Naciones Unidas contra la Delincuencia Organizada Transnacional",
            "TR-PALERMO-TRAFICO",
        ),
        ("Protocolo de Palermo", ""),
        ("Protocolo facultativo de la Convención sobre los Derechos del Niño", ""),
        ("Convención de Viena", ""),
        ("Pacto de San José", "TR-CADH-1969"),
        ("Convenio 97 de la OIT", "TR-OIT-97"),
        ("Convenio 143 de la OIT", ""),
        ("Ley de Migración", ""),
    ],
)
def test_solo_une_el_titulo_entero(de_fabrica: BaseDeDatos, titulo: str, clave: str) -> None:
    with lectura(de_fabrica) as sesion:
        nombres = por_titulo(sesion)
    assert nombres.clave("tratado", titulo, "", "INT") == nombres.clave("tratado", titulo, "", "") == clave
    assert nombres.clave("estudio", titulo, "", "") == nombres.clave("tratado", titulo, "", "MX") == ""


def test_si_los_dos_titulos_son_de_normas_distintas_no_une(de_fabrica: BaseDeDatos) -> None:
    with lectura(de_fabrica) as sesion:
        nombres = por_titulo(sesion)
    assert nombres.clave("tratado", REFUGIADOS, "Convención sobre los Derechos del Niño", "") == ""
    assert nombres.clave("tratado", REFUGIADOS, "Estatuto de los refugiados", "") == "TR-REFUGIADOS-1951"
    assert nombres.clave("reglamento", "Reglamento de Visas Guatemaltecas", "", "GT") == "AMN-3-2019"
    assert nombres.clave("reglamento", "Reglamento General del Código de Migración", "", "GT") == ""


def test_otra_constitucion_no_es_la_de_1985() -> None:
    assert clave_de_ficha("constitucion", "", "GT", "Constitución de la República de Guatemala, 1965") == ""
    assert clave_de_ficha("constitucion", "", "", "Constitución de 1985, reformada en 1993") == "CPRG"


def test_el_tratado_es_el_texto_de_su_norma_en_todas_partes(de_fabrica: BaseDeDatos, app: Flask) -> None:
    with transaccion(de_fabrica) as sesion:
        suyo = sembrar_documento(sesion, 1, REFUGIADOS, tipo="tratado", numero="34-83", jurisdiccion="INT")
        sembrar_documento(sesion, 2, f"{REFUGIADOS}, comentada", tipo="tratado")
        assert clave_de(sesion, suyo) == "TR-REFUGIADOS-1951"
    html = app.test_client().get("/normas/TR-REFUGIADOS-1951").get_data(as_text=True)
    assert "CD-00001" in html and "CD-00002" not in html and "Por el título de su ficha" in html
    with lectura(de_fabrica) as sesion:
        estados = por_estado(sesion, date(2020, 1, 1), PUBLICO)
    assert {estado for estado, suyos in estados.items() if 1 in suyos} == {"desconocido"}
