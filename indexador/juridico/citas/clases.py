"""Las clases de norma que se numeran y cómo se escriben.

«Decreto-Ley», «Dto.», «D.C.R.», «A.G.», «Expediente».
"""

from typing import NamedTuple

from indexador.juridico.citas.emisores import emisor, organo
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import DE, DETERMINANTES, ROTULOS

_DECRETO = frozenset({"decreto", "dto", "dcto", "dec", "decto"})
_DECRETOS = frozenset({"decretos", "dtos", "decs"})
_DECRETO_LEY = frozenset({"decretoley", "decretosley", "decretosleyes"})
_ACUERDO = frozenset({"acuerdo", "acuerdos", "acdo", "acdos"})
_ACUERDOS = {
    "gubernativo": "AG",
    "gubernativos": "AG",
    "gub": "AG",
    "ministerial": "AM",
    "ministeriales": "AM",
    "legislativo": "AL",
    "legislativos": "AL",
}
_EXPEDIENTES = {"expediente": False, "expedientes": True, "exp": False, "exps": True, "expte": False}
_AJENOS = frozenset({
    "supremo", "supremos", "ejecutivo", "ejecutivos", "presidencial", "real", "municipal", "administrativo",
})  # fmt: skip
"""Lo que tras «decreto» lo hace de otro país o de otra autoridad."""
_MAS_ROTULO = 6
_SIGNOS_DE_ROTULO = frozenset({".", "º", ":", "#", "o"})


class Clase(NamedTuple):
    """`codigo` es el prefijo de la clave, o «D» y «A», un decreto o acuerdo del que falta saber el órgano."""

    codigo: str
    fin: int
    plural: bool = False


PRIMERAS = (
    _DECRETO
    | _DECRETOS
    | _DECRETO_LEY
    | frozenset(_EXPEDIENTES)
    | _ACUERDO
    | frozenset({"iniciativa", "iniciativas", "convenio", "convenios"})
    | frozenset({"d", "a", "dl", "ag", "dcr", "am"})
)
"""Con qué formas puede empezar una clase."""


def clase(f: Fichas, lugar: int) -> Clase | None:
    """La clase que se nombra ahí, o None."""
    forma = f.formas[lugar]
    if forma in _DECRETO or forma in _DECRETOS or forma in _DECRETO_LEY:
        return _decreto(f, lugar)
    if forma in _ACUERDO:
        return _acuerdo(f, lugar)
    if forma in {"iniciativa", "iniciativas"}:
        return Clase("INI", lugar + 1, forma.endswith("s"))
    if forma in _EXPEDIENTES:
        fin = f.tras(lugar + 1, ".")
        fin += f.formas[fin] in {"acumulados", "acumulado"}
        return Clase("CC", fin, _EXPEDIENTES[forma])
    if forma in {"convenio", "convenios"}:
        return _de_la_oit(f, lugar)
    return _abreviada(f, lugar)


def _decreto(f: Fichas, lugar: int) -> Clase | None:
    forma = f.formas[lugar]
    if f.cruda(lugar).endswith(("ó", "Ó")) or f.formas[lugar - 1] == "real":  # «decretó» es un verbo
        return None
    plural = forma in _DECRETOS or forma.startswith("decretos")
    if forma in _DECRETO_LEY:
        return Clase("DL", lugar + 1, plural)
    fin = f.tras(lugar + 1, ".") if f.formas[lugar + 1] == "." and f.pegada(lugar + 1) else lugar + 1
    tras = f.tras(fin, "-")
    if f.formas[tras] in {"ley", "leyes"}:
        return Clase("DL", tras + 1, plural)
    if f.formas[fin] in {"gubernativo", "gubernativos"}:
        return Clase("DG", fin + 1, plural)
    if f.formas[fin] in {"legislativo", "legislativos"}:
        return Clase("DLEG", fin + 1, plural)
    if f.formas[fin] in _AJENOS or f.siguen(fin, ("de", "urgencia")):
        return None
    return Clase("D", fin, plural)


def _acuerdo(f: Fichas, lugar: int) -> Clase:
    plural = f.formas[lugar].endswith("s")
    fin = f.tras(lugar + 1, ".") if f.formas[lugar].startswith("acdo") else lugar + 1
    if codigo := _ACUERDOS.get(f.formas[fin]):
        return Clase(codigo, f.tras(fin + 1, ".") if f.formas[fin] == "gub" else fin + 1, plural)
    if f.formas[fin] in DE:
        tras = fin + 1
        tras += f.formas[tras] in DETERMINANTES
        if f.siguen(tras, ("direccion", "general")) and f.formas[tras + 2] not in DE:
            return Clase("AIGM", tras + 2, plural)
        suyo = organo(f, tras)
        if suyo and suyo.clase in {"AMN", "AIGM", "ATSE", "AJD"}:
            otro = emisor(f, suyo.fin)  # «de Junta Directiva del Congreso»
            return Clase(suyo.clase, otro.fin if otro else suyo.fin, plural)
    return Clase("A", fin, plural)


def _de_la_oit(f: Fichas, lugar: int) -> Clase | None:
    """«Convenio 97 de la OIT», «Convenio de la OIT número 169»."""
    fin = lugar + 1
    if f.formas[fin] in DE:
        fin += 1
        fin += f.formas[fin] in DETERMINANTES
    if f.formas[fin] == "oit":
        return Clase("OIT", fin + 1)
    tras = rotulo(f, lugar + 1)
    while f.numero(tras) and (otro := tras + 1 + (f.formas[tras + 1] in {",", "y"})) > tras + 1:
        tras = otro
    fin = tras + f.numero(tras)
    de_ella = tras > lugar and f.numero(fin - 1) and tras_oit(f, fin) > fin
    return Clase("OIT", lugar + 1, f.formas[lugar] == "convenios") if de_ella else None


def tras_oit(f: Fichas, lugar: int) -> int:
    """Tras «de la OIT», «(OIT)» o «de la Organización Internacional del Trabajo», si están."""
    fin = f.tras(lugar, ",", "(")
    fin += f.formas[fin] in DE
    fin += f.formas[fin] in DETERMINANTES
    if f.formas[fin] == "oit":
        return fin + 1 + (f.formas[fin + 1] == ")")
    return fin + 4 if f.siguen(fin, ("organizacion", "internacional", "del", "trabajo")) else lugar


_SIGLAS = {"dl": "DL", "ag": "AG", "dcr": "D"}
_CON_PUNTOS = {"d.c.r.": "D", "d.l.": "DL", "a.g.": "AG"}


def _abreviada(f: Fichas, lugar: int) -> Clase | None:
    """«D.C.R.», «A.G.», «DL», sólo en mayúsculas y ante un número."""
    if not f.altas(lugar) or f.numero(lugar - 1):
        return None
    fin, codigo = lugar + 1, _SIGLAS.get(f.formas[lugar], "")
    if not codigo and f.formas[fin] == ".":
        for letras, suyo in _CON_PUNTOS.items():
            largo = len(letras)
            if "".join(f.formas[lugar : lugar + largo]) == letras and f.altas(lugar + largo - 2):
                codigo, fin = suyo, lugar + largo
                break
    if f.siguen(fin, (".", "ley")) and f.formas[lugar] == "d":
        codigo, fin = "DL", lugar + 3
    return Clase(codigo, fin) if codigo and f.numero(rotulo(f, fin)) else None


def rotulo(f: Fichas, lugar: int) -> int:
    """Tras «Número», «No.», «Nº», «#»: donde debe empezar el número."""
    fin = lugar
    for _ in range(_MAS_ROTULO):
        forma = f.formas[fin]
        if forma in ROTULOS or (forma in _SIGNOS_DE_ROTULO and (fin > lugar or forma in {"º", "#", ":"})):
            fin += 1
        elif (
            forma == "0"
            and fin > lugar
            and f.formas[fin - 1] in {".", "n", "numer", "numero"}
            and f.pegada(fin)
        ):
            fin += 1  # «N.0 57-2008», «N0. 57-2008»: la o volada
        else:
            break
    return fin
