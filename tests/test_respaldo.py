"""Respaldar y restaurar: vuelve todo, comprobado, o no se toca nada."""

import argparse
import io
import json

import pytest
from sqlalchemy import select

from almacen import DepositoLocal
from centro_doc import respaldo
from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.puerta import admitir
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.consola import Consola, FalloDeOrden
from centro_doc.cuentas.permisos import SISTEMA
from config import Config


@pytest.fixture
def consola(config, bd, reloj):
    """Un centro con dos documentos y un diario de accesos."""
    deposito = DepositoLocal(config.ruta_archivos)
    for texto in (b"Ley de Migraci\xc3\xb3n", b"Ley de CONAMIGUA"):
        recepcion = deposito.abrir_recepcion(config.limite_archivo)
        recepcion.write(texto)
        llegada = admitir(recepcion, "ley.txt", limite=config.limite_archivo)
        with transaccion(bd) as sesion:
            recibir_lote(sesion, SISTEMA, DatosLote(), [llegada], reloj=reloj)
    config.ruta_accesos.mkdir()
    (config.ruta_accesos / "2011-08-17.jsonl").write_text('\n{"a": 1}\n')
    return Consola(config, bd, reloj, io.StringIO(), io.StringIO())


@pytest.fixture
def copia(consola, tmp_path):
    destino = tmp_path / "respaldos" / "hoy"
    assert respaldo.respaldar(argparse.Namespace(destino=destino), consola) == 0
    return destino


def _nueva(tmp_path, reloj, nombre="otra"):
    config = Config(ruta_datos=tmp_path / nombre)
    config.ruta_datos.mkdir()
    return Consola(config, BaseDeDatos(config.url_bd), reloj, io.StringIO(), io.StringIO())


def _restaurar(origen, consola):
    return respaldo.restaurar(argparse.Namespace(origen=origen), consola)


def test_lo_respaldado_vuelve_entero_en_otra_carpeta(consola, copia, tmp_path, reloj):
    otra = _nueva(tmp_path, reloj)
    assert _restaurar(copia, otra) == 0
    with lectura(otra.bd) as sesion:
        assert sesion.scalars(select(Documento.identificador)).all() == ["CD-00001", "CD-00002"]
    deposito = DepositoLocal(otra.config.ruta_archivos)
    entradas = list(deposito.listar())
    assert len(entradas) == 2
    assert all(deposito.verificar(e.sha256) for e in entradas)
    assert (otra.config.ruta_accesos / "2011-08-17.jsonl").exists()
    otra.bd.cerrar()


def test_un_respaldo_solo_lo_lee_su_dueno(copia):
    assert copia.stat().st_mode & 0o777 == 0o700


def test_no_se_respalda_sobre_algo(consola, copia):
    with pytest.raises(FalloDeOrden, match="debe no existir o estar vacía"):
        respaldo.respaldar(argparse.Namespace(destino=copia), consola)


def test_no_se_restaura_sobre_datos(consola, copia):
    with pytest.raises(FalloDeOrden, match="La carpeta de datos"):
        _restaurar(copia, consola)


def test_un_respaldo_danado_no_se_restaura(consola, copia, tmp_path, reloj):
    victima = next(r for r in (copia / "archivos").rglob("*") if r.is_file())
    victima.chmod(0o600)
    victima.write_bytes(b"otra cosa")
    otra = _nueva(tmp_path, reloj)
    with pytest.raises(FalloDeOrden, match="está dañado"):
        _restaurar(copia, otra)
    assert list(otra.config.ruta_datos.iterdir()) == []


@pytest.mark.parametrize(
    ("contenido", "frase"),
    [
        (None, "no es un respaldo completo"),
        ("{", "está dañado"),
        ('{"piezas": 3}', "está dañado"),
        (json.dumps({"formato": 9, "piezas": []}), "no es de esta versión"),
        (json.dumps({"formato": 1, "piezas": [["../fuera", 1, "0"]]}), "no es de esta versión"),
    ],
)
def test_un_manifiesto_que_no_sirve_se_dice(consola, copia, tmp_path, reloj, contenido, frase):
    manifiesto = copia / "manifiesto.json"
    manifiesto.unlink()
    if contenido is not None:
        manifiesto.write_text(contenido)
    with pytest.raises(FalloDeOrden, match=frase):
        _restaurar(copia, _nueva(tmp_path, reloj))


def test_un_archivo_que_falta_en_el_deposito_detiene_el_respaldo(consola, tmp_path):
    deposito = DepositoLocal(consola.config.ruta_archivos)
    deposito.ruta(next(deposito.listar()).sha256).unlink()
    with pytest.raises(FalloDeOrden, match="falta en el depósito"):
        respaldo.respaldar(argparse.Namespace(destino=tmp_path / "r"), consola)
    assert not (tmp_path / "r" / "manifiesto.json").exists()


def test_un_archivo_danado_en_el_deposito_detiene_el_respaldo(consola, tmp_path):
    deposito = DepositoLocal(consola.config.ruta_archivos)
    ruta = deposito.ruta(next(deposito.listar()).sha256)
    ruta.chmod(0o600)
    ruta.write_bytes(b"x")
    with pytest.raises(FalloDeOrden, match="está dañado en el depósito"):
        respaldo.respaldar(argparse.Namespace(destino=tmp_path / "r"), consola)


def test_sin_datos_no_hay_que_respaldar(tmp_path, reloj):
    vacia = _nueva(tmp_path, reloj)
    with pytest.raises(FalloDeOrden, match="no hay datos"):
        respaldo.respaldar(argparse.Namespace(destino=tmp_path / "r"), vacia)


def test_un_destino_imposible_se_dice(consola, tmp_path):
    (tmp_path / "archivo").write_text("x")
    with pytest.raises(FalloDeOrden):
        respaldo.respaldar(argparse.Namespace(destino=tmp_path / "archivo"), consola)
