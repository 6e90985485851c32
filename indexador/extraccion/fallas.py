"""Los motivos de fallo de un PDF, para quien lo subió."""

from indexador.errores import NoExtraible


def pdf_protegido() -> NoExtraible:
    """El PDF pide contraseña."""
    return NoExtraible(
        "protegido",
        "El PDF está protegido con contraseña y no se puede leer.",
        "Pida a quien lo envió una copia sin contraseña, o quítesela, y súbalo de nuevo.",
    )


def pdf_danado() -> NoExtraible:
    """El PDF no tiene ninguna página que se pueda abrir."""
    return NoExtraible(
        "danado",
        "El PDF está dañado o incompleto: no se pudo abrir ninguna de sus páginas.",
        "Ábralo en su equipo para comprobarlo; si también falla, pida otra copia y súbala.",
    )
