"""Dónde marcar lo buscado en el texto de una página, y qué trozo de ella mostrar.

Usa el mismo analizador que el índice. Los lugares son puntos de código del texto recibido; `fin` queda
excluido. Una palabra partida entre renglones se marca entera, con su guion y su salto.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from indexador.consulta import Resaltar
from indexador.lengua.cosido import coser
from indexador.motor.marcador import marcador

Marcas = tuple[tuple[int, int], ...]

_FIN_DE_ORACION = re.compile(r"[.;:!?»”\"][)\]»”]*\s+|\n\s*\n")
_ESPACIO = re.compile(r"\s")
_ULTIMO_TROZO = re.compile(r"\S*+\Z")
_LARGO_DE_PALABRA = 30
"""Caracteres que no pasa una palabra, con lo que la separa de la siguiente, salvo rara vez."""
_CORTE_INICIAL = "… "
_CORTE_FINAL = " …"


@dataclass(frozen=True, slots=True)
class Extracto:
    """Un trozo de un texto, con sus marcas relativas al propio trozo.

    `texto` puede llevar «…» donde se cortó; `inicio` es el lugar del trozo (sin los puntos suspensivos) en
    el texto de origen.
    """

    texto: str
    marcas: Marcas
    inicio: int


def marcas(texto: str, resaltar: Resaltar) -> Marcas:
    """Los lugares del texto que responden a la consulta, en orden y sin encimarse."""
    return marcas_seguidas((texto,), resaltar)[0]


def marcas_seguidas(textos: Sequence[str], resaltar: Resaltar) -> list[Marcas]:
    """Las marcas de cada uno de unos textos seguidos, como las páginas de un documento.

    De una frase que empieza en uno y acaba en otro, y de una palabra que un guion corta entre los dos, se
    marca en cada cual su parte.
    """
    lugares: list[list[tuple[int, int]]] = [[] for _ in textos]
    cosidos = coser(textos)
    for numero, lugar in marcador(resaltar).lugares([cosido.texto for cosido in cosidos]):
        for suyo, parte in cosidos[numero].origenes(*lugar):
            lugares[suyo].append(parte)
    return [_sin_encimar(suyos) for suyos in lugares]


def marcas_entre(antes: Sequence[str], texto: str, despues: Sequence[str], resaltar: Resaltar) -> Marcas:
    """Las marcas de un texto que va entre otros, con su parte de lo que empieza antes o acaba después.

    De los otros sólo se miran las palabras que algo de lo buscado puede alcanzar desde el texto, y una más,
    que quizá un guion corta.
    """
    lejos = alcance(resaltar) + 1
    previos = _ultimas(antes, lejos)
    return marcas_seguidas((*previos, texto, *_primeras(despues, lejos)), resaltar)[len(previos)]


def alcance(resaltar: Resaltar) -> int:
    """Cuántas palabras fuera de un texto puede tener algo que en parte está en él."""
    holgadas = (len(frase) - 1 + holgura for frase, holgura in resaltar.holgadas)
    cercanas = (
        sum(alcance(parte) + cercana.distancia for parte in cercana.partes) for cercana in resaltar.cercanas
    )
    frases = (len(frase) - 1 for frase in resaltar.frases)
    return max((0, *frases, *holgadas, *cercanas))


def _primeras(textos: Sequence[str], palabras: int) -> list[str]:
    """De unos textos seguidos, lo que lleva al menos sus primeras palabras."""
    hallados: list[str] = []
    for texto in textos:
        trozo = texto[: palabras * _LARGO_DE_PALABRA]
        if len(trozo) < len(texto):
            return [*hallados, _ULTIMO_TROZO.sub("", trozo)]
        hallados.append(texto)
    return hallados


def _ultimas(textos: Sequence[str], palabras: int) -> list[str]:
    """De unos textos seguidos, lo que lleva al menos sus últimas palabras."""
    hallados: list[str] = []
    for texto in reversed(textos):
        trozo = texto[-palabras * _LARGO_DE_PALABRA :]
        if len(trozo) < len(texto):
            corte = _ESPACIO.search(trozo)
            return [trozo[corte.end() :] if corte else "", *hallados]
        hallados.insert(0, texto)
    return hallados


def _sin_encimar(lugares: list[tuple[int, int]]) -> Marcas:
    unidos: list[tuple[int, int]] = []
    for inicio, fin in sorted(lugares):
        if unidos and inicio < unidos[-1][1]:
            unidos[-1] = (unidos[-1][0], max(fin, unidos[-1][1]))
        else:
            unidos.append((inicio, fin))
    return tuple(unidos)


def extracto(texto: str, marcas_: Sequence[tuple[int, int]], ancho: int = 280) -> Extracto:
    """El trozo de a lo sumo unos `ancho` caracteres que más marcas distintas muestra.

    Empieza al comienzo de una oración si cae cerca, y siempre al comienzo de una palabra; termina igual. Los
    saltos de renglón se vuelven espacios, de modo que las marcas siguen en su lugar.
    """
    desde, hasta = _ventana(texto, marcas_, ancho)
    trozo = _ESPACIO.sub(" ", texto[desde:hasta])
    antes = _CORTE_INICIAL if texto[:desde].strip() else ""
    despues = _CORTE_FINAL if texto[hasta:].strip() else ""
    corrimiento = len(antes) - desde
    dentro = tuple(
        (inicio + corrimiento, min(fin, hasta) + corrimiento)
        for inicio, fin in marcas_
        if desde <= inicio < hasta
    )
    return Extracto(antes + trozo + despues, dentro, desde)


def _ventana(texto: str, marcas_: Sequence[tuple[int, int]], ancho: int) -> tuple[int, int]:
    primera, ultima = _mejor_grupo(texto, marcas_, ancho)
    sobra = max(0, ancho - (ultima - primera))
    desde = _comienzo(texto, max(0, primera - sobra // 2), primera)
    hasta = _final(texto, desde + ancho, ultima)
    if hasta == len(texto) and desde > 0:
        desde = _comienzo(texto, max(0, min(desde, hasta - ancho)), primera)
    while desde < hasta and texto[desde].isspace():
        desde += 1
    while hasta > desde and texto[hasta - 1].isspace():
        hasta -= 1
    return desde, hasta


def _mejor_grupo(texto: str, marcas_: Sequence[tuple[int, int]], ancho: int) -> tuple[int, int]:
    """El tramo de marcas que cabe en `ancho` con más palabras distintas; entre iguales, el primero."""
    if not marcas_:
        return 0, 0
    inicios = [inicio for inicio, _ in marcas_]
    formas = [texto[inicio:fin].casefold()[:6] for inicio, fin in marcas_]
    mejor, valor = (marcas_[0][0], marcas_[0][1]), (0, 0)
    for i, (inicio, fin) in enumerate(marcas_):
        hasta = max(i + 1, bisect_left(inicios, inicio + ancho * 3 // 4))
        nuevo = (len(set(formas[i:hasta])), hasta - i)
        if nuevo > valor:
            mejor, valor = (inicio, max(fin, marcas_[hasta - 1][1])), nuevo
    return mejor


def _comienzo(texto: str, desde: int, primera: int) -> int:
    """Dónde empezar entre `desde` y la primera marca: tras un punto o, si no hay, en una palabra entera."""
    if desde == 0:
        return 0
    oraciones = [h.end() for h in _FIN_DE_ORACION.finditer(texto, desde - 1, primera)]
    if oraciones:
        return oraciones[0]
    espacio = _ESPACIO.search(texto, desde - 1, primera)
    return espacio.end() if espacio else primera


def _final(texto: str, hasta: int, ultima: int) -> int:
    """Dónde terminar sin partir una palabra ni perder la última marca."""
    if hasta >= len(texto):
        return len(texto)
    if texto[hasta].isspace():
        return max(hasta, ultima)
    cortes = [h.start() for h in _ESPACIO.finditer(texto, ultima, hasta)]
    return cortes[-1] if cortes else max(hasta, ultima)
