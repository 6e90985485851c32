"""El nombre de una norma dicho sin su última parte: «ley de acceso a la información» [Pública].

Así se la nombra al buscar. Sólo vale si una sola norma se llama de un modo que empieza así, y si ahí acaba el
nombre: «ley de acceso a la información ambiental» es otra.
"""

from collections.abc import Iterable, Iterator, Mapping

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import CONJUNCIONES
from indexador.juridico.citas.nombres import LIGAS, Alias

_MINIMO = 3
"""Palabras propias que ha de tener lo que queda: «Ley Orgánica» no nombra ninguna."""
_ARTICULOS = frozenset({"art", "arts", "articulo", "articulos"})
_ANTES_DEL_ARTICULO = frozenset({"en", "su", "sus", "el", "los"})
_CIERRAN = frozenset({"", ",", ".", ";", ":", "(", ")", "?", "!"})
_DE_AQUI = ("de", "guatemala")
_AQUI = "GT"


class NombresCortos:
    """Los nombres sin su última parte que son de una sola norma, y el entero de cada uno."""

    def __init__(self, alias: Iterable[Alias]) -> None:
        suyos = [uno for uno in alias if uno.vale(_AQUI)]
        claves: dict[tuple[str, ...], set[str]] = {}
        enteros: dict[tuple[str, ...], str] = {}
        for uno in suyos:
            f = Fichas(uno.nombre)
            claves.setdefault(_propias(f, f.largo), set()).add(uno.clave)
            for corto in {_propias(f, fin) for fin in _cortes(f)}:
                if len(corto) >= _MINIMO:
                    claves.setdefault(corto, set()).add(uno.clave)
                    enteros.setdefault(corto, uno.nombre)
        self._enteros: Mapping[tuple[str, ...], str] = {
            corto: nombre for corto, nombre in enteros.items() if len(claves[corto]) == 1
        }
        self._primeras = frozenset(corto[0] for corto in self._enteros)
        self._largo = max(map(len, self._enteros), default=0)

    def completar(self, consulta: str) -> Iterator[str]:
        """La consulta con el nombre entero en lugar de cada uno corto que tenga.

        >>> nombres = NombresCortos([Alias("Ley de Acceso a la Información Pública", "DC-57-2008")])
        >>> list(nombres.completar("ley de acceso a la información, artículo 10"))
        ['Ley de Acceso a la Información Pública, artículo 10']
        """
        f = Fichas(consulta)
        for lugar in range(f.largo):
            if f.formas[lugar] in self._primeras and (hallado := self._desde(f, lugar)):
                nombre, fin = hallado
                yield f"{consulta[: f.inicios[lugar]]}{nombre}{consulta[f.fines[fin - 1] :]}"

    def _desde(self, f: Fichas, lugar: int) -> tuple[str, int] | None:
        """El nombre entero del corto que empieza ahí y acaba donde acaba un nombre, y dónde acaba."""
        formas: list[str] = []
        for fin in range(lugar, f.largo):
            if not f.palabra(fin):
                return None
            if f.formas[fin] in LIGAS:
                continue
            formas.append(f.formas[fin])
            nombre = self._enteros.get(tuple(formas))
            if nombre is not None and _acaba(f, fin + 1):
                return nombre, fin + 1
            if len(formas) == self._largo:
                return None
        return None


def _acaba(f: Fichas, lugar: int) -> bool:
    """¿No sigue ahí el nombre? Tras él viene el artículo, un signo, «de Guatemala» o nada."""
    if f.siguen(lugar, _DE_AQUI):
        lugar += len(_DE_AQUI)
    while f.formas[lugar] in _ANTES_DEL_ARTICULO:
        lugar += 1
    return f.formas[lugar] in _CIERRAN or f.formas[lugar] in _ARTICULOS


def _cortes(f: Fichas) -> Iterator[int]:
    """Dónde puede acabar el nombre que se dice: antes de su última palabra, o de su última enumeración."""
    ultima = max((n for n in range(f.largo) if _propia(f, n)), default=0)
    yield ultima
    for lugar in range(f.largo):
        if f.formas[lugar] == "," or f.formas[lugar] in CONJUNCIONES:
            yield lugar


def _propias(f: Fichas, fin: int) -> tuple[str, ...]:
    return tuple(f.formas[lugar] for lugar in range(fin) if _propia(f, lugar))


def _propia(f: Fichas, lugar: int) -> bool:
    return f.palabra(lugar) and f.formas[lugar] not in LIGAS
