"""Los campos que se pueden nombrar en una consulta (`tipo:`, `año:`…): qué nombres tienen y qué piden.

Un nombre se compara plegado: vale con acentos o sin ellos. Los ingleses son para quien los trae de otro.
"""

import re
from collections.abc import Mapping

from rapidfuzz.distance import OSA

from indexador.lengua import plegar
from indexador.lengua.analizador import numero_canonico
from indexador.motor.nodos import FECHA_PRINCIPAL, Anios, Campo

TEXTO, TITULO, REGISTRO = "texto", "titulo", "registro"

SECCIONES: Mapping[str, str] = {
    "titulo": TITULO,
    "title": TITULO,
    "texto": TEXTO,
    "text": TEXTO,
    "registro": REGISTRO,
    "autor": REGISTRO,
    "autora": REGISTRO,
    "ponente": REGISTRO,
    "author": REGISTRO,
}
"""En qué sección se buscan las palabras que siguen."""

CERRADOS: Mapping[str, Campo] = {
    "tipo": Campo.TIPO,
    "type": Campo.TIPO,
    "tema": Campo.TEMA,
    "topic": Campo.TEMA,
    "actividad": Campo.ACTIVIDAD,
    "accion": Campo.ACTIVIDAD,
    "activity": Campo.ACTIVIDAD,
    "institucion": Campo.INSTITUCION,
    "emisor": Campo.INSTITUCION,
    "institution": Campo.INSTITUCION,
    "acceso": Campo.ACCESO,
    "access": Campo.ACCESO,
    "pais": Campo.PAIS,
    "jurisdiccion": Campo.PAIS,
    "country": Campo.PAIS,
}

ANIO = frozenset({"año", "ano", "anio", "años", "year"})

FECHAS: Mapping[str, str] = {
    "fecha": FECHA_PRINCIPAL,
    "date": FECHA_PRINCIPAL,
    "emision": "emision",
    "presentacion": "presentacion",
    "conocimiento": "conocimiento_pleno",
    "conocimiento_pleno": "conocimiento_pleno",
    "fecha_dictamen": "dictamen",
    "sancion": "sancion",
    "publicacion": "publicacion",
    "vigencia": "vigencia",
    "vigencia_hasta": "vigencia_hasta",
    "sesion": "sesion",
    "firma": "firma",
    "adopcion": "adopcion",
    "aprobacion": "aprobacion",
    "ratificacion": "ratificacion",
    "deposito": "deposito",
    "denuncia": "denuncia",
    "plazo": "plazo",
    "recepcion": "recepcion",
    "recepcion_congreso": "recepcion_congreso",
    "del_dato": "del_dato",
}
"""De qué clase es la fecha que se pide. También vale `fecha_` delante del nombre de una clase."""

DESDE = frozenset({"desde", "since", "from"})
HASTA = frozenset({"hasta", "until", "to"})

NUMERO = frozenset({"numero", "num", "nro", "norma", "number"})
CLASES_DE_NUMERO: Mapping[str, str] = {
    "decreto": "decreto",
    "iniciativa": "iniciativa",
    "acuerdo": "acuerdo",
    "dictamen": "dictamen",
    "ley": "ley",
    "codigo": "codigo",
    "decree": "decreto",
    "law": "ley",
}
"""`decreto:46-2007` pide el número y que el documento sea, por su tipo o su título, un decreto."""

LEYES = frozenset({"decreto congreso", "decreto ley", "ley constitucional"})
"""Los tipos de documento que son leyes aunque no se llamen así.

En Guatemala el Congreso decreta las leyes (Constitución, artículo 171, inciso a): «Ley de Migración» es el
nombre de un decreto. Un decreto-ley es la ley de un gobierno de hecho.
"""

ARTICULO = frozenset({"articulo", "art", "article"})

_TODOS = frozenset().union(
    SECCIONES, CERRADOS, ANIO, FECHAS, DESDE, HASTA, NUMERO, CLASES_DE_NUMERO, ARTICULO
)
_INTERVALO = re.compile(r"(\d{4})?(\.\.|-|–|…)?(\d{4})?")
_PRIMERO, _ULTIMO = 1, 9999
_LARGO_PARA_PARECERSE = 4


def existe(nombre: str) -> bool:
    """Si ese nombre de campo (ya plegado) se entiende."""
    return nombre in _TODOS or clase_de_fecha(nombre) is not None


def clase_de_fecha(nombre: str) -> str | None:
    """La clase de fecha que se nombra, con `fecha_` delante o sin él; None si no es ninguna."""
    return FECHAS.get(nombre) or FECHAS.get(nombre.removeprefix("fecha_"))


def parecido(nombre: str) -> str | None:
    """El campo que quizá quiso nombrar quien escribió mal el nombre."""
    if len(nombre) < _LARGO_PARA_PARECERSE:
        return None
    faltas = {otro: OSA.distance(nombre, otro, score_cutoff=2) for otro in sorted(_TODOS)}
    cercano = min(faltas, key=lambda otro: (faltas[otro], otro))
    return cercano if faltas[cercano] <= (1 if len(nombre) <= _LARGO_PARA_PARECERSE + 1 else 2) else None


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


def es_de_la_clase(tipo: str, clase: str) -> bool:
    """¿Nombra una palabra la clase de norma que es un tipo?

    >>> es_de_la_clase("decreto_congreso", "ley"), es_de_la_clase("acuerdo_gubernativo", "ley")
    (True, False)
    """
    canonico = valor_canonico(tipo)
    return clase in canonico.split() or (clase == "ley" and canonico in LEYES)


def es_del_tipo(tipo: str, buscado: str) -> bool:
    """¿Abarca lo que se pide tras `tipo:` (canónico) ese tipo? Basta su comienzo, en palabras enteras.

    >>> es_del_tipo("acta_mesa_trabajo", "acta"), es_del_tipo("decreto_congreso", "ley")
    (True, True)
    """
    canonico = valor_canonico(tipo)
    de_ley = buscado == "ley" and canonico in LEYES
    return canonico == buscado or canonico.startswith(buscado + " ") or de_ley


def leer_numero(valor: str) -> str:
    """El número canónico de lo escrito tras `numero:` o `decreto:`."""
    return numero_canonico(valor.strip())
