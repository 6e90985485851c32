"""Los nombres que un texto define tras el de una norma: «(en lo sucesivo, la “Constitución”)».

Lo definido tras el de una norma de otro país es de ese país en lo que sigue, aunque se llame como la de aquí.
"""

from collections.abc import Collection, Iterator

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.hallazgo import LOCAL
from indexador.juridico.citas.lexico import DETERMINANTES
from indexador.juridico.citas.nombres import Nombres
from indexador.juridico.citas.paises import pais

_AVISAN = (
    *(("en", "lo", "sucesivo"), ("en", "adelante"), ("en", "lo", "subsecuente")),
    *(("en", "lo", "subsiguiente"), ("en", "lo", "que", "sigue")),
)
_SE_LLAMA = frozenset({"denominada", "denominado", "llamada", "llamado", "citada", "citado", "como"})
_ANTES = 24
"""Fichas, antes de la definición, en que está el nombre entero de la norma."""


class Definidas:
    """Desde dónde es de otro país cada nombre que el texto define."""

    def __init__(self, f: Fichas, nombres: Nombres) -> None:
        self._f, self._nombres = f, nombres
        self._unas = tuple(self._todas())

    def es_ajena(self, lugar: int, fin: int, claves: Collection[str]) -> bool:
        """¿Es de otro país, según su última definición, lo que ahí se llama como una de esas normas?

        No, si ahí mismo dice que es de Guatemala.
        """
        ultima = False
        if any(forma.startswith("guatemal") for forma in self._f.formas[lugar:fin]):
            return False
        for desde, suyas, ajena in self._unas:
            if desde > lugar:
                break
            if not suyas.isdisjoint(claves):
                ultima = ajena
        return ultima

    def _todas(self) -> Iterator[tuple[int, frozenset[str], bool]]:
        """De cada definición: dónde está el nombre, las normas de aquí que se llaman así y si es de fuera."""
        f = self._f
        for lugar in range(f.largo):
            tras = self._nombre_tras(lugar)
            nombrada = self._nombres.buscar(f, tras) if tras else None
            if nombrada is None or pais(f, nombrada.fin) is not None:
                continue  # «(en adelante, la Constitución mexicana)» no llama así a la Constitución sola
            de = self._pais_antes(f.formas[tras], lugar)
            if de:
                yield tras, frozenset(uno.clave for uno in nombrada.alias), de != LOCAL

    def _nombre_tras(self, lugar: int) -> int:
        """Dónde empieza el nombre que se define desde ahí, o 0: tras su aviso, o entre comillas solo."""
        f = self._f
        if f.formas[lugar] == "en":
            for aviso in _AVISAN:
                if f.siguen(lugar, aviso):
                    return self._tras_enlaces(lugar + len(aviso))
        if f.formas[lugar] == "(":
            tras = lugar + 1 + (f.formas[lugar + 1] in DETERMINANTES)
            return tras + 1 if f.formas[tras] == '"' else 0
        return 0

    def _tras_enlaces(self, lugar: int) -> int:
        f = self._f
        while (
            f.formas[lugar] in DETERMINANTES
            or f.formas[lugar] in _SE_LLAMA
            or f.formas[lugar]
            in {
                *(",", ":", '"', "(", "-"),
            }
        ):
            lugar += 1
        return lugar

    def _pais_antes(self, sustantivo: str, lugar: int) -> str:
        """El país de la norma que, con ese sustantivo, se nombra entera antes; vacío si no lo dice."""
        f = self._f
        for inicio in range(lugar - 1, max(-1, lugar - _ANTES), -1):
            if f.formas[inicio] == sustantivo:
                hallados = (pais(f, fin) for fin in range(inicio + 1, lugar))
                return next((uno[0] for uno in hallados if uno is not None and uno[1] <= lugar + 1), "")
        return ""
