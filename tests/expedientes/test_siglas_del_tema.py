"""La sigla que significa dos cosas dice la del tema, salvo que los documentos escriban la otra."""

from datetime import date

import pytest
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.expedientes.armar import leer_materia
from centro_doc.expedientes.siglas import tabla_de_siglas
from centro_doc.expedientes.sujetos import resolver
from centro_doc.grafo.modelos import LecturaJuridica

DEL_TEMA, LA_OTRA = "Dirección General de Migración", "Dirección General de Minería"
AMBAS = f"{DEL_TEMA} · {LA_OTRA}"


@pytest.mark.parametrize(
    ("tema", "dice", "significa"),
    [
        ("AG1", "La DGM informa.", DEL_TEMA),
        ("AG1", "La DGM, que no es la Dirección\nGeneral de Minería, informa.", AMBAS),
        ("AG2", "La DGM es la dirección general de minería.", LA_OTRA),
        ("AG2", "La DGM informa.", AMBAS),
    ],
)
def test_de_una_sigla_dudosa_dice_lo_que_consta(
    de_fabrica: BaseDeDatos, tema: str, dice: str, significa: str
) -> None:
    with transaccion(de_fabrica) as sesion:
        uno = sembrar_documento(sesion, 1, "Informe", tipo="informe")
        texto = sembrar_version(sesion, uno, [dice])
        campos = {"revision": 1, "reglas": 1, "nombres": "", "clave": "", "jurisdiccion": "", "tipo": ""}
        sesion.add(LecturaJuridica(documento_id=1, texto_id=texto.id, **campos))
        sembrar_vinculo(sesion, uno, tema, motivo="Informa")
        sujeto = resolver(sesion, tema, frozenset({"publico"}))
        materia = leer_materia(sesion, sujeto, "publica", date(2011, 8, 17))
        filas = tabla_de_siglas(sesion, materia).filas
    assert [(fila[0], fila[1]) for fila in filas] == [("DGM", significa)]
