"""La lectura en un proceso aparte: pase lo que pase, llega un texto o un motivo."""

import errno
import json
import os
import shutil
import signal
import tempfile
import zlib
from dataclasses import replace
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion import Limites, aislado, formato, hijo
from indexador.extraccion.aislado import entorno_del_hijo, extraer_aislado, motivo_de_caida
from indexador.extraccion.cuadrilla import Caida, Cuadrilla
from indexador.extraccion.tipo import TipoDeArchivo
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


def bomba(ruta):
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
    ruta.write_bytes(pdf)
    return ruta


def test_pasado_el_tiempo_se_mata_y_se_dice(tmp_path):
    error = rechazo(bomba(tmp_path / "a.pdf"), Limites(segundos=0.1))
    assert error.codigo == "limite_tiempo"
    assert "0.1 segundos" in error.motivo


def test_una_bomba_de_dibujo_no_pasa_del_procesador_permitido(tmp_path):
    error = rechazo(bomba(tmp_path / "b.pdf"), Limites(segundos=60, cpu=1, memoria_bytes=1_000_000_000))
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


@pytest.mark.parametrize("carpetas", ["", "/nada", f".:{os.defpath}"])
def test_el_hijo_busca_los_programas_donde_los_busca_el_centro(tmp_path, monkeypatch, carpetas):
    monkeypatch.setenv("PATH", carpetas)
    suyas = entorno_del_hijo(tmp_path)["PATH"]
    assert suyas == carpetas.removeprefix(".:")
    assert shutil.which("sh", path=suyas) == shutil.which("sh")


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
    return hijo.Orden(ruta, TipoDeArchivo.PDF, Limites(**limites), False)


@pytest.fixture
def sin_limites(monkeypatch):
    """Lo del hijo, en el proceso de las pruebas: sin ponerle límites ni cambiarle la carpeta temporal."""
    monkeypatch.setattr(hijo, "limitar", lambda _limites: None)
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", "")


def test_la_orden_va_y_vuelve_en_un_renglon(tmp_path):
    dada = replace(orden(tmp_path / "ñandú «1»\n.pdf", segundos=1.5), clave="«á»\n")
    assert dada.escribir().count(b"\n") == 1
    assert hijo.Orden.leer(dada.escribir()) == dada
    assert "«á»" not in repr(dada)


def test_el_hijo_atiende_y_deja_escrito_el_texto_o_el_motivo(tmp_path, sin_limites):
    ruta = hechos.pdf(tmp_path / "a.pdf", ["Hola"])
    assert hijo.atender(orden(ruta), tmp_path) == 0
    assert formato.leer(tmp_path / hijo.SALIDA, tmp_path).paginas[0].texto == "Hola"
    (tmp_path / "v.pdf").write_bytes(b"%PDF-1.4 nada")
    assert hijo.atender(orden(tmp_path / "v.pdf"), tmp_path) == 0
    assert json.loads((tmp_path / hijo.SALIDA).read_text())["error"][0] == "danado"


def test_el_hijo_dice_con_su_codigo_que_le_falto(tmp_path, sin_limites):
    assert hijo.codigo_de(OSError(errno.EFBIG, "")) == hijo.FALTA_ESPACIO
    assert hijo.codigo_de(OSError(errno.ENOSPC, "")) == hijo.DISCO_LLENO
    assert hijo.codigo_de(OSError(errno.ENOMEM, "")) == hijo.FALTA_MEMORIA
    with pytest.raises(FileNotFoundError):
        hijo.atender(orden(tmp_path / "no-existe.pdf"), tmp_path)
    ruta = hechos.pdf(tmp_path / "a.pdf", ["x"])
    (tmp_path / hijo.SALIDA).symlink_to("/dev/full")
    assert hijo.atender(orden(ruta), tmp_path) == hijo.DISCO_LLENO


@pytest.fixture
def cuadrilla(monkeypatch):
    """Una sin procesos levantados, para contarlos."""
    propia = Cuadrilla(Path(aislado.__file__).parents[2], lambda: entorno_del_hijo(Path("/")))
    levantados = []

    def levantar():
        levantados.append(Cuadrilla._levantar(propia))
        return levantados[-1]

    monkeypatch.setattr(propia, "_levantar", levantar)
    monkeypatch.setattr(aislado, "_cuadrilla", propia)
    yield levantados
    propia.cerrar()


def leer(ruta, **limites):
    return extraer_aislado(ruta, ruta.name, limites=Limites(**limites)).paginas[0].texto


def test_un_proceso_lee_un_archivo_tras_otro_mientras_terminen_bien(tmp_path, cuadrilla):
    for letra in "abc":
        assert leer(hechos.pdf(tmp_path / f"{letra}.pdf", [f"Hoja {letra}"])) == f"Hoja {letra}"
    (tmp_path / "roto.pdf").write_bytes(b"%PDF-1.4 nada")
    assert rechazo(tmp_path / "roto.pdf").codigo == "danado"
    assert leer(tmp_path / "a.pdf") == "Hoja a"
    assert len(cuadrilla) == 1


def test_el_que_no_alcanzo_muere_y_el_siguiente_archivo_lo_lee_otro(tmp_path, cuadrilla):
    ruta = hechos.pdf(tmp_path / "a.pdf", ["Hola"])
    assert leer(ruta) == "Hola"
    assert rechazo(bomba(tmp_path / "b.pdf"), Limites(segundos=0.1)).codigo == "limite_tiempo"
    assert cuadrilla[0].proceso.returncode == -signal.SIGKILL
    assert leer(ruta) == "Hola"
    assert len(cuadrilla) == 2


def test_si_el_que_esperaba_ya_no_esta_lee_uno_nuevo(tmp_path, cuadrilla):
    ruta = hechos.pdf(tmp_path / "a.pdf", ["Hola"])
    assert leer(ruta) == "Hola"
    cuadrilla[0].proceso.kill()
    cuadrilla[0].proceso.wait()
    assert leer(ruta) == "Hola"
    assert len(cuadrilla) == 2


def test_de_la_caida_de_un_proceso_usado_no_se_culpa_al_archivo_que_leia(tmp_path, cuadrilla, monkeypatch):
    """Lo que lo tumbó pudo dejarlo el anterior: se lee otra vez con uno nuevo."""
    ruta = hechos.pdf(tmp_path / "a.pdf", ["Hola"])
    assert leer(ruta) == "Hola"
    usado, esperar = cuadrilla[0], type(cuadrilla[0]).esperar

    def matar_al_usado(proceso, *resto):
        if proceso is usado:
            proceso.proceso.send_signal(signal.SIGSEGV)
            proceso.proceso.wait()
            return b""
        return esperar(proceso, *resto)

    monkeypatch.setattr(type(usado), "esperar", matar_al_usado)
    assert leer(ruta) == "Hola"
    assert len(cuadrilla) == 2


def test_si_el_disco_se_llena_al_leer_no_se_culpa_al_archivo(tmp_path, cuadrilla, monkeypatch):
    sin_espacio = Caida(hijo.DISCO_LLENO, "", estrenado=True)
    monkeypatch.setattr(Cuadrilla, "leer", lambda *_, **__: sin_espacio)
    with pytest.raises(OSError) as error:
        aislado.extraer_aislado(hechos.pdf(tmp_path / "a.pdf", ["x"]), "a.pdf")
    assert error.value.errno == errno.ENOSPC


def test_los_limites_son_de_cada_archivo_y_no_de_todos_los_que_lee_un_proceso(tmp_path, cuadrilla):
    (tmp_path / "l.txt").write_text("palabra " * 50_000)
    assert rechazo(tmp_path / "l.txt", Limites(salida_bytes=20_000)).codigo == "limite_salida"
    assert len(leer(tmp_path / "l.txt")) > 1_000


def test_al_irse_quien_ordena_muere_el_que_lee(tmp_path, cuadrilla):
    assert leer(hechos.pdf(tmp_path / "a.pdf", ["Hola"])) == "Hola"
    cuadrilla[0].canal.close()
    assert cuadrilla[0].proceso.wait(30) == -signal.SIGKILL


def test_los_lectores_hallan_compilado_su_codigo():
    assert aislado.preparar_lectores()
    compilados = [Path(cache_from_source(str(ruta))) for ruta in Path(hijo.__file__).parent.glob("*.py")]
    assert all(ruta.is_file() for ruta in compilados)
