"""A qué norma se refiere lo que hay en un lugar del texto.

Por número, por nombre, por remisión o de otro país.
"""

from indexador.juridico.citas import extranjeras
from indexador.juridico.citas.antecedentes import Antecedentes
from indexador.juridico.citas.claves_leidas import POCA
from indexador.juridico.citas.definidas import Definidas
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.hallazgo import (
    CONSTITUCION,
    EXPLICITA,
    LOCAL,
    NO_DICHA,
    POR_NOMBRE,
    SIN_RESOLUCION,
    Contexto,
    Norma,
)
from indexador.juridico.citas.nombradas import Nombradas
from indexador.juridico.citas.nombres import Nombres
from indexador.juridico.citas.numeradas import Numeradas
from indexador.juridico.citas.paises import pais
from indexador.juridico.citas.procedencia import Procedencia
from indexador.juridico.citas.remitidas import Remitidas


class Referencias:
    """Lee a qué norma se refiere un lugar, según el documento que lo contiene y los nombres conocidos."""

    def __init__(self, f: Fichas, contexto: Contexto, nombres: Nombres, antes: Antecedentes) -> None:
        self._f, self._jurisdiccion = f, contexto.jurisdiccion
        self._procedencia = Procedencia(f, contexto)
        self._numeradas = Numeradas(f, nombres)
        self._definidas = Definidas(f, nombres)
        self._nombradas = Nombradas(f, contexto, nombres, self._numeradas, self._procedencia, self._definidas)
        self._remitidas = Remitidas(f, contexto, antes, self._procedencia)

    def en(self, lugar: int, *, tras_articulos: bool = False) -> tuple[Norma, ...]:
        """Las normas nombradas desde ese lugar; con `tras_articulos`, también por remisión."""
        if self._f.formas[lugar] == '"':
            lugar += 1
        if tras_articulos and (por_remision := self._remitidas.en(lugar)):
            return (por_remision,)
        de_aqui = not self._procedencia.ajeno
        if not (de_aqui or self._procedencia.sobre_el_pais) and (ajena := self._extranjera(lugar)):
            return (ajena,)
        numeradas = self._numeradas.en(lugar)
        if not de_aqui:
            numeradas = tuple(map(self._procedencia.ajustar, numeradas))
        return numeradas or self._nombradas.en(lugar, tras_articulos) or self._sin_pais(lugar)

    def sigla(self, lugar: int) -> Norma | None:
        """La norma cuya sigla va ahí, justo tras sus artículos."""
        return self._nombradas.sigla(lugar)

    def constitucional(self, lugar: int) -> Norma:
        """La Constitución de «artículo 33 constitucional», si es la de aquí.

        Sin resolver en el «constitucional mexicano», en un documento de otro país que no dice de cuál es y
        donde el texto llamó así a la de otro.
        """
        de = pais(self._f, lugar + 1)
        ajena = de is None and self._definidas.es_ajena(lugar, lugar + 1, {CONSTITUCION})
        if ajena or (de[0] if de else self._procedencia.pais) != LOCAL:
            return Norma("", lugar, lugar + 1, SIN_RESOLUCION, 0.3)
        return Norma(CONSTITUCION, lugar, lugar + 1, POR_NOMBRE, 0.85)

    def _extranjera(self, lugar: int) -> Norma | None:
        hallada = extranjeras.leer(self._f, lugar)
        if hallada is None or self._procedencia.es_de_aqui(lugar, hallada.fin):
            return None
        if self._jurisdiccion == NO_DICHA:
            return Norma("", lugar, hallada.fin, SIN_RESOLUCION, 0.3, adelante=False)
        suya = f"EX-{self._jurisdiccion}-{hallada.clave}"
        return Norma(suya, lugar, hallada.fin, EXPLICITA, POCA)

    def _sin_pais(self, lugar: int) -> tuple[Norma, ...]:
        """Una «Ley 27444» en un documento de aquí: es de otro país, y no se sabe de cuál."""
        if self._f.formas[lugar] != "ley":
            return ()
        hallada = extranjeras.leer(self._f, lugar)
        return (Norma("", lugar, hallada.fin, SIN_RESOLUCION, 0.3, adelante=False),) if hallada else ()
