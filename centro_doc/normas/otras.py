"""Las otras normas que nombra la página de una: cómo se llaman, sus fechas y si la iniciativa ya es ley."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.normas import palabras
from centro_doc.normas.consultas import en_prosa
from centro_doc.normas.dispuestas import Dispuesta, dispuestas
from centro_doc.normas.modelos import ClaseDeRelacion, FechaDeNorma, Norma, RelacionDeNormas
from centro_doc.normas.vigor import LEIDO, Vigor, vigor_de
from indexador.juridico.claves import leer_clave

_NO_CONCUERDAN = "Desde cuándo rige no concuerda en lo que consta."
_SU_ANIO = "Sólo consta el año de su número."
_SU_VIGENCIA = "El día es el de su entrada en vigor."
_FECHAN = ("vigencia", "publicacion", "sancion", "emision", "aprobacion", "adopcion")
"""De la fecha de una relación, si no consta: la de la norma que obra, en este orden de preferencia."""


@dataclass(frozen=True, slots=True)
class Otra:
    """La otra norma de una relación, con su marca; sin `nombre`, el catálogo no la tiene."""

    clave: str
    cita: str
    nombre: str
    marca: str = "V"


@dataclass(frozen=True, slots=True)
class Ley:
    """La ley a que dio origen una iniciativa; `marca` dice cuánto se confirmó."""

    clave: str
    marca: str

    @property
    def cita(self) -> str:
        """«Decreto 44-2016 del Congreso de la República»."""
        return en_prosa(self.clave)


def nombrar(clave: str, norma: Norma | None) -> Otra:
    """La de esa clave, que el catálogo tiene o no."""
    if norma is None:
        return Otra(clave, en_prosa(clave), "")
    return Otra(clave, en_prosa(clave), norma.nombre, norma.marca)


class OtrasNormas:
    """Lo que hace falta para nombrar unas normas; las que no están en el catálogo, por su clave.

    Cuatro consultas.
    """

    def __init__(self, sesion: Session, claves: Collection[str], marcas: frozenset[str]) -> None:
        self._normas = {
            una.clave: una for una in sesion.scalars(select(Norma).where(Norma.clave.in_(claves)))
        }
        self._fechas = _fechas_de(sesion, [una.id for una in self._normas.values()])
        self._dispuestas = dispuestas(sesion, claves, marcas)
        self._resueltas = leyes_de(sesion, claves)

    def otra(self, clave: str) -> Otra:
        """La norma con esa clave, para nombrarla."""
        hallada = self._normas.get(clave)
        return nombrar(clave, hallada)

    def rotulo(self, fila: RelacionDeNormas, *, desde_origen: bool) -> str:
        """«Reformada por», «La reformaría»; de una iniciativa que ya es ley, «Propuso reformarla»."""
        resuelta = fila.origen in self._resueltas
        return palabras.relacion(fila.clase, fila.origen, desde_origen=desde_origen, resuelta=resuelta)

    def fecha_de(self, clave: str) -> FechaDeNorma | None:
        """La fecha que mejor dice desde cuándo obra una norma, si consta alguna."""
        hallada = self._normas.get(clave)
        suyas = self._fechas.get(hallada.id, ()) if hallada is not None else ()
        elegibles = [fecha for fecha in suyas if fecha.clase in _FECHAN]
        return min(elegibles, key=_preferencia, default=None)

    def cuando_obra(self, clave: str) -> tuple[date, str, str, str] | None:
        """El día en que una norma empezó a obrar, cómo se dice, su marca y de dónde sale; para ordenarla.

        Es desde cuando rige; si no consta, la fecha suya que mejor lo dice; sin ninguna, su año.
        """
        rige = self.rige(clave)
        if rige.desde is not None:
            de_donde = f"{rige.porque[:1].upper()}{rige.porque[1:]}." if rige.porque else _SU_VIGENCIA
            return rige.desde, rige.fechas, rige.marca, _NO_CONCUERDAN if rige.entre else de_donde
        suya = self.fecha_de(clave)
        if suya is None:
            leida = leer_clave(clave)
            if leida is None or leida.anio is None:
                return None
            return date(leida.anio, 1, 1), str(leida.anio), LEIDO, _SU_ANIO
        de_donde = f"El día es el de su {palabras.fechas()[suya.clase].lower()}."
        return suya.valor, fecha_con_precision(suya.valor, suya.precision), suya.marca, de_donde

    def rige(self, clave: str, recien: Dispuesta | None = None) -> Vigor:
        """Desde cuándo rige una norma, esté o no en el catálogo.

        `recien`: lo que dispone un texto suyo que aún no se ha guardado; lo guardado, si hay, va delante.
        """
        hallada = self._normas.get(clave)
        suyas = self._fechas.get(hallada.id, ()) if hallada is not None else ()
        return vigor_de(clave.partition("-")[0], suyas, self._dispuestas.get(clave, recien))


def _preferencia(fecha: FechaDeNorma) -> tuple[int, int]:
    return "VCD".index(fecha.marca), _FECHAN.index(fecha.clase)


def _fechas_de(sesion: Session, ids: Collection[int]) -> Mapping[int, Sequence[FechaDeNorma]]:
    fechas: dict[int, list[FechaDeNorma]] = {}
    for fila in sesion.scalars(
        select(FechaDeNorma)
        .where(FechaDeNorma.norma_id.in_(ids), FechaDeNorma.quitada.is_(False))
        .order_by(FechaDeNorma.id)
    ):
        fechas.setdefault(fila.norma_id, []).append(fila)
    return fechas


def leyes_de(sesion: Session, claves: Collection[str]) -> Mapping[str, tuple[Ley, ...]]:
    """De las iniciativas que hay entre unas claves, las leyes a que dieron origen; sin las que no son ley."""
    iniciativas = [clave for clave in claves if clave.startswith("INI-")]
    if not iniciativas:
        return {}
    leyes: dict[str, tuple[Ley, ...]] = {}
    for fila in sesion.scalars(
        select(RelacionDeNormas)
        .where(
            RelacionDeNormas.origen.in_(iniciativas),
            RelacionDeNormas.clase == ClaseDeRelacion.ORIGINA,
            RelacionDeNormas.quitada.is_(False),
        )
        .order_by(RelacionDeNormas.id)
    ):
        leyes[fila.origen] = (*leyes.get(fila.origen, ()), Ley(fila.destino, fila.marca))
    return leyes
