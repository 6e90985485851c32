"""La cobertura cuenta lo confirmado, lo publicado y lo visible; nada más."""

from collections.abc import Callable

import pytest
from fabrica import AHORA, sembrar_periodo
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Acceso, Documento, Estado
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.cobertura.consultas import ActividadCubierta, Cobertura, cobertura
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.plan.modelos import ClaseNodo, Nodo
from centro_doc.vinculos.modelos import EstadoVinculo, Relacion, Vinculo

PUBLICO = frozenset({"publico"})
PERSONAL = frozenset({"publico", "personal"})

Vincular = Callable[..., None]


@pytest.fixture
def vincular(bd: BaseDeDatos) -> Vincular:
    """Un plan pequeño, y cómo vincularle un documento nuevo o uno que ya existe."""
    with transaccion(bd) as sesion:
        _plan(sesion)

    def _vincular(
        registro: str,
        codigo: str,
        *,
        relacion: str = Relacion.SUSTENTA,
        estado: str = EstadoVinculo.CONFIRMADO,
        documento: str = Estado.PUBLICADO,
        marca: str = "publico",
    ) -> None:
        with transaccion(bd) as sesion:
            hallado = sesion.query(Documento).filter_by(identificador=registro).one_or_none()
            fila = hallado or _documento(sesion, registro, documento, marca)
            nodo = sesion.query(Nodo).filter_by(codigo=codigo).one()
            sesion.add(
                Vinculo(
                    documento_id=fila.id,
                    nodo_id=nodo.id,
                    destino=f"plan:2009-2012:{codigo}",
                    relacion=relacion,
                    estado=estado,
                    creado=AHORA,
                )
            )

    return _vincular


def leer(bd: BaseDeDatos, marcas: frozenset[str] = PUBLICO) -> Cobertura:
    with lectura(bd) as sesion:
        hallada = cobertura(sesion, marcas)
    assert hallada is not None
    return hallada


def actividad(dada: Cobertura, codigo: str) -> ActividadCubierta:
    acciones = (accion for objetivo in dada.objetivos for accion in objetivo.acciones)
    return next(a for accion in acciones for a in accion.actividades if a.codigo == codigo)


def test_sin_plan_no_hay_cobertura(bd: BaseDeDatos) -> None:
    with lectura(bd) as sesion:
        assert cobertura(sesion, PUBLICO) is None


def test_un_plan_sin_documentos_esta_entero_y_en_cero(bd: BaseDeDatos, vincular: Vincular) -> None:
    dada = leer(bd)
    assert (dada.desde, dada.hasta, dada.total, dada.con_evidencia) == (2009, 2012, 2, 0)
    assert [accion.codigo for accion in dada.objetivos[0].acciones] == ["OO3.A1", "OO3.A2"]
    assert dada.objetivos[0].acciones[0].actividades == ()
    assert dada.objetivos[0].nombre == "Control político y presupuestario"


@pytest.mark.parametrize("relacion", [Relacion.SUSTENTA, Relacion.PRODUCTO])
def test_cuenta_lo_que_sustenta_y_lo_que_es_producto(
    bd: BaseDeDatos, vincular: Vincular, relacion: str
) -> None:
    vincular("CD-00001", "OO3.A2.1", relacion=relacion)
    assert actividad(leer(bd), "OO3.A2.1").documentos == 1
    assert leer(bd).con_evidencia == 1


@pytest.mark.parametrize("relacion", [Relacion.ENUNCIA, Relacion.ANTECEDENTE, Relacion.CONTRADICE])
def test_no_cuenta_lo_que_enuncia_antecede_o_contradice(
    bd: BaseDeDatos, vincular: Vincular, relacion: str
) -> None:
    vincular("CD-00001", "OO3.A2.1", relacion=relacion)
    assert leer(bd).con_evidencia == 0


@pytest.mark.parametrize("estado", [EstadoVinculo.PROPUESTO, EstadoVinculo.RECHAZADO])
def test_no_cuenta_lo_que_nadie_confirmo(bd: BaseDeDatos, vincular: Vincular, estado: str) -> None:
    vincular("CD-00001", "OO3.A2.1", estado=estado)
    assert leer(bd).con_evidencia == 0


@pytest.mark.parametrize("estado", [Estado.POR_CATALOGAR, Estado.RETIRADO])
def test_no_cuenta_lo_que_no_esta_publicado(bd: BaseDeDatos, vincular: Vincular, estado: str) -> None:
    vincular("CD-00001", "OO3.A2.1", documento=estado, marca="personal")
    assert leer(bd, PERSONAL).con_evidencia == 0


def test_lo_interno_cuenta_solo_para_quien_lo_ve(bd: BaseDeDatos, vincular: Vincular) -> None:
    vincular("CD-00001", "OO3.A2.1", marca="personal")
    assert leer(bd).con_evidencia == 0
    assert leer(bd, PERSONAL).con_evidencia == 1


def test_un_documento_cuenta_una_vez_aunque_pruebe_la_actividad_y_su_parte(
    bd: BaseDeDatos, vincular: Vincular
) -> None:
    vincular("CD-00001", "OO3.A2.1")
    vincular("CD-00001", "OO3.A2.1.a")
    vincular("CD-00002", "OO3.A2.1.a")
    vincular("CD-00002", "OO3.A2.2")
    dada = leer(bd)
    assert actividad(dada, "OO3.A2.1").documentos == 2
    assert actividad(dada, "OO3.A2.2").documentos == 1
    assert dada.objetivos[0].documentos == 2


def _plan(sesion: Session) -> None:
    periodo = sembrar_periodo(sesion)
    ids: dict[str, int] = {}
    for orden, (codigo, clase) in enumerate(
        (
            ("OO3", ClaseNodo.OBJETIVO_OPERATIVO),
            ("OO3.A1", ClaseNodo.ACCION),
            ("OO3.A2", ClaseNodo.ACCION),
            ("OO3.A2.1", ClaseNodo.ACTIVIDAD),
            ("OO3.A2.1.a", ClaseNodo.SUBACTIVIDAD),
            ("OO3.A2.2", ClaseNodo.ACTIVIDAD),
        )
    ):
        padre = ids.get(codigo.rpartition(".")[0])
        nodo = Nodo(
            periodo_id=periodo.id,
            padre_id=padre,
            codigo=codigo,
            clase=clase,
            orden=orden,
            texto=codigo,
            datos={"nombre_corto": "Control político y presupuestario"} if codigo == "OO3" else {},
        )
        sesion.add(nodo)
        sesion.flush()
        ids[codigo] = nodo.id


def _documento(sesion: Session, registro: str, estado: str, marca: str) -> Documento:
    documento = Documento(
        identificador=registro, estado=estado, titulo=registro, acceso=Acceso.PUBLICA, creado=AHORA
    )
    sesion.add(documento)
    sesion.flush()
    sesion.add(DocumentoMarca(documento_id=documento.id, marca=marca))
    return documento
