"""La línea de tiempo de una norma con las reformas que dicen los textos y el catálogo no tiene."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.grafo.acceso import cuentan
from centro_doc.grafo.modelos import LecturaJuridica, ObjetivoDeCita
from centro_doc.grafo.palabras import CAMBIAN, articulos
from centro_doc.normas.hechos import SIN_VIGENCIA
from centro_doc.normas.linea import Suceso
from centro_doc.normas.otras import OtrasNormas
from centro_doc.normas.palabras import relacion

MAXIMO = 400
"""Objetivos que se miran: los de unas cuantas reformas largas."""
EN_RENGLON = 8


@dataclass(frozen=True, slots=True)
class ReformaLeida:
    """Lo que una norma dice que hace con otra, en los documentos que traen su texto."""

    clave: str
    clase: str
    registros: tuple[str, ...]
    articulos: tuple[str, ...]


def con_lo_leido(
    sesion: Session, clave: str, marcas: frozenset[str], linea: Sequence[Suceso], constan: Sequence[str]
) -> tuple[Suceso, ...]:
    """Los sucesos que constan y, entre ellos por su fecha, las reformas leídas de normas con fecha.

    `constan` son las claves de las que el catálogo ya relaciona: de ésas no se añade nada. Lo leído va sin
    confirmar. Tres consultas.
    """
    leidas = [una for una in reformas_leidas(sesion, clave, marcas) if una.clave not in constan]
    if not leidas:
        return tuple(linea)
    otras = OtrasNormas(sesion, {una.clave for una in leidas}, marcas)
    nuevos = [suceso for una in leidas for suceso in _sucesos(una, clave, otras)]
    return tuple(sorted((*linea, *nuevos), key=lambda uno: (uno.dia, uno.elegida)))


def reformas_leidas(sesion: Session, clave: str, marcas: frozenset[str]) -> tuple[ReformaLeida, ...]:
    """Las de normas cuyo texto ve el lector, cada una con los artículos que cambia. Una consulta."""
    filas = sesion.execute(
        select(
            *(LecturaJuridica.clave, ObjetivoDeCita.relacion, Documento.identificador),
            *(ObjetivoDeCita.articulo, ObjetivoDeCita.hasta, ObjetivoDeCita.serie),
        )
        .join(ObjetivoDeCita, ObjetivoDeCita.documento_id == LecturaJuridica.documento_id)
        .join(Documento, Documento.id == LecturaJuridica.documento_id)
        .where(
            ObjetivoDeCita.norma_clave == clave,
            ObjetivoDeCita.vale.is_(True),
            ObjetivoDeCita.relacion.in_(CAMBIAN),
            LecturaJuridica.clave.not_in(["", clave]),
            cuentan(ObjetivoDeCita.documento_id, marcas),
        )
        .order_by(LecturaJuridica.clave, ObjetivoDeCita.id)
        .limit(MAXIMO)
    )
    juntas: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    registros: dict[tuple[str, str], list[str]] = {}
    for suya, clase, registro, *cual in filas:
        if suya.partition("-")[0] not in SIN_VIGENCIA:
            juntas.setdefault((suya, clase), []).append((cual[0], cual[1], cual[2]))
            registros.setdefault((suya, clase), []).append(registro)
    return tuple(
        ReformaLeida(*quien, tuple(dict.fromkeys(registros[quien])), articulos(cuales))
        for quien, cuales in juntas.items()
    )


def _sucesos(una: ReformaLeida, clave: str, otras: OtrasNormas) -> Iterator[Suceso]:
    cuando = otras.cuando_obra(una.clave)
    if cuando is None:
        return
    dia, dicho, _, detalle = cuando
    dichos = ", ".join(una.articulos[:EN_RENGLON])
    if len(una.articulos) > EN_RENGLON:
        dichos += f" y {len(una.articulos) - EN_RENGLON} más"
    cuales = f"Artículo{'' if len(una.articulos) == 1 else 's'} {dichos}." if dichos else ""
    leido = f"Se leyó en {', '.join(una.registros)}."
    titulo = relacion(una.clase, una.clave, desde_origen=False)
    yield Suceso(dia, dicho, titulo, (detalle, cuales, leido), "C", otras.otra(una.clave))
