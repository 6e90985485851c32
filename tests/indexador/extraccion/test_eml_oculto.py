"""Correos cuyo cuerpo se perdería por cómo están escritos."""

import base64

import pytest

from indexador.extraccion import Opciones, TipoDeArchivo, extraer

CABECERAS = b"From: a@b.gt\r\nSubject: Acta\r\nMIME-Version: 1.0\r\n"
DOS = (
    b"Content-Type: multipart/alternative; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain; charset=utf-8"
    b"\r\n\r\n%s\r\n--B\r\nContent-Type: text/html\r\n\r\n<p>El dictamen completo</p>\r\n--B--\r\n"
)


def leido(tmp_path, cuerpo):
    ruta = tmp_path / "a.eml"
    ruta.write_bytes(CABECERAS + cuerpo)
    return extraer(ruta, TipoDeArchivo.EML, Opciones()).paginas[0].texto


@pytest.mark.parametrize(
    ("plano", "html"),
    [
        ("Su programa no muestra HTML.", True),
        ("Your mail client does not support HTML messages.", True),
        ("El dictamen, en breve.", False),
        ("La página no muestra HTML. " + "Se discutió largamente el dictamen. " * 12, False),
    ],
)
def test_de_un_plano_que_solo_se_disculpa_se_lee_el_html(tmp_path, plano, html):
    assert ("El dictamen completo" in leido(tmp_path, DOS % plano.encode())) is html


def test_una_codificacion_con_nulos_no_echa_a_perder_el_correo(tmp_path):
    cuerpo = b'Content-Type: text/plain; charset="utf-8\x00"\r\n\r\nni\xc3\xb1os\r\n'
    assert "niños" in leido(tmp_path, cuerpo)


def test_un_correo_entero_en_base_64_se_lee(tmp_path):
    dentro = base64.encodebytes(b"From: z@z\r\nSubject: x\r\n\r\nmensaje interno\r\n")
    cuerpo = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + dentro
    assert "mensaje interno" in leido(tmp_path, cuerpo)
