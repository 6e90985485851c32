"""La subida por tramos, por la web: posición, recibo, límites, permisos y barrido."""

import hashlib
import io
from dataclasses import replace

import pytest
from archivos import pdf
from conftest import ficha_csrf
from flask import request
from sqlalchemy import func, select

from centro_doc.catalogo import tramos, vistas_subida
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_recibos import Lote, Recibo
from centro_doc.catalogo.modelos_subida import Subida
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.web import registrar_servicio
from centro_doc.cuentas.modelos import Rol
from config import Config

ANA = "ana@congreso.gob.gt"
LEY = pdf("Ley de Migracion " * 40)
LARGO = len(LEY)


class Navegador:
    """Lo que hace `tramos.js`."""

    def __init__(self, cliente):
        self.cliente = cliente
        self.ficha = ficha_csrf(cliente, "/ingreso")

    def abrir(self, nombre="ley.pdf", tamano=LARGO, **mas):
        datos = {"csrf_token": self.ficha, "nombre": nombre, "tamano": tamano, **mas}
        return self.cliente.post("/ingreso/subidas", data=datos)

    def anadir(self, ruta, desde, octetos, **cabeceras):
        return self.cliente.patch(
            ruta,
            data=octetos,
            content_type="application/octet-stream",
            headers={"X-CSRFToken": self.ficha, "Upload-Offset": str(desde), **cabeceras},
        )

    def cancelar(self, ruta):
        return self.cliente.post(f"{ruta}/cancelar", data={"csrf_token": self.ficha})


@pytest.fixture
def navegador(ana, entrar):
    return Navegador(entrar(ANA))


def test_un_archivo_entra_por_tramos_y_da_su_recibo(navegador, bd, deposito):
    abierta = navegador.abrir(remitente="DGM")
    assert abierta.status_code == 201
    ruta = abierta.json["ruta"]
    primero = navegador.anadir(ruta, 0, LEY[:100])
    assert (primero.status_code, primero.json["posicion"]) == (200, 100)
    assert navegador.cliente.get(ruta).json["posicion"] == 100
    huella = hashlib.sha256(LEY).hexdigest()
    ultimo = navegador.anadir(ruta, 100, LEY[100:], **{"X-Huella": huella})
    assert ultimo.json["recibo"]["estado"] == "recibido"
    assert ultimo.json["recibo"]["documento"] == "CD-00001"
    assert deposito.verificar(huella)
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Documento.origen_entrega)).one() == "DGM"
    assert list((deposito.ruta(huella).parents[2] / "parciales").iterdir()) == []


def test_repetir_el_ultimo_tramo_devuelve_el_mismo_recibo(navegador, bd):
    ruta = navegador.abrir().json["ruta"]
    recibo = navegador.anadir(ruta, 0, LEY).json["recibo"]
    assert navegador.anadir(ruta, 0, LEY).json["recibo"] == recibo
    assert navegador.cliente.get(ruta).json["recibo"] == recibo
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count(Recibo.id))) == 1


def test_dos_pestanas_que_acaban_a_la_vez_reciben_el_mismo_recibo(navegador, entrar, monkeypatch):
    otra, abierta = Navegador(entrar(ANA)), navegador.abrir().json
    huella = hashlib.sha256(LEY).hexdigest()
    terminar = vistas_subida._terminar
    recibos = []

    def terminar_despues_de_la_otra(subida):
        monkeypatch.setattr(vistas_subida, "_terminar", terminar)
        recibos.append(otra.anadir(abierta["ruta"], LARGO, b"", **{"X-Huella": huella}).json["recibo"])
        return terminar(subida)

    monkeypatch.setattr(vistas_subida, "_terminar", terminar_despues_de_la_otra)
    ultima = navegador.anadir(abierta["ruta"], 0, LEY, **{"X-Huella": huella})
    assert (ultima.status_code, ultima.json["recibo"]) == (200, recibos[0])


def test_si_lo_recibido_desaparece_se_pide_otra_vez(navegador, deposito, monkeypatch):
    abierta = navegador.abrir().json
    terminar = vistas_subida._terminar

    def terminar_sin_nada(subida):
        deposito.por_tramos(abierta["clave"]).descartar()
        return terminar(subida)

    monkeypatch.setattr(vistas_subida, "_terminar", terminar_sin_nada)
    respuesta = navegador.anadir(abierta["ruta"], 0, LEY, **{"X-Huella": "0" * 64})
    assert respuesta.status_code == 422
    assert navegador.cliente.get(abierta["ruta"]).json["posicion"] == 0


def test_si_el_servidor_muere_antes_del_recibo_basta_repetir(navegador, bd, deposito, ana, reloj):
    abierta = navegador.abrir().json
    parcial = deposito.por_tramos(abierta["clave"])
    parcial.anadir(0, [LEY], len(LEY))
    with transaccion(bd) as sesion:
        tramos.avanzar(sesion, ana, abierta["clave"], len(LEY), reloj=reloj)
    parcial.terminar()
    respuesta = navegador.anadir(abierta["ruta"], len(LEY), b"")
    assert respuesta.json["recibo"]["estado"] == "recibido"


def test_lo_escrito_sin_anotar_no_cuenta(navegador, deposito):
    abierta = navegador.abrir().json
    deposito.por_tramos(abierta["clave"]).anadir(0, [LEY[:500]], 500)
    assert navegador.cliente.get(abierta["ruta"]).json["posicion"] == 0
    assert navegador.anadir(abierta["ruta"], 0, LEY).json["recibo"]["estado"] == "recibido"


def test_un_desplazamiento_equivocado_dice_el_bueno(navegador):
    ruta = navegador.abrir().json["ruta"]
    navegador.anadir(ruta, 0, LEY[:100])
    for malo in (0, 99, 101):
        respuesta = navegador.anadir(ruta, malo, LEY[malo:])
        assert (respuesta.status_code, respuesta.json["posicion"]) == (409, 100)
    assert navegador.anadir(ruta, "x", b"").status_code == 422


def test_si_la_conexion_se_corta_vale_lo_que_llego(navegador):
    ruta = navegador.abrir().json["ruta"]
    respuesta = navegador.cliente.patch(
        ruta,
        input_stream=io.BytesIO(LEY[:300]),
        content_length=len(LEY),
        headers={"X-CSRFToken": navegador.ficha, "Upload-Offset": "0"},
    )
    assert respuesta.json["posicion"] == 300
    assert navegador.anadir(ruta, 300, LEY[300:]).json["recibo"]["estado"] == "recibido"


def test_al_volver_se_sigue_donde_quedo_y_en_el_lote_de_ahora(navegador, bd):
    identidad = {"ruta": "entrega/ley.pdf", "modificado": "1313596800000"}
    abierta = navegador.abrir(**identidad).json
    navegador.anadir(abierta["ruta"], 0, LEY[:200])
    otra = navegador.abrir("acta.txt", 3).json
    vuelta = navegador.abrir(**identidad, lote=otra["lote"]).json
    assert (vuelta["clave"], vuelta["posicion"], vuelta["lote"]) == (abierta["clave"], 200, otra["lote"])
    distinta = navegador.abrir(ruta="otra/ley.pdf", modificado="1313596800000").json
    assert distinta["clave"] != abierta["clave"]


def test_lo_que_quedo_a_medias_se_ve_en_el_lote(navegador):
    abierta = navegador.abrir("informe.pdf").json
    navegador.anadir(abierta["ruta"], 0, LEY[:200])
    pagina = navegador.cliente.get("/ingreso").text
    assert "informe.pdf" in pagina and "A medio subir" in pagina


def test_una_huella_distinta_no_entra(navegador, bd):
    ruta = navegador.abrir().json["ruta"]
    respuesta = navegador.anadir(ruta, 0, LEY, **{"X-Huella": "0" * 64})
    assert respuesta.status_code == 422
    assert navegador.cliente.get(ruta).json["posicion"] == 0
    assert "A medio subir: 0 bytes a salvo" in navegador.cliente.get("/ingreso").text
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count(Recibo.id))) == 0


def test_lo_vacio_y_lo_que_no_se_lee_tienen_su_recibo_de_rechazo(navegador):
    vacio = navegador.abrir("vacio.pdf", 0).json
    assert navegador.anadir(vacio["ruta"], 0, b"").json["recibo"]["estado"] == "rechazado"
    programa = b"MZ\x90\x00" + b"\x00" * 100
    abierta = navegador.abrir("ley.pdf", len(programa)).json
    recibo = navegador.anadir(abierta["ruta"], 0, programa).json["recibo"]
    assert recibo["estado"] == "rechazado" and recibo["motivo"] and recibo["salida"]


def test_lo_que_pasa_del_limite_se_rechaza_sin_recibirlo(app, config, navegador):
    registrar_servicio(app, Config, replace(config, limite_archivo_mb=1))
    respuesta = navegador.abrir("grande.pdf", 1_500_000)
    assert respuesta.json["recibo"]["motivo"] == "El archivo pesa 1.5 MB y el límite es 1 MB."
    assert "clave" not in respuesta.json


def test_la_cuota_de_lo_que_esta_a_medias(app, config, navegador, monkeypatch):
    registrar_servicio(app, Config, replace(config, cuota_subidas_mb=1))
    assert navegador.abrir("a.pdf", 900_000).status_code == 201
    respuesta = navegador.cliente.post(
        "/ingreso/subidas",
        data={"csrf_token": navegador.ficha, "nombre": "b.pdf", "tamano": 200_000},
        headers={"Accept": "application/json"},
    )
    assert respuesta.status_code == 422
    assert "a medio subir" in respuesta.json["detail"]
    monkeypatch.setattr(tramos, "ABIERTAS_MAXIMAS", 1)
    assert navegador.abrir("c.pdf", 1).status_code == 422


def test_la_subida_de_otra_persona_no_existe(navegador, crear, entrar):
    ruta = navegador.abrir().json["ruta"]
    crear("luis@congreso.gob.gt", Rol.PERSONAL)
    luis = Navegador(entrar("luis@congreso.gob.gt"))
    assert luis.cliente.get(ruta).status_code == 404
    assert luis.anadir(ruta, 0, LEY).status_code == 404
    assert luis.cancelar(ruta).status_code == 404
    ajeno = navegador.abrir("x.txt", 2).json["lote"]
    assert luis.abrir("y.txt", 2, lote=ajeno).status_code == 404


def test_sin_csrf_no_se_anade_ni_se_cancela(navegador):
    ruta = navegador.abrir().json["ruta"]
    cabeceras = {"Upload-Offset": "0"}
    assert navegador.cliente.patch(ruta, data=LEY, headers=cabeceras).status_code == 400
    assert navegador.cliente.post(f"{ruta}/cancelar").status_code == 400
    assert navegador.cliente.get(ruta).json["posicion"] == 0


def test_cancelar_olvida_lo_recibido(navegador, deposito):
    abierta = navegador.abrir().json
    navegador.anadir(abierta["ruta"], 0, LEY[:100])
    cancelada = navegador.cancelar(abierta["ruta"])
    assert cancelada.status_code == 303
    assert navegador.cliente.get(abierta["ruta"]).status_code == 404
    assert deposito.por_tramos(abierta["clave"]).tamano == 0


def test_lo_abandonado_se_barre_a_los_siete_dias_y_no_antes(navegador, bd, deposito, reloj):
    abierta = navegador.abrir().json
    navegador.anadir(abierta["ruta"], 0, LEY[:100])
    reloj.avanzar(days=6, hours=23)
    with transaccion(bd) as sesion:
        assert tramos.barrer(sesion, deposito, reloj=reloj) == 0
    assert deposito.por_tramos(abierta["clave"]).tamano == 100
    reloj.avanzar(hours=2)
    with transaccion(bd) as sesion:
        assert tramos.barrer(sesion, deposito, reloj=reloj) == 1
        assert sesion.scalar(select(func.count(Subida.id))) == 0
    assert deposito.por_tramos(abierta["clave"]).tamano == 0


def test_un_lote_al_que_no_llego_nada_no_tapa_al_anterior(navegador, bd):
    navegador.anadir(navegador.abrir().json["ruta"], 0, LEY)
    vacio = navegador.abrir("b.pdf", 10).json
    navegador.cancelar(vacio["ruta"])
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count(Lote.id))) == 2
    assert "ley.pdf" in navegador.cliente.get("/ingreso").text


def test_la_contrasena_no_se_limpia_y_lo_demas_si(app):
    campos = {"clave": "cua\u200btro palabras", "correo": "a\x00na@x.gt"}
    with app.test_request_context("/acceso", method="POST", data=campos):
        assert dict(request.form) == {"clave": "cua\u200btro palabras", "correo": "ana@x.gt"}
