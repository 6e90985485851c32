"""Los nombres con que se busca una norma, y el número que va solo."""

import pytest
from fabrica import sembrar_documento
from flask import Flask
from indexado import indexar

from centro_doc.busqueda.norma_pedida import objetivos_pedidos
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.grafo.atrasadas import leer_atrasados
from centro_doc.tesauro.consultas import tesauro_actual
from config import Config


@pytest.mark.parametrize(
    ("consulta", "claves"),
    [
        ("Ley Electoral", ["DANC-1-1985"]),
        ("ley electoral reforma voto", ["DANC-1-1985"]),
        ("art. 12 ley electoral", ["DANC-1-1985#12"]),
        ("convención de trabajadores migrantes", ["TR-CMW-1990"]),
        ("convención de los trabajadores migrantes", ["TR-CMW-1990"]),
        ("Ley Electoral y de Partidos Políticos", ["DANC-1-1985"]),
        ("ley electoral de chile", []),
        ("junta electoral", []),
        ("deportados", []),
    ],
)
def test_al_buscar_valen_los_nombres_del_tesauro(
    de_fabrica: BaseDeDatos, consulta: str, claves: list[str]
) -> None:
    with lectura(de_fabrica) as sesion:
        halladas = objetivos_pedidos(sesion, consulta, tesauro_actual(sesion))
    assert [str(uno) for uno in halladas] == claves


@pytest.mark.parametrize(
    ("consulta", "claves"),
    [
        ("ley de acceso a la información artículo 10", ["DC-57-2008#10"]),
        ("LEY DE ACCESO A LA INFORMACION ART. 10", ["DC-57-2008#10"]),
        ("artículo 10 de la ley de acceso a la información", ["DC-57-2008#10"]),
        ("ley de acceso a la información de Guatemala, en su artículo 10", ["DC-57-2008#10"]),
        ("ley de acceso a la información pública artículo 10", ["DC-57-2008#10"]),
        ("art 10 LAIP", ["DC-57-2008#10"]),
        ("ley de acceso a la información", ["DC-57-2008"]),
        ("ley de acceso a la información ambiental artículo 10", []),
        ("ley de acceso a la información, México", []),
        ("ley de acceso a la información de Honduras, artículo 10", []),
        ("ley de acceso a la información de Panamá, artículo 10", []),
        ("ley de acceso a la información (Jalisco) artículo 10", []),
        ("ley de acceso artículo 10", []),
        ("ley orgánica artículo 10", []),
        ("convención sobre los derechos artículo 3", []),
    ],
)
def test_vale_el_nombre_sin_su_última_parte_si_es_de_una_sola(
    de_fabrica: BaseDeDatos, consulta: str, claves: list[str]
) -> None:
    with lectura(de_fabrica) as sesion:
        halladas = objetivos_pedidos(sesion, consulta, tesauro_actual(sesion))
    assert [str(uno) for uno in halladas] == claves


@pytest.mark.parametrize(
    ("consulta", "claves"),
    [
        ("Ley de Migración, Chiapas", []),
        ("ley de migracion chiapas", []),
        ("ley de migración (jalisco)", []),
        ("artículo 5 código penal de jalisco", []),
        ("código penal jalisco artículo 5", []),
        ("código civil artículo 5 (ecuador)", []),
        ("Código de Migración de Honduras", []),
        ("ley de migración panamá", []),
        ("ley electoral de la república dominicana", []),
        ("constitución puebla artículo 3", []),
        ("decreto 95-98 panamá", ["DC-95-1998"]),
        ("ley de migración guatemala panamá", ["DC-95-1998"]),
        ("ley de migración trabajadores en chiapas", ["DC-95-1998"]),
        ("ley de migración deportados de texas", ["DC-95-1998"]),
    ],
)
def test_con_otro_país_o_un_estado_suyo_detrás_no_se_da_la_nuestra(
    de_fabrica: BaseDeDatos, consulta: str, claves: list[str]
) -> None:
    with lectura(de_fabrica) as sesion:
        halladas = objetivos_pedidos(sesion, consulta, tesauro_actual(sesion))
    assert [str(uno) for uno in halladas] == claves


def test_con_el_numero_solo_van_al_final_las_direcciones(
    app: Flask, de_fabrica: BaseDeDatos, config: Config, reloj: Reloj
) -> None:
    direccion = "7a. avenida 95-98, zona 9. Edificio 95-98. Llame al 95-98."
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Guía 95-98", (direccion,), tipo="folleto")
        sembrar_documento(
            sesion, 2, "Estudio", (f"Según el Decreto 95-98. {'Nada. ' * 200}",), tipo="estudio"
        )
        sembrar_documento(sesion, 3, "Ley de Migración", ("Artículo 1. Se regula.",), numero="95-98")
    while leer_atrasados(de_fabrica):
        pass
    indexar(de_fabrica, config, reloj)

    def orden(q: str) -> list[str]:
        html = app.test_client().get("/buscar", query_string={"q": q}).get_data(as_text=True)
        lista = html.split('class="res__lista"')[1].split('class="hits"')[1]
        return [trozo[:5] for trozo in lista.split('class="doc-t" href="/documentos/CD-')[1:]]

    assert orden("95-98") == ["00003", "00002", "00001"]
    html = app.test_client().get("/buscar?q=95-98").get_data(as_text=True)
    assert "Al final va 1 documento que lleva ese número sin citar la norma." in html


def test_el_registro_de_una_iniciativa_que_existe_basta_con_la(de_fabrica: BaseDeDatos) -> None:
    with lectura(de_fabrica) as sesion:
        tesauro = tesauro_actual(sesion)
        for consulta in ("la 4126", "qué cita la 4,126", "compara esto con la No. 4126"):
            assert {uno.norma for uno in objetivos_pedidos(sesion, consulta, tesauro)} == {"INI-4126"}
        for consulta in ("la 9999", "la 2009", "la 4126-7", "a 4126 pasos"):
            assert not objetivos_pedidos(sesion, consulta, tesauro), consulta


def test_leer_el_articulo_no_pierde_la_norma_que_ya_se_leia(de_fabrica: BaseDeDatos) -> None:
    with lectura(de_fabrica) as sesion:
        dichos = objetivos_pedidos(
            sesion, "compara art 26 de la constitucion con la 4126", tesauro_actual(sesion)
        )
    assert [(uno.norma, uno.articulo) for uno in dichos] == [("CPRG", "26"), ("INI-4126", "")]
