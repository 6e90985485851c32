"""Cuándo «Artículo 12.» no cita, sino que encabeza un artículo del propio texto."""

from bisect import bisect_left
from collections.abc import Sequence

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.grupos import Grupo
from indexador.juridico.citas.hallazgo import EXPLICITA, Norma
from indexador.juridico.citas.lexico import DE, SUSTANTIVOS
from indexador.juridico.citas.subdivisiones import ORDINALES_EN_CIFRAS
from indexador.juridico.encabezados_de_articulo import candidatos

_CIERRAN = frozenset({".", ":", "-"})


class Encabezados:
    """Los encabezados de artículo de un texto, por la ficha de su «Artículo»."""

    def __init__(self, f: Fichas) -> None:
        self._f = f
        fichas = [lugar for lugar in range(f.largo) if f.formas[lugar] in SUSTANTIVOS]
        inicios = [f.inicios[lugar] for lugar in fichas]
        lugares = (bisect_left(inicios, uno.inicio) for uno in candidatos(f.texto))
        self._fichas = frozenset(fichas[lugar] for lugar in lugares if lugar < len(fichas))

    def es(self, grupo: Grupo) -> bool:
        """Si lo que se leyó como un artículo encabeza uno."""
        f, lugar = self._f, grupo.sustantivo
        if lugar != grupo.inicio or len(grupo.piezas) != 1:
            return False
        if lugar in self._fichas:
            return True
        if not f.mayuscula(lugar):
            return False
        mota = len(f.formas[lugar - 1]) == 1 and lugar > 0 and f.en_otro_renglon(lugar - 1)
        empieza = f.en_otro_renglon(lugar) or mota
        cierre = f.formas[grupo.fin - 1] == "." or f.formas[grupo.fin] in _CIERRAN
        tras = f.tras(grupo.fin, ".", "-", ":")
        sigue = f.mayuscula(tras) or f.formas[tras] in {"", '"'}
        abre = empieza or f.formas[lugar - 1] in {'"', ":", "."}
        return sigue and ((abre and cierre) or empieza)

    def pegado(self, grupo: Grupo, destino: Sequence[Norma]) -> bool:
        """Si nada cierra el número: «ARTÍCULO 112 DE LA LEY…» cita, «Artículo 112. De la ley» encabeza."""
        f = self._f
        if destino and destino[0].sigla and destino[0].inicio == grupo.fin:  # «(Art. 110 LOL)»
            return f.formas[grupo.fin - 1] != "." or f.formas[grupo.fin - 2] in ORDINALES_EN_CIFRAS
        if not destino or f.formas[grupo.fin - 1] == "." or f.formas[grupo.fin] in _CIERRAN:
            return False
        unido = f.formas[grupo.fin] in DE or destino[0].resolucion == EXPLICITA
        return unido or grupo.sustantivo not in self._fichas
