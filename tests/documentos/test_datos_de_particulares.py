"""Lo que identifica a un particular no sale en la búsqueda, los extractos ni el texto público."""

from collections.abc import Callable

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento, sembrar_version
from flask import Flask
from flask.testing import FlaskClient
from indexado import indexar
from sqlalchemy import select

from centro_doc.catalogo.casos import crear_sin_archivo
from centro_doc.catalogo.lo_leido import Pedido, guardar_texto
from centro_doc.catalogo.modelos import Archivo
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.cuentas.permisos import Actor
from centro_doc.exportaciones.armado import escribir_texto
from centro_doc.grafo.atrasadas import leer_atrasados
from centro_doc.grafo.menciones import consulta, en_orden
from config import Config
from indexador.consulta import Consulta
from indexador.ficha import Pagina, Texto

CARNE = "200112345"
TESIS = f"Tesis de Ana Prueba López, carné {CARNE}. Análisis del artículo 8 del Decreto 46-2007."
OPINION = (
    "De: ga@ejemplo.gt\nPara: comision@congreso.gob.gt\nAsunto: Opinión sobre el Consejo Asesor\n\n"
    "Señores Comisión de Migrantes: conviene reformar el artículo 14 del Decreto 46-2007.\n"
    "Atentamente, Rosa Méndez, tel. 5555-1234"
)


def sembrar(bd: BaseDeDatos, texto: str = TESIS) -> int:
    with transaccion(bd) as sesion:
        documento = sembrar_documento(sesion, 1, "Tesis sobre el Consejo", tipo="tesis")
        return sembrar_version(sesion, documento, (texto,)).id


def test_ni_la_busqueda_ni_el_extracto_ni_el_texto_publico_lo_dicen(
    app: Flask,
    de_fabrica: BaseDeDatos,
    config: Config,
    reloj: RelojFijo,
    crear: Callable[..., Actor],
    entrar: Callable[..., FlaskClient],
) -> None:
    sembrar(de_fabrica)
    indice = indexar(de_fabrica, config, reloj)
    with lectura(de_fabrica) as sesion:
        pedido = Consulta(CARNE, frozenset({"publico", "personal"}))
        assert indice.buscar(sesion, pedido).total == 0
    publico = app.test_client()
    assert CARNE not in publico.get("/buscar?q=Análisis+Prueba").get_data(as_text=True)
    texto = publico.get("/documentos/CD-00001?vista=texto&q=Prueba").get_data(as_text=True)
    assert CARNE not in texto and "█" * len(CARNE) in texto
    crear("rosa@ejemplo.gt", "personal")
    del_personal = entrar("rosa@ejemplo.gt").get("/documentos/CD-00001?vista=texto").get_data(as_text=True)
    assert CARNE in del_personal


def test_tampoco_el_telefono_ni_el_correo_de_quien_opina(
    app: Flask, de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo
) -> None:
    sembrar(de_fabrica, OPINION)
    indice = indexar(de_fabrica, config, reloj)
    with lectura(de_fabrica) as sesion:
        halla = [
            indice.buscar(sesion, Consulta(uno, frozenset({"publico"}))).total
            for uno in ("5555-1234", "ga@ejemplo.gt", "comision@congreso.gob.gt")
        ]
    assert halla == [0, 0, 1]
    publico = app.test_client()
    paginas = [
        publico.get(una).get_data(as_text=True)
        for una in ("/buscar?q=Rosa+Méndez", "/documentos/CD-00001?vista=texto&q=Rosa")
    ]
    assert all("Rosa" in una and "5555-1234" not in una and "ga@ejemplo" not in una for una in paginas)
    assert "comision@congreso.gob.gt" in paginas[1] and "████-████" in paginas[1]


def test_ni_lo_que_rodea_una_cita_ni_lo_que_se_exporta(de_fabrica: BaseDeDatos, config: Config) -> None:
    texto = sembrar(de_fabrica)
    while leer_atrasados(de_fabrica):
        pass
    with lectura(de_fabrica) as sesion:
        (mencion,) = en_orden(sesion, consulta())
        assert mencion.antes.endswith("carné █████████. Análisis del ")
        salida = config.ruta_datos / "texto.json"
        escribir_texto(sesion, texto, salida)
    assert CARNE not in salida.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("pagina", "dicho", "callado"),
    [
        (TESIS, "1 número de carné (página 2)", CARNE),
        (OPINION, "1 correo electrónico, 1 teléfono (página 2)", "5555"),
    ],
)
def test_se_advierte_al_leer_el_archivo(
    bd: BaseDeDatos, crear: Callable[..., Actor], reloj: RelojFijo, pagina: str, dicho: str, callado: str
) -> None:
    ana = crear("ana@ejemplo.gt", "personal")
    with transaccion(bd) as sesion:
        documento = crear_sin_archivo(sesion, ana, "Tesis", reloj=reloj)
        sembrar_version(sesion, documento, ("Portada",))
        archivo = sesion.scalars(select(Archivo)).one()
        leido = Texto((Pagina(1, "Portada", "p. 1"), Pagina(2, pagina, "p. 2")), "otro")
        pedido = Pedido(archivo.version_id, archivo.id, archivo.sha256, "a.pdf")
        guardar_texto(sesion, pedido, leido, None, reloj=reloj)
        (aviso,) = documento.avisos
    assert dicho in aviso and callado not in aviso
