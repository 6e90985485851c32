"""El cuidado de las generaciones: que lo que se busca sea lo que se escribió, y que nada estorbe en el disco.

Lo hace el escritor. Una generación se verifica entera al arrancar, después de construirla, cuando quien busca
denuncia un daño y una vez al día; con la base se coteja más a menudo. La retirada se quita tras una espera.
"""

from datetime import datetime, timedelta

import structlog

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.indice import casos, consultas
from centro_doc.indice.servicio import Indice
from indexador.errores import IndiceDanado

registro = structlog.get_logger(__name__)

COTEJO = timedelta(minutes=5)
"""Cada cuánto se compara lo anotado con lo que hay en el índice."""
VERIFICACION = timedelta(days=1)
"""Cada cuánto se lee entera, aunque nadie la denuncie: un disco también se estropea en silencio."""
REPOSO = timedelta(seconds=10)
"""Lo menos que pasa entre dos verificaciones, por muchas denuncias que haya."""
GRACIA = timedelta(minutes=1)
"""Lo que se deja en el disco una generación retirada, para las peticiones que la tenían por activa."""


class Cuidador:
    """Lo que un escritor recuerda haber revisado."""

    def __init__(self, bd: BaseDeDatos, indice: Indice, reloj: Reloj) -> None:
        self._bd = bd
        self._indice = indice
        self._reloj = reloj
        self._verificadas: dict[int, datetime] = {}
        self._cotejadas: dict[int, datetime] = {}
        self._sobrantes: dict[int, datetime] = {}

    def toca_revisar(self, generacion: int) -> bool:
        """¿Hay que verificarla o cotejarla ya?"""
        return self._toca_verificar(generacion) or self._toca(generacion, self._cotejadas, COTEJO)

    def esta_sana(self, generacion: int) -> bool:
        """¿Se puede usar? Revisa lo que toque, y corrige lo que el cotejo halle distinto."""
        if not self._indice.existe(generacion):
            return False
        try:
            if self._toca_verificar(generacion):
                self.verificar(generacion)
            if self._toca(generacion, self._cotejadas, COTEJO):
                self._cotejar(generacion)
        except IndiceDanado as error:
            registro.warning("indice_no_vale", generacion=generacion, motivo=str(error))
            return False
        return True

    def verificar(self, generacion: int) -> None:
        """Lee la generación entera del disco. Levanta `IndiceDanado` si no es lo que se escribió."""
        self._indice.absolver(generacion)
        self._indice.motor(generacion).verificar()
        self._verificadas[generacion] = self._reloj.ahora()
        registro.info("indice_verificado", generacion=generacion)

    def barrer(self) -> None:
        """Quita del disco las generaciones que ni se buscan ni se construyen, pasada la espera."""
        # Primero el disco: la carpeta de una nueva se crea después de anotarla en la base.
        presentes = self._indice.en_disco()
        if len(presentes) < 2 and not self._sobrantes:
            return
        with lectura(self._bd) as sesion:
            vivas = {consultas.generacion_activa(sesion), consultas.generacion_en_construccion(sesion)}
        sobran, ahora = presentes - vivas, self._reloj.ahora()
        self._sobrantes = {numero: self._sobrantes.get(numero, ahora) for numero in sobran}
        for numero in [n for n, desde in self._sobrantes.items() if not desde <= ahora < desde + GRACIA]:
            self._indice.borrar(numero)
            del self._sobrantes[numero]
            registro.info("generacion_borrada", generacion=numero)

    def _toca_verificar(self, generacion: int) -> bool:
        if self._toca(generacion, self._verificadas, VERIFICACION):
            return True
        return self._indice.denunciada(generacion) and self._toca(generacion, self._verificadas, REPOSO)

    def _toca(self, generacion: int, hechas: dict[int, datetime], cada: timedelta) -> bool:
        ultima = hechas.get(generacion)
        return ultima is None or not ultima <= self._reloj.ahora() < ultima + cada

    def _cotejar(self, generacion: int) -> None:
        motor = self._indice.motor(generacion)
        en_indice = motor.revisiones()
        with transaccion(self._bd) as sesion:
            sobran = casos.cotejar(sesion, generacion, en_indice)
        if sobran:
            motor.escribir((), sobran)
        self._cotejadas[generacion] = self._reloj.ahora()
