"""El trabajador: lo que prepara lo guarda entero o lo repite, y nada lo detiene."""

import errno
import sqlite3
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from almacen import DepositoLocal
from centro_doc.bitacora.casos import anotar
from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.tareas import casos as tareas
from centro_doc.tareas import turnos
from centro_doc.tareas.modelos import Tarea
from centro_doc.trabajador import Contexto, Rutina, Trabajador, esta_muerto, titular_propio


class Anotadora:
    """Una etapa que deja una línea en la bitácora; `antes` corre mientras prepara."""

    def __init__(self, antes=lambda: None):
        self.antes = antes

    def preparar(self, contexto, tarea):
        self.antes()
        return lambda sesion: self._anotar(sesion, contexto, "hecha", tarea)

    def agotar(self, contexto, tarea, sesion):
        self._anotar(sesion, contexto, "agotada", tarea)

    def _anotar(self, sesion, contexto, accion, tarea):
        anotar(sesion, SISTEMA, accion, ("tarea", tarea.objeto), reloj=contexto.reloj)


class EscritorOcioso:
    def __init__(self):
        self.vueltas = 0
        self.cerrado = False

    def una_vuelta(self):
        self.vueltas += 1
        return 0

    def cerrar(self):
        self.cerrado = True


@pytest.fixture
def contexto(config, bd, reloj):
    return Contexto(config, bd, DepositoLocal(config.ruta_archivos), reloj)


def _encolar(contexto, objeto="CD-00001"):
    with transaccion(contexto.bd) as sesion:
        tareas.encolar(sesion, "prueba", objeto, {}, reloj=contexto.reloj)


def _acciones(contexto):
    with lectura(contexto.bd) as sesion:
        return [f"{a.accion} {a.objeto_id}" for a in sesion.scalars(select(Asiento).order_by(Asiento.id))]


def _trabajador(contexto, etapa, rutinas=()):
    return Trabajador(contexto, {"prueba": etapa}, EscritorOcioso(), rutinas)


def test_una_tarea_se_hace_una_vez(contexto):
    _encolar(contexto)
    trabajador = _trabajador(contexto, Anotadora())
    assert trabajador.una_tarea()
    assert not trabajador.una_tarea()
    assert _acciones(contexto) == ["hecha CD-00001"]


def test_si_la_tarea_pasa_a_otro_no_se_guarda_dos_veces(contexto):
    _encolar(contexto)

    def se_la_quitan():
        contexto.reloj.avanzar(minutes=5)
        with transaccion(contexto.bd) as sesion:
            assert tareas.tomar(sesion, "otro", reloj=contexto.reloj) is not None

    assert _trabajador(contexto, Anotadora(se_la_quitan)).una_tarea()
    assert _acciones(contexto) == []


def test_una_etapa_que_falla_se_reintenta_y_al_final_se_dice(contexto):
    _encolar(contexto)

    def falla():
        raise RuntimeError("no se deja")

    trabajador = _trabajador(contexto, Anotadora(falla))
    for _ in range(3):
        assert trabajador.una_tarea()
        contexto.reloj.avanzar(hours=1)
    assert not trabajador.una_tarea()
    assert _acciones(contexto) == ["agotada CD-00001"]
    with lectura(contexto.bd) as sesion:
        assert sesion.scalars(select(Tarea.error)).one() == "RuntimeError: no se deja"


def test_la_que_cede_deja_pasar_a_otra_y_despues_se_hace_una_vez(contexto):
    _encolar(contexto, "largo")
    _encolar(contexto, "corto")
    cesiones = iter([True])

    def cede_la_primera_vez():
        contexto.reloj.avanzar(seconds=1)
        if next(cesiones, False):
            raise turnos.Cede({"turnos": 1})

    trabajador = _trabajador(contexto, Anotadora(cede_la_primera_vez))
    while trabajador.una_tarea():
        pass
    assert _acciones(contexto) == ["hecha corto", "hecha largo"]


@pytest.mark.parametrize(
    "falla",
    [
        OSError(errno.ENOSPC, "no queda espacio"),
        OperationalError("BEGIN IMMEDIATE", None, sqlite3.OperationalError("database is locked")),
        OperationalError("INSERT", None, sqlite3.OperationalError("database or disk is full")),
    ],
)
def test_con_el_disco_lleno_o_la_base_ocupada_la_tarea_espera_sin_darse_por_fallida(contexto, falla):
    _encolar(contexto)

    def romper():
        raise falla

    etapa = Anotadora(romper)
    trabajador = _trabajador(contexto, etapa)
    for _ in range(6):
        assert trabajador.una_tarea()
        contexto.reloj.avanzar(hours=1)
    assert _acciones(contexto) == []
    etapa.antes = lambda: None
    assert trabajador.una_tarea()
    assert _acciones(contexto) == ["hecha CD-00001"]


def test_la_que_mato_a_tres_trabajadores_se_da_por_agotada(contexto):
    _encolar(contexto)
    for _ in range(3):
        with transaccion(contexto.bd) as sesion:
            assert tareas.tomar(sesion, "muerto", reloj=contexto.reloj) is not None
        contexto.reloj.avanzar(minutes=5)
    assert not _trabajador(contexto, Anotadora()).una_tarea()
    assert _acciones(contexto) == ["agotada CD-00001"]


def test_las_rutinas_respetan_su_intervalo(contexto):
    veces = []
    rutina = Rutina("barrer", timedelta(hours=1), lambda _: veces.append(1))
    trabajador = _trabajador(contexto, Anotadora(), [rutina])
    trabajador.rutinas()
    trabajador.rutinas()
    assert len(veces) == 1
    contexto.reloj.avanzar(hours=1)
    trabajador.rutinas()
    assert len(veces) == 2
    contexto.reloj.avanzar(days=-1)
    trabajador.rutinas()
    assert len(veces) == 3


def test_trabaja_hasta_que_se_le_pide_parar_aunque_una_rutina_falle(contexto):
    detener = threading.Event()
    for n in range(20):
        _encolar(contexto, f"CD-{n:05}")
    hechas = []

    def cuenta():
        hechas.append(1)
        if len(hechas) == 20:
            detener.set()

    def rompe(_contexto):
        raise RuntimeError("rutina rota")

    trabajador = _trabajador(contexto, Anotadora(cuenta), [Rutina("rota", timedelta(days=1), rompe)])
    trabajador.ejecutar(detener)
    assert sorted(_acciones(contexto)) == [f"hecha CD-{n:05}" for n in range(20)]
    assert trabajador._escritor.cerrado


def test_al_empezar_se_recoge_lo_de_un_proceso_que_murio_sin_avisar(contexto):
    terminado = subprocess.Popen([sys.executable, "-c", ""])
    terminado.wait()
    maquina = titular_propio().partition(":")[0]
    _encolar(contexto)
    with transaccion(contexto.bd) as sesion:
        tareas.tomar(sesion, f"{maquina}:{terminado.pid}:abcd/0", reloj=contexto.reloj)
    detener = threading.Event()
    etapa = Anotadora(detener.set)
    Trabajador(contexto, {"prueba": etapa}, EscritorOcioso(), lectores=1).ejecutar(detener)
    assert _acciones(contexto) == ["hecha CD-00001"]


def test_solo_se_da_por_muerto_lo_que_es_seguro():
    propio = titular_propio()
    maquina, pid, _senal = propio.split(":")
    assert not esta_muerto(propio)
    assert esta_muerto(f"{maquina}:{pid}:otra-vida")
    assert not esta_muerto(f"otra-maquina:{pid}:abcd")
    assert not esta_muerto(f"{maquina}:1:abcd")
    assert not esta_muerto(f"{maquina}:raro")
