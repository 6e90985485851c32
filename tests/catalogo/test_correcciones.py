"""La corrección de una página: una versión del texto con autor, que sobrevive a la relectura del archivo."""

import pytest
from fabrica import sembrar_version
from sqlalchemy import func, select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo import correcciones
from centro_doc.catalogo.casos import crear_sin_archivo
from centro_doc.catalogo.correcciones import PaginaCambiada, huella_de, por_corregir
from centro_doc.catalogo.lo_leido import Pedido, guardar_texto
from centro_doc.catalogo.modelos import Archivo, Documento, Estado, PaginaGuardada, TextoGuardado
from centro_doc.comun.bd import transaccion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.cuentas.permisos import ANONIMO
from indexador.extraccion.cajas import desempaquetar
from indexador.ficha import Pagina, Palabra, Texto

PAGINAS = ("CONOCI6 EL PLENO", "La exenci6n fiscal", "Tercera")


@pytest.fixture
def sesion(bd, ana, rosa):
    with transaccion(bd) as abierta:  # después de las cuentas, que se crean en otra
        yield abierta


@pytest.fixture
def documento(sesion, ana, reloj):
    """Un documento de tres páginas leídas por la máquina."""
    uno = crear_sin_archivo(sesion, ana, "Iniciativa", reloj=reloj)
    sembrar_version(sesion, uno, list(PAGINAS))
    sesion.flush()
    return uno


def corregir(sesion, quien, documento, numero, escrito, reloj, huella=None):
    antes = por_corregir(sesion, documento, numero)
    return correcciones.corregir(
        sesion,
        quien,
        documento.identificador,
        numero,
        escrito,
        huella=antes.huella if huella is None else huella,
        reloj=reloj,
    )


def vigente(sesion):
    ultimo = sesion.scalar(select(func.max(TextoGuardado.id)))
    filas = sesion.execute(
        select(PaginaGuardada.numero, PaginaGuardada.texto).where(PaginaGuardada.texto_id == ultimo)
    )
    return {fila.numero: fila.texto for fila in filas}


def releer(sesion, documento, paginas, reloj, extractor="pdfium 2"):
    """Guarda una lectura nueva del archivo, como la tarea de leer."""
    archivo = sesion.scalars(select(Archivo)).first()
    version = documento.versiones[0].id
    pedido = Pedido(version, archivo.id if archivo else None, "0" * 64, "a.pdf")
    leidas = tuple(Pagina(n, texto, f"p. {n}", 612.0, 792.0) for n, texto in enumerate(paginas, start=1))
    guardar_texto(sesion, pedido, Texto(leidas, extractor), None, reloj=reloj)
    sesion.flush()


def test_la_correccion_es_otra_version_del_texto_con_su_autor(sesion, documento, ana, reloj):
    revision = documento.revision
    corregir(sesion, ana, documento, 1, " CONOCIÓ  EL PLENO\n", reloj)
    assert vigente(sesion) == {1: "CONOCIÓ EL PLENO", 2: PAGINAS[1], 3: PAGINAS[2]}
    texto = sesion.scalars(select(TextoGuardado).order_by(TextoGuardado.id.desc())).first()
    assert (texto.clase, texto.creado_por) == ("correccion", ana.usuario_id)
    assert documento.revision == revision + 1
    vista = por_corregir(sesion, documento, 1)
    assert (vista.corregida_por, vista.leido) == (ana.nombre, PAGINAS[0])
    assert not vista.hay_lectura_nueva
    linea = sesion.scalars(select(Asiento).order_by(Asiento.id.desc())).first()
    assert (linea.accion, linea.detalle["pagina"]) == ("texto_corregido", 1)
    assert "PLENO" not in str(linea.detalle)


def test_muchas_correcciones_no_guardan_el_libro_muchas_veces(sesion, documento, ana, rosa, reloj):
    for numero, escrito in ((1, "Uno"), (2, "Dos"), (1, "Uno bis"), (3, "Tres"), (1, "Uno ter")):
        corregir(sesion, rosa if numero == 2 else ana, documento, numero, escrito, reloj)
    assert vigente(sesion) == {1: "Uno ter", 2: "Dos", 3: "Tres"}
    assert por_corregir(sesion, documento, 2).corregida_por == rosa.nombre
    assert por_corregir(sesion, documento, 1).corregida_por == ana.nombre
    historia = sesion.scalars(
        select(PaginaGuardada.texto)
        .join(TextoGuardado, TextoGuardado.id == PaginaGuardada.texto_id)
        .where(PaginaGuardada.numero == 1, TextoGuardado.clase == "correccion")
        .order_by(TextoGuardado.id)
    ).all()
    assert list(dict.fromkeys(historia)) == ["Uno", "Uno bis", "Uno ter"]
    assert sesion.scalar(select(func.count(PaginaGuardada.id))) <= 3 + 3 + 4 * 2


def test_las_palabras_que_siguen_conservan_su_lugar_en_la_imagen(sesion, documento, ana, reloj):
    pagina = sesion.scalars(select(PaginaGuardada).where(PaginaGuardada.numero == 2)).one()
    antes = (Palabra(0, 2, 0.1, 0.1, 0.2, 0.2), Palabra(3, 11, 0.3, 0.1, 0.5, 0.2))
    pagina.cajas = correcciones.empaquetar((*antes, Palabra(12, 18, 0.6, 0.1, 0.8, 0.2)))
    sesion.flush()
    corregir(sesion, ana, documento, 2, "La gran exención fiscal", reloj)
    nueva = sesion.scalars(
        select(PaginaGuardada).where(PaginaGuardada.numero == 2).order_by(PaginaGuardada.texto_id.desc())
    ).first()
    cajas = {nueva.texto[p.inicio : p.fin]: p for p in desempaquetar(nueva.cajas)}
    assert cajas["La"].x0 == pytest.approx(0.1, abs=1e-4)
    assert cajas["exención"].x1 == pytest.approx(0.5, abs=1e-4)
    assert cajas["fiscal"].x0 == pytest.approx(0.6, abs=1e-4)


def test_la_correccion_sobrevive_a_la_relectura_y_se_avisa_que_hay_otra(sesion, documento, ana, reloj):
    corregir(sesion, ana, documento, 1, "CONOCIÓ EL PLENO", reloj)
    releer(sesion, documento, ("C0NOCIO EL PLENO", "La exención fiscal", "Tercera"), reloj)
    assert vigente(sesion) == {1: "CONOCIÓ EL PLENO", 2: "La exención fiscal", 3: "Tercera"}
    vista = por_corregir(sesion, documento, 1)
    assert vista.hay_lectura_nueva
    assert (vista.leido, vista.corregida_por) == ("C0NOCIO EL PLENO", ana.nombre)
    assert not por_corregir(sesion, documento, 2).hay_lectura_nueva
    releer(sesion, documento, ("CONOCIO EL PLENO", "La exención fiscal.", "Tercera"), reloj, "pdfium 3")
    assert vigente(sesion) == {1: "CONOCIÓ EL PLENO", 2: "La exención fiscal.", 3: "Tercera"}


def test_una_relectura_igual_no_anuncia_nada(sesion, documento, ana, reloj):
    corregir(sesion, ana, documento, 1, "CONOCIÓ EL PLENO", reloj)
    releer(sesion, documento, PAGINAS, reloj)
    assert not por_corregir(sesion, documento, 1).hay_lectura_nueva


def test_si_la_relectura_trae_otras_paginas_queda_el_texto_corregido_entero(sesion, documento, ana, reloj):
    corregir(sesion, ana, documento, 3, "Tercera, corregida", reloj)
    releer(sesion, documento, ("Todo junto en una",), reloj)
    assert vigente(sesion) == {1: PAGINAS[0], 2: PAGINAS[1], 3: "Tercera, corregida"}


def test_una_relectura_sin_correcciones_queda_vigente_tal_cual(sesion, documento, reloj):
    releer(sesion, documento, ("Nueva",), reloj)
    assert vigente(sesion) == {1: "Nueva"}


def test_la_correccion_se_quita_y_vuelve_lo_ultimo_que_leyo_la_maquina(sesion, documento, ana, reloj):
    corregir(sesion, ana, documento, 1, "CONOCIÓ EL PLENO", reloj)
    releer(sesion, documento, ("CONOCIO EL PLENO", *PAGINAS[1:]), reloj)
    huella = por_corregir(sesion, documento, 1).huella
    correcciones.descartar(sesion, ana, documento.identificador, 1, huella=huella, reloj=reloj)
    assert vigente(sesion)[1] == "CONOCIO EL PLENO"
    assert por_corregir(sesion, documento, 1).corregida is None
    with pytest.raises(Conflicto, match="no tiene una corrección"):
        correcciones.descartar(
            sesion, ana, documento.identificador, 1, huella=huella_de("CONOCIO EL PLENO"), reloj=reloj
        )


def test_no_se_pisa_lo_que_otra_persona_acaba_de_corregir(sesion, documento, ana, rosa, reloj):
    vieja = por_corregir(sesion, documento, 1).huella
    corregir(sesion, rosa, documento, 1, "De Rosa", reloj)
    with pytest.raises(PaginaCambiada):
        corregir(sesion, ana, documento, 1, "De Ana", reloj, huella=vieja)
    assert vigente(sesion)[1] == "De Rosa"


def test_lo_que_no_se_puede_corregir_se_dice(sesion, documento, ana, reloj):
    with pytest.raises(DatosInvalidos, match="No se guardó"):
        corregir(sesion, ana, documento, 3, "Tercera ", reloj)
    with pytest.raises(DatosInvalidos):
        corregir(sesion, ana, documento, 3, "x" * (correcciones.LARGO_MAXIMO + 1), reloj)
    with pytest.raises(NoEncontrado):
        por_corregir(sesion, documento, 9)
    with pytest.raises(NoEncontrado):
        correcciones.corregir(sesion, ana, documento.identificador, 9, "x", huella="", reloj=reloj)
    documento.estado = Estado.RETIRADO
    with pytest.raises(Conflicto, match="retirado"):
        corregir(sesion, ana, documento, 3, "Otra", reloj)


def test_sin_permiso_no_se_corrige(sesion, documento, reloj):
    with pytest.raises(Exception, match="cuenta"):
        correcciones.corregir(sesion, ANONIMO, documento.identificador, 1, "x", huella="", reloj=reloj)
    assert sesion.scalar(select(func.count(Documento.id))) == 1
