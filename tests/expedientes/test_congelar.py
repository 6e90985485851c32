"""Una versión congelada fija lo que había y dice qué cambió después; la pública no delata nada."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import actualizar_marcas
from centro_doc.catalogo.modelos import Documento, Estado, Version, Vista
from centro_doc.catalogo.modelos_relaciones import DocumentoUnido
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.expedientes.a_la_vista import YA_NO_SE_VE
from centro_doc.expedientes.congelados import VersionCongelada, diferencia_con, version, versiones
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.contenido import Apartado, Expediente, Tabla, contenido_de
from centro_doc.expedientes.guardadas import guardado, huella_de, piezas_guardadas
from centro_doc.expedientes.modelos import ExpedienteCongelado

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
PUBLICO = frozenset({"publico"})
GRUPO = frozenset({"publico", "grupo:AG2"})


@pytest.fixture
def centro(de_fabrica: BaseDeDatos) -> BaseDeDatos:
    """AG2 con una ley y una opinión públicas, y un acta interna que nombra a su grupo."""
    with transaccion(de_fabrica) as sesion:
        ley = sembrar_documento(sesion, 1, "Ley de CONAMIGUA")
        sembrar_version(sesion, ley, ["Ley"])
        opinion = sembrar_documento(sesion, 2, "Opinión de la PDH", tipo="opinion_recibida")
        acta = sembrar_documento(
            sesion,
            3,
            "Acta secreta",
            tipo="acta_mesa_trabajo",
            acceso="interna",
            marcas=("grupo:AG2", "personal"),
        )
        for documento in (ley, opinion, acta):
            sembrar_vinculo(sesion, documento, "AG2", motivo=f"Trata de él {documento.identificador}")
    return de_fabrica


def _congelar(bd: BaseDeDatos, reloj: Reloj, nivel: str = "publica", titulo: str = "Reunión") -> str:
    with transaccion(bd) as sesion:
        hecho = congelar(sesion, ANA, "AG2", nivel, titulo, reloj=reloj)
        return f"{hecho.nivel}-{hecho.numero} {hecho.huella}"


def _ver(sesion: Session, direccion: str, suyas: frozenset[str] = PUBLICO) -> VersionCongelada:
    return version(sesion, "AG2", direccion, suyas)


def _registros(una: VersionCongelada) -> list[str]:
    return [pieza.identificador for pieza in una.expediente.piezas]


def test_fija_la_lista_con_sus_secciones_y_su_razon(centro: BaseDeDatos, reloj: Reloj) -> None:
    _congelar(centro, reloj)
    with transaccion(centro) as sesion:
        sesion.get_one(Documento, 1).titulo = "Otro título"
    with lectura(centro) as sesion:
        una = _ver(sesion, "publica-1")
        con_piezas = [uno.titulo for uno in una.expediente.apartados if uno.piezas]
        assert con_piezas == ["Marco legal", "Opiniones y propuestas recibidas"]
        assert [uno.numero for uno in una.expediente.apartados] == list(range(12))
        ley = una.expediente.apartados[2].piezas[0]
        assert (ley.titulo, ley.version, len(ley.sha256)) == ("Ley de CONAMIGUA", 1, 64)
        assert ley.frase == "Sustenta AG2: Trata de él CD-00001."


def test_la_publica_no_dice_que_haya_mas_y_la_de_trabajo_es_del_grupo(
    centro: BaseDeDatos, reloj: Reloj
) -> None:
    _congelar(centro, reloj)
    _congelar(centro, reloj, "trabajo")
    with lectura(centro) as sesion:
        assert _registros(_ver(sesion, "publica-1")) == ["CD-00001", "CD-00002"]
        assert [uno.direccion for uno in versiones(sesion, "AG2", PUBLICO)] == ["publica-1"]
        with pytest.raises(NoEncontrado):
            _ver(sesion, "trabajo-1")
        assert "CD-00003" in _registros(_ver(sesion, "trabajo-1", GRUPO))
        with pytest.raises(NoEncontrado):
            version(sesion, "AG2", "trabajo-1", frozenset({"publico", "grupo:AG1"}))


def test_si_se_retira_la_version_que_se_cito_no_quedan_sus_palabras(
    centro: BaseDeDatos, reloj: Reloj
) -> None:
    _congelar(centro, reloj)
    with transaccion(centro) as sesion:
        citada = sesion.scalars(select(Version).where(Version.documento_id == 1)).one()
        citada.vista = Vista.RETIRADA
    with lectura(centro) as sesion:
        expediente = _ver(sesion, "publica-1").expediente
    retirada, otra = expediente.piezas
    assert (retirada.identificador, retirada.frase, retirada.evidencias) == ("CD-00001", YA_NO_SE_VE, ())
    assert otra.frase == "Sustenta AG2: Trata de él CD-00002."
    todo = json.dumps(contenido_de(expediente), ensure_ascii=False)
    assert "CD-00001" not in todo


def test_quitar_las_filas_de_un_documento_deja_las_demas_y_las_piezas() -> None:
    cuadro = Tabla("Cuadro", ("Documento", "Dice"), (("uno", "a"), ("dos", "b")), (("CD-1",), ("CD-2",)))
    de_uno = Tabla("De uno", ("Dice",), (("a",),), (("CD-1",),))
    sin_fuente = Tabla("Fija", ("Dato",), (("x",),))
    anexo = Apartado(1, "Cuadro", tablas=(cuadro, de_uno, sin_fuente))
    entero = Expediente("AG2", "Ley", "publica", date(2011, 8, 17), (), (anexo,))
    (quedan,) = entero.sin_filas_de(frozenset({"CD-1"})).anexos
    assert [tabla.filas for tabla in quedan.tablas] == [(("dos", "b"),), (("x",),)]


def test_la_misma_lista_da_la_misma_huella_y_no_se_congela_dos_veces(
    centro: BaseDeDatos, reloj: Reloj
) -> None:
    primera = _congelar(centro, reloj)
    with pytest.raises(DatosInvalidos, match="No se congeló") as error:
        _congelar(centro, reloj)
    assert "Nada cambió" in error.value.campos["titulo"]
    with transaccion(centro) as sesion:
        sembrar_version(sesion, sesion.get_one(Documento, 1), ["Ley, mejor escaneada"], numero=2)
    segunda = _congelar(centro, reloj)
    assert primera.split()[1] != segunda.split()[1] and segunda.startswith("publica-2")


def test_lo_congelado_antes_de_guardar_los_apartados_se_lee_con_su_huella(
    centro: BaseDeDatos, reloj: Reloj
) -> None:
    _congelar(centro, reloj)
    with transaccion(centro) as sesion:
        vieja = sesion.scalars(select(ExpedienteCongelado)).one()
        nueva = vieja.huella
        vieja.contenido, vieja.huella = None, huella_de(piezas_guardadas(vieja.piezas))
        assert vieja.huella != nueva
    with lectura(centro) as sesion:
        una = _ver(sesion, "publica-1")
        assert [uno.numero for uno in una.expediente.apartados] == [2, 5]
        assert una.expediente.nombre == "Ley de CONAMIGUA" and una.expediente.corte == reloj.hoy()


def test_la_huella_de_una_version_se_rehace_de_lo_que_guarda(centro: BaseDeDatos, reloj: Reloj) -> None:
    _congelar(centro, reloj)
    with lectura(centro) as sesion:
        una = sesion.scalars(select(ExpedienteCongelado)).one()
        assert huella_de(piezas_guardadas(una.piezas), una.contenido) == una.huella
        entero = guardado(una, "")
        assert contenido_de(entero) == una.contenido and entero.nombre == "Ley de CONAMIGUA"


def test_dice_que_entra_que_sale_y_que_cambia(centro: BaseDeDatos, reloj: Reloj) -> None:
    _congelar(centro, reloj)
    with transaccion(centro) as sesion:
        sembrar_version(sesion, sesion.get_one(Documento, 1), ["Ley 2"], numero=2)
        sembrar_vinculo(
            sesion, sembrar_documento(sesion, 4, "Estudio", tipo="estudio"), "AG2", motivo="Nuevo"
        )
    with lectura(centro) as sesion:
        _, segunda, hasta_hoy = diferencia_con(sesion, "AG2", "publica-1", "", PUBLICO, reloj=reloj)
        assert segunda is None and [p.identificador for p in hasta_hoy.entran] == ["CD-00004"]
        assert [(c.despues.identificador, c.que) for c in hasta_hoy.cambian] == [
            ("CD-00001", ("el archivo",))
        ]
    _congelar(centro, reloj)
    with lectura(centro) as sesion:
        al_reves = diferencia_con(sesion, "AG2", "publica-2", "publica-1", PUBLICO, reloj=reloj)[2]
        assert [p.identificador for p in al_reves.salen] == ["CD-00004"]
        assert diferencia_con(sesion, "AG2", "publica-2", "publica-2", PUBLICO, reloj=reloj)[2].ninguna


def test_lo_que_despues_se_retira_no_se_muestra_en_la_congelada(centro: BaseDeDatos, reloj: Reloj) -> None:
    _congelar(centro, reloj)
    with transaccion(centro) as sesion:
        dos = sesion.get_one(Documento, 2)
        dos.estado = Estado.RETIRADO
        actualizar_marcas(sesion, dos, reloj=reloj)
    with lectura(centro) as sesion:
        una = _ver(sesion, "publica-1")
        assert (_registros(una), una.ocultas) == (["CD-00001"], 0)
        assert _ver(sesion, "publica-1", frozenset({"publico", "personal"})).ocultas == 1


def test_lo_que_se_unio_a_otra_ficha_sigue_en_la_congelada(centro: BaseDeDatos, reloj: Reloj) -> None:
    _congelar(centro, reloj)
    with transaccion(centro) as sesion:
        sesion.get_one(Documento, 2).estado = Estado.UNIDO
        sesion.add(DocumentoUnido(documento_id=2, queda_id=1, versiones={}))
    with lectura(centro) as sesion:
        assert _registros(_ver(sesion, "publica-1")) == ["CD-00001", "CD-00002"]


def test_sin_permiso_sin_nombre_o_sin_documentos_no_se_congela(centro: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(centro) as sesion:
        with pytest.raises(SinPermiso):
            congelar(sesion, Actor(1, "Eva", clave="u:1"), "AG2", "publica", "X", reloj=reloj)
        with pytest.raises(NoEncontrado):
            congelar(sesion, ANA, "AG9", "publica", "X", reloj=reloj)
        with pytest.raises(DatosInvalidos):
            congelar(sesion, ANA, "AG2", "publica", " ", reloj=reloj)
        with pytest.raises(DatosInvalidos):
            congelar(sesion, ANA, "AG1", "publica", "X", reloj=reloj)


def test_se_congela_desde_la_pagina_del_tema_y_cualquiera_la_lee(
    centro: BaseDeDatos, app: Flask, crear: Callable[..., Actor], entrar: Callable[[str], FlaskClient]
) -> None:
    crear("ana@centro.gt", "personal")
    suyo, cliente = entrar("ana@centro.gt"), app.test_client()
    datos = {"csrf_token": ficha_csrf(suyo, "/agenda/AG2/congelar"), "nivel": "publica"}
    assert suyo.post("/agenda/AG2/congelar", data=datos).status_code == 422
    hecho = suyo.post("/agenda/AG2/congelar", data=datos | {"titulo": "Séptima reunión"})
    assert hecho.location == "/agenda/AG2/versiones/publica-1"
    pagina = cliente.get(hecho.location).text
    assert "Séptima reunión" in pagina and "Ley de CONAMIGUA" in pagina and "Acta secreta" not in pagina
    assert "v1 Séptima reunión" in cliente.get("/agenda/AG2").text
    assert "hasta hoy" in cliente.get(f"{hecho.location}/diferencias").text


def test_la_nota_tiene_un_maximo(centro: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(centro) as sesion, pytest.raises(DatosInvalidos) as error:
        congelar(sesion, ANA, "AG2", "publica", "Reunión", nota="x" * 2001, reloj=reloj)
    assert error.value.campos["nota"] == "Escriba 2,000 letras o menos: tiene 2,001."
