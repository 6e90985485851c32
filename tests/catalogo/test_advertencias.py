"""Los avisos de una ficha son los de todo lo que se ve en ella, se lea en el orden que se lea."""

import pytest
from archivos import pdf, pdf_tachado
from sqlalchemy import select

from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.por_leer import encolar_lectura
from centro_doc.catalogo.versiones import nueva_version
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.permisos import SISTEMA


@pytest.fixture
def subir(bd, reloj, llegar, leer_todo):
    """Recibe las versiones de un documento, en orden, y lee cada una antes de que llegue la otra."""

    def _subir(*archivos: bytes, sustituye: bool = False) -> list[str]:
        for numero, datos in enumerate(archivos):
            llegada = llegar(f"v{numero}.pdf", datos)
            with transaccion(bd) as sesion:
                if numero == 0:
                    recibir_lote(sesion, SISTEMA, DatosLote(), [llegada], reloj=reloj)
                else:
                    nueva_version(sesion, SISTEMA, "CD-00001", llegada, "", sustituye=sustituye, reloj=reloj)
            leer_todo()
        return avisos(bd)

    return _subir


def avisos(bd):
    with lectura(bd) as sesion:
        return sesion.scalars(select(Documento)).one().avisos


def test_una_version_limpia_no_borra_el_aviso_de_la_anterior_que_sigue_a_la_vista(subir):
    (aviso,) = subir(pdf_tachado("Texto", "El testigo"), pdf("Texto limpio"))
    assert "texto tapado" in aviso and aviso.endswith("Está en la versión 1.")


def test_la_que_retira_a_la_anterior_si_lo_borra(subir):
    assert subir(pdf_tachado("Texto", "El testigo"), pdf("Texto limpio"), sustituye=True) == []


def test_leer_otra_vez_la_version_vieja_no_borra_el_aviso_de_la_nueva(bd, reloj, subir, leer_todo):
    antes = subir(pdf("Texto limpio"), pdf_tachado("Texto", "El testigo"))
    with transaccion(bd) as sesion:
        documento = sesion.scalars(select(Documento)).one()
        encolar_lectura(sesion, documento, documento.versiones[0], reloj=reloj)
    leer_todo()
    assert avisos(bd) == antes
    assert "texto tapado" in antes[0]
