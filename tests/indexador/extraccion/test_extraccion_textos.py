"""Lectura de HTML y de texto sin formato."""

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion import Opciones, TipoDeArchivo, extraer
from indexador.extraccion.txt import decodificar

ESPANOL = "La niñez migrante: ¿qué protección tendrá?"


def html(ruta, contenido, **opciones):
    ruta.write_bytes(contenido if isinstance(contenido, bytes) else contenido.encode())
    return extraer(ruta, TipoDeArchivo.HTML, Opciones(**opciones))


def txt(ruta, crudo, **opciones):
    ruta.write_bytes(crudo)
    return extraer(ruta, TipoDeArchivo.TXT, Opciones(**opciones))


def test_de_una_pagina_queda_lo_que_se_lee(tmp_path):
    texto = html(
        tmp_path / "a.html",
        """<html><head><title> Ley  de Migración </title><meta name="Author" content="Congreso">
        <style>p {color: red}</style><script>alert("no")</script></head><body><!-- comentario -->
        <h1>Título</h1><p>Uno <b>dos</b>
        tres</p><ul><li>a</li><li>b</li></ul><noscript>no</noscript>
        <table><tr><td>x</td><td>y</td></tr><tr><td>z</td></tr></table><pre>uno
dos</pre>antes<div>después</div>fin</body></html>""",
    )
    assert texto.paginas[0].texto == (
        "Título\n\nUno dos tres\n\na\nb\n\nx y\nz\n\nuno\ndos\nantes\ndespués\nfin"
    )
    assert texto.propiedades == {"titulo": "Ley de Migración", "autor": "Congreso"}
    assert texto.paginas[0].etiqueta == "parte 1"


@pytest.mark.parametrize(
    ("declarada", "codificacion"),
    [
        ('<meta charset="iso-8859-1">', "iso-8859-1"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=mac-roman">', "mac-roman"),
        ('<meta charset="latin1">', "utf-8"),
        ('<meta charset="no-existe">', "cp1252"),
        ("", "cp1252"),
        ("", "utf-16"),
    ],
)
def test_la_codificacion_se_acierta_aunque_la_pagina_mienta(tmp_path, declarada, codificacion):
    pagina = f"<html><head>{declarada}</head><body><p>{ESPANOL}</p></body></html>"
    assert html(tmp_path / "a.html", pagina.encode(codificacion)).paginas[0].texto == ESPANOL


def test_una_pagina_sin_texto_se_explica(tmp_path):
    with pytest.raises(NoExtraible) as error:
        html(tmp_path / "a.html", "<html><body><script>x()</script></body></html>")
    assert error.value.codigo == "vacio"
    assert "PDF" in error.value.salida


@pytest.mark.parametrize("como", ["hidden", 'style="color: red; DISPLAY:none"', "style='visibility: hidden'"])
def test_lo_que_la_pagina_no_muestra_se_dice_y_no_se_lee(tmp_path, como):
    texto = html(
        tmp_path / "a.html", f"<html><body><p>Se ve</p><p {como}>secreto</p><i {como}></i></body></html>"
    )
    assert texto.paginas[0].texto == "Se ve"
    (aviso,) = texto.avisos
    assert "lleva 1 trozo de texto oculto. Quien lo descargue" in aviso


def test_lo_que_si_se_muestra_se_lee(tmp_path):
    pagina = (
        '<body style="display:none"><p aria-hidden="true">Se ve</p><p style="display:block">y esto</p>'
        '<p hidden="until-found">y al buscarlo</p></body>'
    )
    texto = html(tmp_path / "a.html", pagina)
    assert (texto.paginas[0].texto.split("\n\n"), texto.avisos) == (["Se ve", "y esto", "y al buscarlo"], ())


def test_una_pagina_sin_fondo_no_tumba_nada(tmp_path):
    texto = html(tmp_path / "a.html", "<html><body>" + "<div>" * 5_000 + "hondo")
    assert "hondo" in texto.paginas[0].texto or texto.paginas[0].texto == ""


def test_las_entidades_no_se_traen_de_fuera(tmp_path):
    texto = html(
        tmp_path / "a.html",
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>'
        "<p>Hola &x; ni&ntilde;a</p></body></html>",
    )
    assert "root:" not in texto.paginas[0].texto
    assert "niña" in texto.paginas[0].texto


def test_una_pagina_larga_va_por_partes_con_su_limite(tmp_path):
    contenido = "<html><body>" + "".join(f"<p>Artículo {n}. {'palabra ' * 60}</p>" for n in range(20))
    assert len(html(tmp_path / "a.html", contenido).paginas) > 2
    corta = html(tmp_path / "a.html", contenido, paginas=2)
    assert len(corta.paginas) == 2
    assert corta.avisos[0].startswith("Sólo se leyeron las primeras 2 partes")


@pytest.mark.parametrize("codificacion", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_el_texto_se_decodifica(codificacion):
    assert decodificar(ESPANOL.encode(codificacion))[0] == ESPANOL


def test_lo_que_no_es_cp1252_se_adivina():
    ruso = "Мигранты имеют право на защиту. " * 20
    crudo = ruso.encode("cp1251") + "Н".encode("cp1251") + b"\x8d\x81\x98"
    texto, codificacion = decodificar(crudo)
    assert codificacion != "cp1252"
    assert "защиту" in texto
    assert decodificar(b"\x81\x8d\x8f\x90\x9d")[0] is not None


def test_el_salto_de_pagina_hace_paginas_y_las_finales_vacias_sobran(tmp_path):
    paginas = txt(tmp_path / "a.txt", b"uno\f\fdos\f\f").paginas
    assert [(p.texto, p.origen) for p in paginas] == [("uno", "nativo"), ("", "sin_texto"), ("dos", "nativo")]
    assert paginas[2].etiqueta == "p. 3"


def test_un_texto_largo_va_por_partes_con_su_limite(tmp_path):
    crudo = "\n\n".join("palabra " * 80 for _ in range(20)).encode()
    assert txt(tmp_path / "a.txt", crudo).paginas[1].etiqueta == "parte 2"
    assert txt(tmp_path / "a.txt", crudo, paginas=1).avisos[0].startswith("Sólo se leyeron")


def test_un_texto_de_puros_espacios_esta_vacio(tmp_path):
    with pytest.raises(NoExtraible) as error:
        txt(tmp_path / "a.txt", b" \n\t \f\n")
    assert error.value.codigo == "vacio"
