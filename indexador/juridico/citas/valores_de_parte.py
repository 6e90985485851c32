"""El valor de una subdivisión: «b)», «aa)», «3», «5.2», «II», «segundo», «último»."""

from indexador.juridico.citas.cantidades import en_palabras, ordinal
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import CONJUNCIONES, LETRAS_DE_SUBDIVISION

ROMANOS = frozenset("ivx")
ULTIMOS = {"ultimo": "ultimo", "ultimos": "ultimo", "final": "ultimo", "penultimo": "penultimo"}
_MAS_PUNTOS = 3
APOCOPES = {"primer": "1", "tercer": "3", "1er": "1", "3er": "3"}


def ordinal_de_parte(forma: str) -> str:
    """El número de «primer», «tercer» o «segundo»; vacío si no es un ordinal."""
    return APOCOPES.get(forma) or ordinal(forma)


def valor_de(f: Fichas, lugar: int, clase: str) -> tuple[str, int] | None:
    """Una letra («b)», «aa)», «"b"»), un número («5.2» también) o, si cabe, un romano o un ordinal.

    Con el lugar tras él y tras el paréntesis que lo cierra; None si no está.
    """
    comillas = f.formas[lugar] == '"'
    lugar += comillas
    forma = f.formas[lugar]
    if f.numero(lugar) and len(forma) <= 3:
        fin = lugar + 1
        if f.formas[fin] in {"º", "o"} and f.pegada(fin):
            fin += 1
            fin += f.formas[fin] == "." and f.pegada(fin)
        valor = str(int(forma))
        for _ in range(_MAS_PUNTOS):
            if not (f.formas[fin] == "." and f.pegada(fin) and f.pegada(fin + 1) and f.numero(fin + 1)):
                break
            valor, fin = f"{valor}.{int(f.formas[fin + 1][:4])}", fin + 2
        return valor, _tras_cierre(f, fin)
    if not f.palabra(lugar):
        return None
    if clase == "par":
        return _de_parrafo(f, lugar)
    letra = (
        len(forma) == 1
        or forma == "ll"
        or (len(forma) == 2 and forma[0] == "a" and forma[1] in LETRAS_DE_SUBDIVISION)
    )
    cierre = _tras_cierre(f, lugar + 1)
    if letra and forma in CONJUNCIONES and cierre == lugar + 1 and not comillas:
        return None
    romano = clase == "num" and f.altas(lugar) and set(forma) <= ROMANOS
    if romano and (len(forma) > 1 or cierre == lugar + 1):
        return forma, cierre
    if letra and (len(forma) == 1 or cierre > lugar + 1):
        return forma, cierre
    if clase != "lit" and (orden := ordinal(forma)):
        return orden, lugar + 1
    if clase != "lit" and (dicho := en_palabras(f, lugar)):
        return str(dicho.valor), dicho.fin
    return None


def _tras_cierre(f: Fichas, lugar: int) -> int:
    while f.formas[lugar] in {")", "}", "]", '"'}:
        lugar += 1
    return lugar


def _de_parrafo(f: Fichas, lugar: int) -> tuple[str, int] | None:
    forma = f.formas[lugar]
    if forma in ULTIMOS:
        return ULTIMOS[forma], lugar + 1
    if orden := ordinal_de_parte(forma):
        return orden, lugar + 1
    dicho = en_palabras(f, lugar)
    return (str(dicho.valor), dicho.fin) if dicho else None
