"""Lo que un DOCX lleva sin que se vea: por estilo, por color, en los membretes o en partes de otro nombre."""

import zipfile

import pytest
from lxml import etree

from indexador.errores import NoExtraible
from indexador.extraccion import Opciones, TipoDeArchivo, extraer
from indexador.extraccion.docx_formato import Estilos
from tests.indexador.extraccion import hechos

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ABRE = "Antes de publicar, revise el archivo: lleva "
CIERRA = ". Quien lo descargue los puede ver."
OCULTO = "1 trozo de texto oculto"
CONFUNDIDO = "1 trozo de texto del mismo color que su fondo"
ESTILOS = f"""<w:styles {W}>
<w:style w:type="character" w:styleId="Oc"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hijo"><w:basedOn w:val="Oc"/></w:style>
<w:style w:type="paragraph" w:styleId="Par"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Blanco"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Pintada"><w:tblStylePr><w:tcPr><w:shd w:fill="000000"/></w:tcPr>
</w:tblStylePr></w:style>
<w:style w:type="table" w:styleId="Muda"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>""".encode()
NEGRO = '<w:shd w:val="clear" w:fill="000000"/>'
BLANCAS = '<w:color w:val="FFFFFF"/>'


def trozo(texto, formato=""):
    return f"<w:r><w:rPr>{formato}</w:rPr><w:t>{texto}</w:t></w:r>"


def parrafo(*trozos, formato=""):
    return f"<w:p><w:pPr>{formato}</w:pPr>{''.join(trozos)}</w:p>"


def tabla(celda, estilo="", contenido=None):
    dentro = contenido or parrafo(trozo("secreto", BLANCAS))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{estilo}"/></w:tblPr>'
        f"<w:tr><w:tc><w:tcPr>{celda}</w:tcPr>{dentro}</w:tc></w:tr></w:tbl>"
    )


def leer(tmp_path, cuerpo, relaciones=(), sueltas=None, **partes):
    ruta = hechos.docx_crudo(tmp_path / "o.docx", cuerpo, styles=ESTILOS, **partes)
    with zipfile.ZipFile(ruta, "a") as paquete:
        for nombre, contenido in (sueltas or {}).items():
            paquete.writestr(nombre, contenido)
        if relaciones:
            filas = "".join(f'<Relationship Id="{i}" Type="x/{c}" Target="{d}"/>' for i, c, d in relaciones)
            paquete.writestr("word/_rels/document.xml.rels", f"<Relationships>{filas}</Relationships>")
    leido = extraer(ruta, TipoDeArchivo.DOCX, Opciones())
    return "\n".join(p.texto for p in leido.paginas), leido.avisos


@pytest.mark.parametrize(
    "escondido",
    [
        parrafo(trozo("secreto", '<w:rStyle w:val="Oc"/>')),
        parrafo(trozo("secreto", '<w:rStyle w:val="Hijo"/>')),
        parrafo(trozo("secreto"), formato='<w:pStyle w:val="Par"/>'),
        parrafo("<w:r><w:t>secreto</w:t></w:r>", formato='<w:pStyle w:val="Par"/>'),
        parrafo(trozo("secreto", "<w:specVanish/>")),
        parrafo(trozo("secreto", '<w:sz w:val="2"/>')),
        tabla("", "Muda", parrafo(trozo("secreto"))),
    ],
    ids=["caracter", "heredado", "parrafo", "sin-formato", "separador", "menudo", "tabla"],
)
def test_lo_oculto_por_su_estilo_se_dice_y_no_se_lee(tmp_path, escondido):
    assert leer(tmp_path, parrafo(trozo("Se ve")) + escondido) == ("Se ve", (f"{ABRE}{OCULTO}{CIERRA}",))


def test_lo_que_ocultan_los_valores_de_todo_el_documento_se_dice():
    ocultos = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    estilos = Estilos(etree.fromstring(f"<w:styles {W}>{ocultos}</w:styles>"))
    assert estilos.de_parrafo(None).oculto


def test_lo_que_desoculta_a_su_estilo_se_lee(tmp_path):
    visible = parrafo(trozo("Se ve", '<w:rStyle w:val="Oc"/><w:vanish w:val="0"/>'))
    invertido = parrafo(trozo(" también", '<w:rStyle w:val="Oc"/>'), formato='<w:pStyle w:val="Par"/>')
    assert leer(tmp_path, visible + invertido) == ("Se ve\ntambién", ())


@pytest.mark.parametrize(
    "cuerpo",
    [
        parrafo(trozo("secreto", '<w:highlight w:val="black"/>')),
        parrafo(trozo("secreto", NEGRO)),
        parrafo(trozo("secreto", '<w:shd w:val="solid" w:color="auto"/>')),
        parrafo(trozo("secreto", '<w:color w:val="000000"/>'), formato=NEGRO),
        tabla(NEGRO, contenido=parrafo(trozo("secreto", '<w:color w:val="111111"/>'))),
        parrafo(trozo("secreto", BLANCAS)),
        parrafo(trozo("secreto"), formato='<w:pStyle w:val="Blanco"/>'),
        parrafo(trozo("secreto", '<w:color w:val="F9F9F9"/>')),
        parrafo(trozo("secreto", '<w:color w:val="auto" w:themeColor="background1"/>')),
        parrafo(trozo("secreto", '<w:color w:val="808080"/><w:shd w:val="clear" w:fill="808080"/>')),
    ],
    ids=[
        "resaltado", "sombreado", "solido", "parrafo", "celda", "blanco", "blanco-por-estilo", "casi-blanco",
        "tema", "gris",
    ],
)  # fmt: skip
def test_la_letra_del_color_de_su_fondo_se_dice(tmp_path, cuerpo):
    assert leer(tmp_path, cuerpo) == ("secreto", (f"{ABRE}{CONFUNDIDO}{CIERRA}",))


@pytest.mark.parametrize(
    "cuerpo",
    [
        tabla(NEGRO),
        tabla("", "Pintada"),
        tabla(NEGRO, contenido=parrafo(trozo("automática"))),
        parrafo(trozo("blanca", BLANCAS + NEGRO)),
        parrafo(trozo("blanca", BLANCAS), formato=NEGRO),
        parrafo(trozo("amarillo", '<w:highlight w:val="yellow"/>')),
        parrafo(trozo("trama", '<w:shd w:val="pct20" w:color="000000"/>')),
        f"<w:p><w:r><w:txbxContent>{parrafo(trozo('blanca', BLANCAS))}</w:txbxContent></w:r></w:p>",
        f"<w:p><w:r><w:pict/></w:r></w:p>{parrafo(trozo('blanca', BLANCAS))}",
    ],
)
def test_la_letra_que_se_ve_sobre_su_fondo_no_se_dice(tmp_path, cuerpo):
    assert leer(tmp_path, cuerpo)[1] == ()


def test_lo_de_los_membretes_y_las_notas_tambien_cuenta(tmp_path):
    dentro = parrafo(trozo("Oficio 7"), trozo("secreto", "<w:vanish/>"), "<w:del><w:r/></w:del>")
    encabezado = f"<w:hdr {W}>{dentro}</w:hdr>".encode()
    nota = f'<w:footnotes {W}><w:footnote w:id="2">{dentro}</w:footnote></w:footnotes>'.encode()
    texto, avisos = leer(tmp_path, parrafo(trozo("Cuerpo")), header1=encabezado, footnotes=nota)
    assert texto == "Cuerpo\n\nOficio 7"
    assert avisos == (f"{ABRE}2 cambios rastreados y 2 trozos de texto oculto{CIERRA}",)


def test_los_cambios_de_formato_son_cambios(tmp_path):
    cuerpo = parrafo(trozo("Igual", "<w:rPrChange><w:rPr/></w:rPrChange>"), formato="<w:pPrChange/>")
    assert leer(tmp_path, cuerpo) == ("Igual", (f"{ABRE}2 cambios rastreados{CIERRA}",))


def test_las_partes_se_siguen_por_su_relacion_y_no_por_su_nombre(tmp_path):
    comentarios = f"<w:comments {W}><w:comment/></w:comments>"
    encabezado = f"<w:hdr {W}>{parrafo(trozo('Oficio 7'))}</w:hdr>"
    texto, avisos = leer(
        tmp_path,
        parrafo(trozo("Cuerpo")),
        relaciones=(("a", "comments", "comentarios1.xml"), ("b", "header", "/word/arriba.xml")),
        sueltas={"word/comentarios1.xml": comentarios, "word/arriba.xml": encabezado},
    )
    assert (texto, avisos) == ("Cuerpo\n\nOficio 7", (f"{ABRE}1 comentario al margen{CIERRA}",))


def test_el_trozo_de_otro_documento_que_no_se_lee_se_dice(tmp_path):
    r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    cuerpo = f'{parrafo(trozo("Cuerpo"))}<w:altChunk xmlns:r="{r}" r:id="a"/>'
    texto, avisos = leer(
        tmp_path, cuerpo, relaciones=[("a", "aFChunk", "b.docx")], sueltas={"word/b.docx": "x"}
    )
    assert texto == "Cuerpo"
    assert avisos[0].startswith("Lleva dentro otro documento que no se leyó")


def test_las_formulas_se_leen(tmp_path):
    m = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    formula = (
        "<m:oMath><m:r><m:t>x=</m:t></m:r><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
    )
    cuerpo = f'<w:p xmlns:m="{m}">{trozo("Sea ")}{formula}</w:p>'
    assert leer(tmp_path, cuerpo)[0] == "Sea x=a/b"


R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def con_trozo(tmp_path, nombre, contenido):
    cuerpo = f'{parrafo(trozo("Antes"))}<w:altChunk xmlns:r="{R}" r:id="a"/>{parrafo(trozo("Después"))}'
    relacion = [("a", "aFChunk", nombre)]
    texto, avisos = leer(tmp_path, cuerpo, relaciones=relacion, sueltas={f"word/{nombre}": contenido})
    return texto.split(), avisos


def test_el_documento_metido_sin_convertir_se_lee_en_su_lugar_con_lo_que_oculta(tmp_path):
    dentro = hechos.docx_crudo(
        tmp_path / "d.docx", parrafo(trozo("Adentro")) + parrafo(trozo("secreto", "<w:vanish/>"))
    )
    texto, avisos = con_trozo(tmp_path, "chunk.dat", dentro.read_bytes())
    assert texto == ["Antes", "Adentro", "Después"]
    assert avisos == (f"{ABRE}{OCULTO}{CIERRA}",)


def test_el_rtf_metido_sin_convertir_se_lee_en_su_lugar_con_lo_que_oculta(tmp_path):
    rtf = b"{\\rtf1\\ansi Adentro\\par{\\v secreto}{\\*\\annotation nota}}"
    texto, avisos = con_trozo(tmp_path, "chunk.rtf", rtf)
    assert texto == ["Antes", "Adentro", "Después"]
    assert avisos == (f"{ABRE}1 comentario al margen y {OCULTO}{CIERRA}",)


def test_de_los_documentos_metidos_uno_en_otro_se_leen_los_primeros(tmp_path):
    crudo = b"x"
    for nivel in range(6):
        cuerpo = f'{parrafo(trozo(f"n{nivel}"))}<w:altChunk xmlns:r="{R}" r:id="a"/>'
        ruta = hechos.docx_crudo(tmp_path / "n.docx", cuerpo)
        with zipfile.ZipFile(ruta, "a") as paquete:
            fila = '<Relationship Id="a" Type="x/aFChunk" Target="c.docx"/>'
            paquete.writestr("word/_rels/document.xml.rels", f"<Relationships>{fila}</Relationships>")
            paquete.writestr("word/c.docx", crudo)
        crudo = ruta.read_bytes()
    leido = extraer(ruta, TipoDeArchivo.DOCX, Opciones())
    assert leido.paginas[0].texto.split() == ["n5", "n4", "n3", "n2"]
    assert leido.avisos[0].startswith("Lleva dentro otro documento que no se leyó")


def metido(veces):
    return "<w:sdt><w:sdtContent>" * veces + parrafo(trozo("hondo")) + "</w:sdtContent></w:sdt>" * veces


def test_los_controles_metidos_uno_en_otro_se_leen(tmp_path):
    assert leer(tmp_path, metido(900)) == ("hondo", ())


def test_el_anidamiento_sin_fondo_tiene_su_motivo(tmp_path):
    with pytest.raises(NoExtraible) as error:
        leer(tmp_path, metido(2_000))
    assert "partes metidas una en otra" in error.value.motivo


def test_lo_hondo_con_entidades_no_se_abre(tmp_path):
    """Sin el tope de hondura tampoco hay tope a lo que crecen las entidades."""
    xml = f'<!DOCTYPE d [<!ENTITY e "x">]><w:document {W}><w:body>{metido(300)}</w:body></w:document>'
    ruta = hechos.con_partes(tmp_path / "e.docx", {"word/document.xml": xml.encode()})
    with pytest.raises(NoExtraible) as error:
        extraer(ruta, TipoDeArchivo.DOCX, Opciones())
    assert "partes metidas una en otra" in error.value.motivo
