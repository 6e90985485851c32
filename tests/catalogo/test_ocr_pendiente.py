"""Lo que llegó antes que el OCR: se dice una vez, y cuando lo hay se ofrece leerlo."""

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_version
from sqlalchemy import select

from centro_doc.catalogo import ocr_pendiente, por_leer
from centro_doc.catalogo.casos import crear_sin_archivo
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.ocr_pendiente import (
    EstadoDelOcr,
    PorSeguir,
    estado_del_ocr,
    leer_lo_pendiente,
    por_seguir,
    seguir_leyendo,
)
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import Conflicto
from centro_doc.cuentas.permisos import marcas
from centro_doc.tareas.modelos import Prioridad, Tarea
from indexador.extraccion.relectura import OCR_A_MEDIAS, OCR_PENDIENTE


@pytest.fixture
def poner_ocr(monkeypatch):
    """Un sistema con o sin Tesseract."""
    return lambda hay: monkeypatch.setattr(ocr_pendiente, "hay_ocr", lambda: hay)


@pytest.fixture
def escaneado(bd, ana, reloj):
    """Un documento cuyas páginas esperan el OCR y otro que no."""
    with transaccion(bd) as sesion:
        uno = crear_sin_archivo(sesion, ana, "Escaneado", reloj=reloj)
        sembrar_version(sesion, uno, ["", ""]).propiedades = {OCR_PENDIENTE: "2"}
        sembrar_version(sesion, crear_sin_archivo(sesion, ana, "Nativo", reloj=reloj), ["Texto"])


def test_se_cuenta_lo_que_espera_y_se_pone_en_la_cola_una_sola_vez(bd, escaneado, ana, reloj, poner_ocr):
    poner_ocr(True)
    with lectura(bd) as sesion:
        assert estado_del_ocr(sesion, marcas(ana)) == EstadoDelOcr(True, 1)
    for cuantos in (1, 0):
        with transaccion(bd) as sesion:
            assert leer_lo_pendiente(sesion, ana, reloj=reloj) == cuantos
    with lectura(bd) as sesion:
        assert [t.objeto for t in sesion.scalars(select(Tarea))] == ["CD-00001"]
        assert estado_del_ocr(sesion, marcas(ana)).esperan == 0


def test_si_son_muchos_van_como_lo_llegado_en_masa_y_uno_solo_como_lo_de_una_persona(
    bd, escaneado, ana, reloj, poner_ocr, monkeypatch
):
    poner_ocr(True)
    prioridades = []
    for pocos in (1, 0):
        monkeypatch.setattr(por_leer, "POCOS", pocos)
        with transaccion(bd) as sesion:
            leer_lo_pendiente(sesion, ana, reloj=reloj)
            tarea = sesion.scalars(select(Tarea)).one()
            prioridades.append(tarea.prioridad)
            sesion.delete(tarea)
    assert prioridades == [Prioridad.PERSONA, Prioridad.MASIVA]


def test_ni_lo_que_el_lector_no_ve_ni_lo_retirado_cuentan(bd, escaneado, ana, poner_ocr):
    poner_ocr(True)
    with transaccion(bd) as sesion:
        assert estado_del_ocr(sesion, frozenset({"publico"})).esperan == 0
        sesion.scalars(select(Documento)).first().estado = Estado.RETIRADO
        sesion.flush()
        assert estado_del_ocr(sesion, marcas(ana)).esperan == 0


def test_sin_ocr_no_se_pone_nada_en_la_cola(bd, escaneado, ana, reloj, poner_ocr):
    poner_ocr(False)
    with transaccion(bd) as sesion, pytest.raises(Conflicto, match="todavía no está instalado"):
        leer_lo_pendiente(sesion, ana, reloj=reloj)


def test_la_bandeja_lo_dice_una_vez_y_despues_ofrece_leerlo(bd, escaneado, entrar, poner_ocr):
    cliente = entrar("ana@congreso.gob.gt")
    poner_ocr(False)
    pagina = cliente.get("/ingreso").text
    assert pagina.count("tesseract-ocr-spa") == 1
    assert "1 documento así" in pagina
    assert "Leerlos ahora" not in pagina
    poner_ocr(True)
    assert "Leerlos ahora" in cliente.get("/ingreso").text
    ficha = {"csrf_token": ficha_csrf(cliente, "/ingreso")}
    respuesta = cliente.post("/ingreso/ocr", data=ficha, follow_redirects=True)
    assert "1 documento se está leyendo por OCR" in respuesta.text
    assert "Leerlos ahora" not in respuesta.text


def test_con_ocr_y_nada_pendiente_la_bandeja_no_dice_nada(ana, entrar, poner_ocr):
    poner_ocr(True)
    pagina = entrar("ana@congreso.gob.gt").get("/ingreso").text
    assert "OCR" not in pagina
    assert "tesseract" not in pagina


def test_que_falte_el_ocr_no_se_recuerda(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr_pendiente.buscar_ocr.cache_clear()
    assert not ocr_pendiente.hay_ocr()
    programa = tmp_path / "tesseract"
    programa.write_text("#!/bin/sh\necho spa\n")
    programa.chmod(0o755)
    assert ocr_pendiente.hay_ocr()
    ocr_pendiente.buscar_ocr.cache_clear()


@pytest.fixture
def a_medias(bd, ana, reloj):
    """Un documento al que se le acabó el tiempo con dos páginas por leer, y otro entero."""
    with transaccion(bd) as sesion:
        uno = crear_sin_archivo(sesion, ana, "Libro escaneado", reloj=reloj)
        sembrar_version(sesion, uno, ["Leída", "", ""]).propiedades = {OCR_A_MEDIAS: "2"}
        sembrar_version(sesion, crear_sin_archivo(sesion, ana, "Nativo", reloj=reloj), ["Texto"])


def test_lo_que_quedo_a_medias_se_sigue_leyendo_una_sola_vez(bd, a_medias, ana, reloj, poner_ocr):
    poner_ocr(True)
    with transaccion(bd) as sesion:
        assert estado_del_ocr(sesion, marcas(ana)) == EstadoDelOcr(True, 1, 1)
        assert por_seguir(sesion, ["CD-00001", "CD-00002"]) == {"CD-00001": PorSeguir(2, False)}
        seguir_leyendo(sesion, ana, "CD-00001", reloj=reloj)
        sesion.flush()
        assert por_seguir(sesion, ["CD-00001"]) == {"CD-00001": PorSeguir(2, True)}
        for identificador in ("CD-00001", "CD-00002"):
            with pytest.raises(Conflicto, match="no le falta ninguna página, o ya se está leyendo"):
                seguir_leyendo(sesion, ana, identificador, reloj=reloj)
    with lectura(bd) as sesion:
        assert [t.objeto for t in sesion.scalars(select(Tarea))] == ["CD-00001"]


def test_sin_ocr_no_se_puede_seguir(bd, a_medias, ana, reloj, poner_ocr):
    poner_ocr(False)
    with transaccion(bd) as sesion, pytest.raises(Conflicto, match="ya no está instalado"):
        seguir_leyendo(sesion, ana, "CD-00001", reloj=reloj)


def test_la_fila_dice_cuantas_paginas_faltan_y_ofrece_leerlas(bd, a_medias, entrar, poner_ocr):
    poner_ocr(True)
    cliente = entrar("ana@congreso.gob.gt")
    pagina = cliente.get("/ingreso?ver=todos").text
    assert "Seguir leyendo: faltan 2 páginas" in pagina
    assert "A 1 documento no le alcanzó el tiempo de lectura" in pagina
    assert "Llegaron antes que el OCR" not in pagina
    assert "Seguir leyendo: faltan 2 páginas" in cliente.get("/catalogar/CD-00001").text
    ficha = {"csrf_token": ficha_csrf(cliente, "/ingreso")}
    respuesta = cliente.post("/ingreso/CD-00001/seguir", data=ficha, follow_redirects=True)
    assert "las páginas que le faltaban a CD-00001" in respuesta.text
    assert "Leyendo 2 páginas que faltaban" in respuesta.text
    assert "Seguir leyendo" not in respuesta.text
    assert cliente.post("/ingreso/CD-00001/seguir", data=ficha).status_code == 409
