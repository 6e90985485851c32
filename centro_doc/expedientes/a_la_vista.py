"""Lo que de un expediente congelado se ve hoy: sin lo que se cerró ni las palabras de un archivo retirado.

Un documento que dejó de verse no está. Si lo que dejó de verse es sólo el archivo que se congeló, queda su
ficha sin frase, pasajes ni datos, y no quedan las filas de los cuadros que salen de él.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import AMPLIAS
from centro_doc.catalogo.modelos import Archivo, Version, Vista
from centro_doc.catalogo.modelos_relaciones import DocumentoUnido
from centro_doc.expedientes.contenido import Apartado, Expediente, Pieza
from centro_doc.expedientes.visibles import visibles

YA_NO_SE_VE = "El archivo que se citó ya no está a la vista."


def lo_que_se_ve(
    sesion: Session, entero: Expediente, marcas: frozenset[str]
) -> tuple[Expediente, Mapping[str, tuple[int, Archivo]]]:
    """Lo que se ve con esas marcas y, por registro, el archivo que se congeló y el número de su versión."""
    visible = entero.solo_con(visibles(sesion, entero.registros(), marcas))
    archivos = _archivos(sesion, visible.piezas)
    retiradas = frozenset(p.identificador for p in visible.piezas if p.sha256) - archivos.keys()
    if not retiradas:
        return visible, archivos
    callado = replace(
        visible,
        apartados=tuple(_callado(uno, retiradas) for uno in visible.apartados),
        anexos=tuple(_callado(uno, retiradas) for uno in visible.anexos),
    )
    return callado.sin_filas_de(retiradas), archivos


def _callado(uno: Apartado, retiradas: frozenset[str]) -> Apartado:
    piezas = tuple(_sin_palabras(p) if p.identificador in retiradas else p for p in uno.piezas)
    return replace(uno, piezas=piezas)


def _sin_palabras(pieza: Pieza) -> Pieza:
    return replace(pieza, frase=YA_NO_SE_VE, escrita="", evidencias=(), datos=())


def _archivos(sesion: Session, piezas: Iterable[Pieza]) -> dict[str, tuple[int, Archivo]]:
    """Por registro, el archivo que se congeló y su versión, si siguen a la vista.

    Se halla por su huella: al unirse dos fichas, la versión cambia de documento y de número.
    """
    pedidas = {pieza.documento_id: pieza for pieza in piezas if pieza.sha256}
    unidos = dict(
        sesion.execute(
            select(DocumentoUnido.documento_id, DocumentoUnido.queda_id).where(
                DocumentoUnido.documento_id.in_(pedidas)
            )
        ).all()
    )
    duenos = {unidos.get(documento, documento) for documento in pedidas}
    filas = sesion.execute(
        select(Version.documento_id, Version.id, Archivo)
        .join(Archivo, Archivo.version_id == Version.id)
        .where(
            Version.documento_id.in_(duenos),
            Version.vista == Vista.A_LA_VISTA,
            Archivo.vista == Vista.A_LA_VISTA,
            Archivo.acceso.is_(None) | Archivo.acceso.in_(sorted(AMPLIAS)),
        )
        .order_by(Version.numero, Archivo.id)
    )
    por_contenido = {(dueno, archivo.sha256): (version, archivo) for dueno, version, archivo in filas}
    return {
        pieza.identificador: hallado
        for documento, pieza in pedidas.items()
        if (hallado := por_contenido.get((unidos.get(documento, documento), pieza.sha256))) is not None
    }
