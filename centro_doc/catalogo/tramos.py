"""Subir un archivo por tramos: se abre, se le añade desde donde el servidor diga y termina en un recibo.

Cada tramo está sincronizado en disco ANTES de anotar la posición: si el servidor muere entre los dos, se
sigue desde la posición anotada. Lo abandonado se barre a los siete días.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from almacen import DepositoLocal
from centro_doc.catalogo import constancias, ingreso
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.constancias import Constancia
from centro_doc.catalogo.ingreso import DatosLote
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_recibos import Lote, Recibo
from centro_doc.catalogo.modelos_subida import Subida
from centro_doc.catalogo.nombres import limpiar_nombre
from centro_doc.catalogo.puerta import Llegada
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.fechas import tamano as peso
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas

ABANDONO = timedelta(days=7)
"""Lo que se conserva una subida sin tocar."""
ABIERTAS_MAXIMAS = 1_000
"""Las que una cuenta puede tener a medias."""


@dataclass(frozen=True, slots=True)
class Pedida:
    """Lo que el navegador dice de un archivo antes de enviarlo. `tamano` en octetos; `ruta`, la que tuviera
    dentro de la carpeta elegida; `modificado`, el instante que dé el navegador, como texto."""

    nombre: str
    tamano: int
    ruta: str = ""
    modificado: str = ""

    @property
    def firma(self) -> str:
        """Lo que distingue a este archivo de otros de la misma persona."""
        partes = "\0".join((self.nombre, self.ruta, str(self.tamano), self.modificado))
        return hashlib.sha256(partes.encode("utf-8", "surrogatepass")).hexdigest()


def abrir(
    sesion: Session,
    actor: Actor,
    pedida: Pedida,
    *,
    lote_id: int | None,
    datos: DatosLote,
    cuota: int,
    reloj: Reloj,
) -> Subida:
    """Empieza una subida en un lote (sin `lote_id`, uno nuevo), o sigue la que esta persona dejó a medias.

    Levanta `DatosInvalidos` si con ella pasa de `cuota` octetos o de las que se pueden tener a medias.
    """
    exigir(actor, "ingresar_documentos")
    lote = _lote(sesion, actor, lote_id, datos, reloj=reloj)
    a_medias = select(Subida).where(Subida.usuario_id == actor.usuario_id, Subida.recibo_id.is_(None))
    anterior = sesion.scalar(a_medias.where(Subida.firma == pedida.firma).limit(1))
    if anterior is not None:
        anterior.lote_id, anterior.tocada = lote.id, reloj.ahora()
        return anterior
    _exigir_cuota(sesion, actor, pedida, cuota)
    subida = Subida(
        clave=secrets.token_hex(16),
        usuario_id=actor.usuario_id,
        lote_id=lote.id,
        nombre=limpiar_nombre(pedida.nombre),
        firma=pedida.firma,
        tamano=pedida.tamano,
        posicion=0,
        creada=reloj.ahora(),
        tocada=reloj.ahora(),
    )
    sesion.add(subida)
    sesion.flush()
    return subida


def rechazar_grande(
    sesion: Session,
    actor: Actor,
    pedida: Pedida,
    *,
    lote_id: int | None,
    datos: DatosLote,
    limite: int,
    reloj: Reloj,
) -> tuple[int, Constancia]:
    """Da el recibo de rechazo de un archivo que pasa de `limite`, sin recibirlo; devuelve además su lote."""
    exigir(actor, "ingresar_documentos")
    lote = _lote(sesion, actor, lote_id, datos, reloj=reloj)
    llegada = Llegada(
        limpiar_nombre(pedida.nombre),
        pedida.tamano,
        motivo=f"El archivo pesa {peso(pedida.tamano)} y el límite es {peso(limite)}.",
        salida="Divídalo por tomos o entréguelo en disco a la secretaría.",
    )
    return lote.id, ingreso.recibir(sesion, actor, lote.id, llegada, reloj=reloj)


def subida_de(sesion: Session, actor: Actor, clave: str) -> Subida:
    """La subida de esta persona con esa clave; levanta `NoEncontrado`, también si es de otra."""
    exigir(actor, "ingresar_documentos")
    subida = sesion.scalar(select(Subida).where(Subida.clave == clave, Subida.usuario_id == actor.usuario_id))
    if subida is None:
        raise NoEncontrado("Esa subida ya no está. Elija otra vez el archivo.")
    return subida


def posicion_de(deposito: DepositoLocal, subida: Subida) -> int:
    """Desde dónde se sigue: lo anotado, o menos si el disco guardó menos."""
    return min(subida.posicion, deposito.por_tramos(subida.clave).tamano)


def avanzar(sesion: Session, actor: Actor, clave: str, posicion: int, *, reloj: Reloj) -> None:
    """Anota los octetos que ya están en disco."""
    subida = subida_de(sesion, actor, clave)
    subida.posicion, subida.tocada = posicion, reloj.ahora()


def terminar(sesion: Session, actor: Actor, clave: str, llegada: Llegada, *, reloj: Reloj) -> Constancia:
    """Da el recibo de un archivo ya entero; si ya lo tenía, el mismo."""
    subida = subida_de(sesion, actor, clave)
    if subida.recibo_id is not None:
        return constancia_de(sesion, actor, subida)
    constancia = ingreso.recibir(sesion, actor, subida.lote_id, llegada, reloj=reloj)
    subida.recibo_id = sesion.scalars(select(Recibo.id).where(Recibo.codigo == constancia.codigo)).one()
    subida.tocada = reloj.ahora()
    return constancia


def constancia_de(sesion: Session, actor: Actor, subida: Subida) -> Constancia:
    """El recibo de una subida terminada, sin nombrar el documento que su dueño ya no vea."""
    recibo = sesion.get_one(Recibo, subida.recibo_id)
    documento = sesion.scalar(
        select(Documento.identificador).where(
            Documento.id == recibo.documento_id, visible_para(marcas(actor))
        )
    )
    motivo, salida = recibo.motivo, recibo.salida
    if documento is None and recibo.documento_id is not None and motivo:
        motivo, salida = constancias.GEMELO_OCULTO
    return Constancia(recibo.codigo, recibo.estado, recibo.nombre, documento, motivo, salida)


def cancelar(sesion: Session, actor: Actor, clave: str) -> str:
    """Olvida una subida a medias y devuelve su nombre; el archivo parcial lo quita quien llama."""
    subida = subida_de(sesion, actor, clave)
    if subida.recibo_id is not None:
        raise Conflicto(f"{subida.nombre} ya terminó de subir.")
    sesion.delete(subida)
    return subida.nombre


def barrer(sesion: Session, deposito: DepositoLocal, *, reloj: Reloj) -> int:
    """Olvida las subidas sin tocar en siete días, con lo que hubiera llegado; devuelve cuántas eran."""
    limite = reloj.ahora() - ABANDONO
    viejas = sesion.scalars(delete(Subida).where(Subida.tocada < limite).returning(Subida.clave)).all()
    for clave in viejas:
        deposito.por_tramos(clave).descartar()
    vivas = set(sesion.scalars(select(Subida.clave).where(Subida.recibo_id.is_(None))))
    for clave in _sueltas(deposito, limite, vivas):
        deposito.por_tramos(clave).descartar()
    return len(viejas)


def _sueltas(deposito: DepositoLocal, limite: datetime, vivas: set[str]) -> list[str]:
    return [clave for clave in deposito.parciales(antes=limite) if clave not in vivas]


def _lote(sesion: Session, actor: Actor, lote_id: int | None, datos: DatosLote, *, reloj: Reloj) -> Lote:
    if lote_id is None:
        return ingreso.abrir_lote(sesion, actor, datos, reloj=reloj)
    lote = sesion.scalar(select(Lote).where(Lote.id == lote_id, Lote.creado_por == actor.usuario_id))
    if lote is None:
        raise NoEncontrado("No existe ese lote.")
    return lote


def _exigir_cuota(sesion: Session, actor: Actor, pedida: Pedida, cuota: int) -> None:
    cuantas, octetos = sesion.execute(
        select(func.count(Subida.id), func.coalesce(func.sum(Subida.tamano), 0)).where(
            Subida.usuario_id == actor.usuario_id, Subida.recibo_id.is_(None)
        )
    ).one()
    if cuantas >= ABIERTAS_MAXIMAS or octetos + pedida.tamano > cuota:
        raise DatosInvalidos(
            f"Usted tiene {cuantas} archivos a medio subir ({peso(int(octetos))}) y no caben más. "
            "Termine de subirlos o espere: lo abandonado se quita a los siete días."
        )
