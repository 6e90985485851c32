"""Páginas de los formatos que no las tienen: partes de unos 3.000 caracteres, cortadas en párrafo."""

from collections.abc import Iterable, Iterator

from indexador.extraccion.cortes import cortar
from indexador.extraccion.limpieza import limpiar
from indexador.ficha import Pagina

TAMANO_DE_PARTE = 3_000
TAMANO_DE_UNIDAD = 100_000
"""Caracteres a partir de los que una hoja de cálculo o un capítulo sigue en otra página."""
LARGO_DE_ETIQUETA = 40


def en_partes(texto: str) -> Iterator[str]:
    """Corta un texto ya limpio en partes de a lo sumo `TAMANO_DE_PARTE` caracteres."""
    return (texto[inicio:fin] for inicio, fin in cortar(texto, TAMANO_DE_PARTE))


def numerar(textos: Iterable[str], nombre: str) -> tuple[Pagina, ...]:
    """Páginas «`nombre` 1», «`nombre` 2»…; las vacías quedan, como `sin_texto`."""
    return tuple(
        Pagina(
            numero=numero,
            texto=limpio,
            etiqueta=f"{nombre} {numero}",
            origen="nativo" if limpio else "sin_texto",
        )
        for numero, limpio in enumerate(map(limpiar, textos), start=1)
    )


def nombradas(unidades: Iterable[tuple[str, str]]) -> tuple[Pagina, ...]:
    """Una página por cada unidad con nombre (hoja, capítulo, diapositiva); la enorme sigue en otras.

    Las vacías quedan, para que la tercera hoja sea siempre la página 3.
    """
    paginas: list[Pagina] = []
    for nombre, texto in unidades:
        limpio = limpiar(texto)
        trozos = [limpio[desde:hasta] for desde, hasta in cortar(limpio, TAMANO_DE_UNIDAD)] or [""]
        for vez, trozo in enumerate(trozos, start=1):
            cola = f" ({vez})" if vez > 1 else ""
            etiqueta = " ".join(limpiar(nombre).split())[: LARGO_DE_ETIQUETA - len(cola)] + cola
            origen = "nativo" if trozo else "sin_texto"
            paginas.append(Pagina(len(paginas) + 1, trozo, etiqueta, origen=origen))
    return tuple(paginas)
