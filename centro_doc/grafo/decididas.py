"""Lo que una persona decidió de las citas de un documento, para volver a ponerlo cuando se leen otra vez."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from centro_doc.catalogo.modelos_relaciones import DocumentoUnido
from centro_doc.grafo.lectura import CitaEnPagina, Unido
from centro_doc.grafo.modelos import DECIDIDAS, CitaGuardada, EstadoDeCita, ObjetivoDeCita
from indexador.juridico.citas import Cita
from indexador.juridico.objetivos import Objetivo, leer_objetivo

ALREDEDOR = 60
"""Letras a cada lado de una cita que la distinguen de otra que dice lo mismo."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Lo decidido de una cita, y lo que sirve para reconocerla."""

    literal: str
    pasaje: str
    estado: str
    objetivos: tuple[Objetivo, ...]
    leidos: tuple[str, ...]
    clase: str
    relacion: str
    decidida: datetime | None
    decidida_por: int | None


@dataclass(slots=True)
class Puestas:
    """Qué decisión le toca a cada cita leída (por su índice), y las citas que sólo están por su decisión."""

    de: dict[int, Decision] = field(default_factory=dict)
    sueltas: list[tuple[CitaEnPagina, Decision]] = field(default_factory=list)


def objetivo_de(fila: ObjetivoDeCita) -> Objetivo:
    """El objetivo de una fila de `cita_objetivo`."""
    leido = leer_objetivo(f"X#1{fila.subdivision}")
    partes = leido.subdivision if leido is not None else ()
    return Objetivo(fila.norma_clave, fila.articulo, fila.hasta, fila.serie, partes)


def de_documento(sesion: Session, documento_id: int) -> tuple[Decision, ...]:
    """Las decisiones sobre las citas del documento y de las fichas que se unieron a él; vale la última."""
    unidas = select(DocumentoUnido.documento_id).where(DocumentoUnido.queda_id == documento_id)
    filas = sesion.scalars(
        select(CitaGuardada)
        .where(
            or_(CitaGuardada.documento_id == documento_id, CitaGuardada.documento_id.in_(unidas)),
            CitaGuardada.estado.in_(DECIDIDAS),
        )
        .options(selectinload(CitaGuardada.objetivos))
        .order_by(CitaGuardada.decidida, CitaGuardada.id)
    )
    decisiones = (
        Decision(
            una.literal,
            una.pasaje,
            una.estado,
            tuple(objetivo_de(fila) for fila in una.objetivos),
            tuple(una.leidos),
            una.clase,
            una.relacion,
            una.decidida,
            una.decidida_por,
        )
        for una in filas
    )
    return tuple({(una.literal, una.pasaje): una for una in decisiones}.values())


def pasaje_de(unido: Unido, inicio: int, fin: int) -> str:
    """La cita con lo que la rodea, sin los cortes de renglón, que cambian de una lectura a otra."""
    return " ".join(unido.texto[max(0, inicio - ALREDEDOR) : fin + ALREDEDOR].split())


def poner(decisiones: Sequence[Decision], citas: Sequence[CitaEnPagina], unido: Unido) -> Puestas:
    """Reparte las decisiones: por su pasaje o, si el literal es único, por él.

    La confirmada o corregida que el programa ya no halla sigue donde su literal siga, si está una sola vez;
    la que el texto ya no trae se pierde, y queda en la bitácora.
    """
    puestas = Puestas()
    if not decisiones:
        return puestas
    por_pasaje = {pasaje_de(unido, una.cita.inicio, una.cita.fin): n for n, una in enumerate(citas)}
    literales = [_llano(una.cita.literal) for una in citas]
    veces, decididas = Counter(literales), Counter(_llano(una.literal) for una in decisiones)
    for decision in decisiones:
        literal = _llano(decision.literal)
        lugar = por_pasaje.get(decision.pasaje)
        if lugar is None and veces[literal] == decididas[literal] == 1:
            lugar = literales.index(literal)
        if lugar is not None:
            puestas.de[lugar] = decision
        elif decision.estado != EstadoDeCita.DESCARTADA and (suelta := _donde_sigue(decision, unido)):
            puestas.sueltas.append((suelta, decision))
    return puestas


def _donde_sigue(decision: Decision, unido: Unido) -> CitaEnPagina | None:
    palabras = [re.escape(palabra) for palabra in decision.literal.split()]
    halladas = list(re.finditer(r"\s+".join(palabras), unido.texto)) if palabras else []
    if len(halladas) != 1:
        return None
    inicio, fin = halladas[0].span()
    cita = Cita(
        halladas[0][0], inicio, fin, decision.objetivos, decision.clase, decision.relacion, "explicita", 1.0
    )
    return CitaEnPagina(cita, *unido.tramo(inicio, fin))


def _llano(texto: str) -> str:
    return " ".join(texto.split())
