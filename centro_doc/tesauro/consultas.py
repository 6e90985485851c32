"""Lecturas del tesauro: el que usa la búsqueda, y la lista que ve el personal."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.escrito import plegar
from centro_doc.comun.paginacion import Hoja
from centro_doc.directorio.modelos import Institucion
from centro_doc.directorio.nombres import reducir
from centro_doc.tesauro.formularios import Filtros
from centro_doc.tesauro.modelos import GrupoTesauro
from indexador.lengua.tesauro import Grupo, Tesauro

POR_HOJA = 50
OBJETO = "tesauro"
"""La clase de objeto de sus asientos en la bitácora."""
_FUENTES = (OBJETO, "directorio")
"""Los objetos cuyos asientos dicen que el tesauro pudo cambiar."""
_ENTRE_PARENTESIS = re.compile(r"\s*\([^)]*\)")
_DUDOSO = "D"

Version = tuple[int, int]
_hechos: WeakKeyDictionary[Engine, tuple[Version, "_Hecho"]] = WeakKeyDictionary()
_cerrojo = Lock()


@dataclass(frozen=True, slots=True)
class Renglon:
    """Un grupo de la lista; los que salen del directorio llevan la clave de su institución y ningún `id`."""

    terminos: tuple[str, ...]
    clase: str
    verificacion: str
    nota: str
    id: int | None = None
    de_fabrica: bool = True
    institucion: str = ""


@dataclass(frozen=True, slots=True)
class InstitucionNombrada:
    """Una institución con los nombres que sólo son suyos, tal como se escriben."""

    clave: str
    nombre: str
    sigla: str
    nombres: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hecho:
    tesauro: Tesauro
    instituciones: Mapping[str, InstitucionNombrada]


def tesauro_actual(sesion: Session) -> Tesauro:
    """El tesauro con el que se busca ahora: los grupos vigentes y las siglas del directorio.

    Cuesta una consulta corta; sólo se arma otra vez si la bitácora dice que algo cambió, lo haya cambiado
    este proceso u otro. Los grupos dudosos no entran.
    """
    return _actual(sesion).tesauro


def instituciones_actuales(
    sesion: Session, tesauro: Tesauro | None = None
) -> Mapping[str, InstitucionNombrada]:
    """Las del directorio por cada nombre, sigla o variante que es de una sola, en `nombres.reducir`.

    No valen las variantes de una palabra que no son siglas: «Migración» es la materia antes que la oficina.
    Cuesta lo que `tesauro_actual`, y nada si se trae el que acaba de dar.
    """
    with _cerrojo:
        guardado = _hechos.get(sesion.get_bind().engine)
    if guardado is not None and guardado[1].tesauro is tesauro:
        return guardado[1].instituciones
    return _actual(sesion).instituciones


def _actual(sesion: Session) -> _Hecho:
    base = sesion.get_bind().engine
    version = _version(sesion)
    with _cerrojo:
        guardado = _hechos.get(base)
    if guardado is not None and guardado[0] == version:
        return guardado[1]
    usados = (renglon for renglon in _renglones(sesion) if renglon.verificacion != _DUDOSO)
    tesauro = Tesauro(Grupo(renglon.terminos, renglon.clase) for renglon in usados)
    hecho = _Hecho(tesauro, _por_nombre(sesion.scalars(select(Institucion)).all()))
    with _cerrojo:
        _hechos[base] = (version, hecho)
    return hecho


def _por_nombre(todas: Sequence[Institucion]) -> Mapping[str, InstitucionNombrada]:
    """Cada nombre reducido con su institución; el que llevan varias no dice cuál es."""
    de_cada_una = {
        una.clave: (una.nombre, una.sigla, *(v for v in una.variantes if " " in v or v.isupper()))
        for una in todas
    }
    veces = Counter(
        reducido for nombres in de_cada_una.values() for reducido in {reducir(n) for n in nombres if n}
    )
    nombradas = [
        InstitucionNombrada(
            una.clave,
            una.nombre,
            una.sigla,
            tuple(
                dict.fromkeys(
                    _ENTRE_PARENTESIS.sub("", nombre).replace('"', "")
                    for nombre in de_cada_una[una.clave]
                    if nombre and veces[reducir(nombre)] == 1
                )
            ),
        )
        for una in todas
    ]
    return {reducir(nombre): una for una in nombradas for nombre in una.nombres}


def lista(sesion: Session, filtros: Filtros, *, hoja: int = 1) -> Hoja[Renglon]:
    """Los grupos que cumplen los filtros, por su primer término.

    La sigla del directorio que ya está entera en un grupo no se repite.
    """
    buscadas = plegar(filtros.palabras).split()
    hallados = sorted(
        (
            renglon
            for renglon in _sin_repetir(tuple(_renglones(sesion)))
            if filtros.clase in {"", renglon.clase}
            and filtros.verificacion in {"", renglon.verificacion}
            and all(palabra in plegar(" ".join(renglon.terminos)) for palabra in buscadas)
        ),
        key=lambda renglon: [plegar(termino) for termino in renglon.terminos],
    )
    desde = (hoja - 1) * POR_HOJA
    return Hoja(hallados[desde : desde + POR_HOJA], hoja, POR_HOJA, len(hallados))


def grupo(sesion: Session, grupo_id: int) -> GrupoTesauro:
    """Un grupo por su número; levanta `NoEncontrado` si no existe o se quitó."""
    hallado = sesion.get(GrupoTesauro, grupo_id)
    if hallado is None or hallado.quitado:
        raise NoEncontrado("El tesauro no tiene ese grupo.")
    return hallado


def _version(sesion: Session) -> Version:
    fila = sesion.execute(
        select(func.count(Asiento.id), func.max(Asiento.id)).where(Asiento.objeto_clase.in_(_FUENTES))
    ).one()
    return fila[0], fila[1] or 0


def _renglones(sesion: Session) -> Iterator[Renglon]:
    for uno in sesion.scalars(select(GrupoTesauro).where(GrupoTesauro.quitado.is_(False))):
        yield Renglon(tuple(uno.terminos), uno.clase, uno.verificacion, uno.nota, uno.id, uno.de_fabrica)
    for una in sesion.scalars(select(Institucion).where(Institucion.sigla != "")):
        terminos = (una.sigla, _ENTRE_PARENTESIS.sub("", una.nombre))
        yield Renglon(terminos, "sigla", una.verificacion, una.nota, institucion=una.clave)


def _sin_repetir(renglones: Sequence[Renglon]) -> Iterator[Renglon]:
    dichos = [frozenset(renglon.terminos) for renglon in renglones if renglon.id is not None]
    for renglon in renglones:
        if renglon.id is not None or not any(dicho >= set(renglon.terminos) for dicho in dichos):
            yield renglon
