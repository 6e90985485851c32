"""Un documento entre los resultados de una búsqueda: el anterior, el siguiente y qué marcar en su texto."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from centro_doc.busqueda.al_indice import consulta_de
from centro_doc.busqueda.formularios import Peticion
from centro_doc.indice.servicio import Indice
from indexador.consulta import Resaltar

VECINOS = 21
"""Documentos, al menos, entre los que se buscan el anterior y el siguiente de uno."""


@dataclass(frozen=True, slots=True)
class Vecindad:
    """Dónde está un documento entre los resultados de una búsqueda, y lo que se halló en ellos."""

    puesto: int
    total: int
    anterior: str | None
    siguiente: str | None
    resaltar: Resaltar = field(default=Resaltar(), compare=False)


def vecindad(
    sesion: Session,
    indice: Indice,
    marcas: frozenset[str],
    peticion: Peticion,
    identificador: str,
    puesto: int,
) -> Vecindad | None:
    """El anterior y el siguiente de un documento hallado en `puesto`; `None` si ya no está cerca de ahí."""
    # Páginas de un tamaño que deja a los tres en una: cuesta lo mismo en el primer puesto que en el último.
    tamano = next(n for n in range(VECINOS, VECINOS + puesto + 2) if puesto < n or puesto % n > 1)
    numero = puesto // tamano + 1
    consulta = consulta_de(
        sesion, marcas, peticion, pagina=numero, por_pagina=tamano, pasajes_por_documento=0
    )
    resultado = indice.buscar(sesion, consulta)
    hallados = [acierto.identificador for acierto in resultado.aciertos]
    if identificador not in hallados:
        return None
    lugar = hallados.index(identificador)
    return Vecindad(
        (numero - 1) * tamano + lugar + 1,
        resultado.total,
        hallados[lugar - 1] if lugar else None,
        hallados[lugar + 1] if lugar + 1 < len(hallados) else None,
        resultado.resaltar,
    )


def que_resaltar(sesion: Session, indice: Indice, marcas: frozenset[str], peticion: Peticion) -> Resaltar:
    """Lo que una búsqueda halló de veras: también lo corregido, los sinónimos y las siglas desplegadas."""
    consulta = consulta_de(sesion, marcas, peticion, pagina=1, por_pagina=1, pasajes_por_documento=0)
    return indice.buscar(sesion, consulta).resaltar
