"""Lo que el README nombra existe, y lo que existe está en el README."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from centro_doc import cli
from config import Config

RAIZ = Path(__file__).parent.parent
README = (RAIZ / "README.md").read_text(encoding="utf-8")
DEL_ARRANQUE = {"probar", "preparar"}


def _ordenes() -> set[str]:
    (subordenes,) = cli.analizador()._subparsers._group_actions
    return set(subordenes.choices)


def _filas(titulo: str) -> list[list[str]]:
    seccion = README.split(f"\n## {titulo}\n", 1)[1].split("\n## ", 1)[0]
    return [
        [celda.strip() for celda in f.strip("|").split("|")]
        for f in seccion.splitlines()
        if f.startswith("| `")
    ]


def test_las_ordenes_del_readme_son_las_que_hay():
    nombradas = {fila[0].strip("`").split()[0] for fila in _filas("Órdenes")}
    assert nombradas == _ordenes() | DEL_ARRANQUE


def test_cada_variable_esta_en_el_readme_con_su_valor_por_omision():
    nombradas = {fila[0].strip("`"): fila[1].strip("`") for fila in _filas("Configuración")}
    por_omision = Config()
    esperadas = {f"CENTRO_{c.name.upper()}": _escrito(getattr(por_omision, c.name)) for c in fields(Config)}
    assert nombradas == esperadas


def _escrito(valor: object) -> str:
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    if isinstance(valor, Path):
        return valor.relative_to(RAIZ).as_posix()
    return str(valor) or "—"


@pytest.mark.parametrize("tajada", sorted(p.parent.name for p in (RAIZ / "centro_doc").glob("*/__init__.py")))
def test_cada_tajada_esta_en_el_mapa(tajada):
    if tajada != "migraciones":
        assert f"`{tajada}`" in README


def test_los_archivos_que_nombra_existen():
    for ruta in re.findall(r"`((?:centro_doc|indexador|almacen|tests|plantillas)/[\w./]+)`", README):
        assert (RAIZ / ruta).exists(), ruta
    for ruta in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (RAIZ / ruta).exists(), ruta


def test_las_rutas_que_nombra_existen(app):
    reglas = {regla.rule for regla in app.url_map.iter_rules()}
    for ruta in re.findall(r"`(/[a-z][\w/]*)`", README):
        if not ruta.startswith(("/ruta",)):
            assert ruta in reglas or f"{ruta}/" in reglas, ruta
