"""Matar el proceso en cualquier sentencia de una unión o de un lote no deja nada a medias.

La corrida larga, con el servidor de verdad: rendimiento/cortes_del_personal.py.
"""

import os
import signal

import pytest
from fabrica import sembrar_documento
from sqlalchemy import event, select, text

from centro_doc.catalogo import relaciones
from centro_doc.catalogo.modelos import Documento, Version
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion, DocumentoUnido
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.curaduria import lotes, operaciones
from centro_doc.curaduria.modelos import Operacion
from centro_doc.curaduria.unir import unir

FICHAS = 4
CADA = 13
"""Se muere en una de cada tantas sentencias."""


@pytest.fixture
def ana(crear):
    return crear("ana@congreso.gob.gt", Rol.PERSONAL)


@pytest.fixture
def fichas(bd, reloj, ana):
    with transaccion(bd) as sesion:
        for n in range(1, FICHAS + 1):
            sembrar_documento(sesion, n, f"Oficio {n}", (f"texto {n}",), estado="por_catalogar")
        relaciones.relacionar(sesion, ana, "CD-00003", ClaseRelacion.TRADUCE, "CD-00002", reloj=reloj)


def matar_en_cada_sentencia(bd, hacer, foto):
    """Hace algo en un proceso aparte que muere en su sentencia n, para cada n, hasta que le alcanza.

    Devuelve cuántas veces murió; tras cada una, la foto es la de antes.
    """
    antes, muertes = foto(bd), 0
    while True:
        hijo = os.fork()
        if hijo == 0:
            _morir_en(str(bd.url), 1 + muertes * CADA, hacer)
        _, suerte = os.waitpid(hijo, 0)
        if not os.WIFSIGNALED(suerte):
            assert os.waitstatus_to_exitcode(suerte) == 0
            return muertes
        assert foto(bd) == antes
        muertes += 1


def _morir_en(url, sentencia, hacer):
    hechas = 0

    def contar(*_argumentos):
        nonlocal hechas
        hechas += 1
        if hechas == sentencia:
            os.kill(os.getpid(), signal.SIGKILL)

    codigo = 1
    try:
        base = BaseDeDatos(url)
        event.listen(base.motor, "before_cursor_execute", contar)
        hacer(base)
        codigo = 0
    finally:
        os._exit(codigo)


def foto(bd):
    with lectura(bd) as sesion:
        assert sesion.scalar(text("PRAGMA integrity_check")) == "ok"
        return (
            sesion.execute(select(Documento.id, Documento.estado, Documento.titulo, Documento.edicion)).all(),
            sesion.execute(select(Version.id, Version.documento_id, Version.numero)).all(),
            sesion.execute(select(DocumentoUnido.documento_id)).all(),
            sesion.execute(select(relaciones.RelacionDocumental.documento_id)).all(),
            sesion.execute(select(Operacion.id, Operacion.deshecha)).all(),
        )


@pytest.mark.usefixtures("fichas")
def test_una_union_y_su_deshacer_cortados_en_cualquier_sentencia_se_repiten(bd, reloj, ana):
    def hacer(base):
        with transaccion(base) as sesion:
            unir(sesion, ana, "CD-00001", "CD-00002", ediciones=(1, 1), reloj=reloj)

    def deshacer(base):
        with transaccion(base) as sesion:
            operaciones.deshacer(sesion, ana, 1, reloj=reloj)

    primera = foto(bd)
    assert matar_en_cada_sentencia(bd, hacer, foto) > 1
    with lectura(bd) as sesion:
        assert sesion.get_one(Documento, 2).estado == "unido"
    assert matar_en_cada_sentencia(bd, deshacer, foto) > 1
    assert foto(bd)[1:4] == primera[1:4]


@pytest.mark.usefixtures("fichas")
def test_un_lote_cortado_en_cualquier_sentencia_es_todo_o_nada(bd, reloj, ana):
    registros = [f"CD-{n:05}" for n in range(1, FICHAS + 1)]

    def retirar(base):
        with transaccion(base) as sesion:
            lotes.retirar(sesion, ana, registros, "Repetidos", reloj=reloj)

    def deshacer(base):
        with transaccion(base) as sesion:
            operaciones.deshacer(sesion, ana, 1, reloj=reloj)

    for hacer, estado in ((retirar, "retirado"), (deshacer, "por_catalogar")):
        assert matar_en_cada_sentencia(bd, hacer, foto) > 1
        assert {fila.estado for fila in foto(bd)[0]} == {estado}
