"""Lo que las personas deciden sobre las sugerencias: se anota, se aprende de ello y se lleva en CSV."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.modelos_sugerencias import DECIDIDAS, EstadoSugerencia, Sugerencia
from centro_doc.comun.errores import Conflicto
from centro_doc.comun.hojas_de_calculo import UTF_8, linea
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import PERSONAL, PUBLICO, Actor, exigir, marcas
from centro_doc.directorio.modelos import Institucion
from indexador.juridico.metadatos import Propuesta
from indexador.juridico.puntuacion import Confirmada, ajustar

ULTIMAS = 300
"""Decisiones y fichas de un tipo que se miran para puntuar: las más nuevas."""
COLUMNAS = (
    *("documento", "tipo", "campo", "propuesto", "quedó", "decisión", "confianza", "página", "literal"),
    *("quién", "cuándo"),
)
_DE_TODO_EL_PERSONAL = frozenset({PUBLICO, PERSONAL})
_BREVES = ("tipo", "numero", "idioma", "jurisdiccion", "fecha:")
"""Los campos cuyo valor va a la bitácora; los demás son texto del documento y quedan en su tabla."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Qué se hace con una sugerencia: `final` es lo que queda en la ficha y `previo`, lo que había."""

    sugerencia_id: int
    estado: EstadoSugerencia
    final: str | None = None
    previo: str | None = None


def decidir(
    sesion: Session, actor: Actor, documento: Documento, decisiones: Sequence[Decision], *, reloj: Reloj
) -> None:
    """Anota lo decidido, en la tabla y en la bitácora; la ficha ya se guardó en esta misma transacción.

    Levanta `Conflicto` si el documento está retirado o si alguna sugerencia no es suya.
    """
    exigir(actor, "catalogar")
    if not decisiones:
        return
    if documento.estado == Estado.RETIRADO:
        raise Conflicto(f"{documento.identificador} está retirado. Repóngalo antes de revisar su ficha.")
    detalle = [_decidir(sesion, actor, documento, una, reloj) for una in decisiones]
    objeto = ("documento", documento.identificador)
    anotar(sesion, actor, "sugerencias_decididas", objeto, reloj=reloj, detalle={"decisiones": detalle})


def _decidir(
    sesion: Session, actor: Actor, documento: Documento, decision: Decision, reloj: Reloj
) -> dict[str, object]:
    una = sesion.get(Sugerencia, decision.sugerencia_id)
    if una is None or una.documento_id != documento.id:
        raise Conflicto("Esa sugerencia no es de este documento.")
    pendiente = decision.estado == EstadoSugerencia.PENDIENTE
    una.estado = decision.estado
    una.valor_final, una.valor_previo = decision.final, decision.previo
    una.decidida_por_id = None if pendiente else actor.usuario_id
    una.decidida_el = None if pendiente else reloj.ahora()
    dicho: dict[str, object] = {"sugerencia": una.id, "campo": una.campo, "decision": una.estado}
    if una.campo.startswith(_BREVES):
        dicho |= {"propuesto": una.valor, "quedo": una.valor_final}
    return dicho


def puntuar(sesion: Session, propuestas: Sequence[Propuesta]) -> tuple[Propuesta, ...]:
    """Las mismas, con la confianza corregida por lo decidido antes en documentos de su tipo.

    Sólo cuenta lo que ve todo el personal: la confianza de un documento no dice nada de los reservados.
    """
    tipo = next((p.valor for p in propuestas if p.campo == "tipo"), "")
    if not tipo:
        return tuple(propuestas)
    return ajustar(propuestas, [*_decididas(sesion, tipo), *_de_fichas(sesion, tipo)])


def decisiones_visibles(sesion: Session, actor: Actor) -> Iterator[Sequence[str]]:
    """Las filas de la hoja de decisiones, de la más vieja a la más nueva, de lo que este lector ve."""
    exigir(actor, "catalogar")
    filas = sesion.execute(
        select(Sugerencia, Documento.identificador, Documento.tipo, Usuario.nombre)
        .join(Documento, Documento.id == Sugerencia.documento_id)
        .join(Usuario, Usuario.id == Sugerencia.decidida_por_id, isouter=True)
        .where(Sugerencia.estado.in_(DECIDIDAS), visible_para(marcas(actor)))
        .order_by(Sugerencia.decidida_el, Sugerencia.id)
    )
    for una, identificador, tipo, quien in filas:
        final, cuando = una.valor_final or "", _instante(una.decidida_el)
        yield (
            *(identificador, tipo or "", una.campo, una.valor, final, una.estado, f"{una.confianza:.2f}"),
            *(str(una.pagina), una.literal, quien or "", cuando),
        )


def en_csv(filas: Iterable[Sequence[str]]) -> Iterator[str]:
    """La hoja, renglón por renglón, con su encabezado. Ninguna celda empieza como una fórmula."""
    yield UTF_8 + linea(COLUMNAS)
    for fila in filas:
        yield linea(fila)


def _decididas(sesion: Session, tipo: str) -> Iterator[Confirmada]:
    """Lo decidido en documentos de ese tipo y, del campo tipo, cada vez que se propuso ése."""
    del_tipo = and_(Documento.tipo == tipo, Sugerencia.campo != "tipo")
    filas = sesion.execute(
        select(Sugerencia.campo, Sugerencia.valor, Sugerencia.valor_final, Sugerencia.estado)
        .join(Documento, Documento.id == Sugerencia.documento_id)
        .where(
            Sugerencia.estado.in_(DECIDIDAS),
            or_(del_tipo, and_(Sugerencia.campo == "tipo", Sugerencia.valor == tipo)),
            visible_para(_DE_TODO_EL_PERSONAL),
        )
        .order_by(Sugerencia.decidida_el.desc(), Sugerencia.id.desc())
        .limit(ULTIMAS)
    )
    for campo, propuesto, final, estado in filas:
        aceptada = estado == EstadoSugerencia.ACEPTADA  # el emisor queda con el nombre del directorio
        yield Confirmada(tipo, campo, propuesto, propuesto if aceptada else final or "")


def _de_fichas(sesion: Session, tipo: str) -> Iterator[Confirmada]:
    """El número y el emisor de las fichas publicadas de ese tipo, se hubieran propuesto o no."""
    filas = sesion.execute(
        select(Documento.numero, Institucion.nombre)
        .join(Institucion, Institucion.id == Documento.emisor_id, isouter=True)
        .where(
            Documento.tipo == tipo,
            Documento.estado == Estado.PUBLICADO,
            visible_para(_DE_TODO_EL_PERSONAL),
        )
        .order_by(Documento.id.desc())
        .limit(ULTIMAS)
    )
    for numero, emisor in filas:
        if numero:
            yield Confirmada(tipo, "numero", "", numero)
        if emisor:
            yield Confirmada(tipo, "emisor", "", emisor)


def _instante(cuando: datetime | None) -> str:
    return cuando.isoformat(timespec="seconds") if cuando is not None else ""
