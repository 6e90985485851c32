"""Los nombres con que se cita una norma, con el país y el período en que valen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import parecida

INTERNACIONAL = frozenset({"INT", ""})
"""Las jurisdicciones de lo que vale en cualquier país."""
LIGAS = frozenset({
    "de", "del", "la", "las", "los", "el", "y", "e", "en", "a", "al", "para", "por", "con", "sobre", "su",
    "sus", "o", "u", "dei", "def", "lo",
})  # fmt: skip
_SALTABLES = LIGAS | {",", "-", '"'}
_MAS_LIGAS = 4
_SIGNOS_DESDE = 2
_MAYOR_SIGLA = 10
_FIN = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """Un nombre de una norma; `desde` y `hasta` son los días en que valió, incluidos.

    Un nombre de una sola palabra en mayúsculas es una sigla y sólo se reconoce en mayúsculas.
    """

    nombre: str
    clave: str
    jurisdiccion: str = "GT"
    desde: date | None = None
    hasta: date | None = None

    def vale(self, jurisdiccion: str) -> bool:
        """Si nombra a la norma en un documento de ese país."""
        return self.jurisdiccion in INTERNACIONAL or self.jurisdiccion == jurisdiccion

    def regia(self, anio: int) -> bool:
        """Si valía ese año."""
        return (self.desde is None or self.desde.year <= anio) and (
            self.hasta is None or anio <= self.hasta.year
        )


class Nombrada(NamedTuple):
    """Un nombre hallado.

    Lo que puede ser, dónde termina, si era una sigla y cuántas palabras propias tiene.
    """

    alias: tuple[Alias, ...]
    fin: int
    sigla: bool
    palabras: int


class Nombres:
    """Un catálogo inmutable de alias en que se busca el más largo.

    `sueltos` son los de una sola palabra, plegada, y cómo se escriben: «lepp» es «LEPP». `primeras`, las
    formas con que empieza alguno, y las iniciales de una sigla con puntos.
    """

    __slots__ = ("_empiezan", "_raiz", "claves", "primeras", "sueltos")

    def __init__(self, alias: Iterable[Alias]) -> None:
        self._raiz: dict[str, Any] = {}
        self._empiezan: dict[str, set[str]] = {}
        self.sueltos: dict[str, str] = {}
        for uno in alias:
            nudo, formas = self._raiz, _propias(uno.nombre)
            if len(formas) == 1 and " " not in uno.nombre:
                self.sueltos[formas[0]] = uno.nombre
            for forma in formas:
                nudo = nudo.setdefault(forma, {})
            if formas:
                nudo.setdefault(_FIN, []).append(uno)
                self._empiezan.setdefault(uno.clave, set()).add(formas[0])
        self.claves = frozenset(self._empiezan)
        iniciales = {forma[0] for forma, nombre in self.sueltos.items() if _es_sigla(nombre)}
        self.primeras = frozenset(self._raiz) | iniciales

    @classmethod
    def de(cls, alias: Iterable[Alias]) -> "Nombres":
        """El catálogo de esos alias."""
        return cls(alias)

    def buscar(self, f: Fichas, lugar: int, *, esperado: bool = False) -> Nombrada | None:
        """El nombre más largo que empieza ahí; `esperado`, también si su primera palabra está mal leída."""
        if len(f.formas[lugar]) == 1 and (con_puntos := self.sigla(f, lugar)):
            return con_puntos
        nudo, mejor, palabras = self._raiz, None, 0
        while (paso := _paso(nudo, f, lugar, palabras, esperado)) is not None:
            nudo, lugar = paso
            palabras += 1
            if (suyos := nudo.get(_FIN)) and (visto := _escrito(f, lugar, suyos, palabras)):
                mejor = Nombrada(visto, lugar, _es_sigla(visto[0].nombre), palabras)
        return mejor

    def sigla(self, f: Fichas, lugar: int) -> Nombrada | None:
        """La sigla que está ahí, en mayúsculas y con puntos o sin ellos: «LEPP», «L.E.P.P.»."""
        letras, fin = f.formas[lugar], lugar + 1
        con_puntos = len(letras) == 1
        while con_puntos and f.formas[fin] == "." and f.pegada(fin) and f.altas(fin - 1):
            fin += 1
            if len(letras) > _MAYOR_SIGLA:
                return None
            if not (len(f.formas[fin]) == 1 and f.pegada(fin) and f.palabra(fin)):
                break
            letras, fin = letras + f.formas[fin], fin + 1
        suyos = self._raiz.get(letras, {}).get(_FIN, ())
        siglas = tuple(uno for uno in suyos if _es_sigla(uno.nombre)) if f.altas(lugar) else ()
        return Nombrada(siglas, fin, True, 1) if siglas else None

    def se_llama(self, clave: str, sustantivo: str) -> bool:
        """Si algún nombre de esa norma empieza por el sustantivo: la LAIP es una ley, y no un reglamento."""
        return sustantivo in self._empiezan.get(clave, ())


def elegir(alias: tuple[Alias, ...], jurisdiccion: str, anio: int | None) -> tuple[Alias, ...]:
    """Los que valen en ese país y ese año; sin año, los que aún valen."""
    suyos = tuple(uno for uno in alias if uno.vale(jurisdiccion))
    if len({uno.clave for uno in suyos}) < 2:
        return suyos
    if anio is not None:
        return tuple(uno for uno in suyos if uno.regia(anio))
    vigentes = tuple(uno for uno in suyos if uno.hasta is None)
    return vigentes or suyos


def _propias(nombre: str) -> list[str]:
    f = Fichas(nombre)
    return [forma for forma in f.formas[: f.largo] if forma not in LIGAS and forma[:1].isalnum()]


def _es_sigla(nombre: str) -> bool:
    return " " not in nombre and nombre.isupper()


def _escrito(f: Fichas, fin: int, alias: list[Alias], palabras: int) -> tuple[Alias, ...]:
    """Los alias que casan también en mayúsculas: las siglas, todas; un nombre de una palabra, la primera."""
    if palabras > 1:
        return tuple(alias)
    ultima = fin - 1
    return tuple(uno for uno in alias if (f.altas(ultima) if _es_sigla(uno.nombre) else f.mayuscula(ultima)))


def _paso(
    nudo: dict[str, Any], f: Fichas, lugar: int, palabras: int, esperado: bool
) -> tuple[dict[str, Any], int] | None:
    """El nudo a que lleva la palabra propia siguiente, y el lugar tras ella."""
    if palabras:
        saltadas = 0
        while f.formas[lugar] in _SALTABLES and saltadas < _MAS_LIGAS and f.formas[lugar] not in nudo:
            if f.formas[lugar] in {",", '"'} and (palabras < _SIGNOS_DESDE or _FIN in nudo):
                return None
            lugar, saltadas = lugar + 1, saltadas + 1
    forma = f.formas[lugar]
    if not forma:
        return None
    hijo = nudo.get(forma)
    if hijo is None and (palabras or esperado) and forma[0].isalpha():
        hijo = nudo.get(parecida(forma, tuple(clave for clave in nudo if len(clave) > 3)) or forma)
    return None if hijo is None else (hijo, lugar + 1)
