"""De una imagen comprimida se quita lo que no es su dibujo, y el dibujo queda igual."""

import io
import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image
from senuelos import foto

from centro_doc.encuadernacion import limpieza
from centro_doc.encuadernacion.datos_de_imagen import jp2_limpio, jpeg_limpio


def _caja(clase: bytes, datos: bytes, *, larga: bool = False) -> bytes:
    if larga:
        return b"\0\0\0\x01" + clase + (16 + len(datos)).to_bytes(8) + datos
    return (8 + len(datos)).to_bytes(4) + clase + datos


def test_de_un_jpeg_se_van_sus_datos_y_no_su_dibujo() -> None:
    suya = foto("zq")
    limpia = jpeg_limpio(suya)
    assert b"zqexif" in suya and b"zqexif" not in limpia
    with Image.open(io.BytesIO(suya)) as antes, Image.open(io.BytesIO(limpia)) as despues:
        assert antes.tobytes() == despues.tobytes()
    assert jpeg_limpio(limpia) is limpia
    for roto in (b"", b"GIF89a", suya[:30], b"\xff\xd8\xff\xff\xe1"):
        assert jpeg_limpio(roto) == roto


def test_de_un_jpeg_2000_se_van_las_cajas_de_datos() -> None:
    firma = _caja(b"jP  ", b"\r\n\x87\n")
    dibujo = _caja(b"jp2c", b"dibujo", larga=True)
    entera = firma + _caja(b"xml ", b"zqxml") + _caja(b"uuid", b"zqexif") + dibujo
    assert jp2_limpio(entera) == firma + dibujo
    for rota in (b"", b"\xff\x4f", firma + b"\0\0\0\x02xml ", firma + b"\0\0\xff\xffxml "):
        assert jp2_limpio(rota) == rota


def test_tambien_si_va_comprimida_otra_vez_o_es_una_mascara(tmp_path: Path) -> None:
    with pikepdf.new() as uno:
        pagina = uno.add_blank_page().obj
        capa = uno.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("zqcapa")))
        uno.Root.OCProperties = Dictionary(OCGs=Array([capa]), D=Dictionary())
        imagen = uno.make_stream(b"")
        imagen.write(zlib.compress(foto("zq")), filter=Array([Name.FlateDecode, Name.DCTDecode]))
        imagen.stream_dict.update(
            Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=16, Height=16, BitsPerComponent=8)
        )
        imagen.ColorSpace = Name.DeviceRGB
        propiedad = uno.make_indirect(Dictionary(Metadata=uno.make_stream(b"zqmetadatos")))
        formas = Dictionary(Metadata=imagen)
        pagina.Resources = Dictionary(XObject=formas, Properties=Dictionary(MC0=propiedad, OC0=capa))
        uno.save(tmp_path / "uno.pdf")
    limpieza.limpiar(tmp_path / "uno.pdf", tmp_path / "dos.pdf")
    with pikepdf.open(tmp_path / "dos.pdf") as dos:
        assert dos.pages[0].Resources.XObject.Metadata.Filter == Name.DCTDecode, "un recurso no es un dato"
        assert str(dos.Root.OCProperties.OCGs[0].Name) == "Capa"
        dos.save(tmp_path / "tres.pdf", compress_streams=False)
    assert b"zq" not in (tmp_path / "tres.pdf").read_bytes()
