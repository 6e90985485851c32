"""El diario de accesos: nada se pierde ni se carga dos veces."""

import json
import multiprocessing
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from centro_doc.bitacora.accesos import anotar_acceso, cargar_accesos
from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.cuentas.permisos import Actor

ANA = Actor(usuario_id=7, nombre="Ana Sical", clave="u:7")


@pytest.fixture
def ruta(tmp_path):
    return tmp_path / "accesos"


def anotar(ruta, reloj, numero=1):
    objeto = ("documento", f"CD-{numero:05}")
    anotar_acceso(ruta, ANA, "documento_leido", objeto, reloj=reloj, detalle={"pagina": 3})


def cargar(bd, ruta, reloj):
    with transaccion(bd) as sesion:
        return cargar_accesos(sesion, ruta, reloj=reloj)


def asientos(bd):
    with lectura(bd) as sesion:
        return list(sesion.scalars(select(Asiento).order_by(Asiento.id)))


def test_una_lectura_llega_a_la_bitacora_con_su_hora_y_su_autor(bd, ruta, reloj):
    anotar(ruta, reloj)
    hora = reloj.ahora()
    reloj.avanzar(hours=2)
    assert cargar(bd, ruta, reloj) == 1
    (asiento,) = asientos(bd)
    assert (asiento.cuando, asiento.actor, asiento.actor_nombre) == (hora, "u:7", "Ana Sical")
    assert (asiento.accion, asiento.objeto_id) == ("documento_leido", "CD-00001")
    assert asiento.detalle == {"pagina": 3}


def test_cargar_dos_veces_no_repite_y_lo_nuevo_entra(bd, ruta, reloj):
    anotar(ruta, reloj, 1)
    assert cargar(bd, ruta, reloj) == 1
    assert cargar(bd, ruta, reloj) == 0
    anotar(ruta, reloj, 2)
    reloj.avanzar(days=1)
    anotar(ruta, reloj, 3)
    assert cargar(bd, ruta, reloj) == 2
    assert [a.objeto_id for a in asientos(bd)] == ["CD-00001", "CD-00002", "CD-00003"]


def test_cada_dia_tiene_su_diario_y_solo_lo_lee_su_dueno(ruta, reloj):
    anotar(ruta, reloj)
    reloj.avanzar(days=1)
    anotar(ruta, reloj)
    diarios = sorted(ruta.iterdir())
    assert [d.name for d in diarios] == ["2011-08-17.jsonl", "2011-08-18.jsonl"]
    assert {stat.S_IMODE(d.stat().st_mode) for d in diarios} == {0o600}


def test_una_transaccion_que_no_se_confirma_no_gasta_la_lectura(bd, ruta, reloj):
    anotar(ruta, reloj)
    with pytest.raises(RuntimeError), transaccion(bd) as sesion:
        assert cargar_accesos(sesion, ruta, reloj=reloj) == 1
        raise RuntimeError
    assert cargar(bd, ruta, reloj) == 1


def test_una_linea_a_medias_espera_y_no_estropea_a_la_siguiente(bd, ruta, reloj):
    anotar(ruta, reloj, 1)
    diario = ruta / "2011-08-17.jsonl"
    with diario.open("ab") as archivo:
        archivo.write(b'\n{"cuando": "2011-08')
    assert cargar(bd, ruta, reloj) == 1
    anotar(ruta, reloj, 2)
    assert cargar(bd, ruta, reloj) == 1
    assert [a.objeto_id for a in asientos(bd)] == ["CD-00001", "CD-00002"]


@pytest.mark.parametrize("linea", ["[]", "{}", '{"objeto": 3}', '{"objeto": ["a"]}', "no es json", "\ufffd"])
def test_una_linea_que_no_se_entiende_no_detiene_la_carga(bd, ruta, reloj, linea):
    anotar(ruta, reloj, 1)
    with (ruta / "2011-08-17.jsonl").open("a", encoding="utf-8") as archivo:
        archivo.write(f"{linea}\n")
    anotar(ruta, reloj, 2)
    assert cargar(bd, ruta, reloj) == 2


def test_un_diario_largo_se_carga_por_tramos(bd, ruta, reloj, monkeypatch):
    monkeypatch.setattr("centro_doc.bitacora.accesos._LECTURA_MAXIMA", 400)
    for numero in range(1, 8):
        anotar(ruta, reloj, numero)
    tramos = []
    while cargados := cargar(bd, ruta, reloj):
        tramos.append(cargados)
    assert sum(tramos) == 7
    assert len(tramos) > 1
    assert len(asientos(bd)) == 7


def test_sin_carpeta_no_hay_nada_que_cargar(bd, ruta, reloj):
    assert cargar(bd, ruta, reloj) == 0


def test_si_no_se_puede_anexar_se_levanta_y_no_se_entrega(ruta, reloj):
    ruta.write_text("aquí hay un archivo y no una carpeta")
    with pytest.raises(OSError):
        anotar(ruta, reloj)


def _anotar_muchos(ruta: Path, desde: int) -> None:
    hilos = [threading.Thread(target=anotar, args=(ruta, RelojDelSistema(), desde + n)) for n in range(25)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()


def test_varios_procesos_e_hilos_anexan_a_la_vez_sin_pisarse(bd, ruta, reloj):
    contexto = multiprocessing.get_context("spawn")
    procesos = [contexto.Process(target=_anotar_muchos, args=(ruta, 100 * n)) for n in range(3)]
    for proceso in procesos:
        proceso.start()
    for proceso in procesos:
        proceso.join()
    assert cargar(bd, ruta, reloj) == 75
    assert len({a.objeto_id for a in asientos(bd)}) == 75


_CARGADOR = """
import sys, time
from pathlib import Path
from centro_doc.bitacora.accesos import cargar_accesos
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import RelojDelSistema
bd = BaseDeDatos(sys.argv[1])
with transaccion(bd) as sesion:
    cargar_accesos(sesion, Path(sys.argv[2]), reloj=RelojDelSistema())
    print("cargado", flush=True)
    if sys.argv[3] == "antes":
        time.sleep(60)
print("confirmado", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("momento", ["antes", "despues"])
def test_matar_al_trabajador_no_pierde_ni_repite(bd, ruta, reloj, momento):
    for numero in range(1, 4):
        anotar(ruta, reloj, numero)
    orden = [sys.executable, "-c", _CARGADOR, bd.url, str(ruta), momento]
    with subprocess.Popen(orden, stdout=subprocess.PIPE, text=True) as proceso:
        assert proceso.stdout is not None
        espera = "cargado" if momento == "antes" else "confirmado"
        while proceso.stdout.readline().strip() != espera:
            pass
        os.kill(proceso.pid, signal.SIGKILL)
    assert cargar(bd, ruta, reloj) == (3 if momento == "antes" else 0)
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count()).select_from(Asiento)) == 3


def test_el_diario_es_una_linea_json_por_lectura(ruta, reloj):
    anotar(ruta, reloj)
    lineas = (ruta / "2011-08-17.jsonl").read_text(encoding="utf-8").split("\n")
    datos = [json.loads(linea) for linea in lineas if linea]
    assert [d["objeto"] for d in datos] == [["documento", "CD-00001"]]
