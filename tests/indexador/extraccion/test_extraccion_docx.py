"""Lectura de DOCX: todo el texto, una sola vez, en orden; y lo que viene mal."""

import struct
import zipfile

import pytest
from docx import Document

from indexador.errores import NoExtraible
from indexador.extraccion import Opciones, TipoDeArchivo, directorio_zip, extraer
from indexador.extraccion.paquete import PARTE_MAXIMA, Paquete
from tests.indexador.extraccion import hechos

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def parrafo(texto, formato=""):
    return f"<w:p><w:pPr>{formato}</w:pPr><w:r><w:t>{texto}</w:t></w:r></w:p>"


def leer(ruta, **opciones):
    return extraer(ruta, TipoDeArchivo.DOCX, Opciones(**opciones))


def texto_de(ruta):
    return "\n".join(p.texto for p in leer(ruta).paginas)


def test_las_tablas_van_en_su_lugar_y_las_celdas_unidas_una_vez(tmp_path):
    documento = Document()
    documento.add_paragraph("Antes")
    tabla = documento.add_table(rows=2, cols=3)
    tabla.cell(0, 0).merge(tabla.cell(0, 1)).text = "Unida"
    tabla.cell(0, 2).text = "Sola"
    tabla.cell(1, 0).text = "Abajo"
    documento.add_paragraph("Después")
    documento.save(str(tmp_path / "t.docx"))
    assert texto_de(tmp_path / "t.docx") == "Antes\nUnida Sola\nAbajo\nDespués"


def test_lo_que_otro_programa_metio_sin_convertir_se_lee_en_su_lugar(tmp_path):
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    clase = f"{r}/aFChunk"
    mht = (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
        b"Content-Type: text/html; charset=utf-8\n\n<p>Desde <b>MHT</b></p>\n--x--\n"
    )
    filas = "".join(
        f'<Relationship Id="{i}" Type="{clase}" Target="{destino}"/>'
        for i, destino in (("a", "afchunk.html"), ("b", "otro.mht"), ("c", "../nota.txt"), ("d", "x.bin"))
    )
    espacio = "http://schemas.openxmlformats.org/package/2006/relationships"
    trozos = "".join(f'<w:altChunk xmlns:r="{r}" r:id="{i}"/>' for i in "abcd")
    hechos.docx_crudo(tmp_path / "base.docx", f"{parrafo('Antes')}{trozos}{parrafo('Después')}")
    with zipfile.ZipFile(tmp_path / "base.docx", "a") as paquete:
        paquete.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{espacio}">{filas}</Relationships>'
        )
        paquete.writestr("word/afchunk.html", "<html><body><p>Desde HTML</p></body></html>")
        paquete.writestr("word/otro.mht", mht)
        paquete.writestr("nota.txt", "Desde texto")
        paquete.writestr("word/x.bin", b"\0\1")
    renglones = [r for r in texto_de(tmp_path / "base.docx").split("\n") if r]
    assert renglones == ["Antes", "Desde HTML", "Desde MHT", "Desde texto", "Después"]


def test_los_comentarios_los_cambios_y_lo_oculto_se_avisan_y_lo_oculto_no_se_lee(tmp_path):
    oculto = "".join(f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{t}</w:t></w:r>" for t in ("secre", "to"))
    cuerpo = (
        f"<w:p><w:r><w:t>Se ve</w:t></w:r>{oculto}<w:ins><w:r><w:t> nuevo</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>viejo</w:delText></w:r></w:del>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> todo</w:t></w:r></w:p>'
    )
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    comentarios = f'<w:comments xmlns:w="{w}"><w:comment w:id="1"/><w:comment w:id="2"/></w:comments>'
    ruta = hechos.docx_crudo(tmp_path / "o.docx", cuerpo, comments=comentarios.encode())
    texto = leer(ruta)
    assert texto.paginas[0].texto == "Se ve nuevo todo"
    assert texto.avisos == (
        "Antes de publicar, revise el archivo: lleva 2 comentarios al margen, 2 cambios rastreados y "
        "1 trozo de texto oculto. Quien lo descargue los puede ver.",
    )


def test_los_saltos_de_pagina_hacen_paginas(tmp_path):
    documento = Document()
    documento.add_paragraph("Primera")
    documento.add_page_break()
    documento.add_paragraph("Segunda")
    documento.save(str(tmp_path / "s.docx"))
    paginas = leer(tmp_path / "s.docx").paginas
    assert [(p.texto, p.etiqueta) for p in paginas] == [("Primera", "p. 1"), ("Segunda", "p. 2")]


@pytest.mark.parametrize(
    "salto",
    [
        "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Segunda</w:t></w:r></w:p>",
        parrafo("Segunda", "<w:pageBreakBefore/>"),
        '<w:p><w:r><w:br w:type="page"/><w:lastRenderedPageBreak/><w:t>Segunda</w:t></w:r></w:p>',
    ],
    ids=["de-word", "antes-del-parrafo", "puesto-y-de-word"],
)
def test_cada_clase_de_salto_cuenta_una_vez(tmp_path, salto):
    ruta = hechos.docx_crudo(tmp_path / "s.docx", parrafo("Primera") + salto)
    assert [p.texto for p in leer(ruta).paginas] == ["Primera", "Segunda"]


def test_una_seccion_nueva_empieza_pagina_salvo_la_continua(tmp_path):
    continua = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    cuerpo = parrafo("Uno", "<w:sectPr/>") + parrafo("Dos", continua) + parrafo("Tres")
    ruta = hechos.docx_crudo(tmp_path / "s.docx", cuerpo)
    assert [p.texto for p in leer(ruta).paginas] == ["Uno", "Dos\nTres"]


def test_sin_saltos_se_parte_en_parrafo(tmp_path):
    ruta = hechos.docx(tmp_path / "l.docx", *(f"Artículo {n}. " + "palabra " * 50 for n in range(20)))
    paginas = leer(ruta).paginas
    assert len(paginas) > 2
    assert all(p.texto.startswith("Artículo") and len(p.texto) <= 3_000 for p in paginas)
    assert paginas[1].etiqueta == "parte 2"


def test_el_limite_de_paginas_se_avisa(tmp_path):
    ruta = hechos.docx(tmp_path / "l.docx", *("palabra " * 300 for _ in range(5)))
    texto = leer(ruta, paginas=2)
    assert len(texto.paginas) == 2
    assert texto.avisos[0].startswith("Sólo se leyeron las primeras 2 páginas")


def test_las_notas_al_pie_quedan_al_final_de_su_pagina(tmp_path):
    referencia = (
        '<w:p><w:r><w:t>Cuerpo</w:t><w:footnoteReference w:id="2"/><w:endnoteReference w:id="9"/></w:r></w:p>'
    )
    notas = f"""<w:footnotes {W}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>
    <w:footnote w:id="2"><w:p><w:r><w:t>Véase la</w:t><w:tab/><w:t>LAIP.</w:t></w:r></w:p></w:footnote>
    </w:footnotes>"""
    ruta = hechos.docx_crudo(
        tmp_path / "n.docx", referencia + parrafo("Sigue"), footnotes=notas.encode(), endnotes=b"<x/>"
    )
    assert texto_de(ruta) == "Cuerpo\nSigue\n\n[2] Véase la LAIP."


def test_lo_borrado_y_los_codigos_no_se_leen_y_lo_insertado_si(tmp_path):
    cuerpo = """<w:p><w:del><w:r><w:delText>borrado</w:delText></w:r></w:del>
    <w:ins><w:r><w:t>insertado</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r>
    <w:moveFrom><w:r><w:t>movido</w:t></w:r></w:moveFrom>
    <w:r><w:noBreakHyphen/><w:t>mente</w:t><w:br/><w:t>abajo</w:t><w:tab/><w:t>al lado</w:t></w:r></w:p>"""
    assert texto_de(hechos.docx_crudo(tmp_path / "b.docx", cuerpo)) == "insertado-mente\nabajo al lado"


def test_un_cuadro_de_texto_se_lee_una_vez(tmp_path):
    caja = f"<w:txbxContent>{parrafo('En el cuadro')}</w:txbxContent>"
    cuerpo = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{caja}</mc:Choice>"
        f"<mc:Fallback>{caja}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert texto_de(hechos.docx_crudo(tmp_path / "c.docx", cuerpo)) == "En el cuadro"


def nivel(indice, formato, plantilla, desde=1):
    return (
        f'<w:lvl w:ilvl="{indice}"><w:start w:val="{desde}"/><w:numFmt w:val="{formato}"/>'
        f'<w:lvlText w:val="{plantilla}"/></w:lvl>'
    )


def numerado(texto, lista, indice):
    return parrafo(texto, f'<w:numPr><w:ilvl w:val="{indice}"/><w:numId w:val="{lista}"/></w:numPr>')


NUMEROS = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0">
{nivel(0, "decimal", "Artículo %1.")}{nivel(1, "lowerLetter", "%2)")}{nivel(2, "upperRoman", "%1.%2.%3")}
{nivel(3, "bullet", "•")}{nivel(4, "decimalZero", "%5")}{nivel(5, "lowerRoman", "%6", 9)}
{nivel(6, "upperLetter", "%7", 27)}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="99"/></w:num></w:numbering>""".encode()

ESTILOS = f"""<w:styles {W}>
<w:style w:styleId="Articulo">
<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Hijo"><w:basedOn w:val="Articulo"/></w:style>
<w:style w:styleId="Vuelta"><w:basedOn w:val="Otra"/></w:style>
<w:style w:styleId="Otra"><w:basedOn w:val="Vuelta"/></w:style></w:styles>""".encode()


def test_la_numeracion_automatica_se_escribe(tmp_path):
    cuerpo = "".join(
        [
            numerado("Objeto", 1, 0),
            numerado("uno", 1, 1),
            numerado("dos", 1, 1),
            numerado("hondo", 1, 2),
            numerado("viñeta", 1, 3),
            numerado("cero", 1, 4),
            numerado("nueve", 1, 5),
            numerado("veintisiete", 1, 6),
            numerado("Fines", 1, 0),
            numerado("otra vez", 1, 1),
            numerado("Desde siete", 2, 0),
            numerado("Ocho", 2, 0),
            numerado("sin lista", 3, 0),
            numerado("sin nivel", 1, 8),
        ]
    )
    assert texto_de(hechos.docx_crudo(tmp_path / "n.docx", cuerpo, numbering=NUMEROS)).split("\n") == [
        "Artículo 1. Objeto",
        "a) uno",
        "b) dos",
        "1.b.I hondo",
        "viñeta",
        "01 cero",
        "ix nueve",
        "AA veintisiete",
        "Artículo 2. Fines",
        "a) otra vez",
        "Artículo 7. Desde siete",
        "Artículo 8. Ocho",
        "sin lista",
        "sin nivel",
    ]


def test_la_numeracion_viene_tambien_del_estilo(tmp_path):
    cuerpo = "".join(parrafo(e, f'<w:pStyle w:val="{e}"/>') for e in ("Articulo", "Hijo", "Vuelta", "Nada"))
    ruta = hechos.docx_crudo(tmp_path / "e.docx", cuerpo, numbering=NUMEROS, styles=ESTILOS)
    assert texto_de(ruta).split("\n") == ["Artículo 1. Articulo", "Artículo 2. Hijo", "Vuelta", "Nada"]


def test_encabezados_y_pies_se_leen_una_vez_y_sin_folios(tmp_path):
    membrete = f"<w:hdr {W}>{parrafo('Oficio 14-2011')}</w:hdr>".encode()
    pie = f"<w:ftr {W}>{parrafo('Página 2 de 13')}</w:ftr>".encode()
    ruta = hechos.docx_crudo(
        tmp_path / "m.docx", parrafo("Señores"), header1=membrete, header2=membrete, footer1=pie
    )
    assert texto_de(ruta) == "Señores\n\nOficio 14-2011"


def test_un_documento_vacio_avisa_que_no_tiene_texto(tmp_path):
    texto = leer(hechos.docx_crudo(tmp_path / "v.docx", ""))
    assert texto.paginas[0].origen == "sin_texto"
    assert "no tiene texto que buscar" in texto.avisos[0]


def test_las_propiedades_vienen_del_nucleo(tmp_path):
    documento = Document()
    documento.core_properties.title = "Plan estratégico"
    documento.core_properties.author = "Comisión de Migrantes"
    documento.save(str(tmp_path / "p.docx"))
    propiedades = leer(tmp_path / "p.docx").propiedades
    assert (propiedades["titulo"], propiedades["autor"]) == ("Plan estratégico", "Comisión de Migrantes")
    assert propiedades["creado"].startswith("2013")


def test_el_word_estricto_se_lee_igual(tmp_path):
    ruta = hechos.docx_crudo(tmp_path / "a.docx", parrafo("Estricto"))
    with zipfile.ZipFile(ruta) as paquete:
        crudo = paquete.read("word/document.xml")
    estricto = crudo.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert texto_de(hechos.con_partes(tmp_path / "e.docx", {"word/document.xml": estricto})) == "Estricto"


def test_la_parte_principal_puede_llamarse_de_otra_manera(tmp_path):
    ruta = hechos.docx_crudo(tmp_path / "a.docx", parrafo("Aquí"))
    with zipfile.ZipFile(ruta) as paquete:
        cuerpo = paquete.read("word/document.xml")
    relaciones = b"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
    <Relationship Id="r1" Type="x/styles" Target="otra.xml"/>
    <Relationship Id="r2" Type="x/officeDocument" Target="/word/document2.xml"/></Relationships>"""
    otra = hechos.con_partes(tmp_path / "o.docx", {"_rels/.rels": relaciones, "word/document2.xml": cuerpo})
    assert texto_de(otra) == "Aquí"


def rechazo(ruta):
    with pytest.raises(NoExtraible) as error:
        leer(ruta)
    return error.value


ENTIDADES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "dtd",
    [
        f'<!DOCTYPE w [<!ENTITY e0 "risa">{ENTIDADES}]>',
        '<!DOCTYPE w [<!ENTITY e11 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://ejemplo.invalid/x.dtd">',
    ],
    ids=["risas", "archivo-ajeno", "dtd-ajena"],
)
def test_un_xml_con_entidades_no_se_abre(tmp_path, dtd):
    cuerpo = f"{dtd}<w:document {W}><w:body>{parrafo('&e11;')}</w:body></w:document>"
    ruta = hechos.con_partes(tmp_path / "x.docx", {"word/document.xml": cuerpo.encode()})
    assert rechazo(ruta).codigo == "danado"


def test_una_bomba_se_rechaza_sin_inflarla(tmp_path):
    with zipfile.ZipFile(tmp_path / "b.docx", "w", zipfile.ZIP_DEFLATED) as paquete:
        paquete.writestr("word/document.xml", b" " * (PARTE_MAXIMA + 1))
    assert (tmp_path / "b.docx").stat().st_size < 200_000
    assert rechazo(tmp_path / "b.docx").codigo == "limite_salida"


def test_una_bomba_que_miente_su_tamano_no_pasa(tmp_path):
    ruta = hechos.con_partes(tmp_path / "m.docx", {"word/document.xml": b" " * 5_000_000})
    datos = ruta.read_bytes().replace(struct.pack("<I", 5_000_000), struct.pack("<I", 100))
    ruta.write_bytes(datos)
    assert rechazo(ruta).codigo == "danado"


def test_demasiadas_entradas_no_se_cargan(tmp_path, monkeypatch):
    monkeypatch.setattr(directorio_zip, "ENTRADAS_MAXIMAS", 3)
    ruta = hechos.con_partes(tmp_path / "m.docx", {f"word/{n}.xml": b"" for n in range(4)})
    assert not directorio_zip.directorio_razonable(ruta)
    assert rechazo(ruta).codigo == "limite_salida"


def test_un_zip_cortado_un_xml_roto_o_sin_cuerpo_estan_danados(tmp_path):
    entero = hechos.docx(tmp_path / "a.docx", "Texto").read_bytes()
    (tmp_path / "c.docx").write_bytes(entero[: len(entero) // 2])
    assert rechazo(tmp_path / "c.docx").codigo == "danado"
    roto = hechos.con_partes(tmp_path / "r.docx", {"word/document.xml": b"<w:document"})
    assert rechazo(roto).codigo == "danado"
    assert rechazo(hechos.con_partes(tmp_path / "s.docx", {"otra.xml": b""})).codigo == "danado"


def test_un_zip_con_contrasena_es_protegido(tmp_path):
    ruta = hechos.docx_crudo(tmp_path / "p.docx", parrafo("x"))
    datos = bytearray(ruta.read_bytes())
    local, central = datos.index(b"PK\x03\x04"), datos.index(b"PK\x01\x02")
    datos[local + 6] |= 1
    datos[central + 8] |= 1
    ruta.write_bytes(datos)
    assert rechazo(ruta).codigo == "protegido"


def test_un_anidamiento_sin_fondo_no_tumba_nada(tmp_path):
    cuerpo = "<w:p>" * 5_000 + "</w:p>" * 5_000
    assert rechazo(hechos.docx_crudo(tmp_path / "h.docx", cuerpo)).codigo == "danado"


def test_un_paquete_da_sus_nombres_y_lo_que_falta_es_nada(tmp_path):
    with Paquete(hechos.con_partes(tmp_path / "p.zip", {"a": b"1"})) as paquete:
        assert paquete.nombres() == {"a"}
        assert paquete.bytes_de("a") == b"1"
        assert paquete.xml("b") is None
