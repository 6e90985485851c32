"""Arma el trabajador de este proceso con las etapas, el escritor y las rutinas de las tajadas."""

import argparse
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import FrameType

import structlog
from sqlalchemy.orm import Session

from almacen import DepositoLocal
from centro_doc.avisos.envios import mandar_lo_nuevo
from centro_doc.bitacora.accesos import cargar_accesos
from centro_doc.busqueda import fichas
from centro_doc.catalogo import casos as catalogo
from centro_doc.catalogo import reconocidas, tramos
from centro_doc.catalogo.firmas import firmar_pendientes
from centro_doc.catalogo.lectura import Lectura
from centro_doc.catalogo.mirada import Mirada
from centro_doc.catalogo.sugerencias import proponer_atrasadas
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.consola import Consola, Ordenes
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.curaduria import primer_documento
from centro_doc.exportaciones import casos as exportaciones
from centro_doc.exportaciones.armado import barrer as barrer_exportaciones
from centro_doc.exportaciones.consultas import nombrado
from centro_doc.exportaciones.etapa import EtapaDeExportar
from centro_doc.grafo.atrasadas import leer_atrasados
from centro_doc.importaciones.etapa import EtapaDeImportar
from centro_doc.indice.escritor import Escritor
from centro_doc.indice.servicio import Indice
from centro_doc.lecturas.casos import vaciar_borradas
from centro_doc.lecturas.pasajes import revisar_pasajes
from centro_doc.propuestas.atrasados import proponer_atrasados
from centro_doc.trabajador import Contexto, Rutina, Trabajador, titular_propio
from indexador.extraccion.aislado import preparar_lectores

registro = structlog.get_logger(__name__)

MIRADA_AL_PADRE = 1.0
CORTESIA = 10
"""Lo que el trabajador que acompaña al sitio cede del procesador (`nice`) a los procesos que contestan."""


def registrar(ordenes: Ordenes) -> None:
    """Registra `trabajador`."""
    orden = ordenes.anadir(
        "trabajador", "Lee los archivos recibidos y escribe el índice.", trabajar, diario=True, prepara=True
    )
    orden.add_argument("--padre", type=int, help="termina cuando deje de ser hijo de ese proceso")


def trabajar(argumentos: argparse.Namespace, consola: Consola) -> int:
    """Trabaja hasta recibir SIGINT o SIGTERM, o hasta quedar sin padre."""
    detener = threading.Event()

    def parar(_senal: int, _marco: FrameType | None) -> None:
        detener.set()

    signal.signal(signal.SIGTERM, parar)
    signal.signal(signal.SIGINT, parar)
    if argumentos.padre is not None:
        ceder()
        _vigilar_al_padre(argumentos.padre, detener)
    preparar_lectores()
    trabajador = armar(consola)
    registro.info("trabajador_listo", pid=os.getpid())
    trabajador.ejecutar(detener)
    registro.info("trabajador_detenido", pid=os.getpid())
    return 0


def ceder() -> None:
    """Baja la prioridad de este proceso y, si abre sesión propia, la de su sesión.

    Donde Linux reparte el procesador por sesiones (`sched(7)`, «autogroup»), la del proceso sola no cuenta.
    """
    os.nice(CORTESIA)
    if os.getsid(0) == os.getpid():
        with suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(CORTESIA), encoding="ascii")


def contexto_de(consola: Consola) -> Contexto:
    """El contexto de las etapas en este proceso."""
    deposito = DepositoLocal(consola.config.ruta_archivos)
    return Contexto(consola.config, consola.bd, deposito, consola.reloj)


def armar(consola: Consola) -> Trabajador:
    """Un trabajador completo sobre los datos de la consola."""

    def revisar(sesion: Session, documento: int) -> None:
        revisar_pasajes(sesion, SISTEMA, documento, reloj=consola.reloj)

    etapas = (Lectura(revisar), Mirada(), EtapaDeImportar(titular_propio()), EtapaDeExportar())
    return Trabajador(
        contexto_de(consola),
        {etapa.clase: etapa for etapa in etapas},
        escritor_de(consola),
        (
            Rutina("accesos", timedelta(seconds=30), _cargar_accesos),
            Rutina("primer_documento", timedelta(seconds=2), _sembrar_plan),
            Rutina("reservas", timedelta(minutes=10), _vencer_reservas),
            Rutina("firmas", timedelta(seconds=30), _firmar),
            Rutina("citas", timedelta(seconds=2), _citar),
            Rutina("vinculos", timedelta(seconds=5), _proponer_vinculos),
            Rutina("sugerencias", timedelta(seconds=30), _sugerir),
            Rutina("exportaciones", timedelta(minutes=10), _caducar_exportaciones),
            Rutina("avisos", timedelta(seconds=30), _avisar),
            Rutina("notas", timedelta(hours=1), _vaciar_notas),
            Rutina("barrido", timedelta(hours=1), _barrer_huerfanos),
            Rutina("subidas", timedelta(hours=1), _barrer_subidas),
        ),
        lectores=consola.config.lectores,
    )


def escritor_de(consola: Consola) -> Escritor:
    """El escritor del índice de este proceso."""
    indice = Indice(consola.config.ruta_indice)
    return Escritor(consola.bd, indice, fichas.leer, consola.reloj, titular_propio())


def _cargar_accesos(contexto: Contexto) -> None:
    cargadas = 1
    while cargadas:
        with transaccion(contexto.bd) as sesion:
            cargadas = cargar_accesos(sesion, contexto.config.ruta_accesos, reloj=contexto.reloj)


def _sembrar_plan(contexto: Contexto) -> None:
    """Da el paso que le falte al primer documento; la lectura, entre los dos, la hace la cola."""
    with lectura(contexto.bd) as sesion:
        tarea = primer_documento.por_hacer(sesion)
    if tarea is None:
        return
    llegada = primer_documento.imprimir(contexto.deposito, tarea)
    with transaccion(contexto.bd) as sesion:
        primer_documento.hacer(sesion, SISTEMA, tarea, llegada, reloj=contexto.reloj)


def _vencer_reservas(contexto: Contexto) -> None:
    with transaccion(contexto.bd) as sesion:
        catalogo.vencer_reservas(sesion, reloj=contexto.reloj)


def _firmar(contexto: Contexto) -> None:
    firmar_pendientes(contexto.bd)


def _sugerir(contexto: Contexto) -> None:
    proponer_atrasadas(contexto.bd, reloj=contexto.reloj)


def _citar(contexto: Contexto) -> None:
    leer_atrasados(contexto.bd)


def _proponer_vinculos(contexto: Contexto) -> None:
    proponer_atrasados(contexto.bd, reloj=contexto.reloj)


def _caducar_exportaciones(contexto: Contexto) -> None:
    sitio = contexto.config.sitio
    with transaccion(contexto.bd) as sesion:
        exportaciones.caducar(sesion, reloj=contexto.reloj, sitio=sitio)


def _avisar(contexto: Contexto) -> None:
    mandar_lo_nuevo(contexto.bd, contexto.config, titular_propio(), reloj=contexto.reloj)


def _vaciar_notas(contexto: Contexto) -> None:
    with transaccion(contexto.bd) as sesion:
        vaciar_borradas(sesion, reloj=contexto.reloj)


def _barrer_huerfanos(contexto: Contexto) -> None:
    with lectura(contexto.bd) as sesion:
        catalogo.barrer_huerfanos(
            sesion,
            contexto.deposito,
            reloj=contexto.reloj,
            lo_nombra_otro=lambda sha256: nombrado(sesion, sha256),
        )
    barrer_exportaciones(contexto.config)
    reconocidas.barrer(contexto.config, ahora=contexto.reloj.ahora())


def _barrer_subidas(contexto: Contexto) -> None:
    with transaccion(contexto.bd) as sesion:
        tramos.barrer(sesion, contexto.deposito, reloj=contexto.reloj)


def _vigilar_al_padre(
    padre: int, detener: threading.Event, padre_actual: Callable[[], int] = os.getppid
) -> None:
    def vigilar() -> None:
        while not detener.wait(MIRADA_AL_PADRE):
            if padre_actual() != padre:
                detener.set()

    threading.Thread(target=vigilar, name="padre", daemon=True).start()
