"""El árbol de errores de `indexador`. Cada mensaje está escrito para una persona."""


class ErrorDelIndexador(Exception):
    """Raíz de todo lo que `indexador` puede levantar a propósito."""


class NoExtraible(ErrorDelIndexador):
    """No se pudo leer el texto de un archivo.

    `codigo` es estable (`protegido`, `danado`, `vacio`, `formato`, `sin_lector`, `limite_tiempo`,
    `limite_memoria`, `limite_salida`, `interno`); `motivo` dice en español qué pasó y `salida` qué puede
    hacer la persona.
    """

    def __init__(self, codigo: str, motivo: str, salida: str = "") -> None:
        super().__init__(motivo)
        self.codigo = codigo
        self.motivo = motivo
        self.salida = salida


class TurnoCedido(ErrorDelIndexador):
    """La lectura paró entre dos páginas para dejar pasar a otra; lo que llevaba quedó guardado."""


class IndiceOcupado(ErrorDelIndexador):
    """Otro escritor tiene el índice tomado."""


class IndiceDanado(ErrorDelIndexador):
    """El índice no se puede abrir: hay que reconstruirlo desde la base de datos."""
