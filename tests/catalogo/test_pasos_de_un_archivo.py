"""Los cuatro pasos de un archivo en la bandeja, y las páginas que conviene mirar."""

import pytest
from archivos import pdf
from fabrica import AHORA, sembrar_version
from sqlalchemy import select

from centro_doc.catalogo.casos import crear_sin_archivo
from centro_doc.catalogo.fila_de_lote import FilaLote
from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.modelos import Documento, Estado, PaginaGuardada
from centro_doc.comun.bd import transaccion
from centro_doc.indice.modelos import EstadoGeneracion, Generacion, Indexado
from indexador.extraccion.relectura import OCR_PENDIENTE

ANA = "ana@congreso.gob.gt"


@pytest.mark.parametrize(
    ("estado", "hechos", "pasos", "dicho"),
    [
        ("rechazado", 0, ("mal", "", "", ""), "Detenido en recepción"),
        ("recibido", 1, ("si", "", "", ""), "1 de 4 pasos; sigue: lectura del texto"),
        ("en_proceso", 1, ("si", "curso", "", ""), "1 de 4 pasos; sigue: lectura del texto"),
        ("con_falla", 1, ("si", "mal", "", ""), "Detenido en lectura del texto"),
        ("por_catalogar", 3, ("si", "si", "si", "curso"), "3 de 4 pasos; sigue: índice de la búsqueda"),
        ("por_catalogar", 4, ("si", "si", "si", "si"), "4 de 4 pasos"),
    ],
)
def test_los_cuatro_pasos_dicen_por_donde_va(estado, hechos, pasos, dicho):
    fila = FilaLote("R-1", "a.pdf", 1, estado, None, "", "", "", "", (), hechos)
    assert (fila.pasos, fila.progreso) == (pasos, dicho)


def test_lo_leido_sigue_en_proceso_hasta_que_se_puede_buscar(bd, ana, llegar, reloj, entrar):
    with transaccion(bd) as sesion:
        recibir_lote(sesion, ana, DatosLote(), [llegar("a.pdf", pdf("Texto"))], reloj=reloj)
        uno = sesion.scalars(select(Documento)).one()
        uno.estado = Estado.POR_CATALOGAR
        generacion = Generacion(estado=EstadoGeneracion.ACTIVA, creada=AHORA)
        sesion.add(generacion)
        sesion.flush()
        puesto = Indexado(
            generacion_id=generacion.id, documento_id=uno.id, revision=uno.revision - 1, cuando=AHORA
        )
        sesion.add(puesto)
    cliente = entrar(ANA)
    antes = cliente.get("/ingreso/avance").json
    assert (antes["en_curso"], [fila["texto"] for fila in antes["filas"].values()]) == (
        1,
        ["Entrando en la búsqueda"],
    )
    with transaccion(bd) as sesion:
        sesion.scalars(select(Indexado)).one().revision += 1
    despues = cliente.get("/ingreso/avance").json
    assert despues["en_curso"] == 0
    assert despues["sello"] != antes["sello"]
    assert "1 archivo listo, sin observaciones" in cliente.get("/ingreso").text


def test_se_ve_cuales_son_las_paginas_sin_texto(bd, ana, reloj, entrar):
    with transaccion(bd) as sesion:
        uno = crear_sin_archivo(sesion, ana, "Escaneado", reloj=reloj)
        sembrar_version(sesion, uno, ["", "Leída", ""]).propiedades = {OCR_PENDIENTE: "2"}
        sembrar_version(sesion, crear_sin_archivo(sesion, ana, "Nativo", reloj=reloj), ["Texto"])
        for pagina in sesion.scalars(select(PaginaGuardada).where(PaginaGuardada.texto == "")):
            pagina.origen = "sin_texto"
    cliente = entrar(ANA)
    todas, suyas = cliente.get("/ingreso/ocr").text, cliente.get("/ingreso/ocr?de=CD-00001").text
    for pagina in (todas, suyas):
        assert "2 páginas sin texto" in pagina
        assert 'href="/catalogar/CD-00001?p=3"' in pagina
        assert "/catalogar/CD-00001?p=2" not in pagina
        assert "Nativo" not in pagina
    assert 'href="/ingreso/ocr"' in cliente.get("/ingreso").text
    assert cliente.get("/ingreso/ocr?de=CD-99999").status_code == 404
