"""Ingresar, salir y cambiar la contraseña, por la web."""

import re

import pytest
from argon2 import PasswordHasher
from conftest import CLAVE, ficha_csrf

from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.web import registrar_servicio
from centro_doc.cuentas import casos
from centro_doc.cuentas.claves import Claves
from centro_doc.cuentas.consultas import usuario_por_correo
from centro_doc.cuentas.formularios import datos_usuario
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import CONSOLA

ANA = "ana@congreso.gob.gt"
NO_COINCIDE = "El usuario y la contraseña no coinciden."


def intentar(cliente, correo, clave, **mas):
    datos = {"csrf_token": ficha_csrf(cliente), "correo": correo, "clave": clave, **mas}
    return cliente.post("/acceso", data=datos)


def con_sesion(cliente):
    return cliente.get("/acceso/clave").status_code == 200


def test_quien_acierta_entra_y_quien_sale_ya_no_esta(app, crear, entrar):
    crear(ANA, Rol.PERSONAL)
    cliente = entrar(ANA)
    assert con_sesion(cliente)
    respuesta = cliente.post("/salir", data={"csrf_token": ficha_csrf(cliente, "/acceso/clave")})
    assert respuesta.status_code == 303
    assert not con_sesion(cliente)


def test_una_galleta_copiada_no_sirve_despues_de_salir(app, crear, entrar):
    crear(ANA, Rol.PERSONAL)
    cliente = entrar(ANA)
    copia = cliente.get_cookie("centro").value
    cliente.post("/salir", data={"csrf_token": ficha_csrf(cliente, "/acceso/clave")})
    ladron = app.test_client()
    ladron.set_cookie("centro", copia)
    assert not con_sesion(ladron)


def test_una_cuenta_que_no_existe_recibe_la_misma_respuesta_que_una_clave_mala(app, crear):
    crear(ANA, Rol.PERSONAL)
    cliente = app.test_client()
    respuestas = [intentar(cliente, correo, "mala") for correo in (ANA, "ann@congreso.gob.gt")]
    cuerpos = [
        re.sub(r'name="csrf_token" value="[^"]+"', "", r.get_data(as_text=True)).replace("ann@", "ana@")
        for r in respuestas
    ]
    assert [r.status_code for r in respuestas] == [422, 422]
    assert cuerpos[0] == cuerpos[1]
    assert NO_COINCIDE in cuerpos[0]


def test_el_bloqueo_no_se_distingue_y_se_levanta_solo(app, crear, reloj, config):
    crear(ANA, Rol.PERSONAL)
    cliente = app.test_client()
    for _ in range(config.intentos_ingreso):
        assert NO_COINCIDE in intentar(cliente, ANA, "mala").get_data(as_text=True)
    bloqueada = intentar(cliente, ANA, CLAVE)
    assert bloqueada.status_code == 422
    assert NO_COINCIDE in bloqueada.get_data(as_text=True)
    reloj.avanzar(minutes=config.bloqueo_minutos)
    assert intentar(cliente, ANA, CLAVE).status_code == 303


def test_sin_csrf_no_se_entra_y_se_explica(app, crear):
    crear(ANA, Rol.PERSONAL)
    respuesta = app.test_client().post("/acceso", data={"correo": ANA, "clave": CLAVE})
    assert respuesta.status_code == 400
    assert "La página caducó" in respuesta.get_data(as_text=True)


def test_la_primera_clave_se_cambia_antes_que_nada(app, bd, claves, reloj):
    with transaccion(bd) as sesion:
        datos = datos_usuario(ANA, "Ana Sical", [Rol.PERSONAL])
        entregada = casos.crear_usuario(sesion, CONSOLA, datos, claves=claves, reloj=reloj)
    cliente = app.test_client()
    respuesta = intentar(cliente, ANA, entregada.clave, next="/plan")
    assert respuesta.location == "/acceso/clave?next=/plan"
    assert cliente.get("/acceso").location == "/acceso/clave"
    assert cliente.get("/no-existe").location == "/acceso/clave"
    ficha = ficha_csrf(cliente, "/acceso/clave")
    datos = {"csrf_token": ficha, "nueva": CLAVE, "repetida": CLAVE, "next": "/plan"}
    assert cliente.post("/acceso/clave", data=datos).location == "/plan"
    assert con_sesion(cliente)
    assert intentar(app.test_client(), ANA, entregada.clave).status_code == 422
    assert intentar(app.test_client(), ANA, CLAVE).location == "/"


def test_cambiar_la_clave_cierra_las_otras_sesiones(crear, entrar):
    crear(ANA, Rol.PERSONAL)
    aqui, alla = entrar(ANA), entrar(ANA)
    otra = "otra frase muy distinta"
    datos = {"actual": CLAVE, "nueva": otra, "repetida": otra}
    respuesta = aqui.post("/acceso/clave", data={"csrf_token": ficha_csrf(aqui, "/acceso/clave"), **datos})
    assert respuesta.status_code == 303
    assert con_sesion(aqui)
    assert not con_sesion(alla)


@pytest.mark.parametrize(
    ("datos", "mensaje"),
    [
        ({"actual": "no es", "nueva": "otra frase distinta", "repetida": "otra frase distinta"}, "actual"),
        ({"actual": CLAVE, "nueva": "corta", "repetida": "corta"}, "al menos 12"),
        ({"actual": CLAVE, "nueva": "otra frase distinta", "repetida": "no es igual"}, "No es igual"),
        ({"actual": CLAVE, "nueva": CLAVE, "repetida": CLAVE}, "Es la misma"),
    ],
)
def test_una_clave_mal_cambiada_dice_que_corregir(crear, entrar, datos, mensaje):
    crear(ANA, Rol.PERSONAL)
    cliente = entrar(ANA)
    respuesta = cliente.post(
        "/acceso/clave", data={"csrf_token": ficha_csrf(cliente, "/acceso/clave"), **datos}
    )
    assert respuesta.status_code == 422
    assert mensaje in respuesta.get_data(as_text=True)


@pytest.mark.parametrize("cambio", ["roles", "baja", "clave"])
def test_un_cambio_de_la_administracion_cierra_la_sesion(bd, crear, entrar, claves, reloj, cambio):
    crear("admin@congreso.gob.gt", Rol.ADMINISTRACION)
    ana = crear(ANA, Rol.PERSONAL)
    cliente = entrar(ANA)
    with transaccion(bd) as sesion:
        if cambio == "roles":
            datos = datos_usuario(ANA, "Ana", [Rol.INVESTIGADOR])
            casos.editar_usuario(sesion, CONSOLA, ana.usuario_id, datos, reloj=reloj)
        elif cambio == "baja":
            casos.dar_de_baja(sesion, CONSOLA, ana.usuario_id, reloj=reloj)
        else:
            casos.restablecer_clave(sesion, CONSOLA, ana.usuario_id, claves=claves, reloj=reloj)
    assert not con_sesion(cliente)


def test_la_sesion_se_cierra_por_inactividad_y_no_por_uso(crear, entrar, reloj, config):
    crear(ANA, Rol.PERSONAL)
    cliente = entrar(ANA)
    for _ in range(3):
        reloj.avanzar(hours=config.sesion_horas - 1)
        assert con_sesion(cliente)
    reloj.avanzar(hours=config.sesion_horas, seconds=1)
    assert not con_sesion(cliente)


def test_ingresar_no_conserva_nada_de_la_galleta_anterior(app, crear):
    crear(ANA, Rol.PERSONAL)
    cliente = app.test_client()
    with cliente.session_transaction() as sesion:
        sesion["plantado"] = "por otra persona"
    antes = ficha_csrf(cliente)
    cliente.post("/acceso", data={"csrf_token": antes, "correo": ANA, "clave": CLAVE})
    with cliente.session_transaction() as sesion:
        assert "plantado" not in sesion
    assert cliente.post("/salir", data={"csrf_token": antes}).status_code == 400


@pytest.mark.parametrize("destino", ["https://malo.example", "//malo.example", "/\\malo.example", "/\tx", ""])
def test_despues_de_ingresar_no_se_sale_del_sitio(app, crear, destino):
    crear(ANA, Rol.PERSONAL)
    assert intentar(app.test_client(), ANA, CLAVE, next=destino).location == "/"


def test_quien_ya_entro_va_a_donde_iba(crear, entrar):
    crear(ANA, Rol.PERSONAL)
    assert entrar(ANA).get("/acceso?next=/plan?x=1").location == "/plan?x=1"


def test_la_galleta_es_segura_con_https_y_dura_solo_si_se_pide(app, crear):
    crear(ANA, Rol.PERSONAL)
    app.config["SESSION_COOKIE_SECURE"] = True
    corta = intentar(app.test_client(), ANA, CLAVE).headers["Set-Cookie"]
    cliente = app.test_client()
    larga = cliente.post(
        "/acceso",
        base_url="https://localhost",
        headers={"Referer": "https://localhost/acceso"},
        data={"csrf_token": ficha_csrf(cliente), "correo": ANA, "clave": CLAVE, "mantener": "1"},
    ).headers["Set-Cookie"]
    assert all(parte in larga for parte in ("Secure", "HttpOnly", "SameSite=Lax", "Expires="))
    assert "Expires=" not in corta


def test_el_correo_se_acepta_con_mayusculas_y_espacios(app, crear):
    crear(ANA, Rol.PERSONAL)
    assert intentar(app.test_client(), "  Ana@Congreso.gob.gt ", CLAVE).status_code == 303


def test_una_clave_de_un_solo_uso_vencida_lo_dice_solo_a_quien_la_sabe(app, bd, claves, reloj):
    with transaccion(bd) as sesion:
        datos = datos_usuario(ANA, "Ana Sical", [Rol.PERSONAL])
        entregada = casos.crear_usuario(sesion, CONSOLA, datos, claves=claves, reloj=reloj)
    reloj.avanzar(days=8)
    cliente = app.test_client()
    assert "ya venció" in intentar(cliente, ANA, entregada.clave).get_data(as_text=True)
    assert NO_COINCIDE in intentar(cliente, ANA, "otra cosa").get_data(as_text=True)


def test_la_clave_se_vuelve_a_resumir_cuando_cambian_los_parametros(app, bd, crear):
    crear(ANA, Rol.PERSONAL)
    registrar_servicio(app, Claves, Claves(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)))
    assert intentar(app.test_client(), ANA, CLAVE).status_code == 303
    with lectura(bd) as sesion:
        assert "m=16,t=2,p=1" in usuario_por_correo(sesion, ANA).clave


@pytest.mark.parametrize(("sitio", "segura"), [("https://centro.gt", True), ("http://localhost", False)])
def test_la_galleta_entregada_por_https_es_segura_aunque_no_se_configure(app, sitio, segura):
    galleta = app.test_client().get("/acceso", base_url=sitio).headers["Set-Cookie"]
    assert ("Secure" in galleta.split("; ")) is segura
