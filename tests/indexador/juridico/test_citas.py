import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexador.juridico.citas import Alias, Contexto, Nombres, hallar
from indexador.juridico.objetivos import leer_objetivo
from tests.crecimiento import costo, crece_con_la_entrada
from tests.indexador.juridico.nombres_de_citas import NOMBRES

CASOS = [
    json.loads(renglon)
    for archivo in ("casos_de_cita.jsonl", "casos_adversos.jsonl")
    for renglon in (Path(__file__).parent / "datos" / archivo).read_text("utf-8").splitlines()
]
CITAS = [caso for caso in CASOS if caso["clase"] != "falso_amigo"]
FALSOS = [caso for caso in CASOS if caso["clase"] == "falso_amigo"]


def citas(texto, documento=None, jurisdiccion="GT", nombres=NOMBRES):
    return hallar(texto, Contexto(documento, jurisdiccion), nombres)


def objetivos(texto, *contexto):
    return [str(objetivo) for cita in citas(texto, *contexto) for objetivo in cita.objetivos]


def unica(texto, *contexto):
    (cita,) = citas(texto, *contexto)
    return cita


@pytest.mark.parametrize("caso", CITAS, ids=lambda caso: caso["texto"][:60])
def test_cada_cita_da_sus_objetivos_exactos(caso):
    assert sorted(set(objetivos(caso["texto"], *caso["contexto"].values()))) == sorted(caso["objetivos"])


@pytest.mark.parametrize("caso", FALSOS, ids=lambda caso: caso["texto"][:60])
def test_un_falso_amigo_no_es_una_cita(caso):
    halladas = citas(caso["texto"], *caso["contexto"].values())
    assert [cita.literal for cita in halladas if cita.confianza >= 0.5] == []


def test_el_literal_esta_donde_dice_aunque_el_texto_venga_sin_componer():
    texto = unicodedata.normalize(
        "NFD", "— según el artículo 5o. de la Constitución Política de la República."
    )
    cita = unica(texto)
    assert texto[cita.inicio : cita.fin] == cita.literal
    assert cita.literal.startswith("arti") and cita.literal.endswith("blica")
    assert [str(uno) for uno in cita.objetivos] == ["CPRG#5"]


def test_un_decreto_ley_no_es_un_decreto():
    assert objetivos("el Decreto Ley 22-86 y el Decreto 22-86") == ["DL-22-1986", "DC-22-1986"]


def test_un_numero_corrido_no_se_parte_sin_prueba():
    assert objetivos("Decreto 1613") == ["DS-1613"]
    assert objetivos("Decreto 6394 del Congreso") == ["SIN_RESOLVER"]
    assert objetivos("Decreto 6394, Ley Orgánica del Organismo Legislativo") == ["DC-63-1994"]


def test_un_anio_de_dos_cifras_es_de_1940_a_2039():
    assert objetivos("Decretos 4-04, 2-70 y 37-39") == ["DC-4-2004", "DC-2-1970", "DC-37-2039"]


def test_el_septimo_transitorio_no_es_el_septimo():
    assert objetivos("artículo 7 de la Constitución y artículo 7 transitorio de la Constitución") == [
        "CPRG#7",
        "CPRG#t7",
    ]


def test_tras_el_titulo_de_las_transitorias_solo_es_otra_serie_si_vuelve_a_contar():
    titulo = "DISPOSICIONES TRANSITORIAS\n"
    sigue = "Artículo 71. Plazo.\nSe aplica el artículo 6, sin más."
    vuelve = "Artículo 1. Plazo.\nSe aplica el artículo 6, sin más."
    assert objetivos(titulo + sigue, "DC-57-2008") == ["DC-57-2008#6"]
    assert objetivos(titulo + vuelve, "CPRG") == ["CPRG#t6"]


def test_el_nombre_y_el_numero_juntos_son_una_sola_cita():
    assert len(citas("la Ley de Migración (Decreto 95-98), y nada más")) == 1
    assert (
        unica("la Ley de Migración (Decreto 95-98), y nada más").literal == "Ley de Migración (Decreto 95-98)"
    )


def test_si_el_nombre_y_el_numero_no_casan_hay_conflicto_y_poca_confianza():
    cita = unica("la Ley de Migración, Decreto 44-2016")
    assert (cita.conflicto, cita.confianza <= 0.6) == (True, True)


def test_si_las_letras_y_las_cifras_no_casan_ganan_las_cifras_y_hay_conflicto():
    cita = unica("la iniciativa con número de registro cuatro mil doscientos cincuenta y cuatro (4264)")
    assert ([str(uno) for uno in cita.objetivos], cita.conflicto) == (["INI-4264"], True)
    assert unica("el artículo cuatro (5) de la Ley de Migración").conflicto
    assert not unica("el artículo veintinueve (29) del Código de Notariado").conflicto


def test_el_pais_del_documento_decide_de_quien_es_un_nombre():
    (ajena,) = citas("el artículo 112 de la Ley de Migración", None, "MX")
    assert (ajena.objetivos, ajena.resolucion) == ((), "sin_resolver")
    assert objetivos("el artículo 112 de la Ley de Migración de Guatemala", None, "MX") == ["DC-95-1998#112"]
    assert objetivos("el artículo 112 de la Ley de Migración de México") == []


def test_el_anio_del_documento_decide_de_que_codigo_se_habla():
    assert objetivos("artículo 3 del Código Municipal", "DC-101-1997") == ["DC-58-1988#3"]
    assert objetivos("artículo 3 del Código Municipal", "DC-57-2008") == ["DC-12-2002#3"]
    assert objetivos("artículo 3 del Código Municipal") == ["DC-12-2002#3"]


def test_la_ley_dicha_es_la_ultima_ley_y_no_la_constitucion():
    texto = "el Decreto 46-2007, el artículo 183 de la Constitución y el artículo 5 de dicha ley"
    assert objetivos(texto)[-1] == "DC-46-2007#5"
    assert citas(texto)[-1].resolucion == "antecedente"


def test_en_el_texto_de_una_reforma_esta_ley_es_la_reformada():
    texto = (
        "Artículo 8. Se adiciona el artículo 17 Bis al Decreto Número 101-97, el cual queda así:\n"
        '"Artículo 17 Bis. Acceso. El informe del artículo 8 de esta ley."\n'
        "Artículo 9. Rige lo dispuesto en el artículo 2 de la presente Ley.\n"
    )
    assert objetivos(texto, "DC-13-2013") == ["DC-101-1997#17-bis", "DC-101-1997#8", "DC-13-2013#2"]


def test_lo_que_una_derogatoria_enumera_es_de_la_norma_derogada():
    texto = "Se deroga, del Decreto 95-98, lo siguiente:\na) El Título I y los artículos 1 y 2."
    assert objetivos(texto, "DC-44-2016") == ["DC-95-1998", "DC-95-1998#1", "DC-95-1998#2"]


def test_el_articulo_que_reformo_a_otro_no_es_del_documento_que_lo_cuenta():
    assert objetivos("(Suprimido por el artículo 20, reforma constitucional)", "CPRG") == []


def test_una_lista_abierta_se_dice():
    cita = unica("los artículos 103, 104 y siguientes de la Ley de Migración")
    assert (cita.clase, cita.abierta) == ("lista_abierta", True)


def test_un_numero_ilegible_deja_citada_la_norma_con_duda():
    cita = unica("Se reforma el artículo fil del Decreto Número 101-97 del")
    assert ([str(uno) for uno in cita.objetivos], cita.confianza <= 0.6) == (["DC-101-1997"], True)


def test_un_acuerdo_sin_organo_no_se_adivina():
    (cita,) = citas("el Acuerdo 1-2009")
    assert (cita.resolucion, cita.confianza < 0.5) == ("sin_resolver", True)


def test_el_expediente_de_una_oficina_no_es_de_la_corte():
    assert objetivos("el Expediente 12-2010 de la Dirección General") == []
    assert objetivos("el Expediente 1231-2014") == ["CC-1231-2014"]


def test_la_norma_del_final_vale_para_el_articulo_suelto_de_la_misma_clausula():
    texto = (
        "la aplicación del artículo 33 Ter a lo incluido en el artículo 2 de la Ley Orgánica del Presupuesto"
    )
    assert objetivos(texto, "DC-13-2013") == ["DC-101-1997#33-ter", "DC-101-1997#2"]
    otra = "según el artículo 5, se aplica el artículo 2 de la Ley Orgánica del Presupuesto"
    assert objetivos(otra, "DC-13-2013") == ["DC-13-2013#5", "DC-101-1997#2"]


@pytest.mark.parametrize(
    ("texto", "relacion"),
    [
        ("Se reforma el artículo 1 del Decreto 46-2007", "reforma"),
        ("Se adiciona un párrafo al artículo 1 del Decreto 46-2007", "adiciona"),
        ("Se deroga el Decreto Ley 2-86", "deroga"),
        ("Quedan derogados los Decretos 5-2001 y 6-2001", "deroga"),
        ("* Reformado por el Artículo 1 del Decreto 71-98", "reformado_por"),
        ("De conformidad con el artículo 1 del Decreto 46-2007", "de_conformidad_con"),
        ("En ejercicio de lo que le confiere el artículo 171 de la Constitución", "en_ejercicio_de"),
        ("Reglamento de la Ley de CONAMIGUA", "reglamenta"),
        ("Se reforma la ley. El Decreto 46-2007 rige", ""),
        ("en el ejercicio fiscal, el Decreto 46-2007", ""),
    ],
)
def test_el_verbo_dice_la_relacion(texto, relacion):
    assert {cita.relacion for cita in citas(texto)} == {relacion}


@pytest.mark.parametrize(
    ("texto", "clase", "resolucion"),
    [
        ("el artículo 1 del Decreto 46-2007", "norma_y_articulo", "explicita"),
        ("el Decreto 46-2007", "norma", "explicita"),
        ("la Ley de Migración", "norma", "por_nombre"),
        ("el artículo 1 de esta Ley", "interna", "interna"),
        ("el artículo anterior", "interna", "interna"),
        ("el artículo 1 del citado Reglamento", "antecedente", "antecedente"),
    ],
)
def test_se_dice_como_se_supo_la_norma(texto, clase, resolucion):
    cita = unica(texto, "DC-12-2002")
    assert (cita.clase, cita.resolucion) == (clase, resolucion)


def test_una_norma_de_otro_pais_se_halla_con_poca_confianza():
    cita = unica("modificado por el Artículo 7 de la Ley N° 29316, publicada", None, "PE")
    assert ([str(uno) for uno in cita.objetivos], cita.confianza < 0.5) == (["EX-PE-LEY-29316#7"], True)


def test_sin_nombres_aun_se_hallan_las_numeradas():
    vacio = Nombres.de(())
    assert [str(o) for c in citas("Decreto 46-2007", nombres=vacio) for o in c.objetivos] == ["DC-46-2007"]


def test_un_nombre_mas_largo_gana_al_que_contiene():
    nombres = Nombres.de(
        [Alias("Ley de Migración", "DC-95-1998"), Alias("Ley de Migración Fronteriza", "DC-1-2001")]
    )
    (cita,) = citas("la Ley de Migración Fronteriza", nombres=nombres)
    assert str(cita.objetivos[0]) == "DC-1-2001"


_TEXTO = (
    "artículo artículos Art. 5 12 46-2007 95-98 , ; . y del de la los literal literales a) b) inciso párrafo "
    "primer último Decreto Decretos Número No. Ley Código Penal Constitución Acuerdo Gubernativo Iniciativa "
    "Expediente ( ) - – º ~ o. bis al 999999999999 noventa y cinco guión mil 4,126 2009 esta presente dicha "
    "anterior siguientes ambos enero fecha OIT Convenio Título VIII transitorias ² ٣ ﬁ é 🙂 11.2 8.2.h % "
    "disposiciones finales su desde hasta entre comprendidos así como laLey transitorio II penúltimo parte"
)
_PIEZAS = _TEXTO.split()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(_PIEZAS), st.sampled_from([" ", " ", "", "\n"])), max_size=40),
    st.sampled_from([None, "DC-12-2002", "CPRG", "INI-4126"]),
    st.sampled_from(["GT", "MX"]),
)
def test_cualquier_texto_da_citas_bien_formadas_y_sin_solaparse(piezas, documento, jurisdiccion):
    texto = "".join(pieza + separador for pieza, separador in piezas)
    fin = 0
    for cita in citas(texto, documento, jurisdiccion):
        assert fin <= cita.inicio < cita.fin
        assert texto[cita.inicio : cita.fin] == cita.literal
        assert all(leer_objetivo(str(objetivo)) == objetivo for objetivo in cita.objetivos)
        fin = cita.fin


@pytest.mark.parametrize(
    "pieza",
    [
        "artículo 5 de la Ley de Migración, ",
        "los artículos 1, 2, ",
        "literal a) del numeral 3 ",
        "Decretos 46-2007, ",
        "Ley de la Comisión de los Derechos Humanos del Congreso ",
        "Ley ",
        "iniciativa de ley registrada con el número ",
        "artículo 5 Abuso De ",
        "primer y ",
        "(1-",
        "a-\n",
        "l0 5",
        "1.",
        "D.",
        "XIV, ",
        "5 de las disposiciones transitorias ",
        "literales a), b) numerales 1), 2) del artículo 5 ",
        "laLey",
        "Acuerdo Gubernativo de fecha 20 de julio de ",
    ],
)
def test_el_costo_es_lineal_en_el_texto(pieza):
    crece_con_la_entrada(
        lambda tamano: citas("artículo 5, numeral " + pieza * (tamano // len(pieza))), 160_000
    )


@pytest.mark.parametrize(
    "pieza",
    [
        "literal a), ",
        "literal a); ",
        "inciso a) y ",
        "inciso 1), ",
        "numerales 1 y 2, ",
        "párrafos primero y segundo, ",
        "literales a), b) y c), ",
        "numeral 1), numerales 2), ",
        "numeral 1, " + "literal a), " * 58,
    ],
)
def test_una_lista_que_no_dice_de_que_articulo_es_no_se_lee_una_vez_por_cada_uno(pieza):
    con_articulo = "literal a) del artículo 5, "
    suelta, dicha = (
        min(costo(citas, uno * (40_000 // len(uno))) for _ in range(2)) for uno in (pieza, con_articulo)
    )
    assert suelta < 5 * dicha


def test_la_lista_suelta_no_esconde_la_que_si_dice_su_articulo():
    assert objetivos(
        "literal a), literal b), numeral 3 y segundo párrafo. La literal c) del artículo 5 de la LAIP"
    ) == ["DC-57-2008#5.lit:c"]
    assert objetivos("numeral 1), numerales 2), 3) y 4, 5 del artículo 9 de la LAIP")[:1] == [
        "DC-57-2008#9.num:2"
    ]


@pytest.mark.parametrize(
    ("texto", "esperados"),
    [
        ("art. 202 ter. del Dto. 17-73", ["DC-17-1973#202-ter"]),
        ("arts. 5, 6. y 7 del Decreto 95-98", ["DC-95-1998#5", "DC-95-1998#6", "DC-95-1998#7"]),
        ("arts. 5 bis., 6. y 7. del Decreto 95-98", ["DC-95-1998#5-bis", "DC-95-1998#6", "DC-95-1998#7"]),
        ("artículos 12² y 26¹³ de la Constitución", ["CPRG#12", "CPRG#26"]),
        ("el artículo 5. Del Decreto 95-98 se dirá", ["DC-95-1998"]),
        ("el Decreto 46-2007 y la 14-62", ["DC-46-2007"]),
        ("el Decreto 46-2007 y el 14-62", ["DC-46-2007", "DC-14-1962"]),
    ],
)
def test_el_punto_de_abreviatura_la_nota_al_pie_y_la_calle(texto, esperados):
    assert objetivos(texto) == esperados


def test_de_la_legislacion_de_otro_pais_no_se_toma_la_ley_de_aqui():
    texto = "la legislación mexicana, en particular el artículo 99 de la Ley de Migración"
    assert objetivos(texto) == []
    assert objetivos(texto.replace("mexicana", "guatemalteca")) == ["DC-95-1998#99"]
    assert objetivos("los nacionales de México, según el artículo 99 de la Ley de Migración") == [
        "DC-95-1998#99"
    ]


@pytest.mark.parametrize(
    "texto",
    ["los Reales Decretos-leyes 8/2020 y 25/2020", "el D.L. 1557", "sentencia del Exp. 3994-2012-PHD/TC"],
)
def test_un_numero_de_otro_pais_no_se_toma_por_uno_de_aqui(texto):
    halladas = citas(texto, None, "ES")
    assert all(not cita.objetivos or str(cita.objetivos[0]).startswith("EX-") for cita in halladas)
    assert all(cita.confianza < 0.5 for cita in halladas)


def test_un_nombre_que_sigue_no_es_el_que_se_conoce():
    assert objetivos("LEY DE MIGRACIÓN Y DE LAS FRONTERAS") == []
    assert objetivos("la Ley de Migración y del Código Penal") == ["DC-95-1998", "DC-17-1973"]


def test_un_documento_internacional_sobre_el_pais_cita_sus_normas_con_menos_confianza():
    texto = "la iniciativa de ley N.º 4126 y el artículo 5 del Decreto 46-2007"
    assert objetivos(f"CMW/C/GTM/Q/1. Sírvanse informar de {texto}", None, "INT") == [
        "INI-4126",
        "DC-46-2007#5",
    ]
    de_aqui = citas(f"Guatemala debe informar de {texto} y de la Ley de Migración", None, "INT")
    assert {cita.confianza for cita in de_aqui} == {0.55}
    assert all(cita.confianza < 0.5 for cita in citas(f"El Estado debe informar de {texto}", None, "INT"))
