"""El número canónico de un artículo: el que alguien escribe y el que un fragmento lleva en su etiqueta."""

import re

from indexador.lengua import plegar

_ORDINALES = {
    "primero": "1",
    "segundo": "2",
    "tercero": "3",
    "cuarto": "4",
    "quinto": "5",
    "sexto": "6",
    "septimo": "7",
    "octavo": "8",
    "noveno": "9",
    "decimo": "10",
}
_SUFIJOS = "bis|ter|quater|quinquies|sexies|septies"
_ARTICULO = re.compile(
    rf"(?P<antes>transitorio\s+)?(?P<numero>\d+|(?:[ivxlcdm]+|unico|{'|'.join(_ORDINALES)})\b)"
    rf"(?:o(?![^\W_])|°|\.)*(?:[\s-]*(?P<sufijo>{_SUFIJOS})\b|-?(?P<letra>[a-z])(?![\w)]))?"
    r"(?P<despues>\W+transitorio\b)?"
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
    numero = _ORDINALES.get(hallazgo["numero"], hallazgo["numero"].lstrip("0"))
    transitorio = "transitorio" if hallazgo["antes"] or hallazgo["despues"] else ""
    partes = (numero, hallazgo["sufijo"] or hallazgo["letra"], transitorio)
    return " ".join(parte for parte in partes if parte)


def articulo_de_etiqueta(etiqueta: str) -> str:
    """El artículo que es un fragmento, según su etiqueta; vacío si no es ninguno.

    >>> articulo_de_etiqueta("Artículo 7, literal f)"), articulo_de_etiqueta("p. 3")
    ('7', '')
    """
    plegada = plegar(etiqueta).strip()
    comienzo = _ETIQUETA.match(plegada)
    return leer_articulo(plegada[comienzo.end() :]) if comienzo else ""
