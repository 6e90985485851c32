"""Los trimestres de la cobertura: por cuándo ocurrió cada documento o por cuándo entró."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from centro_doc.plan.modelos import PeriodoPlan

TOPE = 9
"""Documentos que mide la barra más alta; la muesca dice que hay más."""
_A_LA_VISTA = 16
"""Trimestres de ingreso que se muestran cuando el plan ya terminó: los últimos cuatro años."""


class Eje(StrEnum):
    """Qué fecha reparte los documentos; ninguna se mezcla con la otra."""

    HECHO = "hecho"
    INGRESO = "ingreso"


@dataclass(frozen=True, slots=True, order=True)
class Trimestre:
    """Un trimestre del año: «T3 2011»."""

    anio: int
    numero: int

    def __str__(self) -> str:
        return f"T{self.numero} {self.anio}"

    @property
    def clave(self) -> int:
        """El número con que se guarda: 20113."""
        return self.anio * 10 + self.numero

    @property
    def desde(self) -> date:
        """Su primer día."""
        return date(self.anio, 3 * self.numero - 2, 1)

    @property
    def hasta(self) -> date:
        """Su último día."""
        return self.siguiente.desde - timedelta(days=1)

    @property
    def siguiente(self) -> "Trimestre":
        """El que le sigue."""
        return Trimestre(self.anio + self.numero // 4, self.numero % 4 + 1)

    @classmethod
    def de(cls, dia: date) -> "Trimestre":
        """El trimestre en que cae un día."""
        return cls(dia.year, (dia.month + 2) // 3)

    @classmethod
    def de_clave(cls, clave: int) -> "Trimestre":
        """El de un número como 20113."""
        return cls(*divmod(clave, 10))


@dataclass(frozen=True, slots=True)
class Barra:
    """Los documentos de un trimestre; `momento` es pasado, actual o futuro."""

    trimestre: Trimestre
    documentos: int
    momento: str

    @property
    def alto(self) -> int:
        """Lo que mide, hasta `TOPE`."""
        return min(self.documentos, TOPE)

    @property
    def excede(self) -> bool:
        """¿Hay más de los que la barra mide?"""
        return self.documentos > TOPE


@dataclass(frozen=True, slots=True)
class Reparto:
    """Unos documentos por trimestre. `fuera`: los de otros trimestres o sin más fecha que el año."""

    documentos: int
    barras: tuple[Barra, ...]
    ultimo: Trimestre | None
    fuera: int

    @property
    def lectura(self) -> str:
        """La gráfica en palabras: «T2 2009: 3. T4 2010: 1.»"""
        partes = [f"{barra.trimestre}: {barra.documentos}." for barra in self.barras if barra.documentos]
        if self.fuera:
            partes.append(f"En otra fecha o sin trimestre: {self.fuera}.")
        return " ".join(partes)

    def en(self, trimestre: Trimestre) -> int:
        """Cuántos hay en uno."""
        return sum(barra.documentos for barra in self.barras if barra.trimestre == trimestre)


@dataclass(frozen=True, slots=True)
class Calendario:
    """Los trimestres que se muestran y cuál es el de hoy."""

    eje: Eje
    trimestres: tuple[Trimestre, ...]
    ahora: Trimestre

    @property
    def anios(self) -> tuple[tuple[int, int], ...]:
        """Cada año y cuántos trimestres suyos se muestran."""
        return tuple(Counter(trimestre.anio for trimestre in self.trimestres).items())

    @property
    def en_curso(self) -> bool:
        """¿Se muestra el trimestre de hoy?"""
        return self.ahora in self.trimestres

    def repartir(self, claves: Iterable[int | None]) -> Reparto:
        """Reparte los documentos por el trimestre de cada uno, como lo guarda el catálogo."""
        cuentas = Counter(claves)
        barras = tuple(Barra(t, cuentas[t.clave], self._momento(t)) for t in self.trimestres)
        total = cuentas.total()
        ultima = max((clave for clave in cuentas if clave is not None), default=None)
        return Reparto(
            total,
            barras,
            Trimestre.de_clave(ultima) if ultima is not None else None,
            total - sum(barra.documentos for barra in barras),
        )

    def _momento(self, trimestre: Trimestre) -> str:
        if trimestre == self.ahora:
            return "actual"
        return "futuro" if trimestre > self.ahora else "pasado"


def del_plan(periodo: PeriodoPlan) -> tuple[Trimestre, ...]:
    """Los de un plan, desde aquel en que se escribió."""
    primero = max(
        Trimestre(periodo.desde, 1), min(Trimestre.de(periodo.fecha_version), Trimestre(periodo.hasta, 1))
    )
    todos = (Trimestre(a, n) for a in range(periodo.desde, periodo.hasta + 1) for n in range(1, 5))
    return tuple(trimestre for trimestre in todos if trimestre >= primero)


def calendario(periodo: PeriodoPlan, eje: Eje, hoy: date) -> Calendario:
    """El de un plan. Por ingreso, si el plan ya terminó, los últimos hasta hoy: ahí es donde entra algo."""
    ahora, suyos = Trimestre.de(hoy), del_plan(periodo)
    if eje is Eje.INGRESO and ahora > suyos[-1]:
        antes = ahora.anio * 4 + ahora.numero - _A_LA_VISTA
        suyos = tuple(Trimestre(n // 4, n % 4 + 1) for n in range(antes, antes + _A_LA_VISTA))
    return Calendario(eje, suyos, ahora)
