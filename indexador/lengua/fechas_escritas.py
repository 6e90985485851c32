"""Las fechas que están escritas en un documento: con cifras, con palabras, o mal leídas por un OCR."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from indexador.lengua import fechas_en_cifras
from indexador.lengua.fechas_partidas import Cosido
from indexador.lengua.meses import MESES, SETIEMBRE
from indexador.lengua.numeros import en_letras, leer_numero
from indexador.lengua.plano import laxo, plano

_ANIOS = range(1800, 2101)
_ALCANCE = 110
"""Cuánto se mira a cada lado del mes: «veinticuatro días del mes de», «del año mil novecientos…»."""
_MES = re.compile(
    "(?<![a-z])(?:"
    + "|".join(f"(?P<m{n}>{laxo(mes)})" for n, mes in enumerate((*MESES, SETIEMBRE), start=1))
    + r"|(?P<corto>ene|feb|mar|abr|may|jun|jul|ago|sept?|set|oct|nov|dic|jan|apr|aug|dec|o [ce] t|n o v|d i "
    r"c)(?:\b|(?=\d{4})))(?:(?<!\d)(?![a-z])|(?!\w)|(?=del?\s?))"
)
_FICHA = re.compile(r"\(\s?\d{1,2}\s?\)|\d{1,2}(?=d[ei]l?\b)|[a-z0-9|]+")
_ENLACES = frozenset({"de", "del", "dei", "dc", "mes", "dias", "dia"})
_CASI_CIFRA = "[0-9olis|]"
_ANIO = re.compile(
    r"(?:\s?\(\d{1,2}\))?[\s.,_]{0,3}[-/]?[\s.,_]{0,3}(?:(?:del?|dei|dc)(?:\s{1,3}|(?=\d)))?(?:(?:el\s{1,3})?a[nf]o\s{1,3}(?:de\s{1,3})?)?"
    rf"(?:(?P<cifras>[12li|] ?[.,]? ?[089o] ?{_CASI_CIFRA} ?{_CASI_CIFRA})(?!\w)"
    r"|(?P<palabras>(?:dos\s{1,3})?mil(?:\s{1,3}[a-z]{1,14}){0,5})(?:\s?\((?P<entre>\d{4})\))?)"
)
_DIAS = {en_letras(n).replace(" ", ""): n for n in range(1, 32)} | {"primero": 1, "treintayun": 31}
_JUNTO_AL_MES = re.compile(rf"({'|'.join(sorted(_DIAS, key=len, reverse=True))})(?:dias?)?(?:del?mes)?de$")
_ANIOS_JUNTOS = {en_letras(n).replace(" ", ""): n for n in range(1821, 2101)}
_TRAS_EL_MES = re.compile(
    rf"(?:del?)?(?:el)?(?:ano)?(?:de)?({'|'.join(sorted(_ANIOS_JUNTOS, key=len, reverse=True))})"
)
_DIA_DESPUES = re.compile(r"\s(?P<dia>\d{1,2})\s?(?:,|del?)\s{1,3}(?P<anio>\d{4})(?!\w)")
_CORTOS = {mes[:3]: n for n, mes in enumerate(MESES, start=1)} | {
    "set": 9,
    "jan": 1,
    "apr": 4,
    "aug": 8,
    "dec": 12,
}
_PRIMEROS = frozenset({"primero", "primer"})
_PRIMERO_EN_CIFRA = frozenset({"1o", "1ro", "1ero", "1er"})
_A_CIFRA = str.maketrans({"o": "0", "l": "1", "|": "1", "i": "1", "s": "5"})
_PALABRAS_CORTAS = frozenset({"o", "i", "lo", "ii", "si", "so"})
DAMNIFICADA = "El texto está mal leído ahí: compruebe la fecha en la imagen."
DISCREPA = "Las palabras y las cifras de la fecha no coinciden."


@dataclass(frozen=True, slots=True)
class FechaEscrita:
    """Una fecha hallada: posiciones en el texto, valor ISO según su precisión y cuánto se confía en ella."""

    inicio: int
    fin: int
    iso: str
    precision: str
    confianza: float
    nota: str = ""


def hallar_fechas(texto: str) -> tuple[FechaEscrita, ...]:
    """Las fechas de un texto, en orden. Lineal en el largo del texto.

    >>> [f.iso for f in hallar_fechas("a los doce días del mes de mayo del año dos mil nueve")]
    ['2009-05-12']
    >>> [(f.iso, f.precision) for f in hallar_fechas("05 DE ABRIL DE 2011, 12-05-2009, mayo de 2010")]
    [('2011-04-05', 'dia'), ('2009-05-12', 'dia'), ('2010-05', 'mes')]
    """
    return hallar_en_plano(plano(texto))


def hallar_en_plano(en_plano: str) -> tuple[FechaEscrita, ...]:
    """Lo mismo, sobre un texto ya plano. Las palabras que un guion parte al final del renglón se unen."""
    cosido = Cosido(en_plano)
    en_cifras = (_fecha(*partes) for partes in fechas_en_cifras.hallar(cosido.texto))
    halladas = sorted(
        [*_con_mes(cosido.texto), *(fecha for fecha in en_cifras if fecha)], key=lambda fecha: fecha.inicio
    )
    if cosido.texto is en_plano:
        return tuple(halladas)
    return tuple(
        replace(f, inicio=cosido.original(f.inicio), fin=cosido.original(f.fin - 1) + 1) for f in halladas
    )


def _con_mes(texto: str) -> Iterator[FechaEscrita]:
    desde = 0
    for hallazgo in _MES.finditer(texto):
        if hallazgo.start() < desde:
            continue
        fecha = _alrededor(texto, hallazgo, desde)
        if fecha is not None:
            desde = fecha.fin
            yield fecha


def _alrededor(texto: str, mes: re.Match[str], desde: int) -> FechaEscrita | None:
    """La fecha de la que ese mes es parte; None si no le sigue un año."""
    numero, leido = _numero_de_mes(mes)
    despues = texto[mes.end() : mes.end() + _ALCANCE]
    if (al_reves := _DIA_DESPUES.match(despues)) and len(al_reves["dia"]) <= 2:
        return _fecha(
            mes.start(),
            mes.end() + al_reves.end(),
            int(al_reves["anio"]),
            numero,
            int(al_reves["dia"]),
            leido,
            "",
        )
    cola = _ANIO.match(despues)
    anio = (_anio(cola) if cola else None) or _anio_partido(despues)
    if anio is None:
        return None
    valor, confianza, nota, fin = anio
    izquierda = max(desde, mes.start() - _ALCANCE)
    antes = texto[izquierda : mes.start()]
    dia = _dia(antes) or _dia_partido(antes)
    if dia is None:
        if mes["corto"]:
            return None
        return _fecha(mes.start(), mes.end() + fin, valor, numero, None, min(leido, confianza), nota)
    cual, certeza, aviso, lugar = dia
    confianza = min(leido, confianza, certeza)
    return _fecha(izquierda + lugar, mes.end() + fin, valor, numero, cual, confianza, nota or aviso)


def _fecha(
    inicio: int, fin: int, anio: int, mes: int, dia: int | None, confianza: float, nota: str
) -> FechaEscrita | None:
    try:
        existe = date(anio, mes, dia or 1)
    except ValueError:
        return None
    if anio not in _ANIOS:
        return None
    if confianza < 1 and not nota:
        nota = DAMNIFICADA
    iso = existe.isoformat() if dia else f"{anio:04}-{mes:02}"
    return FechaEscrita(inicio, fin, iso, "dia" if dia else "mes", confianza, nota)


def _numero_de_mes(hallazgo: re.Match[str]) -> tuple[int, float]:
    if hallazgo["corto"]:
        return _CORTOS[hallazgo["corto"].replace(" ", "").replace("oet", "oct")[:3]], 1.0
    numero = next(n for n in range(1, 14) if hallazgo[f"m{n}"])
    limpio = hallazgo[0] == (*MESES, SETIEMBRE)[numero - 1]
    return (9 if numero == 13 else numero), 1.0 if limpio else 0.8


def _anio(cola: re.Match[str]) -> tuple[int, float, str, int] | None:
    """El año, cuánto se confía en él, por qué no más y dónde acaba."""
    if crudo := cola["cifras"]:
        junto = re.sub(r"[ .,]", "", crudo)
        if sum(letra.isdigit() for letra in junto) < 2:
            return None
        certeza = 1.0 if junto.isdigit() else 0.7
        return int(junto.translate(_A_CIFRA)), certeza, "", cola.end()
    palabras = cola["palabras"].split()
    for cuantas in range(len(palabras), 0, -1):
        numero = leer_numero(palabras[:cuantas])
        if numero is None or numero not in _ANIOS:
            continue
        if cola["entre"] and cuantas == len(palabras):
            igual = int(cola["entre"]) == numero
            return numero, 1.0 if igual else 0.4, "" if igual else DISCREPA, cola.end()
        return numero, 1.0, "", cola.start("palabras") + _largo(cola["palabras"], cuantas)
    return None


def _anio_partido(despues: str) -> tuple[int, float, str, int] | None:
    """El año cuyas palabras vienen partidas: «D OS MIL D O S»."""
    junto, lugares = _sin_huecos(despues)
    hallazgo = _TRAS_EL_MES.match(junto)
    if hallazgo is None:
        return None
    return _ANIOS_JUNTOS[hallazgo[1]], 0.7, DAMNIFICADA, lugares[hallazgo.end() - 1] + 1


def _dia_partido(antes: str) -> tuple[int, float, str, int] | None:
    """El día cuyas palabras vienen partidas: «VEINTIOCH O DIAS DEL MES DE»."""
    junto, lugares = _sin_huecos(antes)
    hallazgo = _JUNTO_AL_MES.search(junto)
    if hallazgo is None:
        return None
    return _DIAS[hallazgo[1]], 0.7, DAMNIFICADA, lugares[hallazgo.start()]


def _sin_huecos(texto: str) -> tuple[str, list[int]]:
    """El texto sin espacios, y de cada carácter, dónde estaba."""
    lugares = [lugar for lugar, letra in enumerate(texto) if not letra.isspace()]
    return "".join(texto[lugar] for lugar in lugares), lugares


def _largo(escrito: str, palabras: int) -> int:
    """Dónde acaban las primeras palabras de lo escrito."""
    return [ficha.end() for ficha in _FICHA.finditer(escrito)][palabras - 1]


def _dia(antes: str) -> tuple[int, float, str, int] | None:
    """El día con que termina lo escrito antes del mes, su certeza, su nota y dónde empieza."""
    fichas = list(_FICHA.finditer(antes))[-12:]
    while fichas and fichas[-1][0] in _ENLACES:
        fichas.pop()
    cifras = int(fichas.pop()[0].strip("() ")) if fichas and fichas[-1][0].startswith("(") else None
    if not fichas or re.search(r"[^\s°º.,/()\d\w-]", antes[fichas[-1].end() :]):
        return None
    ultima = fichas[-1][0]
    if ultima in _PRIMERO_EN_CIFRA:
        return 1, 1.0, "", fichas[-1].start()
    if len(ultima) <= 2 and ultima not in _PALABRAS_CORTAS and re.fullmatch(_CASI_CIFRA + "{1,2}", ultima):
        return _dia_en_cifras(fichas)
    for cuantas in range(min(3, len(fichas)), 0, -1):
        ultimas = [ficha[0] for ficha in fichas[-cuantas:]]
        numero = 1 if cuantas == 1 and ultimas[0] in _PRIMEROS else leer_numero(ultimas)
        if numero is not None and numero <= 31:
            igual = cifras is None or cifras == numero
            return numero, 1.0 if igual else 0.4, "" if igual else DISCREPA, fichas[-cuantas].start()
    return None


def _dia_en_cifras(fichas: list[re.Match[str]]) -> tuple[int, float, str, int] | None:
    """Un día en cifras, quizá separadas («2 7») o leídas como letras («os» por 05)."""
    ultima, lugar = fichas[-1][0], fichas[-1].start()
    certeza = 1.0
    suelta = len(ultima) == 1 and len(fichas) > 1 and fichas[-2].end() + 1 == lugar
    if suelta and fichas[-2][0] in {"0", "1", "2", "3", "o"}:
        ultima, lugar, certeza = fichas[-2][0] + ultima, fichas[-2].start(), 0.7
    if not ultima.isdigit():
        certeza = 0.6 if any(letra.isdigit() for letra in ultima) else 0.5
        ultima = ultima.translate(_A_CIFRA)
    dia = int(ultima)
    if not 1 <= dia <= 31:
        return None
    return dia, certeza, "" if certeza == 1 else DAMNIFICADA, lugar
