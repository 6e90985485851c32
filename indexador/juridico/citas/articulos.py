"""Los artículos que nombra una cita.

Listas, rangos, elipsis del sustantivo, epígrafes intercalados y relativos.
"""

from typing import NamedTuple

from indexador.juridico.citas import subdivisiones
from indexador.juridico.citas.cantidades import articulo, entero
from indexador.juridico.citas.colas import EMPIEZAN_NORMA, abierta, tras_epigrafe, tras_parte
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import (
    ARTICULOS,
    CONJUNCIONES,
    DE,
    DETERMINANTES,
    ROTULOS,
    SUSTANTIVOS,
)
from indexador.juridico.citas.rangos import COMPRENDIDOS, es_otra_cosa, fin_de_rango, tras_ambos
from indexador.juridico.citas.subdivisiones import CLASES, MAS_COMBINACIONES, Camino
from indexador.juridico.citas.transitorias import tras_transitorio
from indexador.juridico.citas.valores_de_parte import ordinal_de_parte
from indexador.juridico.objetivos import ANTERIOR, PRESENTE, SIGUIENTE

_RELATIVOS = {"anterior": ANTERIOR, "precedente": ANTERIOR, "siguiente": SIGUIENTE}
_SENTIDOS = {"anteriores": -1, "precedentes": -1, "siguientes": 1, "subsiguientes": 1}
_MAS_RELATIVOS = 9
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
_LARGO_ILEGIBLE = 5
_UNEN = DE | CONJUNCIONES


class Pieza(NamedTuple):
    """Un artículo o un rango, con sus subdivisiones, y dónde termina."""

    articulo: str
    hasta: str
    caminos: tuple[Camino, ...]
    fin: int
    conflicto: bool = False
    transitoria: bool = False


class Grupo(NamedTuple):
    """Los artículos de una cita.

    `relativo` es el de «artículo anterior», y `relativos`, todos los de «los dos artículos anteriores»;
    `ilegible`, que el número no se lee.
    """

    piezas: tuple[Pieza, ...]
    inicio: int
    fin: int
    abierta: bool = False
    ilegible: bool = False
    transitoria: bool = False
    relativo: str = ""
    sustantivo: int = -1
    relativos: tuple[str, ...] = ()
    contado: bool = False
    """Si se dice por su lugar y no por su número: «el primer artículo», «los dos primeros artículos»."""

    @property
    def conflicto(self) -> bool:
        """Si las letras y las cifras de algún número no coinciden."""
        return any(pieza.conflicto for pieza in self.piezas)


def grupo(f: Fichas, lugar: int) -> Grupo | None:
    """Los artículos que se nombran desde ahí, con el sustantivo o con una subdivisión delante."""
    if f.formas[lugar] in SUSTANTIVOS:
        return _tras_sustantivo(f, lugar, lugar, ())
    if contados := _contados(f, lugar):
        return contados
    previa = subdivisiones.antes(f, lugar)
    sustantivo = _del_articulo(f, previa.fin) if previa else None
    if previa is None or sustantivo is None:
        return None
    if f.formas[sustantivo] not in SUSTANTIVOS:  # «de este artículo»
        return Grupo(
            (Pieza("", "", previa.caminos, sustantivo + 2),), lugar, sustantivo + 2, relativo=PRESENTE
        )
    return _tras_sustantivo(f, lugar, sustantivo, previa.caminos)


def _contados(f: Fichas, lugar: int) -> Grupo | None:
    """«primer artículo de», «(dos) primeros artículos de», «primeros dos artículos de»."""
    sustantivo, cuales = lugar + 1, ordinal_de_parte(f.formas[lugar])
    numeros: tuple[str, ...] = (cuales,) if cuales.isdigit() and f.formas[sustantivo] == "articulo" else ()
    if f.formas[lugar] == "primeros":
        dicho = entero(f, lugar + 1) or entero(f, lugar - 1)
        sustantivo = dicho.fin if dicho and dicho.fin > lugar else sustantivo
        cabe = dicho is not None and dicho.fin in {lugar, sustantivo} and dicho.valor <= _MAS_RELATIVOS
        cabe = cabe and f.formas[sustantivo] == "articulos"
        numeros = tuple(str(uno + 1) for uno in range(dicho.valor)) if dicho and cabe else ()
    if not numeros or f.formas[sustantivo + 1] not in DE:
        return None
    fin = sustantivo + 1
    piezas = tuple(Pieza(uno, "", (), fin) for uno in numeros)
    return Grupo(piezas, lugar, fin, sustantivo=sustantivo, contado=True)


def _del_articulo(f: Fichas, lugar: int) -> int | None:
    """El lugar de «artículo» tras «del», o el de «este»/«presente» en «de este artículo»."""
    lugar = f.tras(lugar, ",")
    if f.formas[lugar] not in DE:
        return None
    lugar += 1
    lugar += f.formas[lugar] in DETERMINANTES
    if f.formas[lugar] in {"este", "presente"} and f.formas[lugar + 1] == "articulo":
        return lugar
    return lugar if f.formas[lugar] in SUSTANTIVOS else None


def _tras_sustantivo(f: Fichas, inicio: int, sustantivo: int, caminos: tuple[Camino, ...]) -> Grupo | None:
    plural = f.formas[sustantivo] in ARTICULOS or f.siguen(sustantivo - 2, ("desde", "el"))
    lugar = (
        f.tras(sustantivo + 1, ".", "_", ":") if not plural or f.pegada(sustantivo + 1) else sustantivo + 1
    )
    if relativo := _RELATIVOS.get(f.formas[lugar]) or (
        ANTERIOR if f.siguen(lugar, ("que", "antecede")) or f.siguen(lugar, ("inmediato", "anterior")) else ""
    ):
        fin = lugar + (1 if f.formas[lugar] in _RELATIVOS else 2)
        vacia = Pieza("", "", caminos, fin)
        return None if plural else Grupo((vacia,), inicio, fin, relativo=relativo, sustantivo=sustantivo)
    if plural and (varios := _relativos(f, sustantivo, lugar)):
        vacia = Pieza("", "", caminos, lugar + 1)
        return Grupo((vacia,), inicio, lugar + 1, relativo=varios[0], sustantivo=sustantivo, relativos=varios)
    tras = tras_transitorio(f, lugar)
    transitoria, lugar = tras > lugar, tras
    if f.formas[lugar] in ROTULOS:
        lugar = f.tras(lugar + 1, ".", "º", ":")
    hechas = _lista(f, lugar, plural, caminos)
    if hechas is None:
        return _ilegible(f, inicio, lugar, sustantivo)
    piezas, fin, queda_abierta = hechas
    if (tras := tras_transitorio(f, fin)) > fin:
        if len(piezas) > 1 and f.formas[tras - 1] == "transitorio":  # «26 y 26 transitorio»
            piezas[-1] = piezas[-1]._replace(transitoria=True)
        else:
            transitoria = True
        fin = tras
    return Grupo(
        tuple(piezas), inicio, fin, abierta=queda_abierta, transitoria=transitoria, sustantivo=sustantivo
    )


def _relativos(f: Fichas, sustantivo: int, lugar: int) -> tuple[str, ...]:
    """Los de «dos artículos anteriores» o «tres artículos siguientes»; ninguno si no dice cuántos."""
    sentido = _SENTIDOS.get(f.formas[lugar])
    cuantos = entero(f, sustantivo - 1)
    if sentido is None or cuantos is None or cuantos.fin != sustantivo or cuantos.valor > _MAS_RELATIVOS:
        return ()
    if f.formas[lugar + 1] == ":":  # «los dos artículos siguientes: 5 y 6»
        return ()
    pasos = range(-cuantos.valor, 0) if sentido < 0 else range(1, cuantos.valor + 1)
    return tuple(f"REL{paso:+}" for paso in pasos)


def _ilegible(f: Fichas, inicio: int, lugar: int, sustantivo: int) -> Grupo | None:
    """«el artículo fil del Decreto…»: hay un número que no se lee; la norma sí se cita."""
    corta = 0 < len(f.formas[lugar]) <= _LARGO_ILEGIBLE and f.formas[lugar] not in _UNEN
    siguiente = lugar + 1
    if f.formas[siguiente] in DE and corta:
        destino = siguiente + 1
        destino += f.formas[destino] in DETERMINANTES
        if f.formas[destino] in EMPIEZAN_NORMA and f.formas[lugar] not in EMPIEZAN_NORMA:
            return Grupo((), inicio, siguiente, ilegible=True, sustantivo=sustantivo)
    return None


def elidido(f: Fichas, lugar: int) -> Grupo | None:
    """Los artículos sin sustantivo que siguen a los de otra norma: «…, 11.2 de la Convención»."""
    lugar += f.formas[lugar] in DETERMINANTES
    if f.formas[lugar] in SUSTANTIVOS or f.formas[lugar] in CLASES:
        return grupo(f, lugar)
    if not (f.numero(lugar) or f.palabra(lugar)):
        return None
    hechas = _lista(f, lugar, True, ())
    if hechas is None:
        return None
    piezas, fin, queda_abierta = hechas
    return Grupo(tuple(piezas), lugar, fin, abierta=queda_abierta)


def _lista(
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
    sigue = subdivisiones.despues(f, primero.fin)
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
    sustantivo = _del_articulo(f, previa.fin) if previa else None
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
