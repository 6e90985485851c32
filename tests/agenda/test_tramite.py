"""El trámite de una iniciativa: estado con documento, días en cada etapa y plazos sólo confirmados."""

from datetime import date

import pytest

from centro_doc.agenda.etapas import tabla
from centro_doc.agenda.numeros import formas, leer_numero
from centro_doc.agenda.tramite import Constancia, armar
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.tipos import tipos

HOY = date(2011, 8, 17)


def _probada(estado: str, fecha: date, precision: str = "dia") -> Constancia:
    return Constancia(estado, fecha, precision, documento=Documento(id=1, titulo="Papel"))


def _dicha(estado: str, fecha: date, precision: str = "dia", marca: str = "C") -> Constancia:
    return Constancia(estado, fecha, precision, marca)


def _tramite(*constancias: Constancia, fecha: date = HOY):
    return armar(constancias, tabla(), fecha=fecha)


def test_solo_la_etapa_con_documento_es_el_estado() -> None:
    tramite = _tramite(_probada("presentada", date(2010, 5, 13)), _dicha("dictaminada", date(2011, 7, 28)))
    assert tramite.actual is not None and tramite.actual.etapa.clave == "presentada"
    assert [paso.prueba is not None for paso in tramite.pasos] == [True, False]
    solo_dichas = _tramite(_dicha("dictaminada", date(2011, 7, 28)))
    assert solo_dichas.actual is None and solo_dichas.ultimo is not None


def test_los_dias_van_de_una_etapa_a_la_siguiente_y_la_ultima_corre_hasta_la_fecha() -> None:
    tramite = _tramite(_probada("presentada", date(2010, 5, 13)), _probada("conocida", date(2010, 5, 20)))
    assert [(p.dias.dichos, p.dias.corre) for p in tramite.pasos if p.dias] == [
        ("7 días", False),
        ("454 días", True),
    ]
    assert tramite.total is not None and tramite.total.dichos == "461 días"
    antes = _tramite(
        _probada("presentada", date(2010, 5, 13)),
        _probada("conocida", date(2010, 5, 20)),
        fecha=date(2010, 5, 14),
    )
    assert [paso.etapa.clave for paso in antes.pasos] == ["presentada"]


def test_de_una_fecha_sin_dia_se_dice_entre_cuantos_dias_y_cuantos() -> None:
    tramite = _tramite(
        _dicha("presentada", date(2009, 10, 21)), _dicha("dictaminada", date(2010, 9, 1), "mes")
    )
    dias = tramite.pasos[0].dias
    assert dias is not None and dias.dichos == "de 315 a 344 días" and not dias.probados


def test_una_etapa_que_se_repite_suma_sus_veces() -> None:
    tramite = _tramite(
        _probada("en_comision", date(2010, 1, 1)),
        _probada("primer_debate", date(2010, 1, 11)),
        _probada("en_comision", date(2010, 1, 16)),
        _probada("dictaminada_favorable", date(2010, 2, 5)),
    )
    assert [paso.en_total.dichos if paso.en_total else "" for paso in tramite.pasos] == [
        "30 días",
        "",
        "30 días",
        "",
    ]


def test_se_cuenta_solo_el_plazo_confirmado_y_nunca_se_da_por_vencido() -> None:
    remitida = _tramite(_probada("remitida_ejecutivo", date(2011, 8, 10))).actual
    assert remitida is not None and remitida.cuenta is not None
    assert (remitida.cuenta.van, remitida.cuenta.completa, remitida.cuenta.paso) == (
        7,
        date(2011, 8, 25),
        False,
    )
    for estado in ("en_comision", "aprobada_por_articulos", "primer_debate"):
        paso = _tramite(_probada(estado, date(2011, 8, 10))).actual
        assert paso is not None and paso.plazo is not None and paso.cuenta is None, estado
    sin_documento = _tramite(_dicha("remitida_ejecutivo", date(2011, 8, 10), marca="V"))
    assert sin_documento.pasos[0].cuenta is None
    sin_dia = _tramite(_probada("remitida_ejecutivo", date(2011, 8, 1), "mes")).actual
    assert sin_dia is not None and sin_dia.cuenta is None


def test_lo_que_falta_es_el_camino_ordinario_y_no_sigue_si_ya_acabo() -> None:
    faltan = [paso.etapa.clave for paso in _tramite(_probada("tercer_debate", HOY)).faltan]
    assert faltan[:2] == ["aprobada_por_articulos", "redaccion_final"] and "vetada" not in faltan
    assert _tramite(_probada("desechada", HOY)).faltan == ()
    assert _tramite().faltan[0].etapa.clave == "presentada"


def test_una_fecha_que_contradice_a_la_probada_no_se_pierde() -> None:
    iguales = _tramite(
        _probada("presentada", date(2010, 5, 13)), _dicha("presentada", date(2010, 5, 1), "mes")
    )
    assert iguales.pasos[0].otras == ()
    distintas = _tramite(_probada("presentada", date(2010, 5, 13)), _dicha("presentada", date(2010, 5, 14)))
    assert [una.fecha for una in distintas.pasos[0].otras] == [date(2010, 5, 14)]
    (una,) = _tramite(
        _dicha("redaccion_final", date(2016, 9, 18), marca="D"),
        _dicha("redaccion_final", date(2016, 9, 20), marca="D"),
        fecha=date(2020, 1, 1),
    ).pasos
    assert len(una.constancias) == 2


def test_cada_etapa_tiene_su_documento_y_los_estados_del_catalogo_son_etapas() -> None:
    etapas = tabla().etapas
    ordenes = [una.orden for una in etapas.values()]
    assert ordenes == sorted(ordenes) and all(una.prueban for una in etapas.values())
    assert etapas["en_comision"].plazo is not None and etapas["en_comision"].plazo.base.marca == "D"
    (campo,) = [c for c in tipos().tipos["iniciativa"].campos if c.clave == "estado_iniciativa"]
    assert set(campo.opciones) <= set(etapas)


@pytest.mark.parametrize(
    "escrito", ["4126", "4,126", "4 126", "INI-4126", "41-26", "Iniciativa 4126", "04126"]
)
def test_un_numero_se_lee_como_se_escriba(escrito: str) -> None:
    assert leer_numero(escrito) == 4126
    assert escrito in formas(4126)


@pytest.mark.parametrize(
    "escrito", ["", "0", "95-1998", "41-2-6", "x", "123456", "DC-46-2007", "4126 y 5121"]
)
def test_lo_que_no_es_un_numero_de_iniciativa_no_se_lee(escrito: str) -> None:
    assert leer_numero(escrito) is None
