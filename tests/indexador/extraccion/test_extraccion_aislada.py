"""La lectura en un proceso aparte: pase lo que pase, llega un texto o un motivo."""

import errno
import json
import os
import signal
import zlib
from pathlib import Path

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion import Limites, aislado, formato, hijo
from indexador.extraccion.aislado import entorno_del_hijo, extraer_aislado, motivo_de_caida
from indexador.ficha import Adjunto, Pagina, Palabra, Texto
from tests.indexador.extraccion import hechos


def rechazo(ruta, limites=None):
    with pytest.raises(NoExtraible) as error:
        extraer_aislado(ruta, ruta.name, limites=limites)
    return error.value


@pytest.mark.parametrize("tipo", ["pdf", "docx", "html", "txt"])
def test_cada_formato_llega_entero_desde_el_otro_proceso(tmp_path, tipo):
    ruta = tmp_path / f"ley.{tipo}"
    match tipo:
        case "pdf":
            hechos.pdf(ruta, [hechos.ARTICULO, "Segunda página"])
        case "docx":
            hechos.docx(ruta, hechos.ARTICULO)
        case "html":
            ruta.write_text(f"<html><body><p>{hechos.ARTICULO}</p></body></html>", encoding="utf-8")
        case "txt":
            ruta.write_text(hechos.ARTICULO, encoding="utf-8")
    texto = extraer_aislado(ruta, ruta.name)
    assert texto.paginas[0].texto == hechos.ARTICULO
    if tipo == "pdf":
        assert [p.numero for p in texto.paginas] == [1, 2]
        palabra = texto.paginas[0].palabras[1]
        assert texto.paginas[0].texto[palabra.inicio : palabra.fin] == "1."


def test_un_programa_con_nombre_de_pdf_se_llama_por_su_nombre(tmp_path):
    (tmp_path / "informe.pdf").write_bytes(b"MZ\x90\0\x03" + bytes(500))
    error = rechazo(tmp_path / "informe.pdf")
    assert error.codigo == "formato"
    assert error.motivo == "«informe.pdf» es un programa de Windows (EXE), no un PDF."


def test_el_motivo_que_da_el_hijo_llega_tal_cual(tmp_path):
    entero = hechos.pdf(tmp_path / "a.pdf", [f"Página {n}" for n in range(60)]).read_bytes()
    (tmp_path / "m.pdf").write_bytes(entero[: len(entero) // 2])
    error = rechazo(tmp_path / "m.pdf")
    assert (error.codigo, bool(error.salida)) == ("danado", True)


def test_pasado_el_tiempo_se_mata_y_se_dice(tmp_path):
    error = rechazo(hechos.pdf(tmp_path / "a.pdf", ["x"]), Limites(segundos=0.001))
    assert error.codigo == "limite_tiempo"
    assert "0.001 segundos" in error.motivo


def test_una_bomba_de_dibujo_no_pasa_del_procesador_permitido(tmp_path):
    """Un PDF de pocos kB cuyo contenido inflado son cientos de millones de órdenes."""
    crudo = zlib.compress(b"BT /F 9 Tf 1 0 0 1 9 9 Tm (a) Tj ET " * 4_000_000)
    fuente = "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    objetos = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources {fuente} >>",
    )
    cabeza = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{o}\nendobj\n" for n, o in enumerate(objetos, start=1))
    flujo = f"4 0 obj\n<< /Filter /FlateDecode /Length {len(crudo)} >>\nstream\n"
    pie = "\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF\n"
    pdf = (cabeza + flujo).encode() + crudo + pie.encode()
    (tmp_path / "b.pdf").write_bytes(pdf)
    error = rechazo(tmp_path / "b.pdf", Limites(segundos=60, cpu=1, memoria_bytes=1_000_000_000))
    assert error.codigo in {"limite_tiempo", "limite_memoria", "danado"}


def test_sin_memoria_para_leer_se_dice(tmp_path):
    ruta = hechos.con_partes(tmp_path / "g.docx", {"word/document.xml": b"<a>" + b" " * 90_000_000 + b"</a>"})
    assert rechazo(ruta, Limites(memoria_bytes=100_000_000)).codigo == "limite_memoria"


def test_un_texto_que_no_cabe_en_la_salida_se_dice(tmp_path):
    (tmp_path / "l.txt").write_text("palabra " * 50_000)
    assert rechazo(tmp_path / "l.txt", Limites(salida_bytes=20_000)).codigo == "limite_salida"


def test_el_hijo_no_hereda_lo_que_el_padre_sabe(tmp_path, monkeypatch):
    monkeypatch.setenv("CENTRO_CLAVE_SECRETA", "xyz")
    assert "xyz" not in entorno_del_hijo(tmp_path).values()
    monkeypatch.setenv("PATH", "")
    assert entorno_del_hijo(tmp_path)["PATH"] == os.defpath


@pytest.mark.parametrize(
    ("codigo", "esperado"),
    [
        (-signal.SIGALRM, "limite_tiempo"),
        (-signal.SIGXCPU, "limite_tiempo"),
        (-signal.SIGKILL, "limite_memoria"),
        (hijo.FALTA_MEMORIA, "limite_memoria"),
        (hijo.FALTA_ESPACIO, "limite_salida"),
        (-signal.SIGSEGV, "danado"),
        (1, "interno"),
    ],
)
def test_cada_manera_de_caer_tiene_su_motivo(codigo, esperado):
    motivo = motivo_de_caida(codigo, Limites())
    assert motivo.codigo == esperado
    assert motivo.motivo.endswith(".")
    assert motivo.salida.endswith(".")


TEXTO = Texto(
    (
        Pagina(1, "Niñez\n«migrante»", "p. i", 612.0, 792.0, (Palabra(0, 5, 0.0, 0.2, 0.4, 1.0),), "ocr"),
        Pagina(2, ""),
    ),
    "prueba 1",
    {"titulo": "Ley"},
    ("aviso",),
    (
        Adjunto("actas/uno.pdf", "miembro_de", Path("adjuntos/00000")),
        Adjunto("dos.pdf", "miembro_de", None, "Está cifrado.", "Súbalo aparte."),
    ),
)


def test_el_texto_va_y_vuelve_por_el_archivo(tmp_path):
    formato.escribir_texto(TEXTO, tmp_path / "s")
    vuelto = formato.leer(tmp_path / "s", tmp_path)
    assert vuelto.paginas[1] == TEXTO.paginas[1]
    assert (vuelto.propiedades, vuelto.avisos, vuelto.extractor) == (
        {"titulo": "Ley"},
        ("aviso",),
        "prueba 1",
    )
    assert vuelto.adjuntos == (
        Adjunto("actas/uno.pdf", "miembro_de", tmp_path / "00000"),
        TEXTO.adjuntos[1],
    )
    assert vuelto.paginas[0].texto == TEXTO.paginas[0].texto
    assert vuelto.paginas[0].palabras[0].x1 == pytest.approx(0.4, abs=1e-4)


def test_el_fallo_va_y_vuelve_con_sus_tres_partes(tmp_path):
    formato.escribir_error(NoExtraible("danado", "Está roto.", "Pida otro."), tmp_path / "s")
    with pytest.raises(NoExtraible) as error:
        formato.leer(tmp_path / "s", tmp_path)
    assert (error.value.codigo, error.value.motivo, error.value.salida) == (
        "danado",
        "Está roto.",
        "Pida otro.",
    )


UNA_PAGINA = b'{"paginas": 1, "extractor": "x", "propiedades": {}, "avisos": [], "adjuntos": []}\n'


@pytest.mark.parametrize(
    "contenido",
    [
        b"",
        b"no es json\n",
        b"[]\n",
        b'{"paginas": 2, "extractor": "x", "propiedades": {}, "avisos": [], "adjuntos": []}\n',
        UNA_PAGINA + b'[1, "t", "e", 1, 1, "o", "%%"]\n',
        UNA_PAGINA + b'[1, "t"]\n',
        b'{"paginas": 0, "extractor": "x", "propiedades": {}, "avisos": [],'
        b' "adjuntos": [["n", "miembro_de", "../fuera", "", ""]]}\n',
        b"\xff\xfe\n",
    ],
)
def test_una_salida_cortada_o_ajena_no_se_toma_por_texto(tmp_path, contenido):
    (tmp_path / "s").write_bytes(contenido)
    with pytest.raises(formato.SalidaIlegible):
        formato.leer(tmp_path / "s", tmp_path)
    with pytest.raises(formato.SalidaIlegible):
        formato.leer(tmp_path / "no-existe", tmp_path)


def orden(ruta, **limites):
    return hijo.Orden(ruta, ruta.name, Limites(**limites), False, os.getppid(), ruta.parent)


def test_la_orden_va_y_vuelve_por_el_archivo(tmp_path):
    dada = orden(tmp_path / "ñandú «1».pdf", segundos=1.5)
    dada.escribir(tmp_path / "o.json")
    assert hijo.Orden.leer(tmp_path / "o.json") == dada


def test_el_hijo_atiende_y_deja_escrito_el_texto_o_el_motivo(tmp_path):
    ruta = hechos.pdf(tmp_path / "a.pdf", ["Hola"])
    assert hijo.atender(orden(ruta), tmp_path / "s") == 0
    assert formato.leer(tmp_path / "s", tmp_path).paginas[0].texto == "Hola"
    (tmp_path / "v.pdf").write_bytes(b"")
    assert hijo.atender(orden(tmp_path / "v.pdf"), tmp_path / "s") == 0
    assert json.loads((tmp_path / "s").read_text())["error"][0] == "vacio"


def test_el_hijo_dice_con_su_codigo_que_le_falto(tmp_path):
    assert hijo.codigo_de(OSError(errno.EFBIG, "")) == hijo.FALTA_ESPACIO
    assert hijo.codigo_de(OSError(errno.ENOSPC, "")) == hijo.DISCO_LLENO
    assert hijo.codigo_de(OSError(errno.ENOMEM, "")) == hijo.FALTA_MEMORIA
    with pytest.raises(FileNotFoundError):
        hijo.atender(orden(tmp_path / "no-existe.pdf"), tmp_path / "s")
    assert hijo.atender(orden(hechos.pdf(tmp_path / "a.pdf", ["x"])), Path("/dev/full")) == hijo.DISCO_LLENO


def test_si_el_disco_se_llena_al_leer_no_se_culpa_al_archivo(tmp_path, monkeypatch):
    def sin_espacio(proceso, *_resto):
        proceso.wait()
        return hijo.DISCO_LLENO

    monkeypatch.setattr(aislado, "_esperar", sin_espacio)
    with pytest.raises(OSError) as error:
        aislado.extraer_aislado(hechos.pdf(tmp_path / "a.pdf", ["x"]), "a.pdf")
    assert error.value.errno == errno.ENOSPC
