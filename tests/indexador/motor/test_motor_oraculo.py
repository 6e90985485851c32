"""El motor contra un buscador ingenuo que recorre los textos: los mismos documentos, siempre."""

from collections.abc import Iterator, Sequence
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from motor_de_prueba import buscar, ficha

from indexador.ficha import Ficha
from indexador.lengua import Termino, analizar
from indexador.motor import MotorWhoosh
from indexador.motor.nodos import Alguna, Frase, No, Nodo, Palabra, Prefijo, Todas, Todo, relajada
from indexador.motor.sintaxis import interpretar

PALABRAS = ["ley", "leyes", "mesa", "migración", "migra-\nción", "de", "la", "46-2007", "C.A.", "años"]
textos = st.lists(st.sampled_from(PALABRAS), max_size=7).map(" ".join)
consultas_simples = st.sampled_from(
    ["ley", "mesas", "migraciones", "año", "CA", "2007", "46/2007", "ley*", "46-*", "migr*", "de", "nada"]
)
frases = st.lists(st.sampled_from(PALABRAS), min_size=1, max_size=3).map(lambda p: f'"{" ".join(p)}"')
consultas = st.recursive(
    consultas_simples | frases,
    lambda partes: st.one_of(
        st.tuples(partes, partes).map(" ".join),
        st.tuples(partes, partes).map(lambda par: f"({par[0]} O {par[1]})"),
        partes.map(lambda parte: f"-{parte}" if parte.startswith(("(", '"')) else f"NO {parte}"),
        st.sampled_from(["ley", "mesa", "migr*"]).map(lambda parte: f"titulo:{parte}"),
    ),
    max_leaves=5,
)


def _secciones(una: Ficha) -> Iterator[tuple[str, list[Termino]]]:
    """Los términos de cada sección; el texto, de corrido a través de sus páginas."""
    yield "texto", [t for fragmento in una.fragmentos for t in analizar(fragmento.texto)]
    for parte in (una.titulo, una.titulo_corto, una.numero):
        yield "titulo", list(analizar(parte))
    for parte in (una.identificador, una.tipo, una.registro):
        yield "registro", list(analizar(parte))


def _tiene(hoja: Palabra | Frase | Prefijo, terminos: Sequence[Termino]) -> bool:
    formas = [{t.forma, *t.variantes} for t in terminos]
    match hoja:
        case Palabra(forma, raices, vacia, _, _):
            return any(forma in f for f in formas) or (
                not vacia and any(t.raiz in raices for t in terminos if not t.vacia)
            )
        case Prefijo(prefijo):
            return any(forma.startswith(prefijo) for f in formas for forma in f)
        case Frase(buscadas):
            largo = len(buscadas)
            return any(
                all(buscada in f for buscada, f in zip(buscadas, formas[i : i + largo], strict=True))
                for i in range(len(formas) - largo + 1)
            )


def cumple(nodo: Nodo, una: Ficha) -> bool:
    match nodo:
        case Todo():
            return True
        case Todas(partes):
            return all(cumple(parte, una) for parte in partes)
        case Alguna(partes):
            return any(cumple(parte, una) for parte in partes)
        case No(parte):
            return not cumple(parte, una)
        case Palabra() | Frase() | Prefijo():
            return any(
                _tiene(nodo, terminos)
                for seccion, terminos in _secciones(una)
                if nodo.seccion in ("todo", seccion)
            )
        case _:
            raise AssertionError(nodo)


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
    fichas = [
        ficha(n, titulo, *paginas, registro=registro)
        for n, (titulo, paginas, registro) in enumerate(contenidos, start=1)
    ]
    with TemporaryDirectory() as carpeta:
        motor = MotorWhoosh.abrir(carpeta)
        for desde in range(0, len(fichas), por_grupo):
            motor.escribir(fichas[desde : desde + por_grupo])
        for escrita in escritas:
            resultado = buscar(motor, escrita)
            assert {acierto.documento for acierto in resultado.aciertos} == esperados(
                escrita, resultado.sugerencia, fichas
            ), escrita
