"""Lee un archivo ajeno en un proceso aparte: pase lo que pase ahí, aquí sólo llega un texto o un motivo."""

import atexit
import compileall
import contextlib
import errno
import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from indexador.errores import NoExtraible
from indexador.extraccion.cuadrilla import Caida, Cuadrilla
from indexador.extraccion.formato import SalidaIlegible, leer
from indexador.extraccion.hijo import (
    AVANCE,
    DISCO_LLENO,
    ESPERAN,
    FALTA_ESPACIO,
    FALTA_MEMORIA,
    SALIDA,
    Orden,
)
from indexador.extraccion.limites import Limites
from indexador.extraccion.tipo import TipoDeArchivo, reconocer
from indexador.ficha import Texto

_RAIZ = Path(__file__).resolve().parents[2]
_SENALES_DE_CAIDA = {
    signal.SIGSEGV,
    signal.SIGABRT,
    signal.SIGBUS,
    signal.SIGFPE,
    signal.SIGILL,
    signal.SIGTRAP,
}
_DE_ESTE_ARCHIVO = frozenset({-signal.SIGALRM, -signal.SIGXCPU, FALTA_ESPACIO, DISCO_LLENO})
"""Caídas de las que sólo el archivo (o la casa) puede tener la culpa: no se repiten con un proceso nuevo."""


AlAvanzar = Callable[[int, int], None]
"""Recibe la página por la que va la lectura y cuántas hay."""


@dataclass(frozen=True, slots=True)
class Cortesia:
    """Con qué se le dice a una lectura larga que ceda: `espera_otro`, que se pregunta cada segundo.

    `estreno`: es la primera vez que se lee el archivo, y puede ceder antes de su primera página de OCR; en
    las siguientes, avanza al menos una.
    """

    espera_otro: Callable[[], bool]
    estreno: bool


@dataclass(frozen=True, slots=True)
class _Pedido:
    """Lo que pide quien llama a `extraer_aislado`."""

    ruta: Path
    tipo: TipoDeArchivo
    limites: Limites
    adjuntos: Path | None
    clave: str = field(repr=False)
    al_avanzar: AlAvanzar | None
    reconocidas: Path | None
    cortesia: Cortesia | None
    sin_ocr: bool = False


def extraer_aislado(
    ruta: Path,
    nombre: str,
    *,
    limites: Limites | None = None,
    adjuntos: Path | None = None,
    clave: str = "",
    al_avanzar: AlAvanzar | None = None,
    reconocidas: Path | None = None,
    cortesia: Cortesia | None = None,
    sin_ocr: bool = False,
) -> Texto:
    """El texto de un archivo del que no se sabe nada.

    `nombre` es el que le dio quien lo subió; sólo se usa en los mensajes. Levanta `NoExtraible`: si el
    lector se cae, se cuelga o gasta de más, el motivo lo dice. `OSError` sólo si el sistema no deja ni
    empezar (sin archivo, sin disco, sin procesos), y vale reintentar. Un PDF que hace caer a PDFium se
    intenta una vez más con el lector de reserva. Los archivos que vengan dentro quedan en la carpeta
    `adjuntos`; sin ella se olvidan y el texto no los trae.

    `clave` es la contraseña del archivo: pasa por la entrada del proceso y no queda en ninguna parte.
    `al_avanzar` se llama cada segundo en que cambie la página, si el lector la dice. En la carpeta
    `reconocidas` queda cada página que lee el OCR: la lectura que se corte, al pedirla otra vez, sigue
    donde iba. Con `cortesia`, además, puede levantar `TurnoCedido` entre dos de esas páginas. `sin_ocr` deja
    las imágenes sin leer, para quien sólo quiere saber qué lleva el archivo.
    """
    reales = limites or Limites()
    tipo = reconocer(ruta, nombre)
    pedido = _Pedido(
        ruta.absolute(), tipo, reales, adjuntos, clave, al_avanzar, reconocidas, cortesia, sin_ocr
    )
    final = _leer(pedido)
    if isinstance(final, Caida) and not final.estrenado and final.codigo not in _DE_ESTE_ARCHIVO:
        final = _leer(pedido, estrenar=True)
    if isinstance(final, Caida) and pedido.tipo is TipoDeArchivo.PDF and -final.codigo in _SENALES_DE_CAIDA:
        final = _leer(replace(pedido, adjuntos=None, al_avanzar=None, cortesia=None), reserva=True)
    if isinstance(final, Texto):
        return final
    raise motivo_de_caida(final.codigo, reales) from RuntimeError(final.dicho)


def _leer(pedido: _Pedido, *, reserva: bool = False, estrenar: bool = False) -> Texto | Caida:
    """Levanta el `NoExtraible` que el hijo haya escrito."""
    cortesia = pedido.cortesia
    orden = Orden(
        pedido.ruta,
        pedido.tipo,
        pedido.limites,
        reserva,
        pedido.clave,
        pedido.reconocidas,
        cortesia.estreno if cortesia is not None else None,
        pedido.sin_ocr,
    )

    def recoger(carpeta: Path) -> Texto | Caida:
        with contextlib.suppress(SalidaIlegible):
            return _con_sus_adjuntos(leer(carpeta / SALIDA, carpeta), pedido.adjuntos)
        return Caida(FALTA_ESPACIO, "", estrenado=True)

    mirada = _Mirada(pedido.al_avanzar, cortesia.espera_otro if cortesia is not None else None)
    final = _cuadrilla.leer(orden, recoger, mirada.echar, estrenar=estrenar)
    if isinstance(final, Caida) and final.codigo == DISCO_LLENO:
        raise OSError(errno.ENOSPC, "No queda espacio en el disco para leer el archivo.")
    return final


def _con_sus_adjuntos(texto: Texto, destino: Path | None) -> Texto:
    """Saca los adjuntos de la carpeta del hijo, que se borra; levanta `OSError` si no caben."""
    if destino is None:
        return replace(texto, adjuntos=())
    llevados = []
    for adjunto in texto.adjuntos:
        if adjunto.ruta is not None:
            ruta = destino / adjunto.ruta.name
            shutil.move(adjunto.ruta, ruta)
            llevados.append(replace(adjunto, ruta=ruta))
        else:
            llevados.append(adjunto)
    return replace(texto, adjuntos=tuple(llevados))


def entorno_del_hijo(carpeta: Path) -> dict[str, str]:
    """Sólo lo necesario: nada de lo que este proceso sepa (claves, direcciones) pasa al que lee.

    Los programas se buscan donde los busca éste: si aquí no hay OCR, tampoco lo hay al leer.
    """
    return {
        "PATH": os.pathsep.join(filter(os.path.isabs, os.get_exec_path())),
        "PYTHONPATH": str(_RAIZ),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
        "TMPDIR": str(carpeta),
        "HOME": str(carpeta),
    }


@dataclass(slots=True)
class _Mirada:
    """Mira por dónde va el hijo y lo cuenta si cambió; y si espera otro archivo, se lo dice."""

    contar: AlAvanzar | None
    espera_otro: Callable[[], bool] | None
    ultima: str = ""

    def echar(self, carpeta: Path) -> None:
        """En la carpeta del hijo."""
        if self.espera_otro is not None and self.espera_otro():
            (carpeta / ESPERAN).touch()
        with contextlib.suppress(OSError):
            dicho = (carpeta / AVANCE).read_text(encoding="ascii", errors="replace")
            pagina, _, de = dicho.partition("/")
            if self.contar is not None and dicho != self.ultima and pagina.isdigit() and de.isdigit():
                self.ultima = dicho
                self.contar(int(pagina), int(de))


def motivo_de_caida(codigo: int, limites: Limites) -> NoExtraible:
    """El motivo, para una persona, de que el proceso terminara sin respuesta con ese código."""
    partir = "Divídalo en partes más pequeñas, o guárdelo como PDF, y súbalo de nuevo."
    if codigo in {-signal.SIGALRM, -signal.SIGXCPU}:
        return NoExtraible(
            "limite_tiempo", f"Leer el archivo pasó del límite de {limites.segundos:g} segundos.", partir
        )
    if codigo in {FALTA_MEMORIA, -signal.SIGKILL}:
        return NoExtraible("limite_memoria", "Leer el archivo necesita más memoria de la permitida.", partir)
    if codigo in {FALTA_ESPACIO, -signal.SIGXFSZ}:
        return NoExtraible("limite_salida", "El texto del archivo pasa del tamaño permitido.", partir)
    if codigo < 0:
        return NoExtraible(
            "danado",
            "El archivo hace fallar al programa que lo lee: está dañado o mal hecho.",
            "Ábralo en su equipo, guárdelo de nuevo como PDF y súbalo.",
        )
    return NoExtraible(
        "interno",
        "El programa del centro que lee los archivos falló con éste.",
        "El archivo está guardado: avise a quien administra el centro y reintente después.",
    )


_cuadrilla = Cuadrilla(_RAIZ, lambda: entorno_del_hijo(Path(tempfile.gettempdir())))


def preparar_lectores() -> bool:
    """Deja compilado el código con que se lee; falso si la carpeta no deja escribir, y no importa.

    Los procesos que leen archivos ajenos no escriben nada del programa: sin esto, cada uno lo compila al
    levantarse, que es más de lo que tarda en leer un PDF corto. Si ya está al día, no hace nada.
    """
    return bool(compileall.compile_dir(Path(__file__).parent, maxlevels=0, quiet=2))


@atexit.register
def terminar_lectores() -> None:
    """Termina los procesos que esperan otro archivo; la siguiente lectura levanta uno."""
    _cuadrilla.cerrar()
