"""Lo que la ficha de un documento de tipo `iniciativa` propone para el registro; lo confirma una persona."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from centro_doc.agenda.etapas import tabla
from centro_doc.agenda.expediente import numero_de
from centro_doc.agenda.formularios import DatosEtapa, DatosIniciativa
from centro_doc.agenda.iniciativas import PERMISO, anotar_iniciativa, poner_etapa, poner_temas, registrar
from centro_doc.agenda.modelos import TEMAS_DE_INICIATIVA, EtapaDeIniciativa, Iniciativa, PropuestaVista, Tema
from centro_doc.agenda.numeros import clave
from centro_doc.agenda.visibles import a_la_vista
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.modelos import Documento, Estado, FechaDocumento, Precision
from centro_doc.comun.errores import Conflicto
from centro_doc.comun.fechas import fecha_con_precision
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
_CATALOGADO = (Estado.POR_CATALOGAR, Estado.PUBLICADO)
_DE_ETAPA = "etapa-"
SIN_NUMERO = "su ficha no dice el número de la iniciativa"
NADA_NUEVO = "no añade nada a lo que el registro ya dice"
Valor = str | list[str]
TemasDe = Callable[[Documento], Collection[str]]
"""Los códigos de los temas de la agenda a que un documento está vinculado, confirmados por una persona."""


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


def sin_temas(_documento: Documento) -> Collection[str]:
    """Ninguno: para quien no pregunta por ellos."""
    return ()


def propuesta_de(
    sesion: Session, actor: Actor, documento: Documento, temas_de: TemasDe = sin_temas
) -> Propuesta | None:
    """Lo que propone una ficha; `None` si no propone nada que este actor pueda confirmar (`estudiar`)."""
    hallada = estudiar(sesion, actor, documento, temas_de)
    return hallada if isinstance(hallada, Propuesta) else None


def estudiar(
    sesion: Session, actor: Actor, documento: Documento, temas_de: TemasDe = sin_temas
) -> Propuesta | str:
    """Lo que propone una ficha o, si no se puede confirmar nada de ella, por qué.

    La de un documento publicado está revisada; la de uno por catalogar, sólo si alguien la guardó.
    `temas_de` dice los temas confirmados de un documento: son los que se proponen si el registro no tiene.
    """
    if not puede(actor, PERMISO):
        return "su cuenta no lleva las iniciativas"
    if documento.tipo != TIPO:
        return "su ficha no es de una iniciativa de ley"
    numero = numero_de(documento)
    if numero is None:
        return SIN_NUMERO
    if documento.estado not in _CATALOGADO or (
        documento.estado != Estado.PUBLICADO and documento.edicion == 1
    ):
        return "nadie ha guardado su ficha"
    dicho = _dicho(documento)
    visto = sesion.get(PropuestaVista, documento.id)
    if visto is not None and visto.visto == dicho.firma():
        return "alguien ya decidió lo que proponía"
    una = sesion.scalar(select(Iniciativa).where(Iniciativa.numero == numero, a_la_vista(marcas(actor))))
    con_norma = sesion.scalar(select(Norma.id).where(Norma.clave == clave(numero))) is not None
    cambios = tuple(_cambios(dicho, una, con_norma=con_norma, tenidas=_etapas_de(sesion, una)))
    if una is not None and not cambios:
        return NADA_NUEVO
    return Propuesta(
        documento, numero, una, cambios, dicho, _temas(sesion, una) or frozenset(temas_de(documento))
    )


def confirmar_varias(
    sesion: Session,
    actor: Actor,
    identificadores: Collection[str],
    *,
    temas_de: TemasDe = sin_temas,
    reloj: Reloj,
) -> tuple[tuple[int, ...], Mapping[str, str]]:
    """Confirma todo lo que propone cada ficha y deja sus temas.

    Devuelve los números de las iniciativas y, de los documentos que no se pudo, por qué. Levanta
    `SinPermiso`, y `NoEncontrado` si el actor no ve alguno.
    """
    exigir(actor, PERMISO)
    numeros: list[int] = []
    saltadas: dict[str, str] = {}
    for identificador in identificadores:
        propuesta = estudiar(sesion, actor, documento_para(sesion, actor, identificador), temas_de)
        if isinstance(propuesta, str):
            saltadas[identificador] = propuesta
            continue
        todo = [cambio.control for cambio in propuesta.cambios]
        numeros.append(confirmar(sesion, actor, identificador, todo, propuesta.temas, reloj=reloj).numero)
    return tuple(numeros), saltadas


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


def _cambios(
    dicho: Dicho, una: Iniciativa | None, *, con_norma: bool, tenidas: Collection[tuple[str, str]]
) -> list[Cambio]:
    """`tenidas`: las etapas que ya constan, con su fecha; el nombre de la que tiene norma es el de ésta."""
    cambios = []
    for nombre, valor in dicho.campos.items():
        actual: Valor = getattr(una, nombre) if una is not None else ""
        if actual != valor and not (nombre == "nombre" and con_norma):
            cambios.append(Cambio(nombre, ROTULOS[nombre], _escrito(valor), _escrito(actual)))
    for etapa in dicho.etapas:
        fechas = [cuando for estado, cuando in tenidas if estado == etapa.estado]
        nueva = fecha_con_precision(etapa.fecha, etapa.precision)
        if nueva not in fechas:
            nombre = tabla().etapas[etapa.estado].nombre
            cambios.append(Cambio(f"{_DE_ETAPA}{etapa.estado}", nombre, nueva, "; ".join(fechas)))
    return cambios


def anaden_algo(
    sesion: Session, documentos: Collection[Documento], iniciativas: Mapping[int, Iniciativa]
) -> frozenset[int]:
    """De ésos, los que dicen algo que el registro no. `iniciativas`, por su número. Dos consultas."""
    con_norma = set(sesion.scalars(select(Norma.clave).where(Norma.clave.in_(map(clave, iniciativas)))))
    tenidas: dict[int, list[tuple[str, str]]] = {}
    ids = [una.id for una in iniciativas.values()]
    for fila in sesion.scalars(_de_iniciativas(ids)):
        cuando = fecha_con_precision(fila.fecha, fila.precision)
        tenidas.setdefault(fila.iniciativa_id, []).append((fila.estado, cuando))
    anaden = set()
    for uno in documentos:
        numero = numero_de(uno)
        una = iniciativas.get(numero) if numero is not None else None
        if numero is None or una is None:
            continue
        suya = clave(numero) in con_norma
        if _cambios(_dicho(uno), una, con_norma=suya, tenidas=tenidas.get(una.id, ())):
            anaden.add(uno.id)
    return frozenset(anaden)


def _etapas_de(sesion: Session, una: Iniciativa | None) -> list[tuple[str, str]]:
    if una is None:
        return []
    filas = sesion.scalars(_de_iniciativas([una.id]))
    return [(fila.estado, fecha_con_precision(fila.fecha, fila.precision)) for fila in filas]


def _de_iniciativas(ids: Collection[int]) -> Select[EtapaDeIniciativa]:
    return (
        select(EtapaDeIniciativa)
        .where(EtapaDeIniciativa.iniciativa_id.in_(ids), EtapaDeIniciativa.quitada.is_(False))
        .order_by(EtapaDeIniciativa.fecha)
    )


def _temas(sesion: Session, una: Iniciativa | None) -> frozenset[str]:
    if una is None:
        return frozenset()
    suyos = select(Tema.codigo).join(TEMAS_DE_INICIATIVA, TEMAS_DE_INICIATIVA.c.tema_id == Tema.id)
    return frozenset(sesion.scalars(suyos.where(TEMAS_DE_INICIATIVA.c.iniciativa_id == una.id)))


def _escrito(valor: Valor) -> str:
    return valor if isinstance(valor, str) else "; ".join(valor)
