"""La estructura de un DOCX escrito con Word: títulos, artículos, listas que Word numera, y tablas."""

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from indexador.extraccion import Opciones, TipoDeArchivo, extraer
from indexador.juridico.articulos_de_texto import articulos_de
from indexador.juridico.estructura import estructurar

W = nsdecls("w")


class Ley:
    """Un DOCX con listas numeradas por Word; cada una se da por el formato y la plantilla de sus niveles."""

    def __init__(self, *parrafos: str) -> None:
        self.documento = Document()
        self._listas = 100
        self.poner("DECRETO NÚMERO 46-2007", *parrafos)

    def poner(self, *parrafos: str, estilo: str | None = None) -> None:
        for texto in parrafos:
            self.documento.add_paragraph(texto, style=estilo)

    def lista(self, *niveles: tuple[str, str], reinicia: str = "") -> int:
        self._listas += 1
        dichos = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{formato}"/>{reinicia if n else ""}'
            f'<w:lvlText w:val="{plantilla}"/></w:lvl>'
            for n, (formato, plantilla) in enumerate(niveles)
        )
        raiz = self.documento.part.numbering_part.element
        abstracta = f'<w:abstractNum {W} w:abstractNumId="{self._listas}">{dichos}</w:abstractNum>'
        raiz.insert(0, parse_xml(abstracta))
        return self.otra_vez(self._listas)

    def otra_vez(self, lista: int) -> int:
        """La misma lista, empezada de nuevo."""
        self._listas += 1
        cuenta = f'<w:abstractNumId w:val="{lista if self._listas - lista == 1 else lista - 1}"/>'
        desde = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        numero = f'<w:num {W} w:numId="{self._listas}">{cuenta}{desde}</w:num>'
        self.documento.part.numbering_part.element.append(parse_xml(numero))
        return self._listas

    def numerar(self, lista: int, *textos: str, nivel: int = 0, parrafo: object = None) -> None:
        for texto in textos:
            suyo = parrafo or self.documento.add_paragraph(texto)
            formato = f'<w:numPr {W}><w:ilvl w:val="{nivel}"/><w:numId w:val="{lista}"/></w:numPr>'
            suyo._p.get_or_add_pPr().append(parse_xml(formato))

    def leer(self, tmp_path):
        ruta = tmp_path / "ley.docx"
        self.documento.save(str(ruta))
        paginas = [pagina.texto for pagina in extraer(ruta, TipoDeArchivo.DOCX, Opciones()).paginas]
        return paginas, estructurar(paginas)

    def anclas(self, tmp_path):
        """Las de lo que no es un párrafo."""
        return [una.ancla for una in self.leer(tmp_path)[1].divisiones if una.clase != "parrafo"]


def test_una_ley_entera_con_títulos_de_word_bis_ter_y_transitorios(tmp_path):
    ley = Ley("CONSIDERANDO:", "Que es deber del Estado.", "CONSIDERANDO:", "Que hace falta.", "DECRETA:")
    ley.poner("TÍTULO I", "DISPOSICIONES GENERALES", estilo="Heading 1")
    ley.poner("CAPÍTULO I", "Objeto y fines", estilo="Heading 2")
    ley.poner("Artículo 1.- Objeto. Se crea el consejo.", "Artículo 1 Bis. Fines. Proteger al migrante.")
    ley.poner("Artículo 1-Ter. Medios. Los del Estado.", "Artículo 1 “Quáter”. Plazo. Un año.")
    ley.poner("CAPÍTULO II", "De la sede", estilo="Heading 2")
    ley.poner("ARTÍCULO 2. Sede. En la capital, según el artículo 9 de la ley.")
    ley.poner("DISPOSICIONES TRANSITORIAS", estilo="Heading 1")
    ley.poner("Artículo 1. Plazo. Noventa días.", "Artículo 2. Vigencia. Ocho días.")
    ley.poner("DADO EN EL PALACIO DEL ORGANISMO LEGISLATIVO, EN LA CIUDAD DE GUATEMALA.")
    assert ley.anclas(tmp_path) == [
        *("considerando-1", "considerando-2", "enc-decreta", "tit-1", "tit-1-cap-1"),
        *("art-1", "art-1-bis", "art-1-ter", "art-1-quater", "tit-1-cap-2", "art-2"),
        *("enc-disposiciones-transitorias", "art-t1", "art-t2", "formula-final"),
    ]
    epigrafes = {una.ancla: una.epigrafe for una in ley.leer(tmp_path)[1].divisiones}
    assert (epigrafes["tit-1"], epigrafes["tit-1-cap-2"]) == ("DISPOSICIONES GENERALES", "De la sede")
    assert (epigrafes["art-1-bis"], epigrafes["art-t1"]) == ("Fines", "Plazo")


def test_las_literales_y_los_incisos_que_numera_word_son_del_artículo(tmp_path):
    ley = Ley("Artículo 1. Fines. Son:")
    letras = ley.lista(("lowerLetter", "%1)"), ("lowerRoman", "%2)"))
    ley.numerar(letras, "Proteger;", "Atender:")
    ley.numerar(letras, "en el país; y", "fuera de él;", nivel=1)
    ley.numerar(letras, "Informar.")
    ley.poner("Artículo 2. Integración. Son:")
    ley.numerar(ley.lista(("decimal", "%1.")), "Un presidente.", "Dos vocales.")
    ley.poner("Artículo 3. Otros. Son:")
    ley.numerar(ley.otra_vez(letras), "Otra vez la primera.")
    assert ley.anclas(tmp_path) == [
        *("art-1", "art-1-lit-a", "art-1-lit-b", "art-1-lit-b-inc-1", "art-1-lit-b-inc-2", "art-1-lit-c"),
        *("art-2", "art-2-num-1", "art-2-num-2", "art-3", "art-3-lit-a"),
    ]


@pytest.mark.parametrize(
    ("formato", "plantilla"),
    [("decimal", "Artículo %1."), ("ordinal", "Artículo %1."), ("ordinalText", "ARTÍCULO %1.")],
)
def test_los_artículos_que_numera_word_no_se_pierden(tmp_path, formato, plantilla):
    ley = Ley()
    articulos = ley.lista((formato, plantilla), ("lowerLetter", "%2)"))
    ley.numerar(articulos, "Objeto. Son fines:")
    ley.numerar(articulos, "uno; y", "otro.", nivel=1)
    ley.numerar(articulos, "Sede. En la capital.")
    ley.poner("DISPOSICIONES TRANSITORIAS Y FINALES")
    ley.numerar(ley.lista((formato, plantilla)), "Vigencia. Rige a los ocho días.")
    assert ley.anclas(tmp_path) == [
        *("art-1", "art-1-lit-a", "art-1-lit-b", "art-2"),
        *("enc-disposiciones-transitorias-y-finales", "art-t1"),
    ]


def test_el_nivel_que_no_se_reinicia_sigue_contando_en_el_capítulo_siguiente(tmp_path):
    ley = Ley()
    todo = ley.lista(
        ("upperRoman", "CAPÍTULO %1"), ("decimal", "Artículo %2."), reinicia='<w:lvlRestart w:val="0"/>'
    )
    for capitulo, articulos in (
        ("Del objeto", ("Objeto. Uno.", "Fin. Dos.")),
        ("De la sede", ("Sede. Tres.",)),
    ):
        ley.numerar(todo, capitulo)
        ley.numerar(todo, *articulos, nivel=1)
    assert ley.anclas(tmp_path) == ["cap-1", "art-1", "art-2", "cap-2", "art-3"]


def test_lo_de_una_tabla_es_del_artículo_que_la_trae(tmp_path):
    ley = Ley("Artículo 1. Dietas. Según esta tabla:")
    tabla = ley.documento.add_table(rows=2, cols=2)
    for celda, texto in zip(
        tabla._cells, ("Cargo", "Dieta", "El vocal del Artículo 9 de la ley", "Q 300"), strict=True
    ):
        celda.text = texto
    letras = ley.lista(("lowerLetter", "%1)"))
    otra = ley.documento.add_table(rows=1, cols=2)
    ley.numerar(letras, "", parrafo=otra.cell(0, 0).paragraphs[0])
    otra.cell(0, 0).paragraphs[0].add_run("por sesión")
    ley.poner("Lo demás lo fija el reglamento.", "Artículo 2. Vigencia. Rige hoy.")
    paginas, estructura = ley.leer(tmp_path)
    uno, dos = articulos_de(paginas, estructura)
    assert [fin in uno.texto for fin in ("El vocal del Artículo 9 de la ley Q 300", "a) por sesión")] == [
        True
    ] * 2
    assert uno.texto.endswith("Lo demás lo fija el reglamento.") and dos.cual == ("ordinaria", "2")
