"""Correos: cabeceras y cuerpo en el texto, y cada adjunto aparte."""

from email.message import EmailMessage

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion.eml import leer_eml
from indexador.extraccion.limites import Opciones


def correo(**cabeceras):
    mensaje = EmailMessage()
    for nombre, valor in {"From": "Ana <ana@x.gt>", "Subject": "Minuta de niñez", **cabeceras}.items():
        mensaje[nombre] = valor
    return mensaje


def leer(tmp_path, contenido, **opciones):
    carpeta = tmp_path / "dentro"
    carpeta.mkdir(exist_ok=True)
    (tmp_path / "a.eml").write_bytes(contenido if isinstance(contenido, bytes) else contenido.as_bytes())
    return leer_eml(tmp_path / "a.eml", Opciones(carpeta=carpeta, **opciones))


def test_el_cuerpo_sin_formato_se_prefiere_y_los_adjuntos_se_separan(tmp_path):
    mensaje = correo(To="b@x.gt", Date="Tue, 05 Apr 2011 10:00:00 -0600")
    mensaje.set_content("Adjunto la minuta.")
    mensaje.add_alternative("<p>Adjunto la <b>minuta</b> en HTML</p>", subtype="html")
    mensaje.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="../acta n.º 1.pdf")
    mensaje.add_attachment("una nota", filename="nota.txt")
    texto = leer(tmp_path, mensaje)
    assert texto.paginas[0].texto.split("\n") == [
        "De: Ana <ana@x.gt>",
        "Para: b@x.gt",
        "Fecha: Tue, 05 Apr 2011 10:00:00 -0600",
        "Asunto: Minuta de niñez",
        "Adjuntos: ../acta n.º 1.pdf, nota.txt",
        "",
        "Adjunto la minuta.",
    ]
    assert [(a.nombre, a.clase, a.ruta.read_bytes()) for a in texto.adjuntos] == [
        ("../acta n.º 1.pdf", "adjunto_de", b"%PDF-1.4 x"),
        ("nota.txt", "adjunto_de", b"una nota\n"),
    ]
    assert texto.propiedades == {
        "titulo": "Minuta de niñez",
        "autor": "Ana <ana@x.gt>",
        "creado": "2011-04-05",
    }
    assert texto.avisos == ()


def test_un_correo_reenviado_es_un_adjunto_y_la_imagen_del_cuerpo_no(tmp_path):
    dentro = correo(Subject="El primero")
    dentro.set_content("Original")
    mensaje = correo()
    mensaje.set_content("<p>Véalo <img src='cid:logo'></p>", subtype="html")
    logo = {"cid": "<logo>", "filename": "logo.png", "disposition": "inline"}
    mensaje.add_related(b"\x89PNG", maintype="image", subtype="png", **logo)
    mensaje.make_mixed()
    mensaje.add_attachment(dentro)
    texto = leer(tmp_path, mensaje)
    assert texto.paginas[0].texto.endswith("Véalo")
    assert [a.nombre for a in texto.adjuntos] == ["El primero.eml"]
    assert b"Original" in texto.adjuntos[0].ruta.read_bytes()
    assert "Las imágenes que van entre los renglones del correo (1)" in texto.avisos[0]


@pytest.mark.parametrize(
    ("crudo", "dice"),
    [
        (b"From: a\nSubject: =?utf-8?B?bmnDsWV6?=\n\nHola", "Asunto: niñez"),
        (b"From: a\nSubject: =?no-existe?B?zzz?=\n\nHola", "Asunto: =?no-existe?B?zzz?="),
        (b"From: a\nSubject: b\nContent-Type: text/plain; charset=inventado\n\nni\xf1ez", "niñez"),
        (b"From: a\nSubject: b\nContent-Type: multipart/mixed\n\nsin partes", "Asunto: b"),
        (b"From: a\nContent-Transfer-Encoding: base64\n\n!!!!", "De: a"),
        (b"From: a\nDate: ayer\n\nHola", "Fecha: ayer"),
    ],
)
def test_lo_mal_formado_se_lee_hasta_donde_se_puede(tmp_path, crudo, dice):
    assert dice in leer(tmp_path, crudo).paginas[0].texto


def test_partes_dentro_de_partes_sin_fin_no_tumban_al_lector(tmp_path):
    crudo = b"From: a\n"
    for n in range(2_000):
        crudo += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n)
    with pytest.raises(NoExtraible) as error:
        leer(tmp_path, crudo + b"\nHola")
    assert error.value.codigo == "danado"


def test_un_correo_sin_nada_esta_vacio_y_con_demasiados_adjuntos_se_dice(tmp_path):
    with pytest.raises(NoExtraible):
        leer(tmp_path, b"\n\n")
    mensaje = correo()
    mensaje.set_content("x")
    for n in range(4):
        mensaje.add_attachment(b"x%d" % n, maintype="application", subtype="pdf")
    texto = leer(tmp_path, mensaje, adjuntos=3)
    assert [a.nombre for a in texto.adjuntos] == ["adjunto 1.pdf", "adjunto 2.pdf", "adjunto 3.pdf"]
    assert "Sólo se separaron 3 adjuntos" in texto.avisos[0]
