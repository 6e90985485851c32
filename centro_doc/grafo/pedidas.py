"""Las normas que los documentos citan y el Centro no tiene: de aquí sale lo que se pide a otros."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.hojas_de_calculo import UTF_8, linea
from centro_doc.comun.paginacion import Hoja
from centro_doc.grafo.acceso import cuentan, se_ven
from centro_doc.grafo.modelos import LecturaJuridica, ObjetivoDeCita
from centro_doc.grafo.palabras import articulos
from centro_doc.grafo.quiza import Quiza, quiza_la_traen
from centro_doc.normas.consultas import con_marca, en_prosa
from centro_doc.normas.hechos import SIN_VIGENCIA
from centro_doc.normas.modelos import Norma
from centro_doc.normas.uniones import textos_de
from indexador.juridico.claves import leer_clave

POR_HOJA = 40
_COLUMNAS = ("clave", "norma", "nombre", "documentos", "menciones", "artículos")


@dataclass(frozen=True, slots=True)
class NormaPorPedir:
    """Una norma de la que no se tiene el texto, y cuántos documentos visibles la citan, y cuántas veces."""

    clave: str
    cita: str
    nombre: str
    documentos: int
    menciones: int
    articulos: tuple[str, ...]
    quiza: tuple[Documento, ...] = ()
    """Los que quizá traen su texto, sin que nadie lo haya dicho."""
    marca: str = "V"
    """La de su ficha, si la tiene."""


def por_pedir(
    sesion: Session,
    marcas: frozenset[str],
    *,
    hoja: int = 1,
    clave: str = "",
    quiza: Quiza | None = None,
) -> Hoja[NormaPorPedir]:
    """Una hoja de la lista, de la que más documentos citan a la que menos, sin las que quizá se tienen.

    Con `clave`, sólo esa norma, aunque nadie que se vea la cite; si el lector tiene su texto, ninguna.
    `quiza` es lo de `quiza_la_traen`, si ya se leyó.
    """
    quiza = quiza_la_traen(sesion, marcas) if quiza is None else quiza
    todas = _sin_las_de(quiza, _cuentas(sesion, marcas, clave))
    if (
        clave
        and clave not in quiza
        and not todas
        and _por_pedir(clave)
        and not _hay_texto(sesion, clave, marcas)
    ):
        todas = [(clave, 0, 0)]
    desde = (hoja - 1) * POR_HOJA
    return Hoja(_con_nombres(sesion, todas[desde : desde + POR_HOJA], marcas), hoja, POR_HOJA, len(todas))


def que_quiza_se_tienen(sesion: Session, marcas: frozenset[str], quiza: Quiza) -> tuple[NormaPorPedir, ...]:
    """Las citadas de las que quizá hay un texto, con los documentos que habría que mirar y unir."""
    cuentas = [una for una in _cuentas(sesion, marcas) if una[0] in quiza] if quiza else []
    if not cuentas:
        return ()
    return tuple(replace(una, quiza=quiza[una.clave]) for una in _con_nombres(sesion, cuentas, marcas))


def _sin_las_de(quiza: Quiza, cuentas: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    return [una for una in cuentas if una[0] not in quiza]


def _por_pedir(clave: str) -> bool:
    """¿Es la clave de una norma, y no la de una iniciativa o un expediente?"""
    leida = leer_clave(clave)
    return leida is not None and str(leida) == clave and leida.clase not in SIN_VIGENCIA


def _hay_texto(sesion: Session, clave: str, marcas: frozenset[str]) -> bool:
    norma = sesion.scalar(select(Norma).where(Norma.clave == clave))
    if norma is not None and textos_de(sesion, norma, marcas):
        return True
    suyas = select(LecturaJuridica.documento_id).where(
        LecturaJuridica.clave == clave, se_ven(LecturaJuridica.documento_id, marcas)
    )
    return sesion.scalar(suyas.limit(1)) is not None


def en_csv(sesion: Session, marcas: frozenset[str]) -> str:
    """La lista entera en CSV, con la marca de UTF-8 que esperan las hojas de cálculo."""
    renglones = [linea(_COLUMNAS)]
    todas = _sin_las_de(quiza_la_traen(sesion, marcas), _cuentas(sesion, marcas))
    for una in _con_nombres(sesion, todas, marcas):
        cuentas = (str(una.documentos), str(una.menciones))
        renglones.append(
            linea((una.clave, una.cita, con_marca(una.nombre, una.marca), *cuentas, "; ".join(una.articulos)))
        )
    return UTF_8 + "".join(renglones)


def _cuentas(sesion: Session, marcas: frozenset[str], clave: str = "") -> Iterator[tuple[str, int, int]]:
    hay = select(LecturaJuridica.clave).where(
        LecturaJuridica.clave != "", se_ven(LecturaJuridica.documento_id, marcas)
    )
    documentos = func.count(ObjetivoDeCita.documento_id.distinct())
    menciones = func.count(ObjetivoDeCita.cita_id.distinct())
    filas = sesion.execute(
        select(ObjetivoDeCita.norma_clave, documentos, menciones)
        .where(
            ObjetivoDeCita.vale.is_(True),
            ObjetivoDeCita.norma_clave.not_in(hay),
            *([ObjetivoDeCita.norma_clave == clave] if clave else []),
            cuentan(ObjetivoDeCita.documento_id, marcas),
        )
        .group_by(ObjetivoDeCita.norma_clave)
        .order_by(documentos.desc(), menciones.desc(), ObjetivoDeCita.norma_clave)
    )
    return ((clave, cuantos, veces) for clave, cuantos, veces in filas)


def _con_nombres(
    sesion: Session, cuentas: Iterable[tuple[str, int, int]], marcas: frozenset[str]
) -> tuple[NormaPorPedir, ...]:
    cuentas = list(cuentas)
    claves = [clave for clave, _, _ in cuentas]
    nombres = {
        fila.clave: (fila.nombre, fila.marca)
        for fila in sesion.execute(
            select(Norma.clave, Norma.nombre, Norma.marca).where(Norma.clave.in_(claves))
        )
    }
    citados: dict[str, list[tuple[str, str, str]]] = {}
    for clave, *cual in sesion.execute(
        select(
            *(ObjetivoDeCita.norma_clave, ObjetivoDeCita.articulo),
            *(ObjetivoDeCita.hasta, ObjetivoDeCita.serie),
        )
        .where(
            ObjetivoDeCita.norma_clave.in_(claves),
            ObjetivoDeCita.vale.is_(True),
            cuentan(ObjetivoDeCita.documento_id, marcas),
        )
        .distinct()
    ):
        citados.setdefault(clave, []).append((cual[0], cual[1], cual[2]))
    return tuple(
        NormaPorPedir(
            clave,
            en_prosa(clave),
            nombres.get(clave, ("", "V"))[0],
            documentos,
            menciones,
            articulos(citados.get(clave, ())),
            marca=nombres.get(clave, ("", "V"))[1],
        )
        for clave, documentos, menciones in cuentas
    )
