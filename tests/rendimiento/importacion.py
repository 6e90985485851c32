"""Importa muchos archivos pequeños, mata la orden con `kill -9` en medio y comprueba que están todos.

    python tests/rendimiento/importacion.py [--archivos 15000] [--muertes 2] [--respaldo]

Mide sólo la recepción (cada archivo sincronizado en disco, con su documento, su recibo y su tarea), que es lo
que la orden promete; leerlos e indexarlos es del trabajador. Con `--respaldo`, tras cada muerte respalda,
restaura en una carpeta vacía y coteja las huellas. Termina con 1 si falta o sobra algo.
"""

import argparse
import hashlib
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rendimiento.matar import Centro, centro_nuevo

MIRADA = 0.05
PLAZO = 3_600.0


def sembrar(carpeta: Path, archivos: int) -> set[str]:
    """Escribe los archivos y devuelve sus huellas."""
    huellas = set()
    for numero in range(archivos):
        ruta = carpeta / f"{numero // 1000:02}" / f"oficio {numero:05}.txt"
        ruta.parent.mkdir(parents=True, exist_ok=True)
        contenido = f"Oficio número {numero} de la Dirección General de Migración.\n".encode()
        ruta.write_bytes(contenido)
        huellas.add(hashlib.sha256(contenido).hexdigest())
    return huellas


def recibidos(centro: Centro) -> int:
    """Cuántos recibos hay ahora."""
    with closing(sqlite3.connect(f"file:{centro.config.ruta_bd}?mode=ro", uri=True, timeout=30)) as base:
        return int(base.execute("SELECT count(*) FROM recibo").fetchone()[0])


def importar(centro: Centro, carpeta: Path, hasta: int | None) -> float:
    """Importa hasta el final, o hasta que haya `hasta` recibos y se mata; devuelve los segundos."""
    inicio = time.monotonic()
    proceso = centro.levantar("importar", str(carpeta), "--json")
    while proceso.poll() is None:
        if hasta is not None and recibidos(centro) >= hasta:
            centro.matar(proceso)
            return time.monotonic() - inicio
        if time.monotonic() - inicio > PLAZO:
            raise SystemExit("La importación no terminó a tiempo.")
        time.sleep(MIRADA if hasta is not None else 1.0)
    centro.procesos.remove(proceso)
    if proceso.returncode != 0:
        raise SystemExit(f"importar terminó con {proceso.returncode}")
    return time.monotonic() - inicio


def faltas(centro: Centro, huellas: set[str]) -> list[str]:
    """Lo que no cuadra: perdidos, repetidos o sin cuenta."""
    with closing(sqlite3.connect(centro.config.ruta_bd)) as base:
        documentos = base.execute("SELECT count(*) FROM documento").fetchone()[0]
        guardados = [fila[0] for fila in base.execute("SELECT sha256 FROM archivo")]
        estados = dict(base.execute("SELECT estado, count(*) FROM importacion_renglon GROUP BY estado"))
        recibos = dict(base.execute("SELECT estado, count(*) FROM recibo GROUP BY estado"))
    problemas = []
    esperados = {"recibido": len(huellas)}
    for nombre, hallado in (("renglones", estados), ("recibos", recibos)):
        if hallado != esperados:
            problemas.append(f"{nombre}: {hallado}, y se esperaban {esperados}")
    if documentos != len(huellas):
        problemas.append(f"hay {documentos} documentos")
    if len(guardados) != len(set(guardados)):
        problemas.append("hay archivos en dos documentos")
    if perdidos := huellas - set(guardados):
        problemas.append(f"se perdieron {len(perdidos)} archivos")
    en_disco = {ruta.name for ruta in centro.config.ruta_archivos.glob("??/??/*")}
    if en_disco != huellas:
        problemas.append(f"en el disco hay {len(en_disco)} archivos")
    return problemas


def respaldar_y_restaurar(centro: Centro, destino: Path, vuelta: int) -> list[str]:
    """Respalda como quedó tras la muerte, restaura aparte y coteja; devuelve lo que no cuadra."""
    centro.correr("respaldar", str(destino))
    otra = destino.with_name(f"restaurado-{vuelta}")
    otro = Centro(otra, centro.puerto)
    otro.correr("restaurar", str(destino))
    with closing(sqlite3.connect(otro.config.ruta_bd)) as base:
        nombradas = {fila[0] for fila in base.execute("SELECT DISTINCT sha256 FROM archivo")}
    malas = [
        ruta.name
        for ruta in otro.config.ruta_archivos.glob("??/??/*")
        if hashlib.sha256(ruta.read_bytes()).hexdigest() != ruta.name
    ]
    puestas = {ruta.name for ruta in otro.config.ruta_archivos.glob("??/??/*")}
    problemas = [f"restaurado {vuelta}: {len(malas)} huellas no coinciden"] if malas else []
    return problemas + ([f"restaurado {vuelta}: faltan archivos"] if puestas != nombradas else [])


def principal() -> int:
    """La corrida entera."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("--archivos", type=int, default=15_000)
    partes.add_argument("--muertes", type=int, default=2)
    partes.add_argument("--respaldo", action="store_true")
    pedido = partes.parse_args()
    problemas: list[str] = []
    segundos = 0.0
    with tempfile.TemporaryDirectory(prefix="importacion-") as temporal:
        raiz = Path(temporal)
        huellas = sembrar(raiz / "entrega", pedido.archivos)
        with centro_nuevo(raiz / "datos") as centro:
            for muerte in range(1, pedido.muertes + 1):
                hasta = pedido.archivos * muerte // (pedido.muertes + 1)
                segundos += importar(centro, raiz / "entrega", hasta)
                if pedido.respaldo:
                    problemas += respaldar_y_restaurar(centro, raiz / "respaldo", muerte)
            segundos += importar(centro, raiz / "entrega", None)
            problemas += faltas(centro, huellas)
    sys.stdout.write(
        f"{pedido.archivos} archivos, {pedido.muertes} muertes: {segundos:.0f} s, "
        f"{pedido.archivos / segundos:.0f} archivos por segundo; {len(problemas)} problemas\n"
    )
    sys.stdout.writelines(f"- {problema}\n" for problema in problemas)
    return 1 if problemas else 0


if __name__ == "__main__":
    sys.exit(principal())
