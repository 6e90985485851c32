"""La página de la cobertura: por actividad, sus documentos por trimestre y qué se esperaba; y las metas."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.tipos import Catalogo, tipo, tipos
from centro_doc.cobertura.avance import AvanceDeMeta, AvanceEsperado, Avances, avances
from centro_doc.cobertura.consultas import (
    AccionCubierta,
    ActividadCubierta,
    Cobertura,
    ObjetivoCubierto,
    armar,
)
from centro_doc.cobertura.formularios import CON, INCOMPLETA, SIN, SIN_TRIMESTRE, SUGERIDA, Filtros
from centro_doc.cobertura.probanza import Probanza, cuentan, probanza
from centro_doc.cobertura.trimestres import Calendario, Eje, Reparto, Trimestre, calendario, elegibles
from centro_doc.comun.escrito import plegar
from centro_doc.plan.consultas import nodos
from centro_doc.plan.consultas import periodo as periodo_del_plan
from centro_doc.plan.modelos import PeriodoPlan
from centro_doc.vinculos.modelos import Vinculo

A_LA_VISTA = 10
"""Documentos que se nombran de cada actividad cuando se mira un trimestre."""
SIN_CLASE = "Sin clase"


@dataclass(frozen=True, slots=True)
class Nombrado:
    """Un documento, como se nombra en la tabla."""

    identificador: str
    titulo: str


@dataclass(frozen=True, slots=True)
class FilaActividad:
    """Una actividad en la tabla, con lo que se espera de ella y de sus partes.

    `nombrados` son los primeros de sus documentos, si se mira un trimestre; `sugeridos`, los vínculos que
    esperan decisión.
    """

    actividad: ActividadCubierta
    reparto: Reparto
    esperadas: tuple[AvanceEsperado, ...]
    nombrados: tuple[Nombrado, ...]
    sugeridos: int

    @property
    def faltan(self) -> int:
        """Cuántos de los documentos que se esperan faltan."""
        return sum(una.faltan for una in self.esperadas)


@dataclass(frozen=True, slots=True)
class FilaTipo:
    """Los documentos de una clase o de un tipo, cada uno una vez."""

    clave: str
    nombre: str
    reparto: Reparto


@dataclass(frozen=True, slots=True)
class BloqueAccion:
    """Una acción, las filas que pasan los filtros y las metas que están en su fila del plan."""

    accion: AccionCubierta
    filas: tuple[FilaActividad, ...]
    metas: tuple[AvanceDeMeta, ...]


@dataclass(frozen=True, slots=True)
class BloqueObjetivo:
    """Un objetivo, las acciones que pasan los filtros y el avance de sus metas."""

    objetivo: ObjetivoCubierto
    acciones: tuple[BloqueAccion, ...]
    metas: tuple[AvanceDeMeta, ...]

    @property
    def metas_sin_accion(self) -> tuple[AvanceDeMeta, ...]:
        """Las que no están en la fila de ninguna de sus acciones."""
        puestas = {meta.codigo for parte in self.acciones for meta in parte.metas}
        return tuple(meta for meta in self.metas if meta.codigo not in puestas)


@dataclass(frozen=True, slots=True)
class TablaDeCobertura:
    """La página de cobertura: la cinta (`cobertura`), y los bloques que pasan los filtros.

    `ids` son los documentos de las actividades que se muestran, y `todos`, su reparto. `elegibles` son los
    trimestres que se pueden pedir: los de los años del plan, y los demás.
    """

    periodo: PeriodoPlan
    cobertura: Cobertura
    calendario: Calendario
    trimestre: Trimestre | None
    bloques: tuple[BloqueObjetivo, ...]
    ids: frozenset[int]
    por_tipo: tuple[FilaTipo, ...]
    todos: Reparto
    avances: Avances
    sin_documentos_ahora: int
    incompletas: int
    sugeridas: int
    etiquetas: Mapping[str, str]
    elegibles: tuple[tuple[Trimestre, ...], tuple[Trimestre, ...]]

    @property
    def sin_evidencia(self) -> int:
        """Actividades sin ningún documento."""
        return self.cobertura.total - self.cobertura.con_evidencia

    @property
    def filas(self) -> Iterator[tuple[str, str, FilaActividad]]:
        """Los códigos del objetivo y de la acción de cada actividad que se muestra, y su fila."""
        for bloque in self.bloques:
            for parte in bloque.acciones:
                for fila in parte.filas:
                    yield bloque.objetivo.codigo, parte.accion.codigo, fila

    @property
    def distintos(self) -> int:
        """Cuántos son, cada uno una vez aunque pruebe varias actividades."""
        return len(self.ids)

    @property
    def sumados(self) -> int:
        """Los mismos, una vez por cada actividad que prueban."""
        return sum(fila.actividad.documentos for _, _, fila in self.filas)


def tabla_de_cobertura(
    sesion: Session,
    marcas: Set[str],
    filtros: Filtros,
    *,
    hoy: date,
    sugeridas: Mapping[str, int] | None = None,
) -> TablaDeCobertura:
    """La cobertura de un plan para quien lee con `marcas`; levanta `NoEncontrado` si no hay tal plan.

    El tipo y el trimestre dejan sólo los documentos que se piden; lo esperado y las metas no los miran.
    `sugeridas` son los vínculos que esperan decisión, por el código de su destino, para quien los decide.
    """
    periodo, eje, catalogo = periodo_del_plan(sesion, filtros.periodo), Eje(filtros.fecha), tipos()
    suyos = nodos(sesion, periodo.id)
    entera, trimestre = probanza(sesion, suyos, marcas), filtros.trimestre
    dias = calendario(periodo, eje, hoy, trimestre)
    de_tipo = catalogo.claves_de(filtros.tipo) if filtros.tipo in catalogo.etiquetas else None
    dada = entera.filtrada(tipos=de_tipo, trimestre=trimestre, eje=eje)
    cubierta, avance = armar(periodo, suyos, dada), avances(sesion, periodo, suyos, entera, marcas)
    nombres = _nombres(sesion, trimestre, eje, marcas) if trimestre is not None else {}
    filas = {
        una.codigo: _fila(una, dada, dias, avance, (nombres, sugeridas or {}))
        for objetivo in cubierta.objetivos
        for una in objetivo.actividades
    }
    bloques = tuple(_bloques(cubierta, filtros, filas, avance, _criterio(filtros, dias.ahora, filas)))
    mostrados = _mostrados(bloques)
    return TablaDeCobertura(
        periodo=periodo,
        cobertura=cubierta,
        calendario=dias,
        trimestre=trimestre,
        bloques=bloques,
        ids=mostrados,
        por_tipo=por_clase(mostrados, dada, dias, catalogo),
        todos=dias.repartir(dada.trimestres(mostrados, eje)),
        avances=avance,
        sin_documentos_ahora=sum(1 for fila in filas.values() if not fila.reparto.en(dias.ahora)),
        incompletas=sum(1 for fila in filas.values() if fila.faltan),
        sugeridas=sum(1 for fila in filas.values() if fila.sugeridos),
        etiquetas=catalogo.etiquetas,
        elegibles=elegibles(periodo, entera.trimestres(entera.todos, eje), dias),
    )


def por_clase(
    documentos: Iterable[int], dada: Probanza, dias: Calendario, catalogo: Catalogo
) -> tuple[FilaTipo, ...]:
    """Los documentos por su clase en la colección, en el orden de ésta; las clases sin ninguno no van."""
    juntos: dict[str, list[int]] = {}
    for uno in documentos:
        suyo = tipo(dada.datos[uno][0])
        juntos.setdefault(suyo.etiqueta if suyo is not None else "", []).append(uno)
    nombres = {**catalogo.etiquetas, "": SIN_CLASE}
    return tuple(
        FilaTipo(clave, nombre, dias.repartir(dada.trimestres(juntos[clave], dias.eje)))
        for clave, nombre in nombres.items()
        if clave in juntos
    )


def _mostrados(bloques: Iterable[BloqueObjetivo]) -> frozenset[int]:
    return frozenset[int]().union(
        *(fila.actividad.ids for bloque in bloques for parte in bloque.acciones for fila in parte.filas)
    )


def _nombres(sesion: Session, trimestre: Trimestre, eje: Eje, marcas: Set[str]) -> Mapping[int, Nombrado]:
    """Cómo se nombra cada documento de un trimestre, por orden de título."""
    columna = Documento.trimestre_hecho if eje is Eje.HECHO else Documento.trimestre_ingreso
    suyos = (
        select(Vinculo.documento_id)
        .join(Documento, Documento.id == Vinculo.documento_id)
        .where(*cuentan(marcas), columna == trimestre.clave)
    )
    consulta = (
        select(Documento.id, Documento.identificador, Documento.titulo_corto, Documento.titulo)
        .where(Documento.id.in_(suyos))
        .order_by(Documento.titulo, Documento.id)
    )
    return {
        numero: Nombrado(registro, corto or titulo)
        for numero, registro, corto, titulo in sesion.execute(consulta)
    }


def _fila(
    actividad: ActividadCubierta,
    dada: Probanza,
    dias: Calendario,
    avance: Avances,
    mas: tuple[Mapping[int, Nombrado], Mapping[str, int]],
) -> FilaActividad:
    nombres, sugeridas = mas
    codigos = (actividad.codigo, *(codigo for codigo, _ in actividad.partes))
    return FilaActividad(
        actividad,
        dias.repartir(dada.trimestres(actividad.ids, dias.eje)),
        tuple(una for codigo in codigos for una in avance.esperadas.get(codigo, ())),
        tuple(nombre for numero, nombre in nombres.items() if numero in actividad.ids)[:A_LA_VISTA],
        sum(sugeridas.get(codigo, 0) for codigo in codigos),
    )


def _criterio(
    filtros: Filtros, ahora: Trimestre, filas: Mapping[str, FilaActividad]
) -> Callable[[ActividadCubierta, AccionCubierta], bool]:
    buscadas = plegar(filtros.palabras).split()

    def queda(fila: FilaActividad) -> bool:
        return {
            SIN: not fila.actividad.ids,
            CON: bool(fila.actividad.ids),
            SIN_TRIMESTRE: not fila.reparto.en(ahora),
            INCOMPLETA: fila.faltan > 0,
            SUGERIDA: fila.sugeridos > 0,
        }.get(filtros.evidencia, True)

    def pasa(actividad: ActividadCubierta, accion: AccionCubierta) -> bool:
        textos = (actividad.codigo, actividad.texto, accion.texto, *(texto for _, texto in actividad.partes))
        plegado = plegar(" ".join(textos))
        return queda(filas[actividad.codigo]) and all(palabra in plegado for palabra in buscadas)

    return pasa


def _bloques(
    dada: Cobertura,
    filtros: Filtros,
    filas: Mapping[str, FilaActividad],
    avance: Avances,
    pasa: Callable[[ActividadCubierta, AccionCubierta], bool],
) -> Iterable[BloqueObjetivo]:
    for objetivo in dada.objetivos:
        if filtros.objetivo and objetivo.codigo != filtros.objetivo:
            continue
        metas = tuple(avance.metas[m.codigo] for m in objetivo.metas if m.codigo in avance.metas)
        acciones = tuple(
            BloqueAccion(
                accion,
                tuple(filas[a.codigo] for a in accion.actividades if pasa(a, accion)),
                tuple(meta for meta in metas if accion.codigo in meta.regla.nodos),
            )
            for accion in objetivo.acciones
        )
        vacias = not filtros.evidencia and not filtros.palabras
        quedan = tuple(b for b in acciones if b.filas or (vacias and not b.accion.actividades))
        if quedan:
            yield BloqueObjetivo(objetivo, quedan, metas)
