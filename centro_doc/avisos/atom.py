"""Un canal Atom (RFC 4287) con lo nuevo de un tema."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from centro_doc.agenda.modelos import Tema
from centro_doc.avisos.modelos import Semilla
from centro_doc.avisos.novedades import Novedad

TIPO = "application/atom+xml"
ENTRADAS = 50
"""Las más recientes; las anteriores están en el expediente."""
AUTOR = "Centro de Documentación de la Comisión de Migrantes"
_ATOM = "http://www.w3.org/2005/Atom"
_NO_CABE_EN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def canal(tema: Tema, novedades: Sequence[Novedad], semilla: Semilla, *, base: str, propia: str) -> bytes:
    """El documento. `base` es la dirección del sitio, sin barra final, y `propia`, la de este canal.

    Sin `base`, los enlaces son rutas, que se entienden desde la dirección de donde se leyó (RFC 4287 §2).

    Los identificadores salen de la semilla del centro: no cambian con la dirección del sitio ni entre el
    canal público y los privados, para que quien lee los dos no vea nada dos veces.
    """
    raiz = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "es"})
    _poner(raiz, "id", identificador(semilla, tema.codigo))
    _poner(raiz, "title", f"{tema.codigo} {tema.nombre}")
    _poner(raiz, "subtitle", "Lo nuevo del expediente")
    _poner(raiz, "updated", instante(puesto_al_dia(novedades, semilla)))
    _poner(_poner(raiz, "author"), "name", AUTOR)
    _poner(raiz, "link", rel="self", type=TIPO, href=propia)
    _poner(raiz, "link", rel="alternate", type="text/html", href=f"{base}/agenda/{tema.codigo}")
    for una in novedades[:ENTRADAS]:
        entrada = _poner(raiz, "entry")
        _poner(entrada, "id", identificador(semilla, f"{tema.codigo}/{una.clave}"))
        _poner(entrada, "title", una.titulo)
        _poner(entrada, "updated", instante(una.cuando))
        _poner(entrada, "link", rel="alternate", type="text/html", href=f"{base}{una.ruta}")
        _poner(entrada, "category", term=una.clase)
        _poner(entrada, "summary", una.resumen)
    escrito: bytes = ET.tostring(raiz, encoding="utf-8", xml_declaration=True)
    return escrito


def identificador(semilla: Semilla, nombre: str) -> str:
    """Un `urn:uuid:` estable (RFC 4122, versión 5)."""
    return uuid5(UUID(semilla.valor), nombre).urn


def puesto_al_dia(novedades: Sequence[Novedad], semilla: Semilla) -> datetime:
    """Cuándo entró lo más reciente; sin nada, cuándo empezó a haber canales."""
    return max((una.cuando for una in novedades), default=semilla.creada)


def instante(cuando: datetime) -> str:
    """Un instante de RFC 3339, en UTC y hasta el segundo."""
    return cuando.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _poner(padre: ET.Element, nombre: str, texto: str = "", **atributos: str) -> ET.Element:
    hijo = ET.SubElement(padre, nombre, atributos)
    if texto:
        hijo.text = _NO_CABE_EN_XML.sub("", texto)
    return hijo
