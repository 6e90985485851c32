"""Qué términos de qué perfil dice un pasaje, por las expresiones que se hallaron en él."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from indexador.vinculacion.compilado import Buscado, Compilado
from indexador.vinculacion.expresiones import Hallazgo
from indexador.vinculacion.perfil import CONDICIONES, Clase
from indexador.vinculacion.senales import CERCA_DE_DUDA, Senales, Visto

_CERCA = 14
"""Palabras, sin las vacías, que caben entre las partes de un término."""
_SIGUE, _DE_CADA_PARTE = 0.5, 4
"""Lo que vale cada manera de decir una parte frente a la anterior, y cuántas se cuentan."""
_DE_OTRA_MANERA = 0.35
"""Lo que vale una parte que no dice el pasaje sino su título o su documento."""
_CABEZA, _EN_LA_CABEZA = 80, 1.3
"""Caracteres del comienzo en que un papel dice qué es, y cuánto más vale lo dicho ahí."""

PorExpresion = Mapping[int, Sequence[Hallazgo]]


def ver_terminos(
    senal: Senales, compilado: Compilado, *, contexto: bool, dichas: frozenset[int] = frozenset()
) -> None:
    """Anota en la señal los términos que hay en su pasaje.

    `dichas` son las condiciones que el documento cumple y, si es un papel, las expresiones de su título.
    """
    papel = CONDICIONES["#papel"] in dichas
    por_perfil: dict[int, list[Visto]] = defaultdict(list)
    nombres = [h for e in sorted(compilado.nombres & senal.expresiones.keys()) for h in senal.expresiones[e]]
    hechos: set[int] = set()
    for expresion in senal.expresiones:
        for buscado in compilado.buscados.get(expresion, ()):
            if id(buscado) in hechos or (buscado.termino.pide_contexto and not contexto):
                continue
            if buscado.termino.en_papel and not papel:
                continue
            hechos.add(id(buscado))
            if buscado.termino.en_papel:
                visto = _en_el_papel(buscado, senal, dichas, nombres, compilado)
            else:
                visto = _visto(buscado, senal.expresiones, nombres, _exentas(buscado, compilado))
            if visto:
                por_perfil[buscado.perfil].append(visto)
    senal.vistos = dict(por_perfil)


def _en_el_papel(
    buscado: Buscado,
    senal: Senales,
    dichas: frozenset[int],
    nombres: Sequence[Hallazgo],
    compilado: Compilado,
) -> Visto | None:
    """El término cuyas partes dice un pasaje en lugares distintos, o su documento de otra manera."""
    lugares: list[Hallazgo] = []
    fuerza = 0.0
    for parte in buscado.partes:
        libres = {h.expresion: h for h in reversed(_dichos(parte, senal)) if _libre(h, lugares, nombres)}
        if libres:
            pesos = sorted(
                ((_rareza(h, senal, compilado), -h.desde, h) for h in libres.values()), reverse=True
            )
            lugares.append(pesos[0][2])
            fuerza += sum(peso * _SIGUE**n for n, (peso, _, _) in enumerate(pesos[:_DE_CADA_PARTE]))
        elif not (parte & dichas) - senal.expresiones.keys():
            return None
        else:
            fuerza += _DE_OTRA_MANERA
    if not lugares:
        return None
    return Visto(buscado, _juntos(buscado, senal, lugares, nombres), fuerza=fuerza / len(buscado.partes))


def _juntos(
    buscado: Buscado, senal: Senales, lugares: Sequence[Hallazgo], nombres: Sequence[Hallazgo]
) -> tuple[Hallazgo, ...]:
    """De los lugares en que se dice cada parte, los primeros que van cerca; si ninguno, los más cercanos."""
    posibles = [tuple(lugares)]
    for primero in _dichos(buscado.partes[0], senal):
        elegidos = [primero]
        for parte in buscado.partes[1:]:
            libres = [h for h in _dichos(parte, senal) if _libre(h, elegidos, nombres)]
            if libres:
                elegidos.append(min(libres, key=lambda h: (abs(h.desde - primero.desde), h.desde)))
        if len(elegidos) == len(lugares) and _libre(primero, (), nombres):
            posibles.append(tuple(elegidos))
    return min(posibles, key=_alejados)


def _dichos(parte: frozenset[int], senal: Senales) -> list[Hallazgo]:
    return [h for e in sorted(parte & senal.expresiones.keys()) for h in senal.expresiones[e]]


def _alejados(lugares: Sequence[Hallazgo]) -> tuple[int, int]:
    """Las fichas que pasan de lo cercano, y dónde empiezan."""
    primero = min(h.desde for h in lugares)
    return max(0, max(h.hasta for h in lugares) - primero - CERCA_DE_DUDA), primero


def _rareza(uno: Hallazgo, senal: Senales, compilado: Compilado) -> float:
    """Lo que distingue una expresión entre los perfiles; más si va donde el papel dice qué es."""
    en_la_cabeza = senal.pasaje.pagina <= 1 and uno.inicio < _CABEZA
    return compilado.rarezas[uno.expresion] * (_EN_LA_CABEZA if en_la_cabeza else 1.0)


def _libre(uno: Hallazgo, ocupados: Sequence[Hallazgo], nombres: Sequence[Hallazgo]) -> bool:
    """¿Está fuera de los lugares ocupados, y no es parte de un nombre?"""
    return all(_distancia(uno, otro) > 0 for otro in ocupados) and not any(
        _esta_en(uno, nombre) for nombre in nombres
    )


def _exentas(buscado: Buscado, compilado: Compilado) -> frozenset[int]:
    """Las que valen aun dentro de un nombre: para un nodo, que sí trata de quien lo lleva, los nombres."""
    return frozenset() if compilado.perfiles[buscado.perfil].clase == Clase.TEMA else compilado.nombres


def _visto(
    buscado: Buscado, expresiones: PorExpresion, nombres: Sequence[Hallazgo], exentas: frozenset[int]
) -> Visto | None:
    por_parte = [
        sorted(
            (
                h
                for e in sorted(parte)
                for h in expresiones.get(e, ())
                if e in exentas or not any(_esta_en(h, nombre) for nombre in nombres)
            ),
            key=lambda h: h.desde,
        )
        for parte in buscado.partes
    ]
    if not all(por_parte):
        return None
    if len(por_parte) == 1:
        return Visto(buscado, (por_parte[0][0],), len(por_parte[0]))
    for primero in por_parte[0]:
        lugares = [primero]
        for parte in por_parte[1:]:
            cerca = [h for h in parte if _distancia(primero, h) <= _CERCA and _distancia(primero, h) >= 0]
            if not cerca:
                break
            lugares.append(min(cerca, key=lambda h: _distancia(primero, h)))
        else:
            return Visto(buscado, tuple(lugares))
    return None


def _esta_en(uno: Hallazgo, otro: Hallazgo) -> bool:
    """¿Es una parte de él, y no él?"""
    entero = (uno.desde, uno.hasta) == (otro.desde, otro.hasta)
    return otro.desde <= uno.desde and uno.hasta <= otro.hasta and not entero


def _distancia(uno: Hallazgo, otro: Hallazgo) -> int:
    """Palabras entre los dos; −1 si uno está en el otro, que entonces no son dos."""
    if otro.desde > uno.hasta:
        return otro.desde - uno.hasta
    if uno.desde > otro.hasta:
        return uno.desde - otro.hasta
    return -1
