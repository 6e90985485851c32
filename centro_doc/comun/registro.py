"""El registro de sucesos del proceso, en líneas JSON por la salida de errores."""

import logging
import sys

import structlog


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
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
