"""Los renglones de una importación: cada uno se anota una vez y se recibe una vez."""

import pytest
from sqlalchemy import select

from centro_doc.catalogo.ingreso import DatosLote
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import Conflicto
from centro_doc.cuentas.modelos import Rol
from centro_doc.importaciones import casos
from centro_doc.importaciones.casos import Pedido
from centro_doc.importaciones.modelos import Mapeo, Renglon


@pytest.fixture
def ana(crear):
    return crear("ana@congreso.gob.gt", Rol.PERSONAL)


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
        constancia = casos.recibir(sesion, ana, renglon.id, None, {}, reloj=reloj)
    assert (constancia.estado, constancia.documento) == ("rechazado", None)
    assert constancia.motivo == "El renglón no trae archivo ni título."
    with transaccion(bd) as sesion, pytest.raises(Conflicto, match="ya se recibió"):
        casos.recibir(sesion, ana, renglon.id, None, {}, reloj=reloj)


def test_guardar_un_mapeo_con_el_mismo_nombre_lo_sustituye(bd, reloj):
    for columna in ("Título", "Nombre del documento"):
        with transaccion(bd) as sesion:
            casos.guardar_mapeo(sesion, "biblioteca", {columna: "titulo"}, reloj=reloj)
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Mapeo)).one().columnas == {"Nombre del documento": "titulo"}
