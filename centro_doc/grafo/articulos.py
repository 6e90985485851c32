"""Los artículos de una norma: los del texto que se tiene y los citados, con cuántos documentos los citan."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from centro_doc.grafo.acceso import cuentan, se_ven
from centro_doc.grafo.citantes import Articulo, citan_a
from centro_doc.grafo.derogaciones import Derogacion, suertes
from centro_doc.grafo.modelos import DivisionGuardada, LecturaJuridica, ObjetivoDeCita
from centro_doc.grafo.palabras import articulo_de_direccion, lugar_de_articulo
from centro_doc.normas.partes import articulo_en_prosa
from indexador.juridico import marcas as clases
from indexador.juridico.objetivos import ORDINARIA, TRANSITORIA

_MAXIMO_DE_RANGO = 500
"""Artículos de un rango que se cuentan uno por uno cuando no se tiene el texto: «1 a 9999» es un error."""


@dataclass(frozen=True, slots=True)
class ArticuloDeNorma:
    """Un artículo, cómo va en su dirección y cuántos documentos visibles lo citan.

    `derogacion`: lo derogó a la fecha, o quizá.
    """

    etiqueta: str
    epigrafe: str
    direccion: str
    citas: int
    en_texto: bool = True
    derogacion: Derogacion | None = None


def texto_con_articulos(sesion: Session, documentos: Sequence[int], marcas: frozenset[str]) -> int | None:
    """El primero de los documentos, en el orden dado, cuyo texto trae artículos."""
    con = set(
        sesion.scalars(
            select(DivisionGuardada.documento_id)
            .where(
                DivisionGuardada.documento_id.in_(documentos),
                DivisionGuardada.clase == clases.ARTICULO,
                se_ven(DivisionGuardada.documento_id, marcas),
            )
            .distinct()
        )
    )
    return next((numero for numero in documentos if numero in con), None)


def documentos_con_texto(sesion: Session, clave: str, marcas: frozenset[str]) -> tuple[int, ...]:
    """Los documentos visibles que por su ficha traen el texto de una norma, esté o no en el catálogo."""
    consulta = select(LecturaJuridica.documento_id).where(
        LecturaJuridica.clave == clave, se_ven(LecturaJuridica.documento_id, marcas)
    )
    return tuple(sesion.scalars(consulta.order_by(LecturaJuridica.documento_id)))


def articulos(
    sesion: Session, clave: str, documento_id: int | None, marcas: frozenset[str]
) -> tuple[ArticuloDeNorma, ...]:
    """Los artículos del texto y, detrás, los citados que no están en él. Con rangos, cuatro consultas."""
    propios = _articulos_del_texto(sesion, documento_id) if documento_id is not None else {}
    cuentas = veces_citados(sesion, clave, propios, marcas)
    del_texto = [
        ArticuloDeNorma(etiqueta, epigrafe, _direccion(cual), cuentas.get(cual, 0))
        for cual, (etiqueta, epigrafe) in propios.items()
    ]
    ajenos = sorted(cuentas.keys() - propios.keys(), key=_orden)
    return (*del_texto, *(_solo_citado(cual, cuentas[cual]) for cual in ajenos))


def con_estado(
    unos: Sequence[ArticuloDeNorma], derogan: Sequence[Derogacion], constan: Iterable[str]
) -> tuple[ArticuloDeNorma, ...]:
    """Los mismos y, en su lugar, los que sólo nombra el catálogo (sus direcciones), con quien los derogó."""
    ya = {uno.direccion for uno in unos}
    nuevos = {leer_direccion(una) for una in constan} - {leer_direccion(una) for una in ya}
    ajenos = [(leer_direccion(uno.direccion), uno) for uno in unos if not uno.en_texto]
    ajenos += [(cual, _solo_citado(cual, 0)) for cual in nuevos]
    todos = [(leer_direccion(uno.direccion), uno) for uno in unos if uno.en_texto]
    todos += sorted(ajenos, key=lambda par: _orden(par[0]))
    derogados = suertes(derogan, [cual for cual, _ in todos])
    return tuple(replace(uno, derogacion=derogados.get(cual)) for cual, uno in todos)


def veces_citados(
    sesion: Session, clave: str, propios: Iterable[Articulo], marcas: frozenset[str]
) -> Mapping[Articulo, int]:
    """Cuántos documentos visibles citan cada artículo; un rango cita a todos los de dentro.

    Lo suelto se agrega en la base. A cada artículo que cae en un rango se le suman los documentos de los
    rangos que no lo citan además suelto: cada documento cuenta una vez. Tres consultas.
    """
    suyos = [
        ObjetivoDeCita.norma_clave == clave,
        ObjetivoDeCita.vale.is_(True),
        ObjetivoDeCita.articulo != "",
        cuentan(ObjetivoDeCita.documento_id, marcas),
    ]
    columnas = (ObjetivoDeCita.articulo, ObjetivoDeCita.serie)
    cuentas = _contados(
        sesion,
        select(*columnas, func.count(ObjetivoDeCita.documento_id.distinct()))
        .where(*suyos, ObjetivoDeCita.hasta == "")
        .group_by(*columnas),
    )
    rangos = sesion.execute(
        select(ObjetivoDeCita.documento_id, *columnas, ObjetivoDeCita.hasta)
        .where(*suyos, ObjetivoDeCita.hasta != "")
        .distinct()
    ).all()
    if rangos:
        sueltos = _sueltos_de_quien_cita_rangos(sesion, clave, suyos)
        for cual, cuantos in _Rangos({*cuentas, *propios}, rangos).contar(sueltos):
            cuentas[cual] = cuentas.get(cual, 0) + cuantos
    return cuentas


def _contados(sesion: Session, consulta: Select[str, str, int]) -> dict[Articulo, int]:
    return {Articulo(numero, serie): veces for numero, serie, veces in sesion.execute(consulta)}


def _sueltos_de_quien_cita_rangos(
    sesion: Session, clave: str, suyos: Sequence[ColumnElement[bool]]
) -> Sequence[Sequence[Any]]:
    """De los documentos que citan algún rango, los artículos que además citan sueltos."""
    rango = aliased(ObjetivoDeCita)
    con_rango = select(rango.documento_id).where(
        rango.norma_clave == clave, rango.vale.is_(True), rango.hasta != ""
    )
    return sesion.execute(
        select(ObjetivoDeCita.documento_id, ObjetivoDeCita.articulo, ObjetivoDeCita.serie)
        .where(*suyos, ObjetivoDeCita.hasta == "", ObjetivoDeCita.documento_id.in_(con_rango))
        .distinct()
    ).all()


def consta(
    sesion: Session, clave: str, cual: Articulo, documentos: Sequence[int], marcas: frozenset[str]
) -> bool:
    """¿Está ese artículo en el texto de alguno de los documentos, o lo cita alguno que el lector ve?

    Un rango abarca los números que hay en medio; de un bis no dice que exista.
    """
    if esta_en_un_texto(sesion, cual, documentos, marcas):
        return True
    citado = select(ObjetivoDeCita.id).where(
        citan_a(clave, cual, en_rangos=not cual.es_agregado), cuentan(ObjetivoDeCita.documento_id, marcas)
    )
    return sesion.scalar(citado.limit(1)) is not None


def esta_en_un_texto(
    sesion: Session, cual: Articulo, documentos: Sequence[int], marcas: frozenset[str]
) -> bool:
    """¿Lo trae el texto de alguno de los documentos, que el lector ve?"""
    if not documentos:
        return False
    en_texto = select(DivisionGuardada.id).where(
        DivisionGuardada.documento_id.in_(documentos),
        DivisionGuardada.clase == clases.ARTICULO,
        DivisionGuardada.serie == cual.serie,
        DivisionGuardada.numero == cual.numero,
        se_ven(DivisionGuardada.documento_id, marcas),
    )
    return sesion.scalar(en_texto.limit(1)) is not None


def _articulos_del_texto(sesion: Session, documento_id: int) -> Mapping[Articulo, tuple[str, str]]:
    """La etiqueta y el epígrafe de cada uno, en su orden."""
    filas = sesion.execute(
        select(
            *(DivisionGuardada.numero, DivisionGuardada.serie),
            *(DivisionGuardada.etiqueta, DivisionGuardada.epigrafe),
        )
        .where(DivisionGuardada.documento_id == documento_id, DivisionGuardada.clase == clases.ARTICULO)
        .order_by(DivisionGuardada.orden)
    )
    return {Articulo(numero, serie): (etiqueta, epigrafe) for numero, serie, etiqueta, epigrafe in filas}


def _direccion(cual: Articulo) -> str:
    return articulo_de_direccion(cual.numero, cual.serie)


def _solo_citado(cual: Articulo, citas: int) -> ArticuloDeNorma:
    direccion = _direccion(cual)
    return ArticuloDeNorma(f"Artículo {articulo_en_prosa(direccion)}", "", direccion, citas, en_texto=False)


def _orden(cual: Articulo) -> tuple[str, int, str]:
    return cual.serie, lugar_de_articulo(cual.numero), cual.numero


class _Rangos:
    """Los artículos que caen en los rangos de cada documento (documento, artículo, serie, hasta).

    Cuesta lo que los rangos y los sueltos que haya, y no lo que abarcan: de cada rango se anota dónde empieza
    y dónde acaba entre los artículos puestos en orden.
    """

    def __init__(self, conocidos: Iterable[Articulo], rangos: Iterable[Sequence[Any]]) -> None:
        filas = [(documento, serie, desde, hasta) for documento, desde, serie, hasta in rangos]
        puntos = set(conocidos)
        for serie, desde, hasta in {fila[1:] for fila in filas}:
            puntos |= {Articulo(numero, serie) for numero in _de_en_medio(desde, hasta)}
        self._orden = sorted((uno.serie, lugar_de_articulo(uno.numero), uno.numero) for uno in puntos)
        extremos = {cual: self._extremos(*cual) for cual in {fila[1:] for fila in filas}}
        self._abarca: dict[int, list[tuple[int, int]]] = {}
        for documento, *cual in filas:
            self._abarca.setdefault(documento, []).append(extremos[tuple(cual)])

    def _extremos(self, serie: str, desde: str, hasta: str) -> tuple[int, int]:
        primero = bisect_left(self._orden, (serie, lugar_de_articulo(desde)))
        return primero, max(primero, bisect_left(self._orden, (serie, lugar_de_articulo(hasta) + 1)))

    def contar(self, sueltos: Iterable[Sequence[Any]]) -> Iterator[tuple[Articulo, int]]:
        """Cada artículo con los documentos que lo citan por un rango y no, además, suelto (`sueltos`)."""
        pasos = [0] * (len(self._orden) + 1)
        juntos = {documento: tuple(_unidos(suyos)) for documento, suyos in self._abarca.items()}
        for suyos in juntos.values():
            for desde, hasta in suyos:
                pasos[desde] += 1
                pasos[hasta] -= 1
        lugares = {(numero, serie): lugar for lugar, (serie, _, numero) in enumerate(self._orden)}
        repetidos = [0] * len(pasos)
        for documento, numero, serie in sueltos:
            lugar = lugares.get((numero, serie), -1)
            if any(desde <= lugar < hasta for desde, hasta in juntos.get(documento, ())):
                repetidos[lugar] += 1
        for (serie, _, numero), cuantos, menos in zip(
            self._orden, accumulate(pasos), repetidos, strict=False
        ):
            if cuantos > menos:
                yield Articulo(numero, serie), cuantos - menos


def _unidos(extremos: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Los intervalos en orden, con los que se tocan hechos uno."""
    actual: tuple[int, int] | None = None
    for desde, hasta in sorted(extremos):
        if actual is not None and desde <= actual[1]:
            actual = (actual[0], max(actual[1], hasta))
            continue
        if actual is not None:
            yield actual
        actual = (desde, hasta)
    if actual is not None:
        yield actual


def _de_en_medio(desde: str, hasta: str) -> Iterator[str]:
    yield from (desde, hasta)
    primero, ultimo = lugar_de_articulo(desde) // 1000, lugar_de_articulo(hasta) // 1000
    if ultimo - primero <= _MAXIMO_DE_RANGO:
        yield from (str(numero) for numero in range(primero + 1, ultimo + 1))


def leer_direccion(direccion: str) -> Articulo:
    """«t7» → el artículo 7 transitorio."""
    serie = TRANSITORIA if direccion.startswith("t") else ORDINARIA
    return Articulo(direccion.removeprefix("t"), serie)
