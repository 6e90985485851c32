"""Las palabras de una fecha que un guion parte al final del renglón: «10 de ma-» y «yo de 2009»."""

import re

from indexador.lengua.numeros import en_letras

_PARTIDA = re.compile(r"([a-z]+)-[ \t]*\n[ \t]*(?=([a-z]+))")
_FIJAS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "setiembre",
    "octubre", "noviembre", "diciembre", "primero", "dias",
)  # fmt: skip
_DE_FECHA = frozenset(
    (*_FIJAS, *(p for n in (*range(1, 32), *range(1800, 2101)) for p in en_letras(n).split()))
)


class Cosido:
    """Un texto plano con esas palabras enteras, y de cada posición suya, cuál era en el original.

    Sólo se unen las que son de una fecha: el guion de otra puede ser suyo.
    """

    def __init__(self, en_plano: str) -> None:
        self.texto = en_plano
        self._cortes: list[tuple[int, int]] = []
        """Dónde se unió, en el texto cosido, y cuántos caracteres se han quitado hasta ahí."""
        if "-" in en_plano and "\n" in en_plano:
            self._coser(en_plano)

    def _coser(self, en_plano: str) -> None:
        piezas, desde, quitados = [], 0, 0
        for corte in _PARTIDA.finditer(en_plano):
            if corte[1] + corte[2] in _DE_FECHA:
                piezas.append(en_plano[desde : corte.end(1)])
                quitados += corte.end() - corte.end(1)
                desde = corte.end()
                self._cortes.append((desde - quitados, quitados))
        self.texto = "".join([*piezas, en_plano[desde:]])

    def original(self, lugar: int) -> int:
        """La posición que tenía en el original un carácter del texto cosido."""
        return lugar + next((q for corte, q in reversed(self._cortes) if corte <= lugar), 0)
