"""El motivo y el nombre ya congelados que nombran lo que se cierra después no llegan a quien no lo ve."""

from collections.abc import Callable

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento, sembrar_vinculo
from flask import Flask
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import actualizar_marcas
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.cuentas.permisos import Actor, marcas
from centro_doc.expedientes import congelados
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.expedientes.selecciones import guardar_seleccion
from centro_doc.exportaciones import casos
from centro_doc.exportaciones.casos import OPCIONES
from centro_doc.exportaciones.fuente import fuente

TEMA, SELECCION = "/agenda/AG2/versiones/publica-1", "/expedientes/seleccion/1/versiones/publica-1"


@pytest.fixture
def ana(de_fabrica: BaseDeDatos, crear: Callable[..., Actor], reloj: RelojFijo) -> Actor:
    """AG2, cuyo plan lo enuncia con un motivo que nombra a CD-00002, y una selección que lo nombra."""
    ana = crear("ana@centro.gt", "personal")
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "Ley"), "AG2", motivo="Trata de él")
        sembrar_documento(sesion, 2, "Carta")
        plan = sembrar_documento(sesion, 4, "ZPLAN", tipo="plan_estrategico")
        sembrar_vinculo(sesion, plan, "AG2", motivo="ZMOTIVO del CD-00002", relacion="enuncia")
        guardar_seleccion(sesion, ana, "ZNOMBRE del cd 2, no; CD–2", escritos="CD-00001", reloj=reloj)
        for clave in ("AG2", "seleccion:1"):
            congelar(sesion, ana, clave, "publica", "Reunión", reloj=reloj)
            congelar(sesion, ana, clave, "trabajo", "Reunión", reloj=reloj)
        for numero in (1, 3):
            una = sesion.get_one(ExpedienteCongelado, numero)
            casos.pedir(sesion, ana, una, OPCIONES[0], reloj=reloj)
    return ana


def _cerrar(sesion: Session, reloj: RelojFijo) -> None:
    documento = sesion.get_one(Documento, 2)
    documento.acceso = "interna"
    actualizar_marcas(sesion, documento, reloj=reloj)


def _obra(bd: BaseDeDatos, numero: int) -> str:
    with lectura(bd) as sesion:
        obra = fuente(sesion, sesion.get_one(ExpedienteCongelado, numero)).obra
        return obra.como_json() + obra.nombre_de_archivo


@pytest.mark.parametrize(
    ("pagina", "numero", "sena", "queda"),
    [(TEMA, 1, "ZMOTIVO", "ZPLAN"), (SELECCION, 3, "ZNOMBRE", "Selección 1")],
)
def test_al_publico_no_le_llega_y_lo_demas_sigue(
    ana: Actor,
    de_fabrica: BaseDeDatos,
    reloj: RelojFijo,
    app: Flask,
    pagina: str,
    numero: int,
    sena: str,
    queda: str,
) -> None:
    nadie = app.test_client()
    assert sena in nadie.get(pagina).text and sena in _obra(de_fabrica, numero)
    with transaccion(de_fabrica) as sesion:
        _cerrar(sesion, reloj)
    for vista in ("", "/exportar"):
        dicho = nadie.get(pagina + vista)
        assert dicho.status_code == 200 and sena not in dicho.text, vista
    assert queda in nadie.get(pagina).text
    obra = _obra(de_fabrica, numero)
    assert sena not in obra and "CD-00002" not in obra and queda in obra
    with transaccion(de_fabrica) as sesion:
        assert casos.caducar(sesion, reloj=reloj) == 2, "las copias de cuando se veía se retiran"


def test_quien_lo_ve_lo_sigue_leyendo_en_la_de_trabajo(
    ana: Actor, de_fabrica: BaseDeDatos, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        _cerrar(sesion, reloj)
    with lectura(de_fabrica) as sesion:
        vista = congelados.version(sesion, "seleccion:1", "trabajo-1", marcas(ana))
        assert vista.expediente.nombre.startswith("ZNOMBRE") and vista.sujeto.nombre.startswith("ZNOMBRE")
    assert "ZNOMBRE" in _obra(de_fabrica, 4)
    assert "ZMOTIVO" not in _obra(de_fabrica, 2), "el grupo de AG2 no ve lo interno que no lo nombra"


def test_lo_que_escribio_quien_no_lo_ve_no_se_calla_que_probando_lo_sabria(
    de_fabrica: BaseDeDatos, crear: Callable[..., Actor], reloj: RelojFijo
) -> None:
    titulo = "Informe reservado sobre los consulados de la frontera"
    eva, gil = crear("eva@centro.gt", "investigador"), crear("gil@centro.gt", "grupo_tecnico", temas=("AG2",))
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Ley")
        versiones = {}
        for actor in (eva, gil):
            una = guardar_seleccion(sesion, actor, titulo, escritos="CD-00001", reloj=reloj)
            clave = f"seleccion:{una.id}"
            congelar(sesion, actor, clave, "publica", titulo, reloj=reloj, nota=f"Como {titulo}")
            versiones[actor.nombre] = clave
        sembrar_documento(sesion, 2, titulo, acceso="reservada", marcas=("reservada", "grupo:AG2"))
    with lectura(de_fabrica) as sesion:
        dichos = {}
        for actor in (eva, gil):
            clave = versiones[actor.nombre]
            vista = congelados.version(sesion, clave, "publica-1", marcas(actor))
            (listada,) = congelados.versiones(sesion, clave, marcas(actor))
            obra = fuente(sesion, vista.datos).obra
            assert listada.titulo == vista.titulo == obra.titulo
            dichos[actor.nombre] = [vista.expediente.nombre, vista.titulo, vista.nota]
            assert (titulo in obra.como_json()) is (actor is eva)
        assert dichos["Eva"] == [titulo, titulo, f"Como {titulo}"]
        assert dichos["Gil"][1:] == ["Versión 1", ""]
