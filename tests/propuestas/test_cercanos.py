"""De un hueco del plan a los documentos sin vínculo que más se le acercan."""

from collections.abc import Callable

from conftest import RelojFijo, ficha_csrf
from fabrica import sembrar_documento, sembrar_vinculo
from flask import Flask
from flask.testing import FlaskClient
from indexado import indexar
from sqlalchemy import select

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.propuestas.cercanos import cercanos
from centro_doc.vinculos.destinos import destinos
from centro_doc.vinculos.modelos import Vinculo
from config import Config

HUECO = "OO1.A3.4"
PASAJE = (
    "La Comisión de Relaciones Internacionales del PARLACEN acordó trabajar la migración con la "
    "Comisión de Migrantes."
)
PUBLICO = frozenset({"publico"})
MARCAS = PUBLICO | {"personal"}


def _sembrar(bd: BaseDeDatos) -> None:
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 1, "Acuerdo con el PARLACEN", (PASAJE,))
        sembrar_documento(sesion, 2, "Minuta interna", (PASAJE,), marcas=("personal",))
        sembrar_documento(sesion, 3, "Receta", ("Se mezcla el maíz con agua y se deja reposar.",))
        vinculado = sembrar_documento(sesion, 4, "Ya vinculado", (PASAJE,))
        sembrar_vinculo(sesion, vinculado, "OO1.A3.3")
        rechazado = sembrar_documento(sesion, 5, "Ya rechazado", (PASAJE,))
        sembrar_vinculo(sesion, rechazado, HUECO, estado="rechazado")
        sembrar_documento(sesion, 6, "Retirado", (PASAJE,), estado="retirado", marcas=("personal",))


def test_son_los_que_nadie_vinculo_ni_rechazo_y_ve_quien_mira(
    de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo
) -> None:
    _sembrar(de_fabrica)
    indice = indexar(de_fabrica, config, reloj)
    with lectura(de_fabrica) as sesion:
        destino = next(uno for uno in destinos(sesion) if uno.codigo == HUECO)
        hallados = cercanos(sesion, indice, destino, MARCAS)
        publicos = cercanos(sesion, indice, destino, PUBLICO)
    assert {uno.documento.identificador for uno in hallados} == {"CD-00001", "CD-00002"}
    assert [uno.documento.identificador for uno in publicos] == ["CD-00001"]
    una = publicos[0]
    assert "PARLACEN" in una.pasaje and una.pasaje == PASAJE[una.inicio : una.inicio + len(una.pasaje)]
    assert una.publicado and 0 < una.porciento < 100 and any("PARLACEN" in razon for razon in una.razones)


def test_desde_la_pagina_se_vincula_con_un_clic_y_se_vuelve_a_ella(
    app: Flask,
    de_fabrica: BaseDeDatos,
    config: Config,
    reloj: RelojFijo,
    crear: Callable[..., Actor],
    entrar: Callable[..., FlaskClient],
) -> None:
    _sembrar(de_fabrica)
    crear("ana@ejemplo.gt", Rol.PERSONAL)
    ana = entrar("ana@ejemplo.gt")
    ruta = f"/plan/{HUECO}/cercanos"
    assert "El índice se está preparando" in ana.get(ruta).get_data(as_text=True)
    indexar(de_fabrica, config, reloj)
    html = ana.get(ruta).get_data(as_text=True)
    assert "Acuerdo con el PARLACEN" in html and "Receta" not in html
    assert f'href="{ruta}"' in ana.get("/plan").get_data(as_text=True)
    datos = {"desde": "cercanos", "nodo": HUECO, "destino": HUECO, "relacion": "sustenta", "p": "1"}
    datos |= {"pasaje": PASAJE, "inicio": "0", "csrf_token": ficha_csrf(ana, ruta)}
    respuesta = ana.post("/documentos/CD-00001/vinculos", data=datos)
    assert (respuesta.status_code, respuesta.location) == (303, ruta)
    with lectura(de_fabrica) as sesion:
        vinculo = sesion.scalars(select(Vinculo).where(Vinculo.documento_id == 1)).one()
        assert (vinculo.estado, len(vinculo.evidencias)) == ("confirmado", 1)
    assert "Acuerdo con el PARLACEN" not in ana.get(ruta).get_data(as_text=True)


def test_con_un_objetivo_no_se_vincula_y_no_tiene_cercanos(
    app: Flask, de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear("ana@ejemplo.gt", Rol.PERSONAL)
    assert f"/plan/{HUECO[:3]}/cercanos" not in entrar("ana@ejemplo.gt").get("/plan/OO1").get_data(
        as_text=True
    )
