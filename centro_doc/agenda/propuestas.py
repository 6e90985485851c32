"""Lo que la ficha de un documento de tipo `iniciativa` propone para el registro; lo confirma una persona."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.agenda.etapas import tabla
from centro_doc.agenda.expediente import DEL_PAIS, numero_de
from centro_doc.agenda.formularios import DatosEtapa, DatosIniciativa
from centro_doc.agenda.iniciativas import PERMISO, anotar_iniciativa, poner_etapa, poner_temas, registrar
from centro_doc.agenda.modelos import TEMAS_DE_INICIATIVA, EtapaDeIniciativa, Iniciativa, PropuestaVista, Tema
from centro_doc.agenda.numeros import clave
from centro_doc.agenda.visibles import a_la_vista
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.modelos import Documento, Estado, FechaDocumento, Precision
from centro_doc.comun.errores import Conflicto
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.comun.paginacion import Hoja
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas, puede
from centro_doc.normas.modelos import Norma

TIPO = "iniciativa"
ROTULOS: Mapping[str, str] = {
    "nombre": "Nombre",
    "asunto": "Asunto",
    "ponentes": "Ponentes",
    "comisiones": "Comisión o comisiones",
    "tramite": "Trámite",
}
"""Los campos que se proponen y cómo se dicen."""
POR_HOJA = 50
_CATALOGADO = (Estado.POR_CATALOGAR, Estado.PUBLICADO)
_DE_ETAPA = "etapa-"
Valor = str | list[str]


@dataclass(frozen=True, slots=True)
class Cambio:
    """Un dato que la ficha dice y el registro no; `actual`, lo que hay. `control`: su nombre al enviarlo."""

    control: str
    rotulo: str
    propuesto: str
    actual: str


@dataclass(frozen=True, slots=True)
class Dicho:
    """Lo que dice la ficha: cada campo de la iniciativa que trae, y las etapas que su fecha prueba."""

    campos: Mapping[str, Valor]
    etapas: tuple[DatosEtapa, ...]

    def firma(self) -> dict[str, Any]:
        """Lo mismo en valores de JSON, para saber si cambió."""
        return {**self.campos, "etapas": [[e.estado, e.fecha.isoformat(), e.precision] for e in self.etapas]}


@dataclass(frozen=True, slots=True)
class Propuesta:
    """Registrar la iniciativa, o completarla si ya está, con lo que dice la ficha de `documento`."""

    documento: Documento
    numero: int
    iniciativa: Iniciativa | None
    cambios: tuple[Cambio, ...]
    dicho: Dicho
    temas: frozenset[str]


def propuesta_de(sesion: Session, actor: Actor, documento: Documento) -> Propuesta | None:
    """Lo que propone una ficha ya guardada; `None` si no es de una iniciativa, nada añade o ya se decidió.

    Tampoco hay propuesta para quien no la puede confirmar.
    """
    numero = numero_de(documento)
    guardada = documento.estado in _CATALOGADO and documento.edicion > 1
    if documento.tipo != TIPO or numero is None or not guardada or not puede(actor, PERMISO):
        return None
    dicho = _dicho(documento)
    visto = sesion.get(PropuestaVista, documento.id)
    if visto is not None and visto.visto == dicho.firma():
        return None
    una = sesion.scalar(select(Iniciativa).where(Iniciativa.numero == numero, a_la_vista(marcas(actor))))
    cambios = tuple(_cambios(sesion, dicho, una, numero))
    if una is not None and not cambios:
        return None
    return Propuesta(documento, numero, una, cambios, dicho, _temas(sesion, una))


def por_confirmar(sesion: Session, actor: Actor, *, hoja: int = 1) -> Hoja[Documento]:
    """Los documentos publicados de los que nadie confirmó ni descartó una iniciativa. Dos consultas."""
    if not puede(actor, PERMISO):
        return Hoja((), 1, POR_HOJA, 0)
    usados = (
        select(PropuestaVista.documento_id),
        select(EtapaDeIniciativa.documento_id),
        select(Iniciativa.documento_id).where(Iniciativa.documento_id.is_not(None)),
    )
    suyos = (
        Documento.tipo == TIPO,
        Documento.estado == Estado.PUBLICADO,
        Documento.jurisdiccion.in_(DEL_PAIS),
        visible_para(marcas(actor)),
        *(Documento.id.not_in(una) for una in usados),
    )
    total = sesion.scalar(select(func.count(Documento.id)).where(*suyos)) or 0
    eleccion = select(Documento).where(*suyos).order_by(Documento.id)
    filas = sesion.scalars(eleccion.limit(POR_HOJA).offset((hoja - 1) * POR_HOJA)).all()
    return Hoja(filas, hoja, POR_HOJA, total)


def confirmar_varias(
    sesion: Session, actor: Actor, identificadores: Collection[str], *, reloj: Reloj
) -> tuple[int, ...]:
    """Confirma todo lo que propone cada ficha y deja sus temas; devuelve los números de las iniciativas.

    La que ya no propone nada se salta. Levanta `SinPermiso`, y `NoEncontrado` si el actor no ve alguna.
    """
    exigir(actor, PERMISO)
    numeros = []
    for identificador in identificadores:
        propuesta = propuesta_de(sesion, actor, documento_para(sesion, actor, identificador))
        if propuesta is not None:
            todo = [cambio.control for cambio in propuesta.cambios]
            una = confirmar(sesion, actor, identificador, todo, propuesta.temas, reloj=reloj)
            numeros.append(una.numero)
    return tuple(numeros)


def confirmar(
    sesion: Session,
    actor: Actor,
    identificador: str,
    elegidos: Collection[str],
    temas: Collection[str],
    *,
    reloj: Reloj,
) -> Iniciativa:
    """Registra o completa la iniciativa con lo elegido de la propuesta, y la deja en esos temas.

    Levanta `SinPermiso`, `NoEncontrado` si el actor no ve el documento, y `Conflicto` si ya no propone nada.
    """
    exigir(actor, PERMISO)
    documento = documento_para(sesion, actor, identificador)
    propuesta = propuesta_de(sesion, actor, documento)
    if propuesta is None:
        raise Conflicto("Esta ficha ya no propone nada: otra persona lo confirmó, o la ficha cambió.")
    ofrecidos = {cambio.control for cambio in propuesta.cambios} & set(elegidos)
    una = propuesta.iniciativa
    if una is None:
        datos = DatosIniciativa(propuesta.numero, "", temas=tuple(temas))
        una = registrar(sesion, actor, datos, documento=documento, reloj=reloj)
    else:
        poner_temas(sesion, una, temas)
    if campos := {n: v for n, v in propuesta.dicho.campos.items() if n in ofrecidos}:
        for nombre, valor in campos.items():
            setattr(una, nombre, valor)
        una.marcas = {campo: marca for campo, marca in una.marcas.items() if campo not in campos}
        una.de_fabrica, una.edicion = False, una.edicion + 1
        anotar_iniciativa(sesion, actor, "iniciativa_completada", una, reloj, {"cambio": sorted(campos)})
    for etapa in propuesta.dicho.etapas:
        if f"{_DE_ETAPA}{etapa.estado}" in ofrecidos:
            poner_etapa(sesion, actor, una, documento, etapa, reloj=reloj)
    _decidir(sesion, actor, documento, propuesta.dicho, reloj)
    return una


def descartar(sesion: Session, actor: Actor, identificador: str, *, reloj: Reloj) -> None:
    """Deja de proponer lo que dice la ficha, hasta que cambie. Levanta `SinPermiso` y `NoEncontrado`."""
    exigir(actor, PERMISO)
    documento = documento_para(sesion, actor, identificador)
    _decidir(sesion, actor, documento, _dicho(documento), reloj)


def _decidir(sesion: Session, actor: Actor, documento: Documento, dicho: Dicho, reloj: Reloj) -> None:
    fila = sesion.get(PropuestaVista, documento.id) or PropuestaVista(documento_id=documento.id)
    fila.visto, fila.decidido, fila.decidido_por = dicho.firma(), reloj.ahora(), actor.usuario_id
    sesion.add(fila)
    sesion.flush()


def _dicho(documento: Documento) -> Dicho:
    metadatos = documento.metadatos
    institucion = str(metadatos.get("ponente_institucion") or "")
    campos: dict[str, Valor] = {
        "nombre": documento.titulo_corto or documento.titulo,
        "asunto": str(metadatos.get("asunto") or ""),
        "ponentes": list(documento.ponentes) or ([institucion] if institucion else []),
        "comisiones": [str(una) for una in metadatos.get("comisiones") or ()],
        "tramite": str(metadatos.get("tramite") or ""),
    }
    etapas = (_etapa(documento, fecha) for fecha in documento.fechas)
    return Dicho({n: v for n, v in campos.items() if v}, tuple(una for una in etapas if una is not None))


def _etapa(documento: Documento, fecha: FechaDocumento) -> DatosEtapa | None:
    """La etapa que cuenta una fecha de la ficha, si este tipo de documento la prueba."""
    estado = tabla().de_iniciativa.get(fecha.clase)
    valor: date | None = fecha.valor
    if estado is None or valor is None or fecha.precision == Precision.DESCONOCIDA:
        return None
    if TIPO not in tabla().etapas[estado].prueban:
        return None
    return DatosEtapa(estado, valor, fecha.precision, documento.identificador, fecha.nota)


def _cambios(sesion: Session, dicho: Dicho, una: Iniciativa | None, numero: int) -> list[Cambio]:
    con_norma = sesion.scalar(select(Norma.id).where(Norma.clave == clave(numero))) is not None
    cambios = []
    for nombre, valor in dicho.campos.items():
        actual: Valor = getattr(una, nombre) if una is not None else ""
        if actual != valor and not (nombre == "nombre" and con_norma):
            cambios.append(Cambio(nombre, ROTULOS[nombre], _escrito(valor), _escrito(actual)))
    tenidas = _etapas_de(sesion, una)
    for etapa in dicho.etapas:
        fechas = [cuando for estado, cuando in tenidas if estado == etapa.estado]
        nueva = fecha_con_precision(etapa.fecha, etapa.precision)
        if nueva not in fechas:
            nombre = tabla().etapas[etapa.estado].nombre
            cambios.append(Cambio(f"{_DE_ETAPA}{etapa.estado}", nombre, nueva, "; ".join(fechas)))
    return cambios


def _etapas_de(sesion: Session, una: Iniciativa | None) -> list[tuple[str, str]]:
    if una is None:
        return []
    filas = sesion.scalars(
        select(EtapaDeIniciativa)
        .where(EtapaDeIniciativa.iniciativa_id == una.id, EtapaDeIniciativa.quitada.is_(False))
        .order_by(EtapaDeIniciativa.fecha)
    )
    return [(fila.estado, fecha_con_precision(fila.fecha, fila.precision)) for fila in filas]


def _temas(sesion: Session, una: Iniciativa | None) -> frozenset[str]:
    if una is None:
        return frozenset()
    suyos = select(Tema.codigo).join(TEMAS_DE_INICIATIVA, TEMAS_DE_INICIATIVA.c.tema_id == Tema.id)
    return frozenset(sesion.scalars(suyos.where(TEMAS_DE_INICIATIVA.c.iniciativa_id == una.id)))


def _escrito(valor: Valor) -> str:
    return valor if isinstance(valor, str) else "; ".join(valor)
