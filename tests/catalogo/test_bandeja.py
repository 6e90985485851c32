"""La bandeja: el avance en JSON, abrir con contraseña, asignar, atender y bajar los recibos."""

import csv
import io

import pytest
from archivos import pdf, pdf_con_clave
from conftest import ficha_csrf
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.lectura import Lectura
from centro_doc.catalogo.lotes import FILAS_VISTAS
from centro_doc.catalogo.modelos import Documento, Estado, PaginaGuardada
from centro_doc.catalogo.modelos_recibos import Recibo
from centro_doc.catalogo.por_leer import TAREA
from centro_doc.catalogo.procedencia import Procedencia
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.importaciones import casos as importaciones
from centro_doc.importaciones.renglones import Pedido
from centro_doc.tareas.casos import latir, tomar

ANA = "ana@congreso.gob.gt"


@pytest.fixture
def recibir(bd, ana, llegar, reloj):
    def _recibir(*archivos):
        with transaccion(bd) as sesion:
            llegadas = [llegar(nombre, datos) for nombre, datos in archivos]
            return recibir_lote(sesion, ana, DatosLote(Procedencia("DGM")), llegadas, reloj=reloj)

    return _recibir


@pytest.fixture
def cliente(ana, entrar):
    return entrar(ANA)


@pytest.fixture
def enviar(cliente):
    def _enviar(ruta, **datos):
        return cliente.post(ruta, data={"csrf_token": ficha_csrf(cliente, "/ingreso"), **datos})

    return _enviar


@pytest.fixture
def leer_uno(bd, contexto, reloj):
    def _leer():
        with transaccion(bd) as sesion:
            tarea = tomar(sesion, "prueba", reloj=reloj)
        guardar = Lectura().preparar(contexto, tarea)
        with transaccion(bd) as sesion:
            guardar(sesion)

    return _leer


def test_el_avance_dice_la_pagina_por_la_que_va_y_el_sello_cambia_al_terminar(
    bd, cliente, recibir, reloj, leer_uno
):
    recibir(("informe.pdf", pdf("hola")), ("acta.txt", b"acta"))
    with transaccion(bd) as sesion:
        tarea = tomar(sesion, "otro", reloj=reloj)
        assert tarea.clase == TAREA
        sesion.scalars(select(Documento).where(Documento.id == 1)).one().estado = Estado.EN_PROCESO
        latir(sesion, tarea, reloj=reloj, avance="64/112")
    antes = cliente.get("/ingreso/avance").json
    assert antes["en_curso"] == 2
    assert {(f["texto"], tuple(f["avance"] or ())) for f in antes["filas"].values()} == {
        ("Reconociendo texto, página 64 de 112", (64, 112)),
        ("Recibido", ()),
    }
    pagina = cliente.get("/ingreso").text
    assert "Reconociendo texto, página 64 de 112" in pagina
    assert f'data-sello="{antes["sello"]}"' in pagina
    leer_uno()
    despues = cliente.get("/ingreso/avance").json
    assert despues["en_curso"] == 1 and despues["sello"] != antes["sello"]


def test_un_pdf_protegido_se_abre_con_su_contrasena_que_no_queda_en_ninguna_parte(
    bd, cliente, enviar, recibir, leer_uno, config, caplog
):
    recibir(("cerrado.pdf", pdf_con_clave("Informe bajo llave")))
    leer_uno()
    pagina = cliente.get("/ingreso").text
    assert "Protegido con contraseña" in pagina and "mailto:?subject=Copia%20sin" in pagina
    enviar("/ingreso/CD-00001/abrir", clave="equivocada-zz")
    pagina = cliente.get("/ingreso").text
    assert "no abre cerrado.pdf" in pagina.partition('id="lote"')[0]
    fila = pagina.partition('data-recibo="')[2].partition("</li>")[0]
    assert "Esa contraseña no abre cerrado.pdf" in fila
    enviar("/ingreso/CD-00001/abrir", clave="")
    assert enviar("/ingreso/CD-00001/abrir", clave="secreta").status_code == 303
    with lectura(bd) as sesion:
        documento = sesion.scalars(select(Documento)).one()
        assert documento.estado == Estado.POR_CATALOGAR
        assert "Informe bajo llave" in sesion.scalars(select(PaginaGuardada.texto)).one()
        assert "abierto_con_clave" in sesion.scalars(select(Asiento.accion)).all()
    assert enviar("/ingreso/CD-00001/abrir", clave="secreta").status_code == 409
    bd.cerrar()
    for ruta in config.ruta_datos.rglob("*"):
        if ruta.is_file():
            assert b"secreta" not in ruta.read_bytes() and b"equivocada-zz" not in ruta.read_bytes(), ruta
    assert "secreta" not in caplog.text


def test_lo_que_no_entro_se_quita_de_la_lista_y_su_recibo_se_conserva(bd, cliente, enviar, recibir, crear):
    recibir(("vacio.pdf", b""), ("ley.pdf", pdf("hola")))
    with lectura(bd) as sesion:
        codigos = {r.nombre: r.codigo for r in sesion.scalars(select(Recibo))}
    assert enviar(f"/ingreso/recibos/{codigos['ley.pdf']}/atender").status_code == 409
    assert enviar(f"/ingreso/recibos/{codigos['vacio.pdf']}/atender").status_code == 303
    cliente.get("/ingreso")
    pagina = cliente.get("/ingreso").text
    assert "vacio.pdf" not in pagina and "1 archivo:" in pagina
    hoja = cliente.get("/ingreso/lotes/1/recibos.csv")
    filas = list(csv.DictReader(io.StringIO(hoja.text.lstrip("\ufeff"))))
    assert {(f["archivo"], f["estado"], f["registro"]) for f in filas} == {
        ("vacio.pdf", "rechazado", ""),
        ("ley.pdf", "recibido", "CD-00001"),
    }


def test_los_recibos_y_los_rechazos_de_otra_persona_no_existen(bd, recibir, crear, entrar):
    recibir(("vacio.pdf", b""))
    crear("luis@congreso.gob.gt", Rol.PERSONAL)
    luis = entrar("luis@congreso.gob.gt")
    assert luis.get("/ingreso/lotes/1/recibos.csv").status_code == 404
    with lectura(bd) as sesion:
        codigo = sesion.scalars(select(Recibo.codigo)).one()
    ficha = ficha_csrf(luis, "/ingreso")
    assert luis.post(f"/ingreso/recibos/{codigo}/atender", data={"csrf_token": ficha}).status_code == 404


def test_se_asigna_a_una_persona_del_personal_y_a_nadie_mas(bd, cliente, enviar, recibir, crear):
    recibir(("ley.pdf", pdf("hola")))
    luis = crear("luis@congreso.gob.gt", Rol.REVISOR)
    ajeno = crear("i@congreso.gob.gt", Rol.INVESTIGADOR)
    datos = {"accion": "asignar_a", "elegidos": "CD-00001"}
    assert enviar("/ingreso/cambios", **datos, persona=str(ajeno.usuario_id)).status_code == 422
    assert enviar("/ingreso/cambios", **datos, persona=str(luis.usuario_id)).status_code == 303
    assert "asignados a Luis: 1" in cliente.get("/ingreso").text
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Documento.asignado_a)).one() == luis.usuario_id


def test_un_lote_enorme_muestra_lo_primero_y_cuenta_lo_demas(cliente, recibir):
    recibir(*((f"{n}.txt", f"texto {n}".encode()) for n in range(FILAS_VISTAS + 7)))
    pagina = cliente.get("/ingreso").text
    assert "207 archivos: 0 listos, 207 en proceso" in pagina
    assert pagina.count("data-recibo=") == FILAS_VISTAS
    assert "7 archivos más" in pagina


def test_una_importacion_se_ve_se_pausa_y_se_deshace_desde_la_bandeja(bd, cliente, enviar, reloj, tmp_path):
    (tmp_path / "a.txt").write_text("a")
    with transaccion(bd) as sesion:
        pedidos = [Pedido(str(tmp_path / "a.txt"))]
        importaciones.abrir(sesion, SISTEMA, "x", DatosLote(entrada="importar"), pedidos, reloj=reloj)
    assert "IMP-0001" in cliente.get("/ingreso").text
    ruta = "/ingreso/importaciones/IMP-0001"
    sellos = {cliente.get("/ingreso/avance").json["sello"]}
    for accion, dicho in (("pausar", "En pausa"), ("reanudar", "En curso")):
        assert enviar(f"{ruta}/{accion}").status_code == 303
        assert dicho in cliente.get("/ingreso").text
        sellos.add(cliente.get("/ingreso/avance").json["sello"])
    assert len(sellos) == 2
    enviar(f"{ruta}/deshacer", motivo=" ")
    assert "Escriba por qué se deshace." in cliente.get("/ingreso").text
    enviar(f"{ruta}/deshacer", motivo="Equivocada")
    assert "Deshaciéndose" in cliente.get("/ingreso").text
