"""Cuánto creer una propuesta, vistas las fichas que el personal ya confirmó del mismo tipo.

Las reglas dicen qué vale cada pasaje; aquí se corrige con lo que pasó: si de un campo de ese tipo el personal
aceptó casi siempre lo propuesto, sube; si lo corrigió, baja. Es una media que empieza en la
confianza de la regla y se mueve hacia la proporción de aciertos, tanto más cuantas más decisiones haya:

    confianza' = (PESO · confianza + aciertos) / (PESO + decisiones)

Además, un número con una forma que ninguna ficha confirmada del tipo tiene pierde una parte, y un emisor
que ya se confirmó antes la gana. Nada pasa de `TECHO`: siempre decide una persona.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexador.juridico.propuesta import DUDOSA, Propuesta
from indexador.lengua.plano import plano

PESO = 10
TECHO = 0.99
_MUESTRA = 5
_FORMA_RARA, _CONOCIDO = 0.75, 1.1
FORMA_RARA = "Su forma no es la de los números confirmados de este tipo."
POCO_ACIERTO = "En documentos de este tipo esta regla se ha corregido a menudo."


@dataclass(frozen=True, slots=True)
class Confirmada:
    """Una decisión sobre un dato: lo que se propuso (vacío si nada) y lo que quedó en la ficha."""

    tipo: str
    campo: str
    propuesto: str
    confirmado: str


def ajustar(propuestas: Sequence[Propuesta], confirmadas: Iterable[Confirmada]) -> tuple[Propuesta, ...]:
    """Las mismas propuestas, en el mismo orden, con la confianza corregida por las decisiones de su tipo."""
    tipo = next((p.valor for p in propuestas if p.campo == "tipo"), "")
    del_tipo: dict[str, list[Confirmada]] = {}
    for decision in confirmadas:
        if decision.tipo == tipo:
            del_tipo.setdefault(decision.campo, []).append(decision)
    return tuple(_ajustada(p, del_tipo.get(p.campo, [])) for p in propuestas)


def _ajustada(propuesta: Propuesta, decisiones: Sequence[Confirmada]) -> Propuesta:
    probadas = [d for d in decisiones if d.propuesto]
    aciertos = sum(plano(d.propuesto) == plano(d.confirmado) for d in probadas)
    confianza = (PESO * propuesta.confianza + aciertos) / (PESO + len(probadas))
    notas = [propuesta.nota] if propuesta.nota else []
    if propuesta.confianza >= DUDOSA > confianza:
        notas.append(POCO_ACIERTO)
    if propuesta.campo == "numero" and len(decisiones) >= _MUESTRA:
        if forma(propuesta.valor) not in {forma(d.confirmado) for d in decisiones}:
            confianza *= _FORMA_RARA
            notas.append(FORMA_RARA)
    elif propuesta.campo == "emisor" and plano(propuesta.valor) in {plano(d.confirmado) for d in decisiones}:
        confianza *= _CONOCIDO
    return replace(propuesta, confianza=round(min(confianza, TECHO), 2), nota=" ".join(notas))


def forma(numero: str) -> str:
    """El dibujo de un número: cifras y letras, sin cuántas.

    >>> forma("46-2007"), forma("DIGRACOM-0123-2010/RL")
    ('9-9', 'A-9-9/A')
    """
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d+", "9", numero))
