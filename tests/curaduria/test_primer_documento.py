"""El plan entra por el camino de todos, y una sola vez aunque se interrumpa en cualquier punto."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import RelojFijo
from flask import Flask
from sqlalchemy import func, select

from almacen import DepositoLocal, Recepcion
from centro_doc.agenda.modelos import Tema
from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.lectura import Lectura
from centro_doc.catalogo.modelos import Archivo, Documento, Estado
from centro_doc.cobertura.consultas import cobertura
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import NoDisponible
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.curaduria import primer_documento as primero
from centro_doc.curaduria.casos import retirar
from centro_doc.plan.lectura import planes_de_fabrica
from centro_doc.plan.modelos import Nodo, PeriodoPlan
from centro_doc.trabajador import Contexto, Trabajador
from centro_doc.vinculos.consultas import de_nodo, de_tema
from centro_doc.vinculos.modelos import Evidencia, Vinculo
from config import Config

PUBLICO = frozenset({"publico"})
CLAVE = "2009-2012"


class SinIndice:
    """El escritor no hace falta aquí."""

    def una_vuelta(self) -> int:
        return 0

    def cerrar(self) -> None: ...


@pytest.fixture
def contexto(config: Config, de_fabrica: BaseDeDatos, reloj: Reloj) -> Contexto:
    return Contexto(config, de_fabrica, DepositoLocal(config.ruta_archivos), reloj)


@pytest.fixture
def leer(contexto: Contexto) -> Callable[[], None]:
    """Hace las tareas de lectura que haya en la cola."""
    return lambda: _leer(contexto)


def _leer(contexto: Contexto) -> None:
    etapa = Lectura(lambda _sesion, _documento: None)
    trabajador = Trabajador(contexto, {etapa.clase: etapa}, SinIndice())
    while trabajador.una_tarea():
        pass


def _dar_un_paso(contexto: Contexto) -> bool:
    with lectura(contexto.bd) as sesion:
        tarea = primero.por_hacer(sesion)
    if tarea is None:
        return False
    llegada = primero.imprimir(contexto.deposito, tarea)
    with transaccion(contexto.bd) as sesion:
        return primero.hacer(sesion, SISTEMA, tarea, llegada, reloj=contexto.reloj)


def _paso(contexto: Contexto) -> primero.Paso:
    with lectura(contexto.bd) as sesion:
        return primero.pendiente(sesion, CLAVE).paso


@pytest.fixture(scope="module")
def molde(tmp_path_factory: pytest.TempPathFactory, base_de_fabrica: Path) -> Config:
    """Un centro con su plan ya publicado, que cada prueba copia."""
    config = Config(ruta_datos=tmp_path_factory.mktemp("molde"))
    bd = BaseDeDatos(f"sqlite:///{shutil.copy(base_de_fabrica, config.ruta_datos / 'centro.sqlite3')}")
    contexto = Contexto(config, bd, DepositoLocal(config.ruta_archivos), RelojFijo())
    assert _dar_un_paso(contexto)
    _leer(contexto)
    assert _dar_un_paso(contexto)
    bd.cerrar()
    return config


@pytest.fixture
def sembrado(contexto: Contexto, molde: Config) -> Contexto:
    contexto.bd.cerrar()
    shutil.copytree(molde.ruta_datos, contexto.config.ruta_datos, dirs_exist_ok=True)
    return contexto


def test_el_plan_queda_publicado_con_su_pdf_y_su_docx(sembrado: Contexto) -> None:
    with lectura(sembrado.bd) as sesion:
        documento = sesion.scalars(select(Documento)).one()
        assert (documento.estado, documento.tipo) == (Estado.PUBLICADO, "plan_estrategico")
        assert (documento.acceso, documento.subtipo) == ("publica_oficio", "Borrador")
        assert documento.titulo == "PLAN ESTRATEGICO 2009-2012"
        assert [(f.clase, str(f.valor)) for f in documento.fechas] == [("emision", "2009-05-12")]
        archivos = sesion.scalars(select(Archivo).order_by(Archivo.id)).all()
        assert [(a.papel, Path(a.nombre).suffix) for a in archivos] == [
            ("principal", ".pdf"),
            ("otro_formato", ".docx"),
        ]


def test_cada_nodo_queda_enunciado_con_su_pasaje_y_su_pagina(sembrado: Contexto) -> None:
    plan = planes_de_fabrica()[0]
    with lectura(sembrado.bd) as sesion:
        vinculos = sesion.scalars(select(Vinculo)).all()
        assert len(vinculos) == len(plan.nodos) == 92
        assert {v.relacion for v in vinculos} == {"enuncia"}
        assert sum(v.tema_id is not None for v in vinculos) == 5
        for codigo in ("OE", "OO1", "OO2.P1.c", "OO2.M1", "OO3.A1", "OO4.A6.4", "OO4.A5.5.b"):
            nodo = sesion.scalars(select(Nodo).where(Nodo.codigo == codigo)).one()
            (vinculado,) = de_nodo(sesion, nodo, PUBLICO, con_descendientes=False)
            (pasaje,) = vinculado.vinculos[0].pasajes
            assert " ".join(pasaje.literal.split()).endswith(nodo.texto.rstrip(".")), codigo
            assert pasaje.pagina > 1


def test_los_pasajes_apuntan_a_la_fila_de_la_tabla_y_no_a_la_lista_narrativa(sembrado: Contexto) -> None:
    with lectura(sembrado.bd) as sesion:
        consulta = (
            select(Nodo.codigo, Evidencia.pagina_inicio)
            .join(Vinculo, Vinculo.nodo_id == Nodo.id)
            .join(Evidencia, Evidencia.vinculo_id == Vinculo.id)
        )
        paginas = dict(sesion.execute(consulta).all())
    assert paginas["OE"] < paginas["OO1"] < paginas["OO2"] < paginas["OO3"] < paginas["OO4"]


def test_el_plan_no_se_prueba_a_si_mismo(sembrado: Contexto) -> None:
    with lectura(sembrado.bd) as sesion:
        dada = cobertura(sesion, PUBLICO)
        assert dada is not None
        assert (dada.con_evidencia, dada.total) == (0, 51)


def test_repetir_no_hace_nada_ni_aunque_se_retire(sembrado: Contexto) -> None:
    assert not _dar_un_paso(sembrado)
    with transaccion(sembrado.bd) as sesion:
        (identificador,) = sesion.scalars(select(Documento.identificador)).all()
        retirar(sesion, SISTEMA, identificador, "Hay otro plan.", reloj=sembrado.reloj)
    assert not _dar_un_paso(sembrado)
    with lectura(sembrado.bd) as sesion:
        assert sesion.scalar(select(func.count()).select_from(Documento)) == 1


def test_si_muere_tras_recibir_sigue_donde_quedo(contexto: Contexto, leer: Callable[[], None]) -> None:
    assert _dar_un_paso(contexto)
    assert _paso(contexto) is primero.Paso.ESPERAR
    assert not _dar_un_paso(contexto)
    leer()
    assert _paso(contexto) is primero.Paso.CATALOGAR
    assert _dar_un_paso(contexto)
    assert _paso(contexto) is primero.Paso.NADA


def test_si_muere_al_catalogar_no_queda_nada_a_medias(contexto: Contexto, leer: Callable[[], None]) -> None:
    assert _dar_un_paso(contexto)
    leer()
    plan = planes_de_fabrica()[0]
    llegada = primero.imprimir(contexto.deposito, primero.Tarea(plan, primero.Paso.CATALOGAR))
    with pytest.raises(KeyboardInterrupt), transaccion(contexto.bd) as sesion:
        assert primero.catalogar_plan(sesion, SISTEMA, plan, llegada, reloj=contexto.reloj)
        raise KeyboardInterrupt
    with lectura(contexto.bd) as sesion:
        assert sesion.scalar(select(func.count()).select_from(Vinculo)) == 0
    assert _dar_un_paso(contexto)


def test_dos_procesos_a_la_vez_no_lo_duplican(contexto: Contexto, leer: Callable[[], None]) -> None:
    plan = planes_de_fabrica()[0]
    recibir = primero.Tarea(plan, primero.Paso.RECIBIR)
    pdf = primero.imprimir(contexto.deposito, recibir)
    for esperado in (True, False):
        with transaccion(contexto.bd) as sesion:
            assert primero.hacer(sesion, SISTEMA, recibir, pdf, reloj=contexto.reloj) is esperado
    leer()
    catalogar = primero.Tarea(plan, primero.Paso.CATALOGAR)
    docx = primero.imprimir(contexto.deposito, catalogar)
    for esperado in (True, False):
        with transaccion(contexto.bd) as sesion:
            assert primero.hacer(sesion, SISTEMA, catalogar, docx, reloj=contexto.reloj) is esperado
    with lectura(contexto.bd) as sesion:
        acciones = sesion.scalars(select(Asiento.accion)).all()
        assert (acciones.count("plan_recibido"), acciones.count("plan_catalogado")) == (1, 1)


def test_sin_plan_activo_o_con_uno_que_no_es_del_producto_no_hay_nada_que_hacer(
    bd: BaseDeDatos, contexto: Contexto
) -> None:
    with transaccion(bd) as sesion:
        sesion.scalars(select(PeriodoPlan)).one().clave = "2020-2024"
    assert not _dar_un_paso(contexto)
    with transaccion(bd) as sesion:
        sesion.scalars(select(PeriodoPlan)).one().activo = False
    assert not _dar_un_paso(contexto)


def test_si_el_texto_leido_no_trae_un_nodo_se_dice_cual_y_no_se_publica(
    contexto: Contexto, leer: Callable[[], None]
) -> None:
    assert _dar_un_paso(contexto)
    leer()
    plan = planes_de_fabrica()[0]
    otro = replace(plan, nodos=(replace(plan.nodos[0], texto="Otro texto del todo"),))
    llegada = primero.imprimir(contexto.deposito, primero.Tarea(plan, primero.Paso.CATALOGAR))
    with pytest.raises(primero.PasajeAusente, match="OE"), transaccion(contexto.bd) as sesion:
        primero.catalogar_plan(sesion, SISTEMA, otro, llegada, reloj=contexto.reloj)
    with lectura(contexto.bd) as sesion:
        assert sesion.scalars(select(Documento.estado)).one() == Estado.POR_CATALOGAR


def test_el_nodo_y_el_tema_muestran_quien_los_enuncia(app: Flask, sembrado: Contexto) -> None:
    html = app.test_client().get("/plan/OO3.A2.7").get_data(as_text=True)
    assert "Lo enuncian" in html and "plan nacional de retorno" in html
    assert "Sin evidencia" in html
    tema_visto = app.test_client().get("/agenda/AG2").get_data(as_text=True)
    enuncian = tema_visto.partition("Lo enuncian")[2]
    assert "PLAN ESTRATEGICO 2009-2012" in enuncian and "«Ley de CONAMIGUA» (p. 6)" in enuncian
    with lectura(sembrado.bd) as sesion:
        tema = sesion.scalars(select(Tema).where(Tema.codigo == "AG2")).one()
        assert len(de_tema(sesion, tema, PUBLICO)) == 1


class SinEspacio(DepositoLocal):
    """Un depósito en el que no cabe el plan."""

    def abrir_recepcion(self, limite: int) -> Recepcion:
        return super().abrir_recepcion(10)


def test_si_el_plan_no_cabe_en_el_disco_se_intenta_otra_vez(contexto: Contexto, config: Config) -> None:
    lleno = replace(contexto, deposito=SinEspacio(config.ruta_archivos))
    with pytest.raises(NoDisponible):
        _dar_un_paso(lleno)
    assert _paso(contexto) is primero.Paso.RECIBIR
    assert _dar_un_paso(contexto)
    assert _paso(contexto) is primero.Paso.ESPERAR
