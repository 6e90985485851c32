from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import select

from centro_doc.agenda.casos import cargar
from centro_doc.agenda.lectura import ARCHIVO, leer
from centro_doc.agenda.modelos import Tema
from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.directorio import casos as directorio
from centro_doc.directorio import lectura as lectura_de_directorio
from centro_doc.normas import casos as normas
from centro_doc.normas import lectura as lectura_de_normas
from centro_doc.plan import casos as plan
from centro_doc.plan.lectura import planes_de_fabrica
from centro_doc.plan.modelos import Nodo


@pytest.fixture
def con_plan(bd: BaseDeDatos, reloj: Reloj) -> BaseDeDatos:
    with transaccion(bd) as sesion:
        plan.cargar(sesion, SISTEMA, planes_de_fabrica()[0], reloj=reloj)
        directorio.cargar(sesion, SISTEMA, lectura_de_directorio.leer(), reloj=reloj)
        normas.cargar_normas(sesion, SISTEMA, lectura_de_normas.leer(), reloj=reloj)
    return bd


def test_los_cinco_temas_cuelgan_de_su_subproducto(con_plan: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(con_plan) as sesion:
        assert cargar(sesion, SISTEMA, leer(), reloj=reloj) == 5
    with lectura(con_plan) as sesion:
        pares = sesion.execute(
            select(Tema.codigo, Nodo.codigo).join(Nodo, Tema.nodo_id == Nodo.id).order_by(Tema.orden)
        )
        assert [tuple(par) for par in pares] == [(f"AG{n}", f"OO2.P1.{'abcde'[n - 1]}") for n in range(1, 6)]


def test_cargar_dos_veces_no_cambia_nada_y_deja_un_solo_asiento(con_plan: BaseDeDatos, reloj: Reloj) -> None:
    for esperado in (5, 0):
        with transaccion(con_plan) as sesion:
            assert cargar(sesion, SISTEMA, leer(), reloj=reloj) == esperado
    with lectura(con_plan) as sesion:
        acciones = sesion.scalars(select(Asiento.accion)).all()
        assert acciones.count("agenda_cargada") == 1


def test_un_tema_nombra_normas_del_catalogo_y_no_repite_sus_datos(
    con_plan: BaseDeDatos, reloj: Reloj
) -> None:
    agenda = leer()
    assert not any({"normas", "fuentes"} & tema.datos.keys() for tema in agenda.temas)
    tema = replace(agenda.temas[0], datos={**agenda.temas[0].datos, "iniciativas": ["INI-9999"]})
    with pytest.raises(DatosInvalidos, match="INI-9999"), transaccion(con_plan) as sesion:
        cargar(sesion, SISTEMA, replace(agenda, temas=(tema,)), reloj=reloj)


def test_un_tema_de_un_nodo_que_no_existe_se_rechaza(con_plan: BaseDeDatos, reloj: Reloj) -> None:
    agenda = leer()
    mala = replace(agenda, temas=(replace(agenda.temas[0], nodo="OO2.P9.a"),))
    with pytest.raises(DatosInvalidos, match=r"AG1 \(OO2\.P9\.a\)"), transaccion(con_plan) as sesion:
        cargar(sesion, SISTEMA, mala, reloj=reloj)


def test_un_tema_que_nombra_una_institucion_desconocida_se_rechaza(
    con_plan: BaseDeDatos, reloj: Reloj
) -> None:
    agenda = leer()
    tema = replace(agenda.temas[0], datos={**agenda.temas[0].datos, "instituciones": ["NADIE"]})
    with pytest.raises(DatosInvalidos, match="NADIE"), transaccion(con_plan) as sesion:
        cargar(sesion, SISTEMA, replace(agenda, temas=(tema,)), reloj=reloj)


def _leer_con(tmp_path: Path, estropear: Any) -> str:
    contenido = yaml.safe_load(ARCHIVO.read_text(encoding="utf-8"))
    estropear(contenido)
    ruta = tmp_path / "agenda.yaml"
    ruta.write_text(yaml.safe_dump(contenido), encoding="utf-8")
    with pytest.raises(DatosInvalidos) as error:
        leer(ruta)
    return error.value.mensaje


def _otra_norma(contenido: Any) -> None:
    contenido["temas"][0]["normas_nucleo"].append("DC 95-98")


def _repetido(contenido: Any) -> None:
    contenido["temas"][1]["codigo"] = "AG1"


def _mismo_nodo(contenido: Any) -> None:
    contenido["temas"][1]["plan"] = "OO2.P1.a"


def _sin_codigo(contenido: Any) -> None:
    del contenido["temas"][0]["codigo"]


@pytest.mark.parametrize(
    ("estropear", "mensaje"),
    [
        (_otra_norma, "AG1 nombra la norma «DC 95-98»"),
        (_repetido, "El código AG1 está 2 veces"),
        (_mismo_nodo, "El nodo OO2.P1.a está en 2 temas"),
        (_sin_codigo, "En un tema falta «codigo»"),
    ],
)
def test_una_agenda_mal_hecha_dice_que_tiene_mal(tmp_path: Path, estropear: Any, mensaje: str) -> None:
    assert mensaje in _leer_con(tmp_path, estropear)
