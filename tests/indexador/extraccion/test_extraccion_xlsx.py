"""XLSX: hojas como páginas, valores como se ven y lo que no se ve."""

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion.limites import Opciones
from indexador.extraccion.xlsx import leer_xlsx
from indexador.extraccion.xlsx_numeros import Formato, como_se_ve
from tests.indexador.extraccion import hechos

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TIPO = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ESTILOS = f"""<styleSheet {S}><numFmts><numFmt numFmtId="164" formatCode="&quot;Q&quot;#,##0.00"/>
  <numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/>
  <xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/></cellXfs></styleSheet>"""


def relaciones(*filas):
    dentro = "".join(
        f'<Relationship Id="{i}" Type="{TIPO}/{tipo}" Target="{destino}"/>' for i, tipo, destino in filas
    )
    espacio = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{espacio}">{dentro}</Relationships>'.encode()


def xlsx(ruta, *hojas, **otras):
    """Un libro con el XML de `sheetData` de cada hoja, con su estado si lo lleva."""
    filas = [("s", "sharedStrings", "sharedStrings.xml"), ("e", "styles", "styles.xml")]
    partes = {
        "xl/sharedStrings.xml": f"<sst {S}><si><t>Mes</t></si><si><r><t>To</t></r><r><t>tal</t></r>"
        f"<rPh><t>no</t></rPh></si></sst>".encode(),
        "xl/styles.xml": ESTILOS.encode(),
    }
    libro = ""
    for n, (nombre, xml, *estado) in enumerate(hojas, 1):
        filas.append((f"rId{n}", "worksheet", f"/xl/worksheets/hoja{n}.xml"))
        partes[f"xl/worksheets/hoja{n}.xml"] = f"<worksheet {S}>{xml}</worksheet>".encode()
        libro += f'<sheet name="{nombre}" sheetId="{n}" state="{(estado or ["visible"])[0]}" r:id="rId{n}"/>'
    partes["xl/workbook.xml"] = f"<workbook {S} {R}><sheets>{libro}</sheets></workbook>".encode()
    partes["xl/_rels/workbook.xml.rels"] = relaciones(*filas)
    return hechos.con_partes(ruta, partes | otras.get("partes", {}))


def test_los_valores_se_leen_como_se_ven_en_su_orden(tmp_path):
    datos = """<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>99</v></c></row>
      <row><c s="1"><v>40000</v></c><c s="2"><v>1234567.5</v></c><c s="3"><v>40000.75</v></c>
      <c s="4"><v>0.07</v></c></row><row/>
      <row><c t="inlineStr"><is><t>dentro</t></is></c><c t="b"><v>1</v></c>
      <c t="str"><f>A1</f><v>fórmula</v></c>
      <c><v>12</v></c><c t="e"><v>#N/A</v></c></row></sheetData>"""
    texto = leer_xlsx(xlsx(tmp_path / "a.xlsx", ("Enero", datos)), Opciones())
    assert texto.paginas[0].etiqueta == "hoja Enero"
    assert texto.paginas[0].texto.split("\n") == [
        "Mes | Total",
        "06/07/2009 | 1,234,567.50 | 06/07/2009 18:00 | 7%",
        "dentro | VERDADERO | fórmula | 12 | #N/A",
    ]


def test_las_hojas_ocultas_las_filas_ocultas_y_los_comentarios_se_avisan(tmp_path):
    uno = '<cols><col hidden="1"/></cols><sheetData><row><c><v>1</v></c></row></sheetData>'
    dos = "<sheetData><row><c><v>2</v></c></row></sheetData>"
    dibujo = "http://schemas.openxmlformats.org/drawingml/2006/main"
    comentarios = f"<comments {S}><commentList><comment/><comment/></commentList></comments>"
    cuadro = f'<a:x xmlns:a="{dibujo}"><a:p><a:r><a:t>En el cuadro</a:t></a:r></a:p></a:x>'
    partes = {
        "xl/worksheets/_rels/hoja1.xml.rels": relaciones(
            ("a", "comments", "../comments1.xml"), ("b", "drawing", "../drawings/d.xml")
        ),
        "xl/comments1.xml": comentarios.encode(),
        "xl/drawings/d.xml": cuadro.encode(),
    }
    texto = leer_xlsx(xlsx(tmp_path / "a.xlsx", ("A", uno), ("B", dos, "hidden"), partes=partes), Opciones())
    assert [p.texto for p in texto.paginas] == ["1\nEn el cuadro", "2"]
    assert texto.avisos[0].startswith(
        "Antes de publicar, revise el archivo: lleva 2 comentarios en sus celdas, 1 hoja oculta y 1 hoja con"
    )


@pytest.mark.parametrize(
    ("valor", "formato", "dice"),
    [
        ("0.1", Formato(), "0.1"),
        ("1e20", Formato(), "1e+20"),
        ("-5.0", Formato(), "-5"),
        ("nan", Formato(), "nan"),
        ("texto", Formato(fecha=True), "texto"),
        ("-1", Formato(fecha=True), "-1"),
        ("0.5", Formato(hora=True), "12:00"),
        ("99999999999", Formato(fecha=True), "99999999999"),
    ],
)
def test_los_numeros_raros_no_estorban(valor, formato, dice):
    assert como_se_ve(valor, formato) == dice


def test_las_fechas_de_un_libro_de_1904():
    assert como_se_ve("0", Formato(fecha=True), desde_1904=True) == "01/01/1904"


@pytest.mark.parametrize("hoja", ["<sheetData><row>", "<!DOCTYPE x [<!ENTITY a 'b'>]><sheetData/>"])
def test_una_hoja_rota_o_con_entidades_se_dice(tmp_path, hoja):
    ruta = xlsx(
        tmp_path / "b.xlsx", ("A", ""), partes={"xl/worksheets/hoja1.xml": f"{hoja}<worksheet/>".encode()}
    )
    with pytest.raises(NoExtraible) as error:
        leer_xlsx(ruta, Opciones())
    assert error.value.codigo == "danado"
