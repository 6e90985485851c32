"""Cotejar lo que debe decir lo mismo: la base de datos, el índice, los archivos y las citas con su texto."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from almacen import DepositoLocal, NoGuardado
from centro_doc.catalogo.modelos import Archivo, Documento, Version
from centro_doc.comun.errores import NoDisponible
from centro_doc.grafo.verificacion import citas_fuera_de_lugar
from centro_doc.indice.consultas import generacion_activa
from centro_doc.indice.modelos import Indexado
from centro_doc.indice.servicio import EN_OBRA, Indice, rehaciendo
from indexador.errores import IndiceDanado


@dataclass(frozen=True, slots=True)
class Verificacion:
    """Las diferencias, por registro de documento (o número, si el documento no existe).

    `sin_indice` dice por qué no se cotejó el índice, si no lo hay o está dañado.
    """

    documentos: int
    archivos: int
    sin_indexar: tuple[str, ...]
    atrasados: tuple[str, ...]
    sobran: tuple[str, ...]
    perdidos: tuple[str, ...]
    danados: tuple[str, ...]
    citas: tuple[str, ...]
    sin_indice: str = ""

    @property
    def todo_bien(self) -> bool:
        """¿No hay ninguna diferencia?"""
        diferencias = (self.sin_indexar, self.atrasados, self.sobran, self.perdidos, self.danados, self.citas)
        return not (self.sin_indice or any(diferencias))

    def renglones(self) -> Iterator[str]:
        """El informe para una persona."""
        for titulo, quienes in (
            ("Sin indexar", self.sin_indexar),
            ("Indexados en una revisión anterior", self.atrasados),
            ("En el índice y en ningún documento", self.sobran),
            ("Archivos que no están en el depósito", self.perdidos),
            ("Archivos cuyo contenido cambió", self.danados),
            ("Con citas que no están donde dicen", self.citas),
        ):
            if quienes:
                yield f"{titulo}: {', '.join(quienes)}"
        cuenta = f"{self.documentos} documentos y {self.archivos} archivos revisados"
        if self.sin_indice:
            yield f"No se cotejó el índice. {self.sin_indice}"
            if not (self.perdidos or self.danados or self.citas):
                yield f"Los archivos están bien: {cuenta}." if self.archivos else f"{cuenta}."
                return
        yield f"Todo concuerda: {cuenta}." if self.todo_bien else f"Hay diferencias: {cuenta}."


def verificar(sesion: Session, indice: Indice, deposito: DepositoLocal | None) -> Verificacion:
    """Coteja todo; sin `deposito`, no relee los archivos. Sin índice que leer se revisan igual los archivos.

    Un documento cuenta como indexado también si el índice, con razón, no lo tiene (retirado).
    """
    documentos = {
        numero: (registro, revision)
        for numero, registro, revision in sesion.execute(
            select(Documento.id, Documento.identificador, Documento.revision)
        )
    }
    sin_indice = ""
    try:
        sin_indexar, atrasados, sobran = _cotejar(sesion, indice, documentos)
    except NoDisponible as error:
        sin_indexar, atrasados, sobran, sin_indice = (), (), (), error.mensaje
    perdidos, danados, archivos = _revisar(sesion, deposito) if deposito is not None else ((), (), 0)
    citas = citas_fuera_de_lugar(sesion)
    return Verificacion(
        len(documentos), archivos, sin_indexar, atrasados, sobran, perdidos, danados, citas, sin_indice
    )


def _cotejar(
    sesion: Session, indice: Indice, documentos: dict[int, tuple[str, int]]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    activa = generacion_activa(sesion)
    if activa is None or not indice.existe(activa):
        raise NoDisponible(EN_OBRA)
    try:
        indice.motor(activa).verificar()
        en_indice = dict(indice.motor(activa).revisiones())
    except IndiceDanado as error:
        indice.denunciar(activa, error)
        raise NoDisponible(rehaciendo(sesion)) from error
    filas = sesion.scalars(select(Indexado).where(Indexado.generacion_id == activa))
    anotados = {fila.documento_id: fila for fila in filas}
    sin_indexar, atrasados = [], []
    for numero, (registro, revision) in documentos.items():
        fila = anotados.get(numero)
        esperada = fila.revision if fila is not None and fila.presente else None
        if fila is None or en_indice.get(numero) != esperada:
            sin_indexar.append(registro)
        elif fila.revision < revision:
            atrasados.append(registro)
    sobran = [str(numero) for numero in sorted(set(en_indice) - set(documentos))]
    return tuple(sin_indexar), tuple(atrasados), tuple(sobran)


def _revisar(sesion: Session, deposito: DepositoLocal) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    filas = sesion.execute(
        select(Documento.identificador, Version.numero, Archivo.sha256)
        .join(Version, Version.documento_id == Documento.id)
        .join(Archivo, Archivo.version_id == Version.id)
        .order_by(Documento.id, Version.numero)
    ).all()
    perdidos, danados = [], []
    for registro, version, sha256 in filas:
        try:
            if not deposito.verificar(sha256):
                danados.append(f"{registro} v{version}")
        except NoGuardado:
            perdidos.append(f"{registro} v{version}")
    return tuple(perdidos), tuple(danados), len(filas)
