"""Lo que el catálogo hace solo cada cierto tiempo, con su propia transacción."""

import structlog

from centro_doc.catalogo import casos
from centro_doc.catalogo.lectura import Contexto
from centro_doc.comun.bd import lectura, transaccion

registro = structlog.get_logger(__name__)


def vencer_reservas(contexto: Contexto) -> None:
    """Abre lo reservado cuyo plazo venció."""
    with transaccion(contexto.bd) as sesion:
        abiertos = casos.vencer_reservas(sesion, reloj=contexto.reloj)
    if abiertos:
        registro.info("reservas_vencidas", documentos=abiertos)


def barrer_huerfanos(contexto: Contexto) -> None:
    """Borra los archivos de más de un día que nadie nombra. Sólo lee la base de datos."""
    with lectura(contexto.bd) as sesion:
        borrados = casos.barrer_huerfanos(sesion, contexto.deposito, reloj=contexto.reloj)
    if borrados:
        registro.info("huerfanos_borrados", archivos=borrados)
