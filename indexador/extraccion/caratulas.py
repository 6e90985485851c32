"""La carátula de iniciativa cuyo texto perdió el número de registro: conviene leerlo de su imagen."""

from indexador.lengua.plano import forma, plano

_PRINCIPIO = 3_000
"""La carátula cabe en esas letras."""
_ROTULO = forma(r"«numero de registro»|«registro numero»|(?<![a-z])registro (?:no|num|n°)")
_OTRO = forma(r"«conocio el pleno»|«presentada por»|«asunto»|«tramite»")
_CLARO = forma(r"(?<![\w.,/-])\d[.,]?\d{3}(?![\w/-])")


def rotulo_del_registro(texto: str) -> tuple[int, int] | None:
    """Dónde está el rótulo del número de registro, si lo hay en el principio de una página."""
    hallazgo = _ROTULO.search(plano(texto[:_PRINCIPIO]))
    return hallazgo.span() if hallazgo else None


def sin_su_registro(texto: str) -> bool:
    """Si el texto de una página rotula un número de registro y, hasta el rótulo que sigue, no lo da claro.

    >>> sin_su_registro("NUMERO DE REGISTRO\\n\\nFECHA QUE CONOCIO EL PLENO: 05 DE ABRIL DE 2011")
    True
    >>> sin_su_registro("NUMERO DE REGISTRO 4307\\n\\nFECHA QUE CONOCIO EL PLENO: 05 DE ABRIL DE 2011")
    False
    """
    llano = plano(texto[:_PRINCIPIO])
    rotulo = _ROTULO.search(llano)
    siguiente = _OTRO.search(llano, rotulo.end()) if rotulo else None
    if rotulo is None or siguiente is None:
        return False
    return _CLARO.search(llano, rotulo.end(), siguiente.start()) is None
