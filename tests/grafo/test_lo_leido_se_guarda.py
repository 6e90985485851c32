"""La estructura y las citas se guardan una vez, se rehacen cuando algo cambia y conservan lo decidido."""

from datetime import UTC, datetime

import pytest
from conftest import contando
from fabrica import sembrar_documento, sembrar_texto
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import tocar
from centro_doc.catalogo.modelos import Documento, Version
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.grafo import atrasadas
from centro_doc.grafo.modelos import (
    CitaGuardada,
    DivisionGuardada,
    EstadoDeCita,
    LecturaJuridica,
    ObjetivoDeCita,
)
from centro_doc.grafo.palabras import lugar_de_articulo
from centro_doc.normas.modelos import AliasDeNorma

LEY = (
    "Artículo 1. Objeto. Cumple el artículo 26 de la Constitución Política de la República.\n"
    "Artículo 2. Fin. Lo del artículo 1 de esta Ley y del Decreto 71-98."
)
AHORA = datetime(2011, 8, 17, 16, 0, tzinfo=UTC)


def _al_dia(bd: BaseDeDatos) -> None:
    while atrasadas.leer_atrasados(bd):
        pass


def _objetivos(sesion: Session) -> list[tuple[str, str, bool, bool]]:
    filas = sesion.scalars(select(ObjetivoDeCita).order_by(ObjetivoDeCita.id))
    return [(uno.norma_clave, uno.articulo, uno.vale, uno.propia) for uno in filas]


def test_se_guarda_por_su_clave_y_lo_propio_no_cuenta(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Ley", [LEY], numero="46-2007")
    _al_dia(de_fabrica)
    with lectura(de_fabrica) as sesion:
        assert _objetivos(sesion) == [
            ("CPRG", "26", True, False),
            ("DC-46-2007", "1", False, True),
            ("DC-71-1998", "", True, False),
        ]
        anclas = select(DivisionGuardada.ancla).where(DivisionGuardada.clase == "articulo")
        assert sesion.scalars(anclas.order_by(DivisionGuardada.orden)).all() == ["art-1", "art-2"]
        assert sesion.scalars(select(CitaGuardada.lugar)).all() == ["Artículo 1", "Artículo 2", "Artículo 2"]


def test_repetirla_no_cambia_nada_y_una_revision_sin_cambios_no_se_vuelve_a_leer(
    de_fabrica: BaseDeDatos, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaccion(de_fabrica) as sesion:
        documento = sembrar_documento(sesion, 1, "Ley", [LEY])
        sembrar_documento(sesion, 2, "En papel")
    assert (atrasadas.leer_atrasados(de_fabrica), atrasadas.leer_atrasados(de_fabrica)) == (2, 0)
    with transaccion(de_fabrica) as sesion:
        tocar(sesion.get_one(Documento, documento.id))
    monkeypatch.setattr(atrasadas, "leer", lambda *_a, **_k: pytest.fail("no hacía falta"))
    assert (atrasadas.leer_atrasados(de_fabrica), atrasadas.leer_atrasados(de_fabrica)) == (1, 0)


def test_un_texto_nuevo_un_alias_nuevo_y_otra_ficha_rehacen_las_citas(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Ley", ["Conforme a la Ley del Retornado y el artículo 3 de esta Ley."])
    _al_dia(de_fabrica)
    with transaccion(de_fabrica) as sesion:
        assert [fila[0] for fila in _objetivos(sesion)] == []
        alias = AliasDeNorma(
            norma_id=1, alias="Ley del Retornado", jurisdiccion="GT", marca="V", de_fabrica=False
        )
        sesion.add(alias)
    _al_dia(de_fabrica)
    with transaccion(de_fabrica) as sesion:
        assert len(_objetivos(sesion)) == 1
        documento = sesion.get_one(Documento, 1)
        documento.numero = "46-2007"
        tocar(documento)
    _al_dia(de_fabrica)
    with transaccion(de_fabrica) as sesion:
        assert ("DC-46-2007", "3", False, True) in _objetivos(sesion)
        sembrar_texto(sesion, sesion.scalars(select(Version)).one(), ["Se deroga el Decreto 95-98."])
        tocar(sesion.get_one(Documento, 1))
    _al_dia(de_fabrica)
    with lectura(de_fabrica) as sesion:
        (derogacion,) = sesion.scalars(select(CitaGuardada))
        assert (derogacion.relacion, _objetivos(sesion)) == ("deroga", [("DC-95-1998", "", True, False)])


def test_lo_decidido_vuelve_a_ponerse_en_el_texto_nuevo(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Ley", [LEY])
    _al_dia(de_fabrica)
    with transaccion(de_fabrica) as sesion:
        una = sesion.scalars(select(CitaGuardada).where(CitaGuardada.literal.contains("26"))).one()
        una.estado, una.decidida, una.pasaje = EstadoDeCita.DESCARTADA, AHORA, "no se parece"
        sembrar_texto(sesion, sesion.scalars(select(Version)).one(), [f"Encabezado nuevo.\n{LEY}"])
        tocar(sesion.get_one(Documento, 1))
    _al_dia(de_fabrica)
    with lectura(de_fabrica) as sesion:
        otra = sesion.scalars(select(CitaGuardada).where(CitaGuardada.literal.contains("26"))).one()
        assert (otra.estado, otra.decidida) == (EstadoDeCita.DESCARTADA, AHORA)
        assert [vale for clave, _, vale, _ in _objetivos(sesion) if clave == "CPRG"] == [False]


def test_lo_que_hace_fallar_al_extractor_queda_mirado_y_no_detiene_a_los_demas(
    de_fabrica: BaseDeDatos, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Ley", [LEY])

    def falla(*_a: object, **_k: object) -> None:
        raise RecursionError

    monkeypatch.setattr(atrasadas, "leer", falla)
    with pytest.raises(RecursionError):
        atrasadas.leer_atrasados(de_fabrica)
    assert atrasadas.leer_atrasados(de_fabrica) == 0


def test_lo_que_cambia_mientras_se_lee_no_se_guarda(
    de_fabrica: BaseDeDatos, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Ley", [LEY])
    leer = atrasadas.leer

    def mientras(*argumentos: object, **mas: object) -> object:
        with transaccion(de_fabrica) as sesion:
            sesion.execute(update(Documento).values(revision=Documento.revision + 1))
        monkeypatch.setattr(atrasadas, "leer", leer)
        return leer(*argumentos, **mas)  # type: ignore[arg-type]

    monkeypatch.setattr(atrasadas, "leer", mientras)
    atrasadas.leer_atrasados(de_fabrica)
    with lectura(de_fabrica) as sesion:
        assert sesion.scalars(select(LecturaJuridica)).all() == []
    assert atrasadas.leer_atrasados(de_fabrica) == 1


def test_guardar_mil_citas_no_cuesta_mil_sentencias(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        articulos = "\n".join(f"Conforme al artículo {n} de la Constitución." for n in range(1, 200))
        sembrar_documento(sesion, 1, "Ley", [articulos])
    with contando(de_fabrica) as contador:
        atrasadas.leer_atrasados(de_fabrica)
    assert contador.cuantas < 30


def test_los_articulos_se_ordenan_con_un_entero() -> None:
    orden = ["", "12", "12-a", "17", "17-bis", "17-ter", "17-quater", "18", "281"]
    lugares = [lugar_de_articulo(articulo) for articulo in orden]
    assert lugares == sorted(set(lugares))
