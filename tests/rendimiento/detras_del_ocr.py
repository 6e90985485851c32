"""Mide cuánto espera lo que se sube detrás de unos escaneos: `detras_del_ocr.py [--escaneos 3]`.

Levanta `servir` con su trabajador, sube los escaneos y, cuando ya se están leyendo, archivos cortos de uno en
uno; de cada uno cuenta los segundos desde su último octeto hasta que el sitio lo halla. Al final espera a que
se hallen también los escaneos enteros: ceder no puede dejarlos para nunca. Termina con 1 si la mediana de los
cortos pasa de `META`.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rendimiento.entrega import MIRADA, Enviado, en_calma, hallados, junta
from rendimiento.matar import Navegador, centro_nuevo, esperar_servidor
from rendimiento.por_leer import escaneo

META = 15.0
PLAZO = 1_800.0
CORTOS = ("tecomate", "guachipilín", "zapotal", "jocotenango", "chichicaste")
ROTULOS = ("Ocote", "Encino", "Cedro", "Ceiba", "Conacaste", "Matilisguate")


def esperar(navegador: Navegador, palabra: str) -> float:
    """Los segundos hasta hallar la palabra; termina el programa si pasa `PLAZO`."""
    inicio = time.monotonic()
    while not hallados(navegador, [palabra]):
        if time.monotonic() - inicio > PLAZO:
            raise SystemExit(f"En {PLAZO:.0f} segundos no se halló «{palabra}».")
        time.sleep(MIRADA)
    return time.monotonic() - inicio


def medir(escaneos: int, paginas: int, antes_de_los_cortos: float) -> tuple[list[float], float]:
    """Lo que esperó cada corto, y lo que se tardó en hallar todos los escaneos desde que se subieron."""
    with tempfile.TemporaryDirectory(prefix="detras-") as carpeta, centro_nuevo(Path(carpeta)) as centro:
        navegador, servidor = Navegador(centro.puerto), centro.levantar("servir")
        esperar_servidor(navegador)
        navegador.entrar()
        en_calma(navegador, [])
        largos = [Enviado(f"{rotulo}.pdf", escaneo(paginas, rotulo), rotulo) for rotulo in ROTULOS[:escaneos]]
        junta(navegador, largos)
        inicio = time.monotonic()
        time.sleep(antes_de_los_cortos)
        esperas = []
        for palabra in CORTOS:
            junta(navegador, [Enviado(f"{palabra}.txt", f"Nota con {palabra}.".encode(), palabra)])
            esperas.append(esperar(navegador, palabra))
        for uno in largos:
            esperar(navegador, uno.palabra)
        total = time.monotonic() - inicio
        servidor.terminate()
        servidor.wait(60)
        centro.procesos.remove(servidor)
    return esperas, total


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("--escaneos", type=int, default=3, choices=range(1, len(ROTULOS) + 1))
    partes.add_argument("--paginas", type=int, default=20)
    elegido = partes.parse_args()
    esperas, total = medir(elegido.escaneos, elegido.paginas, 5.0)
    mediana = statistics.median(esperas)
    sys.stdout.write(
        f"detrás de {elegido.escaneos} escaneos de {elegido.paginas} páginas, un archivo corto se halla en "
        f"{mediana:.1f} s (de {min(esperas):.1f} a {max(esperas):.1f}); los escaneos, en {total:.0f} s\n"
    )
    return 0 if mediana <= META else 1


if __name__ == "__main__":
    sys.exit(principal())
