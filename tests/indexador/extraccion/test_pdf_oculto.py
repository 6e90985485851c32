"""Lo que un PDF lleva sin que se vea, y lo que parece oculto y no lo está."""

import io

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Highlight, Link, Rectangle, Text
from pypdf.generic import ArrayObject, FloatObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from indexador.extraccion import Opciones, TipoDeArchivo, extraer
from indexador.extraccion.oculto import en_paginas
from indexador.extraccion.pdf_miradas import OCULTO_SIN_COMPROBAR, Miradas
from indexador.extraccion.pdf_objetos import Dibujo
from indexador.extraccion.pdf_oculto import Oculto

ABRE = "Antes de publicar, revise el archivo: lleva "
CIERRA = ". Quien lo descargue los puede ver."


def avisos(ruta):
    """Los de lo que no se ve: los de la calidad del texto son de otra parte."""
    todos = extraer(ruta, TipoDeArchivo.PDF, Opciones(plazo=0.0)).avisos
    return tuple(aviso for aviso in todos if aviso.startswith(ABRE))


def dibujado(ruta, *pasos):
    """Un PDF de una página con los pasos dibujados en su orden."""
    lienzo = Canvas(str(ruta), pagesize=(612, 792))
    for paso in pasos:
        paso(lienzo)
    lienzo.showPage()
    lienzo.save()
    return ruta


def texto(dice, x=72, y=700, color=(0, 0, 0), modo=0):
    def _texto(lienzo):
        trazo = lienzo.beginText(x, y)
        trazo.setTextRenderMode(modo)
        trazo.setFillColorRGB(*color)
        trazo.textLine(dice)
        lienzo.drawText(trazo)

    return _texto


def rectangulo(x, y, ancho, alto, color=(0, 0, 0), opacidad=1.0):
    def _rectangulo(lienzo):
        lienzo.setFillColorRGB(*color, alpha=opacidad)
        lienzo.rect(x, y, ancho, alto, stroke=0, fill=1)
        lienzo.setFillColorRGB(0, 0, 0, alpha=1.0)

    return _rectangulo


def pintura(tono, ancho=90, alto=14, x=130, y=696):
    def _pintura(lienzo):
        lienzo.drawImage(ImageReader(Image.new("L", (30, 5), tono)), x, y, ancho, alto)

    return _pintura


def varios(*cajas):
    def _varios(lienzo):
        trazo = lienzo.beginPath()
        for caja in cajas:
            trazo.rect(*caja)
        lienzo.drawPath(trazo, fill=1, stroke=0)

    return _varios


def trazada(grueso, y=703, hasta=None):
    def _trazada(lienzo):
        lienzo.setLineWidth(grueso)
        lienzo.line(130, y, 220, hasta or y)

    return _trazada


def redondo(lienzo):
    lienzo.roundRect(130, 696, 90, 14, 4, fill=1, stroke=0)


def marco(lienzo):
    lienzo.setLineWidth(6)
    lienzo.rect(60, 685, 250, 40, fill=0)


def en_formulario(*pasos, escala=1.0, veces=1):
    """Los pasos dentro de un Form XObject, dentro de otro, tantas `veces`."""

    def _en_formulario(lienzo):
        for vez in range(veces):
            lienzo.beginForm(f"f{vez}", 0, 0, 612, 792)
            if vez:
                lienzo.doForm(f"f{vez - 1}")
            else:
                for paso in pasos:
                    paso(lienzo)
            lienzo.endForm()
        lienzo.saveState()
        lienzo.scale(escala, escala)
        lienzo.doForm(f"f{veces - 1}")
        lienzo.restoreState()

    return _en_formulario


NOMBRE = texto("El testigo es Juan Pérez")


def test_el_texto_bajo_un_rectangulo_negro_se_avisa_y_sigue_en_el_texto(tmp_path):
    ruta = dibujado(tmp_path / "a.pdf", NOMBRE, rectangulo(130, 696, 90, 14))
    leido = extraer(ruta, TipoDeArchivo.PDF, Opciones())
    dice = "texto tapado por algo dibujado encima, que se puede copiar y buscar (página 1)"
    assert leido.avisos == (f"{ABRE}{dice}{CIERRA}",)
    assert "Juan Pérez" in leido.paginas[0].texto


BARRA = rectangulo(130, 696, 90, 14)


@pytest.mark.parametrize(
    "pasos",
    [
        [en_formulario(NOMBRE, BARRA)],
        [en_formulario(NOMBRE, BARRA, escala=0.5, veces=3)],
        [NOMBRE, en_formulario(rectangulo(65, 348, 45, 7), escala=2.0)],
        [NOMBRE, pintura(0)],
        [NOMBRE, trazada(14)],
        [NOMBRE, redondo],
        [NOMBRE, rectangulo(130, 696, 90, 14, color=(0.4, 0.4, 0.4))],
        [NOMBRE, varios((130, 696, 90, 14), (130, 600, 90, 14))],
        [NOMBRE, rectangulo(130, 696, 90, 14, color=(1, 1, 1))],
        [NOMBRE, rectangulo(130, 696, 90, 14, color=(0, 0, 0.7))],
        [NOMBRE, pintura(255)],
        [NOMBRE, pintura(90, 500, 400, 60, 400)],
        [NOMBRE, *(rectangulo(130, 696 + 2 * n, 90, 2) for n in range(7))],
        [NOMBRE, *(trazada(1.2, 696 + n) for n in range(14))],
        [NOMBRE, trazada(18, 700, 706)],
    ],
    ids=[
        "formulario", "hondo", "barra-aparte", "imagen", "raya", "redondo", "gris", "trazo-de-dos", "blanco",
        "azul", "imagen-blanca", "imagen-grande", "franjas", "rayitas", "inclinada",
    ],
)  # fmt: skip
def test_lo_tapado_de_cualquier_manera_se_avisa(tmp_path, pasos):
    (aviso,) = avisos(dibujado(tmp_path / "a.pdf", *pasos))
    assert "texto tapado" in aviso


@pytest.mark.parametrize(
    "pasos",
    [
        [rectangulo(60, 690, 250, 24), NOMBRE],
        [BARRA, NOMBRE],
        [texto("El testigo", color=(1, 1, 1))],
        [texto("El testigo", color=(0.97, 0.97, 0.97))],
        [rectangulo(60, 690, 250, 24, (0.5, 0.5, 0.5)), texto("El testigo", color=(0.5, 0.5, 0.5))],
        [
            rectangulo(0, 0, 612, 792),
            rectangulo(50, 600, 500, 150, (1, 1, 1)),
            texto("Nadie", color=(1, 1, 1)),
        ],
    ],
    ids=["negro", "a-medias", "blanco", "casi-blanco", "gris", "panel"],
)
def test_la_letra_del_color_de_su_fondo_se_avisa(tmp_path, pasos):
    ruta = dibujado(tmp_path / "a.pdf", *pasos)
    assert avisos(ruta) == (f"{ABRE}texto del mismo color que su fondo (página 1){CIERRA}",)


def test_lo_escrito_fuera_de_la_hoja_se_avisa_y_unas_letras_sueltas_no(tmp_path):
    ruta = dibujado(tmp_path / "a.pdf", NOMBRE, texto("El testigo", y=-50))
    assert avisos(ruta) == (f"{ABRE}texto fuera de la hoja (página 1){CIERRA}",)
    assert avisos(dibujado(tmp_path / "b.pdf", NOMBRE, texto("a.", x=-300))) == ()


@pytest.mark.parametrize(
    "pasos",
    [
        [rectangulo(60, 690, 200, 24), texto("Encabezado de tabla", color=(1, 1, 1))],
        [pintura(0, 250, 24, 60, 690), texto("Encabezado de tabla", color=(1, 1, 1))],
        [en_formulario(rectangulo(60, 690, 250, 24)), texto("Encabezado", color=(1, 1, 1))],
        [rectangulo(0, 0, 612, 792), rectangulo(50, 600, 500, 150, (1, 1, 1)), NOMBRE],
        [texto(".", color=(1, 1, 1))],
        [NOMBRE, pintura(0, 30, 8, 400, 100)],
        [NOMBRE, trazada(1)],
        [NOMBRE, marco],
        [NOMBRE, rectangulo(60, 698, 200, 1)],
        [rectangulo(60, 690, 200, 24, color=(0.9, 0.9, 0.2)), NOMBRE],
        [NOMBRE, rectangulo(60, 690, 200, 24, opacidad=0.3)],
        [NOMBRE, rectangulo(60, 500, 200, 24)],
        [NOMBRE],
    ],
    ids=[
        "celda-negra", "banda-de-imagen", "banda-en-formulario", "panel", "punto-blanco",
        "imagen-aparte", "raya-fina", "marco", "raya", "resaltado", "translucido", "aparte", "nada",
    ],
)  # fmt: skip
def test_lo_que_se_ve_no_se_avisa(tmp_path, pasos):
    assert avisos(dibujado(tmp_path / "a.pdf", *pasos)) == ()


def transparente(lienzo):
    lienzo.setFillAlpha(0)
    lienzo.drawString(72, 700, "Nadie me ve")


def menudo(lienzo):
    lienzo.setFont("Helvetica", 1)
    lienzo.drawString(72, 700, "Nadie me ve")


def recortado(lienzo):
    trazo = lienzo.beginPath()
    trazo.rect(0, 0, 10, 10)
    lienzo.saveState()
    lienzo.clipPath(trazo, stroke=0)
    lienzo.drawString(72, 700, "Nadie me ve")
    lienzo.restoreState()


@pytest.mark.parametrize("paso", [transparente, menudo, recortado, texto("Nadie me ve", modo=7)])
def test_lo_que_no_llega_a_pintarse_se_avisa(tmp_path, paso):
    assert avisos(dibujado(tmp_path / "a.pdf", paso)) == (f"{ABRE}texto invisible (página 1){CIERRA}",)


def test_lo_que_tapa_el_fondo_de_una_pagina_se_avisa_si_no_se_lee_en_otra():
    oculto = Oculto(bajo_fondo={1: ["juanpérez"]})
    assert oculto.avisos(["Juan Pérez", "Ley de Migración"]) != []
    assert oculto.avisos(["Juan Pérez", "Lo dijo Juan  Pérez."]) == []


def test_el_texto_invisible_se_avisa_salvo_en_una_hoja_escaneada(tmp_path):
    visible = texto("Lo que se ve en esta hoja de papel, con palabras de sobra", y=600)
    ruta = dibujado(tmp_path / "a.pdf", visible, texto("Nadie me ve", modo=3))
    assert avisos(ruta) == (f"{ABRE}texto invisible (página 1){CIERRA}",)

    def foto(lienzo):
        lienzo.drawImage(ImageReader(Image.new("L", (50, 70), 200)), 0, 0, 612, 792)

    ruta = dibujado(
        tmp_path / "b.pdf", foto, texto("Texto que reconoció un OCR en la hoja escaneada", modo=3)
    )
    assert avisos(ruta) == ()


def anotado(ruta, *anotaciones, adjunto=None):
    base = io.BytesIO()
    lienzo = Canvas(base, pagesize=(612, 792))
    NOMBRE(lienzo)
    lienzo.showPage()
    lienzo.save()
    escritor = PdfWriter(PdfReader(base))
    for anotacion in anotaciones:
        escritor.add_annotation(0, anotacion)
    if adjunto:
        escritor.add_attachment(adjunto, b"x")
    escritor.write(str(ruta))
    return ruta


def test_los_comentarios_y_los_adjuntos_se_cuentan_y_los_enlaces_no(tmp_path):
    puntos = ArrayObject(map(FloatObject, (72, 710, 200, 710, 72, 698, 200, 698)))
    sin_nada = Highlight(rect=(72, 698, 200, 710), quad_points=puntos)
    ruta = anotado(
        tmp_path / "a.pdf",
        Text(rect=(50, 550, 60, 560), text="Revisar"),
        Text(rect=(50, 450, 60, 460), text="Otra vez"),
        Link(rect=(10, 10, 20, 20), url="https://congreso.gob.gt"),
        sin_nada,
        adjunto="anexo.xlsx",
    )
    assert avisos(ruta) == (f"{ABRE}2 comentarios o notas y 1 archivo adjunto{CIERRA}",)


@pytest.mark.parametrize(("color", "tapa"), [("000000", True), ("ffff00", True), (None, False)])
def test_un_rectangulo_puesto_como_anotacion_tambien_tapa(tmp_path, color, tapa):
    ruta = anotado(tmp_path / "a.pdf", Rectangle(rect=(60, 690, 260, 715), interior_color=color))
    assert bool(avisos(ruta)) is tapa


@pytest.mark.parametrize(
    ("numeros", "dice"),
    [
        ([3], "(página 3)"),
        ([1, 4], "(páginas 1 y 4)"),
        ([1, 2, 3, 4, 5, 6, 9, 10], "(páginas 1, 2, 3, 4, 5, 6 y 2 más)"),
    ],
)
def test_las_paginas_se_nombran_hasta_donde_caben(numeros, dice):
    assert en_paginas(numeros) == dice


def test_lo_que_no_alcanzo_a_comprobarse_se_dice_y_la_lectura_siguiente_sigue_donde_iba(tmp_path):
    lienzo = Canvas(str(tmp_path / "a.pdf"), pagesize=(612, 792))
    for numero in range(3):
        texto(f"El testigo {numero} es Juan")(lienzo)
        rectangulo(70, 690, 300, 30)(lienzo)
        lienzo.showPage()
    lienzo.save()
    opciones = Opciones(plazo=0.0, segundos_de_dibujo=0.0, reconocidas=tmp_path / "hechas")
    leidos = [extraer(tmp_path / "a.pdf", TipoDeArchivo.PDF, opciones) for _ in range(3)]
    assert [leido.propiedades.get(OCULTO_SIN_COMPROBAR) for leido in leidos] == ["2", "1", None]
    assert "2 páginas que pueden esconder texto y aún no se comprueban" in leidos[0].avisos[0]
    tapado = "texto tapado por algo dibujado encima, que se puede copiar y buscar"
    assert leidos[2].avisos == (f"{ABRE}{tapado} (páginas 1, 2 y 3){CIERRA}",)


@pytest.mark.parametrize("guardado", ["{", "[1, 2]", '["otro lector", {"1": [["tapado"], []]}]'])
def test_lo_guardado_que_no_se_entiende_se_mira_de_nuevo(tmp_path, guardado):
    (tmp_path / "miradas.json").write_text(guardado, encoding="utf-8")
    assert Miradas(tmp_path, "éste").hechas == {}


def recuadro(x, y, ancho, alto, grueso=6):
    def _recuadro(lienzo):
        lienzo.setLineWidth(grueso)
        lienzo.rect(x, y, ancho, alto, stroke=1, fill=0)

    return _recuadro


def rellenos(ruta):
    with pdfium.PdfDocument(ruta) as documento:
        return [uno.caja for uno in Dibujo(documento[0]).rellenos]


def test_de_un_recuadro_grueso_solo_pintan_sus_cuatro_lados(tmp_path):
    ruta = dibujado(tmp_path / "a.pdf", texto("Lo que dice adentro se lee"), recuadro(60, 600, 400, 150))
    lados = rellenos(ruta)
    assert len(lados) == 4 and all(min(x1 - x0, y1 - y0) <= 12 for x0, y0, x1, y1 in lados)
    assert avisos(ruta) == ()


def test_un_lado_del_recuadro_puede_tapar_un_renglon(tmp_path):
    ruta = dibujado(
        tmp_path / "a.pdf", texto("Nombre del menor: Ana", y=700), recuadro(60, 704, 400, 60, grueso=18)
    )
    assert avisos(ruta) != ()


def test_un_cuadro_chico_de_linea_gruesa_tapa_entero(tmp_path):
    ruta = dibujado(tmp_path / "a.pdf", texto("Ana López", y=700), recuadro(70, 699, 60, 10, grueso=12))
    assert len(rellenos(ruta)) == 1 and avisos(ruta) != ()
