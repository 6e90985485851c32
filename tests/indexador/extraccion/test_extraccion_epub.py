"""EPUB: un capítulo por página, en el orden de lectura."""

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion.epub import leer_epub
from indexador.extraccion.limites import Opciones
from tests.indexador.extraccion import hechos

CONTENEDOR = b'<container><rootfiles><rootfile full-path="OEBPS/libro.opf"/></rootfiles></container>'
OPF = """<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Migrar</dc:title>
<dc:creator>Ana</dc:creator><dc:date>2012-03-01</dc:date></metadata><manifest>
<item id="b" href="dos%20.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="texto/uno.xhtml" media-type="application/xhtml+xml"/>
<item id="c" href="vacio.xhtml" media-type="application/xhtml+xml"/>
<item id="i" href="i.png" media-type="image/png"/></manifest>
<spine><itemref idref="a"/><itemref idref="c"/><itemref idref="b"/><itemref idref="x"/></spine></package>"""


def epub(ruta, **otras):
    return hechos.con_partes(
        ruta,
        {
            "META-INF/container.xml": CONTENEDOR,
            "OEBPS/libro.opf": OPF.encode(),
            "OEBPS/texto/uno.xhtml": '<!DOCTYPE html [<!ENTITY a "no">]><html><head><title>Uno</title></head>'
            "<body><h1>El viaje</h1><p>Niñez &aacute;</p></body></html>".encode(),
            "OEBPS/dos .xhtml": b"<html><body><p>Segundo</p></body></html>",
            "OEBPS/vacio.xhtml": b"<html><body><img src='i.png'/></body></html>",
        }
        | {nombre.replace("__", "/"): xml for nombre, xml in otras.items()},
    )


def test_los_capitulos_van_en_el_orden_de_lectura(tmp_path):
    texto = leer_epub(epub(tmp_path / "a.epub"), Opciones())
    assert [(p.etiqueta, p.texto) for p in texto.paginas] == [
        ("Uno", "El viaje\n\nNiñez á"),
        ("cap. 2", "Segundo"),
    ]
    assert texto.propiedades == {"titulo": "Migrar", "autor": "Ana", "creado": "2012-03-01"}


@pytest.mark.parametrize(("uri", "protegido"), [("OEBPS/letra.otf", False), ("OEBPS/texto/uno.xhtml", True)])
def test_solo_los_capitulos_cifrados_lo_hacen_protegido(tmp_path, uri, protegido):
    cifrado = f'<encryption><CipherReference URI="{uri}"/></encryption>'.encode()
    ruta = epub(tmp_path / "a.epub", **{"META-INF__encryption.xml": cifrado})
    if not protegido:
        assert leer_epub(ruta, Opciones()).paginas
        return
    with pytest.raises(NoExtraible) as error:
        leer_epub(ruta, Opciones())
    assert error.value.codigo == "protegido"


def test_sin_indice_o_sin_letras_tiene_su_motivo(tmp_path):
    with pytest.raises(NoExtraible) as error:
        leer_epub(hechos.con_partes(tmp_path / "a", {"mimetype": b"application/epub+zip"}), Opciones())
    assert error.value.codigo == "danado"
    vacio = OPF.replace('<itemref idref="a"/>', "").replace('<itemref idref="b"/>', "").encode()
    with pytest.raises(NoExtraible) as error:
        leer_epub(epub(tmp_path / "b", **{"OEBPS__libro.opf": vacio}), Opciones())
    assert error.value.codigo == "vacio"
