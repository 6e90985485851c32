"""El país de lo que no es de Guatemala se ve, se elige y se pide; y el orden de publicación."""

import re
from datetime import timedelta

import pytest
from fabrica import AHORA, sembrar_documento, sembrar_plan
from flask import Flask
from indexado import indexar

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import Reloj
from config import Config

TEXTO = ("Los migrantes tienen derecho a la salud.",)


@pytest.fixture
def cliente(app: Flask, bd: BaseDeDatos, config: Config, reloj: Reloj) -> object:
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        sembrar_documento(sesion, 1, "Ley de salud", TEXTO, jurisdiccion="MX")
        ultimo = sembrar_documento(sesion, 2, "Ley de salud", TEXTO, jurisdiccion="GT")
        ultimo.publicado = AHORA + timedelta(days=1)
        sembrar_documento(sesion, 3, "Pacto de salud", TEXTO, jurisdiccion="INT", emitido=None)
    indexar(bd, config, reloj)
    return app.test_client()


def ver(cliente: object, ruta: str) -> str:
    return cliente.get(ruta).get_data(as_text=True)


def orden(html: str) -> list[str]:
    return re.findall(r'class="doc-t" href="/documentos/CD-0000(\d)', html)


def test_cada_resultado_de_otro_pais_lo_dice_y_va_despues_a_igual_evidencia(cliente: object) -> None:
    html = ver(cliente, "/buscar?q=ley de salud")
    assert orden(html)[:2] == ["2", "1"]
    de_cada_uno = html.split('class="hit"')[1:]
    assert "México</span>" in de_cada_uno[1] and "Guatemala" not in de_cada_uno[0]


def test_lo_de_otro_pais_va_al_final_aunque_lo_diga_mas_si_no_se_nombra_otro(
    bd: BaseDeDatos, config: Config, reloj: Reloj, cliente: object
) -> None:
    with transaccion(bd) as sesion:
        mucho = ("Vacuna y salud. " * 20,)
        sembrar_documento(sesion, 4, "Vacuna", mucho, jurisdiccion="MX")
        sembrar_documento(sesion, 5, "Otro", ("De salud y, al final, vacuna.",), jurisdiccion="GT")
        sembrar_documento(sesion, 6, "Pacto", ("Una vacuna.",), jurisdiccion="INT")
    indexar(bd, config, reloj)
    html = ver(cliente, "/buscar?q=vacuna")
    assert orden(html)[-1] == "4" and "Al final va 1 documento de otro país." in html
    for otra in ("vacuna México", "vacuna en el derecho comparado", "vacuna&pais=MX"):
        assert orden(ver(cliente, f"/buscar?q={otra}"))[0] == "4"


def test_la_cabecera_del_documento_y_la_portada_dicen_el_pais(cliente: object) -> None:
    assert "México</span>" in ver(cliente, "/documentos/CD-00001").split("</header>")[1]
    novedades = ver(cliente, "/").split('class="novedades"')[1]
    assert "· México ·" in novedades and "· Internacional ·" in novedades and "Guatemala ·" not in novedades


def test_el_pais_se_elige_se_pide_y_se_quita(cliente: object) -> None:
    html = ver(cliente, "/buscar?q=salud&pais=MX")
    assert orden(html) == ["1"]
    assert 'name="pais" value="INT"' in html and "Quitar filtro </span>País: México" in html
    assert orden(ver(cliente, "/buscar?q=salud jurisdiccion:internacional")) == ["3"]
    assert "De cualquier país" in ver(cliente, "/buscar?q=salud&pais=ES")


def test_si_todo_es_de_guatemala_no_se_ofrece_el_pais(cliente: object) -> None:
    assert 'name="pais"' not in ver(cliente, "/buscar?q=salud&tema=AG2&q=ley")
    assert 'name="pais"' not in ver(cliente, "/buscar?desde=2030")


def test_la_portada_lleva_a_lo_publicado_mas_reciente(cliente: object) -> None:
    html = ver(cliente, "/buscar?orden=publicado_desc")
    assert orden(html) == ["2", "3", "1"]
    assert '<option value="publicado_desc" selected>Publicado más reciente</option>' in html
