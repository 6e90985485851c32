"""Los renglones de una importación: añadirlos y recibir lo que cada uno dice.

Cada renglón existe en la base antes de tocar su archivo, y cambia de estado en la misma transacción que crea
su documento: matar el proceso en cualquier instante deja o el renglón pendiente o su documento con recibo.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from centro_doc.catalogo import constancias, ingreso, procedencia
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.casos import crear_sin_archivo
from centro_doc.catalogo.constancias import Constancia
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.modelos_recibos import Lote
from centro_doc.catalogo.puerta import Llegada
from centro_doc.comun.errores import Conflicto
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, marcas
from centro_doc.importaciones import fichas, repuestas
from centro_doc.importaciones.modelos import EstadoRenglon, Importacion, Renglon

YA_HAY_FICHA = "Ya hay una ficha con ese título."
SIN_NADA = "El renglón no trae archivo ni título."


@dataclass(frozen=True, slots=True)
class Pedido:
    """Lo que hay que recibir: un archivo, con su firma al verlo, o una ficha sin él; y lo que se dice."""

    ruta: str
    firma: str = ""
    valores: Mapping[str, str] = field(default_factory=dict)


def anadir(sesion: Session, importacion: Importacion, pedidos: Sequence[Pedido]) -> None:
    """Los renglones que aún no tenga, por su ruta y lo que se dice de ella."""
    suyos = select(Renglon.ruta, Renglon.firma, Renglon.valores, Renglon.numero).where(
        Renglon.importacion_id == importacion.id
    )
    filas = sesion.execute(suyos).all()
    vistos = {(f[0], f[1], tuple(sorted(f[2].items()))) for f in filas}
    numero = max((f[3] for f in filas), default=0)
    nuevos = []
    for pedido in pedidos:
        llave = (pedido.ruta, pedido.firma, tuple(sorted(pedido.valores.items())))
        if llave not in vistos:
            vistos.add(llave)
            numero += 1
            nuevos.append(
                {
                    "importacion_id": importacion.id,
                    "numero": numero,
                    "ruta": pedido.ruta,
                    "firma": pedido.firma,
                    "valores": dict(pedido.valores),
                    "estado": EstadoRenglon.PENDIENTE,
                    "motivo": "",
                }
            )
    if nuevos:
        sesion.execute(insert(Renglon), nuevos)


def recibir(
    sesion: Session,
    actor: Actor,
    renglon_id: int,
    llegada: Llegada | None,
    instituciones: Mapping[str, int],
    *,
    reloj: Reloj,
) -> Constancia:
    """Recibe un renglón pendiente. Sin `llegada`, crea el registro de un documento sin archivo."""
    renglon = sesion.get_one(Renglon, renglon_id)
    if renglon.estado != EstadoRenglon.PENDIENTE:
        raise Conflicto("Ese renglón ya se recibió.")
    importacion = sesion.get_one(Importacion, renglon.importacion_id)
    entendida = fichas.entender(renglon.valores, instituciones)
    if llegada is None:
        constancia = _sin_archivo(sesion, actor, importacion, renglon, reloj=reloj)
    else:
        constancia = ingreso.recibir(sesion, actor, importacion.lote_id, llegada, reloj=reloj)
    lote = sesion.get_one(Lote, importacion.lote_id)
    constancia = repuestas.volver(sesion, actor, lote, constancia, reloj=reloj)
    constancia = constancias.con_dudas(sesion, constancia, entendida.dudas)
    renglon.estado, renglon.motivo = constancia.estado, constancia.motivo
    if constancia.estado == EstadoRenglon.RECIBIDO:
        documento = sesion.scalars(
            select(Documento).where(Documento.identificador == constancia.documento)
        ).one()
        renglon.documento_id = documento.id
        fichas.aplicar(sesion, documento, entendida, reloj=reloj)
    return constancia


def cuantos_pendientes(sesion: Session, importacion_id: int) -> int:
    """Los renglones que le faltan."""
    consulta = select(func.count(Renglon.id)).where(
        Renglon.importacion_id == importacion_id, Renglon.estado == EstadoRenglon.PENDIENTE
    )
    return sesion.scalar(consulta) or 0


def ficha_con(sesion: Session, actor: Actor, titulo: str) -> Documento | None:
    """El documento sin archivo con ese título que ve el actor; antes los que no están retirados."""
    suyas = (
        select(Documento)
        .where(Documento.titulo == titulo, ~Documento.versiones.any(), visible_para(marcas(actor)))
        .order_by(Documento.estado == Estado.RETIRADO, Documento.id)
    )
    return sesion.scalar(suyas.limit(1))


def _sin_archivo(
    sesion: Session, actor: Actor, importacion: Importacion, renglon: Renglon, *, reloj: Reloj
) -> Constancia:
    """Da registro a una ficha sin archivo; si ya hay un documento sin archivo con su título, es duplicado."""
    titulo, lote = str(renglon.valores.get("titulo", "")), sesion.get_one(Lote, importacion.lote_id)
    nombre = titulo or f"renglón {renglon.numero}"
    if not titulo:
        return constancias.constancia_sin_archivo(
            sesion, lote, nombre, constancias.RECHAZADO, reloj=reloj, motivo=SIN_NADA
        )
    ya = ficha_con(sesion, actor, titulo)
    if ya is not None:
        return constancias.constancia_sin_archivo(
            sesion, lote, nombre, constancias.DUPLICADO, reloj=reloj, documento=ya, motivo=YA_HAY_FICHA
        )
    documento = crear_sin_archivo(sesion, actor, titulo, reloj=reloj)
    documento.lote_id = importacion.lote_id
    procedencia.poner(documento, procedencia.de(lote))
    return constancias.constancia_sin_archivo(
        sesion, lote, nombre, constancias.RECIBIDO, reloj=reloj, documento=documento
    )
