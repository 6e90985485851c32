"""Las páginas: lo escrito vuelve con sus errores, y cada quien ve lo suyo."""

from collections.abc import Callable

import pytest
from conftest import contando, ficha_csrf
from fabrica import sembrar_documento
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from centro_doc.catalogo.modelos_acceso import DocumentoGrupo
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.grupos import casos, casos_acuerdos, casos_mesas
from centro_doc.grupos.modelos import Divulgacion
from config import Config
from grupos.conftest import Hacer, acuerdo, integrante, mesa, ruta_de_mesa

ANA, ROSA = "ana@congreso.gob.gt", "rosa@congreso.gob.gt"


@pytest.fixture
def ana(
    de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> FlaskClient:
    crear(ANA, Rol.PERSONAL)
    return entrar(ANA)


@pytest.fixture
def rosa(
    ana: FlaskClient, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient], hacer: Hacer
) -> FlaskClient:
    crear(ROSA, Rol.GRUPO_TECNICO)
    hacer(casos.anadir, "AG4", integrante(correo=ROSA, divulgacion=Divulgacion.CARGO))
    return entrar(ROSA)


def _enviar(cliente: FlaskClient, ruta: str, **campos: str | list[str]) -> TestResponse:
    return cliente.post(ruta, data={"csrf_token": ficha_csrf(cliente, "/acceso/clave"), **campos})


def _html(cliente: FlaskClient, ruta: str) -> str:
    respuesta = cliente.get(ruta, follow_redirects=True)
    assert respuesta.status_code == 200, ruta
    return respuesta.get_data(as_text=True)


def _texto(respuesta: TestResponse, estado: int) -> str:
    assert respuesta.status_code == estado
    return respuesta.get_data(as_text=True)


def test_llevar_un_integrante_por_sus_formularios(ana: FlaskClient) -> None:
    ruta = "/agenda/AG4/grupo/integrantes"
    mala = _texto(_enviar(ana, ruta, nombre="Delia Orozco", desde="ayer", contacto="5555-1234"), 422)
    assert "Delia Orozco" in mala and "5555-1234" in mala and "17/08/2011" in mala
    assert _enviar(ana, ruta, nombre="Delia Orozco", desde="1/2/2011").status_code == 303
    assert "Delia Orozco" in _html(ana, f"{ruta}/1")
    datos = {"nombre": "Delia O.", "desde": "2011-02-01", "edicion": "1"}
    assert _enviar(ana, f"{ruta}/1", **datos).status_code == 303
    assert "Otra persona" in _texto(_enviar(ana, f"{ruta}/1", **datos), 409)
    assert "Escriba por qué" in _texto(_enviar(ana, f"{ruta}/1/anular"), 422)
    assert _enviar(ana, f"{ruta}/1/anular", motivo="Error").status_code == 303
    assert "Recuperar" in _html(ana, "/agenda/AG4/grupo")
    assert _enviar(ana, ruta, nombre="Delia O.", desde="2011-02-01").status_code == 303
    _enviar(ana, f"{ruta}/1/recuperar")
    assert "Ya integra el grupo" in _html(ana, "/agenda/AG4/grupo")
    sin_nada = _texto(_enviar(ana, f"{ruta}/2/terminar"), 422)
    assert "Escriba su último día" in sin_nada and "Escriba por qué" in sin_nada
    assert 'value="16/08/2011"' in _html(ana, f"{ruta}/2/terminar")
    for dia, falta in (("18/08/2011", "todavía no llega"), ("31/1/2011", "anterior al primero")):
        assert falta in _texto(_enviar(ana, f"{ruta}/2/terminar", hasta=dia, motivo="Renunció"), 422)
    assert _enviar(ana, f"{ruta}/2/terminar", hasta="1/8/2011", motivo="Renunció").status_code == 303
    assert "1 ago" in _html(ana, "/agenda/AG4/grupo") and "Renunció" in _html(ana, f"{ruta}/2")
    _enviar(ana, f"{ruta}/1/recuperar")
    assert "De otros períodos" in _html(ana, "/agenda/AG4/grupo")


def test_llevar_una_mesa_y_sus_acuerdos_por_sus_formularios(ana: FlaskClient, hacer: Hacer) -> None:
    hacer(casos.anadir, "AG4", integrante("Luis Tzoc", institucion="CONAMIGUA"))
    campos = {"titulo": "Residencias", "fecha": "2011-08-30", "estado": "realizada"}
    mala = _texto(_enviar(ana, "/agenda/AG4/mesas", **campos, presentes="1"), 422)
    assert "Residencias" in mala and "todavía no llega" in mala and 'value="1" checked' in mala
    campos |= {"fecha": "2011-08-03", "asistentes": "Juan Solo", "orden_del_dia": "Uno\nDos"}
    assert _enviar(ana, "/agenda/AG4/mesas", **campos, presentes="1").status_code == 303
    pagina = _html(ana, "/agenda/AG4/mesas/1")
    assert "Luis Tzoc" in pagina and "<li>Dos</li>" in pagina and "Sin acta" in pagina
    assert "Luis Tzoc, Consejo Nacional" in _html(ana, "/agenda/AG4/mesas/1/editar")
    assert _enviar(ana, "/agenda/AG4/mesas/1", **campos, lugar="Salón 3", edicion="1").status_code == 303
    assert "Otra persona" in _texto(_enviar(ana, "/agenda/AG4/mesas/1", **campos, edicion="1"), 409)
    assert "Elija en qué" in _texto(_enviar(ana, "/agenda/AG4/mesas/1", titulo="Otro", edicion="2"), 422)
    suya = "/agenda/AG4/mesas/1/acuerdos"
    assert "Escriba quién responde" in _texto(_enviar(ana, suya, texto="Enviar la lista"), 422)
    assert _enviar(ana, suya, texto="Enviar la lista", persona="Eva").status_code == 303
    assert "Enviar la lista" in _html(ana, f"{suya}/1")
    assert "explique abajo" in _texto(_enviar(ana, f"{suya}/1/cumplir", cumplido="2011-08-15"), 422)
    assert _enviar(ana, f"{suya}/1/cumplir", cumplido="2011-08-15", motivo="De palabra").status_code == 303
    assert "sin documento" in _html(ana, "/agenda/AG4/mesas/1")
    assert "Escriba por qué" in _texto(_enviar(ana, f"{suya}/1/reabrir"), 422)
    assert _enviar(ana, f"{suya}/1/reabrir", motivo="No llegó").status_code == 303
    nuevo = {"texto": "Enviar la lista", "institucion": "OIM", "edicion": "3"}
    assert _enviar(ana, f"{suya}/1", **nuevo).status_code == 303
    assert _enviar(ana, f"{suya}/1", **nuevo).status_code == 409
    assert "Escriba qué" in _texto(_enviar(ana, f"{suya}/1", edicion="4"), 422)
    assert "acuerdo reabierto" not in _html(ana, f"{suya}/1") and "Se reabrió" in _html(ana, f"{suya}/1")
    assert _enviar(ana, f"{suya}/1/anular", motivo="Repetido").status_code == 303
    assert _enviar(ana, f"{suya}/1/recuperar").status_code == 303
    assert "Escriba por qué" in _texto(_enviar(ana, "/agenda/AG4/mesas/1/anular"), 422)
    assert _enviar(ana, "/agenda/AG4/mesas/1/anular", motivo="Error").status_code == 303
    assert ana.get("/agenda/AG4/mesas/1").status_code == 404
    assert _enviar(ana, "/agenda/AG4/mesas/1/recuperar").status_code == 303


@pytest.mark.parametrize(
    ("campos", "dice"),
    [
        ({"hora": "25:00"}, "dos puntos"),
        ({"interna": "si"}, "públicos de oficio"),
        ({"fundamento": "Deliberación"}, "Marque la mesa como interna"),
        ({"convocada": "2011-08-09"}, "posterior a la mesa"),
        ({"estado": "convocada"}, "qué día se convocó"),
        ({"fecha": "2012-01-09", "estado": "prevista", "convocada": "2012-01-02"}, "todavía no llega"),
        ({"titulo": "x" * 501}, "500 letras"),
        ({"orden_del_dia": "x" * 4001}, "4,000 letras"),
    ],
)
def test_cada_error_de_una_mesa_se_dice_junto_a_su_campo(
    ana: FlaskClient, campos: dict[str, str], dice: str
) -> None:
    base = {"fecha": "2011-08-03", "estado": "realizada"}
    assert dice in _texto(_enviar(ana, "/agenda/AG4/mesas", **(base | campos)), 422)


@pytest.mark.parametrize(
    ("campos", "dice"),
    [
        ({"nombre": ""}, "Escriba el nombre"),
        ({"hasta": "2010-01-01"}, "anterior a la inicial"),
        ({"papel": "rey"}, "Elija el papel"),
        ({"divulgacion": "x"}, "Elija por qué"),
        ({"desde": ""}, "desde qué día"),
        ({"desde": "2011"}, "día, mes y año"),
    ],
)
def test_cada_error_de_un_integrante_se_dice_junto_a_su_campo(
    ana: FlaskClient, campos: dict[str, str], dice: str
) -> None:
    base = {"nombre": "Eva", "desde": "2011-01-01"}
    assert dice in _texto(_enviar(ana, "/agenda/AG4/grupo/integrantes", **(base | campos)), 422)


def test_el_grupo_ve_sus_internos_y_el_publico_ni_los_nombres(
    app: Flask, rosa: FlaskClient, de_fabrica: BaseDeDatos, hacer: Hacer, config: Config
) -> None:
    hacer(casos.anadir, "AG4", integrante("Delia Orozco"))
    hacer(casos_mesas.crear, "AG4", mesa(asistentes=(("Juan Solo", "OIM"),)))
    hacer(casos_mesas.crear, "AG4", mesa(interna=True, fundamento="Deliberación", titulo="Secreta"))
    hacer(casos_acuerdos.anadir, "AG4", 1, acuerdo(persona="Mario Xicará"))
    with transaccion(de_fabrica) as sesion:
        borrador = sembrar_documento(sesion, 1, "Borrador", acceso="interna", marcas=("grupo:AG4",))
        borrador.grupos = [DocumentoGrupo(tema="AG4")]
    de_rosa = _html(rosa, "/agenda/AG4/grupo") + _html(rosa, "/agenda/AG4/mesas/1")
    nadie = app.test_client()
    de_todos = _html(nadie, "/agenda/AG4/grupo") + _html(nadie, ruta_de_mesa(nadie, "AG4"))
    for palabra in ("Delia Orozco", "Juan Solo", "Secreta", "Mario Xicará", "Borrador"):
        assert palabra in de_rosa and palabra not in de_todos, palabra
    assert "Rosa Quiej" in de_todos and "Organización Internacional para las Migraciones" in de_todos
    assert app.test_client().get("/agenda/AG4/mesas/2").status_code == 404
    hoja = app.test_client().get("/agenda/acuerdos.csv").get_data(as_text=True)
    assert "Dirección General de Migración" in hoja and "Xicará" not in hoja
    assert not list(config.ruta_accesos.glob("*")) and "Xicará" in _html(
        rosa, "/agenda/acuerdos.csv?tema=AG4"
    )
    (diario,) = config.ruta_accesos.glob("*.jsonl")
    assert "acuerdos_bajados" in diario.read_text() and "Xicará" not in diario.read_text()
    assert "Vencido" in _html(app.test_client(), "/agenda/acuerdos?tema=AG4")
    assert "Ningún acuerdo cumple" in _html(app.test_client(), "/agenda/acuerdos?tema=AG1")
    assert "Sin convocatoria" in _html(app.test_client(), "/agenda/mesas")


def test_lo_nuevo_esta_en_la_portada_y_en_el_tema_hasta_que_se_marca(
    rosa: FlaskClient, hacer: Hacer, app: Flask
) -> None:
    hacer(casos_mesas.crear, "AG4", mesa())
    hacer(casos_acuerdos.anadir, "AG4", 1, acuerdo())
    assert "2 novedades" in _html(rosa, "/") and "2 novedades" in _html(rosa, "/")
    pagina = _html(rosa, "/agenda/AG4")
    assert "Nuevo desde el" in pagina and "Sus temas" not in _html(app.test_client(), "/")
    claves = [trozo.split('"')[0] for trozo in pagina.split('name="visto" value="')[1:]]
    hasta = pagina.split('name="hasta" value="')[1].split('"')[0]
    marca = {"visto": claves, "hasta": hasta, "vuelve": "/agenda/AG4"}
    respuesta = _enviar(rosa, "/agenda/AG4/nuevo", **marca)
    assert respuesta.headers["Location"] == "/agenda/AG4"
    assert "Nada nuevo desde su visita" in _html(rosa, "/agenda/AG4") and "nada nuevo" in _html(rosa, "/")
    assert _enviar(rosa, "/agenda/AG4/nuevo/deshacer").status_code == 303
    assert "2 novedades" in _html(rosa, "/agenda/AG4/nuevo")
    assert "no sigue este tema" in _html(rosa, "/agenda/AG1/nuevo")
    _enviar(rosa, "/agenda/AG1/nuevo", hasta="no es una hora")
    assert "Ley de Migración" in _html(rosa, "/").split("Agenda legislativa</h2>")[0].split("Sus temas")[1]


def test_las_consultas_de_la_pagina_del_grupo_no_crecen(app: Flask, ana: FlaskClient, hacer: Hacer) -> None:
    cuentas = []
    for ronda in range(2):
        hacer(casos.anadir, "AG4", integrante(f"Persona {ronda}", institucion="CONAMIGUA"))
        hacer(casos_mesas.crear, "AG4", mesa())
        hacer(casos_acuerdos.anadir, "AG4", ronda + 1, acuerdo())
        for ruta in ("/agenda/AG4/grupo", ruta_de_mesa(ana, "AG4"), "/agenda/acuerdos", "/agenda/mesas"):
            with contando(app.extensions["centro_doc"][BaseDeDatos]) as contador:
                _html(ana, ruta)
            cuentas.append(contador.cuantas)
    assert cuentas[:4] == cuentas[4:] and max(cuentas) <= 18
