"""Claves cortas al azar, para nombrar en una dirección lo que un número consecutivo delataría.

El número que falta entre dos dice que hay otro que no se ve; una clave al azar no dice nada de las demás.
"""

import secrets
from collections.abc import Collection

LETRAS = "23456789bcdfghjkmnpqrstvwxyz"
"""Sin vocales, que harían palabras, ni lo que se confunde al copiarlo: 0, 1, l y o."""
LARGO = 4


def clave_corta(usadas: Collection[str] = ()) -> str:
    """Una que no está entre las usadas: cuatro letras o cifras de `LETRAS`."""
    while (una := "".join(secrets.choice(LETRAS) for _ in range(LARGO))) in usadas:
        pass
    return una
