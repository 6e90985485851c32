"""El diario de lecturas de lo no público: se anexa y se asegura en disco ANTES de entregar el primer octeto.

Un archivo por día, una línea JSON por lectura, sin base de datos de por medio: un GET no escribe filas. El
trabajador lo carga después en la bitácora con `cargar_accesos`.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy.orm import Session

from almacen.disco import sincronizar_carpeta
from centro_doc.bitacora.casos import Autor
from centro_doc.bitacora.modelos import Asiento, DiarioCargado
from centro_doc.comun.reloj import Reloj

_PATRON = "????-??-??.jsonl"
_LECTURA_MAXIMA = 1_000_000

registro = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Acceso:
    cuando: datetime
    actor: str
    actor_nombre: str
    accion: str
    objeto: tuple[str, str]
    detalle: dict[str, Any]


def anotar_acceso(
    ruta: Path,
    autor: Autor,
    accion: str,
    objeto: tuple[str, str],
    *,
    reloj: Reloj,
    detalle: Mapping[str, str | int] | None = None,
) -> None:
    """Deja constancia en `ruta` de una lectura; al volver, ya está en el disco.

    `accion` en pasado (`documento_leido`, `original_descargado`), `objeto` como (clase, identificador) y en
    `detalle` lo demás (la página, el archivo): la bitácora decide por el objeto quién ve el asiento.
    Sirve con varios procesos e hilos a la vez: cada línea entra con una sola escritura al final del archivo.
    Levanta `OSError` si no se pudo asegurar: entonces no se entrega nada.
    """
    linea = json.dumps(
        {
            "cuando": reloj.ahora().isoformat(),
            "actor": autor.clave,
            "nombre": autor.nombre,
            "accion": accion,
            "objeto": list(objeto),
            "detalle": dict(detalle or {}),
        },
        ensure_ascii=False,
    )
    # El salto de delante aísla la línea de un resto que otro proceso dejara a medias.
    octetos = f"\n{linea}\n".encode()
    archivo = ruta / f"{reloj.hoy().isoformat()}.jsonl"
    descriptor = _abrir(archivo)
    try:
        if os.write(descriptor, octetos) != len(octetos):
            raise OSError(f"No se pudo escribir entera una línea de {archivo.name}.")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def cargar_accesos(sesion: Session, ruta: Path, *, reloj: Reloj) -> int:
    """Pasa a la bitácora las lecturas que aún no están y devuelve cuántas fueron.

    La posición alcanzada se guarda en la misma transacción que los asientos: si el proceso muere, no se
    pierde ninguna ni entra dos veces. Carga como mucho un tramo de cada diario; se llama otra vez mientras
    devuelva más de cero.
    """
    return sum(_cargar(sesion, archivo, reloj) for archivo in sorted(ruta.glob(_PATRON)))


def _abrir(archivo: Path) -> int:
    banderas = os.O_WRONLY | os.O_APPEND
    try:
        return os.open(archivo, banderas)
    except FileNotFoundError:
        archivo.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(archivo, banderas | os.O_CREAT, 0o600)
    sincronizar_carpeta(archivo.parent)
    return descriptor


def _cargar(sesion: Session, archivo: Path, reloj: Reloj) -> int:
    cargado = sesion.get(DiarioCargado, archivo.name)
    desde = cargado.posicion if cargado is not None else 0
    if archivo.stat().st_size <= desde:
        return 0
    tramo = _tramo_completo(archivo, desde)
    if not tramo:
        return 0
    accesos = [acceso for linea in tramo.splitlines() if (acceso := _leer(linea, archivo.name)) is not None]
    sesion.add_all(_asiento(acceso) for acceso in accesos)
    if cargado is None:
        cargado = DiarioCargado(archivo=archivo.name)
        sesion.add(cargado)
    cargado.posicion = desde + len(tramo)
    cargado.cargado = reloj.ahora()
    sesion.flush()
    return len(accesos)


def _tramo_completo(archivo: Path, desde: int) -> bytes:
    """Las líneas terminadas desde una posición; lo que aún se está escribiendo queda para otra vez."""
    with archivo.open("rb") as diario:
        diario.seek(desde)
        tramo = diario.read(_LECTURA_MAXIMA)
    return tramo[: tramo.rfind(b"\n") + 1]


def _leer(linea: bytes, archivo: str) -> _Acceso | None:
    if not linea.strip():
        return None
    try:
        datos = json.loads(linea)
        clase, identificador = datos["objeto"]
        return _Acceso(
            datetime.fromisoformat(datos["cuando"]),
            str(datos["actor"]),
            str(datos["nombre"]),
            str(datos["accion"]),
            (str(clase), str(identificador)),
            dict(datos.get("detalle", {})),
        )
    except (ValueError, KeyError, TypeError):
        registro.error("acceso_ilegible", archivo=archivo)
        return None


def _asiento(acceso: _Acceso) -> Asiento:
    return Asiento(
        cuando=acceso.cuando,
        actor=acceso.actor,
        actor_nombre=acceso.actor_nombre,
        accion=acceso.accion,
        objeto_clase=acceso.objeto[0],
        objeto_id=acceso.objeto[1],
        motivo=None,
        detalle=acceso.detalle,
    )
