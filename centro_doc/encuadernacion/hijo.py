"""El proceso que abre los archivos ajenos: `python -m centro_doc.encuadernacion.hijo CARPETA`.

Lee de la carpeta `ORDEN` y `OBRA`, y cuenta por su salida, un renglón JSON cada vez, por qué documento va
(`["va", turno, de]`), qué convirtió (`["hecho", puesto, mapa, sin_mapa]`, `["ilegible", puesto, motivo]`) y
que ya sólo junta (`["junta"]`). Si un archivo lo hace caer, se sabe cuál; si lo que falta es disco, lo dice
(`["sin_disco"]`): la culpa no es de ningún archivo. Se va, con los que él llamó, con quien lo llamó.
"""

import json
import os
import resource
import signal
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from centro_doc.comun.disco import falta_disco
from centro_doc.encuadernacion import bolsa, docx, pdf
from centro_doc.encuadernacion.conversion import convertir
from centro_doc.encuadernacion.limpieza import Ilegible
from centro_doc.encuadernacion.obra import obra_de_json

ORDEN, OBRA, SALIDA = "orden.json", "obra.json", "salida"
VA, HECHO, ILEGIBLE, JUNTA, SIN_DISCO = "va", "hecho", "ilegible", "junta", "sin_disco"


def principal(argumentos: list[str]) -> int:
    """Hace lo que dice la orden; 0 si quedó hecho. Es la cabeza de su grupo de procesos."""
    threading.Thread(target=_irse_con_el_padre, daemon=True).start()
    carpeta = Path(argumentos[0])
    orden = json.loads((carpeta / ORDEN).read_text(encoding="utf-8"))
    _limitar(int(orden["memoria"]))
    try:
        if orden["formato"] == "conversiones":
            _convertir(orden)
        else:
            _encuadernar(orden, carpeta)
    except OSError as error:
        if not falta_disco(error):
            raise
        _contar(SIN_DISCO)
        return 1
    return 0


def _irse_con_el_padre() -> None:
    while os.read(0, 1):  # se cierra cuando quien ordena se va
        pass
    os.killpg(os.getpgrp(), signal.SIGKILL)


def _limitar(memoria: int) -> None:
    """El espacio de direcciones, y los archivos abiertos que el sistema permita: se abren todos a la vez."""
    tope = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (memoria if tope < 0 else min(memoria, tope), tope))
    tope = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (tope, tope))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _contar(*dicho: object) -> None:
    sys.stdout.write(json.dumps(dicho) + "\n")
    sys.stdout.flush()


def _convertir(orden: Mapping[str, Any]) -> None:
    archivos = orden["archivos"]
    for puesto, uno in enumerate(archivos):
        _contar(VA, puesto, len(archivos))
        texto = Path(uno["texto"]) if uno["texto"] else None
        try:
            hecho = convertir(
                Path(uno["origen"]), uno["nombre"], uno["conversor"], texto, Path(uno["destino"])
            )
        except Ilegible as error:
            _contar(ILEGIBLE, puesto, str(error))
        else:
            _contar(HECHO, puesto, hecho.mapa, hecho.sin_mapa)


def _encuadernar(orden: Mapping[str, Any], carpeta: Path) -> None:
    obra = obra_de_json((carpeta / OBRA).read_text(encoding="utf-8"))
    de_zip = orden["formato"] == "zip"
    destino, cuantos = carpeta / SALIDA, len(obra.de_la_bolsa if de_zip else obra.documentos)

    def avanzar(turno: int) -> None:
        _contar(*((VA, turno, cuantos) if turno else (JUNTA,)))

    match orden["formato"]:
        case "pdf":
            danados = {int(turno): str(motivo) for turno, motivo in orden["danados"].items()}
            pdf.encuadernar(
                obra,
                destino,
                carpeta,
                solo_citadas=bool(orden["solo_citadas"]),
                danados=danados,
                al_avanzar=avanzar,
            )
        case "docx":
            destino.write_bytes(docx.escribir(obra))
        case "zip":
            bolsa.escribir(obra, destino, al_avanzar=avanzar)


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
