"""Mide `/buscar` como lo ven quienes leen: `servir` en marcha, y unos lectores que descansan entre páginas.

    python tests/rendimiento/sitio.py --pasajes pasajes.jsonl [--fragmentos 100000] [--lectores 8]
                                      [--paginas 40] [--pausa 0.5] [--datos CARPETA] [--json]

Siembra una carpeta de datos con los pasajes, la indexa por el camino del producto, arranca en ella
`centro-doc servir` y, cuando ya está caliente y sin nada pendiente, mide la mediana y el p95 de lo que tarda
en llegar entera una página de resultados. Con `--datos`, la carpeta se conserva y otra corrida la aprovecha.
Termina con 1 si no se cumple la barra o si alguna respuesta no es una página de resultados. Los pasajes, como
en `comun.py`.
"""

import argparse
import http.client
import io
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.consola import Consola
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.curaduria import primer_documento
from centro_doc.indice.consultas import cuantos_pendientes, generacion_activa
from centro_doc.preparacion import preparar
from centro_doc.taller import escritor_de
from centro_doc.tareas.consultas import hay_trabajo
from config import Config
from tests.fabrica import sembrar_documento
from tests.rendimiento.comun import Dado, Informe, latencia, leer_pasajes, milisegundos, preguntas_de

RAIZ = Path(__file__).resolve().parents[2]
P95 = 80.0
MEDIANA = 80.0
CALIENTES = 10
PLAZO = 60.0
DOCUMENTOS_POR_TRANSACCION = 200


def sembrar(config: Config, pasajes: Iterator[Dado]) -> None:
    """Deja en la base los documentos de los pasajes, publicados y ya leídos, y el índice al día."""
    bd = BaseDeDatos(config.url_bd)
    consola = Consola(config, bd, RelojDelSistema(), io.StringIO(), io.StringIO())
    preparar(consola)
    documentos = enumerate(groupby(pasajes, key=lambda dado: dado.documento), start=1)
    while grupo := [(n, list(suyos)) for n, (_, suyos) in islice(documentos, DOCUMENTOS_POR_TRANSACCION)]:
        with transaccion(bd) as sesion:
            for numero, suyos in grupo:
                textos = [dado.texto for dado in suyos]
                sembrar_documento(sesion, numero, suyos[0].titulo, textos, emitido=suyos[0].fecha)
    escritor = escritor_de(consola)
    while escritor.una_vuelta():
        pass
    escritor.cerrar()
    bd.cerrar()


@contextmanager
def sirviendo(datos: Path) -> Iterator[int]:
    """Un `servir` sobre esa carpeta, con su trabajador, hasta el final del bloque; da el puerto."""
    with socket.create_server(("127.0.0.1", 0)) as toma:
        puerto = int(toma.getsockname()[1])
    entorno = {
        **os.environ,
        "CENTRO_RUTA_DATOS": str(datos),
        "CENTRO_PUERTO": str(puerto),
        "CENTRO_RITMO_BUSQUEDA": "100000 per minute",
        "PYTHONPATH": str(RAIZ),
    }
    orden = [sys.executable, "-m", "centro_doc.cli", "servir"]
    proceso = subprocess.Popen(orden, env=entorno, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        _esperar(puerto, proceso)
        yield puerto
    finally:
        proceso.send_signal(signal.SIGTERM)
        proceso.wait(PLAZO)


def _esperar(puerto: int, proceso: subprocess.Popen[bytes]) -> None:
    limite = time.monotonic() + PLAZO
    while time.monotonic() < limite:
        if proceso.poll() is not None:
            raise SystemExit(f"servir terminó con {proceso.returncode} antes de atender")
        try:
            socket.create_connection(("127.0.0.1", puerto), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"servir no atendió en {PLAZO:.0f} s")


def esperar_calma(config: Config) -> None:
    """Espera a que el trabajador termine lo que todo centro nuevo hace al arrancar."""
    bd = BaseDeDatos(config.url_bd)
    limite = time.monotonic() + PLAZO
    while time.monotonic() < limite:
        with lectura(bd) as sesion:
            activa = generacion_activa(sesion)
            quieto = activa is not None and not cuantos_pendientes(sesion, activa)
            if quieto and not hay_trabajo(sesion) and primer_documento.por_hacer(sesion) is None:
                break
        time.sleep(0.5)
    bd.cerrar()


class Lector(threading.Thread):
    """Pide unas páginas de resultados por una conexión, con descansos, y anota lo que tardó cada una."""

    def __init__(self, puerto: int, preguntas: Sequence[str], pausa: float) -> None:
        super().__init__()
        self._puerto, self._preguntas, self._pausa = puerto, preguntas, pausa
        self.tiempos: list[float] = []
        self.malas: list[str] = []

    def run(self) -> None:
        conexion = http.client.HTTPConnection("127.0.0.1", self._puerto, timeout=PLAZO)
        for pregunta in self._preguntas:
            self.tiempos.append(milisegundos(lambda pregunta=pregunta: self._pedir(conexion, pregunta)))
            time.sleep(self._pausa)
        conexion.close()

    def _pedir(self, conexion: http.client.HTTPConnection, pregunta: str) -> None:
        conexion.request("GET", "/buscar?" + urlencode({"q": pregunta}))
        respuesta = conexion.getresponse()
        cuerpo = respuesta.read()
        if respuesta.status != 200 or b"</html>" not in cuerpo:
            self.malas.append(f"{respuesta.status} {pregunta}")


def leer(puerto: int, preguntas: Sequence[str], lectores: int, paginas: int, pausa: float) -> list[Lector]:
    """Lee con varios lectores a la vez, cada uno con sus preguntas, hasta que todos terminan."""
    suyas = [[preguntas[(n * paginas + i) % len(preguntas)] for i in range(paginas)] for n in range(lectores)]
    todos = [Lector(puerto, una, pausa) for una in suyas]
    for lector in todos:  # de uno en uno: si no, irían siempre a la par, y así no lee nadie
        lector.start()
        time.sleep(pausa / lectores)
    for lector in todos:
        lector.join()
    return todos


def medir(elegido: argparse.Namespace, datos: Path) -> int:
    """Siembra si hace falta, sirve, calienta y mide; devuelve el código de salida."""
    informe = Informe("", elegido.json)
    config = Config(ruta_datos=datos)
    if not config.ruta_bd.exists():
        datos.mkdir(parents=True, exist_ok=True)
        sembrar(config, leer_pasajes(elegido.pasajes, elegido.fragmentos))
    preguntas = preguntas_de(list(leer_pasajes(elegido.pasajes, min(2_000, elegido.fragmentos))))
    with sirviendo(datos) as puerto:
        esperar_calma(config)
        leer(puerto, preguntas, elegido.lectores, CALIENTES, 0.0)
        lectores = leer(puerto, preguntas, elegido.lectores, elegido.paginas, elegido.pausa)
    tiempos = [tiempo for lector in lectores for tiempo in lector.tiempos]
    malas = [mala for lector in lectores for mala in lector.malas]
    nota = f"{len(tiempos)} páginas" + (f"; malas: {malas[:3]}" if malas else "")
    informe.anotar(
        latencia(f"/buscar, {elegido.lectores} lectores", tiempos, mediana=MEDIANA, p95=P95, nota=nota)
    )
    return max(informe.terminar(), 1 if malas else 0)


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("--pasajes", type=Path, required=True)
    partes.add_argument("--fragmentos", type=int, default=100_000)
    partes.add_argument("--lectores", type=int, default=8)
    partes.add_argument("--paginas", type=int, default=40, help="de cada lector")
    partes.add_argument("--pausa", type=float, default=0.5, help="segundos entre páginas")
    partes.add_argument("--datos", type=Path, help="carpeta que se conserva entre corridas")
    partes.add_argument("--json", action="store_true")
    elegido = partes.parse_args()
    if elegido.datos:
        return medir(elegido, elegido.datos.resolve())
    with tempfile.TemporaryDirectory() as temporal:
        return medir(elegido, Path(temporal) / "datos")


if __name__ == "__main__":
    sys.exit(principal())
