"""Un ZIP o un correo con algo que se cerró no se entrega a quien no lo ve, ni solo ni en una copia."""

import io
import zipfile

import pytest
from archivos import comprimido
from fabrica import AHORA, sembrar_documento, sembrar_version, sembrar_vinculo
from flask import Flask
from sqlalchemy import select

from almacen import DepositoLocal
from centro_doc.catalogo.acceso import actualizar_marcas
from centro_doc.catalogo.contenedores import con_algo_cerrado
from centro_doc.catalogo.modelos import Acceso, Archivo, Documento, Estado
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion, RelacionDocumental
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.consola import Consola
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.exportaciones.armado import Taller
from centro_doc.exportaciones.armado import armar as armar_copia
from centro_doc.exportaciones.casos import opcion_de
from centro_doc.exportaciones.fuente import fuente
from config import Config

PUBLICO, PERSONAL = frozenset({"publico"}), frozenset({"publico", "personal"})


@pytest.fixture
def centro(de_fabrica: BaseDeDatos, config: Config, reloj: Reloj) -> BaseDeDatos:
    """Un ZIP público que trae otro, y ése, un acta; y un correo con un anexo por catalogar. En AG2."""
    deposito = DepositoLocal(config.ruta_archivos)
    with transaccion(de_fabrica) as sesion:
        for n, (titulo, mime, contenido) in enumerate(
            (
                ("Paquete", "application/zip", comprimido({"dentro.zip": b"zqacta"})),
                ("De dentro", "application/zip", comprimido({"acta.pdf": b"zqacta"})),
                ("Acta", "application/pdf", b"zqacta"),
                ("Correo", "message/rfc822", b"Subject: Anexo"),
            ),
            1,
        ):
            uno = sembrar_documento(sesion, n, titulo)
            guardado = deposito.recibir(io.BytesIO(contenido), 1 << 20)
            sembrar_version(sesion, uno, ["Trae"], sha256=guardado.sha256)
            archivo = sesion.scalars(select(Archivo).where(Archivo.sha256 == guardado.sha256)).one()
            archivo.tipo, archivo.tamano = mime, guardado.tamano
            sembrar_vinculo(sesion, uno, "AG2", motivo="Trata de ella")
        sembrar_documento(sesion, 5, "Anexo", estado=Estado.POR_CATALOGAR, marcas=("personal",))
        for hijo, padre, clase in (
            (2, 1, ClaseRelacion.MIEMBRO_DE),
            (3, 2, ClaseRelacion.MIEMBRO_DE),
            (5, 4, ClaseRelacion.ADJUNTO_DE),
            (1, 4, ClaseRelacion.TRADUCE),
        ):
            sesion.add(RelacionDocumental(documento_id=hijo, otro_id=padre, clase=clase, creada=AHORA))
        congelar(sesion, SISTEMA, "AG2", "publica", "Reunión", reloj=reloj)
    return de_fabrica


def _cerrados(bd: BaseDeDatos, marcas: frozenset[str]) -> list[int]:
    with lectura(bd) as sesion:
        return sorted(con_algo_cerrado(sesion, sesion.scalars(select(Archivo)).all(), marcas))


def _cerrar(bd: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(bd) as sesion:
        acta = sesion.get_one(Documento, 3)
        acta.acceso, acta.fundamento = Acceso.INTERNA, "Deliberación en curso"
        actualizar_marcas(sesion, acta, reloj=reloj)


def test_se_cierra_para_quien_no_ve_lo_de_dentro_a_cualquier_hondura(
    centro: BaseDeDatos, reloj: Reloj
) -> None:
    assert _cerrados(centro, PUBLICO) == [], "lo que está por catalogar no se ha cerrado"
    _cerrar(centro, reloj)
    assert _cerrados(centro, PUBLICO) == [1, 2]
    assert _cerrados(centro, PERSONAL) == []


def test_ni_su_pagina_ni_la_copia_lo_entregan(
    centro: BaseDeDatos, app: Flask, config: Config, reloj: Reloj
) -> None:
    cliente = app.test_client()
    assert cliente.get("/documentos/CD-00001/original", buffered=True).status_code == 200
    _cerrar(centro, reloj)
    assert cliente.get("/documentos/CD-00001").status_code == 200
    assert cliente.get("/documentos/CD-00001/original").status_code == 404
    assert cliente.get("/documentos/CD-00004/original", buffered=True).status_code == 200
    consola = Consola(config, centro, reloj)
    taller = Taller(config, centro, DepositoLocal(config.ruta_archivos), consola.reloj)
    with lectura(centro) as sesion:
        origen = fuente(sesion, sesion.scalars(select(ExpedienteCongelado)).one())
    hecha = armar_copia(taller, origen, opcion_de("zip"))
    with zipfile.ZipFile(taller.deposito.ruta(hecha.guardado.sha256)) as paquete:
        todo = b"".join(paquete.read(nombre) for nombre in paquete.namelist())
        originales = [nombre for nombre in paquete.namelist() if "/originales/" in nombre]
    assert b"zqacta" not in todo and "Su archivo no va en esta copia." in todo.decode()
    assert [nombre.rpartition("/")[2] for nombre in originales] == ["CD-00004_v1.pdf"]
