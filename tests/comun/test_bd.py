"""Transacciones e instantes."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from centro_doc.comun.bd import lectura, transaccion
from centro_doc.tareas.modelos import Arriendo, Tarea


def _arriendo(vence):
    return Arriendo(nombre="escritor", titular="w1", vence=vence)


def test_lo_que_falla_no_deja_nada(bd):
    with pytest.raises(RuntimeError), transaccion(bd) as sesion:
        sesion.add(_arriendo(datetime.now(UTC)))
        sesion.flush()
        raise RuntimeError
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Arriendo)).all() == []


def test_una_lectura_no_confirma(bd):
    with lectura(bd) as sesion:
        sesion.add(_arriendo(datetime.now(UTC)))
        sesion.flush()
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Arriendo)).all() == []


def test_un_instante_vuelve_en_utc(bd):
    en_guatemala = datetime(2011, 8, 17, 9, 42, tzinfo=timezone(timedelta(hours=-6)))
    with transaccion(bd) as sesion:
        sesion.add(_arriendo(en_guatemala))
    with lectura(bd) as sesion:
        vence = sesion.scalars(select(Arriendo.vence)).one()
    assert vence == en_guatemala
    assert vence.utcoffset() == timedelta(0)


def test_un_instante_sin_zona_se_rechaza(bd):
    with pytest.raises(StatementError), transaccion(bd) as sesion:
        sesion.add(_arriendo(datetime(2011, 8, 17)))


def test_las_llaves_foraneas_y_el_diario_estan_activos(bd):
    with lectura(bd) as sesion:
        assert sesion.scalar(text("PRAGMA foreign_keys")) == 1
        assert sesion.scalar(text("PRAGMA journal_mode")) == "wal"
    with pytest.raises(IntegrityError), transaccion(bd) as sesion:
        sesion.execute(text("INSERT INTO rol_asignado (usuario_id, rol) VALUES (9, 'personal')"))


def test_una_escritura_no_espera_a_las_lecturas_abiertas(bd):
    with lectura(bd) as abierta:
        assert abierta.scalars(select(Tarea)).all() == []
        with transaccion(bd) as sesion:
            sesion.add(_arriendo(datetime.now(UTC)))
        assert abierta.scalars(select(Arriendo)).all() == []


def test_una_falla_de_la_base_no_dice_lo_que_se_guardaba(bd):
    secreto = "texto de un documento reservado"
    with pytest.raises(IntegrityError) as falla, transaccion(bd) as sesion:
        sesion.add_all([Arriendo(nombre=secreto, titular="w1", vence=datetime.now(UTC))])
        sesion.flush()
        sesion.execute(text("INSERT INTO arriendo (nombre, titular) VALUES (:n, 'w')"), {"n": secreto})
    assert secreto not in str(falla.value)
