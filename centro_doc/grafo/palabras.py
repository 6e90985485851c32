"""Cómo se dicen los objetivos y las relaciones de una cita, y cómo se ordenan los artículos."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from centro_doc.catalogo.tipos import tipos
from centro_doc.normas.consultas import en_prosa
from centro_doc.normas.partes import articulo_en_prosa
from indexador.juridico.objetivos import TRANSITORIA, Objetivo, orden_de_articulo

RELACIONES: Mapping[str, str] = {
    "": "Cita",
    "reforma": "Reforma",
    "adiciona": "Adiciona",
    "deroga": "Deroga",
    "reglamenta": "Reglamenta",
    "de_conformidad_con": "Conforme a",
    "en_ejercicio_de": "Se funda en",
    "reformado_por": "Reformada por",
    "adicionado_por": "Adicionada por",
    "derogado_por": "Derogada por",
}
"""Lo que el documento que cita dice de lo citado."""
PROPUESTAS: Mapping[str, str] = {
    "reforma": "Propone reformar",
    "adiciona": "Propone adicionar",
    "deroga": "Propone derogar",
}
"""Lo mismo, si el que cita es una iniciativa."""
_TRATAN = {
    "reforma": "Trata de su reforma",
    "adiciona": "Trata de su adición",
    "deroga": "Trata de su derogación",
}
_PROPONEN = frozenset({"iniciativa", "proyecto_decreto", "anteproyecto", "propuesta_texto", "enmienda"})
_SON_NORMA = frozenset({"decreto_aprobado"})
CAMBIAN = tuple(PROPUESTAS)
_SUBDIVISIONES = {"lit": "literal {})", "num": "numeral {}", "inc": "inciso {})", "par": "párrafo {}"}
_DEL_CONGRESO = " del Congreso de la República"


@lru_cache(maxsize=4096)
def lugar_de_articulo(articulo: str) -> int:
    """Un entero que ordena los artículos como `orden_de_articulo`; 0 si no hay artículo.

    >>> [lugar_de_articulo(a) for a in ("17", "17-bis", "18")]
    [17000, 17030, 18000]
    """
    if not articulo:
        return 0
    numero, agregado, letra = orden_de_articulo(articulo)
    return numero * 1000 + agregado * 30 + (ord(letra) - ord("a") if len(letra) == 1 else 0)


def articulo_de_direccion(articulo: str, serie: str) -> str:
    """«117-bis», «t7»: el artículo como va en su dirección."""
    return f"t{articulo}" if serie == TRANSITORIA else articulo


def direccion(objetivo: Objetivo) -> str:
    """La del artículo de un objetivo; vacía si es la norma entera o un rango."""
    if not objetivo.articulo or objetivo.hasta:
        return ""
    return articulo_de_direccion(objetivo.articulo, objetivo.serie)


def corta(clave: str) -> str:
    """«Decreto 95-98»: la norma como se nombra en una lista."""
    return en_prosa(clave).removesuffix(_DEL_CONGRESO)


def donde(objetivo: Objetivo) -> str:
    """«artículo 171, literal i)», «artículos 27 a 45 Bis»; vacío si es la norma entera."""
    if not objetivo.articulo:
        return ""
    desde = articulo_en_prosa(articulo_de_direccion(objetivo.articulo, objetivo.serie))
    if objetivo.hasta:
        return f"artículos {desde} a {articulo_en_prosa(objetivo.hasta)}"
    partes = [_SUBDIVISIONES.get(clase, f"{clase} {{}}").format(v) for clase, v in objetivo.subdivision]
    return ", ".join([f"artículo {desde}", *partes])


def articulos(dichos: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """Artículos (artículo, hasta, serie) sin repetir, en orden y en prosa: «4», «27 a 45 Bis»."""
    ordenados = sorted(set(dichos), key=lambda uno: (uno[2], lugar_de_articulo(uno[0]), uno[1]))
    return tuple(
        articulo_en_prosa(articulo_de_direccion(articulo, serie))
        + (f" a {articulo_en_prosa(hasta)}" if hasta else "")
        for articulo, hasta, serie in ordenados
        if articulo
    )


def relacion(clase: str, tipo: str | None = None) -> str:
    """Lo que un documento de ese tipo hace con lo que cita.

    Una norma, o lo que no se ha catalogado, «Reforma»; una iniciativa, «Propone reformar»; y una opinión o
    una nota de prensa, que no cambian ninguna ley, «Trata de su reforma».

    >>> relacion("deroga", "decreto_congreso"), relacion("deroga", "iniciativa"), relacion("deroga", "tesis")
    ('Deroga', 'Propone derogar', 'Trata de su derogación')
    """
    suyas = PROPUESTAS if tipo in _PROPONEN else {} if _dispone(tipo) else _TRATAN
    return suyas.get(clase) or RELACIONES.get(clase, RELACIONES[""])


def _dispone(tipo: str | None) -> bool:
    """¿Puede cambiar una norma? De lo que no tiene tipo no se sabe: vale lo que dice."""
    suyo = tipos().tipos.get(tipo or "")
    return suyo is None or suyo.norma or tipo in _SON_NORMA
