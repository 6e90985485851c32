"""Cómo empiezan los artículos de una cita.

Con su sustantivo o elidido, con una subdivisión delante, relativos («el artículo anterior») o contados («los
dos primeros artículos»).
"""

from indexador.juridico.citas import subdivisiones
from indexador.juridico.citas.cantidades import entero
from indexador.juridico.citas.colas import EMPIEZAN_NORMA
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.grupos import Grupo, Pieza
from indexador.juridico.citas.lexico import (
    ARTICULOS,
    CONJUNCIONES,
    DE,
    DETERMINANTES,
    ROTULOS,
    SUSTANTIVOS,
)
from indexador.juridico.citas.listas_de_articulos import del_articulo, lista
from indexador.juridico.citas.subdivisiones import CLASES, Camino
from indexador.juridico.citas.transitorias import tras_transitorio
from indexador.juridico.citas.valores_de_parte import ordinal_de_parte
from indexador.juridico.objetivos import ANTERIOR, PRESENTE, SIGUIENTE

_RELATIVOS = {"anterior": ANTERIOR, "precedente": ANTERIOR, "siguiente": SIGUIENTE}
_SENTIDOS = {"anteriores": -1, "precedentes": -1, "siguientes": 1, "subsiguientes": 1}
_MAS_RELATIVOS = 9
_LARGO_ILEGIBLE = 5
_UNEN = DE | CONJUNCIONES


def grupo(f: Fichas, lugar: int) -> Grupo | None:
    """Los artículos que se nombran desde ahí, con el sustantivo o con una subdivisión delante."""
    if f.formas[lugar] in SUSTANTIVOS:
        return _tras_sustantivo(f, lugar, lugar, ())
    if contados := _contados(f, lugar):
        return contados
    previa = subdivisiones.antes(f, lugar)
    sustantivo = del_articulo(f, previa.fin) if previa else None
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
    hechas = lista(f, lugar, plural, caminos)
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
    hechas = lista(f, lugar, True, ())
    if hechas is None:
        return None
    piezas, fin, queda_abierta = hechas
    return Grupo(tuple(piezas), lugar, fin, abierta=queda_abierta)
