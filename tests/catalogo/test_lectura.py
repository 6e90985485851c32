"""La tarea de leer: de recibido a por catalogar, o a con falla con un motivo que se entiende."""

import hashlib
import os
from datetime import timedelta

import pytest
from archivos import bomba, docx, pdf, pdf_con_clave
from sqlalchemy import func, select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo import casos, reconocidas
from centro_doc.catalogo import lectura as modulo
from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.lectura import Lectura
from centro_doc.catalogo.lo_leido import empezar
from centro_doc.catalogo.modelos import (
    Documento,
    Estado,
    PaginaGuardada,
    TextoGuardado,
)
from centro_doc.catalogo.versiones import nueva_version
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import Conflicto, NoEncontrado
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.tareas.casos import terminar, tomar
from centro_doc.tareas.modelos import EstadoTarea, Tarea
from indexador.extraccion.cajas import desempaquetar
from indexador.extraccion.relectura import OCR_A_MEDIAS
from indexador.ficha import Pagina, Texto


@pytest.fixture
def leer(bd, reloj, contexto, llegar):
    """Recibe un archivo y corre su tarea como la corre el trabajador."""

    def _leer(nombre, datos, veces=1, etapa=None):
        etapa = etapa or Lectura()
        with transaccion(bd) as sesion:
            recibir_lote(sesion, SISTEMA, DatosLote(), [llegar(nombre, datos)], reloj=reloj)
        reloj.avanzar(seconds=5)  # los archivos grandes ceden el paso
        with transaccion(bd) as sesion:
            tarea = tomar(sesion, "prueba", reloj=reloj)
        for _ in range(veces):
            guardar = etapa.preparar(contexto, tarea)
            with transaccion(bd) as sesion:
                guardar(sesion)
        with lectura(bd) as sesion:
            return tarea, sesion.scalars(select(Documento)).one()

    return _leer


def test_un_pdf_leido_queda_por_catalogar_con_paginas_y_cajas(bd, leer):
    _, documento = leer("ley_44.pdf", pdf("primera hoja", "segunda hoja", titulo="Ley de Migración de 2016"))
    assert documento.estado == Estado.POR_CATALOGAR
    assert documento.titulo == "Ley de Migración de 2016"
    with lectura(bd) as sesion:
        paginas = sesion.scalars(select(PaginaGuardada).order_by(PaginaGuardada.numero)).all()
        assert [p.numero for p in paginas] == [1, 2]
        assert "primera" in paginas[0].texto
        assert len(desempaquetar(paginas[0].cajas)) == 2
        assert paginas[0].ancho > 0


def test_leer_dos_veces_no_duplica_nada(bd, leer):
    _, documento = leer("a.docx", docx("El Congreso decreta lo siguiente."), veces=2)
    assert documento.estado == Estado.POR_CATALOGAR
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count(TextoGuardado.id))) == 1
        assert sesion.scalar(select(func.count(PaginaGuardada.id))) == 1


@pytest.mark.parametrize(
    ("nombre", "datos", "codigo", "dice"),
    [
        ("clave.pdf", pdf_con_clave("secreto"), "protegido", "contraseña"),
        ("cortado.docx", docx("hola")[:3000], "danado", "dañado"),
        ("cortado.pdf", pdf("hola " * 40)[:700], "danado", "dañado"),
        ("bomba.docx", bomba(), "limite_salida", ""),
    ],
)
def test_lo_que_no_se_puede_leer_queda_con_falla_y_su_archivo_guardado(
    bd, leer, deposito, nombre, datos, codigo, dice
):
    _, documento = leer(nombre, datos)
    assert (documento.estado, documento.falla_codigo) == (Estado.CON_FALLA, codigo)
    assert dice in documento.falla_motivo
    assert len(list(deposito.listar())) == 1
    with lectura(bd) as sesion:
        asiento = sesion.scalars(select(Asiento).where(Asiento.accion == "lectura_fallida")).one()
        assert asiento.detalle["codigo"] == codigo


def test_reintentar_vuelve_a_encolar_y_solo_lo_que_tiene_falla(bd, reloj, contexto, leer):
    leer("clave.pdf", pdf_con_clave("secreto"))
    with transaccion(bd) as sesion:
        casos.reintentar_lectura(sesion, SISTEMA, "CD-00001", reloj=reloj)
    with pytest.raises(Conflicto), transaccion(bd) as sesion:
        casos.reintentar_lectura(sesion, SISTEMA, "CD-00001", reloj=reloj)
    with transaccion(bd) as sesion:
        documento = sesion.scalars(select(Documento)).one()
        assert (documento.estado, documento.falla_motivo) == (Estado.RECIBIDO, "")


def test_la_version_nueva_de_un_publicado_que_no_se_pudo_leer_se_puede_reintentar(
    bd, reloj, contexto, leer, llegar
):
    leer("ley.pdf", pdf("El texto que ya se lee."))
    with transaccion(bd) as sesion:
        sesion.scalars(select(Documento)).one().estado = Estado.PUBLICADO
        sesion.scalars(select(Tarea)).one().estado = EstadoTarea.HECHA
        nueva_version(sesion, SISTEMA, "CD-00001", llegar("v2.pdf", pdf_con_clave("x")), "", reloj=reloj)
    for vez in range(2):
        with pytest.raises(Conflicto), transaccion(bd) as sesion:
            casos.reintentar_lectura(sesion, SISTEMA, "CD-00001", reloj=reloj)
        with transaccion(bd) as sesion:
            tarea = tomar(sesion, "prueba", reloj=reloj)
        guardar = Lectura().preparar(contexto, tarea)
        with transaccion(bd) as sesion:
            guardar(sesion)
            assert terminar(sesion, tarea, reloj=reloj)
            documento = sesion.scalars(select(Documento)).one()
            assert documento.estado == Estado.PUBLICADO
            (archivo,) = documento.versiones[-1].archivos
            assert archivo.avisos[0].startswith("La versión nueva no se pudo leer.")
        if vez == 0:
            with transaccion(bd) as sesion:
                documento = casos.reintentar_lectura(sesion, SISTEMA, "CD-00001", reloj=reloj)
                assert (documento.estado, documento.avisos) == (Estado.PUBLICADO, [])
                assert documento.versiones[-1].archivos[0].avisos == []


def test_el_documento_esta_en_proceso_mientras_se_lee(bd, leer):
    tarea, _ = leer("clave.pdf", pdf_con_clave("secreto"))
    with transaccion(bd) as sesion:
        empezar(sesion, tarea.carga["version"])
        assert sesion.scalars(select(Documento.estado)).one() == Estado.EN_PROCESO


def test_una_lectura_que_mata_a_sus_trabajadores_queda_con_falla(bd, contexto, leer):
    tarea, _ = leer("a.pdf", pdf("hola"))
    with transaccion(bd) as sesion:
        sesion.scalars(select(Documento)).one().estado = Estado.EN_PROCESO
    with transaccion(bd) as sesion:
        Lectura().agotar(contexto, tarea, sesion)
    with lectura(bd) as sesion:
        documento = sesion.scalars(select(Documento)).one()
        assert (documento.estado, documento.falla_codigo) == (Estado.CON_FALLA, "interno")


def test_si_el_archivo_falta_en_el_deposito_se_dice(bd, reloj, contexto, leer, deposito):
    tarea, _ = leer("clave.pdf", pdf_con_clave("secreto"))
    (entrada,) = deposito.listar()
    deposito.ruta(entrada.sha256).unlink()
    guardar = Lectura().preparar(contexto, tarea)
    with transaccion(bd) as sesion:
        guardar(sesion)
        assert "no está en el depósito" in sesion.scalars(select(Documento.falla_motivo)).one()


def test_lo_que_depende_del_texto_se_revisa_en_la_misma_transaccion(leer):
    vistos = []
    leer("a.pdf", pdf("hola"), etapa=Lectura(lambda _sesion, documento: vistos.append(documento)))
    assert vistos == [1]


def test_la_lectura_de_un_retirado_no_lo_devuelve_y_su_falla_es_un_aviso(bd, contexto, leer):
    tarea, _ = leer("clave.pdf", pdf_con_clave("secreto"))
    with transaccion(bd) as sesion:
        sesion.scalars(select(Documento)).one().estado = Estado.RETIRADO
    guardar = Lectura().preparar(contexto, tarea)
    with transaccion(bd) as sesion:
        guardar(sesion)
    with lectura(bd) as sesion:
        documento = sesion.scalars(select(Documento)).one()
        assert documento.estado == Estado.RETIRADO
        assert "contraseña" in documento.avisos[-1]


def test_una_version_que_no_existe_o_no_tiene_archivo_se_dice(bd):
    with pytest.raises(NoEncontrado), transaccion(bd) as sesion:
        empezar(sesion, 7)


def hoja_por_ocr(numero, texto):
    return Pagina(numero, texto, f"p. {numero}", 612, 792, (), "ocr" if texto else "sin_texto")


def lectura_de(*textos):
    """Lo que da el lector de un escaneo: las páginas vacías son las que no alcanzó a leer."""
    faltan = sum(1 for texto in textos if not texto)
    paginas = tuple(hoja_por_ocr(n, texto) for n, texto in enumerate(textos, start=1))
    avisos = (f"Faltan {faltan}",) if faltan else ()
    return Texto(paginas, "pdfium 1, tesseract 5", {OCR_A_MEDIAS: str(faltan)} if faltan else {}, avisos)


@pytest.fixture
def leer_asi(bd, reloj, contexto, llegar, monkeypatch):
    """Recibe un archivo y lo lee tantas veces como lecturas se den; devuelve las páginas que quedan."""

    def _leer(*lecturas):
        with transaccion(bd) as sesion:
            recibir_lote(sesion, SISTEMA, DatosLote(), [llegar("libro.pdf", pdf("x"))], reloj=reloj)
        with transaccion(bd) as sesion:
            tarea = tomar(sesion, "prueba", reloj=reloj)
        for dada in lecturas:
            monkeypatch.setattr(modulo, "leer", lambda *_, dada=dada: (dada, ()))
            guardar = Lectura().preparar(contexto, tarea)
            with transaccion(bd) as sesion:
                guardar(sesion)
        with lectura(bd) as sesion:
            guardados = list(sesion.scalars(select(TextoGuardado).order_by(TextoGuardado.id)))
            avisos = sesion.scalars(select(Documento)).one().avisos
            return [[p.texto for p in guardado.paginas] for guardado in guardados], avisos

    return _leer


def test_la_lectura_que_retoma_lo_que_falto_se_guarda_aunque_sea_del_mismo_lector(leer_asi):
    guardados, avisos = leer_asi(lectura_de("uno", "", ""), lectura_de("uno", "dos", ""))
    assert guardados == [["uno", "", ""], ["uno", "dos", ""]]
    assert avisos == ["Faltan 1"]


@pytest.mark.parametrize("otra", [("uno", "", ""), ("", "", "")])
def test_la_que_no_lee_mas_no_sustituye_a_la_que_habia(leer_asi, otra):
    guardados, avisos = leer_asi(lectura_de("uno", "", ""), lectura_de(*otra))
    assert guardados == [["uno", "", ""]]
    assert avisos == ["Faltan 2"]


def test_lo_reconocido_se_borra_cuando_el_texto_entero_quedo_escrito(bd, contexto, leer_asi):
    suya = reconocidas.carpeta_de(contexto.config, hashlib.sha256(pdf("x")).hexdigest())
    suya.mkdir(parents=True)
    leer_asi(lectura_de("uno", ""))
    assert suya.is_dir()
    with pytest.raises(RuntimeError), transaccion(bd) as sesion:
        reconocidas.olvidar_al_guardar(sesion, contexto.config, suya.name)
        raise RuntimeError
    assert suya.is_dir()
    with transaccion(bd) as sesion:
        reconocidas.olvidar_al_guardar(sesion, contexto.config, suya.name)
    assert not suya.exists()


def test_lo_reconocido_que_nadie_retomo_se_borra_al_mes(contexto, reloj):
    assert reconocidas.barrer(contexto.config, ahora=reloj.ahora()) == 0
    for nombre, dias in (("vieja", 31), ("nueva", 29)):
        carpeta = contexto.config.ruta_reconocidas / nombre
        carpeta.mkdir(parents=True)
        antes = (reloj.ahora() - timedelta(days=dias)).timestamp()
        os.utime(carpeta, (antes, antes))
    assert reconocidas.barrer(contexto.config, ahora=reloj.ahora()) == 1
    assert [c.name for c in contexto.config.ruta_reconocidas.iterdir()] == ["nueva"]
