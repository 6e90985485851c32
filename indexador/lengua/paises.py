"""Los países de los documentos, por su código, y cómo los nombra quien busca.

Los códigos son los de ISO 3166, e «INT» para lo que rige en varios (`Ficha.pais`).
"""

import re
from collections.abc import Mapping

from indexador.lengua.palabras import plegar

INTERNACIONAL = "INT"
PAISES: Mapping[str, str] = {
    "GT": "Guatemala",
    "MX": "México",
    "US": "Estados Unidos",
    "SV": "El Salvador",
    "HN": "Honduras",
    "NI": "Nicaragua",
    "CR": "Costa Rica",
    "PE": "Perú",
    "CL": "Chile",
    "ES": "España",
    INTERNACIONAL: "Internacional",
}
"""El nombre con que se muestra cada uno."""
_OTROS_NOMBRES: Mapping[str, str] = {
    "eeuu": "US",
    "ee uu": "US",
    "ee. uu.": "US",
    "eua": "US",
    "usa": "US",
    "estados unidos de america": "US",
    "estados unidos mexicanos": "MX",
    "salvador": "SV",
    "internacionales": "INT",
    "varios": "INT",
}
_GENTILICIOS: Mapping[str, str] = {
    "guatemaltec": "GT",
    "mexican": "MX",
    "estadounidense": "US",
    "salvadoreñ": "SV",
    "hondureñ": "HN",
    "nicaragüense": "NI",
    "costarricense": "CR",
    "peruan": "PE",
    "chilen": "CL",
    "español": "ES",
}
_CLAVES: Mapping[str, str] = {
    **{plegar(codigo): codigo for codigo in PAISES},
    **{plegar(nombre): codigo for codigo, nombre in PAISES.items()},
    **_OTROS_NOMBRES,
}
_MINIMO_DE_COMIENZO = 2
_NOMBRADOS = re.compile(
    r"(?<!\w)(?:(?P<gentilicio>"
    + "|".join(sorted((plegar(uno) for uno in _GENTILICIOS), key=len, reverse=True))
    + r")(?:[oa]?s?|es)|(?P<nombre>"
    + "|".join(re.escape(uno) for uno in sorted(_CLAVES, key=len, reverse=True) if len(uno) > 3)
    + r"))(?!\w)"
)
_POR_GENTILICIO = {plegar(uno): codigo for uno, codigo in _GENTILICIOS.items()}


def codigo_de_pais(escrito: str) -> str:
    """El código de un país escrito por su código o su nombre; nada si no se conoce.

    >>> codigo_de_pais("mexico"), codigo_de_pais("EE. UU."), codigo_de_pais("Narnia")
    ('MX', 'US', '')
    """
    return _CLAVES.get(" ".join(plegar(escrito).split()), "")


def es_comienzo_de_pais(escrito: str) -> bool:
    """¿Empieza así, en palabras enteras, el nombre de algún país de varias palabras?

    >>> es_comienzo_de_pais("estados"), es_comienzo_de_pais("mexico")
    (True, False)
    """
    comienzo = " ".join(plegar(escrito).split())
    return len(comienzo) >= _MINIMO_DE_COMIENZO and any(uno.startswith(f"{comienzo} ") for uno in _CLAVES)


def paises_nombrados(texto: str) -> frozenset[str]:
    """Los códigos de los países que nombra un texto, por su nombre o su gentilicio.

    >>> sorted(paises_nombrados("ley de migracion mexico")), sorted(paises_nombrados("la norma peruana"))
    (['MX'], ['PE'])
    """
    return frozenset(
        _POR_GENTILICIO.get(hallado["gentilicio"] or "") or _CLAVES[hallado["nombre"]]
        for hallado in _NOMBRADOS.finditer(plegar(texto))
    )
