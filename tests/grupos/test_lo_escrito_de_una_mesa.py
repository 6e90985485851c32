"""El texto de un acuerdo y el orden del día no nombran, ni siguen nombrando, lo que no ve quien los lee."""

import json
from dataclasses import replace
from datetime import date

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento, sembrar_vinculo
from flask import Flask
from sqlalchemy import select

from centro_doc.catalogo.acceso import actualizar_marcas
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.exportaciones.fuente import fuente
from centro_doc.grupos import casos_acuerdos, casos_mesas, consultas
from centro_doc.grupos.formularios import DatosAcuerdo, DatosCumplimiento, DatosMesa
from centro_doc.grupos.modelos import EstadoMesa
from centro_doc.grupos.vistos import SIN_TEXTO
from centro_doc.vinculos.modelos import Vinculo
from grupos.conftest import ANA, HOY, PERSONAL, PUBLICO, ruta_de_mesa

MESA = DatosMesa(fecha=date(2011, 8, 3), estado=EstadoMesa.REALIZADA, titulo="Residencias")
SENAS = ("ZTITULO", "ZLUGAR", "ZPUNTO", "ZACUERDO", "ZMOTIVO")


@pytest.fixture
def centro(de_fabrica: BaseDeDatos) -> BaseDeDatos:
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "Ley"), "AG2", motivo="Trata de él")
        sembrar_documento(
            sesion, 18, "Memorando reservado del despacho", acceso="interna", marcas=("personal",)
        )
    return de_fabrica


@pytest.mark.parametrize("dicho", ["Ver el CD/00018", "Sobre el memorando reservado del despacho"])
@pytest.mark.parametrize("campo", ["titulo", "lugar", "orden_del_dia"])
def test_no_se_anota_una_mesa_que_lo_nombra(
    centro: BaseDeDatos, reloj: RelojFijo, campo: str, dicho: str
) -> None:
    with transaccion(centro) as sesion, pytest.raises(DatosInvalidos) as error:
        casos_mesas.crear(sesion, ANA, "AG2", replace(MESA, **{campo: dicho}), reloj=reloj)
    assert set(error.value.campos) == {campo} and "CD-00018" in error.value.campos[campo]


def test_ni_un_acuerdo_ni_su_cumplimiento(centro: BaseDeDatos, reloj: RelojFijo) -> None:
    with transaccion(centro) as sesion:
        casos_mesas.crear(sesion, ANA, "AG2", MESA, reloj=reloj)
        casos_acuerdos.anadir(sesion, ANA, "AG2", 1, DatosAcuerdo(texto="Ver el CD-00001"), reloj=reloj)
        with pytest.raises(DatosInvalidos) as error:
            casos_acuerdos.anadir(sesion, ANA, "AG2", 1, DatosAcuerdo(texto="Ver el CD-18"), reloj=reloj)
        assert "CD-00018" in error.value.campos["texto"]
        datos = DatosCumplimiento(date(2011, 8, 15), motivo="Según el CD-18")
        with pytest.raises(DatosInvalidos) as error:
            casos_acuerdos.cumplir(sesion, ANA, "AG2", 1, 1, datos, reloj=reloj)
        assert "CD-00018" in error.value.campos["motivo"]


def test_la_interna_puede_nombrar_lo_que_su_grupo_ve(centro: BaseDeDatos, reloj: RelojFijo) -> None:
    interna = replace(MESA, interna=True, fundamento="LAIP, 9", orden_del_dia="Ver el CD-00019")
    with transaccion(centro) as sesion:
        suyas = ("personal", "grupo:AG2")
        sembrar_documento(sesion, 19, "Nota", acceso="interna", marcas=suyas)
        assert casos_mesas.crear(sesion, ANA, "AG2", interna, reloj=reloj).numero == 1
        with pytest.raises(DatosInvalidos):
            casos_mesas.editar(sesion, ANA, "AG2", 1, replace(interna, interna=False), edicion=1, reloj=reloj)


@pytest.mark.parametrize("dicho", ["CD-00002", "CARTA de la ninez «Éxodo»"])
def test_lo_que_se_cierra_despues_se_calla_en_vivo_y_en_lo_congelado(
    centro: BaseDeDatos, reloj: RelojFijo, app: Flask, dicho: str
) -> None:
    with transaccion(centro) as sesion:
        sembrar_documento(sesion, 2, "Carta de la niñez, éxodo")
        sesion.scalars(select(Vinculo)).one().motivo = f"ZMOTIVO de la {dicho}"
        datos = replace(
            MESA,
            titulo=f"ZTITULO del {dicho}",
            lugar=f"ZLUGAR del {dicho}",
            orden_del_dia=f"ZPUNTO: el {dicho}\nLo demás",
        )
        casos_mesas.crear(sesion, ANA, "AG2", datos, reloj=reloj)
        acuerdo = DatosAcuerdo(texto=f"ZACUERDO: ver {dicho}", institucion="PDH")
        casos_acuerdos.anadir(sesion, ANA, "AG2", 1, acuerdo, reloj=reloj)
        congelar(sesion, ANA, "AG2", "publica", "Reunión", reloj=reloj)
    nadie = app.test_client()
    suya = ruta_de_mesa(nadie, "AG2")
    paginas = ("/agenda/AG2", "/agenda/AG2/grupo", suya, "/agenda/acuerdos")
    paginas += ("/agenda/acuerdos.csv", "/agenda/AG2/versiones/publica-1")
    assert all("ZACUERDO" in nadie.get(una).text for una in paginas if una != "/agenda/AG2/grupo")
    with transaccion(centro) as sesion:
        documento = sesion.get_one(Documento, 2)
        documento.acceso = "interna"
        actualizar_marcas(sesion, documento, reloj=reloj)
    for una in paginas:
        respuesta = nadie.get(una)
        assert respuesta.status_code == 200
        assert not [sena for sena in (*SENAS, dicho) if sena in respuesta.text], una
    assert SIN_TEXTO in nadie.get(suya).text
    with lectura(centro) as sesion:
        obra = fuente(sesion, sesion.get_one(ExpedienteCongelado, 1)).obra.como_json()
        assert (
            not [sena for sena in SENAS if sena in obra] and json.dumps(SIN_TEXTO, ensure_ascii=False) in obra
        )
        publica = consultas.mesas_de(sesion, "AG2", PUBLICO, HOY)[0]
        assert publica.orden_del_dia == ("Lo demás",)
        assert consultas.mesas_de(sesion, "AG2", PERSONAL, HOY)[0].titulo == datos.titulo
