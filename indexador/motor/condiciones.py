"""A qué responde una palabra de un texto, según lo que hay que marcar."""

from collections.abc import Callable

from indexador.consulta import Resaltar
from indexador.lengua import Termino, reducir
from indexador.motor.comodines import condicion
from indexador.motor.nodos import Comodin, Parecida

Condicion = Callable[[Termino], bool]


def claves(resaltar: Resaltar) -> frozenset[str] | None:
    """Las formas y raíces sin una de las cuales una palabra no responde a nada; None, si no las hay."""
    if resaltar.prefijos or resaltar.patrones or resaltar.parecidas:
        return None
    frases = (*resaltar.frases, *(frase for frase, _ in resaltar.holgadas))
    propias = resaltar.formas | resaltar.raices | {forma for frase in frases for forma in frase}
    for cercanas in resaltar.cercanas:
        for parte in map(claves, cercanas.partes):
            if parte is None:
                return None
            propias |= parte
    return frozenset(propias)


def de_forma(forma: str) -> Condicion:
    """¿Es esa forma, o una variante suya?"""
    return lambda termino: termino.forma == forma or forma in termino.variantes


def suelta(resaltar: Resaltar) -> Condicion:
    """¿Responde una palabra por sí sola?"""
    exactas, raices = resaltar.formas, resaltar.raices
    comienzos = tuple(resaltar.prefijos)
    otras = [condicion(Comodin(patron)) for patron in resaltar.patrones]
    otras += [condicion(Parecida(forma, faltas)) for forma, faltas in resaltar.parecidas]

    def responde(termino: Termino) -> bool:
        if termino.forma in exactas or (termino.raiz in raices and not termino.vacia):
            return True
        if not (termino.variantes or comienzos or otras):
            return False
        formas = (termino.forma, *termino.variantes)
        if termino.forma.isalnum() and any(reducir(una).raiz in raices for una in termino.variantes):
            return True
        return any(
            forma in exactas or forma.startswith(comienzos) or any(otra(forma) for otra in otras)
            for forma in formas
        )

    return responde
