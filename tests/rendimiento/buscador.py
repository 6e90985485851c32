"""Mide el motor frente a Tantivy, y la página de resultados frente a Whoosh de serie, en la misma corrida.

    python tests/rendimiento/buscador.py --pasajes pasajes.jsonl [--fragmentos 100000] [--por-clase 50]
                                         [--rondas 3] [--whoosh 20000] [--clases "frase de 2,O de 3"] [--cpu]
                                         [--json]

Construye el índice por el camino del producto, y el de Tantivy con las mismas palabras, en un hilo y una
confirmación. De cada clase de consulta dice la mediana y el p95 en ms de los dos, la razón, la barra y si se
cumple; y en cuántas dan los dos la misma cuenta. Después, la página de resultados entera, contra Whoosh de
serie sobre los primeros `--whoosh` pasajes (con menos de los que tiene el centro, la razón que sale es menor
que la verdadera). Con `--cpu`, los ms son de procesador: en una máquina ocupada, los de reloj miden a otros.
Termina con 1 si alguna barra no se cumple. La forma de los pasajes está en `comun.py`.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from indexador.consulta import Consulta
from indexador.motor import MotorWhoosh
from tests.rendimiento.comun import (
    MARCAS,
    MEGA,
    Costo,
    Dado,
    Informe,
    Reloj,
    Renglon,
    construir,
    cronometrar,
    latencia,
    leer_pasajes,
    rapidez,
)
from tests.rendimiento.pagina import Pagina, WhooshPorPasajes, del_centro, textos_por_fragmento
from tests.rendimiento.pedidos import Muestrario, Pedido
from tests.rendimiento.propio import Propio
from tests.rendimiento.rival import Rival, costo_con_su_analisis

SEGUNDOS_POR_FRAGMENTO = 90 / 200_000
INDICE_POR_TEXTO = 0.7
VECES_WHOOSH = 60
Medida = tuple[int, Reloj]
"""Cuántas rondas y con qué reloj."""
REGLAS: dict[str, dict[str, float | None]] = {
    "O de 3": {"veces": 3},
    "frase de comunes": {"mediana": 5, "veces": 0, "p95": None},
    "frase de vacías": {"mediana": None},
    "comodín dentro": {"mediana": 20, "veces": 0, "p95": None},
    "parecida ~1": {"mediana": 15, "veces": 0, "p95": None},
    "parecida ~2": {"mediana": 15, "veces": 0, "p95": None},
}
"""Las clases que no siguen la regla común: 1 ms o el doble que Tantivy, y el p95 en 15 ms."""


def costos(propio: Costo, con_analisis: Costo, cortado: Costo) -> list[Renglon]:
    """Lo que costó cada índice; la barra de rapidez es contra el rival que también analiza."""
    rapideces = [costo.texto / MEGA / costo.cpu for costo in (propio, con_analisis, cortado)]
    razones = [costo.disco / costo.texto for costo in (propio, con_analisis)]
    tope = SEGUNDOS_POR_FRAGMENTO * propio.fragmentos
    relojes = (propio.pared,), (con_analisis.pared,), f"≤ {tope:.0f} s", propio.pared <= tope
    discos = (razones[0],), (razones[1],), f"≤ {INDICE_POR_TEXTO}", razones[0] <= INDICE_POR_TEXTO
    nota = f"ya cortado y sin raíces, Tantivy: {rapideces[2]:.1f}"
    return [
        replace(rapidez("indexar, MB por s de CPU", *rapideces[:2], al_menos=8, parte=0.7), nota=nota),
        Renglon("indexar, s de reloj", *relojes, f"{propio.fragmentos} fragmentos"),
        Renglon("índice por texto", *discos, f"{propio.texto / MEGA:.0f} MB de texto"),
    ]


def clase(nombre: str, pedidos: Sequence[Pedido], propio: Propio, rival: Rival, medida: Medida) -> Renglon:
    """La latencia de una clase de consulta en los dos motores."""
    propios = [propio.hacer(pedido) for pedido in pedidos]
    rivales = [rival.hacer(pedido) for pedido in pedidos]
    iguales = sum(uno() == otro() for uno, otro in zip(propios, rivales, strict=True))
    regla: dict[str, float | None] = {"veces": 2} | REGLAS.get(nombre, {})
    return latencia(
        nombre,
        cronometrar(propios, *medida),
        cronometrar(rivales, *medida),
        nota=f"{iguales} de {len(pedidos)} con la misma cuenta",
        **regla,
    )


def correccion(motor: MotorWhoosh, mal_escritas: Sequence[str], medida: Medida) -> Renglon:
    """Buscar una palabra mal escrita que no está: incluye corregirla y buscar la corregida."""
    consultas = [Consulta(palabra, MARCAS) for palabra in mal_escritas]
    corregidas = sum(motor.buscar(consulta).sugerencia is not None for consulta in consultas)
    casos = [lambda consulta=consulta: motor.buscar(consulta) for consulta in consultas]
    nota = f"{corregidas} de {len(consultas)} corregidas"
    return latencia("corrección", cronometrar(casos, *medida), mediana=15, p95=None, nota=nota)


def resultados(
    motor: MotorWhoosh, pasajes: Sequence[Dado], paginas: Sequence[Pagina], con_whoosh: int, medida: Medida
) -> list[Renglon]:
    """La página de resultados entera; con `con_whoosh` en cero, sin compararla."""
    textos = textos_por_fragmento(pasajes)
    propios = cronometrar([del_centro(motor, textos, pagina) for pagina in paginas], *medida)
    renglones = [latencia("página de resultados", propios, mediana=10, p95=25)]
    if con_whoosh:
        with tempfile.TemporaryDirectory() as carpeta:
            whoosh = WhooshPorPasajes(Path(carpeta), pasajes[:con_whoosh])
            ajenos = cronometrar([whoosh.pagina(textos, pagina) for pagina in paginas], 1, medida[1])
        contra = latencia("… contra Whoosh de serie", propios, ajenos)
        veces = contra.rival[0] / contra.valores[0]
        bien = veces >= VECES_WHOOSH
        nota = f"{veces:.0f} veces; Whoosh con {min(con_whoosh, len(pasajes))} pasajes"
        barra = f"≥ {VECES_WHOOSH} veces más rápida"
        renglones.append(Renglon(contra.nombre, contra.valores, contra.rival, barra, bien, nota))
    return renglones


def medir(elegido: argparse.Namespace, carpeta: Path) -> int:
    """Todas las medidas, en orden; devuelve el código de salida."""
    informe = Informe("Tantivy", elegido.json)
    medida: Medida = elegido.rondas, time.thread_time if elegido.cpu else time.perf_counter
    pasajes = list(leer_pasajes(elegido.pasajes, elegido.fragmentos))
    motor, costo = construir(elegido.pasajes, elegido.fragmentos, carpeta / "propio")
    motor.calentar()
    muestrario = Muestrario(pasajes, elegido.por_clase)
    for nombre in ("rival", "con_analisis"):
        (carpeta / nombre).mkdir()
    rival = Rival(carpeta / "rival")
    cortado = rival.construir(pasajes, muestrario.palabras)
    con_analisis = costo_con_su_analisis(pasajes, carpeta / "con_analisis")
    for renglon in costos(costo, con_analisis, cortado):
        informe.anotar(renglon)
    propio = Propio(motor)
    for nombre, pedidos in muestrario.clases().items():
        if not elegido.clases or nombre in elegido.clases.split(","):
            informe.anotar(clase(nombre, pedidos, propio, rival, medida))
    informe.anotar(correccion(motor, muestrario.mal_escritas(), medida))
    for renglon in resultados(motor, pasajes, muestrario.paginas(), elegido.whoosh, medida):
        informe.anotar(renglon)
    return informe.terminar()


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("--pasajes", type=Path, required=True)
    partes.add_argument("--fragmentos", type=int, default=100_000)
    partes.add_argument("--por-clase", type=int, default=50)
    partes.add_argument("--rondas", type=int, default=3)
    partes.add_argument("--whoosh", type=int, default=20_000, help="pasajes para Whoosh de serie; 0, sin él")
    partes.add_argument("--clases", default="", help="sólo esas, separadas por comas")
    partes.add_argument("--cpu", action="store_true", help="ms de procesador en vez de los de reloj")
    partes.add_argument("--json", action="store_true")
    elegido = partes.parse_args()
    with tempfile.TemporaryDirectory() as temporal:
        return medir(elegido, Path(temporal))


if __name__ == "__main__":
    sys.exit(principal())
