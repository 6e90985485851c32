"""Los perfiles y el ámbito con lo que la base tiene: temas, plan, directorio y lo que el personal edita.

De los grupos del tesauro valen los que el personal añadió o cambió: donde el perfil busca uno de sus
términos, busca todos. Los de fábrica ya están en las reglas, y los afines y los dudosos no son lo mismo.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.comun.escrito import plegar
from centro_doc.directorio.lectura import DatosInstitucion
from centro_doc.directorio.modelos import Institucion
from centro_doc.plan.lectura import DatosNodo
from centro_doc.plan.modelos import ClaseNodo, Nodo, PeriodoPlan
from centro_doc.propuestas.lectura import (
    ambito_de_fabrica,
    perfil_de_tema,
    perfiles_de_nodos,
    reglas_de_fabrica,
)
from centro_doc.tesauro.modelos import GrupoTesauro
from indexador.vinculacion import Ambito, Perfil
from indexador.vinculacion.perfil import partes_de

_NO_ES_LO_MISMO, _DUDOSO = "afin", "D"
Equivalentes = Mapping[str, tuple[str, ...]]


def perfiles_de_la_base(sesion: Session) -> tuple[Perfil, ...]:
    """Los de los temas y los de los nodos del plan activo, como están ahora; cinco consultas."""
    reglas, directorio = reglas_de_fabrica(), _directorio(sesion)
    codigos = dict(sesion.execute(select(Nodo.id, Nodo.codigo)).all())
    perfiles = [
        perfil_de_tema(
            tema.codigo,
            codigos[tema.nodo_id],
            tema.nombre,
            tema.alcance,
            tema.datos,
            reglas=reglas,
            directorio=directorio,
        )
        for tema in sesion.scalars(select(Tema).order_by(Tema.orden))
    ]
    for periodo, nodos in _nodos(sesion, codigos).items():
        perfiles += perfiles_de_nodos(nodos, periodo, reglas=reglas, directorio=directorio)
    otros = _equivalentes(sesion)
    return tuple(_con_equivalentes(perfil, otros) for perfil in perfiles) if otros else tuple(perfiles)


def ambito_de_la_base(sesion: Session) -> Ambito:
    """El de fábrica, con los términos que el personal hizo equivalentes."""
    ambito, otros = ambito_de_fabrica(), _equivalentes(sesion)
    return replace(
        ambito, seguras=_ampliadas(ambito.seguras, otros), posibles=_ampliadas(ambito.posibles, otros)
    )


def _directorio(sesion: Session) -> dict[str, DatosInstitucion]:
    return {
        una.clave: DatosInstitucion(
            una.clave,
            una.sigla,
            una.nombre,
            una.tipo,
            una.pais,
            tuple(una.variantes),
            tuple(una.nodos_plan),
            tuple(una.relaciones),
            una.nota,
            una.verificacion,
        )
        for una in sesion.scalars(select(Institucion).order_by(Institucion.id))
    }


def _nodos(sesion: Session, codigos: Mapping[int, str]) -> Mapping[str, list[DatosNodo]]:
    filas = sesion.execute(
        select(Nodo, PeriodoPlan.clave)
        .join(PeriodoPlan, PeriodoPlan.id == Nodo.periodo_id)
        .where(PeriodoPlan.activo)
        .order_by(PeriodoPlan.clave, Nodo.orden)
    )
    de_cada: defaultdict[str, list[DatosNodo]] = defaultdict(list)
    for nodo, periodo in filas:
        padre = codigos.get(nodo.padre_id) if nodo.padre_id is not None else None
        de_cada[periodo].append(
            DatosNodo(
                nodo.codigo, ClaseNodo(nodo.clase), padre, nodo.texto, nodo.tema, nodo.incompleto, nodo.datos
            )
        )
    return de_cada


def _equivalentes(sesion: Session) -> Equivalentes:
    grupos = sesion.scalars(
        select(GrupoTesauro.terminos)
        .where(
            GrupoTesauro.de_fabrica.is_(False),
            GrupoTesauro.quitado.is_(False),
            GrupoTesauro.clase != _NO_ES_LO_MISMO,
            GrupoTesauro.verificacion != _DUDOSO,
        )
        .order_by(GrupoTesauro.id)
    )
    otros: dict[str, tuple[str, ...]] = {}
    for terminos in grupos:
        for termino in terminos:
            clave = plegar(termino)
            otros[clave] = (*otros.get(clave, ()), *terminos)
    return otros


def _con_equivalentes(perfil: Perfil, otros: Equivalentes) -> Perfil:
    return replace(
        perfil,
        terminos=tuple(
            replace(
                termino,
                texto=" & ".join("|".join(_ampliadas(parte, otros)) for parte in partes_de(termino.texto)),
            )
            for termino in perfil.terminos
        ),
        exige=tuple(_ampliadas(grupo, otros) for grupo in perfil.exige),
    )


def _ampliadas(expresiones: Iterable[str], otros: Equivalentes) -> tuple[str, ...]:
    """Cada expresión y, tras ella, las que el personal hizo equivalentes, sin repetir."""
    return tuple(dict.fromkeys(e for una in expresiones for e in (una, *otros.get(plegar(una), ()))))
