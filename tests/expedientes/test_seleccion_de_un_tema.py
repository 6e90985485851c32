"""La selección que reúne un tema lleva lo que su expediente, y sus copias, un nombre que se entiende."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date

import pytest
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo
from sqlalchemy.orm import Session

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor, marcas
from centro_doc.expedientes.apuntes import escribir_frase, ordenar_por
from centro_doc.expedientes.armar import armar
from centro_doc.expedientes.congelados import version
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.contenido import Expediente
from centro_doc.expedientes.selecciones import guardar_seleccion
from centro_doc.expedientes.sujetos import resolver
from centro_doc.exportaciones.fuente import fuente
from centro_doc.grupos import casos_acuerdos, casos_mesas
from centro_doc.grupos.formularios import DatosAcuerdo, DatosMesa
from centro_doc.grupos.modelos import EstadoMesa

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
NOMBRE = "AG2 Consejo asesor de CONAMIGUA, reunión de agosto"


@pytest.fixture
def centro(de_fabrica: BaseDeDatos, reloj: Reloj) -> BaseDeDatos:
    """AG2 con una ley, un acta de su grupo, el plan que lo enuncia y una mesa interna con su acuerdo."""
    with transaccion(de_fabrica) as sesion:
        for numero, titulo in ((1, "Ley"), (2, "Informe")):
            sembrar_vinculo(sesion, sembrar_documento(sesion, numero, titulo), "AG2", motivo="Trata de él")
        acta = sembrar_documento(sesion, 3, "Acta", marcas=("personal", "grupo:AG2"), acceso="interna")
        sembrar_vinculo(sesion, acta, "AG2", motivo="Acuerda")
        plan = sembrar_documento(sesion, 4, "Plan", tipo="plan_estrategico")
        sembrar_vinculo(sesion, plan, "AG2", motivo="Lo enuncia", relacion="enuncia")
        mesa = DatosMesa(
            fecha=date(2011, 8, 3), estado=EstadoMesa.REALIZADA, interna=True, fundamento="LAIP, 9"
        )
        casos_mesas.crear(sesion, ANA, "AG2", mesa, reloj=reloj)
        acuerdo = DatosAcuerdo(texto="Pedir informe", institucion="Dirección General de Migración")
        casos_acuerdos.anadir(sesion, ANA, "AG2", 1, acuerdo, reloj=reloj)
        escribir_frase(sesion, ANA, "AG2", sesion.get_one(type(plan), 1), "La ley del tema.", reloj=reloj)
        ordenar_por(sesion, ANA, "AG2", "registro", reloj=reloj)
    return de_fabrica


def _dice(uno: Expediente) -> list[object]:
    """Todo lo que dice menos su carátula y su bitácora."""
    return [asdict(apartado) for apartado in (*uno.apartados[1:11], *uno.anexos)]


def _guardar(sesion: Session, quien: Actor, reloj: Reloj, **mas: str) -> str:
    return f"seleccion:{guardar_seleccion(sesion, quien, NOMBRE, consulta='tema=AG2', reloj=reloj, **mas).id}"


@pytest.mark.parametrize("nivel", ["publica", "trabajo"])
def test_la_de_un_miembro_congela_lo_mismo_que_ve_en_el_tema(
    centro: BaseDeDatos, reloj: Reloj, crear: Callable[..., Actor], nivel: str
) -> None:
    gil = crear("gil@centro.gt", "grupo_tecnico", temas=("AG2",))
    with transaccion(centro) as sesion:
        clave = _guardar(sesion, gil, reloj)
        congelar(sesion, gil, clave, nivel, "Para llevar", reloj=reloj)
    with lectura(centro) as sesion:
        del_tema = armar(sesion, resolver(sesion, "AG2", marcas(gil)), nivel, reloj.hoy())
        congelada = version(sesion, clave, f"{nivel}-1", marcas(gil)).expediente
        titulos = {tabla.titulo for uno in congelada.apartados for tabla in uno.tablas}
    de_ambos = [
        [{**uno, "piezas": [{**p, "documento_id": 0} for p in uno["piezas"]]} for uno in _dice(cual)]
        for cual in (congelada, del_tema)
    ]
    assert de_ambos[0] == de_ambos[1]
    assert {"Lugar en el plan", "Normas del núcleo", "Lo que el expediente debe reunir"} <= titulos
    assert ("Acuerdos sin cumplir" in titulos) == (nivel == "trabajo")
    assert [p.identificador for p in congelada.piezas] == ["CD-00001", "CD-00002", "CD-00003"][
        : 3 if nivel == "trabajo" else 2
    ]


def test_lo_que_se_le_anade_a_mano_no_le_quita_lo_del_tema(
    centro: BaseDeDatos, reloj: Reloj, crear: Callable[..., Actor]
) -> None:
    eva = crear("eva@centro.gt", "investigador")
    with transaccion(centro) as sesion:
        sembrar_documento(sesion, 9, "Otro", tipo="estudio")
        clave = _guardar(sesion, eva, reloj, escritos="CD-00009, CD-00001")
        uno = armar(sesion, resolver(sesion, clave, marcas(eva)), "publica", reloj.hoy())
    assert [p.identificador for p in uno.piezas] == ["CD-00001", "CD-00002", "CD-00009"]
    assert not uno.apartados[1].sin_registros


def test_sus_copias_se_llaman_por_su_nombre_y_se_citan_sin_una_direccion_a_medias(
    centro: BaseDeDatos, reloj: Reloj, crear: Callable[..., Actor]
) -> None:
    eva = crear("eva@centro.gt", "investigador")
    with transaccion(centro) as sesion:
        clave = _guardar(sesion, eva, reloj)
        hecha = congelar(sesion, eva, clave, "publica", "Para llevar", reloj=reloj)
        obra = fuente(sesion, hecha).obra
        con_sitio = fuente(sesion, hecha, sitio="https://centro.example").obra
        assert resolver(sesion, clave, marcas(eva)).dicho == NOMBRE
        assert resolver(sesion, "AG2", marcas(eva)).dicho.startswith("AG2 ")
    numero = clave.rpartition(":")[2]
    assert obra.nombre_de_archivo == "AG2-Consejo-asesor-de-CONAMIGUA-reunion-de-agosto-publica-1"
    assert obra.dicha == NOMBRE
    assert obra.cita == ("Identificador", f"Expediente de una selección {numero}, versión publica-1")
    direccion = f"https://centro.example/expedientes/seleccion/{numero}/versiones/publica-1"
    assert con_sitio.cita == ("Dirección", direccion)
    assert con_sitio.senas == (con_sitio.cita, obra.cita, ("Huella SHA-256", obra.huella))
    assert obra.senas[0][1].startswith(f"/expedientes/seleccion/{numero}/versiones/publica-1 (ruta en el ")


def test_el_pasaje_que_prueba_dos_vinculos_sale_una_vez(centro: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(centro) as sesion:
        dos = sembrar_documento(sesion, 8, "Estudio", tipo="estudio")
        texto = sembrar_version(sesion, dos, ["El Consejo asesora."])
        for relacion in ("sustenta", "antecedente"):
            sembrar_vinculo(sesion, dos, "AG2", relacion=relacion, pasaje=(texto, 1, "El Consejo"))
        uno = armar(sesion, resolver(sesion, "AG2", frozenset({"publico"})), "publica", reloj.hoy())
    pieza = next(p for p in uno.piezas if p.identificador == "CD-00008")
    assert [una["literal"] for una in pieza.evidencias] == ["El Consejo"]
