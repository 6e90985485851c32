"""Las normas se cargan una vez, y lo que una persona cambia, añade o quita queda como lo dejó."""

from dataclasses import replace
from datetime import date

import pytest
from fabrica import sembrar_documento
from sqlalchemy import func, select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import SISTEMA, Actor
from centro_doc.normas import cambios, casos
from centro_doc.normas.consultas import estado_a, nombres
from centro_doc.normas.lectura import leer
from centro_doc.normas.modelos import (
    AliasDeNorma,
    EstadoDeNorma,
    EstadoDeUnion,
    FechaDeNorma,
    Norma,
    RelacionDeNormas,
)
from centro_doc.normas.partes import DatosAlias, DatosEstado, DatosNorma, DatosRelacion
from centro_doc.normas.uniones import clave_de_ficha, norma_de, textos_de

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
PRESIDENCIA = Actor(None, "Presidencia", frozenset({Rol.PRESIDENCIA}), clave="u:8")
ALIAS = DatosAlias("Ley del migrante", "GT", None, None, "C")
PUBLICO = frozenset({"publico"})
DE_DENTRO = frozenset({"publico", "personal"})


def cargar(base: BaseDeDatos, reloj: Reloj) -> int:
    with transaccion(base) as sesion:
        return casos.cargar_normas(sesion, SISTEMA, leer(), reloj=reloj)


def test_cargar_dos_veces_no_cambia_nada(bd: BaseDeDatos, reloj: Reloj) -> None:
    assert cargar(bd, reloj) > 0
    assert cargar(bd, reloj) == 0
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count()).select_from(Norma)) == len(leer().normas)
        acciones = sesion.scalars(select(Asiento.accion)).all()
        assert acciones.count("normas_cargadas") == 1


def test_lo_que_una_persona_cambio_la_carga_no_lo_pisa(de_fabrica: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(de_fabrica) as sesion:
        datos = DatosNorma("DC-46-2007", "Ley de CONAMIGUA corregida", "V")
        casos.editar_norma(sesion, ANA, "DC-46-2007", datos, edicion=1, reloj=reloj)
        alias = sesion.scalars(select(AliasDeNorma).where(AliasDeNorma.alias == "LOL")).one()
        cambios.quitar(sesion, ANA, "DC-63-1994", AliasDeNorma, alias.id, reloj=reloj)
        cambios.anadir_alias(sesion, ANA, "DC-46-2007", ALIAS, reloj=reloj)
        fecha = sesion.scalars(select(FechaDeNorma).where(FechaDeNorma.clase == "emision")).first()
        assert fecha is not None
        fecha.nota = "Mal escrita por una versión anterior"
    assert cargar(de_fabrica, reloj) == 1
    with lectura(de_fabrica) as sesion:
        una = casos.norma(sesion, "DC-46-2007")
        assert (una.nombre, una.edicion, una.de_fabrica) == ("Ley de CONAMIGUA corregida", 2, False)
        dichos = {nombre.nombre: nombre.clave for nombre in nombres(sesion)}
        assert "LOL" not in dichos and dichos["Ley del migrante"] == "DC-46-2007"


def test_lo_de_fabrica_que_ya_no_viene_se_borra_y_lo_ajeno_se_queda(
    de_fabrica: BaseDeDatos, reloj: Reloj
) -> None:
    propia = DatosRelacion("DC-1-2001", "reforma", "CPRG", "C")
    with transaccion(de_fabrica) as sesion:
        cambios.anadir_relacion(sesion, ANA, "CPRG", propia, reloj=reloj)
        catalogo = leer()
        menos = replace(catalogo, relaciones=catalogo.relaciones[1:])
        assert casos.cargar_normas(sesion, SISTEMA, menos, reloj=reloj) == 1
        quedan = sesion.scalars(select(RelacionDeNormas.origen).where(RelacionDeNormas.destino == "CPRG"))
        assert list(quedan) == ["DC-1-2001"]


def test_quitar_y_volver_a_anadir_lo_mismo(de_fabrica: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(de_fabrica) as sesion:
        fila = cambios.anadir_alias(sesion, ANA, "CPRG", ALIAS, reloj=reloj)
        with pytest.raises(DatosInvalidos) as error:
            cambios.anadir_alias(sesion, ANA, "CPRG", ALIAS, reloj=reloj)
        assert "repetido" in error.value.campos
        with pytest.raises(NoEncontrado):
            cambios.quitar(sesion, ANA, "DC-46-2007", AliasDeNorma, fila.id, reloj=reloj)
        cambios.quitar(sesion, ANA, "CPRG", AliasDeNorma, fila.id, reloj=reloj)
        assert cambios.anadir_alias(sesion, ANA, "CPRG", ALIAS, reloj=reloj).id == fila.id
        acciones = sesion.scalars(select(Asiento.accion).where(Asiento.objeto_id == "CPRG")).all()
        assert acciones == ["alias_anadido", "parte_de_norma_quitada", "alias_anadido"]


def test_solo_el_personal_edita_y_sobre_lo_ultimo(de_fabrica: BaseDeDatos, reloj: Reloj) -> None:
    datos = DatosNorma("CPRG", "Otra", "C")
    with transaccion(de_fabrica) as sesion:
        with pytest.raises(SinPermiso):
            casos.editar_norma(sesion, PRESIDENCIA, "CPRG", datos, edicion=1, reloj=reloj)
        with pytest.raises(SinPermiso):
            cambios.anadir_alias(sesion, PRESIDENCIA, "CPRG", ALIAS, reloj=reloj)
        with pytest.raises(Conflicto):
            casos.editar_norma(sesion, ANA, "CPRG", datos, edicion=9, reloj=reloj)
        with pytest.raises(DatosInvalidos):
            casos.crear_norma(sesion, ANA, datos, reloj=reloj)


def test_un_estado_confirmado_pide_el_documento_que_lo_prueba(de_fabrica: BaseDeDatos, reloj: Reloj) -> None:
    vigente = DatosEstado("vigente", date(2008, 1, 1), "dia", "V", "V")
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Diario de Centro América")
        sembrar_documento(sesion, 2, "Reservado", marcas=("reservada",))
        for documento in ("", "CD-99999", "CD-00002"):
            with pytest.raises(DatosInvalidos) as error:
                cambios.anadir_estado(sesion, ANA, "DC-46-2007", vigente, documento=documento, reloj=reloj)
            assert "documento" in error.value.campos
        assert estado_a(sesion, "DC-46-2007", date(2009, 1, 1), marcas=frozenset()).estado == "desconocido"
        cambios.anadir_estado(sesion, ANA, "DC-46-2007", vigente, documento="cd-00001", reloj=reloj)
        estado = estado_a(sesion, "DC-46-2007", date(2009, 1, 1), marcas=frozenset())
        assert (estado.estado, estado.hecho and estado.hecho.documento) == ("vigente", 1)
        assert estado.razon == "Desde el 1 de enero de 2008. Después no consta otro cambio."
        dudoso = replace(vigente, marca="C", marca_desde="C", desde=date(2010, 1, 1))
        cambios.anadir_estado(sesion, ANA, "DC-46-2007", dudoso, documento="", reloj=reloj)
        assert sesion.scalar(select(func.count()).where(EstadoDeNorma.documento_id.is_not(None))) == 1


@pytest.mark.parametrize(
    ("tipo", "numero", "clave"),
    [
        ("decreto_congreso", "46-2007", "DC-46-2007"),
        ("decreto_congreso", " 95-98 ", "DC-95-1998"),
        ("decreto_congreso", "4-04", "DC-4-2004"),
        ("decreto_congreso", "1613", "DS-1613"),
        ("decreto_ley", "22-86", "DL-22-1986"),
        ("decreto_ley", "106", "DL-106"),
        ("decreto_gubernativo", "5-2022", "DG-5-2022"),
        ("decreto_gubernativo", "5", ""),
        ("ley_constitucional", "1-85", "DANC-1-1985"),
        ("acuerdo_amn", "002-2023", "AMN-2-2023"),
        ("iniciativa", "4126", "INI-4126"),
        ("iniciativa", "44-39", ""),
        ("acuerdo_gubernativo", "106", ""),
        ("acuerdo_ministerial", "47-2008", ""),
        ("constitucion", "", "CPRG"),
        ("oficio", "46-2007", ""),
        ("decreto_congreso", "sin número", ""),
        (None, "46-2007", ""),
    ],
)
def test_la_ficha_de_un_documento_dice_de_que_norma_parece(tipo: str | None, numero: str, clave: str) -> None:
    assert clave_de_ficha(tipo, numero) == clave
    assert clave_de_ficha(tipo, numero, "MX") == ""


def test_el_documento_se_propone_por_su_ficha_y_una_persona_decide(
    de_fabrica: BaseDeDatos, reloj: Reloj
) -> None:
    with transaccion(de_fabrica) as sesion:
        una = casos.norma(sesion, "DL-22-1986")
        suyo = sembrar_documento(sesion, 1, "Decreto Ley 22-86", tipo="decreto_ley", numero="22-86")
        sembrar_documento(sesion, 2, "Decreto 22-86 del Congreso", numero="22-86")
        sembrar_documento(sesion, 3, "Copia", tipo="decreto_ley", numero="022-1986", marcas=("personal",))
        otro = sembrar_documento(sesion, 4, "Recopilación", tipo="recopilacion")

        def vistos(marcas: frozenset[str]) -> list[tuple[int, str]]:
            return [(texto.documento.id, texto.clase) for texto in textos_de(sesion, una, marcas)]

        assert vistos(PUBLICO) == [(1, "")]
        assert vistos(DE_DENTRO) == [(1, ""), (3, "")]
        assert norma_de(sesion, suyo) == (una, False)
        assert norma_de(sesion, otro) is None
        confirmar = {"estado": EstadoDeUnion.CONFIRMADO, "reloj": reloj}
        rechazar = {"estado": EstadoDeUnion.RECHAZADO, "reloj": reloj}
        cambios.decidir_texto(sesion, ANA, "DL-22-1986", "CD-00001", **confirmar)
        cambios.decidir_texto(sesion, ANA, "DL-22-1986", "CD-00003", **rechazar)
        assert vistos(DE_DENTRO) == [(1, "oficial")]
        assert norma_de(sesion, suyo) == (una, True)
