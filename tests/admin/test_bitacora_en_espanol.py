"""La bitácora se lee en español, aunque en la base las palabras vayan sin tildes."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from fabrica import sembrar_documento
from flask.testing import FlaskClient

from centro_doc.admin.vistas import PALABRAS, en_palabras, nombre_de_accion
from centro_doc.agenda.modelos import Iniciativa
from centro_doc.bitacora.casos import anotar
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import SISTEMA, Actor

RAIZ = Path(__file__).resolve().parents[2] / "centro_doc"


def _acciones() -> set[str]:
    """Los literales que el código anota como acción: el tercer argumento, o el segundo, de cada `anotar`."""
    halladas = set()
    for archivo in RAIZ.rglob("*.py"):
        for nodo in ast.walk(ast.parse(archivo.read_text(encoding="utf-8"))):
            nombre = getattr(
                getattr(nodo, "func", None), "attr", getattr(getattr(nodo, "func", None), "id", "")
            )
            if isinstance(nodo, ast.Call) and "anotar" in nombre:
                textos = (a.value for a in nodo.args if isinstance(a, ast.Constant))
                halladas |= {uno for uno in textos if isinstance(uno, str) and "_" in uno}
    return halladas


def test_ninguna_accion_se_lee_sin_sus_tildes() -> None:
    palabras = {palabra for accion in _acciones() for palabra in accion.split("_")}
    assert len(palabras) > 40
    piden = {p for p in palabras if p.endswith(("cion", "sion")) or p.startswith("anad")}
    assert piden <= PALABRAS.keys()
    assert {"pagina", "indice", "vinculo"} <= PALABRAS.keys()


@pytest.mark.parametrize(
    ("guardado", "dicho"),
    [
        ("publica_oficio", "pública de oficio"),
        ("publica", "pública"),
        ("fecha:emision", "fecha de emisión"),
        ("metadatos:postura", "postura"),
        ("archivo_anadido", "archivo añadido"),
        ("por_catalogar", "por catalogar"),
        ("plan:2009-2012:OO4.A4.1", "OO4.A4.1"),
        ("tema:AG2", "AG2"),
        ("Lo pidió la Junta: urgente_ya", "Lo pidió la Junta: urgente_ya"),
        ("CD-00012", "CD-00012"),
    ],
)
def test_lo_guardado_se_dice_en_palabras(guardado: str, dicho: str) -> None:
    assert en_palabras(guardado) == dicho


def test_la_accion_empieza_con_mayuscula() -> None:
    assert nombre_de_accion("operacion_hecha") == "Operación hecha"


def test_dice_la_iniciativa_por_su_numero_y_las_cuentas_por_su_nombre(
    bd: BaseDeDatos, reloj: Reloj, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    berta = crear("berta@ejemplo.gt", Rol.ADMINISTRACION, Rol.PERSONAL)
    with transaccion(bd) as sesion:
        uno = sembrar_documento(sesion, 1, "Acta", marcas=("personal",))
        oculto = sembrar_documento(sesion, 2, "Cerrada", marcas=("reservada",))
        sesion.add_all(
            [
                Iniciativa(id=6, numero=6503, nombre="Bono"),
                Iniciativa(id=7, numero=7001, nombre="Cerrada", documento_id=oculto.id),
            ]
        )
        quien = berta.usuario_id
        for clase, fila, accion, detalle in (
            ("iniciativa", "6", "etapa_anotada", {}),
            ("iniciativa", "7", "etapa_quitada", {}),
            ("documento", uno.identificador, "documento_asignado", {"a": quien}),
            ("documento", uno.identificador, "ficha_guardada", {"edicion": 5, "de": f"u:{quien}"}),
            ("usuario", str(quien), "cuenta_editada", {"cuenta": {"antes": "", "despues": "u:99"}}),
        ):
            anotar(sesion, SISTEMA, accion, (clase, fila), reloj=reloj, detalle=detalle)
    html = entrar("berta@ejemplo.gt").get("/admin/bitacora").get_data(as_text=True)
    for dicho in ("iniciativa 6503", "a: Berta", "de: Berta", "edición: 5", "cuenta de Berta", "u:99"):
        assert dicho in html, dicho
    assert "7001" not in html and "iniciativa 7<" in html
    for escrito, cuantos in (("iniciativa 6503", 1), ("iniciativa 6", 0), ("iniciativa 7001", 0)):
        hallado = entrar("berta@ejemplo.gt").get("/admin/bitacora", query_string={"objeto": escrito})
        assert ("1 asiento<" in hallado.get_data(as_text=True)) == bool(cuantos), escrito
    assert nombre_de_accion("pagina_leida") == "Página leída"
