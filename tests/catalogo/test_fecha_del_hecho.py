from datetime import date

import pytest

from centro_doc.catalogo.hechos import Fecha, fecha_del_hecho
from centro_doc.catalogo.modelos import FechaDocumento


def _fecha(clase: str, valor: date | None, precision: str = "dia") -> FechaDocumento:
    return FechaDocumento(clase=clase, valor=valor, precision=precision)


def test_vale_la_primera_que_el_tipo_enumera_aunque_otra_sea_mas_antigua() -> None:
    fechas = [_fecha("publicacion", date(2010, 2, 1)), _fecha("emision", date(2010, 3, 1))]
    hallada = fecha_del_hecho("decreto_congreso", fechas)
    assert hallada == Fecha("emision", date(2010, 3, 1), "dia")


def test_sin_tipo_vale_la_mas_antigua() -> None:
    fechas = [_fecha("publicacion", date(2010, 2, 1)), _fecha("emision", date(2010, 3, 1))]
    hallada = fecha_del_hecho(None, fechas)
    assert hallada is not None
    assert hallada.clase == "publicacion"


def test_la_recepcion_en_el_centro_no_es_el_hecho() -> None:
    assert fecha_del_hecho("oficio", [_fecha("recepcion", date(2011, 1, 1))]) is None


def test_lo_desconocido_no_es_una_fecha() -> None:
    assert fecha_del_hecho(None, [_fecha("emision", None, "desconocida")]) is None


@pytest.mark.parametrize(
    ("dia", "precision", "trimestre"),
    [
        (date(2010, 3, 31), "dia", (2010, 1)),
        (date(2010, 4, 1), "mes", (2010, 2)),
        (date(2010, 12, 31), "dia", (2010, 4)),
        (date(2010, 1, 1), "anio", None),
    ],
)
def test_el_trimestre_se_sabe_con_el_mes_y_no_solo_con_el_anio(
    dia: date, precision: str, trimestre: tuple[int, int] | None
) -> None:
    assert Fecha("emision", dia, precision).trimestre == trimestre
