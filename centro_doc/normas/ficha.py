"""La página de una norma: todo lo que consta de ella, lo que hace y recibe, y su línea de tiempo."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Precision
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.normas import palabras
from centro_doc.normas.consultas import en_prosa, guardados
from centro_doc.normas.dispuestas import Dispuesta
from centro_doc.normas.hechos import SIN_VIGENCIA, Guardado, estado_de
from centro_doc.normas.linea import LineaDeTiempo, Suceso
from centro_doc.normas.modelos import (
    AliasDeNorma,
    EstadoDeNorma,
    FechaDeNorma,
    Norma,
    RelacionDeNormas,
)
from centro_doc.normas.otras import Otra, OtrasNormas
from centro_doc.normas.partes import articulo_en_prosa
from centro_doc.normas.uniones import Texto, textos_de
from centro_doc.normas.vigencia import EstadoALaFecha
from centro_doc.normas.vigor import Calculada


@dataclass(frozen=True, slots=True)
class Relacionada:
    """Una relación, leída desde la norma de la página. `documento` es el que la prueba, si se ve.

    `cambia` es el artículo de la norma de destino, y `dispone`, el de la de origen que lo dice.
    """

    id: int
    rotulo: str
    otra: Otra
    cambia: str
    dispone: str
    parcial: bool
    fecha: str
    marca: str
    nota: str
    documento: Documento | None


@dataclass(frozen=True, slots=True)
class GrupoDeRelaciones:
    """Las relaciones con una misma norma y un mismo rótulo: «Reformada por», «Decreto 5-2022»."""

    rotulo: str
    otra: Otra
    filas: tuple[Relacionada, ...]


@dataclass(frozen=True, slots=True)
class EstadoDeclarado:
    """Un estado con lo que lo prueba; `documento`, sólo si el lector lo ve."""

    fila: EstadoDeNorma
    desde: str
    prueba: Otra | None
    documento: Documento | None


@dataclass(frozen=True, slots=True)
class FichaDeNorma:
    """Una norma con todo lo suyo que este lector puede ver, y su estado a `fecha`."""

    norma: Norma
    cita: str
    clase: str
    alias: tuple[AliasDeNorma, ...]
    fechas: tuple[FechaDeNorma, ...]
    calculadas: tuple[Calculada, ...]
    dispuesta: Dispuesta | None
    dispone: Documento | None
    """El documento cuyo texto dice la `dispuesta`."""
    tiene_vigencia: bool
    estado: EstadoALaFecha
    prueba: Otra | None
    documento_prueba: Documento | None
    estados: tuple[EstadoDeclarado, ...]
    textos: tuple[Texto, ...]
    hace: tuple[GrupoDeRelaciones, ...]
    recibe: tuple[GrupoDeRelaciones, ...]
    iniciativas: tuple[GrupoDeRelaciones, ...]
    linea: tuple[Suceso, ...]
    guardado: Guardado
    """Lo que decide su estado."""
    fecha: date

    @property
    def reformadoras(self) -> tuple[str, ...]:
        """Las claves de las normas que, según el catálogo, hacen algo con ella."""
        return tuple(grupo.otra.clave for grupo in self.recibe)

    @property
    def declaradas(self) -> tuple[FechaDeNorma, ...]:
        """Las entradas en vigor que la norma o su fuente dicen."""
        return tuple(fecha for fecha in self.fechas if fecha.clase == "vigencia")


def ficha(sesion: Session, clave: str, marcas: frozenset[str], *, fecha: date) -> FichaDeNorma:
    """La norma con esa clave; levanta `NoEncontrado` si el catálogo no la tiene."""
    una = sesion.scalar(select(Norma).where(Norma.clave == clave))
    if una is None:
        raise NoEncontrado("El catálogo no tiene una norma con esa clave.")
    guardado = guardados(sesion, [una], marcas)[una.id]
    hace = sesion.scalars(
        select(RelacionDeNormas)
        .where(RelacionDeNormas.origen == clave, RelacionDeNormas.quitada.is_(False))
        .order_by(RelacionDeNormas.id)
    ).all()
    return _Pagina(sesion, guardado, hace, marcas, fecha).ficha()


class _Pagina:
    """Lo que hace falta leer una vez para armar la ficha: las otras normas y los documentos que prueban."""

    def __init__(
        self,
        sesion: Session,
        guardado: Guardado,
        hace: Sequence[RelacionDeNormas],
        marcas: frozenset[str],
        fecha: date,
    ) -> None:
        self._sesion, self._guardado, self._marcas, self._fecha = sesion, guardado, marcas, fecha
        self._norma = guardado.norma
        self._hace = hace
        self._otras = OtrasNormas(sesion, self._nombradas(), marcas)
        probados = [uno.documento_id for uno in guardado.estados]
        probados += [una.documento_id for una in (*guardado.recibe, *hace)]
        self._dispone = guardado.dispuesta.documento if guardado.dispuesta is not None else 0
        probados.append(self._dispone)
        self._documentos = _documentos(sesion, [n for n in probados if n is not None], marcas)

    def ficha(self) -> FichaDeNorma:
        estado = estado_de(self._guardado, self._fecha)
        hecho = estado.hecho
        recibe = self._grupos(self._guardado.recibe, desde_origen=False)
        return FichaDeNorma(
            norma=self._norma,
            cita=en_prosa(self._norma.clave),
            clase=palabras.CLASES[self._norma.clase],
            alias=self._alias(),
            fechas=tuple(self._guardado.fechas),
            calculadas=self._guardado.calculadas,
            dispuesta=self._guardado.dispuesta,
            dispone=self._documentos.get(self._dispone),
            tiene_vigencia=self._norma.clase not in SIN_VIGENCIA,
            estado=estado,
            prueba=self._otras.otra(hecho.norma) if hecho is not None and hecho.norma else None,
            documento_prueba=self._documentos.get(hecho.documento or 0) if hecho is not None else None,
            estados=tuple(self._estado(fila) for fila in self._guardado.estados),
            textos=textos_de(self._sesion, self._norma, self._marcas),
            hace=self._grupos(self._hace, desde_origen=True),
            recibe=tuple(grupo for grupo in recibe if not _es_proyecto(grupo)),
            iniciativas=tuple(grupo for grupo in recibe if _es_proyecto(grupo)),
            linea=LineaDeTiempo(self._guardado, self._hace, self._otras).sucesos(self._fecha, estado),
            guardado=self._guardado,
            fecha=self._fecha,
        )

    def _nombradas(self) -> set[str]:
        guardado = self._guardado
        claves = {fila.origen for fila in guardado.recibe} | {fila.destino for fila in self._hace}
        return claves | {fila.norma_prueba for fila in guardado.estados} | {"CPRG", self._norma.clave}

    def _alias(self) -> tuple[AliasDeNorma, ...]:
        filas = self._sesion.scalars(
            select(AliasDeNorma)
            .where(AliasDeNorma.norma_id == self._norma.id, AliasDeNorma.quitada.is_(False))
            .order_by(AliasDeNorma.alias, AliasDeNorma.id)
        )
        return tuple(filas)

    def _estado(self, fila: EstadoDeNorma) -> EstadoDeclarado:
        desde = fecha_con_precision(fila.desde, fila.precision)
        return EstadoDeclarado(
            fila,
            "" if fila.precision == Precision.DESCONOCIDA else desde,
            self._otras.otra(fila.norma_prueba) if fila.norma_prueba else None,
            self._documentos.get(fila.documento_id or 0),
        )

    def _grupos(
        self, filas: Iterable[RelacionDeNormas], *, desde_origen: bool
    ) -> tuple[GrupoDeRelaciones, ...]:
        leidas = [self._relacionada(fila, desde_origen=desde_origen) for fila in filas]
        juntas: dict[tuple[str, Otra], list[Relacionada]] = {}
        for una in sorted(leidas, key=lambda una: una.rotulo):
            juntas.setdefault((una.rotulo, una.otra), []).append(una)
        return tuple(GrupoDeRelaciones(*cual, tuple(suyas)) for cual, suyas in juntas.items())

    def _relacionada(self, fila: RelacionDeNormas, *, desde_origen: bool) -> Relacionada:
        return Relacionada(
            id=fila.id,
            rotulo=self._otras.rotulo(fila, desde_origen=desde_origen),
            otra=self._otras.otra(fila.destino if desde_origen else fila.origen),
            cambia=articulo_en_prosa(fila.articulo_destino) if fila.articulo_destino else "",
            dispone=articulo_en_prosa(fila.articulo_origen) if fila.articulo_origen else "",
            parcial=fila.parcial,
            fecha=fecha_con_precision(fila.fecha, fila.precision) if fila.fecha is not None else "",
            marca=fila.marca,
            nota=fila.nota,
            documento=self._documentos.get(fila.documento_id or 0),
        )


def _es_proyecto(grupo: GrupoDeRelaciones) -> bool:
    """¿Es una iniciativa que la cambiaría? La que ya dio origen a una ley es historia, no un proyecto."""
    return grupo.rotulo in {dichos[1] for dichos in palabras.PROPUESTAS.values()}


def _documentos(sesion: Session, ids: Collection[int], marcas: frozenset[str]) -> Mapping[int, Documento]:
    if not ids:
        return {}
    filas = sesion.scalars(select(Documento).where(Documento.id.in_(ids), visible_para(marcas)))
    return {documento.id: documento for documento in filas}
