"""Lo que los textos de otras normas derogan de una, artículo por artículo, y cómo queda cada uno a una fecha.

Lo que se lee en un texto es un hecho si alguien confirmó la cita o si consta que esa norma derogó una parte
de ésta: entonces su texto dice cuál. Lo demás sólo es una lectura.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.escrito import plegar
from centro_doc.grafo import menciones
from centro_doc.grafo.acceso import cuentan
from centro_doc.grafo.cambios import REVISADAS, derogan_en_parte
from centro_doc.grafo.citantes import Articulo
from centro_doc.grafo.menciones import Mencion
from centro_doc.grafo.modelos import CitaGuardada, LecturaJuridica, ObjetivoDeCita
from centro_doc.grafo.palabras import articulos, lugar_de_articulo
from centro_doc.grafo.reservas import con_reserva, reservas
from centro_doc.normas.hechos import SIN_VIGENCIA, Guardado
from centro_doc.normas.modelos import ClaseDeRelacion
from centro_doc.normas.otras import Otra, OtrasNormas
from centro_doc.normas.vigor import Vigor
from indexador.juridico.reservas import SIN_RESERVA, Reserva

MAXIMO = 400
"""Objetivos que se miran: los de unas cuantas derogatorias largas."""
OBRA, QUIZA, DESPUES = "obra", "quiza", "despues"
_PARTE = re.compile(r"\b(libro|titulo|capitulo|seccion)\s+([ivxlc]+|\d+|unico)\b")
_RENGLON = re.compile(r"(?:\A|\s)[a-zñ]\)\s|[\n;:]")


_Fila = tuple[ObjetivoDeCita, CitaGuardada, Documento]


@dataclass(frozen=True, slots=True)
class Derogacion:
    """Lo que el texto de una norma deroga de otra. `suerte`: a la fecha obra, quizá, o lo hará después.

    `cuales` son (artículo, hasta, serie). `choca`: lo que deroga de una parte que nombra la nota del estado.
    """

    otra: Otra
    dispone: str
    cuales: tuple[tuple[str, str, str], ...]
    rige: Vigor
    suerte: str
    documento: Documento
    pagina: int
    ancla: str
    citas: tuple[int, ...]
    choca: tuple[str, ...] = ()

    @property
    def dichos(self) -> tuple[str, ...]:
        """Los artículos, en prosa: «1», «3 a 11»."""
        return articulos(self.cuales)

    def deroga(self, cual: Articulo) -> bool:
        """¿Está entre los que deroga?"""
        lugar = lugar_de_articulo(cual.numero)
        return any(
            serie == cual.serie and lugar_de_articulo(desde) <= lugar <= lugar_de_articulo(hasta or desde)
            for desde, hasta, serie in self.cuales
        )

    def nombra(self, cual: Articulo) -> bool:
        """¿Lo nombra, o va en un rango de números y no es un bis?"""
        if not cual.es_agregado:
            return True
        return any(
            serie == cual.serie and cual.numero in (desde, hasta) for desde, hasta, serie in self.cuales
        )


def derogaciones(
    sesion: Session, clave: str, guardado: Guardado | None, marcas: frozenset[str], fecha: date
) -> tuple[Derogacion, ...]:
    """Las que se leen en los textos que el lector ve: una por norma, y aparte lo que tiene su propio día.

    Lo que sólo deroga una parte de un artículo no está. Seis consultas si hay alguna.
    """
    juntas = _por_norma(sesion, clave, marcas)
    reservan = reservas(sesion, [(uno, cita) for suyas in juntas.values() for uno, cita, _ in suyas])
    ordenes: dict[tuple[str, Reserva], list[_Fila]] = {}
    for otra, suyas in juntas.items():
        for fila in suyas:
            suya = reservan.get(fila[1].id, SIN_RESERVA)
            if not suya.en_parte:
                ordenes.setdefault((otra, suya), []).append(fila)
    if not ordenes:
        return ()
    constan, otras = derogan_en_parte(guardado), OtrasNormas(sesion, juntas.keys(), marcas)
    return tuple(
        _una(otras.otra(otra), otras.rige(otra), filas, suya, consta=otra in constan, fecha=fecha)
        for (otra, suya), filas in ordenes.items()
    )


def _por_norma(sesion: Session, clave: str, marcas: frozenset[str]) -> Mapping[str, Sequence[_Fila]]:
    """Lo que cada norma deroga de ésta, en el primero de sus textos que el lector ve; artículos enteros."""
    filas = sesion.execute(
        select(LecturaJuridica.clave, ObjetivoDeCita, CitaGuardada, Documento)
        .join(ObjetivoDeCita, ObjetivoDeCita.documento_id == LecturaJuridica.documento_id)
        .join(CitaGuardada, CitaGuardada.id == ObjetivoDeCita.cita_id)
        .join(Documento, Documento.id == LecturaJuridica.documento_id)
        .where(
            ObjetivoDeCita.norma_clave == clave,
            ObjetivoDeCita.vale.is_(True),
            ObjetivoDeCita.relacion == ClaseDeRelacion.DEROGA,
            ObjetivoDeCita.articulo != "",
            ObjetivoDeCita.subdivision == "",
            LecturaJuridica.clave.not_in(["", clave]),
            cuentan(ObjetivoDeCita.documento_id, marcas),
        )
        .order_by(LecturaJuridica.clave, ObjetivoDeCita.documento_id, ObjetivoDeCita.id)
        .limit(MAXIMO)
    ).all()
    juntas: dict[str, list[_Fila]] = {}
    for otra, objetivo, cita, documento in filas:
        suyas = juntas.setdefault(otra, [])
        if otra.partition("-")[0] not in SIN_VIGENCIA and (not suyas or suyas[0][2] is documento):
            suyas.append((objetivo, cita, documento))
    return juntas


def con_choques(sesion: Session, unas: Sequence[Derogacion], clave: str, nota: str) -> tuple[Derogacion, ...]:
    """Las mismas; la de esa norma, con lo que su texto dice de las partes que la nota del estado nombra."""
    nombra = _partes(nota)
    suyas = tuple(n for una in unas if una.otra.clave == clave for n in una.citas)
    if not nombra or not suyas:
        return tuple(unas)
    pasajes = menciones.por_numero(sesion, suyas)
    chocan = {n: r for n in suyas if n in pasajes and _partes(r := _renglon(pasajes[n])) & nombra}
    return tuple(
        replace(una, choca=tuple(chocan[n] for n in una.citas if n in chocan))
        if una.otra.clave == clave
        else una
        for una in unas
    )


def suertes(unas: Sequence[Derogacion], cuales: Sequence[Articulo]) -> Mapping[Articulo, Derogacion]:
    """De los artículos derogados, o quizá, a la fecha: la que lo hace."""
    return {
        cual: una if una.nombra(cual) else replace(una, suerte=QUIZA)
        for una in sorted(unas, key=lambda una: una.suerte == OBRA)
        if una.suerte != DESPUES
        for cual in cuales
        if una.deroga(cual)
    }


def _una(
    otra: Otra,
    rige: Vigor,
    filas: Sequence[_Fila],
    reserva: Reserva,
    *,
    consta: bool,
    fecha: date,
) -> Derogacion:
    _, cita, documento = filas[0]
    rige = con_reserva(rige, reserva)
    firme = consta or all(una.estado in REVISADAS for _, una, _ in filas)
    suerte = QUIZA
    if rige.desde is not None and rige.desde > fecha:
        suerte = DESPUES
    elif firme and rige.seguro is not None and rige.seguro <= fecha:
        suerte = OBRA
    return Derogacion(
        otra=otra,
        dispone=cita.lugar,
        cuales=tuple(dict.fromkeys((o.articulo, o.hasta, o.serie) for o, _, _ in filas)),
        rige=rige,
        suerte=suerte,
        documento=documento,
        pagina=cita.pagina,
        ancla=cita.ancla,
        citas=tuple(dict.fromkeys(una.id for _, una, _ in filas)),
    )


def _partes(escrito: str) -> frozenset[tuple[str, str]]:
    """Los títulos y capítulos que nombra: {("titulo", "x")}."""
    return frozenset((una[1], una[2]) for una in _PARTE.finditer(plegar(escrito)))


def _renglon(una: Mencion) -> str:
    """El renglón que trae la cita: «Del Título X el Capítulo II y los artículos del 109 al 115»."""
    antes = _RENGLON.split(una.antes)[-1]
    return " ".join(f"{antes}{una.literal}".split())


def conocidos(guardado: Guardado, fecha: date) -> Iterator[str]:
    """Las direcciones de los artículos que el catálogo nombra y que a esa fecha pueden existir."""
    yield from (uno.articulo for uno in guardado.estados if uno.articulo)
    for una in guardado.recibe:
        if not una.articulo_destino or una.origen.partition("-")[0] in SIN_VIGENCIA:
            continue
        desde = una.fecha or guardado.desde_que_rige(una.origen)
        if una.clase != ClaseDeRelacion.ADICIONA or desde is None or desde <= fecha:
            yield una.articulo_destino
