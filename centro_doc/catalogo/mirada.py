"""La tarea de mirar un archivo añadido a una versión: qué lleva oculto. Su texto no se guarda.

Es idempotente: dos veces da lo mismo, y lo que una persona ya decidió no lo cambia.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from almacen import NoGuardado
from centro_doc.catalogo import reconocidas
from centro_doc.catalogo.lectura import Contexto, cortesia_de, limites_de
from centro_doc.catalogo.lo_leido import documento_de, sin_comprobar
from centro_doc.catalogo.modelos import Archivo, Vista
from centro_doc.catalogo.por_dentro import avisos_de_dentro
from centro_doc.catalogo.por_leer import MIRAR, avanza, encolar_mirada
from centro_doc.catalogo.retenidas import nada_oculto, poner_archivo_a_la_vista
from centro_doc.comun.bd import lectura
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.tareas.casos import TareaTomada
from centro_doc.tareas.turnos import Cede
from indexador.errores import NoExtraible, TurnoCedido
from indexador.extraccion.aislado import extraer_aislado
from indexador.extraccion.huellas import avisos_de_huellas
from indexador.extraccion.oculto import por_gravedad

_NO_SE_MIRO = "El archivo no se pudo leer para saber si lleva algo oculto."


@dataclass(frozen=True, slots=True)
class _Hallado:
    """Lo que dijo la lectura; `falla` si no se pudo leer, y `quedan`, las páginas que faltó comprobar."""

    avisos: list[str]
    falla: bool = False
    quedan: int = 0


class Mirada:
    """La etapa `mirar` de la cola."""

    clase = MIRAR

    def preparar(self, contexto: Contexto, tarea: TareaTomada) -> Callable[[Session], None]:
        """Lee el archivo en un proceso aparte; devuelve cómo guardar lo hallado. Puede levantar `Cede`."""
        numero = int(tarea.carga["archivo"])
        try:
            hallado = _leer(contexto, tarea, numero)
        except TurnoCedido as cesion:
            raise Cede({**tarea.carga, "turnos": int(tarea.carga.get("turnos", 0)) + 1}) from cesion
        except NoExtraible as error:
            hallado = _Hallado([f"{_NO_SE_MIRO} {error.motivo}"], falla=True)
        except NoGuardado:
            hallado = _Hallado([f"{_NO_SE_MIRO} No está en el depósito."], falla=True)
        seguir = avanza(tarea, hallado.quedan)
        return lambda sesion: _guardar(sesion, contexto, numero, hallado, seguir=seguir)

    def agotar(self, contexto: Contexto, tarea: TareaTomada, sesion: Session) -> None:
        """Falló todas las veces: el archivo sigue por revisar, y dice por qué."""
        _guardar(sesion, contexto, int(tarea.carga["archivo"]), _Hallado([_NO_SE_MIRO], falla=True))


def _leer(contexto: Contexto, tarea: TareaTomada, numero: int) -> _Hallado:
    """Lo que dice de sí y, si trae otros dentro, lo que ellos esconden."""
    with lectura(contexto.bd) as sesion:
        archivo = sesion.get_one(Archivo, numero)
    with tempfile.TemporaryDirectory(prefix="adjuntos-") as carpeta:
        limites = limites_de(contexto.config)
        texto = extraer_aislado(
            contexto.deposito.ruta(archivo.sha256),
            archivo.nombre,
            limites=limites,
            adjuntos=Path(carpeta),
            reconocidas=reconocidas.carpeta_de(contexto.config, archivo.sha256),
            cortesia=cortesia_de(contexto, tarea),
        )
        dentro = avisos_de_dentro(((uno.nombre, uno.ruta) for uno in texto.adjuntos), limites)
        avisos = [*texto.avisos, *dentro, *avisos_de_huellas(texto.propiedades)]
        return _Hallado(por_gravedad(avisos), quedan=sin_comprobar(texto))


def _guardar(
    sesion: Session, contexto: Contexto, numero: int, hallado: _Hallado, *, seguir: bool = False
) -> None:
    archivo = sesion.get_one(Archivo, numero)
    archivo.avisos = hallado.avisos
    documento = documento_de(sesion, archivo.version_id)
    if seguir:
        encolar_mirada(sesion, documento, archivo, reloj=contexto.reloj, sin_comprobar=hallado.quedan)
    else:
        reconocidas.olvidar_al_guardar(sesion, contexto.config, archivo.sha256)
    if archivo.vista != Vista.POR_REVISAR or hallado.falla or not nada_oculto(hallado.avisos):
        return
    poner_archivo_a_la_vista(sesion, SISTEMA, documento, archivo, reloj=contexto.reloj)
