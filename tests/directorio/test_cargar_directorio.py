from dataclasses import replace
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
from centro_doc.directorio.casos import cargar
from centro_doc.directorio.lectura import leer
from centro_doc.directorio.modelos import Institucion


def test_cargar_dos_veces_no_cambia_nada_y_deja_un_solo_asiento(bd: BaseDeDatos, reloj: Reloj) -> None:
    for esperado in (len(leer()), 0):
        with transaccion(bd) as sesion:
            assert cargar(sesion, SISTEMA, leer(), reloj=reloj) == esperado
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count()).select_from(Institucion)) == 92
        assert sesion.scalars(select(Asiento.accion)).all() == ["directorio_cargado"]


def test_lo_que_el_personal_tomo_a_su_cargo_no_se_toca(bd: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(bd) as sesion:
        cargar(sesion, SISTEMA, leer(), reloj=reloj)
        minex = sesion.scalars(select(Institucion).where(Institucion.clave == "MINEX")).one()
        minex.nombre, minex.de_fabrica = "Nombre puesto por el personal", False
    with transaccion(bd) as sesion:
        assert cargar(sesion, SISTEMA, leer(), reloj=reloj) == 0
    with lectura(bd) as sesion:
        nombre = sesion.scalar(select(Institucion.nombre).where(Institucion.clave == "MINEX"))
        assert nombre == "Nombre puesto por el personal"


def test_una_institucion_corregida_se_actualiza_y_las_demas_quedan(bd: BaseDeDatos, reloj: Reloj) -> None:
    datos = leer()
    with transaccion(bd) as sesion:
        cargar(sesion, SISTEMA, datos, reloj=reloj)
    corregida = replace(datos[0], variantes=(*datos[0].variantes, "Otra forma"))
    with transaccion(bd) as sesion:
        assert cargar(sesion, SISTEMA, (corregida, *datos[1:]), reloj=reloj) == 1


@pytest.mark.parametrize(
    ("cambio", "mensaje"),
    [
        ({"tipo": "club"}, "UNA: no existe el tipo «club»"),
        ({"pais": "ZZ"}, "UNA: no existe el país «ZZ»"),
        ({"v": "X"}, "UNA: «v» tiene que ser V, C o D"),
        ({"rel": {"parte_de": "NADIE"}}, "UNA nombra «NADIE», que no está en el directorio"),
        ({"rel": {"prima_de": "UNA"}}, "UNA: no existe la relación «prima_de»"),
        ({"nombre": ""}, "En UNA falta «nombre»"),
        ({"id": ""}, "En una institución falta «id»"),
    ],
)
def test_un_directorio_mal_hecho_dice_que_tiene_mal(
    tmp_path: Path, cambio: dict[str, Any], mensaje: str
) -> None:
    una = {"id": "UNA", "nombre": "Una institución", "tipo": "ministerio", "pais": "GT", "v": "V"}
    ruta = tmp_path / "instituciones.yaml"
    ruta.write_text(yaml.safe_dump({"instituciones": [una | cambio]}), encoding="utf-8")
    with pytest.raises(DatosInvalidos) as error:
        leer(ruta)
    assert mensaje in error.value.mensaje


def test_una_clave_repetida_se_dice(tmp_path: Path) -> None:
    una = {"id": "UNA", "nombre": "Una institución", "tipo": "ministerio", "pais": "GT", "v": "V"}
    ruta = tmp_path / "instituciones.yaml"
    ruta.write_text(yaml.safe_dump({"instituciones": [una, una]}), encoding="utf-8")
    with pytest.raises(DatosInvalidos, match="La clave UNA está 2 veces"):
        leer(ruta)
