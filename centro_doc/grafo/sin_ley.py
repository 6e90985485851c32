"""Quién nombra un artículo sin decir de qué ley es, en un documento que sí cita la suya.

«Sobre el artículo 117 Bis no hay opinión»: no se da por cita de ninguna norma, pero tampoco se dice que nadie
lo nombre.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.grafo import menciones
from centro_doc.grafo.acceso import cuentan
from centro_doc.grafo.citantes import Articulo, citan_a
from centro_doc.grafo.menciones import Mencion
from centro_doc.grafo.modelos import CitaGuardada, EstadoDeCita, ObjetivoDeCita
from centro_doc.normas.partes import leer_articulo
from indexador.juridico.objetivos import TRANSITORIA

CUANTOS = 6
"""Documentos que se dicen a lo sumo."""
_LEIDAS = 200
"""Citas con el número que se miran."""
_DE_ALGO = re.compile(r"\s(?:del?|en|esta?)\s", re.IGNORECASE)
_NUMERO = re.compile(
    r"\d+\s*[ºo°.]*(?:[\s-]*(?:bis|ter|qu[aá]ter|quinquies|sexies|septies|[A-H])\b)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SinLey:
    """Un documento que nombra el artículo, y dónde."""

    documento: Documento
    mencion: Mencion


def lo_nombran_sin_ley(
    sesion: Session, clave: str, cual: Articulo, marcas: frozenset[str]
) -> tuple[SinLey, ...]:
    """Los documentos visibles que citan la norma y nombran ese artículo solo, cada uno por la primera vez.

    Nada de un transitorio: su número es también el de uno ordinario. A lo sumo, cuatro consultas.
    """
    if cual.serie == TRANSITORIA:
        return ()
    cifra = cual.numero.partition("-")[0]
    de_ella = select(ObjetivoDeCita.documento_id).where(citan_a(clave))
    filas = sesion.execute(
        select(CitaGuardada.id, CitaGuardada.documento_id, CitaGuardada.literal)
        .where(
            CitaGuardada.clase == "norma_y_articulo",
            CitaGuardada.resolucion == "sin_resolver",
            CitaGuardada.estado == EstadoDeCita.LEIDA,
            CitaGuardada.literal.contains(cifra),
            CitaGuardada.documento_id.in_(de_ella),
            cuentan(CitaGuardada.documento_id, marcas),
        )
        .order_by(CitaGuardada.documento_id, CitaGuardada.id)
        .limit(_LEIDAS)
    )
    primeras: dict[int, int] = {}
    for cita, documento, literal in filas:
        if cual.numero in _nombrados(literal):
            primeras.setdefault(documento, cita)
    elegidas = dict(list(primeras.items())[:CUANTOS])
    if not elegidas:
        return ()
    por_numero = menciones.por_numero(sesion, list(elegidas.values()))
    documentos = {uno.id: uno for uno in sesion.scalars(select(Documento).where(Documento.id.in_(elegidas)))}
    return tuple(
        SinLey(documentos[documento], por_numero[cita])
        for documento, cita in elegidas.items()
        if documento in documentos and cita in por_numero
    )


def _nombrados(literal: str) -> Iterator[str]:
    """Los artículos de una cita que no dice de qué son; de «artículo 22 de la Convención», ninguno."""
    if _DE_ALGO.search(literal):
        return
    for hallado in _NUMERO.finditer(literal):
        if canonico := leer_articulo(hallado[0].strip()):
            yield canonico
