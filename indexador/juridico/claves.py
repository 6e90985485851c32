"""La clave de una norma: «DC-46-2007», «DS-1613», «AM-MINGOB-47-2008», «CPRG», «TR-CMW-1990», «INI-4126».

El año va siempre con cuatro cifras y el número sin ceros a la izquierda. No llevan año la Constitución, los
decretos de numeración corrida, algunos decretos-ley («DL-106»), las iniciativas y algunos tratados.
"""

import re
from dataclasses import dataclass

CLASES: dict[str, str] = {
    "CPRG": "Constitución Política de la República",
    "DC": "Decreto {} del Congreso de la República",
    "DS": "Decreto {}",
    "DANC": "Decreto {} de la Asamblea Nacional Constituyente",
    "DL": "Decreto-Ley {}",
    "DG": "Decreto Gubernativo {}",
    "AG": "Acuerdo Gubernativo {}",
    "AM": "Acuerdo Ministerial {}",
    "AMN": "Acuerdo de la Autoridad Migratoria Nacional {}",
    "AIGM": "Acuerdo de la Dirección General del Instituto Guatemalteco de Migración {}",
    "ATSE": "Acuerdo {} del Tribunal Supremo Electoral",
    "AL": "Acuerdo Legislativo {}",
    "AJD": "Acuerdo {} de Junta Directiva del Congreso de la República",
    "INI": "Iniciativa {}",
    "CC": "Expediente {} de la Corte de Constitucionalidad",
    "TR": "Tratado {}",
}
"""Prefijo → cómo se dice; la llave es el lugar del número."""
_SIN_ANIO = frozenset({"DS", "INI"})
_CON_ANIO = frozenset({"DC", "DANC", "DG", "AG", "AM", "AMN", "AIGM", "ATSE", "AL", "AJD", "CC"})
_NUMERADA = re.compile(
    r"(?P<clase>[A-Z]+)(?:-(?P<organo>[A-Z][A-Z0-9]*))?-(?P<n>[1-9]\d{0,5})(?:-(?P<a>\d{4}))?\Z"
)
_TRATADO = re.compile(r"TR-(?P<n>[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*?)(?:-(?P<a>(?:1[89]|20)\d{2}))?\Z")


@dataclass(frozen=True, slots=True)
class ClaveDeNorma:
    """Una clave por partes; `numero` es la sigla en los tratados y vacío en la Constitución.

    `organo` es el ministerio de un acuerdo ministerial.
    """

    clase: str
    numero: str = ""
    anio: int | None = None
    organo: str = ""

    def __str__(self) -> str:
        partes = (self.clase, self.organo, self.numero, str(self.anio or ""))
        return "-".join(parte for parte in partes if parte)

    def en_prosa(self) -> str:
        """«Decreto 46-2007 del Congreso de la República», «Acuerdo Ministerial 47-2008 (MINGOB)»…

        El año de los decretos del Congreso y de los decretos-ley va con dos cifras hasta 1999, como se citan.
        """
        anio = "" if self.anio is None else f"-{self.anio}"
        if self.anio is not None and self.anio < 2000 and self.clase != "CC":
            anio = f"-{self.anio % 100:02}"
        if self.clase == "TR":
            anio = "" if self.anio is None else f" ({self.anio})"
        dicho = CLASES[self.clase].format(f"{self.numero}{anio}")
        return f"{dicho} ({self.organo})" if self.organo else dicho


def leer_clave(texto: str) -> ClaveDeNorma | None:
    """La clave escrita, o `None` si no tiene la forma de ninguna.

    >>> leer_clave("DC-46-2007")
    ClaveDeNorma(clase='DC', numero='46', anio=2007, organo='')
    """
    if texto == "CPRG":
        return ClaveDeNorma("CPRG")
    if hallada := _TRATADO.match(texto):
        return ClaveDeNorma("TR", hallada["n"], int(hallada["a"]) if hallada["a"] else None)
    hallada = _NUMERADA.match(texto)
    if hallada is None or hallada["clase"] not in CLASES or hallada["clase"] in {"CPRG", "TR"}:
        return None
    clase, anio = hallada["clase"], int(hallada["a"]) if hallada["a"] else None
    if bool(hallada["organo"]) != (clase == "AM"):
        return None
    if (clase in _CON_ANIO and anio is None) or (clase in _SIN_ANIO and anio is not None):
        return None
    return ClaveDeNorma(clase, hallada["n"], anio, hallada["organo"] or "")
