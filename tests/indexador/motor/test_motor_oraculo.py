"""El motor contra un buscador ingenuo que recorre los textos: los mismos documentos, siempre."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from itertools import pairwise, product
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from motor_de_prueba import buscar, ficha
from rapidfuzz.distance import OSA

from indexador.ficha import Ficha
from indexador.juridico.articulos import articulo_de_etiqueta
from indexador.lengua import Termino, analizar
from indexador.motor import MotorWhoosh, nodos
from indexador.motor.nodos import FECHA_PRINCIPAL, relajada
from indexador.motor.sintaxis import interpretar

PALABRAS = ["ley", "leyes", "mesa", "migración", "migra-\nción", "de", "la", "46-2007", "C.A.", "años"]
textos = st.lists(st.sampled_from(PALABRAS), max_size=7).map(" ".join)
consultas_simples = st.sampled_from(
    ["ley", "mesas", "migraciones", "año", "CA", "2007", "46/2007", "ley*", "46-*", "migr*", "de", "nada",
     "=leyes", "=migracion", "le?es", "*cion", "m*a", "46-2??7", "migrasion~", "imgracoin~2"]
)  # fmt: skip
de_la_ficha = st.sampled_from(
    ["fecha:2003", "desde:2004", "hasta:2002-06", "fecha:2002..2004", "año:2003", "publicacion:2003..2004",
     "publicacion:..2003", "vigencia:2003", "articulo:2", "articulo:1 bis", "articulo:2,1-bis"]
)  # fmt: skip
frases = st.tuples(
    st.lists(st.sampled_from(PALABRAS), min_size=1, max_size=3).map(lambda p: f'"{" ".join(p)}"'),
    st.sampled_from(["", "", "~1", "~3"]),
).map("".join)
cercanias = st.tuples(
    st.lists(consultas_simples | frases, min_size=2, max_size=3),
    st.sampled_from([" CERCA/1 ", " CERCA/2 ", " CERCA/5 "]),
).map(lambda par: par[1].join(par[0]))
consultas = st.recursive(
    consultas_simples | frases | cercanias | de_la_ficha,
    lambda partes: st.one_of(
        st.tuples(partes, partes).map(" ".join),
        st.tuples(partes, partes).map(lambda par: f"({par[0]} O {par[1]})"),
        partes.map(lambda parte: f"-{parte}" if parte.startswith(("(", '"')) else f"NO {parte}"),
        st.tuples(
            st.sampled_from(["titulo", "texto", "autor"]),
            st.sampled_from(["ley", "mesa", "migr*", "(ley O mesa)", "(ley CERCA/2 mesa)", '"ley mesa"~2']),
        ).map(":".join),
    ),
    max_leaves=5,
)


def _ficha(numero: int, titulo: str, paginas: Sequence[str], registro: str) -> Ficha:
    """Un documento con una página que no es un artículo y dos que sí; los impares tienen otra fecha."""
    fechas = {"publicacion": date(2002 + numero % 3, numero, 1)} if numero % 2 else {}
    una = ficha(numero, titulo, *paginas, registro=registro, fechas=fechas, titulo_corto=registro)
    etiquetas = ["p. 1", "Artículo 2", "Artículo 1 bis"]
    sueltos = zip(una.fragmentos, etiquetas, strict=False)
    return replace(una, fragmentos=tuple(replace(f, etiqueta=etiqueta) for f, etiqueta in sueltos))


def _secciones(una: Ficha) -> Iterator[tuple[str, list[Termino]]]:
    """Los términos de cada sección; el texto, de corrido a través de sus páginas."""
    yield "texto", [t for fragmento in una.fragmentos for t in analizar(fragmento.texto)]
    for parte in (una.titulo, una.titulo_corto, una.numero):
        yield "titulo", list(analizar(parte))
    for parte in (una.identificador, una.tipo, una.registro):
        yield "registro", list(analizar(parte))


def _tramos(hoja: nodos.Hoja, terminos: Sequence[Termino]) -> list[tuple[int, int]]:
    """Dónde está la hoja: las posiciones de la primera y la última palabra de cada aparición."""
    formas = [{t.forma, *t.variantes} for t in terminos]

    def donde(cumple: Callable[[int], bool]) -> list[tuple[int, int]]:
        return [(i, i) for i in range(len(terminos)) if cumple(i)]

    match hoja:
        case nodos.Palabra(forma, raices, vacia):
            return donde(
                lambda i: (
                    forma in formas[i] or (not vacia and not terminos[i].vacia and terminos[i].raiz in raices)
                )
            )
        case nodos.Exacta(forma):
            return donde(lambda i: forma in formas[i])
        case nodos.Prefijo(prefijo):
            return donde(lambda i: any(f.startswith(prefijo) for f in formas[i]))
        case nodos.Comodin(patron):
            return donde(lambda i: any(fnmatchcase(f, patron) for f in formas[i]))
        case nodos.Parecida(forma, faltas):
            return donde(lambda i: any(OSA.distance(forma, f) <= faltas for f in formas[i]))
        case nodos.Frase(buscadas, _, holgura):
            lugares = [[i for i, f in enumerate(formas) if buscada in f] for buscada in buscadas]
            caben = {}
            for elegidos in product(*lugares):
                seguidos = all(a < b for a, b in pairwise(elegidos))
                if seguidos and elegidos[-1] - elegidos[0] + 1 - len(buscadas) <= holgura:
                    caben[elegidos[0]] = min(elegidos[-1], caben.get(elegidos[0], elegidos[-1]))
            return sorted(caben.items())
        case nodos.Cerca(partes, distancia):
            cadenas = product(*(_tramos(parte, terminos) for parte in partes))
            return sorted({c[0] for c in cadenas if all(_cerca(a, b, distancia) for a, b in pairwise(c))})


def _cerca(uno: tuple[int, int], otro: tuple[int, int], distancia: int) -> bool:
    separacion = max(otro[0] - uno[1], uno[0] - otro[1])
    return 0 < separacion <= distancia


def cumple(nodo: nodos.Nodo, una: Ficha, articulos: frozenset[str] = frozenset()) -> bool:
    """¿Cumple un documento? Con `articulos`, su texto sólo vale en los fragmentos que son alguno de ellos."""
    if isinstance(nodo, nodos.Hoja):
        return any(
            seccion != "texto" or not articulos or _articulo_en(una, inicio) in articulos
            for seccion, terminos in _secciones(una)
            if nodo.seccion in ("todo", seccion)
            for inicio, _ in _tramos(nodo, terminos)
        )
    match nodo:
        case nodos.Todo():
            return True
        case nodos.Todas(partes):
            articulos = _articulos_de(partes) or articulos
            return all(cumple(parte, una, articulos) for parte in partes)
        case nodos.Alguna(partes):
            return any(cumple(parte, una, articulos) for parte in partes)
        case nodos.No(parte):
            return not cumple(parte, una, articulos)
        case nodos.Anios(desde, hasta):
            return una.fecha is not None and desde <= una.fecha.year <= hasta
        case nodos.Fechas(clase, desde, hasta):
            fecha = una.fecha if clase == FECHA_PRINCIPAL else una.fechas.get(clase)
            return fecha is not None and (desde or fecha) <= fecha <= (hasta or fecha)
        case nodos.Articulo(numero):
            return any(articulo_de_etiqueta(fragmento.etiqueta) == numero for fragmento in una.fragmentos)
        case _:
            raise AssertionError(nodo)


def _articulos_de(partes: Sequence[nodos.Nodo]) -> frozenset[str]:
    pedidos = set()
    for parte in partes:
        alternativas = parte.partes if isinstance(parte, nodos.Alguna) else (parte,)
        if all(isinstance(alternativa, nodos.Articulo) for alternativa in alternativas):
            pedidos.update(alternativa.numero for alternativa in alternativas)
    return frozenset(pedidos)


def _articulo_en(una: Ficha, posicion: int) -> str:
    """El artículo que es el fragmento donde cae una posición del texto."""
    for fragmento in una.fragmentos:
        posicion -= len(list(analizar(fragmento.texto)))
        if posicion < 0:
            return articulo_de_etiqueta(fragmento.etiqueta)
    raise AssertionError(posicion)


def esperados(escrita, sugerencia, fichas):
    """Los que cumplen lo escrito; si ninguno, lo corregido, y si tampoco, los que tienen alguna palabra."""

    def que_cumplen(nodo):
        return {una.documento for una in fichas if cumple(nodo, una)}

    if sugerencia is not None:
        assert not que_cumplen(interpretar(escrita).nodo)
    entendida = interpretar(sugerencia or escrita)
    menos = None if entendida.exigente else relajada(entendida.nodo)
    return que_cumplen(entendida.nodo) or (que_cumplen(menos) if menos is not None else set())


@given(
    st.lists(st.tuples(textos, st.lists(textos, max_size=3), textos), min_size=1, max_size=6),
    st.lists(consultas, min_size=1, max_size=12),
    st.integers(1, 3),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_encuentra_los_documentos_que_encontraria_quien_los_leyera_todos(contenidos, escritas, por_grupo):
    fichas = [_ficha(n, *contenido) for n, contenido in enumerate(contenidos, start=1)]
    with TemporaryDirectory() as carpeta:
        motor = MotorWhoosh.abrir(carpeta)
        for desde in range(0, len(fichas), por_grupo):
            motor.escribir(fichas[desde : desde + por_grupo])
        for escrita in escritas:
            resultado = buscar(motor, escrita)
            assert {acierto.documento for acierto in resultado.aciertos} == esperados(
                escrita, resultado.sugerencia, fichas
            ), escrita
