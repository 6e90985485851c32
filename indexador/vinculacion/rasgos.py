"""De las señales de un documento, lo que cuenta para decidir si prueba un destino, en pocos números."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indexador.vinculacion.citadas import Citada
from indexador.vinculacion.compilado import Compilado
from indexador.vinculacion.lexico import Dicho
from indexador.vinculacion.senales import Senales, Visto

CONSTITUCION = "CPRG"
_OTRO = 0.75
"""Lo que vale el segundo término de un pasaje, frente al primero; el tercero, su cuadrado."""
_NUCLEO, _CONEXA, _ARTICULO, _INSTITUCION = 3.0, 0.5, 0.8, 0.5
_PLAN = 1.2
_COPIA, _COPIADO = 0.65, 2.5
"""Parte del texto del plan que, dicha en un pasaje, es haberlo copiado, y lo que vale."""
_PENDIENTE, _QUITA, _FUERZA = 1.6, 0.7, 1.5
"""De lo que distingue un término de papel a lo que vale: uno, casi igual; lo corriente, casi nada."""
_TOPE = 9.0
_DEL_LEXICO = 4.0
"""Para que el parecido, de −1 a 1, ande entre números como los demás."""
_DEBIL = 1.5
"""Peso de término que, solo, no dice nada."""


@dataclass(slots=True)
class Lugar:
    """Lo que un pasaje dice de un destino."""

    pasaje: int
    puntos: float = 0.0
    vistos: list[Visto] = field(default_factory=list)
    normas: list[Citada] = field(default_factory=list)
    articulos: list[Citada] = field(default_factory=list)
    instituciones: dict[str, tuple[int, int]] = field(default_factory=dict)
    plan: float = 0.0


@dataclass(frozen=True, slots=True)
class Rasgos:
    """Lo de un destino en un documento entero.

    `mejor`: los puntos de su mejor pasaje. `titulo`: los del título. `densidad`: puntos por cada mil
    palabras. `distintos`: términos de peso distintos. `propia`: si es una de las normas del núcleo. `tipo`:
    si es de los que suelen probarlo. `plan`: la mayor parte del texto del destino que dice un pasaje.
    `nombrada`: si uno nombra a una de sus instituciones. `fuerza`: lo que distingue, entre los destinos, lo
    que más lo hace de su mejor pasaje. `lexico`: cuánto se parece a lo que dicen los que lo prueban;
    `por_lexico`: si con eso basta para proponerlo.
    """

    mejor: float
    titulo: float
    densidad: float
    distintos: int
    propia: bool
    tipo: bool
    plan: float
    nombrada: bool
    fuerza: float
    lexico: float
    por_lexico: bool
    lugares: tuple[Lugar, ...]


def puntos(vistos: Sequence[Visto], factores: Mapping[str, float]) -> float:
    """Lo que suman los términos de un pasaje: cada uno menos que el anterior.

    Los que se hallaron en las mismas palabras cuentan una vez: «consulado» y «cónsul» dicen lo mismo.
    """
    por_lugar: dict[tuple[tuple[int, int], ...], float] = {}
    for visto in vistos:
        peso = visto.buscado.termino.peso * factores.get(visto.buscado.termino.texto, 1.0)
        peso *= (1 + 0.1 * min(visto.veces - 1, 3)) * _firmeza(visto)
        lugar = tuple((uno.desde, uno.hasta) for uno in visto.lugares)
        por_lugar[lugar] = max(peso, por_lugar.get(lugar, 0.0))
    return sum(peso * _OTRO**n for n, peso in enumerate(sorted(por_lugar.values(), reverse=True)))


def _firmeza(visto: Visto) -> float:
    if not visto.buscado.termino.en_papel:
        return 1.0
    return max(0.0, min(_FUERZA, _PENDIENTE * visto.fuerza - _QUITA))


def lugares_de(
    perfil: int,
    senales: Sequence[Senales],
    citadas: Mapping[int, Sequence[Citada]],
    compilado: Compilado,
    plan: Sequence[float],
) -> list[Lugar]:
    """Los pasajes que dicen algo de un destino, con sus puntos."""
    factores = compilado.afinados[perfil].factores
    lugares = []
    for numero, senal in enumerate(senales):
        vistos = senal.vistos.get(perfil, [])
        lugar = Lugar(numero, vistos=vistos)
        _normas(lugar, perfil, citadas.get(numero, ()), senal, compilado)
        lugar.plan = float(plan[numero])
        if not (vistos or lugar.normas or lugar.articulos or lugar.plan >= _COPIA):
            continue
        _instituciones(lugar, perfil, senal, compilado)
        base = puntos(vistos, factores) + sum(_peso(c, perfil, compilado) for c in _unicas(lugar.normas))
        base += _ARTICULO * min(2, len(lugar.articulos)) + (_COPIADO if lugar.plan >= _COPIA else 0.0)
        if base >= _DEBIL:
            base += _INSTITUCION * min(2, len(lugar.instituciones)) + _PLAN * lugar.plan
        lugar.puntos = min(_TOPE, base)
        lugares.append(lugar)
    return lugares


def _normas(
    lugar: Lugar, perfil: int, citadas: Sequence[Citada], senal: Senales, compilado: Compilado
) -> None:
    suyo = compilado.perfiles[perfil]
    for citada in citadas:
        if citada.norma in suyo.normas_nucleo:
            lugar.normas.append(citada)
        elif not (senal.contexto or lugar.vistos):
            continue
        elif citada.norma == CONSTITUCION and citada.articulo in suyo.articulos:
            lugar.articulos.append(citada)
        elif citada.norma in suyo.normas_conexas and citada.norma != CONSTITUCION:
            lugar.normas.append(citada)


def _unicas(citadas: Sequence[Citada]) -> list[Citada]:
    return list({citada.norma: citada for citada in citadas}.values())


def _peso(citada: Citada, perfil: int, compilado: Compilado) -> float:
    if citada.norma not in compilado.perfiles[perfil].normas_nucleo:
        return _CONEXA
    return _NUCLEO / max(1, compilado.temas_de_norma[citada.norma])


def _instituciones(lugar: Lugar, perfil: int, senal: Senales, compilado: Compilado) -> None:
    for expresion, hallazgos in senal.expresiones.items():
        for numero, nombre in compilado.instituciones.get(expresion, ()):
            if numero == perfil:
                lugar.instituciones.setdefault(nombre, (hallazgos[0].inicio, hallazgos[0].fin))


def reunir(
    lugares: Sequence[Lugar],
    titulo: float,
    dicho: Dicho,
    perfil: int,
    *,
    propia: bool,
    tipo: bool,
    solo: bool,
) -> Rasgos:
    """Los rasgos de un destino, `perfil` por su número; `solo` es que su léxico puede proponerlo."""
    en_orden = tuple(sorted(lugares, key=lambda lugar: (-lugar.puntos, lugar.pasaje)))
    donde = en_orden[0].pasaje if en_orden else 0
    distintos = {v.buscado.termino.texto for lugar in lugares for v in lugar.vistos if _pesa(v)}
    return Rasgos(
        mejor=en_orden[0].puntos if en_orden else 0.0,
        titulo=titulo,
        densidad=sum(lugar.puntos for lugar in lugares) / max(0.15, dicho.palabras / 1000),
        distintos=len(distintos),
        propia=propia,
        tipo=tipo,
        plan=max((lugar.plan for lugar in lugares), default=0.0),
        nombrada=any(lugar.instituciones for lugar in lugares if lugar.puntos >= _DEBIL),
        fuerza=max((visto.fuerza for visto in en_orden[0].vistos), default=0.0) if en_orden else 0.0,
        lexico=dicho.de(perfil, donde),
        por_lexico=solo and dicho.basta(perfil, donde),
        lugares=en_orden,
    )


def _pesa(visto: Visto) -> bool:
    return visto.buscado.termino.peso >= _DEBIL


def numeros(rasgos: Rasgos) -> tuple[float, ...]:
    """Los rasgos como los pesa la calibración."""
    return (
        1.0,
        min(rasgos.mejor, 6.0) / 3,
        min(rasgos.titulo, 6.0) / 3,
        math.log1p(rasgos.densidad),
        math.log1p(rasgos.distintos),
        float(rasgos.propia),
        float(rasgos.tipo),
        rasgos.plan,
        float(rasgos.nombrada),
        min(rasgos.fuerza, 3.0),
        math.log1p(len(rasgos.lugares)),
        _DEL_LEXICO * max(-1.0, min(1.0, rasgos.lexico)),
    )
