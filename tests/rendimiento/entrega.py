"""Mide cuánto tarda en encontrarse lo primero de una entrega: `entrega.py RUTA… [--archivos 100] [--junta]`.

Levanta `servir` con su trabajador, sube los archivos por HTTP como la página (por tramos, uno tras otro, en
el lote que abre el primero) y, como personal, busca en el sitio hasta hallar el primer documento, y hasta
hallarlos todos los que tienen texto. Con `--junta`, en una sola petición, como el formulario sin JavaScript.
Los archivos se toman de las rutas con semilla fija, por turno entre las extensiones. Los segundos se cuentan
desde que sale el último octeto; al lado va lo que el centro gastó de procesador en todo, porque en una
máquina ocupada el trabajador cede. Termina con 1 si el primero tarda más de `META`.
"""

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rendimiento.matar import Navegador, centro_nuevo, esperar_servidor
from rendimiento.procesos import procesador

from indexador.errores import NoExtraible
from indexador.extraccion.aislado import extraer_aislado, terminar_lectores
from indexador.extraccion.limites import Limites

META = 5.0
PLAZO = 300.0
MIRADA = 0.1
SEMILLA = 4
MAYOR = 50_000_000
JUNTAS = 30
"""Palabras de una consulta."""
_PALABRA = re.compile(r"\b[a-z]{6,12}\b")
_DOCUMENTO = re.compile(r"/documentos/(CD-\d+)")
_FORMULARIO = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Enviado:
    """Un archivo de la entrega y la palabra que sólo está en él; vacía si no se le halló ninguna."""

    nombre: str
    contenido: bytes
    palabra: str


def elegir(rutas: list[Path], cuantos: int) -> list[Path]:
    """Archivos distintos, por turno entre las extensiones."""
    por_extension: dict[str, list[Path]] = defaultdict(list)
    for ruta in sorted(r for raiz in rutas for r in raiz.rglob("*") if r.is_file()):
        if 0 < ruta.stat().st_size < MAYOR:
            por_extension[ruta.suffix.lower()].append(ruta)
    azar = random.Random(SEMILLA)
    grupos = [azar.sample(suyos, len(suyos)) for suyos in por_extension.values()]
    por_turno = (ruta for turno in zip_longest(*grupos) for ruta in turno if ruta is not None)
    return list(islice(por_turno, cuantos))


def preparar(rutas: list[Path]) -> list[Enviado]:
    """Lee cada archivo, sin esperar al OCR largo, para saber con qué palabra se le halla."""
    with ThreadPoolExecutor(2) as grupo:
        textos = list(grupo.map(_palabras, rutas))
    terminar_lectores()
    veces = Counter(palabra for suyas in textos for palabra in suyas)
    solas = [next((p for p in sorted(suyas, key=len) if veces[p] == 1), "") for suyas in textos]
    return [
        Enviado(f"{n:03} {ruta.name}", ruta.read_bytes(), palabra)
        for n, (ruta, palabra) in enumerate(zip(rutas, solas, strict=True))
    ]


def _palabras(ruta: Path) -> set[str]:
    with suppress(NoExtraible):
        texto = extraer_aislado(ruta, ruta.name, limites=Limites(segundos=20))
        return {
            palabra for p in texto.paginas if p.origen == "nativo" for palabra in _PALABRA.findall(p.texto)
        }
    return set()


def por_tramos(navegador: Navegador, entrega: list[Enviado]) -> float:
    """Sube como `tramos.js`; devuelve el instante en que salió el último octeto."""
    lote, salio = "", 0.0
    for uno in entrega:
        datos = {"csrf_token": navegador.ficha, "acceso": "publica", "nombre": uno.nombre, "lote": lote}
        datos["tamano"] = str(len(uno.contenido))
        cuerpo = urlencode(datos).encode()
        estado, _, texto = navegador.pedir("POST", "/ingreso/subidas", cuerpo, _FORMULARIO)
        if estado != 201:
            raise SystemExit(f"{uno.nombre}: {estado} {texto[:200]}")
        abierta = json.loads(texto)
        lote = str(abierta["lote"])
        cabeceras = {"X-CSRFToken": navegador.ficha, "Upload-Offset": "0"}
        salio = time.monotonic()
        navegador.pedir("PATCH", abierta["ruta"], uno.contenido, "application/octet-stream", mas=cabeceras)
    return salio


def junta(navegador: Navegador, entrega: list[Enviado]) -> float:
    """Sube todo en una petición; devuelve el instante en que salió el último octeto."""
    salidas: list[float] = []

    def trozos(contenido: bytes) -> Iterator[bytes]:
        salidas.append(time.monotonic())
        yield contenido

    subidas = [(uno.nombre, len(uno.contenido), trozos(uno.contenido)) for uno in entrega]
    estado, texto = navegador.subir_varios(subidas)
    if estado != 303:
        raise SystemExit(f"La entrega no se recibió: {estado} {texto[:200]}")
    return salidas[-1]


def hallados(navegador: Navegador, consultas: list[str]) -> set[str]:
    """Los documentos de la primera página de resultados de cada consulta."""
    vistos: set[str] = set()
    for consulta in consultas:
        estado, _, pagina = navegador.pedir("GET", "/buscar?" + urlencode({"q": consulta}))
        if estado not in {200, 503}:  # mientras no hay índice, 503
            raise SystemExit(f"La búsqueda respondió {estado}.")
        vistos.update(_DOCUMENTO.findall(pagina))
    return vistos


def consultas_de(entrega: list[Enviado]) -> list[str]:
    """Unas pocas que hallan cualquiera de los documentos de la entrega."""
    palabras = [uno.palabra for uno in entrega if uno.palabra]
    return [" O ".join(palabras[n : n + JUNTAS]) for n in range(0, len(palabras), JUNTAS)]


def en_calma(navegador: Navegador, consultas: list[str]) -> set[str]:
    """Lo que se halla antes de la entrega, cuando el centro nuevo ya leyó su primer documento."""
    limite = time.monotonic() + PLAZO
    while "CD-00001" not in hallados(navegador, ["plan", *consultas]) and time.monotonic() < limite:
        time.sleep(MIRADA)
    return hallados(navegador, consultas)


def medir(
    entrega: list[Enviado], enviar: Callable[[Navegador, list[Enviado]], float]
) -> tuple[float, float, float]:
    """Los segundos de la subida, los del último octeto al primer hallazgo y los de procesador de todo."""
    consultas = consultas_de(entrega)
    with tempfile.TemporaryDirectory(prefix="entrega-") as carpeta, centro_nuevo(Path(carpeta)) as centro:
        navegador, servidor = Navegador(centro.puerto), centro.levantar("servir")
        esperar_servidor(navegador)
        navegador.entrar()
        previos = en_calma(navegador, consultas)
        inicio, antes = time.monotonic(), procesador(servidor.pid)
        salio = enviar(navegador, entrega)
        while not hallados(navegador, consultas) - previos:
            if time.monotonic() - salio > PLAZO:
                raise SystemExit(f"En {PLAZO:.0f} segundos no se halló ninguno.")
            time.sleep(MIRADA)
        hasta, gastado = time.monotonic() - salio, procesador(servidor.pid) - antes
        servidor.terminate()
        servidor.wait(60)
        centro.procesos.remove(servidor)
    return salio - inicio, hasta, gastado


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("rutas", nargs="+", type=Path)
    partes.add_argument("--archivos", type=int, default=100)
    partes.add_argument("--junta", action="store_true", help="en una sola petición, sin JavaScript")
    elegido = partes.parse_args()
    entrega = preparar(elegir(elegido.rutas, elegido.archivos))
    subida, primero, gastado = medir(entrega, junta if elegido.junta else por_tramos)
    clases = Counter(Path(uno.nombre).suffix.lower() for uno in entrega)
    sys.stdout.write(
        f"{len(entrega)} archivos ({', '.join(f'{n} {c}' for c, n in clases.most_common())}), "
        f"{sum(len(uno.contenido) for uno in entrega) / 1e6:.1f} MB, subidos en {subida:.1f} s\n"
        f"primer documento hallado {primero:.1f} s después del último octeto; "
        f"hasta ahí el centro gastó {gastado:.1f} s de procesador\n"
    )
    return 0 if primero <= META else 1


if __name__ == "__main__":
    sys.exit(principal())
