"""El número de un artículo: cómo se escribe, en qué orden va y qué otros pudo leer mal el OCR.

El canónico es el de las claves de cita: «117», «117-bis», «17-quater», «5-a», «unico»
(`dominio` de citas: 17 < 17 Bis < 17 Ter < 17 Quáter < 18; nada se renumera).
"""

import re
from typing import NamedTuple

from indexador.juridico import objetivos
from indexador.lengua import plegar
from indexador.lengua.numeros import leer_numero

ORDINALES = (
    r"[uú]nico|primer[oa]|segundo|tercer[oa]|cuarto|quinto|sexto|s[eé]ptimo|octavo|noveno|und[eé]cimo"
    r"|duod[eé]cimo|(?:d[eé]cimo|vig[eé]simo|trig[eé]simo|cuadrag[eé]simo|quincuag[eé]simo)"
    r"(?:\s*(?:primero|segundo|tercero|cuarto|quinto|sexto|s[eé]ptimo|octavo|noveno))?"
)
"""Los que nombran un artículo, como patrón sin distinguir mayúsculas."""
_DE_UN_NUMERO = (
    r"(?:uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci[a-zé]{4,5}"
    r"|veinte|veinti[a-zéó]{2,6}|(?:tre|cuare|cincue|sese|sete|oche|nove)(?:inta|nta)|cien(?:to)?"
    r"|(?:dos|tres|cuatro|seis|sete|ocho|nove)cientos|quinientos)"
)
CARDINALES = rf"{_DE_UN_NUMERO}(?:[ ](?:y[ ])?{_DE_UN_NUMERO}){{0,3}}"
"""Los que lo nombran en palabras: «Artículo uno.-», «Artículo treinta y dos.-»."""
DE_AMBOS_GENEROS = re.sub(r"o(?=[|)]|$)", "[oa]", ORDINALES)
"""Los mismos y los que nombran una sección: «primera»."""
AGREGADOS = r"bis|ter|qu[aá]ter|quinquies|sexies|septies|octies|nonies|decies"
"""Los de `objetivos.AGREGADOS`, también con tilde."""
_ORDEN = {nombre: lugar for lugar, nombre in enumerate(objetivos.AGREGADOS, 1)}
_UNIDADES = ("primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven")
_DECENAS = ("decim", "vigesim", "trigesim", "cuadragesim", "quincuagesim")
_EN_LETRAS = {"unic": 1, "undecim": 11, "duodecim": 12} | {u: n for n, u in enumerate(_UNIDADES, 1)}
_CON_TILDE = {
    "unico": "único",
    "septimo": "séptimo",
    "decimo": "décimo",
    "undecimo": "undécimo",
    "duodecimo": "duodécimo",
    "vigesimo": "vigésimo",
    "trigesimo": "trigésimo",
    "cuadragesimo": "cuadragésimo",
    "quincuagesimo": "quincuagésimo",
    "quater": "quáter",
}
_ROMANOS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ES_ROMANO = re.compile(r"[IVXLC]+")
_COMO_CIFRAS = str.maketrans("lI|O", "1110")
_RARA = 0.6
"""Lo que cuesta creer una lectura que no es la literal."""

Clave = tuple[int, int]
"""El entero y el lugar del agregado: «17 Ter» es (17, 2)."""


class Lectura(NamedTuple):
    """Un número que el rótulo puede decir y lo que cuesta creerlo; la literal no cuesta nada."""

    clave: Clave
    costo: float


class Escrito(NamedTuple):
    """El número y el agregado como están en el rótulo."""

    numero: str
    agregado: str = ""


def canonico(clave: Clave, escrito: Escrito) -> str:
    """El número canónico del que se lee con esa clave.

    >>> canonico((17, 3), Escrito("17", "Quáter")), canonico((1, 0), Escrito("UNICO"))
    ('17-quater', 'unico')
    """
    numero = "unico" if _en_cifras(escrito) is None and plegar(escrito.numero) == "unico" else str(clave[0])
    return f"{numero}-{plegar(escrito.agregado)}" if escrito.agregado else numero


def etiqueta(clave: Clave, escrito: Escrito) -> str:
    """Cómo se llama el artículo que se lee con esa clave, con las tildes en su lugar.

    >>> etiqueta((17, 3), Escrito("17", "quater")), etiqueta((1, 0), Escrito("10"))
    ('Artículo 17 Quáter', 'Artículo 1')
    """
    numero = escrito.numero
    if _en_cifras(escrito) is not None:
        numero = str(clave[0])
    elif not _ES_ROMANO.fullmatch(numero):
        numero = " ".join(_CON_TILDE.get(parte, parte) for parte in numero.lower().split())
    agregado = escrito.agregado
    if len(agregado) > 1:
        agregado = _CON_TILDE.get(plegar(agregado), agregado.lower()).capitalize()
    return f"Artículo {numero} {agregado}".rstrip()


def _en_cifras(escrito: Escrito) -> str | None:
    """Las cifras del número, también con letras por unos; None si va en letras o en romanos."""
    cifras = escrito.numero.replace(" ", "").translate(_COMO_CIFRAS)
    return cifras if cifras.isdigit() and not _ES_ROMANO.fullmatch(escrito.numero) else None


def lecturas(numero: str, ordinal: str | None, agregado: str) -> tuple[Lectura, ...]:
    """Lo que un rótulo puede decir, la literal primero.

    Donde el OCR suele errar hay más de una: «10» puede ser «1o», «1o» puede ser «10», «l5» es 15.
    """
    lugar = 0
    if agregado:
        menor = plegar(agregado)
        lugar = ord(menor) - ord("a") + 1 if len(menor) == 1 else _ORDEN[menor]
    enteros = _enteros(numero, ordinal)
    return tuple(Lectura((entero, lugar), costo) for entero, costo in enteros.items())


def _enteros(numero: str, ordinal: str | None) -> dict[int, float]:
    if _ES_ROMANO.fullmatch(numero):
        return {valor_romano(numero): 0.0}
    cifras = _en_cifras(Escrito(numero))
    if cifras is None:
        return {leer_numero(numero.split()) or valor_en_letras(numero): 0.0}
    entero = int(cifras)
    todos = {entero: 0.0}
    if " " in numero:
        todos.setdefault(int(numero.split()[0].translate(_COMO_CIFRAS)), _RARA)
    if numero[0] in "lI|" and len(cifras) > 1:
        todos.setdefault(int(cifras[1:]), _RARA)
    if ordinal in ("o", "O"):
        todos.setdefault(entero * 10, _RARA)
    elif ordinal is None and entero % 10 == 0 and 0 < entero < 100:
        todos.setdefault(entero // 10, _RARA)
    return todos


def valor_romano(romano: str) -> int:
    """Lo que vale un número romano en mayúsculas, aunque esté mal formado.

    >>> valor_romano("XIV"), valor_romano("IX")
    (14, 9)
    """
    cifras = [_ROMANOS[letra] for letra in romano]
    return sum(-uno if uno < otro else uno for uno, otro in zip(cifras, [*cifras[1:], 0], strict=True))


def valor_en_letras(palabras: str) -> int:
    """Lo que vale un ordinal escrito: «décimo segundo» o «decimosegundo» es 12; «único», 1."""
    plegadas = plegar(palabras).replace(" ", "")
    for lugar, decena in enumerate(_DECENAS, 1):
        if plegadas.startswith(decena):
            resto = plegadas[len(decena) + 1 :]
            return 10 * lugar + next((n for raiz, n in _EN_LETRAS.items() if resto.startswith(raiz)), 0)
    return next((n for raiz, n in _EN_LETRAS.items() if plegadas.startswith(raiz)), 0)
