"""Los archivos que venían dentro de otro: los adjuntos de un correo y los miembros de un comprimido.

Cada uno entra como si alguien lo hubiera subido, con su recibo en el lote del que lo trae y su misma clase de
acceso. Los archivos quedan en el depósito ANTES de la transacción que crea sus documentos.
"""

import errno
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from almacen import DepositoLocal, DiscoLleno
from centro_doc.catalogo import acceso, constancias, ingreso, procedencia
from centro_doc.catalogo.modelos import Archivo, Documento, Estado, Version
from centro_doc.catalogo.modelos_acceso import DocumentoGrupo, DocumentoPersona
from centro_doc.catalogo.modelos_recibos import Lote, Recibo
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion, RelacionDocumental
from centro_doc.catalogo.nombres import limpiar_nombre, nombre_con_carpeta
from centro_doc.catalogo.puerta import Llegada, admitir
from centro_doc.catalogo.relaciones import enlazar
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA
from indexador.ficha import Adjunto

HONDURA = 3
"""Cuántas veces puede venir un archivo dentro de otro: un comprimido puede traerse a sí mismo sin fin."""
GRUPO = 25
"""Los que entran en una transacción: mientras dura, nadie más escribe."""
_DEMASIADO_HONDO = (
    f"Viene dentro de más de {HONDURA} archivos, uno dentro de otro, y no se separó.",
    "Ábralo en su equipo, saque ese archivo y súbalo aparte.",
)
_TROZO = 1 << 20


@dataclass(frozen=True, slots=True)
class Separado:
    """Un archivo de dentro, ya en el depósito o rechazado, y su clase (`adjunto_de` o `miembro_de`)."""

    llegada: Llegada
    clase: str


def guardar(
    deposito: DepositoLocal, adjuntos: Sequence[Adjunto], *, limite: int, hondura: int
) -> tuple[Separado, ...]:
    """Pasa cada adjunto por la puerta y lo deja a salvo.

    `hondura` es en cuántos archivos, uno dentro de otro, venía el que los trae. Levanta `OSError` (`ENOSPC`)
    si el disco se llenó: vale reintentar.
    """
    if hondura >= HONDURA:
        adjuntos = [Adjunto(uno.nombre, uno.clase, None, *_DEMASIADO_HONDO) for uno in adjuntos]
    return tuple(Separado(_llegada(deposito, adjunto, limite), adjunto.clase) for adjunto in adjuntos)


def _llegada(deposito: DepositoLocal, adjunto: Adjunto, limite: int) -> Llegada:
    de_carpeta = adjunto.clase == ClaseRelacion.MIEMBRO_DE
    nombre = (nombre_con_carpeta if de_carpeta else limpiar_nombre)(adjunto.nombre)
    if adjunto.ruta is None:
        return Llegada(nombre, 0, motivo=adjunto.motivo, salida=adjunto.salida)
    recepcion = deposito.abrir_recepcion(limite)
    try:
        with adjunto.ruta.open("rb") as archivo:
            while trozo := archivo.read(_TROZO):
                recepcion.write(trozo)
        return admitir(recepcion, nombre, limite=limite, sin_disco=True)
    except DiscoLleno as error:
        raise OSError(errno.ENOSPC, "No queda espacio para los archivos que vienen dentro.") from error
    finally:
        recepcion.descartar()


def adelantar(
    bd: BaseDeDatos, padre_id: int, separados: tuple[Separado, ...], *, reloj: Reloj, hondura: int
) -> tuple[Separado, ...]:
    """Recibe los de un archivo que trae muchos, por grupos, y devuelve los que quedan para `recibir`.

    Cada grupo es una transacción, antes de la que guarda el texto. Si el proceso muere en medio, repetirla
    sigue donde quedó: los que ya entraron no se repiten.
    """
    if len(separados) <= GRUPO:
        return separados
    with lectura(bd) as sesion:
        faltan = _sin_los_que_entraron(sesion, sesion.get_one(Documento, padre_id), separados)
    while len(faltan) > GRUPO:
        grupo, faltan = faltan[:GRUPO], faltan[GRUPO:]
        with transaccion(bd) as sesion:
            padre = sesion.get_one(Documento, padre_id)
            recibir(sesion, padre, grupo, reloj=reloj, hondura=hondura, hermanos=len(separados))
    return faltan


def recibir(
    sesion: Session,
    padre: Documento,
    separados: Sequence[Separado],
    *,
    reloj: Reloj,
    hondura: int,
    hermanos: int,
) -> None:
    """Crea el documento, el recibo y la tarea de cada uno, y lo enlaza con el que lo trae.

    `hermanos` son todos los que trae, aunque aquí se reciban menos.

    Se llama una sola vez por cada uno. El que ya estaba en el centro se enlaza si quien subió lo
    ve.
    """
    if not separados:
        return
    lote = _lote(sesion, padre, reloj=reloj)
    actor = replace(SISTEMA, usuario_id=padre.creado_por)
    for separado in separados:
        llegada = separado.llegada
        constancia = ingreso.recibir(
            sesion, actor, lote.id, llegada, reloj=reloj, hondura=hondura + 1, hermanos=hermanos
        )
        hijo = sesion.scalar(select(Documento).where(Documento.identificador == constancia.documento))
        if hijo is None or hijo.id == padre.id:
            continue
        if constancia.estado == constancias.RECIBIDO:
            _heredar(sesion, padre, hijo, reloj=reloj)
        enlazar(sesion, actor, hijo, ClaseRelacion(separado.clase), padre, reloj=reloj)


def _sin_los_que_entraron(
    sesion: Session, padre: Documento, separados: Sequence[Separado]
) -> tuple[Separado, ...]:
    """Los que no tienen recibo de este archivo: de los recibidos y repetidos, que además estén enlazados."""
    enlazado = exists().where(
        RelacionDocumental.otro_id == padre.id,
        RelacionDocumental.documento_id == Version.documento_id,
        Version.id == Archivo.version_id,
        Archivo.sha256 == Recibo.sha256,
    )
    filas = sesion.execute(
        select(Recibo.nombre, Recibo.sha256, Recibo.motivo, func.count())
        .where(Recibo.lote_id == padre.lote_id, Recibo.sha256.is_(None) | enlazado)
        .group_by(Recibo.nombre, Recibo.sha256, Recibo.motivo)
    )
    hechos: Counter[tuple[str, str]] = Counter()
    for nombre, sha256, motivo, cuantos in filas:
        hechos[nombre, sha256 or motivo] += cuantos
    faltan = []
    for separado in separados:
        llegada = separado.llegada
        huella = llegada.guardado.sha256 if llegada.guardado is not None else llegada.motivo
        if hechos[llegada.nombre, huella] > 0:
            hechos[llegada.nombre, huella] -= 1
        else:
            faltan.append(separado)
    return tuple(faltan)


def _lote(sesion: Session, padre: Documento, *, reloj: Reloj) -> Lote:
    """El del que los trae; si no llegó en ninguno, uno nuevo y a nombre de quien lo creó."""
    lote = sesion.get(Lote, padre.lote_id) if padre.lote_id is not None else None
    if lote is None:
        lote = Lote(creado=reloj.ahora(), creado_por=padre.creado_por, acceso=padre.acceso)
        sesion.add(lote)
        sesion.flush()
        padre.lote_id = lote.id
    return lote


def _heredar(sesion: Session, padre: Documento, hijo: Documento, *, reloj: Reloj) -> None:
    """El hijo nace tan cerrado como está hoy el que lo trae, y con su origen; si ya se retiró, retirado."""
    if padre.estado == Estado.RETIRADO:
        hijo.estado, hijo.retiro_motivo = Estado.RETIRADO, padre.retiro_motivo
    procedencia.poner(hijo, procedencia.de(padre))
    hijo.acceso, hijo.fundamento = padre.acceso, padre.fundamento
    hijo.resolucion, hijo.reserva_vence = padre.resolucion, padre.reserva_vence
    personas = {una.usuario_id for una in padre.personas}
    suyas = [una for una in hijo.personas if una.usuario_id in personas]
    faltan = personas - {una.usuario_id for una in suyas}
    hijo.personas = [*suyas, *(DocumentoPersona(usuario_id=una) for una in sorted(faltan))]
    hijo.grupos = [DocumentoGrupo(tema=grupo.tema) for grupo in padre.grupos]
    acceso.actualizar_marcas(sesion, hijo, reloj=reloj)
