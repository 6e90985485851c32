"""Ni el motivo de un vínculo ni el título de una versión nombran lo que no ve quien los lee."""

import pytest
from fabrica import sembrar_documento, sembrar_vinculo
from flask import Flask
from sqlalchemy import select

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.exportaciones.fuente import fuente
from centro_doc.vinculos.casos import vincular
from centro_doc.vinculos.formularios import DatosVinculo
from centro_doc.vinculos.modelos import Relacion, Vinculo

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")


@pytest.fixture
def centro(de_fabrica: BaseDeDatos) -> BaseDeDatos:
    """AG2 con una ley pública, y un documento interno de su grupo."""
    with transaccion(de_fabrica) as sesion:
        ley = sembrar_documento(sesion, 1, "Ley")
        sembrar_vinculo(sesion, ley, "AG2", motivo="Trata de él")
        sembrar_documento(sesion, 18, "Interno", acceso="interna", marcas=("personal", "grupo:AG2"))
    return de_fabrica


@pytest.mark.parametrize("campo", ["titulo", "nota"])
def test_no_se_congela_con_lo_que_no_ve_quien_la_abre(centro: BaseDeDatos, reloj: Reloj, campo: str) -> None:
    escrito = {"titulo": "Reunión", "nota": ""} | {campo: "Complementa el cd 00018"}
    with transaccion(centro) as sesion, pytest.raises(DatosInvalidos) as error:
        congelar(sesion, ANA, "AG2", "publica", **escrito, reloj=reloj)
    assert set(error.value.campos) == {campo} and "CD-00018" in error.value.campos[campo]
    with transaccion(centro) as sesion:
        assert congelar(sesion, ANA, "AG2", "trabajo", **escrito, reloj=reloj).numero == 1


def test_el_motivo_no_nombra_lo_que_no_ve_quien_ve_el_documento(centro: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(centro) as sesion:
        datos = DatosVinculo("tema:AG3", Relacion.SUSTENTA, motivo="Complementa el CD-00018")
        with pytest.raises(DatosInvalidos) as error:
            vincular(sesion, ANA, "CD-00001", datos, reloj=reloj)
        assert "CD-00018" in error.value.campos["motivo"]
        sesion.rollback()
    with transaccion(centro) as sesion:
        datos = DatosVinculo("tema:AG3", Relacion.SUSTENTA, motivo="Complementa el CD-00001")
        assert vincular(sesion, ANA, "CD-00018", datos, reloj=reloj).motivo == datos.motivo


def test_lo_ya_guardado_se_calla_en_todas_partes(centro: BaseDeDatos, reloj: Reloj, app: Flask) -> None:
    with transaccion(centro) as sesion:
        sesion.scalars(select(Vinculo)).one().motivo = "Complementa el CD-00001 y la ley"
        congelar(sesion, ANA, "AG2", "publica", "Reunión", reloj=reloj)
    with transaccion(centro) as sesion:
        sesion.get_one(Vinculo, 1).motivo = "Complementa el CD-00018"
        otro = sembrar_documento(sesion, 2, "Otra")
        sembrar_vinculo(sesion, otro, "AG2", motivo="Va")
        una = sesion.scalars(select(ExpedienteCongelado)).one()
        una.titulo = "Con el CD-00002"
        congelar(sesion, ANA, "AG2", "publica", "Segunda", reloj=reloj)
        otro.marcas = [marca for marca in otro.marcas if marca.marca != "publico"]
        una.titulo = "Con el CD-00018"
        una.piezas[0].frase = "Sustenta AG2: Complementa el CD-00018."
    version = "/agenda/AG2/versiones/publica-1"
    segunda = app.test_client().get("/agenda/AG2/versiones/publica-2").text
    assert "Versión 1" in segunda and "CD-00002" not in segunda
    for ruta in (
        "/agenda",
        "/agenda/AG2",
        "/agenda/AG2/atom.xml",
        "/documentos/CD-00001",
        version,
        f"{version}/exportar",
        f"{version}/diferencias",
        "/agenda/AG2/cambios?desde=2011-08-17",
    ):
        respuesta = app.test_client().get(ruta)
        assert respuesta.status_code == 200 and "CD-00018" not in respuesta.text, ruta
    with lectura(centro) as sesion:
        assert "CD-00018" not in fuente(sesion, sesion.get_one(ExpedienteCongelado, 1)).obra.como_json()
