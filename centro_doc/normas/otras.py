"""Las otras normas que nombra la página de una: cómo se llaman, sus fechas y si la iniciativa ya es ley."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Precision
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.normas import palabras
from centro_doc.normas.consultas import en_prosa
from centro_doc.normas.hechos import Guardado, calculadas
from centro_doc.normas.modelos import ClaseDeRelacion, FechaDeNorma, Norma, RelacionDeNormas
from centro_doc.normas.vigencia import fin_del_periodo

_FECHAN = ("vigencia", "publicacion", "sancion", "emision", "aprobacion", "adopcion")
"""De la fecha de una relación, si no consta: la de la norma que obra, en este orden de preferencia."""


@dataclass(frozen=True, slots=True)
class Otra:
    """La otra norma de una relación; sin `nombre`, el catálogo no la tiene."""

    clave: str
    cita: str
    nombre: str


@dataclass(frozen=True, slots=True)
class Ley:
    """La ley a que dio origen una iniciativa; `marca` dice cuánto se confirmó."""

    clave: str
    marca: str

    @property
    def cita(self) -> str:
        """«Decreto 44-2016 del Congreso de la República»."""
        return en_prosa(self.clave)


@dataclass(frozen=True, slots=True)
class Vigor:
    """Desde cuándo obra una norma: `valor` es el primer día del período conocido."""

    valor: date
    precision: str
    marca: str
    calculado: bool = False

    @property
    def seguro(self) -> date:
        """El primer día en que ya obraba."""
        return fin_del_periodo(self.valor, self.precision)

    @property
    def dicho(self) -> str:
        """«el 20 de noviembre de 2013», «mayo de 2017»."""
        dicho = fecha_con_precision(self.valor, self.precision)
        dicho = f"el {dicho}" if self.precision == Precision.DIA else dicho
        return f"{dicho}, ocho días después de publicarse" if self.calculado else dicho


class OtrasNormas:
    """Lo que hace falta para nombrar unas normas; las que no están en el catálogo, por su clave."""

    def __init__(self, sesion: Session, claves: Collection[str]) -> None:
        self._normas = {
            una.clave: una for una in sesion.scalars(select(Norma).where(Norma.clave.in_(claves)))
        }
        self._fechas = _fechas_de(sesion, [una.id for una in self._normas.values()])
        self._resueltas = leyes_de(sesion, claves)

    def otra(self, clave: str) -> Otra:
        """La norma con esa clave, para nombrarla."""
        hallada = self._normas.get(clave)
        return Otra(clave, en_prosa(clave), hallada.nombre if hallada is not None else "")

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

    def rige(self, clave: str) -> Vigor | None:
        """Desde cuándo obra una norma, si consta una sola fecha: la declarada o, sin ella, la que se calcula.

        Lo dudoso no cuenta. No mira lo que su propio texto disponga.
        """
        hallada = self._normas.get(clave)
        suyas = self._fechas.get(hallada.id, ()) if hallada is not None else ()
        declaradas = [una for una in suyas if una.clase == "vigencia"]
        unas = {Vigor(una.valor, una.precision, una.marca) for una in declaradas if una.marca != "D"}
        if hallada is not None and not declaradas:
            suyo = Guardado(hallada, suyas, (), ())
            salen = [una for una in calculadas(suyo) if una.marca != "D"]
            unas = {Vigor(una.valor, Precision.DIA, una.marca, calculado=True) for una in salen}
        return next(iter(unas)) if len(unas) == 1 else None


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
