"""Lo que una página lleva sin que se vea, y lo que sólo lo parece."""

import pytest

from indexador.extraccion.html import texto_de_html

S = "Zoilo Ixcoy"


@pytest.mark.parametrize(
    "cuerpo",
    [
        f"<style>.x{{display:none}}</style><p class='x'>{S}</p>",
        f"<style>p#y, h6 {{visibility: hidden}}</style><p id='y'>{S}</p>",
        f"<p style='color:#fff'>{S}</p>",
        f"<font color='white'>{S}</font>",
        f"<p style='font-size:0'>{S}</p>",
        f"<p style='opacity:0'>{S}</p>",
        f"<p style='position:absolute;left:-9999px'>{S}</p>",
        f"<p style='/*x*/mso-hide:all'>{S}</p>",
        f"<!-- {S} -->",
        f"<template><p>{S}</p></template>",
        f"<noscript>{S}</noscript>",
    ],
)
def test_lo_que_no_se_ve_se_cuenta(cuerpo):
    assert texto_de_html(f"<html><body><p>Dictamen</p>{cuerpo}</body></html>").ocultos == 1


@pytest.mark.parametrize(
    "cuerpo",
    [
        f"<style>@media print {{ .x{{display:none}} }}</style><p class='x'>{S}</p>",
        f"<div style='background:#003'><p style='color:#fff'>{S}</p></div>",
        f"<table><tr><td bgcolor='navy'><font color='#ffffff'>{S}</font></td></tr></table>",
        f"<p style='font-size:0.9em;opacity:0.5;left:-9999px'>{S}</p>",
        f"<!--[if gte mso 9]><xml>x</xml><![endif]--><p>{S}</p>",
    ],
)
def test_lo_que_se_ve_no_se_cuenta(cuerpo):
    pagina = texto_de_html(f"<html><body><p>Dictamen</p>{cuerpo}</body></html>")
    assert pagina.ocultos == 0
    assert S in pagina.texto
