"""Lo que una orden reserva al cambiar un artículo: desde qué día suyo lo cambia y qué deja de él en pie.

«Se deroga el artículo 18…, a partir del uno de enero de dos mil treinta» no obra con el resto de la ley;
«…el artículo 19…, salvo su segundo párrafo» no lo deroga entero. Lo que no se lee sin duda se dice dudoso. Se
lee sobre el texto llano de `indexador.lengua.plano`.
"""

import re
from dataclasses import dataclass
from datetime import date

from indexador.juridico.ordenes import VERBO, fin_de_oracion
from indexador.lengua.fechas_escritas import hallar_en_plano

_ANTES, _DESPUES = 2_000, 500
_EXCEPTUA = re.compile(r"\bsalvo\b|\bexcept\w+|\b(?:con|a)\s+(?:la\s+)?excepcion\b")
_SOLO = re.compile(r"\b(?:solo|solamente|unicamente|exclusivamente)\b")
_CUANDO = re.compile(
    r"\ba\s+partir\s+del?\b|\b(?:con\s+efectos?|con\s+vigencia)\b|\bdesde\s+el\b|\bsiempre\s+que\b|\bmientras\b"
)
_CON_DIA = re.compile(
    r"\A(?:a\s+partir\s+del?|con\s+(?:efectos?|vigencia)\s+(?:a\s+partir\s+del?|desde(?:\s+el)?|del?)|desde\s+el)"
    r"\s+(?:el\s+)?(?:dia\s+)?\Z"
)
_OTRO_ARTICULO = re.compile(r"\barticulos?\b|\blos?\s+\d")
_INCISO = re.compile(r"[.;:]\s+(?:y\s+)?(?:(?:[a-zñ]{1,2}|[ivx]{1,4}|\d{1,2})[ ]?[).]|[-•–])\s")
_DE_UNA_DIVISION = re.compile(
    r"\b(?:libro|titulo|capitulo|seccion)s?\s+(?:[ivxlc]+|\d+|unic[oa]|[a-z]+)\s*,?\s+del?\s+(?:la\s+)?\Z"
)
_CIERRA_CITADO = re.compile(r":\s|:\Z")


@dataclass(frozen=True, slots=True)
class Reserva:
    """`desde`: el día que la orden pone. `en_parte`: deja algo en pie. `dudosa`: pone algo que no se lee."""

    desde: date | None = None
    en_parte: bool = False
    dudosa: bool = False


SIN_RESERVA = Reserva()


def reserva_de(texto: str, inicio: int, fin: int, *, deroga: bool, varios: bool) -> Reserva:
    """La de la orden que cita un artículo en `texto` (llano), de `inicio` a `fin`.

    `varios`: la cita nombra más de un artículo. Lineal en lo que mide la orden.
    """
    antes, despues = _antes(texto, inicio), _despues(texto, fin, deroga=deroga)
    excepto = _EXCEPTUA.search(despues)
    condicion = _CUANDO.search(despues)
    previa = _CUANDO.search(antes)
    if condicion is not None or previa is not None:
        dia = _dia_propio(antes, despues, previa, condicion)
        return Reserva(dia, en_parte=_en_parte(excepto, despues, varios), dudosa=dia is None)
    if not deroga:
        return SIN_RESERVA
    if excepto is not None or _EXCEPTUA.search(antes):
        en_parte = _en_parte(excepto, despues, varios) and not _EXCEPTUA.search(antes)
        return Reserva(en_parte=en_parte, dudosa=not en_parte)
    if _SOLO.search(despues) or _SOLO.search(antes):
        return Reserva(dudosa=True)
    return Reserva(en_parte=_DE_UNA_DIVISION.search(antes) is not None)


def _en_parte(excepto: re.Match[str] | None, despues: str, varios: bool) -> bool:
    """«…, salvo su segundo párrafo», de un solo artículo y pegado a él."""
    if excepto is None or varios:
        return False
    return not _OTRO_ARTICULO.search(despues)


def _dia_propio(
    antes: str, despues: str, previa: re.Match[str] | None, condicion: re.Match[str] | None
) -> date | None:
    """El único día que pone, si va pegado a lo que cambia y no puede ser de otro artículo."""
    if (previa is None) == (condicion is None):
        return None
    dicho, lugar = (antes, previa) if previa is not None else (despues, condicion)
    if lugar is None or _OTRO_ARTICULO.search(dicho) or len(_CUANDO.findall(dicho)) > 1 + _doble(dicho):
        return None
    fechas = [una for una in hallar_en_plano(dicho[lugar.start() :]) if una.precision == "dia"]
    if len(fechas) != 1 or fechas[0].confianza < 1:
        return None
    presenta = dicho[lugar.start() : lugar.start() + fechas[0].inicio]
    return date.fromisoformat(fechas[0].iso) if _CON_DIA.match(presenta) else None


def _doble(dicho: str) -> int:
    """«con efectos a partir del» se dice una vez y se halla dos."""
    return len(re.findall(r"\bcon\s+(?:efectos?|vigencia)\s+(?:a\s+partir|desde)", dicho))


def _antes(texto: str, inicio: int) -> str:
    """La cabeza de la orden y su inciso, hasta la cita: sin los incisos de antes ni la oración anterior."""
    comienzo = max(0, inicio - _ANTES)
    previo = texto[comienzo:inicio]
    verbos = list(VERBO.finditer(previo))
    if not verbos:
        return ""
    verbo = verbos[-1]
    oraciones = [p.end() for p in re.finditer(r"\.\s+", previo[: verbo.start()])]
    cabeza = previo[oraciones[-1] if oraciones else max(0, verbo.start() - 200) :]
    incisos = list(_INCISO.finditer(cabeza))
    if not incisos:
        return cabeza
    return f"{cabeza[: incisos[0].start()]} {cabeza[incisos[-1].end() :]}"


def _despues(texto: str, fin: int, *, deroga: bool) -> str:
    tope = min(len(texto), fin + _DESPUES)
    hasta = fin_de_oracion(texto, fin, tope)
    inciso = _INCISO.search(texto, fin, hasta)
    hasta = inciso.start() if inciso is not None else hasta
    if not deroga:
        citado = _CIERRA_CITADO.search(texto, fin, hasta)
        hasta = citado.start() if citado is not None else hasta
    siguiente = VERBO.search(texto, fin, hasta)
    return texto[fin : siguiente.start() if siguiente is not None else hasta]
