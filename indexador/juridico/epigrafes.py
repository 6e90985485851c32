"""El epígrafe de un artículo: el nombre que sigue a su número, hasta el punto."""

import re

_ADORNOS = " \t\n.*-–—:·_•"
_FIN = re.compile(r"\.(?=[\s*\-–—]|$)|\n[ \t]*\n")
_LARGO = 160
_MIRA = 320
_ORACION = re.compile(r"(?:Se|Que|Cuando)\s")


def epigrafe(texto: str, tras_rotulo: int, fin: int) -> str:
    """El epígrafe del artículo cuyo rótulo acaba ahí, o vacío si lo que sigue es ya su texto.

    Un epígrafe es corto, no empieza como una oración que dispone («Se reforma…») y tiene texto detrás, salvo
    que ocupe él solo el renglón del rótulo.
    """
    trozo = texto[tras_rotulo : min(fin, tras_rotulo + _MIRA)]
    if not trozo.lstrip(" \t*-–—").strip() or trozo.lstrip(" \t*-–—.").startswith("\n"):
        return ""
    limpio = trozo.lstrip(_ADORNOS)
    hallado = _FIN.search(limpio)
    dicho = limpio[: hallado.start()] if hallado else limpio if len(trozo) < _MIRA else ""
    dicho = " ".join(dicho.split()).strip(_ADORNOS)
    detras = limpio[hallado.end() :].strip(_ADORNOS) if hallado else ""
    if not dicho or len(dicho) > _LARGO or _ORACION.match(dicho) or not dicho[0].isupper():
        return ""
    return dicho if detras or "\n" not in trozo.strip() else ""
