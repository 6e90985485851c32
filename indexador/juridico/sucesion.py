"""Qué encabezados son los artículos de la norma: los que forman una sucesión.

Entre los renglones que parecen encabezar artículos hay citas que el corte de renglón dejó al principio,
artículos de otra norma que ésta reforma, índices y números mal leídos. Los propios se siguen unos a otros. La
sucesión que más vale se busca por programación dinámica, como la subsecuencia creciente más larga: cada
artículo suma, más si es el siguiente exacto (17, 17 Bis, 17 Ter, 18), y los saltos restan.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from indexador.juridico.encabezados_de_articulo import PROPIO, Candidato
from indexador.juridico.numero_de_articulo import Clave, Lectura
from indexador.lengua import plegar

_SIGUE, _EMPIEZA_TARDE = 1.0, 1.0
_SALTO, _POR_FALTANTE, _SALTO_MAXIMO = 0.5, 0.1, 2.0
"""Lo que resta un salto: el que falta un artículo se perdona; el de muchos pide que luego vengan seguidos."""
_POR_SALTADO, _SALTADOS_MAXIMO = 0.05, 0.5
"""Lo que resta dejar fuera a los que no parecen citas: la sucesión de una norma va seguida."""
_LARGO_QUE_PESA = 200
"""Caracteres; un artículo que los tiene vale algo más que el renglón de un índice."""
_VENTANA = 8
"""Cuántos encabezados hacia atrás se busca el que da un salto; el siguiente exacto se halla donde esté."""
_SERIES = 12
"""A lo sumo, cuántas sucesiones se buscan en un mismo archivo (un diario oficial trae varias normas)."""
_PASADAS, _POCOS = 3, 400
"""Cuántas veces se vuelve a mirar cada candidato, para que muchos no cuesten más que en proporción."""
_LARGO_DE_INDICE = 90
"""Caracteres; artículos más cortos que esto, todos, son los renglones de un índice sin puntos."""
_PARTE_DE_INDICE = 0.8
"""De sus renglones, cuántos llevan el nombre del artículo: el OCR yerra alguno."""
_PRIMERO: Clave = (1, 0)


@dataclass(frozen=True, slots=True)
class Miembro:
    """El candidato (su lugar entre todos) y el número con que se lee en la sucesión."""

    lugar: int
    clave: Clave


@dataclass(slots=True)
class _Estado:
    puntos: float
    anterior: int
    lugar: int
    propios: int
    """Cuántos candidatos que no son citas hay hasta él."""
    clave: Clave


Serie = tuple[Miembro, ...]


class Sucesiones(NamedTuple):
    """Las de artículos propios, en el orden del texto, y la del índice que las sigue."""

    propias: list[Serie]
    del_indice: Serie = ()


def series(
    candidatos: Sequence[Candidato], largos: Sequence[int], aparte: Set[int] = frozenset()
) -> Sucesiones:
    """Las sucesiones de un texto; ninguna si no hay articulado.

    `largos` son los caracteres que van de cada candidato al siguiente; `aparte`, los lugares de los que ya
    se sabe que son de otra. Los candidatos que quedan fuera son citas, o renglones de un índice.
    """
    quedan = [lugar for lugar in range(len(candidatos)) if lugar not in aparte]
    halladas = _series([candidatos[lugar] for lugar in quedan], [largos[lugar] for lugar in quedan])

    def en_su_lugar(suya: Serie) -> Serie:
        return tuple(Miembro(quedan[uno.lugar], uno.clave) for uno in suya)

    return Sucesiones([en_su_lugar(suya) for suya in halladas.propias], en_su_lugar(halladas.del_indice))


def desde_el_primero(candidatos: Sequence[Candidato], largos: Sequence[int], lugares: Iterable[int]) -> Serie:
    """La sucesión que más vale entre los de esos lugares, si empieza por el primero; si no, vacía."""
    serie = _mejor(candidatos, largos, lugares)
    return serie if serie and serie[0].clave == _PRIMERO else ()


def _series(candidatos: Sequence[Candidato], largos: Sequence[int]) -> Sucesiones:
    mayor = _mejor(candidatos, largos, range(len(candidatos)))
    if not _es_articulado(mayor, candidatos):
        return Sucesiones([])
    mayor = _con_intercalados(_con_desordenados(mayor, candidatos), candidatos)
    numeros = {uno.clave for uno in mayor}
    antes = [s for s in _otras(mayor, candidatos, largos, -1) if not _es_indice(s, largos, numeros)]
    propias = [*reversed(antes), mayor, *_otras(mayor, candidatos, largos, 1)]
    if propias[-1] is not mayor and _la_repite(propias[-1], mayor, candidatos, largos):
        return Sucesiones(propias[:-1], propias[-1])
    return Sucesiones(propias)


def _la_repite(serie: Serie, otra: Serie, candidatos: Sequence[Candidato], largos: Sequence[int]) -> bool:
    """¿Son los renglones de una el índice de la otra: breves, y con los nombres de sus artículos?"""
    if len(serie) < 2 or any(largos[uno.lugar] >= _LARGO_DE_INDICE for uno in serie[:-1]):
        return False
    nombres = {uno.clave: _plano(candidatos[uno.lugar].nombre) for uno in otra}
    iguales = 0
    for uno in serie:
        suyo, debido = _plano(candidatos[uno.lugar].nombre), nombres.get(uno.clave, "")
        iguales += bool(suyo and debido) and (debido.startswith(suyo) or suyo.startswith(debido))
    return iguales >= _PARTE_DE_INDICE * len(serie)


def _plano(nombre: str) -> str:
    """El nombre sin la página que un índice pone detrás."""
    return plegar(nombre).rstrip("0123456789 .…\t-–—")


def _otras(
    mayor: Serie, candidatos: Sequence[Candidato], largos: Sequence[int], sentido: int
) -> Iterator[Serie]:
    """Las de antes (-1) o después (1) de la mayor, de la más cercana a la más lejana."""
    serie, visitados = mayor, 0
    for _ in range(_SERIES):
        lugares = range(serie[0].lugar) if sentido < 0 else range(serie[-1].lugar + 1, len(candidatos))
        visitados += len(lugares)
        if visitados > _PASADAS * max(len(candidatos), _POCOS):
            return
        serie = _mejor(candidatos, largos, [lugar for lugar in lugares if not candidatos[lugar].citado])
        if not _es_articulado(serie, candidatos):
            return
        yield serie


class _Estados:
    """Los estados de una búsqueda y dónde hallar los que pueden preceder a otro."""

    def __init__(self) -> None:
        self.todos: list[_Estado] = []
        self._mejores: dict[tuple[int, ...], int] = {}
        self._ultimos: dict[tuple[int, ...], int] = {}
        self._recientes: deque[int] = deque(maxlen=_VENTANA)

    def anotar(self, estado: _Estado) -> None:
        """Lo añade; entre los que acaban en el mismo número quedan a mano el mejor y el último."""
        lugar = len(self.todos)
        self.todos.append(estado)
        self._recientes.append(lugar)
        for donde in (estado.clave, estado.clave[:1]):
            self._ultimos[donde] = lugar
            previo = self._mejores.get(donde)
            if previo is None or estado.puntos >= self.todos[previo].puntos:
                self._mejores[donde] = lugar

    def anteriores(self, clave: Clave) -> Iterator[tuple[int, float]]:
        """Los estados a los que puede seguir ese número y lo que suma o resta seguirlos."""
        donde = (clave[0], clave[1] - 1) if clave[1] else (clave[0] - 1,)
        for exactos in (self._mejores, self._ultimos):
            if donde in exactos:
                yield exactos[donde], _SIGUE
        for reciente in self._recientes:
            otra = self.todos[reciente].clave
            if otra < clave:
                faltan = max(0, clave[0] - otra[0] - 1)
                yield reciente, -min(_SALTO + _POR_FALTANTE * faltan, _SALTO_MAXIMO)


def _mejor(candidatos: Sequence[Candidato], largos: Sequence[int], lugares: Iterable[int]) -> Serie:
    """La sucesión que más vale; entre iguales, la de más abajo: lo de arriba suele ser un índice."""
    estados = _Estados()
    propios = 0
    for lugar in lugares:
        uno = candidatos[lugar]
        propios += not uno.citado
        peso = uno.peso + min(largos[lugar], _LARGO_QUE_PESA) / (20 * _LARGO_QUE_PESA)
        for nuevo in [_estado(estados, lugar, propios, peso, lectura) for lectura in uno.lecturas]:
            estados.anotar(nuevo)
    return _rellenar(_recorrer(estados.todos), candidatos)


def _estado(estados: _Estados, lugar: int, propios: int, peso: float, lectura: Lectura) -> _Estado:
    """El mejor modo de llegar a ese candidato con esa lectura."""
    clave, propio = lectura.clave, peso - lectura.costo
    mejor = _Estado(propio - (0.0 if clave == _PRIMERO else _EMPIEZA_TARDE), -1, lugar, propios, clave)
    for anterior, paso in estados.anteriores(clave):
        otro = estados.todos[anterior]
        saltados = min(_POR_SALTADO * (propios - otro.propios - 1), _SALTADOS_MAXIMO)
        puntos = otro.puntos + propio + paso - max(0.0, saltados)
        if puntos > mejor.puntos:
            mejor = _Estado(puntos, anterior, lugar, propios, clave)
    return mejor


def _recorrer(estados: Sequence[_Estado]) -> list[Miembro]:
    if not estados:
        return []
    lugar = max(range(len(estados)), key=lambda n: (estados[n].puntos, n))
    camino: list[Miembro] = []
    while lugar >= 0:
        camino.append(Miembro(estados[lugar].lugar, estados[lugar].clave))
        lugar = estados[lugar].anterior
    return camino[::-1]


def _rellenar(serie: Sequence[Miembro], candidatos: Sequence[Candidato]) -> Serie:
    """Pone en su hueco al único que está entre dos y al que sólo una cifra separa del número que falta."""
    completa: list[Miembro] = list(serie[:1])
    for uno, otro in pairwise(serie):
        falta = uno.clave[0] + 1
        if otro.clave == (falta + 1, 0):
            en_medio = [n for n in range(uno.lugar + 1, otro.lugar) if not candidatos[n].citado]
            if len(en_medio) == 1 and _difiere_en_una(candidatos[en_medio[0]], falta):
                completa.append(Miembro(en_medio[0], (falta, 0)))
        completa.append(otro)
    return tuple(completa)


def _con_desordenados(serie: Serie, candidatos: Sequence[Candidato]) -> Serie:
    """La serie con los que le faltan y están fuera de su orden, como deja una página de varias columnas.

    Sólo si faltan pocos, y sólo el que es el único con ese número, sin agregado ni seña de ser una cita.
    """
    if 2 * len(serie) < serie[-1].clave[0] - serie[0].clave[0]:
        return serie
    dentro, tiene = {uno.lugar for uno in serie}, {uno.clave for uno in serie}
    fuera: dict[Clave, list[int]] = {}
    for lugar in range(serie[0].lugar + 1, serie[-1].lugar):
        uno = candidatos[lugar]
        clave = uno.lecturas[0].clave
        if uno.peso == PROPIO and not clave[1] and clave < serie[-1].clave:
            fuera.setdefault(clave, []).append(lugar)
    solos = [
        Miembro(lugares[0], clave)
        for clave, lugares in fuera.items()
        if len(lugares) == 1 and clave not in tiene and lugares[0] not in dentro
    ]
    return tuple(sorted((*serie, *solos), key=lambda uno: uno.lugar))


def _con_intercalados(serie: Serie, candidatos: Sequence[Candidato]) -> Serie:
    """La serie con los que, en un salto suyo, están entre los dos por su lugar y por su número.

    Un extracto trae «1, 2, 26, 117, 118»: el 26 solo no compensa dos saltos, pero no es de otra norma.
    """
    completa: list[Miembro] = list(serie[:1])
    for uno, otro in pairwise(serie):
        for lugar in range(uno.lugar + 1, otro.lugar) if otro.clave[0] - uno.clave[0] > 1 else ():
            clave = candidatos[lugar].lecturas[0].clave
            if candidatos[lugar].peso == PROPIO and completa[-1].clave[0] < clave[0] < otro.clave[0]:
                completa.append(Miembro(lugar, clave))
        completa.append(otro)
    return tuple(completa)


def _difiere_en_una(uno: Candidato, falta: int) -> bool:
    leido, debido = uno.escrito.numero, str(falta)
    if uno.escrito.agregado or len(leido) != len(debido):
        return False
    return sum(a != b for a, b in zip(leido, debido, strict=True)) == 1


def _es_articulado(serie: Serie, candidatos: Sequence[Candidato]) -> bool:
    """¿Son los artículos de una norma? Si no se siguen unos a otros, son citas sueltas en otro escrito.

    Una norma no tiene sólo transitorios: si son todo lo que parece haber, el articulado es el de otra. Y
    alguno se lee como está escrito: un «10» suelto no es un «1o.» que el OCR leyó mal.
    """
    suyos = [candidatos[uno.lugar] for uno in serie]
    if all(uno.citado for uno in suyos) or all(uno.transitorio for uno in suyos):
        return False
    if all(uno.clave != candidatos[uno.lugar].lecturas[0].clave for uno in serie):
        return False
    return serie[0].clave == _PRIMERO or any(b.clave[0] == a.clave[0] + 1 for a, b in pairwise(serie))


def _es_indice(serie: Serie, largos: Sequence[int], numeros: set[Clave]) -> bool:
    return all(largos[uno.lugar] < _LARGO_DE_INDICE and uno.clave in numeros for uno in serie)
