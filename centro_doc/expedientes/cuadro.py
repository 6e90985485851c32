"""El cuadro comparado: qué dice cada quien, por su postura y artículo por artículo."""

from collections.abc import Iterable, Mapping, Sequence

from centro_doc.catalogo.tipos import tipo
from centro_doc.expedientes.contenido import Pieza, Tabla
from centro_doc.expedientes.frases import con_aviso, recortar
from centro_doc.expedientes.por_articulo import SIN_POSTURA, Dicho
from centro_doc.grafo.palabras import corta

_OPINAN = ("opinion_recibida", "propuesta_texto", "iniciativa", "dictamen")


def posturas() -> tuple[str, ...]:
    """Las que puede tener una opinión, en su orden."""
    del_tipo = tipo("opinion_recibida")
    campos = del_tipo.campos if del_tipo is not None else ()
    return tuple(nombre for uno in campos if uno.clave == "postura" for nombre in uno.opciones.values())


def por_postura(piezas: Iterable[Pieza]) -> Tabla:
    """Las opiniones y propuestas por su postura; lo que dice cada una es su primer pasaje, con su página."""
    turno = {nombre: lugar for lugar, nombre in enumerate(posturas())}
    unas = sorted(
        (pieza for pieza in piezas if pieza.tipo in _OPINAN[:2]),
        key=lambda una: (turno.get(una.postura or SIN_POSTURA, len(turno)), una.fecha, una.identificador),
    )
    return Tabla(
        "Opiniones y propuestas por postura",
        ("Postura", "Remitente", "Fecha", "Artículos que toca", "Lo que dice", "Documento"),
        tuple(_opinion(una) for una in unas),
        tuple((una.identificador,) for una in unas),
    )


def por_articulo(todos: Sequence[Dicho]) -> Tabla:
    """Por cada artículo, quién está a favor, en contra o propone cambiarlo; en cada celda, el registro."""
    columnas = (*posturas(), "Lo cambiaría")
    celdas: dict[tuple[str, str], dict[str, list[Dicho]]] = {}
    for uno in todos:
        if uno.pieza.tipo in _OPINAN:
            columna = _columna(uno, columnas)
            celdas.setdefault((uno.norma, uno.articulo), {}).setdefault(columna, []).append(uno)
    return Tabla(
        "Artículo por artículo",
        ("Artículo", *columnas),
        tuple(
            (_articulo(*clave), *(_celda(suyas.get(columna, ())) for columna in columnas))
            for clave, suyas in celdas.items()
        ),
        tuple(
            tuple(sorted({uno.pieza.identificador for unos in suyas.values() for uno in unos}))
            for suyas in celdas.values()
        ),
    )


def _columna(uno: Dicho, columnas: Sequence[str]) -> str:
    if uno.pieza.tipo in {"iniciativa", "propuesta_texto"} and not uno.pieza.postura:
        return columnas[-1]
    return uno.pieza.postura if uno.pieza.postura in columnas else SIN_POSTURA


def _articulo(norma: str, articulo: str) -> str:
    return f"{articulo}, {corta(norma)}" if norma else articulo


def _celda(unos: Iterable[Dicho]) -> str:
    return "; ".join(
        f"{_datos(uno.pieza).get('Remitente') or uno.pieza.titulo} ({uno.pieza.identificador}"
        + (f", p. {uno.mencion.pagina})" if uno.mencion is not None else ")")
        for uno in unos
    )


def _opinion(una: Pieza) -> tuple[str, ...]:
    datos = _datos(una)
    prueba = una.evidencias[0] if una.evidencias else None
    dice = "Sin pasaje señalado"
    if prueba is not None:
        donde = con_aviso(f"p. {prueba['pagina']}", prueba.get("aviso", ""))
        dice = f"«{recortar(prueba['literal'])}» ({donde})"
    return (
        una.postura or SIN_POSTURA,
        datos.get("Remitente", "No consta"),
        datos.get("Fecha") or una.fecha or "No consta",
        datos.get("Artículos que toca", ""),
        dice,
        f"{una.titulo} ({una.identificador})",
    )


def _datos(una: Pieza) -> Mapping[str, str]:
    return dict(una.datos)
