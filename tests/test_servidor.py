"""Servir de verdad: atiende, cuida a su trabajador y no deja procesos sueltos."""

import dataclasses
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from centro_doc import servidor
from centro_doc.comun.consola import FalloDeOrden
from centro_doc.recepcion import tiene_sesion
from centro_doc.taller import CORTESIA

RAIZ = Path(__file__).parent.parent
GUNICORN = ("-m", "centro_doc.cli")
WAITRESS = (
    "-c",
    "import sys; sys.modules['gunicorn'] = None; from centro_doc.cli import principal; sys.exit(principal())",
)
"""Como se arranca donde gunicorn no se instala."""


class Centro:
    """Un `centro-doc servir` en un proceso aparte, con sus líneas a la mano."""

    def __init__(
        self, datos: Path, *, arranque: tuple[str, ...] = GUNICORN, puerto: int = 0, **ajustes: str
    ) -> None:
        self.puerto = puerto
        if not puerto:
            with socket.create_server(("127.0.0.1", 0)) as toma:
                self.puerto = toma.getsockname()[1]
        entorno = {
            **os.environ,
            "CENTRO_RUTA_DATOS": str(datos),
            "CENTRO_PUERTO": str(self.puerto),
            "PYTHONPATH": str(RAIZ),
            **ajustes,
        }
        self.proceso = subprocess.Popen(
            [sys.executable, *arranque, "servir"],
            env=entorno,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.lineas: list[str] = []
        self._nueva = threading.Condition()
        self._hilo = threading.Thread(target=self._leer)
        self._hilo.start()

    def _leer(self) -> None:
        for linea in self.proceso.stderr:
            with self._nueva:
                self.lineas.append(linea)
                self._nueva.notify_all()

    def esperar(self, patron: str, veces: int = 1) -> re.Match[str]:
        """La `veces`-ésima línea que cumple `patron`; falla si en 30 s no llega."""

        def halladas() -> list[re.Match[str]]:
            return [m for linea in self.lineas if (m := re.search(patron, linea))]

        with self._nueva:
            assert self._nueva.wait_for(lambda: len(halladas()) >= veces, 30), "".join(self.lineas)
            return halladas()[veces - 1]

    def pedir(self, ruta: str, **cabeceras: str) -> int:
        pedida = urllib.request.Request(f"http://127.0.0.1:{self.puerto}{ruta}", headers=cabeceras)
        try:
            with urllib.request.urlopen(pedida) as respuesta:
                return respuesta.status
        except urllib.error.HTTPError as error:
            with error:
                return error.code

    def cerrar(self) -> int:
        if self.proceso.poll() is None:
            self.proceso.send_signal(signal.SIGTERM)
        codigo = self.proceso.wait(30)
        self._hilo.join()
        self.proceso.stderr.close()
        return codigo


@pytest.fixture(params=[GUNICORN, WAITRESS], ids=["gunicorn", "waitress"])
def centro(tmp_path, request):
    centro = Centro(tmp_path / "datos", arranque=request.param)
    yield centro
    centro.cerrar()


@pytest.fixture
def con_gunicorn(tmp_path):
    centro = Centro(tmp_path / "datos", CENTRO_RITMO_BUSQUEDA="5 per minute")
    yield centro
    centro.cerrar()


def _hijos(pid: int) -> set[int]:
    return {int(hijo) for hijo in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def _nice_de_su_sesion(pid: int) -> int | None:
    """None donde Linux no reparte el procesador por sesiones."""
    grupo = Path(f"/proc/{pid}/autogroup")
    escrito = grupo.read_text() if grupo.exists() else ""
    return int(escrito.split()[-1]) if "nice" in escrito else None


def _vive(pid: int) -> bool:
    try:
        estado = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return estado.rsplit(")", 1)[1].split()[0] != "Z"


def test_sirve_desde_una_carpeta_vacia_y_se_detiene_con_su_trabajador(centro):
    centro.esperar("contraseña  ")
    centro.esperar("El centro atiende en")
    pid = int(centro.esperar(r'"pid": (\d+), .*"event": "trabajador_listo"').group(1))
    assert centro.pedir("/acceso") == 200
    assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, centro.proceso.pid)
    assert _nice_de_su_sesion(pid) in {None, CORTESIA}
    assert centro.cerrar() == 0
    assert not _vive(pid)


def test_si_el_trabajador_muere_se_levanta_otro(centro):
    primero = int(centro.esperar(r'"pid": (\d+), .*"event": "trabajador_listo"').group(1))
    os.kill(primero, signal.SIGKILL)
    segundo = int(centro.esperar(r'"pid": (\d+), .*"event": "trabajador_listo"', veces=2).group(1))
    assert segundo != primero
    assert centro.pedir("/acceso") == 200


def test_si_el_servidor_muere_su_trabajador_termina_solo(centro):
    centro.esperar('"event": "trabajador_listo"')
    centro.proceso.kill()
    centro.esperar(r'"event": "trabajador_detenido"')
    centro.proceso.wait()


def test_los_procesos_web_se_reponen_y_llevan_una_sola_cuenta_del_ritmo(con_gunicorn):
    con_gunicorn.esperar("El centro atiende en")
    assert [con_gunicorn.pedir("/buscar") == 429 for _ in range(7)] == [False] * 5 + [True] * 2
    web = _hijos(con_gunicorn.proceso.pid)
    assert len(web) == 2
    for pid in web:
        os.kill(pid, signal.SIGKILL)
    con_gunicorn.esperar("was sent SIGKILL", veces=2)
    assert con_gunicorn.pedir("/acceso") == 200
    assert con_gunicorn.pedir("/buscar") == 429
    assert _hijos(con_gunicorn.proceso.pid).isdisjoint(web)


def test_si_el_servidor_muere_otro_puede_atender_enseguida_en_su_puerto(con_gunicorn, tmp_path):
    con_gunicorn.esperar("El centro atiende en")
    web = _hijos(con_gunicorn.proceso.pid)
    con_gunicorn.proceso.kill()
    con_gunicorn.proceso.wait()
    otro = Centro(tmp_path / "datos", puerto=con_gunicorn.puerto)
    try:
        otro.esperar("El centro atiende en")
        assert otro.pedir("/acceso") == 200
        assert not any(map(_vive, web))
    finally:
        otro.cerrar()


def test_un_puerto_que_se_suelta_enseguida_se_toma_y_uno_ocupado_se_dice(config, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as ocupada:
        config = dataclasses.replace(config, puerto=ocupada.getsockname()[1])
        monkeypatch.setattr(servidor, "ESPERA_DEL_PUERTO", 0.0)
        with pytest.raises(FalloDeOrden, match="ya está en uso"):
            servidor._escuchar(config)
        monkeypatch.setattr(servidor, "ESPERA_DEL_PUERTO", 60.0)
        monkeypatch.setattr(servidor.time, "sleep", lambda _segundos: ocupada.close())
        servidor._escuchar(config).close()


@pytest.mark.parametrize("detras", [True, False], ids=["tras un proxy", "sin proxy"])
def test_cada_lector_tiene_su_ritmo_solo_si_hay_un_proxy_que_diga_quien_es(tmp_path, detras):
    ajustes = {"CENTRO_DETRAS_DE_PROXY": "si" if detras else "no", "CENTRO_RITMO_BUSQUEDA": "1 per minute"}
    centro = Centro(tmp_path / "datos", **ajustes)
    try:
        centro.esperar("El centro atiende en")
        pedidos = [centro.pedir("/buscar", **{"X-Forwarded-For": ip}) for ip in ("10.0.0.1", "10.0.0.2")]
        repetido = centro.pedir("/buscar", **{"X-Forwarded-For": "10.0.0.1"})
    finally:
        centro.cerrar()
    assert (429 in pedidos, repetido) == (not detras, 429)


def test_a_quien_no_ingreso_no_se_le_recibe_un_cuerpo_grande(centro):
    centro.esperar("El centro atiende en")
    cabeceras = (
        b"POST /ingreso HTTP/1.1\r\nHost: x\r\nCookie: centro=inventada\r\nContent-Length: 50000000\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", centro.puerto), timeout=10) as toma:
        toma.sendall(cabeceras)
        assert toma.recv(100).startswith(b"HTTP/1.1 413")


def test_a_quien_no_ingreso_no_se_le_recibe_un_cuerpo_que_no_dice_su_tamano(con_gunicorn):
    con_gunicorn.esperar("El centro atiende en")
    cabeceras = b"POST /ingreso HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    with socket.create_connection(("127.0.0.1", con_gunicorn.puerto), timeout=10) as toma:
        toma.sendall(cabeceras)
        assert toma.recv(100).startswith(b"HTTP/1.1 413")


def test_solo_una_galleta_firmada_al_ingresar_cuenta_como_sesion(app, crear, entrar):
    crear("ana@centro.gt", "personal")
    nombre = app.config["SESSION_COOKIE_NAME"]
    anonimo = app.test_client()
    anonimo.get("/acceso")
    dentro = entrar("ana@centro.gt").get_cookie(nombre).value
    assert tiene_sesion(app, f"otra=1; {nombre}={dentro}")
    for galletas in ("", "otra=1", f"{nombre}={anonimo.get_cookie(nombre).value}", f"{nombre}={dentro}x"):
        assert not tiene_sesion(app, galletas)
