"""Las hojas de un ODS: renglones de celdas, con sus repeticiones y lo que llevan oculto."""

from collections.abc import Iterator

from lxml import etree

from indexador.extraccion.oculto import atencion, cuenta
from indexador.extraccion.paquete import atributo, etiqueta

SEPARADOR = " | "
REPETIDAS = 50
"""Lo más que se repite una celda o una fila con texto: el archivo puede pedir millones."""


def leer_hojas(libro: etree._Element) -> tuple[list[tuple[str, str]], list[str]]:
    """Las hojas, por su nombre y su texto, y los avisos de lo que no se ve."""
    hojas: list[tuple[str, str]] = []
    comentarios = ocultas = filas = 0
    estilos = _tablas_ocultas(libro.getroottree().getroot())
    for tabla in libro.iterchildren("{*}table"):
        nombre = atributo(tabla, "name") or str(len(hojas) + 1)
        hojas.append((f"hoja {nombre}", "\n".join(_renglones(tabla))))
        comentarios += sum(1 for _ in tabla.iter("{*}annotation"))
        ocultas += atributo(tabla, "style-name") in estilos
        filas += any(
            atributo(e, "visibility") == "collapse" for e in tabla.iter("{*}table-row", "{*}table-column")
        )
    avisos = atencion(
        cuenta(comentarios, "comentario en sus celdas", "comentarios en sus celdas"),
        cuenta(ocultas, "hoja oculta", "hojas ocultas"),
        cuenta(filas, "hoja con filas o columnas ocultas", "hojas con filas o columnas ocultas"),
    )
    return hojas, avisos


def _tablas_ocultas(raiz: etree._Element) -> frozenset[str]:
    return frozenset(
        atributo(padre, "name")
        for propiedades in raiz.iter("{*}table-properties")
        if atributo(propiedades, "display") == "false" and (padre := propiedades.getparent()) is not None
    )


def _renglones(tabla: etree._Element) -> Iterator[str]:
    for fila in tabla.iter("{*}table-row"):
        celdas = [texto for celda in fila.iterchildren() for texto in _celda(celda)]
        renglon = SEPARADOR.join(celda for celda in celdas if celda)
        if renglon:
            yield from [renglon] * _veces(fila, "number-rows-repeated")


def _celda(celda: etree._Element) -> list[str]:
    if etiqueta(celda) not in {"table-cell", "covered-table-cell"}:
        return []
    parrafos = (" ".join("".join(p.itertext()).split()) for p in celda.iterchildren("{*}p"))
    texto = " ".join(parrafo for parrafo in parrafos if parrafo)
    return [texto] * _veces(celda, "number-columns-repeated") if texto else []


def _veces(elemento: etree._Element, nombre: str) -> int:
    veces = atributo(elemento, nombre) or "1"
    return min(int(veces), REPETIDAS) if veces.isdigit() else 1
