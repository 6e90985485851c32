"""Lecturas de los grupos: integrantes a una fecha, mesas y acuerdos, como los ve un lector con sus marcas.

Cada función hace un número fijo de consultas, haya lo que haya.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.titulos_dichos import NADA, Callados, callados
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.escrito import plegar
from centro_doc.cuentas.consultas import esta_vigente
from centro_doc.cuentas.modelos import Membresia, Usuario
from centro_doc.cuentas.permisos import PERSONAL
from centro_doc.directorio.modelos import Institucion
from centro_doc.grupos.direcciones import leer_mesa
from centro_doc.grupos.formularios import Filtros
from centro_doc.grupos.modelos import Acuerdo, Divulgacion, Integrante, Mesa, Papel
from centro_doc.grupos.vistos import (
    AcuerdoVisto,
    IntegranteVisto,
    MesaVista,
    acuerdo_visto,
    mesa_vista,
)

_DEL_GRUPO = "grupo:"
_ORDEN: Mapping[str, int] = {papel: lugar for lugar, papel in enumerate(Papel)}
SIN_ESE_NUMERO = "El tema no tiene una mesa con ese número."
PRONTO = timedelta(days=30)
"""Lo que abarca el filtro «en los próximos 30 días»."""


def es_del_grupo(marcas: frozenset[str], codigo: str) -> bool:
    """¿Lee lo del grupo de ese tema: lo integra hoy, o es del personal?"""
    return PERSONAL in marcas or f"{_DEL_GRUPO}{codigo}" in marcas


def integrantes_de(
    sesion: Session, codigo: str, marcas: frozenset[str], fecha: date, *, todos: bool = False
) -> tuple[IntegranteVisto, ...]:
    """Quiénes integran el grupo de un tema en una fecha, por su papel y su nombre; con `todos`, siempre.

    Quien no es del grupo ve el nombre sólo si hay una razón para publicarlo. Una consulta.
    """
    filas = sesion.execute(
        select(Membresia, Integrante, Usuario.nombre, Usuario.correo, Institucion.nombre, Institucion.clave)
        .outerjoin(Integrante, Integrante.membresia_id == Membresia.id)
        .outerjoin(Usuario, Usuario.id == Membresia.usuario_id)
        .outerjoin(Institucion, Institucion.id == Integrante.institucion_id)
        .where(Membresia.tema == codigo, Membresia.anulada.is_(False))
    )
    vistos = [
        _integrante(
            membresia, integrante, (cuenta or "", correo or ""), (suya or "", clave or ""), marcas, fecha
        )
        for membresia, integrante, cuenta, correo, suya, clave in filas
        if todos or esta_vigente(membresia, fecha)
    ]
    vistos.sort(key=lambda uno: (not uno.vigente, _ORDEN.get(uno.papel, 9), plegar(uno.dicho), uno.desde))
    return tuple(vistos)


def mesas_de(
    sesion: Session,
    codigo: str,
    marcas: frozenset[str],
    hoy: date,
    *,
    cual: ColumnElement[bool] | None = None,
) -> tuple[MesaVista, ...]:
    """Las mesas de un tema con sus acuerdos, de la más reciente a la más antigua. Cuatro consultas, y hasta
    dos más si nombran documentos.

    Con `cual`, sólo las que cumplen esa condición.
    """
    condicion = (Tema.codigo == codigo) & (cual if cual is not None else true())
    filas = sesion.execute(
        select(Mesa, Tema.codigo)
        .join(Tema, Tema.id == Mesa.tema_id)
        .where(condicion, a_la_vista(marcas))
        .order_by(Mesa.fecha.desc(), Mesa.numero.desc())
    ).all()
    acuerdos: defaultdict[int, list[AcuerdoVisto]] = defaultdict(list)
    for uno in _acuerdos(sesion, condicion, marcas, hoy):
        acuerdos[uno.mesa].append(uno)
    documentos = _a_mano(
        sesion, marcas, [n for mesa, _ in filas for n in (mesa.acta_id, mesa.convocatoria_id)]
    )
    callan = lo_callado(
        sesion, marcas, [t for una, _ in filas for t in (una.titulo, una.lugar, una.orden_del_dia)]
    )
    del_grupo = es_del_grupo(marcas, codigo)
    return tuple(
        mesa_vista(mesa, tema, documentos, acuerdos[mesa.numero], callan=callan, del_grupo=del_grupo)
        for mesa, tema in filas
    )


def mesa(sesion: Session, codigo: str, numero: int, marcas: frozenset[str], hoy: date) -> MesaVista:
    """Una mesa; levanta `NoEncontrado` si no está, se anuló o el lector no la ve."""
    hallada = next(iter(mesas_de(sesion, codigo, marcas, hoy, cual=Mesa.numero == numero)), None)
    if hallada is None:
        raise NoEncontrado(SIN_ESE_NUMERO)
    return hallada


def mesa_de_antes(sesion: Session, codigo: str, numero: int, marcas: frozenset[str], hoy: date) -> MesaVista:
    """La de una dirección de cuando llevaban el número; levanta el mismo `NoEncontrado` que `mesa`.

    A quien no las ve todas sólo se le responde por las que la llevaron: las de después no la tuvieron nunca,
    y probar sus números diría cuántas hay.
    """
    hallada = mesa(sesion, codigo, numero, marcas, hoy)
    if not hallada.tuvo_numero and not hallada.del_grupo:
        raise NoEncontrado(SIN_ESE_NUMERO)
    return hallada


def mesas_en(
    sesion: Session, codigo: str, direccion: str, marcas: frozenset[str], hoy: date
) -> tuple[MesaVista, ...]:
    """La que tiene esa clave o, si la dirección sólo dice el día, las de ese día; sólo las que se ven.

    Levanta `NoEncontrado` si no hay ninguna.
    """
    dia, clave = leer_mesa(direccion)
    cual = Mesa.clave == clave if clave else Mesa.fecha == dia
    halladas = mesas_de(sesion, codigo, marcas, hoy, cual=cual) if dia is not None else ()
    if not halladas:
        raise NoEncontrado("El tema no tiene una mesa con esa dirección.")
    return halladas


def acuerdos_de(sesion: Session, codigo: str, marcas: frozenset[str], hoy: date) -> tuple[AcuerdoVisto, ...]:
    """Los acuerdos de un tema, por mesa y número. Dos consultas."""
    return _acuerdos(sesion, Tema.codigo == codigo, marcas, hoy)


def acuerdos(
    sesion: Session, filtros: Filtros, marcas: frozenset[str], hoy: date
) -> tuple[AcuerdoVisto, ...]:
    """Los acuerdos que cumplen los filtros: primero los que vencen antes, y al final los sin vencimiento."""
    condiciones: list[ColumnElement[bool]] = []
    if filtros.tema:
        condiciones.append(Tema.codigo == filtros.tema)
    if filtros.estado != "todos":
        sin_cumplir = Acuerdo.cumplido.is_(None)
        condiciones.append(sin_cumplir if filtros.estado == "pendientes" else ~sin_cumplir)
    if filtros.vence == "vencidos":
        condiciones += [Acuerdo.vence < hoy, Acuerdo.cumplido.is_(None)]
    elif filtros.vence == "mes":
        condiciones += [Acuerdo.vence >= hoy, Acuerdo.vence <= hoy + PRONTO]
    elif filtros.vence == "sin_fecha":
        condiciones.append(Acuerdo.vence.is_(None))
    if filtros.hasta is not None:
        condiciones.append(Acuerdo.vence <= filtros.hasta)
    condicion = true() if not condiciones else condiciones[0]
    for otra in condiciones[1:]:
        condicion = condicion & otra
    palabras = plegar(filtros.responsable).split()
    hallados = [
        uno
        for uno in _acuerdos(sesion, condicion, marcas, hoy)
        if all(palabra in plegar(uno.responsable) for palabra in palabras)
    ]
    hallados.sort(key=lambda uno: (uno.vence or date.max, uno.tema, uno.mesa, uno.numero))
    return tuple(hallados)


def a_la_vista(marcas: frozenset[str]) -> ColumnElement[bool]:
    """La condición SQL que deja sólo las mesas que ve un lector; pide `Tema` unido a `Mesa`."""
    suyos = [marca.removeprefix(_DEL_GRUPO) for marca in sorted(marcas) if marca.startswith(_DEL_GRUPO)]
    ve_internas = true() if PERSONAL in marcas else (Tema.codigo.in_(suyos) if suyos else false())
    return Mesa.anulada.is_(False) & or_(Mesa.interna.is_(False), ve_internas)


def _acuerdos(
    sesion: Session, condicion: ColumnElement[bool], marcas: frozenset[str], hoy: date
) -> tuple[AcuerdoVisto, ...]:
    filas = sesion.execute(
        select(Acuerdo, Mesa, Tema.codigo, Institucion.nombre, Institucion.clave, Usuario.nombre)
        .join(Mesa, Mesa.id == Acuerdo.mesa_id)
        .join(Tema, Tema.id == Mesa.tema_id)
        .outerjoin(Institucion, Institucion.id == Acuerdo.institucion_id)
        .outerjoin(Usuario, Usuario.id == Acuerdo.dado_por)
        .where(condicion, Acuerdo.anulado.is_(False), a_la_vista(marcas))
        .order_by(Tema.orden, Mesa.numero, Acuerdo.numero)
    ).all()
    documentos = _a_mano(sesion, marcas, [fila[0].prueba_id for fila in filas])
    dichos = [t for uno, *_ in filas for t in (uno.texto, uno.institucion, uno.prueba_motivo)]
    callan = lo_callado(sesion, marcas, dichos)
    return tuple(
        acuerdo_visto(
            acuerdo,
            una,
            tema,
            (nombre or "", clave or ""),
            quien or "",
            documentos,
            callan=callan,
            del_grupo=es_del_grupo(marcas, tema),
            hoy=hoy,
        )
        for acuerdo, una, tema, nombre, clave, quien in filas
    )


def lo_callado(sesion: Session, marcas: frozenset[str], textos: Iterable[str]) -> Callados:
    """Lo cerrado que nombran y quien lee no ve; al personal, que los escribe, no se le calla nada."""
    return NADA if PERSONAL in marcas else callados(sesion, textos, marcas)


def _a_mano(
    sesion: Session, marcas: frozenset[str], numeros: Iterable[int | None]
) -> Mapping[int, Documento]:
    """De esos documentos, los que ve el lector."""
    pedidos = {numero for numero in numeros if numero is not None}
    if not pedidos:
        return {}
    consulta = select(Documento).where(Documento.id.in_(pedidos), visible_para(marcas))
    return {uno.id: uno for uno in sesion.scalars(consulta)}


def _integrante(
    membresia: Membresia,
    integrante: Integrante | None,
    cuenta: tuple[str, str],
    institucion: tuple[str, str],
    marcas: frozenset[str],
    fecha: date,
) -> IntegranteVisto:
    divulgacion = integrante.divulgacion if integrante is not None else Divulgacion.NINGUNA
    se_ve = divulgacion != Divulgacion.NINGUNA or es_del_grupo(marcas, membresia.tema)
    personal = PERSONAL in marcas
    return IntegranteVisto(
        numero=membresia.id,
        nombre=(integrante.nombre if integrante is not None else cuenta[0]) if se_ve else "",
        institucion=institucion[0] or (integrante.institucion if integrante is not None else ""),
        clave=institucion[1],
        papel=integrante.papel if integrante is not None else Papel.INTEGRANTE,
        desde=membresia.desde,
        hasta=membresia.hasta,
        vigente=esta_vigente(membresia, fecha),
        divulgacion=divulgacion,
        contacto=integrante.contacto if integrante is not None and personal else "",
        correo=cuenta[1] if personal else "",
        edicion=integrante.edicion if integrante is not None else 1,
    )
