"""El número de una norma junto a su encabezado: «46-2007», «1613», «trece guión dos mil trece (13-2013)».

Convenciones de numeración: los decretos del Congreso llevan año de dos cifras hasta 1999 y de cuatro desde
2000; los anteriores a 1970, sólo un número corrido que no se parte. Un decreto no lleva ceros a la izquierda;
un acuerdo se identifica con los que su órgano le puso («002-2023»).
"""

import re
from dataclasses import dataclass

from indexador.lengua.numeros import leer_con_guion, leer_numero
from indexador.lengua.plano import forma

_C = "[0-9ol|]"
_ROTULO = forma(
    r"[\s.,:;\"°-]{0,6}(?:(?:«numero»|num|nro|no|n|#)(?![a-z])[\s.:;°\"o-]{0,6})?(?:\(\s?)?"
    r"(?:[a-z]\. ?(?:de )?[a-z]\. ?)?"
)
_ANIO_LARGO = "[12] ?[.,]?[09o] ?[0-9ols|] ?[0-9ols|]"
_CON_ANIO = forma(
    rf"(?P<n>{_C}(?: ?[.,]?{_C}){{0,5}})(?P<guion>\s?[-~·•/=]{{1,2}}\s{{0,2}}|\s?guion\s?| ?\. ?| )"
    rf"(?P<a>{_ANIO_LARGO}|[0-9o] ?{_C})(?![\w]|[-/]\w)"
)
_SOLO = forma(rf"(?P<n>{_C}(?: ?[.,]?{_C}){{0,6}})(?![\w])(?!-[\da-z])")
_PALABRAS = forma(
    r"(?P<palabras>[a-z]{2,14}(?:\s{1,2}[a-z]{1,14}){0,7}(?:\s{1,2}(?:guion|diagonal|raya)\s{1,2}|"
    r"\s?-\s?)[a-z]{2,14}(?:\s{1,2}[a-z]{1,14}){0,5})"
    r"(?:\s?\((?P<cifras>[^()\n]{1,20})\))?"
)
_A_CIFRA = str.maketrans({"o": "0", "l": "1", "|": "1", "s": "5"})
_ULTIMO_CORRIDO = 1850
"""La numeración corrida de los decretos terminó hacia 1970 poco después del 1,800."""
_CENTURIA = 40
SIN_GUION = "El texto no trae el guion: se partió por el año. Compruébelo en la imagen."
MAL_LEIDO = "El número está mal leído ahí: compruébelo en la imagen."
DISCREPA = "Las palabras y las cifras del número no coinciden; se tomaron las cifras."
ANIO_CORTO = "El año está escrito con dos cifras."
CON_CEROS = "Se quitaron los ceros a la izquierda."
SIN_ANIO = "El número no trae año."


@dataclass(frozen=True, slots=True)
class NumeroLeido:
    """Un número de norma: posiciones de lo leído, valor para la ficha y cuánto se confía en él."""

    inicio: int
    fin: int
    valor: str
    confianza: float
    nota: str = ""


def leer_tras(plano: str, desde: int, *, ceros: bool = False, corrido: bool = True) -> NumeroLeido | None:
    """El número que sigue a un encabezado que termina en `desde`; None si lo que sigue no es un número.

    `ceros` conserva los de la izquierda; `corrido` acepta un número sin año como entero y cierto.
    """
    rotulo = _ROTULO.match(plano, desde)
    lugar = rotulo.end() if rotulo else desde
    trozo = plano[lugar : lugar + 120]
    for leer in (_en_palabras, _con_anio, _sin_anio):
        leido = leer(trozo, ceros, corrido)
        if leido is not None:
            return NumeroLeido(
                lugar + leido.inicio, lugar + leido.fin, leido.valor, leido.confianza, leido.nota
            )
    return en_palabras(plano, desde) if rotulo and "n" in rotulo[0] and corrido else None


def _en_palabras(trozo: str, ceros: bool, corrido: bool) -> NumeroLeido | None:
    hallazgo = _PALABRAS.match(trozo)
    if hallazgo is None:
        return None
    fichas = [f for f in re.finditer(r"\S+", hallazgo["palabras"]) if f.start() or f[0] != "cero"]
    palabras = [ficha[0] for ficha in fichas]
    for cuantas in range(len(palabras), 2, -1):
        dicho = leer_con_guion(" ".join(palabras[:cuantas]))
        if dicho is None:
            continue
        cifras = _con_anio(hallazgo["cifras"].strip(), ceros, corrido) if hallazgo["cifras"] else None
        if cifras is None or cuantas < len(palabras):
            fin = fichas[cuantas - 1].end()
            return NumeroLeido(0, fin, _normal(*dicho.split("-"), ceros=ceros)[0], 0.9)
        normal = _normal(*dicho.split("-"), ceros=False)[0]
        igual = normal == cifras.valor
        return NumeroLeido(0, hallazgo.end(), cifras.valor, 1.0 if igual else 0.4, "" if igual else DISCREPA)
    return None


def _con_anio(trozo: str, ceros: bool, corrido: bool) -> NumeroLeido | None:
    hallazgo = _CON_ANIO.match(trozo)
    if hallazgo is None:
        return None
    crudo_n, crudo_a = (re.sub(r"[ .,]", "", hallazgo[p]) for p in ("n", "a"))
    numero, anio = crudo_n.translate(_A_CIFRA), crudo_a.translate(_A_CIFRA)
    if (len(anio) == 4 and not 1821 <= int(anio) <= 2100) or not any(c.isdigit() for c in crudo_n):
        return None
    claro = (
        bool(re.fullmatch(r"[-~·•/=\s]+|\s?guion\s?", hallazgo["guion"])) and hallazgo["guion"].strip() != ""
    )
    if not claro and len(anio) == 2:
        return None
    valor, nota, confianza = _normal(numero, anio, ceros=ceros)
    if not claro:
        nota, confianza = SIN_GUION, 0.5
    if not (crudo_n + crudo_a).isdigit() or re.search(r"\d \d", hallazgo["n"] + "x" + hallazgo["a"]):
        nota, confianza = nota or MAL_LEIDO, min(confianza, 0.55)
    return NumeroLeido(0, hallazgo.end(), valor, confianza, nota)


def _sin_anio(trozo: str, ceros: bool, corrido: bool) -> NumeroLeido | None:
    hallazgo = _SOLO.match(trozo)
    if hallazgo is None:
        return None
    crudo = re.sub(r"[ .,]", "", hallazgo["n"])
    if not crudo[0].isdigit() and not re.fullmatch(r"[l|]\d{3}", crudo):
        return None
    cifras = crudo.translate(_A_CIFRA).lstrip("0")
    if partido := partir(cifras):
        return NumeroLeido(0, hallazgo.end(), partido, 0.3, SIN_GUION)
    if not cifras:
        return None
    claro = crudo.isdigit()
    nota = ("" if corrido else SIN_ANIO) if claro else MAL_LEIDO
    valor = crudo.translate(_A_CIFRA) if ceros else cifras
    return NumeroLeido(0, hallazgo.end(), valor, 0.5 if nota else 0.9, nota)


def partir(cifras: str) -> str:
    """El número y el año de unas cifras que perdieron el guion; vacío si no hay que partirlas.

    Un número corrido antiguo no se parte.

    >>> partir("6394"), partir("132013"), partir("1768"), partir("57200")
    ('63-94', '13-2013', '', '')
    """
    if len(cifras) < 4 or int(cifras) <= _ULTIMO_CORRIDO:
        return ""
    if len(cifras) > 4 and 2000 <= int(cifras[-4:]) <= 2050:
        return f"{cifras[:-4]}-{cifras[-4:]}"
    if 54 <= int(cifras[-2:]) <= 99:
        return f"{cifras[:-2]}-{cifras[-2:]}"
    return ""


def _normal(numero: str, anio: str, *, ceros: bool) -> tuple[str, str, float]:
    """El número como va en la ficha, con la nota y la confianza de lo que hubo que cambiarle."""
    limpio = numero if ceros else numero.lstrip("0") or "0"
    if len(anio) == 2 and int(anio) < _CENTURIA:
        return f"{limpio}-20{anio}", ANIO_CORTO, 0.7
    if len(anio) == 4 and anio.startswith("19"):
        return f"{limpio}-{anio}", "", 0.95
    return f"{limpio}-{anio}", "" if limpio == numero else CON_CEROS, 1.0 if limpio == numero else 0.9


def leer_registro(plano: str, desde: int) -> NumeroLeido | None:
    """El número de registro de una iniciativa, de cuatro cifras y sin año: «4307», «4,126», «44-39».

    >>> leer_registro("numero de registro: 44-39", 18).valor
    '4439'
    """
    hallazgo = _REGISTRO.match(plano, desde)
    if hallazgo is None:
        dicho = en_palabras(plano, desde)
        return dicho if dicho and len(dicho.valor) == _CIFRAS_DE_REGISTRO else None
    crudo = hallazgo["n"]
    cifras = re.sub(r"\D", "", crudo.translate(_OCR))
    if len(cifras) < 3:
        return None
    claro = re.fullmatch(r"\d[.,]?\d{3}", crudo) is not None
    nota = "" if claro else MAL_LEIDO
    return NumeroLeido(hallazgo.start("n"), hallazgo.end("n"), cifras, 1.0 if claro else 0.55, nota)


_OCR = str.maketrans({"o": "0", "l": "1", "|": "1", "i": "1", "s": "5", "b": "8", "z": "2", "q": "0"})
_REGISTRO = forma(
    r"[\s.:;,°\"_\[\](|¡!~*'>·—=-]{0,12}(?:(?:«numero»|no|num|nro|n)[\s.:;°]{1,4})?"
    r"(?P<n>[\dolisbz](?:[ .,-]{0,2}[\dolisbzq]){3}|\d{3})(?![a-z\d])"
)
_CIFRAS_DE_REGISTRO = 4


def leer_corto(plano: str, desde: int) -> NumeroLeido | None:
    """Un número con sus letras y ceros tal como va: el de un oficio («CM-0123-2010/rl») o un acta."""
    rotulo = _ROTULO.match(plano, desde)
    hallazgo = _CORTO.match(plano, rotulo.end() if rotulo else desde)
    if hallazgo is None or not any(c.isdigit() for c in hallazgo[0]):
        return None
    return NumeroLeido(hallazgo.start(), hallazgo.end(), hallazgo[0].upper(), 0.85)


_CORTO = forma(r"(?:[a-z]{1,12}[-./ ]){0,4}\d{1,6}(?:[-./][a-z\d]{1,12}){0,4}")


def en_palabras(plano: str, desde: int) -> NumeroLeido | None:
    """Un número sin año escrito con palabras: «acta número quince», «decreto número ciento seis (106)»."""
    rotulo = _ROTULO.match(plano, desde)
    lugar = rotulo.end() if rotulo else desde
    palabras = re.match(r"[a-z]{1,14}(?: [a-z]{1,14}){0,5}", plano[lugar : lugar + 90])
    lista = palabras[0].split() if palabras else []
    for cuantas in range(len(lista), 0, -1):
        numero = leer_numero(lista[:cuantas])
        if numero is not None:
            fin = lugar + len(" ".join(lista[:cuantas]))
            cifras = _ENTRE_PARENTESIS.match(plano, fin)
            igual = cifras is None or re.sub(r"\D", "", cifras[1]).lstrip("0") == str(numero)
            valor = str(numero) if cifras is None else re.sub(r"\D", "", cifras[1]).lstrip("0")
            confianza = 0.4 if not igual else 0.8 if cifras is None else 0.95
            return NumeroLeido(
                lugar, cifras.end() if cifras else fin, valor, confianza, "" if igual else DISCREPA
            )
    return None


_ENTRE_PARENTESIS = re.compile(r"\s{0,2}\(\s?((?=[\d.,]*[1-9])[\d.,]{1,7})\s?\)")
