"""El artículo que se pide de una norma va antes que el de igual número de otro texto, que se señala."""

from fabrica import sembrar_documento
from flask import Flask
from indexado import indexar

from centro_doc.busqueda.consultas import resultados
from centro_doc.busqueda.formularios import Peticion
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.grafo.atrasadas import leer_atrasados
from config import Config

PUBLICO = frozenset({"publico"})
CODIGO = "\n".join(
    f"ARTICULO {n}. Código de Migración y la Ley de Migración. El artículo manda sobre migración."
    for n in range(1, 9)
)
CITA = "Esta opinión pide derogar el artículo 7 de la Ley de Migración, Decreto 95-98."


def test_lo_que_cita_el_pedido_va_antes_que_el_de_otra_ley(
    app: Flask, de_fabrica: BaseDeDatos, config: Config, reloj: Reloj
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(
            sesion, 1, "Código de Migración", (CODIGO,), tipo="decreto_congreso", numero="44-2016"
        )
        relleno = "Asuntos generales de la mesa y sus acuerdos. " * 40
        sembrar_documento(sesion, 2, "Oficio", (f"{relleno}{CITA}{relleno}",), tipo="opinion_recibida")
        sembrar_documento(sesion, 3, "Reservada", (CITA,), tipo="minuta", marcas=("personal",))
    while leer_atrasados(de_fabrica):
        pass
    indice = indexar(de_fabrica, config, reloj)
    with lectura(de_fabrica) as sesion:
        hallados = resultados(sesion, indice, PUBLICO, Peticion(q="artículo 7 de la Ley de Migración"))
        propia = resultados(sesion, indice, PUBLICO, Peticion(q="artículo 7 del Código de Migración"))
    assert [uno.documento.id for uno in hallados.hoja.elementos] == [2, 1]
    del_codigo = hallados.hoja.elementos[1].pasajes
    de_otra = [pasaje.articulo for pasaje in del_codigo if pasaje.de_otra]
    assert de_otra == ["Artículo 7"] and del_codigo[-1].de_otra
    assert propia.hoja.elementos[0].documento.id == 1
    assert not any(pasaje.de_otra for pasaje in propia.hoja.elementos[0].pasajes)
    html = app.test_client().get("/buscar?q=artículo+7+de+la+Ley+de+Migración").get_data(as_text=True)
    assert "de este texto, no el pedido" in html
