"""El pasaje que el sistema reubicó y nadie ha visto lo dice en el expediente, lo congelado y sus copias."""

import pytest
from conftest import ficha_csrf
from exprimir import exprimir, lugares
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo
from flask import Flask

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.consola import Consola
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.expedientes.armar import armar
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.contenido import Pieza
from centro_doc.expedientes.sujetos import resolver
from centro_doc.taller import armar as armar_taller
from centro_doc.vinculos.anclados import REUBICADO
from centro_doc.vinculos.modelos import EstadoEvidencia
from config import Config

PASAJE = "Se recomienda crear diez centros de atención al migrante"


@pytest.fixture
def centro(de_fabrica: BaseDeDatos) -> BaseDeDatos:
    """AG2 con una opinión cuyo único pasaje se reubicó."""
    with transaccion(de_fabrica) as sesion:
        documento = sembrar_documento(sesion, 1, "Opinión de la PDH", tipo="opinion_recibida")
        texto = sembrar_version(sesion, documento, [PASAJE])
        vinculo = sembrar_vinculo(sesion, documento, "AG2", pasaje=(texto, 1, PASAJE))
        vinculo.evidencias[0].estado = EstadoEvidencia.REANCLADA
    return de_fabrica


def _pieza(bd: BaseDeDatos, reloj: Reloj) -> tuple[Pieza, str]:
    with lectura(bd) as sesion:
        entero = armar(sesion, resolver(sesion, "AG2", frozenset({"publico"})), "publica", reloj.hoy())
        return entero.piezas[0], str(entero.anexos)


def test_la_frase_la_prueba_y_el_cuadro_lo_dicen_hasta_que_alguien_lo_mira(
    centro: BaseDeDatos, reloj: Reloj
) -> None:
    pieza, anexos = _pieza(centro, reloj)
    assert f"«{PASAJE}» (p. 1; {REUBICADO})" in pieza.frase and REUBICADO in anexos
    assert pieza.evidencias[0]["aviso"] == REUBICADO
    with transaccion(centro) as sesion:
        documento = sembrar_documento(sesion, 2, "Otra", tipo="opinion_recibida")
        texto = sembrar_version(sesion, documento, [PASAJE])
        vinculo = sembrar_vinculo(sesion, documento, "AG2", pasaje=(texto, 1, PASAJE))
        assert vinculo.evidencias[0].estado == EstadoEvidencia.VIGENTE
    with lectura(centro) as sesion:
        entero = armar(sesion, resolver(sesion, "AG2", frozenset({"publico"})), "publica", reloj.hoy())
        vista = next(pieza for pieza in entero.piezas if pieza.identificador == "CD-00002")
        assert "aviso" not in vista.evidencias[0] and REUBICADO not in vista.frase


def test_lo_dicen_las_paginas_y_cada_copia(
    centro: BaseDeDatos, app: Flask, config: Config, reloj: Reloj
) -> None:
    with transaccion(centro) as sesion:
        congelar(sesion, SISTEMA, "AG2", "publica", "Reunión", reloj=reloj)
    cliente = app.test_client()
    ruta = "/agenda/AG2/versiones/publica-1"
    for pagina in ("/agenda/AG2", ruta):
        html = cliente.get(pagina).get_data(as_text=True)
        assert f'; <span class="evidencia__movida">{REUBICADO}</span>' in html, pagina
    datos = {"csrf_token": ficha_csrf(cliente, f"{ruta}/exportar")}
    for forma in ("pdf", "docx", "zip"):
        cliente.post(f"{ruta}/exportar", data=datos | {"forma": forma})
    trabajador = armar_taller(Consola(config, centro, reloj))
    while trabajador.una_tarea():
        pass
    for forma, donde in (("pdf", ()), ("docx", ()), ("zip", ("pasajes.csv", "fichas.json", "indice.html"))):
        copia = cliente.get(f"{ruta}/exportar/{forma}", buffered=True)
        assert copia.status_code == 200, forma
        dichos = lugares(REUBICADO, list(exprimir(f"publica.{forma}", copia.data)))
        assert dichos, forma
        for uno in donde:
            assert any(uno in dicho for dicho in dichos), (uno, dichos)
