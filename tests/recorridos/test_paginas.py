"""Toda página, en claro y oscuro, en escritorio y teléfono."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from recorridos.conftest import Sitio
from recorridos.revision import exceso, faltas_de_accesibilidad, faltas_de_html, visitar

pytestmark = pytest.mark.navegador

PAGINAS = (
    ("", "/", 200),
    ("personal", "/", 200),
    ("", "/ayuda", 200),
    ("", "/ayuda/buscar", 200),
    ("", "/ayuda/acceso", 200),
    ("", "/ayuda/ingresar", 200),
    ("", "/ayuda/catalogar", 200),
    ("", "/ayuda/teclado", 200),
    ("", "/plan", 200),
    ("personal", "/plan?evidencia=sin&objetivo=OO3", 200),
    ("", "/plan?palabras=nada", 200),
    ("personal", "/plan/sin-vinculos", 200),
    ("", "/plan/OO3", 200),
    ("", "/plan/OO3.A1", 200),
    ("", "/plan?fecha=ingreso&trimestre=20092", 200),
    ("", "/plan/matriz", 200),
    ("personal", "/plan/OO2.A1.2", 200),
    ("", "/plan/OO2.M1", 200),
    ("personal", "/plan/OO1.A3.4/cercanos", 200),
    ("", "/plan/OO4.A6.4", 200),
    ("", "/agenda", 200),
    ("", "/agenda/AG2", 200),
    ("", "/agenda/AG2/grupo", 200),
    ("personal", "/agenda/AG2/grupo/integrantes/nuevo", 200),
    ("personal", "/agenda/AG2/mesas/nueva", 200),
    ("", "/agenda/acuerdos", 200),
    ("personal", "/agenda/mesas", 200),
    ("personal", "/agenda/AG2/nuevo", 200),
    ("personal", "/agenda/AG2/terminos", 200),
    ("personal", "/expedientes/selecciones", 200),
    ("", "/normas", 200),
    ("personal", "/normas?clase=INI&a=2009-05-12", 200),
    ("", "/normas?palabras=nada+de+eso&a=mal", 200),
    ("", "/normas/DC-95-1998?a=2009-05-12", 200),
    ("personal", "/normas/DC-57-2008", 200),
    ("", "/normas/INI-4126", 200),
    ("", "/normas/TR-CVRC-1963?a=mal", 200),
    ("personal", "/normas/DC-57-2008/editar", 200),
    ("", "/normas/DC-57-2008/texto?a=mal", 200),
    ("", "/comparar-textos?a=CD-00001", 200),
    ("", "/comparar-textos?a=CD-00001&b=hola", 422),
    ("personal", "/comparar-textos?a=CD-00001&b=CD-00002&iguales=1", 200),
    ("personal", "/comparar-textos?a=CD-00001&b=CD-00002&articulo=1", 200),
    ("personal", "/iniciativas/por-confirmar", 200),
    ("personal", "/normas/nueva", 200),
    ("", "/iniciativas", 200),
    ("", "/agenda/legislativa?a=2010-06-30", 200),
    ("personal", "/iniciativas?a=mal&q=nada+de+eso", 200),
    ("", "/iniciativas/4126", 200),
    ("personal", "/iniciativas/5121?a=2016-09-01", 200),
    ("personal", "/iniciativas/4126/editar", 200),
    ("personal", "/iniciativas/nueva", 200),
    ("personal", "/iniciativas/desde/CD-00002", 200),
    ("", "/agenda/AG1", 200),
    ("", "/normas/CPRG/art/26", 200),
    ("", "/normas/DC-95-1998/art/117", 200),
    ("personal", "/normas/DC-46-2007/art/t7", 200),
    ("", "/normas/DC-95-1998/art/107-bis?a=2022-03-01", 200),
    ("", "/normas/DC-46-2007/art/2?a=mal", 200),
    ("", "/normas/pedir", 200),
    ("personal", "/normas/pedir?norma=DC-71-1998", 200),
    ("", "/normas?estado=derogada&a=2010", 200),
    ("", "/buscar?q=decreto+46-2007+art%C3%ADculo+2", 200),
    ("", "/normas/DC-71-1998", 200),
    ("personal", "/documentos/CD-00001?p=3&vista=texto", 200),
    ("personal", "/documentos/CD-00001/citas", 200),
    ("personal", "/documentos/CD-00001/citas?ver=dudosas", 200),
    ("", "/directorio", 200),
    ("", "/directorio?pais=nada", 200),
    ("", "/directorio/CONAMIGUA", 200),
    ("", "/buscar", 200),
    ("personal", "/buscar?q=retorno", 200),
    ("", "/buscar?q=%22sin+cerrar+campo:1", 200),
    ("", "/buscar?q=ninguno+asi&tipo=dictamen", 200),
    ("", "/buscar?q=art%C3%ADculo+26+constituci%C3%B3n", 200),
    ("personal", "/buscar?q=retorno+decreto+46-2007&vigente=2010-05-12", 200),
    ("personal", "/buscar?agrupar=tipo&orden=titulo", 200),
    ("", "/buscar?q=retornno", 200),
    ("", "/buscar?q=retornno&literal=1", 200),
    ("", "/documentos/CD-00001?q=retornno&p=2", 200),
    ("personal", "/documentos/CD-00001?q=retorno", 200),
    ("", "/documentos/CD-00001?vista=texto&q=retorno", 200),
    ("", "/documentos/CD-00001?panel=estructura", 200),
    ("personal", "/documentos/CD-00002", 200),
    ("personal", "/documentos/CD-00003", 200),
    ("personal", "/documentos/CD-00004", 200),
    ("personal", "/ingreso", 200),
    ("personal", "/ingreso?ver=todos", 200),
    ("personal", "/ingreso?ver=listos", 200),
    ("personal", "/ingreso?q=nada", 200),
    ("personal", "/ingreso/ocr", 200),
    ("personal", "/ingreso/ocr?de=CD-00002", 200),
    ("personal", "/catalogar/CD-00001", 200),
    ("personal", "/catalogar/CD-00002?p=1&vista=texto", 200),
    ("personal", "/catalogar/CD-00002/paginas/1/texto", 200),
    ("personal", "/catalogar/CD-00003", 200),
    ("personal", "/catalogar/CD-00004", 200),
    ("personal", "/catalogar/CD-00005", 200),
    ("personal", "/catalogar/CD-00005?vista=texto&s=1", 200),
    ("personal", "/comparar/CD-00001/CD-00002", 200),
    ("personal", "/comparar/CD-00001/CD-00004", 200),
    ("personal", "/unir/CD-00002/CD-00004", 200),
    ("personal", "/unir/CD-00002/CD-00001", 200),
    ("personal", "/lotes", 200),
    ("personal", "/lotes/editar", 200),
    ("personal", "/lotes/vincular?elegidos=CD-00001", 200),
    ("personal", "/lotes/editar?elegidos=CD-00001", 200),
    ("administracion", "/admin/usuarios", 200),
    ("administracion", "/admin/usuarios?q=nadie", 200),
    ("administracion", "/admin/usuarios/nuevo", 200),
    ("administracion", "/admin/usuarios/1", 200),
    ("administracion", "/admin/usuarios/2/baja", 200),
    ("administracion", "/admin/bitacora", 200),
    ("administracion", "/admin/bitacora?persona=nadie", 200),
    ("administracion", "/admin/estado", 200),
    ("personal", "/admin/tesauro", 200),
    ("administracion", "/admin/tesauro?palabras=dgm", 200),
    ("personal", "/admin/tesauro?palabras=nada+de+eso", 200),
    ("personal", "/admin/tesauro/nuevo", 200),
    ("administracion", "/admin/tesauro/1", 200),
    ("personal", "/admin/usuarios", 403),
    ("", "/acceso", 200),
    ("", "/no-existe", 404),
    ("personal", "/acceso/clave", 200),
)
"""Cuenta (vacía: el público), ruta y estado."""
VISTAS = tuple((ancho, modo) for ancho in (1360, 390) for modo in ("light", "dark"))
ANCHOS = (320, 600, 768, 1024, 1920)

Abrir = Callable[..., Page]


@pytest.mark.parametrize(("cuenta", "ruta", "estado"), PAGINAS)
def test_la_pagina_es_accesible_no_falla_y_no_se_sale_a_lo_ancho(
    pagina: Abrir, cuenta: str, ruta: str, estado: int
) -> None:
    pestana = pagina(cuenta)
    quejas = visitar(pestana, ruta, estado)
    faltas: dict[tuple[int, str], list[str]] = {}
    for ancho, modo in VISTAS:
        pestana.set_viewport_size({"width": ancho, "height": 900})
        pestana.emulate_media(color_scheme=modo)
        if halladas := faltas_de_accesibilidad(pestana) + exceso(pestana):
            faltas[ancho, modo] = halladas
    for ancho in ANCHOS:
        pestana.set_viewport_size({"width": ancho, "height": 900})
        if halladas := exceso(pestana):
            faltas[ancho, ""] = halladas
    assert (quejas, faltas) == ([], {})


def test_el_html_de_toda_pagina_es_valido(
    contexto: Callable[..., BrowserContext], java: Path, tmp_path: Path
) -> None:
    textos = []
    for cuenta, ruta, estado in PAGINAS:
        respuesta = contexto(cuenta).request.get(ruta)
        assert respuesta.status == estado, ruta
        textos.append((ruta, respuesta.text()))
    assert faltas_de_html(java, tmp_path, textos) == []


def test_todo_lo_que_pide_una_pagina_sale_del_centro(pagina: Abrir, sitio: Sitio) -> None:
    pestana = pagina()
    pedidos: list[str] = []
    pestana.on("request", lambda peticion: pedidos.append(peticion.url))
    visitar(pestana, "/acceso")
    assert pedidos
    assert [url for url in pedidos if not url.startswith(sitio.url)] == []
