"""Las listas de lo que no es norma: puntos de un acta, partes de un informe y sus párrafos."""

import pytest

from indexador.juridico.estructura import Division, estructurar
from tests.crecimiento import crece_con_la_entrada


def de_acta(texto: str) -> list[Division]:
    return list(estructurar([texto], clase_de_documento="acta_sesion_comision").divisiones)


@pytest.mark.parametrize(
    ("texto", "puntos", "de_dentro"),
    [
        (
            "PRIMERO: Se abre.\nSEGUNDO: Agenda:\n1. Lectura\n2. Iniciativa\n3. Varios\nTERCERO: Se lee.\n"
            "CUARTO: Se cierra.",
            ["1", "2", "3", "4"],
            ["numeral 1", "numeral 2", "numeral 3"],
        ),
        (
            "1. Se abre.\n2. Agenda:\nI. Lectura\nII. Varios\n3. Se lee.\n4. Se cierra.",
            ["1", "2", "3", "4"],
            ["inciso 1", "inciso 2"],
        ),
        (
            "1. Se abre.\n2. Agenda:\n1. Lectura\n2. Iniciativa\n3. Varios\n3. Se lee.\n4. Se cierra.",
            ["1", "2", "3", "4"],
            ["numeral 1", "numeral 2", "numeral 3"],
        ),
        ("PRIMERO: Se abre.\n2. Agenda.\nTERCERO: Se cierra.", ["1", "2", "3"], []),
    ],
    ids=["cifras en letras", "romanos en cifras", "la misma manera", "uno mal leído"],
)
def test_la_lista_que_va_dentro_de_un_punto_no_le_quita_el_siguiente(texto, puntos, de_dentro):
    divisiones = de_acta(texto)
    assert [d.numero for d in divisiones if d.clase == "punto_de_agenda"] == puntos
    suyas = [d for d in divisiones if d.clase in ("numeral", "inciso")]
    assert [f"{d.clase} {d.numero}" for d in suyas] == de_dentro
    assert {divisiones[d.padre].numero for d in suyas} <= {"2"}


def test_los_parrafos_numerados_de_corrido_cuelgan_de_su_parte():
    texto = "I. Antecedentes\n1. Hubo.\n2. Sigue.\nII. Hallazgos\n3. Hay.\n4. Nada.\nIII. Fin\n5. Ya."
    divisiones = estructurar([texto]).divisiones
    assert [(d.etiqueta, d.ancla) for d in divisiones] == [
        ("Parte I", "parte-1"),
        ("Párrafo 1", "parte-1-parte-1"),
        ("Párrafo 2", "parte-1-parte-2"),
        ("Parte II", "parte-2"),
        ("Párrafo 3", "parte-2-parte-3"),
        ("Párrafo 4", "parte-2-parte-4"),
        ("Parte III", "parte-3"),
        ("Párrafo 5", "parte-3-parte-5"),
    ]


def test_lo_que_decreta_se_llama_por_su_verbo_y_no_por_el_renglón_cortado():
    texto = "CONSIDERANDO:\nQue hay sed.\n\nDECRETA: La siguiente ley necesaria\n\nArtículo 1. Objeto. Beber."
    divisiones = estructurar([texto]).divisiones
    assert [d.etiqueta for d in divisiones if d.clase == "encabezado"] == ["Decreta"]


@pytest.mark.parametrize("rotulos", ["1. A\n", "1. A\n2. B\n1. A\n3. C\n", "I. A\n1. B\nPRIMERO: C\n"])
def test_las_listas_que_se_repiten_miles_de_veces_cuestan_en_proporcion(rotulos):
    crece_con_la_entrada(lambda veces: estructurar([rotulos * veces]), 4_000)
