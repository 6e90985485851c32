from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import func, select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.plan.casos import cargar
from centro_doc.plan.lectura import CARPETA, leer, planes_de_fabrica
from centro_doc.plan.modelos import Nodo, PeriodoPlan

DE_FABRICA = CARPETA / "plan-2009-2012.yaml"


def _escribir(carpeta: Path, contenido: dict[str, Any]) -> Path:
    ruta = carpeta / "plan-de-prueba.yaml"
    ruta.write_text(yaml.safe_dump(contenido, allow_unicode=True), encoding="utf-8")
    return ruta


@pytest.fixture
def contenido() -> dict[str, Any]:
    datos: dict[str, Any] = yaml.safe_load(DE_FABRICA.read_text(encoding="utf-8"))
    return datos


def test_el_plan_de_fabrica_trae_los_92_nodos() -> None:
    (plan,) = planes_de_fabrica()
    assert Counter(nodo.clase.value for nodo in plan.nodos) == {
        "objetivo_estrategico": 1,
        "objetivo_operativo": 4,
        "producto": 6,
        "subproducto": 5,
        "meta": 3,
        "accion": 15,
        "actividad": 51,
        "subactividad": 7,
    }
    assert len(plan.nodos) == 92
    assert plan.activo and (plan.desde, plan.hasta) == (2009, 2012)


def test_los_textos_conservan_las_erratas_del_original() -> None:
    textos = {nodo.codigo: nodo.texto for nodo in planes_de_fabrica()[0].nodos}
    assert "materia legislativo" in textos["OO4.A4.1"]
    assert "las Políticas desarrollados" in textos["OO3.A2"]
    assert textos["OO4"].endswith("Congreso de la Republica de Guatemala.")


def test_lo_vacio_y_lo_truncado_del_original_se_marcan() -> None:
    plan = planes_de_fabrica()[0]
    por_codigo = {nodo.codigo: nodo for nodo in plan.nodos}
    assert not [nodo for nodo in plan.nodos if nodo.padre == "OO3.A1"]
    assert [nodo.codigo for nodo in plan.nodos if nodo.incompleto] == ["OO4.A6.4"]
    assert "vacía en el original" in por_codigo["OO3.A1"].datos["nota"]


def test_cargar_dos_veces_no_cambia_nada_y_deja_un_solo_asiento(bd: BaseDeDatos, reloj: Reloj) -> None:
    for esperado in (True, False):
        with transaccion(bd) as sesion:
            assert cargar(sesion, SISTEMA, planes_de_fabrica()[0], reloj=reloj) is esperado
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count()).select_from(Nodo)) == 92
        assert sesion.scalars(select(Asiento.accion)).all() == ["plan_cargado"]


def test_un_texto_corregido_se_actualiza_sin_tocar_el_nodo_ni_su_codigo(
    bd: BaseDeDatos, reloj: Reloj, tmp_path: Path, contenido: dict[str, Any]
) -> None:
    with transaccion(bd) as sesion:
        cargar(sesion, SISTEMA, planes_de_fabrica()[0], reloj=reloj)
    with lectura(bd) as sesion:
        antes = {nodo.codigo: nodo.id for nodo in sesion.scalars(select(Nodo))}
    contenido["objetivos_operativos"][3]["texto"] = "Otro texto."
    with transaccion(bd) as sesion:
        assert cargar(sesion, SISTEMA, leer(_escribir(tmp_path, contenido)), reloj=reloj)
    with lectura(bd) as sesion:
        assert {nodo.codigo: nodo.id for nodo in sesion.scalars(select(Nodo))} == antes
        assert sesion.scalar(select(Nodo.texto).where(Nodo.codigo == "OO4")) == "Otro texto."


def test_otro_periodo_convive_con_el_primero_y_activo_hay_uno(
    bd: BaseDeDatos, reloj: Reloj, tmp_path: Path, contenido: dict[str, Any]
) -> None:
    contenido["documento"] |= {"clave": "2013-2016", "vigencia": {"desde": 2013, "hasta": 2016}}
    otro = leer(_escribir(tmp_path, contenido))
    with transaccion(bd) as sesion:
        cargar(sesion, SISTEMA, planes_de_fabrica()[0], reloj=reloj)
        cargar(sesion, SISTEMA, otro, reloj=reloj)
    with lectura(bd) as sesion:
        activos = dict(sesion.execute(select(PeriodoPlan.clave, PeriodoPlan.activo)).all())
        assert activos == {"2009-2012": False, "2013-2016": True}
        assert sesion.scalar(select(func.count()).select_from(Nodo)) == 184


def test_un_plan_que_pierde_un_codigo_se_rechaza_y_no_cambia_nada(
    bd: BaseDeDatos, reloj: Reloj, tmp_path: Path, contenido: dict[str, Any]
) -> None:
    with transaccion(bd) as sesion:
        cargar(sesion, SISTEMA, planes_de_fabrica()[0], reloj=reloj)
    contenido["objetivos_operativos"][0]["acciones"][1]["actividades"].pop()
    contenido["objetivos_operativos"][0]["texto"] = "Otro texto."
    contenido["erratas"] = []
    contenido["totales"] |= {"actividades": 50, "nodos": 91}
    contenido["totales"]["actividades_por_accion"]["OO1.A2"] = 3
    plan = leer(_escribir(tmp_path, contenido))
    with pytest.raises(DatosInvalidos, match=r"ya no trae OO1\.A2\.4"), transaccion(bd) as sesion:
        cargar(sesion, SISTEMA, plan, reloj=reloj)
    with lectura(bd) as sesion:
        assert sesion.scalar(select(Nodo.texto).where(Nodo.codigo == "OO1")) != "Otro texto."


def _accion(contenido: dict[str, Any]) -> Any:
    return contenido["objetivos_operativos"][0]["acciones"][0]


def _repetir(contenido: dict[str, Any]) -> None:
    _accion(contenido)["actividades"][1]["codigo"] = "OO1.A1.1"


def _colgar_mal(contenido: dict[str, Any]) -> None:
    _accion(contenido)["actividades"][0]["codigo"] = "OO9.A1.1"


def _sin_texto(contenido: dict[str, Any]) -> None:
    del _accion(contenido)["actividades"][0]["texto"]


def _sin_codigo(contenido: dict[str, Any]) -> None:
    del contenido["objetivos_operativos"][0]["codigo"]


def _otra_meta(contenido: dict[str, Any]) -> None:
    contenido["objetivos_operativos"][1]["metas"][0]["producto"] = "OO2.P9"


def _otra_errata(contenido: dict[str, Any]) -> None:
    contenido["erratas"][3]["nodos"] = ["OO8"]


def _quitar(contenido: dict[str, Any]) -> None:
    _accion(contenido)["actividades"].pop()


def _sin_lista(contenido: dict[str, Any]) -> None:
    _accion(contenido)["actividades"] = "ninguna"


def _sueltas(contenido: dict[str, Any]) -> None:
    _accion(contenido)["actividades"][0] = "una actividad"


def _sin_documento(contenido: dict[str, Any]) -> None:
    del contenido["documento"]


def _sin_vigencia(contenido: dict[str, Any]) -> None:
    contenido["documento"]["vigencia"] = {"desde": 2012, "hasta": 2009}


@pytest.mark.parametrize(
    ("estropear", "mensaje"),
    [
        (_repetir, "El código OO1.A1.1 está 2 veces"),
        (_colgar_mal, "El código «OO9.A1.1» no puede ser de un hijo de OO1.A1"),
        (_sin_texto, "En OO1.A1.1 falta «texto»"),
        (_sin_codigo, "falta «codigo»"),
        (_otra_meta, "OO2.M1 nombra «OO2.P9», que no existe"),
        (_otra_errata, "La errata E04 nombra «OO8», que no existe"),
        (_quitar, "«totales» dice 51 en actividades y en el archivo hay 50"),
        (_quitar, "«totales» dice 5 actividades en OO1.A1 y hay 4"),
        (_quitar, "«totales» dice 92 nodos y en el archivo hay 91"),
        (_sin_lista, "«actividades» tiene que ser una lista"),
        (_sueltas, "cada elemento de «actividades» tiene que llevar sus campos"),
        (_sin_documento, "Falta «documento»"),
        (_sin_documento, "falta «fecha_version»"),
        (_sin_vigencia, "desde qué año y hasta qué año"),
    ],
)
def test_un_plan_mal_hecho_dice_que_tiene_mal(
    tmp_path: Path, contenido: dict[str, Any], estropear: Any, mensaje: str
) -> None:
    estropear(contenido)
    with pytest.raises(DatosInvalidos) as error:
        leer(_escribir(tmp_path, contenido))
    assert mensaje in error.value.mensaje
    assert "la base quedó como estaba" in error.value.mensaje


@pytest.mark.parametrize(
    ("texto", "mensaje"), [("a: [1", "No se entiende"), ("- uno", "no tiene la forma esperada")]
)
def test_un_archivo_que_no_se_entiende_lo_dice(tmp_path: Path, texto: str, mensaje: str) -> None:
    ruta = tmp_path / "plan.yaml"
    ruta.write_text(texto, encoding="utf-8")
    with pytest.raises(DatosInvalidos, match=mensaje):
        leer(ruta)


def test_un_archivo_que_falta_lo_dice(tmp_path: Path) -> None:
    with pytest.raises(DatosInvalidos, match="No se pudo leer"):
        leer(tmp_path / "no-esta.yaml")
