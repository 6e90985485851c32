"""Lo que de un expediente congelado se ve hoy: sin lo que se cerró ni las palabras de un archivo retirado.

Un documento que dejó de verse no está, ni la fila que sale de una mesa, un acuerdo, un nombre o una
iniciativa que dejaron de verse, ni lo que alguien escribió y nombra un registro cerrado, o dice entero su
título: la frase, el título, la nota, el motivo de un vínculo o el nombre de una selección. Si lo que dejó de
verse es sólo el archivo que se congeló, queda su ficha sin frase, pasajes ni datos, y no quedan las filas de
los cuadros que salen de él.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import AMPLIAS
from centro_doc.catalogo.modelos import Archivo, Version, Vista
from centro_doc.catalogo.modelos_relaciones import DocumentoUnido
from centro_doc.catalogo.nombrados import nombrados
from centro_doc.catalogo.titulos_dichos import NADA, Callados, callados, los_que_vio, titulos_cerrados
from centro_doc.expedientes.autoria import autor_de
from centro_doc.expedientes.contenido import (
    COLUMNAS_DE_ACUERDOS,
    COLUMNAS_DE_CARATULA,
    COLUMNAS_DE_ENUNCIADO,
    COLUMNAS_DE_MESAS,
    COLUMNAS_DE_VERSIONES,
    Apartado,
    Expediente,
    Pieza,
    Tabla,
)
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.expedientes.privadas import nombre_llano
from centro_doc.expedientes.sujetos import ClaseDeSujeto
from centro_doc.expedientes.textos_de_normas import duenos, textos_de
from centro_doc.expedientes.visibles import si_se_ve, visibles
from centro_doc.grupos.vistos import SIN_TEXTO

Fila = tuple[str, ...]
YA_NO_SE_VE = "El archivo que se citó ya no está a la vista."


def lo_que_se_ve(
    sesion: Session, entero: Expediente, marcas: frozenset[str], *, autor: frozenset[str] | None = None
) -> tuple[Expediente, Mapping[str, tuple[int, Archivo]]]:
    """Lo que se ve con esas marcas y, por registro, el archivo que se congeló y el número de su versión.

    Los archivos son los de sus piezas y los de los textos de las normas del núcleo que fija. `autor`: las
    marcas de quien escribió el nombre y los títulos (`autoria`).
    """
    nombran = _que_nombran_las_frases(sesion, entero.piezas, marcas)
    escrito = callados(sesion, _lo_escrito(entero), marcas)
    se_ven = visibles(sesion, entero.registros().union(escrito.registros, *nombran.values()), marcas)
    callan = replace(escrito, registros=escrito.registros - se_ven)
    mudas = frozenset(registro for registro, suyos in nombran.items() if not suyos <= se_ven)
    de_su_autor = replace(callan, titulos=los_que_vio(sesion, callan.titulos, autor))
    visible = _cambiado(_callado(entero.solo_con(se_ven), callan, de_su_autor), mudas, _sin_frase)
    archivos = _archivos(sesion, _fijados(sesion, visible))
    calladas = frozenset(p.identificador for p in visible.piezas if p.callada)
    if calladas:
        visible = _cambiado(visible, calladas, _sin_citas).sin_filas_de(calladas)
    retiradas = frozenset(p.identificador for p in visible.piezas if p.sha256) - archivos.keys()
    if not retiradas:
        return visible, archivos
    return _cambiado(visible, retiradas, _sin_palabras).sin_filas_de(retiradas), archivos


def nota_a_la_vista(sesion: Session, congelado: ExpedienteCongelado, marcas: frozenset[str]) -> str:
    """La de una versión, o nada si se calla con esas marcas (`los_que_se_callan`)."""
    return si_se_ve(sesion, congelado.nota, marcas, autor=autor_de(sesion, congelado))


def titulo_a_la_vista(sesion: Session, congelado: ExpedienteCongelado, marcas: frozenset[str]) -> str:
    """El de una versión, o «Versión 3» si se calla con esas marcas (`los_que_se_callan`)."""
    autor = autor_de(sesion, congelado)
    return si_se_ve(sesion, congelado.titulo, marcas, f"Versión {congelado.numero}", autor=autor)


def _cambiado(entero: Expediente, registros: frozenset[str], cambio: Callable[[Pieza], Pieza]) -> Expediente:
    if not registros:
        return entero

    def cambiado(uno: Apartado) -> Apartado:
        piezas = tuple(cambio(p) if p.identificador in registros else p for p in uno.piezas)
        return replace(uno, piezas=piezas)

    return replace(entero, apartados=tuple(map(cambiado, entero.apartados)))


def _que_nombran_las_frases(
    sesion: Session, piezas: Iterable[Pieza], marcas: frozenset[str]
) -> dict[str, frozenset[str]]:
    """Por registro, lo que nombra su frase, que puede traer el motivo de un vínculo.

    Sin lo que dicen sus pasajes, que son del documento.
    """
    todas = tuple(piezas)
    titulos = Callados(titulos=titulos_cerrados(sesion, [una.frase for una in todas], marcas))
    return {una.identificador: _dichos_por(una, titulos) - {una.identificador} for una in todas}


def _dichos_por(pieza: Pieza, titulos: Callados) -> frozenset[str]:
    dichos = nombrados(pieza.frase) | titulos.los_que_dice(pieza.frase)
    if not dichos:
        return dichos
    pasajes = "\n".join(str(una["literal"]) for una in pieza.evidencias)
    return dichos - nombrados(pasajes) - titulos.los_que_dice(pasajes)


def _lo_escrito(entero: Expediente) -> list[str]:
    """El nombre de una selección y las filas de las tablas que llevan lo que alguien escribió."""
    tablas = (t for uno in entero.apartados for t in uno.tablas if t.columnas in _ESCRITAS)
    return [_nombre_escrito(entero), *("\n".join(fila) for tabla in tablas for fila in tabla.filas)]


def _nombre_escrito(entero: Expediente) -> str:
    return entero.nombre if _clase_de(entero) == ClaseDeSujeto.SELECCION else ""


def _clase_de(entero: Expediente) -> str:
    return entero.clave.rpartition(":")[0]


def _callado(entero: Expediente, callan: Callados, de_su_autor: Callados) -> Expediente:
    """El mismo, sin el nombre de la selección ni las celdas escritas que nombran lo cerrado.

    `de_su_autor`: lo que se calla del nombre, y del título y la nota de las versiones.
    """
    if callan == NADA:
        return entero
    nombre = entero.nombre
    if de_su_autor.los_que_dice(_nombre_escrito(entero)):
        nombre = nombre_llano(entero.clave.rpartition(":")[2])

    def callada(tabla: Tabla) -> Tabla:
        filas: tuple[Fila, ...]
        if tabla.columnas == COLUMNAS_DE_CARATULA:
            filas = tuple((uno, nombre if dicho == entero.nombre else dicho) for uno, dicho in tabla.filas)
            return replace(tabla, filas=filas)
        callar = _ESCRITAS.get(tabla.columnas)
        if callar is None:
            return tabla
        suyo = de_su_autor if tabla.columnas == COLUMNAS_DE_VERSIONES else callan
        return replace(tabla, filas=tuple(callar(fila, suyo) for fila in tabla.filas))

    apartados = tuple(replace(uno, tablas=tuple(map(callada, uno.tablas))) for uno in entero.apartados)
    return replace(entero, nombre=nombre, apartados=apartados)


def _version_callada(fila: Fila, callan: Callados) -> Fila:
    """Con «Versión 3» en vez del título, y sin la nota, si nombran lo cerrado."""
    return (fila[0], fila[1], f"Versión {fila[0]}", "") if _nombra(fila[2:], callan) else fila


def _motivo_callado(fila: Fila, callan: Callados) -> Fila:
    """Sin el motivo: ni aunque parezca un pasaje, que en lo congelado no se sabe si lo es."""
    return (fila[0], "", fila[2]) if _nombra(fila[1:2], callan) else fila


def _mesa_callada(fila: Fila, callan: Callados) -> Fila:
    """Sin el título que se le puso."""
    return (fila[0].partition(". ")[0], *fila[1:]) if _nombra(fila[:1], callan) else fila


def _acuerdo_callado(fila: Fila, callan: Callados) -> Fila:
    texto, responsable = (
        callan.en_vez(fila[1], SIN_TEXTO),
        callan.en_vez(fila[2]),
    )
    return (fila[0], texto, responsable, *fila[3:])


def _nombra(celdas: Fila, callan: Callados) -> bool:
    return bool(callan.los_que_dice("\n".join(celdas)))


_ESCRITAS: Mapping[Fila, Callable[[Fila, Callados], Fila]] = {
    COLUMNAS_DE_VERSIONES: _version_callada,
    COLUMNAS_DE_ENUNCIADO: _motivo_callado,
    COLUMNAS_DE_MESAS: _mesa_callada,
    COLUMNAS_DE_ACUERDOS: _acuerdo_callado,
}
"""Por las columnas de las tablas que llevan lo que alguien escribió, cómo queda una fila sin ello."""


def _sin_frase(pieza: Pieza) -> Pieza:
    return replace(pieza, frase="", escrita="")


def _sin_citas(pieza: Pieza) -> Pieza:
    return replace(pieza, frase="", escrita="", evidencias=())


def _sin_palabras(pieza: Pieza) -> Pieza:
    return replace(pieza, frase=YA_NO_SE_VE, escrita="", evidencias=(), datos=())


def _fijados(sesion: Session, visible: Expediente) -> dict[str, tuple[int, str]]:
    """Por registro, el número del documento y la huella del archivo que se congeló, si lo tenía."""
    textos = textos_de(visible)
    numeros = duenos(sesion, textos)
    de_normas = {
        uno.registro: (numeros[uno.registro], uno.sha256)
        for uno in textos
        if uno.sha256 and uno.registro in numeros
    }
    return de_normas | {p.identificador: (p.documento_id, p.sha256) for p in visible.piezas if p.sha256}


def _archivos(sesion: Session, fijados: Mapping[str, tuple[int, str]]) -> dict[str, tuple[int, Archivo]]:
    """Por registro, el archivo que se congeló y su versión, si siguen a la vista.

    Se halla por su huella: al unirse dos fichas, la versión cambia de documento y de número.
    """
    pedidos = {documento for documento, _ in fijados.values()}
    unidos = dict(
        sesion.execute(
            select(DocumentoUnido.documento_id, DocumentoUnido.queda_id).where(
                DocumentoUnido.documento_id.in_(pedidos)
            )
        ).all()
    )
    duenos = {unidos.get(documento, documento) for documento in pedidos}
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
        registro: hallado
        for registro, (documento, huella) in fijados.items()
        if (hallado := por_contenido.get((unidos.get(documento, documento), huella))) is not None
    }
