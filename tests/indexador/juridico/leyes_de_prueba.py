"""Leyes pequeñas para probar reformas, consolidación y comparación."""

from datetime import date

from indexador.juridico.citas import Contexto, Nombres
from indexador.juridico.consolidado import Fuente, Reforma
from indexador.juridico.estructura import estructurar
from indexador.juridico.instrucciones import instrucciones

NORMA = "DC-46-2007"
DE_LA_LEY = "del Decreto Número 46-2007 del Congreso de la República"


def ley(*articulos: str, titulo: str = "DECRETO NÚMERO 9-2020") -> list[str]:
    """Una ley de una página con esos artículos, numerados desde 1."""
    dichos = [f"ARTÍCULO {n}. {dicho}" for n, dicho in enumerate(articulos, 1)]
    return ["\n\n".join([titulo, *dichos])]


def leidas(*articulos: str, clave: str = "DC-9-2020"):
    """Las instrucciones de una ley así."""
    paginas = ley(*articulos)
    return instrucciones(paginas, estructurar(paginas), Contexto(clave), Nombres.de([]))


def fuente(*articulos: str, norma: str = NORMA, documento: str = "CD-00001") -> Fuente:
    """Un texto que se tiene."""
    paginas = ley(*articulos)
    return Fuente(documento, norma, paginas, estructurar(paginas))


def reforma(*articulos: str, rige: date | None = date(2020, 1, 1), clave: str = "DC-9-2020") -> Reforma:
    """Un decreto reformador que se tiene."""
    suya = fuente(*articulos, norma=clave, documento=f"CD-{clave}")
    ordenes = instrucciones(suya.paginas, suya.estructura, Contexto(clave), Nombres.de([]))
    return Reforma(suya, rige, ordenes)
