"""Encuaderna en otro proceso: un archivo que lo haga caer o colgarse no estorba a los demás."""

import json
import os
import selectors
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

import structlog

from centro_doc.comun.disco import queda_poco, sin_disco
from centro_doc.encuadernacion.conversion import Convertido
from centro_doc.encuadernacion.hijo import HECHO, ILEGIBLE, JUNTA, OBRA, ORDEN, SALIDA, SIN_DISCO, VA
from centro_doc.encuadernacion.obra import Obra

registro = structlog.get_logger(__name__)

Avance = Callable[[int, int], None]
"""Recibe el turno del documento por el que va y cuántos hay."""
SIN_AVANCE = 300.0
"""Segundos sin decir nada tras los que se le da por colgado."""
_IRSE = 30.0
CAIDAS = 20
"""Documentos que pueden hacerlo caer antes de dejarlo."""
_VECES = 2
"""Las que ha de caer con el mismo para culparlo: una sola, pudo matarlo otra cosa (un corte, la memoria)."""
HACE_CAER = "El programa que lee sus páginas falló con él."
_RAIZ = Path(__file__).resolve().parents[2]


class NoSePudo(Exception):
    """No se pudo encuadernar; el mensaje dice qué pasó."""


class _Caida(Exception):
    """El proceso cayó, con el documento `turno` entre manos; `None` si ya juntaba."""

    def __init__(self, turno: int | None) -> None:
        super().__init__(turno)
        self.turno = turno


@dataclass(frozen=True, slots=True)
class Conversion:
    """Una por hacer: el archivo, quién la hace, el JSON con su texto (o vacío) y dónde queda el PDF."""

    origen: str
    nombre: str
    conversor: str
    texto: str
    destino: str


@dataclass(frozen=True, slots=True)
class Encuadernado:
    """El archivo hecho, y los turnos de los documentos con que el proceso cayó: van sin sus páginas."""

    ruta: Path
    caidos: tuple[int, ...] = ()


def encuadernar(
    obra: Obra,
    formato: str,
    carpeta: Path,
    *,
    memoria: int,
    solo_citadas: bool = False,
    al_avanzar: Avance = lambda _turno, _de: None,
) -> Encuadernado:
    """El archivo, hecho dentro de `carpeta`; `formato` es pdf, docx o zip, y `memoria`, octetos.

    Levanta `NoSePudo`, y `OSError` si falta disco.
    """
    (carpeta / OBRA).write_text(obra.como_json(), encoding="utf-8")
    danados: dict[int, str] = {}
    caidas: Counter[int] = Counter()
    mapeados = sum(uno.archivo.tamano for uno in obra.documentos if uno.archivo is not None)
    while True:
        orden = {"formato": formato, "solo_citadas": solo_citadas, "danados": danados}
        try:
            for dicho in _correr({**orden, "memoria": memoria + 2 * mapeados}, carpeta):
                if dicho[0] == VA:
                    al_avanzar(dicho[1], dicho[2])
        except _Caida as caida:
            caidas[caida.turno or 0] += 1
            if len(danados) == CAIDAS or caidas[caida.turno or 0] > _VECES or caidas[0] == _VECES:
                raise NoSePudo("El programa que arma el archivo falló.") from caida
            if caida.turno is not None and caidas[caida.turno] == _VECES:
                danados[caida.turno] = HACE_CAER
        else:
            return Encuadernado(carpeta / SALIDA, tuple(sorted(danados)))


def convertir(
    pedidas: Sequence[Conversion], carpeta: Path, *, memoria: int
) -> Iterator[tuple[int, Convertido | str]]:
    """El puesto de cada una con lo que salió, o por qué no se pudo, según se van haciendo.

    `HACE_CAER` no es del archivo con seguridad: vale sólo por esta vez. Levanta `OSError` si falta disco.
    """
    faltan = list(range(len(pedidas)))
    caidas: Counter[int] = Counter()
    while faltan:
        orden = {
            "formato": "conversiones",
            "memoria": memoria,
            "archivos": [asdict(pedidas[n]) for n in faltan],
        }
        hechas = 0
        try:
            for dicho in _correr(orden, carpeta):
                if dicho[0] == HECHO:
                    yield faltan[hechas], Convertido(tuple(dicho[2]), bool(dicho[3]))
                    hechas += 1
                elif dicho[0] == ILEGIBLE:
                    yield faltan[hechas], str(dicho[2])
                    hechas += 1
        except _Caida:
            if hechas < len(faltan):
                caidas[faltan[hechas]] += 1
                if caidas[faltan[hechas]] == _VECES:
                    yield faltan[hechas], HACE_CAER
                    hechas += 1
        faltan = faltan[hechas:]


def _correr(orden: Mapping[str, Any], carpeta: Path) -> Iterator[list[Any]]:
    """Lo que el proceso va diciendo; levanta `_Caida` si no termina bien y `OSError` si le falta disco."""
    (carpeta / ORDEN).write_text(json.dumps(orden), encoding="utf-8")
    turno: int | None = None
    with (carpeta / "errores.txt").open("w+b") as errores, _proceso(carpeta, errores) as proceso:
        for renglon in _renglones(proceso):
            dicho = json.loads(renglon)
            if dicho[0] == SIN_DISCO:
                raise sin_disco()
            if dicho[0] == VA:
                turno = int(dicho[1])
            elif dicho[0] == JUNTA:
                turno = None
            yield dicho
        codigo = _codigo(proceso)
        if codigo != 0:
            errores.seek(0)
            dicho_al_caer = errores.read()[-2_000:].decode(errors="replace")
            registro.warning("encuadernador_caido", codigo=codigo, turno=turno, error=dicho_al_caer)
            if queda_poco(carpeta):
                raise sin_disco()
            raise _Caida(turno)


@contextmanager
def _proceso(carpeta: Path, errores: BinaryIO) -> Iterator[subprocess.Popen[bytes]]:
    """Al salir, pase lo que pase, no queda vivo ni él ni los que llamó."""
    proceso = subprocess.Popen(
        [sys.executable, "-m", "centro_doc.encuadernacion.hijo", str(carpeta)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errores,
        cwd=_RAIZ,
        env=_entorno(carpeta),
        process_group=0,
    )
    try:
        yield proceso
    finally:
        with suppress(ProcessLookupError):
            os.killpg(proceso.pid, signal.SIGKILL)
        proceso.wait()
        for tubo in (proceso.stdin, proceso.stdout):
            if tubo is not None:
                tubo.close()


def _entorno(carpeta: Path) -> dict[str, str]:
    """Sólo lo necesario: nada de lo que este proceso sepa pasa al que abre archivos ajenos."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(_RAIZ),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "LC_ALL": "C.UTF-8",
        "HOME": str(carpeta),
        "TMPDIR": str(carpeta),
    }


def _renglones(proceso: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """Los de su salida hasta que la cierra o deja de hablar."""
    resto = b""
    with selectors.DefaultSelector() as selector:
        selector.register(cast(BinaryIO, proceso.stdout), selectors.EVENT_READ)
        while listos := selector.select(SIN_AVANCE):
            trozo = os.read(listos[0][0].fd, 65_536)
            if not trozo:
                return
            *enteros, resto = (resto + trozo).split(b"\n")
            yield from enteros


def _codigo(proceso: subprocess.Popen[bytes]) -> int | None:
    """Con qué terminó; `None` si no se va, aunque haya cerrado su salida."""
    try:
        return proceso.wait(_IRSE)
    except subprocess.TimeoutExpired:
        return None
