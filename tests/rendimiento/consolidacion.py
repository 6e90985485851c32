"""Consolida el Decreto 101-97 con el 13-2013: `python -m tests.rendimiento.consolidacion CARPETA`.

Del 101-97 sólo se tiene la copia concordada de un editor; el 13-2013 es un escaneo con capa de texto. Dice,
artículo por artículo, qué ordena la reforma, si se consolida o por qué no, y en qué difiere lo consolidado de
la copia del editor. Acaba con error si los artículos que se sustituyen o añaden no son los que el decreto
dice (contados a mano en el Diario de Centro América del 12 de noviembre de 2013), si el texto de alguno
lleva un encabezado o un pie de página, o si antes de regir hay alguno con texto. `--lecturas` guarda los
textos leídos; `--dia`, otra fecha.
"""

import argparse
import logging
import re
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from centro_doc.citas import nombres_de_fabrica
from indexador.diferencia import comparar
from indexador.extraccion.aislado import terminar_lectores
from indexador.juridico.articulos_de_texto import sin_rotulo
from indexador.juridico.citas import Contexto
from indexador.juridico.comparacion import contar
from indexador.juridico.consolidacion import consolidar
from indexador.juridico.consolidado import ArticuloALaFecha, Consolidada, Fuente, Reforma, Situacion
from indexador.juridico.estructura import estructurar
from indexador.juridico.instrucciones import instrucciones
from tests.rendimiento.estructura import leer

RIGE = date(2013, 11, 20)
"""Artículo 81: ocho días después de publicarse, el 12 de noviembre de 2013."""
SUSTITUYE = "1 4 12 27 38 41 53 61 65 66 68 69 71 73"
ANADE = (
    "7-bis 17-bis 17-ter 17-quater 26-bis 29-bis 30-bis 30-ter 32-bis 33-bis 33-ter 42-bis 45-bis 53-bis"
    " 55-bis 57-bis 61-bis 71-bis 74-bis 80-bis"
)
NO_CONSOLIDA = "2 3 8 25 26 30 31 32 42 49 50 52 67"
"""Las que cambian una parte de un artículo, y el 67, que el escaneo deja en «fil»."""
_DE_PAGINA = re.compile(r"DIARIO de CENTRO|Departamento de Información Legislativa")


def fuente(ruta: Path, documento: str, norma: str, lecturas: Path | None) -> Fuente:
    """Un archivo leído como lo lee el trabajador."""
    paginas = leer(ruta, lecturas)
    return Fuente(documento, norma, paginas, estructurar(paginas))


def renglon(uno: ArticuloALaFecha) -> str:
    """Su renglón de la tabla."""
    orden = " ".join(uno.por) if uno.por else ""
    if uno.pendientes:
        orden = f"{uno.pendientes[0].norma} {uno.pendientes[0].instruccion.articulo}"
    dice = {
        Situacion.CON_REFORMA: "no consolidado",
        Situacion.DEL_EDITOR: "sólo copia del editor",
        Situacion.SIN_ORIGINAL: "texto original no disponible",
    }.get(uno.situacion, uno.situacion.value.replace("_", " "))
    cambios = ""
    if uno.texto and uno.editor:
        cuenta = contar(comparar(sin_rotulo(uno.texto), sin_rotulo(uno.editor.texto), segundos=5))
        cambios = f"{cuenta.cambios} ({cuenta.cambios - cuenta.de_lectura} no de lectura)"
    notas = "; ".join((*(una.razon for una in uno.pendientes), *(f"falta {otra}" for otra in uno.otras)))
    return f"| {uno.etiqueta} | {orden} | {dice} | {len(uno.texto.split()) or ''} | {cambios} | {notas} |"


def fallos(antes: Consolidada, despues: Consolidada) -> list[str]:
    """Lo que no es como el decreto dice."""
    con_texto = {uno.cual[1] for uno in despues.articulos if uno.texto}
    pendientes = {uno.cual[1] for uno in despues.articulos if uno.pendientes}
    debidos = {*SUSTITUYE.split(), *ANADE.split()}
    dicho = [f"faltan {debidos - con_texto}, sobran {con_texto - debidos}"] if con_texto != debidos else []
    if pendientes != set(NO_CONSOLIDA.split()):
        dicho.append(f"no consolidadas: {pendientes ^ set(NO_CONSOLIDA.split())}")
    dicho += [f"{u.etiqueta}: lleva un encabezado" for u in despues.articulos if _DE_PAGINA.search(u.texto)]
    for uno in antes.articulos:
        debida = Situacion.NO_EXISTIA if uno.cual[1] in ANADE.split() else Situacion.SIN_ORIGINAL
        if uno.situacion != debida:
            dicho.append(f"{uno.etiqueta}: antes de regir, {uno.situacion}")
    return dicho


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("carpeta", type=Path)
    partes.add_argument("--lecturas", type=Path, help="dónde guardar lo leído")
    partes.add_argument("--dia", type=date.fromisoformat, default=RIGE)
    elegido = partes.parse_args()
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    nuevo = fuente(elegido.carpeta / "decreto-13-2013.pdf", "CD-1", "DC-13-2013", elegido.lecturas)
    editor = fuente(
        elegido.carpeta / "decreto-101-97-presupuesto.pdf", "CD-2", "DC-101-1997", elegido.lecturas
    )
    terminar_lectores()
    comienzo = time.process_time()
    ordenes = instrucciones(nuevo.paginas, nuevo.estructura, Contexto("DC-13-2013"), nombres_de_fabrica())
    reforma = Reforma(nuevo, RIGE, ordenes)
    antes, el_dia, pedido = (
        consolidar("DC-101-1997", dia, [reforma], editor=editor)
        for dia in (RIGE - timedelta(days=1), RIGE, elegido.dia)
    )
    milisegundos = 1_000 * (time.process_time() - comienzo)
    print(f"Al {elegido.dia}; la copia del editor llega al {pedido.editor_hasta}; {milisegundos:.0f} ms\n")
    print(
        "| artículo | lo ordena | a la fecha | palabras | cambios con el editor | por qué no |\n"
        + "|---" * 6
        + "|"
    )
    for uno in pedido.articulos:
        print(renglon(uno))
    hallados = fallos(antes, el_dia)
    print("\n" + ("\n".join(hallados) if hallados else "Todo como debe."))
    return 1 if hallados else 0


if __name__ == "__main__":
    sys.exit(principal())
