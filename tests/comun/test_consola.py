"""Lo que las órdenes comparten: español, avance y salidas."""

import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from centro_doc import cli
from centro_doc.comun.consola import Analizador, Avance, Consola, FalloDeOrden, Ordenes

RAIZ = Path(__file__).parents[2]


class Terminal(io.StringIO):
    def isatty(self):
        return True


def _analizador(accion=lambda _pedido, _consola: 0):
    raiz = Analizador(prog="centro-doc")
    Ordenes(raiz).anadir("contar", "Cuenta cosas.", accion).add_argument("--hasta", type=int)
    return raiz


def test_la_ayuda_habla_espanol():
    ayuda = _analizador().format_help()
    assert ayuda.startswith("uso: centro-doc")
    assert "muestra esta ayuda" in ayuda
    assert "opciones" in ayuda


@pytest.mark.parametrize(
    ("argumentos", "frase"),
    [
        ([], "falta ORDEN"),
        (["otra"], "no se reconoce 'otra'"),
        (["contar", "--hasta"], "necesita un valor"),
        (["contar", "--hasta", "x"], "no es un número entero: 'x'"),
    ],
)
def test_un_error_de_uso_se_dice_en_espanol(capsys, argumentos, frase):
    with pytest.raises(SystemExit) as salida:
        _analizador().parse_args(argumentos)
    assert salida.value.code == 2
    assert frase in capsys.readouterr().err


def test_la_barra_solo_se_dibuja_en_una_terminal():
    for flujo, esperado in ((Terminal(), True), (io.StringIO(), False)):
        with Avance(flujo, "Leyendo", 4) as avance:
            avance.sumar()
            avance.sumar(3)
        assert ("4 de 4" in flujo.getvalue()) is esperado


def test_el_resultado_y_los_avisos_van_por_salidas_distintas(config, bd, reloj):
    salida, errores = io.StringIO(), io.StringIO()
    consola = Consola(config, bd, reloj, salida, errores)
    consola.json({"título": "Ley"})
    consola.avisar("Un momento…")
    assert json.loads(salida.getvalue()) == {"título": "Ley"}
    assert errores.getvalue() == "Un momento…\n"


@pytest.mark.parametrize(
    ("fallo", "codigo"), [(FalloDeOrden("no hay nada", 3), 3), (KeyboardInterrupt(), 130)]
)
def test_un_fallo_sale_en_una_linea_y_con_codigo(monkeypatch, capsys, tmp_path, fallo, codigo):
    def accion(_pedido, _consola):
        raise fallo

    monkeypatch.setenv("CENTRO_RUTA_DATOS", str(tmp_path))
    monkeypatch.setattr(cli, "analizador", lambda: _analizador(accion))
    assert cli.principal(["contar"]) == codigo
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_una_base_sin_preparar_dice_como_prepararla(monkeypatch, capsys, tmp_path):
    def accion(_pedido, consola):
        with consola.bd.sesion() as sesion:
            sesion.connection().exec_driver_sql("SELECT * FROM documento")

    monkeypatch.setenv("CENTRO_RUTA_DATOS", str(tmp_path / "nueva"))
    monkeypatch.setattr(cli, "analizador", lambda: _analizador(accion))
    assert cli.principal(["contar"]) == 1
    assert "centro-doc migrar" in capsys.readouterr().err


def test_la_carpeta_de_datos_nueva_es_solo_de_su_dueno(monkeypatch, tmp_path):
    monkeypatch.setenv("CENTRO_RUTA_DATOS", str(tmp_path / "nueva"))
    monkeypatch.setattr(cli, "analizador", _analizador)
    assert cli.principal(["contar"]) == 0
    assert (tmp_path / "nueva").stat().st_mode & 0o777 == 0o700


def test_una_variable_mal_puesta_se_dice(monkeypatch, capsys):
    monkeypatch.setenv("CENTRO_PUERTO", "ocho")
    monkeypatch.setattr(cli, "analizador", _analizador)
    assert cli.principal(["contar"]) == 2
    assert "CENTRO_PUERTO" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("dicho", "frase"),
    [
        ("database or disk is full", "no queda espacio"),
        ("attempt to write a readonly database", "Revise los permisos"),
        ("unable to open database file", "Revise los permisos"),
        ("database is locked", "otro proceso"),
    ],
)
def test_lo_que_dice_sqlite_se_explica(monkeypatch, capsys, tmp_path, dicho, frase):
    def accion(_pedido, _consola):
        raise OperationalError("", {}, sqlite3.OperationalError(dicho))

    monkeypatch.setenv("CENTRO_RUTA_DATOS", str(tmp_path))
    monkeypatch.setattr(cli, "analizador", lambda: _analizador(accion))
    assert cli.principal(["contar"]) == 1
    salida = capsys.readouterr().err
    assert frase in salida
    assert len(salida.splitlines()) == 1


def test_una_carpeta_de_datos_imposible_se_dice(monkeypatch, capsys, tmp_path):
    (tmp_path / "archivo").write_text("")
    monkeypatch.setenv("CENTRO_RUTA_DATOS", str(tmp_path / "archivo" / "datos"))
    monkeypatch.setattr(cli, "analizador", _analizador)
    assert cli.principal(["contar"]) == 2
    assert capsys.readouterr().err.endswith("no es una carpeta.\n")


def test_una_falla_no_prevista_deja_el_detalle_en_los_datos(capsys, tmp_path):
    reportar = cli.ReportarFalla(tmp_path / "fallas.log")
    try:
        raise LookupError("algo\nraro")
    except LookupError as error:
        reportar(type(error), error, error.__traceback__)
    salida = capsys.readouterr().err
    assert salida.splitlines() == [
        f"centro-doc: falla no prevista (LookupError: algo raro). El detalle está en {tmp_path}/fallas.log."
    ]
    assert "Traceback" in (tmp_path / "fallas.log").read_text(encoding="utf-8")


def test_el_lector_que_se_va_antes_no_es_una_falla(tmp_path):
    orden = [sys.executable, "-m", "centro_doc.cli", "usuario", "lista"]
    leer, escribir = os.pipe()
    os.close(leer)
    entorno = {**os.environ, "CENTRO_RUTA_DATOS": str(tmp_path)}
    subprocess.run([*orden[:3], "migrar"], env=entorno, cwd=RAIZ, check=True, capture_output=True)
    proceso = subprocess.run(orden, stdout=escribir, stderr=subprocess.PIPE, env=entorno, cwd=RAIZ)
    os.close(escribir)
    assert (proceso.returncode, proceso.stderr) == (0, b"")


def test_una_carpeta_nueva_se_prepara_sola_antes_de_buscar(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("CENTRO_RUTA_DATOS", str(tmp_path / "nueva"))
    assert cli.principal(["buscar", "retorno", "--json"]) in {0, 1}
    dicho = capsys.readouterr().err
    assert "contraseña de un solo uso" in dicho
    assert "no está preparada" not in dicho


def test_respaldar_una_carpeta_nueva_no_la_prepara(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("CENTRO_RUTA_DATOS", str(tmp_path / "nueva"))
    assert cli.principal(["respaldar", str(tmp_path / "copia")]) == 1
    assert not (tmp_path / "nueva" / "centro.sqlite3").exists()
