"""El depósito local: nada a medias, nada dos veces, nada perdido."""

import errno
import hashlib
import io
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from almacen import DemasiadoGrande, DepositoLocal, DiscoLleno, NoGuardado

CIEN_MB = 100_000_000


@pytest.fixture
def deposito(tmp_path):
    return DepositoLocal(tmp_path / "archivos")


def _entrantes(deposito):
    return list((deposito._raiz / "entrantes").iterdir())


def test_lo_recibido_se_lee_igual_y_queda_de_solo_lectura(deposito):
    datos = os.urandom(3_000_000)
    guardado = deposito.recibir(io.BytesIO(datos), CIEN_MB)
    assert guardado.sha256 == hashlib.sha256(datos).hexdigest()
    assert guardado.tamano == len(datos)
    with deposito.abrir(guardado.sha256) as archivo:
        assert archivo.read() == datos
    assert deposito.ruta(guardado.sha256).stat().st_mode & 0o222 == 0
    assert _entrantes(deposito) == []


def test_lo_mismo_dos_veces_ocupa_un_solo_archivo(deposito):
    uno = deposito.recibir(io.BytesIO(b"igual"), CIEN_MB)
    dos = deposito.recibir(io.BytesIO(b"igual"), CIEN_MB)
    assert uno == dos
    assert [e.sha256 for e in deposito.listar()] == [uno.sha256]


def test_lo_mismo_al_mismo_tiempo_tambien(deposito):
    datos = os.urandom(500_000)
    with ThreadPoolExecutor(8) as grupo:
        guardados = list(grupo.map(lambda _: deposito.recibir(io.BytesIO(datos), CIEN_MB), range(16)))
    assert len(set(guardados)) == 1
    assert len(list(deposito.listar())) == 1
    assert deposito.verificar(guardados[0].sha256)


def test_lo_que_pasa_del_limite_no_deja_rastro(deposito):
    with pytest.raises(DemasiadoGrande) as error:
        deposito.recibir(io.BytesIO(b"x" * 11), 10)
    assert error.value.limite == 10
    assert list(deposito.listar()) == []
    assert _entrantes(deposito) == []


def test_el_limite_exacto_se_acepta(deposito):
    assert deposito.recibir(io.BytesIO(b"x" * 10), 10).tamano == 10


def test_una_recepcion_enorme_cuenta_pero_no_guarda(deposito):
    recepcion = deposito.abrir_recepcion(1000)
    for _ in range(50):
        recepcion.write(b"x" * 1000)
    assert recepcion.tamano == 50_000
    assert _entrantes(deposito)[0].stat().st_size == 0
    with pytest.raises(DemasiadoGrande):
        recepcion.terminar()


def test_una_recepcion_se_lee_como_archivo_y_se_descarta(deposito):
    recepcion = deposito.abrir_recepcion(1000)
    recepcion.write(b"hola")
    recepcion.seek(0)
    assert recepcion.read() == b"hola"
    assert recepcion.tell() == 4
    recepcion.close()
    recepcion.descartar()
    assert _entrantes(deposito) == []


def test_un_flujo_que_se_corta_no_deja_rastro(deposito):
    class Cortado(io.RawIOBase):
        def read(self, n=-1):
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        deposito.recibir(Cortado(), CIEN_MB)
    assert _entrantes(deposito) == []


@pytest.mark.parametrize("donde", ["write", "fsync"])
def test_el_disco_lleno_se_dice_y_no_deja_rastro(deposito, monkeypatch, donde):
    recepcion = deposito.abrir_recepcion(CIEN_MB)

    def falla(*_):
        raise OSError(errno.ENOSPC, "lleno")

    if donde == "write":
        real = recepcion._archivo

        class Lleno:
            write = falla

            def __getattr__(self, nombre):
                return getattr(real, nombre)

        recepcion._archivo = Lleno()
    else:
        monkeypatch.setattr("almacen.local.os.fsync", falla)
    recepcion.write(b"hola")
    with pytest.raises(DiscoLleno):
        recepcion.terminar()
    assert _entrantes(deposito) == []


def test_otro_error_del_disco_no_se_calla(deposito, monkeypatch):
    recepcion = deposito.abrir_recepcion(CIEN_MB)

    def falla(*_):
        raise OSError(errno.EIO, "roto")

    monkeypatch.setattr("almacen.local.os.fsync", falla)
    with pytest.raises(OSError, match="roto"):
        recepcion.terminar()


@pytest.mark.parametrize("huella", ["0" * 64, "../../etc/passwd", "A" * 64, ""])
def test_lo_que_no_esta_se_dice(deposito, huella):
    assert_error = pytest.raises(NoGuardado)
    with assert_error:
        deposito.abrir(huella)


def test_un_archivo_danado_se_descubre(deposito):
    huella = deposito.recibir(io.BytesIO(b"bueno"), CIEN_MB).sha256
    assert deposito.existe(huella)
    ruta = deposito.ruta(huella)
    ruta.chmod(0o640)
    ruta.write_bytes(b"malo")
    assert not deposito.verificar(huella)


def test_el_barrido_solo_borra_lo_viejo_que_nadie_nombra(deposito):
    vivo = deposito.recibir(io.BytesIO(b"vivo"), CIEN_MB).sha256
    huerfano = deposito.recibir(io.BytesIO(b"huerfano"), CIEN_MB).sha256
    abandonada = deposito.abrir_recepcion(10)
    ahora = datetime.now(UTC)
    dia = timedelta(hours=24)
    assert deposito.barrer(vivo={vivo}.__contains__, edad=dia, ahora=ahora) == 0
    assert deposito.barrer(vivo={vivo}.__contains__, edad=dia, ahora=ahora + dia * 2) == 2
    assert [e.sha256 for e in deposito.listar()] == [vivo]
    assert not deposito.existe(huerfano)
    abandonada.descartar()


def test_volver_a_subir_algo_viejo_lo_salva_del_barrido(deposito):
    huella = deposito.recibir(io.BytesIO(b"otra vez"), CIEN_MB).sha256
    os.utime(deposito.ruta(huella), (0, 0))
    deposito.recibir(io.BytesIO(b"otra vez"), CIEN_MB)
    deposito.barrer(vivo=lambda _: False, edad=timedelta(hours=24), ahora=datetime.now(UTC))
    assert deposito.existe(huella)


def test_subir_lo_mismo_mientras_se_barre_no_lo_pierde(deposito):
    huella = deposito.recibir(io.BytesIO(b"a la vez"), CIEN_MB).sha256
    os.utime(deposito.ruta(huella), (0, 0))

    def vivo(_):
        deposito.recibir(io.BytesIO(b"a la vez"), CIEN_MB)
        return False

    assert deposito.barrer(vivo=vivo, edad=timedelta(hours=24), ahora=datetime.now(UTC)) == 0
    assert deposito.existe(huella)


MATAME = """
import io, os, sys
from pathlib import Path
from almacen import DepositoLocal
deposito = DepositoLocal(Path(sys.argv[1]))
class Flujo:
    def __init__(self): self.n = 0
    def read(self, _):
        self.n += 1
        if self.n == 3:
            print("listo", flush=True)
            sys.stdin.readline()
        return b"y" * 1000 if self.n < 5 else b""
deposito.recibir(Flujo(), 10**9)
"""


def test_matar_el_proceso_a_media_subida_no_deja_un_archivo_a_medias(tmp_path):
    proceso = subprocess.Popen(
        [sys.executable, "-c", MATAME, str(tmp_path / "a")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert proceso.stdout.readline() == b"listo\n"
    proceso.send_signal(signal.SIGKILL)
    proceso.wait()
    proceso.stdin.close()
    proceso.stdout.close()
    assert list(DepositoLocal(tmp_path / "a").listar()) == []


def test_lo_escrito_despues_de_leer_va_al_final(deposito):
    recepcion = deposito.abrir_recepcion(100)
    recepcion.write(b"uno ")
    recepcion.seek(0)
    assert recepcion.read(2) == b"un"
    recepcion.write(b"dos")
    guardado = recepcion.terminar()
    assert deposito.ruta(guardado.sha256).read_bytes() == b"uno dos"
    assert deposito.verificar(guardado.sha256)


def test_lo_danado_en_el_disco_se_repone_al_volver_a_llegar(deposito):
    huella = deposito.recibir(io.BytesIO(b"contenido entero"), CIEN_MB).sha256
    ruta = deposito.ruta(huella)
    ruta.chmod(0o640)
    ruta.write_bytes(b"conten")
    deposito.recibir(io.BytesIO(b"contenido entero"), CIEN_MB)
    assert deposito.verificar(huella)


def test_sin_sitio_de_verdad_se_dice_al_mirar_y_al_terminar(deposito):
    for final in ("mirar", "terminar"):
        recepcion = deposito.abrir_recepcion(CIEN_MB)
        recepcion._archivo.close()
        recepcion._archivo = io.FileIO("/dev/full", "r+")
        recepcion.write(b"hola")
        with pytest.raises(DiscoLleno):
            getattr(recepcion, final)()
        assert _entrantes(deposito) == []
        recepcion.descartar()


def test_se_puede_mirar_lo_recibido_antes_de_terminar(deposito):
    recepcion = deposito.abrir_recepcion(CIEN_MB)
    recepcion.write(b"%PDF-1.7")
    assert recepcion.mirar().read_bytes() == b"%PDF-1.7"
    assert deposito.existe(recepcion.terminar().sha256)
    recepcion.descartar()
    assert len(list(deposito.listar())) == 1


def test_dos_procesos_guardan_lo_mismo_a_la_vez_y_los_dos_lo_logran(tmp_path):
    orden = (
        "import io, sys; from pathlib import Path; from almacen import DepositoLocal\n"
        "sys.stdin.readline()\n"
        "print(DepositoLocal(Path(sys.argv[1])).recibir(io.BytesIO(b'z' * 3_000_000), 10**8).sha256)"
    )
    procesos = [
        subprocess.Popen(
            [sys.executable, "-c", orden, str(tmp_path / "a")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(2)
    ]
    for proceso in procesos:
        proceso.stdin.write(b"ya\n")
        proceso.stdin.flush()
    huellas = {proceso.communicate()[0].strip().decode() for proceso in procesos}
    assert [e.sha256 for e in DepositoLocal(tmp_path / "a").listar()] == list(huellas)
