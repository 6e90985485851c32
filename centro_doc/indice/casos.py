"""Las transacciones del escritor: lo que la base anota de cada generación del índice.

El protocolo (arquitectura §2.3): se lee el estado ACTUAL de los documentos adelantados, se escribe en el
índice y después se anota la revisión que se leyó. Si el proceso muere entre lo uno y lo otro, se repite.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import Autor, anotar
from centro_doc.comun.reloj import Reloj
from centro_doc.indice import consultas
from centro_doc.indice.modelos import EstadoGeneracion, Generacion, Indexado, Ocultamiento


@dataclass(frozen=True, slots=True)
class Leido:
    """Un documento tal como se leyó para indexarlo. Sin `presente`, el índice no debe tenerlo."""

    documento: int
    revision: int
    presente: bool


def comenzar_generacion(sesion: Session, *, reloj: Reloj) -> int:
    """Abre una generación para construirla al lado; si ya hay una en obra, es esa, y empieza de cero."""
    en_obra = consultas.generacion_en_construccion(sesion)
    if en_obra is not None:
        sesion.execute(delete(Indexado).where(Indexado.generacion_id == en_obra))
        return en_obra
    generacion = Generacion(estado=EstadoGeneracion.CONSTRUYENDO, creada=reloj.ahora())
    sesion.add(generacion)
    sesion.flush()
    return generacion.id


def pedir_reconstruccion(sesion: Session, autor: Autor, *, reloj: Reloj) -> int:
    """Pide construir de nuevo el índice, al lado del que se busca; lo hace el escritor."""
    en_obra = consultas.generacion_en_construccion(sesion)
    generacion = comenzar_generacion(sesion, reloj=reloj) if en_obra is None else en_obra
    anotar(sesion, autor, "reconstruccion_pedida", ("indice", f"g{generacion}"), reloj=reloj)
    return generacion


def activar(sesion: Session, generacion: int, autor: Autor, *, reloj: Reloj) -> None:
    """Pone a buscar en una generación ya completa; las demás quedan retiradas."""
    retirar(sesion, *sesion.scalars(select(Generacion.id).where(Generacion.id != generacion)))
    sesion.get_one(Generacion, generacion).estado = EstadoGeneracion.ACTIVA
    sesion.flush()
    quitar_ocultamientos(sesion, generacion)
    anotar(sesion, autor, "indice_sustituido", ("indice", f"g{generacion}"), reloj=reloj)


def retirar_danada(sesion: Session, generacion: int, autor: Autor, *, reloj: Reloj) -> None:
    """Deja de usar una generación que no vale; el escritor construye otra desde la base."""
    retirar(sesion, generacion)
    anotar(sesion, autor, "indice_danado", ("indice", f"g{generacion}"), reloj=reloj)


def retirar(sesion: Session, *generaciones: int) -> None:
    """Deja de usar unas generaciones y olvida lo que contenían."""
    sesion.execute(delete(Indexado).where(Indexado.generacion_id.in_(generaciones)))
    sesion.execute(
        update(Generacion).where(Generacion.id.in_(generaciones)).values(estado=EstadoGeneracion.RETIRADA)
    )


def anotar_indexados(sesion: Session, generacion: int, leidos: Sequence[Leido], *, reloj: Reloj) -> None:
    """Anota lo que ya está en el índice y deja de ocultar lo que la generación activa ya refleja."""
    ahora = reloj.ahora()
    for leido in leidos:
        sesion.merge(
            Indexado(
                generacion_id=generacion,
                documento_id=leido.documento,
                revision=leido.revision,
                presente=leido.presente,
                cuando=ahora,
            )
        )
    sesion.flush()
    if consultas.generacion_activa(sesion) == generacion:
        quitar_ocultamientos(sesion, generacion)


def quitar_ocultamientos(sesion: Session, generacion: int) -> None:
    """Borra los ocultamientos que esa generación ya hace innecesarios."""
    refleja = exists().where(
        Indexado.generacion_id == generacion,
        Indexado.documento_id == Ocultamiento.documento_id,
        Indexado.revision >= Ocultamiento.revision,
    )
    sesion.execute(delete(Ocultamiento).where(refleja))


def desconfiar(sesion: Session, generacion: int, documentos: Collection[int]) -> None:
    """Olvida que unos documentos estaban indexados: se indexarán otra vez."""
    sesion.execute(
        delete(Indexado).where(
            Indexado.generacion_id == generacion, Indexado.documento_id.in_(list(documentos))
        )
    )


def cotejar(sesion: Session, generacion: int, en_indice: Mapping[int, int]) -> frozenset[int]:
    """Compara lo anotado con lo que el índice dice tener y desconfía de lo que no coincide.

    `en_indice` es la revisión de cada documento en el índice. Devuelve los que sobran: están en él y no
    son de ningún documento.
    """
    anotados = {
        fila.documento_id: fila
        for fila in sesion.scalars(select(Indexado).where(Indexado.generacion_id == generacion))
    }
    dudosos = {
        numero
        for numero, fila in anotados.items()
        if en_indice.get(numero) != (fila.revision if fila.presente else None)
    }
    existentes = frozenset(sesion.scalars(select(consultas.DOCUMENTO.c.id)))
    if dudosos:
        desconfiar(sesion, generacion, dudosos)
    return frozenset(en_indice) - existentes
