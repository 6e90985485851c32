"""El árbol de errores de `almacen`."""


class ErrorDelAlmacen(Exception):
    """Raíz de los errores del almacén."""


class DemasiadoGrande(ErrorDelAlmacen):
    """El archivo pasa de `limite` bytes; no quedó nada guardado."""

    def __init__(self, limite: int) -> None:
        super().__init__(f"El archivo pasa de {limite} bytes.")
        self.limite = limite


class DiscoLleno(ErrorDelAlmacen):
    """No queda espacio; no quedó nada guardado."""


class NoGuardado(ErrorDelAlmacen):
    """No hay ningún archivo con esa huella."""


class Ocupado(ErrorDelAlmacen):
    """Otro lo está escribiendo en este momento."""
