"""Los renglones de una importación: cada uno se anota una vez y se recibe una vez."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from almacen import DepositoLocal
from centro_doc.catalogo import procedencia
from centro_doc.catalogo.ingreso import DatosLote
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.procedencia import Procedencia
from centro_doc.catalogo.puerta import admitir
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import Conflicto
from centro_doc.cuentas.modelos import Rol
from centro_doc.importaciones import casos, renglones
from centro_doc.importaciones.modelos import Mapeo, Renglon
from centro_doc.importaciones.renglones import Pedido


@pytest.fixture
def ana(crear):
    return crear("ana@congreso.gob.gt", Rol.PERSONAL)


@pytest.fixture
def llegar(config):
    def _llegar(nombre, datos):
        recepcion = DepositoLocal(config.ruta_archivos).abrir_recepcion(1_000)
        recepcion.write(datos)
        return admitir(recepcion, nombre, limite=1_000)

    return _llegar


def abrir(bd, reloj, actor, *pedidos):
    with transaccion(bd) as sesion:
        casos.abrir(sesion, actor, "/cajas/2009", DatosLote(), pedidos, reloj=reloj)
    with lectura(bd) as sesion:
        return sesion.scalars(select(Renglon).order_by(Renglon.numero)).all()


def test_volver_a_abrirla_no_repite_renglones_y_anade_los_nuevos(bd, reloj, ana):
    uno, otro = Pedido("acta.pdf", "f1"), Pedido("oficio.pdf", "f2")
    assert [r.ruta for r in abrir(bd, reloj, ana, uno, uno)] == ["acta.pdf"]
    assert [r.ruta for r in abrir(bd, reloj, ana, uno)] == ["acta.pdf"]
    assert [(r.numero, r.ruta) for r in abrir(bd, reloj, ana, uno, otro)] == [
        (1, "acta.pdf"),
        (2, "oficio.pdf"),
    ]


def test_una_ficha_sin_archivo_ni_titulo_se_rechaza_y_no_se_recibe_dos_veces(bd, reloj, ana):
    (renglon,) = abrir(bd, reloj, ana, Pedido("", "", {"autor": "Ana Sical"}))
    with transaccion(bd) as sesion:
        constancia = renglones.recibir(sesion, ana, renglon.id, None, {}, reloj=reloj)
    assert (constancia.estado, constancia.documento) == ("rechazado", None)
    assert constancia.motivo == "El renglón no trae archivo ni título."
    with transaccion(bd) as sesion, pytest.raises(Conflicto, match="ya se recibió"):
        renglones.recibir(sesion, ana, renglon.id, None, {}, reloj=reloj)


def test_lo_que_un_renglon_no_dice_de_su_origen_es_lo_del_lote(bd, reloj, ana, llegar):
    del_lote = Procedencia("DGM", "oficio", date(2010, 3, 2), referencia="Oficio 9", licencia="oficial")
    pedidos = [Pedido("a.txt", "f1", {"via": "en mano"}), Pedido("", "", {"titulo": "Libro"})]
    with transaccion(bd) as sesion:
        datos = DatosLote(del_lote, entrada="importar")
        casos.abrir(sesion, ana, "/cajas", datos, pedidos, reloj=reloj)
    with transaccion(bd) as sesion:
        uno, otro = sesion.scalars(select(Renglon.id).order_by(Renglon.numero)).all()
        renglones.recibir(sesion, ana, uno, llegar("a.txt", b"hola"), {}, reloj=reloj)
        renglones.recibir(sesion, ana, otro, None, {}, reloj=reloj)
    with lectura(bd) as sesion:
        origenes = [procedencia.de(d) for d in sesion.scalars(select(Documento).order_by(Documento.id))]
    assert origenes == [replace(del_lote, via="mano"), del_lote]


def test_guardar_un_mapeo_con_el_mismo_nombre_lo_sustituye(bd, reloj):
    for columna in ("Título", "Nombre del documento"):
        with transaccion(bd) as sesion:
            casos.guardar_mapeo(sesion, "biblioteca", {columna: "titulo"}, reloj=reloj)
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Mapeo)).one().columnas == {"Nombre del documento": "titulo"}
