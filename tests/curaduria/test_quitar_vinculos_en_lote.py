"""Quitar de una vez el vínculo de varios documentos, reponerlos enteros, y ver la historia de cada uno."""

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_documento, sembrar_plan, sembrar_texto, sembrar_vinculo
from sqlalchemy import select

from centro_doc.catalogo.modelos import Version
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.cuentas.modelos import Rol
from centro_doc.curaduria import operaciones
from centro_doc.curaduria.quitar_vinculos import quitar
from centro_doc.curaduria.vinculos_en_lote import vincular
from centro_doc.vinculos import casos
from centro_doc.vinculos.formularios import Cita, DatosVinculo
from centro_doc.vinculos.historia import historias
from centro_doc.vinculos.modelos import Vinculo

PASAJE = "El plan nacional de retorno ofrecerá empleo a los deportados."


@pytest.fixture
def ana(crear):
    return crear("ana@congreso.gob.gt", Rol.PERSONAL)


@pytest.fixture
def doce(bd, reloj, ana):
    """Doce por catalogar, vinculados de una vez, y el 1 y el 2 con pasaje; da el número de la operación."""
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        for n in range(1, 13):
            sembrar_documento(
                sesion, n, f"Oficio {n}", (PASAJE, "Otra."), marcas=("personal",), estado="por_catalogar"
            )
        datos = DatosVinculo("OO3.A2.7", "sustenta", motivo="Llegaron con el informe")
        numero = vincular(sesion, ana, datos, [f"CD-{n:05}" for n in range(1, 13)], reloj=reloj).id
        for n in (1, 2):
            cita = DatosVinculo("OO3.A2.7", "sustenta", Cita(1, PASAJE))
            casos.vincular(sesion, ana, f"CD-{n:05}", cita, reloj=reloj)
    return numero


def quitar_de(bd, reloj, actor, *numeros, destino="OO3.A2.7", motivo="No es del plan"):
    with transaccion(bd) as sesion:
        return quitar(sesion, actor, destino, [f"CD-{n:05}" for n in numeros], motivo, reloj=reloj).id


def deshacer(bd, reloj, actor, operacion):
    with transaccion(bd) as sesion:
        return operaciones.deshacer(sesion, actor, operacion, reloj=reloj)


def vinculos(bd):
    """De cada documento, lo que dice su vínculo y sus pasajes."""
    with lectura(bd) as sesion:
        return {
            v.documento_id: (v.estado, v.motivo, v.decidido, [(e.literal, e.estado) for e in v.evidencias])
            for v in sesion.scalars(select(Vinculo))
        }


@pytest.mark.usefixtures("doce")
def test_se_quitan_dos_y_se_reponen_con_sus_pasajes(bd, reloj, ana):
    antes = vinculos(bd)
    operacion = quitar_de(bd, reloj, ana, 1, 2)
    assert set(vinculos(bd)) == set(range(3, 13))
    assert deshacer(bd, reloj, ana, operacion) == ()
    assert vinculos(bd) == antes
    assert antes[1][3] == [(PASAJE.rstrip("."), "vigente")]


@pytest.mark.usefixtures("doce")
def test_al_reponer_se_busca_el_pasaje_en_el_texto_de_ahora(bd, reloj, ana):
    operacion = quitar_de(bd, reloj, ana, 1, 2)
    with transaccion(bd) as sesion:
        version = sesion.scalars(select(Version).where(Version.documento_id == 1)).one()
        sembrar_texto(sesion, version, ("Un texto que ya no dice nada de aquello.",))
    assert deshacer(bd, reloj, ana, operacion) == ()
    assert [estado for _, estado in vinculos(bd)[1][3]] == ["rota"]
    assert [estado for _, estado in vinculos(bd)[2][3]] == ["vigente"]


@pytest.mark.usefixtures("doce")
def test_lo_que_se_volvio_a_vincular_se_deja_y_lo_propuesto_cede(bd, reloj, ana):
    operacion = quitar_de(bd, reloj, ana, 1, 2, 3)
    with transaccion(bd) as sesion:
        datos = DatosVinculo("OO3.A2.7", "sustenta", motivo="Sí era")
        casos.vincular(sesion, ana, "CD-00001", datos, reloj=reloj)
        documento = sembrar_documento(sesion, 20, "Otro")
        sembrar_vinculo(sesion, documento, "OO3.A2.7", estado="propuesto", motivo="x")
        sesion.scalars(select(Vinculo).where(Vinculo.documento_id == 20)).one().documento_id = 2
    assert deshacer(bd, reloj, ana, operacion) == ("CD-00001, que ya se volvió a vincular",)
    assert vinculos(bd)[1][1] == "Sí era"
    assert vinculos(bd)[2][0] == vinculos(bd)[3][0] == "confirmado"


def test_no_resucita_lo_de_un_lote_que_se_deshizo_entretanto(bd, reloj, ana, doce):
    operacion = quitar_de(bd, reloj, ana, 1, 3, 4)
    assert [dicho[:8] for dicho in deshacer(bd, reloj, ana, doce)] == ["CD-00002"]
    assert deshacer(bd, reloj, ana, operacion) == (
        "CD-00003, que se había vinculado en un lote ya deshecho",
        "CD-00004, que se había vinculado en un lote ya deshecho",
    )
    assert set(vinculos(bd)) == {1, 2}


def test_dice_que_no_vuelve_la_propuesta_que_se_quito_ya_confirmada(bd, reloj, ana):
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        uno = sembrar_documento(sesion, 1, "Oficio", marcas=("personal",), estado="por_catalogar")
        sembrar_vinculo(sesion, uno, "OO3.A2.7", estado="propuesto", motivo="x")
        datos = DatosVinculo("OO3.A2.7", "sustenta", motivo="Llegó")
        lote = vincular(sesion, ana, datos, ["CD-00001"], reloj=reloj).id
    quitar_de(bd, reloj, ana, 1)
    assert deshacer(bd, reloj, ana, lote) == ("CD-00001, al que después se le quitó el vínculo",)


@pytest.mark.usefixtures("doce")
def test_es_todo_o_nada_y_dice_por_que_no(bd, reloj, ana):
    with transaccion(bd) as sesion:
        publicado = sembrar_documento(sesion, 13, "Publicado", (PASAJE,))
        sembrar_vinculo(sesion, publicado, "OO3.A2.7", motivo="De antes")
        sembrar_documento(sesion, 14, "Sin vínculo", marcas=("personal",), estado="por_catalogar")
        sembrar_documento(sesion, 15, "Oculto", marcas=("reservada",), acceso="reservada")
    antes = vinculos(bd)
    for numeros, opciones, campo, dicho in (
        ((1, 13), {}, "elegidos", "CD-00013: Es el único"),
        ((14,), {}, "elegidos", "Ninguno está vinculado"),
        ((1,), {"motivo": " "}, "motivo", "por qué"),
        ((1,), {"destino": "OO9.Z"}, "destino", "OO9.Z"),
    ):
        with pytest.raises(DatosInvalidos) as error:
            quitar_de(bd, reloj, ana, *numeros, **opciones)
        assert dicho in error.value.campos[campo]
    with pytest.raises(NoEncontrado):
        quitar_de(bd, reloj, ana, 1, 15)
    assert vinculos(bd) == antes


@pytest.mark.usefixtures("doce")
def test_la_historia_dice_quien_cuando_y_por_que_tambien_de_lo_quitado(bd, reloj, ana):
    operacion = quitar_de(bd, reloj, ana, 1)
    with lectura(bd) as sesion:
        suyas = historias(sesion, 1, "CD-00001")
    assert suyas.de_cada == {}
    (quitado,) = suyas.quitados
    assert quitado.codigo == "OO3.A2.7"
    assert [(uno.quien, uno.dicho, uno.motivo) for uno in quitado.sucesos] == [
        (ana.nombre, "lo vinculó", "Llegaron con el informe"),
        (ana.nombre, "añadió un pasaje", ""),
        (ana.nombre, "lo quitó", "No es del plan"),
    ]
    deshacer(bd, reloj, ana, operacion)
    with lectura(bd) as sesion:
        suyas = historias(sesion, 1, "CD-00001")
    (sucesos,) = suyas.de_cada.values()
    assert (suyas.quitados, sucesos[-1].dicho) == ((), "lo repuso al deshacer")


def test_por_la_pagina_se_vinculan_doce_se_quitan_dos_y_queda_dicho(bd, reloj, doce, entrar):
    cliente = entrar("ana@congreso.gob.gt")
    pagina = cliente.get(f"/lotes/{doce}").text
    assert "Quitar de OO3.A2.7 los marcados" in pagina and pagina.count('form="parte"') == 12
    datos = {"csrf_token": ficha_csrf(cliente, "/lotes/vincular"), "destino": "OO3.A2.7"}
    datos["elegidos"] = ["CD-00004", "CD-00005"]
    assert "Quitar el vínculo de 2 documentos" in cliente.post("/lotes/desvincular", data=datos).text
    datos["accion"] = "aplicar"
    assert cliente.post("/lotes/desvincular", data=datos).status_code == 422
    hecho = cliente.post("/lotes/desvincular", data=datos | {"motivo": "No eran"}, follow_redirects=True)
    assert (
        "Quitó de OO3.A2.7 2 documentos: No eran" in hecho.text and "Ya no: Sustenta OO3.A2.7" in hecho.text
    )
    assert "lo quitó: «No eran»" in cliente.get("/documentos/CD-00004").text
    nodo = cliente.get("/plan/OO3.A2.7").text
    assert "/lotes/vincular?destino=OO3.A2.7" in nodo
