"""Lectura de PDF: texto, cajas, propiedades y lo que pasa con los que vienen mal."""

import math

import numpy as np
import pypdf
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from indexador.errores import NoExtraible
from indexador.extraccion import Opciones, TipoDeArchivo, extraer, ocr
from indexador.extraccion.pdf import fecha_iso
from indexador.extraccion.pdf_reserva import leer_con_pypdf
from tests.indexador.extraccion import hechos

PDF = TipoDeArchivo.PDF


@pytest.fixture
def sin_ocr(monkeypatch):
    """Un sistema sin tesseract."""
    monkeypatch.setenv("PATH", "")
    ocr.buscar_ocr.cache_clear()
    yield
    ocr.buscar_ocr.cache_clear()


def escaneada(destino, paginas=1, sello=""):
    """Un PDF cuyas páginas son una imagen con letras dibujadas."""
    imagen = Image.new("L", (1275, 1650), 255)
    ImageDraw.Draw(imagen).text((150, 150), "DECRETO NUMERO 44 DE MIGRACION", fill=0, font_size=52)
    lienzo = Canvas(str(destino), pagesize=(612, 792))
    for _ in range(paginas):
        lienzo.drawImage(ImageReader(imagen), 0, 0, 612, 792)
        lienzo.drawString(500, 20, sello)
        lienzo.showPage()
    lienzo.save()
    return destino


def alterado(origen, destino, cambiar):
    """Una copia con lo que `cambiar` haga al escritor de pypdf."""
    escritor = pypdf.PdfWriter(clone_from=origen)
    cambiar(escritor)
    escritor.write(destino)
    escritor.close()
    return destino


def test_cada_pagina_trae_su_texto_su_medida_y_sus_palabras(tmp_path):
    texto = extraer(hechos.pdf(tmp_path / "a.pdf", [hechos.ARTICULO, "Segunda\nhoja"]), PDF)
    primera, segunda = texto.paginas
    assert (primera.texto, segunda.texto) == (hechos.ARTICULO, "Segunda\nhoja")
    assert (primera.ancho, primera.alto, primera.origen, primera.etiqueta) == (612, 792, "nativo", "p. 1")
    assert [primera.texto[p.inicio : p.fin] for p in primera.palabras] == hechos.ARTICULO.split()
    primera_palabra = primera.palabras[0]
    assert primera_palabra.x0 == pytest.approx(72 / 612, abs=0.01)
    assert primera_palabra.y0 < (792 - 720) / 792 < primera_palabra.y1
    assert all(a.x1 <= b.x0 for a, b in zip(primera.palabras, primera.palabras[1:], strict=False))


def test_una_pagina_girada_tiene_las_cajas_donde_se_ven(tmp_path):
    derecha = hechos.pdf(tmp_path / "a.pdf", ["Palabra"])
    girada = alterado(derecha, tmp_path / "g.pdf", lambda e: e.pages[0].rotate(90))
    pagina = extraer(girada, PDF).paginas[0]
    assert (pagina.ancho, pagina.alto) == (792, 612)
    palabra = pagina.palabras[0]
    assert palabra.x0 > 0.85
    assert palabra.y1 - palabra.y0 > palabra.x1 - palabra.x0


def test_una_pagina_recortada_mide_lo_que_se_ve(tmp_path):
    def recortar(escritor):
        escritor.pages[0].cropbox = pypdf.generic.RectangleObject((50, 600, 450, 760))

    recortada = alterado(hechos.pdf(tmp_path / "a.pdf", ["Palabra"]), tmp_path / "r.pdf", recortar)
    pagina = extraer(recortada, PDF).paginas[0]
    assert (pagina.ancho, pagina.alto) == (400, 160)
    assert pagina.palabras[0].x0 == pytest.approx(22 / 400, abs=0.01)


def test_los_acentos_sueltos_se_componen_y_las_posiciones_siguen_bien(tmp_path):
    pagina = extraer(hechos.pdf(tmp_path / "a.pdf", ["migración de niñas"]), PDF).paginas[0]
    assert pagina.texto == "migración de niñas"
    assert [pagina.texto[p.inicio : p.fin] for p in pagina.palabras] == ["migración", "de", "niñas"]


def test_el_guion_de_fin_de_renglon_se_queda_con_su_salto(tmp_path):
    pagina = extraer(
        hechos.pdf(tmp_path / "a.pdf", ["la protección de los mi-\ngrantes en tránsito"]), PDF
    ).paginas[0]
    assert "mi-\ngrantes" in pagina.texto


def test_un_hueco_entre_renglones_separa_parrafos(tmp_path):
    pagina = extraer(hechos.pdf(tmp_path / "a.pdf", ["Uno\ndos\n\n\nTres"]), PDF).paginas[0]
    assert pagina.texto == "Uno\ndos\n\nTres"


def test_las_dos_columnas_se_leen_una_tras_otra(tmp_path):
    lienzo = Canvas(str(tmp_path / "c.pdf"), pagesize=(612, 792))
    for x, columna in ((72, "izquierda"), (330, "derecha")):
        for n in range(4):
            lienzo.drawString(x, 700 - 14 * n, f"{columna} renglón {n}")
    lienzo.save()
    texto = extraer(tmp_path / "c.pdf", PDF).paginas[0].texto
    assert texto.index("izquierda renglón 3") < texto.index("derecha renglón 0")


def test_un_titulo_de_letras_separadas_se_encuentra_por_sus_palabras(tmp_path):
    lienzo = Canvas(str(tmp_path / "e.pdf"), pagesize=(612, 792))
    objeto = lienzo.beginText(72, 700)
    objeto.setFont("Helvetica", 12)
    objeto.setCharSpace(3)
    objeto.textLine("PROTOCOLO NACIONAL DE ATENCION")
    lienzo.drawText(objeto)
    lienzo.save()
    assert extraer(tmp_path / "e.pdf", PDF).paginas[0].texto == "PROTOCOLO NACIONAL DE ATENCION"


def test_las_propiedades_del_archivo_se_traen_limpias(tmp_path):
    def firmar(escritor):
        escritor.add_metadata(
            {
                "/Title": " Plan  estrate\u0301gico ",
                "/Author": "Comisión",
                "/CreationDate": "D:20090817100000-06'00'",
            }
        )

    firmado = alterado(hechos.pdf(tmp_path / "a.pdf", ["x"]), tmp_path / "f.pdf", firmar)
    propiedades = extraer(firmado, PDF).propiedades
    assert (propiedades["titulo"], propiedades["autor"]) == ("Plan estratégico", "Comisión")
    assert propiedades["creado"] == "2009-08-17"


@pytest.mark.parametrize(
    ("cruda", "iso"),
    [("D:2009", "2009-01-01"), ("20091305", ""), ("ayer", ""), ("", ""), ("D:00000101", "")],
)
def test_las_fechas_imposibles_se_descartan(cruda, iso):
    assert fecha_iso(cruda) == iso


def test_la_etiqueta_es_el_numero_impreso_si_el_archivo_lo_declara(tmp_path):
    def numerar(escritor):
        escritor.set_page_label(0, 1, style="/r")
        escritor.set_page_label(2, 2, style="/D", prefix="un prefijo larguísimo ")

    numerado = alterado(hechos.pdf(tmp_path / "a.pdf", ["x", "y", "z"]), tmp_path / "n.pdf", numerar)
    assert [p.etiqueta for p in extraer(numerado, PDF).paginas] == ["p. i", "p. ii", "p. 3"]


def test_con_contrasena_se_dice_y_con_contrasena_vacia_se_lee(tmp_path):
    base = hechos.pdf(tmp_path / "a.pdf", ["Texto reservado"])
    cerrado = alterado(base, tmp_path / "c.pdf", lambda e: e.encrypt("clave", algorithm="AES-256"))
    with pytest.raises(NoExtraible) as error:
        extraer(cerrado, PDF)
    assert error.value.codigo == "protegido"
    assert "contraseña" in error.value.motivo
    with pytest.raises(NoExtraible) as error:
        leer_con_pypdf(cerrado, Opciones())
    assert error.value.codigo == "protegido"
    abierto = alterado(base, tmp_path / "b.pdf", lambda e: e.encrypt("", "dueño", algorithm="AES-256"))
    assert extraer(abierto, PDF).paginas[0].texto == "Texto reservado"


def test_un_cifrado_desconocido_tambien_es_protegido(tmp_path):
    base = hechos.pdf(tmp_path / "a.pdf", ["x"])
    cerrado = alterado(base, tmp_path / "c.pdf", lambda e: e.encrypt("clave", algorithm="RC4-128"))
    raro = tmp_path / "r.pdf"
    raro.write_bytes(cerrado.read_bytes().replace(b"/Standard", b"/Adobe.PK"))
    with pytest.raises(NoExtraible) as error:
        extraer(raro, PDF)
    assert error.value.codigo == "protegido"


def test_el_que_no_tiene_paginas_no_es_protegido_aunque_antes_se_leyera_uno_que_si(tmp_path):
    base = hechos.pdf(tmp_path / "a.pdf", ["x"])
    cerrado = alterado(base, tmp_path / "c.pdf", lambda e: e.encrypt("clave", algorithm="AES-256"))
    pypdf.PdfWriter().write(tmp_path / "v.pdf")
    for archivo, codigo in ((cerrado, "protegido"), (tmp_path / "v.pdf", "danado")):
        with pytest.raises(NoExtraible) as error:
            extraer(archivo, PDF)
        assert error.value.codigo == codigo


def test_un_pdf_cortado_a_la_mitad_se_dice(tmp_path):
    entero = hechos.pdf(tmp_path / "a.pdf", [f"Página {n}" for n in range(60)]).read_bytes()
    (tmp_path / "m.pdf").write_bytes(entero[: len(entero) // 2])
    with pytest.raises(NoExtraible) as error:
        extraer(tmp_path / "m.pdf", PDF)
    assert error.value.codigo == "danado"
    assert error.value.salida


def test_un_pdf_sin_su_final_se_recupera(tmp_path):
    entero = hechos.pdf(tmp_path / "a.pdf", ["Página salvada"]).read_bytes()
    (tmp_path / "s.pdf").write_bytes(entero[: entero.rindex(b"startxref")])
    assert extraer(tmp_path / "s.pdf", PDF).paginas[0].texto == "Página salvada"


def pdf_crudo(destino, *objetos):
    """Un PDF escrito a mano, sin tabla: los lectores la reconstruyen."""
    cuerpo = "".join(f"{n} 0 obj\n{o}\nendobj\n" for n, o in enumerate(objetos, start=1))
    destino.write_text(f"%PDF-1.4\n{cuerpo}trailer\n<< /Root 1 0 R /Size {len(objetos) + 1} >>\n%%EOF\n")
    return destino


def test_un_arbol_de_paginas_que_se_muerde_la_cola_no_cuelga_nada(tmp_path):
    ruta = pdf_crudo(
        tmp_path / "b.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>",
    )
    with pytest.raises(NoExtraible) as error:
        extraer(ruta, PDF)
    assert error.value.codigo == "danado"


def test_una_pagina_perdida_no_pierde_las_demas(tmp_path):
    ruta = pdf_crudo(
        tmp_path / "p.pdf",
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R"
        " /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        "<< /Length 38 >>\nstream\nBT /F 12 Tf 20 100 Td (Salvada) Tj ET \nendstream",
    )
    texto = extraer(ruta, PDF)
    assert [p.texto for p in texto.paginas] == ["Salvada", ""]
    assert texto.paginas[1].origen == "sin_texto"
    assert any("la página 2" in aviso for aviso in texto.avisos)


def test_un_pdf_sin_paginas_esta_danado(tmp_path):
    ruta = pdf_crudo(
        tmp_path / "v.pdf", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"
    )
    with pytest.raises(NoExtraible) as error:
        extraer(ruta, PDF)
    assert error.value.codigo == "danado"


def test_se_leen_a_lo_mas_las_paginas_del_limite_y_se_avisa(tmp_path):
    ruta = hechos.pdf(tmp_path / "a.pdf", ["uno", "dos", "tres"])
    for opciones in (Opciones(paginas=2), Opciones(paginas=2, lector_de_reserva=True)):
        texto = extraer(ruta, PDF, opciones)
        assert len(texto.paginas) == 2
    assert extraer(ruta, PDF, Opciones(paginas=2)).avisos == ("Sólo se leyeron las primeras 2 páginas de 3.",)


def test_el_lector_de_reserva_da_el_texto_y_avisa(tmp_path):
    texto = extraer(hechos.pdf(tmp_path / "a.pdf", [hechos.ARTICULO]), PDF, Opciones(lector_de_reserva=True))
    assert texto.paginas[0].texto == hechos.ARTICULO
    assert texto.extractor.startswith("pypdf")
    assert "lector de reserva" in texto.avisos[0]


def test_una_pagina_en_blanco_no_es_imagen(tmp_path):
    lienzo = Canvas(str(tmp_path / "b.pdf"))
    lienzo.showPage()
    lienzo.save()
    texto = extraer(tmp_path / "b.pdf", PDF)
    assert texto.paginas[0].origen == "sin_texto"
    assert texto.avisos == (
        "El archivo no tiene texto que buscar: sus páginas están en blanco o son imagen.",
    )


@pytest.mark.usefixtures("sin_ocr")
def test_sin_ocr_las_paginas_escaneadas_quedan_y_se_avisa(tmp_path):
    texto = extraer(escaneada(tmp_path / "e.pdf", paginas=2), PDF)
    assert [p.origen for p in texto.paginas] == ["sin_texto", "sin_texto"]
    assert "no hay OCR en este servidor" in texto.avisos[0]
    assert "las páginas 1 y 2" in texto.avisos[0]


@pytest.mark.usefixtures("sin_ocr")
def test_sin_ocr_se_conserva_el_sello_de_una_pagina_escaneada(tmp_path):
    pagina = extraer(escaneada(tmp_path / "e.pdf", sello="Folio 12"), PDF).paginas[0]
    assert (pagina.texto, pagina.origen) == ("Folio 12", "nativo")


con_tesseract = pytest.mark.skipif(ocr.buscar_ocr() is None, reason="no hay tesseract con español")


@con_tesseract
def test_una_pagina_escaneada_se_lee_con_sus_cajas(tmp_path):
    texto = extraer(escaneada(tmp_path / "e.pdf", sello="Folio 12"), PDF)
    pagina = texto.paginas[0]
    assert pagina.origen == "ocr"
    assert "MIGRACION" in pagina.texto
    primera = pagina.palabras[0]
    assert pagina.texto[primera.inicio : primera.fin] == "DECRETO"
    assert primera.x0 == pytest.approx(150 / 1275, abs=0.02)
    assert "OCR" in texto.avisos[0]


@pytest.mark.skipif(
    (hallado := ocr.buscar_ocr()) is None or not hallado.orienta, reason="no hay tesseract con orientación"
)
def test_una_hoja_escaneada_de_cabeza_se_lee_igual(tmp_path):
    imagen = Image.new("L", (1275, 1650), 255)
    trazo = ImageDraw.Draw(imagen)
    for n in range(24):
        renglon = "La persona migrante tiene derecho a la proteccion del Estado"
        trazo.text((100, 100 + 60 * n), renglon, fill=0, font_size=34)
    lienzo = Canvas(str(tmp_path / "g.pdf"), pagesize=(612, 792))
    lienzo.drawImage(ImageReader(imagen.rotate(180)), 0, 0, 612, 792)
    lienzo.save()
    pagina = extraer(tmp_path / "g.pdf", PDF).paginas[0]
    assert pagina.texto.count("migrante") > 20
    assert pagina.palabras[0].y0 > 0.8


@con_tesseract
def test_sin_tiempo_para_el_ocr_se_entrega_lo_que_hay(tmp_path):
    texto = extraer(escaneada(tmp_path / "e.pdf"), PDF, Opciones(plazo=0.0))
    assert texto.paginas[0].origen == "sin_texto"
    assert "no terminó a tiempo" in texto.avisos[0]


@con_tesseract
def test_un_dibujo_sin_letras_queda_sin_texto_y_sin_reproche(tmp_path):
    lienzo = Canvas(str(tmp_path / "d.pdf"))
    lienzo.rect(100, 100, 200, 200, fill=1)
    lienzo.save()
    pagina = extraer(tmp_path / "d.pdf", PDF).paginas[0]
    assert pagina.origen == "sin_texto"


TSV = """level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t
5\t1\t1\t1\t1\t1\t100\t200\t100\t40\t96.0\tLey
5\t1\t1\t1\t1\t2\t210\t200\t150\t40\t90.0\tbilingúe
5\t1\t1\t1\t2\t1\t100\t250\t100\t40\t84.0\tde
5\t1\t1\t1\t2\t2\t100\t250\t100\t40\t0.0\t\x20
5\t1\t2\t1\t1\t1\t100\t900\t2000\t40\t90.0\tNación
renglón roto
"""


def test_la_salida_de_tesseract_da_renglones_parrafos_y_cajas():
    leida = ocr.interpretar_tsv(TSV)
    assert leida.texto == "Ley bilingüe\nde\n\nNación"
    assert leida.confianza == 90.0
    assert [leida.texto[p.inicio : p.fin] for p in leida.palabras] == ["Ley", "bilingüe", "de", "Nación"]
    assert (leida.palabras[0].x0, leida.palabras[0].y1) == (0.1, 0.12)
    assert leida.palabras[3].x1 == 1.0


def test_los_incisos_que_tesseract_toma_por_columna_vuelven_a_su_renglon():
    filas = [(1, "a)", 100, 200), (1, "b)", 100, 240)]
    filas += [(2, "Velar", 160, 200), (2, "por", 260, 200), (2, "ellas;", 320, 200), (2, "Atender", 160, 240)]
    tsv = "c\n1\t1\t0\t0\t0\t0\t0\t0\t1000\t1200\t-1\t\n" + "".join(
        f"5\t1\t{bloque}\t1\t{y}\t1\t{x}\t{y}\t{15 * len(que)}\t25\t95\t{que}\n"
        for bloque, que, x, y in filas
    )
    leida = ocr.interpretar_tsv(tsv)
    assert leida.texto.split() == ["a)", "Velar", "por", "ellas;", "b)", "Atender"]
    assert [leida.texto[p.inicio : p.fin] for p in leida.palabras] == leida.texto.split()
    assert leida.palabras[4].y0 == 0.2


def test_una_salida_vacia_de_tesseract_no_es_un_error():
    assert ocr.interpretar_tsv("") == ocr.PaginaReconocida("", (), 0.0)


def programa(carpeta, guion):
    """Un `tesseract` de mentira en el PATH: el que prueba cómo se toman los fallos del de verdad."""
    ruta = carpeta / "tesseract"
    ruta.write_text(f"#!/bin/sh\n{guion}\n")
    ruta.chmod(0o755)
    return ruta


@pytest.mark.parametrize(
    ("guion", "hay"),
    [("echo spa", True), ("echo eng", False), ("exit 1", False)],
)
def test_solo_hay_ocr_si_el_programa_tiene_espanol(tmp_path, monkeypatch, guion, hay):
    programa(tmp_path, guion)
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.buscar_ocr.cache_clear()
    assert (ocr.buscar_ocr() is not None) is hay
    ocr.buscar_ocr.cache_clear()


def test_si_tesseract_falla_la_pagina_queda_sin_texto(tmp_path, monkeypatch):
    programa(tmp_path, 'if [ "$1" = --list-langs ]; then echo spa; else exit 3; fi')
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.buscar_ocr.cache_clear()
    texto = extraer(escaneada(tmp_path / "e.pdf"), PDF)
    ocr.buscar_ocr.cache_clear()
    assert texto.paginas[0].origen == "sin_texto"
    assert "el OCR falló" in texto.avisos[0]
    assert "ocr_a_medias" not in texto.propiedades


def test_una_pagina_enorme_se_dibuja_sin_pasar_del_tope(tmp_path):
    lienzo = Canvas(str(tmp_path / "g.pdf"), pagesize=(14_000, 14_000))
    lienzo.setFillGray(1)
    lienzo.rect(100, 100, 2000, 2000, fill=1, stroke=0)
    lienzo.save()
    assert extraer(tmp_path / "g.pdf", PDF).paginas[0].origen == "sin_texto"


def hoja_de_renglones():
    """Veinte renglones numerados del 10 al 29."""
    imagen = Image.new("L", (1275, 1650), 255)
    trazo = ImageDraw.Draw(imagen)
    for n in range(20):
        trazo.text((100, 120 + 60 * n), f"{n + 10} La persona migrante tiene derecho", fill=0, font_size=34)
    return imagen


@con_tesseract
def test_las_cajas_de_una_hoja_torcida_caen_sobre_sus_palabras(tmp_path):
    torcida = hoja_de_renglones().rotate(-2.0, Image.Resampling.BICUBIC, fillcolor=255)
    lienzo = Canvas(str(tmp_path / "t.pdf"), pagesize=(612, 792))
    lienzo.drawImage(ImageReader(torcida), 0, 0, 612, 792)
    lienzo.save()
    pagina = extraer(tmp_path / "t.pdf", PDF).paginas[0]
    assert pagina.texto.count("migrante") == 20
    primeras = [p for p in pagina.palabras if pagina.texto[p.inicio : p.fin] in {"10", "29"}]
    arriba, abajo = primeras
    assert arriba.x0 > abajo.x0 + 0.02
    assert (arriba.y0 + arriba.y1) / 2 == pytest.approx((137 - 18) / 1650, abs=0.012)


@con_tesseract
def test_la_sal_y_pimienta_no_impide_leer():
    grises = np.array(hoja_de_renglones())
    azar = np.random.default_rng(7).random(grises.shape)
    grises[azar < 0.03] = 0
    grises[azar > 0.97] = 255
    leida = ocr.buscar_ocr().leer_imagen(Image.fromarray(grises), 300, math.inf)
    assert leida.texto.count("La persona migrante tiene derecho") >= 18


@con_tesseract
@pytest.mark.parametrize("franja", [False, True], ids=["gris sobre papel", "clara sobre una franja oscura"])
def test_las_letras_de_color_se_leen_igual_que_las_negras(franja):
    imagen = hoja_de_renglones().crop((0, 0, 1275, 500))
    trazo = ImageDraw.Draw(imagen)
    if franja:
        trazo.rectangle((0, 400, 1275, 500), fill=40)
        trazo.text((100, 425), "DE MIGRANTES", fill=245, font_size=40)
    else:
        trazo.text((400, 40), "DE MIGRANTES", fill=190, font_size=40)
    assert "DE MIGRANTES" in ocr.buscar_ocr().leer_imagen(imagen, 150, math.inf).texto


@con_tesseract
def test_una_imagen_suelta_se_lee_aunque_no_diga_sus_puntos_por_pulgada():
    imagen = Image.new("RGB", (850, 400), "white")
    ImageDraw.Draw(imagen).text((60, 100), "Titulo de la Ley de Personas Migrantes", fill=0, font_size=26)
    leida = ocr.buscar_ocr().leer_imagen(imagen, 0, math.inf)
    assert leida.texto == "Titulo de la Ley de Personas Migrantes"
    assert leida.palabras[0].y0 == pytest.approx(108 / 400, abs=0.02)


@pytest.mark.parametrize(
    ("leido", "queda"),
    [("Il", "II"), ("lll,", "III,"), ("(Il)", "(II)"), ("l", "l"), ("El", "El"), ("mil", "mil")],
)
def test_los_romanos_mal_leidos_se_enmiendan(leido, queda):
    fila = f"5\t1\t1\t1\t1\t1\t1\t1\t1\t1\t90\t{leido}"
    assert ocr.interpretar_tsv(f"cabecera\n{fila}").texto == queda


def test_lo_llenado_en_un_formulario_es_texto_de_la_pagina(tmp_path):
    lienzo = Canvas(str(tmp_path / "f.pdf"), pagesize=(612, 792))
    lienzo.drawString(72, 720, "Nombre:")
    lienzo.acroForm.textfield(name="n", x=150, y=712, width=200, height=20, value="Petrona Xol")
    lienzo.save()
    pagina = extraer(tmp_path / "f.pdf", PDF).paginas[0]
    assert pagina.texto.split() == ["Nombre:", "Petrona", "Xol"]
    assert pagina.palabras[1].x0 == pytest.approx(152 / 612, abs=0.01)
