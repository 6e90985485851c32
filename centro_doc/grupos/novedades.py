"""Lo que entró en los temas que una persona sigue desde su última visita, como lo ve ella hoy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, false, or_, select
from sqlalchemy.orm import Session

from centro_doc.agenda.anotadas import anotadas
from centro_doc.agenda.modelos import Tema
from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.tipos import nombre_de_tipo
from centro_doc.catalogo.titulos_dichos import Callados
from centro_doc.cuentas.consultas import esta_vigente
from centro_doc.cuentas.modelos import Membresia
from centro_doc.cuentas.permisos import Actor, marcas
from centro_doc.grupos import direcciones
from centro_doc.grupos.consultas import a_la_vista, es_del_grupo, lo_callado
from centro_doc.grupos.modelos import Acuerdo, Mesa, Visita
from centro_doc.grupos.vistos import SIN_TEXTO, llamada
from centro_doc.vinculos.entradas import entradas

MARGEN = timedelta(minutes=10)
"""Lo que puede tardar en verse algo desde la hora que lleva: hasta ahí atrás se recuerda uno por uno."""
RECORDADAS = 1000
"""Las que caben en un formulario."""
PRIMERA = timedelta(days=30)
"""Lo que se muestra a quien aún no marcó ninguna visita, si integra el grupo desde antes."""
CONGELADO = "expediente_congelado"
TRABAJO = "trabajo"
_ESCRITAS = frozenset({"mesa", "acuerdo", "cumplido"})
"""Las que dicen lo que una persona escribió."""


@dataclass(frozen=True, slots=True)
class Novedad:
    """Algo que entró. `clase`: documento, vinculo, mesa, acuerdo, cumplido, etapa o version.

    `clave` va en el formulario que la marca como vista: se hace de lo que la nombra en público, sin números
    de fila, que dirían cuánto más se anotó. `numero` es el de la iniciativa o el de la versión; `direccion` y
    `ancla`, las de la mesa y el acuerdo.
    """

    tema: str
    clase: str
    clave: str
    cuando: datetime
    texto: str
    identificador: str = ""
    numero: int = 0
    direccion: str = ""
    ancla: str = ""
    mesa: str = ""
    """Cómo se llama la suya (`vistos.llamada`)."""


@dataclass(frozen=True, slots=True)
class Lapso:
    """Desde cuándo es nuevo lo de un tema para una persona. `marcada`: cuándo marcó su última visita."""

    tema: Tema
    desde: datetime
    vistos: frozenset[str]
    marcada: datetime | None


@dataclass(frozen=True, slots=True)
class NuevoDeTema:
    """Lo nuevo de un tema, de lo más reciente a lo más antiguo."""

    lapso: Lapso
    novedades: tuple[Novedad, ...]

    @property
    def hasta(self) -> datetime | None:
        """Hasta dónde alcanza la marca: lo más reciente que se muestra.

        Si lo de hace poco es demasiado para recordarlo uno por uno, se cuenta el margen completo.
        """
        ultimo = max((una.cuando for una in self.novedades), default=None)
        if ultimo is None or self.recientes:
            return ultimo
        return ultimo + MARGEN

    @property
    def recientes(self) -> tuple[str, ...]:
        """Las claves de lo que entró hace poco, que van en el formulario que marca la visita."""
        if not self.novedades:
            return ()
        corte = max(una.cuando for una in self.novedades) - MARGEN
        claves = tuple(una.clave for una in self.novedades if una.cuando > corte)
        return claves if len(claves) <= RECORDADAS else ()


def nuevo_de(
    sesion: Session, actor: Actor, hoy: date, zona: str, *, codigo: str = ""
) -> tuple[NuevoDeTema, ...]:
    """Lo nuevo de cada tema que la persona sigue: los de sus grupos de hoy y los que marcó alguna vez.

    Con `codigo`, sólo ése. Ocho consultas, siga los temas que siga, y otra si se nombra algún documento.
    """
    lapsos = _lapsos(sesion, actor, hoy, zona, codigo)
    if not lapsos:
        return ()
    suyas = marcas(actor)
    halladas = [
        *_documentos(sesion, lapsos, suyas),
        *_mesas(sesion, lapsos, suyas),
        *_acuerdos(sesion, lapsos, suyas),
        *_etapas(sesion, lapsos, suyas),
        *_versiones(sesion, lapsos, suyas),
    ]
    callan = lo_callado(sesion, suyas, [una.texto for una in halladas if una.clase in _ESCRITAS])
    por_tema: dict[str, list[Novedad]] = {lapso.tema.codigo: [] for lapso in lapsos}
    vistas = {lapso.tema.codigo: lapso.vistos for lapso in lapsos}
    for una in halladas:
        if una.clave not in vistas[una.tema]:
            por_tema[una.tema].append(_callada(una, callan))
    return tuple(
        NuevoDeTema(
            lapso,
            tuple(sorted(por_tema[lapso.tema.codigo], key=lambda n: (n.cuando, n.clave), reverse=True)),
        )
        for lapso in lapsos
    )


def _callada(una: Novedad, callan: Callados) -> Novedad:
    """Sin el texto que nombra lo que quien lee no ve."""
    if una.clase not in _ESCRITAS:
        return una
    return replace(una, texto=callan.en_vez(una.texto, "" if una.clase == "mesa" else SIN_TEXTO))


def sigue(sesion: Session, actor: Actor, codigo: str) -> bool:
    """¿Le avisa el centro de lo nuevo de ese tema?"""
    if codigo in actor.temas:
        return True
    return (
        sesion.scalar(
            select(Visita.tema_id)
            .join(Tema)
            .where(Tema.codigo == codigo, Visita.usuario_id == actor.usuario_id)
        )
        is not None
    )


def _lapsos(sesion: Session, actor: Actor, hoy: date, zona: str, codigo: str) -> tuple[Lapso, ...]:
    """Desde la última marca o, si no hay, desde que integra el grupo, sin pasar de `PRIMERA`."""
    if actor.usuario_id is None:
        return ()
    visitas = {
        una.tema_id: una
        for una in sesion.scalars(select(Visita).where(Visita.usuario_id == actor.usuario_id))
    }
    if not visitas and not actor.temas:
        return ()
    desde = {
        una.tema: una.desde
        for una in sesion.scalars(select(Membresia).where(Membresia.usuario_id == actor.usuario_id))
        if esta_vigente(una, hoy)
    }
    sigue_a = or_(Tema.codigo.in_(sorted(actor.temas)), Tema.id.in_(sorted(visitas)))
    condicion = sigue_a if not codigo else and_(sigue_a, Tema.codigo == codigo)
    lapsos = []
    for tema in sesion.scalars(select(Tema).where(condicion).order_by(Tema.orden)):
        visita = visitas.get(tema.id)
        if visita is None:
            dia = max(desde.get(tema.codigo, hoy), hoy - PRIMERA)
            inicio = datetime.combine(dia, time.min, ZoneInfo(zona))
            lapsos.append(Lapso(tema, inicio, frozenset(), None))
        else:
            lapsos.append(Lapso(tema, visita.hasta, frozenset(visita.vistos), visita.marcada))
    return tuple(lapsos)


def _despues(
    lapsos: Sequence[Lapso], tema: SQLColumnExpression[Any], cuando: SQLColumnExpression[Any]
) -> ColumnElement[bool]:
    """La condición SQL de lo que entró en cada tema después de su propio comienzo."""
    return or_(false(), *(and_(tema == lapso.tema.id, cuando > lapso.desde) for lapso in lapsos))


def _documentos(sesion: Session, lapsos: Sequence[Lapso], suyas: frozenset[str]) -> list[Novedad]:
    """Los que entraron, y los que ya se veían y se vincularon con el tema."""
    por_tema = {lapso.tema.id: lapso for lapso in lapsos}
    return [
        Novedad(
            por_tema[una.tema_id].tema.codigo,
            "documento" if una.ingreso > por_tema[una.tema_id].desde else "vinculo",
            # Una sola clave: lo visto como ingreso no vuelve como vínculo cuando la marca avanza.
            f"documento:{una.documento.identificador}",
            una.cuando,
            f"{nombre_de_tipo(una.documento.tipo)}: {una.documento.titulo_corto or una.documento.titulo}",
            identificador=una.documento.identificador,
        )
        for una in entradas(sesion, _comienzos(lapsos), suyas)
    ]


def _mesas(sesion: Session, lapsos: Sequence[Lapso], suyas: frozenset[str]) -> list[Novedad]:
    filas = sesion.execute(
        select(Mesa, Tema.codigo)
        .join(Tema, Tema.id == Mesa.tema_id)
        .where(_despues(lapsos, Tema.id, Mesa.creada), a_la_vista(suyas))
    )
    return [
        Novedad(
            tema,
            "mesa",
            f"mesa:{tema}:{mesa.clave}",
            mesa.creada,
            mesa.titulo,
            **_en_su_mesa(mesa, tema, suyas),
        )
        for mesa, tema in filas
    ]


class _EnSuMesa(TypedDict):
    direccion: str
    mesa: str


def _en_su_mesa(mesa: Mesa, tema: str, suyas: frozenset[str]) -> _EnSuMesa:
    return {
        "direccion": direcciones.de_mesa(mesa.fecha, mesa.clave),
        "mesa": llamada(mesa.numero, mesa.fecha, del_grupo=es_del_grupo(suyas, tema)),
    }


def _acuerdos(sesion: Session, lapsos: Sequence[Lapso], suyas: frozenset[str]) -> list[Novedad]:
    """Los anotados y los que se dieron por cumplidos."""
    filas = sesion.execute(
        select(Acuerdo, Mesa, Tema.codigo)
        .join(Mesa, Mesa.id == Acuerdo.mesa_id)
        .join(Tema, Tema.id == Mesa.tema_id)
        .where(
            or_(_despues(lapsos, Tema.id, Acuerdo.creado), _despues(lapsos, Tema.id, Acuerdo.dado)),
            Acuerdo.anulado.is_(False),
            a_la_vista(suyas),
        )
    ).all()
    comienzos = {lapso.tema.codigo: lapso.desde for lapso in lapsos}
    novedades = []
    for acuerdo, mesa, tema in filas:
        suya = _en_su_mesa(mesa, tema, suyas)
        ancla = direcciones.de_acuerdo(acuerdo.clave)
        if acuerdo.creado > comienzos[tema]:
            clave = f"acuerdo:{tema}:{mesa.clave}:{acuerdo.clave}"
            una = Novedad(tema, "acuerdo", clave, acuerdo.creado, acuerdo.texto, ancla=ancla, **suya)
            novedades.append(una)
        if acuerdo.dado is not None and acuerdo.dado > comienzos[tema]:
            clave = f"cumplido:{tema}:{mesa.clave}:{acuerdo.clave}:{acuerdo.edicion}"
            una = Novedad(tema, "cumplido", clave, acuerdo.dado, acuerdo.texto, ancla=ancla, **suya)
            novedades.append(una)
    return novedades


def _etapas(sesion: Session, lapsos: Sequence[Lapso], suyas: frozenset[str]) -> list[Novedad]:
    temas = {lapso.tema.id: lapso.tema.codigo for lapso in lapsos}
    return [
        Novedad(
            temas[una.tema_id],
            "etapa",
            f"etapa:{una.iniciativa}:{una.etapa.estado}:{una.etapa.fecha.isoformat()}:{una.registro}",
            una.cuando,
            una.nombre,
            numero=una.iniciativa,
        )
        for una in anotadas(sesion, _comienzos(lapsos), suyas)
    ]


def _comienzos(lapsos: Sequence[Lapso]) -> dict[int, datetime | None]:
    return {lapso.tema.id: lapso.desde for lapso in lapsos}


def _versiones(sesion: Session, lapsos: Sequence[Lapso], suyas: frozenset[str]) -> list[Novedad]:
    """Los expedientes congelados, por lo que la bitácora dice de ellos: su tajada está por encima."""
    comienzos: Mapping[str, datetime] = {lapso.tema.codigo: lapso.desde for lapso in lapsos}
    asientos = sesion.scalars(
        select(Asiento).where(
            Asiento.accion == CONGELADO,
            Asiento.objeto_id.in_(sorted(comienzos)),
            Asiento.cuando > min(comienzos.values()),
        )
    )
    return [
        Novedad(
            uno.objeto_id,
            "version",
            f"version:{uno.objeto_id}:{uno.detalle['nivel']}-{uno.detalle['numero']}",
            uno.cuando,
            "",
            identificador=f"{uno.detalle['nivel']}-{uno.detalle['numero']}",
            numero=int(uno.detalle["numero"]),
        )
        for uno in asientos
        if uno.cuando > comienzos[uno.objeto_id]
        and (uno.detalle["nivel"] != TRABAJO or es_del_grupo(suyas, uno.objeto_id))
    ]
