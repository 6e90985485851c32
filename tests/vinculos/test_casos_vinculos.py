"""Vincular con evidencia, decidir sobre los vínculos y lo que queda cuando el texto cambia."""

from collections.abc import Callable

import pytest
from fabrica import sembrar_documento, sembrar_texto, sembrar_version
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.modelos import Documento, Version
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.comun.errores import DatosInvalidos, NecesitaIngreso, NoEncontrado, SinPermiso
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import ANONIMO, SISTEMA, Actor
from centro_doc.vinculos import casos
from centro_doc.vinculos.evidencias import revisar_evidencias
from centro_doc.vinculos.formularios import Cita, DatosVinculo
from centro_doc.vinculos.modelos import Vinculo
from vinculos.conftest import PAGINAS

MOTIVO = "Norma principal del expediente."


def asientos(sesion: Session) -> list[Asiento]:
    return list(
        sesion.scalars(select(Asiento).where(Asiento.objeto_clase == "documento").order_by(Asiento.id))
    )


def revision(sesion: Session) -> int:
    return sesion.get_one(Documento, 1).revision


def test_el_pasaje_se_guarda_anclado_y_el_vinculo_confirmado(
    vincular: Callable[..., Vinculo], sesion: Session, ana: Actor
) -> None:
    antes = revision(sesion)
    vinculo = vincular("OO3.A2.7", Cita(1, "plan nacional de retorno"))
    evidencia = vinculo.evidencias[0]
    assert (vinculo.destino, vinculo.estado, vinculo.decidido_por) == (
        "plan:2009-2012:OO3.A2.7",
        "confirmado",
        ana.usuario_id,
    )
    assert evidencia.literal == PAGINAS[0][evidencia.inicio : evidencia.fin] == "plan nacional de re-\ntorno"
    assert evidencia.estado == "vigente"
    assert revision(sesion) == antes + 1


def test_cada_accion_deja_una_linea_en_la_bitacora_y_ninguna_lleva_el_texto(
    vincular: Callable[..., Vinculo], sesion: Session
) -> None:
    vincular("OO3.A2.7", Cita(1, "plan nacional de retorno"))
    linea = asientos(sesion)[0]
    assert (linea.accion, linea.objeto_id) == ("vinculo_creado", "CD-00001")
    assert linea.detalle == {"destino": "plan:2009-2012:OO3.A2.7", "relacion": "sustenta", "pasajes": 1}
    assert len(asientos(sesion)) == 1


def test_un_pasaje_puede_seguir_en_la_pagina_siguiente(vincular: Callable[..., Vinculo]) -> None:
    evidencia = vincular("AG2", Cita(2, "listado de cinco personas elegidas")).evidencias[0]
    assert (evidencia.pagina_inicio, evidencia.pagina_fin) == (2, 3)


@pytest.mark.parametrize(
    ("cita", "campo", "mensaje"),
    [
        (Cita(2, "plan nacional de retorno"), "pasaje", "no está en la página 2"),
        (Cita(9, "plan nacional de retorno"), "p", "no tiene página 9"),
    ],
)
def test_un_pasaje_que_no_esta_en_la_pagina_no_se_guarda(
    vincular: Callable[..., Vinculo], cita: Cita, campo: str, mensaje: str
) -> None:
    with pytest.raises(DatosInvalidos, match=mensaje) as error:
        vincular("OO3.A2.7", cita)
    assert list(error.value.campos) == [campo]


def test_sin_texto_no_hay_pasaje_pero_si_motivo(sesion: Session, ana: Actor, reloj: Reloj) -> None:
    sembrar_documento(sesion, 2, "Libro en papel")
    con_cita = DatosVinculo("AG2", "sustenta", Cita(1, "un pasaje cualquiera"))
    with pytest.raises(DatosInvalidos, match="no tiene texto"):
        casos.vincular(sesion, ana, "CD-00002", con_cita, reloj=reloj)
    con_motivo = DatosVinculo("AG2", "sustenta", None, MOTIVO)
    vinculo = casos.vincular(sesion, ana, "CD-00002", con_motivo, reloj=reloj)
    assert (vinculo.motivo, vinculo.evidencias) == (MOTIVO, [])


def test_sin_pasaje_ni_motivo_no_hay_vinculo(vincular: Callable[..., Vinculo]) -> None:
    with pytest.raises(DatosInvalidos, match="motivo"):
        vincular("OO3.A2.7")


def test_vincular_otra_vez_anade_evidencia_al_mismo_vinculo(
    vincular: Callable[..., Vinculo], sesion: Session
) -> None:
    primero = vincular("OO3.A2.7", Cita(1, "plan nacional de retorno"))
    segundo = vincular("OO3.A2.7", Cita(1, "reinserción laboral"))
    assert primero is segundo
    assert [e.literal for e in segundo.evidencias] == ["plan nacional de re-\ntorno", "reinserción laboral"]
    assert asientos(sesion)[-1].accion == "evidencia_anadida"


def test_el_mismo_pasaje_no_entra_dos_veces(vincular: Callable[..., Vinculo]) -> None:
    vincular("OO3.A2.7", Cita(1, "plan nacional de retorno"))
    with pytest.raises(DatosInvalidos, match="ya prueba este vínculo"):
        vincular("OO3.A2.7", Cita(1, "PLAN NACIONAL DE RETORNO"))
    with pytest.raises(DatosInvalidos, match="Ya está vinculado"):
        vincular("OO3.A2.7", motivo=MOTIVO)


def test_otra_relacion_con_el_mismo_destino_es_otro_vinculo(vincular: Callable[..., Vinculo]) -> None:
    uno = vincular("OO3.A2.7", motivo=MOTIVO)
    otro = vincular("OO3.A2.7", motivo=MOTIVO, relacion="antecedente")
    assert uno.id != otro.id


@pytest.mark.parametrize("escrito", ["AG2", "tema:AG2", "ag2 Ley de CONAMIGUA", "OO2.P1.b", "oo2.p1.B"])
def test_el_subproducto_que_es_tema_se_guarda_una_sola_vez_como_tema(
    vincular: Callable[..., Vinculo], escrito: str
) -> None:
    assert vincular(escrito, motivo=MOTIVO).destino == "tema:AG2"


@pytest.mark.parametrize(
    ("escrito", "codigo"),
    [
        ("plan:2009-2012:OO3.A2", "OO3.A2"),
        ("OO3.A2.7.a Desarrollo de alternativas", "OO3.A2.7.a"),
        ("plan nacional retorno", "OO3.A2.7"),
        ("DEFINICION de un plan", "OO3.A2.7"),
    ],
)
def test_el_destino_se_escribe_por_codigo_o_por_palabras(
    vincular: Callable[..., Vinculo], escrito: str, codigo: str
) -> None:
    assert vincular(escrito, motivo=MOTIVO).destino.endswith(f":{codigo}")


@pytest.mark.parametrize(
    ("escrito", "mensaje"),
    [
        ("conamigua", "conviene a AG2, OO3.A2, OO3.A2.1"),
        ("zanahoria", "Nada del plan"),
        ("  ", "Elija a qué"),
    ],
)
def test_un_destino_que_no_se_entiende_se_explica(
    vincular: Callable[..., Vinculo], escrito: str, mensaje: str
) -> None:
    with pytest.raises(DatosInvalidos, match=mensaje):
        vincular(escrito, motivo=MOTIVO)


def test_rechazar_y_confirmar_cambian_el_estado(
    vincular: Callable[..., Vinculo], sesion: Session, ana: Actor, reloj: Reloj
) -> None:
    vincular("AG2", motivo=MOTIVO)
    vinculo = vincular("OO3.A2.7", motivo=MOTIVO)
    casos.rechazar(sesion, ana, vinculo.id, "Habla de otra cosa.", reloj=reloj)
    assert vinculo.estado == "rechazado"
    casos.confirmar(sesion, ana, vinculo.id, reloj=reloj)
    assert vinculo.estado == "confirmado"
    assert [a.accion for a in asientos(sesion)][-2:] == ["vinculo_rechazado", "vinculo_confirmado"]
    assert asientos(sesion)[-2].motivo == "Habla de otra cosa."


def test_un_vinculo_rechazado_vuelve_al_vincularlo_de_nuevo(
    vincular: Callable[..., Vinculo], sesion: Session, ana: Actor, reloj: Reloj
) -> None:
    vincular("AG2", motivo=MOTIVO)
    vinculo = vincular("OO3.A2.7", motivo=MOTIVO)
    casos.rechazar(sesion, ana, vinculo.id, "Habla de otra cosa.", reloj=reloj)
    assert vincular("OO3.A2.7", motivo="Sí la sustenta.").estado == "confirmado"


def test_quitar_borra_el_vinculo_y_deja_el_motivo(
    vincular: Callable[..., Vinculo], sesion: Session, ana: Actor, reloj: Reloj
) -> None:
    vincular("AG2", motivo=MOTIVO)
    vinculo = vincular("OO3.A2.7", Cita(1, "plan nacional de retorno"))
    casos.quitar(sesion, ana, vinculo.id, "Se vinculó por error.", reloj=reloj)
    assert [v.destino for v in sesion.scalars(select(Vinculo))] == ["tema:AG2"]
    assert asientos(sesion)[-1].motivo == "Se vinculó por error."
    with pytest.raises(NoEncontrado):
        casos.quitar(sesion, ana, vinculo.id, "Otra vez.", reloj=reloj)


def test_lo_publicado_no_se_queda_sin_vinculos_ni_motivo(
    vincular: Callable[..., Vinculo], sesion: Session, ana: Actor, reloj: Reloj
) -> None:
    vinculo = vincular("AG2", motivo=MOTIVO)
    for decidir in (casos.quitar, casos.rechazar):
        with pytest.raises(DatosInvalidos, match="único vínculo"):
            decidir(sesion, ana, vinculo.id, "Por error.", reloj=reloj)
    sesion.get_one(Documento, 1).sin_vinculos_motivo = "Es obra de consulta general."
    casos.quitar(sesion, ana, vinculo.id, "Por error.", reloj=reloj)
    assert sesion.scalars(select(Vinculo)).all() == []


def test_sin_publicar_se_puede_quitar_el_unico_vinculo(
    vincular: Callable[..., Vinculo], sesion: Session, ana: Actor, reloj: Reloj
) -> None:
    sesion.get_one(Documento, 1).estado = "por_catalogar"
    vinculo = vincular("AG2", motivo=MOTIVO)
    casos.quitar(sesion, ana, vinculo.id, "Por error.", reloj=reloj)
    assert sesion.scalars(select(Vinculo)).all() == []


def test_quitar_el_unico_pasaje_deja_el_vinculo_con_su_motivo(
    vincular: Callable[..., Vinculo], sesion: Session, ana: Actor, reloj: Reloj
) -> None:
    vincular("OO3.A2.7", Cita(1, "plan nacional de retorno"))
    vinculo = vincular("OO3.A2.7", Cita(1, "reinserción laboral"))
    uno, otro = (e.id for e in vinculo.evidencias)
    casos.quitar_evidencia(sesion, ana, uno, "Era la carátula.", reloj=reloj)
    assert (len(vinculo.evidencias), vinculo.motivo) == (1, "")
    casos.quitar_evidencia(sesion, ana, otro, "Lo dice el título.", reloj=reloj)
    assert (len(vinculo.evidencias), vinculo.motivo) == (0, "Lo dice el título.")
    with pytest.raises(NoEncontrado):
        casos.quitar_evidencia(sesion, ana, otro, "Otra vez.", reloj=reloj)


def test_vincular_pide_el_permiso(sesion: Session, reloj: Reloj) -> None:
    datos = DatosVinculo("AG2", "sustenta", None, MOTIVO)
    with pytest.raises(NecesitaIngreso):
        casos.vincular(sesion, ANONIMO, "CD-00001", datos, reloj=reloj)
    with pytest.raises(SinPermiso):
        casos.confirmar(sesion, Actor(9, "Luis", frozenset({"investigador"})), 1, reloj=reloj)


def test_lo_que_no_se_ve_no_existe_tampoco_para_vincular(
    sesion: Session, ana: Actor, reloj: Reloj, vincular: Callable[..., Vinculo]
) -> None:
    oculto = sembrar_documento(
        sesion, 2, "Reservado", ("Un texto reservado y largo.",), marcas=("reservada",)
    )
    datos = DatosVinculo("AG2", "sustenta", None, MOTIVO)
    with pytest.raises(NoEncontrado) as oculta:
        casos.vincular(sesion, ana, oculto.identificador, datos, reloj=reloj)
    with pytest.raises(NoEncontrado) as inexistente:
        casos.vincular(sesion, ana, "CD-09999", datos, reloj=reloj)
    assert oculta.value.mensaje == inexistente.value.mensaje


def test_el_vinculo_de_lo_que_no_se_ve_y_el_que_no_existe_dan_el_mismo_mensaje(
    sesion: Session, ana: Actor, reloj: Reloj, vincular: Callable[..., Vinculo]
) -> None:
    vinculo = vincular("AG2", Cita(1, "plan nacional de retorno"))
    sesion.flush()
    evidencia = vinculo.evidencias[0].id
    sesion.get_one(Documento, 1).marcas = [DocumentoMarca(marca="reservada")]
    sesion.flush()
    mensajes = set()
    for numero, suya in ((vinculo.id, evidencia), (99_999, 99_999)):
        for caso in (
            lambda n: casos.confirmar(sesion, ana, n, reloj=reloj),
            lambda n: casos.rechazar(sesion, ana, n, MOTIVO, reloj=reloj),
            lambda n: casos.quitar(sesion, ana, n, MOTIVO, reloj=reloj),
        ):
            with pytest.raises(NoEncontrado) as error:
                caso(numero)
            mensajes.add(error.value.mensaje)
        with pytest.raises(NoEncontrado) as error:
            casos.quitar_evidencia(sesion, ana, suya, MOTIVO, reloj=reloj)
        mensajes.add(error.value.mensaje)
    assert len(mensajes) == 1


def test_quitar_un_pasaje_pide_el_permiso_antes_de_buscarlo(sesion: Session, reloj: Reloj) -> None:
    with pytest.raises(SinPermiso):
        casos.quitar_evidencia(
            sesion, Actor(9, "Luis", frozenset({"investigador"})), 99_999, MOTIVO, reloj=reloj
        )


def test_a_lo_retirado_no_se_le_anaden_vinculos(vincular: Callable[..., Vinculo], sesion: Session) -> None:
    sesion.get_one(Documento, 1).estado = "retirado"
    with pytest.raises(DatosInvalidos, match="retirado"):
        vincular("AG2", motivo=MOTIVO)


def test_un_texto_nuevo_dice_que_pasajes_siguen_y_cuales_no(
    vincular: Callable[..., Vinculo], sesion: Session, reloj: Reloj
) -> None:
    sigue = vincular("OO3.A2.7", Cita(1, "plan nacional de retorno")).evidencias[0]
    falta = vincular("AG2", Cita(2, "listado de cinco personas")).evidencias[0]
    ancla = (sigue.texto_id, sigue.inicio)
    documento = sesion.get_one(Documento, 1)
    sembrar_version(sesion, documento, ("Carátula", "un PLAN  nacional de retorno"), numero=2)
    antes = documento.revision
    assert revisar_evidencias(sesion, SISTEMA, 1, reloj=reloj) == {"vigente": 0, "reanclada": 1, "rota": 1}
    assert (sigue.estado, falta.estado) == ("reanclada", "rota")
    assert (sigue.texto_id, sigue.inicio) == ancla
    assert documento.revision == antes + 1


def test_revisar_las_evidencias_dos_veces_no_escribe_dos_veces(
    vincular: Callable[..., Vinculo], sesion: Session, reloj: Reloj
) -> None:
    evidencia = vincular("OO3.A2.7", Cita(1, "plan nacional de retorno")).evidencias[0]
    version = sesion.scalars(select(Version)).one()
    sembrar_texto(sesion, version, ("Nada de lo de antes.",))
    revisar_evidencias(sesion, SISTEMA, 1, reloj=reloj)
    cuantas = len(asientos(sesion))
    assert revisar_evidencias(sesion, SISTEMA, 1, reloj=reloj) == {"vigente": 0, "reanclada": 0, "rota": 1}
    assert len(asientos(sesion)) == cuantas
    sembrar_texto(sesion, version, PAGINAS)
    revisar_evidencias(sesion, SISTEMA, 1, reloj=reloj)
    assert evidencia.estado == "vigente"


def test_mientras_una_version_nueva_no_se_lee_vale_el_texto_de_la_anterior(
    vincular: Callable[..., Vinculo], sesion: Session, reloj: Reloj
) -> None:
    evidencia = vincular("OO3.A2.7", Cita(1, "plan nacional de retorno")).evidencias[0]
    sesion.add(Version(documento_id=1, numero=2, creada=reloj.ahora()))
    sesion.flush()
    revisar_evidencias(sesion, SISTEMA, 1, reloj=reloj)
    assert evidencia.estado == "vigente"


def test_revisar_un_documento_sin_texto_no_hace_nada(sesion: Session, reloj: Reloj) -> None:
    sembrar_documento(sesion, 2, "Libro en papel")
    assert revisar_evidencias(sesion, SISTEMA, 2, reloj=reloj) == {"vigente": 0, "reanclada": 0, "rota": 0}


@pytest.mark.parametrize("caso", ["confirmar", "rechazar", "quitar", "quitar_evidencia"])
def test_un_vinculo_no_se_toca_desde_la_direccion_de_otro_documento(
    sesion: Session, ana: Actor, vincular: Callable[..., Vinculo], reloj: Reloj, caso: str
) -> None:
    vinculo = vincular("OO3.A2.7", Cita(1, "plan nacional de retorno"))
    numero = vinculo.evidencias[0].id if caso == "quitar_evidencia" else vinculo.id
    extras = () if caso == "confirmar" else ("Por error",)
    with pytest.raises(NoEncontrado):
        getattr(casos, caso)(sesion, ana, numero, *extras, reloj=reloj, de="CD-00099")
