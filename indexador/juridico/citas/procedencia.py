"""De qué país son las normas de un documento que no dicen el suyo."""

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.hallazgo import LOCAL, SIN_RESOLUCION, Contexto, Norma
from indexador.juridico.citas.nombres import INTERNACIONAL

EN_INTERNACIONAL = 0.55
"""Lo que a lo más se confía en una norma de aquí que cita un organismo internacional."""
_DE_AQUI = frozenset({"guatemala", "guatemalteca", "guatemalteco", "gtm"})
"""Dicen que un documento internacional trata del país: «CMW/C/GTM/Q/1»."""
_CERCA = 8
"""Fichas tras una norma en que se busca si es de Guatemala."""


class Procedencia:
    """De qué país es un documento.

    `ajeno`: no es el de aquí; `sobre_el_pais`: es de un organismo internacional y trata de él.
    """

    def __init__(self, f: Fichas, contexto: Contexto) -> None:
        self._f = f
        self.ajeno = contexto.jurisdiccion != LOCAL
        self.sobre_el_pais = contexto.jurisdiccion in INTERNACIONAL and not _DE_AQUI.isdisjoint(f.formas)
        self.pais = LOCAL if self.sobre_el_pais else contexto.jurisdiccion

    def ajustar(self, norma: Norma) -> Norma:
        """La norma numerada; en un documento de otro país, sin resolver si no dice que es de Guatemala.

        En el de un organismo internacional que trata de Guatemala, lo es, con menos confianza.
        """
        if not self.ajeno:
            return norma
        if self.sobre_el_pais:
            return norma._replace(confianza=min(norma.confianza, EN_INTERNACIONAL))
        cerca = self._f.formas[norma.inicio : norma.fin + _CERCA]
        if norma.clave.startswith("TR-") or any(forma.startswith("guatemal") for forma in cerca):
            return norma
        return Norma("", norma.inicio, norma.fin, SIN_RESOLUCION, 0.3)

    def es_de_aqui(self, inicio: int, fin: int) -> bool:
        """Si junto a lo que ocupa esas fichas se nombra a Guatemala."""
        return "guatemala" in self._f.formas[inicio : fin + _CERCA]
