"""El avance de las metas y lo que se espera: qué cuenta, qué no, y a qué le falta."""

from collections.abc import Iterable
from datetime import date

import pytest
from fabrica import sembrar_documento, sembrar_vinculo
from sqlalchemy.orm import Session

from centro_doc.cobertura.avance import AvanceEsperado, Avances, avances
from centro_doc.cobertura.probanza import probanza
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.plan.consultas import nodos, periodo

PUBLICO = frozenset({"publico"})


def _leer(bd: BaseDeDatos, marcas: frozenset[str] = PUBLICO) -> Avances:
    with lectura(bd) as sesion:
        activo = periodo(sesion)
        suyos = nodos(sesion, activo.id)
        return avances(sesion, activo, suyos, probanza(sesion, suyos, marcas), marcas)


def _esperada(bd: BaseDeDatos, nodo: str, tipo: str) -> AvanceEsperado:
    return next(uno for uno in _leer(bd).esperadas[nodo] if uno.esperada.tipo == tipo)


def _sembrar(sesion: Session, cual: int, tipo: str, donde: Iterable[str], /, **campos: object) -> None:
    documento = sembrar_documento(sesion, cual, f"D{cual}", tipo=tipo, **campos)
    for codigo in donde:
        sembrar_vinculo(sesion, documento, codigo)


def test_sin_documentos_las_tres_metas_estan_en_cero_y_en_su_sitio(de_fabrica: BaseDeDatos) -> None:
    metas = _leer(de_fabrica).metas
    assert [(m.codigo, m.valor, m.llevado, m.porciento) for m in metas.values()] == [
        ("OO2.M1", 5, 0, 0),
        ("OO3.M1", 6, 0, 0),
        ("OO3.M2", 5, 0, 0),
    ]


def test_una_iniciativa_cuenta_por_su_numero_y_no_por_sus_documentos(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        _sembrar(sesion, 1, "iniciativa", ("AG1", "AG2"), numero="4126")
        _sembrar(sesion, 2, "iniciativa", ("AG1",), numero="4,126")
        _sembrar(sesion, 3, "iniciativa", ("OO2.P1",), numero="")
        _sembrar(sesion, 4, "dictamen", ("AG1",), numero="12")
        _sembrar(sesion, 5, "iniciativa", ("OO2.A1.1",), numero="4307")
    meta = _leer(de_fabrica).metas["OO2.M1"]
    assert (meta.llevado, meta.documentos, meta.sin_dato) == (1, 3, 1)
    assert [(codigo[-1], cuantas) for codigo, _, cuantas in meta.partes] == [
        ("a", 1),
        ("b", 1),
        ("c", 0),
        ("d", 0),
        ("e", 0),
    ]


def test_las_instituciones_y_los_ciudadanos_se_cuentan_sin_repetir(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        for numero, (donde, cual) in enumerate((("OO3.P1", "CONAMIGUA"), ("OO3.A1", "Conamigua ")), 1):
            _sembrar(
                sesion, numero, "evaluacion_institucion", (donde,), metadatos={"institucion_evaluada": cual}
            )
        _sembrar(
            sesion, 3, "listado_candidatos", ("OO3.A3.3",), metadatos={"candidatos": ["Ana Sic", "Luis Pop"]}
        )
        _sembrar(sesion, 4, "listado_candidatos", ("OO3.P2",), metadatos={"candidatos": ["Ana Sic"]})
        _sembrar(sesion, 5, "acta_seleccion", ("OO3.P2",), metadatos={"candidatos": ["Otra"]})
    metas = _leer(de_fabrica).metas
    assert (metas["OO3.M1"].llevado, metas["OO3.M2"].llevado) == (1, 2)
    assert metas["OO3.M1"].porciento == 16


def test_lo_que_el_lector_no_ve_no_hace_avanzar_nada(de_fabrica: BaseDeDatos) -> None:
    antes = _leer(de_fabrica)
    with transaccion(de_fabrica) as sesion:
        _sembrar(sesion, 1, "iniciativa", ("AG1",), numero="1", marcas=("personal",))
        _sembrar(sesion, 2, "convocatoria", ("OO2.A1.1", "AG1"), marcas=("personal",))
    assert _leer(de_fabrica) == antes
    assert _leer(de_fabrica, PUBLICO | {"personal"}).metas["OO2.M1"].llevado == 1


def test_por_tema_dice_a_que_temas_les_falta(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        for numero, tema in enumerate(("AG1", "AG1", "AG4"), 1):
            _sembrar(sesion, numero, "opinion_recibida", ("OO2.A1.2", tema))
        _sembrar(sesion, 4, "opinion_recibida", ("AG2",))
    una = _esperada(de_fabrica, "OO2.A1.2", "opinion_recibida")
    assert (una.total, una.hay, una.cumplidos, una.faltan) == (5, 3, 2, 3)
    assert una.huecos == ("AG2", "AG3", "AG5")


@pytest.mark.parametrize(
    ("metadatos", "emitido", "huecos"),
    [
        ({"anio": 2010}, date(2011, 3, 2), ("2009", "2011", "2012")),
        ({"periodo": "enero de 2009 a marzo de 2010"}, None, ("2011", "2012")),
        ({}, date(2011, 3, 2), ("2009", "2010", "2012")),
        ({"anio": 1999}, None, ("2009", "2010", "2011", "2012")),
        ({}, None, ("2009", "2010", "2011", "2012")),
    ],
)
def test_por_anio_vale_el_que_dice_la_ficha_y_si_no_el_del_hecho(
    de_fabrica: BaseDeDatos, metadatos: dict[str, object], emitido: date | None, huecos: tuple[str, ...]
) -> None:
    with transaccion(de_fabrica) as sesion:
        _sembrar(sesion, 1, "informe_anual_conamigua", ("OO3.A2.1",), metadatos=metadatos, emitido=emitido)
    una = _esperada(de_fabrica, "OO3.A2.1", "informe_anual_conamigua")
    assert una.huecos == huecos
    assert (una.total, una.hay) == (4, 1)


def test_por_trimestre_vale_el_que_dice_el_informe_y_no_cuando_se_firmo(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        dicho = {"anio": 2009, "trimestre": "t2"}
        _sembrar(sesion, 1, "informe_trimestral", ("OO4.A5.5.c",), metadatos=dicho, emitido=date(2009, 7, 9))
        _sembrar(sesion, 2, "informe_trimestral", ("OO4.A5.5.c",), emitido=date(2010, 1, 9))
    una = _esperada(de_fabrica, "OO4.A5.5.c", "informe_trimestral")
    assert (una.total, una.cumplidos) == (15, 2)
    assert not {"T2 2009", "T1 2010"} & set(una.huecos) and "T3 2009" in una.huecos


def test_otro_plan_no_hereda_lo_que_se_espera_de_este(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        periodo(sesion).clave = "2013-2016"
    leidas = _leer(de_fabrica)
    assert (leidas.metas, leidas.esperadas) == ({}, {})
