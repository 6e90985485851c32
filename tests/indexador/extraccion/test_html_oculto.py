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
        f"<p style='background:black;color:black'>{S}</p>",
        f"<div style='background-color:#000'><p>x <b style='color:rgb(0 0 0)'>{S}</b></p></div>",
        f"<style>.t {{ background: black }} b {{ color: #111 }}</style><p class='t'><b>{S}</b></p>",
        f"<table bgcolor='black'><tr><td><font color='#000000'>{S} <i>y</i> otro</font></td></tr></table>",
        f"<p style='color:rgba(0,0,0,0)'>{S}</p>",
        f"<form><input type='hidden' name='x' value='{S}'></form>",
        f"<input type='password' value='{S}'>",
        f"<script type='text/template'><p>{S}</p></script>",
        f"<svg><text style='display:none'>{S}</text></svg>",
        f"<svg><text fill='none'>{S}</text></svg>",
        f"<svg><defs><text>{S}</text></defs></svg>",
        f"<svg><desc>{S}</desc></svg>",
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
        f"<p style='background:black;color:white'>{S}</p>",
        f"<p style='color:#fff'><span style='color:black'>{S}</span></p>",
        f"<p style='color:#fff'><a href='x'>{S}</a></p>",
        f"<p style='color:black;background:black url(x.png)'>{S}</p>",
        f"<p style='color:black;background:rgba(0, 0, 0, .05)'>{S}</p>",
        f"<svg><title>Icono</title><defs><style>p {{ color: red }}</style></defs><text>{S}</text></svg>",
        f"<svg><rect fill='none'/><text fill='white'>{S}</text></svg>",
        f"<svg><foreignObject><p>{S}</p></foreignObject></svg>",
        f"<input type='text' value='{S}'><input type='hidden' value='dDwtMTM4/MTg='>",
        f"<input type='hidden' value='true'><script type='text/javascript'>var x</script><p>{S}</p>",
        f"<script type='text/x-mathjax-config'>MathJax.x</script><p>{S}</p>",
    ],
)
def test_lo_que_se_ve_no_se_cuenta(cuerpo):
    pagina = texto_de_html(f"<html><body><p>Dictamen</p>{cuerpo}</body></html>")
    assert pagina.ocultos == 0
    assert S in pagina.texto
