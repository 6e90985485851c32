"""Mide lo que cuesta mantener vivo un índice grande: escribir, abrir, recordar y buscar mientras se escribe.

    python tests/rendimiento/frescura.py --pasajes pasajes.jsonl [--fragmentos 100000] [--veces 60] [--json]

Construye el índice en otro proceso y mide: la memoria máxima de construirlo; abrir y contestar la primera
búsqueda en un proceso nuevo; la memoria privada de dos lectores a la vez; agregar o cambiar un documento de
30 páginas y confirmarlo; y la latencia de buscar mientras otro proceso une segmentos o rehace todo, frente a
la de cuando no pasa nada. Termina con 1 si alguna barra no se cumple. Los pasajes, como en `comun.py`.
"""

import argparse
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from centro_doc.taller import CORTESIA
from indexador.consulta import Consulta
from indexador.evaluacion.construccion import memoria_maxima
from indexador.evaluacion.medidas import percentil
from indexador.motor import MotorWhoosh
from tests.rendimiento.comun import (
    MARCAS,
    MEGA,
    Costo,
    Dado,
    Informe,
    Renglon,
    a_lo_sumo,
    construir,
    ficha,
    leer_pasajes,
    milisegundos,
    preguntas_de,
)

PAGINAS = 30
ABIERTAS = 5
DESDE_EL_QUE_NO_HAY = 10_000_000
GRANDE = 150_000
"""Fragmentos desde los que la barra de memoria es la de una colección grande."""
_CONTEXTO = multiprocessing.get_context("spawn")
"""Procesos nuevos de verdad: no heredan ni memoria ni índices abiertos."""


def aparte(hacer: Callable[..., object], *argumentos: object) -> object:
    """Llama a una función en un proceso nuevo y devuelve lo que contestó."""
    with _CONTEXTO.Pool(1) as proceso:
        return proceso.apply(hacer, argumentos)


# --- lo que se hace en otros procesos


def construir_y_recordar(ruta: Path, cuantos: int, carpeta: Path) -> tuple[Costo, int]:
    """Construye el índice; dice cuánto costó y la memoria máxima del proceso."""
    _, costo = construir(ruta, cuantos, carpeta)
    return costo, memoria_maxima()


def abrir_y_preguntar(carpeta: Path, pregunta: str) -> float:
    """Los ms de abrir el índice y contestar la primera búsqueda; importar los módulos no se cuenta."""
    return milisegundos(lambda: MotorWhoosh.abrir(carpeta).buscar(Consulta(pregunta, MARCAS)))


def leer_y_recordar(carpeta: Path, preguntas: Sequence[str], orden: Connection) -> None:
    """Un lector caliente: hace las preguntas, avisa, y cuando se le pide dice su memoria privada."""
    motor = MotorWhoosh.abrir(carpeta)
    motor.calentar()
    for pregunta in preguntas:
        motor.buscar(Consulta(pregunta, MARCAS))
    orden.send("listo")
    orden.recv()
    orden.send(_memoria_privada())


def unir_sin_parar(carpeta: Path, pasajes: Sequence[Dado], orden: Connection) -> None:
    """Agrega documentos y une los segmentos, una y otra vez, hasta que se le mande parar."""
    os.nice(CORTESIA)
    motor = MotorWhoosh.abrir(carpeta)
    orden.send("listo")
    vez = 0
    while not orden.poll():
        vez += 1
        motor.escribir([ficha(DESDE_EL_QUE_NO_HAY + vez % 50, f"u{vez % 50}", pasajes)])
        if vez % 10 == 0:
            motor.optimizar()


def rehacer_sin_parar(ruta: Path, cuantos: int, orden: Connection) -> None:
    """Construye otro índice al lado, una y otra vez, hasta que se le mande parar."""
    os.nice(CORTESIA)
    orden.send("listo")
    while not orden.poll():
        with tempfile.TemporaryDirectory() as carpeta:
            construir(ruta, cuantos, Path(carpeta))


def _memoria_privada() -> int:
    """Octetos que este proceso no comparte con ninguno, según el sistema."""
    renglones = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(r.split()[1]) for r in renglones if r.startswith("Private_")) * 1024


# --- las medidas


def escribir_uno(carpeta: Path, pasajes: Sequence[Dado], veces: int) -> list[Renglon]:
    """Agregar y cambiar un documento de 30 páginas, con su confirmación; aparte, las veces que hubo unión."""
    motor = MotorWhoosh.abrir(carpeta)
    motor.buscar(Consulta("ley", MARCAS))
    sueltas, con_union, halladas = [], [], []
    for vez in range(veces):
        numero = DESDE_EL_QUE_NO_HAY + vez // 2  # la segunda vez, el mismo: se cambia
        suyos = [pasajes[(vez * PAGINAS + n) % len(pasajes)] for n in range(PAGINAS)]
        una = ficha(numero, f"nuevo{numero}", suyos)
        antes = _segmentos(carpeta)
        tardo = milisegundos(lambda una=una: motor.escribir([una]))
        (sueltas if antes <= _segmentos(carpeta) else con_union).append(tardo)
        consulta = Consulta(f"nuevo{numero}", MARCAS)
        halladas.append(milisegundos(lambda consulta=consulta: _exigir(motor.buscar(consulta).total == 1)))
    renglones = [_plazo("escribir 30 páginas", sueltas, 100), _plazo("y hallarlas después", halladas, 100)]
    return renglones + ([_plazo("… cuando hay unión", con_union, 400)] if con_union else [])


def _segmentos(carpeta: Path) -> set[str]:
    return {ruta.name for ruta in carpeta.rglob("*.seg")}


def _exigir(verdad: bool) -> None:
    if not verdad:
        raise AssertionError("un documento recién escrito no se encuentra una y sólo una vez")


def _plazo(nombre: str, tiempos: Sequence[float], barra: float) -> Renglon:
    mediana, p95 = statistics.median(tiempos), percentil(tiempos, 0.95)
    nota = f"{len(tiempos)} veces, la peor {max(tiempos):.0f} ms"
    return Renglon(nombre, (mediana, p95), (), f"p95 ≤ {barra:g} ms", p95 <= barra, nota)


def memoria_de_lectores(carpeta: Path, preguntas: Sequence[str]) -> Renglon:
    """Dos lectores a la vez, como los deja `servir`: lo que comparten del archivo no es de ninguno."""
    pares = [_CONTEXTO.Pipe() for _ in range(2)]
    lectores = [
        _CONTEXTO.Process(target=leer_y_recordar, args=(carpeta, preguntas, suyo)) for _, suyo in pares
    ]
    for lector in lectores:
        lector.start()
    for mio, _ in pares:
        mio.recv()
    privadas = []
    for mio, _ in pares:
        mio.send("medir")
        privadas.append(mio.recv() / MEGA)
    for lector in lectores:
        lector.join()
    return a_lo_sumo("memoria privada de un lector", max(privadas), 250, "MB")


@contextmanager
def trabajando(hacer: Callable[..., None], *argumentos: object):
    """Otro proceso que trabaja mientras dura el bloque."""
    mio, suyo = _CONTEXTO.Pipe()
    proceso = _CONTEXTO.Process(target=hacer, args=(*argumentos, suyo))
    proceso.start()
    mio.recv()
    try:
        yield
    finally:
        mio.send("parar")
        proceso.join()


def buscando(motor: MotorWhoosh, preguntas: Sequence[str], segundos: float) -> list[float]:
    """Los ms de las búsquedas que caben en ese tiempo."""
    tiempos: list[float] = []
    fin = time.monotonic() + segundos
    while time.monotonic() < fin:
        consulta = Consulta(preguntas[len(tiempos) % len(preguntas)], MARCAS)
        tiempos.append(milisegundos(lambda consulta=consulta: motor.buscar(consulta)))
    return tiempos


def buscar_mientras(nombre: str, quieto: float, tiempos: Sequence[float]) -> Renglon:
    """El p95 no pasa del doble que cuando no ocurre nada."""
    p95 = percentil(tiempos, 0.95)
    nota = f"{len(tiempos)} búsquedas"
    return Renglon(nombre, (p95,), (quieto,), "≤ 2 veces el de quieto", p95 <= 2 * quieto, nota)


def medir(ruta: Path, cuantos: int, veces: int, segundos: float, carpeta: Path, informe: Informe) -> None:
    """Todas las medidas, en orden."""
    pasajes = list(islice(leer_pasajes(ruta), 2_000))
    preguntas = preguntas_de(pasajes)
    costo, maxima = aparte(construir_y_recordar, ruta, cuantos, carpeta)
    barra = 1_500 if costo.fragmentos > GRANDE else 1_200
    nota = f"{costo.texto / MEGA:.0f} MB de texto en {costo.pared:.0f} s"
    informe.anotar(a_lo_sumo("memoria máxima de construir", maxima / MEGA, barra, "MB", nota))
    abiertas = [aparte(abrir_y_preguntar, carpeta, pregunta) for pregunta in preguntas[:ABIERTAS]]
    informe.anotar(a_lo_sumo("abrir y primera búsqueda", statistics.median(abiertas), 300, "ms"))
    informe.anotar(memoria_de_lectores(carpeta, preguntas))
    for renglon in escribir_uno(carpeta, pasajes, veces):
        informe.anotar(renglon)
    motor = MotorWhoosh.abrir(carpeta)
    motor.calentar()
    buscando(motor, preguntas, segundos / 4)
    quieto = percentil(buscando(motor, preguntas, segundos), 0.95)
    with trabajando(unir_sin_parar, carpeta, pasajes[:PAGINAS]):
        informe.anotar(
            buscar_mientras("buscar mientras se une", quieto, buscando(motor, preguntas, segundos))
        )
    with trabajando(rehacer_sin_parar, ruta, cuantos):
        informe.anotar(
            buscar_mientras("buscar mientras se rehace", quieto, buscando(motor, preguntas, segundos))
        )


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("--pasajes", type=Path, required=True)
    partes.add_argument("--fragmentos", type=int, default=100_000)
    partes.add_argument("--veces", type=int, default=60)
    partes.add_argument("--segundos", type=float, default=20.0, help="de búsquedas en cada situación")
    partes.add_argument("--json", action="store_true")
    elegido = partes.parse_args()
    informe = Informe("quieto", elegido.json)
    with tempfile.TemporaryDirectory() as temporal:
        medir(
            elegido.pasajes,
            elegido.fragmentos,
            elegido.veces,
            elegido.segundos,
            Path(temporal) / "indice",
            informe,
        )
    return informe.terminar()


if __name__ == "__main__":
    sys.exit(principal())
