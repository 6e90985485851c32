"""Cada documento guarda en qué trimestre ocurrió y en cuál entró, lo cambie quien lo cambie."""

from datetime import UTC, date, datetime

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento

from centro_doc.catalogo.casos import crear_sin_archivo
from centro_doc.catalogo.hechos import fechar, trimestre_de_ingreso, trimestre_del_hecho
from centro_doc.catalogo.modelos import FechaDocumento
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.curaduria.campos import poner

ALTA = datetime(2011, 10, 1, 5, 59, tzinfo=UTC)
"""En Guatemala, el último minuto de septiembre."""


def _fecha(clase: str, valor: date, precision: str = "dia") -> FechaDocumento:
    return FechaDocumento(clase=clase, valor=valor, precision=precision)


@pytest.mark.parametrize(
    ("fechas", "hecho", "ingreso"),
    [
        ([], None, 20113),
        ([_fecha("emision", date(2009, 5, 1), "mes")], 20092, 20113),
        ([_fecha("emision", date(2009, 1, 1), "anio")], None, 20113),
        ([_fecha("recepcion", date(2010, 3, 2)), _fecha("recepcion", date(2010, 1, 2))], None, 20101),
        ([_fecha("recepcion", date(2010, 1, 1), "anio")], None, 20113),
    ],
)
def test_el_hecho_y_el_ingreso_no_se_mezclan(
    fechas: list[FechaDocumento], hecho: int | None, ingreso: int
) -> None:
    assert trimestre_del_hecho("oficio", fechas) == hecho
    assert trimestre_de_ingreso(ALTA, fechas) == ingreso


def test_un_documento_nace_con_el_trimestre_de_su_alta(bd: BaseDeDatos) -> None:
    with transaccion(bd) as sesion:
        documento = crear_sin_archivo(sesion, SISTEMA, "Libro del estante", reloj=RelojFijo(ALTA))
        sesion.flush()
        assert (documento.trimestre_hecho, documento.trimestre_ingreso) == (None, 20113)


def test_al_cambiar_de_tipo_cambia_la_fecha_que_vale(bd: BaseDeDatos) -> None:
    with transaccion(bd) as sesion:
        documento = sembrar_documento(sesion, 1, "Papel", tipo=None)
        documento.fechas = [
            _fecha("presentacion", date(2009, 8, 1)),
            _fecha("conocimiento_pleno", date(2009, 2, 1)),
        ]
        fechar(documento)
        assert documento.trimestre_hecho == 20091
        poner(documento, "tipo", "iniciativa")
        assert documento.trimestre_hecho == 20093
