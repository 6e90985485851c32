"""Las contraseñas: cómo se guardan (Argon2id), qué se exige de ellas y las de un solo uso.

Las exigencias siguen a NIST SP 800-63B §3.1.1: largo y listas de lo previsible, sin reglas de composición.
"""

import re
import secrets
import unicodedata
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LARGO_MINIMO = 12
LARGO_MAXIMO = 200
_DISTINTOS_MINIMOS = 5
_PARTE_MINIMA = 4
_ALFABETO = "abcdefghjkmnpqrstuvwxyz23456789"
"""Sin letras ni cifras que se confunden al copiarlas a mano."""
_SUCESIONES = (
    "0123456789" * 3,
    "abcdefghijklmnopqrstuvwxyz" * 2,
    "qwertyuiopasdfghjklzxcvbnm" * 2,
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)
_PREVISIBLES = [
    "administracion",
    "administrador",
    "admin",
    "bienvenido",
    "bienvenida",
    "cambiame",
    "centro",
    "chapin",
    "clave",
    "comision",
    "congreso",
    "contrasena",
    "documentacion",
    "dragon",
    "entrar",
    "football",
    "futbol",
    "guatemala",
    "hola",
    "iloveyou",
    "ingreso",
    "letmein",
    "login",
    "master",
    "migrante",
    "migrantes",
    "monkey",
    "mipassword",
    "pass",
    "password",
    "princesa",
    "qwerty",
    "quetzal",
    "republica",
    "secreto",
    "secreta",
    "sesion",
    "teamo",
    "temporal",
    "usuario",
    "welcome",
]


class Claves:
    """Resume y comprueba contraseñas con Argon2id; los parámetros son los de `argon2-cffi` por omisión."""

    def __init__(self, argon2: PasswordHasher | None = None) -> None:
        self._argon2 = argon2 or PasswordHasher()
        self._de_nadie = self._argon2.hash(secrets.token_urlsafe())

    def resumir(self, clave: str) -> str:
        """El resumen que se guarda."""
        return self._argon2.hash(_normal(clave))

    def coincide(self, resumen: str | None, clave: str) -> bool:
        """¿Es esta la contraseña? Sin resumen (no hay tal cuenta) tarda lo mismo y dice que no."""
        try:
            self._argon2.verify(resumen or self._de_nadie, _normal(clave))
        except (VerificationError, InvalidHashError):
            return False
        return resumen is not None

    def envejecido(self, resumen: str) -> bool:
        """¿Se hizo con parámetros que ya no son los de hoy?"""
        return self._argon2.check_needs_rehash(resumen)


def clave_de_un_solo_uso() -> str:
    """Una contraseña al azar de cuatro grupos de cuatro (unos 79 bits), cómoda de dictar."""
    return "-".join("".join(secrets.choice(_ALFABETO) for _ in range(4)) for _ in range(4))


def reparo(clave: str, propios: Iterable[str]) -> str | None:
    """Por qué no se acepta una contraseña, dicho a la persona; `None` si se acepta.

    `propios` son los datos de quien la elige (nombre, correo), que no pueden estar dentro.
    """
    if len(clave) < LARGO_MINIMO:
        return f"Escriba al menos {LARGO_MINIMO} caracteres. Una frase de cuatro palabras sirve."
    if len(clave) > LARGO_MAXIMO:
        return f"Escriba {LARGO_MAXIMO} caracteres como máximo."
    lisa = _lisa(clave)
    if any(parte in lisa for parte in _partes(propios)):
        return "No use su nombre ni su correo dentro de la contraseña."
    if _es_previsible(lisa):
        return "Es una contraseña muy común o una sucesión fácil de adivinar. Elija otra."
    return None


def _normal(clave: str) -> str:
    return unicodedata.normalize("NFKC", clave)


def _lisa(texto: str) -> str:
    sin_marcas = unicodedata.normalize("NFKD", texto.casefold())
    return "".join(letra for letra in sin_marcas if not unicodedata.combining(letra))


def _partes(propios: Iterable[str]) -> set[str]:
    trozos = (parte for dato in propios for parte in re.split(r"[^\w]+|_", _lisa(dato.partition("@")[0])))
    return {parte for parte in trozos if len(parte) >= _PARTE_MINIMA}


def _es_previsible(lisa: str) -> bool:
    if len(set(lisa)) < _DISTINTOS_MINIMOS:
        return True
    compacta = re.sub(r"[\W_]+", "", lisa)
    if any(compacta in vuelta for sucesion in _SUCESIONES for vuelta in (sucesion, sucesion[::-1])):
        return True
    letras = re.sub(r"[^a-z]+", "", lisa)
    resto = letras
    for palabra in sorted(_PREVISIBLES, key=len, reverse=True):
        resto = resto.replace(palabra, "")
    return bool(letras) and not resto
