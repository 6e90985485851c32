"""Los contadores del ritmo que comparten los procesos."""

import multiprocessing
from pathlib import Path

from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from centro_doc.cuentas.contadores import ContadoresEnDisco, direccion


def _sumar(ruta: Path, veces: int) -> None:
    contadores = ContadoresEnDisco(direccion(ruta))
    for _ in range(veces):
        contadores.incr("ana", 60)


def test_varios_procesos_suman_en_el_mismo_contador(tmp_path):
    ruta = tmp_path / "ritmo.sqlite3"
    contexto = multiprocessing.get_context("spawn")
    procesos = [contexto.Process(target=_sumar, args=(ruta, 20)) for _ in range(2)]
    for proceso in procesos:
        proceso.start()
    for proceso in procesos:
        proceso.join()
    assert ContadoresEnDisco(direccion(ruta)).get("ana") == 40


def test_un_contador_vencido_empieza_de_nuevo_y_no_queda_en_el_archivo(tmp_path):
    contadores = ContadoresEnDisco(direccion(tmp_path / "ritmo.sqlite3"))
    assert contadores.incr("ana", -1, 5) == 5
    assert contadores.get("ana") == 0
    assert contadores.incr("ana", 60) == 1
    contadores.incr("bea", -1)
    assert contadores.incr("carla", 60) == 1
    assert contadores.reset() == 2


def test_se_olvida_uno_o_todos(tmp_path):
    contadores = ContadoresEnDisco(direccion(tmp_path / "ritmo.sqlite3"))
    for clave in ("ana", "bea"):
        contadores.incr(clave, 60)
    contadores.clear("ana")
    assert (contadores.get("ana"), contadores.get("bea"), contadores.check()) == (0, 1, True)


def test_sirve_a_las_reglas_de_flask_limiter(tmp_path):
    contadores = storage_from_string(direccion(tmp_path / "otra" / "ritmo.sqlite3"))
    reglas, regla = FixedWindowRateLimiter(contadores), RateLimitItemPerMinute(2)
    assert [reglas.hit(regla, "ana") for _ in range(3)] == [True, True, False]
    assert reglas.get_window_stats(regla, "ana").remaining == 0
