from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import RelojFijo, ficha_csrf
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.casos import cargar
from centro_doc.agenda.lectura import DatosAgenda, leer
from centro_doc.agenda.modelos import ClaseDeTermino, Tema
from centro_doc.agenda.terminos import impedimento, poner, quitar, reponer, terminos_de
from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.cuentas.permisos import SISTEMA, Actor
from centro_doc.propuestas.perfiles import epoca

T, A = ClaseDeTermino


@pytest.fixture
def ana(crear: Callable[..., Actor]) -> Actor:
    return crear("ana@centro.gt", "personal")


def _tema(sesion: Session) -> Tema:
    return sesion.scalars(select(Tema).where(Tema.codigo == "AG5")).one()


def _con(agenda: DatosAgenda, **cambios: object) -> DatosAgenda:
    temas = (
        replace(tema, datos={**tema.datos, **cambios}) if tema.codigo == "AG5" else tema
        for tema in agenda.temas
    )
    return replace(agenda, temas=tuple(temas))


def test_lo_que_edita_el_personal_sobrevive_a_otra_version_del_producto(
    de_fabrica: BaseDeDatos, reloj: RelojFijo, ana: Actor
) -> None:
    with transaccion(de_fabrica) as sesion:
        antes = epoca(sesion)
        poner(sesion, ana, "AG5", T, "  coyotaje  rural ", "", reloj=reloj)
        quitar(sesion, ana, "AG5", T, "usura migratoria", reloj=reloj)
        poner(sesion, ana, "AG5", A, "retorno", "la tasa de un banco", reloj=reloj)
        poner(sesion, ana, "AG5", A, "campaña", "la electoral", reloj=reloj)
        assert epoca(sesion) != antes
    otra = _con(
        leer(), terminos=["remesas", "usura migratoria", "término nuevo"], ambiguos={"retorno": "otro"}
    )
    with transaccion(de_fabrica) as sesion:
        assert cargar(sesion, SISTEMA, otra, reloj=reloj) == 1
        assert cargar(sesion, SISTEMA, otra, reloj=reloj) == 0
    with lectura(de_fabrica) as sesion:
        tema = _tema(sesion)
        assert tema.datos["terminos"] == ["remesas", "término nuevo", "coyotaje rural"]
        assert tema.datos["ambiguos"] == {"retorno": "la tasa de un banco", "campaña": "la electoral"}
        vistos = {uno.texto: uno for uno in terminos_de(sesion, tema)[T]}
        dichos = {texto: (uno.de_fabrica, uno.quitado, bool(uno.quien)) for texto, uno in vistos.items()}
        assert dichos == {
            "coyotaje rural": (False, False, True),
            "remesas": (True, False, False),
            "término nuevo": (True, False, False),
            "usura migratoria": (True, True, True),
        }
        acciones = sesion.scalars(select(Asiento.accion).where(Asiento.objeto_id == "AG5")).all()
        assert acciones.count("termino_puesto") == 3 and acciones.count("termino_quitado") == 1


def test_se_vuelve_a_lo_de_fabrica_y_lo_anadido_se_quita_sin_rastro(
    de_fabrica: BaseDeDatos, reloj: RelojFijo, ana: Actor
) -> None:
    with transaccion(de_fabrica) as sesion:
        original = dict(_tema(sesion).datos)
        quitar(sesion, ana, "AG5", T, "remesas", reloj=reloj)
        reponer(sesion, ana, "AG5", T, "remesas", reloj=reloj)
        poner(sesion, ana, "AG5", T, "cónyuge", "", reloj=reloj)
        quitar(sesion, ana, "AG5", T, "cónyuge", reloj=reloj)
        quitar(sesion, ana, "AG5", T, "género", reloj=reloj)
        poner(sesion, ana, "AG5", T, "género", "", reloj=reloj)
        poner(sesion, ana, "AG5", A, "retorno", "x", reloj=reloj)
        poner(sesion, ana, "AG5", A, "Retorno", original["ambiguos"]["retorno"], reloj=reloj)
        assert _tema(sesion).datos == original
        for hacer in (quitar, reponer):
            with pytest.raises(NoEncontrado):
                hacer(sesion, ana, "AG5", T, "nunca estuvo", reloj=reloj)
        with pytest.raises(NoEncontrado):
            quitar(sesion, ana, "AG9", T, "remesas", reloj=reloj)
        with pytest.raises(SinPermiso):
            poner(sesion, Actor(2, "Eva"), "AG5", T, "x", "", reloj=reloj)


@pytest.mark.parametrize(
    ("clase", "texto", "sentido", "campo"),
    [
        (T, " ", "", "texto"),
        (T, "x" * 121, "", "texto"),
        (T, "REMESAS", "", "texto"),
        (A, "retorno", " ", "sentido"),
        (A, "retorno", "x" * 401, "sentido"),
        ("otra", "x", "", "texto"),
        (T, "*", "", "texto"),
        (T, "migra*", "", "texto"),
        (T, "(", "", "texto"),
        (T, "-", "", "texto"),
        (T, "AND", "", "texto"),
        (T, "migrante AND deportado", "", "texto"),
        (T, "-migrante", "", "texto"),
        (T, "/a+b/", "", "texto"),
        (T, "a", "", "texto"),
        (T, "de la", "", "texto"),
        (T, "2009", "", "texto"),
        (T, "\u3164", "", "texto"),
        (T, "nulo\x00", "", "texto"),
        (T, "al\u202erevés", "", "texto"),
        (A, "retorno", "al\u202erevés", "sentido"),
    ],
)
def test_lo_que_falta_se_dice_en_su_campo(
    de_fabrica: BaseDeDatos, reloj: RelojFijo, ana: Actor, clase: str, texto: str, sentido: str, campo: str
) -> None:
    with transaccion(de_fabrica) as sesion, pytest.raises(DatosInvalidos) as error:
        poner(sesion, ana, "AG5", clase, texto, sentido, reloj=reloj)
    assert list(error.value.campos) == [campo]


def test_lo_que_trae_el_producto_pasa_la_misma_revision() -> None:
    todos = {texto for tema in leer().temas for clase in (T, A) for texto in tema.datos.get(clase) or ()}
    assert len(todos) > 50 and {texto: impedimento(texto) for texto in todos if impedimento(texto)} == {}


def test_la_pagina_dice_de_donde_viene_cada_termino_y_lo_cambia_sin_javascript(
    app: Flask, de_fabrica: BaseDeDatos, ana: Actor, entrar: Callable[..., FlaskClient]
) -> None:
    suya, ruta = entrar("ana@centro.gt"), "/agenda/AG5/terminos"
    ficha = {"csrf_token": ficha_csrf(suya, ruta), "clase": "terminos"}
    assert suya.post(ruta, data=ficha | {"texto": "coyotaje"}).status_code == 303
    assert suya.post(ruta, data=ficha | {"texto": "remesas", "accion": "quitar"}).status_code == 303
    pagina = suya.get(ruta).text
    assert "De fábrica" in pagina and ">Añadido<" in pagina and "<del>remesas</del>" in pagina
    tema = app.test_client().get("/agenda/AG5").text.split('id="terminos"')[1]
    assert ">coyotaje</a>" in tema and ">remesas</a>" not in tema
    assert suya.post(ruta, data=ficha | {"texto": "remesas", "accion": "reponer"}).status_code == 303
    assert "El tema ya tiene «remesas»." in suya.post(ruta, data=ficha | {"texto": "Remesas"}).text
