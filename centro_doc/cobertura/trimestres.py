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
"""Trimestres que se muestran cuando no son los del plan: cuatro años."""
_CIFRAS, _PRIMER_ANIO, _EN_UN_ANIO = 5, 1000, 4


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

    @classmethod
    def leido(cls, escrito: str) -> "Trimestre | None":
        """El que dice una cadena como «20113»; `None` si no es un trimestre."""
        if not (escrito.isascii() and escrito.isdigit() and len(escrito) == _CIFRAS):
            return None
        anio, numero = divmod(int(escrito), 10)
        return cls(anio, numero) if anio >= _PRIMER_ANIO and 1 <= numero <= _EN_UN_ANIO else None


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
    return tuple(trimestre for trimestre in _del_periodo(periodo) if trimestre >= primero)


def calendario(periodo: PeriodoPlan, eje: Eje, hoy: date, elegido: Trimestre | None = None) -> Calendario:
    """El de un plan; siempre trae el trimestre elegido.

    Por ingreso, si el plan ya terminó, los últimos hasta hoy: ahí es donde entra algo. Lo elegido manda: si
    es de los años del plan, van los suyos; si es de otros, los cuatro años que acaban en él.
    """
    ahora, suyos = Trimestre.de(hoy), del_plan(periodo)
    if eje is Eje.INGRESO and ahora > suyos[-1]:
        suyos = _hasta(ahora)
    if elegido is not None and elegido not in suyos:
        del_periodo = _del_periodo(periodo)
        desde = min(elegido, del_plan(periodo)[0])
        suyos = (
            tuple(uno for uno in del_periodo if uno >= desde) if elegido in del_periodo else _hasta(elegido)
        )
    return Calendario(eje, suyos, ahora)


def elegibles(
    periodo: PeriodoPlan, claves: Iterable[int | None], dias: Calendario
) -> tuple[tuple[Trimestre, ...], tuple[Trimestre, ...]]:
    """Los que se pueden pedir: los de los años del plan; y los otros que se muestran o tienen documentos.

    `claves` es el trimestre de cada documento, como lo guarda el catálogo.
    """
    suyos = _del_periodo(periodo)
    con_algo = {Trimestre.de_clave(clave) for clave in claves if clave}
    return suyos, tuple(sorted((con_algo | set(dias.trimestres)) - set(suyos)))


def _del_periodo(periodo: PeriodoPlan) -> tuple[Trimestre, ...]:
    return tuple(Trimestre(a, n) for a in range(periodo.desde, periodo.hasta + 1) for n in range(1, 5))


def _hasta(ultimo: Trimestre) -> tuple[Trimestre, ...]:
    """Los cuatro años que acaban en uno."""
    antes = ultimo.anio * 4 + ultimo.numero - _A_LA_VISTA
    return tuple(Trimestre(n // 4, n % 4 + 1) for n in range(antes, antes + _A_LA_VISTA))
