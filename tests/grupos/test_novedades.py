"""Lo nuevo desde la última visita: qué entra, quién lo ve, y que marcar no se lleva lo que no se vio."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from conftest import RelojFijo, contando
from fabrica import sembrar_documento, sembrar_vinculo
from sqlalchemy import select

from centro_doc.agenda.modelos import TEMAS_DE_INICIATIVA, EtapaDeIniciativa, Iniciativa, Tema
from centro_doc.avisos.novedades import novedades as avisos
from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.acceso import actualizar_marcas
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_acceso import DocumentoGrupo
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import Conflicto, SinPermiso
from centro_doc.cuentas.consultas import actor_por_correo
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.expedientes.congelar import congelar
from centro_doc.grupos import casos, casos_acuerdos, casos_mesas, visitas
from centro_doc.grupos.formularios import DatosCumplimiento
from centro_doc.grupos.modelos import EstadoMesa
from centro_doc.grupos.novedades import CONGELADO, MARGEN, NuevoDeTema, nuevo_de, sigue
from centro_doc.vinculos.modelos import Vinculo
from grupos.conftest import ANA, HOY, NADIE, Hacer, acuerdo, integrante, mesa

ZONA = "America/Guatemala"
ROSA = "rosa@congreso.gob.gt"


@pytest.fixture
def rosa(de_fabrica: BaseDeDatos, crear: Callable[..., Actor], hacer: Hacer) -> BaseDeDatos:
    """Rosa integra el grupo de AG4 desde hace tiempo."""
    crear(ROSA, Rol.GRUPO_TECNICO)
    hacer(casos.anadir, "AG4", integrante(correo=ROSA))
    return de_fabrica


def _actor(bd: BaseDeDatos, dia: date = HOY) -> Actor:
    with lectura(bd) as sesion:
        return actor_por_correo(sesion, ROSA, hoy=dia)


def _nuevo(bd: BaseDeDatos, codigo: str = "", actor: Actor | None = None) -> tuple[NuevoDeTema, ...]:
    suyo = actor or _actor(bd)
    with lectura(bd) as sesion:
        return nuevo_de(sesion, suyo, HOY, ZONA, codigo=codigo)


def _clases(bd: BaseDeDatos) -> list[str]:
    (uno,) = _nuevo(bd)
    return [una.clase for una in uno.novedades]


def _marcar(bd: BaseDeDatos, reloj: RelojFijo, visto: NuevoDeTema | None = None) -> None:
    uno = visto or _nuevo(bd)[0]
    with transaccion(bd) as sesion:
        actor = actor_por_correo(sesion, ROSA, hoy=reloj.hoy())
        visitas.marcar(sesion, actor, "AG4", uno.hasta, uno.recientes, reloj=reloj)


def _documento(bd: BaseDeDatos, numero: int, cuando: object, **mas: object) -> None:
    with transaccion(bd) as sesion:
        documento = sembrar_documento(sesion, numero, f"Documento {numero}", **mas)  # type: ignore[arg-type]
        documento.publicado = cuando  # type: ignore[assignment]
        vinculo = sembrar_vinculo(sesion, documento, "AG4")
        vinculo.decidido = cuando  # type: ignore[assignment]


def test_reune_lo_que_entro_de_cada_clase(rosa: BaseDeDatos, hacer: Hacer, reloj: RelojFijo) -> None:
    _documento(rosa, 1, reloj.ahora() - timedelta(days=2))
    _documento(rosa, 2, reloj.ahora() - timedelta(days=90))
    with transaccion(rosa) as sesion:
        viejo = sembrar_documento(sesion, 3, "Ya publicado")
        viejo.publicado = reloj.ahora() - timedelta(days=90)
        sembrar_vinculo(sesion, viejo, "AG4")
        ini = Iniciativa(id=900, numero=9000)
        sesion.add(ini)
        sesion.flush()
        tema = sesion.scalars(select(Tema.id).where(Tema.codigo == "AG4")).one()
        sesion.execute(TEMAS_DE_INICIATIVA.insert().values(iniciativa_id=900, tema_id=tema))
        sesion.add(
            EtapaDeIniciativa(
                iniciativa_id=900,
                estado="presentada",
                fecha=HOY,
                precision="dia",
                documento_id=1,
                anotada=reloj.ahora(),
            )
        )
    hacer(casos_mesas.crear, "AG4", mesa())
    hacer(casos_acuerdos.anadir, "AG4", 1, acuerdo())
    hacer(casos_acuerdos.cumplir, "AG4", 1, 1, DatosCumplimiento(HOY, motivo="De palabra"))
    hacer(congelar, "AG4", "publica", "Para la reunión")
    (uno,) = _nuevo(rosa)
    assert sorted(n.clase for n in uno.novedades) == [
        *("acuerdo", "cumplido", "documento", "etapa", "mesa", "version", "vinculo")
    ]
    assert uno.lapso.marcada is None and {
        n.identificador for n in uno.novedades if n.clase == "documento"
    } == {"CD-00001"}


def test_leer_no_marca_y_marcar_quita_solo_lo_que_se_vio(rosa: BaseDeDatos, reloj: RelojFijo) -> None:
    _documento(rosa, 1, reloj.ahora())
    assert _clases(rosa) == _clases(rosa) == ["documento"]
    (delante,) = _nuevo(rosa)
    reloj.avanzar(minutes=5)
    _documento(rosa, 2, reloj.ahora() - timedelta(minutes=6))
    _marcar(rosa, reloj, delante)
    (queda,) = _nuevo(rosa)
    assert [una.identificador for una in queda.novedades] == ["CD-00002"]
    _marcar(rosa, reloj)
    assert _clases(rosa) == []
    reloj.avanzar(days=1)
    _documento(rosa, 3, reloj.ahora())
    assert _clases(rosa) == ["documento"]
    _marcar(rosa, reloj)
    assert _clases(rosa) == []


def test_lo_visto_como_ingreso_no_vuelve_como_vinculo(rosa: BaseDeDatos, reloj: RelojFijo) -> None:
    _documento(rosa, 1, reloj.ahora())
    with transaccion(rosa) as sesion:
        sesion.scalars(select(Vinculo)).one().decidido = reloj.ahora() + timedelta(minutes=6)
    reloj.avanzar(minutes=7)
    _marcar(rosa, reloj)
    _documento(rosa, 2, reloj.ahora() + timedelta(minutes=5))
    reloj.avanzar(minutes=6)
    _marcar(rosa, reloj)
    assert _clases(rosa) == []


def test_la_marca_se_deshace(rosa: BaseDeDatos, reloj: RelojFijo) -> None:
    _documento(rosa, 1, reloj.ahora())
    _marcar(rosa, reloj)
    reloj.avanzar(minutes=1)
    _documento(rosa, 2, reloj.ahora())
    _marcar(rosa, reloj)
    for espera in (["documento"], ["documento", "documento"]):
        with transaccion(rosa) as sesion:
            visitas.deshacer(sesion, _actor(rosa), "AG4")
        assert _clases(rosa) == espera
    with transaccion(rosa) as sesion, pytest.raises(Conflicto):
        visitas.deshacer(sesion, _actor(rosa), "AG4")


def test_lo_que_no_ve_no_es_nuevo_y_al_terminar_no_queda_nada(
    rosa: BaseDeDatos, hacer: Hacer, reloj: RelojFijo
) -> None:
    _documento(rosa, 1, reloj.ahora(), marcas=("personal",), acceso="interna")
    _documento(rosa, 2, reloj.ahora(), marcas=("grupo:AG4",), acceso="interna")
    hacer(casos_mesas.crear, "AG4", mesa(interna=True, fundamento="Deliberación"))
    hacer(casos_mesas.crear, "AG1", mesa(estado=EstadoMesa.SUSPENDIDA))
    hacer(congelar, "AG4", "trabajo", "De trabajo")
    assert sorted(_clases(rosa)) == ["documento", "mesa", "version"]
    assert _nuevo(rosa, "AG1") == ()
    _marcar(rosa, reloj)
    reloj.avanzar(days=40)
    terminada = _actor(rosa, HOY - timedelta(days=400))
    _documento(rosa, 3, reloj.ahora(), marcas=("grupo:AG4",), acceso="interna")
    hacer(congelar, "AG4", "trabajo", "Otra de trabajo")
    (uno,) = _nuevo(rosa, actor=terminada)
    assert terminada.temas == frozenset() and uno.novedades == ()


def test_sigue_un_tema_quien_lo_integra_o_lo_marco(rosa: BaseDeDatos, reloj: RelojFijo) -> None:
    with transaccion(rosa) as sesion:
        actor = actor_por_correo(sesion, ROSA, hoy=HOY)
        assert [sigue(sesion, actor, codigo) for codigo in ("AG4", "AG1")] == [True, False]
        visitas.marcar(sesion, actor, "AG1", None, (), reloj=reloj)
        assert sigue(sesion, actor, "AG1")
    assert [uno.lapso.tema.codigo for uno in _nuevo(rosa)] == ["AG1", "AG4"]
    assert _nuevo(rosa, actor=NADIE) == () == _nuevo(rosa, actor=ANA)
    with transaccion(rosa) as sesion, pytest.raises(SinPermiso):
        visitas.marcar(sesion, ANA, "AG1", None, (), reloj=reloj)


def test_una_marca_con_hora_del_futuro_no_se_lleva_lo_que_vendra(rosa: BaseDeDatos, reloj: RelojFijo) -> None:
    with transaccion(rosa) as sesion:
        visitas.marcar(
            sesion, _actor(rosa), "AG4", reloj.ahora() + timedelta(days=9), ("x",) * 3, reloj=reloj
        )
    reloj.avanzar(minutes=1)
    _documento(rosa, 1, reloj.ahora())
    assert _clases(rosa) == ["documento"] and timedelta(days=1) > MARGEN


def test_las_consultas_no_crecen_con_lo_nuevo_ni_con_los_temas(rosa: BaseDeDatos, reloj: RelojFijo) -> None:
    cuentas = []
    for numero in (1, 2):
        _documento(rosa, numero, reloj.ahora())
        actor = _actor(rosa)
        with contando(rosa) as contador:
            _nuevo(rosa, actor=actor)
        cuentas.append(contador.cuantas)
        with transaccion(rosa) as sesion:
            visitas.marcar(sesion, actor, "AG1", None, (), reloj=reloj)
    assert cuentas == [9, 9]


def test_lo_que_congelar_anota_es_lo_que_aqui_se_lee(
    rosa: BaseDeDatos, hacer: Hacer, reloj: RelojFijo
) -> None:
    _documento(rosa, 1, reloj.ahora())
    hacer(congelar, "AG4", "publica", "Reunión")
    with lectura(rosa) as sesion:
        (asiento,) = sesion.scalars(select(Asiento).where(Asiento.accion == CONGELADO))
    assert (asiento.objeto_id, asiento.detalle["nivel"], asiento.detalle["numero"]) == ("AG4", "publica", 1)


def test_lo_que_se_abre_al_grupo_es_nuevo_desde_que_lo_ve_y_no_vuelve_al_hacerse_publico(
    rosa: BaseDeDatos, reloj: RelojFijo
) -> None:
    hace = reloj.ahora() - timedelta(days=200)

    def abrir(clase: str, *grupos: str) -> None:
        with transaccion(rosa) as sesion:
            documento = sesion.get_one(Documento, 1)
            documento.acceso = clase
            documento.grupos = [DocumentoGrupo(tema=grupo) for grupo in grupos]
            actualizar_marcas(sesion, documento, reloj=reloj)

    _documento(rosa, 1, hace, marcas=("personal",), acceso="interna")
    _marcar(rosa, reloj)
    reloj.avanzar(days=1)
    assert _clases(rosa) == []
    abrir("interna", "AG4")
    (uno,) = _nuevo(rosa)
    assert [(una.clase, una.cuando) for una in uno.novedades] == [("documento", reloj.ahora())]
    with lectura(rosa) as sesion:
        tema = sesion.scalars(select(Tema).where(Tema.codigo == "AG4")).one()
        de_aviso = avisos(sesion, tema, frozenset({"publico", "grupo:AG4"}))
        assert [una.cuando for una in de_aviso] == [reloj.ahora()]
    _marcar(rosa, reloj)
    reloj.avanzar(days=1)
    abrir("publica")
    assert _clases(rosa) == []
