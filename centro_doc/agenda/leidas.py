"""Leer iniciativas de la base con su trámite a una fecha, como las ve un lector.

Lo que el lector no ve no existe: ni la etapa que prueba un documento cerrado, ni la otra iniciativa a la que
se acumula.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from centro_doc.agenda.etapas import ACUMULADA, PUBLICADA, tabla
from centro_doc.agenda.leida import Decreto, Leida, Momento, Nombrada, Relacionada, momento_de
from centro_doc.agenda.modelos import TEMAS_DE_INICIATIVA, EtapaDeIniciativa, Iniciativa, Tema
from centro_doc.agenda.numeros import clave
from centro_doc.agenda.tramite import Constancia, Tramite, armar
from centro_doc.agenda.visibles import a_la_vista
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Precision
from centro_doc.catalogo.titulos_dichos import NADA, callados
from centro_doc.cuentas.permisos import PERSONAL
from centro_doc.normas import palabras
from centro_doc.normas.consultas import guardados
from centro_doc.normas.dispuestas import Dispuesta
from centro_doc.normas.hechos import Guardado, estado_de
from centro_doc.normas.modelos import ClaseDeRelacion, Norma, RelacionDeNormas
from centro_doc.normas.otras import Otra, nombrar
from centro_doc.normas.vigencia import fin_del_periodo
from centro_doc.normas.vigor import Calculada, Vigor, peso_de, tras_publicarse
from indexador.juridico.claves import leer_clave


def leer(
    sesion: Session,
    filas: Sequence[Iniciativa],
    marcas: frozenset[str],
    fecha: date,
    *,
    hoy: date | None = None,
) -> Iterator[Leida]:
    """Las iniciativas con su trámite. Once consultas a lo sumo, sean cuantas sean.

    Con `hoy`, de una fecha anterior a él no se dice nada que sea de después.
    """
    if filas:
        lectura = _Lectura(sesion, filas, marcas, pasada=hoy is not None and fecha < hoy)
        yield from (lectura.leida(fila, fecha) for fila in filas)


class _Lectura:
    """Lo que hace falta leer una vez para armar el trámite de varias iniciativas."""

    def __init__(
        self, sesion: Session, filas: Sequence[Iniciativa], marcas: frozenset[str], *, pasada: bool
    ) -> None:
        self._pasada = pasada
        ids = [fila.id for fila in filas]
        self._temas = _temas_de(sesion, ids)
        self._etapas = _etapas_de(sesion, ids, marcas)
        self._otras = _otras(sesion, self._etapas, marcas)
        notas = [*(fila.nota for fila in filas), *(etapa.nota for etapa, _ in self._etapas)]
        self._callan = NADA if PERSONAL in marcas else callados(sesion, notas, marcas)
        claves = {clave(fila.numero) for fila in (*filas, *self._otras.values())}
        self._relaciones = _relaciones_de(sesion, claves)
        nombradas = claves | {c for una in self._relaciones for c in (una.origen, una.destino)}
        normas = sesion.scalars(select(Norma).where(Norma.clave.in_(nombradas))).all()
        self._normas = {norma.clave: norma for norma in normas}
        decretos = {una.destino for una in self._relaciones if una.clase == ClaseDeRelacion.ORIGINA}
        suyas = {clave(fila.numero) for fila in filas} | decretos
        self._guardados = guardados(sesion, [norma for norma in normas if norma.clave in suyas], marcas)

    def leida(self, fila: Iniciativa, fecha: date) -> Leida:
        norma = self._normas.get(clave(fila.numero))
        etapas = [etapa for etapa, _ in self._etapas if etapa.iniciativa_id == fila.id]
        principal = next((e.principal_id for e in etapas if e.estado == ACUMULADA and e.fecha <= fecha), None)
        acumuladas = [
            e.iniciativa_id for e, _ in self._etapas if e.principal_id == fila.id and e.fecha <= fecha
        ]
        suyos = [
            r
            for r in self._relaciones
            if r.origen == clave(fila.numero) and r.clase == ClaseDeRelacion.ORIGINA
        ]
        constancias = tuple(self._constancias(fila, [r.destino for r in suyos]))
        tramite = armar(constancias, tabla(), fecha=fecha)
        return Leida(
            iniciativa=fila,
            norma=norma,
            temas=self._temas.get(fila.id, ()),
            tramite=tramite,
            principal=self._nombrada(principal),
            acumuladas=tuple(n for otra in acumuladas if (n := self._nombrada(otra)) is not None),
            decretos=tuple(
                self._decreto(relacion, tramite, fecha)
                for relacion in suyos
                if self._ya_estaba(relacion.destino, fecha)
            ),
            relaciones=tuple(self._relacionadas(clave(fila.numero), fecha)),
            fuentes=self._fuentes([clave(fila.numero), *(r.destino for r in suyos)]),
            momento=momento_de(constancias, fecha) if self._pasada else Momento.YA,
            pasada=self._pasada,
            nota=self._callan.en_vez(fila.nota),
        )

    def _ya_estaba(self, cual: str, fecha: date) -> bool:
        """¿Existía ya esa norma? De la que no consta ninguna fecha, si su año ya había terminado."""
        if not self._pasada:
            return True
        guardado = self._guardado(cual)
        fechas = [
            fin_del_periodo(una.valor, una.precision)
            for una in (guardado.fechas if guardado is not None else ())
            if una.precision != Precision.DESCONOCIDA
        ]
        if fechas:
            return min(fechas) <= fecha
        leida = leer_clave(cual)
        return leida is None or leida.anio is None or leida.anio < fecha.year

    def _constancias(self, fila: Iniciativa, decretos: Sequence[str]) -> Iterator[Constancia]:
        for etapa, documento in self._etapas:
            if etapa.iniciativa_id != fila.id:
                continue
            otra = self._otras.get(etapa.principal_id or 0)
            if etapa.estado == ACUMULADA and otra is None:
                continue
            yield Constancia(
                etapa.estado,
                etapa.fecha,
                etapa.precision,
                nota=self._callan.en_vez(etapa.nota),
                documento=documento,
                numero=etapa.id,
                principal=otra.numero if otra is not None else None,
            )
        yield from self._dichas(clave(fila.numero), tabla().de_iniciativa)
        for decreto in decretos:
            yield from self._dichas(decreto, tabla().de_decreto)

    def _dichas(self, de: str, cuentan: Mapping[str, str]) -> Iterator[Constancia]:
        """Lo que el catálogo de normas dice con fecha, sin documento que lo pruebe."""
        guardado = self._guardado(de)
        for dicha in guardado.fechas if guardado is not None else ():
            if dicha.clase in cuentan and dicha.precision != Precision.DESCONOCIDA:
                estado = cuentan[dicha.clase]
                yield Constancia(estado, dicha.valor, dicha.precision, dicha.marca, dicha.nota)

    def _decreto(self, relacion: RelacionDeNormas, tramite: Tramite, fecha: date) -> Decreto:
        guardado = self._guardado(relacion.destino)
        de_la_norma = guardado.calculadas if guardado is not None else ()
        dispuesta = guardado.dispuesta if guardado is not None else None
        vigor = guardado.vigor if guardado is not None else Vigor()
        de_la_etapa = _segun_la_etapa(relacion.destino, tramite, de_la_norma, dispuesta, vigor)
        return Decreto(
            otra=self._otra(relacion.destino),
            marca=relacion.marca,
            declaradas=tuple(f for f in guardado.fechas if f.clase == "vigencia")
            if guardado is not None
            else (),
            calculadas=(*de_la_etapa, *de_la_norma),
            dispuesta=dispuesta,
            estado=estado_de(guardado, fecha) if guardado is not None else None,
        )

    def _relacionadas(self, suya: str, fecha: date) -> Iterator[Relacionada]:
        for una in self._relaciones:
            if suya not in {una.origen, una.destino} or una.clase == ClaseDeRelacion.ORIGINA:
                continue
            desde_origen = una.origen == suya
            if not desde_origen and not self._ya_estaba(una.origen, fecha):
                continue
            rotulo = palabras.relacion(una.clase, una.origen, desde_origen=desde_origen)
            yield Relacionada(
                rotulo, self._otra(una.destino if desde_origen else una.origen), una.marca, una.nota
            )

    def _fuentes(self, claves: Sequence[str]) -> Mapping[str, str]:
        """Las que citan la iniciativa y su decreto, de F1 en adelante."""
        normas = [self._normas[una] for una in claves if una in self._normas]
        juntas = {nombre: texto for norma in normas for nombre, texto in norma.fuentes.items()}
        return dict(sorted(juntas.items(), key=lambda fuente: (len(fuente[0]), fuente[0])))

    def _guardado(self, cual: str) -> Guardado | None:
        norma = self._normas.get(cual)
        return self._guardados.get(norma.id) if norma is not None else None

    def _otra(self, cual: str) -> Otra:
        return nombrar(cual, self._normas.get(cual))

    def _nombrada(self, fila_id: int | None) -> Nombrada | None:
        otra = self._otras.get(fila_id or 0)
        if otra is None:
            return None
        norma = self._normas.get(clave(otra.numero))
        return Nombrada(otra.numero, norma.nombre if norma is not None else otra.nombre or otra.asunto)


def _segun_la_etapa(
    decreto: str, tramite: Tramite, ya: Sequence[Calculada], dispuesta: Dispuesta | None, vigor: Vigor
) -> Iterator[Calculada]:
    """La que resulta de la publicación que un documento prueba, si la norma no la trae."""
    for paso in tramite.pasos:
        prueba = paso.prueba
        if paso.etapa.clave != PUBLICADA or prueba is None or prueba.precision != Precision.DIA:
            continue
        hecha = tras_publicarse(decreto.partition("-")[0], prueba.fecha, "V", dispuesta)
        if hecha is not None and hecha.valor not in {una.valor for una in ya}:
            yield replace(hecha, peso=peso_de(hecha, vigor)) if vigor.desde is not None else hecha


def _temas_de(sesion: Session, ids: Collection[int]) -> Mapping[int, tuple[Tema, ...]]:
    temas: dict[int, tuple[Tema, ...]] = {}
    filas = sesion.execute(
        select(TEMAS_DE_INICIATIVA.c.iniciativa_id, Tema)
        .join(Tema, Tema.id == TEMAS_DE_INICIATIVA.c.tema_id)
        .where(TEMAS_DE_INICIATIVA.c.iniciativa_id.in_(ids))
        .order_by(Tema.orden)
    )
    for iniciativa, tema in filas:
        temas[iniciativa] = (*temas.get(iniciativa, ()), tema)
    return temas


def _etapas_de(
    sesion: Session, ids: Collection[int], marcas: frozenset[str]
) -> Sequence[tuple[EtapaDeIniciativa, Documento]]:
    """Las suyas y las de las que se les acumulan, sólo con un documento que el lector ve."""
    filas = sesion.execute(
        select(EtapaDeIniciativa, Documento)
        .join(Documento, Documento.id == EtapaDeIniciativa.documento_id)
        .where(
            or_(EtapaDeIniciativa.iniciativa_id.in_(ids), EtapaDeIniciativa.principal_id.in_(ids)),
            EtapaDeIniciativa.quitada.is_(False),
            visible_para(marcas),
        )
        .order_by(EtapaDeIniciativa.fecha, EtapaDeIniciativa.id)
    )
    return [(etapa, documento) for etapa, documento in filas]


def _otras(
    sesion: Session, etapas: Sequence[tuple[EtapaDeIniciativa, Documento]], marcas: frozenset[str]
) -> Mapping[int, Iniciativa]:
    """Las iniciativas de una acumulación, las dos, que el lector ve; por su fila."""
    ids = {n for etapa, _ in etapas if etapa.principal_id for n in (etapa.principal_id, etapa.iniciativa_id)}
    if not ids:
        return {}
    filas = sesion.scalars(select(Iniciativa).where(Iniciativa.id.in_(ids), a_la_vista(marcas)))
    return {fila.id: fila for fila in filas}


def _relaciones_de(sesion: Session, claves: Collection[str]) -> Sequence[RelacionDeNormas]:
    return sesion.scalars(
        select(RelacionDeNormas)
        .where(
            or_(RelacionDeNormas.origen.in_(claves), RelacionDeNormas.destino.in_(claves)),
            RelacionDeNormas.quitada.is_(False),
        )
        .order_by(RelacionDeNormas.id)
    ).all()
