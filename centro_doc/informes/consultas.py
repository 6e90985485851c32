"""La tabla de la cobertura: por actividad, sus documentos y en qué trimestre ocurrieron."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.hechos import fecha_del_hecho
from centro_doc.catalogo.modelos import Documento, FechaDocumento
from centro_doc.catalogo.tipos import tipos
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.escrito import plegar
from centro_doc.plan.consultas import periodo as periodo_del_plan
from centro_doc.plan.formularios import CON, SIN, SIN_TRIMESTRE, Filtros
from centro_doc.plan.modelos import PeriodoPlan
from centro_doc.vinculos.cobertura import (
    AccionCubierta,
    ActividadCubierta,
    Cobertura,
    ObjetivoCubierto,
    cobertura,
    publicados_visibles,
)
from centro_doc.vinculos.consultas import CUENTAN
from centro_doc.vinculos.modelos import EstadoVinculo, Vinculo

TOPE = 9
"""Documentos que mide la barra más alta; la muesca dice que hay más."""
_COLUMNAS = ("objetivo", "acción", "actividad", "texto", "documentos", "último trimestre")


@dataclass(frozen=True, slots=True, order=True)
class Trimestre:
    """Un trimestre del año: «T3 2011»."""

    anio: int
    numero: int

    def __str__(self) -> str:
        return f"T{self.numero} {self.anio}"

    @classmethod
    def de(cls, dia: date) -> "Trimestre":
        """El trimestre en que cae un día."""
        return cls(dia.year, (dia.month + 2) // 3)


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
class FilaActividad:
    """Una actividad en la tabla. `sin_trimestre`: documentos fuera del plan o sin más fecha que el año."""

    actividad: ActividadCubierta
    barras: tuple[Barra, ...]
    ultimo: Trimestre | None
    sin_trimestre: int

    @property
    def lectura(self) -> str:
        """La gráfica en palabras: «T2 2009: 3. T4 2010: 1.»"""
        partes = [f"{barra.trimestre}: {barra.documentos}." for barra in self.barras if barra.documentos]
        if self.sin_trimestre:
            partes.append(f"Fuera del plan o sin trimestre: {self.sin_trimestre}.")
        return " ".join(partes)


@dataclass(frozen=True, slots=True)
class BloqueAccion:
    """Una acción y las filas que pasan los filtros."""

    accion: AccionCubierta
    filas: tuple[FilaActividad, ...]


@dataclass(frozen=True, slots=True)
class BloqueObjetivo:
    """Un objetivo y las acciones que pasan los filtros."""

    objetivo: ObjetivoCubierto
    acciones: tuple[BloqueAccion, ...]


@dataclass(frozen=True, slots=True)
class TablaDeCobertura:
    """La página de cobertura: la cinta (`cobertura`, sin filtrar), y los bloques que pasan los filtros."""

    periodo: PeriodoPlan
    cobertura: Cobertura
    trimestres: tuple[Trimestre, ...]
    bloques: tuple[BloqueObjetivo, ...]
    en_curso: bool
    sin_documentos_ahora: int
    etiquetas: Mapping[str, str]

    @property
    def anios(self) -> tuple[tuple[int, int], ...]:
        """Cada año del plan y cuántos trimestres suyos se muestran."""
        return tuple(Counter(trimestre.anio for trimestre in self.trimestres).items())

    @property
    def sin_evidencia(self) -> int:
        """Actividades sin ningún documento."""
        return self.cobertura.total - self.cobertura.con_evidencia

    @property
    def distintos(self) -> int:
        """Documentos de lo que se muestra, cada uno una vez aunque pruebe varias actividades."""
        return len(frozenset[int]().union(*(fila.actividad.ids for _, _, fila in self._filas())))

    @property
    def sumados(self) -> int:
        """Los mismos, una vez por cada actividad que prueban."""
        return sum(fila.actividad.documentos for _, _, fila in self._filas())

    def renglones(self) -> Iterator[Sequence[str]]:
        """Lo que se muestra, en renglones: el encabezado, una actividad en cada uno y las dos cuentas."""
        yield (*_COLUMNAS, *map(str, self.trimestres), "fuera del plan o sin trimestre")
        for objetivo, accion, fila in self._filas():
            una = fila.actividad
            suyas = (objetivo, accion, una.codigo, una.texto, str(una.documentos), str(fila.ultimo or ""))
            yield (*suyas, *(str(barra.documentos) for barra in fila.barras), str(fila.sin_trimestre))
        yield ("", "", "total", "documentos distintos", str(self.distintos))
        yield ("", "", "total", "sumados por actividad", str(self.sumados))

    def _filas(self) -> Iterator[tuple[str, str, FilaActividad]]:
        for bloque in self.bloques:
            for parte in bloque.acciones:
                for fila in parte.filas:
                    yield bloque.objetivo.codigo, parte.accion.codigo, fila


def tabla_de_cobertura(sesion: Session, marcas: Set[str], filtros: Filtros, *, hoy: date) -> TablaDeCobertura:
    """La cobertura de un plan para quien lee con `marcas`; levanta `NoEncontrado` si no hay tal plan."""
    periodo = periodo_del_plan(sesion, filtros.periodo)
    etiquetas = tipos().etiquetas
    de_tipo = tipos().claves_de(filtros.tipo) if filtros.tipo in etiquetas else None
    dada = cobertura(sesion, marcas, clave=periodo.clave, tipos=de_tipo)
    if dada is None:
        raise NoEncontrado("No hay un plan cargado.")
    rango, ahora = _trimestres(periodo), Trimestre.de(hoy)
    cuando = _trimestre_por_documento(sesion, marcas)
    filas = {
        actividad.codigo: _fila(actividad, rango, cuando, ahora)
        for objetivo in dada.objetivos
        for actividad in objetivo.actividades
    }
    pasa = _criterio(filtros, ahora, filas)
    return TablaDeCobertura(
        periodo=periodo,
        cobertura=dada,
        trimestres=rango,
        bloques=tuple(_bloques(dada, filtros, filas, pasa)),
        en_curso=ahora in rango,
        sin_documentos_ahora=sum(1 for fila in filas.values() if not _en(fila, ahora)),
        etiquetas=etiquetas,
    )


def _trimestres(periodo: PeriodoPlan) -> tuple[Trimestre, ...]:
    """Los del plan, desde aquel en que se escribió."""
    primero = max(
        Trimestre(periodo.desde, 1), min(Trimestre.de(periodo.fecha_version), Trimestre(periodo.hasta, 1))
    )
    todos = (Trimestre(a, n) for a in range(periodo.desde, periodo.hasta + 1) for n in range(1, 5))
    return tuple(trimestre for trimestre in todos if trimestre >= primero)


def _trimestre_por_documento(sesion: Session, marcas: Set[str]) -> Mapping[int, Trimestre]:
    """En qué trimestre ocurrió cada documento que cuenta; los que no se sabe no aparecen."""
    cuentan = select(Vinculo.documento_id).where(
        Vinculo.estado == EstadoVinculo.CONFIRMADO,
        Vinculo.relacion.in_(CUENTAN),
        Vinculo.documento_id.in_(publicados_visibles(marcas)),
    )
    consulta = (
        select(FechaDocumento, Documento.tipo)
        .join(Documento, Documento.id == FechaDocumento.documento_id)
        .where(FechaDocumento.documento_id.in_(cuentan))
    )
    fechas: defaultdict[int, list[FechaDocumento]] = defaultdict(list)
    clases: dict[int, str | None] = {}
    for fecha, clase in sesion.execute(consulta):
        fechas[fecha.documento_id].append(fecha)
        clases[fecha.documento_id] = clase
    hechos = {numero: fecha_del_hecho(clases[numero], suyas) for numero, suyas in fechas.items()}
    return {
        numero: Trimestre(*hecho.trimestre)
        for numero, hecho in hechos.items()
        if hecho is not None and hecho.trimestre is not None
    }


def _fila(
    actividad: ActividadCubierta,
    rango: tuple[Trimestre, ...],
    cuando: Mapping[int, Trimestre],
    ahora: Trimestre,
) -> FilaActividad:
    conocidos = [cuando[numero] for numero in actividad.ids if numero in cuando]
    cuentas = Counter(conocidos)
    barras = tuple(Barra(t, cuentas[t], _momento(t, ahora)) for t in rango)
    sin_trimestre = actividad.documentos - sum(barra.documentos for barra in barras)
    return FilaActividad(actividad, barras, max(conocidos, default=None), sin_trimestre)


def _momento(trimestre: Trimestre, ahora: Trimestre) -> str:
    if trimestre == ahora:
        return "actual"
    return "futuro" if trimestre > ahora else "pasado"


def _en(fila: FilaActividad, trimestre: Trimestre) -> bool:
    return any(barra.documentos for barra in fila.barras if barra.trimestre == trimestre)


def _criterio(
    filtros: Filtros, ahora: Trimestre, filas: Mapping[str, FilaActividad]
) -> Callable[[ActividadCubierta, AccionCubierta], bool]:
    buscadas = plegar(filtros.palabras).split()

    def pasa(actividad: ActividadCubierta, accion: AccionCubierta) -> bool:
        if filtros.evidencia == SIN and actividad.ids:
            return False
        if filtros.evidencia == CON and not actividad.ids:
            return False
        if filtros.evidencia == SIN_TRIMESTRE and _en(filas[actividad.codigo], ahora):
            return False
        textos = (actividad.codigo, actividad.texto, accion.texto, *(texto for _, texto in actividad.partes))
        plegado = plegar(" ".join(textos))
        return all(palabra in plegado for palabra in buscadas)

    return pasa


def _bloques(
    dada: Cobertura,
    filtros: Filtros,
    filas: Mapping[str, FilaActividad],
    pasa: Callable[[ActividadCubierta, AccionCubierta], bool],
) -> Iterable[BloqueObjetivo]:
    for objetivo in dada.objetivos:
        if filtros.objetivo and objetivo.codigo != filtros.objetivo:
            continue
        acciones = tuple(
            BloqueAccion(accion, tuple(filas[a.codigo] for a in accion.actividades if pasa(a, accion)))
            for accion in objetivo.acciones
        )
        vacias = not filtros.evidencia and not filtros.palabras
        quedan = tuple(b for b in acciones if b.filas or (vacias and not b.accion.actividades))
        if quedan:
            yield BloqueObjetivo(objetivo, quedan)
