"""Las citas legales de un texto: qué norma y qué artículo, con el lugar en que está cada una.

    >>> nombres = Nombres.de([Alias("Ley de Migración", "DC-95-1998")])
    >>> cita, *_ = hallar("el artículo 117 de la Ley de Migración", Contexto(), nombres)
    >>> cita.literal, str(cita.objetivos[0])
    ('artículo 117 de la Ley de Migración', 'DC-95-1998#117')

Nunca se inventa una norma: lo que no se puede decidir queda `sin_resolver`. El costo es lineal en el texto.
"""

from indexador.juridico.citas.hallazgo import NO_DICHA, Cita, Contexto
from indexador.juridico.citas.lector import Lector
from indexador.juridico.citas.nombres import Alias, Nombres

__all__ = ["NO_DICHA", "Alias", "Cita", "Contexto", "Nombres", "hallar"]


def hallar(texto: str, contexto: Contexto, nombres: Nombres) -> tuple[Cita, ...]:
    """Las citas de un texto llano, en orden; los lugares son puntos de código de lo recibido."""
    return Lector(texto, contexto, nombres).leer()
