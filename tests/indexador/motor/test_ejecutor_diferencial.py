"""El ejecutor y el códec frente a Whoosh de serie: los mismos aciertos y los mismos puntajes.

Más de veinte mil consultas al azar, de semilla fija, sobre colecciones al azar con varios segmentos y con
documentos reemplazados. Las frases se prueban en documentos de un solo fragmento: entre fragmentos, Whoosh no
las ve y el ejecutor sí (lo prueba `test_motor_oraculo`).
"""

import random
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from motor_de_prueba import ficha
from whoosh import query
from whoosh.query import spans
from whoosh_de_serie import Clave, WhooshDeSerie

from indexador.ficha import Ficha
from indexador.lengua import analizar, raiz
from indexador.motor import MotorWhoosh
from indexador.motor.consultas import Raiz
from indexador.motor.ejecutor import Ejecutor
from indexador.motor.operaciones import Puntuadas

COLECCIONES, CONSULTAS = 24, 850
PALABRAS = [
    "ley",
    "leyes",
    "migración",
    "migraciones",
    "migrante",
    "migrantes",
    "migró",
    "migrar",
    "46-2007",
    "44-2016",
    "de",
    "la",
    "el",
    "los",
    "del",
    "en",
    "decreto",
    "acuerdo",
    "artículo",
    "artículos",
    "público",
    "publico",
    "publicó",
    "policías",
    "policias",
    "deportado",
    "deportada",
    "año",
    "C.A.",
    "niñez",
    "niños",
    "refugio",
    "refugiados",
    "trata",
    "asilo",
    "visa",
    "visas",
    "congreso",
    "comisión",
    "comisiones",
    "2009",
    "C-123/2009",
]
TOLERANCIA = 1e-4


class Colecciones:
    """Una colección al azar, en los dos índices."""

    def __init__(self, semilla: int, carpeta: Path, *, fragmentos: int) -> None:
        self.azar = random.Random(semilla)
        self.motor, self.serie = MotorWhoosh.abrir(carpeta / "nuestro"), WhooshDeSerie(carpeta / "serie")
        self._fragmentos = fragmentos
        self._todas: list[Ficha] = []
        for desde in (1, 13, 25):
            self._escribir(range(desde, desde + 12), revision=1)
        self._escribir([self.azar.randint(1, 12), self.azar.randint(13, 24)], revision=2)
        self.raices = {
            "forma_titulo": _formas_de_cada_raiz(una.titulo for una in self._todas),
            "forma_texto": _formas_de_cada_raiz(f.texto for una in self._todas for f in una.fragmentos),
        }
        formas = {f for raices in self.raices.values() for formas in raices.values() for f in formas}
        self.formas = sorted(formas | {"de", "la", "nada"})

    def _escribir(self, documentos: Iterable[int], revision: int) -> None:
        fichas = [self._ficha(n, revision) for n in documentos]
        self._todas += fichas
        self.motor.escribir(fichas)
        self.serie.escribir(fichas)

    def _ficha(self, documento: int, revision: int) -> Ficha:
        textos = [self._texto(30) for _ in range(self.azar.randint(0, self._fragmentos))]
        return ficha(documento, self._texto(6), *textos, revision=revision)

    def _texto(self, palabras: int) -> str:
        return " ".join(self.azar.choices(PALABRAS, k=self.azar.randint(1, palabras)))

    def consulta(self, hondura: int = 2) -> query.Query:
        azar, campo = self.azar, self.azar.choice(["forma_texto", "forma_texto", "forma_titulo"])
        clase = azar.randrange(12 if hondura else 6)
        forma = azar.choice(self.formas)
        match clase:
            case 0 | 1:
                return query.Term(campo, forma, boost=azar.choice([1.0, 1.0, 2.5]))
            case 2:
                raiz = azar.choice(sorted(self.raices[campo]))
                return Raiz(campo, raiz, tuple(sorted(self.raices[campo][raiz])))
            case 3:
                return constante(query.Prefix(campo, forma[: azar.randint(1, 4)]))
            case 4:
                lugar = azar.randint(1, len(forma))
                return constante(
                    query.Wildcard(campo, azar.choice(["*", "?"]).join((forma[:lugar], forma[lugar + 1 :])))
                )
            case 5:
                return constante(
                    query.FuzzyTerm(
                        campo, forma, maxdist=azar.choice([1, 2]), prefixlength=azar.choice([0, 1])
                    )
                )
            case 6 | 7 | 8:
                partes = [self.consulta(hondura - 1) for _ in range(azar.randint(2, 3))]
                if azar.random() < 0.3:
                    partes[-1] = query.Not(partes[-1])
                return query.And(partes)
            case 9 | 10:
                return query.Or([self.consulta(hondura - 1) for _ in range(azar.randint(2, 3))])
            case _:
                return self.otra(campo)

    def otra(self, campo: str) -> query.Query:
        """Las que el ejecutor deja a los recorridos de Whoosh, y las que lo abarcan todo."""
        azar = self.azar
        unas = query.Term(campo, azar.choice(self.formas)), query.Term(campo, azar.choice(self.formas))
        return azar.choice(
            [
                query.Every(),
                constante(query.TermRange(campo, *sorted([unas[0].text, unas[1].text]))),
            ]
        )

    def de_lugares(self, *, desde: int = 0) -> query.Query:
        """Una frase o cercanía; `desde` es lo que se añade a su holgura."""
        azar, campo = self.azar, self.azar.choice(["forma_texto", "forma_titulo"])
        formas = azar.choices(self.formas, k=azar.randint(2, 3))
        match azar.randrange(4):
            case 0 | 1:
                return query.Phrase(campo, formas, slop=desde + azar.choice([1, 1, 2, 4]))
            case 2:
                hojas = [query.Term(campo, forma) for forma in formas]
                return spans.SpanNear2(hojas, slop=desde + azar.randint(1, 10), ordered=True)
            case _:
                hojas = [query.Term(campo, forma) for forma in formas[:2]]
                return spans.SpanNear2(hojas, slop=desde + azar.randint(1, 10), ordered=False)


def _formas_de_cada_raiz(textos: Iterable[str]) -> dict[str, set[str]]:
    raices: dict[str, set[str]] = {}
    for termino in (t for texto in textos for t in analizar(texto)):
        if not termino.vacia:
            raices.setdefault(termino.raiz, set()).add(termino.forma)
    return raices


def constante(consulta: query.Query) -> query.Query:
    """Un patrón, con el mismo puntaje se expanda a una forma o a varias."""
    return query.ConstantScoreQuery(consulta)


def hallados(ejecutor: Ejecutor, puntuadas: Puntuadas) -> dict[Clave, float]:
    vista = ejecutor._vista
    documentos = vista.documento_de[puntuadas.entradas]
    vivas = vista.vivo[documentos]
    claves = zip(
        vista.ids[documentos][vivas].tolist(),
        vista.revisiones[documentos][vivas].tolist(),
        (puntuadas.entradas - vista.primera[documentos])[vivas].tolist(),
        strict=True,
    )
    return dict(zip(claves, puntuadas.puntajes[vivas].tolist(), strict=True))


def comparar(colecciones: Colecciones, consultas: list[query.Query]) -> None:
    ejecutor = colecciones.motor.ejecutor()
    for consulta, esperados in zip(consultas, colecciones.serie.buscar(consultas), strict=True):
        propios = hallados(ejecutor, ejecutor.evaluar(consulta))
        assert propios.keys() == esperados.keys(), consulta
        diferencias = [abs(propios[clave] - esperados[clave]) for clave in propios]
        assert max(diferencias, default=0) < TOLERANCIA, consulta


def semillas(primera: int) -> list[object]:
    """La primera se mide por ramas; las demás recorren lo mismo, y medirlo cuesta lo que probarlo."""
    otras = range(primera + 1, primera + COLECCIONES // 2)
    return [primera, *(pytest.param(otra, marks=pytest.mark.no_cover) for otra in otras)]


@pytest.mark.parametrize("semilla", semillas(0))
def test_lo_mismo_que_whoosh_de_serie(tmp_path, semilla):
    colecciones = Colecciones(semilla, tmp_path, fragmentos=3)
    comparar(colecciones, [colecciones.consulta() for _ in range(CONSULTAS)])


@pytest.mark.parametrize("semilla", semillas(100))
def test_las_frases_y_cercanias_lo_mismo_que_whoosh_de_serie(tmp_path, semilla):
    colecciones = Colecciones(semilla, tmp_path, fragmentos=1)
    comparar(colecciones, [colecciones.de_lugares() for _ in range(CONSULTAS)])


@pytest.mark.parametrize("holgura", [250, 260, 1_000, 2**31 - 20, 2**40])
def test_ninguna_holgura_cruza_de_un_documento_al_siguiente(tmp_path, holgura):
    colecciones = Colecciones(200, tmp_path, fragmentos=1)
    comparar(colecciones, [colecciones.de_lugares(desde=holgura) for _ in range(CONSULTAS // 4)])


def test_una_holgura_muy_grande_sigue_de_una_pagina_a_otra_del_mismo_documento(tmp_path):
    relleno = " ".join(["paso"] * 200)
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([ficha(1, "", f"ley {relleno}", f"{relleno} mesa"), ficha(2, "", f"visa {relleno}")])
    ejecutor = motor.ejecutor()

    def donde(*formas: str, holgura: int, en_orden: bool = True) -> list[int]:
        hojas = [query.Term("forma_texto", forma) for forma in formas]
        return ejecutor.buscar(spans.SpanNear2(hojas, slop=holgura, ordered=en_orden)).entradas.tolist()

    assert donde("ley", "mesa", holgura=401) == donde("ley", "mesa", holgura=10**15) == [1]
    assert donde("mesa", "ley", holgura=401, en_orden=False) == [2]
    assert donde("ley", "mesa", holgura=400) == donde("mesa", "ley", holgura=10**15) == []
    assert donde("mesa", "visa", holgura=10**15) == donde("visa", "mesa", holgura=999, en_orden=False) == []


def test_la_pagina_es_el_comienzo_de_todo_en_orden(tmp_path):
    colecciones = Colecciones(7, tmp_path, fragmentos=3)
    ejecutor = colecciones.motor.ejecutor()
    consulta = query.Or([query.Term("forma_texto", forma) for forma in ("ley", "migrantes", "de")])
    todo = ejecutor.buscar(consulta, limite=10_000)
    assert todo.total == len(todo.entradas) > 20
    assert (np.diff(todo.puntajes) <= 0).all()
    pagina = ejecutor.buscar(consulta, limite=5, desde=10)
    assert pagina.total == todo.total
    assert pagina.entradas.tolist() == todo.entradas[10:15].tolist()


def test_las_compuestas_que_whoosh_de_serie_puntua_mal(tmp_path):
    # Sus recorridos de `AndNot`, `AndMaybe`, `Require` y `DisjunctionMax` toman a veces un documento por el
    # siguiente: se comprueban con lo que halla de cada parte.
    colecciones = Colecciones(8, tmp_path, fragmentos=3)
    ejecutor = colecciones.motor.ejecutor()
    for una, otra in zip(colecciones.formas, reversed(colecciones.formas), strict=True):
        partes = [query.Term("forma_texto", una), query.Term("forma_texto", otra)]
        a, b = colecciones.serie.buscar(partes)
        esperados = {
            query.AndNot: {clave: puntaje for clave, puntaje in a.items() if clave not in b},
            query.AndMaybe: {clave: puntaje + b.get(clave, 0.0) for clave, puntaje in a.items()},
            query.Require: {clave: puntaje for clave, puntaje in a.items() if clave in b},
        }
        for clase, esperado in esperados.items():
            assert hallados(ejecutor, ejecutor.evaluar(clase(*partes))) == pytest.approx(esperado)
        mayores = {clave: max(a.get(clave, 0.0), b.get(clave, 0.0)) for clave in a.keys() | b.keys()}
        propios = hallados(ejecutor, ejecutor.evaluar(query.DisjunctionMax(partes)))
        assert propios == pytest.approx(mayores)


@pytest.mark.parametrize(
    ("consulta", "cuantas"),
    [
        (query.And([]), 0),
        (query.Or([]), 0),
        (query.Phrase("forma_texto", []), 0),
        (query.Phrase("forma_texto", [], slop=3), 0),
        (spans.SpanOr([query.Term("forma_texto", "policia"), query.Term("forma_texto", "aceite")]), 2),
        (spans.SpanFirst(query.Term("forma_texto", "policia")), 1),
    ],
)
def test_las_vacias_y_las_de_una_forma_con_dos_raices_no_rompen_el_ejecutor(tmp_path, consulta, cuantas):
    assert raiz("policía") != raiz("policia")
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([ficha(1, "uno", "policía y policia"), ficha(2, "dos", "el aceite")])
    assert motor.ejecutor().buscar(consulta).total == cuantas
