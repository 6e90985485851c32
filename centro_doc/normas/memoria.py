"""Lo que se saca del catálogo de normas y se recuerda mientras nadie lo cambie, en este proceso o en otro."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from centro_doc.normas.consultas import en_prosa, guardados, nombres
from centro_doc.normas.dispuestas import de_todo_el_catalogo
from centro_doc.normas.hechos import SIN_VIGENCIA, estado_de
from centro_doc.normas.modelos import Norma, SelloDeNormas
from indexador.juridico.citas import Nombres
from indexador.juridico.nombres_cortos import NombresCortos
from indexador.lengua import plegar

T = TypeVar("T")
Version = int
RECORDADOS = 32
"""Resultados que se recuerdan de cada base: los nombres y los estados a unas cuantas fechas."""
_hechos: WeakKeyDictionary[Engine, tuple[Version, OrderedDict[Hashable, Any]]] = WeakKeyDictionary()
_cerrojo = Lock()


def nombres_actuales(sesion: Session) -> Nombres:
    """Los nombres con que se citan las normas del catálogo, listos para hallarlos en un texto."""
    return nombres_al_buscar(sesion)[0]


def nombres_al_buscar(sesion: Session) -> tuple[Nombres, NombresCortos]:
    """Los mismos y, aparte, dichos sin su última parte, que sólo valen en una consulta."""

    def hacer() -> tuple[Nombres, NombresCortos]:
        todos = nombres(sesion)
        return Nombres.de(todos), NombresCortos(todos)

    return _recordar(sesion, "nombres", hacer)


def estados_actuales(sesion: Session, fecha: date, marcas: frozenset[str]) -> Mapping[str, str]:
    """Clave → estado a esa fecha, de todo el catálogo salvo las iniciativas y los expedientes.

    Lo que cada texto dispone depende de quién lee: se recuerda aparte para cada conjunto de lo que se ve.
    """
    vistas = de_todo_el_catalogo(sesion, marcas)
    que = (fecha, frozenset(vistas.items()))
    return _recordar(sesion, que, lambda: _estados(sesion, fecha, marcas))


@dataclass(frozen=True, slots=True)
class Nombrable:
    """Una norma con todo lo que la nombra, plegado: su clave, su cita, su nombre, su sigla y sus alias."""

    clave: str
    nombre: str
    cita: str
    nombres: tuple[str, ...]


def nombrables(sesion: Session) -> tuple[Nombrable, ...]:
    """Todas las normas, con lo que las nombra."""
    return _recordar(sesion, "nombrables", lambda: _nombrables(sesion))


def que_empiezan(sesion: Session, escrito: str, cuantas: int) -> tuple[Nombrable, ...]:
    """Las normas que se nombran empezando así, desde el comienzo de un nombre o de una de sus palabras.

    Primero las que se nombran así desde el comienzo.
    """
    comienzo = plegar(escrito.strip())
    if not comienzo:
        return ()
    todas = nombrables(sesion)
    desde_el_comienzo = [una for una in todas if any(n.startswith(comienzo) for n in una.nombres)]
    dentro = (una for una in todas if any(f" {comienzo}" in n for n in una.nombres))
    juntas = dict.fromkeys((*desde_el_comienzo, *islice(dentro, cuantas)))
    return tuple(islice(juntas, cuantas))


def _nombrables(sesion: Session) -> tuple[Nombrable, ...]:
    alias: dict[str, list[str]] = {}
    for uno in nombres(sesion):
        alias.setdefault(uno.clave, []).append(uno.nombre)
    return tuple(
        Nombrable(una.clave, una.nombre, cita, tuple(dict.fromkeys(map(plegar, dichos))))
        for una in sesion.scalars(select(Norma).order_by(Norma.posterior_al_plan, Norma.id))
        for cita in [en_prosa(una.clave)]
        for dichos in [(una.clave, cita, una.nombre, una.sigla, *alias.get(una.clave, ()))]
    )


def _estados(sesion: Session, fecha: date, marcas: frozenset[str]) -> Mapping[str, str]:
    normas = sesion.scalars(select(Norma).where(Norma.clase.not_in(SIN_VIGENCIA))).all()
    todo = guardados(sesion, normas, marcas)
    return {una.clave: str(estado_de(todo[una.id], fecha).estado) for una in normas}


def _recordar(sesion: Session, que: Hashable, hacer: Callable[[], T]) -> T:
    """Lo recordado o, si alguna norma cambió desde entonces, lo hecho ahora. Una consulta corta."""
    base, version = sesion.get_bind().engine, _version(sesion)
    with _cerrojo:
        de_entonces, recordado = _hechos.get(base, (None, OrderedDict()))
        if de_entonces == version and que in recordado:
            recordado.move_to_end(que)
            guardado: T = recordado[que]
            return guardado
    hecho = hacer()
    with _cerrojo:
        de_entonces, recordado = _hechos.get(base, (None, OrderedDict()))
        recordado = recordado if de_entonces == version else OrderedDict()
        recordado[que] = hecho
        while len(recordado) > RECORDADOS:
            recordado.popitem(last=False)
        _hechos[base] = (version, recordado)
    return hecho


def _version(sesion: Session) -> Version:
    """El sello de las normas: cambia con cada fila de ellas que se escriba, deje o no asiento."""
    return sesion.scalar(select(SelloDeNormas.valor)) or 0
