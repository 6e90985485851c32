"""El emisor que se dice tras varias normas y es de las que no dicen el suyo.

«Decretos 106 y 107, ambos del Jefe del Gobierno», «Decreto 106 y Decreto 107, ambos Decretos Leyes»,
«Decretos 2-89 y 107, el segundo Decreto Ley».
"""

from collections.abc import Iterator, Sequence

from indexador.juridico.citas.emisores import Emisor, emisor
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import CONJUNCIONES, DETERMINANTES
from indexador.juridico.citas.normas import Leida, leer

_TODAS = frozenset({"ambos", "ambas", "todos", "todas"})
_CUALES = {"primer": 0, "primero": 0, "segundo": 1, "tercero": 2, "cuarto": 3, "ultimo": -1}
_MAS_DICHAS = 4
_SIN_EMISOR: Emisor | None = None


class EmisorComun:
    """El que se dice tras las normas de unas fichas; hay que preguntar de izquierda a derecha."""

    def __init__(self, f: Fichas) -> None:
        self._f = f
        self._se_dice = not _TODAS.isdisjoint(f.formas)
        self._se_reparte = not _CUALES.keys().isdisjoint(f.formas)
        self._hasta, self._seguidas = -1, _SIN_EMISOR
        """Hasta dónde van las que repiten la clase, y el de todas."""

    def poner(self, leidas: Sequence[Leida]) -> tuple[list[Leida], int]:
        """La lista con el emisor que califica a varias, y dónde termina lo leído."""
        f, fin = self._f, leidas[-1].fin
        comun = _de_todas(f, fin) if self._se_dice else None
        fin = comun.fin if comun else fin
        if self._se_dice and comun is None and leidas[-1].codigo == "D" and leidas[-1].emisor is None:
            comun = self._de_las_que_siguen(fin)
        suyas: list[Leida] = []
        for leida in reversed(leidas):
            comun = leida.emisor or comun
            suyas.append(leida if leida.emisor is comun else leida._replace(emisor=comun))
        primero = leidas[0].emisor
        if primero and primero.fin < leidas[0].numero.fin:  # «Acuerdos del Ministerio de … 5-2010 y 6-2010»
            suyas = [leida._replace(emisor=leida.emisor or primero) for leida in suyas]
        suyas = suyas[::-1]
        for cual, suyo in _de_cada_una(f, fin) if self._se_reparte else ():
            lugar = -1 if len(suyas) == 1 and cual else cual
            if -1 <= lugar < len(suyas):
                suyas[lugar], fin = suyas[lugar]._replace(emisor=suyo), suyo.fin
        return suyas, fin

    def _de_las_que_siguen(self, fin: int) -> Emisor | None:
        """El de las que siguen repitiendo la clase: «Decreto 106 y Decreto 107, ambos…»."""
        f = self._f
        if fin > self._hasta:
            while (tras := _tras_otra(f, fin)) > fin:
                fin = tras
            self._hasta, self._seguidas = fin, _de_todas(f, fin)
        return self._seguidas


def _tras_otra(f: Fichas, fin: int) -> int:
    """Tras «y el Decreto 107», si está y no dice su emisor; si no, el mismo lugar."""
    lugar = f.tras(fin, ",")
    lugar += f.formas[lugar] in CONJUNCIONES
    otra = leer(f, lugar + (f.formas[lugar] in DETERMINANTES)) if lugar > fin else None
    return otra[0].fin if otra and otra[0].codigo == "D" and otra[0].emisor is None else fin


def _de_todas(f: Fichas, fin: int) -> Emisor | None:
    """«, ambos del Congreso», «, todos Decretos Leyes»."""
    lugar = f.tras(fin, ",")
    if f.formas[lugar] not in _TODAS:
        return None
    return emisor(f, lugar + 1) or _decreto_ley(f, lugar + 1)


def _de_cada_una(f: Fichas, fin: int) -> Iterator[tuple[int, Emisor]]:
    """«, el primero del Congreso y el segundo Decreto Ley»: cuál de la lista y su emisor."""
    for _ in range(_MAS_DICHAS):
        lugar = f.tras(fin, ",", ";")
        lugar += f.formas[lugar] in CONJUNCIONES
        if f.formas[lugar] not in DETERMINANTES or f.formas[lugar + 1] not in _CUALES:
            return
        suyo = emisor(f, lugar + 2) or _decreto_ley(f, lugar + 2)
        if suyo is None or f.numero(suyo.fin):
            return
        yield _CUALES[f.formas[lugar + 1]], suyo
        fin = suyo.fin


def _decreto_ley(f: Fichas, lugar: int) -> Emisor | None:
    """«Decreto Ley», «Decretos-Leyes»: dice la clase."""
    tras = f.tras(lugar + 1, "-")
    es = f.formas[lugar] in {"decreto", "decretos"} and f.formas[tras] in {"ley", "leyes"}
    return Emisor("DL", "", tras + 1) if es else None
