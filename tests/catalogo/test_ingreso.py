"""Recibir archivos: nada llega sin recibo y nada con recibo se pierde."""

import threading
from datetime import timedelta

import pytest
from archivos import pdf
from conftest import RelojFijo
from sqlalchemy import func, select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo import ingreso
from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.modelos import Acceso, Archivo, Documento, Estado, Version
from centro_doc.catalogo.modelos_recibos import Recibo
from centro_doc.catalogo.por_leer import espera_por_tamano
from centro_doc.catalogo.procedencia import Procedencia
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import NecesitaIngreso, NoEncontrado, SinPermiso
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import ANONIMO
from centro_doc.tareas.casos import tomar
from centro_doc.tareas.modelos import Tarea


def recibir(bd, reloj, actor, *llegadas, datos=None):
    with transaccion(bd) as sesion:
        return recibir_lote(sesion, actor, datos or DatosLote(), llegadas, reloj=reloj)


def test_un_archivo_recibido_tiene_documento_version_recibo_tarea_y_asiento(bd, reloj, ana, llegar, deposito):
    llegada = llegar("Informe_retornos_2010.pdf", pdf("hola"))
    assert deposito.existe(llegada.guardado.sha256)
    datos = DatosLote(Procedencia("DGM", "oficio"), entrada="web")
    (constancia,) = recibir(bd, reloj, ana, llegada, datos=datos)
    assert (constancia.estado, constancia.documento) == ("recibido", "CD-00001")
    with lectura(bd) as sesion:
        documento = sesion.scalars(select(Documento)).one()
        assert (documento.titulo, documento.estado) == ("Informe retornos 2010", Estado.RECIBIDO)
        assert (documento.origen_entrega, documento.origen_via) == ("DGM", "oficio")
        assert {m.marca for m in documento.marcas} == {"personal"}
        archivo = documento.versiones[0].archivos[0]
        assert (archivo.sha256, archivo.tipo) == (llegada.guardado.sha256, "application/pdf")
        tarea = sesion.scalars(select(Tarea)).one()
        assert (tarea.clase, tarea.objeto) == ("extraer", "CD-00001")
        assert tarea.carga == {"version": documento.versiones[0].id}
        assert sesion.scalars(select(Recibo.codigo)).one() == constancia.codigo
        asiento = sesion.scalars(select(Asiento).where(Asiento.accion == "documento_recibido")).one()
        assert asiento.objeto_id == "CD-00001"


def test_si_la_transaccion_falla_no_queda_fila_pero_el_archivo_sigue(bd, reloj, ana, llegar, deposito):
    llegada = llegar("a.pdf", pdf("hola"))
    with pytest.raises(RuntimeError), transaccion(bd) as sesion:
        recibir_lote(sesion, ana, DatosLote(), [llegada], reloj=reloj)
        raise RuntimeError
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count(Documento.id))) == 0
    assert deposito.existe(llegada.guardado.sha256)


def test_de_una_entrega_se_leen_antes_los_archivos_chicos(bd, reloj, ana, llegar):
    """Un libro escaneado que llega primero no retiene lo que viene con él."""
    libro = pdf("libro") + b"%" + b"x" * 2_000_000
    recibir(bd, reloj, ana, llegar("libro.pdf", libro), llegar("oficio.pdf", pdf("oficio")))
    reloj.avanzar(seconds=4)
    tomadas = []
    for _ in range(2):
        with transaccion(bd) as sesion:
            tomadas.append(tomar(sesion, "w", reloj=reloj).objeto)
    assert tomadas == ["CD-00002", "CD-00001"]


def test_lo_que_un_archivo_cede_el_paso_tiene_tope():
    assert espera_por_tamano(100_000) == timedelta(0)
    assert espera_por_tamano(400_000) < espera_por_tamano(2_000_000)
    assert espera_por_tamano(10**12) == espera_por_tamano(10**11) <= timedelta(seconds=5)


def test_los_identificadores_siguen_y_no_se_repiten(bd, reloj, ana, llegar):
    primero = recibir(bd, reloj, ana, llegar("a.pdf", pdf("a")), llegar("b.pdf", pdf("b")))
    segundo = recibir(bd, reloj, ana, llegar("c.pdf", pdf("c")))
    documentos = [constancia.documento for constancia in (*primero, *segundo)]
    assert documentos == ["CD-00001", "CD-00002", "CD-00003"]


def test_un_duplicado_nombra_a_su_gemelo_solo_si_quien_sube_lo_ve(bd, reloj, ana, rosa, llegar):
    contenido = pdf("secreto")
    recibir(bd, reloj, rosa, llegar("a.pdf", contenido), datos=DatosLote(acceso=Acceso.CONFIDENCIAL))
    (ajena,) = recibir(bd, reloj, ana, llegar("b.pdf", contenido))
    assert (ajena.estado, ajena.documento) == ("duplicado", None)
    assert "CD-" not in ajena.motivo + ajena.salida
    (propia,) = recibir(bd, reloj, rosa, llegar("c.pdf", contenido))
    assert (propia.estado, propia.documento) == ("duplicado", "CD-00001")
    assert "CD-00001" in propia.motivo
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count(Archivo.id))) == 1
        assert [r.documento_id for r in sesion.scalars(select(Recibo).order_by(Recibo.id))] == [1, None, 1]


def test_lo_rechazado_tiene_recibo_con_motivo_y_salida(bd, reloj, ana, llegar, deposito):
    (constancia,) = recibir(bd, reloj, ana, llegar("vacio.pdf", b""))
    assert constancia.estado == "rechazado"
    assert "vacío" in constancia.motivo
    assert constancia.salida
    assert list(deposito.listar()) == []


def test_el_mismo_archivo_a_la_vez_da_un_documento_y_un_duplicado(bd, reloj, ana, llegar):
    contenido = pdf("a la vez")
    llegadas = [llegar(f"{n}.pdf", contenido) for n in range(4)]
    listos = threading.Barrier(4)
    estados: list[str] = []

    def subir(llegada) -> None:
        propia = BaseDeDatos(bd.url)
        listos.wait()
        with transaccion(propia) as sesion:
            (constancia,) = recibir_lote(sesion, ana, DatosLote(), [llegada], reloj=RelojFijo())
        estados.append(constancia.estado)
        propia.cerrar()

    hilos = [threading.Thread(target=subir, args=(llegada,)) for llegada in llegadas]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert sorted(estados) == ["duplicado", "duplicado", "duplicado", "recibido"]
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count(Version.id))) == 1
        assert sesion.scalar(select(func.count(Recibo.id))) == 4


def test_no_sube_quien_no_puede_ni_clasifica_quien_no_debe(bd, reloj, ana, crear, llegar):
    investigador = crear("i@congreso.gob.gt", Rol.INVESTIGADOR)
    llegada = llegar("a.pdf", pdf("a"))
    with pytest.raises(NecesitaIngreso):
        recibir(bd, reloj, ANONIMO, llegada)
    with pytest.raises(SinPermiso):
        recibir(bd, reloj, investigador, llegada)
    with pytest.raises(SinPermiso):
        recibir(bd, reloj, ana, llegada, datos=DatosLote(acceso=Acceso.CONFIDENCIAL))
    with pytest.raises(NoEncontrado), transaccion(bd) as sesion:
        ingreso.recibir(sesion, ana, 99, llegada, reloj=reloj)


def test_lo_confidencial_desde_el_ingreso_lo_ve_solo_quien_lo_subio(bd, reloj, rosa, llegar):
    recibir(bd, reloj, rosa, llegar("a.pdf", pdf("a")), datos=DatosLote(acceso=Acceso.CONFIDENCIAL))
    with lectura(bd) as sesion:
        documento = sesion.scalars(select(Documento)).one()
        assert {m.marca for m in documento.marcas} == {f"persona:{rosa.usuario_id}"}
