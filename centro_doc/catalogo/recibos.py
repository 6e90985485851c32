"""Los recibos: darlos por atendidos y bajarlos como una hoja."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.constancias import GEMELO_OCULTO, RECIBIDO
from centro_doc.catalogo.fila_de_lote import APARTE
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_recibos import Lote, Recibo
from centro_doc.comun.errores import Conflicto, NoEncontrado
from centro_doc.comun.hojas_de_calculo import UTF_8, linea
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas

COLUMNAS = ("recibo", "archivo", "estado", "registro", "motivo", "que_hacer", "tamano", "sha256", "recibido")


@dataclass(frozen=True, slots=True)
class Renglon:
    """Un recibo como se baja. `registro` es el documento, si quien lo baja lo ve; `tamano`, en octetos."""

    recibo: str
    archivo: str
    estado: str
    registro: str
    motivo: str
    que_hacer: str
    tamano: int | None
    sha256: str
    recibido: datetime


def atender(sesion: Session, actor: Actor, codigo: str, *, reloj: Reloj) -> Recibo:
    """Quita de la lista de su dueño un duplicado o un rechazo ya visto; el recibo se conserva."""
    exigir(actor, "ingresar_documentos")
    recibo = sesion.scalar(
        select(Recibo)
        .join(Lote, Lote.id == Recibo.lote_id)
        .where(Recibo.codigo == codigo, Lote.creado_por == actor.usuario_id)
    )
    if recibo is None:
        raise NoEncontrado("No existe ese recibo.")
    if recibo.estado not in APARTE:
        raise Conflicto("Ese archivo tiene documento: retírelo desde su ficha.")
    recibo.atendido = reloj.ahora()
    anotar(sesion, actor, "recibo_atendido", ("recibo", codigo), reloj=reloj)
    return recibo


def recibos_de(sesion: Session, actor: Actor, lote_id: int) -> list[Renglon]:
    """Los recibos de un lote propio o de una importación; levanta `NoEncontrado` si es de otra persona.

    De lo importado sólo aparecen los documentos que el lector ve.
    """
    exigir(actor, "ingresar_documentos")
    propios = or_(Lote.creado_por == actor.usuario_id, Lote.creado_por.is_(None))
    lote = sesion.scalar(select(Lote).where(Lote.id == lote_id, propios))
    if lote is None:
        raise NoEncontrado("No existe ese lote.")
    filas = sesion.execute(
        select(Recibo, Documento.identificador, visible_para(marcas(actor)))
        .join(Documento, Documento.id == Recibo.documento_id, isouter=True)
        .where(Recibo.lote_id == lote_id)
        .order_by(Recibo.id)
    )
    ajeno = lote.creado_por is None
    return [
        _renglon(recibo, documento if ve else None)
        for recibo, documento, ve in filas
        if ve or not ajeno or recibo.estado != RECIBIDO
    ]


def _renglon(recibo: Recibo, documento: str | None) -> Renglon:
    motivo, salida = recibo.motivo, recibo.salida
    if documento is None and recibo.documento_id is not None and motivo:
        motivo, salida = GEMELO_OCULTO
    return Renglon(
        recibo.codigo,
        recibo.nombre,
        recibo.estado,
        documento or "",
        motivo,
        salida,
        recibo.tamano,
        recibo.sha256 or "",
        recibo.creado,
    )


def en_csv(renglones: Iterable[Renglon]) -> Iterator[str]:
    """La hoja, renglón por renglón, con su encabezado. Ninguna celda empieza como una fórmula."""
    yield UTF_8 + linea(COLUMNAS)
    for r in renglones:
        tamano = "" if r.tamano is None else str(r.tamano)
        celdas = (r.recibo, r.archivo, r.estado, r.registro, r.motivo, r.que_hacer, tamano, r.sha256)
        yield linea((*celdas, r.recibido.isoformat(timespec="seconds")))
