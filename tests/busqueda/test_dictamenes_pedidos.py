"""Quien pide el dictamen de una iniciativa y el anterior los tiene juntos, y lo que va de uno a otro."""

from datetime import date

import pytest
from fabrica import sembrar_documento

from centro_doc.busqueda.dictamenes import dictamenes
from centro_doc.busqueda.pregunta import Pregunta
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.grafo.atrasadas import leer_atrasados

PUBLICO = frozenset({"publico"})


@pytest.mark.parametrize(
    ("q", "esperados"),
    [
        ("quiero el texto del dictamen de la 4126 y la versión anterior", ["CD-00002", "CD-00001"]),
        ("dictámenes de la iniciativa 4,126", ["CD-00002", "CD-00001"]),
        ("dictamen de la iniciativa 5000", None),
        ("iniciativa 4126", None),
        ("dictamen 01-2010", None),
    ],
)
def test_son_los_suyos_que_se_ven(de_fabrica: BaseDeDatos, q: str, esperados: list[str] | None) -> None:
    with transaccion(de_fabrica) as sesion:
        for numero, (cual, dia, marca) in enumerate(
            (
                ("4126", 1, "publico"),
                ("4126", 9, "publico"),
                ("4126", 20, "personal"),
                ("4200", 2, "publico"),
            ),
            1,
        ):
            sembrar_documento(
                *(sesion, numero, f"Dictamen {numero}"),
                tipo="dictamen",
                metadatos={"numero_iniciativa": cual},
                emitido=date(2010, 5, dia),
                marcas=(marca,),
            )
    with lectura(de_fabrica) as sesion:
        hallados = dictamenes(sesion, PUBLICO, Pregunta(q))
        assert ([u.documento.identificador for u in hallados.unos] if hallados else None) == esperados


def test_sin_ese_dato_en_su_ficha_vale_el_que_la_cita_y_la_nombra_en_su_titulo(
    de_fabrica: BaseDeDatos,
) -> None:
    cita = ("Se dictamina la iniciativa de ley con número de registro 4126.",)
    with transaccion(de_fabrica) as sesion:
        for numero, titulo in enumerate(("Dictamen a la iniciativa 4126", "Dictamen a la 5126", "Otro"), 1):
            sembrar_documento(sesion, numero, titulo, cita, tipo="dictamen")
        sembrar_documento(sesion, 4, "Dictamen a la iniciativa 4126", ("Nada.",), tipo="dictamen")
    while leer_atrasados(de_fabrica):
        pass
    with lectura(de_fabrica) as sesion:
        hallados = dictamenes(sesion, PUBLICO, Pregunta("dictamen de la 4126"))
        assert hallados is not None and [u.documento.id for u in hallados.unos] == [1]
