"""El registro de sucesos del proceso, en líneas JSON por la salida de errores."""

import logging
import sys

import structlog


class _Errores:
    """Escribe cada línea en la salida de errores del momento, entera y de una vez."""

    def __init__(self, *_nombre: object) -> None:
        """Una instancia por módulo; no guarda nada."""

    def msg(self, linea: str) -> None:
        sys.stderr.write(f"{linea}\n")
        sys.stderr.flush()

    debug = info = warning = error = critical = exception = msg


def configurar(nivel: int = logging.INFO) -> None:
    """Prepara `structlog`; se llama una vez por proceso."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(nivel),
        logger_factory=_Errores,
        cache_logger_on_first_use=True,
    )
