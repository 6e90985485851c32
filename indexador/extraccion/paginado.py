"""Páginas de los formatos que no las tienen: partes de unos 3.000 caracteres, cortadas en párrafo."""

from collections.abc import Iterable, Iterator

from indexador.extraccion.cortes import cortar
from indexador.extraccion.limpieza import limpiar
from indexador.ficha import Pagina

TAMANO_DE_PARTE = 3_000


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
