"""Las normas que nombra una consulta, escritas para un programa y para la consola."""

from collections.abc import Iterator, Sequence

from centro_doc.busqueda.norma_nombrada import ArticuloNombrado, NormaNombrada
from centro_doc.normas.vigencia import EstadoALaFecha

SIN_TEXTO = "no tenemos el texto"


def norma_como_json(una: NormaNombrada, otras: Sequence[NormaNombrada]) -> dict[str, object]:
    """`textos` son los documentos que la traen; un artículo sin `documento` no está en ninguno de ellos."""
    return {
        "clave": una.clave,
        "cita": una.cita,
        "nombre": una.norma.nombre if una.norma is not None else None,
        "verificacion": una.norma.marca if una.norma is not None else None,
        **_estado(una.estado),
        "datos": dict(una.datos),
        "citan": una.citan,
        "textos": [documento.identificador for documento in una.textos],
        "articulos": [_articulo(articulo) for articulo in una.articulos],
        "otras": [otra.clave for otra in otras],
    }


def norma_en_renglones(una: NormaNombrada) -> Iterator[str]:
    """La norma, si tenemos su texto, y cada artículo pedido con el comienzo del suyo."""
    nombre = f", {una.norma.nombre}" if una.norma is not None and una.norma.nombre != una.cita else ""
    textos = ", ".join(documento.identificador for documento in una.textos)
    yield f"{una.cita}{nombre} ({una.clave}): {textos or SIN_TEXTO}"
    for articulo in una.articulos:
        if articulo.pasaje is None or articulo.documento is None:
            yield f"    {articulo.etiqueta}: {SIN_TEXTO}"
        else:
            lugar = f"{articulo.documento.identificador}, {articulo.pasaje.lugar}"
            yield f"    {articulo.etiqueta}, {lugar}: {articulo.pasaje.texto}"


def _estado(estado: EstadoALaFecha | None) -> dict[str, object]:
    """El estado con cuánto está confirmado (V, C o D)."""
    if estado is None:
        return {"estado": None, "estado_marca": None}
    return {"estado": str(estado.estado), "estado_marca": estado.marca}


def _articulo(uno: ArticuloNombrado) -> dict[str, object]:
    return {
        "objetivo": uno.objetivo,
        "etiqueta": uno.etiqueta,
        **_estado(uno.estado),
        "aparte": uno.aparte,
        "citan": uno.citan,
        "documento": uno.documento.identificador if uno.documento is not None else None,
        "pagina": uno.pasaje.pagina if uno.pasaje is not None else None,
        "ancla": uno.pasaje.ancla if uno.pasaje is not None else None,
        "texto": uno.pasaje.texto if uno.pasaje is not None else None,
    }
