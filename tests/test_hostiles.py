"""Subidas hostiles a un centro de verdad: cada una con su mensaje, en pie y con memoria acotada."""

import re
import threading
from pathlib import Path

import pytest
from archivos import bomba, docx, pdf, pdf_con_clave
from rendimiento.matar import Navegador, centro_nuevo, esperar_servidor

INTENTOS = 300
"""Páginas que se piden mientras otro proceso del sitio termina de limpiar."""
MB = 1_000_000
MEMORIA_MAXIMA_KB = 400_000


@pytest.fixture(scope="module")
def atendido(tmp_path_factory):
    """Un servidor en su propio proceso, sin trabajador, y un navegador del personal."""
    with centro_nuevo(tmp_path_factory.mktemp("hostil") / "datos") as centro:
        servidor = centro.levantar("servir", "--sin-trabajador")
        navegador = Navegador(centro.puerto)
        esperar_servidor(navegador)
        navegador.entrar()
        yield centro, servidor, navegador


def memoria_maxima(proceso) -> int:
    """Lo más que ha ocupado un proceso, en KB."""
    estado = Path(f"/proc/{proceso.pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+)", estado)[1])


def relleno(largo: int, comienzo: bytes):
    """Un contenido de `largo` octetos, por trozos."""
    yield comienzo
    falta = largo - len(comienzo)
    while falta:
        trozo = b"\x00" * min(MB, falta)
        falta -= len(trozo)
        yield trozo


def test_archivos_de_199_y_201_mb_en_un_mismo_envio_con_la_memoria_acotada(atendido):
    _, servidor, navegador = atendido
    estado, _ = navegador.subir_varios(
        [
            ("justo.pdf", 199 * MB, relleno(199 * MB, b"%PDF-1.4\n")),
            ("pasado.pdf", 201 * MB, relleno(201 * MB, b"%PDF-1.4\n")),
            ("chico.pdf", len(pdf("chico")), [pdf("chico")]),
        ]
    )
    assert estado == 303
    pagina = navegador.pedir("GET", "/ingreso")[2]
    assert "El archivo pesa 201 MB y el límite es 200 MB." in pagina
    assert "3 archivos" in pagina
    assert "1 requiere atención" in pagina
    assert memoria_maxima(servidor) < MEMORIA_MAXIMA_KB


def test_cada_subida_hostil_tiene_su_mensaje_y_el_servidor_sigue_en_pie(atendido):
    _, servidor, navegador = atendido
    hostiles = {
        "vacio.pdf": b"",
        "Ley.pdf": b"MZ\x90\x00" + b"\x00" * 4000,
        "cortado.pdf": pdf("x" * 60)[:500],
        "clave.pdf": pdf_con_clave("x"),
        "bomba.docx": bomba(),
        "cortado.docx": docx("hola")[:4000],
        "../../windows/a\u202eb.pdf": pdf("nombre raro"),
    }
    estado, _ = navegador.subir_varios([(n, len(c), [c]) for n, c in hostiles.items()])
    assert estado == 303
    pagina = navegador.pedir("GET", "/ingreso")[2]
    assert "vacío" in pagina
    assert "programa de Windows" in pagina
    assert "2 requieren atención" in pagina
    assert "ab.pdf" in pagina
    assert "windows" not in pagina.lower().replace("programa de windows", "")
    assert servidor.poll() is None
    assert memoria_maxima(servidor) < MEMORIA_MAXIMA_KB


def test_el_mismo_archivo_en_el_mismo_instante_queda_una_vez(atendido):
    centro, _, _ = atendido
    contenido = pdf("dos veces a la vez")
    navegadores = [Navegador(centro.puerto) for _ in range(4)]
    for navegador in navegadores:
        navegador.entrar()
    salida = threading.Barrier(4)
    recibos: list[bool] = []

    def subir(navegador: Navegador) -> None:
        salida.wait()
        recibos.append(navegador.subir("gemelo.pdf", contenido))

    hilos = [threading.Thread(target=subir, args=(navegador,)) for navegador in navegadores]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert recibos == [True] * 4
    cola = navegadores[0].pedir("GET", "/ingreso?ver=todos&q=gemelo")[2]
    assert len(re.findall(r'name="elegidos"', cola)) == 1


def test_un_envio_cortado_a_la_mitad_no_deja_nada_ni_tumba_el_servidor(atendido):
    centro, servidor, navegador = atendido

    def cortado():
        yield b"%PDF-1.4\n"
        yield b"x" * MB
        raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        navegador.subir_varios([("cortado.pdf", 50 * MB, cortado())])
    assert navegador.pedir("GET", "/ingreso")[0] == 200
    assert servidor.poll() is None
    # El proceso que lo recibía puede no ser el que acaba de responder: se le da tiempo de limpiar.
    entrantes = centro.datos / "archivos" / "entrantes"
    for _ in range(INTENTOS):
        if not list(entrantes.iterdir()):
            break
        assert navegador.pedir("GET", "/ingreso")[0] == 200
    assert list(entrantes.iterdir()) == []
