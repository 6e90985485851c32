"""El artículo que se nombra en prosa: «artículo 12 del decreto 44-2016», «art. 12 código de migración».

De la norma citada o nombrada se quiere ese artículo, diga lo que diga: es el primer pasaje que se muestra.
"""

import re
from collections.abc import Iterable, Sequence

import numpy as np

from indexador.juridico.articulos import leer_articulo
from indexador.motor.ampliacion import Ampliacion, BuscadorAmpliado
from indexador.motor.evidencia import Buscador
from indexador.motor.nodos import EN_TODO, Exacta, Hoja, Palabra
from indexador.motor.normas_citadas import Cita
from indexador.motor.tipos import NINGUNA, Enteros, Mascara

_NOMBRADO = re.compile(
    r"(?<!\w)(?:art[ií]culos?|arts?\.?)\s+(?:(?:n[uú]m(?:ero)?|no|n)\.?[ºo°]?\s+)?(?P<numero>.{1,40})",
    re.IGNORECASE,
)
_ES_NUMERO = re.compile(r"\d|unico")
_ABREVIADO = frozenset({"art", "arts"})
_PALABRAS = _ABREVIADO | {"articulo", "articulos"}


def articulo_nombrado(texto: str) -> str:
    """El número canónico del primer artículo que nombra una consulta, o nada.

    >>> articulo_nombrado("artículo 12 bis del decreto 44-2016"), articulo_nombrado("artículos de aseo")
    ('12 bis', '')
    """
    hallazgo = _NOMBRADO.search(texto)
    numero = leer_articulo(hallazgo["numero"]) if hallazgo else ""
    return numero if _ES_NUMERO.match(numero) else ""


def ampliar_abreviado(hojas: Iterable[Hoja], texto: str, buscador: BuscadorAmpliado) -> None:
    """Busca también «artículo» donde se escribió «art. 12»."""
    if not articulo_nombrado(texto):
        return
    for hoja in hojas:
        if isinstance(hoja, Palabra) and hoja.forma in _ABREVIADO and hoja.seccion == EN_TODO:
            buscador.ampliar(hoja, Ampliacion(((Exacta("articulo"), 1.0),)))


def sin_articulo(palabras: Sequence[Palabra], numero: str) -> list[Palabra]:
    """Las palabras de una consulta sin las que dicen qué artículo se quiere: queda el nombre de la norma."""
    if not numero:
        return list(palabras)
    dichas = frozenset(numero.split())
    return [una for una in palabras if una.forma not in _PALABRAS and leer_articulo(una.forma) not in dichas]


def entradas_del_articulo(
    numero: str,
    citas: Sequence[Cita],
    nombre: Sequence[Palabra],
    de_la_clase: Mascara,
    hallados: Mascara,
    buscador: Buscador,
) -> Enteros:
    """Las entradas que son el artículo de la norma citada o, si no se cita, de las que se llaman así.

    A la que es de la clase de norma con que empieza el nombre (`de_la_clase`) no se le pide esa palabra.
    """
    vista = buscador.vista
    if not numero or not (citas or nombre):
        return NINGUNA.entradas
    quieren = np.zeros(vista.documentos, bool)
    if citas:
        quieren[np.concatenate([cita.documentos for cita in citas])] = True
    else:
        quieren |= hallados
        for lugar, palabra in enumerate(nombre):
            en_titulo = de_la_clase.copy() if lugar == 0 else np.zeros(vista.documentos, bool)
            en_titulo[vista.documento_de[buscador.evidencia(palabra).titulo.entradas]] = True
            quieren &= en_titulo
    entradas = vista.del_articulo(numero)
    suyas: Enteros = entradas[(quieren & hallados)[vista.documento_de[entradas]]]
    return suyas
