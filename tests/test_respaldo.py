"""Respaldar y restaurar: vuelve todo, comprobado, o no se toca nada."""

import argparse
import io
import json
import sqlite3

import pytest
from sqlalchemy import select

from almacen import DepositoLocal
from centro_doc import respaldo
from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.puerta import admitir
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.consola import Consola, FalloDeOrden
from centro_doc.copias import A_MEDIAS, copiar, en_exclusiva
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.preparacion import preparar
from config import Config


@pytest.fixture
def consola(config, bd, reloj):
    """Un centro con dos documentos y un diario de accesos."""
    consola = Consola(config, bd, reloj, io.StringIO(), io.StringIO())
    _recibir(consola, b"Ley de Migraci\xc3\xb3n", b"Ley de CONAMIGUA")
    config.ruta_accesos.mkdir()
    (config.ruta_accesos / "2011-08-17.jsonl").write_text('\n{"a": 1}\n')
    return consola


@pytest.fixture
def copia(consola, tmp_path):
    destino = tmp_path / "respaldos" / "hoy"
    assert _respaldar(destino, consola) == 0
    return destino


def _respaldar(destino, consola, *, comprobar=False):
    return respaldo.respaldar(argparse.Namespace(destino=destino, comprobar=comprobar), consola)


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


def test_no_se_respalda_sobre_algo_que_no_es_un_respaldo(consola, tmp_path):
    (tmp_path / "otra").mkdir()
    (tmp_path / "otra" / "tesis.txt").write_text("ajena")
    with pytest.raises(FalloDeOrden, match="debe estar vacío o ser de un respaldo"):
        _respaldar(tmp_path / "otra", consola)
    assert [r.name for r in (tmp_path / "otra").iterdir()] == ["tesis.txt"]


def _recibir(consola, *textos):
    deposito = DepositoLocal(consola.config.ruta_archivos)
    for texto in textos:
        recepcion = deposito.abrir_recepcion(consola.config.limite_archivo)
        recepcion.write(texto)
        llegada = admitir(recepcion, "ley.txt", limite=consola.config.limite_archivo)
        with transaccion(consola.bd) as sesion:
            recibir_lote(sesion, SISTEMA, DatosLote(), [llegada], reloj=consola.reloj)


def test_respaldar_otra_vez_solo_copia_lo_que_falta(consola, copia, tmp_path, reloj):
    viejos = {r: r.stat().st_ino for r in (copia / "archivos").rglob("*") if r.is_file()}
    _recibir(consola, b"Ley de Remesas")
    (consola.config.ruta_accesos / "2011-08-17.jsonl").write_text('{"a": 1}\n{"a": 2}\n')
    assert _respaldar(copia, consola) == 0
    assert "1 nuevos" in consola.salida.getvalue().splitlines()[-1]
    nuevos = {r: r.stat().st_ino for r in (copia / "archivos").rglob("*") if r.is_file()}
    assert {r: nuevos[r] for r in viejos} == viejos and len(nuevos) == 3
    assert len(list((copia / "bases").iterdir())) == len(list((copia / "accesos").iterdir())) == 1
    otra = _nueva(tmp_path, reloj)
    assert _restaurar(copia, otra) == 0
    assert len(list(DepositoLocal(otra.config.ruta_archivos).listar())) == 3
    assert (otra.config.ruta_accesos / "2011-08-17.jsonl").read_text().count("a") == 2
    otra.bd.cerrar()


def test_si_un_respaldo_se_corta_el_anterior_sigue_valiendo_y_se_puede_repetir(
    consola, copia, tmp_path, reloj
):
    _recibir(consola, b"Ley de Remesas", b"Ley de Asilo")
    deposito = DepositoLocal(consola.config.ruta_archivos)
    ultimo = sorted(deposito.listar(), key=lambda e: e.modificado)[-1]
    ruta, apartado = deposito.ruta(ultimo.sha256), tmp_path / "apartado"
    ruta.rename(apartado)
    with pytest.raises(FalloDeOrden, match="falta en el depósito"):
        _respaldar(copia, consola)
    antes = _nueva(tmp_path, reloj, "antes")
    assert _restaurar(copia, antes) == 0
    assert len(list(DepositoLocal(antes.config.ruta_archivos).listar())) == 2
    antes.bd.cerrar()
    apartado.rename(ruta)
    assert _respaldar(copia, consola) == 0
    despues = _nueva(tmp_path, reloj, "despues")
    assert _restaurar(copia, despues) == 0
    assert len(list(DepositoLocal(despues.config.ruta_archivos).listar())) == 4
    despues.bd.cerrar()


def test_el_primer_respaldo_cortado_se_puede_repetir(consola, tmp_path):
    deposito = DepositoLocal(consola.config.ruta_archivos)
    ruta = deposito.ruta(next(deposito.listar()).sha256)
    ruta.rename(tmp_path / "apartado")
    with pytest.raises(FalloDeOrden):
        _respaldar(tmp_path / "r", consola)
    (tmp_path / "apartado").rename(ruta)
    assert _respaldar(tmp_path / "r", consola) == 0


def test_comprobar_repone_lo_que_se_dano_en_el_respaldo(consola, copia, tmp_path, reloj):
    victima = next(r for r in (copia / "archivos").rglob("*") if r.is_file())
    victima.write_bytes(b"x" * victima.stat().st_size)
    assert _respaldar(copia, consola, comprobar=True) == 0
    otra = _nueva(tmp_path, reloj)
    assert _restaurar(copia, otra) == 0
    otra.bd.cerrar()


def test_dos_respaldos_a_la_vez_en_la_misma_carpeta_no_se_mezclan(consola, copia):
    with en_exclusiva(copia), pytest.raises(FalloDeOrden, match="otro respaldo está en marcha"):
        _respaldar(copia, consola)


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
        (json.dumps({"formato": 2, "piezas": [["a", "b"]]}), "está dañado"),
        (json.dumps({"formato": 9, "piezas": []}), "no es de esta versión"),
        (json.dumps({"formato": 2, "piezas": [["../fuera", "x", 1, "0"]]}), "no es de esta versión"),
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
        _respaldar(tmp_path / "r", consola)
    assert not (tmp_path / "r" / "manifiesto.json").exists()


def test_un_archivo_danado_en_el_deposito_detiene_el_respaldo(consola, tmp_path):
    deposito = DepositoLocal(consola.config.ruta_archivos)
    ruta = deposito.ruta(next(deposito.listar()).sha256)
    ruta.chmod(0o600)
    ruta.write_bytes(b"x")
    with pytest.raises(FalloDeOrden, match="está dañado en el depósito"):
        _respaldar(tmp_path / "r", consola)


def test_sin_datos_no_hay_que_respaldar(tmp_path, reloj):
    vacia = _nueva(tmp_path, reloj)
    with pytest.raises(FalloDeOrden, match="no hay datos"):
        _respaldar(tmp_path / "r", vacia)


def test_un_destino_imposible_se_dice(consola, tmp_path):
    (tmp_path / "archivo").write_text("x")
    with pytest.raises(FalloDeOrden):
        _respaldar(tmp_path / "archivo", consola)


def test_una_restauracion_cortada_se_repite_y_mientras_no_se_sirve(
    consola, copia, tmp_path, reloj, monkeypatch
):
    otra, puestas = _nueva(tmp_path, reloj), []

    def copiar_una(origen, destino):
        if puestas:
            raise KeyboardInterrupt
        puestas.append(destino)
        return copiar(origen, destino)

    monkeypatch.setattr(respaldo, "copiar", copiar_una)
    with pytest.raises(KeyboardInterrupt):
        _restaurar(copia, otra)
    monkeypatch.undo()
    with pytest.raises(FalloDeOrden, match="quedó a medias"):
        preparar(otra)
    assert not otra.config.ruta_bd.exists()
    assert _restaurar(copia, otra) == 0
    preparar(otra)
    with lectura(otra.bd) as sesion:
        assert len(sesion.scalars(select(Documento.id)).all()) == 2
    otra.bd.cerrar()
    with pytest.raises(FalloDeOrden, match="debe no existir o estar vacía"):
        _restaurar(copia, otra)


def test_una_restauracion_a_medias_no_pisa_un_centro_que_ya_hay(consola, copia, tmp_path, reloj):
    otra = _nueva(tmp_path, reloj)
    (otra.config.ruta_datos / A_MEDIAS).touch()
    otra.config.ruta_bd.write_bytes(b"otro centro")
    with pytest.raises(FalloDeOrden, match="ya tiene otro centro"):
        _restaurar(copia, otra)
    assert otra.config.ruta_bd.read_bytes() == b"otro centro"


def test_sin_espacio_para_la_base_se_dice_y_no_deja_restos(consola, copia, monkeypatch):
    class SinEspacio(sqlite3.Connection):
        def backup(self, copia, **_opciones):
            copia.execute("PRAGMA max_page_count=1")
            copia.execute("CREATE TABLE no_cabe (x)")

    conectar = sqlite3.connect
    monkeypatch.setattr(
        respaldo.sqlite3, "connect", lambda ruta, **mas: conectar(ruta, factory=SinEspacio, **mas)
    )
    with pytest.raises(FalloDeOrden, match="no queda espacio en el disco"):
        _respaldar(copia, consola)
    assert not list(copia.glob(".centro*"))
