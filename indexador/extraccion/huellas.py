"""Lo que un archivo dice de quien lo hizo sin que esté en sus páginas: su autor, su empresa, quién lo cambió.

Casi todos lo llevan y no es texto escondido: a quien publica se le dice, y no se le detiene.
"""

from collections.abc import Iterable, Mapping

from indexador.extraccion.limpieza import limpiar
from indexador.extraccion.oculto import en_lista

LLEVA_DENTRO = "lleva_dentro"
"""Propiedad del texto: «autor «Ana»; empresa «Bufete»», dicho a quien lo publica y a nadie más."""
AUTOR, MODIFICADO, EMPRESA, RESPONSABLE = "autor", "último en modificarlo", "empresa", "responsable"
Dicho = tuple[str, str]
"""Qué es un dato y el dato."""
_ABRE = "El archivo lleva dentro: "
_LARGO, _VALORES = 100, 4
_DE_NADIE = frozenset(
    {
        *("user", "usuario", "admin", "administrador", "administrator", "owner", "propietario", "pc"),
        *("unknown", "desconocido", "anonymous", "anónimo", "windows user", "usuario de windows"),
        *("microsoft office user", "usuario de microsoft office", "usuario invitado", "guest user"),
        *("python-docx", "openpyxl", "apache poi", "microsoft", "microsoft corporation"),
    }
)
"""Lo que ponen los programas cuando nadie dijo su nombre."""


def huellas(dichos: Iterable[Dicho]) -> dict[str, str]:
    """La propiedad con lo que el archivo dice, cada dato una vez; vacía si no dice nada de nadie."""
    por_clase: dict[str, dict[str, str]] = {}
    for clase, crudo in dichos:
        valor = " ".join(limpiar(crudo[: 10 * _LARGO]).split())
        if any(letra.isalnum() for letra in valor) and valor.casefold() not in _DE_NADIE:
            por_clase.setdefault(clase, {}).setdefault(valor.casefold(), _corto(valor))
    partes = (f"{clase} {en_lista(_citados(suyos.values()))}" for clase, suyos in por_clase.items())
    dicho = "; ".join(partes)
    return {LLEVA_DENTRO: dicho} if dicho else {}


def avisos_de_huellas(propiedades: Mapping[str, str]) -> list[str]:
    """Un aviso con lo que dijeron las `propiedades` de un texto, o ninguno."""
    lleva = propiedades.get(LLEVA_DENTRO)
    return [f"{_ABRE}{lleva}. Quien lo descargue puede verlo."] if lleva else []


def es_de_huellas(aviso: str) -> bool:
    """¿Es de los que hace `avisos_de_huellas`?"""
    return aviso.startswith(_ABRE)


def _corto(valor: str) -> str:
    return valor if len(valor) <= _LARGO else f"{valor[: _LARGO - 1]}…"


def _citados(valores: Iterable[str]) -> list[str]:
    """Los primeros, entre comillas, y cuántos más hay."""
    todos = list(valores)
    resto = len(todos) - _VALORES
    return [*(f"«{uno}»" for uno in todos[:_VALORES]), *([f"{resto} más"] if resto > 0 else [])]
