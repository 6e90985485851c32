"""La línea de tiempo de una norma con sus documentos: la abre ella misma, y sigue lo que se hizo."""

import re
from datetime import date

from flask import Flask

from grafo.conftest import Sembrar

CITA = "Según el artículo 12 del Decreto 46-2007, Ley de CONAMIGUA, se rinde informe."
CAMBIA = "Artículo 1. Se reforma el artículo 8 del Decreto 46-2007, el cual queda así: «Artículo 8. Nuevo.»"


def _linea(app: Flask, norma: str = "DC-46-2007") -> list[str]:
    html = app.test_client().get(f"/normas/{norma}?a=2011-08-17").get_data(as_text=True)
    linea = html.split('<section class="exp__s" id="linea">')[1].split("</section>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", uno).split()) for uno in linea.split("<li ")[1:]]


def test_la_abre_la_ficha_de_su_texto_y_siguen_eleccion_propuestas_e_informes(
    sembrar: Sembrar, app: Flask
) -> None:
    ley = {"tipo": "decreto_congreso", "numero": "46-2007", "titulo": "Ley de CONAMIGUA"}
    sembrar(1, "Artículo 8. Consejo.", emitido=date(2007, 10, 10), **ley)
    sembrar(2, CITA, tipo="informe_anual_conamigua", titulo="Informe 2009", emitido=date(2010, 3, 2))
    sembrar(3, CAMBIA, tipo="propuesta_texto", titulo="Propuesta", emitido=date(2009, 7, 2))
    sembrar(4, CITA, tipo="nota_prensa", titulo="Nota", emitido=date(2009, 7, 3))
    sembrar(5, CITA, tipo="informe_anual_conamigua", titulo="Oculto", marcas=("personal",))
    linea = _linea(app)
    assert "10 de octubre de 2007" in linea[0] and "Ley de CONAMIGUA CD-00001" in linea[0]
    juntos = " | ".join(linea)
    assert re.search(r"1 de octubre de 2008 \W*Primera elección de autoridades", juntos)
    assert re.search(r"2 de julio de 2009 [^|]*Propuesta CD-00003", juntos)
    assert re.search(r"2 de marzo de 2010 [^|]*Informe 2009 CD-00002", juntos)
    assert "Nota" not in juntos and "Oculto" not in juntos


def test_sin_su_texto_la_abre_el_anio_de_su_numero_y_con_fecha_propia_no_se_repite(
    sembrar: Sembrar, app: Flask
) -> None:
    sembrar(1, CITA)
    assert "Decreto 46-2007" in _linea(app)[0] and "Sólo consta el año de su número" in _linea(app)[0]
    assert "Sólo consta el año de su número" not in _linea(app, "DC-95-1998")[0]
