"""Parte una consulta escrita en piezas: palabras, frases, operadores, paréntesis y campos."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

LARGO_DE_CONSULTA = 2_000

_CIERRES = {'"': '"”“', "“": '”"“', "”": '”"', "„": '”“"', "«": "»", "»": "»«"}
_ESPACIOS = re.compile(r"\s+")
_TRAMO = re.compile(r'[^\s()"“”„«»]+')
_CAMPO = re.compile(r"([^\W\d_]{2,}(?:_[^\W\d_]+)*):(?!//)(.*)", re.DOTALL)
_HOLGURA = re.compile(r"~(\d{1,4})|\s*~\s*(\d{1,3})(?![^\s)])|~|\s+~(?=[\s)]|$)")
"""Lo que sigue a una frase: `~4`, también con espacios, `~ 4`."""
_CERCA = re.compile(r"(?:CERCA|NEAR)(?:/(\d{0,4}))?|(?:cerca|near)/(\d{1,4})")
_OPERADORES = {"Y": "Y", "AND": "Y", "&&": "Y", "O": "O", "OR": "O", "||": "O", "NO": "NO", "NOT": "NO"}
_AMBIGUOS = frozenset({"Y", "O", "NO", "CERCA"})
DISTANCIA = 10
"""Palabras a que alcanza CERCA si no se dice cuántas."""
_EXCLAMADA = re.compile(r"!(?=[^\W_])(?!.*!)")
"""«!palabra» excluye, como en otros buscadores; «!palabra!» es sólo una exclamación."""
_GUIONES = frozenset({"-", "–", "—"})
_SIGLA_MAS_LARGA = 6
_PALABRA_PARTIDA = re.compile(r"(?<=[^\W\d_])(?:-|\u00ad)[ \t]*\r?\n[ \t]*(?=[^\W\d_])")
_ENTRE_NUMEROS = re.compile(r"(?<![^\s(])(\d[\d.,/]*) -(?=\d)")
_ENTRE_GUIONES = re.compile(r"(?<!\S)-([^\s\"()-](?:(?! -)[^\"()]){0,80}?)-(?=[\s,.;:)]|$)")
_DOBLE_SIGLA = re.compile(r"\b([A-Z])\1\.\s+([A-Z])\2\.?(?!\w)")
_SIGLA_SEPARADA = re.compile(r"(?<!\w)[A-Z]\.(?: [A-Z]\.)+(?!\w)")


class Clase(Enum):
    """Qué es una pieza."""

    TEXTO = auto()
    FRASE = auto()
    OPERADOR = auto()
    ABRE = auto()
    CIERRA = auto()
    CAMPO = auto()


@dataclass(frozen=True, slots=True)
class Pieza:
    """Una pieza. De un operador, `valor` es `Y`, `O`, `NO` o `CERCA`; de una frase, lo de dentro.

    `pegada` dice, de un campo, que su valor lo sigue sin espacio. `cuantas` son las palabras escritas tras
    `CERCA/` o tras el `~` de una frase; si la frase lleva `~` y ninguna cifra, -1.
    """

    clase: Clase
    valor: str
    escrito: str
    pegada: bool = True
    cuantas: int = 0


@dataclass(frozen=True, slots=True)
class ComillaSinCerrar:
    """El resto de la consulta desde una comilla que no se cierra."""

    resto: str


def limpiar(texto: str) -> str:
    """La consulta en NFC, sin caracteres de control, con espacios simples y de largo acotado.

    Pierde los guiones que no excluyen: los de un intervalo («2018 -2021») y los de un inciso («-CONAMIGUA-»).
    """
    texto = unicodedata.normalize("NFC", texto[: LARGO_DE_CONSULTA * 2])
    texto = _PALABRA_PARTIDA.sub("", texto)
    texto = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Cn", "Co") else c for c in texto)
    texto = _DOBLE_SIGLA.sub(r"\1\1\2\2", texto)
    texto = _ESPACIOS.sub(" ", texto).strip()[:LARGO_DE_CONSULTA]
    texto = _SIGLA_SEPARADA.sub(lambda sigla: sigla[0].replace(" ", ""), texto)
    return _ENTRE_GUIONES.sub(r"\1", _ENTRE_NUMEROS.sub(r"\1 ", texto))


def piezas(consulta: str) -> Iterator[Pieza | ComillaSinCerrar]:
    """Las piezas de una consulta limpia. Nunca falla: lo que no entiende es texto."""
    en_prosa = _es_prosa_en_mayusculas(consulta)
    sin_cierre: set[str] = set()
    lugar = 0
    while lugar < len(consulta):
        signo = consulta[lugar]
        if signo in "()":
            yield Pieza(Clase.ABRE if signo == "(" else Clase.CIERRA, signo, signo)
            lugar += 1
        elif signo in _CIERRES:
            fin = None if signo in sin_cierre else _fin_de_frase(consulta, lugar)
            if fin is None:
                sin_cierre.add(signo)
                yield ComillaSinCerrar(consulta[lugar:])
                lugar += 1
            else:
                yield (pieza := _frase(consulta, lugar, fin))
                lugar += len(pieza.escrito)
        elif tramo := _TRAMO.match(consulta, lugar):
            lugar = tramo.end()
            pegado = consulta[lugar : lugar + 1] not in ("", " ", ")")
            yield from _del_tramo(tramo[0], en_prosa=en_prosa, pegado=pegado)
        else:
            lugar += 1


def _fin_de_frase(consulta: str, abre: int) -> int | None:
    hallados = [consulta.find(cierre, abre + 1) for cierre in _CIERRES[consulta[abre]]]
    return min((lugar for lugar in hallados if lugar >= 0), default=None)


def _frase(consulta: str, abre: int, cierra: int) -> Pieza:
    """La frase entre esas comillas, con la holgura que lleve pegada."""
    dentro, hasta, cuantas = consulta[abre + 1 : cierra], cierra + 1, 0
    if hallazgo := _HOLGURA.match(consulta, hasta):
        hasta, cuantas = hallazgo.end(), int(hallazgo[1] or hallazgo[2] or -1)
    return Pieza(Clase.FRASE, dentro, consulta[abre:hasta], cuantas=cuantas)


def _del_tramo(tramo: str, *, en_prosa: bool, pegado: bool) -> Iterator[Pieza]:
    """Las piezas de un tramo sin espacios; `pegado` dice si lo sigue una comilla o un paréntesis."""
    operador = _OPERADORES.get(tramo)
    if operador and not (en_prosa and tramo in _AMBIGUOS):
        yield Pieza(Clase.OPERADOR, operador, tramo)
        return
    if (cerca := _CERCA.fullmatch(tramo)) and not (en_prosa and tramo in _AMBIGUOS):
        escritas = cerca[1] or cerca[2]
        yield Pieza(Clase.OPERADOR, "CERCA", tramo, cuantas=int(escritas) if escritas else DISTANCIA)
        return
    if tramo in _GUIONES and not (tramo == "-" and pegado):
        return
    if (tramo[0] == "-" and tramo[:2] != "--") or _EXCLAMADA.match(tramo):
        yield Pieza(Clase.OPERADOR, "NO", tramo[0])
        tramo = tramo[1:]
    if hallazgo := _CAMPO.fullmatch(tramo):
        nombre, tramo = hallazgo[1], hallazgo[2]
        if tramo[:1] == "-" and tramo[1:2].isalpha():
            yield Pieza(Clase.OPERADOR, "NO", "-")
            tramo = tramo[1:]
        elif _OPERADORES.get(tramo) == "NO" and not en_prosa:
            # «titulo:NO ley» es «NO titulo:ley»: lo que sigue es el valor.
            yield Pieza(Clase.OPERADOR, "NO", tramo)
            tramo = ""
        yield Pieza(Clase.CAMPO, nombre, nombre + ":", pegada=pegado or bool(tramo))
    if tramo == "=" and pegado:
        return  # Una frase ya se busca tal como se escribió.
    if tramo:
        yield Pieza(Clase.TEXTO, tramo, tramo)


def _es_prosa_en_mayusculas(consulta: str) -> bool:
    """Si toda la consulta va en mayúsculas y no son sólo siglas, «Y», «O» y «NO» son palabras corrientes."""
    palabras = [
        palabra
        for palabra in re.findall(r"[^\W\d_]+", consulta)
        if palabra not in _OPERADORES and not _CERCA.fullmatch(palabra)
    ]
    return all(palabra.isupper() for palabra in palabras) and any(
        len(palabra) > _SIGLA_MAS_LARGA for palabra in palabras
    )
