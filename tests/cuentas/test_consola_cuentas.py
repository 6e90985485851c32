"""La orden `centro-doc usuario`."""

import io
import json

import pytest

from centro_doc.cli import _ejecutar, analizador
from centro_doc.comun.bd import lectura
from centro_doc.comun.consola import Consola
from centro_doc.cuentas.consultas import usuario_por_correo
from centro_doc.cuentas.modelos import Rol

ANA = "ana@congreso.gob.gt"


@pytest.fixture
def correr(bd, config, reloj):
    """Corre la orden y devuelve (código, salida, errores)."""

    def _correr(*argumentos):
        consola = Consola(config, bd, reloj, io.StringIO(), io.StringIO())
        codigo = _ejecutar(analizador().parse_args(["usuario", *argumentos]), consola)
        return codigo, consola.salida.getvalue(), consola.errores.getvalue()

    return _correr


def cuenta(bd):
    with lectura(bd) as sesion:
        return usuario_por_correo(sesion, ANA)


def test_crear_da_una_clave_que_sirve(correr, bd, claves):
    codigo, salida, _ = correr("crear", ANA, "--nombre", "Ana Sical", "--rol", "personal", "--json")
    assert codigo == 0
    assert claves.coincide(cuenta(bd).clave, json.loads(salida)["clave"])
    assert correr("lista")[1] == f"{ANA}  Ana Sical  personal  activa\n"
    assert json.loads(correr("lista", "--json")[1])["roles"] == ["personal"]


def test_los_datos_malos_se_dicen_y_no_se_crea_nada(correr):
    codigo, salida, errores = correr("crear", "sin-arroba", "--nombre", " ", "--rol", "personal")
    assert (codigo, salida) == (1, "")
    assert errores.count("centro-doc: ") == 2
    assert correr()[1] == ""


def test_cambiar_los_roles_y_la_ultima_administracion(correr, bd):
    correr("crear", ANA, "--nombre", "Ana", "--rol", "administracion")
    codigo, _, errores = correr("roles", ANA, "personal")
    assert codigo == 1
    assert "única cuenta de administración" in errores
    assert correr("roles", ANA, "administracion", "personal")[0] == 0
    assert {r.rol for r in cuenta(bd).roles} == {Rol.ADMINISTRACION, Rol.PERSONAL}
    assert correr("baja", ANA)[0] == 1


def test_baja_clave_y_reactivar(correr, bd):
    correr("crear", ANA, "--nombre", "Ana", "--rol", "personal")
    assert "contraseña de un solo uso: " in correr("clave", ANA)[1]
    assert "de baja" in correr("baja", ANA)[1]
    codigo, _, errores = correr("clave", ANA)
    assert codigo == 1
    assert "Reactívela" in errores
    assert correr("reactivar", ANA)[0] == 0
    assert cuenta(bd).activo


@pytest.mark.parametrize("orden", ["clave", "baja", "reactivar"])
def test_un_correo_sin_cuenta_se_dice(correr, orden):
    codigo, _, errores = correr(orden, "nadie@x.gt")
    assert codigo == 1
    assert "No hay una cuenta con el correo nadie@x.gt" in errores
