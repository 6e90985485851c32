"""Correos: cabeceras y cuerpo en el texto, y cada adjunto aparte."""

import base64
from email.message import EmailMessage

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion import TipoDeArchivo, reconocer
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


def test_el_que_solo_trae_adjuntos_se_lee_y_los_separa(tmp_path):
    texto = leer(tmp_path, b"MIME-Version: 1.0\n" + partes("mixed", DICTAMEN))
    assert [pagina.texto for pagina in texto.paginas] == ["Correo sin texto."]
    assert [uno.nombre for uno in texto.adjuntos] == ["dictamen.pdf"]


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


def partes(clase, *dentro):
    """Una parte múltiple hecha a mano, con sus cabeceras."""
    corte = f"corte{len(b''.join(dentro))}"
    cuerpo = b"".join(b"--%s\n%s\n" % (corte.encode(), una) for una in dentro)
    cabecera = f'Content-Type: multipart/{clase}; boundary="{corte}"\n\n'
    return cabecera.encode() + cuerpo + b"--%s--\n" % corte.encode()


PLANO = b"Content-Type: text/plain\n\nVa el dictamen."
VACIO = b"Content-Type: text/plain\n\n \n"
HTML = b"Content-Type: text/html\n\n<p>Va el <b>dictamen</b> en HTML.</p>"
DICTAMEN = b'Content-Type: application/pdf\nContent-Disposition: inline; filename="dictamen.pdf"\n\n%PDF-1.4'
FOTO = b'Content-Type: image/jpeg\nContent-ID: <x>\nContent-Disposition: inline; filename="f.jpg"\n\nJ'
CITA = b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR"


def test_los_adjuntos_de_la_version_con_formato_se_separan_aunque_se_lea_la_otra(tmp_path):
    crudo = b"From: a\n" + partes("alternative", PLANO, partes("mixed", HTML, DICTAMEN))
    texto = leer(tmp_path, crudo)
    assert texto.paginas[0].texto == "De: a\n\nVa el dictamen."
    assert [(a.nombre, a.ruta.read_bytes()) for a in texto.adjuntos] == [("dictamen.pdf", b"%PDF-1.4")]


@pytest.mark.parametrize(
    "versiones", [(VACIO, HTML), (VACIO, HTML, CITA), (partes("related", HTML, FOTO),)], ids=len
)
def test_si_el_cuerpo_sin_formato_no_dice_nada_se_lee_el_otro(tmp_path, versiones):
    texto = leer(tmp_path, b"From: a\n" + partes("alternative", *versiones))
    assert texto.paginas[0].texto == "De: a\n\nVa el dictamen en HTML."


def test_la_imagen_de_la_version_que_no_se_lee_se_avisa(tmp_path):
    texto = leer(tmp_path, b"From: a\n" + partes("alternative", PLANO, partes("related", HTML, FOTO)))
    assert texto.paginas[0].texto.endswith("Va el dictamen.")
    assert "imágenes que van entre los renglones del correo (1)" in texto.avisos[0]


@pytest.mark.parametrize(
    "delante", [b"\xef\xbb\xbf", b"\r\n\r\n", b"\xef\xbb\xbf\nFrom a@b Tue May 12 2009\n"]
)
def test_lo_que_va_delante_de_las_cabeceras_no_las_esconde(tmp_path, delante):
    crudo = b"From: a@b.gt\nTo: c@d.gt\nSubject: Con sobre\n" + partes("mixed", PLANO, DICTAMEN)
    (tmp_path / "a.eml").write_bytes(delante + crudo)
    assert reconocer(tmp_path / "a.eml") is TipoDeArchivo.EML
    texto = leer(tmp_path, delante + crudo)
    assert (texto.propiedades["titulo"], [a.nombre for a in texto.adjuntos]) == (
        "Con sobre",
        ["dictamen.pdf"],
    )


@pytest.mark.parametrize("forma", ["base64", "quoted-printable", ""])
def test_un_correo_adjunto_se_separa_legible_venga_como_venga(tmp_path, forma):
    dentro = b"Subject: El primero\n\nMensaje de adentro"
    cifrado = base64.encodebytes(dentro) if forma == "base64" else dentro
    cabeceras = f"Content-Type: message/rfc822\nContent-Transfer-Encoding: {forma or '7bit'}\n\n".encode()
    texto = leer(tmp_path, b"From: a\n" + partes("mixed", PLANO, cabeceras + cifrado))
    assert [a.nombre for a in texto.adjuntos] == ["El primero.eml"]
    assert b"Subject: El primero\n\nMensaje de adentro" in texto.adjuntos[0].ruta.read_bytes()


@pytest.mark.parametrize("codificacion", ["utf-8", "latin-1"])
def test_las_cabeceras_de_ocho_bits_se_leen_como_el_texto(tmp_path, codificacion):
    crudo = (
        "From: José Pérez <j@x.gt>\nSubject: Iniciativa de Migración\n"
        'Content-Type: application/pdf; name="niñez.pdf"\n\n%PDF-1.4'
    )
    texto = leer(tmp_path, crudo.encode(codificacion))
    assert texto.propiedades == {"titulo": "Iniciativa de Migración", "autor": "José Pérez <j@x.gt>"}
    assert [a.nombre for a in texto.adjuntos] == ["niñez.pdf"]


def test_lo_que_el_html_del_correo_no_muestra_se_dice(tmp_path):
    crudo = b"From: a\nContent-Type: text/html\n\n<p>Se ve</p><p style='display:none'>secreto</p>"
    texto = leer(tmp_path, crudo)
    assert texto.paginas[0].texto == "De: a\n\nSe ve"
    assert "lleva 1 trozo de texto oculto" in texto.avisos[0]
