"""La parte considerativa de una norma: los considerandos, y dónde acaban.

En Guatemala cada uno lleva su «CONSIDERANDO:»; en otros países uno solo encabeza varios «Que…» o los numera
(«Primero.-»).
"""

import re
from collections.abc import Iterator, Sequence

from indexador.juridico import marcas
from indexador.juridico.marcas import Marca
from indexador.juridico.numero_de_articulo import DE_AMBOS_GENEROS
from indexador.juridico.subdivisiones import Trozo

_RENGLON = re.compile(
    r"^[ \t]{0,80}[^\w\n]{0,3}(?:(?P<abre>CONSIDERANDOS?\b[^\n]{0,20}|Considerandos?[ ]?:?[ \t]*$)"
    r"|(?P<acaba>POR TANTO|Por tanto,?:?[ \t]*$|DECRETA|ACUERDA|RESUELVE|RESOLUTIVOS?|DISPONE)\b[^\n]{0,20})",
    re.MULTILINE,
)
_UNO_MAS = re.compile(
    rf"^[ \t]{{0,80}}(?:Que\b,?|(?i:{DE_AMBOS_GENEROS})(?:\.[ ]?[-–]|:|\.(?=[ ])))", re.MULTILINE
)
_ACABA = ".;:,"
_NIVEL = 10
"""El de «Por tanto»: como un considerando, lo acaba el primer título o artículo."""


def considerandos(trozos: Sequence[Trozo]) -> Iterator[Marca]:
    """Los considerandos de lo que va antes del primer artículo, y los rótulos que los acaban."""
    numero = 0
    dentro = abierto = False
    for trozo in trozos:
        lugares = [
            *((h.start(), h) for h in _RENGLON.finditer(trozo.texto, trozo.inicio, trozo.fin)),
            *((h.start(), h) for h in _UNO_MAS.finditer(trozo.texto, trozo.inicio, trozo.fin)),
        ]
        for inicio, hallado in sorted(lugares, key=lambda par: par[0]):
            rotulo = hallado.groupdict()
            if rotulo.get("acaba"):
                if dentro:
                    yield _final(trozo.pagina, hallado)
                dentro = abierto = False
            elif rotulo.get("abre") or (dentro and not abierto and _abre_parrafo(trozo.texto, inicio)):
                numero += 1
                dentro, abierto = True, bool(rotulo.get("abre"))
                yield _marca(trozo.pagina, _limpio(hallado), _tras_rotulo(trozo.texto, hallado.end()), numero)
            elif dentro:
                abierto = False


def _marca(pagina: int, inicio: int, fin: int, numero: int) -> Marca:
    return Marca(pagina, inicio, fin, marcas.CONSIDERANDO, f"Considerando {numero}", str(numero))


def _final(pagina: int, hallado: re.Match[str]) -> Marca:
    """El rótulo que los acaba, sin lo que lo sigue en su renglón: «DECRETA: La siguiente ley»."""
    nombre = " ".join(hallado["acaba"].split()).strip(" .:,").capitalize()
    fin = hallado.end("acaba")
    return Marca(pagina, _limpio(hallado), fin, marcas.ENCABEZADO, nombre, nivel=_NIVEL)


def _tras_rotulo(texto: str, fin: int) -> int:
    """El rótulo abarca el «Que» o el «Primero.-» que lo sigue."""
    primero = _UNO_MAS.match(texto, fin + len(texto[fin : fin + 4]) - len(texto[fin : fin + 4].lstrip()))
    return primero.end() if primero else fin


def _limpio(hallado: re.Match[str]) -> int:
    return hallado.start() + len(hallado[0]) - len(hallado[0].lstrip())


def _abre_parrafo(texto: str, inicio: int) -> bool:
    antes = texto[max(0, inicio - 80) : inicio].rstrip()
    return not antes or antes[-1] in _ACABA
