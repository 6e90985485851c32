"""El personal decide qué se espera de cada nodo, y queda en la bitácora."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.cobertura import casos
from centro_doc.cobertura.avance import esperadas
from centro_doc.cobertura.formularios import DatosEsperada, datos_esperada
from centro_doc.cobertura.lectura import Cada, Esperada, leer_esperadas, leer_metas
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado, SinPermiso
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


def test_un_valor_de_partida_se_quita_y_se_vuelve_a_el(
    de_fabrica: BaseDeDatos, ana: Actor, reloj: Reloj
) -> None:
    with transaccion(de_fabrica) as sesion:
        casos.dejar_de_esperar(sesion, ana, "OO4.A5.2", "directorio", reloj=reloj)
    assert _de(de_fabrica, "OO4.A5.2")["directorio"].cantidad == 0
    with pytest.raises(NoEncontrado), transaccion(de_fabrica) as sesion:
        casos.dejar_de_esperar(sesion, ana, "OO4.A5.2", "directorio", reloj=reloj)
    with transaccion(de_fabrica) as sesion:
        casos.volver_al_de_partida(sesion, ana, "OO4.A5.2", "directorio", reloj=reloj)
    assert _de(de_fabrica, "OO4.A5.2")["directorio"].marca == "C"
    with pytest.raises(NoEncontrado), transaccion(de_fabrica) as sesion:
        casos.volver_al_de_partida(sesion, ana, "OO4.A5.2", "directorio", reloj=reloj)


def test_lo_que_anadio_el_personal_se_quita_del_todo(
    de_fabrica: BaseDeDatos, ana: Actor, reloj: Reloj
) -> None:
    with transaccion(de_fabrica) as sesion:
        casos.esperar(sesion, ana, "OO3.A1", DatosEsperada("oficio", 4, Cada.PLAN), reloj=reloj)
    assert _de(de_fabrica, "OO3.A1")["oficio"].cantidad == 4
    with pytest.raises(NoEncontrado), transaccion(de_fabrica) as sesion:
        casos.volver_al_de_partida(sesion, ana, "OO3.A1", "oficio", reloj=reloj)
    with transaccion(de_fabrica) as sesion:
        casos.dejar_de_esperar(sesion, ana, "OO3.A1", "oficio", reloj=reloj)
    assert _de(de_fabrica, "OO3.A1") == {}


def test_quien_no_vincula_no_decide_y_un_nodo_que_no_existe_no_se_encuentra(
    de_fabrica: BaseDeDatos, crear: Callable[..., Actor], ana: Actor, reloj: Reloj
) -> None:
    luis = crear("luis@ejemplo.gt", Rol.INVESTIGADOR)
    datos = DatosEsperada("oficio", 1, Cada.PLAN)
    with pytest.raises(SinPermiso), transaccion(de_fabrica) as sesion:
        casos.esperar(sesion, luis, "OO3.A1", datos, reloj=reloj)
    with pytest.raises(NoEncontrado), transaccion(de_fabrica) as sesion:
        casos.esperar(sesion, ana, "OO9", datos, reloj=reloj)


@pytest.mark.parametrize(
    ("campo", "valor"),
    [
        ("tipo", "nada"),
        ("cantidad", "0"),
        ("cantidad", "1000"),
        ("cantidad", "dos"),
        ("cada", "siglo"),
        ("nota", "x" * 301),
    ],
)
def test_un_dato_que_no_sirve_se_dice_en_su_campo(campo: str, valor: str) -> None:
    formulario = {"tipo": "oficio", "cantidad": "2", "cada": "tema", "nota": " Por   esto "}
    assert datos_esperada(formulario) == DatosEsperada("oficio", 2, Cada.TEMA, "Por esto")
    with pytest.raises(DatosInvalidos) as error:
        datos_esperada({**formulario, campo: valor})
    assert set(error.value.campos) == {campo}


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
