"""Mide las páginas del plan con 20,000 vínculos confirmados: su tiempo de procesador y sus consultas.

    python -m tests.rendimiento.cobertura_del_plan [--vinculos 20000] [--documentos 10000]
                                                  [--vueltas 7] [--json]

Siembra una base de fábrica con los documentos, repartidos por tipos y por trimestres, y los vínculos con
actividades, acciones y temas; pide cada página por la aplicación entera, sin red, y da la mediana. La barra
son 150 ms y las mismas consultas que con 10 vínculos. Termina con 1 si alguna página no la cumple.
"""

import argparse
import itertools
import json
import logging
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import structlog
from flask.testing import FlaskClient
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.aplicacion import create_app
from centro_doc.catalogo.hechos import trimestre_del_hecho
from centro_doc.catalogo.modelos import Documento, FechaDocumento
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.catalogo.tipos import tipos
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.curaduria.fabrica import cargar_datos_de_fabrica
from centro_doc.migraciones import migrar
from centro_doc.plan.modelos import ClaseNodo, Nodo
from centro_doc.vinculos.modelos import EstadoVinculo, Relacion, Vinculo
from config import Config

BARRA = 150.0
POCOS = 10
RUTAS = (
    "/plan",
    "/plan?fecha=ingreso",
    "/plan?trimestre=20092",
    "/plan?evidencia=incompleta&objetivo=OO2",
    "/plan/matriz",
    "/plan/OE",
    "/plan/OO3",
    "/plan/OO3.A2.1",
    "/plan/OO2.M1",
    "/plan.csv",
)
_CREADO = datetime(2011, 8, 17, 16, tzinfo=UTC)
_CLASES = (ClaseNodo.ACTIVIDAD, ClaseNodo.ACCION, ClaseNodo.SUBACTIVIDAD)


def sembrar(sesion: Session, documentos: int, vinculos: int, azar: random.Random) -> None:
    """Pone tantos documentos publicados y tantos vínculos distintos entre ellos y el plan."""
    claves = [*tipos().tipos]
    fichas = [_ficha(numero, azar.choice(claves), azar) for numero in range(1, documentos + 1)]
    sesion.execute(insert(Documento), [ficha for ficha, _ in fichas])
    marcas = [{"documento_id": ficha["id"], "marca": "publico"} for ficha, _ in fichas]
    sesion.execute(insert(DocumentoMarca), marcas)
    sesion.execute(insert(FechaDocumento), [fecha for _, fecha in fichas])
    destinos = [(n.id, None, f"plan:2009-2012:{n.codigo}") for n in _nodos(sesion)]
    destinos += [(None, t.id, f"tema:{t.codigo}") for t in sesion.scalars(select(Tema).order_by(Tema.id))]
    distintos = dict.fromkeys(_pares(documentos, destinos, azar))
    filas = [
        {
            "documento_id": documento,
            "nodo_id": nodo,
            "tema_id": tema,
            "destino": clave,
            "relacion": Relacion.SUSTENTA,
            "estado": EstadoVinculo.CONFIRMADO,
            "motivo": "Sembrado para medir.",
            "creado": _CREADO,
        }
        for documento, (nodo, tema, clave) in itertools.islice(distintos, vinculos)
    ]
    sesion.execute(insert(Vinculo), filas)


def _pares(
    documentos: int, destinos: list[tuple[int | None, int | None, str]], azar: random.Random
) -> Iterator[tuple[int, tuple[int | None, int | None, str]]]:
    todos = [(numero, destino) for numero in range(1, documentos + 1) for destino in destinos]
    azar.shuffle(todos)
    yield from todos


def _nodos(sesion: Session) -> list[Nodo]:
    return list(sesion.scalars(select(Nodo).where(Nodo.clase.in_(_CLASES)).order_by(Nodo.orden)))


def _ficha(numero: int, tipo: str, azar: random.Random) -> tuple[dict[str, object], dict[str, object]]:
    dia = date(2009, 5, 1) + timedelta(days=azar.randrange(1300))
    fecha = {"clase": "emision", "valor": dia, "precision": "dia", "nota": ""}
    hecho = trimestre_del_hecho(tipo, [FechaDocumento(**fecha)])
    ficha = {
        "id": numero,
        "identificador": f"CD-{numero:05}",
        "titulo": f"Documento {numero} de la Comisión de Migrantes, para medir la cobertura",
        "estado": "publicado",
        "acceso": "publica_oficio",
        "tipo": tipo,
        "numero": str(numero),
        "resumen": "Un resumen de una ficha de verdad, que ocupa lo suyo en su renglón. " * 8,
        "metadatos": {"anio": dia.year},
        "trimestre_hecho": hecho,
        "creado": _CREADO - timedelta(days=azar.randrange(700)),
        "publicado": _CREADO,
    }
    return ficha, {**fecha, "documento_id": numero}


def medir(cliente: FlaskClient, bd: BaseDeDatos, vueltas: int) -> dict[str, tuple[float, int]]:
    """La mediana en milisegundos de procesador y las consultas de cada página, ya caliente."""
    consultas = [0]
    event.listen(bd.motor, "before_cursor_execute", lambda *_: consultas.__setitem__(0, consultas[0] + 1))
    medidas = {}
    for ruta in RUTAS:
        tiempos = []
        for _ in range(vueltas + 1):
            consultas[0], antes = 0, time.process_time()
            respuesta = cliente.get(ruta)
            tiempos.append(1000 * (time.process_time() - antes))
            assert respuesta.status_code == 200, ruta
        medidas[ruta] = (statistics.median(tiempos[1:]), consultas[0])
    return medidas


def _una_base(carpeta: Path, documentos: int, vinculos: int, vueltas: int) -> dict[str, tuple[float, int]]:
    carpeta.mkdir()
    config = Config(ruta_datos=carpeta, ritmo_busqueda="100000 per minute")
    bd = BaseDeDatos(config.url_bd)
    migrar(bd)
    with transaccion(bd) as sesion:
        cargar_datos_de_fabrica(sesion, SISTEMA, reloj=RelojDelSistema())
        sembrar(sesion, documentos, vinculos, random.Random(2009))
    bd.cerrar()
    app = create_app(config)
    base = app.extensions["centro_doc"][BaseDeDatos]
    medidas = medir(app.test_client(), base, vueltas)
    base.cerrar()
    return medidas


def principal() -> int:
    """Mide con pocos vínculos y con muchos; 1 si alguna página no cumple."""
    opciones = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    opciones.add_argument("--vinculos", type=int, default=20_000)
    opciones.add_argument("--documentos", type=int, default=10_000)
    opciones.add_argument("--vueltas", type=int, default=7)
    opciones.add_argument("--json", action="store_true")
    pedido = opciones.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory() as carpeta:
        pocas = _una_base(Path(carpeta) / "pocos", POCOS, POCOS, 1)
        muchas = _una_base(Path(carpeta) / "muchos", pedido.documentos, pedido.vinculos, pedido.vueltas)
    renglones = [
        {
            "ruta": ruta,
            "ms": round(tardanza, 1),
            "consultas": cuantas,
            "consultas_con_pocos": pocas[ruta][1],
            "cumple": tardanza < BARRA and cuantas == pocas[ruta][1],
        }
        for ruta, (tardanza, cuantas) in muchas.items()
    ]
    for uno in renglones:
        print(
            json.dumps(uno, ensure_ascii=False)
            if pedido.json
            else f"{uno['ruta']:45} {uno['ms']:7} ms  {uno['consultas']:3} consultas "
            f"({uno['consultas_con_pocos']} con {POCOS}) {'cumple' if uno['cumple'] else 'NO CUMPLE'}"
        )
    return 0 if all(uno["cumple"] for uno in renglones) else 1


if __name__ == "__main__":
    sys.exit(principal())
