"""Las fechas escritas sólo con cifras: «12-05-2009», «12/V/2009», «2009/05/12», «12/05/09»."""

import re
from collections.abc import Iterator

_NUMERICA = re.compile(
    r"(?<![\w/.-])(?:(?P<d>\d{1,2})(?P<s> ?[-/.] ?)(?P<m>\d{1,2}|[ivx]{1,4})(?P=s)"
    r"(?P<a>\d{4}|\d\d(?!\.\d))"
    r"|(?P<a2>\d{4})(?P<s2>[-/])(?P<m2>\d{2})(?P=s2)(?P<d2>\d{2}))(?![\w/-])"
)
_ROMANOS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_CENTURIA = 40
ANIO_CORTO = "El año está escrito con dos cifras."
AL_REVES = "El mes va antes del día: compruebe la fecha."
Partes = tuple[int, int, int, int, int, float, str]
"""Dónde empieza y acaba, año, mes, día, cuánto se confía en ella y por qué no más."""


def hallar(en_plano: str) -> Iterator[Partes]:
    """Las que hay en un texto plano, aunque no existan en el calendario.

    El día va primero, como en Guatemala; si sólo cabe que sea el mes, se dice. Un año de dos cifras vale
    poco, y en «1-2-10» o «10.12.20» nada: son numerales más veces que fechas.
    """
    for hallazgo in _NUMERICA.finditer(en_plano):
        crudo_anio, crudo_mes, crudo_dia = (hallazgo[n] or hallazgo[f"{n}2"] for n in "amd")
        dia, anio = int(crudo_dia), int(crudo_anio)
        mes = int(crudo_mes) if crudo_mes.isdigit() else _ROMANOS.get(crudo_mes, 0)
        nota, certeza = "", 1.0
        if len(crudo_anio) == 2:
            if "." in hallazgo["s"] or len(crudo_dia + crudo_mes) < 3 or mes > 12:
                continue
            anio, nota, certeza = anio + (2000 if anio < _CENTURIA else 1900), ANIO_CORTO, 0.5
        if mes > 12 >= dia:
            mes, dia, nota, certeza = dia, mes, AL_REVES, 0.6
        if dia and mes:
            yield hallazgo.start(), hallazgo.end(), anio, mes, dia, certeza, nota
