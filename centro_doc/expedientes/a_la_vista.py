"""Lo que de un expediente congelado se ve hoy: sin lo que se cerró ni las palabras de un archivo retirado.

Un documento que dejó de verse no está, ni la fila que sale de una mesa, un acuerdo, un nombre o una
iniciativa que dejaron de verse, ni la frase, el título o la nota que nombra un registro cerrado. Si lo que
dejó de verse es sólo el archivo que se congeló, queda su ficha sin frase, pasajes ni datos, y no quedan las
filas de los cuadros que salen de él.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import AMPLIAS
from centro_doc.catalogo.modelos import Archivo, Version, Vista
from centro_doc.catalogo.modelos_relaciones import DocumentoUnido
from centro_doc.catalogo.nombrados import nombrados
from centro_doc.expedientes.contenido import COLUMNAS_DE_VERSIONES, Apartado, Expediente, Pieza, Tabla
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.expedientes.visibles import si_se_ve, visibles

YA_NO_SE_VE = "El archivo que se citó ya no está a la vista."


def lo_que_se_ve(
    sesion: Session, entero: Expediente, marcas: frozenset[str]
) -> tuple[Expediente, Mapping[str, tuple[int, Archivo]]]:
    """Lo que se ve con esas marcas y, por registro, el archivo que se congeló y el número de su versión."""
    nombran = {p.identificador: _que_nombra(p) for p in entero.piezas}
    de_otras = frozenset(uno for tabla in _de_versiones(entero) for fila in tabla.filas for uno in _en(fila))
    se_ven = visibles(sesion, entero.registros().union(de_otras, *nombran.values()), marcas)
    mudas = frozenset(registro for registro, suyos in nombran.items() if not suyos <= se_ven)
    visible = _cambiado(_sin_titulos(entero.solo_con(se_ven), de_otras - se_ven), mudas, _sin_frase)
    archivos = _archivos(sesion, visible.piezas)
    retiradas = frozenset(p.identificador for p in visible.piezas if p.sha256) - archivos.keys()
    if not retiradas:
        return visible, archivos
    return _cambiado(visible, retiradas, _sin_palabras).sin_filas_de(retiradas), archivos


def nota_a_la_vista(sesion: Session, congelado: ExpedienteCongelado, marcas: frozenset[str]) -> str:
    """La de una versión, o nada si nombra un registro que con esas marcas ya no se ve."""
    return si_se_ve(sesion, congelado.nota, marcas)


def titulo_a_la_vista(sesion: Session, congelado: ExpedienteCongelado, marcas: frozenset[str]) -> str:
    """El de una versión, o «Versión 3» si nombra un registro que con esas marcas no se ve."""
    return si_se_ve(sesion, congelado.titulo, marcas, f"Versión {congelado.numero}")


def _cambiado(entero: Expediente, registros: frozenset[str], cambio: Callable[[Pieza], Pieza]) -> Expediente:
    if not registros:
        return entero

    def cambiado(uno: Apartado) -> Apartado:
        piezas = tuple(cambio(p) if p.identificador in registros else p for p in uno.piezas)
        return replace(uno, piezas=piezas)

    return replace(entero, apartados=tuple(map(cambiado, entero.apartados)))


def _que_nombra(pieza: Pieza) -> frozenset[str]:
    """Lo que nombra su frase, que puede traer el motivo de un vínculo; sus pasajes son del documento."""
    de_sus_pasajes = {uno for una in pieza.evidencias for uno in nombrados(str(una["literal"]))}
    return nombrados(pieza.frase) - de_sus_pasajes - {pieza.identificador}


def _de_versiones(entero: Expediente) -> tuple[Tabla, ...]:
    """Las tablas de las versiones anteriores: llevan el título y la nota que alguien les puso."""
    return tuple(
        tabla for uno in entero.apartados for tabla in uno.tablas if tabla.columnas == COLUMNAS_DE_VERSIONES
    )


def _en(fila: tuple[str, ...]) -> frozenset[str]:
    return nombrados("\n".join(fila))


def _sin_titulos(entero: Expediente, cerrados: frozenset[str]) -> Expediente:
    """El mismo, con «Versión 3» en vez del título y la nota de las anteriores que nombran lo cerrado."""
    if not cerrados:
        return entero

    def callada(tabla: Tabla) -> Tabla:
        if tabla.columnas != COLUMNAS_DE_VERSIONES:
            return tabla
        filas = tuple(
            (fila[0], fila[1], f"Versión {fila[0]}", "") if _en(fila) & cerrados else fila
            for fila in tabla.filas
        )
        return replace(tabla, filas=filas)

    return replace(
        entero,
        apartados=tuple(replace(uno, tablas=tuple(map(callada, uno.tablas))) for uno in entero.apartados),
    )


def _sin_frase(pieza: Pieza) -> Pieza:
    return replace(pieza, frase="", escrita="")


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
