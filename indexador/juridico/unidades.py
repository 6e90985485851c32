"""En qué se parte un texto para compararlo con otro: sus artículos; si no tiene, sus partes o sus páginas.

De un texto con artículos también se compara lo que va antes del primero (considerandos, un dictamen) y su
fórmula final: nada de lo escrito se calla.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexador.juridico import marcas
from indexador.juridico.articulos_de_texto import Cual, articulos_de, sin_rotulo
from indexador.juridico.estructura import Division, Estructura
from indexador.juridico.hilo import hilo_de
from indexador.juridico.objetivos import ORDINARIA, TRANSITORIA

_PARTES = frozenset(
    {marcas.TITULO, marcas.CAPITULO, marcas.CONSIDERANDO, marcas.ENCABEZADO, marcas.PARTE, marcas.PUNTO}
)
_SERIES = frozenset({ORDINARIA, TRANSITORIA})


@dataclass(frozen=True, slots=True)
class Unidad:
    """Un artículo o una parte. `clave` la identifica en su texto; `cuerpo` es su texto sin el rótulo."""

    clave: str
    etiqueta: str
    cuerpo: str
    pagina: int
    ancla: str = ""

    @property
    def articulo(self) -> Cual | None:
        """Cuál es, si es un artículo."""
        serie, _, numero = self.clave.partition("-")
        return (serie, numero) if serie in _SERIES and numero else None


def unidades(paginas: Sequence[str], estructura: Estructura) -> tuple[Unidad, ...]:
    """Las de un texto, en orden; vacío si no tiene nada escrito."""
    articulos = tuple(
        Unidad("-".join(uno.cual), uno.etiqueta, sin_rotulo(uno.texto), uno.pagina, uno.ancla)
        for uno in articulos_de(paginas, estructura)
    )
    if articulos:
        return (*_lo_de_antes(paginas, estructura), *articulos, *_formulas(paginas, estructura))
    return _partes(paginas, estructura) or _paginas(paginas)


def _lo_de_antes(paginas: Sequence[str], estructura: Estructura) -> Iterator[Unidad]:
    """Lo escrito antes del primer artículo y de la división que lo contiene."""
    primero = next(una for una in estructura.divisiones if una.clase == marcas.ARTICULO)
    while primero.padre is not None:
        primero = estructura.divisiones[primero.padre]
    if dicho := _antes_de(paginas, estructura, primero):
        yield Unidad("principio", "Antes del primer artículo", dicho, 1)


def _formulas(paginas: Sequence[str], estructura: Estructura) -> Iterator[Unidad]:
    for indice, una in enumerate(estructura.divisiones):
        if una.clase == marcas.FORMULA:
            dicho = hilo_de(paginas, estructura, indice).texto
            yield Unidad(f"final-{una.ancla}", "Fórmula final", dicho, una.pagina, una.ancla)


def _antes_de(paginas: Sequence[str], estructura: Estructura, una: Division) -> str:
    """Lo escrito antes de una división, sin encabezados ni pies de página."""
    antes = [paginas[n][slice(*estructura.cuerpos[n])] for n in range(una.pagina - 1)]
    antes.append(paginas[una.pagina - 1][estructura.cuerpos[una.pagina - 1][0] : una.inicio])
    return "\n".join(antes).strip()


def _partes(paginas: Sequence[str], estructura: Estructura) -> tuple[Unidad, ...]:
    """Las divisiones de fuera, con lo que haya antes de la primera; ninguna si sólo hay una."""
    halladas = [
        (indice, una)
        for indice, una in enumerate(estructura.divisiones)
        if una.padre is None and una.clase in _PARTES
    ]
    if len(halladas) < 2:
        return ()
    salida = [
        Unidad(una.ancla, una.etiqueta, hilo_de(paginas, estructura, indice).texto, una.pagina, una.ancla)
        for indice, una in halladas
    ]
    inicio = _antes_de(paginas, estructura, halladas[0][1])
    return (Unidad("principio", "Al principio", inicio, 1), *salida) if inicio else tuple(salida)


def _paginas(paginas: Sequence[str]) -> tuple[Unidad, ...]:
    return tuple(
        Unidad(f"pagina-{n}", f"Página {n}", texto.strip(), n)
        for n, texto in enumerate(paginas, 1)
        if texto.strip()
    )
