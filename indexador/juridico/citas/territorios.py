"""Las normas de un estado o una provincia, que Guatemala no tiene: no son de aquí aunque no se diga el país.

«Ley … del Estado de Chiapas», «Decreto … de la Legislatura de Jalisco», «… del Congreso de Puebla».
"""

from indexador.juridico.citas.colas import EMPIEZAN_NORMA
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import DE, DETERMINANTES, LIGAN, parecida

OTRO = "??"
"""El país de una norma que no es de aquí y no se sabe de dónde es."""
DEMARCACIONES = frozenset({"estado", "provincia"})
_LEGISLAN = frozenset({"congreso", "asamblea", "legislativa", "legislatura", "parlamento"})
_SOBERANO = ("libre", "y", "soberano")
_DE_AQUI = ("guat", "rep", "nac")
_SITUACIONES = frozenset({
    "derecho", "sitio", "excepcion", "calamidad", "alarma", "prevencion", "guerra", "emergencia", "necesidad",
})  # fmt: skip
"""«Estado de Sitio» no es un territorio."""
_NOMBRES_LOCALES = ("guatemala", "republica", "nacion")
_MINIMO, _MAS_NOMBRE, _ATRAS = 4, 4, 9


def territorio(f: Fichas, lugar: int) -> tuple[str, int] | None:
    """El territorio de otro país de que se dice ser lo que acaba ahí, y dónde termina de decirse."""
    if f.formas[lugar] not in DE:
        return None
    nombre = lugar + 1 + (f.formas[lugar + 1] in DETERMINANTES)
    if f.formas[nombre] in DEMARCACIONES:
        tras = nombre + 1 + len(_SOBERANO) * f.siguen(nombre + 1, _SOBERANO)
        return _propio(f, tras + 1) if f.formas[tras] in DE else None
    if f.formas[nombre] in _LEGISLAN and f.formas[nombre + 1] in DE:
        return _propio(f, nombre + 2)
    return _propio(f, lugar + 1) if f.formas[lugar - 1] in _LEGISLAN else None


def acaba_en_territorio(f: Fichas, fin: int) -> bool:
    """Si lo que acaba en esa ficha dice al final de qué territorio de otro país es."""
    for lugar in range(fin - 1, max(0, fin - _ATRAS), -1):
        if not f.palabra(lugar) or not (f.mayuscula(lugar) or f.formas[lugar] in LIGAN):
            return False
        if f.formas[lugar] in DEMARCACIONES:
            de = lugar - 1 - (f.formas[lugar - 1] in DETERMINANTES)
            hallado = territorio(f, de)
            return hallado is not None and hallado[1] == fin
    return False


def _propio(f: Fichas, lugar: int) -> tuple[str, int] | None:
    """El nombre propio que está ahí, si no es Guatemala ni la República, también mal leídas."""
    forma = f.formas[lugar]
    if not f.palabra(lugar) or not f.mayuscula(lugar) or len(forma) < _MINIMO:
        return None
    if forma.startswith(_DE_AQUI) or forma in _SITUACIONES or parecida(forma, _NOMBRES_LOCALES):
        return None
    fin = lugar + 1
    while fin - lugar < _MAS_NOMBRE and f.palabra(fin) and f.mayuscula(fin):
        if f.formas[fin] in EMPIEZAN_NORMA:
            break
        fin += 1
    return OTRO, fin
