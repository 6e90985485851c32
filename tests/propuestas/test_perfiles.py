"""Los perfiles de fábrica: completos, hechos con la agenda y el plan, y un archivo errado se dice entero."""

import pytest

from centro_doc.agenda import lectura as agenda
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.plan.lectura import planes_de_fabrica
from centro_doc.propuestas import reglas
from centro_doc.propuestas.lectura import (
    ambito_de_fabrica,
    perfil_de_tema,
    perfiles_de_fabrica,
    reglas_de_fabrica,
)
from indexador.vinculacion import Clase

PERFILES = {perfil.codigo: perfil for perfil in perfiles_de_fabrica()}


def test_cada_tema_y_cada_nodo_que_un_documento_puede_probar_tiene_perfil():
    nodos = {n.codigo for plan in planes_de_fabrica() for n in plan.nodos}
    assert {p.codigo for p in PERFILES.values() if p.clase == Clase.TEMA} == {
        t.codigo for t in agenda.leer().temas
    }
    assert {"OO3.A1", "OO1.A1.4", "OO3.A2.7.b", "OO4.A5.5.c", "OO3.P1"} <= PERFILES.keys()
    assert {p.codigo for p in PERFILES.values() if p.clase == Clase.NODO} <= nodos
    assert not {"OE", "OO2", "OO2.M1"} & PERFILES.keys()
    assert {perfil.sube_a for perfil in PERFILES.values() if perfil.clase == Clase.TEMA} <= PERFILES.keys()


def test_las_reglas_solo_nombran_temas_y_nodos_que_hay_y_no_falta_ninguna_accion_ni_actividad():
    nombrados = set(reglas_de_fabrica().destinos)
    assert nombrados <= PERFILES.keys()
    sin_reglas = PERFILES.keys() - nombrados
    assert all(".P" in codigo for codigo in sin_reglas), sin_reglas


def test_un_tema_lleva_lo_de_la_agenda_y_lo_de_las_reglas():
    tema = PERFILES["AG2"]
    textos = {termino.texto: termino for termino in tema.terminos}
    assert (tema.clave, tema.sube_a) == ("tema:AG2", "OO2.P1.b")
    assert textos["CONAMIGUA"].peso > textos["convocatoria"].peso
    assert textos["convocatoria"].pide_contexto
    assert {"DC-46-2007", "AG-106-2009"} <= tema.normas_nucleo
    assert "CONAMIGUA" in {institucion.clave for institucion in tema.instituciones}


def test_un_nodo_lleva_el_texto_de_los_suyos_y_sus_instituciones():
    nodo = PERFILES["OO3.A2.7.a"]
    assert "plan nacional de retorno" in nodo.marco
    assert "control político" in nodo.marco
    assert nodo.sube_a == "OO3.A2.7"
    assert "TSE" in {institucion.clave for institucion in PERFILES["OO1.A1.4"].instituciones}


@pytest.mark.parametrize("tema", agenda.leer().temas, ids=lambda tema: tema.codigo)
def test_cada_palabra_ambigua_de_la_agenda_tiene_su_regla_o_se_dice_que_es_del_tema(tema):
    conocidas = {ambigua.expresion.lower() for ambigua in ambito_de_fabrica().ambiguas}
    conocidas |= {ambigua.expresion.lower() for ambigua in PERFILES[tema.codigo].ambiguas}
    for expresion, sentido in tema.datos["ambiguos"].items():
        partes = expresion.lower().split("/")
        assert sentido.startswith("sí ") or all(parte in conocidas for parte in partes), expresion


def test_la_frase_ambigua_que_el_personal_anade_a_la_agenda_se_tapa():
    datos = {
        "terminos": ["retorno"],
        "ambiguos": {"retorno de botellas": "envases", "migración interna": "sí es"},
    }
    tema = perfil_de_tema("AG9", "", "Nueva", "", datos, reglas=reglas_de_fabrica(), directorio={})
    assert [ambigua.expresion for ambigua in tema.ambiguas] == ["retorno de botellas"]


def test_las_faltas_del_archivo_se_dicen_todas_juntas(tmp_path):
    archivo = tmp_path / "perfiles.yaml"
    archivo.write_text(
        "familias: {uno: [a]}\nambito: [x]\nambiguas: [{expresion: b}]\n"
        "temas: {AG1: {pesos: {c: 9}, terminos: {mucho: ['@dos & d']}}}\nnodos: {OO1: {raro: 1}}\n",
        encoding="utf-8",
    )
    with pytest.raises(DatosInvalidos) as error:
        reglas.leer(archivo)
    for falta in ("«ambito»", "«sentido»", "«9»", "«mucho»", "«@dos»", "«OO1»"):
        assert falta in str(error.value), falta
