"""La fecha con que se lista un documento: la del hecho y, si no consta, la que haya, con su nombre."""

from datetime import date

import pytest
from fabrica import sembrar_documento, sembrar_plan
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import FechaDocumento
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.directorio.modelos import Institucion
from centro_doc.expedientes.consultas import documentos_emitidos


def _con_fecha(sesion: Session, clase: str, valor: date | None) -> str:
    sembrar_plan(sesion)
    emisor = sesion.scalars(select(Institucion)).one()
    uno = sembrar_documento(sesion, 1, "Opinión", estado="publicado", tipo="opinion")
    sesion.flush()
    uno.emisor_id = emisor.id
    uno.fechas = [FechaDocumento(clase=clase, valor=valor, precision="dia" if valor else "desconocida")]
    sesion.flush()
    return documentos_emitidos(sesion, emisor, frozenset({"publico"})).elementos[0].fecha_texto


@pytest.mark.parametrize(
    ("clase", "valor", "dicha"),
    [
        ("emision", date(2009, 5, 14), "14 de mayo de 2009"),
        ("recepcion", date(2009, 5, 14), "recepción en el centro: 14 de mayo de 2009"),
        ("emision", None, "sin fecha"),
    ],
)
def test_no_se_dice_sin_fecha_si_consta_la_de_recepcion(
    bd: BaseDeDatos, clase: str, valor: date | None, dicha: str
) -> None:
    with transaccion(bd) as sesion:
        assert _con_fecha(sesion, clase, valor) == dicha
