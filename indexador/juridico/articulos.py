"""El número canónico de un artículo: el que alguien escribe y el que un fragmento lleva en su etiqueta."""

import re

from indexador.juridico.numero_de_articulo import DE_AMBOS_GENEROS, valor_en_letras
from indexador.juridico.objetivos import AGREGADOS
from indexador.lengua import plegar

_ARTICULO = re.compile(
    rf"(?P<antes>transitorio\s+)?"
    rf"(?:(?P<cifras>\d+)|(?P<romano>[ivxlcdm]+)\b|(?P<letras>{DE_AMBOS_GENEROS})\b)"
    rf"(?:[oa](?![^\W_])|°|\.)*"
    rf"(?:[\s-]*(?P<sufijo>{'|'.join(AGREGADOS)})\b|-?(?P<letra>[a-z])(?![\w)])|\s(?P<suelta>[a-h])$)?"
    rf"(?P<despues>\W+transitorio\b)?"
)
_ETIQUETA = re.compile(r"art(?:iculo|\.|\b)\s*(?:no\.?|num\.?|numero)?\s*")


def leer_articulo(valor: str) -> str:
    """El número canónico de un artículo, o vacío si no lo es.

    >>> leer_articulo("12"), leer_articulo("12 Bis"), leer_articulo("12-A"), leer_articulo("1º.")
    ('12', '12 bis', '12 a', '1')
    """
    hallazgo = _ARTICULO.match(plegar(valor).strip())
    if hallazgo is None:
        return ""
    transitorio = "transitorio" if hallazgo["antes"] or hallazgo["despues"] else ""
    agregado = hallazgo["sufijo"] or hallazgo["letra"] or hallazgo["suelta"]
    return " ".join(parte for parte in (_numero(hallazgo), agregado, transitorio) if parte)


def es_articulo(valor: str) -> bool:
    """¿Es lo escrito, entero, el número de un artículo?

    >>> es_articulo("12 bis"), es_articulo("12.."), es_articulo("12xyz")
    (True, False, False)
    """
    plegado = plegar(valor).strip()
    return _ARTICULO.fullmatch(plegado) is not None and not plegado.endswith("..")


def articulo_de_etiqueta(etiqueta: str) -> str:
    """El artículo que es un fragmento, según su etiqueta; vacío si no es ninguno.

    >>> articulo_de_etiqueta("Artículo 7, literal f)"), articulo_de_etiqueta("p. 3")
    ('7', '')
    """
    plegada = plegar(etiqueta).strip()
    comienzo = _ETIQUETA.match(plegada)
    return leer_articulo(plegada[comienzo.end() :]) if comienzo else ""


def _numero(hallazgo: re.Match[str]) -> str:
    if hallazgo["cifras"]:
        return hallazgo["cifras"].lstrip("0") or "0"
    if hallazgo["romano"]:
        return hallazgo["romano"]
    en_letras = hallazgo["letras"]
    return "unico" if en_letras.startswith("unic") else str(valor_en_letras(en_letras))
