"""Los defectos de Whoosh 2.7.4 que se esquivan por no pasar por ellos. Otros: test_motor_escritura.py."""

import ast
import os
from pathlib import Path

import pytest
from motor_de_prueba import buscar, ficha

from indexador.motor import MotorWhoosh

RAIZ = Path(__file__).resolve().parents[3]


def test_no_se_usan_sus_escritores_ni_sus_colectores_y_su_buscador_solo_de_reserva() -> None:
    # `filter=` no se respeta dentro de TimeLimitCollector; BufferedWriter desordena las columnas;
    # `update_document` repite; un Searcher compartido entre hilos responde mal (el de reserva se hace
    # para cada consulta, no busca por sí mismo, y lo que devuelve pasa por la máscara de la vista).
    usados: dict[str, set[str]] = {}
    for paquete in ("indexador", "centro_doc", "almacen"):
        for archivo in (RAIZ / paquete).rglob("*.py"):
            texto = archivo.read_text()
            for nodo in ast.walk(ast.parse(texto)) if "whoosh" in texto else ():
                if isinstance(nodo, ast.ImportFrom) and (nodo.module or "").startswith("whoosh"):
                    usados.setdefault(str(nodo.module), set()).add(archivo.stem)
    assert usados.pop("whoosh.searching") == {"reserva"}
    prohibidos = ("whoosh.writing", "whoosh.searching", "whoosh.collectors", "whoosh.multiproc")
    assert [modulo for modulo in usados if modulo.startswith(prohibidos)] == []
    reserva = (RAIZ / "indexador" / "motor" / "reserva.py").read_text()
    assert "buscador.search" not in reserva and "collector" not in reserva


def test_lo_que_no_es_del_lector_no_sale_por_lenta_que_sea_la_busqueda(tmp_path: Path) -> None:
    # El acceso es una máscara de la vista, no un `filter=` que un colector pueda olvidar.
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([ficha(n, "acta", "secreto", marcas=("personal",)) for n in range(1, 60)])
    motor.escribir([ficha(100, "acta", "público")])
    for consulta in (
        "secreto",
        "acta",
        "sec*",
        "secreta~2",
        '"secreto"',
        "",
        "NOT nada",
        "acta OR secreto",
    ):
        resultado = buscar(motor, consulta)
        assert {acierto.documento for acierto in resultado.aciertos} <= {100}
        assert resultado.total <= 1


def test_las_fechas_no_cuestan_terminos(tmp_path: Path) -> None:
    # Un NUMERIC o un DATETIME de Whoosh son unos nueve términos por valor.
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([ficha(1, "ley")])
    registro = motor._vista("publico").de_cada_segmento("registro")
    formas = [forma for listas in registro for forma in listas.formas.textos()]
    assert not [forma for forma in formas if "2001" in forma]


def test_buscar_no_consulta_el_disco_por_cada_aparicion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoosh llama a `os.stat` por cada aparición de un campo sin puntaje.
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([ficha(n, "ley", "común " * 50) for n in range(300)])
    buscar(motor, "común")
    llamadas: list[object] = []
    de_veras = os.stat

    def contado(*argumentos: object, **mas: object) -> os.stat_result:
        llamadas.append(argumentos)
        return de_veras(*argumentos, **mas)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", contado)
    assert buscar(motor, "común tipo:decreto").total == 300
    assert len(llamadas) < 10
