"""Los rangos de artículos: «8 al 12», «8-12», «desde el artículo 8 hasta el 12», «entre el 8 y el 12»."""

from indexador.juridico.citas.cantidades import Articulo, articulo
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import DE, MESES, SUSTANTIVOS
from indexador.juridico.objetivos import orden_de_articulo

COMPRENDIDOS = frozenset({"comprendidos", "contenidos"})
"""Tras «artículos», lo que anuncia un rango."""
_MAYOR_EN_RANGO = 1_500


def es_otra_cosa(f: Fichas, leido: Articulo, lugar: int, plural: bool) -> bool:
    """Si el número es de una fecha, de una norma, un porcentaje o una hora."""
    fin = leido.fin
    if f.formas[fin] in {"/", "%", "$"} or (f.formas[fin] == ":" and f.numero(fin + 1) and f.pegada(fin + 1)):
        return True
    if f.formas[fin] == "-" and f.numero(fin + 1) and f.numero(lugar):
        return int(f.formas[fin + 1][:6]) >= _MAYOR_EN_RANGO or not (f.pegada(fin) or plural)
    return f.formas[fin] in DE and f.formas[fin + 1] in MESES


def fin_de_rango(f: Fichas, primero: Articulo, plural: bool) -> Articulo | None:
    """El último de un rango que empieza en ese artículo; None si no es un rango que crece."""
    lugar = primero.fin
    lugar += 2 if f.siguen(lugar, ("y", "siguientes", "hasta")) else 0
    forma = f.formas[lugar]
    if forma == "al" or (forma in {"a", "-"} and plural):
        lugar += 1
    elif (forma == "hasta" and (plural or f.formas[lugar + 1] == "el")) or (
        forma == "y" and _desde_entre(f, lugar)
    ):
        lugar += 1 + (f.formas[lugar + 1] == "el")
    else:
        return None
    lugar += f.formas[lugar] in SUSTANTIVOS
    ultimo = articulo(f, lugar)
    if ultimo is None or orden_de_articulo(ultimo.numero) <= orden_de_articulo(primero.numero):
        return None
    return ultimo if not es_otra_cosa(f, ultimo, lugar, plural) else None


def _desde_entre(f: Fichas, lugar: int) -> bool:
    """Si es «entre el 8 y el 12», comprendidos los de en medio."""
    antes = lugar - 2 - (f.formas[lugar - 2] == "el")
    return f.formas[antes] == "entre" and f.formas[antes - 1] in COMPRENDIDOS


def tras_ambos(f: Fichas, lugar: int) -> int:
    """Tras «, ambos inclusive», si está."""
    fin = f.tras(lugar, ",")
    if f.formas[fin] in {"ambos", "todos"}:
        fin += 1
    return fin + 1 if f.formas[fin] in {"inclusive", "inclusives", "incluidos"} else lugar
