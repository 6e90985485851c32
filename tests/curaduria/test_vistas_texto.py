"""Corregir el texto de una página, por la web y sin JavaScript."""

import re

import pytest
from fabrica import sembrar_plan, sembrar_version
from sqlalchemy import select

from centro_doc.catalogo.casos import crear_sin_archivo
from centro_doc.catalogo.modelos import TextoGuardado
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.vinculos.casos import vincular
from centro_doc.vinculos.formularios import Cita, DatosVinculo
from centro_doc.vinculos.modelos import Evidencia

ANA = "ana@congreso.gob.gt"
RUTA = "/catalogar/CD-00001/paginas/1/texto"
LEIDO = "FECHA QUE CONOCI6 EL PLENO\nSe acord6 un plan nacional de retorno para 2012."
BIEN = "FECHA QUE CONOCIÓ EL PLENO\nSe acordó un plan nacional de retorno para 2012."


@pytest.fixture
def ana(crear):
    return crear(ANA, Rol.PERSONAL)


@pytest.fixture
def cliente(bd, reloj, ana, entrar):
    """Un documento escaneado con un pasaje que prueba un vínculo, y quien lo cataloga."""
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        sembrar_version(sesion, crear_sin_archivo(sesion, ana, "Minuta", reloj=reloj), [LEIDO, "Dos"])
        datos = DatosVinculo("OO3.A2.7", "sustenta", Cita(1, "plan nacional de retorno"))
        vincular(sesion, ana, "CD-00001", datos, reloj=reloj)
    return entrar(ANA)


def enviar(cliente, texto, **cambios):
    """El formulario como lo muestra la página, con lo que la persona escribe."""
    valores = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', cliente.get(RUTA).text))
    return cliente.post(RUTA, data=valores | {"texto": texto, "accion": "guardar"} | cambios)


def test_desde_ver_texto_se_llega_a_corregir_y_la_imagen_esta_al_lado(cliente):
    assert f'href="{RUTA}">Corregir</a>' in cliente.get("/catalogar/CD-00001?vista=texto").text
    pagina = cliente.get(RUTA).text
    assert "/documentos/CD-00001/paginas/1.webp" in pagina
    assert f"\n{LEIDO}</textarea>" in pagina


def test_lo_corregido_se_ve_y_dice_quien_lo_escribio(cliente, bd):
    respuesta = enviar(cliente, BIEN.replace("\n", "\r\n"))
    assert respuesta.status_code == 303
    assert "CONOCIÓ EL PLENO" in cliente.get(respuesta.location).text
    pagina = cliente.get(RUTA).text
    assert "Corregida por Ana" in pagina
    assert "CONOCI6" in pagina
    with lectura(bd) as sesion:
        assert [e.estado for e in sesion.scalars(select(Evidencia))] == ["vigente"]


def test_si_un_pasaje_probatorio_se_pierde_se_dice(cliente, bd):
    respuesta = enviar(cliente, "Otra cosa muy distinta")
    assert "Un pasaje probatorio ya no está en el texto" in cliente.get(respuesta.location).text
    with lectura(bd) as sesion:
        assert [e.estado for e in sesion.scalars(select(Evidencia))] == ["rota"]


def test_lo_escrito_sigue_en_la_pantalla_si_otra_persona_gano(cliente):
    enviar(cliente, BIEN)
    respuesta = enviar(cliente, "Lo mío", huella="0" * 16)
    assert respuesta.status_code == 409
    assert "Lo mío</textarea>" in respuesta.text
    assert "Texto guardado ahora" in respuesta.text
    assert "No se guardó: el texto de esta página cambió" in respuesta.text


def test_sin_cambios_se_dice_y_no_se_guarda_nada(cliente, bd):
    respuesta = enviar(cliente, LEIDO)
    assert respuesta.status_code == 422
    assert "El texto es el mismo" in respuesta.text
    with lectura(bd) as sesion:
        assert len(sesion.scalars(select(TextoGuardado)).all()) == 1


def test_la_correccion_se_puede_quitar(cliente):
    enviar(cliente, BIEN)
    respuesta = enviar(cliente, "", accion="descartar")
    assert respuesta.status_code == 303
    assert f"\n{LEIDO}</textarea>" in cliente.get(RUTA).text


def test_se_corrige_una_pagina_tras_otra_sin_volver_a_catalogar(cliente):
    primera = cliente.get(RUTA).text
    segunda = "/catalogar/CD-00001/paginas/2/texto"
    assert f'href="{segunda}" rel="next"' in primera
    respuesta = enviar(cliente, BIEN, accion="seguir")
    assert (respuesta.status_code, respuesta.location) == (303, segunda)
    ultima = cliente.get(segunda).text
    assert "Corrección guardada en la página 1" in ultima
    assert f'href="{RUTA}" rel="prev"' in ultima
    assert 'value="seguir"' not in ultima


def test_una_pagina_que_no_existe_no_se_corrige(cliente):
    assert cliente.get("/catalogar/CD-00001/paginas/9/texto").status_code == 404
