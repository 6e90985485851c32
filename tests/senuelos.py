"""Un expediente con una palabra distinta en cada lugar donde hay algo que el público no ve.

Las que empiezan por «zq» son de lo que no es público; por «zp», de lo que un archivo público lleva sin que se
vea.
"""

import io
from datetime import date

import pikepdf
from archivos import docx, pdf
from docx import Document
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from almacen import DepositoLocal
from centro_doc.catalogo.modelos import Archivo, Documento, Estado, Papel, TextoGuardado, Version, Vista
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.expedientes import apuntes
from centro_doc.grupos import casos, casos_acuerdos, casos_mesas
from centro_doc.grupos.formularios import DatosAcuerdo, DatosCumplimiento, DatosIntegrante, DatosMesa
from centro_doc.grupos.modelos import EstadoMesa
from centro_doc.lecturas import casos as lecturas
from centro_doc.lecturas.formularios import DatosNota
from centro_doc.lecturas.modelos import Alcance
from centro_doc.vinculos.formularios import Cita

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
INTERNO = {"acceso": "interna", "marcas": ("grupo:AG2", "personal"), "fundamento": "zqfundamento"}
LEY = "Artículo 1. Se crea el Consejo, según el Decreto 46-2007 del Congreso."


def sembrar(sesion: Session, deposito: DepositoLocal, eva: Actor, *, reloj: Reloj) -> None:
    """Siembra AG2: cinco documentos públicos, siete que no lo son, su grupo y las notas de `eva`."""
    _publicos(sesion, deposito)
    _ocultos(sesion, deposito, reloj)
    _del_grupo(sesion, reloj)
    _notas(sesion, eva, reloj)


def pdf_cargado(pie: str) -> bytes:
    """Un PDF con una palabra en cada lugar donde un PDF guarda algo que no es su dibujo."""
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(f"{LEY} {pie}texto"))) as uno:
        with uno.open_metadata(set_pikepdf_as_editor=False) as datos:
            datos["dc:description"] = f"{pie}xmp"
        uno.docinfo["/Author"] = String(f"{pie}info")
        uno.attachments[f"{pie}adjunto.txt"] = f"{pie}adjunto".encode()
        uno.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{pie}guion')"))
        pagina = uno.pages[0].obj
        pagina.Annots = Array(
            [
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Text,
                    Rect=Array([10, 10, 30, 30]),
                    Contents=String(f"{pie}comentario"),
                )
            ]
        )
        pagina.PieceInfo = Dictionary(
            X=Dictionary(LastModified=String("D:2011"), Private=String(f"{pie}pieza"))
        )
        imagen = uno.make_stream(foto(pie))
        imagen.stream_dict.update(
            Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=16, Height=16, BitsPerComponent=8)
        )
        imagen.ColorSpace, imagen.Filter = Name.DeviceRGB, Name.DCTDecode
        imagen.Metadata = uno.make_stream(f"<x:xmpmeta>{pie}imagen</x:xmpmeta>".encode())
        imagen.PieceInfo = Dictionary(X=Dictionary(Private=String(f"{pie}pieza")))
        pagina.Resources.XObject = Dictionary(Foto=imagen)
        uno.pages[0].contents_add(b"q 50 0 0 50 100 100 cm /Foto Do Q")
        uno.save(salida)
    return salida.getvalue()


def foto(pie: str) -> bytes:
    """Un JPEG con sus datos EXIF y un comentario."""
    imagen, salida = Image.new("RGB", (16, 16), "white"), io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = f"{pie}exif"
    imagen.save(salida, "JPEG", exif=exif, comment=f"{pie}exif")
    return salida.getvalue()


def carta(pie: str) -> bytes:
    """Un DOCX con propiedades, un comentario al margen y texto oculto."""
    salida = io.BytesIO()
    escrito = Document()
    escrito.core_properties.author = f"{pie}propiedad"
    corrida = escrito.add_paragraph().add_run(f"Opinión {pie}texto")
    escrito.add_comment(corrida, text=f"{pie}almargen", author=f"{pie}almargen")
    oculta = escrito.add_paragraph().add_run(f"{pie}oculto")
    oculta.font.hidden = True
    escrito.save(salida)
    return salida.getvalue()


def _entra(
    sesion: Session,
    deposito: DepositoLocal,
    uno: Documento,
    nombre: str,
    mime: str,
    octetos: bytes,
    texto: str,
) -> TextoGuardado:
    guardado = deposito.recibir(io.BytesIO(octetos), 1 << 22)
    leido = sembrar_version(sesion, uno, [texto], sha256=guardado.sha256)
    archivo = sesion.scalars(select(Archivo).where(Archivo.sha256 == guardado.sha256)).one()
    archivo.nombre, archivo.tipo, archivo.tamano = nombre, mime, guardado.tamano
    return leido


def _publicos(sesion: Session, deposito: DepositoLocal) -> None:
    """Una ley con una versión retirada, otra por revisar y una copia interna; y una opinión en DOCX."""
    ley = sembrar_documento(sesion, 1, "Ley de CONAMIGUA", numero="46-2007", ubicacion="")
    texto = _entra(sesion, deposito, ley, "ley.pdf", "application/pdf", pdf(LEY), LEY)
    sembrar_vinculo(sesion, ley, "AG2", pasaje=(texto, 1, "Se crea el Consejo"))
    sembrar_vinculo(sesion, ley, "OO3.A2.7", estado="propuesto", motivo="zqpropuesto")
    for numero, vista, palabra in ((2, Vista.RETIRADA, "zqvieja"), (3, Vista.POR_REVISAR, "zqporrevisar")):
        guardado = deposito.recibir(io.BytesIO(pdf(palabra)), 1 << 20)
        sembrar_version(sesion, ley, [palabra], numero=numero, sha256=guardado.sha256)
        version = sesion.scalars(
            select(Version).where(Version.documento_id == 1, Version.numero == numero)
        ).one()
        version.vista, version.nota = vista, "zqversion"
        version.archivos[0].nombre = f"{palabra}.pdf"
    copia = deposito.recibir(io.BytesIO(pdf("zqcopia")), 1 << 20)
    primera = sesion.scalars(select(Version).where(Version.documento_id == 1, Version.numero == 1)).one()
    for papel, acceso, vista in (
        (Papel.OTRO_FORMATO, "interna", Vista.A_LA_VISTA),
        (Papel.EXTRACTO_PUBLICO, None, Vista.POR_REVISAR),
    ):
        sesion.add(
            Archivo(
                version_id=primera.id,
                papel=papel,
                acceso=acceso,
                vista=vista,
                sha256=copia.sha256,
                nombre="zqcopia.pdf",
                tipo="application/pdf",
                tamano=copia.tamano,
            )
        )
    for n, nombre, mime, octetos in (
        (10, "cargado.pdf", "application/pdf", pdf_cargado("zp")),
        (11, "foto.jpg", "image/jpeg", foto("zp")),
        (12, "carta.docx", WORD, carta("zp")),
    ):
        uno = sembrar_documento(sesion, n, f"Estudio {n}", tipo="estudio")
        _entra(sesion, deposito, uno, nombre, mime, octetos, "zptexto")
        sembrar_vinculo(sesion, uno, "AG2", motivo="Trata de ella")
    opinion = sembrar_documento(sesion, 2, "Opinión de la PDH", tipo="opinion_recibida")
    texto = _entra(sesion, deposito, opinion, "opinion.docx", WORD, docx("La PDH apoya."), "La PDH apoya.")
    sembrar_vinculo(sesion, opinion, "AG2", pasaje=(texto, 1, "La PDH apoya."))


def _ocultos(sesion: Session, deposito: DepositoLocal, reloj: Reloj) -> None:
    """Un PDF, un DOCX y una foto internos; y uno reservado, uno retirado y uno por catalogar."""
    archivos = (
        ("zqnombre.pdf", "application/pdf", pdf_cargado("zq")),
        ("zqnombre.docx", WORD, carta("zq")),
        ("zqnombre.jpg", "image/jpeg", foto("zq")),
    )
    dicho = f"{LEY} zqtexto. zqliteral. La Procuraduría (ZQSIGLA)."
    for n, (nombre, mime, octetos) in enumerate(archivos, 3):
        uno = sembrar_documento(
            sesion, n, f"Ayuda memoria zqtitulo {n}", tipo="opinion_recibida", resumen="zqresumen",
            metadatos={"remitente": "zqpostura"}, autores=["zqpostura"], ubicacion="zqubicacion", **INTERNO,
        )  # fmt: skip
        texto = _entra(sesion, deposito, uno, nombre, mime, octetos, dicho)
        sembrar_vinculo(sesion, uno, "AG2", pasaje=(texto, 1, "zqliteral"))
    sembrar_vinculo(
        sesion,
        sembrar_documento(sesion, 6, "Otra zqtitulo", tipo="acta_mesa_trabajo", **INTERNO),
        "AG2",
        motivo="zqmotivo",
    )
    apuntes.escribir_frase(sesion, ANA, "AG2", sesion.get_one(Documento, 3), "zqfrase", reloj=reloj)
    for n, titulo, mas in (
        (7, "zqreservado", {"acceso": "reservada", "marcas": ("reservada",)}),
        (8, "zqretirado", {"estado": Estado.RETIRADO, "marcas": ("personal",)}),
        (9, "zqporcatalogar", {"estado": Estado.POR_CATALOGAR, "marcas": ("personal",)}),
    ):
        uno = sembrar_documento(sesion, n, titulo, **mas)
        texto = _entra(
            sesion, deposito, uno, f"{titulo}.pdf", "application/pdf", pdf(titulo), f"{LEY} {titulo}"
        )
        sembrar_vinculo(sesion, uno, "AG2", pasaje=(texto, 1, LEY))


def _del_grupo(sesion: Session, reloj: Reloj) -> None:
    """Integrantes sin nombrar, una mesa interna y otra pública con un acuerdo que prueba un interno."""
    desde = date(2011, 1, 1)
    casos.anadir(
        sesion, ANA, "AG2", DatosIntegrante("zqintegrante", desde, contacto="zqcontacto"), reloj=reloj
    )
    casos_mesas.crear(
        sesion,
        ANA,
        "AG2",
        DatosMesa(
            date(2011, 8, 1), EstadoMesa.REALIZADA, "zqmesa", lugar="zqlugar", orden_del_dia="zqorden",
            asistentes=(("zqasistente", ""),), acta="CD-00006", interna=True, fundamento="zqfundamento",
        ),
        reloj=reloj,
    )  # fmt: skip
    casos_acuerdos.anadir(sesion, ANA, "AG2", 1, DatosAcuerdo("zqacuerdo", persona="zqpersona"), reloj=reloj)
    casos_mesas.crear(
        sesion,
        ANA,
        "AG2",
        DatosMesa(
            date(2011, 8, 3), EstadoMesa.REALIZADA, "Mesa abierta", asistentes=(("zqasistente", ""),),
            acta="CD-00006",
        ),
        reloj=reloj,
    )  # fmt: skip
    for n, texto in enumerate(("Enviar la estadística", "zqanulado", "Pedir el informe"), 1):
        suyo = DatosAcuerdo(texto, institucion="CONAMIGUA", persona="zqpersona")
        casos_acuerdos.anadir(sesion, ANA, "AG2", 2, suyo, reloj=reloj)
        if texto == "zqanulado":
            casos_acuerdos.anular(sesion, ANA, "AG2", 2, n, "zqanulado", reloj=reloj)
    for n, cumplido in (
        (1, DatosCumplimiento(date(2011, 8, 5), documento="CD-00003")),
        (3, DatosCumplimiento(date(2011, 8, 5), motivo="zqprueba")),
    ):
        casos_acuerdos.cumplir(sesion, ANA, "AG2", 2, n, cumplido, reloj=reloj)


def _notas(sesion: Session, eva: Actor, reloj: Reloj) -> None:
    for alcance, grupo, texto in (
        (Alcance.PRIVADA, "", "zqprivada"),
        (Alcance.GRUPO, "AG2", "zqcompartida"),
    ):
        nota = DatosNota(texto=texto, alcance=alcance, grupo=grupo, cita=Cita(1, "Se crea el Consejo"))
        lecturas.crear_nota(sesion, eva, "CD-00001", nota, reloj=reloj)
