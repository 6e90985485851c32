"""Los artículos citados sin decir de qué norma, que la toman de la que se nombra después.

«la aplicación del artículo 33 Ter a … del artículo 2 de la Ley» los junta en la misma cláusula; la orden «se
derogan los artículos 3 y 4, y el epígrafe del Capítulo II, del Decreto», en la misma oración.
"""

from collections import deque

from indexador.juridico.citas.antecedentes import Antecedentes
from indexador.juridico.citas.destinos import objetivos_de
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.grupos import Grupo
from indexador.juridico.citas.hallazgo import Cita, Norma
from indexador.juridico.citas.lexico import DE, DETERMINANTES, INTRODUCEN_NORMA
from indexador.juridico.citas.relaciones import PARTICIPIOS
from indexador.juridico.objetivos import ORDINARIA

CAMBIAN = frozenset({"reforma", "adiciona", "deroga"})
"""Las relaciones de una orden de cambiar otra norma."""
HEREDADA = 0.6
HASTA_LA_NORMA = 30
_HASTA_LA_REFORMADA = 60
_CLAUSULA = frozenset({",", ";", ":", "."})


class Herencia:
    """Los artículos sueltos de unas fichas, y la norma que heredan; cambia las citas que recibe."""

    def __init__(self, f: Fichas, citas: list[Cita], antes: Antecedentes, *, en_una_norma: bool) -> None:
        self._f, self._citas, self._antes = f, citas, antes
        self._cortes = _CLAUSULA if en_una_norma else _CLAUSULA - {","}
        self._sueltas: deque[tuple[int, int, Grupo]] = deque(maxlen=HASTA_LA_NORMA)

    def esperar(self, fin: int, grupo: Grupo) -> None:
        """La última cita, que acaba en esa ficha, queda a la espera de su norma."""
        self._sueltas.append((len(self._citas) - 1, fin, grupo))

    def dar(self, norma: Norma, inicio: int, *, sola: bool = False) -> None:
        """Da la norma, que se nombra desde esa ficha, a los que la esperan.

        `sola`: se nombró sin artículos, y sólo es de los que una orden manda cambiar.
        """
        if not self._citas or self._citas[-1].relacion.endswith("_por"):
            return
        quedan = []
        for suelta in self._sueltas:
            lugar, fin, grupo = suelta
            ordena = self._citas[lugar].relacion in CAMBIAN and not self._citas[lugar].objetivos
            ordena = ordena or self._retoma(fin, inicio)
            if self._en_su_oracion(fin, inicio) if ordena else not sola and self._en_su_clausula(fin, inicio):
                self._cambiar(lugar, norma, grupo, ordena=ordena)
            elif sola and not ordena:
                quedan.append(suelta)
        self._sueltas.clear()
        self._sueltas.extend(quedan)

    def habra_norma(self, grupo: Grupo, abren: frozenset[str]) -> bool:
        """Si tras la orden de cambiar unos artículos se dice, en su oración, de qué norma son."""
        f = self._f
        for lugar in range(grupo.fin, min(f.largo, grupo.fin + _HASTA_LA_REFORMADA)):
            if f.formas[lugar] == "." and f.mayuscula(lugar + 1):
                return False
            if f.formas[lugar] in abren and f.formas[lugar - 1] in INTRODUCEN_NORMA:
                return True
        return False

    def _cambiar(self, lugar: int, norma: Norma, grupo: Grupo, *, ordena: bool) -> None:
        objetivos = tuple(objetivos_de(norma, grupo, ORDINARIA)) if norma.clave else ()
        self._citas[lugar] = self._citas[lugar]._replace(
            objetivos=objetivos,
            clase="norma_y_articulo" if objetivos else "norma",
            resolucion=norma.resolucion,
            confianza=min(HEREDADA, norma.confianza),
        )
        if ordena and objetivos:
            self._antes.reformar(norma.clave, frozenset(pieza.articulo for pieza in grupo.piezas))

    def _retoma(self, fin: int, inicio: int) -> bool:
        """Si entre el artículo y su norma sólo va quién lo cambió.

        «el artículo 9, adicionado por el Decreto 12-2012, de la Ley…».
        """
        f = self._f
        if f.formas[f.tras(fin, ",", "(", "que", "fue", "fueron")] not in PARTICIPIOS:
            return False
        de = inicio - 1 - (f.formas[inicio - 1] in DETERMINANTES)
        return f.formas[de] in DE and f.formas[de - 1] in {",", ")"}

    def _en_su_clausula(self, fin: int, inicio: int) -> bool:
        entre = self._f.formas[fin:inicio]
        return len(entre) <= HASTA_LA_NORMA and self._cortes.isdisjoint(entre)

    def _en_su_oracion(self, fin: int, inicio: int) -> bool:
        f = self._f
        if inicio - fin > _HASTA_LA_REFORMADA:
            return False
        return not any(f.formas[n] == "." and f.mayuscula(n + 1) for n in range(fin, inicio))
