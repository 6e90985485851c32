"""Mata con `kill -9` en medio de lo que hace el personal, y comprueba que quedó entero o no quedó.

    python tests/rendimiento/cortes_del_personal.py [--documentos 500] [--rondas 10] [--semilla N] [PASO…]

Pasos: `unir` (y separar), `lotes` (clasificar, retirar y deshacer todos los documentos a la vez), `tramos`,
`importar` (pausar, reanudar y deshacer), `respaldar` (y restaurar) y `leer` (un escaneo, un correo y un ZIP).
Después de cada muerte la base dice todo o nada, y la persona repite lo que se cortó; al final `verificar`
coteja base, índice y archivos. Termina con 1 si algo no se cumple.
"""

import argparse
import contextlib
import http.client
import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rendimiento.importacion import respaldar_y_restaurar
from rendimiento.matar import Centro, Navegador, centro_nuevo, esperar_servidor, terminar
from rendimiento.por_leer import por_leer

FORMULARIO = "application/x-www-form-urlencoded"
CORTES = (OSError, http.client.HTTPException)


@dataclass
class Mesa:
    """El centro, con su servidor levantado y una persona que ya ingresó. `azar` decide cuándo se mata."""

    centro: Centro
    azar: random.Random
    navegador: Navegador
    servidor: "subprocess.Popen[bytes]"
    muertes: int = 0
    problemas: list[str] = field(default_factory=list)

    def enviar(self, ruta: str, datos: Sequence[tuple[str, str]]) -> int:
        """Envía un formulario; el estado, o 0 si el servidor murió antes de responder."""
        cuerpo = urlencode([("csrf_token", self.navegador.ficha), *datos]).encode()
        with contextlib.suppress(*CORTES):
            return self.navegador.pedir("POST", ruta, cuerpo, FORMULARIO)[0]
        return 0

    def cortar(self, hacer: Callable[[], object], dura: float) -> None:
        """Hace algo y mata al servidor en un instante al azar de lo que dura; después lo levanta otra vez."""
        hilo = threading.Thread(target=hacer)
        hilo.start()
        time.sleep(self.azar.uniform(0, dura))
        self.centro.matar(self.servidor)
        hilo.join()
        self.muertes += 1
        self.servidor = self.centro.levantar("servir", "--sin-trabajador")
        esperar_servidor(self.navegador)

    def contar(self, consulta: str, *valores: object) -> int:
        """Una cifra de la base."""
        return int(self.filas(consulta, *valores)[0][0])

    def filas(self, consulta: str, *valores: object) -> list[tuple[object, ...]]:
        """Las filas de una consulta, leída aparte del servidor."""
        ruta = f"file:{self.centro.config.ruta_bd}?mode=ro"
        with closing(sqlite3.connect(ruta, uri=True, timeout=30)) as base:
            return base.execute(consulta, valores).fetchall()

    def exigir(self, cumple: bool, problema: str) -> None:
        """Anota lo que no se cumple."""
        if not cumple:
            self.problemas.append(problema)


@contextlib.contextmanager
def sentarse(centro: Centro, azar: random.Random) -> Iterator[Mesa]:
    """Levanta el servidor e ingresa."""
    servidor = centro.levantar("servir", "--sin-trabajador")
    navegador = Navegador(centro.puerto)
    esperar_servidor(navegador)
    navegador.entrar()
    yield Mesa(centro, azar, navegador, servidor)


def medir(hacer: Callable[[], object]) -> float:
    """Segundos que tarda algo sin cortarlo: en ese rato caerán las muertes."""
    inicio = time.monotonic()
    hacer()
    return time.monotonic() - inicio


# --- unir -----------------------------------------------------------------------------------------------

_FOTO = (
    "SELECT id, estado, titulo, acceso FROM documento ORDER BY id",
    "SELECT id, documento_id, numero FROM version ORDER BY id",
    "SELECT id, documento_id FROM recibo ORDER BY id",
    "SELECT documento_id, otro_id, clase FROM relacion ORDER BY id",
)


def cortar_uniones(mesa: Mesa, rondas: int) -> None:
    """Une y separa la misma pareja: tras cada muerte está unida del todo o nada."""
    registros = [
        str(fila[0]) for fila in mesa.filas("SELECT identificador FROM documento ORDER BY id LIMIT 2")
    ]
    ruta, antes = "/unir/" + "/".join(registros), [mesa.filas(una) for una in _FOTO]
    dura = 0.15
    for _ in range(rondas):
        pagina = mesa.navegador.pedir("GET", ruta)[2]
        ediciones = re.findall(r'name="(edicion_\w+)" value="(\d+)"', pagina)
        datos = [("accion", "unir"), ("orden", "despues"), *ediciones]
        mesa.cortar(lambda d=datos: mesa.enviar(ruta, d), dura)
        if not _esta_unida(mesa):
            mesa.exigir([mesa.filas(una) for una in _FOTO] == antes, "una unión cortada dejó algo a medias")
            dura = max(dura, medir(lambda d=datos: mesa.enviar(ruta, d)))
        mesa.exigir(_esta_unida(mesa), "no se pudo repetir una unión cortada")
        deshacer = f"/lotes/{mesa.contar('SELECT max(id) FROM operacion')}/deshacer"
        mesa.cortar(lambda r=deshacer: mesa.enviar(r, []), dura)
        if _esta_unida(mesa):
            mesa.exigir(mesa.enviar(deshacer, []) == 303, "no se pudo repetir un deshacer cortado")
        mesa.exigir([mesa.filas(una) for una in _FOTO] == antes, "deshacer no devolvió todo")


def _esta_unida(mesa: Mesa) -> bool:
    """La ficha, la dirección y la operación dicen lo mismo, o se anota."""
    dichos = {
        mesa.contar("SELECT count(*) FROM documento WHERE estado = 'unido'"),
        mesa.contar("SELECT count(*) FROM documento_unido"),
        mesa.contar("SELECT count(*) FROM operacion WHERE clase = 'unir' AND deshecha IS NULL"),
    }
    mesa.exigir(len(dichos) == 1, f"la unión quedó a medias: {dichos}")
    return dichos == {1}


# --- lotes ----------------------------------------------------------------------------------------------


_SUYOS = "documento WHERE titulo LIKE 'oficio %'"
"""Los sembrados, y no el plan, que ya está publicado."""


def cortar_lotes(mesa: Mesa, rondas: int) -> None:
    """Clasifica y retira todos a la vez: tras cada muerte, todos o ninguno."""
    elegidos = [("elegidos", str(fila[0])) for fila in mesa.filas(f"SELECT identificador FROM {_SUYOS}")]
    total = len(elegidos)
    for ronda in range(rondas):
        tipo = ("decreto_congreso", "dictamen")[ronda % 2]
        datos = [("que", "tipo"), ("valor_tipo", tipo), *elegidos]
        pagina = mesa.navegador.pedir("POST", "/lotes/editar", _cuerpo(mesa, datos), FORMULARIO)[2]
        huellas = re.findall(r'name="(h-CD-\d+)" value="(\w+)"', pagina)
        aplicar = [*datos, ("accion", "aplicar"), *huellas]
        es_asi = (f"SELECT count(*) FROM {_SUYOS} AND tipo = ?", tipo)
        _todo_o_nada(mesa, "clasificar", "/lotes/editar", aplicar, es_asi, total)
        retirar = [("accion", "aplicar"), ("motivo", "Prueba de cortes"), *elegidos]
        es_asi = (f"SELECT count(*) FROM {_SUYOS} AND estado = ?", "retirado")
        _todo_o_nada(mesa, "retirar", "/lotes/retirar", retirar, es_asi, total)
        ruta = f"/lotes/{mesa.contar('SELECT max(id) FROM operacion')}/deshacer"
        es_asi = (f"SELECT count(*) FROM {_SUYOS} AND estado <> ?", "retirado")
        _todo_o_nada(mesa, "deshacer", ruta, [], es_asi, total)
    hechas = mesa.contar("SELECT count(*) FROM operacion WHERE clase <> 'unir'")
    mesa.exigir(hechas == 2 * rondas, f"hay {hechas} operaciones y se hicieron {2 * rondas}")


def _cuerpo(mesa: Mesa, datos: Sequence[tuple[str, str]]) -> bytes:
    return urlencode([("csrf_token", mesa.navegador.ficha), *datos]).encode()


def _todo_o_nada(
    mesa: Mesa,
    nombre: str,
    ruta: str,
    datos: Sequence[tuple[str, str]],
    es_asi: tuple[str, str],
    total: int,
) -> None:
    mesa.cortar(lambda: mesa.enviar(ruta, datos), 0.4 + total / 100)
    hechos = mesa.contar(*es_asi)
    mesa.exigir(hechos in {0, total}, f"{nombre} se cortó con {hechos} de {total}")
    if hechos != total:
        mesa.exigir(mesa.enviar(ruta, datos) == 303, f"no se pudo repetir: {nombre}")
    mesa.exigir(mesa.contar(*es_asi) == total, f"repetir no terminó: {nombre}")


# --- subir por tramos -----------------------------------------------------------------------------------


def cortar_tramos(mesa: Mesa, rondas: int) -> None:
    """Sube un archivo por ronda, matando al servidor entre tramos: entra una vez, con su huella."""
    for ronda in range(rondas):
        contenido = f"Acta {ronda} ".encode() + mesa.azar.randbytes(60_000).hex().encode()
        nombre = f"acta {ronda}.txt"

        def subir(contenido: bytes = contenido, nombre: str = nombre) -> None:
            with contextlib.suppress(*CORTES, ValueError, KeyError):
                _subir(mesa, nombre, contenido)

        mesa.cortar(subir, 0.5)
        recibo = _subir(mesa, nombre, contenido)
        mesa.exigir(recibo["estado"] == "recibido", f"{nombre}: {recibo}")
        huella = sha256(contenido).hexdigest()
        cuantos = mesa.contar("SELECT count(*) FROM archivo WHERE sha256 = ?", huella)
        mesa.exigir(cuantos == 1, f"{nombre} está {cuantos} veces")
    restos = list((mesa.centro.config.ruta_archivos / "parciales").glob("*"))
    mesa.exigir(restos == [], f"quedaron {len(restos)} parciales")


def _subir(mesa: Mesa, nombre: str, contenido: bytes, tramo: int = 4_000) -> dict[str, str]:
    """Lo que hace `tramos.js`: abre o sigue, y envía desde donde el servidor diga."""
    datos = [("nombre", nombre), ("tamano", str(len(contenido))), ("modificado", "1")]
    _, _, texto = mesa.navegador.pedir("POST", "/ingreso/subidas", _cuerpo(mesa, datos), FORMULARIO)
    estado = json.loads(texto)
    ruta = estado["ruta"]
    while "recibo" not in estado:
        desde = estado["posicion"]
        cabeceras = {
            "X-CSRFToken": mesa.navegador.ficha,
            "Upload-Offset": str(desde),
            "Accept": "application/json",
        }
        if desde + tramo >= len(contenido):
            cabeceras["X-Huella"] = sha256(contenido).hexdigest()
        cuerpo = contenido[desde : desde + tramo]
        estado = json.loads(mesa.navegador.pedir("PATCH", ruta, cuerpo, mas=cabeceras)[2])
    return dict(estado["recibo"])


# --- importar, respaldar y leer -------------------------------------------------------------------------


def cortar_importaciones(mesa: Mesa, rondas: int) -> None:
    """Importa, pausa, reanuda y deshace, matando cada orden: nada perdido, nada dos veces, todo retirado."""
    for ronda in range(rondas):
        carpeta = mesa.centro.datos.parent / f"entrega-{ronda}"
        carpeta.mkdir()
        for numero in range(120):
            (carpeta / f"nota {numero:03}.txt").write_text(f"Nota {numero} de la entrega {ronda}.")
        _matar_orden(mesa, 2.0, "importar", str(carpeta), "--json")
        if not mesa.contar("SELECT count(*) FROM importacion WHERE origen = ?", str(carpeta.resolve())):
            mesa.centro.correr("importar", str(carpeta))
        numero = mesa.contar("SELECT id FROM importacion WHERE origen = ?", str(carpeta.resolve()))
        clave = f"IMP-{numero:04}"
        if _estado(mesa, numero) == "en_curso":
            mesa.centro.correr("importar", "--pausar", clave)
        for _ in range(2):
            if _estado(mesa, numero) in {"en_curso", "pausada"}:
                _matar_orden(mesa, 2.0, "importar", "--reanudar", clave)
        if _estado(mesa, numero) in {"en_curso", "pausada"}:
            mesa.centro.correr("importar", "--reanudar", clave)
        mesa.exigir(_estado(mesa, numero) == "terminada", f"{clave} no terminó")
        recibidos = mesa.contar(
            "SELECT count(DISTINCT documento_id) FROM importacion_renglon WHERE importacion_id = ?", numero
        )
        mesa.exigir(recibidos == 120, f"{clave} tiene {recibidos} documentos")
        _matar_orden(mesa, 2.0, "importar", "--deshacer", clave, "--motivo", "Prueba")
        if _estado(mesa, numero) != "deshecha":
            mesa.centro.correr("importar", "--deshacer", clave, "--motivo", "Prueba")
        quedan = mesa.contar(
            "SELECT count(*) FROM documento d JOIN importacion i ON i.lote_id = d.lote_id "
            "WHERE i.id = ? AND d.estado <> 'retirado'",
            numero,
        )
        mesa.exigir(quedan == 0, f"{clave} deshecha, con {quedan} sin retirar")


def _estado(mesa: Mesa, importacion: int) -> str:
    return str(mesa.filas("SELECT estado FROM importacion WHERE id = ?", importacion)[0][0])


def _matar_orden(mesa: Mesa, dura: float, *orden: str, centro: Centro | None = None) -> None:
    """Levanta una orden y la mata en un instante al azar, si no acabó antes."""
    centro = centro or mesa.centro
    proceso = centro.levantar(*orden)
    with contextlib.suppress(subprocess.TimeoutExpired):
        proceso.wait(mesa.azar.uniform(0.3, dura))
    mesa.muertes += proceso.poll() is None
    centro.matar(proceso)


def cortar_respaldos(mesa: Mesa, rondas: int) -> None:
    """Corta el respaldo y la restauración: el anterior vale, y repetir termina con las mismas huellas."""
    raiz = mesa.centro.datos.parent
    destino = raiz / "respaldo"
    for ronda in range(rondas):
        _subir(mesa, f"nuevo {ronda}.txt", f"Nuevo {ronda}".encode() * 500)
        _matar_orden(mesa, 1.5, "respaldar", str(destino))
        mesa.problemas += respaldar_y_restaurar(mesa.centro, destino, ronda)
        otra = raiz / f"cortado-{ronda}"
        otra.mkdir()
        otro = Centro(otra, mesa.centro.puerto, registro=raiz / "registro-cortado.log")
        _matar_orden(mesa, 1.5, "restaurar", str(destino), centro=otro)
        if not (otra / "centro.sqlite3").exists() or (otra / "restauracion-a-medias").exists():
            otro.correr("restaurar", str(destino))
        puestos = {ruta.name: sha256(ruta.read_bytes()).hexdigest() for ruta in otra.glob("archivos/??/??/*")}
        nombrados = {str(fila[0]) for fila in mesa.filas("SELECT DISTINCT sha256 FROM archivo")}
        mesa.exigir(set(puestos) == nombrados, f"restaurado tras el corte {ronda}: faltan o sobran archivos")
        mesa.exigir(all(n == h for n, h in puestos.items()), f"restaurado {ronda}: huellas distintas")


def cortar_lecturas(mesa: Mesa, rondas: int) -> None:
    """Mata al trabajador mientras lee un escaneo, un correo y un ZIP: cada cosa de dentro, una sola vez."""
    dentro = 0
    for nombre, contenido, hijos in por_leer():
        _subir(mesa, nombre, contenido, 400_000)
        dentro += hijos
    antes = mesa.contar("SELECT count(*) FROM documento")
    for _ in range(rondas):
        _matar_orden(mesa, 4.0, "trabajador")
    terminar(mesa.centro)
    nacidos = mesa.contar("SELECT count(*) FROM documento") - antes
    mesa.exigir(nacidos == dentro, f"de dentro salieron {nacidos} y eran {dentro}")
    repetidos = mesa.contar(
        "SELECT count(*) FROM (SELECT archivo_id FROM texto WHERE clase = 'extraccion' "
        "GROUP BY archivo_id HAVING count(*) > 1)"
    )
    mesa.exigir(repetidos == 0, f"{repetidos} archivos se leyeron dos veces")
    sin_leer = mesa.contar("SELECT count(*) FROM documento WHERE estado IN ('recibido', 'en_proceso')")
    mesa.exigir(sin_leer == 0, f"quedaron {sin_leer} sin leer")


PASOS: dict[str, Callable[[Mesa, int], None]] = {
    "unir": cortar_uniones,
    "lotes": cortar_lotes,
    "tramos": cortar_tramos,
    "importar": cortar_importaciones,
    "respaldar": cortar_respaldos,
    "leer": cortar_lecturas,
}


def _esperar_al_plan(mesa: Mesa) -> None:
    """Lee lo sembrado. El plan se cataloga solo al final de su lectura, y tocaría el índice más tarde."""
    trabajador = mesa.centro.levantar("trabajador")
    while not mesa.contar("SELECT count(*) FROM documento WHERE estado = 'publicado'"):
        time.sleep(0.2)
    mesa.centro.matar(trabajador)
    terminar(mesa.centro)


def correr(raiz: Path, documentos: int, rondas: int, pasos: Sequence[str], azar: random.Random) -> list[str]:
    """Siembra, hace los pasos, coteja todo y devuelve el informe: un renglón por paso y los problemas."""
    entrega = raiz / "siembra"
    entrega.mkdir(parents=True)
    for numero in range(documentos):
        (entrega / f"oficio {numero:04}.txt").write_text(f"Oficio {numero} sobre atención al migrante.")
    dicho: list[str] = []
    with centro_nuevo(raiz / "datos") as centro:
        centro.correr("importar", str(entrega))
        with sentarse(centro, azar) as mesa:
            _esperar_al_plan(mesa)
            for paso in pasos:
                previas, problemas = mesa.muertes, len(mesa.problemas)
                PASOS[paso](mesa, rondas)
                dicho.append(
                    f"{paso}: {mesa.muertes - previas} muertes, {len(mesa.problemas) - problemas} problemas"
                )
            terminar(centro)
            hecho = subprocess.run(
                centro.orden("verificar"), env=centro.entorno, capture_output=True, text=True, check=False
            )
            mesa.exigir(hecho.returncode == 0, f"verificar: {hecho.stdout} {hecho.stderr}")
            return [*dicho, *(f"- {problema}" for problema in mesa.problemas)]


def principal() -> int:
    """La corrida entera."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("pasos", nargs="*", metavar="PASO", help=", ".join(PASOS))
    partes.add_argument("--documentos", type=int, default=500)
    partes.add_argument("--rondas", type=int, default=10)
    partes.add_argument("--semilla", type=int, default=random.SystemRandom().randrange(10**6))
    pedido = partes.parse_args()
    with tempfile.TemporaryDirectory(prefix="cortes-") as carpeta:
        azar = random.Random(pedido.semilla)
        dicho = correr(Path(carpeta), pedido.documentos, pedido.rondas, pedido.pasos or list(PASOS), azar)
    sys.stdout.write(f"semilla {pedido.semilla}\n" + "".join(f"{linea}\n" for linea in dicho))
    return 1 if any(linea.startswith("- ") for linea in dicho) else 0


if __name__ == "__main__":
    sys.exit(principal())
