"""Maltrata el índice como lo haría una máquina: lo mata, le llena el disco y le pone quien estorbe.

    python tests/rendimiento/cortes_del_indice.py [--muertes 200] [--confirmaciones 200]
        [--reconstrucciones 30] [--entradas 65536] [--semilla N] [PARTE…]

Partes (sin ninguna, todas): `muertes` mata con `kill -9` a quien escribe, en momentos al azar, y comprueba
que todo lo confirmado está una vez y en su última revisión, que el grupo a medias está entero o no está (por
índice: cada uno se confirma aparte), que el índice se verifica, que cada documento se halla por su palabra y
que lo suelto desaparece con la confirmación siguiente. `reconstruccion` mata al trabajador mientras rehace
el índice. `disco` llena un disco pequeño (un tmpfs si se es root; si no, el límite de tamaño de un archivo)
en cada punto de una escritura. `escritores` y `lectores`, varios procesos a la vez. `union`, la más larga.
Termina con 1 si algo no se cumple. Con la misma semilla, los mismos grupos; las muertes, donde caigan.
"""

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from indexador.ficha import Ficha
from indexador.motor import MotorWhoosh
from tests.rendimiento.cortes_del_centro import matar_reconstrucciones
from tests.rendimiento.cortes_del_disco import llenar
from tests.rendimiento.escribiente import (
    COMUNES,
    PUBLICO,
    Esperado,
    competir,
    documento,
    encontrados,
    escribir,
    exigir,
    leer,
    lote,
    palabra,
    sueltos,
)

SEMILLA = 20091205
ESPERA_MAXIMA = 0.6
"""Segundos que vive, a lo sumo, quien escribe, desde que abre el índice."""
_CONTEXTO = multiprocessing.get_context("forkserver")


def decir(texto: str) -> None:
    """Una línea del informe."""
    sys.stdout.write(texto + "\n")
    sys.stdout.flush()


def matar(ruta: Path, semilla: int, desde: int, espera: float) -> int:
    """Deja escribir un rato y mata; devuelve el último paso confirmado."""
    aviso, suyo = _CONTEXTO.Pipe(duplex=False)
    proceso = _CONTEXTO.Process(target=escribir, args=(ruta, semilla, desde, suyo), daemon=True)
    proceso.start()
    suyo.close()
    ultimo = aviso.recv()
    time.sleep(espera)
    proceso.kill()
    proceso.join()
    while aviso.poll():
        try:
            ultimo = aviso.recv()
        except EOFError:
            break
    aviso.close()
    return int(ultimo)


def comprobar(ruta: Path, posibles: list[Esperado]) -> int:
    """Comprueba que el índice es uno de los posibles y dice cuál; levanta `NoSeCumple` si no."""
    motor = MotorWhoosh.abrir(ruta)
    motor.verificar()
    revisiones = dict(motor.revisiones())
    iguales = [n for n, posible in enumerate(posibles) if posible.revisiones() == revisiones]
    exigir(bool(iguales), f"las revisiones no son de ningún momento del grupo: {revisiones}")
    cual = posibles[iguales[0]]
    for numero, revision in revisiones.items():
        suya = palabra(numero, cual.publico[numero] if revision == -1 else revision)
        exigir(encontrados(motor, suya) == [numero], f"{numero} no se halla una vez por su palabra")
        visto = encontrados(motor, suya, PUBLICO)
        exigir(visto == ([numero] if numero in cual.publico else []), f"{numero} se ve de más o de menos")
    return iguales[0]


def muertes(carpeta: Path, pedido: argparse.Namespace) -> None:
    """La parte de las muertes."""
    ruta, azar = carpeta / "muertes", random.Random(pedido.semilla)
    confirmado, hechos = Esperado(), 0
    cuadro: Counter[tuple[str, str]] = Counter()
    for _ in range(pedido.muertes):
        ultimo = matar(ruta, pedido.semilla, hechos + 1, azar.uniform(0, ESPERA_MAXIMA))
        for numero in range(hechos + 1, ultimo + 1):
            confirmado = [*confirmado.pasos(lote(pedido.semilla, numero))][-1]
        hechos = ultimo
        a_medias = lote(pedido.semilla, hechos + 1)
        quedaron = sueltos(ruta)
        posibles = [confirmado, *confirmado.pasos(a_medias)]
        cual = posibles[comprobar(ruta, posibles)]
        quedo = "como antes" if cual == confirmado else "entero" if cual == posibles[-1] else "a medio pasar"
        cuadro[a_medias.clase, quedo] += 1
        cuadro[a_medias.clase, "con algo suelto"] += bool(quedaron)
        if quedaron:
            # Por el plan, que se repetirá igual: la confirmación siguiente de cada índice recoge lo suyo.
            motor = MotorWhoosh.abrir(ruta)
            motor.escribir([documento(90_001, 1, publico=True, paginas=1)])
            motor.escribir([documento(90_002, 1, publico=False, paginas=1)])
            exigir(sueltos(ruta) == [], f"queda suelto {sueltos(ruta)}")
            motor.escribir([], [90_001, 90_002])
    columnas = ("como antes", "a medio pasar", "entero", "con algo suelto")
    decir(f"muertes: {pedido.muertes}, {hechos} pasos confirmados, {len(confirmado.revisiones())} documentos")
    decir(f"  {'a medias de':<12}" + "".join(f"{columna:>18}" for columna in columnas))
    for clase in sorted({clase for clase, _ in cuadro}):
        decir(f"  {clase:<12}" + "".join(f"{cuadro[clase, columna]:>18}" for columna in columnas))


def disco(carpeta: Path, _: argparse.Namespace) -> None:
    """La parte del disco lleno."""
    decir(llenar(carpeta / "disco"))


def escritores(carpeta: Path, pedido: argparse.Namespace) -> None:
    """La parte de dos que escriben a la vez."""
    ruta, cada_uno = carpeta / "escritores", pedido.confirmaciones // 2
    ocupados = a_la_vez(competir, [(ruta, 1 + n * cada_uno, cada_uno) for n in range(2)], lambda: None)
    motor = MotorWhoosh.abrir(ruta)
    motor.verificar()
    exigir(dict(motor.revisiones()) == dict.fromkeys(range(1, 2 * cada_uno + 1), 1), "se perdió algo")
    exigir(sueltos(ruta) == [], "queda algo suelto")
    decir(f"escritores: 2 a la vez, {2 * cada_uno} documentos, ocupado {sum(ocupados)} veces, nada perdido")


def lectores(carpeta: Path, pedido: argparse.Namespace) -> None:
    """La parte de cuatro que abren mientras otro confirma."""
    ruta = carpeta / "lectores"
    motor = MotorWhoosh.abrir(ruta)
    motor.escribir([documento(5_000, 1, publico=True, paginas=3)])

    def confirmar() -> None:
        for numero in range(1, pedido.confirmaciones + 1):
            lote(pedido.semilla, numero).hacer(motor)

    vistos = a_la_vez(leer, [(ruta, 5_000)] * 4, confirmar)
    abiertas = sum(cuantas for cuantas, _ in vistos)
    malas = [mala for _, suyas in vistos for mala in suyas]
    exigir(not malas, f"{len(malas)} lecturas malas de {abiertas}: {malas[:3]}")
    decir(f"lectores: 4 abrieron {abiertas} veces en {pedido.confirmaciones} confirmaciones, ningún error")


def a_la_vez(
    hacer: Callable[..., None], argumentos: list[tuple[object, ...]], mientras: Callable[[], None]
) -> list[Any]:
    """Lo que contestan unos procesos; se les avisa cuando acaba lo que se hace mientras."""
    tubos, procesos = [], []
    for suyos in argumentos:
        tubo, otro = _CONTEXTO.Pipe()
        procesos.append(_CONTEXTO.Process(target=hacer, args=(*suyos, otro), daemon=True))
        procesos[-1].start()
        tubos.append(tubo)
    mientras()
    for tubo in tubos:
        tubo.send("ya")
    respuestas = [tubo.recv() for tubo in tubos]
    for proceso in procesos:
        proceso.join()
    return respuestas


def union(carpeta: Path, pedido: argparse.Namespace) -> None:
    """La parte que mide la unión más larga: dos mitades del segmento más grande que se hace."""
    ruta, azar = carpeta / "union", random.Random(pedido.semilla)
    palabras = [palabra(n, 0) for n in range(30_000)]
    pesos = [1 / (n + 10) for n in range(30_000)]
    motor = MotorWhoosh.abrir(ruta)
    por_documento = 127
    for mitad in range(2):
        fichas = []
        for n in range(pedido.entradas // 2 // (por_documento + 1)):
            base = documento(1 + n + mitad * 10_000, 1, publico=True, paginas=por_documento)
            fichas.append(_con_texto(base, azar, palabras, pesos))
        motor.escribir(fichas)
    comienzo = time.perf_counter()
    exigir(motor.unir(), "no había qué unir")
    tardanza = time.perf_counter() - comienzo
    comienzo = time.perf_counter()
    motor.verificar()
    decir(
        f"union: {pedido.entradas} entradas de 300 palabras en {tardanza:.2f} s; "
        f"verificarlas, {time.perf_counter() - comienzo:.2f} s"
    )


def _con_texto(base: Ficha, azar: random.Random, palabras: list[str], pesos: list[float]) -> Ficha:
    textos = [" ".join(azar.choices(palabras, pesos, k=292) + list(COMUNES)) for _ in base.fragmentos]
    return replace(
        base, fragmentos=tuple(replace(f, texto=t) for f, t in zip(base.fragmentos, textos, strict=True))
    )


def reconstruccion(carpeta: Path, pedido: argparse.Namespace) -> None:
    """La parte que mata al trabajador mientras rehace el índice."""
    decir(matar_reconstrucciones(carpeta / "centro", pedido.reconstrucciones, random.Random(pedido.semilla)))


PARTES = {parte.__name__: parte for parte in (muertes, reconstruccion, disco, escritores, lectores, union)}


def principal() -> int:
    """Corre las partes pedidas."""
    analizador = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    analizador.add_argument("partes", nargs="*", metavar="PARTE", choices=[*PARTES, []])
    analizador.add_argument("--muertes", type=int, default=200)
    analizador.add_argument("--confirmaciones", type=int, default=200)
    analizador.add_argument("--reconstrucciones", type=int, default=30)
    analizador.add_argument("--entradas", type=int, default=65_536)
    analizador.add_argument("--semilla", type=int, default=SEMILLA)
    pedido = analizador.parse_args()
    _CONTEXTO.set_forkserver_preload(["tests.rendimiento.escribiente"])
    malas = 0
    with tempfile.TemporaryDirectory(prefix="cortes-") as carpeta:
        for nombre in pedido.partes or PARTES:
            try:
                PARTES[nombre](Path(carpeta), pedido)
            except Exception as error:  # noqa: BLE001 (una parte que falla no quita las demás)
                malas += 1
                decir(f"{nombre}: NO SE CUMPLE: {error!r}")
    return 1 if malas else 0


if __name__ == "__main__":
    sys.exit(principal())
