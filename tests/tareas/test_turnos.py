"""Los turnos de la cola: la tarea larga deja pasar a la corta, y acaba."""

from datetime import timedelta

import pytest

from centro_doc.comun.bd import lectura, transaccion
from centro_doc.tareas import casos, turnos
from centro_doc.tareas.modelos import Prioridad


@pytest.fixture
def cola(bd, reloj):
    """Encola tareas de una prioridad, en ese orden."""

    def _cola(*objetos, prioridad=Prioridad.PERSONA):
        with transaccion(bd) as sesion:
            for objeto in objetos:
                casos.encolar(sesion, "extraer", objeto, {}, reloj=reloj, prioridad=prioridad)

    return _cola


@pytest.fixture
def tomar(bd, reloj):
    def _tomar(titular="w1"):
        with transaccion(bd) as sesion:
            return casos.tomar(sesion, titular, reloj=reloj)

    return _tomar


@pytest.fixture
def ceder(bd, reloj):
    def _ceder(tarea):
        with transaccion(bd) as sesion:
            return turnos.ceder(sesion, tarea, {"turnos": 1}, reloj=reloj)

    return _ceder


@pytest.fixture
def hay_antes(bd, reloj):
    def _hay_antes(tarea, lleva=0):
        with lectura(bd) as sesion:
            desde = reloj.ahora() - timedelta(seconds=lleva)
            return turnos.hay_antes(sesion, tarea, desde=desde, reloj=reloj)

    return _hay_antes


def test_la_que_cede_vuelve_detras_de_las_que_esperaban_y_delante_de_las_que_llegan(
    cola, tomar, ceder, reloj
):
    cola("largo", "corto")
    largo = tomar()
    reloj.avanzar(seconds=1)
    assert ceder(largo)
    reloj.avanzar(seconds=1)
    cola("nuevo")
    tomadas = [tomar() for _ in range(3)]
    assert [t.objeto for t in tomadas] == ["corto", "largo", "nuevo"]
    assert (tomadas[1].intento, tomadas[1].carga) == (1, {"turnos": 1})


def test_ceder_mil_veces_no_gasta_los_intentos_y_el_que_la_perdio_no_puede(cola, tomar, ceder, reloj):
    cola("largo")
    for _ in range(casos.FALLOS + 2):
        tarea = tomar()
        assert not tarea.ultimo
        assert ceder(tarea)
        assert not ceder(tarea)
    muerta = tomar()
    reloj.avanzar(minutes=5)
    assert tomar("w2").carga == {"turnos": 1}
    assert not ceder(muerta)


def test_se_cede_a_lo_que_no_ha_empezado_y_a_otra_larga_solo_cumplido_el_turno(cola, tomar, ceder, hay_antes):
    cola("una larga", "otra larga")
    una = tomar()
    assert hay_antes(una)
    otra = tomar()
    assert not hay_antes(una)
    ceder(otra)
    assert not hay_antes(una)
    assert hay_antes(una, lleva=60)
    cola("corto")
    assert hay_antes(una)


def test_lo_de_una_persona_pasa_antes_que_lo_masivo_y_no_al_reves(cola, tomar, ceder, hay_antes):
    cola("masiva", prioridad=Prioridad.MASIVA)
    masiva = tomar()
    cola("larga de una persona")
    assert hay_antes(masiva)
    suya = tomar()
    ceder(suya)
    assert hay_antes(masiva)
    suya = tomar()
    ceder(masiva)
    assert not hay_antes(suya, lleva=600)


def test_no_se_cede_a_lo_que_todavia_no_esta_disponible(bd, cola, tomar, hay_antes, reloj):
    cola("largo")
    largo = tomar()
    with transaccion(bd) as sesion:
        casos.encolar(sesion, "extraer", "luego", {}, reloj=reloj, espera=timedelta(seconds=3))
    assert not hay_antes(largo)
    reloj.avanzar(seconds=3)
    assert hay_antes(largo)
