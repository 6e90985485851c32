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
_CAMPO = re.compile(r"([^\W\d_]{2,}):(.*)", re.DOTALL)
_OPERADORES = {"Y": "Y", "AND": "Y", "&&": "Y", "O": "O", "OR": "O", "||": "O", "NO": "NO", "NOT": "NO"}
_AMBIGUOS = frozenset({"Y", "O", "NO"})
_GUIONES = frozenset({"-", "–", "—"})
_SIGLA_MAS_LARGA = 6
_PALABRA_PARTIDA = re.compile(r"(?<=[^\W\d_])(?:-|\u00ad)[ \t]*\r?\n[ \t]*(?=[^\W\d_])")
_DOBLE_SIGLA = re.compile(r"\b([A-Z])\1\.\s+([A-Z])\2\.?(?!\w)")


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
    """Una pieza de la consulta. De un operador, `valor` es `Y`, `O` o `NO`; de una frase, lo de dentro.

    `pegada` dice, de un campo, que su valor lo sigue sin espacio.
    """

    clase: Clase
    valor: str
    escrito: str
    pegada: bool = True


@dataclass(frozen=True, slots=True)
class ComillaSinCerrar:
    """El resto de la consulta desde una comilla que no se cierra."""

    resto: str


def limpiar(texto: str) -> str:
    """La consulta en NFC, sin caracteres de control, con espacios simples y de largo acotado."""
    texto = unicodedata.normalize("NFC", texto[: LARGO_DE_CONSULTA * 2])
    texto = _PALABRA_PARTIDA.sub("", texto)
    texto = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Cn", "Co") else c for c in texto)
    texto = _DOBLE_SIGLA.sub(r"\1\1\2\2", texto)
    return _ESPACIOS.sub(" ", texto).strip()[:LARGO_DE_CONSULTA]


def piezas(consulta: str) -> Iterator[Pieza | ComillaSinCerrar]:
    """Las piezas de una consulta limpia. Nunca falla: lo que no entiende es texto."""
    en_prosa = _es_prosa_en_mayusculas(consulta)
    lugar = 0
    while lugar < len(consulta):
        signo = consulta[lugar]
        if signo in "()":
            yield Pieza(Clase.ABRE if signo == "(" else Clase.CIERRA, signo, signo)
            lugar += 1
        elif signo in _CIERRES:
            fin = _fin_de_frase(consulta, lugar)
            if fin is None:
                yield ComillaSinCerrar(consulta[lugar:])
                lugar += 1
            else:
                yield Pieza(Clase.FRASE, consulta[lugar + 1 : fin], consulta[lugar : fin + 1])
                lugar = fin + 1
        elif tramo := _TRAMO.match(consulta, lugar):
            lugar = tramo.end()
            pegado = consulta[lugar : lugar + 1] not in ("", " ", ")")
            yield from _del_tramo(tramo[0], en_prosa=en_prosa, pegado=pegado)
        else:
            lugar += 1


def _fin_de_frase(consulta: str, abre: int) -> int | None:
    cierres = _CIERRES[consulta[abre]]
    return next((i for i in range(abre + 1, len(consulta)) if consulta[i] in cierres), None)


def _del_tramo(tramo: str, *, en_prosa: bool, pegado: bool) -> Iterator[Pieza]:
    """Las piezas de un tramo sin espacios; `pegado` dice si lo sigue una comilla o un paréntesis."""
    operador = _OPERADORES.get(tramo)
    if operador and not (en_prosa and tramo in _AMBIGUOS):
        yield Pieza(Clase.OPERADOR, operador, tramo)
        return
    if tramo in _GUIONES and not (tramo == "-" and pegado):
        return
    if tramo[0] == "-" and tramo[:2] != "--":
        yield Pieza(Clase.OPERADOR, "NO", "-")
        tramo = tramo[1:]
    if hallazgo := _CAMPO.fullmatch(tramo):
        yield Pieza(Clase.CAMPO, hallazgo[1], hallazgo[1] + ":", pegada=pegado or bool(hallazgo[2]))
        tramo = hallazgo[2]
    if tramo:
        yield Pieza(Clase.TEXTO, tramo, tramo)


def _es_prosa_en_mayusculas(consulta: str) -> bool:
    """Si toda la consulta va en mayúsculas y no son sólo siglas, «Y», «O» y «NO» son palabras corrientes."""
    palabras = [palabra for palabra in re.findall(r"[^\W\d_]+", consulta) if palabra not in _OPERADORES]
    return all(palabra.isupper() for palabra in palabras) and any(
        len(palabra) > _SIGLA_MAS_LARGA for palabra in palabras
    )
