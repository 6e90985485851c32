"""Mide la página de la Constitución, y la de uno de sus artículos, con miles de documentos que la citan.

    python -m tests.rendimiento.grafo [--documentos 5000] [--constitucion ARCHIVO.pdf] [--vueltas 40]

Cada documento trae de una a seis citas, leídas y guardadas por el centro de verdad: a artículos sueltos
(pocos muy citados y muchos raros), a rangos y a otra norma. Con `--constitucion`, su texto es el de ese PDF;
sin él, uno de 308 artículos inventados. Se atiende como un proceso del servidor, con las plantillas ya
compiladas, y se da el tiempo de procesador y el de reloj; falla si una página pasa alguna vez del límite.
"""

import argparse
import random
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import func, insert, select

from centro_doc.atencion import COMPILADOR, caliente
from centro_doc.catalogo.modelos import Documento, PaginaGuardada, TextoGuardado, Version
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.curaduria.fabrica import cargar_datos_de_fabrica
from centro_doc.grafo.atrasadas import leer_atrasados
from centro_doc.grafo.modelos import CitaGuardada
from centro_doc.migraciones import migrar
from config import Config
from indexador.extraccion.aislado import extraer_aislado

LIMITE_MS = 200
ARTICULOS = 281
RUTAS = (
    *("/normas/CPRG", "/normas/CPRG?a=12/05/2009", "/normas/CPRG?pagina=2", "/normas/CPRG?pagina=200"),
    *("/normas/CPRG/texto", "/normas/CPRG/texto?a=12/05/2009&ver=original"),
    *("/normas/CPRG/art/1", "/normas/CPRG/art/1?a=12/05/2009", "/normas/CPRG/art/1?pagina=80"),
    *("/normas/CPRG/art/2", "/normas/CPRG/art/100", "/normas/CPRG/art/t2"),
    *("/normas/DC-95-1998", "/normas", "/normas/pedir", "/normas/pedir?pagina=9", "/normas/pedir.csv"),
    *("/documentos/CD-00001", "/documentos/CD-00001?panel=estructura", "/documentos/CD-00001?vista=texto"),
    "/documentos/CD-00001/citas",
)
"""Las páginas con sus hojas y filtros; el artículo 1 es el más citado."""
_AHORA = datetime(2011, 8, 17, tzinfo=UTC)
_FILA = {"estado": "publicado", "acceso": "publica", "creado": _AHORA, "publicado": _AHORA}


def constitucion(archivo: Path | None) -> list[str]:
    """Las páginas de su texto."""
    if archivo is not None:
        return [pagina.texto for pagina in extraer_aislado(archivo, archivo.name).paginas]
    articulos = [f"Artículo {n}. Derecho {n}. El Estado garantiza el derecho {n}." for n in range(1, 282)]
    transitorios = [f"Artículo {n}. Plazo. Rige la disposición {n}." for n in range(1, 28)]
    return ["\n".join(articulos), "DISPOSICIONES TRANSITORIAS Y FINALES\n" + "\n".join(transitorios)]


def citante(azar: random.Random) -> str:
    """Un texto con algunas citas."""
    frases = []
    for _ in range(azar.randint(1, 6)):
        articulo = min(ARTICULOS, int(azar.paretovariate(0.4)))
        frases.append(f"Según el artículo {articulo} de la Constitución Política de la República, procede.")
    if azar.random() < 0.1:
        desde = azar.randint(1, 250)
        frases.append(f"Lo disponen los artículos {desde} al {desde + 20} de la Constitución Política.")
    frases.append(f"Se reforma el artículo {azar.randint(1, 130)} del Decreto 95-98, Ley de Migración.")
    frases.append(f"Lo manda el Decreto {azar.randint(1, 99)}-{azar.randint(1950, 2010)}.")
    return "\n".join(frases)


def sembrar(bd: BaseDeDatos, textos: Sequence[Sequence[str]]) -> None:
    """Un documento público por texto; el primero es la Constitución y uno de cada veinte, una iniciativa."""
    numeros = range(1, len(textos) + 1)
    with transaccion(bd) as sesion:
        sesion.execute(
            insert(Documento),
            [
                _FILA
                | {"id": n, "identificador": f"CD-{n:05}", "titulo": f"Documento {n}"}
                | {"tipo": "constitucion" if n == 1 else "iniciativa" if n % 20 == 0 else "estudio"}
                for n in numeros
            ],
        )
        sesion.execute(insert(DocumentoMarca), [{"documento_id": n, "marca": "publico"} for n in numeros])
        sesion.execute(
            insert(Version), [{"id": n, "documento_id": n, "numero": 1, "creada": _AHORA} for n in numeros]
        )
        texto = {"clase": "extraccion", "extractor": "prueba", "creado": _AHORA}
        sesion.execute(insert(TextoGuardado), [texto | {"id": n, "version_id": n} for n in numeros])
        pagina = {"origen": "nativo", "ancho": 612.0, "alto": 792.0, "cajas": b""}
        sesion.execute(
            insert(PaginaGuardada),
            [
                pagina | {"texto_id": n, "numero": numero, "texto": suyo}
                for n, paginas in zip(numeros, textos, strict=True)
                for numero, suyo in enumerate(paginas, 1)
            ],
        )


@dataclass(frozen=True, slots=True)
class Medida:
    """Milisegundos de procesador y de reloj de cada vuelta, y octetos de la página."""

    procesador: list[float]
    reloj: list[float]
    octetos: int

    def renglon(self, ruta: str) -> str:
        """La mediana y la peor, de procesador y de reloj."""
        tiempos = [f(suyos) for suyos in (self.procesador, self.reloj) for f in (statistics.median, max)]
        return f"| {ruta} | {' | '.join(f'{t:.0f} ms' for t in tiempos)} | {self.octetos / 1000:.0f} |"


def medir(cliente: FlaskClient, ruta: str, vueltas: int) -> Medida:
    """La página pedida `vueltas` veces; la primera cuenta como las demás."""
    medida = Medida([], [], 0)
    for _ in range(vueltas):
        comienzo, reloj = time.thread_time(), time.perf_counter()
        respuesta = cliente.get(ruta)
        medida.procesador.append(1000 * (time.thread_time() - comienzo))
        medida.reloj.append(1000 * (time.perf_counter() - reloj))
        assert respuesta.status_code == 200, f"{ruta}: {respuesta.status_code}"
    return replace(medida, octetos=len(respuesta.data))


def principal() -> int:
    """Siembra, lee las citas, mide e imprime; 1 si alguna página pasa del límite alguna vez."""
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--documentos", type=int, default=5000)
    analizador.add_argument("--constitucion", type=Path)
    analizador.add_argument("--vueltas", type=int, default=40)
    pedido = analizador.parse_args()
    azar = random.Random(20090512)
    with tempfile.TemporaryDirectory() as carpeta:
        config = Config(ruta_datos=Path(carpeta), ritmo_busqueda="100000 per minute")
        bd = BaseDeDatos(config.url_bd)
        migrar(bd)
        with transaccion(bd) as sesion:
            cargar_datos_de_fabrica(sesion, SISTEMA, reloj=RelojDelSistema())
        textos = [constitucion(pedido.constitucion)]
        sembrar(bd, [*textos, *([citante(azar)] for _ in range(pedido.documentos))])
        comienzo = time.thread_time()
        while leer_atrasados(bd):
            pass
        segundos = time.thread_time() - comienzo
        with lectura(bd) as sesion:
            citas = sesion.scalar(select(func.count(CitaGuardada.id)))
        print(f"{pedido.documentos} documentos, {citas} citas, leídas en {segundos:.1f} s de procesador")
        print(f"SQLite {sqlite3.sqlite_version}")
        print("| página | procesador | peor | reloj | peor | KB |\n|---|---|---|---|---|---|")
        cliente = caliente(config).test_client()
        for hilo in threading.enumerate():
            if hilo.name == COMPILADOR:
                hilo.join()
        medidas = {ruta: medir(cliente, ruta, pedido.vueltas) for ruta in RUTAS}
        for ruta, medida in medidas.items():
            print(medida.renglon(ruta))
        bd.cerrar()
    return int(any(max(medida.procesador) > LIMITE_MS for medida in medidas.values()))


if __name__ == "__main__":
    raise SystemExit(principal())
