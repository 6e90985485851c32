"""ODT y ODS: orden de lectura, páginas y hojas, y lo que no se ve."""

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion.limites import Opciones
from indexador.extraccion.odf import leer_ods, leer_odt
from tests.indexador.extraccion import hechos

ESPACIOS = " ".join(
    f'xmlns:{corto}="urn:oasis:names:tc:opendocument:xmlns:{largo}:1.0"'
    for corto, largo in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "meta": "meta",
    }.items()
)
ESPACIOS += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
ESPACIOS += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'


def odf(ruta, cuerpo, *, clase="text", estilos="", **otras):
    """Un paquete ODF mínimo con el XML dado dentro de `office:text` u `office:spreadsheet`."""
    contenido = (
        f"<office:document-content {ESPACIOS}><office:automatic-styles>{estilos}</office:automatic-styles>"
        f"<office:body><office:{clase}>{cuerpo}</office:{clase}></office:body></office:document-content>"
    )
    partes = {"mimetype": f"application/vnd.oasis.opendocument.{clase}".encode()}
    partes["content.xml"] = contenido.encode()
    return hechos.con_partes(
        ruta, partes | {n.replace("_", "."): f"<r {ESPACIOS}>{x}</r>".encode() for n, x in otras.items()}
    )


def odt(ruta, cuerpo, **otras):
    return leer_odt(odf(ruta, cuerpo, **otras), Opciones())


def test_las_tablas_y_los_blancos_van_en_orden_de_lectura(tmp_path):
    cuerpo = """
      <text:h>Título</text:h>
      <text:p>Uno<text:s text:c="3"/>dos<text:tab/>tres<text:line-break/>abajo <text:span>y
        sigue</text:span>.</text:p>
      <table:table><table:table-row><table:table-cell><text:p>A</text:p><text:p>B</text:p></table:table-cell>
      <table:table-cell><text:p>C</text:p></table:table-cell></table:table-row></table:table>
      <text:p>Fin</text:p>"""
    texto = odt(tmp_path / "a.odt", cuerpo)
    assert texto.paginas[0].texto == "Título\nUno dos tres\nabajo y sigue.\nA B C\nFin"
    assert (texto.paginas[0].etiqueta, texto.avisos) == ("parte 1", ())


def test_lo_borrado_los_comentarios_y_lo_oculto_no_se_leen_y_se_avisan(tmp_path):
    oculto = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    cuerpo = """
      <text:tracked-changes><text:changed-region><text:deletion><text:p>borrado</text:p></text:deletion>
      </text:changed-region></text:tracked-changes>
      <text:p>Se ve<office:annotation><text:p>comentario</text:p></office:annotation>
      <text:span text:style-name="T1">secreto</text:span> todo.</text:p>"""
    texto = odt(tmp_path / "a.odt", cuerpo, estilos=oculto)
    assert texto.paginas[0].texto == "Se ve todo."
    assert texto.avisos == (
        "Antes de publicar, revise el archivo: lleva 1 comentario al margen, 1 cambio rastreado y "
        "1 trozo de texto oculto. Quien lo descargue los puede ver.",
    )


def test_las_paginas_marcadas_las_notas_y_los_membretes(tmp_path):
    cuerpo = """<text:p>Primera<text:note><text:note-citation>1</text:note-citation><text:note-body>
      <text:p>Al pie.</text:p></text:note-body></text:note></text:p><text:soft-page-break/>
      <text:p>Segunda</text:p><text:p text:style-name="P1">Tercera</text:p>"""
    salto = '<style:style style:name="P1"><style:paragraph-properties fo:break-before="page"/></style:style>'
    membrete = """<style:master-page><style:header><text:p>Comisión de Migrantes
      <text:page-number>1</text:page-number></text:p></style:header></style:master-page>"""
    meta = "<dc:title>Acta</dc:title><meta:creation-date>2011-04-05T10:00:00</meta:creation-date>"
    texto = odt(tmp_path / "a.odt", cuerpo, estilos=salto, styles_xml=membrete, meta_xml=meta)
    assert [(p.etiqueta, p.texto) for p in texto.paginas] == [
        ("p. 1", "Primera\n[1] Al pie.\nComisión de Migrantes"),
        ("p. 2", "Segunda"),
        ("p. 3", "Tercera"),
    ]
    assert texto.propiedades == {"titulo": "Acta", "creado": "2011-04-05"}


def test_cada_hoja_es_una_pagina_y_una_celda_repetida_un_millon_de_veces_no_crece(tmp_path):
    cuerpo = """
      <table:table table:name="Retornos"><table:table-column table:visibility="collapse"/>
      <table:table-row><table:table-cell><text:p>Mes</text:p></table:table-cell>
      <table:table-cell/><table:table-cell><text:p>Total</text:p><office:annotation/></table:table-cell>
      </table:table-row>
      <table:table-row table:number-rows-repeated="1000000"><table:table-cell
        table:number-columns-repeated="1000000"><text:p>x</text:p></table:table-cell></table:table-row>
      </table:table>
      <table:table table:name="Vacía"/><table:table table:name="Otra" table:style-name="ta1"><table:table-row>
      <table:table-cell><text:p>Sola</text:p></table:table-cell></table:table-row></table:table>"""
    estilos = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
    ruta = odf(tmp_path / "a.ods", cuerpo, clase="spreadsheet", estilos=estilos)
    texto = leer_ods(ruta, Opciones())
    assert [p.etiqueta for p in texto.paginas] == ["hoja Retornos", "hoja Vacía", "hoja Otra"]
    assert texto.paginas[0].texto.startswith("Mes | Total\nx | x")
    assert len(texto.paginas[0].texto) < 20_000
    assert texto.paginas[2].texto == "Sola"
    assert "1 comentario en sus celdas, 1 hoja oculta y 1 hoja con filas" in texto.avisos[0]


def test_una_hoja_enorme_sigue_en_otra_pagina(tmp_path):
    celda = f"<table:table-cell><text:p>{'dato ' * 200}</text:p></table:table-cell>"
    fila = f"<table:table-row>{celda}</table:table-row>"
    cuerpo = f'<table:table table:name="Datos">{fila * 120}</table:table>'
    texto = leer_ods(odf(tmp_path / "a.ods", cuerpo, clase="spreadsheet"), Opciones())
    assert [p.etiqueta for p in texto.paginas] == ["hoja Datos", "hoja Datos (2)"]


@pytest.mark.parametrize(
    ("partes", "codigo"),
    [
        ({"content.xml": b"<x"}, "danado"),
        ({"otra.xml": b"<x/>"}, "danado"),
        ({"content.xml": b"ruido", "META-INF/manifest.xml": b"<encryption-data/>"}, "protegido"),
        ({"content.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "danado"),
    ],
)
def test_lo_roto_lo_cifrado_y_lo_que_trae_entidades_tiene_su_motivo(tmp_path, partes, codigo):
    with pytest.raises(NoExtraible) as error:
        leer_odt(hechos.con_partes(tmp_path / "a.odt", partes), Opciones())
    assert error.value.codigo == codigo
