"""Los manifiestos: hojas con cualquier columna, RIS y BibTeX."""

from datetime import date

import pytest

from centro_doc.catalogo.procedencia import Procedencia
from centro_doc.importaciones.fichas import entender
from centro_doc.importaciones.manifiesto import ManifiestoIlegible, es_campo, leer

RIS = """TY  - RPRT
AU  - Ajú, Marta
AU  - Sical, Ana
TI  - Informe de retornos
PY  - 2010/05//
PB  - Dirección General de Migración
L1  - informes/retornos.pdf
AB  - Los retornos del año.
ER  -
"""
BIB = """@techreport{dgm2010,
  title = {Informe de {Retornos}},
  author = {Ajú, Marta and Sical, Ana},
  institution = {Dirección General de Migración},
  year = 2010,
  file = {informes/retornos.pdf}
}
"""


def escrito(tmp_path, nombre, texto):
    ruta = tmp_path / nombre
    ruta.write_text(texto, encoding="utf-8")
    return ruta


def test_una_hoja_se_entiende_por_sus_encabezados(tmp_path):
    ruta = escrito(tmp_path, "a.csv", "Título,Archivo,Fecha de emisión,Color\nLey,ley.pdf,2011-04-05,azul\n")
    (fila,) = leer(ruta)
    assert fila.archivo == tmp_path / "ley.pdf"
    assert fila.valores == {"titulo": "Ley", "fecha:emision": "2011-04-05"}


@pytest.mark.parametrize(
    ("nombre", "texto", "titulo"),
    [("a.ris", RIS, "Informe de retornos"), ("a.bib", BIB, "Informe de Retornos")],
)
def test_ris_y_bibtex_dan_lo_mismo(tmp_path, nombre, texto, titulo):
    (fila,) = leer(escrito(tmp_path, nombre, texto))
    assert fila.archivo == tmp_path / "informes" / "retornos.pdf"
    assert fila.valores["titulo"] == titulo
    assert fila.valores["autores"] == "Ajú, Marta; Sical, Ana"
    assert fila.valores["emisor"] == "Dirección General de Migración"
    assert fila.valores["fecha:publicacion"] == "2010"


@pytest.mark.parametrize(
    ("nombre", "texto", "frase"),
    [
        ("a.xls", "x", "debe ser"),
        ("a.csv", "color,peso\nazul,1\n", "ninguna columna"),
        ("a.csv", "titulo,archivo\n", "ningún renglón"),
        ("a.bib", "@article{x,\n title = {sin cerrar\n", "mal formado"),
        ("a.bib", "@book{uno,title={Bien}}\n@book{dos,title={Mal\n@book{tres,title={Y}}", "en «dos»"),
        ("a.bib", "@book{a,title={Uno}}\n@book{a,title={Dos}}", "«a» está repetido"),
        ("a.csv", 'archivo,titulo\nley.pdf,"sin cerrar\notro.pdf,Otro\n', "comillas"),
        ("a.csv", f'"{"x" * 200_000}\n', "comillas"),
        ("a.csv", "archivo,titulo,titulo\nley.pdf,Ley,\n", "«titulo» y «titulo» son el mismo dato"),
        ("a.csv", "archivo,Title,Título\nley.pdf,Ley,\n", "«Title» y «Título» son el mismo dato"),
        ("a.csv", "archivo,titulo\nley.pdf,Ley\nb.pdf,Ley, comentada\n", "renglón 3 .* más columnas"),
        ("a.csv", "", "está vacía"),
        ("a.ris", RIS + "TY  - BOOK\nTI  - Otro\n", "línea 10 .*ER  -"),
        ("a.ris", "TY  - BOOK\nTI  - Uno\n\n" + RIS, "línea 1 .*ER  -"),
    ],
)
def test_lo_que_no_se_puede_leer_dice_por_que(tmp_path, nombre, texto, frase):
    with pytest.raises(ManifiestoIlegible, match=frase):
        leer(escrito(tmp_path, nombre, texto))
    with pytest.raises(ManifiestoIlegible, match="no se puede leer"):
        leer(tmp_path / "no-esta.csv")


@pytest.mark.parametrize("codificacion", ["cp1252", "utf-16", "utf-8-sig"])
def test_una_hoja_guardada_en_windows_conserva_sus_letras(tmp_path, codificacion):
    ruta = tmp_path / "a.csv"
    ruta.write_bytes('archivo;título\r\nley.pdf;«Niñez» "migrante"\r\n;;\r\n'.encode(codificacion))
    assert [fila.valores for fila in leer(ruta)] == [{"titulo": '«Niñez» "migrante"'}, {}]


def test_un_caracter_nulo_no_estorba(tmp_path):
    (fila,) = leer(escrito(tmp_path, "a.csv", "archivo,titulo\nle\0y.pdf,Ley\n"))
    assert (fila.archivo, fila.valores) == (tmp_path / "ley.pdf", {"titulo": "Ley"})


def test_las_comillas_dobladas_y_los_saltos_dentro_de_una_celda_valen(tmp_path):
    texto = 'archivo,titulo\nley.pdf,"La ""ley"", de\n2009"\n'
    (fila,) = leer(escrito(tmp_path, "a.csv", texto))
    assert fila.valores == {"titulo": 'La "ley", de 2009'}


def test_la_hoja_dice_tambien_de_donde_vino(tmp_path):
    hoja = (
        "Archivo,Procedencia,Cómo llegó,Fecha de entrega,Número de oficio,Licencia,Condiciones de uso\n"
        "a.pdf,DGM,Oficio o nota,mayo de 2010,447-2011,CC BY-SA,Citar la fuente\n"
        "b.pdf,DGM,por paloma,ayer,,,\n"
    )
    uno, otro = (entender(fila.valores, {}) for fila in leer(escrito(tmp_path, "a.csv", hoja)))
    assert uno.procedencia == Procedencia(
        "DGM", "oficio", date(2010, 5, 1), "mes", "447-2011", "cc_by_sa", "Citar la fuente"
    )
    assert uno.dudas == ()
    assert otro.procedencia == Procedencia("DGM")
    assert otro.dudas == ("No se entendió «ayer» como entregado.", "No se entendió «por paloma» como via.")


def test_los_campos_que_se_pueden_asignar():
    assert all(es_campo(c) for c in ("titulo", "archivo", "fecha:emision", "meta:periodo"))
    assert not any(es_campo(c) for c in ("inventado", "fecha:", "meta:", ""))


@pytest.mark.parametrize(
    ("crudo", "esperada"),
    [
        ("2011-04-05", ("2011-04-05", "dia")),
        ("5/4/2011", ("2011-04-05", "dia")),
        ("2011-04", ("2011-04-01", "mes")),
        ("2011", ("2011-01-01", "anio")),
        ("31/02/2011", None),
        ("ayer", None),
        ("1 de abril de 2008", ("2008-04-01", "dia")),
        ("doce de mayo de dos mil nueve", ("2009-05-12", "dia")),
        ("a los doce días del mes de mayo del año dos mil nueve", ("2009-05-12", "dia")),
        ("entre el 1 de abril de 2008 y hoy", None),
        ("doce de mayo de dos mil nueve (10)", None),
    ],
)
def test_las_fechas_se_entienden_con_su_precision(crudo, esperada):
    entendida = entender({"fecha:emision": crudo}, {})
    halladas = [(valor.isoformat(), str(precision)) for _, valor, precision in entendida.fechas]
    assert (halladas[0] if halladas else None) == esperada
    assert bool(entendida.dudas) == (esperada is None)


def test_lo_que_no_se_entiende_queda_dicho_y_no_se_inventa():
    valores = {
        "tipo": "DECRETO DEL CONGRESO",
        "emisor": "dgm",
        "ejemplares": "dos",
        "fecha:siembra": "2011",
        "numero": "1-2011",
    }
    entendida = entender(valores, {"dgm": 7})
    assert entendida.simples == {"tipo": "decreto_congreso", "emisor_id": 7, "numero": "1-2011"}
    assert len(entendida.dudas) == 2 and entendida.fechas == ()


GESTOR = r"""@book{uno,
  title = {La migraci\'on en Guatemala: 100\% \& m\'as {DGM}}, author = {P\'erez, Juan and Ajú, Marta},
  file = {:d5.txt:text/plain}}
@book{dos, title = {Otro}, file = {Texto:C\:\\docs\\a.pdf:PDF;Nota:b.pdf:PDF}}
"""


def test_el_bibtex_de_los_gestores_se_lee_con_sus_tildes_y_sus_archivos(tmp_path):
    uno, dos = leer(escrito(tmp_path, "a.bib", GESTOR))
    assert uno.valores["titulo"] == "La migración en Guatemala: 100% & más DGM"
    assert uno.valores["autores"] == "Pérez, Juan; Ajú, Marta"
    assert uno.archivo == tmp_path / "d5.txt"
    assert str(dos.archivo).endswith("C:\\docs\\a.pdf")


def test_del_segundo_archivo_de_una_referencia_queda_la_duda(tmp_path):
    (fila,) = leer(escrito(tmp_path, "a.bib", "@book{a,title={Uno},file={x:a.pdf:PDF;y:b.pdf:PDF}}"))
    assert fila.archivo == tmp_path / "a.pdf"
    (duda,) = entender(fila.valores, {}).dudas
    assert "b.pdf" in duda


def test_una_entrada_mal_formada_no_deja_salir_renglones_en_ingles(tmp_path, caplog):
    with pytest.raises(ManifiestoIlegible):
        leer(escrito(tmp_path, "a.bib", "@book{uno,title={Mal\n@book{dos,title={Y}}"))
    assert not caplog.records
