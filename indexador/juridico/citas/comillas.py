"""Qué palabras de un texto son de otro que se cita entre comillas.

La orden de un decreto que otro transcribe no es de quien lo transcribe.
"""

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import SUSTANTIVOS

_ABREN, _CIERRAN = frozenset("“«„"), frozenset("”»")
_RECTA = '"'
MUEVEN = SUSTANTIVOS | {'"'}
"""Las fichas que pueden abrir o cerrar unas comillas; sin ninguna abierta, las demás no hay que verlas."""
_MAS_CITADO = 1_500
"""Fichas tras las que una comilla que no se cierra ya no vale."""


class Comillas:
    """Sigue las comillas de unas fichas, que hay que ver de izquierda a derecha.

    Una comilla abierta que nadie cierra acaba en un renglón en blanco, o donde sigue la serie de artículos de
    quien cita («ARTÍCULO 6.» tras su artículo 5), si no sigue la de lo citado.
    """

    def __init__(self, f: Fichas) -> None:
        self._f = f
        self.abierta = -1
        """La ficha que las abrió; negativa si no hay."""
        self._suyo = self._citado = 0

    def ver(self, lugar: int) -> None:
        """Pasa por una ficha."""
        f, forma = self._f, self._f.formas[lugar]
        if forma == '"':
            self._comilla(lugar)
        elif forma in SUSTANTIVOS and f.mayuscula(lugar) and f.numero(lugar + 1):
            self._encabezado(lugar)
        if self.abierta >= 0 and (lugar - self.abierta > _MAS_CITADO or f.tras_blanco(lugar)):
            self.abierta = lugar if forma == '"' and self.abierta == lugar else -1

    @property
    def dentro(self) -> bool:
        """Si la última ficha vista está entre comillas, y antes de ellas hay algo."""
        return self.abierta > 0

    def _comilla(self, lugar: int) -> None:
        f, cruda = self._f, self._f.cruda(lugar)
        pegada_detras = f.pegada(lugar + 1)
        if cruda in _ABREN or (cruda == _RECTA and pegada_detras and not f.pegada(lugar)):
            if self.abierta < 0:
                self.abierta, self._citado = lugar, 0
        elif cruda in _CIERRAN or cruda == _RECTA:
            self.abierta = -1

    def _encabezado(self, lugar: int) -> None:
        f, numero = self._f, int(self._f.formas[lugar + 1][:6])
        if self.abierta >= 0 and (numero == self._citado + 1 or numero != self._suyo + 1):
            self._citado = numero
        elif f.en_otro_renglon(lugar):
            self._suyo, self.abierta = numero, -1
