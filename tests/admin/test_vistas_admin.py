"""Las pantallas de administración."""

import re

import pytest
from conftest import CLAVE, ficha_csrf
from fabrica import sembrar_plan

from centro_doc.agenda.modelos import Tema
from centro_doc.bitacora.casos import anotar
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.consultas import usuario_por_correo
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.tareas.casos import encolar
from centro_doc.tareas.modelos import EstadoTarea, Tarea

ADMIN = "admin@congreso.gob.gt"
ANA = "ana@congreso.gob.gt"


@pytest.fixture
def admin(crear, entrar):
    crear(ADMIN, Rol.ADMINISTRACION)
    return entrar(ADMIN)


def enviar(cliente, ruta, **datos):
    return cliente.post(ruta, data={"csrf_token": ficha_csrf(cliente, "/admin/usuarios/nuevo"), **datos})


def texto(respuesta):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", respuesta.get_data(as_text=True)))


def test_crear_una_cuenta_muestra_la_clave_una_vez_y_con_ella_se_entra(app, admin):
    respuesta = enviar(admin, "/admin/usuarios", correo=ANA, nombre="Ana Sical", rol=["personal"])
    assert respuesta.status_code == 200
    assert respuesta.headers["Cache-Control"] == "private, no-store"
    clave = re.search(r'admin__secreto">([^<]+)<', respuesta.get_data(as_text=True))[1]
    assert clave not in admin.get("/admin/usuarios/2").get_data(as_text=True)
    nueva = app.test_client()
    datos = {"csrf_token": ficha_csrf(nueva), "correo": ANA, "clave": clave}
    assert nueva.post("/acceso", data=datos).location == "/acceso/clave"


def test_una_cuenta_mal_llenada_conserva_lo_escrito(admin):
    respuesta = enviar(admin, "/admin/usuarios", correo="sin arroba", nombre="Ana Sical", rol=["revisor"])
    cuerpo = respuesta.get_data(as_text=True)
    assert respuesta.status_code == 422
    assert "Escriba un correo completo" in cuerpo
    assert 'value="Ana Sical"' in cuerpo
    assert 'value="revisor" checked' in cuerpo


def test_la_lista_busca_y_dice_quien_esta_de_baja(admin, crear):
    ana = crear(ANA, Rol.PERSONAL)
    enviar(admin, f"/admin/usuarios/{ana.usuario_id}/baja", motivo="Rotación")
    lista = texto(admin.get("/admin/usuarios"))
    assert "2 cuentas" in lista
    assert "De baja" in lista
    assert "1 cuenta con «ana@»" in texto(admin.get("/admin/usuarios?q=ana@"))
    assert "Ninguna cuenta tiene «zzz»" in texto(admin.get("/admin/usuarios?q=zzz"))


def test_editar_guarda_y_lo_malo_no_se_pierde(admin, bd, crear):
    ana = crear(ANA, Rol.PERSONAL)
    ruta = f"/admin/usuarios/{ana.usuario_id}"
    assert enviar(admin, ruta, correo=ANA, nombre="Ana L. Sical", rol=["revisor"]).status_code == 303
    with lectura(bd) as sesion:
        assert usuario_por_correo(sesion, ANA).nombre == "Ana L. Sical"
    mala = enviar(admin, ruta, correo=ADMIN, nombre="Otro nombre", rol=["revisor"])
    assert mala.status_code == 422
    assert "Ya hay una cuenta con este correo" in texto(mala)
    assert 'value="Otro nombre"' in mala.get_data(as_text=True)


def test_la_unica_administracion_no_se_da_de_baja_ni_pierde_el_rol(admin):
    for ruta, datos in (
        ("/admin/usuarios/1/baja", {"motivo": "Rotación"}),
        ("/admin/usuarios/1", {"correo": ADMIN, "nombre": "Admin", "rol": ["personal"]}),
    ):
        respuesta = enviar(admin, ruta, **datos)
        assert respuesta.status_code == 422
        assert "Es la única cuenta de administración activa" in texto(respuesta)
    assert admin.get("/admin/usuarios").status_code == 200


def test_reactivar_y_restablecer_muestran_otra_clave(admin, crear, entrar):
    ana = crear(ANA, Rol.PERSONAL)
    sesion_de_ana = entrar(ANA, CLAVE)
    ruta = f"/admin/usuarios/{ana.usuario_id}"
    primera = enviar(admin, f"{ruta}/clave")
    assert "Contraseña restablecida" in texto(primera)
    assert sesion_de_ana.get("/acceso/clave").status_code == 303
    enviar(admin, f"{ruta}/baja", motivo="Rotación")
    assert enviar(admin, f"{ruta}/clave").status_code == 422
    assert "Cuenta reactivada" in texto(enviar(admin, f"{ruta}/reactivar"))


def test_las_pertenencias_se_anaden_y_se_terminan(admin, bd, crear):
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        assert sesion.query(Tema).count() == 1
    ana = crear(ANA, Rol.GRUPO_TECNICO)
    ruta = f"/admin/usuarios/{ana.usuario_id}"
    assert "AG2 · Ley de CONAMIGUA" in texto(admin.get(ruta))
    mala = enviar(admin, f"{ruta}/membresias", tema="AG2", desde="x", hasta="")
    assert mala.status_code == 422
    assert "Escriba la fecha con día, mes y año" in texto(mala)
    enviar(admin, f"{ruta}/membresias", tema="AG2", desde="2011-08-01", hasta="")
    assert "Vigente" in texto(admin.get(ruta))
    repetida = enviar(admin, f"{ruta}/membresias", tema="AG2", desde="2011-08-02", hasta="")
    assert repetida.status_code == 422
    assert enviar(admin, f"{ruta}/membresias/1/terminar").status_code == 303
    assert "Vigente" not in texto(admin.get(ruta))


@pytest.mark.parametrize("ruta", ["/admin/usuarios/99", "/admin/usuarios/hola"])
def test_una_cuenta_que_no_existe_es_404(admin, ruta):
    assert admin.get(ruta).status_code == 404


def test_la_portada_de_la_administracion_lleva_a_lo_que_cada_quien_ve(admin, crear, entrar):
    crear(ANA, Rol.PRESIDENCIA)
    assert admin.get("/admin").location == "/admin/usuarios"
    presidencia = entrar(ANA)
    assert presidencia.get("/admin").location == "/admin/bitacora"
    pagina = presidencia.get("/admin/bitacora").get_data(as_text=True)
    assert "/admin/usuarios" not in pagina


def test_la_bitacora_se_lee_en_espanol_con_el_antes_y_el_despues(admin, crear):
    ana = crear(ANA, Rol.PERSONAL)
    enviar(admin, f"/admin/usuarios/{ana.usuario_id}", correo=ANA, nombre="Ana", rol=["personal", "revisor"])
    bitacora = texto(admin.get("/admin/bitacora"))
    assert "Cuenta editada" in bitacora
    assert "roles: personal → personal, revisor" in bitacora


def test_la_bitacora_se_filtra_por_los_parametros_de_la_direccion(admin, crear):
    crear(ANA, Rol.PERSONAL)
    assert re.search(r"\b1 asiento(?!s)", texto(admin.get("/admin/bitacora?accion=ingreso&persona=admin")))
    assert "Ningún asiento cumple esos filtros" in texto(admin.get("/admin/bitacora?desde=2011-08-18"))
    assert admin.get("/admin/bitacora?desde=ayer&pagina=muchas&hasta=9999-12-31").status_code == 200


def test_una_tarea_fallida_se_reintenta_una_vez(admin, bd, reloj):
    with transaccion(bd) as sesion:
        tarea = encolar(sesion, "leer_archivo", "CD-00009", {}, reloj=reloj)
        tarea.estado, tarea.error, tarea.intentos = EstadoTarea.FALLIDA, "Se acabó la memoria", 3
    pagina = texto(admin.get("/admin/estado"))
    assert "leer archivo" in pagina
    assert "Se acabó la memoria" not in pagina
    assert "su cuenta no lo ve" in pagina
    assert enviar(admin, "/admin/tareas/1/reintentar").status_code == 303
    with lectura(bd) as sesion:
        assert sesion.get(Tarea, 1).estado == EstadoTarea.PENDIENTE
    assert enviar(admin, "/admin/tareas/1/reintentar").status_code == 409
    assert enviar(admin, "/admin/tareas/7/reintentar").status_code == 409
    assert "Tarea reintentada" in texto(admin.get("/admin/bitacora"))


def test_un_asiento_con_html_se_muestra_como_texto(admin, bd, reloj):
    with transaccion(bd) as sesion:
        anotar(sesion, SISTEMA, "prueba", ("cosa", "1"), reloj=reloj, motivo="<script>x</script>")
    assert "<script>x" not in admin.get("/admin/bitacora").get_data(as_text=True)
