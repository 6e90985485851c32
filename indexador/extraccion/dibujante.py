"""El proceso que dibuja: `python -m indexador.extraccion.dibujante PADRE MEMORIA SEGUNDOS_OCIOSO`.

Recibe por la entrada un renglón JSON por pedido (`[que, ruta, pagina, ancho, formato]`) y contesta por la
salida un renglón `[bien, bytes que siguen]` y esos bytes: la imagen, o JSON con las medidas o el motivo.
Termina cuando su entrada se cierra o pasa un rato sin pedidos.
"""

import json
import os
import resource
import select
import sys
from pathlib import Path
from typing import BinaryIO

from indexador.errores import NoExtraible
from indexador.extraccion.hijo import morir_con_el_padre
from indexador.extraccion.lienzo import Lienzo


def atender(lienzo: Lienzo, pedido: bytes) -> tuple[bool, bytes]:
    """La respuesta a un pedido: si salió bien, y su contenido."""
    que, ruta, pagina, ancho, formato = json.loads(pedido)
    try:
        if que == "medir":
            return True, json.dumps(lienzo.medir(Path(ruta), pagina)).encode()
        return True, lienzo.dibujar(Path(ruta), pagina, ancho, formato)
    except NoExtraible as error:
        return False, json.dumps([error.codigo, error.motivo, error.salida]).encode()
    except MemoryError:
        return False, json.dumps(["limite_memoria", "La página necesita demasiada memoria.", ""]).encode()


def servir(entrada: BinaryIO, salida: BinaryIO, ocioso: float) -> None:
    """Atiende pedidos hasta que se cierre la entrada o pasen `ocioso` segundos sin ninguno."""
    lienzo = Lienzo()
    while select.select([entrada], [], [], ocioso)[0]:
        pedido = entrada.readline()
        if not pedido:
            break
        bien, contenido = atender(lienzo, pedido)
        salida.write(json.dumps([bien, len(contenido)]).encode() + b"\n" + contenido)
        salida.flush()
    lienzo.cerrar()


def principal(argumentos: list[str]) -> None:
    """Se limita, aparta la salida de lo que pueda escribir otra biblioteca, y sirve."""
    padre, memoria, ocioso = int(argumentos[0]), int(argumentos[1]), float(argumentos[2])
    morir_con_el_padre(padre)
    resource.setrlimit(resource.RLIMIT_AS, (memoria, memoria))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    salida = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with salida, os.fdopen(0, "rb", buffering=0, closefd=False) as entrada:
        servir(entrada, salida, ocioso)


if __name__ == "__main__":
    principal(sys.argv[1:])
