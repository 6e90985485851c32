"""Registrar iniciativas y anotar sus etapas: siempre con un documento que el actor ve y que las prueba."""

from collections.abc import Callable
from datetime import date

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento
from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda import iniciativas, propuestas
from centro_doc.agenda.carga_iniciativas import cargar_iniciativas, leer
from centro_doc.agenda.consultas_iniciativas import de_tema, lista, una
from centro_doc.agenda.expediente import expediente
from centro_doc.agenda.formularios import DatosEtapa, DatosIniciativa, Filtros
from centro_doc.agenda.modelos import EtapaDeIniciativa, Iniciativa, Tema
from centro_doc.agenda.por_confirmar import por_confirmar
from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.modelos import Documento, FechaDocumento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.cuentas.permisos import SISTEMA, Actor

HOY = date(2011, 8, 17)
PUBLICO = frozenset({"publico"})
DE_PERSONAL = frozenset({"publico", "personal"})


@pytest.fixture
def ana(de_fabrica: BaseDeDatos, crear: Callable[..., Actor]) -> Actor:
    return crear("ana@congreso.gob.gt", "personal")


def _etapa(estado: str, documento: str, fecha: date = date(2010, 5, 13), **mas: object) -> DatosEtapa:
    return DatosEtapa(estado, fecha, "dia", documento, **mas)  # type: ignore[arg-type]


def _caratula(sesion: Session, numero: int, escrito: str, **campos: object) -> Documento:
    documento = sembrar_documento(
        sesion,
        numero,
        "Reformas al Decreto 46-2007",
        tipo="iniciativa",
        numero=escrito,
        edicion=2,
        emitido=None,
        **campos,  # type: ignore[arg-type]
    )
    documento.fechas = [
        FechaDocumento(clase="presentacion", valor=date(2010, 5, 13), precision="dia"),
        FechaDocumento(clase="conocimiento_pleno", valor=date(2010, 5, 20), precision="dia"),
    ]
    sesion.flush()
    return documento


def test_las_de_la_agenda_se_cargan_con_sus_temas_y_sus_marcas(
    de_fabrica: BaseDeDatos, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        assert cargar_iniciativas(sesion, SISTEMA, leer(), reloj=reloj) == 0
        todas = lista(sesion, Filtros(), PUBLICO, fecha=date(2026, 1, 1)).hoja.elementos
        assert [leida.iniciativa.numero for leida in todas] == [6022, 5121, 4974, 4264, 4126]
        leida = todas[-1]
        assert (leida.nombre, leida.marca_de("ponentes")) == ("Ley Nacional de Migración", "C")
        assert [tema.codigo for tema in leida.temas] == ["AG1"] and "F39" in leida.fuentes
        assert leida.tramite.actual is None and leida.estado is not None
        assert leida.estado.constancias[0].cuando == "septiembre de 2010"
        codigo = todas[1]
        assert [d.otra.clave for d in codigo.decretos] == ["DC-44-2016"]
        assert codigo.decretos[0].declaradas and codigo.decretos[0].calculadas[0].valor == date(2016, 10, 26)


def test_la_que_una_persona_edito_no_la_toca_la_carga(
    de_fabrica: BaseDeDatos, ana: Actor, reloj: RelojFijo
) -> None:
    datos = DatosIniciativa(4126, "", ponentes=("Ana Ruiz",), temas=("AG1", "AG5"))
    with transaccion(de_fabrica) as sesion:
        iniciativas.editar(sesion, ana, 4126, datos, edicion=1, reloj=reloj)
        assert cargar_iniciativas(sesion, SISTEMA, leer(), reloj=reloj) == 0
        leida = una(sesion, 4126, PUBLICO, fecha=HOY)
        assert leida.iniciativa.ponentes == ["Ana Ruiz"] and leida.marca_de("ponentes") == "V"
        assert [tema.codigo for tema in leida.temas] == ["AG1", "AG5"]
        with pytest.raises(Conflicto):
            iniciativas.editar(sesion, ana, 4126, datos, edicion=1, reloj=reloj)


def test_una_etapa_pide_un_documento_que_se_ve_y_que_la_prueba(
    de_fabrica: BaseDeDatos, ana: Actor, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Dictamen", tipo="dictamen", metadatos={"numero_iniciativa": "4,126"})
        sembrar_documento(
            sesion, 2, "Dictamen de otra", tipo="dictamen", metadatos={"numero_iniciativa": "5121"}
        )
        sembrar_documento(sesion, 3, "Dictamen cerrado", tipo="dictamen", marcas=("reservada",))
        sembrar_documento(sesion, 4, "Nota de prensa", tipo="nota_prensa")
    for identificador in ("CD-00002", "CD-00003", "CD-00004", "CD-00099"):
        with pytest.raises(DatosInvalidos) as error, transaccion(de_fabrica) as sesion:
            etapa = _etapa("dictaminada_favorable", identificador)
            iniciativas.avanzar(sesion, ana, 4126, etapa, reloj=reloj)
        assert "documento" in error.value.campos, identificador
    with transaccion(de_fabrica) as sesion:
        iniciativas.avanzar(sesion, ana, 4126, _etapa("dictaminada_favorable", "CD-00001"), reloj=reloj)
        with pytest.raises(DatosInvalidos, match="No se anotó"):
            iniciativas.avanzar(sesion, ana, 4126, _etapa("dictaminada_favorable", "CD-00001"), reloj=reloj)
        leida = una(sesion, 4126, PUBLICO, fecha=HOY)
        assert leida.tramite.actual is not None
        assert leida.tramite.actual.etapa.clave == "dictaminada_favorable"
        asiento = sesion.scalars(select(Asiento).where(Asiento.accion == "etapa_anotada")).one()
        assert "CD-00001" not in str(asiento.detalle) and asiento.objeto_id == str(leida.iniciativa.id)
        with pytest.raises(SinPermiso):
            investigador = Actor(usuario_id=9, roles=frozenset({"investigador"}), clave="9")
            iniciativas.avanzar(sesion, investigador, 4126, _etapa("conocida", "CD-00001"), reloj=reloj)


def test_quitar_una_etapa_pide_motivo_y_deja_constancia(
    de_fabrica: BaseDeDatos, ana: Actor, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Diario", tipo="diario_sesiones")
        etapa = iniciativas.avanzar(sesion, ana, 4126, _etapa("primer_debate", "CD-00001"), reloj=reloj)
        with pytest.raises(DatosInvalidos):
            iniciativas.quitar_etapa(sesion, ana, 4126, etapa.id, " ", reloj=reloj)
        iniciativas.quitar_etapa(sesion, ana, 4126, etapa.id, "Era otra iniciativa", reloj=reloj)
        assert una(sesion, 4126, PUBLICO, fecha=HOY).tramite.actual is None
        assert sesion.get_one(EtapaDeIniciativa, etapa.id).quitada
        assert sesion.scalars(select(Asiento.motivo).where(Asiento.accion == "etapa_quitada")).one()


def test_lo_que_prueba_un_documento_cerrado_no_existe_para_quien_no_lo_ve(
    de_fabrica: BaseDeDatos, ana: Actor, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        antes = una(sesion, 4126, PUBLICO, fecha=HOY)
        sembrar_documento(sesion, 1, "Diario", tipo="diario_sesiones", marcas=("personal",))
        _caratula(sesion, 2, "6100", marcas=("personal",))
        iniciativas.avanzar(sesion, ana, 4126, _etapa("primer_debate", "CD-00001"), reloj=reloj)
        propuestas.confirmar(sesion, ana, "CD-00002", ["nombre", "etapa-presentada"], [], reloj=reloj)
        acumulada = _etapa("acumulada", "CD-00001", principal=6100)
        iniciativas.avanzar(sesion, ana, 5121, acumulada, reloj=reloj)
        de_todos = lista(sesion, Filtros(), PUBLICO, fecha=HOY).hoja
        assert una(sesion, 4126, PUBLICO, fecha=HOY) == antes and de_todos.total == 5
        assert una(sesion, 5121, PUBLICO, fecha=HOY).principal is None
        with pytest.raises(NoEncontrado):
            una(sesion, 6100, PUBLICO, fecha=HOY)
        del_personal = una(sesion, 6100, DE_PERSONAL, fecha=HOY)
        assert [n.numero for n in del_personal.acumuladas] == [5121]
        assert del_personal.tramite.actual is not None


def test_se_acumula_a_otra_registrada_y_sin_cadenas(
    de_fabrica: BaseDeDatos, ana: Actor, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Dictamen", tipo="dictamen", metadatos={"numero_iniciativa": "4974"})
        iniciativas.avanzar(sesion, ana, 4264, _etapa("acumulada", "CD-00001", principal=4974), reloj=reloj)
        for numero, principal in ((4974, 4974), (4974, 9999), (4126, 4264)):
            with pytest.raises(DatosInvalidos):
                etapa = _etapa("acumulada", "CD-00001", principal=principal)
                iniciativas.avanzar(sesion, ana, numero, etapa, reloj=reloj)
        leida = una(sesion, 4264, PUBLICO, fecha=HOY)
        assert leida.principal is not None and leida.principal.numero == 4974 and not leida.tramite.faltan
        iniciativas.avanzar(sesion, ana, 4264, _etapa("dictaminada_favorable", "CD-00001"), reloj=reloj)


def test_la_ficha_de_una_caratula_propone_registrar_y_una_persona_confirma(
    de_fabrica: BaseDeDatos, ana: Actor, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        metadatos = {"asunto": "INICIATIVA QUE…", "comisiones": ["Migrantes"], "tramite": "Pase a comisión."}
        documento = _caratula(sesion, 1, "4,188", ponentes=["Rosa Quiej"], metadatos=metadatos)
        propuesta = propuestas.propuesta_de(sesion, ana, documento)
        assert propuesta is not None and propuesta.iniciativa is None and propuesta.numero == 4188
        assert sesion.scalar(select(Iniciativa.id).where(Iniciativa.numero == 4188)) is None
        assert [d.id for d in por_confirmar(sesion, ana).hoja.elementos] == [1]
        controles = [cambio.control for cambio in propuesta.cambios]
        propuestas.confirmar(sesion, ana, "CD-00001", controles, ["AG2"], reloj=reloj)
        leida = una(sesion, 4188, PUBLICO, fecha=HOY)
        assert leida.iniciativa.ponentes == ["Rosa Quiej"] and leida.iniciativa.comisiones == ["Migrantes"]
        assert [paso.etapa.clave for paso in leida.tramite.pasos] == ["presentada", "conocida"]
        assert propuestas.propuesta_de(sesion, ana, documento) is None
        assert por_confirmar(sesion, ana).hoja.total == 0
        with pytest.raises(Conflicto):
            propuestas.confirmar(sesion, ana, "CD-00001", controles, [], reloj=reloj)
        tema = sesion.scalars(select(Tema).where(Tema.codigo == "AG2")).one()
        assert [u.iniciativa.numero for u in de_tema(sesion, tema, PUBLICO, fecha=HOY)] == [4188]


def test_una_ficha_completa_la_que_ya_esta_y_lo_descartado_no_vuelve_hasta_que_cambie(
    de_fabrica: BaseDeDatos, ana: Actor, reloj: RelojFijo
) -> None:
    with transaccion(de_fabrica) as sesion:
        documento = _caratula(sesion, 1, "4126", ponentes=["Rosa Quiej"])
        propuesta = propuestas.propuesta_de(sesion, ana, documento)
        assert propuesta is not None and propuesta.iniciativa is not None
        assert {c.control: c.actual for c in propuesta.cambios} == {
            "ponentes": "Comisión de Migrantes",
            "etapa-presentada": "",
            "etapa-conocida": "",
        }
        propuestas.descartar(sesion, ana, "CD-00001", reloj=reloj)
        assert propuestas.propuesta_de(sesion, ana, documento) is None
        documento.ponentes = ["Luis Tzoc"]
        assert propuestas.propuesta_de(sesion, ana, documento) is not None
        extranjera = _caratula(sesion, 2, "5555", jurisdiccion="MX")
        assert propuestas.propuesta_de(sesion, ana, extranjera) is None
        publico = Actor(usuario_id=9, roles=frozenset({"investigador"}), clave="9")
        assert propuestas.propuesta_de(sesion, publico, documento) is None


def test_la_lista_filtra_por_tema_estado_texto_y_ano(de_fabrica: BaseDeDatos) -> None:
    def numeros(**filtros: object) -> list[int]:
        with lectura(de_fabrica) as sesion:
            hoja = lista(sesion, Filtros(**filtros), PUBLICO, fecha=date(2026, 1, 1)).hoja  # type: ignore[arg-type]
            return [leida.iniciativa.numero for leida in hoja.elementos]

    assert numeros(tema="AG3") == [4974, 4264]
    assert numeros(anio=2009) == [4126] and numeros(anio=2010) == [4264]
    assert numeros(estado="conocida") == [4264]
    for escrito in ("4,126", "iniciativa cuatro mil ciento veintiséis", "ley nacional migracion"):
        assert numeros(palabras=escrito) == [4126], escrito


def test_el_expediente_reune_por_clase_lo_que_nombra_su_numero(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        _caratula(sesion, 1, "4,126")
        for numero, tipo, escrito in (
            (2, "dictamen", "41-26"),
            (3, "enmienda", "INI-4126"),
            (4, "dictamen", "4127"),
            (5, "exposicion_motivos", "4126"),
        ):
            sembrar_documento(sesion, numero, tipo, tipo=tipo, metadatos={"numero_iniciativa": escrito})
        sembrar_documento(
            sesion, 6, "x", tipo="dictamen", metadatos={"numero_iniciativa": "4126"}, marcas=("personal",)
        )
        carpetas = expediente(sesion, 4126, PUBLICO, prueban=())
        assert [(c.nombre, [d.id for d in c.documentos]) for c in carpetas] == [
            ("Carátula e iniciativa", [1]),
            ("Exposición de motivos", [5]),
            ("Dictámenes", [2]),
            ("Enmiendas", [3]),
        ]
