"""El artículo que se pide de una norma, y los que llevan el mismo número en otros textos.

De «artículo 117 de la Ley de Migración» van antes los textos de esa ley y los documentos que citan ese
artículo; el 117 de otro texto se muestra después y se dice que no es el pedido.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from centro_doc.busqueda.dentro import textos_de
from centro_doc.busqueda.norma_pedida import objetivos_pedidos
from centro_doc.busqueda.pasajes import PasajeVisto
from centro_doc.grafo.acceso import cuentan
from centro_doc.grafo.citantes import Articulo, citan_a
from centro_doc.grafo.modelos import ObjetivoDeCita
from centro_doc.grafo.palabras import articulo_de_direccion
from indexador.lengua import Tesauro


@dataclass(frozen=True, slots=True)
class ArticuloPedido:
    """Las direcciones («art-117») de los artículos que se piden y los documentos que traen su norma.

    `encabezan`: éstos y los que citan esos artículos.
    """

    anclas: frozenset[str]
    textos: frozenset[int]
    encabezan: frozenset[int]


def articulo_pedido(
    sesion: Session, marcas: frozenset[str], consulta: str, tesauro: Tesauro | None
) -> ArticuloPedido | None:
    """Los de la única norma de la que se piden artículos; nada si de ninguna o de varias.

    Se recuerda mientras dure la sesión. Tres consultas, sólo si la hay.
    """
    recordados: dict[tuple[str, frozenset[str]], ArticuloPedido | None]
    recordados = sesion.info.setdefault("articulo_pedido", {})
    if (consulta, marcas) not in recordados:
        recordados[consulta, marcas] = _leer(sesion, marcas, consulta, tesauro)
    return recordados[consulta, marcas]


def _leer(
    sesion: Session, marcas: frozenset[str], consulta: str, tesauro: Tesauro | None
) -> ArticuloPedido | None:
    objetivos = objetivos_pedidos(sesion, consulta, tesauro)
    con_articulo = [uno for uno in objetivos if uno.articulo and not uno.hasta]
    if len({uno.norma for uno in objetivos}) != 1 or not con_articulo:
        return None
    clave = objetivos[0].norma
    citan = or_(*(citan_a(clave, Articulo(uno.articulo, uno.serie)) for uno in con_articulo))
    citantes = sesion.scalars(
        select(ObjetivoDeCita.documento_id)
        .where(citan, cuentan(ObjetivoDeCita.documento_id, marcas))
        .distinct()
    )
    textos = textos_de(sesion, clave, marcas)
    return ArticuloPedido(
        frozenset(f"art-{articulo_de_direccion(uno.articulo, uno.serie)}" for uno in con_articulo),
        textos,
        textos.union(citantes),
    )


def con_lo_de_otra_al_final(
    pasajes: Mapping[int, tuple[PasajeVisto, ...]], pedido: ArticuloPedido
) -> Mapping[int, tuple[PasajeVisto, ...]]:
    """Los mismos; en los textos que no son de la norma, el artículo de igual número al final y señalado."""
    return {
        documento: suyos if documento in pedido.textos else _al_final(suyos, pedido.anclas)
        for documento, suyos in pasajes.items()
    }


def _al_final(pasajes: tuple[PasajeVisto, ...], anclas: frozenset[str]) -> tuple[PasajeVisto, ...]:
    de_otra = tuple(replace(uno, de_otra=True) for uno in pasajes if uno.ancla in anclas)
    return (*(uno for uno in pasajes if uno.ancla not in anclas), *de_otra)
