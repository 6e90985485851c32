"""Marcar y anotar por la web: lo escrito vuelve si algo falla, y nada privado se filtra."""

import csv
import io

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo
from flask.testing import FlaskClient

from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.lecturas.pasajes import revisar_pasajes

PASAJE = "Se crea el Consejo Nacional de Atención al Migrante"
SECRETO = "Cuidado: el diputado no está de acuerdo"


@pytest.fixture
def centro(de_fabrica):
    with transaccion(de_fabrica) as sesion:
        ley = sembrar_documento(sesion, 1, "Ley de CONAMIGUA", (f"Artículo 1. {PASAJE}, CONAMIGUA.",))
        acta = sembrar_documento(
            sesion,
            2,
            "=Acta [interna]",
            ("Se acordó pedir el informe anual.",),
            acceso="interna",
            marcas=("personal",),
        )
        for documento in (ley, acta):
            sembrar_vinculo(sesion, documento, "AG2", motivo="Trata de él")
    return de_fabrica


@pytest.fixture
def ana(centro, crear, entrar) -> FlaskClient:
    crear("ana@congreso.gob.gt", Rol.PERSONAL)
    return entrar("ana@congreso.gob.gt")


@pytest.fixture
def beto(centro, crear, entrar) -> FlaskClient:
    crear("beto@congreso.gob.gt", Rol.GRUPO_TECNICO, temas=("AG2",))
    return entrar("beto@congreso.gob.gt")


def enviar(cliente: FlaskClient, ruta: str, **campos: str):
    return cliente.post(ruta, data={"csrf_token": ficha_csrf(cliente, "/acceso/clave"), **campos})


def leer(cliente: FlaskClient, ruta: str) -> str:
    return cliente.get(ruta).get_data(as_text=True)


def test_se_marca_en_el_documento_y_en_el_expediente_y_la_cuenta_baja(ana):
    assert "2 de 2" in leer(ana, "/agenda/AG2")
    assert "Marcar como leído" in leer(ana, "/documentos/CD-00001")
    vuelta = enviar(ana, "/lecturas", documento="CD-00001:1", accion="leido", volver="/documentos/CD-00001")
    assert vuelta.location == "/documentos/CD-00001"
    assert 'aria-pressed="true"' in leer(ana, "/documentos/CD-00001")
    assert "1 de 2" in leer(ana, "/agenda/AG2")
    por_leer = leer(ana, "/agenda/AG2/por-leer")
    assert "CD-00002" in por_leer
    assert "CD-00001" not in por_leer
    assert "CD-00001" in leer(ana, "/agenda/AG2/por-leer?estado=leido")
    enviar(ana, "/lecturas", documento="CD-00001", accion="por_leer")
    assert "2 de 2" in leer(ana, "/agenda/AG2")


def test_sin_recargar_responde_como_quedo(ana):
    ficha = ficha_csrf(ana, "/acceso/clave")
    datos = {"csrf_token": ficha, "documento": "CD-00001"}
    json = {"Accept": "application/json"}
    assert ana.post("/lecturas", data=datos, headers=json).json == {"estados": {"CD-00001": "leido"}}
    assert ana.post("/lecturas", data=datos | {"documento": "CD-9"}, headers=json).status_code == 422


def test_sin_elegir_ninguno_se_dice_junto_a_los_botones(ana):
    enviar(ana, "/lecturas", volver="/agenda/AG2/por-leer")
    assert "Elija al menos un documento." in leer(ana, "/agenda/AG2/por-leer").split('id="lecturas"')[1]


def test_el_publico_no_ve_marcas_ni_notas(centro, app):
    cliente = app.test_client()
    for ruta in ("/documentos/CD-00001", "/agenda/AG2"):
        pagina = leer(cliente, ruta)
        assert "eído" not in pagina
        assert "Notas" not in pagina


def test_la_nota_se_escribe_y_se_ve_sobre_su_pasaje(ana):
    campos = {"texto": SECRETO, "alcance": "privada", "pasaje": PASAJE, "p": "1"}
    vuelta = enviar(ana, "/documentos/CD-00001/notas?vista=texto", **campos)
    assert vuelta.location == "/documentos/CD-00001?vista=texto#nota-1"
    pagina = leer(ana, "/documentos/CD-00001?vista=texto")
    assert SECRETO in pagina
    assert f'<a class="texto-nota" href="#nota-1">{PASAJE}</a>' in pagina


def test_lo_que_falla_vuelve_entero_y_con_el_error_junto_al_campo(ana):
    campos = {"texto": SECRETO, "alcance": "grupo:AG2", "pasaje": "Esto no lo dice la ley", "p": "1"}
    respuesta = enviar(ana, "/documentos/CD-00001/notas", **campos)
    pagina = respuesta.get_data(as_text=True)
    assert respuesta.status_code == 422
    assert "Ese pasaje no está en la página 1. No se guardó la nota." in pagina
    assert 'id="e-nota-pasaje"' in pagina
    assert SECRETO in pagina
    assert '<option value="grupo:AG2" selected>' in pagina
    assert "Esto no lo dice la ley" in pagina


def test_se_edita_y_la_otra_ventana_no_pisa_nada(ana):
    enviar(ana, "/documentos/CD-00001/notas", texto=SECRETO, alcance="privada")
    cambio = {"texto": "Mejor dicho", "alcance": "personal", "edicion": "1", "volver": "/notas"}
    assert enviar(ana, "/notas/1", **cambio).location == "/notas#nota-1"
    respuesta = enviar(ana, "/notas/1", **cambio | {"texto": "De la otra ventana"})
    pagina = respuesta.get_data(as_text=True)
    assert respuesta.status_code == 409
    assert "De la otra ventana" in pagina
    assert "Mejor dicho" in pagina
    assert 'name="edicion" value="2"' in pagina
    assert enviar(ana, "/notas/1", texto="", alcance="privada", edicion="2").status_code == 422


def test_se_borra_se_deshace_y_se_recupera(ana):
    enviar(ana, "/documentos/CD-00001/notas", texto=SECRETO, alcance="privada")
    enviar(ana, "/notas/1/borrar", volver="/notas")
    pagina = leer(ana, "/notas")
    assert 'action="/notas/1/recuperar"' in pagina
    assert "1 nota borrada" in pagina
    enviar(ana, "/notas/1/recuperar", volver="/notas")
    assert "nota borrada" not in leer(ana, "/notas")
    assert SECRETO in leer(ana, "/notas")


def test_lo_compartido_lo_lee_quien_debe(ana, beto, crear, entrar):
    enviar(ana, "/documentos/CD-00001/notas", texto="Para el grupo", alcance="grupo:AG2")
    enviar(ana, "/documentos/CD-00002/notas", texto=SECRETO, alcance="grupo:AG2")
    crear("jefe@congreso.gob.gt", Rol.ADMINISTRACION)
    pagina = leer(beto, "/notas?de=otros")
    assert "Para el grupo" in pagina
    assert SECRETO not in pagina
    assert "Para el grupo" in leer(beto, "/documentos/CD-00001")
    assert "Para el grupo" not in leer(entrar("jefe@congreso.gob.gt"), "/documentos/CD-00001")
    assert beto.get("/notas/1").status_code == 404
    assert "nadie ha compartido" in leer(ana, "/notas?de=otros").lower()
    assert "Ninguna nota cumple" in leer(ana, "/notas?q=zzz")


def test_el_pasaje_movido_se_acepta_y_el_perdido_se_cambia(ana, centro, reloj):
    enviar(ana, "/documentos/CD-00001/notas", texto=SECRETO, alcance="privada", pasaje=PASAJE, p="1")

    def otro_texto(numero: int, pagina: str) -> None:
        with transaccion(centro) as sesion:
            sembrar_version(sesion, sesion.get_one(Documento, 1), (pagina,), numero=numero)
            revisar_pasajes(sesion, SISTEMA, 1, reloj=reloj)

    otro_texto(2, f"Artículo 1. {PASAJE.replace('Consejo', 'Conseio')}, CONAMIGUA.")
    assert "Es este pasaje" in leer(ana, "/documentos/CD-00001")
    enviar(ana, "/notas/1/aceptar")
    assert "Es este pasaje" not in leer(ana, "/documentos/CD-00001")
    otro_texto(3, "Un texto que ya no tiene nada que ver con aquello.")
    assert "ya no está en el texto vigente" in leer(ana, "/notas")
    mal = enviar(ana, "/notas/1/pasaje", pasaje="Tampoco está esto aquí", p="1")
    assert mal.status_code == 422
    assert "Tampoco está esto aquí" in mal.get_data(as_text=True)
    assert enviar(ana, "/notas/1/pasaje", pasaje="", p="").status_code == 422
    assert enviar(ana, "/notas/1/pasaje", pasaje="Un texto que ya no tiene", p="1").status_code == 303
    assert "ya no está en el texto vigente" not in leer(ana, "/notas")


def test_se_exportan_sin_formulas_y_lo_no_publico_queda_anotado(ana, config):
    enviar(ana, "/documentos/CD-00001/notas", texto="=1+1", alcance="privada", pasaje=PASAJE, p="1")
    campos = {"texto": "De [ésta]", "alcance": "personal", "pasaje": "Se acordó pedir", "p": "1"}
    enviar(ana, "/documentos/CD-00002/notas", **campos)
    filas = list(csv.reader(io.StringIO(leer(ana, "/notas.csv").removeprefix("\ufeff"))))
    assert [fila[5] for fila in filas[1:]] == ["De [ésta]", "'=1+1"]
    assert filas[1][1] == "'=Acta [interna]"
    escrito = leer(ana, "/notas.md")
    assert f"> {PASAJE}" in escrito
    assert "## =Acta \\[interna\\] (CD-00002)" in escrito
    assert "De \\[ésta\\]" in escrito and "De [ésta]" not in escrito
    (diario,) = (config.ruta_accesos).glob("*.jsonl")
    exportadas = [r for r in diario.read_text(encoding="utf-8").splitlines() if "notas_exportadas" in r]
    assert len(exportadas) == 2
    assert all("CD-00002" in renglon for renglon in exportadas)
