"""Lo que va tras un artículo citado y no es otro: su epígrafe intercalado, «y siguientes», «y demás»."""

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import CONJUNCIONES, DE, DETERMINANTES, LIGAN

EMPIEZAN_NORMA = frozenset(
    {"decreto", "decretos", "ley", "codigo", "constitucion", "acuerdo", "reglamento", "convenio", "dto"}
)
"""Las palabras que, tras «del», empiezan la norma y no un epígrafe."""
_ABREN = frozenset({"siguientes", "subsiguientes", "ss", "sgtes", "concordantes", "demas"})
_PARTES_SIN_NUMERO = frozenset({"final", "conducente", "inicial", "primera", "segunda", "ultima"})
_PUBLICADOS = frozenset({"publicado", "publicados", "aparecido", "escrito", "firmado"})
_DE_PRENSA = frozenset({"revista", "periodico", "prensa", "semanario", "blog", "boletin"})
_COSAS = frozenset({"dolares", "quetzales", "euros", "pesos", "libras", "piezas", "unidades", "productos"})
_MAS_EPIGRAFE = 14
_SEPARAN = CONJUNCIONES | {","}
_EN_MINUSCULA = LIGAN | {"en", "a", "al", "por", "para", "con"}


def tras_epigrafe(f: Fichas, lugar: int) -> int:
    """Tras el epígrafe que va entre el número y lo demás: «418 Abuso de Autoridad y 419 …»."""
    fin = lugar + (f.formas[lugar] in {"(", '"'})
    if not f.palabra(fin) or not f.mayuscula(fin) or f.formas[fin] in EMPIEZAN_NORMA or f.altas(fin):
        return lugar
    for _ in range(_MAS_EPIGRAFE):
        forma = f.formas[fin]
        if forma in {")", '"'}:
            return fin + 1
        if fin > lugar + 1 and (
            (forma in _SEPARAN and (f.numero(fin + 1) or f.numero(fin + 2)))
            or (forma in DE and _norma_tras(f, fin + 1))
        ):
            return fin
        minuscula = forma in _EN_MINUSCULA
        if not f.palabra(fin) or not (minuscula or f.mayuscula(fin)):
            break
        fin += 1
    return lugar


def es_de_otra_cosa(f: Fichas, fin: int) -> bool:
    """Si lo que sigue dice que no son artículos de norma: «publicado en la revista», «15 y 20 dólares»."""
    if f.formas[fin] in _PUBLICADOS:
        return (
            not _DE_PRENSA.isdisjoint(f.formas[fin + 1 : fin + 5])
            and "oficial" not in f.formas[fin : fin + 6]
        )
    tras = fin + 2 if f.formas[fin] in CONJUNCIONES and f.numero(fin + 1) else fin
    return f.formas[tras] in _COSAS


def tras_parte(f: Fichas, lugar: int) -> int:
    """Tras «, parte final,», «en su parte conducente»: dice una parte que no tiene número."""
    inicio = f.tras(lugar, ",")
    inicio += 2 if f.formas[inicio] == "en" and f.formas[inicio + 1] in {"su", "la"} else 0
    parte = f.formas[inicio] == "parte" and f.formas[inicio + 1] in _PARTES_SIN_NUMERO
    return inicio + 2 if parte or f.siguen(inicio, ("in", "fine")) else lugar


def _norma_tras(f: Fichas, lugar: int) -> bool:
    lugar += f.formas[lugar] in DETERMINANTES
    return f.formas[lugar] in EMPIEZAN_NORMA


def abierta(f: Fichas, fin: int) -> int | None:
    """Dónde termina «y siguientes» o «y demás artículos aplicables»; None si no está."""
    lugar = f.tras(fin, ",")
    if f.formas[lugar] not in CONJUNCIONES:
        return None
    lugar += 1 + (f.formas[lugar + 1] in DETERMINANTES)
    if f.formas[lugar] not in _ABREN:
        return None
    lugar = f.tras(lugar + 1, ".")
    for _ in range(5):
        if f.formas[lugar] in DE or not f.palabra(lugar) or _es_sigla(f, lugar):
            break
        lugar += 1
    cierra = f.formas[lugar] in DE or f.formas[lugar] in {",", ".", ";", ")", ""} or _es_sigla(f, lugar)
    return lugar if cierra else fin


def _es_sigla(f: Fichas, lugar: int) -> bool:
    """Si ahí cambia a mayúsculas: «9 y siguientes LAIP»."""
    return f.palabra(lugar) and f.altas(lugar) and not f.altas(lugar - 1)
