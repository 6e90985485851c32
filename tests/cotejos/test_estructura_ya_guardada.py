"""La comparación usa la estructura guardada del texto vigente, y sólo si no la hay la calcula."""

from datetime import date

import pytest
from fabrica import sembrar_documento, sembrar_version
from sqlalchemy import update

from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cotejos import textos
from centro_doc.cotejos.comparaciones import Pedido, comparar_documentos
from centro_doc.cuentas.permisos import ANONIMO
from centro_doc.grafo.atrasadas import leer_atrasados
from centro_doc.grafo.modelos import DivisionGuardada, LecturaJuridica

LEYES = tuple(
    f"Artículo 1. Objeto. La ley {n} crea el consejo.\nArtículo 2. Sede. En la capital." for n in (1, 2)
)


@pytest.fixture
def leyes(bd):
    with transaccion(bd) as sesion:
        for n, texto in enumerate(LEYES, 1):
            sembrar_documento(sesion, n, f"Ley {n}", (texto,), numero=f"{n}-2009")
    while leer_atrasados(bd):
        pass
    return bd


def numeros(bd, **mas):
    """Los artículos del primero según la comparación."""
    with lectura(bd) as sesion:
        pedido = Pedido("CD-00001", "CD-00002", **mas)
        hecha = comparar_documentos(sesion, ANONIMO, pedido, hoy=date(2011, 8, 17))
        return [par.uno.clave for par in hecha.cotejo.pares if par.uno is not None], hecha.uno


def test_la_guardada_del_texto_vigente_no_se_calcula_otra_vez(leyes, monkeypatch):
    monkeypatch.setattr(textos, "estructurar", lambda *_a, **_k: pytest.fail("ya estaba guardada"))
    assert numeros(leyes)[0] == ["ordinaria-1", "ordinaria-2"]
    with transaccion(leyes) as sesion:
        sembrar_version(sesion, sesion.get_one(Documento, 1), (LEYES[0].replace("2.", "3."),), numero=2)
    with pytest.raises(pytest.fail.Exception, match="ya estaba guardada"):
        numeros(leyes)
    assert numeros(leyes, version_de_uno=1)[0] == ["ordinaria-1", "ordinaria-2"]


@pytest.mark.parametrize(
    "vieja", [{"reglas": 0}, {"tipo": "acta_sesion_comision"}, {"cuerpos": []}, {"texto_id": None}]
)
def test_la_que_ya_no_corresponde_se_calcula(leyes, vieja):
    with transaccion(leyes) as sesion:
        sesion.execute(update(LecturaJuridica).where(LecturaJuridica.documento_id == 1).values(**vieja))
        sesion.execute(update(DivisionGuardada).values(numero="9"))
    assert numeros(leyes)[0] == ["ordinaria-1", "ordinaria-2"]


def test_si_es_muy_larga_y_no_está_guardada_se_compara_por_páginas(leyes, monkeypatch):
    with transaccion(leyes) as sesion:
        sesion.execute(update(LecturaJuridica).values(reglas=0))
    monkeypatch.setattr(textos, "LARGO", 10)
    claves, uno = numeros(leyes)
    assert claves == ["pagina-1"] and uno.por_paginas
