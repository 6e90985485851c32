"""Si el obrero muere guardando, o algo cambia mientras lee, no quedan citas a medias, dobles ni colgadas."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento, sembrar_texto
from sqlalchemy import func, select

from centro_doc.catalogo.acceso import tocar
from centro_doc.catalogo.modelos import Documento, Estado, Version
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.cuentas.permisos import Actor
from centro_doc.curaduria.unir import unir
from centro_doc.grafo import atrasadas
from centro_doc.grafo.modelos import CitaGuardada, DivisionGuardada, LecturaJuridica, ObjetivoDeCita
from centro_doc.normas.cambios import anadir_alias, decidir_texto
from centro_doc.normas.casos import editar_norma, norma
from centro_doc.normas.modelos import EstadoDeUnion
from centro_doc.normas.partes import DatosAlias, DatosNorma
from grafo.conftest import leer_todo

MUERE = """
import os, signal, sys
from centro_doc import migraciones
from centro_doc.comun.bd import BaseDeDatos
from centro_doc.grafo import atrasadas, guardado

donde = sys.argv[2]
morir = lambda *_a, **_k: os.kill(os.getpid(), signal.SIGKILL)
setattr(guardado, donde, morir)
atrasadas.leer_atrasados(BaseDeDatos(sys.argv[1]))
"""
VIEJO = "Artículo 1. Conforme al artículo 26 de la Constitución Política de la República."
NUEVO = "Artículo 1. Se deroga el artículo 8 del Decreto 95-98.\nArtículo 2. Rige el Decreto 46-2007."


@pytest.fixture
def ana(de_fabrica: BaseDeDatos, crear: Callable[..., Actor]) -> Actor:
    return crear("ana@congreso.gob.gt", "personal", "revisor")


def foto(bd: BaseDeDatos) -> tuple[list[str], list[tuple[str, str]], list[str], int | None]:
    """Las citas, sus objetivos, los artículos y el texto de que salieron; y nada colgado."""
    with lectura(bd) as sesion:
        sueltos = select(func.count()).where(ObjetivoDeCita.cita_id.not_in(select(CitaGuardada.id)))
        assert sesion.scalar(sueltos) == 0
        objetivos = sesion.execute(
            select(ObjetivoDeCita.norma_clave, ObjetivoDeCita.articulo).order_by(ObjetivoDeCita.id)
        )
        divisiones = select(DivisionGuardada.ancla).where(DivisionGuardada.clase == "articulo")
        leida = sesion.get(LecturaJuridica, 1)
        return (
            list(sesion.scalars(select(CitaGuardada.literal).order_by(CitaGuardada.id))),
            [(fila[0], fila[1]) for fila in objetivos],
            list(sesion.scalars(divisiones.order_by(DivisionGuardada.orden))),
            leida.texto_id if leida is not None else None,
        )


@pytest.mark.parametrize("donde", ["_divisiones", "filas_de_objetivos"])
def test_si_el_obrero_muere_guardando_queda_lo_de_antes_y_luego_lo_nuevo_una_vez(
    de_fabrica: BaseDeDatos, donde: str
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Ley", [VIEJO], tipo="estudio")
    leer_todo(de_fabrica)
    antes = foto(de_fabrica)
    with transaccion(de_fabrica) as sesion:
        sembrar_texto(sesion, sesion.scalars(select(Version)).one(), [NUEVO])
        tocar(sesion.get_one(Documento, 1))
    muerto = subprocess.run([sys.executable, "-c", MUERE, de_fabrica.url, donde], timeout=60, check=False)
    assert muerto.returncode == -9
    assert foto(de_fabrica) == antes and antes[1] == [("CPRG", "26")]
    leer_todo(de_fabrica)
    _, objetivos, articulos, texto = foto(de_fabrica)
    assert objetivos == [("DC-95-1998", "8"), ("DC-46-2007", "")]
    assert articulos == ["art-1", "art-2"] and texto != antes[3]


def mientras_se_lee(monkeypatch: pytest.MonkeyPatch, hacer: object) -> None:
    """Hace algo, una vez, entre leer el texto y guardarlo."""
    leer = atrasadas.leer

    def leer_y_hacer(*argumentos: object, **mas: object) -> object:
        leido = leer(*argumentos, **mas)  # type: ignore[arg-type]
        monkeypatch.setattr(atrasadas, "leer", leer)
        hacer()  # type: ignore[operator]
        return leido

    monkeypatch.setattr(atrasadas, "leer", leer_y_hacer)


def test_la_norma_que_cambia_de_nombre_mientras_se_lee_se_reconoce_por_el_nuevo(
    de_fabrica: BaseDeDatos, monkeypatch: pytest.MonkeyPatch, ana: Actor, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Ley", ["Según la Ley del Viajero."], tipo="estudio")

    def renombrar() -> None:
        with transaccion(de_fabrica) as sesion:
            vieja = norma(sesion, "DC-95-1998")
            datos = DatosNorma("DC-95-1998", "Ley del Viajero", "V")
            editar_norma(sesion, ana, "DC-95-1998", datos, edicion=vieja.edicion, reloj=reloj)

    mientras_se_lee(monkeypatch, renombrar)
    atrasadas.leer_atrasados(de_fabrica)
    assert foto(de_fabrica)[1] == []
    leer_todo(de_fabrica)
    assert foto(de_fabrica)[1] == [("DC-95-1998", "")]


def test_el_alias_que_se_anade_mientras_se_lee_no_queda_sin_ver(
    de_fabrica: BaseDeDatos, monkeypatch: pytest.MonkeyPatch, ana: Actor, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Ley", ["Según la Ley del Retornado."], tipo="estudio")

    def anadir() -> None:
        with transaccion(de_fabrica) as sesion:
            datos = DatosAlias("Ley del Retornado", "GT", None, None, "V")
            anadir_alias(sesion, ana, "DC-95-1998", datos, reloj=reloj)

    mientras_se_lee(monkeypatch, anadir)
    leer_todo(de_fabrica)
    assert foto(de_fabrica)[1] == [("DC-95-1998", "")]


def test_unir_el_documento_a_una_norma_mientras_se_lee_no_deja_citas_de_lo_que_era(
    de_fabrica: BaseDeDatos, monkeypatch: pytest.MonkeyPatch, ana: Actor, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        dice = ["Artículo 1. Rige el artículo 2 del Decreto 95-98."]
        sembrar_documento(sesion, 1, "Ley", dice, tipo="estudio")

    def unir_a_la_norma() -> None:
        with transaccion(de_fabrica) as sesion:
            decidir_texto(sesion, ana, "DC-95-1998", "CD-00001", estado=EstadoDeUnion.CONFIRMADO, reloj=reloj)

    mientras_se_lee(monkeypatch, unir_a_la_norma)
    atrasadas.leer_atrasados(de_fabrica)
    assert foto(de_fabrica)[3] is None
    leer_todo(de_fabrica)
    with lectura(de_fabrica) as sesion:
        assert sesion.get_one(LecturaJuridica, 1).clave == "DC-95-1998"
        assert sesion.scalars(select(ObjetivoDeCita.propia)).all() == [True]


def test_unir_la_ficha_mientras_se_lee_deja_las_citas_una_vez_en_la_que_queda(
    de_fabrica: BaseDeDatos, monkeypatch: pytest.MonkeyPatch, ana: Actor, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        for n in (1, 2):
            sembrar_documento(sesion, n, f"Ley {n}", [NUEVO], tipo="estudio", estado="por_catalogar")

    def unir_las_fichas() -> None:
        with transaccion(de_fabrica) as sesion:
            unir(sesion, ana, "CD-00002", "CD-00001", ediciones=(1, 1), reloj=reloj)

    mientras_se_lee(monkeypatch, unir_las_fichas)
    leer_todo(de_fabrica)
    with lectura(de_fabrica) as sesion:
        assert sesion.get_one(Documento, 1).estado == Estado.UNIDO
        assert set(sesion.scalars(select(ObjetivoDeCita.documento_id))) == {2}
    assert foto(de_fabrica)[1] == [("DC-95-1998", "8"), ("DC-46-2007", "")]
