"""Qué se señala en el pasaje de un resultado cuando lo buscado cruza al siguiente."""

from collections.abc import Callable

import pytest
from fabrica import sembrar_documento
from indexado import indexar
from werkzeug.datastructures import MultiDict

from centro_doc.busqueda.consultas import resultados
from centro_doc.busqueda.formularios import leer_peticion
from centro_doc.busqueda.pasajes import PasajeVisto
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.indice.servicio import Indice
from config import Config

RELLENO = "Otra oración que no dice nada. " * 120
PAGINAS = (
    f"Se aprueba el plan nacional\nde\n\nretorno digno. {RELLENO}\n\nY otro plan regional",
    "de arraigo laboral para migrantes.",
    f"{RELLENO}El convenio\n\nbilateral de empleo. {RELLENO} Lo firma el Insti-",
    "tuto de vialidad.",
)


@pytest.fixture
def indice(bd: BaseDeDatos, config: Config, reloj: Reloj) -> Indice:
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 1, "Acuerdo", PAGINAS)
    return indexar(bd, config, reloj)


@pytest.fixture
def senalado(bd: BaseDeDatos, indice: Indice) -> Callable[[str], list[tuple[int, list[str]]]]:
    """De cada pasaje del único resultado, su página y lo que se señala en él."""

    def _senalado(q: str) -> list[tuple[int, list[str]]]:
        with lectura(bd) as sesion:
            hallados = resultados(sesion, indice, frozenset({"publico"}), leer_peticion(MultiDict({"q": q})))
            (hallazgo,) = hallados.hoja.elementos
            return [(p.pagina, [texto for texto, va in p.partes if va]) for p in hallazgo.pasajes]

    return _senalado


@pytest.mark.parametrize(
    ("consulta", "esperado"),
    [
        ('"plan regional de arraigo laboral"', [(1, ["plan regional"])]),
        (
            '"plan regional de arraigo laboral" migrantes',
            [(1, ["plan regional"]), (2, ["de arraigo laboral", "migrantes"])],
        ),
        ('"regional arraigo"~2', [(1, ["regional"])]),
        ("regional CERCA/3 arraigo", [(1, ["regional"])]),
        ('"plan nacional de retorno"', [(1, ["plan nacional de  retorno"])]),
        ('"plan regional de otra cosa" O acuerdo', []),
        ("instituto", [(3, ["Insti-"])]),
        ("instituto vialidad", [(3, ["Insti-"]), (4, ["tuto", "vialidad"])]),
        ('"convenio bilateral"', [(3, ["convenio"])]),
        ('"convenio bilateral" empleo', [(3, ["bilateral", "empleo"]), (3, ["convenio"])]),
    ],
)
def test_se_senala_la_parte_que_cae_en_el_pasaje(
    senalado: Callable[[str], list[tuple[int, list[str]]]],
    consulta: str,
    esperado: list[tuple[int, list[str]]],
) -> None:
    assert sorted(senalado(consulta)) == esperado


def test_del_folio_que_no_es_la_pagina_del_archivo_se_dicen_los_dos() -> None:
    folio, igual, parte = (PasajeVisto(9, "", lugar, "", ()) for lugar in ("p. 6", "p. 9", "parte 9"))
    assert (folio.en_el_archivo, igual.en_el_archivo, parte.en_el_archivo) == ("página 9 del archivo", "", "")
