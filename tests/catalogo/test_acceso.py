"""Las marcas de acceso de un documento según su estado y su clase."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from centro_doc.catalogo import acceso
from centro_doc.catalogo.acceso import DatosAcceso, marcas_de, revisar
from centro_doc.catalogo.modelos import Acceso, Documento, Estado
from centro_doc.catalogo.modelos_acceso import DocumentoGrupo, DocumentoPersona
from centro_doc.comun.bd import transaccion
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.cuentas.modelos import Rol, Usuario
from centro_doc.cuentas.permisos import ANONIMO, Actor, marcas
from centro_doc.indice.modelos import Ocultamiento

HOY = date(2011, 8, 17)
AYER = date(2011, 8, 16)
PUBLICO = ANONIMO
PERSONAL = Actor(1, "Ana", frozenset({Rol.PERSONAL}))
REVISOR = Actor(2, "Rosa", frozenset({Rol.REVISOR}))
PRESIDENCIA = Actor(3, "Presidencia", frozenset({Rol.PRESIDENCIA}))
GRUPO = Actor(4, "Grupo", frozenset({Rol.GRUPO_TECNICO}), frozenset({"AG2"}))
OTRO_GRUPO = Actor(5, "Otro", frozenset({Rol.GRUPO_TECNICO}), frozenset({"AG1"}))
NOMBRADA = Actor(9, "Nombrada", frozenset({Rol.CUSTODIA}))
ADMIN = Actor(8, "Admin", frozenset({Rol.ADMINISTRACION}))
TODOS = (PUBLICO, PERSONAL, REVISOR, PRESIDENCIA, GRUPO, OTRO_GRUPO, NOMBRADA, ADMIN)


@pytest.mark.parametrize(
    ("estado", "clase", "vence", "quienes"),
    [
        (Estado.PUBLICADO, Acceso.PUBLICA_OFICIO, None, TODOS),
        (Estado.PUBLICADO, Acceso.PUBLICA, None, TODOS),
        (Estado.PUBLICADO, Acceso.INTERNA, None, (PERSONAL, REVISOR, GRUPO)),
        (Estado.PUBLICADO, Acceso.RESERVADA, HOY, (REVISOR, PRESIDENCIA, NOMBRADA)),
        (Estado.PUBLICADO, Acceso.RESERVADA, AYER, TODOS),
        (Estado.PUBLICADO, Acceso.CONFIDENCIAL, None, (NOMBRADA,)),
        (Estado.POR_CATALOGAR, Acceso.PUBLICA, None, (PERSONAL, REVISOR)),
        (Estado.POR_CATALOGAR, Acceso.INTERNA, None, (PERSONAL, REVISOR)),
        (Estado.RECIBIDO, Acceso.RESERVADA, HOY, (REVISOR, PRESIDENCIA, NOMBRADA)),
        (Estado.RECIBIDO, Acceso.RESERVADA, AYER, (PERSONAL, REVISOR)),
        (Estado.CON_FALLA, Acceso.CONFIDENCIAL, None, (NOMBRADA,)),
        (Estado.RETIRADO, Acceso.PUBLICA_OFICIO, None, (PERSONAL, REVISOR)),
        (Estado.RETIRADO, Acceso.CONFIDENCIAL, None, (NOMBRADA,)),
    ],
)
def test_cada_clase_la_ve_quien_debe_y_nadie_mas(estado, clase, vence, quienes):
    puestas = marcas_de(estado, clase, grupos=["AG2"], personas=[9], vence=vence, hoy=HOY)
    assert tuple(actor for actor in TODOS if marcas(actor) & puestas) == quienes


def test_lo_interno_sin_grupo_nombrado_lo_ve_solo_el_personal():
    puestas = marcas_de(Estado.PUBLICADO, Acceso.INTERNA, grupos=[], personas=[], vence=None, hoy=HOY)
    assert puestas == {"personal"}


@pytest.mark.parametrize(
    ("hoy", "vence", "cabe"),
    [
        (date(2011, 8, 17), date(2023, 8, 17), True),
        (date(2011, 8, 17), date(2023, 8, 18), False),
        (date(2012, 2, 29), date(2024, 2, 29), True),
        (date(2088, 2, 29), date(2100, 3, 1), True),
        (date(2088, 2, 29), date(2100, 3, 2), False),
    ],
)
def test_una_reserva_no_pasa_de_doce_anios_ni_en_un_dia(hoy, vence, cabe):
    reserva = DatosAcceso(Acceso.RESERVADA, "art. 23", "5-2011", vence)
    assert (revisar(reserva, hoy=hoy) == {}) is cabe


@pytest.mark.parametrize(
    ("datos", "campos"),
    [
        (DatosAcceso(Acceso.PUBLICA), set()),
        (DatosAcceso(Acceso.INTERNA), {"fundamento"}),
        (DatosAcceso(Acceso.INTERNA, "Trabajo en curso"), set()),
        (DatosAcceso(Acceso.RESERVADA, "art. 23"), {"resolucion", "reserva_vence"}),
        (DatosAcceso(Acceso.RESERVADA, "art. 23", "5-2011", AYER), {"reserva_vence"}),
        (DatosAcceso(Acceso.RESERVADA, "art. 23", "5-2011", date(2040, 1, 1)), {"reserva_vence"}),
        (DatosAcceso(Acceso.RESERVADA, "art. 23", "5-2011", date(2015, 1, 1)), set()),
        (DatosAcceso(Acceso.CONFIDENCIAL), {"fundamento"}),
    ],
)
def test_lo_que_no_es_publico_pide_su_fundamento(datos, campos):
    assert set(revisar(datos, hoy=HOY)) == campos
    if campos:
        with pytest.raises(DatosInvalidos):
            acceso.exigir(datos, hoy=HOY)
    else:
        acceso.exigir(datos, hoy=HOY)


@pytest.fixture
def documento(bd):
    with transaccion(bd) as sesion:
        nuevo = Documento(
            identificador="CD-00001",
            estado=Estado.PUBLICADO,
            titulo="Acta",
            acceso=Acceso.PUBLICA,
            creado=datetime(2011, 8, 17, tzinfo=UTC),
        )
        sesion.add(nuevo)
        sesion.flush()
        return nuevo.id


def _cambiar(bd, reloj, documento_id, **valores):
    with transaccion(bd) as sesion:
        documento = sesion.get(Documento, documento_id)
        for nombre, valor in valores.items():
            setattr(documento, nombre, valor)
        acceso.actualizar_marcas(sesion, documento, reloj=reloj)
        sesion.flush()
        return {marca.marca for marca in documento.marcas}, documento.revision


def _ocultos(bd):
    with transaccion(bd) as sesion:
        return {(o.documento_id, o.revision) for o in sesion.scalars(select(Ocultamiento))}


def test_estrechar_sube_la_revision_y_oculta_desde_ya(bd, reloj, documento):
    assert _cambiar(bd, reloj, documento) == ({"publico"}, 2)
    assert _ocultos(bd) == set()
    assert _cambiar(bd, reloj, documento, acceso=Acceso.INTERNA) == ({"personal"}, 3)
    assert _ocultos(bd) == {(documento, 3)}
    personas = [DocumentoPersona(usuario_id=_usuario(bd))]
    assert _cambiar(bd, reloj, documento, acceso=Acceso.CONFIDENCIAL, personas=personas)[1] == 4
    assert _ocultos(bd) == {(documento, 4)}


def _usuario(bd):
    with transaccion(bd) as sesion:
        nuevo = Usuario(
            correo="a@b.gt", nombre="A", clave="x", sello="s", creado=datetime(2011, 8, 17, tzinfo=UTC)
        )
        sesion.add(nuevo)
        sesion.flush()
        return nuevo.id


def test_abrir_no_oculta_y_no_cambiar_no_sube_la_revision(bd, reloj, documento):
    _cambiar(bd, reloj, documento, estado=Estado.POR_CATALOGAR)
    puestas, revision = _cambiar(bd, reloj, documento, estado=Estado.PUBLICADO)
    assert puestas == {"publico"}
    assert _cambiar(bd, reloj, documento) == ({"publico"}, revision)
    assert _ocultos(bd) == set()


def test_quitar_un_grupo_oculta(bd, reloj, documento):
    _cambiar(bd, reloj, documento, acceso=Acceso.INTERNA, grupos=[DocumentoGrupo(tema="AG2")])
    assert _cambiar(bd, reloj, documento, grupos=[])[0] == {"personal"}
    assert len(_ocultos(bd)) == 1


def test_lo_confidencial_no_entra_al_indice(bd, documento):
    with transaccion(bd) as sesion:
        guardado = sesion.get(Documento, documento)
        assert acceso.es_indexable(guardado)
        guardado.acceso = Acceso.CONFIDENCIAL
        assert not acceso.es_indexable(guardado)
