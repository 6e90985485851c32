"""Lo congelado calla lo que se cierra después: una mesa, un nombre, una iniciativa, un registro nombrado."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from fabrica import sembrar_documento, sembrar_vinculo
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.formularios import DatosIniciativa
from centro_doc.agenda.iniciativas import registrar
from centro_doc.catalogo.acceso import actualizar_marcas
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Membresia, Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.expedientes.apuntes import escribir_frase
from centro_doc.expedientes.armar import leer_materia
from centro_doc.expedientes.congelados import version
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.contenido import contenido_de
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.expedientes.sujetos import resolver
from centro_doc.exportaciones import casos as exportaciones
from centro_doc.exportaciones.casos import Opcion
from centro_doc.exportaciones.fuente import fuente
from centro_doc.grupos import casos, casos_acuerdos, casos_mesas
from centro_doc.grupos.formularios import DatosAcuerdo, DatosIntegrante, DatosMesa
from centro_doc.grupos.modelos import EstadoMesa, Integrante, Mesa

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
PUBLICO = frozenset({"publico"})
GRUPO = frozenset({"publico", "grupo:AG2"})
MESA = DatosMesa(fecha=date(2011, 8, 3), estado=EstadoMesa.REALIZADA, titulo="zqmesa")
SENAS = ("zqmesa", "zqacuerdo", "zqnombre", "zqiniciativa", "zqfrase", "zqnota")
Cerrar = Callable[[Session, Reloj], None]


def _cerrar_mesa(sesion: Session, reloj: Reloj) -> None:
    datos = replace(MESA, interna=True, fundamento="Artículo 9 de la LAIP")
    casos_mesas.editar(sesion, ANA, "AG2", 1, datos, edicion=1, reloj=reloj)


def _anular_acuerdo(sesion: Session, reloj: Reloj) -> None:
    casos_acuerdos.anular(sesion, ANA, "AG2", 1, 1, "Fue un error", reloj=reloj)


def _retirar_permiso(sesion: Session, reloj: Reloj) -> None:
    sesion.scalars(select(Integrante)).one().divulgacion = ""


def _cerrar_los_documentos(sesion: Session, reloj: Reloj) -> None:
    for numero in (2, 3):
        documento = sesion.get_one(Documento, numero)
        documento.acceso = "interna"
        actualizar_marcas(sesion, documento, reloj=reloj)


@pytest.fixture
def centro(de_fabrica: BaseDeDatos, reloj: Reloj) -> BaseDeDatos:
    """AG2 con una mesa, un acuerdo, un nombre autorizado, una iniciativa con documento y una frase."""
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "Ley"), "AG2", motivo="Trata de él")
        otro = sembrar_documento(sesion, 2, "Carta")
        nacida = sembrar_documento(sesion, 3, "Moción", tipo="iniciativa")
        datos = DatosIniciativa(6001, "zqiniciativa", temas=("AG2",))
        registrar(sesion, ANA, datos, documento=nacida, reloj=reloj)
        casos_mesas.crear(sesion, ANA, "AG2", MESA, reloj=reloj)
        acuerdo = DatosAcuerdo(texto="zqacuerdo", institucion="Dirección General de Migración")
        casos_acuerdos.anadir(sesion, ANA, "AG2", 1, acuerdo, reloj=reloj)
        persona = DatosIntegrante(nombre="zqnombre", desde=date(2011, 1, 1), divulgacion="consentimiento")
        casos.anadir(sesion, ANA, "AG2", persona, reloj=reloj)
        ley = sesion.get_one(Documento, 1)
        frase = f"zqfrase: responde a {otro.identificador}."
        escribir_frase(sesion, ANA, "AG2", ley, frase, reloj=reloj)
        for nivel in ("publica", "trabajo"):
            nota = "zqnota, sin CD-00002"
            congelar(sesion, ANA, "AG2", nivel, "Reunión", reloj=reloj, nota=nota)
    return de_fabrica


def _dichas(sesion: Session, direccion: str, marcas: frozenset[str]) -> set[str]:
    """Las señas que dicen la versión y la obra de que salen sus copias; tienen que ser las mismas."""
    una = version(sesion, "AG2", direccion, marcas)
    todo = json.dumps(contenido_de(una.expediente), ensure_ascii=False) + una.nota
    todo += "".join(pieza.frase for pieza in una.expediente.piezas)
    obra = fuente(sesion, una.datos).obra.como_json()
    dichas = {sena for sena in SENAS if sena in todo}
    assert dichas == {sena for sena in SENAS if sena in obra}
    return dichas


@pytest.mark.parametrize("vieja", [False, True])
@pytest.mark.parametrize(
    ("cerrar", "calla", "calla_al_grupo"),
    [
        (_cerrar_mesa, {"zqmesa", "zqacuerdo"}, set()),
        (_anular_acuerdo, {"zqacuerdo"}, {"zqacuerdo"}),
        (_retirar_permiso, {"zqnombre"}, set()),
        (_cerrar_los_documentos, {"zqiniciativa", "zqfrase", "zqnota"}, None),
    ],
)
def test_lo_que_se_cierra_se_calla_en_lo_congelado_y_en_sus_copias(
    centro: BaseDeDatos,
    reloj: Reloj,
    cerrar: Cerrar,
    calla: set[str],
    calla_al_grupo: set[str] | None,
    vieja: bool,
) -> None:
    with transaccion(centro) as sesion:
        publica, trabajo = sesion.scalars(select(ExpedienteCongelado).order_by(ExpedienteCongelado.id))
        if vieja:
            for una in (publica, trabajo):
                una.contenido = _sin_sustento(una.contenido)
        assert _dichas(sesion, "publica-1", PUBLICO) == _dichas(sesion, "trabajo-1", GRUPO) == set(SENAS)
        exportaciones.pedir(sesion, ANA, publica, Opcion("zip"), reloj=reloj)
        antes = publica.huella, json.dumps(publica.contenido)
    with transaccion(centro) as sesion:
        cerrar(sesion, reloj)
    with transaccion(centro) as sesion:
        assert _dichas(sesion, "publica-1", PUBLICO) == set(SENAS) - calla
        del_grupo = calla if calla_al_grupo is None else calla_al_grupo
        assert _dichas(sesion, "trabajo-1", GRUPO) == set(SENAS) - del_grupo
        publica = sesion.get_one(ExpedienteCongelado, 1)
        assert (publica.huella, json.dumps(publica.contenido)) == antes
        assert exportaciones.caducar(sesion, reloj=reloj) == 1


@pytest.mark.parametrize("titulo", ["", "Situación de la niñez: éxodo"])
def test_el_expediente_vivo_vuelve_a_la_frase_de_regla_y_calla_la_nota(
    centro: BaseDeDatos, reloj: Reloj, titulo: str
) -> None:
    if titulo:
        with transaccion(centro) as sesion:
            sesion.get_one(Documento, 2).titulo = titulo
            dicha = f"zqfrase: complementa «{titulo.upper()}»."
            escribir_frase(sesion, ANA, "AG2", sesion.get_one(Documento, 1), dicha, reloj=reloj)

    def vivo() -> str:
        with lectura(centro) as sesion:
            materia = leer_materia(sesion, resolver(sesion, "AG2", PUBLICO), "publica", reloj.hoy())
            return materia.piezas[0].frase

    assert vivo().startswith("zqfrase")
    with transaccion(centro) as sesion:
        _cerrar_los_documentos(sesion, reloj)
    assert vivo() == "Sustenta AG2: Trata de él."


def test_una_mesa_y_un_integrante_anulados_por_error_tampoco_quedan(
    centro: BaseDeDatos, reloj: Reloj
) -> None:
    with transaccion(centro) as sesion:
        sesion.scalars(select(Mesa)).one().anulada = True
        sesion.scalars(select(Membresia)).one().anulada = True
    with lectura(centro) as sesion:
        for direccion, marcas in (("publica-1", PUBLICO), ("trabajo-1", GRUPO)):
            assert not _dichas(sesion, direccion, marcas) & {"zqmesa", "zqacuerdo", "zqnombre"}


def _sin_sustento(contenido: dict[str, object] | None) -> dict[str, object]:
    """Como se guardaba antes de anotar de qué sale cada fila, con las mesas numeradas en la pública."""
    escrito = json.dumps(contenido, ensure_ascii=False)
    escrito = escrito.replace("AG2, mesa del 3 de agosto de 2011", "AG2-1.1")
    nuevo = json.loads(escrito.replace("Mesa del 3 de agosto de 2011", "Mesa 1"))
    for apartado in nuevo["apartados"]:
        for tabla in apartado["tablas"]:
            tabla["sustento"] = [[uno for uno in suyos if ":" not in uno] for suyos in tabla["sustento"]]
            if not any(tabla["sustento"]):
                tabla["sustento"] = []
    return nuevo
