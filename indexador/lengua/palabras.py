"""Una palabra suelta: su forma plegada, su raíz y si es vacía.

La forma plegada va en minúsculas y sin acentos, con la ñ intacta («año» no es «ano»). La raíz es la de
Snowball para el español: primero se reduce y después se pliega, porque Snowball usa los acentos. Como
reduce «deportación» a «deport» pero deja «deportacion» entera, a lo escrito sin acentos se le devuelven
antes los de -ción y -sión.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from Stemmer import Stemmer

from indexador.lengua.familias import PROPIAS, igualar, regularizar

LARGO_MAXIMO = 64
"""Una palabra más larga se recorta: nadie la busca, y así el vocabulario queda acotado."""

_LISTA = """
a al algo algunas algunos ante antes aquel aquella aquellas aquello aquellos asi aun aunque bajo cada
como con contra cual cuales cualquier cuando cuya cuyas cuyo cuyos dada dado de del desde dicha dichas
dicho dichos donde dos durante e el ella ellas ello ellos en entre era eran es esa esas ese eso esos esta
estaba estan estar estas este esto estos fue fueron ha haber habia han hasta hay haya hayan he la las le
les lo los mas me mediante mi mientras muy n nada ni no nos nosotros nro num numero o os otra otras otro
otros para pero por porque pues que quien quienes se sea sean segun ser si sido sin sino sobre son su sus
tal tales tambien tan tanto te ti tiene tienen toda todas todo todos tras tu tus u un una unas uno unos y
ya yo
"""

VACIAS = frozenset(_LISTA.split())
"""Palabras que por sí solas no distinguen un documento. Se indexan igual: valen dentro de una frase."""

_SIN_ACENTO = re.compile(r"[^a-zñ]")
_TERMINACION = re.compile(r"(?<=\w{2}[cs])ion$")
_HIATO = re.compile(r"(?<=\w{3})i(as?|an|amos)$")
_FUTURO = re.compile(r"(?<=\w[aeibd]r)an$")
_PLURAL_EN_ES = re.compile(r"(?<=[aeiouáéíóúü][dlrny])es$")
_PLURAL_EN_S = re.compile(r"(?:(?<=[aeo])|(?<=ité))s$")
_ENIE_POSIBLE = re.compile(r"(?<=[aeiou])n(?=[aeiou])")
_LARGO_DE_PLURAL = 4
_LIMITE_CACHE = 400_000


class Palabra(NamedTuple):
    """Lo que se sabe de una palabra ya reducida."""

    forma: str
    raiz: str
    vacia: bool


def plegar(texto: str) -> str:
    """Minúsculas y sin acentos, pero con la ñ en su sitio.

    >>> plegar("Año Güegüense MIGRACIÓN nº")
    'año gueguense migracion no'
    """
    if texto.isascii():
        return texto.lower()
    return "".join(_plegar_letra(letra) for letra in unicodedata.normalize("NFC", texto).lower())


def _plegar_letra(letra: str) -> str:
    if letra == "ñ" or letra.isascii():
        return letra
    partes = unicodedata.normalize("NFKD", letra)
    return "".join(parte for parte in partes if not unicodedata.combining(parte)).lower()


class _Reductor(dict[str, Palabra]):
    """Memoria de palabras: de la escrita en minúsculas a su forma y su raíz."""

    def __init__(self) -> None:
        super().__init__()
        # Sin memoria propia: la nuestra basta, y sin ella una llamada no comparte estado entre hilos.
        self._snowball = Stemmer("spanish", 0)

    def __missing__(self, escrita: str) -> Palabra:
        forma = plegar(escrita)[:LARGO_MAXIMO]
        palabra = Palabra(forma, self.reducir(escrita[:LARGO_MAXIMO], forma), forma in VACIAS)
        if len(self) < _LIMITE_CACHE:
            self[escrita] = palabra
        return palabra

    def reducir(self, escrita: str, forma: str) -> str:
        if not forma.isalpha():
            return forma
        escrita = singular(regularizar(escrita))
        if escrita in PROPIAS:
            return plegar(escrita)
        if escrita.isascii():
            escrita = _TERMINACION.sub("ión", escrita)
        reducida = igualar(plegar(self._snowball.stemWord(escrita))) or forma
        return reducida[:-1] + "c" if reducida.endswith("z") else reducida


_REDUCTOR = _Reductor()


def reducir(escrita: str) -> Palabra:
    """La forma plegada, la raíz y la condición de vacía de una palabra escrita de cualquier manera."""
    return _REDUCTOR[escrita.lower()]


def singular(escrita: str) -> str:
    """Quita la marca de plural antes de reducir.

    Snowball separa el singular del plural de palabras corrientes: «entidad» (entid) de «entidades»
    (entidad), «mujer» de «mujeres», «acta» de «actas», «gobierno» de «gobiernos» (gobi). La z final de la
    raíz se vuelve c por lo mismo: «juez», «jueces».
    """
    if len(escrita) < _LARGO_DE_PLURAL:
        return escrita
    sin_es = _PLURAL_EN_ES.sub("", escrita)
    return sin_es if sin_es != escrita else _PLURAL_EN_S.sub("", escrita)


def raiz(escrita: str) -> str:
    """La raíz de una palabra.

    >>> raiz("deportaciones") == raiz("deportación") == raiz("deportacion")
    True
    """
    return reducir(escrita).raiz


@lru_cache(maxsize=4096)
def raices_de_consulta(escrita: str) -> frozenset[str]:
    """Las raíces que puede tener lo que se busca, según lleve o no sus acentos aquí y en el documento.

    «policias» puede ser «policías», cuya raíz es otra: se buscan las dos. Y «deberán» está sin acento en lo
    escrito en mayúsculas, o al revés. Sólo depende de la palabra y nunca del vocabulario del índice, que
    revelaría lo que un lector no puede ver.
    """
    palabra = reducir(escrita)
    raices = {palabra.raiz, raiz(palabra.forma)}
    if not _SIN_ACENTO.search(escrita.lower()):
        raices |= {raiz(_HIATO.sub(r"í\1", palabra.forma)), raiz(_FUTURO.sub("án", palabra.forma))}
    return frozenset(raices)


def raices_con_enie(escrita: str) -> frozenset[str]:
    """Las raíces que puede querer decir quien escribe «espanol» por no tener la ñ a mano.

    Son muchas y casi todas absurdas: quien llama sólo debe usarlas si la palabra escrita no existe.
    """
    forma = reducir(escrita).forma
    lugares = [hallazgo.start() for hallazgo in _ENIE_POSIBLE.finditer(forma)]
    return frozenset(raiz(f"{forma[:lugar]}ñ{forma[lugar + 1 :]}") for lugar in lugares)
