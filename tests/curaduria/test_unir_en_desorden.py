"""Uniones encadenadas o cruzadas: se deshacen sin abrir nada, sin perder relaciones ni direcciones."""

from datetime import date

import pytest
from fabrica import sembrar_documento, sembrar_version
from sqlalchemy import select

from centro_doc.catalogo import relaciones
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion, RelacionDocumental
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import Conflicto, NoEncontrado
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import marcas
from centro_doc.curaduria import lotes, operaciones
from centro_doc.curaduria.previa import Cambio, previa
from centro_doc.curaduria.union import Orden
from centro_doc.curaduria.unir import unir


@pytest.fixture
def ana(crear):
    return crear("ana@congreso.gob.gt", Rol.PERSONAL)


@pytest.fixture
def cuatro(bd):
    """CD-1 publicado; CD-2 y CD-3, internos; CD-4, por catalogar. Cada uno con una página."""
    internas = {"marcas": ("personal",), "estado": "por_catalogar", "acceso": "interna", "fundamento": "Nota"}
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 1, "Ley", ("uno",), numero="1-2009", sin_vinculos_motivo="Prueba")
        sembrar_documento(sesion, 2, "Copia 2", ("dos",), **internas)
        sembrar_documento(sesion, 3, "Copia 3", ("tres",), **internas)
        abierta = {"marcas": ("personal",), "estado": "por_catalogar", "acceso": "publica"}
        sembrar_documento(sesion, 4, "Copia 4", ("cuatro",), **abierta)


def hacer(bd, reloj, actor, queda, unido, **opciones):
    with transaccion(bd) as sesion:
        ediciones = tuple(sesion.get_one(Documento, n).edicion for n in (queda, unido))
        registros = f"CD-{queda:05}", f"CD-{unido:05}"
        return unir(sesion, actor, *registros, ediciones=ediciones, reloj=reloj, **opciones).id


def deshacer(bd, reloj, actor, operacion):
    with transaccion(bd) as sesion:
        return operaciones.deshacer(sesion, actor, operacion, reloj=reloj)


def textos(bd, numero):
    with lectura(bd) as sesion:
        return [v.textos[0].paginas[0].texto for v in sesion.get_one(Documento, numero).versiones]


def acceso(bd, numero):
    with lectura(bd) as sesion:
        documento = sesion.get_one(Documento, numero)
        return documento.acceso, [m.marca for m in documento.marcas]


@pytest.mark.usefixtures("cuatro")
def test_deshacer_la_primera_union_no_abre_lo_que_trajo_la_segunda(bd, reloj, ana):
    primera, segunda = hacer(bd, reloj, ana, 1, 2), hacer(bd, reloj, ana, 1, 3)
    with pytest.raises(Conflicto, match="Unió CD-00003 a CD-00001"):
        deshacer(bd, reloj, ana, primera)
    assert acceso(bd, 1) == ("interna", ["personal"])
    deshacer(bd, reloj, ana, segunda)
    assert acceso(bd, 1) == ("interna", ["personal"])
    deshacer(bd, reloj, ana, primera)
    assert acceso(bd, 1) == ("publica_oficio", ["publico"])
    assert [textos(bd, n) for n in (1, 2, 3)] == [["uno"], ["dos"], ["tres"]]


@pytest.mark.usefixtures("cuatro")
def test_deshacer_no_publica_la_version_que_entro_mientras_era_interna(bd, reloj, ana):
    operacion = hacer(bd, reloj, ana, 1, 2)
    with transaccion(bd) as sesion:
        sembrar_version(sesion, sesion.get_one(Documento, 1), ("reservado a la Comisión",), numero=3)
    assert deshacer(bd, reloj, ana, operacion) == ("Acceso",)
    assert acceso(bd, 1) == ("interna", ["personal"])
    assert acceso(bd, 2) == ("interna", ["personal"])


@pytest.mark.usefixtures("cuatro")
def test_deshacer_un_lote_de_accesos_no_abre_lo_que_se_unio_despues(bd, reloj, ana):
    cambio, elegidos = Cambio("acceso", "interna", fundamento="Deliberación"), ["CD-00001"]
    with lectura(bd) as sesion:
        vista = previa(sesion, ana, cambio, elegidos, reloj=reloj)
        huellas = {r.documento.identificador: r.huella for r in vista.renglones}
    with transaccion(bd) as sesion:
        lote = lotes.editar(sesion, ana, cambio, elegidos, huellas=huellas, reloj=reloj).id
    hacer(bd, reloj, ana, 1, 2)
    assert deshacer(bd, reloj, ana, lote) == ("CD-00001, Acceso",)
    assert acceso(bd, 1) == ("interna", ["personal"])


@pytest.mark.usefixtures("cuatro")
def test_un_lote_se_sigue_viendo_y_deshaciendo_aunque_una_de_sus_fichas_se_uniera(bd, reloj, ana):
    cambio, elegidos = Cambio("titulo", "Duplicado", de="Copia"), ["CD-00003", "CD-00004"]
    with lectura(bd) as sesion:
        vista = previa(sesion, ana, cambio, elegidos, reloj=reloj)
        huellas = {r.documento.identificador: r.huella for r in vista.renglones}
    with transaccion(bd) as sesion:
        lote = lotes.editar(sesion, ana, cambio, elegidos, huellas=huellas, reloj=reloj).id
    hacer(bd, reloj, ana, 2, 4)
    hacer(bd, reloj, ana, 1, 2)
    with lectura(bd) as sesion:
        assert lote in {una.operacion.id for una in operaciones.lista(sesion, marcas(ana)).elementos}
        with pytest.raises(NoEncontrado):
            operaciones.una(sesion, frozenset({"publico"}), lote)
    assert deshacer(bd, reloj, ana, lote) == ("CD-00004, que se unió a otra ficha",)
    with lectura(bd) as sesion:
        titulos = sesion.scalars(select(Documento.titulo).where(Documento.id.in_((3, 4)))).all()
        assert titulos == ["Copia 3", "Duplicado 4"]


@pytest.mark.usefixtures("cuatro")
def test_un_cambio_sobre_lo_reservado_no_se_ve_por_haberse_unido(bd, reloj, ana):
    cambio, elegidos = Cambio("titulo", "Duplicado", de="Copia"), ["CD-00004"]
    with lectura(bd) as sesion:
        vista = previa(sesion, ana, cambio, elegidos, reloj=reloj)
        huellas = {r.documento.identificador: r.huella for r in vista.renglones}
    with transaccion(bd) as sesion:
        lote = lotes.editar(sesion, ana, cambio, elegidos, huellas=huellas, reloj=reloj).id
    hacer(bd, reloj, ana, 1, 4)
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 4).acceso = "reservada"
    with lectura(bd) as sesion, pytest.raises(NoEncontrado):
        operaciones.una(sesion, marcas(ana), lote)


@pytest.mark.usefixtures("cuatro")
def test_en_una_cadena_se_dice_cual_union_se_deshace_antes(bd, reloj, ana):
    primera, segunda = hacer(bd, reloj, ana, 3, 4), hacer(bd, reloj, ana, 1, 3)
    with pytest.raises(Conflicto, match="CD-00003 se unió después a otra ficha"):
        deshacer(bd, reloj, ana, primera)
    deshacer(bd, reloj, ana, segunda)
    deshacer(bd, reloj, ana, primera)
    assert [textos(bd, n) for n in (1, 3, 4)] == [["uno"], ["tres"], ["cuatro"]]


@pytest.mark.usefixtures("cuatro")
def test_las_direcciones_viejas_siguen_a_su_version_cuando_otra_entra_delante_y_cuando_sale(bd, reloj, ana):
    hacer(bd, reloj, ana, 1, 2)
    segunda = hacer(bd, reloj, ana, 1, 3, orden=Orden.ANTES)
    assert textos(bd, 1) == ["tres", "uno", "dos"]

    def version():
        with lectura(bd) as sesion:
            return relaciones.direccion_de(sesion, "CD-00002", marcas(ana)).version(1)

    assert version() == 3
    deshacer(bd, reloj, ana, segunda)
    assert textos(bd, 1) == ["uno", "dos"]
    assert version() == 2


@pytest.mark.usefixtures("cuatro")
def test_una_relacion_entre_dos_fichas_que_se_unen_vuelve_entera_en_cualquier_orden(bd, reloj, ana):
    with transaccion(bd) as sesion:
        relaciones.relacionar(sesion, ana, "CD-00003", ClaseRelacion.TRADUCE, "CD-00004", reloj=reloj)

    def extremos():
        with lectura(bd) as sesion:
            return sesion.execute(select(RelacionDocumental.documento_id, RelacionDocumental.otro_id)).all()

    primera, segunda = hacer(bd, reloj, ana, 1, 3), hacer(bd, reloj, ana, 2, 4)
    assert extremos() == [(1, 2)]
    deshacer(bd, reloj, ana, primera)
    assert extremos() == [(3, 2)]
    deshacer(bd, reloj, ana, segunda)
    assert extremos() == [(3, 4)]


def test_lo_retirado_que_quedo_incompleto_no_vuelve_publicado_al_deshacer(bd, reloj, ana, crear):
    rosa = crear("rosa@congreso.gob.gt", Rol.REVISOR)
    with transaccion(bd) as sesion:
        for numero in (1, 2):
            sembrar_documento(sesion, numero, "Ley", numero="1-2009", emitido=date(2009, 1, 1))
        lote = lotes.retirar(sesion, rosa, ["CD-00001", "CD-00002"], "Repetidas", reloj=reloj).id
        sesion.get_one(Documento, 2).tipo = None
    assert deshacer(bd, reloj, rosa, lote) == ("CD-00002, que ya no está completa y quedó por catalogar",)
    with lectura(bd) as sesion:
        estados = sesion.scalars(select(Documento.estado).order_by(Documento.id)).all()
        assert estados == ["publicado", "por_catalogar"]
