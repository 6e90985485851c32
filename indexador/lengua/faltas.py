"""Cuánto se aparta una palabra escrita de otra, según lo fácil que es confundirlas al escribir en español.

Es la distancia de edición con trasposiciones (Damerau, variante de alineación óptima). Cada falta cuesta a lo
sumo 1, y menos las corrientes: letras que suenan igual (b y v, s, c y z, g y j, ll e y, h muda), una letra
doblada, dos cambiadas de lugar, y la tecla vecina en un teclado español.
"""

from functools import lru_cache
from itertools import accumulate

SUENA_IGUAL = 0.3
DOBLADA = 0.5
TRASPUESTA = 0.6
TECLA_VECINA = 0.7
UNA_FALTA = 1.0

_MISMO_SONIDO = ("bv", "sczx", "gjx", "ckq", "iy", "nñ", "nm", "uw", "bw")
_FILAS = ("qwertyuiop", "asdfghjklñ", "zxcvbnm")
_CORRIMIENTO = (0.0, 0.25, 0.75)
"""Cuánto va corrida cada fila hacia la derecha, en teclas."""
_DOS_POR_UNA = {"ll": "y", "qu": "kc", "gu": "g", "cc": "cx", "sc": "sc", "xc": "sc"}
"""Dos letras que se confunden con una."""


def _vecinas() -> frozenset[frozenset[str]]:
    lugares = {
        letra: (columna + corrida, fila)
        for fila, (letras, corrida) in enumerate(zip(_FILAS, _CORRIMIENTO, strict=True))
        for columna, letra in enumerate(letras)
    }
    return frozenset(
        frozenset((una, otra))
        for una, (x, y) in lugares.items()
        for otra, (x2, y2) in lugares.items()
        if una != otra and abs(y - y2) <= 1 and abs(x - x2) <= 1
    )


_VECINAS = _vecinas()
_IGUALES = frozenset(
    frozenset((una, otra)) for grupo in _MISMO_SONIDO for una in grupo for otra in grupo if una != otra
)


@lru_cache(maxsize=4096)
def _cambio(una: str, otra: str) -> float:
    par = frozenset((una, otra))
    if par in _IGUALES:
        return SUENA_IGUAL
    return TECLA_VECINA if par in _VECINAS else UNA_FALTA


def _sobra(palabra: str, lugar: int) -> float:
    """Lo que cuesta que una letra esté de más (o falte en la otra)."""
    letra = palabra[lugar]
    if letra == "h":
        return SUENA_IGUAL
    return DOBLADA if letra in palabra[max(0, lugar - 1) : lugar] else UNA_FALTA


def costo(escrita: str, otra: str) -> float:
    """El costo de pasar de una a otra, ambas plegadas; 0 si son iguales. Simétrico."""
    de_mas = [_sobra(escrita, lugar) for lugar in range(len(escrita))]
    de_menos = [_sobra(otra, lugar) for lugar in range(len(otra))]
    filas = [list(accumulate(de_menos, initial=0.0))]
    for i, sobra in enumerate(de_mas, start=1):
        arriba, fila = filas[-1], [filas[-1][0] + sobra]
        for j, falta in enumerate(de_menos, start=1):
            fila.append(min(arriba[j] + sobra, fila[-1] + falta, *_parejas(filas, escrita, otra, i, j)))
        filas.append(fila)
    return round(filas[-1][-1], 3)


def _parejas(filas: list[list[float]], escrita: str, otra: str, i: int, j: int) -> list[float]:
    """Las maneras de haber llegado hasta aquí con letras de las dos, y lo que cuesta cada una."""
    a, b = escrita[i - 1], otra[j - 1]
    pasos = [filas[i - 1][j - 1] + (0.0 if a == b else _cambio(a, b))]
    if i > 1 and b in _DOS_POR_UNA.get(escrita[i - 2 : i], ""):
        pasos.append(filas[i - 2][j - 1] + SUENA_IGUAL)
    if j > 1 and a in _DOS_POR_UNA.get(otra[j - 2 : j], ""):
        pasos.append(filas[i - 1][j - 2] + SUENA_IGUAL)
    if i > 1 and j > 1 and a == otra[j - 2] and b == escrita[i - 2] and a != b:
        pasos.append(filas[i - 2][j - 2] + TRASPUESTA)
    return pasos
