"""Una iniciativa con su trámite a una fecha, como la ve un lector (`leidas` la lee de la base)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from centro_doc.agenda.modelos import Iniciativa, Tema
from centro_doc.agenda.tramite import Constancia, Dias, Paso, Tramite, sumar
from centro_doc.normas.dispuestas import Dispuesta
from centro_doc.normas.modelos import FechaDeNorma, Norma
from centro_doc.normas.otras import Otra
from centro_doc.normas.vigencia import EstadoALaFecha
from centro_doc.normas.vigor import Calculada

PRESENTADA = "presentada"


class Momento(StrEnum):
    """Si una iniciativa ya estaba presentada en una fecha, según lo que consta de ella."""

    YA = "ya"
    DESPUES = "después"
    NO_CONSTA = "no consta"
    """Ninguna fecha suya es anterior, ni consta la de su presentación."""


def momento_de(constancias: Iterable[Constancia], fecha: date) -> Momento:
    """Ya, si algo suyo consta hasta esa fecha; después, si su presentación consta y es posterior."""
    todas = tuple(constancias)
    if any(una.fecha <= fecha for una in todas):
        return Momento.YA
    return Momento.DESPUES if any(una.estado == PRESENTADA for una in todas) else Momento.NO_CONSTA


@dataclass(frozen=True, slots=True)
class Nombrada:
    """Otra iniciativa, para nombrarla."""

    numero: int
    nombre: str


@dataclass(frozen=True, slots=True)
class Relacionada:
    """Lo que la iniciativa propone hacer con una norma, o lo que una norma hizo con ella."""

    rotulo: str
    otra: Otra
    marca: str
    nota: str


@dataclass(frozen=True, slots=True)
class Decreto:
    """La ley que resultó: su entrada en vigor, declarada, dispuesta y calculada, y su estado a la fecha."""

    otra: Otra
    marca: str
    declaradas: tuple[FechaDeNorma, ...]
    calculadas: tuple[Calculada, ...]
    dispuesta: Dispuesta | None
    estado: EstadoALaFecha | None


@dataclass(frozen=True, slots=True)
class Leida:
    """Una iniciativa con su trámite a la fecha, como la ve este lector.

    `pasada`: se mira un día que ya pasó, y lo que se sepa de después no se dice.
    """

    iniciativa: Iniciativa
    norma: Norma | None
    temas: tuple[Tema, ...]
    tramite: Tramite
    principal: Nombrada | None
    acumuladas: tuple[Nombrada, ...]
    decretos: tuple[Decreto, ...]
    relaciones: tuple[Relacionada, ...]
    fuentes: Mapping[str, str]
    momento: Momento = Momento.YA
    pasada: bool = False
    nota: str = ""
    """La suya, si no nombra algo cerrado que no ve quien lee."""

    @property
    def nombre(self) -> str:
        """El del catálogo de normas si la tiene; si no, el suyo."""
        propio = self.iniciativa.nombre or self.iniciativa.asunto
        return (
            self.norma.nombre if self.norma is not None else propio
        ) or f"Iniciativa {self.iniciativa.numero}"

    @property
    def estado(self) -> Paso | None:
        """El último paso probado; si ninguno lo está, el último del que consta una fecha."""
        return self.tramite.actual or self.tramite.ultimo

    @property
    def despues(self) -> Paso | None:
        """El último paso del que consta una fecha sin documento, si es posterior al último probado."""
        actual, ultimo = self.tramite.actual, self.tramite.ultimo
        return ultimo if actual is not None and ultimo is not None and not ultimo.actual else None

    @property
    def segun_la_fuente(self) -> str:
        """Lo que la fuente de su ficha dice de su suerte: «sin aprobar; superada por…»; vacío si nada.

        No lleva fecha: de un día que ya pasó no se puede decir.
        """
        if self.pasada:
            return ""
        return str(self.norma.datos.get("estado") or "") if self.norma is not None else ""

    @property
    def anio(self) -> int | None:
        """El de su presentación o, si no consta, el de lo primero que consta de ella."""
        if self.presentada is not None:
            return self.presentada.fecha.year
        fechas = [una.fecha for paso in self.tramite.pasos for una in paso.constancias]
        return min(fechas).year if fechas else None

    @property
    def presentada(self) -> Constancia | None:
        """Cuándo se presentó, probado o no."""
        return self._primera(PRESENTADA)

    @property
    def en_comision(self) -> Dias | None:
        """Los días en comisión, entre todas sus veces."""
        dias = [paso.dias for paso in self.tramite.pasos if paso.etapa.clave == "en_comision" and paso.dias]
        return sumar(dias) if dias else None

    def marca_de(self, campo: str) -> str:
        """La marca de uno de sus datos."""
        return self.iniciativa.marcas.get(campo, "V")

    def _primera(self, estado: str) -> Constancia | None:
        fechas = (
            una for paso in self.tramite.pasos if paso.etapa.clave == estado for una in paso.constancias
        )
        return min(fechas, key=lambda una: una.fecha, default=None)
