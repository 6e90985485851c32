"""En qué se parte un texto para compararlo con otro: sus artículos; si no tiene, sus partes o sus páginas."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexador.juridico import marcas
from indexador.juridico.articulos_de_texto import Cual, articulos_de, sin_rotulo
from indexador.juridico.estructura import Estructura
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
    return articulos or _partes(paginas, estructura) or _paginas(paginas)


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
    primera = halladas[0][1]
    antes = [
        paginas[n][estructura.cuerpos[n][0] : estructura.cuerpos[n][1]] for n in range(primera.pagina - 1)
    ]
    desde = estructura.cuerpos[primera.pagina - 1][0]
    antes.append(paginas[primera.pagina - 1][desde : primera.inicio])
    inicio = "\n".join(antes).strip()
    return (Unidad("principio", "Al principio", inicio, 1), *salida) if inicio else tuple(salida)


def _paginas(paginas: Sequence[str]) -> tuple[Unidad, ...]:
    return tuple(
        Unidad(f"pagina-{n}", f"Página {n}", texto.strip(), n)
        for n, texto in enumerate(paginas, 1)
        if texto.strip()
    )
