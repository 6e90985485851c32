"""Lo que se espera de cada nodo: lo decide el personal, y se puede volver a lo de partida."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.cobertura.casos import dejar_de_esperar, esperar, volver_al_de_partida
from centro_doc.cobertura.formularios import DatosEsperada, datos_esperada
from centro_doc.cobertura.lectura import Cada
from centro_doc.cobertura.modelos import EvidenciaEsperada
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import ANONIMO, SISTEMA

DE_PARTIDA, INFORME = "OO3.A2.1", "informe_anual_conamigua"
LIBRE, ACTA = "OO1.A1.1", "acta_mesa_trabajo"


def _filas(bd: BaseDeDatos) -> list[tuple[str, int, str, str]]:
    with lectura(bd) as sesion:
        return [(f.tipo, f.cantidad, f.cada, f.nota) for f in sesion.scalars(select(EvidenciaEsperada))]


def _cambios(bd: BaseDeDatos) -> list[tuple[str, str]]:
    with lectura(bd) as sesion:
        suyos = select(Asiento).where(Asiento.accion == "evidencia_esperada_cambiada").order_by(Asiento.id)
        return [(uno.detalle["antes"], uno.detalle["despues"]) for uno in sesion.scalars(suyos)]


def test_lo_del_personal_manda_y_se_vuelve_a_lo_de_partida(de_fabrica: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(de_fabrica) as sesion:
        pedida = DatosEsperada(INFORME, 2, Cada.TRIMESTRE, "Lo pidió la Junta.")
        esperar(sesion, SISTEMA, DE_PARTIDA, pedida, reloj=reloj)
    assert _filas(de_fabrica) == [(INFORME, 2, "trimestre", "Lo pidió la Junta.")]
    with transaccion(de_fabrica) as sesion:
        dejar_de_esperar(sesion, SISTEMA, DE_PARTIDA, INFORME, reloj=reloj)
    assert _filas(de_fabrica) == [(INFORME, 0, "anio", "")]
    with transaccion(de_fabrica) as sesion:
        volver_al_de_partida(sesion, SISTEMA, DE_PARTIDA, INFORME, reloj=reloj)
    assert _filas(de_fabrica) == []
    assert _cambios(de_fabrica) == [("1 anio", "2 trimestre"), ("2 trimestre", ""), ("", "1 anio")]


def test_lo_que_anadio_el_personal_se_quita_del_todo(de_fabrica: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(de_fabrica) as sesion:
        esperar(sesion, SISTEMA, LIBRE, DatosEsperada(ACTA, 3, Cada.PLAN), reloj=reloj)
        with pytest.raises(NoEncontrado, match="valor de partida"):
            volver_al_de_partida(sesion, SISTEMA, LIBRE, ACTA, reloj=reloj)
        dejar_de_esperar(sesion, SISTEMA, LIBRE, ACTA, reloj=reloj)
    assert _filas(de_fabrica) == [] and _cambios(de_fabrica) == [("", "3 plan"), ("3 plan", "")]


def test_no_se_quita_lo_que_no_se_esperaba(de_fabrica: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(de_fabrica) as sesion:
        with pytest.raises(NoEncontrado, match="no se esperaba"):
            dejar_de_esperar(sesion, SISTEMA, LIBRE, ACTA, reloj=reloj)
        with pytest.raises(NoEncontrado):
            volver_al_de_partida(sesion, SISTEMA, DE_PARTIDA, INFORME, reloj=reloj)
        with pytest.raises(NoEncontrado):
            esperar(sesion, SISTEMA, "OO9", DatosEsperada(ACTA, 1, Cada.PLAN), reloj=reloj)
        with pytest.raises(SinPermiso):
            esperar(sesion, ANONIMO, LIBRE, DatosEsperada(ACTA, 1, Cada.PLAN), reloj=reloj)


@pytest.mark.parametrize(
    ("mal", "campo"),
    [
        ({"tipo": "nada"}, "tipo"),
        ({"cantidad": "0"}, "cantidad"),
        ({"cantidad": "mil"}, "cantidad"),
        ({"cada": "siglo"}, "cada"),
        ({"nota": "x" * 301}, "nota"),
    ],
)
def test_lo_mal_escrito_se_dice_en_su_campo(mal: Mapping[str, str], campo: str) -> None:
    bien: dict[str, Any] = {"tipo": ACTA, "cantidad": " 2 ", "cada": "tema", "nota": " una  nota "}
    assert datos_esperada(bien) == DatosEsperada(ACTA, 2, Cada.TEMA, "una nota")
    with pytest.raises(DatosInvalidos) as error:
        datos_esperada(bien | mal)
    assert set(error.value.campos) == {campo}
