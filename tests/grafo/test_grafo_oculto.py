"""El grafo no delata lo que un lector no ve: ni en cuentas, pasajes o sugerencias, ni en el CSV."""

import re
from collections.abc import Callable, Mapping

from conftest import RelojFijo
from fabrica import sembrar_documento
from flask import Flask
from flask.testing import FlaskClient
from indexado import indexar

from centro_doc.comun.bd import BaseDeDatos, transaccion
from config import Config
from grafo.conftest import CONSTITUCION, leer_todo

LEY = "\n".join(f"Artículo {n}. Parte {n}. Palabra quetzalina número {n}." for n in range(1, 9))
RUTAS = (
    *("/normas", "/normas/CPRG", "/normas/CPRG/art/3", "/normas/CPRG/art/3?a=01/01/2010"),
    *("/normas/DC-46-2007", "/normas/DC-46-2007/art/2", "/normas/DC-46-2007/texto"),
    *("/normas/DC-95-1998", "/normas/DC-95-1998/art/117", "/normas/DC-71-1998", "/normas/INI-4188"),
    *("/normas/pedir", "/normas/pedir?norma=DC-71-1998", "/normas/pedir?norma=DC-46-2007"),
    *("/normas/pedir.csv", "/documentos/CD-00001", "/documentos/CD-00001/citas"),
    *("/buscar?q=artículo 3 constitución", "/buscar?q=decreto 46-2007 artículo 2", "/buscar?q=DC-71-1998"),
    *("/buscar?q=iniciativa 4188", "/buscar/completar?q=46-2", "/buscar/completar?q=quetz", "/iniciativas"),
)
_VIVO = re.compile(rb'name="csrf_token" (?:type="hidden" )?value="[^"]*"|content="[\w.-]{60,}"|\d+[.,]\d+ ?s')


def _fotos(cliente: FlaskClient) -> Mapping[str, tuple[int, bytes]]:
    fotos = {}
    for ruta in RUTAS:
        respuesta = cliente.get(ruta)
        fotos[ruta] = respuesta.status_code, _VIVO.sub(b"", respuesta.get_data())
    return fotos


def _sembrar_lo_oculto(bd: BaseDeDatos) -> None:
    """Un estudio que cita, el único texto de una ley, una reforma y una iniciativa."""
    cerrado = {"acceso": "interna", "marcas": ("personal",)}
    de_un_grupo = {"acceso": "interna", "marcas": ("personal", "grupo:AG2")}
    cita = "Según el artículo 3 de la Constitución, el artículo 2 del Decreto 46-2007 y el Decreto 71-98."
    reforma = "Artículo 1. Se reforma el artículo 117 del Decreto 95-98.\nArtículo 2. Vigencia. Rige mañana."
    iniciativa = (
        "Artículo 1. Se deroga el artículo 3 de la Constitución.\nArtículo 2. Se reforma el Decreto 95-98."
    )
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 2, "Estudio quetzalino", (cita,), tipo="estudio", **cerrado)
        sembrar_documento(sesion, 3, "Ley quetzalina", (LEY,), numero="46-2007", **cerrado)
        sembrar_documento(sesion, 4, "Reforma quetzalina", (reforma,), numero="13-2013", **de_un_grupo)
        sembrar_documento(
            sesion, 5, "Iniciativa quetzalina", (iniciativa,), tipo="iniciativa", numero="4188", **de_un_grupo
        )
    leer_todo(bd)


def test_lo_interno_no_cambia_ninguna_pagina_del_grafo_para_quien_no_lo_ve(
    app: Flask,
    de_fabrica: BaseDeDatos,
    config: Config,
    reloj: RelojFijo,
    crear: Callable[..., object],
    entrar: Callable[..., FlaskClient],
) -> None:
    crear("otro@congreso.gob.gt", "grupo_tecnico", temas=("AG1",))
    crear("tecnica@congreso.gob.gt", "grupo_tecnico", temas=("AG2",))
    crear("ana@congreso.gob.gt", "personal")
    lectores = {"publico": app.test_client(), "de otro grupo": entrar("otro@congreso.gob.gt")}
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Constitución Política", CONSTITUCION, tipo="constitucion", numero="")
    leer_todo(de_fabrica)
    indexar(de_fabrica, config, reloj)
    antes = {quien: _fotos(cliente) for quien, cliente in lectores.items()}
    _sembrar_lo_oculto(de_fabrica)
    indexar(de_fabrica, config, reloj)
    for quien, cliente in lectores.items():
        ahora = _fotos(cliente)
        assert [ruta for ruta in RUTAS if ahora[ruta] != antes[quien][ruta]] == [], quien
        assert not any(b"quetzalin" in cuerpo for _, cuerpo in ahora.values()), quien
    tecnica = entrar("tecnica@congreso.gob.gt").get("/normas/CPRG").get_data()
    assert b"Iniciativa quetzalina" in tecnica and b"Estudio quetzalino" not in tecnica
    visto = _fotos(entrar("ana@congreso.gob.gt"))
    assert b"Estudio quetzalino" in visto["/normas/CPRG/art/3"][1]
    assert b"Palabra quetzalina" in visto["/normas/DC-46-2007/art/2"][1]
    assert b"Reforma quetzalina" in visto["/normas/DC-95-1998/art/117"][1]
    assert b"Iniciativa quetzalina" in visto["/normas/CPRG"][1]
    assert b"DC-71-1998" in visto["/normas/pedir.csv"][1]
    (diario,) = config.ruta_accesos.glob("*.jsonl")
    leidos = diario.read_text("utf-8")
    assert "CD-00003" in leidos and "CD-00004" in leidos and "CD-00001" not in leidos
