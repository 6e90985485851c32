"""El tesauro: los términos que quieren decir lo mismo, y cuáles de ellos hay en una consulta.

Se usa al preguntar, nunca al indexar: quien lo edita ve el cambio en la búsqueda siguiente y no hay que
rehacer el índice. Sólo debe recibir las palabras sueltas de la consulta; lo que va entre comillas se busca
como está.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indexador.lengua.analizador import analizar
from indexador.lengua.concordancia import es_la_misma
from indexador.lengua.palabras import VACIAS, raiz

CLASES: Mapping[str, str] = {
    "sigla": "Sigla",
    "sinonimo": "Sinónimo",
    "nombre_anterior": "Nombre anterior",
    "nombre_popular": "Nombre popular",
    "afin": "Término afín",
}
"""Las clases de grupo y cómo se llaman ante una persona."""
OTROS_MAXIMO = 12
"""Equivalentes de una misma expresión: más, y una sola palabra cargaría toda la consulta."""

_NUMERADORES = frozenset({"n", "no", "nro", "num", "numero"})
_LIGADURAS = VACIAS - _NUMERADORES - {"ni", "sin"}
"""Las que una consulta no busca por sí solas, salvo las que niegan: «ser» en «elegir y ser electo»."""


@dataclass(frozen=True, slots=True)
class Grupo:
    """Un concepto: términos que quieren decir lo mismo, tal como se escriben («DGM», «Defensoría…»).

    `clase` es una de `CLASES`. Un término de una sola palabra escrito todo en mayúsculas es una sigla.
    """

    terminos: tuple[str, ...]
    clase: str


@dataclass(frozen=True, slots=True)
class Equivalencia:
    """Una parte de la consulta y lo que también la nombra.

    `desde` y `hasta` (excluido) cuentan términos de la consulta. Cada uno de `otros` es una expresión entera,
    palabra por palabra y en orden, en formas plegadas como las de `analizar`, con sus palabras vacías. No
    van las que contienen lo escrito: buscarlo ya las halla. `clases` son las de los grupos que las traen.
    """

    desde: int
    hasta: int
    otros: tuple[tuple[str, ...], ...]
    clases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Termino:
    """`propias` son las formas sin las que sólo unen, y `clave`, las raíces de éstas."""

    formas: tuple[str, ...]
    propias: tuple[str, ...]
    clave: tuple[str, ...]
    es_sigla: bool


@dataclass(slots=True)
class _Nudo:
    """Un punto del árbol de claves: por dónde se sigue y los grupos cuyos términos terminan aquí."""

    ramas: dict[str, "_Nudo"] = field(default_factory=dict)
    grupos: list[int] = field(default_factory=list)


def distintos(terminos: Iterable[str]) -> tuple[str, ...]:
    """Los términos que dicen algo, sin los que se comparan igual que uno anterior («Minex» y «MINEX»)."""
    hallados: dict[tuple[str, ...], str] = {}
    for termino in terminos:
        if (leido := _leer(termino)) is not None:
            hallados.setdefault(leido.clave, termino)
    return tuple(hallados.values())


class Tesauro:
    """Los grupos, dispuestos para hallarlos en una consulta. Es inmutable: lo comparten los hilos.

    Una palabra vale en singular y en plural, y los participios y oficios también en los dos géneros. Una
    expresión de varias palabras se compara por sus raíces y sin mirar artículos ni preposiciones («Consejo de
    Atención al Migrante» es «Consejo para la Atención del Migrante»), pero «no» y «sin» cuentan siempre. Una
    sigla sólo es ella misma, con puntos o sin ellos; la de dos grupos trae los equivalentes de ambos.

    >>> tesauro = Tesauro([Grupo(("DGM", "Dirección General de Migración"), "sigla")])
    >>> tesauro.equivalencias(["informe", "dgm"])[0].otros
    (('direccion', 'general', 'de', 'migracion'),)
    """

    __slots__ = ("_arbol", "_clases", "_palabras", "_siglas", "_terminos")

    def __init__(self, grupos: Iterable[Grupo]) -> None:
        """Un término sin palabras, o un grupo de menos de dos, no aporta nada y se pasa por alto."""
        self._terminos: list[tuple[_Termino, ...]] = []
        self._clases: list[str] = []
        self._siglas: dict[str, list[int]] = {}
        self._palabras: dict[str, list[tuple[str, int]]] = {}
        self._arbol = _Nudo()
        for grupo in grupos:
            terminos = tuple(hallado for escrito in grupo.terminos if (hallado := _leer(escrito)) is not None)
            if len(terminos) > 1:
                self._anadir(terminos, grupo.clase)

    @classmethod
    def vacio(cls) -> "Tesauro":
        """El tesauro que no dice nada."""
        return _VACIO

    def conoce(self, forma: str) -> bool:
        """¿Dice esa forma plegada alguno de sus términos?"""
        return any(forma in termino.formas for grupo in self._terminos for termino in grupo)

    def equivalencias(self, formas: Sequence[str]) -> tuple[Equivalencia, ...]:
        """Lo que hay del tesauro en las formas plegadas de una consulta, de izquierda a derecha.

        Nada se encima: gana la que empieza antes y, de ésas, la más larga. El tiempo crece con el largo de la
        consulta.
        """
        if not self._terminos:
            return ()
        lugares = [lugar for lugar in range(len(formas)) if not _es_ligadura(formas, lugar)]
        claves = [raiz(formas[lugar]) for lugar in lugares]
        halladas: list[Equivalencia] = []
        desde = 0
        while desde < len(lugares):
            largo, grupos = self._mejor(formas[lugares[desde]], claves, desde)
            propia = tuple(claves[desde : desde + largo])
            if otros := self._otros(grupos, propia):
                inicio, fin = lugares[desde], lugares[desde + largo - 1] + 1
                halladas.append(Equivalencia(inicio, fin, tuple(otros), tuple(otros.values())))
            desde += largo
        return tuple(halladas)

    def _anadir(self, terminos: tuple[_Termino, ...], clase: str) -> None:
        numero = len(self._terminos)
        self._terminos.append(terminos)
        self._clases.append(clase)
        for termino in terminos:
            if len(termino.clave) > 1:
                nudo = self._arbol
                for clave in termino.clave:
                    nudo = nudo.ramas.setdefault(clave, _Nudo())
                nudo.grupos.append(numero)
            elif termino.es_sigla:
                self._siglas.setdefault(termino.propias[0], []).append(numero)
            else:
                self._palabras.setdefault(termino.clave[0], []).append((termino.propias[0], numero))

    def _mejor(self, forma: str, claves: Sequence[str], desde: int) -> tuple[int, list[int]]:
        """Las palabras de la expresión más larga que empieza en `desde` (1 si no hay), y sus grupos."""
        nudo: _Nudo | None = self._arbol
        largo, grupos = 1, [*self._siglas.get(forma, ()), *self._sueltas(forma, claves[desde])]
        hasta = desde
        while hasta < len(claves) and nudo is not None:
            nudo = nudo.ramas.get(claves[hasta])
            hasta += 1
            if nudo is not None and nudo.grupos:
                largo, grupos = hasta - desde, nudo.grupos
        return largo, list(dict.fromkeys(grupos))

    def _sueltas(self, forma: str, clave: str) -> Iterator[int]:
        for termino, grupo in self._palabras.get(clave, ()):
            if es_la_misma(forma, termino):
                yield grupo

    def _otros(self, grupos: Sequence[int], propia: tuple[str, ...]) -> Mapping[tuple[str, ...], str]:
        """Las otras expresiones, cada una con la clase de su grupo."""
        otros: dict[tuple[str, ...], tuple[tuple[str, ...], str]] = {}
        for grupo in grupos:
            for termino in self._terminos[grupo]:
                if not _contiene(termino.clave, propia):
                    otros.setdefault(termino.clave, (termino.formas, self._clases[grupo]))
        return dict(list(otros.values())[:OTROS_MAXIMO])


def _leer(escrito: str) -> _Termino | None:
    formas = tuple(termino.forma for termino in analizar(escrito))
    propias = tuple(forma for lugar, forma in enumerate(formas) if not _es_ligadura(formas, lugar))
    if not propias:
        return None
    return _Termino(formas, propias, tuple(map(raiz, propias)), len(formas) == 1 and escrito.isupper())


def _contiene(clave: tuple[str, ...], parte: tuple[str, ...]) -> bool:
    """¿Está la parte, seguida, en la clave? Quien busca «migrante» ya halla «persona migrante»."""
    return any(clave[lugar : lugar + len(parte)] == parte for lugar in range(len(clave) - len(parte) + 1))


def _es_ligadura(formas: Sequence[str], lugar: int) -> bool:
    """¿Es una palabra que sólo une? La «no» de «Decreto No. 95-98» sí; la de «no acompañado», no."""
    forma = formas[lugar]
    if forma in _NUMERADORES and lugar + 1 < len(formas):
        return formas[lugar + 1][:1].isdigit()
    return forma in _LIGADURAS


_VACIO = Tesauro(())
