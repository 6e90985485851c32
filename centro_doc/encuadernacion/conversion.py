"""Da páginas a lo que no es un PDF: las imágenes, lo que abre LibreOffice y, si no, el texto de cada uno.

Una conversión se guarda por el contenido del original y por quién la hizo; el mismo original y el mismo
conversor no se convierten dos veces.
"""

import json
import os
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageOps, ImageSequence
from reportlab.lib.pagesizes import letter
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, HRFlowable, PageBreak, PageTemplate

from centro_doc.comun.disco import falta_disco, queda_poco, sin_disco
from centro_doc.encuadernacion import letra, limpieza
from centro_doc.encuadernacion.datos_de_imagen import jpeg_limpio
from centro_doc.encuadernacion.letra import parrafo
from centro_doc.encuadernacion.limpieza import Ilegible

PDF = "application/pdf"
DE_IMAGEN, DE_TEXTO = "imagen-2", "texto-1"
DE_OFICINA = frozenset(
    {
        "application/msword",
        "application/rtf",
        "text/rtf",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        *(
            f"application/vnd.openxmlformats-officedocument.{clase}"
            for clase in (
                "wordprocessingml.document",
                "spreadsheetml.sheet",
                "presentationml.presentation",
            )
        ),
        *(f"application/vnd.oasis.opendocument.{clase}" for clase in ("text", "spreadsheet", "presentation")),
        "application/vnd.ms-word.document.macroenabled.12",
    }
)
"""Lo que se le da a LibreOffice, donde está instalado."""
PLAZO = 120.0
"""Segundos que puede tardar LibreOffice con un archivo."""
_CARTA, _RESOLUCIONES, _MAYOR = letter, (50.0, 1_200.0), 1_224.0
_NO_ES_DE_PAGINAS = "No es un archivo de páginas, y de su contenido no se pudo leer texto."
_SEGURIDAD = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"
 oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True, slots=True)
class Convertido:
    """Lo que salió: de qué página del documento es cada una del PDF; sin mapa, no se sabe."""

    mapa: tuple[int, ...] = ()
    sin_mapa: bool = False


def conversor_de(tipo: str) -> str:
    """Quién da páginas a un archivo de ese tipo MIME en esta máquina; vacío, no hace falta: ya las tiene."""
    if tipo == PDF:
        return ""
    if tipo.startswith("image/") and tipo != "image/svg+xml":
        return DE_IMAGEN
    version = version_de_libreoffice() if tipo in DE_OFICINA else ""
    return f"libreoffice-{version}" if version else DE_TEXTO


@cache
def version_de_libreoffice() -> str:
    """Su versión, o vacío si no está instalado."""
    programa = _programa()
    if programa is None:
        return ""
    try:
        dicho = subprocess.run(
            [programa, "--version"], capture_output=True, text=True, timeout=PLAZO, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    return next((palabra for palabra in dicho.split() if palabra[:1].isdigit()), "")


def convertir(origen: Path, nombre: str, conversor: str, texto: Path | None, destino: Path) -> Convertido:
    """Escribe en `destino` el PDF con las páginas de `origen`; levanta `Ilegible` si no se puede.

    Levanta `OSError` si falta disco: de eso no tiene culpa el archivo. `texto` es un JSON con la lista del
    texto de cada página. Lo que LibreOffice no abra sale como texto.
    """
    if conversor == DE_IMAGEN:
        return _de_imagen(origen, destino)
    if conversor != DE_TEXTO:
        try:
            return _de_oficina(origen, destino)
        except (OSError, subprocess.SubprocessError, Ilegible) as error:
            destino.unlink(missing_ok=True)
            _exigir_disco(error, destino.parent)
    paginas = json.loads(texto.read_text(encoding="utf-8")) if texto is not None else []
    if not any(pagina.strip() for pagina in paginas):
        raise Ilegible(_NO_ES_DE_PAGINAS)
    return _de_texto(nombre, paginas, destino)


def _exigir_disco(error: Exception, carpeta: Path) -> None:
    """Levanta `OSError` si LibreOffice pudo fallar por falta de disco, que él no lo dice."""
    if falta_disco(error) or queda_poco(carpeta):
        raise sin_disco() from error


def _programa() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _de_oficina(origen: Path, destino: Path) -> Convertido:
    """LibreOffice sin ventana, con su perfil aparte, sin macros y sin traer nada de la red."""
    perfil, salida = destino.with_suffix(".perfil"), destino.with_suffix(".salida")
    (perfil / "user").mkdir(parents=True)
    (perfil / "user" / "registrymodifications.xcu").write_text(_SEGURIDAD, encoding="utf-8")
    nada = "http://127.0.0.1:9"
    entorno = {"PATH": os.environ.get("PATH", ""), "HOME": str(perfil), "LC_ALL": "C.UTF-8"}
    entorno |= {"http_proxy": nada, "https_proxy": nada, "SOURCE_DATE_EPOCH": "0"}
    try:
        subprocess.run(
            [
                str(_programa()),
                f"-env:UserInstallation={perfil.as_uri()}",
                *("--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(salida), str(origen)),
            ],
            capture_output=True,
            timeout=PLAZO,
            check=True,
            env=entorno,
        )
        hecho = next(iter(salida.glob("*.pdf")), None)
        if hecho is None:
            raise Ilegible(limpieza.DANADO)
        limpieza.limpiar(hecho, destino)
    finally:
        shutil.rmtree(perfil, ignore_errors=True)
        shutil.rmtree(salida, ignore_errors=True)
    return Convertido(sin_mapa=True)


def _de_imagen(origen: Path, destino: Path) -> Convertido:
    try:
        with Image.open(origen) as imagen, pikepdf.new() as pdf:
            for cuadro in ImageSequence.Iterator(imagen):
                _pagina_de_imagen(pdf, cuadro, origen if _tal_cual(imagen) else None)
            pdf.save(destino, deterministic_id=True)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if falta_disco(error):
            raise
        raise Ilegible(limpieza.DANADO) from error
    return Convertido()


def _tal_cual(imagen: Image.Image) -> bool:
    """¿Vale el JPEG sin volver a comprimirlo?"""
    de_pie = imagen.getexif().get(0x0112, 1) == 1
    return imagen.format == "JPEG" and imagen.mode in {"L", "RGB"} and de_pie


def _pagina_de_imagen(pdf: pikepdf.Pdf, cuadro: Image.Image, jpeg: Path | None) -> None:
    resolucion = cuadro.info.get("dpi", (0, 0))[0]
    if jpeg is not None:
        objeto = _objeto(pdf, cuadro, jpeg_limpio(jpeg.read_bytes()), Name.DCTDecode)
    else:
        cuadro = ImageOps.exif_transpose(cuadro)
        objeto = _comprimida(pdf, cuadro)
    ancho, alto = _medidas(cuadro.width, cuadro.height, float(resolucion or 0))
    pagina = pdf.add_blank_page(page_size=(ancho, alto))
    pagina.obj.Resources = Dictionary(XObject=Dictionary(I=objeto))
    pagina.obj.Contents = pdf.make_stream(f"q {ancho:.3f} 0 0 {alto:.3f} 0 0 cm /I Do Q".encode())


def _comprimida(pdf: pikepdf.Pdf, cuadro: Image.Image) -> pikepdf.Stream:
    """Con JPEG lo que viene de un escáner en color o en grises; sin pérdida, lo demás."""
    if cuadro.mode == "1":
        plana = cuadro
    elif cuadro.mode in {"L", "I", "I;16", "F"}:
        plana = cuadro.convert("L")
    else:
        con_fondo = Image.new("RGBA", cuadro.size, "white")
        con_fondo.alpha_composite(cuadro.convert("RGBA"))
        plana = con_fondo.convert("RGB")
    if cuadro.mode in {"L", "RGB", "CMYK", "YCbCr"}:
        escrita = BytesIO()
        plana.save(escrita, "JPEG", quality=90)
        return _objeto(pdf, plana, jpeg_limpio(escrita.getvalue()), Name.DCTDecode)
    return _objeto(pdf, plana, zlib.compress(plana.tobytes(), 9), Name.FlateDecode)


def _objeto(pdf: pikepdf.Pdf, imagen: Image.Image, datos: bytes, filtro: Name) -> pikepdf.Stream:
    objeto = pdf.make_stream(b"")
    objeto.write(datos, filter=filtro)
    objeto["/Type"], objeto["/Subtype"] = Name.XObject, Name.Image
    objeto["/Width"], objeto["/Height"] = imagen.width, imagen.height
    objeto["/BitsPerComponent"] = 1 if imagen.mode == "1" else 8
    objeto["/ColorSpace"] = Name.DeviceRGB if imagen.mode == "RGB" else Name.DeviceGray
    return objeto


def _medidas(ancho: int, alto: int, resolucion: float) -> tuple[float, float]:
    """Puntos de la página: los de su resolución si es de creer; si no, los que caben en una carta."""
    if _RESOLUCIONES[0] <= resolucion <= _RESOLUCIONES[1]:
        propios = (ancho * 72 / resolucion, alto * 72 / resolucion)
        if max(propios) <= _MAYOR and min(propios) >= 72:
            return propios
    escala = min(_CARTA[0] / ancho, _CARTA[1] / alto)
    return (max(ancho * escala, 3.0), max(alto * escala, 3.0))


class _Contada(BaseDocTemplate):  # type: ignore[misc]
    """Apunta de qué página del documento es cada una de las que salen."""

    def __init__(self, destino: Path) -> None:
        super().__init__(str(destino), pagesize=letter, invariant=1, initialFontName=letra.SANS)
        marco = Frame(62, 50, letter[0] - 124, letter[1] - 100, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("texto", [marco], onPageEnd=self._apuntar))
        self.actual, self.mapa = 1, list[int]()

    def _apuntar(self, _lienzo: object, _documento: object) -> None:
        self.mapa.append(self.actual)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - así lo llama reportlab
        """Cada renglón sabe de qué página es."""
        self.actual = getattr(flowable, "de_la_pagina", self.actual)


def _de_texto(nombre: str, paginas: list[str], destino: Path) -> Convertido:
    letra.cargar()
    documento = _Contada(destino)
    documento.build(list(_renglones(nombre, paginas)))
    return Convertido(tuple(documento.mapa))


def _renglones(nombre: str, paginas: list[str]) -> Iterator[Flowable]:
    aviso = "Palabras del archivo «{}», sin su forma: esta copia no tiene con qué dibujar sus páginas."
    yield parrafo(aviso.format(nombre), letra.CURSIVA)
    yield HRFlowable(width="100%", thickness=0.5, color=letra.FILETE, spaceBefore=4, spaceAfter=8)
    for numero, pagina in enumerate(paginas, 1):
        if numero > 1:
            yield PageBreak()
        for renglon in pagina.split("\n") or [""]:
            uno = parrafo(renglon or " ", letra.PARRAFO)
            uno.de_la_pagina = numero
            yield uno
