"""ZIP: la lista es su texto, los miembros se separan, y las bombas y las rutas torcidas no pasan."""

import io
import stat
import zipfile

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion.limites import Opciones
from indexador.extraccion.zip import leer_zip, nombre_de


def comprimido(ruta, *miembros):
    with zipfile.ZipFile(ruta, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, contenido in miembros:
            paquete.writestr(nombre, contenido)
    return ruta


def leer(tmp_path, ruta, **opciones):
    carpeta = tmp_path / "dentro"
    carpeta.mkdir(exist_ok=True)
    return leer_zip(ruta, Opciones(carpeta=carpeta, **opciones))


def test_los_miembros_se_separan_y_lo_que_dejan_los_sistemas_no(tmp_path):
    ruta = comprimido(
        tmp_path / "a.zip",
        ("2011/acta.txt", "Acta"),
        ("carpeta/", ""),
        ("__MACOSX/2011/._acta.txt", "x"),
        ("2011/Thumbs.db", "x"),
        ("../../fuera.txt", "Fuera"),
        ("/raiz.txt", "Raíz"),
    )
    texto = leer(tmp_path, ruta)
    assert [pagina.texto for pagina in texto.paginas] == ["Archivo comprimido (ZIP)."], "ni un nombre"
    assert [a.nombre for a in texto.adjuntos] == ["2011/acta.txt", "../../fuera.txt", "/raiz.txt"]
    assert [(a.clase, a.ruta.parent, a.ruta.read_text()) for a in texto.adjuntos] == [
        ("miembro_de", tmp_path / "dentro", "Acta"),
        ("miembro_de", tmp_path / "dentro", "Fuera"),
        ("miembro_de", tmp_path / "dentro", "Raíz"),
    ]
    assert texto.avisos == ()
    assert sorted(tmp_path.iterdir()) == [ruta, tmp_path / "dentro"]


def test_una_bomba_se_queda_en_los_topes_y_lo_demas_entra(tmp_path):
    ruta = comprimido(tmp_path / "a.zip", ("bomba.txt", b"0" * 50_000_000), ("bueno.txt", "Bueno"))
    assert ruta.stat().st_size < 100_000
    texto = leer(tmp_path, ruta, adjunto_bytes=1_000_000)
    assert [(a.nombre, a.ruta is None) for a in texto.adjuntos] == [("bomba.txt", True), ("bueno.txt", False)]
    assert "más de lo permitido" in texto.adjuntos[0].motivo


def test_demasiados_miembros_se_dicen(tmp_path):
    ruta = comprimido(tmp_path / "a.zip", *((f"{n}.txt", str(n)) for n in range(9)))
    texto = leer(tmp_path, ruta, adjuntos=5)
    assert len(texto.adjuntos) == 5
    assert "Sólo se separaron 5 de 9" in texto.avisos[0]


def test_un_miembro_cifrado_roto_o_enlace_no_estorba_a_los_demas(tmp_path):
    enlace = zipfile.ZipInfo("enlace")
    enlace.external_attr = (stat.S_IFLNK | 0o777) << 16
    ruta = comprimido(
        tmp_path / "a.zip", ("cifrado.txt", "x"), ("roto.txt", "y" * 99), (enlace, "/etc/passwd")
    )
    crudo = bytearray(ruta.read_bytes())
    for marca, lugar in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        crudo[crudo.index(marca) + lugar] |= 1
    segundo = crudo.index(b"roto.txt") + len("roto.txt")
    crudo[segundo] ^= 0xFF
    ruta.write_bytes(crudo)
    texto = leer(tmp_path, ruta)
    assert [a.ruta for a in texto.adjuntos] == [None, None, None]
    motivos = " ".join(a.motivo for a in texto.adjuntos)
    assert all(palabra in motivos for palabra in ("contraseña", "dañado", "enlace"))


@pytest.mark.parametrize(
    ("octetos", "dice"),
    [
        ("niñez.pdf".encode(), "niñez.pdf"),
        ("niñez y migración.pdf".encode("cp437"), "niñez y migración.pdf"),
        ("ÁREA N.º 1.pdf".encode("cp850", "replace"), "ÁREA N.º 1.pdf"),
        ("Resolución ÑU.pdf".encode("cp1252"), "Resolución ÑU.pdf"),
        ("приказ.txt".encode("cp866"), "приказ.txt".encode("cp866").decode("cp437")),
    ],
)
def test_el_nombre_sin_marca_se_lee_en_la_codificacion_que_lo_hace_legible(octetos, dice):
    miembro = zipfile.ZipInfo(octetos.decode("cp437"))
    assert nombre_de(miembro) == dice


def test_el_nombre_con_marca_de_utf_8_se_respeta(tmp_path):
    ruta = comprimido(tmp_path / "a.zip", ("╬╬ñ.txt", "x"))
    with zipfile.ZipFile(ruta) as paquete:
        assert nombre_de(paquete.infolist()[0]) == "╬╬ñ.txt"


def test_un_zip_vacio_roto_o_desmedido_tiene_su_motivo(tmp_path, monkeypatch):
    with pytest.raises(NoExtraible) as error:
        leer(tmp_path, comprimido(tmp_path / "v.zip", ("carpeta/", "")))
    assert error.value.codigo == "vacio"
    (tmp_path / "r.zip").write_bytes(comprimido(tmp_path / "x.zip", ("a", "b")).read_bytes()[:-10])
    with pytest.raises(NoExtraible) as error:
        leer(tmp_path, tmp_path / "r.zip")
    assert error.value.codigo == "danado"
    monkeypatch.setattr("indexador.extraccion.directorio_zip.ENTRADAS_MAXIMAS", 0)
    with pytest.raises(NoExtraible) as error:
        leer(tmp_path, tmp_path / "x.zip")
    assert error.value.codigo == "limite_salida"


def test_las_partes_encimadas_no_inflan_mas_que_el_tope(tmp_path):
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for n in range(30):
            paquete.writestr(f"{n}.txt", b"0" * 1_000_000)
    (tmp_path / "a.zip").write_bytes(salida.getvalue())
    texto = leer(tmp_path, tmp_path / "a.zip", adjuntos_bytes=5_500_000)
    assert sum(1 for a in texto.adjuntos if a.ruta is not None) == 5
    assert sum(r.stat().st_size for r in (tmp_path / "dentro").iterdir()) == 5_000_000
