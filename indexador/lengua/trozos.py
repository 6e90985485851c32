"""Parte un texto por sus blancos sin cambiar lo que `analizar` hallaría en él.

Analizar palabra por palabra es lento en Python; mirar en una memoria de trozos ya analizados, no. Casi todo
lo que el analizador reconoce cabe entre dos blancos. Lo que no —la palabra partida al final de un renglón y
la sigla doble «EE. UU.»— se junta aquí en un solo trozo, con sus blancos disfrazados.
"""

import re
from collections.abc import Callable
from itertools import accumulate

from indexador.lengua.analizador import Termino, analizar
from indexador.lengua.palabras import reducir

# Empiezan por un signo fijo, que `re` busca deprisa; lo de antes se mira después.
_GUION = re.compile(r"-(?<=[^\W_]-)[ \t]*\r?\n[ \t]*(?=[^\W_])")
_GUION_BLANDO = re.compile("\u00ad(?<=[^\\W_]\u00ad)[ \\t]*\\r?\\n[ \\t]*(?=[^\\W_])")
_SIGLA_DOBLE = re.compile(r"\. (?=([^\W\d_])\1(?![^\W_]))")
_FIN_DE_LETRA_DOBLE = re.compile(r"(?<![^\W_])([^\W\d_])\1\Z")
_DISFRAZ = str.maketrans(" \t\r\n", "\x01\x02\x03\x04")
_DESCUBRIR = str.maketrans("\x01\x02\x03\x04", " \t\r\n")
_BORDES = ".,;:()[]«»“”\"'¿?¡!…"
_SIN_BLANCOS = re.compile(r"\S+")
_RESERVADOS = "\x01\x02\x03\x04"
_RESERVADO = re.compile(r"[\x01-\x04]")


def trozos(texto: str) -> list[str]:
    """Los trozos de un texto, en orden. Analizarlos por separado da lo mismo que analizar el texto.

    >>> [descubierto(t) for t in trozos("La migra-\\nción a EE. UU.")]
    ['La', 'migra-\\nción', 'a', 'EE. UU.']
    """
    return _unido(texto).split()


def trozos_con_lugar(texto: str) -> tuple[list[str], Callable[[int], int]]:
    """Los mismos trozos, y en qué lugar del texto empieza cada uno, dado su número.

    >>> partes, lugar = trozos_con_lugar("La ley")
    >>> [(parte, lugar(n)) for n, parte in enumerate(partes)]
    [('La', 0), ('ley', 3)]
    """
    unido = _unido(texto)
    partes = unido.split()
    fines = list(accumulate(map(len, partes), initial=-1))
    primero = len(unido) - len(unido.lstrip())
    if fines[-1] + len(partes) == len(unido.strip()):
        # Cada blanco es uno solo: los lugares salen de los largos, sin volver a recorrer el texto.
        return partes, lambda numero: fines[numero] + primero + 1 + numero
    return partes, [hallazgo.start() for hallazgo in _SIN_BLANCOS.finditer(unido)].__getitem__


def _unido(texto: str) -> str:
    """El texto, letra por letra en su lugar, con disfraz en los blancos que no separan."""
    if any(reservado in texto for reservado in _RESERVADOS):
        texto = _RESERVADO.sub(" ", texto)
    for patron in (_GUION, _GUION_BLANDO):
        texto = patron.sub(_disfrazar, texto)
    return _SIGLA_DOBLE.sub(_unir_sigla, texto)


def descubierto(trozo: str) -> str:
    """El trozo tal como estaba escrito."""
    return trozo.translate(_DESCUBRIR)


def esencia(trozo: str) -> str:
    """El trozo sin los signos de sus bordes y, si es una palabra, en minúsculas: se analiza igual.

    >>> esencia("«Migración»,"), esencia("C.A."), esencia("46-2007;")
    ('migración', 'C.A', '46-2007')
    """
    desnudo = trozo.strip(_BORDES)
    minusculas = desnudo.lower()
    # La «İ» turca en minúscula son dos signos, y el segundo no es letra: cortaría la palabra.
    return minusculas if desnudo.isalpha() and minusculas.isalpha() else desnudo


def terminos_de_trozo(trozo: str) -> tuple[Termino, ...]:
    """Los términos de un trozo, con posición y lugares relativos a su comienzo.

    >>> [(t.forma, t.inicio, t.fin) for t in terminos_de_trozo("«Migración»,")]
    [('migracion', 1, 10)]
    """
    desnudo = trozo.strip(_BORDES)
    if not desnudo.isalpha():
        return tuple(analizar(descubierto(trozo)))
    # Lo corriente: una sola palabra, que no hace falta buscar entre los signos.
    inicio = len(trozo) - len(trozo.lstrip(_BORDES))
    forma, raiz, vacia = reducir(desnudo)
    return (Termino(forma, raiz, 0, inicio, inicio + len(desnudo), vacia),)


def _disfrazar(hallazgo: re.Match[str]) -> str:
    return hallazgo[0].translate(_DISFRAZ)


def _unir_sigla(hallazgo: re.Match[str]) -> str:
    antes = hallazgo.string[max(0, hallazgo.start() - 3) : hallazgo.start()]
    return _disfrazar(hallazgo) if _FIN_DE_LETRA_DOBLE.search(antes) else hallazgo[0]
