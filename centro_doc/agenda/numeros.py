"""El número de registro de una iniciativa, como se escribe: «4126», «4,126», «41-26», «INI-4126»…"""

import re

from indexador.lengua.numeros import con_cifras

MAXIMO = 99_999
_ESCRITO = re.compile(
    r"(?:ini-|iniciativa(?:\s+de\s+ley)?\s+)?(?:(?:con\s+)?n[uú]mero\s+(?:de\s+registro\s+)?|no\.\s*)?"
    r"(?P<n>\d{1,2}[.,\s]\d{3}|\d{2}-\d{2}|0*[1-9]\d{0,4})\Z",
    re.IGNORECASE,
)


def leer_numero(escrito: str) -> int | None:
    """El número de registro, o `None` si lo escrito no es uno.

    >>> [leer_numero(n) for n in ("4126", "4,126", "INI-4126", "44-39", "iniciativa 4126", "95-98 bis")]
    [4126, 4126, 4126, 4439, 4126, None]
    >>> leer_numero("iniciativa cuatro mil ciento veintiséis")
    4126
    """
    limpio = " ".join(escrito.split())
    hallado = _ESCRITO.match(limpio) or _ESCRITO.match(con_cifras(limpio))
    if hallado is None:
        return None
    numero = int(re.sub(r"\D", "", hallado["n"]))
    return numero if 0 < numero <= MAXIMO else None


def formas(numero: int) -> tuple[str, ...]:
    """Cómo puede venir en una ficha, para buscarla: «4126», «4,126», «4.126», «4 126», «41-26»…"""
    corrido = str(numero)
    miles, cientos = divmod(numero, 1000)
    partidas = [f"{miles}{signo}{cientos:03}" for signo in ",. "] if miles else []
    sin_prefijo = [
        corrido,
        corrido.zfill(5),
        *partidas,
        *([f"{corrido[:2]}-{corrido[2:]}"] * (len(corrido) == 4)),
    ]
    return tuple(
        f"{prefijo}{n}" for prefijo in ("", "INI-", "Iniciativa ", "iniciativa ") for n in sin_prefijo
    )


def clave(numero: int) -> str:
    """La clave con que el catálogo de normas nombra la iniciativa: «INI-4126»."""
    return f"INI-{numero}"
