"""Un artículo que alguien nombra sin decir de qué ley es: ni es una cita, ni se dice que nadie lo nombre."""

import re

import pytest
from flask import Flask

from grafo.conftest import Sembrar

OPINION = (
    "La Procuraduría opina que el artículo 117 de la Ley de Migración, Decreto 95-98, contradice la "
    "Constitución. Sobre el artículo 117 Bis no hay opinión."
)
PAGINA = "/normas/DC-95-1998/art/117-bis"


def _quien_lo_cita(app: Flask, direccion: str = PAGINA) -> str:
    html = app.test_client().get(direccion).get_data(as_text=True)
    return " ".join(re.sub(r"<[^>]+>", " ", html.split('id="citantes"')[1].split("</section>")[0]).split())


def test_la_pagina_dice_quien_lo_nombra_y_donde(sembrar: Sembrar, app: Flask) -> None:
    sembrar(1, OPINION, titulo="Opinión de la PDH")
    dicho = _quien_lo_cita(app)
    assert "Lo nombra sin decir de qué ley: Opinión de la PDH CD-00001, p. 1" in dicho
    assert "artículo 117 Bis no hay opinión" in dicho and "Ningún documento del Centro cita" not in dicho
    assert "sin decir de qué ley" not in _quien_lo_cita(app, "/normas/DC-95-1998/art/117")


@pytest.mark.parametrize(
    ("texto", "marcas"),
    [
        ("Sobre el artículo 117 Bis no hay opinión.", ("publico",)),
        ("Según la Ley de Migración, Decreto 95-98, y el artículo 17 Bis, vale.", ("publico",)),
        ("Ley de Migración, Decreto 95-98. El artículo 117 Bis de la Convención.", ("publico",)),
        (OPINION, ("personal",)),
    ],
)
def test_no_se_atribuye_a_quien_no_cita_la_norma_ni_se_ve(
    sembrar: Sembrar, app: Flask, texto: str, marcas: tuple[str, ...]
) -> None:
    sembrar(1, texto, marcas=marcas)
    assert "Ningún documento del Centro cita este artículo." in _quien_lo_cita(app)


def test_sin_el_texto_de_la_norma_no_se_duda_de_que_exista_un_articulo_ordinario(
    sembrar: Sembrar, app: Flask
) -> None:
    sembrar(1, "Nada.")
    html = app.test_client().get("/normas/CPRG/art/203").get_data(as_text=True)
    assert "no consta que exista" not in html and "no tiene el texto de la norma" in html
