"""Las listas de artículos: «5, 6 y 8 al 12», «418 Abuso de Autoridad y 419», «18 literal c), 21 y 27»."""

from indexador.juridico.citas import subdivisiones
from indexador.juridico.citas.cantidades import articulo
from indexador.juridico.citas.colas import abierta, tras_epigrafe, tras_parte
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.grupos import Pieza
from indexador.juridico.citas.lexico import CONJUNCIONES, DE, DETERMINANTES, SUSTANTIVOS
from indexador.juridico.citas.rangos import COMPRENDIDOS, es_otra_cosa, fin_de_rango, tras_ambos
from indexador.juridico.citas.subdivisiones import CLASES, MAS_COMBINACIONES, Camino

_SIGUE_LISTA = (
    frozenset({",", ";", ".", ")", ":", '"', "", "(", "-", "al", "a", "º", "en", "]", "asi"})
    | CONJUNCIONES
    | DE
    | frozenset(CLASES)
    | frozenset({"constitucional", "constitucionales", "transitorio", "transitorios", "inclusive", "ambos"})
    | frozenset({"todos", "primer", "segundo", "tercer", "ultimo", "que", "respectivamente", "ibidem", "se"})
)
_NEXOS = (("asi", "como"), ("al", "igual", "que"), ("junto", "con"), ("y", "tambien"), ("y", "/", "o"))
_MAS_PIEZAS = 400


def del_articulo(f: Fichas, lugar: int) -> int | None:
    """El lugar de «artículo» tras «del», o el de «este»/«presente» en «de este artículo»."""
    lugar = f.tras(lugar, ",")
    if f.formas[lugar] not in DE:
        return None
    lugar += 1
    lugar += f.formas[lugar] in DETERMINANTES
    if f.formas[lugar] in {"este", "presente"} and f.formas[lugar + 1] == "articulo":
        return lugar
    return lugar if f.formas[lugar] in SUSTANTIVOS else None


def lista(
    f: Fichas, lugar: int, plural: bool, caminos: tuple[Camino, ...]
) -> tuple[list[Pieza], int, bool] | None:
    """Las piezas de una lista, dónde termina y si queda abierta («y siguientes»)."""
    piezas: list[Pieza] = []
    lugar += f.formas[lugar] in COMPRENDIDOS
    if f.formas[lugar] in {"del", "desde", "entre"}:
        plural = True
        lugar += 1 + (f.formas[lugar + 1] == "el")
    previos, fin = caminos, lugar
    nombrada = True
    while len(piezas) < _MAS_PIEZAS:
        pieza = _pieza(f, lugar, plural, nombrada)
        if pieza is None or (piezas and not nombrada and not _admisible(f, pieza.fin)):
            break
        piezas.append(_con_previos(pieza, previos))
        previos = caminos if plural else ()
        fin = tras_epigrafe(f, pieza.fin) if pieza.fin < f.largo else pieza.fin
        if fin > pieza.fin and not piezas[-1].caminos and (sigue := subdivisiones.despues(f, fin)):
            piezas[-1], fin = piezas[-1]._replace(caminos=sigue.caminos), sigue.fin
        siguiente = _siguiente(f, fin, plural)
        if siguiente is None:
            break
        lugar, nombrada, delante = siguiente
        if nombrada:  # «la literal b) del artículo 12 y los artículos 10 y 11»: la letra es sólo del 12
            caminos = delante
        previos = delante or (() if nombrada else previos)
        plural = plural or nombrada
    if not piezas:
        return None
    abierto = abierta(f, fin)
    return piezas, abierto or fin, abierto is not None


def _con_previos(pieza: Pieza, previos: tuple[Camino, ...]) -> Pieza:
    """La pieza con las subdivisiones que iban delante, si no lleva otras detrás."""
    if not previos:
        return pieza
    if not pieza.caminos:
        return pieza._replace(caminos=previos)
    if len(pieza.caminos) * len(previos) > MAS_COMBINACIONES:
        return pieza
    juntos = tuple((*suyo, *previo) for suyo in pieza.caminos for previo in previos)
    return pieza._replace(caminos=juntos)


def _pieza(f: Fichas, lugar: int, plural: bool, nombrada: bool) -> Pieza | None:
    primero = articulo(f, lugar, nombrado=nombrada)
    if primero is None or es_otra_cosa(f, primero, lugar, plural):
        return None
    ultimo = fin_de_rango(f, primero, plural)
    if ultimo is not None:
        return Pieza(
            primero.numero,
            ultimo.numero,
            (),
            tras_ambos(f, ultimo.fin),
            primero.conflicto or ultimo.conflicto,
        )
    sigue = subdivisiones.despues(f, primero.fin, de_varios=plural)
    caminos: tuple[Camino, ...] = (primero.numeral,) if primero.numeral else ()
    fin = primero.fin
    if sigue is not None:
        caminos = tuple((*primero.numeral, *camino) for camino in sigue.caminos)
        fin = sigue.fin
    fin = tras_parte(f, fin + (f.formas[fin] == "ordinario"))
    transitoria = f.formas[fin] == "transitorio" and f.formas[fin + 1] in {",", "y"}
    return Pieza(primero.numero, "", caminos, fin + transitoria, primero.conflicto, transitoria)


def _tras_nexo(f: Fichas, lugar: int) -> int:
    """Tras «y», «y/o», «así como», «al igual que»; también tras la coma de «; y, 7»."""
    for nexo in _NEXOS:
        if f.siguen(lugar, nexo):
            return lugar + len(nexo)
    return f.tras(lugar + 1, ",") if f.formas[lugar] in CONJUNCIONES else lugar


def _siguiente(f: Fichas, fin: int, plural: bool) -> tuple[int, bool, tuple[Camino, ...]] | None:
    """Dónde empieza la pieza siguiente, si lleva sustantivo, y las subdivisiones que van delante de ella."""
    lugar = f.tras(fin, ",", ";")
    con_punto_y_coma = ";" in f.formas[fin:lugar]
    unida = f.formas[lugar] in CONJUNCIONES
    lugar = _tras_nexo(f, lugar)
    if lugar == fin or (con_punto_y_coma and not (plural or unida)):
        return None
    con_articulo = lugar + (f.formas[lugar] in DETERMINANTES)
    if plural and f.numero(con_articulo):
        return con_articulo, False, ()
    if con_punto_y_coma and not plural and f.formas[con_articulo] not in SUSTANTIVOS:
        return None
    if f.formas[lugar] == "del":
        con_articulo += 1
        if f.numero(con_articulo) and f.formas[con_articulo + 1] == "al":
            return con_articulo, False, ()
    if f.formas[con_articulo] in SUSTANTIVOS:
        tras = f.tras(con_articulo + 1, ".")
        return (tras, True, ()) if articulo(f, tras, nombrado=True) else None
    previa = subdivisiones.antes(f, con_articulo)
    sustantivo = del_articulo(f, previa.fin) if previa else None
    if previa and sustantivo is not None:
        tras = f.tras(sustantivo + 1, ".")
        return (tras, True, previa.caminos) if articulo(f, tras, nombrado=True) else None
    return (lugar, False, ()) if f.numero(lugar) or f.palabra(lugar) else None


def _admisible(f: Fichas, fin: int) -> bool:
    """Si tras un número sin sustantivo puede seguir la lista.

    «5 y 6, 10 días después» no es el artículo 10.
    """
    forma = f.formas[fin]
    if forma in DE:
        return not f.numero(fin + 1)
    return forma in _SIGUE_LISTA or f.numero(fin) or (f.palabra(fin) and f.mayuscula(fin))
