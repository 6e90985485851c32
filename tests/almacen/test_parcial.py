"""Un archivo que llega por tramos: sigue donde se anotó y queda entero en el depósito."""

import fcntl
from datetime import UTC, datetime, timedelta

import pytest

from almacen import DepositoLocal, NoGuardado, Ocupado

CLAVE = "ab" * 16


@pytest.fixture
def deposito(tmp_path):
    return DepositoLocal(tmp_path)


def test_se_escribe_por_tramos_y_termina_bajo_su_huella(deposito):
    parcial = deposito.por_tramos(CLAVE)
    assert parcial.tamano == 0
    assert parcial.anadir(0, [b"hola ", b"mu"], 100) == 7
    assert deposito.por_tramos(CLAVE).anadir(7, [b"ndo"], 3) == 10
    guardado = parcial.terminar()
    assert guardado.tamano == 10
    assert deposito.ruta(guardado.sha256).read_bytes() == b"hola mundo"
    assert parcial.tamano == 10, "sigue ahí hasta que se anota su recibo"
    parcial.descartar()
    assert deposito.verificar(guardado.sha256)


def test_lo_que_llego_sin_anotarse_se_vuelve_a_escribir(deposito):
    parcial = deposito.por_tramos(CLAVE)
    parcial.anadir(0, [b"hola basura"], 100)
    assert parcial.anadir(5, [b"mundo"], 5) == 10
    assert parcial.mirar().read_bytes() == b"hola mundo"


def test_no_se_escribe_mas_de_lo_pedido(deposito):
    assert deposito.por_tramos(CLAVE).anadir(0, [b"abc", b"def", b"ghi"], 4) == 4
    assert deposito.por_tramos(CLAVE).mirar().read_bytes() == b"abcd"


def test_terminar_se_puede_repetir_y_anadir_nada_tambien(deposito):
    parcial = deposito.por_tramos(CLAVE)
    parcial.anadir(0, [b"hola"], 4)
    assert parcial.terminar() == parcial.terminar()
    parcial.mirar().chmod(0o440)
    assert parcial.anadir(4, [], 0) == 4
    assert len(list(deposito.listar())) == 1


def test_sin_enlaces_se_copia(deposito, monkeypatch):
    def sin_enlaces(*_argumentos):
        raise OSError("sin enlaces")

    monkeypatch.setattr("almacen.parcial.os.link", sin_enlaces)
    parcial = deposito.por_tramos(CLAVE)
    parcial.anadir(0, [b"hola"], 4)
    assert deposito.verificar(parcial.terminar().sha256)


def test_dos_peticiones_a_la_vez_no_se_mezclan(deposito):
    parcial = deposito.por_tramos(CLAVE)
    parcial.anadir(0, [b"hola"], 4)
    with parcial.mirar().open("ab") as otra:
        fcntl.flock(otra, fcntl.LOCK_EX)
        with pytest.raises(Ocupado):
            parcial.anadir(4, [b"x"], 1)
    assert parcial.mirar().read_bytes() == b"hola"


def test_las_viejas_se_listan_por_su_clave(deposito):
    deposito.por_tramos(CLAVE).anadir(0, [b"hola"], 4)
    assert list(deposito.parciales(antes=datetime.now(UTC) - timedelta(days=1))) == []
    assert list(deposito.parciales(antes=datetime.now(UTC) + timedelta(days=1))) == [CLAVE]


@pytest.mark.parametrize("clave", ["", "../x", "zz"])
def test_una_clave_que_no_lo_es_no_toca_el_disco(deposito, clave):
    with pytest.raises(NoGuardado):
        deposito.por_tramos(clave)
