"""La estructura en la página del documento: el árbol, dónde empieza cada artículo y cómo se cita."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.documentos.consultas import DocumentoVisto, pagina_con_cajas
from centro_doc.documentos.marcas import Tramo, cajas_de_pasaje
from centro_doc.documentos.visor import Visor
from centro_doc.grafo.modelos import DivisionGuardada, LecturaJuridica
from centro_doc.normas.consultas import en_prosa
from centro_doc.normas.modelos import Norma
from indexador.extraccion.cajas import desempaquetar
from indexador.ficha import Palabra
from indexador.juridico import marcas

DEL_ARBOL = frozenset({
    *(marcas.LIBRO, marcas.TITULO, marcas.CAPITULO, marcas.SECCION, marcas.ARTICULO, marcas.CONSIDERANDO),
    *(marcas.ENCABEZADO, marcas.PARTE, marcas.PUNTO, marcas.FORMULA),
})  # fmt: skip
"""Las clases de división que son una rama del árbol; las demás van dentro de un artículo."""
CITABLES = frozenset({marcas.ARTICULO})
_SUBDIVISIONES = frozenset({marcas.LITERAL, marcas.NUMERAL, marcas.INCISO})
_RENGLON = 70
"""Letras del comienzo de un artículo que se señalan sobre la imagen: su rótulo."""


@dataclass(frozen=True, slots=True)
class Rama:
    """Una rama del árbol; `nivel` es cuántas la contienen y `pasajes`, cuántos de lo buscado son suyos."""

    etiqueta: str
    epigrafe: str
    pagina: int
    ancla: str
    nivel: int
    agrupa: bool
    actual: bool
    pasajes: int


@dataclass(frozen=True, slots=True)
class Comienzo:
    """Dónde empieza en esta página una rama, en porcentajes de la imagen, y cómo se cita."""

    ancla: str
    cita: str
    inicio: int
    x: float = 0.0
    y: float = 0.0
    w: float = 0.0
    h: float = 0.0


@dataclass(frozen=True, slots=True)
class EstructuraVista:
    """El árbol del texto que se ve, lo que empieza o sigue en su página y la cita del artículo actual."""

    ramas: tuple[Rama, ...]
    comienzos: tuple[Comienzo, ...]
    cita: str


def estructura(
    sesion: Session, visto: DocumentoVisto, visor: Visor | None, norma: Norma | None
) -> EstructuraVista | None:
    """La del texto que se muestra; nada si aún no se leyó o no tiene partes. Dos consultas."""
    if visor is None or visto.texto_id is None:
        return None
    todas = sesion.scalars(
        select(DivisionGuardada)
        .join(LecturaJuridica, LecturaJuridica.documento_id == DivisionGuardada.documento_id)
        .where(
            DivisionGuardada.documento_id == visto.documento.id,
            LecturaJuridica.texto_id == visto.texto_id,
            DivisionGuardada.clase.in_(DEL_ARBOL | _SUBDIVISIONES),
        )
        .order_by(DivisionGuardada.orden)
    ).all()
    if not any(una.clase in DEL_ARBOL for una in todas):
        return None
    return _Vista(sesion, visto, visor, todas, _quien(visto, norma)).armar()


def con_comienzos(tramos: Sequence[Tramo], comienzos: Sequence[Comienzo]) -> tuple[Tramo, ...]:
    """El mismo texto, partido además donde empieza cada artículo, que lleva su ancla y su cita."""
    pendientes = sorted(comienzos, key=lambda uno: uno.inicio)
    partidos: list[Tramo] = []
    lugar = 0
    for tramo in tramos:
        fin, resto = lugar + len(tramo.texto), tramo
        while pendientes and pendientes[0].inicio < fin:
            corte = pendientes[0].inicio
            if corte > lugar:
                partidos.append(replace(resto, texto=resto.texto[: corte - lugar]))
                resto, lugar = replace(resto, texto=resto.texto[corte - lugar :], comienzos=()), corte
            uno = pendientes.pop(0)
            resto = replace(resto, comienzos=(*resto.comienzos, (uno.ancla, uno.cita)))
        partidos.append(resto)
        lugar = fin
    return tuple(partidos)


def _quien(visto: DocumentoVisto, norma: Norma | None) -> str:
    """De quién es el artículo: la norma como se cita o, si no lo es, el título del documento."""
    return en_prosa(norma.clave) if norma is not None else f"«{visto.documento.titulo}»"


class _Vista:
    def __init__(
        self,
        sesion: Session,
        visto: DocumentoVisto,
        visor: Visor,
        todas: Sequence[DivisionGuardada],
        quien: str,
    ) -> None:
        self._sesion, self._visto, self._visor, self._quien = sesion, visto, visor, quien
        self._todas = todas
        self._arbol = [una for una in todas if una.clase in DEL_ARBOL]
        self._pagina = visor.pagina.numero

    def armar(self) -> EstructuraVista:
        en_pagina = [
            una
            for una in self._arbol
            if una.pagina <= self._pagina <= una.pagina_final and una.clase not in marcas.DE_AGRUPAR
        ]
        actual, lugar = self._actual(en_pagina)
        citable = actual
        if actual is None or actual.clase not in CITABLES:
            citable, lugar = self._primera([una for una in en_pagina if una.clase in CITABLES]), None
        return EstructuraVista(
            tuple(self._ramas(actual)),
            tuple(self._comienzos(en_pagina)),
            self._cita(citable, lugar) if citable is not None else "",
        )

    def _primera(self, unas: Sequence[DivisionGuardada]) -> DivisionGuardada | None:
        """La primera que empieza en la página o, si ninguna, la que viene de antes."""
        return next(iter((*(una for una in unas if una.pagina == self._pagina), *unas)), None)

    def _actual(
        self, en_pagina: Sequence[DivisionGuardada]
    ) -> tuple[DivisionGuardada | None, tuple[int, int] | None]:
        """La del pasaje que se ve, con su lugar; si no, la primera de la página."""
        pasaje = self._visor.actual
        if pasaje is not None and pasaje.pagina == self._pagina:
            lugar = (pasaje.pagina, pasaje.marcas[0][0])
            return next((una for una in reversed(en_pagina) if _contiene(una, lugar)), None), lugar
        return self._primera(en_pagina), None

    def _ramas(self, actual: DivisionGuardada | None) -> Iterator[Rama]:
        niveles: dict[int, int] = {}
        lugares = [(p.pagina, p.marcas[0][0]) for p in self._visor.coincidencias.pasajes]
        for una in self._arbol:
            nivel = niveles.get(una.padre, -1) + 1 if una.padre is not None else 0
            niveles[una.orden] = nivel
            agrupa = una.clase in marcas.DE_AGRUPAR
            yield Rama(
                etiqueta=una.etiqueta,
                epigrafe=una.epigrafe,
                pagina=una.pagina,
                ancla=una.ancla,
                nivel=min(nivel, 4),
                agrupa=agrupa,
                actual=una is actual,
                pasajes=0 if agrupa else sum(_contiene(una, lugar) for lugar in lugares),
            )

    def _comienzos(self, en_pagina: Iterable[DivisionGuardada]) -> Iterator[Comienzo]:
        palabras: Sequence[Palabra] = ()
        if self._visor.dibujable and self._visto.texto_id is not None:
            guardada = pagina_con_cajas(self._sesion, self._visto.texto_id, self._pagina)
            palabras = desempaquetar(guardada.cajas) if guardada is not None else ()
        medida = self._visor.pagina
        proporcion = medida.alto / medida.ancho if medida.ancho else 1.3
        for una in en_pagina:
            inicio = una.inicio if una.pagina == self._pagina else 0
            cita = self._cita(una, None) if una.clase in CITABLES else ""
            cajas = cajas_de_pasaje(palabras, inicio, inicio + _RENGLON, proporcion, "")
            if cajas:
                yield Comienzo(una.ancla, cita, inicio, cajas[0].x, cajas[0].y, cajas[0].w, cajas[0].h)
            else:
                yield Comienzo(una.ancla, cita, inicio)

    def _cita(self, una: DivisionGuardada, lugar: tuple[int, int] | None) -> str:
        """«Artículo 12, literal b), Decreto 46-2007 del Congreso de la República, p. 7»."""
        partes = [una.etiqueta]
        if lugar is not None:
            dentro = (d for d in self._todas if d.clase in _SUBDIVISIONES and _contiene(d, lugar))
            partes += [f"{d.clase} {d.numero})" for d in dentro if _contiene(una, (d.pagina, d.inicio))]
        etiqueta = self._visor.pagina.etiqueta or f"p. {self._pagina}"
        return ", ".join((*partes, self._quien, etiqueta))


def _contiene(una: DivisionGuardada, lugar: tuple[int, int]) -> bool:
    return (una.pagina, una.inicio) <= lugar < (una.pagina_final, una.fin)
