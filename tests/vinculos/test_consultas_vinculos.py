"""Qué documentos prueban cada nodo y cada tema, a la vista de cada lector."""

from collections.abc import Iterator

import pytest
from fabrica import AHORA, sembrar_documento, sembrar_plan
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.vigente import texto_vigente
from centro_doc.cobertura.probanza import con_pasaje, probanza
from centro_doc.comun.bd import BaseDeDatos
from centro_doc.plan.modelos import Nodo
from centro_doc.vinculos import consultas
from centro_doc.vinculos.modelos import Evidencia, Vinculo

PUBLICO = frozenset({"publico"})
PERSONAL = frozenset({"publico", "personal"})


@pytest.fixture
def sesion(bd: BaseDeDatos) -> Iterator[Session]:
    with bd.sesion() as abierta:
        abierta.connection(execution_options={"escribe": True})
        sembrar_plan(abierta)
        yield abierta


def nodo(sesion: Session, codigo: str) -> Nodo:
    return sesion.scalars(select(Nodo).where(Nodo.codigo == codigo)).one()


def tema(sesion: Session) -> Tema:
    return sesion.scalars(select(Tema)).one()


def atar(
    sesion: Session,
    documento: int,
    codigo: str,
    relacion: str = "sustenta",
    *,
    estado: str = "confirmado",
    texto_id: int | None = None,
) -> Vinculo:
    es_tema = codigo.startswith("AG")
    vinculo = Vinculo(
        documento_id=documento,
        nodo_id=None if es_tema else nodo(sesion, codigo).id,
        tema_id=tema(sesion).id if es_tema else None,
        destino=f"tema:{codigo}" if es_tema else f"plan:2009-2012:{codigo}",
        relacion=relacion,
        estado=estado,
        motivo="" if texto_id else "Por su título.",
        creado=AHORA,
    )
    if texto_id:
        vinculo.evidencias.append(
            Evidencia(
                texto_id=texto_id,
                pagina_inicio=1,
                inicio=0,
                pagina_fin=1,
                fin=5,
                literal="Texto",
                huella="0" * 64,
                estado="vigente",
                creada=AHORA,
            )
        )
    sesion.add(vinculo)
    sesion.flush()
    return vinculo


def cuentas(sesion: Session, marcas: frozenset[str] = PUBLICO) -> dict[str, tuple[int, int]]:
    """Por código de nodo, sus documentos y los que lo prueban sólo «sin pasaje»."""
    nodos = sesion.scalars(select(Nodo)).all()
    dada = probanza(sesion, nodos, marcas)
    return {
        nodo.codigo: (len(suyos), len(suyos - con_pasaje(sesion, dada.ramas(nodo.id), suyos)))
        for nodo in nodos
        if (suyos := dada.de(nodo.id))
    }


def test_un_documento_cuenta_una_vez_en_su_nodo_y_en_cada_ancestro(sesion: Session) -> None:
    documento = sembrar_documento(sesion, 1, "Ley", ("Texto de la ley",))
    texto = texto_vigente(sesion, documento.id)
    atar(sesion, 1, "OO3.A2.7.a", texto_id=texto)
    atar(sesion, 1, "OO3.A2.1", "producto")
    esperadas = {"OO3.A2.7.a": 0, "OO3.A2.7": 0, "OO3.A2.1": 1, "OO3.A2": 0, "OO3": 0, "OE": 0}
    assert cuentas(sesion) == {codigo: (1, sin) for codigo, sin in esperadas.items()}


def test_un_vinculo_con_el_tema_sube_a_su_subproducto(sesion: Session) -> None:
    sembrar_documento(sesion, 1, "Ley")
    atar(sesion, 1, "AG2")
    assert set(cuentas(sesion)) == {"OO2.P1.b", "OO2.P1", "OO2", "OE"}
    vinculados = consultas.de_nodo(sesion, nodo(sesion, "OO2.P1"), PUBLICO)
    assert [(v.documento.identificador, v.vinculos[0].codigo) for v in vinculados] == [("CD-00001", "AG2")]
    assert consultas.de_nodo(sesion, nodo(sesion, "OO2.P1"), PUBLICO, con_descendientes=False) == ()


@pytest.mark.parametrize("relacion", ["enuncia", "antecedente", "contradice"])
def test_solo_sustenta_y_producto_son_cobertura(sesion: Session, relacion: str) -> None:
    sembrar_documento(sesion, 1, "El plan")
    atar(sesion, 1, "OO3.A2.7", relacion)
    assert cuentas(sesion) == {}
    assert len(consultas.de_nodo(sesion, nodo(sesion, "OO3.A2.7"), PUBLICO)) == 1


@pytest.mark.parametrize("estado", ["propuesto", "rechazado"])
def test_lo_que_nadie_confirmo_no_cuenta_ni_se_lista(sesion: Session, estado: str) -> None:
    sembrar_documento(sesion, 1, "Ley")
    atar(sesion, 1, "OO3.A2.7", estado=estado)
    assert cuentas(sesion) == {}
    assert consultas.de_nodo(sesion, nodo(sesion, "OO3"), PUBLICO) == ()
    assert consultas.de_documento(sesion, 1) == ()
    assert len(consultas.de_documento(sesion, 1, estados=(estado,))) == 1


def test_lo_que_el_lector_no_ve_no_cuenta(sesion: Session) -> None:
    sembrar_documento(sesion, 1, "Interno", marcas=("personal",))
    atar(sesion, 1, "OO3.A2.7")
    atar(sesion, 1, "AG2")
    assert cuentas(sesion) == {} and cuentas(sesion, PERSONAL)["OO3"] == (1, 1)
    assert consultas.de_tema(sesion, tema(sesion), PUBLICO) == ()
    assert len(consultas.de_tema(sesion, tema(sesion), PERSONAL)) == 1
    assert consultas.cuentas_por_tema(sesion, PUBLICO) == {}
    assert consultas.cuentas_por_tema(sesion, PERSONAL) == {tema(sesion).id: 1}


def test_enunciar_un_tema_no_lo_llena(sesion: Session) -> None:
    sembrar_documento(sesion, 1, "Plan")
    atar(sesion, 1, "AG2", "enuncia")
    assert consultas.cuentas_por_tema(sesion, PUBLICO) == {}
    assert len(consultas.de_tema(sesion, tema(sesion), PUBLICO)) == 1


def test_lo_no_publicado_espera(sesion: Session) -> None:
    sembrar_documento(sesion, 1, "Borrador", marcas=("personal",), estado="por_catalogar")
    atar(sesion, 1, "OO3.A2.7")
    assert cuentas(sesion, PERSONAL) == {}
    assert consultas.de_nodo(sesion, nodo(sesion, "OO3.A2.7"), PERSONAL) == ()


def test_un_vinculo_visto_dice_su_destino_y_sus_pasajes(sesion: Session) -> None:
    documento = sembrar_documento(sesion, 1, "Ley", ("Texto de la ley",))
    texto = texto_vigente(sesion, documento.id)
    atar(sesion, 1, "OO3.A2.7", texto_id=texto)
    atar(sesion, 1, "AG2")
    tema_visto, nodo_visto = consultas.de_documento(sesion, 1)
    assert (tema_visto.codigo, tema_visto.es_tema, tema_visto.sin_pasaje) == ("AG2", True, True)
    assert (nodo_visto.clase, nodo_visto.sin_pasaje, nodo_visto.confirmado) == ("actividad", False, True)
    assert (nodo_visto.pasajes[0].literal, nodo_visto.pasajes[0].rota) == ("Texto", False)
    por_documento = consultas.de_documentos(sesion, [1, 2])
    assert [v.codigo for v in por_documento[1]] == ["AG2", "OO3.A2.7"]
    assert consultas.confirmados(sesion, 1) == 2


def test_los_publicados_sin_vinculos_se_listan_del_mas_reciente(sesion: Session) -> None:
    for numero in (1, 2, 3):
        sembrar_documento(sesion, numero, f"Ley {numero}")
    sembrar_documento(sesion, 4, "Borrador", estado="por_catalogar")
    sembrar_documento(sesion, 5, "Interno", marcas=("personal",))
    atar(sesion, 2, "AG2")
    atar(sesion, 3, "AG2", estado="propuesto")
    hoja = consultas.documentos_sin_vinculos(sesion, PUBLICO, por_hoja=1)
    assert (hoja.total, [d.id for d in hoja.elementos]) == (2, [3])
    assert consultas.documentos_sin_vinculos(sesion, PERSONAL).total == 3


def test_para_el_indice_van_los_codigos_con_sus_ancestros(sesion: Session) -> None:
    for numero in (1, 2, 3):
        sembrar_documento(sesion, numero, f"Ley {numero}")
    atar(sesion, 1, "OO3.A2.7.a")
    atar(sesion, 1, "AG2", "antecedente")
    atar(sesion, 2, "OO3.A2.7", estado="propuesto")
    assert consultas.codigos_por_documento(sesion, [1, 2, 3]) == {
        1: (
            frozenset({"AG2"}),
            frozenset({"OO3.A2.7.a", "OO3.A2.7", "OO3.A2", "OO3", "OE", "OO2.P1.b", "OO2.P1", "OO2"}),
        )
    }
    assert consultas.codigos_por_documento(sesion, [3]) == {}
