"""`importar --vigilar`: recibe lo que vaya llegando a una carpeta, cuando deja de crecer."""

import argparse
import signal
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from sqlalchemy import select

from centro_doc.catalogo.ingreso import DatosLote
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.consola import Consola, FalloDeOrden
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.importaciones import casos, marcha, rutas
from centro_doc.importaciones.marcha import Taller
from centro_doc.importaciones.modelos import EstadoRenglon, Importacion, Renglon
from centro_doc.importaciones.renglones import Pedido
from centro_doc.importaciones.vigia import Vigia, Visto, destino_de

CADA = 1.0
"""Segundos entre dos miradas a la carpeta."""
VIA = "carpeta vigilada"
JUNTOS = 1_000
"""Archivos que se reciben en una vuelta; los demás, en la siguiente."""


@dataclass
class Vigilancia:
    """Una carpeta vigilada. Cada vuelta recibe lo que ya está quieto y lo aparta."""

    consola: Consola
    taller: Taller
    vigia: Vigia
    datos: DatosLote
    dejar: bool = False

    def vuelta(self, ahora: float) -> int:
        """Recibe y aparta lo que haya; devuelve cuántos archivos recibió. `ahora`, como en `Vigia`."""
        quietos = self.vigia.mirar(ahora)[:JUNTOS]
        sabidos = self._suertes(quietos)
        nuevos = [visto for visto in quietos if _llave(visto) not in sabidos]
        if nuevos:
            pedidos = [Pedido(rutas.escribir(v.ruta), v.firma) for v in nuevos]
            with transaccion(self.consola.bd) as sesion:
                importacion = casos.abrir(
                    sesion,
                    SISTEMA,
                    self._origen(),
                    self.datos,
                    pedidos,
                    reloj=self.consola.reloj,
                    reabre=True,
                )
            for hecho in marcha.recibir_todo(self.taller, SISTEMA, importacion.id):
                self.consola.decir(
                    f"{hecho.ruta}: {hecho.constancia.estado}. {hecho.constancia.motivo}".rstrip()
                )
            sabidos = self._suertes(quietos)
        if not self.dejar:
            for visto in quietos:
                if estado := sabidos.get(_llave(visto)):
                    self.vigia.apartar(visto, destino_de(estado))
        return len(nuevos)

    def _origen(self) -> str:
        """Una importación por carpeta y por día: así se puede deshacer lo de un día."""
        return f"{rutas.escribir(self.vigia.carpeta)}\n{self.consola.reloj.hoy().isoformat()}"

    def _suertes(self, vistos: list[Visto]) -> dict[tuple[str, str], str]:
        """La suerte de los que ya se recibieron tal como están."""
        if not vistos:
            return {}
        with lectura(self.consola.bd) as sesion:
            filas = sesion.execute(
                select(Renglon.ruta, Renglon.firma, Renglon.estado)
                .join(Importacion, Importacion.id == Renglon.importacion_id)
                .where(
                    Importacion.via == VIA,
                    Importacion.origen.startswith(f"{rutas.escribir(self.vigia.carpeta)}\n", autoescape=True),
                    Renglon.ruta.in_([rutas.escribir(visto.ruta) for visto in vistos]),
                    Renglon.estado != EstadoRenglon.PENDIENTE,
                )
            )
            return {(str(ruta), str(firma)): str(estado) for ruta, firma, estado in filas}


def vigilar(argumentos: argparse.Namespace, consola: Consola, taller: Taller, datos: DatosLote) -> int:
    """Vigila hasta recibir SIGINT o SIGTERM. `datos` es lo común de lo que llegue."""
    carpeta: Path = argumentos.vigilar.resolve()
    if not carpeta.is_dir():
        raise FalloDeOrden(f"no hay una carpeta en {carpeta}.", 2)
    vigilancia = Vigilancia(consola, taller, Vigia(carpeta), datos, dejar=argumentos.dejar)
    detener = threading.Event()

    def parar(_senal: int, _marco: FrameType | None) -> None:
        detener.set()

    signal.signal(signal.SIGTERM, parar)
    signal.signal(signal.SIGINT, parar)
    consola.avisar(f"Vigilando {carpeta} (Ctrl+C para terminar).")
    while not detener.is_set():
        try:
            vigilancia.vuelta(time.monotonic())
        except FileNotFoundError:
            consola.avisar(f"{carpeta} no está; se espera a que vuelva.")
        detener.wait(CADA)
    return 0


def _llave(visto: Visto) -> tuple[str, str]:
    return rutas.escribir(visto.ruta), visto.firma
