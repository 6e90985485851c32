"""Los meses, por su orden."""

MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
SETIEMBRE = "setiembre"
"""La otra manera de escribir el noveno."""
