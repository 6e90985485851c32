"""Los renglones que pueden encabezar un artículo: cómo empiezan, cómo se llaman y qué número pueden ser.

Es la única regla del producto sobre qué es un encabezado de artículo. Sólo lo es el renglón que lo nombra y
lo cierra: «Artículo 12. Objeto», «ARTICULO 1o.-», «Art. 5.-», «ARTÍCULO PRIMERO». El que sólo lo menciona
(«el Artículo 5 de la Ley») sigue siendo prosa, también si el corte de renglón lo dejó al principio, y el de
un índice («Artículo 1 ....... 5») tampoco cuenta. De los que sí, `sucesion` dice cuáles son de la norma.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexador.juridico.numero_de_articulo import (
    AGREGADOS,
    CARDINALES,
    ORDINALES,
    Escrito,
    Lectura,
    lecturas,
)

_ENCABEZADO = re.compile(
    rf"""
    \n[ \t]{{0,80}}(?P<antes>[^\w\n]{{0,4}}[^\W\d_]?[ ]?)  # comillas, o lo que el OCR leyó en su lugar
    A[rR][tT1](?:[iíIÍ1l|(f]?[cC][uU]\.?[lLI1][oO0]|\.)[ \t_]{{0,4}}
    (?:(?P<delante>(?i:transitorio))[ \t]{{1,4}})?
    (?P<numero>[lI|]?\d(?:[\dO]{{0,2}}\d)?(?:[ ]\d(?=[ ]?[.°º:]))?(?:[lI|](?!\w))?
        |(?i:{ORDINALES})\b|[IVXLC]{{1,7}}\b|(?i:{CARDINALES})(?=[ \t]{{0,3}}(?:[.:\-–—\n]|\Z))
        |(?:[lI|](?=[oO]?[ \t]{{0,3}}[.°º:\-–—])|[l|][lI|](?=[ \t]{{0,3}}[.°º:\-–—]))
        |(?i:transitorio)(?!\w))
    (?P<ordinal>[ \t]?(?:[oOaºª°]|ro|do|er|to|mo)(?=[\s.\-–—:;)*]))?
    (?:\.?[ \t]{{0,4}}[-–—]?[ \t]{{0,4}}[“"«']?(?P<agregado>(?i:{AGREGADOS})\b)[”"»']?
        |[ \t]{{0,4}}[-–—]?[ \t]{{0,4}}(?P<letra>[A-H])\b(?=[ \t]{{0,4}}[.:\-–—]))?
    (?P<detras>[ \t]{{1,4}}\(?(?i:transitorio)\)?(?!\w))?
    (?P<cierre>[ \t]{{0,4}}(?:[.:;)°·*~]|[-–—](?![ \t]{{0,4}}\d))[ \t.\-–—:*·_]*)?
    (?P<resto>[^\n]*)
    """,
    re.VERBOSE,
)
"""Se busca en el texto con un salto delante: un patrón que empieza por él cuesta la mitad que uno con «^»."""
_GUIA = re.compile(r"(?:\.[ ]?){4,}\s*\d*\s*$|…{2,}\s*\d*\s*$|\S(?:[ ]{3,}|\t)\d{1,4}\s*$")
"""Los puntos o el hueco que en un índice llevan del epígrafe a su página."""
_ACABAN_UNA_GUIA = frozenset("0123456789.…")
_SE_LLAMA_TRANSITORIO = re.compile(r"\(?transitorio\)?[ \t]*(?:[.:\-–—]|$)", re.IGNORECASE)
_SIN_NUMERO, _UNICO = "transitorio", "único"
"""«Artículo transitorio.-», sin más, es el único de los transitorios."""
_SIGUE_PROSA = re.compile(
    r"(?:de|del|al?|y|e|o|u|en|que|se|inciso|literal|numeral|p[aá]rrafo|constitucional)\b", re.IGNORECASE
)
_DEJA_ABIERTO = frozenset(
    {"el", "del", "al", "los", "las", "la", "un", "este", "esta", "presente", "citado", "dicho", "referido"}
    | {"mencionado", "anterior", "siguiente", "y", "e", "o", "u", "en", "con", "por", "según", "de", "a"}
    | {"que", "su", "sus", "ver", "véase", "conforme"}
)
"""Las palabras tras las que el renglón siguiente es la misma frase."""
_ANUNCIA_OTRO_TEXTO = re.compile(
    r"(?:\bas[ií]|\bqueda\w*\b[^.]{0,40}|\bsiguiente (?:texto|manera|redacci[oó]n|tenor)"
    r"|\bsiguientes t[eé]rminos|\bpor (?:el|los) siguientes?)\s*:\s*$",
    re.IGNORECASE,
)
COMILLAS = frozenset("\"“”„«'‘")
_CITADO, _DUDOSO, PROPIO = 0.15, 0.4, 1.0
"""Lo que pesa en la sucesión un encabezado entre comillas o anunciado, uno con una letra pegada, otro."""
_LARGO_DE_COLA = 80
"""Lo que se mira del final de un renglón: que sea larguísimo no cuesta más."""


@dataclass(frozen=True, slots=True)
class Candidato:
    """Un renglón que encabeza un artículo: `inicio` es el de su palabra «Artículo» (o de sus comillas).

    `tras_rotulo` es dónde acaba «Artículo 12.-» y empieza su epígrafe o su texto. `lecturas` son los números
    que puede ser, con lo que cuesta creer cada uno; `peso`, cuánto parece propio del texto y no una cita.
    `transitorio`: si lo dice su rótulo o su epígrafe («Artículo 1 transitorio», «Artículo 1. Transitorio.»).
    """

    pagina: int
    inicio: int
    tras_rotulo: int
    escrito: Escrito
    lecturas: tuple[Lectura, ...]
    peso: float
    transitorio: bool = False
    nombre: str = ""
    """Lo que sigue en el renglón: su epígrafe, si acaba ahí."""

    @property
    def citado(self) -> bool:
        """¿Lo abren comillas, o lo anuncia un «queda así:»?"""
        return self.peso == _CITADO


def candidatos(texto: str, pagina: int = 0) -> Iterator[Candidato]:
    """Los encabezados de artículo del texto de una página, en orden; `pagina` es el índice que llevarán."""
    for hallado in _ENCABEZADO.finditer("\n" + texto):
        if _encabeza(texto, hallado):
            agregado = hallado["agregado"] or hallado["letra"] or ""
            numero = _UNICO if hallado["numero"].lower() == _SIN_NUMERO else hallado["numero"]
            yield Candidato(
                pagina,
                hallado.end("antes") - 1 - len(hallado["antes"].lstrip()),
                hallado.start("resto") - 1,
                Escrito(numero, agregado),
                lecturas(numero, hallado["ordinal"], agregado),
                _peso(texto, hallado),
                _dice_transitorio(hallado),
                hallado["resto"][:_LARGO_DE_COLA],
            )


def encabeza(renglon: str) -> bool:
    """¿Encabeza ese renglón un artículo?"""
    hallado = _ENCABEZADO.match("\n" + renglon)
    return hallado is not None and _encabeza(renglon, hallado)


def quedo_abierto(texto: str, lugar: int) -> bool:
    """¿Sigue el renglón que empieza ahí la frase del anterior, que acabó en «de», «el» o una coma?"""
    anterior = _renglon_anterior(texto, lugar).rstrip()
    if anterior.endswith(","):
        return True
    ultima = anterior.split()[-1:] if anterior else []
    return bool(ultima) and ultima[0].lstrip('(«“"').lower() in _DEJA_ABIERTO


def es_de_indice(renglon: str) -> bool:
    """¿Lleva el renglón puntos o un hueco hasta un número de página, como los de un índice?"""
    cola = renglon[-_LARGO_DE_COLA:].rstrip()
    return cola[-1:] in _ACABAN_UNA_GUIA and _GUIA.search(cola) is not None


def _encabeza(texto: str, hallado: re.Match[str]) -> bool:
    resto = hallado["resto"].strip()
    if es_de_indice(hallado[0]) or (_SIGUE_PROSA.match(resto) and not resto[0].isupper()):
        return False
    if hallado["cierre"] is None and resto and not (resto[0].isupper() or resto[0] in "\"“«'"):
        return False
    if hallado["numero"].isdigit() and hallado["cierre"] and resto[:1].isdigit() and "." in hallado["cierre"]:
        return False
    return not quedo_abierto(texto, hallado.start())


def _dice_transitorio(hallado: re.Match[str]) -> bool:
    if hallado["delante"] or hallado["detras"] or hallado["numero"].lower() == _SIN_NUMERO:
        return True
    return _SE_LLAMA_TRANSITORIO.match(hallado["resto"]) is not None


def _peso(texto: str, hallado: re.Match[str]) -> float:
    antes = hallado["antes"].strip()
    if COMILLAS.intersection(antes):
        return _CITADO
    if any(signo.isalpha() for signo in antes):
        return _DUDOSO
    final = texto[max(0, hallado.start() - _LARGO_DE_COLA) : hallado.start()].rstrip()
    return _CITADO if final.endswith(":") and _ANUNCIA_OTRO_TEXTO.search(final) else PROPIO


def _renglon_anterior(texto: str, lugar: int) -> str:
    """El renglón inmediato, vacío si lo separa un párrafo."""
    antes = texto.rfind("\n", 0, lugar)
    if antes < 0 or texto[antes - 1 : antes] == "\n":
        return ""
    return texto[max(antes - _LARGO_DE_COLA, texto.rfind("\n", 0, antes) + 1) : antes]
