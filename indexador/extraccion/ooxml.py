"""Lo común a los libros de Excel y las presentaciones de PowerPoint (ECMA-376): relaciones y propiedades."""

import posixpath
from collections.abc import Iterable

from lxml import etree

from indexador.extraccion.huellas import AUTOR, EMPRESA, MODIFICADO, RESPONSABLE, Dicho, huellas
from indexador.extraccion.limpieza import limpiar
from indexador.extraccion.paquete import Paquete, etiqueta

_PROPIEDADES = {
    "title": "titulo",
    "creator": "autor",
    "subject": "asunto",
    "created": "creado",
    "modified": "modificado",
}
_HUELLAS = {"creator": AUTOR, "lastModifiedBy": MODIFICADO, "Company": EMPRESA, "Manager": RESPONSABLE}


def relaciones(paquete: Paquete, parte: str) -> dict[str, tuple[str, str]]:
    """Por identificador, la clase (su última palabra) y la parte a la que lleva cada relación de una parte.

    Lo que apunta fuera del archivo no cuenta: ninguna dirección ajena se abre.
    """
    carpeta, nombre = posixpath.split(parte)
    raiz = paquete.xml(posixpath.join(carpeta, "_rels", f"{nombre}.rels"))
    halladas = {}
    for relacion in [] if raiz is None else raiz.iter("{*}Relationship"):
        if relacion.get("TargetMode") != "External":
            destino = posixpath.normpath(posixpath.join("/", carpeta, str(relacion.get("Target", ""))))
            clase = str(relacion.get("Type", "")).rpartition("/")[2]
            halladas[str(relacion.get("Id"))] = (clase, destino.lstrip("/"))
    return halladas


def destinos(paquete: Paquete, parte: str, clase: str) -> list[str]:
    """Las partes que una parte relaciona con esa clase (`comments`, `notesSlide`…)."""
    return [destino for una, destino in relaciones(paquete, parte).values() if una == clase]


def parte_principal(paquete: Paquete, usual: str) -> str:
    """La que la raíz del paquete llama `officeDocument`."""
    halladas = [d for d in destinos(paquete, "", "officeDocument") if d in paquete.nombres()]
    return halladas[0] if halladas else usual


def propiedades(paquete: Paquete, mas: Iterable[Dicho] = ()) -> dict[str, str]:
    """Título, autor, asunto y fechas que el archivo dice de sí mismo, y sus huellas, con las demás dichas."""
    raices = (paquete.xml(f"docProps/{parte}.xml") for parte in ("core", "app"))
    halladas: dict[str, str] = {}
    dichos = []
    for elemento in (hijo for raiz in raices if raiz is not None for hijo in raiz):
        if clase := _HUELLAS.get(etiqueta(elemento)):
            dichos.append((clase, elemento.text or ""))
        nombre = _PROPIEDADES.get(etiqueta(elemento))
        valor = limpiar(elemento.text or "").replace("\n", " ")[:1000]
        if nombre and valor:
            halladas[nombre] = valor[:10] if nombre in {"creado", "modificado"} else valor
    return halladas | huellas([*dichos, *mas])


def referencia(elemento: etree._Element) -> str:
    """El identificador de relación (`r:id`) de un elemento que puede tener además un `id` propio."""
    return next((str(v) for clave, v in elemento.attrib.items() if str(clave).endswith("}id")), "")
