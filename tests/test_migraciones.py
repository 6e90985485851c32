"""Las migraciones y los modelos dicen lo mismo."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from centro_doc.bitacora.casos import anotar
from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.bd import transaccion
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.migraciones import metadatos, migrar


def test_las_migraciones_dejan_las_tablas_de_los_modelos(bd):
    with bd.motor.connect() as conexion:
        diferencias = compare_metadata(MigrationContext.configure(conexion), metadatos())
    assert diferencias == []


def test_migrar_dos_veces_no_cambia_nada(bd):
    migrar(bd)


@pytest.mark.parametrize("sentencia", [update(Asiento).values(accion="otra"), delete(Asiento)])
def test_la_bitacora_no_se_puede_cambiar_ni_borrar(bd, sentencia):
    with transaccion(bd) as sesion:
        anotar(sesion, SISTEMA, "prueba", ("cosa", "1"), reloj=RelojDelSistema())
    with pytest.raises(IntegrityError, match="solo admite anexar"), transaccion(bd) as sesion:
        sesion.execute(sentencia)
