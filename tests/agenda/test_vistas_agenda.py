import re

import pytest
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo
from flask import Flask
from sqlalchemy import select

from centro_doc.agenda.modelos import Tema
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.normas.modelos import Norma


def _html(app: Flask, ruta: str) -> str:
    respuesta = app.test_client().get(ruta)
    assert respuesta.status_code == 200, ruta
    return respuesta.get_data(as_text=True)


def test_toda_norma_se_muestra_con_su_marca(app: Flask, de_fabrica: BaseDeDatos) -> None:
    palabras = {"V": "Confirmado en una fuente", "C": "Sin confirmar", "D": "Dudoso"}
    with lectura(de_fabrica) as sesion:
        temas = sesion.scalars(select(Tema)).all()
        marcas = dict(sesion.execute(select(Norma.clave, Norma.marca)).all())
    for tema in temas:
        html = _html(app, f"/agenda/{tema.codigo}")
        filas = re.findall(r"<tr><th scope=\"row\"><a class=\"serif\" href=\"/normas/.*?</tr>", html, re.S)
        datos = tema.datos
        claves = [*datos["normas_nucleo"], *datos["normas_conexas"]]
        assert len(filas) == len(claves)
        for clave, fila in zip(claves, filas, strict=True):
            assert f'href="/normas/{clave}"' in fila and palabras[marcas[clave]] in fila, (tema.codigo, clave)


def test_la_agenda_enlaza_sus_cinco_temas(app: Flask, de_fabrica: BaseDeDatos) -> None:
    html = _html(app, "/agenda")
    assert [f'href="/agenda/AG{n}"' in html for n in range(1, 6)] == [True] * 5


def test_el_tema_junta_sus_documentos_por_seccion_con_la_evidencia(
    app: Flask, de_fabrica: BaseDeDatos
) -> None:
    with transaccion(de_fabrica) as sesion:
        ley = sembrar_documento(sesion, 1, "Decreto 46-2007")
        texto = sembrar_version(sesion, ley, ["Se crea el Consejo Nacional"])
        sembrar_vinculo(sesion, ley, "AG2", pasaje=(texto, 1, "Se crea el Consejo Nacional"))
        sembrar_vinculo(sesion, ley, "OO3.A2.1", motivo="Lo ordena.")
        suelto = sembrar_documento(sesion, 2, "Papel sin tipo", tipo=None)
        sembrar_vinculo(sesion, suelto, "AG2", motivo="Lo dijo la secretaría.")
        interno = sembrar_documento(sesion, 3, "Borrador interno", marcas=("grupo:AG2",))
        sembrar_vinculo(sesion, interno, "AG2")
    html = _html(app, "/agenda/AG2")
    marco, estudios = html.split('id="s2"')[1].split('id="s3"')[0], html.split('id="s4"')[1]
    assert "CD-00001" in marco and "«Se crea el Consejo Nacional»" in marco
    assert "Papel sin tipo" in estudios and "Lo dijo la secretaría" in estudios
    assert "También en" in html and "OO3.A2.1" in html
    assert "Borrador interno" not in html
    assert "<dd>2</dd>" in _html(app, "/agenda")


@pytest.mark.parametrize(
    ("ruta", "destino"),
    [
        ("/expedientes/T2", "/agenda/AG2"),
        ("/expedientes/T5", "/agenda/AG5"),
        ("/agenda/AG2/expediente", "/agenda/AG2"),
        ("/agenda/AG2/expediente?nivel=publica", "/agenda/AG2?nivel=publica"),
    ],
)
def test_la_direccion_vieja_lleva_al_tema(
    app: Flask, de_fabrica: BaseDeDatos, ruta: str, destino: str
) -> None:
    respuesta = app.test_client().get(ruta)
    assert (respuesta.status_code, respuesta.headers["Location"]) == (301, destino)


@pytest.mark.parametrize("ruta", ["/agenda/AG9", "/expedientes/T9", "/expedientes/X"])
def test_un_tema_que_no_esta_no_se_encuentra(app: Flask, de_fabrica: BaseDeDatos, ruta: str) -> None:
    assert app.test_client().get(ruta).status_code == 404
