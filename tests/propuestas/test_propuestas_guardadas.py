"""Lo que el sistema propone: se guarda sin contar, recuerda lo decidido y aprende de ello."""

from collections.abc import Callable

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_documento, sembrar_texto
from flask.testing import FlaskClient
from sqlalchemy import select

from centro_doc.catalogo.acceso import tocar
from centro_doc.catalogo.modelos import Documento, Version
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.grafo.atrasadas import leer_atrasados
from centro_doc.propuestas.atrasados import proponer_atrasados
from centro_doc.propuestas.casos import decidir_varios
from centro_doc.propuestas.consultas import aciertos, cuantas_esperan, pendientes, por_destino, sustentos
from centro_doc.propuestas.perfiles import perfiles_afinados
from centro_doc.vinculos import casos
from centro_doc.vinculos.consultas import cuentas_por_tema
from centro_doc.vinculos.modelos import EstadoVinculo, Vinculo

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
MARCAS = frozenset({"personal", "publico"})
CONAMIGUA = (
    "El Consejo Nacional de Atención al Migrante de Guatemala, CONAMIGUA, presentó su informe anual.",
    "Conforme al artículo 8 del Decreto 46-2007, el Consejo Asesor opinó sobre la reforma de su ley.",
)


@pytest.fixture
def centro(de_fabrica: BaseDeDatos, reloj: Reloj) -> BaseDeDatos:
    """El centro de fábrica con un informe de CONAMIGUA en CD-00001, ya mirado."""
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Informe anual de CONAMIGUA", CONAMIGUA, tipo="informe_institucional")
    _mirar(de_fabrica, reloj)
    return de_fabrica


def _mirar(bd: BaseDeDatos, reloj: Reloj) -> None:
    while leer_atrasados(bd):
        pass
    while proponer_atrasados(bd, reloj=reloj):
        pass


def _vinculos(bd: BaseDeDatos, documento: int = 1) -> dict[str, str]:
    with lectura(bd) as sesion:
        filas = sesion.scalars(select(Vinculo).where(Vinculo.documento_id == documento))
        return {uno.destino: uno.estado for uno in filas}


def _numero(bd: BaseDeDatos, destino: str) -> int:
    with lectura(bd) as sesion:
        return sesion.scalars(select(Vinculo.id).where(Vinculo.destino == destino)).one()


def test_se_propone_con_pasaje_y_razones_y_no_cuenta(centro: BaseDeDatos) -> None:
    assert _vinculos(centro)["tema:AG2"] == EstadoVinculo.PROPUESTO
    with lectura(centro) as sesion:
        uno = next(p for p in pendientes(sesion, MARCAS).elementos if p.vinculo.codigo == "AG2")
        (pasaje,) = uno.vinculo.pasajes
        assert CONAMIGUA[pasaje.pagina - 1][pasaje.inicio : pasaje.fin] == pasaje.literal
        assert uno.sustento.confianza > 0.5 and any("CONAMIGUA" in razon for razon in uno.sustento.razones)
        assert sum(c.documentos for c in cuentas_por_tema(sesion, MARCAS).values()) == 0
        assert cuantas_esperan(sesion, MARCAS) == sum(por_destino(sesion, MARCAS).values()) > 0
        assert cuantas_esperan(sesion, frozenset({"nadie"})) == 0


def test_lo_rechazado_no_vuelve_y_lo_aceptado_se_queda(centro: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(centro) as sesion:
        casos.rechazar(sesion, ANA, _numero(centro, "tema:AG2"), "No es", reloj=reloj)
        texto = sesion.scalars(select(Version)).first()
        sembrar_texto(sesion, texto, (*CONAMIGUA, "Otra página sobre CONAMIGUA."))
        tocar(sesion.get_one(Documento, 1))
    _mirar(centro, reloj)
    assert _vinculos(centro)["tema:AG2"] == EstadoVinculo.RECHAZADO


def test_lo_que_el_texto_nuevo_ya_no_dice_deja_de_proponerse(centro: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(centro) as sesion:
        version = sesion.scalars(select(Version)).first()
        sembrar_texto(sesion, version, ("Reglamento de los parques nacionales y sus senderos.",))
        sesion.get_one(Documento, 1).titulo = "Reglamento de parques"
        tocar(sesion.get_one(Documento, 1))
    _mirar(centro, reloj)
    assert _vinculos(centro) == {}


def test_mirar_dos_veces_no_cambia_nada(centro: BaseDeDatos, reloj: Reloj) -> None:
    numero = _numero(centro, "tema:AG2")
    assert proponer_atrasados(centro, reloj=reloj) == 0
    assert _numero(centro, "tema:AG2") == numero


def test_lo_decidido_afina_los_perfiles_y_dice_cuanto_se_acierta(centro: BaseDeDatos, reloj: Reloj) -> None:
    numero = _numero(centro, "tema:AG2")
    with transaccion(centro) as sesion:
        casos.confirmar(sesion, ANA, numero, reloj=reloj)
    with lectura(centro) as sesion:
        perfil = next(uno for uno in perfiles_afinados(sesion) if uno.codigo == "AG2")
        assert [ejemplo.identificador for ejemplo in perfil.confirmados] == ["CD-00001"]
        suyo = next(uno for uno in aciertos(sesion, MARCAS) if uno.codigo == "AG2")
        assert (suyo.aceptados, suyo.precision, suyo.exhaustividad) == (1, 1.0, 1.0)
        assert sustentos(sesion, [numero])[numero].porciento > 50


def test_un_documento_ajeno_no_recibe_nada(centro: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(centro) as sesion:
        sembrar_documento(
            sesion, 2, "Ley de aves", ("Las aves migratorias y la regularización tributaria del sector.",)
        )
    _mirar(centro, reloj)
    assert _vinculos(centro, 2) == {}


def test_varios_se_deciden_de_una_vez_y_se_deshace_solo_lo_propio(
    centro: BaseDeDatos, reloj: Reloj, crear: Callable[..., Actor]
) -> None:
    ana, eva = crear("ana@centro.gt", "personal"), crear("eva@centro.gt", "personal")
    with lectura(centro) as sesion:
        numeros = [uno.vinculo.id for uno in pendientes(sesion, MARCAS).elementos]
    with transaccion(centro) as sesion:
        assert decidir_varios(sesion, ana, numeros, "rechazar", reloj=reloj) == sorted(numeros)
        with pytest.raises(DatosInvalidos):
            decidir_varios(sesion, eva, numeros, "devolver", reloj=reloj)
        with pytest.raises(DatosInvalidos):
            decidir_varios(sesion, ana, numeros, "aceptar", reloj=reloj)
        assert decidir_varios(sesion, ana, numeros, "devolver", reloj=reloj) == sorted(numeros)
        with pytest.raises(DatosInvalidos, match="Elija"):
            decidir_varios(sesion, ana, numeros, "otra cosa", reloj=reloj)
    assert set(_vinculos(centro).values()) == {EstadoVinculo.PROPUESTO}


def test_se_revisan_en_su_pagina_y_en_la_del_documento(
    centro: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[[str], FlaskClient]
) -> None:
    crear("ana@centro.gt", "personal")
    cliente, numero = entrar("ana@centro.gt"), _numero(centro, "tema:AG2")
    pagina = cliente.get("/vinculos/propuestos?destino=AG2").text
    assert "Vínculos sugeridos" in pagina and "CD-00001" in pagina and f"aceptar:{numero}" in pagina
    assert "Confianza" in cliente.get("/documentos/CD-00001").text
    assert f"aceptar:v{numero}" in cliente.get("/catalogar/CD-00001").text
    datos = {"csrf_token": ficha_csrf(cliente, "/vinculos/propuestos"), "accion": f"aceptar:{numero}"}
    hecho = cliente.post("/vinculos/propuestos", data=datos)
    assert "Deshacer lo último" in cliente.get(hecho.location).text
    assert _vinculos(centro)["tema:AG2"] == EstadoVinculo.CONFIRMADO
    assert "100 %" in cliente.get("/admin/propuestas").text
