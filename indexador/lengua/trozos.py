"""Parte un texto por sus blancos sin cambiar lo que `analizar` hallaría en él.

Analizar palabra por palabra es lento en Python; mirar en una memoria de trozos ya analizados, no. Casi todo
lo que el analizador reconoce cabe entre dos blancos. Lo que no —la palabra partida al final de un renglón y
las siglas «EE. UU.» y «C. A.»— se junta aquí en un solo trozo, con sus blancos disfrazados.
"""

import re
from collections.abc import Iterable, Iterator

from indexador.lengua.analizador import Termino, analizar
from indexador.lengua.palabras import reducir

# Empiezan por un signo fijo, que `re` busca deprisa; lo de antes se mira después.
_GUION = re.compile(r"-(?<=[^\W_]-)[ \t]*(?:\r?\n|\f)[ \t]*(?=[^\W_])")
_GUION_BLANDO = re.compile("\u00ad(?<=[^\\W_]\u00ad)[ \\t]*(?:\\r?\\n|\\f)[ \\t]*(?=[^\\W_])")
_DENTRO_DE_SIGLA = re.compile(r"\. (?=([^\W\d_])\1(?![^\W_])|[A-Z]\.)")
_COMIENZO_DE_SIGLA = re.compile(r"(?<![^\W_])(?:([^\W\d_])\1|[A-Z])\Z")
_DISFRAZ = str.maketrans(" \t\r\n\f", "\x01\x02\x03\x04\x05")
_DESCUBRIR = str.maketrans("\x01\x02\x03\x04\x05", " \t\r\n\f")
_ESPACIO_DISFRAZADO = "\x01"
_BORDES = ".,;:()[]«»“”\"'¿?¡!…"
_SIN_BLANCOS = re.compile(r"\S+")
_RESERVADOS = "\x00\x01\x02\x03\x04\x05"
_RESERVADO = re.compile(r"[\x00-\x05]")


def trozos(texto: str) -> list[str]:
    """Los trozos de un texto, en orden. Analizarlos por separado da lo mismo que analizar el texto.

    >>> [descubierto(t) for t in trozos("La migra-\\nción a EE. UU.")]
    ['La', 'migra-\\nción', 'a', 'EE. UU.']
    """
    return con_disfraz(texto).split()


class Partido:
    """Un texto partido en sus trozos, para saber dónde están algunos."""

    def __init__(self, texto: str) -> None:
        self._unido = con_disfraz(texto)
        self.trozos = self._unido.split()

    def lugares(self, cuales: Iterable[str]) -> Iterator[tuple[int, int, str]]:
        """Dónde está cada trozo de los que se piden, en orden: su número, su lugar en el texto y él.

        >>> list(Partido("La  ley y la ley").lugares({"ley"}))
        [(1, 4, 'ley'), (4, 13, 'ley')]
        """
        junto = f" {' '.join(self.trozos)} "
        numero, anterior = 0, 0
        lugar = len(self._unido) - len(self._unido.lstrip())
        for sitio, trozo in sorted((sitio, uno) for uno in cuales for sitio in _sitios(f" {uno} ", junto)):
            numero += junto.count(" ", anterior, sitio)
            # Entre dos trozos hay quizá más blancos que en `junto`, nunca menos.
            lugar = self._entero(trozo, lugar + sitio - anterior)
            anterior = sitio
            yield numero, lugar, trozo

    def _entero(self, trozo: str, desde: int) -> int:
        """El primer lugar desde ése en que está el trozo, y no como parte de otro."""
        unido = self._unido
        while True:
            lugar = unido.index(trozo, desde)
            fin = lugar + len(trozo)
            if not unido[lugar - 1 : lugar].strip() and not unido[fin : fin + 1].strip():
                return lugar
            desde = lugar + 1


def _sitios(buscado: str, texto: str) -> Iterator[int]:
    """Dónde está algo que acaba como empieza, aunque una aparición acabe donde empieza la siguiente."""
    sitio = texto.find(buscado)
    while sitio >= 0:
        yield sitio
        sitio = texto.find(buscado, sitio + len(buscado) - 1)


def con_disfraz(texto: str) -> str:
    """El texto, letra por letra en su lugar, con disfraz en los blancos que no separan y sin ceros.

    >>> con_disfraz("EE. UU. y").split()
    ['EE.\\x01UU.', 'y']
    """
    if any(reservado in texto for reservado in _RESERVADOS):
        texto = _RESERVADO.sub(" ", texto)
    for patron in (_GUION, _GUION_BLANDO):
        texto = patron.sub(_disfrazar, texto)
    return _DENTRO_DE_SIGLA.sub(_unir_sigla, texto)


def descubierto(trozo: str) -> str:
    """El trozo tal como estaba escrito."""
    return trozo.translate(_DESCUBRIR)


def esencia(trozo: str) -> str:
    """El trozo sin los signos de sus bordes y, si es una palabra, en minúsculas: se analiza igual.

    >>> esencia("«Migración»,"), esencia("C.A."), esencia("46-2007;")
    ('migración', 'C.A', '46-2007')
    """
    if _ESPACIO_DISFRAZADO in trozo:
        # A «C. A.» no se le quita el punto final: sin él no es una sigla.
        return trozo
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
    return _disfrazar(hallazgo) if _COMIENZO_DE_SIGLA.search(antes) else hallazgo[0]
