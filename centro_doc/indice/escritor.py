"""El ÚNICO escritor del índice: lo es quien tiene el arriendo `escritor`.

Trabaja por vueltas. Cada una lee el estado actual de un grupo de documentos adelantados, lo escribe de una
vez y anota las revisiones leídas. El índice que falta o está dañado se construye de nuevo; el que se pide de
nuevo se construye al lado y sustituye al otro cuando está completo. En los ratos libres se unen segmentos.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy.orm import Session

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.indice import casos, consultas
from centro_doc.indice.casos import Leido
from centro_doc.indice.cuidado import Cuidador
from centro_doc.indice.servicio import Indice
from centro_doc.tareas import casos as tareas
from centro_doc.tareas.latido import latiendo
from indexador.errores import IndiceDanado, IndiceOcupado
from indexador.ficha import Ficha

registro = structlog.get_logger(__name__)

ARRIENDO = "escritor"
FRAGMENTOS = 500
"""Fragmentos tras los que se cierra un grupo; un documento nunca se parte."""
SEGUNDOS = 2.0
"""Tiempo de lectura tras el que se cierra un grupo."""
TANDA = 8
"""Documentos que se leen de una vez."""


@dataclass(frozen=True, slots=True)
class Borrar:
    """Un documento que el índice no debe tener, con la revisión en que se leyó así."""

    documento: int
    revision: int


Lector = Callable[[Session, Sequence[int]], Sequence[Ficha | Borrar]]
"""Lee el estado actual de unos documentos: uno por cada número que recibe."""


class Escritor:
    """Escribe el índice de un proceso. Todo lo que confirma, lo confirma en transacciones cortas."""

    def __init__(
        self,
        bd: BaseDeDatos,
        indice: Indice,
        lector: Lector,
        reloj: Reloj,
        titular: str,
        cronometro: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bd = bd
        self._indice = indice
        self._lector = lector
        self._reloj = reloj
        self._titular = titular
        self._cronometro = cronometro
        self._cuidador = Cuidador(bd, indice, reloj)
        self._por_unir = True

    def una_vuelta(self) -> int:
        """Indexa un grupo y devuelve cuántos documentos escribió; 0 si no había o si escribe otro.

        Terminar una reconstrucción y ponerla a buscar, o retirar un índice dañado, cuenta como uno. Si no
        había nada que escribir, hace a lo sumo una unión, que es lo más que lo siguiente tendrá que esperar.
        """
        try:
            if not self._hay_trabajo():
                self._descansar()
            elif self._arrendar():
                return self._avanzar()
        except IndiceOcupado:
            registro.warning("indice_ocupado", titular=self._titular)
        return 0

    def cerrar(self) -> None:
        """Suelta el permiso de escribir, si es suyo."""
        with transaccion(self._bd) as sesion:
            tareas.soltar(sesion, ARRIENDO, self._titular)

    def _hay_trabajo(self) -> bool:
        """Mira sin escribir nada: el arriendo sólo se toma cuando hace falta."""
        with lectura(self._bd) as sesion:
            activa = consultas.generacion_activa(sesion)
            if activa is None or not self._indice.existe(activa) or self._cuidador.toca_revisar(activa):
                return True
            if consultas.generacion_en_construccion(sesion) is not None:
                return True
            return bool(consultas.pendientes(sesion, activa, 0, 1))

    def _descansar(self) -> None:
        self._cuidador.barrer()
        if not self._por_unir:
            return
        # Sólo tras una unión se busca otra: si falla o le toca a otro proceso, se espera al próximo grupo.
        self._por_unir = False
        with lectura(self._bd) as sesion:
            activa = consultas.generacion_activa(sesion)
        if activa is None or not self._arrendar():
            return
        try:
            with latiendo(self._arrendar, "latido-escritor"):
                self._por_unir = self._indice.motor(activa).unir()
        except IndiceDanado as error:
            self._indice.denunciar(activa, error)

    def _avanzar(self) -> int:
        with lectura(self._bd) as sesion:
            activa = consultas.generacion_activa(sesion)
            nueva = consultas.generacion_en_construccion(sesion)
        if activa is not None:
            if not self._esta_sana(activa):
                return self._retirar(activa)
            escritos = self._grupo(activa)
            if escritos or nueva is None:
                return escritos
        return self._construir(nueva)

    def _construir(self, nueva: int | None) -> int:
        if nueva is None or not self._indice.existe(nueva):
            with transaccion(self._bd) as sesion:
                nueva = casos.comenzar_generacion(sesion, reloj=self._reloj)
            self._indice.crear(nueva)
        elif not self._esta_sana(nueva):
            return self._retirar(nueva)
        escritos = self._grupo(nueva)
        return escritos or self._activar(nueva)

    def _activar(self, nueva: int) -> int:
        try:
            with latiendo(self._arrendar, "latido-escritor"):
                self._indice.motor(nueva).optimizar()
                self._cuidador.verificar(nueva)
        except IndiceDanado:
            return self._retirar(nueva)
        with transaccion(self._bd) as sesion:
            casos.activar(sesion, nueva, SISTEMA, reloj=self._reloj)
        registro.info("indice_sustituido", generacion=nueva)
        return 1

    def _retirar(self, generacion: int) -> int:
        """Deja de usar un índice dañado: la vuelta siguiente empieza otro desde la base."""
        registro.warning("indice_danado", generacion=generacion, aviso="Se construye de nuevo desde la base.")
        with transaccion(self._bd) as sesion:
            casos.retirar_danada(sesion, generacion, SISTEMA, reloj=self._reloj)
        self._indice.borrar(generacion)
        return 1

    def _esta_sana(self, generacion: int) -> bool:
        if not self._indice.existe(generacion):
            return False
        if not self._cuidador.toca_revisar(generacion):
            return True
        with latiendo(self._arrendar, "latido-escritor"):
            return self._cuidador.esta_sana(generacion)

    def _grupo(self, generacion: int) -> int:
        leidos = self._leer(generacion)
        if not leidos:
            return 0
        fichas = [leido for leido in leidos if isinstance(leido, Ficha)]
        borrar = [leido.documento for leido in leidos if isinstance(leido, Borrar)]
        try:
            with latiendo(self._arrendar, "latido-escritor"):
                self._indice.motor(generacion).escribir(fichas, borrar)
        except IndiceDanado:
            return self._retirar(generacion)
        self._por_unir = True
        self._anotar(generacion, leidos)
        registro.info("indexados", generacion=generacion, documentos=len(leidos))
        return len(leidos)

    def _leer(self, generacion: int) -> Sequence[Ficha | Borrar]:
        """El estado actual de los adelantados, en un solo instante de la base, hasta llenar un grupo."""
        leidos: list[Ficha | Borrar] = []
        comienzo, fragmentos = self._cronometro(), 0
        with lectura(self._bd) as sesion:
            while fragmentos < FRAGMENTOS and self._cronometro() - comienzo < SEGUNDOS:
                numeros = consultas.pendientes(sesion, generacion, len(leidos), TANDA)
                if not numeros:
                    break
                tanda = self._lector(sesion, numeros)
                fragmentos += sum(len(leido.fragmentos) for leido in tanda if isinstance(leido, Ficha))
                leidos += tanda
                sesion.expunge_all()
        return leidos

    def _anotar(self, generacion: int, leidos: Sequence[Ficha | Borrar]) -> None:
        """Anota lo escrito si el arriendo sigue siendo suyo; si no, otro pudo escribir algo más nuevo."""
        with transaccion(self._bd) as sesion:
            if tareas.arrendar(sesion, ARRIENDO, self._titular, reloj=self._reloj):
                anotados = [Leido(e.documento, e.revision, isinstance(e, Ficha)) for e in leidos]
                casos.anotar_indexados(sesion, generacion, anotados, reloj=self._reloj)
            else:
                casos.desconfiar(sesion, generacion, [leido.documento for leido in leidos])

    def _arrendar(self) -> bool:
        with transaccion(self._bd) as sesion:
            return tareas.arrendar(sesion, ARRIENDO, self._titular, reloj=self._reloj)
