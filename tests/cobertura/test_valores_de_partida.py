"""Lo que el personal decide esperar manda sobre lo de partida, y los archivos de datos se revisan enteros."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.cobertura import casos
from centro_doc.cobertura.avance import esperadas
from centro_doc.cobertura.formularios import DatosEsperada
from centro_doc.cobertura.lectura import Cada, Esperada, leer_esperadas, leer_metas
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.plan.consultas import nodos, periodo


def _de(bd: BaseDeDatos, nodo: str) -> dict[str, Esperada]:
    with lectura(bd) as sesion:
        activo = periodo(sesion)
        todas = esperadas(sesion, activo, nodos(sesion, activo.id))
    return {una.tipo: una for una in todas if una.nodo == nodo}


@pytest.fixture
def ana(de_fabrica: BaseDeDatos, crear: Callable[..., Actor]) -> Actor:
    return crear("ana@ejemplo.gt", Rol.PERSONAL)


def test_lo_del_personal_manda_y_se_anota_que_habia(
    de_fabrica: BaseDeDatos, ana: Actor, reloj: Reloj
) -> None:
    assert _de(de_fabrica, "OO2.A1.2")["convocatoria"].marca == "C"
    for cantidad in (2, 3):
        with transaccion(de_fabrica) as sesion:
            datos = DatosEsperada("convocatoria", cantidad, Cada.ANIO, "Así lo acordó la mesa.")
            casos.esperar(sesion, ana, "OO2.A1.2", datos, reloj=reloj)
    una = _de(de_fabrica, "OO2.A1.2")["convocatoria"]
    assert (una.cantidad, una.cada, una.del_personal, una.fuente) == (
        3,
        Cada.ANIO,
        True,
        "Así lo acordó la mesa.",
    )
    with lectura(de_fabrica) as sesion:
        asientos = sesion.scalars(
            select(Asiento).where(Asiento.accion == "evidencia_esperada_cambiada").order_by(Asiento.id)
        ).all()
    assert [(a.objeto_id, a.detalle["antes"], a.detalle["despues"]) for a in asientos] == [
        ("2009-2012:OO2.A1.2", "1 tema", "2 anio"),
        ("2009-2012:OO2.A1.2", "2 anio", "3 anio"),
    ]
    assert asientos[0].motivo == "Así lo acordó la mesa."


def test_un_archivo_mal_escrito_dice_todas_sus_faltas(tmp_path: Path) -> None:
    ruta = tmp_path / "datos.yaml"
    ruta.write_text(
        "esperadas: [{nodo: OO1, tipo: nada, cantidad: 0, cada: dia, marca: X, fuente: x}]\n"
        "metas: [{codigo: OO2.M1, tipo: oficio, cuenta: sabor, cuentan: a, no_cuentan: b, fuente: c}]\n",
        encoding="utf-8",
    )
    with pytest.raises(DatosInvalidos) as error:
        leer_esperadas(ruta)
    assert all(parte in error.value.mensaje for parte in ("«nada»", "«dia»", "«X»", "«cantidad»"))
    with pytest.raises(DatosInvalidos, match="«sabor» no es un dato de oficio"):
        leer_metas(ruta)
