"""De qué norma son unos artículos, según lo que les sigue.

«… de la Constitución», «… del Capítulo II de esta Ley».
"""

from collections.abc import Iterator

from indexador.juridico.citas.articulos import grupo
from indexador.juridico.citas.encabezados import Encabezados
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.grupos import Grupo
from indexador.juridico.citas.hallazgo import (
    CONSTITUCION,
    INTERNA,
    POR_ANTECEDENTE,
    SIN_RESOLUCION,
    Norma,
)
from indexador.juridico.citas.lexico import DE, DETERMINANTES, SUSTANTIVOS
from indexador.juridico.citas.normas import tras_reformas
from indexador.juridico.citas.referencias import Referencias
from indexador.juridico.citas.subdivisiones import desplegado
from indexador.juridico.citas.transitorias import parte_de_norma, tras_disposiciones
from indexador.juridico.objetivos import ORDINARIA, SIN_RESOLVER, TRANSITORIA, Objetivo

_SU = frozenset({"su", "sus"})
_INCLUSIVE = frozenset({"ambos", "ambas", "todos", "todas", "inclusive", "respectivamente"})
_PARTES_DE_NORMA = frozenset({"titulo", "capitulo", "seccion", "libro", "parte", "apartado"})
_CONTENIDOS = frozenset({"contenid", "previst", "establecid", "regulad", "consagrad"})


class Destinos:
    """Lee a qué norma lleva un grupo de artículos; `de_norma` son las formas con que empieza alguna."""

    def __init__(self, f: Fichas, referencias: Referencias, de_norma: frozenset[str]) -> None:
        self._f, self._referencias, self._de_norma = f, referencias, de_norma

    def de(self, grupo: Grupo, *, con_enlace: bool = False) -> tuple[tuple[Norma, ...], int, str]:
        """Las normas de que son los artículos, dónde termina la cita y la serie que se dijo.

        `con_enlace`: sólo las que se unen con «de», y no «Artículo 12, Decreto 46-2007».
        """
        f = self._f
        serie = TRANSITORIA if grupo.transitoria else ORDINARIA
        if grupo.relativo and not grupo.piezas[0].articulo:
            return (), grupo.fin, serie
        lugar = f.tras(grupo.fin, ",")
        while f.formas[lugar] in _INCLUSIVE:
            lugar = f.tras(lugar + 1, ",")
        if f.formas[lugar] in {"constitucional", "constitucionales"}:
            return (self._referencias.constitucional(lugar),), lugar + 1, serie
        tras = enlace = self._tras_enlace(lugar)
        for _ in range(3):
            if (fin := tras_disposiciones(f, tras)) > tras:
                serie, tras = TRANSITORIA, fin + 1 + (f.formas[fin + 1] in DETERMINANTES)
                if f.formas[fin] not in DE:
                    return (), fin, serie
            elif tras > lugar and f.formas[tras] in _PARTES_DE_NORMA:
                tras = self._tras_parte(tras)
            else:
                break
        pegada = tras == lugar and (lugar == grupo.fin or not con_enlace)
        if pegada and (por_sigla := self._referencias.sigla(lugar)):
            return (por_sigla,), por_sigla.fin, serie
        if con_enlace and tras == lugar:
            return (), grupo.fin, serie
        hallado = self._referencias.en(tras, tras_articulos=tras > lugar)
        if tras == grupo.fin and hallado and hallado[0].clave.startswith("EX-"):
            return (), grupo.fin, serie  # «D.S. 1, Art. 4 R.D. 2»: una lista, y el artículo es de la de antes
        if hallado and hallado[0].clave == CONSTITUCION and "viii" in f.formas[enlace:tras]:
            serie = TRANSITORIA  # las disposiciones transitorias son el Título VIII de la Constitución
        if hallado and (tras > lugar or hallado[0].clave[:3] not in {"CC-", "INI", ""}):
            return hallado, hallado[-1].fin, serie
        if tras > lugar and f.formas[lugar] in DE:
            return (Norma("", tras, grupo.fin, SIN_RESOLUCION, 0.3),), grupo.fin, serie
        return (), grupo.fin, serie

    def se_dice(self, grupo: Grupo) -> bool:
        """Si lo que sigue a los artículos dice de qué norma son: «de», o la sigla de ella."""
        tras = self._f.tras(grupo.fin, ",")
        return self._f.formas[tras] in DE or self._referencias.sigla(tras) is not None

    def detras(self, norma: Norma, encabezados: Encabezados) -> Grupo | None:
        """Los artículos tras el nombre de la norma, si no son de otra: «CPRG, art. 7 transitorio»."""
        f = self._f
        lugar = f.tras(tras_reformas(f, norma.fin), ",", "(", ":")
        if f.formas[lugar] == "en" and f.formas[lugar + 1] in _SU:
            lugar += 2
        lugar, en_transitorias = parte_de_norma(f, lugar)
        if f.formas[lugar] not in SUSTANTIVOS or (f.mayuscula(lugar) and f.en_otro_renglon(lugar)):
            return None
        suyo = grupo(f, lugar)
        if suyo is None or suyo.ilegible or suyo.relativo or encabezados.es(suyo):
            return None
        destino, fin, serie = self.de(suyo, con_enlace=True)
        if destino:
            return None
        return suyo._replace(fin=fin, transitoria=en_transitorias or serie == TRANSITORIA)

    def _tras_enlace(self, lugar: int) -> int:
        """Tras «de la», «del», «al» o «contenido en el»."""
        f = self._f
        if f.formas[lugar][:-1] in _CONTENIDOS or f.formas[lugar][:-2] in _CONTENIDOS:
            if f.formas[lugar + 1] in {"en", "por"}:
                return f.tras(lugar + 2, *DETERMINANTES)
            return lugar
        if f.formas[lugar] in DE and f.formas[lugar + 1] in _SU:
            return self._tras_su(lugar)
        if f.formas[lugar] in DE:
            return lugar + 1 + (f.formas[lugar + 1] in DETERMINANTES)
        if f.formas[lugar] == "al" or f.siguen(lugar, ("a", "la")) or f.siguen(lugar, ("a", "los")):
            tras = lugar + (1 if f.formas[lugar] == "al" else 2)
            return tras if f.formas[tras] in self._de_norma else lugar
        return lugar

    def _tras_su(self, lugar: int) -> int:
        """Tras «de sus», si siguen disposiciones transitorias, o tras «de su Reglamento,» ante su número."""
        f = self._f
        if f.formas[lugar + 2] == "disposiciones":
            return lugar + 2
        tras = f.tras(lugar + 3, ",", "(")
        propio = f.formas[lugar + 2] == "reglamento" and tras > lugar + 3 and f.formas[tras] in self._de_norma
        return tras if propio else lugar + 1

    def _tras_parte(self, lugar: int) -> int:
        """Tras «del Capítulo II de la»."""
        f = self._f
        for fin in range(lugar + 1, lugar + 4):
            if f.formas[fin] in DE:
                return fin + 1 + (f.formas[fin + 1] in DETERMINANTES)
        return lugar


def clase_de(norma: Norma, grupo: Grupo | None) -> str:
    if grupo is not None and grupo.abierta:
        return "lista_abierta"
    if norma.resolucion == INTERNA:
        return "interna"
    if norma.resolucion == POR_ANTECEDENTE:
        return "antecedente"
    return "norma_y_articulo" if grupo is not None and grupo.piezas else "norma"


def objetivos_de(norma: Norma, grupo: Grupo, serie: str) -> Iterator[Objetivo]:
    """Cada artículo de la norma con cada una de sus subdivisiones."""
    if norma.clave == SIN_RESOLVER or not grupo.piezas:
        yield Objetivo(norma.clave)
        return
    for pieza in grupo.piezas:
        suya = TRANSITORIA if pieza.transitoria else serie
        for camino in pieza.caminos or ((),):
            suyo = desplegado(pieza.articulo, camino)
            yield Objetivo(norma.clave, pieza.articulo, pieza.hasta, suya, suyo)
