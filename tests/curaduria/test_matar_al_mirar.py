"""Lo que se suma a un publicado no se ve antes de mirarse, aunque el obrero muera mirando o haya dos."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from archivos import pdf
from conftest import CLAVES_LIGERAS, RelojFijo
from mundo import Mundo, hacer_mundo, hallar, meter, sumar_extracto, sumar_version, trabajar
from sqlalchemy import func, select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.modelos import Archivo, TextoGuardado
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.taller import armar
from centro_doc.tareas.casos import soltar_de_muertos
from centro_doc.trabajador import esta_muerto
from indexador.extraccion.aislado import extraer_aislado

OBRERO = """
import sys
from pathlib import Path
from centro_doc.catalogo import mirada
from centro_doc.comun.bd import BaseDeDatos
from centro_doc.comun.consola import Consola
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.taller import armar
from config import Config

def leer(*_, **__):
    print("mirando", flush=True)
    sys.stdin.read()

mirada.extraer_aislado = leer
config = Config(ruta_datos=Path(sys.argv[1]))
armar(Consola(config, BaseDeDatos(config.url_bd), RelojDelSistema())).una_tarea()
"""
"""Un obrero que toma una tarea y se queda mirando el archivo hasta que lo maten."""


@pytest.fixture(scope="module")
def mundo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mundo]:
    hecho = hacer_mundo(tmp_path_factory.mktemp("matar_al_mirar"), RelojFijo(), CLAVES_LIGERAS)
    yield hecho
    hecho.cerrar()


@contextmanager
def mirando(mundo: Mundo) -> Iterator[None]:
    """Mientras un obrero, en su proceso, mira el archivo; al salir, muere con `kill -9`."""
    orden = [sys.executable, "-c", OBRERO, str(mundo.config.ruta_datos)]
    with subprocess.Popen(orden, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as obrero:
        try:
            assert obrero.stdout is not None
            assert any(renglon == "mirando\n" for renglon in obrero.stdout)
            yield
        finally:
            obrero.kill()


def estado(mundo: Mundo, ruta: str) -> int:
    return mundo.clientes["publico"].get(ruta, buffered=True).status_code


def test_el_obrero_muerto_mirando_no_deja_nada_a_la_vista_y_otro_repite(mundo, monkeypatch):
    numero = meter(mundo, "muerto", "Texto del que se añade un extracto")
    with monkeypatch.context() as sin_obrero:
        sin_obrero.setattr("mundo.trabajar", lambda _mundo: None)
        sumar_extracto(mundo, numero, pdf("Un extracto limpio"))
    with lectura(mundo.bd) as sesion:
        archivo = hallar(sesion, numero).versiones[-1].archivos[-1].id
    ruta = f"/documentos/{numero}/original?archivo={archivo}"
    with mirando(mundo):
        assert estado(mundo, ruta) == 404
        trabajar(mundo)
        assert estado(mundo, ruta) == 404, "mientras vive, la tarea es suya"
    with transaccion(mundo.bd) as sesion:
        assert soltar_de_muertos(sesion, esta_muerto, reloj=mundo.reloj) == 1
        assert sesion.get_one(Archivo, archivo).vista == "por_revisar"
    assert estado(mundo, ruta) == 404
    trabajar(mundo)
    assert estado(mundo, ruta) == 200


def test_de_dos_obreros_sobre_la_misma_version_vale_una_sola_lectura(mundo, monkeypatch):
    numero = meter(mundo, "dos", "Texto que tendrá otra versión")
    leidas = []

    def leer(*dado, **como):
        leidas.append(1)
        if len(leidas) == 1:
            mundo.reloj.avanzar(minutes=5)
            assert armar(mundo.consola).una_tarea()
        return extraer_aislado(*dado, **como)

    monkeypatch.setattr("centro_doc.catalogo.lectura.extraer_aislado", leer)
    sumar_version(mundo, numero, pdf("La versión que leyeron dos"))
    assert len(leidas) == 2
    with lectura(mundo.bd) as sesion:
        version = hallar(sesion, numero).versiones[-1]
        textos = select(func.count(TextoGuardado.id)).where(TextoGuardado.version_id == version.id)
        assert sesion.scalar(textos) == 1
        acciones = sesion.scalars(select(Asiento.accion).where(Asiento.objeto_id == numero)).all()
    assert acciones.count("version_publicada") == 1
    assert acciones.count("texto_extraido") == 2, "una de cada versión"
    assert estado(mundo, f"/documentos/{numero}?version=2") == 200
