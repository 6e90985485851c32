"""El orden de lectura de una página cuando no es el de su dibujo.

PDFium da el texto como está dibujado, que casi siempre es como se lee. No lo es en los diarios que dibujan
sus columnas renglón por renglón, ni en las tablas que un programa escribe a lo ancho de la hoja. Sólo se
cambia lo que la geometría deja ver sin duda; lo dudoso queda como vino.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from operator import attrgetter

from indexador.extraccion.celdas import por_celdas
from indexador.extraccion.columnas import Bloque, apoyo, repartir
from indexador.extraccion.espaciado import Trozo
from indexador.extraccion.rayas import Rayas
from indexador.extraccion.tramos import Tramo, en_tramos

_TRAMOS = 1_500
"""Una página con más es un plano o un mapa: compararlos todos con todos tardaría más que leerla."""
_AL_LADO = 4
"""Renglones cortados a la misma altura con los que puede haber columnas o una tabla."""
_ACOSTADOS = 0.9
"""Parte de los tramos que ha de ser más ancha que alta."""
_REGRESOS = 0.2
"""Parte de los tramos que pueden ser una palabra suelta a la izquierda de otra: de cabeza, lo son todas."""
_SALTOS, _PARTE_SALTEADA = 3, 0.5
"""Idas y vueltas de más entre columnas, y sobre los renglones de la menor, que las dan por alternadas."""
_RENGLONES_DE_COLUMNA = 5
_ENCIMADO = 0.3
"""Parte de su altura en que un renglón se encima al de arriba cuando van apretados."""
_LARGO_DE_VINETA = 4
_PARECIDAS = 0.6
"""Parte de la altura y del ancho de la columna mayor que ha de tener la otra para darlas por invertidas."""
_A_LA_IZQUIERDA = ("\u0590", "\u08ff")
"""Los alfabetos que se escriben hacia allá: sus columnas empiezan por la derecha."""
_arriba, _izquierda = attrgetter("y0"), attrgetter("x0")


def en_orden(
    trozos: Sequence[Trozo], proporcion: float, ver_rayas: Callable[[], Rayas] = Rayas
) -> Sequence[Trozo]:
    """Los mismos trozos en el orden en que se leen. `proporcion` es el alto de la página entre su ancho.

    `ver_rayas` da las de la página; sólo se llama si hay cosas lado a lado.
    """
    tramos = en_tramos(trozos, proporcion)
    en_filas = len(tramos) <= _TRAMOS and _hay_filas(trozos, tramos)
    if len(tramos) > _TRAMOS or not (en_filas or _salta(tramos)):
        return trozos
    if not _se_lee_a_lo_ancho(trozos, tramos, proporcion):
        return trozos
    ordenados = por_celdas(trozos, tramos, ver_rayas()) if en_filas else None
    if ordenados is None:
        ordenados = _por_bloques(trozos, tramos)
    return trozos if ordenados is tramos else _emitir(trozos, ordenados)


def _por_bloques(trozos: Sequence[Trozo], tramos: list[Tramo]) -> list[Tramo]:
    bloques = repartir(tramos, trozos)
    if bloques is None:
        return _de_una_columna(trozos, tramos)
    return [t for bloque in bloques for t in bloque] if _en_desorden(tramos, bloques) else tramos


def _salta(tramos: Sequence[Tramo]) -> bool:
    """Si algo va más arriba que lo anterior: lo que no hace una página de una sola columna bien dibujada."""
    return any(b.y1 < a.y0 for a, b in pairwise(tramos))


def _hay_filas(trozos: Sequence[Trozo], tramos: Sequence[Tramo]) -> bool:
    """Si varios renglones se cortan a la misma altura de la página; los blancos de lo justificado, no."""
    huecos = [
        (a.x1, b.x0)
        for a, b in pairwise(tramos)
        if b.x0 >= a.x1 and b.y0 < a.y1 and a.y0 < b.y1 and not _es_vineta(trozos, a)
    ]
    return len(huecos) >= _AL_LADO and apoyo(huecos) >= _AL_LADO


def _se_lee_a_lo_ancho(trozos: Sequence[Trozo], tramos: Sequence[Tramo], proporcion: float) -> bool:
    """Si los renglones corren de izquierda a derecha: la hoja no está girada ni de cabeza, ni es árabe."""
    desde, hasta = _A_LA_IZQUIERDA
    largos = acostados = regresos = 0
    anterior = tramos[0]
    for tramo in tramos:
        primero = trozos[tramo.desde]
        if desde <= primero.texto <= hasta:
            return False
        sueltos = tramo.hasta - anterior.desde == 2
        regresos += sueltos and primero.antes == " " and tramo.x0 < anterior.x0
        anterior = tramo
        if not _es_vineta(trozos, tramo):
            largos += 1
            acostados += tramo.x1 - tramo.x0 > (tramo.y1 - tramo.y0) * proporcion
    return acostados >= _ACOSTADOS * largos and regresos <= _REGRESOS * len(tramos)


def _es_vineta(trozos: Sequence[Trozo], tramo: Tramo) -> bool:
    """«1.», «a)», «•», o el número de la página: lo que puede ir junto a un renglón sin ser otra columna."""
    return tramo.hasta - tramo.desde == 1 and len(trozos[tramo.desde].texto) <= _LARGO_DE_VINETA


def _en_desorden(tramos: Sequence[Tramo], bloques: Sequence[Bloque]) -> bool:
    """Si el dibujo va y viene entre los bloques, o recorre la columna derecha antes que la izquierda."""
    suyo = {tramo.desde: n for n, bloque in enumerate(bloques) for tramo in bloque}
    visita = [suyo[tramo.desde] for tramo in tramos]
    de_mas = sum(a != b for a, b in pairwise(visita)) - (len(bloques) - 1)
    columnas = [bloque for bloque in bloques if len(bloque) >= _RENGLONES_DE_COLUMNA]
    if de_mas >= max(_SALTOS, _PARTE_SALTEADA * min(map(len, columnas), default=0)):
        return True
    return (
        any(a[0].desde > b[0].desde and _gemelas(a, b) for a, b in combinations(columnas, 2)) and not de_mas
    )


def _gemelas(a: Bloque, b: Bloque) -> bool:
    """Dos columnas, una al lado de la otra, de medidas parecidas."""
    (ax0, ay0, ax1, ay1), (bx0, by0, bx1, by1) = _caja(a), _caja(b)
    al_lado = ax1 <= bx0 and min(ay1, by1) - max(ay0, by0) >= _PARECIDAS * max(ay1 - ay0, by1 - by0)
    menor, mayor = sorted((ax1 - ax0, bx1 - bx0))
    return al_lado and menor >= _PARECIDAS * mayor


def _caja(bloque: Bloque) -> tuple[float, float, float, float]:
    return (
        min(t.x0 for t in bloque),
        min(t.y0 for t in bloque),
        max(t.x1 for t in bloque),
        max(t.y1 for t in bloque),
    )


def _de_una_columna(trozos: Sequence[Trozo], tramos: list[Tramo]) -> list[Tramo]:
    """Las franjas de arriba abajo; los mismos tramos si una de ellas no se dibujó de una vez.

    Cada franja es un renglón, con las viñetas o los números de su lista, o algo con varias cosas lado a lado:
    una tabla, dos columnas. De esto último no se toca el orden.
    """
    ordenados: list[Tramo] = []
    junta: list[Tramo] = []
    for franja in [*_franjas(tramos), []]:
        if franja and not _es_renglon(trozos, franja):
            junta += franja
            continue
        junta.sort()
        if not _seguidos(junta):
            return tramos
        ordenados += junta
        ordenados += sorted(franja, key=_izquierda)
        junta = []
    return tramos if ordenados == tramos else ordenados


def _franjas(tramos: Sequence[Tramo]) -> Iterator[list[Tramo]]:
    """De arriba abajo, lo que un blanco a todo lo ancho deja junto."""
    franja: list[Tramo] = []
    fondo = 0.0
    for tramo in sorted(tramos, key=_arriba):
        if franja and tramo.y0 >= fondo - _ENCIMADO * tramo.alto:
            yield franja
            franja = []
        franja.append(tramo)
        fondo = max(fondo, tramo.y1)
    yield franja


def _es_renglon(trozos: Sequence[Trozo], franja: list[Tramo]) -> bool:
    if len(franja) == 1:
        return True
    en_fila = sorted(franja, key=_izquierda)
    if any(a.x1 > b.x0 for a, b in pairwise(en_fila)):
        return False
    if sum(1 for t in franja if not _es_vineta(trozos, t)) <= 1:
        return True
    return _seguidos(en_fila[1:] if _es_vineta(trozos, en_fila[0]) else en_fila)


def _seguidos(tramos: Sequence[Tramo]) -> bool:
    return all(a.hasta == b.desde for a, b in pairwise(tramos))


def _emitir(trozos: Sequence[Trozo], tramos: Sequence[Tramo]) -> list[Trozo]:
    """Los trozos de cada tramo; el que no seguía al anterior empieza renglón."""
    salida: list[Trozo] = []
    fin = -1
    for tramo in tramos:
        suyos = trozos[tramo.desde : tramo.hasta]
        if tramo.desde != fin:
            salida.append(suyos[0]._replace(antes="\n"))
            suyos = suyos[1:]
        salida += suyos
        fin = tramo.hasta
    return salida
