"""Lo que se recuerda de las normas deja de valer en cuanto se escribe una fila de ellas, por donde sea."""

from datetime import date

import pytest
from conftest import contando
from sqlalchemy import text

from centro_doc.comun.bd import lectura, transaccion
from centro_doc.normas.memoria import estados_actuales, nombres_actuales
from centro_doc.normas.modelos import SELLADAS

DIA = date(2010, 5, 12)


def estados(bd):
    with lectura(bd) as sesion:
        return dict(estados_actuales(sesion, DIA, frozenset()))


def test_un_cambio_sin_asiento_se_ve_en_el_acto(de_fabrica):
    antes = estados(de_fabrica)
    vigente = next(clave for clave, estado in antes.items() if estado == "vigente")
    suya = "norma_id = (SELECT id FROM norma WHERE clave = :clave)"
    with transaccion(de_fabrica) as sesion:
        for sentencia in ("UPDATE norma_fecha SET quitada = 1", "DELETE FROM norma_estado"):
            sesion.execute(text(f"{sentencia} WHERE {suya}"), {"clave": vigente})
    assert estados(de_fabrica)[vigente] != "vigente"


@pytest.mark.parametrize("tabla", SELLADAS)
def test_cada_tabla_cambia_el_sello_al_escribir_y_al_borrar(de_fabrica, tabla):
    with de_fabrica.motor.connect() as conexion:
        conexion.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        sellos = [_sello(conexion)]
        for orden in (f"UPDATE {tabla} SET marca = marca", f"DELETE FROM {tabla}"):
            conexion.exec_driver_sql(f"{orden} WHERE id = 1")
            sellos.append(_sello(conexion))
        conexion.rollback()
        assert len(set(sellos)) == 3 and _sello(conexion) == sellos[0]


def test_lo_recordado_en_una_transaccion_deshecha_no_queda(de_fabrica):
    with pytest.raises(RuntimeError), transaccion(de_fabrica) as sesion:
        sesion.execute(text("UPDATE norma SET nombre = 'Ley Inventada de Prueba'"))
        assert nombres_actuales(sesion) is not None
        raise RuntimeError
    with lectura(de_fabrica) as sesion:
        primeros = nombres_actuales(sesion)
        assert nombres_actuales(sesion) is primeros
        with contando(de_fabrica) as contador:
            nombres_actuales(sesion)
    assert contador.cuantas == 1


def _sello(conexion):
    return conexion.exec_driver_sql("SELECT valor FROM norma_sello").scalar()
