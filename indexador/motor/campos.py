"""Los campos que se pueden nombrar en una consulta (`tipo:`, `año:`…) y cómo se lee el valor de cada uno."""

import re

from indexador.lengua import plegar
from indexador.lengua.analizador import numero_canonico
from indexador.motor.nodos import Anios, Campo

CERRADOS = {
    "tipo": Campo.TIPO,
    "tema": Campo.TEMA,
    "actividad": Campo.ACTIVIDAD,
    "accion": Campo.ACTIVIDAD,
    "institucion": Campo.INSTITUCION,
    "acceso": Campo.ACCESO,
}
ANIO = frozenset({"año", "ano", "anio", "años", "fecha"})
TITULO = "titulo"
NUMERO = frozenset({"numero", "num", "nro"})
CLASES_DE_NUMERO = frozenset({"decreto", "iniciativa", "acuerdo", "dictamen", "ley"})
"""`decreto:46-2007` pide el número y que el documento sea, por su tipo o su título, un decreto."""

_INTERVALO = re.compile(r"(\d{4})?(\.\.|-|–|…)?(\d{4})?")
_PRIMERO, _ULTIMO = 1, 9999


def existe(nombre: str) -> bool:
    """Si ese nombre de campo (ya plegado) se entiende."""
    return nombre in CERRADOS or nombre in ANIO or nombre in NUMERO or nombre in CLASES_DE_NUMERO | {TITULO}


def leer_anios(valor: str) -> Anios | None:
    """`2009`, `2009..2012`, `2009..` o `..2012`; None si no es un año ni un intervalo."""
    hallazgo = _INTERVALO.fullmatch(valor.strip())
    if hallazgo is None or not (hallazgo[1] or hallazgo[3]):
        return None
    if hallazgo[2] is None:
        if hallazgo[1] and hallazgo[3]:
            return None
        unico = int(hallazgo[1] or hallazgo[3])
        return Anios(unico, unico)
    desde, hasta = int(hallazgo[1] or _PRIMERO), int(hallazgo[3] or _ULTIMO)
    return Anios(min(desde, hasta), max(desde, hasta))


def valor_canonico(valor: str) -> str:
    """Un valor de campo sin acentos, mayúsculas ni la diferencia entre espacio, guion y guion bajo."""
    return " ".join(re.sub(r"[-_\s]+", " ", plegar(valor)).split())


def leer_numero(valor: str) -> str:
    """El número canónico de lo escrito tras `numero:` o `decreto:`."""
    return numero_canonico(valor.strip())
