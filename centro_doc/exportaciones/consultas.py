"""Qué copias hay de una versión congelada, cómo van y si su archivo sigue valiendo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.comun.disco import DISCO_LLENO
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.exportaciones.casos import OPCIONES, Opcion, clave_de
from centro_doc.exportaciones.fuente import fuente
from centro_doc.exportaciones.modelos import Conversion, Exportacion
from centro_doc.tareas.modelos import EstadoTarea, Tarea

SIN_DISCO = (
    "No queda espacio en el disco del Centro. Nada se perdió: se armará sola cuando lo haya. Avise a la "
    "administración."
)
OTRA_VEZ = "No se pudo la última vez; el trabajador del Centro lo intentará de nuevo."


@dataclass(frozen=True, slots=True)
class Copia:
    """Una forma de llevarse la versión y cómo va. `avance` y `de`: documentos hechos y cuántos son.

    `falla`: por qué no se hizo o, si se hizo, qué le falta. `espera`: por qué no avanza, si se repetirá sola.
    """

    opcion: Opcion
    pedida: bool = False
    sha256: str = ""
    tamano: int = 0
    hecha: datetime | None = None
    falla: str = ""
    avance: int = 0
    de: int = 0
    espera: str = ""

    @property
    def lista(self) -> bool:
        """¿Se puede bajar?"""
        return bool(self.sha256)

    @property
    def en_camino(self) -> bool:
        """¿La está haciendo el trabajador, o espera en su cola?"""
        return self.pedida and not self.lista and not self.falla


def copias(
    sesion: Session, congelado: ExpedienteCongelado, *, sitio: str = "", grupos: Sequence[str] = ()
) -> tuple[Copia, ...]:
    """Las cuatro formas, en su orden. De lo hecho con otros documentos a la vista no se dice nada.

    `grupos` son los de `fuente`.
    """
    origen = fuente(sesion, congelado, sitio=sitio, grupos=grupos)
    claves = {clave_de(origen, opcion, grupos): opcion for opcion in OPCIONES}
    filas = sesion.execute(
        select(Exportacion, Tarea)
        .outerjoin(Tarea, Tarea.id == Exportacion.tarea_id)
        .where(Exportacion.clave.in_(claves))
    )
    halladas = {una.clave: _copia(claves[una.clave], una, tarea) for una, tarea in filas}
    return tuple(halladas.get(clave, Copia(opcion)) for clave, opcion in claves.items())


@dataclass(frozen=True, slots=True)
class Terminada:
    """Una copia que ya se hizo o no se pudo: de qué versión («publica-3») es y en qué forma."""

    clase: str
    codigo: str
    direccion: str
    formato: str
    bien: bool


def terminadas(sesion: Session, claves: Sequence[str]) -> tuple[list[str], list[Terminada]]:
    """De esas copias, las que siguen en camino y las que terminaron; las retiradas no están en ninguna.

    La retirada que se volvió a pedir es la misma: tiene la misma clave.
    """
    filas = sesion.execute(
        select(Exportacion, ExpedienteCongelado, Tarea.estado)
        .join(ExpedienteCongelado, ExpedienteCongelado.id == Exportacion.expediente_id)
        .outerjoin(Tarea, Tarea.id == Exportacion.tarea_id)
        .where(Exportacion.clave.in_(claves))
        .order_by(Exportacion.id)
    )
    siguen: list[str] = []
    hechas: list[Terminada] = []
    for una, version, estado in filas:
        if not una.sha256 and not una.falla and estado != EstadoTarea.FALLIDA:
            siguen.append(una.clave)
            continue
        clase, _, codigo = version.clave.rpartition(":")
        direccion = f"{version.nivel}-{version.numero}"
        hechas.append(Terminada(clase or "tema", codigo, direccion, una.formato, bool(una.sha256)))
    return siguen, hechas


def nombrado(sesion: Session, sha256: str) -> bool:
    """¿Es el archivo de una copia o de una conversión? Entonces el barrido lo deja."""
    return any(
        sesion.scalar(select(tabla.sha256).where(tabla.sha256 == sha256).limit(1)) is not None
        for tabla in (Exportacion, Conversion)
    )


def _copia(opcion: Opcion, una: Exportacion, tarea: Tarea | None) -> Copia:
    hechos, _, de = (tarea.avance or "" if tarea is not None else "").partition("/")
    perdida = tarea is not None and tarea.estado == EstadoTarea.FALLIDA and not una.sha256
    return Copia(
        opcion,
        True,
        una.sha256,
        una.tamano,
        una.hecha,
        una.falla or ("No se pudo armar." if perdida else ""),
        int(hechos) if hechos.isdigit() else 0,
        int(de) if de.isdigit() else 0,
        _espera(tarea),
    )


def _espera(tarea: Tarea | None) -> str:
    """Lo que detiene una tarea que falló y se va a repetir."""
    if tarea is None or tarea.estado != EstadoTarea.PENDIENTE or not tarea.error:
        return ""
    return SIN_DISCO if DISCO_LLENO in tarea.error else OTRA_VEZ
