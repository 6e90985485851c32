"""El índice por artículo: qué documentos del expediente hablan de cada artículo de una norma, y cómo.

Sale del grafo de citas: el 117 no es el 117 Bis ni el 117 de otra ley. Una cita de «los artículos 110 a 120»
va aparte, en su rango, y se halla también al pedir el 117. Lo que sólo dice la ficha de una opinión
(«artículos que toca») lo añade si el texto no lo cita.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from centro_doc.expedientes.contenido import Pieza, Tabla
from centro_doc.expedientes.dicho import SIN_DECIR, SIN_POSTURA, Dicho
from centro_doc.expedientes.materia import Materia
from centro_doc.grafo import menciones, palabras
from centro_doc.grafo.acceso import cuentan
from centro_doc.grafo.citantes import Articulo, citan_a
from centro_doc.grafo.menciones import Mencion
from centro_doc.grafo.modelos import ObjetivoDeCita as Objetivo
from centro_doc.normas.memoria import nombres_actuales
from centro_doc.normas.partes import articulo_en_prosa, leer_articulo
from indexador.juridico.citas import Contexto, hallar
from indexador.juridico.objetivos import ORDINARIA, TRANSITORIA

COLUMNAS = ("Artículo", "Documento", "Postura", "Pasaje", "Página")
_LOTE = 5000
_FIRME = 0.5


@dataclass(frozen=True, slots=True)
class NormaConDichos:
    """Una norma de la que hablan los documentos del expediente, y cuántos."""

    clave: str
    nombre: str
    documentos: int


@dataclass(frozen=True, slots=True)
class ArticuloConDichos:
    """Un artículo, o un rango, y cuántos documentos lo citan. `direccion` es la del primero."""

    direccion: str
    nombre: str
    documentos: int


def dichos(
    sesion: Session, materia: Materia, normas: Collection[str], articulo: Articulo | None = None
) -> tuple[Dicho, ...]:
    """Lo que dicen de los artículos de unas normas, por norma y artículo; con `articulo`, sólo de ese.

    De cada documento y artículo, la cita que más importa. Cinco consultas.
    """
    de_fichas = _con_su_norma(sesion, materia, _de_las_fichas(sesion, materia))
    anotados = {uno.llave for uno in de_fichas if uno.norma and uno.direccion}
    citados = [*_citados(sesion, materia, normas, articulo)]
    hallados = [uno if uno.llave in anotados else uno.del_documento() for uno in citados]
    ya = {uno.llave for uno in citados}
    for uno in de_fichas:
        pedido = uno.norma in normas or not uno.norma
        es_ese = articulo is None or uno.direccion == _direccion(articulo)
        if pedido and es_ese and uno.llave not in ya:
            hallados.append(uno)
    return tuple(sorted(hallados, key=lambda uno: (uno.norma, uno.lugar, uno.pieza.identificador)))


def normas_con_dichos(sesion: Session, materia: Materia) -> tuple[NormaConDichos, ...]:
    """Las normas cuyos artículos citan los documentos del expediente, de la más citada a la menos."""
    filas = sesion.execute(
        select(Objetivo.norma_clave, func.count(Objetivo.documento_id.distinct()))
        .where(*_suyos(materia), Objetivo.articulo != "")
        .group_by(Objetivo.norma_clave)
        .order_by(func.count(Objetivo.documento_id.distinct()).desc(), Objetivo.norma_clave)
    ).all()
    return tuple(NormaConDichos(clave, palabras.corta(clave), cuantos) for clave, cuantos in filas)


def articulos_con_dichos(sesion: Session, materia: Materia, norma: str) -> tuple[ArticuloConDichos, ...]:
    """Los artículos de una norma que citan los documentos del expediente, en su orden. Una consulta."""
    columnas = (Objetivo.articulo, Objetivo.hasta, Objetivo.serie)
    filas = sesion.execute(
        select(*columnas, func.count(Objetivo.documento_id.distinct()))
        .where(*_suyos(materia), Objetivo.articulo != "", Objetivo.norma_clave == norma)
        .group_by(*columnas)
        .order_by(Objetivo.serie, func.min(Objetivo.desde_lugar), Objetivo.hasta)
    )
    return tuple(
        ArticuloConDichos(
            palabras.articulo_de_direccion(articulo, serie), _en_prosa(articulo, hasta, serie), cuantos
        )
        for articulo, hasta, serie, cuantos in filas
    )


def tablas_por_articulo(todos: Sequence[Dicho]) -> tuple[Tabla, ...]:
    """Una tabla por norma; cada fila es lo que un documento dice de un artículo."""
    tablas = []
    for norma, suyos in groupby(todos, key=lambda uno: uno.norma):
        unos = list(suyos)
        titulo = palabras.corta(norma) if norma else "Artículos que nombran las fichas sin decir de qué norma"
        tablas.append(
            Tabla(
                titulo,
                COLUMNAS,
                tuple(
                    (
                        uno.articulo,
                        f"{uno.pieza.titulo} ({uno.pieza.identificador})",
                        uno.postura,
                        uno.pasaje,
                        str(uno.mencion.pagina) if uno.mencion is not None else "",
                    )
                    for uno in unos
                ),
                tuple((uno.pieza.identificador,) for uno in unos),
            )
        )
    return tuple(tablas)


def leer_pedido(escrito: str) -> Articulo | None:
    """El artículo que alguien escribió («117 Bis», «t7»); `None` si no se entiende o no se escribió."""
    leido = leer_articulo(escrito.casefold().removeprefix("artículo").removeprefix("art."))
    if not leido:
        return None
    return Articulo(leido.removeprefix("t"), TRANSITORIA if leido.startswith("t") else ORDINARIA)


def _citados(
    sesion: Session, materia: Materia, normas: Collection[str], articulo: Articulo | None
) -> Iterator[Dicho]:
    condiciones = [*_suyos(materia), Objetivo.articulo != "", Objetivo.norma_clave.in_(sorted(normas))]
    if articulo is not None:
        condiciones.append(or_(*(citan_a(clave, articulo) for clave in sorted(normas))))
    mejores: dict[tuple[object, ...], Objetivo] = {}
    for fila in sesion.scalars(select(Objetivo).where(*condiciones).order_by(Objetivo.cita_id)):
        llave = (fila.norma_clave, fila.articulo, fila.hasta, fila.serie, fila.documento_id)
        if llave not in mejores or _importa(fila) < _importa(mejores[llave]):
            mejores[llave] = fila
    pasajes: dict[int, Mencion] = {}
    citas = sorted({fila.cita_id for fila in mejores.values()})
    for desde in range(0, len(citas), _LOTE):
        pasajes.update(menciones.por_numero(sesion, citas[desde : desde + _LOTE]))
    piezas = materia.por_numero
    for fila in mejores.values():
        yield _dicho(fila, piezas[fila.documento_id], pasajes.get(fila.cita_id))


def _suyos(materia: Materia) -> list[ColumnElement[bool]]:
    return [
        Objetivo.documento_id.in_(materia.por_numero),
        Objetivo.vale.is_(True),
        cuentan(Objetivo.documento_id, materia.marcas),
    ]


def _dicho(fila: Objetivo, pieza: Pieza, mencion: Mencion | None) -> Dicho:
    direccion = palabras.articulo_de_direccion(fila.articulo, fila.serie)
    hace = palabras.relacion(fila.relacion, pieza.tipo or None)
    return Dicho(
        fila.norma_clave,
        "" if fila.hasta else direccion,
        _en_prosa(fila.articulo, fila.hasta, fila.serie),
        (fila.serie, fila.desde_lugar, fila.hasta),
        pieza,
        pieza.postura or SIN_DECIR.get(pieza.tipo, hace),
        mencion,
    )


def _de_las_fichas(sesion: Session, materia: Materia) -> Iterator[Dicho]:
    """Los artículos que tocan las opiniones según su ficha; los que no se entienden, como se escribieron."""
    documentos = materia.documentos
    for pieza in materia.piezas:
        for escrito in documentos[pieza.documento_id].metadatos.get("articulos_que_toca") or ():
            for norma, direccion in _leidos(sesion, str(escrito)):
                serie = TRANSITORIA if direccion.startswith("t") else ORDINARIA
                lugar = (serie, palabras.lugar_de_articulo(direccion.removeprefix("t")), "")
                dicho = articulo_en_prosa(direccion) if direccion else str(escrito)
                postura = pieza.postura or SIN_DECIR.get(pieza.tipo, SIN_POSTURA)
                yield Dicho(norma, direccion, dicho, lugar, pieza, postura, None)


def _leidos(sesion: Session, escrito: str) -> Iterator[tuple[str, str]]:
    """La norma y el artículo que nombra un renglón: «117 Bis», «artículo 12 de la Ley de Migración»."""
    solo = leer_pedido(escrito)
    if solo is not None:
        yield "", _direccion(solo)
        return
    citados = [
        (objetivo.norma, palabras.articulo_de_direccion(objetivo.articulo, objetivo.serie))
        for cita in hallar(escrito, Contexto(), nombres_actuales(sesion))
        if cita.confianza >= _FIRME
        for objetivo in cita.objetivos
        if objetivo.articulo
    ]
    yield from citados or [("", "")]


def _con_su_norma(sesion: Session, materia: Materia, de_fichas: Iterable[Dicho]) -> list[Dicho]:
    """Los de las fichas: el artículo sin norma es de la única de que su documento cita ese artículo."""
    todos = list(de_fichas)
    sueltos = {uno.pieza.documento_id for uno in todos if uno.direccion and not uno.norma}
    normas: dict[tuple[int, str], set[str]] = {}
    if sueltos:
        filas = sesion.execute(
            select(Objetivo.documento_id, Objetivo.articulo, Objetivo.serie, Objetivo.norma_clave).where(
                *_suyos(materia),
                Objetivo.documento_id.in_(sorted(sueltos)),
                Objetivo.articulo != "",
                Objetivo.hasta == "",
            )
        )
        for documento, articulo, serie, norma in filas:
            direccion = palabras.articulo_de_direccion(articulo, serie)
            normas.setdefault((documento, direccion), set()).add(norma)
    for turno, uno in enumerate(todos):
        suyas = normas.get((uno.pieza.documento_id, uno.direccion), set())
        if not uno.norma and len(suyas) == 1:
            todos[turno] = replace(uno, norma=next(iter(suyas)))
    return todos


def _en_prosa(articulo: str, hasta: str, serie: str) -> str:
    dicho = articulo_en_prosa(palabras.articulo_de_direccion(articulo, serie))
    return f"{dicho} a {articulo_en_prosa(hasta)}" if hasta else dicho


def _direccion(articulo: Articulo) -> str:
    return palabras.articulo_de_direccion(articulo.numero, articulo.serie)


_ORDEN: Mapping[str, int] = {
    clase: turno for turno, clase in enumerate((*(c for c in palabras.RELACIONES if c), ""))
}


def _importa(fila: Objetivo) -> tuple[int, int]:
    return _ORDEN.get(fila.relacion, len(_ORDEN)), fila.cita_id
