"""La tarea `exportar`: el trabajador arma la copia pedida. Repetirla tras un corte no la duplica."""

import time

from sqlalchemy.orm import Session

from centro_doc.catalogo.lectura import Contexto, Guardar
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.encuadernacion.aparte import NoSePudo
from centro_doc.exportaciones import casos
from centro_doc.exportaciones.armado import Taller, armar
from centro_doc.exportaciones.casos import Opcion
from centro_doc.exportaciones.modelos import Exportacion
from centro_doc.tareas.casos import TareaTomada, latir

CADA = 1.0
"""Segundos entre dos anotaciones de por dónde va."""


class EtapaDeExportar:
    """La etapa `exportar` de la cola."""

    clase = casos.TAREA

    def preparar(self, contexto: Contexto, tarea: TareaTomada) -> Guardar:
        """Arma el archivo y lo deja en el depósito; lo que se guarda después es sólo su fila.

        Si entretanto cambió lo que su lector ve, la copia pedida se retira sin hacerla.
        """
        numero, reloj = int(tarea.carga["exportacion"]), contexto.reloj
        sitio = contexto.config.sitio
        with lectura(contexto.bd) as sesion:
            una = sesion.get(Exportacion, numero)
            if una is None or una.sha256:
                return _nada
            opcion, clave = Opcion(una.formato, una.solo_citadas), una.clave
            origen = casos.origen_de(sesion, una, sitio=sitio)
            vale = origen is not None and casos.clave_de_una(una, origen) == clave
        if origen is None or not vale:
            return lambda sesion: casos.retirar(sesion, numero)
        taller = Taller(contexto.config, contexto.bd, contexto.deposito, reloj)
        try:
            armada = armar(taller, origen, opcion, _Avance(contexto, tarea).anotar)
        except NoSePudo:
            return lambda sesion: casos.fallar(sesion, numero)
        return lambda sesion: casos.guardar(
            sesion, numero, armada.guardado, armada.faltan, armada.caidos, reloj=reloj
        )

    def agotar(self, contexto: Contexto, tarea: TareaTomada, sesion: Session) -> None:
        """Falló todas las veces: queda dicho, y se puede pedir de nuevo."""
        casos.fallar(sesion, int(tarea.carga["exportacion"]))


class _Avance:
    """Anota en la tarea por qué documento va, sin escribir más de una vez por segundo."""

    def __init__(self, contexto: Contexto, tarea: TareaTomada) -> None:
        self._contexto, self._tarea = contexto, tarea
        self._ultimo = float("-inf")

    def anotar(self, hechos: int, de: int) -> None:
        """Recibe el turno del documento y cuántos hay."""
        ahora = time.monotonic()
        if ahora - self._ultimo >= CADA or hechos == de:
            self._ultimo = ahora
            with transaccion(self._contexto.bd) as sesion:
                latir(sesion, self._tarea, reloj=self._contexto.reloj, avance=f"{hechos}/{de}")


def _nada(_sesion: Session) -> None:
    """La copia ya estaba hecha, o ya no se quiere."""
