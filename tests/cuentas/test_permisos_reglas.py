"""Las marcas de cada rol y la tabla de acciones."""

from datetime import date, timedelta

import pytest

from centro_doc.comun.errores import NecesitaIngreso, SinPermiso
from centro_doc.cuentas.consultas import actor_de
from centro_doc.cuentas.modelos import Membresia, Rol, RolAsignado, Usuario
from centro_doc.cuentas.permisos import ACCIONES, ANONIMO, CONSOLA, SISTEMA, Actor, exigir, marcas, puede

HOY = date(2011, 8, 17)


def persona(*roles, membresias=()):
    return actor_de(
        Usuario(
            id=12,
            nombre="Ana",
            roles=[RolAsignado(rol=rol) for rol in roles],
            membresias=[Membresia(tema=t, desde=d, hasta=h) for t, d, h in membresias],
        ),
        hoy=HOY,
    )


@pytest.mark.parametrize(
    ("roles", "esperadas"),
    [
        ((), {"publico", "persona:12"}),
        ((Rol.INVESTIGADOR,), {"publico", "persona:12"}),
        ((Rol.PERSONAL,), {"publico", "persona:12", "personal"}),
        ((Rol.REVISOR,), {"publico", "persona:12", "personal", "reservada"}),
        ((Rol.PRESIDENCIA,), {"publico", "persona:12", "reservada"}),
        ((Rol.ENLACE_UIP,), {"publico", "persona:12"}),
        ((Rol.CUSTODIA,), {"publico", "persona:12"}),
        ((Rol.ADMINISTRACION,), {"publico", "persona:12"}),
        ((Rol.ADMINISTRACION, Rol.PERSONAL), {"publico", "persona:12", "personal"}),
    ],
)
def test_cada_rol_lleva_sus_marcas(roles, esperadas):
    assert marcas(persona(*roles)) == esperadas


def test_el_publico_el_sistema_y_la_consola_no_son_personas():
    assert marcas(ANONIMO) == {"publico"}
    assert marcas(SISTEMA) == {"publico", "personal"}
    assert marcas(CONSOLA) == {"publico"}


@pytest.mark.parametrize(
    ("desde", "hasta", "cuenta"),
    [
        (HOY, None, True),
        (HOY, HOY, True),
        (HOY - timedelta(9), HOY, True),
        (HOY + timedelta(1), None, False),
        (HOY - timedelta(9), HOY - timedelta(1), False),
    ],
)
def test_la_membresia_solo_cuenta_entre_sus_fechas(desde, hasta, cuenta):
    actor = persona(Rol.GRUPO_TECNICO, membresias=[("AG2", desde, hasta)])
    assert ("grupo:AG2" in marcas(actor)) is cuenta
    assert "grupo:AG1" not in marcas(actor)


def test_la_membresia_sin_el_rol_no_da_nada():
    actor = persona(Rol.INVESTIGADOR, membresias=[("AG2", HOY, None)])
    assert marcas(actor) == {"publico", "persona:12"}


PUEDEN = {
    "ingresar_documentos": {Rol.PERSONAL, Rol.REVISOR},
    "catalogar": {Rol.PERSONAL, Rol.REVISOR},
    "publicar": {Rol.PERSONAL, Rol.REVISOR},
    "retirar": {Rol.PERSONAL, Rol.REVISOR},
    "clasificar": {Rol.REVISOR},
    "vincular": {Rol.PERSONAL, Rol.REVISOR},
    "editar_tesauro": {Rol.PERSONAL, Rol.REVISOR, Rol.ADMINISTRACION},
    "editar_normas": {Rol.PERSONAL, Rol.REVISOR},
    "llevar_grupos": {Rol.PERSONAL, Rol.REVISOR},
    "administrar": {Rol.ADMINISTRACION},
    "ver_bitacora": {Rol.ADMINISTRACION, Rol.PRESIDENCIA, Rol.REVISOR},
}


def test_la_tabla_de_acciones_no_tiene_otras():
    assert set(ACCIONES) == set(PUEDEN)


@pytest.mark.parametrize("accion", PUEDEN)
@pytest.mark.parametrize("rol", list(Rol))
def test_cada_rol_puede_lo_suyo_y_nada_mas(rol, accion):
    actor = persona(rol)
    assert puede(actor, accion) is (rol in PUEDEN[accion])
    if rol in PUEDEN[accion]:
        exigir(actor, accion)
    else:
        with pytest.raises(SinPermiso) as error:
            exigir(actor, accion)
        assert error.value.estado == 403


@pytest.mark.parametrize("accion", PUEDEN)
def test_al_publico_se_le_pide_ingresar(accion):
    with pytest.raises(NecesitaIngreso) as error:
        exigir(ANONIMO, accion)
    assert error.value.estado == 401


def test_una_accion_que_no_existe_es_un_error_del_programa():
    with pytest.raises(KeyError):
        puede(Actor(), "volar")
