"""La administración de cuentas: qué cambia, qué no se deja y qué queda en la bitácora."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos, NecesitaIngreso, NoEncontrado, SinPermiso
from centro_doc.cuentas import casos, consultas, ingreso
from centro_doc.cuentas.formularios import DatosMembresia, datos_membresia, datos_usuario
from centro_doc.cuentas.modelos import Rol, SesionAbierta
from centro_doc.cuentas.permisos import ANONIMO, CONSOLA, Actor

ANA = "ana@congreso.gob.gt"
OTRA = "otra frase bien distinta"


def ultimo(bd):
    with lectura(bd) as sesion:
        return sesion.scalars(select(Asiento).order_by(Asiento.id.desc())).first()


def cuantos(bd):
    with lectura(bd) as sesion:
        return len(sesion.scalars(select(Asiento.id)).all())


def cuenta(bd, correo=ANA):
    with lectura(bd) as sesion:
        return consultas.usuario_por_correo(sesion, correo)


@pytest.fixture
def hacer(bd, reloj):
    """Corre un caso de uso en su transacción, como la consola."""

    def _hacer(caso, *argumentos, actor=CONSOLA, **opciones):
        with transaccion(bd) as sesion:
            return caso(sesion, actor, *argumentos, reloj=reloj, **opciones)

    return _hacer


def primero(bd, claves, reloj, **opciones):
    with transaccion(bd) as sesion:
        return casos.crear_primer_administrador(sesion, claves=claves, reloj=reloj, **opciones)


def test_el_primer_administrador_tambien_es_personal_y_se_crea_una_vez(bd, claves, reloj):
    entregada = primero(bd, claves, reloj)
    assert entregada.correo == casos.CORREO_DEL_PRIMERO
    creada = cuenta(bd, entregada.correo)
    assert {r.rol for r in creada.roles} == {Rol.ADMINISTRACION, Rol.PERSONAL}
    assert creada.debe_cambiar_clave
    assert claves.coincide(creada.clave, entregada.clave)
    assert primero(bd, claves, reloj) is None
    assert cuantos(bd) == 1


def test_crear_una_cuenta_deja_un_asiento_sin_la_clave(bd, hacer, claves, reloj):
    datos = datos_usuario(ANA, "Ana  Sical ", [Rol.PERSONAL])
    entregada = hacer(casos.crear_usuario, datos, claves=claves)
    asiento = ultimo(bd)
    assert (asiento.accion, asiento.objeto_id) == ("cuenta_creada", str(entregada.usuario_id))
    assert asiento.detalle["roles"] == {"antes": None, "despues": ["personal"]}
    assert entregada.clave not in str(asiento.detalle)
    assert "argon2" not in str(asiento.detalle)
    assert cuenta(bd).nombre == "Ana Sical"


def test_un_correo_no_tiene_dos_cuentas(bd, hacer, claves, crear):
    crear(ANA, Rol.PERSONAL)
    antes = cuantos(bd)
    with pytest.raises(DatosInvalidos) as error:
        hacer(casos.crear_usuario, datos_usuario(ANA.upper(), "Otra", [Rol.REVISOR]), claves=claves)
    assert error.value.campos == {"correo": "Ya hay una cuenta con este correo."}
    bea = crear("bea@congreso.gob.gt", Rol.PERSONAL)
    with pytest.raises(DatosInvalidos):
        hacer(casos.editar_usuario, bea.usuario_id, datos_usuario(ANA, "Bea", [Rol.PERSONAL]))
    assert cuantos(bd) == antes + 1


@pytest.mark.parametrize(
    ("correo", "nombre", "roles", "campo"),
    [
        ("sin arroba", "Ana", ["personal"], "correo"),
        ("a@b\n", "", ["personal"], "nombre"),
        ("a" * 250 + "@b.gt", "Ana", ["personal"], "correo"),
        (ANA, "Ana\x07", ["personal"], "nombre"),
        (ANA, "Ana", [], "roles"),
        (ANA, "Ana", ["publico"], "roles"),
    ],
)
def test_los_datos_de_una_cuenta_se_revisan_campo_por_campo(correo, nombre, roles, campo):
    with pytest.raises(DatosInvalidos) as error:
        datos_usuario(correo, nombre, roles)
    assert set(error.value.campos) == {campo}


def test_editar_los_roles_cierra_las_sesiones_y_editar_el_nombre_no(bd, hacer, crear):
    ana = crear(ANA, Rol.PERSONAL)
    sello = cuenta(bd).sello
    hacer(casos.editar_usuario, ana.usuario_id, datos_usuario(ANA, "Ana L. Sical", [Rol.PERSONAL]))
    assert cuenta(bd).sello == sello
    assert ultimo(bd).detalle == {"nombre": {"antes": "Ana", "despues": "Ana L. Sical"}}
    hacer(
        casos.editar_usuario, ana.usuario_id, datos_usuario(ANA, "Ana L. Sical", [Rol.PERSONAL, Rol.REVISOR])
    )
    assert cuenta(bd).sello != sello
    assert {r.rol for r in cuenta(bd).roles} == {Rol.PERSONAL, Rol.REVISOR}
    assert ultimo(bd).detalle["roles"]["antes"] == ["personal"]


def test_la_ultima_administracion_no_se_puede_perder(bd, hacer, crear):
    ana = crear(ANA, Rol.ADMINISTRACION)
    for caso, argumentos in (
        (casos.dar_de_baja, ()),
        (casos.editar_usuario, (datos_usuario(ANA, "Ana", [Rol.PERSONAL]),)),
    ):
        with pytest.raises(DatosInvalidos, match="única cuenta de administración"):
            hacer(caso, ana.usuario_id, *argumentos)
    bea = crear("bea@congreso.gob.gt", Rol.ADMINISTRACION)
    hacer(casos.dar_de_baja, ana.usuario_id)
    with pytest.raises(DatosInvalidos):
        hacer(casos.dar_de_baja, bea.usuario_id)
    assert not cuenta(bd).activo


def test_dar_de_baja_y_reactivar(bd, hacer, crear, claves):
    crear("admin@congreso.gob.gt", Rol.ADMINISTRACION)
    ana = crear(ANA, Rol.PERSONAL)
    hacer(casos.dar_de_baja, ana.usuario_id, motivo="Rotación de personal")
    assert ultimo(bd).motivo == "Rotación de personal"
    with lectura(bd) as sesion, pytest.raises(NoEncontrado):
        consultas.actor_por_correo(sesion, ANA, hoy=date(2011, 8, 17))
    with pytest.raises(DatosInvalidos, match="Reactívela"):
        hacer(casos.restablecer_clave, ana.usuario_id, claves=claves)
    entregada = hacer(casos.reactivar, ana.usuario_id, claves=claves)
    assert cuenta(bd).activo
    assert claves.coincide(cuenta(bd).clave, entregada.clave)
    assert ultimo(bd).detalle == {"activo": {"antes": False, "despues": True}}


def test_restablecer_la_clave_quita_el_bloqueo(bd, hacer, crear, claves, reloj):
    ana = crear(ANA, Rol.PERSONAL)
    with transaccion(bd) as sesion:
        bloqueada = consultas.usuario(sesion, ana.usuario_id)
        bloqueada.fallos, bloqueada.bloqueado_hasta = 5, reloj.ahora() + timedelta(minutes=15)
    hacer(casos.restablecer_clave, ana.usuario_id, claves=claves)
    assert (cuenta(bd).fallos, cuenta(bd).bloqueado_hasta) == (0, None)
    assert cuenta(bd).debe_cambiar_clave


@pytest.mark.parametrize(
    ("caso", "argumentos"),
    [
        (casos.crear_usuario, (datos_usuario("x@y.gt", "X", [Rol.PERSONAL]),)),
        (casos.editar_usuario, (1, datos_usuario("x@y.gt", "X", [Rol.PERSONAL]))),
        (casos.dar_de_baja, (1,)),
        (casos.reactivar, (1,)),
        (casos.restablecer_clave, (1,)),
        (casos.anadir_membresia, (1, DatosMembresia("AG1", date(2011, 1, 1), None))),
        (casos.terminar_membresia, (1, 1)),
    ],
)
def test_solo_la_administracion_administra(bd, hacer, crear, claves, caso, argumentos):
    revisor = crear(ANA, Rol.REVISOR)
    mas = {"claves": claves} if "claves" in caso.__annotations__ else {}
    antes = cuantos(bd)
    with pytest.raises(SinPermiso):
        hacer(caso, *argumentos, actor=revisor, **mas)
    with pytest.raises(NecesitaIngreso):
        hacer(caso, *argumentos, actor=ANONIMO, **mas)
    assert cuantos(bd) == antes


def test_una_membresia_se_suma_y_se_termina_ayer(bd, hacer, crear, reloj):
    ana = crear(ANA, Rol.GRUPO_TECNICO)
    hace = DatosMembresia("AG2", reloj.hoy() - timedelta(30), None)
    hacer(casos.anadir_membresia, ana.usuario_id, hace)
    with lectura(bd) as sesion:
        assert consultas.actor_por_correo(sesion, ANA, hoy=reloj.hoy()).temas == {"AG2"}
    (membresia,) = cuenta(bd).membresias
    hacer(casos.terminar_membresia, ana.usuario_id, membresia.id)
    with lectura(bd) as sesion:
        assert consultas.actor_por_correo(sesion, ANA, hoy=reloj.hoy()).temas == frozenset()
    (membresia,) = cuenta(bd).membresias
    assert membresia.hasta == reloj.hoy() - timedelta(1)
    assert ultimo(bd).detalle["membresias"] == {
        "antes": ["AG2 2011-07-18/"],
        "despues": ["AG2 2011-07-18/2011-08-16"],
    }


def test_terminar_lo_terminado_no_alarga_y_lo_futuro_se_anula(bd, hacer, crear, reloj):
    ana = crear(ANA, Rol.GRUPO_TECNICO)
    viejo = DatosMembresia("AG1", date(2010, 1, 1), date(2010, 12, 31))
    hacer(casos.anadir_membresia, ana.usuario_id, viejo)
    hacer(casos.anadir_membresia, ana.usuario_id, DatosMembresia("AG3", reloj.hoy(), None))
    for membresia in cuenta(bd).membresias:
        hacer(casos.terminar_membresia, ana.usuario_id, membresia.id)
    assert [(m.tema, m.hasta, m.anulada) for m in cuenta(bd).membresias] == [
        ("AG1", date(2010, 12, 31), False),
        ("AG3", None, True),
    ]
    assert ultimo(bd).detalle["membresias"]["despues"] == ["AG1 2010-01-01/2010-12-31"]
    hacer(casos.anadir_membresia, ana.usuario_id, DatosMembresia("AG3", reloj.hoy(), None))
    with pytest.raises(NoEncontrado):
        hacer(casos.terminar_membresia, ana.usuario_id, 999)


@pytest.mark.parametrize(
    ("desde", "hasta", "se_cruza"),
    [
        (date(2011, 1, 1), None, True),
        (date(2010, 12, 31), date(2010, 12, 31), False),
        (date(2011, 7, 1), None, False),
        (date(2011, 6, 30), None, True),
        (date(2010, 1, 1), date(2011, 1, 1), True),
    ],
)
def test_dos_pertenencias_al_mismo_tema_no_se_cruzan(bd, hacer, crear, desde, hasta, se_cruza):
    ana = crear(ANA, Rol.GRUPO_TECNICO)
    hacer(casos.anadir_membresia, ana.usuario_id, DatosMembresia("AG1", date(2011, 1, 1), date(2011, 6, 30)))
    otra = DatosMembresia("AG1", desde, hasta)
    if se_cruza:
        with pytest.raises(DatosInvalidos, match="Ya pertenece"):
            hacer(casos.anadir_membresia, ana.usuario_id, otra)
    else:
        hacer(casos.anadir_membresia, ana.usuario_id, otra)
    hacer(casos.anadir_membresia, ana.usuario_id, DatosMembresia("AG2", desde, hasta))


@pytest.mark.parametrize(
    ("tema", "desde", "hasta", "campo"),
    [
        ("AG9", "2011-01-01", "", "tema"),
        ("AG1", "ayer", "", "desde"),
        ("AG1", "2011-01-01", "nunca", "hasta"),
        ("AG1", "2011-01-02", "2011-01-01", "hasta"),
    ],
)
def test_las_fechas_de_una_pertenencia_se_revisan(tema, desde, hasta, campo):
    with pytest.raises(DatosInvalidos) as error:
        datos_membresia(tema, desde, hasta, temas=["AG1", "AG2"])
    assert set(error.value.campos) == {campo}


def test_una_pertenencia_bien_escrita():
    datos = datos_membresia("AG1", "2011-01-02", " ", temas=["AG1"])
    assert datos == DatosMembresia("AG1", date(2011, 1, 2), None)


def test_lo_que_no_existe_se_dice(bd):
    with lectura(bd) as sesion:
        for pedido in (
            lambda: consultas.usuario(sesion, 99),
            lambda: consultas.usuario_por_correo(sesion, "nadie@x.gt"),
            lambda: consultas.actor_por_correo(sesion, "nadie@x.gt", hoy=date(2011, 1, 1)),
        ):
            with pytest.raises(NoEncontrado, match="No hay una cuenta"):
                pedido()


def test_la_lista_pone_las_activas_primero_y_busca_literalmente(bd, hacer, crear):
    crear("zoe@congreso.gob.gt", Rol.ADMINISTRACION)
    ana = crear("a_na@congreso.gob.gt", Rol.PERSONAL)
    crear("axna@congreso.gob.gt", Rol.PERSONAL)
    hacer(casos.dar_de_baja, ana.usuario_id)
    with lectura(bd) as sesion:
        todas = consultas.lista_de_usuarios(sesion)
        assert [u.correo[:4] for u in todas.elementos] == ["axna", "zoe@", "a_na"]
        assert consultas.lista_de_usuarios(sesion, texto="A_N").total == 1
        segunda = consultas.lista_de_usuarios(sesion, hoja=2, por_hoja=2)
        assert (len(segunda.elementos), segunda.total, segunda.hojas) == (1, 3, 2)


def test_dos_intentos_a_la_vez_no_se_saltan_el_bloqueo(bd, crear, claves, reloj, config):
    crear(ANA, Rol.PERSONAL)
    with lectura(bd) as sesion:
        bueno = ingreso.comprobar(sesion, ANA, "cuatro palabras bien largas", claves=claves)
        malo = ingreso.comprobar(sesion, ANA, "mala", claves=claves)
    assert (bueno.coincide, malo.coincide) == (True, False)
    with transaccion(bd) as sesion:
        for _ in range(config.intentos_ingreso):
            assert ingreso.ingresar(sesion, malo, config=config, reloj=reloj) is ingreso.Rechazo.NO_COINCIDE
        assert ingreso.ingresar(sesion, bueno, config=config, reloj=reloj) is ingreso.Rechazo.NO_COINCIDE


def test_durante_el_bloqueo_los_fallos_no_lo_alargan(bd, crear, claves, reloj, config):
    crear(ANA, Rol.PERSONAL)
    with transaccion(bd) as sesion:
        malo = ingreso.comprobar(sesion, ANA, "mala", claves=claves)
        for _ in range(config.intentos_ingreso + 3):
            ingreso.ingresar(sesion, malo, config=config, reloj=reloj)
    assert cuenta(bd).fallos == config.intentos_ingreso
    reloj.avanzar(minutes=config.bloqueo_minutos)
    with transaccion(bd) as sesion:
        ingreso.ingresar(sesion, malo, config=config, reloj=reloj)
    assert (cuenta(bd).fallos, cuenta(bd).bloqueado_hasta) == (1, None)


def test_si_la_clave_cambio_mientras_se_comprobaba_no_se_entra(bd, hacer, crear, claves, reloj, config):
    ana = crear(ANA, Rol.PERSONAL)
    with lectura(bd) as sesion:
        intento = ingreso.comprobar(sesion, ANA, "cuatro palabras bien largas", claves=claves)
    hacer(casos.restablecer_clave, ana.usuario_id, claves=claves)
    with transaccion(bd) as sesion:
        assert ingreso.ingresar(sesion, intento, config=config, reloj=reloj) is ingreso.Rechazo.NO_COINCIDE


def test_cada_intento_deja_un_asiento(bd, crear, claves, reloj, config):
    crear(ANA, Rol.PERSONAL)
    for correo, clave, accion, objeto in (
        ("nadie@x.gt", "x", "ingreso_fallido", "desconocido"),
        (ANA, "x", "ingreso_fallido", "1"),
        (ANA, "cuatro palabras bien largas", "ingreso", "1"),
    ):
        with transaccion(bd) as sesion:
            intento = ingreso.comprobar(sesion, correo, clave, claves=claves)
            ingreso.ingresar(sesion, intento, config=config, reloj=reloj)
        assert (ultimo(bd).accion, ultimo(bd).objeto_id) == (accion, objeto)
    assert cuantos(bd) == 4


def test_una_sesion_dura_treinta_dias_como_mucho_y_las_viejas_se_limpian(bd, crear, claves, reloj, config):
    crear(ANA, Rol.PERSONAL)

    def entrar():
        with transaccion(bd) as sesion:
            intento = ingreso.comprobar(sesion, ANA, "cuatro palabras bien largas", claves=claves)
            return ingreso.ingresar(sesion, intento, config=config, reloj=reloj).ficha

    ficha = entrar()
    with lectura(bd) as sesion:
        assert consultas.usuario_de_sesion(sesion, ficha, ahora=reloj.ahora()).correo == ANA
        reloj.avanzar(days=30)
        assert consultas.usuario_de_sesion(sesion, ficha, ahora=reloj.ahora()) is None
    entrar()
    with lectura(bd) as sesion:
        assert len(sesion.scalars(select(SesionAbierta)).all()) == 1


def test_cambiar_la_clave_pide_cuenta(bd, hacer, claves):
    for actor in (ANONIMO, Actor(usuario_id=99, clave="u:99")):
        with pytest.raises(NecesitaIngreso):
            hacer(ingreso.cambiar_clave, None, OTRA, actor=actor, claves=claves)
